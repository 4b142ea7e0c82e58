//! Templates that were sent, and when the customer wrote next.

use chrono::{DateTime, Utc};

use crate::domain::content::TemplateMessage;
use crate::domain::ids::{ChannelId, ConversationId};
use crate::store::{DbResult, WriteTx};

use super::message::{MessageRow, Place};

/// Adds a template that was sent.
pub(crate) fn insert(tx: &WriteTx, row: &MessageRow, channel: &ChannelId, template: &TemplateMessage) -> DbResult<()> {
    tx.execute(
        "INSERT INTO outreach (message, conversation, channel, name, language, category, author, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            row.id.0,
            row.conversation.0,
            channel.as_str(),
            &template.name,
            &template.language,
            &template.category,
            row.author.as_deref().unwrap_or_default(),
            row.at.timestamp_millis(),
        ),
    )?;
    Ok(())
}

/// The customer wrote, behind everything else in the thread.
pub(crate) fn answered(tx: &WriteTx, conversation: ConversationId, place: Place) -> DbResult<()> {
    let at = place.at.timestamp_millis();
    tx.execute(
        "UPDATE outreach SET answered_at = ?2
         WHERE conversation = ?1 AND answered_at IS NULL AND (at, message) < (?2, ?3)",
        (conversation.0, at, place.id.0),
    )?;
    Ok(())
}

/// Finds anew which message of the customer was the next, for templates whose answer may be another one since something
/// came or went at `since`. A reaction is an answer, too: often it is the only one.
pub(crate) fn find_answers(tx: &WriteTx, conversation: ConversationId, since: DateTime<Utc>) -> DbResult<()> {
    tx.execute(
        "UPDATE outreach SET answered_at = (
             SELECT m.at FROM message AS m
             WHERE m.conversation = outreach.conversation AND (m.at, m.id) > (outreach.at, outreach.message)
                 AND m.from_customer AND json_extract(m.content, '$.kind') <> 'call'
             ORDER BY m.at, m.id LIMIT 1)
         WHERE conversation = ?1 AND (answered_at IS NULL OR answered_at >= ?2)",
        (conversation.0, since.timestamp_millis()),
    )?;
    Ok(())
}

/// Moves the templates of a thread to where its messages are shown now.
pub(crate) fn follow_messages(tx: &WriteTx, conversation: ConversationId) -> DbResult<()> {
    tx.execute(
        "UPDATE outreach SET conversation = (SELECT m.conversation FROM message AS m WHERE m.id = outreach.message)
         WHERE conversation = ?1",
        [conversation.0],
    )?;
    Ok(())
}
