//! Messages that were edited or deleted by whoever wrote them. What they said before is kept.

use chrono::{DateTime, Utc};

use crate::domain::content::{Content, Media};
use crate::domain::ids::Seq;
use crate::log::Changes;
use crate::store::tables::early_news;
use crate::store::tables::message::{self, MessageRow, Version};
use crate::store::{DbResult, WriteTx};

/// Applies an edit or a deletion; tells whether the content is one of the two. `outbound`: the business made it, on the
/// phone.
pub(super) fn apply(
    tx: &WriteTx,
    seq: Seq,
    content: &Content,
    outbound: bool,
    at: DateTime<Utc>,
    changes: &mut Changes,
) -> DbResult<bool> {
    if let Content::Edit { of, content } = content {
        edited(tx, seq, of, content, outbound, at, changes)?;
        return Ok(true);
    }
    if let Content::Revoke { of } = content {
        revoked(tx, seq, of, outbound, at, changes)?;
        return Ok(true);
    }
    Ok(false)
}

/// A message says something else.
fn edited(
    tx: &WriteTx,
    seq: Seq,
    of: &str,
    content: &Content,
    outbound: bool,
    at: DateTime<Utc>,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(mut row) = message::by_provider_id(tx, of)? else { return early_news::insert(tx, seq, of) };
    if row.outbound != outbound {
        return Ok(());
    }
    if row.versions.is_empty() {
        row.versions.push(Version { at: row.at.timestamp_millis(), content: row.content.clone() });
    }
    let version = Version { at: at.timestamp_millis(), content: with_file_of(&row.content, content) };
    if row.versions.contains(&version) {
        return Ok(());
    }
    row.versions.push(version);
    // Edits may come in any order.
    row.versions.sort_by_key(|version| version.at);
    if let Some(last) = row.versions.last() {
        row.content = last.content.clone();
    }
    message::update_content(tx, &row)?;
    changes.message(row.conversation, row.id);
    Ok(())
}

/// Of a file only the words below it can be edited.
fn with_file_of(original: &Content, edited: &Content) -> Content {
    match (original, edited) {
        (Content::Media(file), Content::Media(new)) => {
            Content::Media(Media { caption: new.caption.clone(), ..file.clone() })
        }
        (Content::Media(file), Content::Text { text, .. }) => {
            Content::Media(Media { caption: Some(text.clone()), ..file.clone() })
        }
        _ => edited.clone(),
    }
}

/// A message was deleted. Its content stays in the log and in the tables; a setting decides whether it is shown.
fn revoked(tx: &WriteTx, seq: Seq, of: &str, outbound: bool, at: DateTime<Utc>, changes: &mut Changes) -> DbResult<()> {
    let Some(row) = message::by_provider_id(tx, of)? else { return early_news::insert(tx, seq, of) };
    if row.outbound != outbound || row.deleted_at.is_some_and(|deleted| deleted <= at) {
        return Ok(());
    }
    let row = MessageRow { deleted_at: Some(at), ..row };
    message::update_content(tx, &row)?;
    changes.message(row.conversation, row.id);
    Ok(())
}
