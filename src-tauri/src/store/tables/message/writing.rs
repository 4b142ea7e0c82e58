//! Puts messages in, changes them and takes them out, with their words.

use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::status::MessageStatus;
use crate::store::hash::hash64;
use crate::store::{DbResult, WordIndex, WriteTx, search_text};

use super::{MessageRow, media_name};

/// Adds a message and its words.
pub(crate) fn insert(tx: &WriteTx, row: &MessageRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO message (id, conversation, home, outbound, from_customer, shown, at, received_at, content, context,
                              origin, media, gallery, provider_id, provider_hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        (
            row.id.0,
            row.conversation.0,
            row.home.0,
            row.outbound,
            row.from_customer,
            row.shown,
            row.at.timestamp_millis(),
            row.received_at.timestamp_millis(),
            serde_json::to_string(&row.content)?,
            context_json(row)?,
            row.origin.as_str(),
            row.content.media().map(|media| media_name(media.media)),
            row.gallery(),
            &row.provider_id,
            row.provider_id.as_deref().filter(|_| row.is_found_here()).map(hash64),
        ),
    )?;
    if row.has_fate() {
        update(tx, row)?;
    }
    index(tx, row);
    Ok(())
}

impl MessageRow {
    /// Whether anything is known of it that [`insert`] alone does not write.
    fn has_fate(&self) -> bool {
        self.status.is_some()
            || self.author.is_some()
            || self.failure.is_some()
            || self.pricing.is_some()
            || self.sent_at.is_some()
            || self.delivered_at.is_some()
            || self.read_at.is_some()
            || self.played_at.is_some()
            || self.deleted_at.is_some()
            || self.transcript.is_some()
            || !self.versions.is_empty()
    }
}

/// Writes back what may change of a message but its content: its way to the customer, and where it is shown.
pub(crate) fn update(tx: &WriteTx, row: &MessageRow) -> DbResult<()> {
    tx.execute(
        "UPDATE message SET provider_id = ?2, provider_hash = ?3, status = ?4, failure = ?5, pricing = ?6, sent_at = ?7,
                            delivered_at = ?8, read_at = ?9, played_at = ?10, deleted_at = ?11, shown = ?12, author = ?13,
                            at = ?14
         WHERE id = ?1",
        (
            row.id.0,
            &row.provider_id,
            row.provider_id.as_deref().filter(|_| row.is_found_here()).map(hash64),
            row.status.map(MessageStatus::as_str),
            row.failure.as_ref().map(serde_json::to_string).transpose()?,
            row.pricing.as_ref().map(serde_json::to_string).transpose()?,
            row.sent_at.map(|t| t.timestamp_millis()),
            row.delivered_at.map(|t| t.timestamp_millis()),
            row.read_at.map(|t| t.timestamp_millis()),
            row.played_at.map(|t| t.timestamp_millis()),
            row.deleted_at.map(|t| t.timestamp_millis()),
            row.shown,
            &row.author,
            row.at.timestamp_millis(),
        ),
    )?;
    Ok(())
}

/// Writes back a message whose content is another one now.
pub(crate) fn update_content(tx: &WriteTx, row: &MessageRow) -> DbResult<()> {
    let versions = if row.versions.is_empty() { None } else { Some(serde_json::to_string(&row.versions)?) };
    tx.execute(
        "UPDATE message SET content = ?2, context = ?3, media = ?4, gallery = ?5, versions = ?6, transcript = ?7,
                            origin = ?8, from_customer = ?9
         WHERE id = ?1",
        (
            row.id.0,
            serde_json::to_string(&row.content)?,
            context_json(row)?,
            row.content.media().map(|media| media_name(media.media)),
            row.gallery(),
            versions,
            &row.transcript,
            row.origin.as_str(),
            row.from_customer,
        ),
    )?;
    index(tx, row);
    update(tx, row)
}

/// Takes a message away, with its words.
pub(crate) fn delete(tx: &WriteTx, id: MessageId) -> DbResult<()> {
    tx.set_words(WordIndex::Messages, id.0, String::new());
    tx.execute("DELETE FROM message WHERE id = ?1", [id.0])?;
    Ok(())
}

/// Shows the messages that came in one thread in another one.
pub(crate) fn show_in(tx: &WriteTx, home: ConversationId, conversation: ConversationId) -> DbResult<()> {
    tx.execute("UPDATE message SET conversation = ?2 WHERE home = ?1", (home.0, conversation.0))?;
    Ok(())
}

fn index(tx: &WriteTx, row: &MessageRow) {
    let said = [row.content.search_words(), row.transcript.clone().unwrap_or_default()].join("\n");
    let words = if row.shown { search_text::for_index(said.trim()) } else { String::new() };
    tx.set_words(WordIndex::Messages, row.id.0, words);
}

fn context_json(row: &MessageRow) -> DbResult<Option<String>> {
    Ok(if row.context.is_empty() { None } else { Some(serde_json::to_string(&row.context)?) })
}
