//! Which files the log speaks of.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize as _;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::content::Content;
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::{MessageId, Seq};
use crate::store::tables::conversation;
use crate::store::tables::download::{self, DownloadRow, DownloadState};
use crate::store::tables::message::{self, MessageRow, Origin};
use crate::store::{DbResult, ReadTx, WriteTx};

/// How long the provider keeps a received file (Meta, "Media").
const KEPT: Duration = Duration::days(7);

/// A file that a message brought.
pub(super) struct Wanted {
    /// Whose file.
    pub message: MessageId,
    /// The address that came with it, good for a few minutes.
    pub link: Option<String>,
}

/// The message that an event brings or completes.
enum Told<'e> {
    /// One that may have come before, in part.
    Received { provider_id: &'e str, content: &'e Content, raw: &'e RawValue },
    /// One that is here.
    Reread(MessageId),
}

fn told(event: &Event) -> Option<Told<'_>> {
    if let Event::MessageReceived(it) = event {
        Some(Told::Received { provider_id: &it.provider_id, content: &it.content, raw: &it.raw })
    } else if let Event::EchoReceived(it) = event {
        Some(Told::Received { provider_id: &it.provider_id, content: &it.content, raw: &it.raw })
    } else if let Event::HistoryReceived(it) = event {
        Some(Told::Received { provider_id: &it.provider_id, content: &it.content, raw: &it.raw })
    } else if let Event::MessageReread(it) = event {
        Some(Told::Reread(it.message))
    } else {
        None
    }
}

/// Whether an event can bring a file, by itself.
pub(super) fn may_bring_a_file(event: &Event) -> bool {
    match told(event) {
        // The file of a placeholder may have come before it.
        Some(Told::Received { content, .. }) => content.media().is_some() || *content == Content::Placeholder,
        Some(Told::Reread(_)) => true,
        None => false,
    }
}

/// Notes that the file of the message that an event speaks of is to be fetched, unless that is known already. What the
/// message is, is what the fold has made of it: a file and its place in a phone's past come apart, in any order.
pub(super) fn note(tx: &WriteTx, recorded: &Recorded, now: DateTime<Utc>) -> DbResult<Option<Wanted>> {
    let Some(told) = told(&recorded.event) else { return Ok(None) };
    let Some(row) = message_of(tx, recorded.seq, &told)? else { return Ok(None) };
    let Some(media_id) = row.content.media().and_then(|media| media.provider_media_id.clone()) else {
        return Ok(None);
    };
    let known = download::by_message(tx, row.id)?;
    if known.is_some_and(|known| known.media_id == media_id || known.state == DownloadState::Here) {
        return Ok(None);
    }
    let Some(thread) = conversation::by_id(tx, row.home)? else { return Ok(None) };
    let wanted = DownloadRow {
        message: row.id,
        channel: thread.channel,
        media_id,
        expected: row.content.media().and_then(|media| media.sha256.clone()),
        state: DownloadState::Waiting,
        sha256: None,
        tries: 0,
        next_at: Some(now),
        expires_at: told_at(&row, recorded) + KEPT,
        problem: None,
    };
    download::put(tx, &wanted)?;
    Ok(Some(Wanted { message: row.id, link: link(&told) }))
}

fn message_of(tx: &ReadTx, seq: Seq, told: &Told<'_>) -> DbResult<Option<MessageRow>> {
    match told {
        Told::Reread(message) => message::by_id(tx, *message),
        Told::Received { provider_id, .. } => match message::by_id(tx, MessageId(seq.0))? {
            Some(own) => Ok(Some(own)),
            None => message::by_provider_id(tx, provider_id),
        },
    }
}

/// When the provider put the file there for us.
fn told_at(row: &MessageRow, recorded: &Recorded) -> DateTime<Utc> {
    // A message of the past may be half a year old; its file was put there just now.
    if row.origin == Origin::History { recorded.at } else { row.at }
}

/// The address that newer webhooks carry beside the id.
fn link(told: &Told<'_>) -> Option<String> {
    let Told::Received { raw, .. } = told else { return None };
    let message = Value::deserialize(*raw).ok()?;
    let kind = message.get("type")?.as_str()?;
    Some(message.get(kind)?.get("url")?.as_str()?.to_owned())
}
