//! Which files the log speaks of.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::domain::content::Media;
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::{ChannelId, MessageId, Seq};
use crate::store::tables::download::{self, DownloadRow, DownloadState};
use crate::store::tables::{log, message};
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

/// What an event says of a file.
struct Mention<'e> {
    channel: &'e ChannelId,
    provider_id: &'e str,
    media: &'e Media,
    told_at: DateTime<Utc>,
    raw: &'e RawValue,
}

/// Whether an event can bring a file, by its kind alone.
pub(super) fn may_bring_a_file(event: &Event) -> bool {
    mention(event, DateTime::default()).is_some() || matches!(event, Event::MessageReread(_))
}

/// Notes that the file of an event is to be fetched, unless that is known already.
pub(super) fn note(tx: &WriteTx, recorded: &Recorded, now: DateTime<Utc>) -> DbResult<Option<Wanted>> {
    if let Event::MessageReread(reread) = &recorded.event {
        let Some(mut first) = log::event(tx, Seq(reread.message.0))? else { return Ok(None) };
        if let Event::MessageReceived(received) = &mut first.event {
            received.content = reread.content.clone();
        }
        return note_one(tx, &first, now);
    }
    note_one(tx, recorded, now)
}

fn note_one(tx: &WriteTx, recorded: &Recorded, now: DateTime<Utc>) -> DbResult<Option<Wanted>> {
    let Some(mention) = mention(&recorded.event, recorded.at) else { return Ok(None) };
    let Some(media_id) = &mention.media.provider_media_id else { return Ok(None) };
    let Some(message) = message_of(tx, recorded.seq, mention.provider_id)? else { return Ok(None) };
    let known = download::by_message(tx, message)?;
    if known.is_some_and(|known| known.media_id == *media_id || known.state == DownloadState::Here) {
        return Ok(None);
    }
    let row = DownloadRow {
        message,
        channel: mention.channel.clone(),
        media_id: media_id.clone(),
        expected: mention.media.sha256.clone(),
        state: DownloadState::Waiting,
        sha256: None,
        tries: 0,
        next_at: Some(now),
        expires_at: mention.told_at + KEPT,
        problem: None,
    };
    download::put(tx, &row)?;
    Ok(Some(Wanted { message, link: link(mention.raw) }))
}

fn mention(event: &Event, recorded_at: DateTime<Utc>) -> Option<Mention<'_>> {
    let (channel, provider_id, content, told_at, raw) = if let Event::MessageReceived(it) = event {
        (&it.channel, &it.provider_id, &it.content, it.sent_at, &it.raw)
    } else if let Event::EchoReceived(it) = event {
        (&it.channel, &it.provider_id, &it.content, it.sent_at, &it.raw)
    } else if let Event::HistoryReceived(it) = event {
        // The message may be half a year old; its file was put there for us just now.
        (&it.channel, &it.provider_id, &it.content, recorded_at, &it.raw)
    } else {
        return None;
    };
    let media = content.media().filter(|media| media.provider_media_id.is_some())?;
    Some(Mention { channel, provider_id, media, told_at, raw })
}

/// The message that an event brought, or the earlier one whose missing part it is.
fn message_of(tx: &ReadTx, seq: Seq, provider_id: &str) -> DbResult<Option<MessageId>> {
    let own = MessageId(seq.0);
    if message::by_id(tx, own)?.is_some() {
        return Ok(Some(own));
    }
    Ok(message::by_provider_id(tx, provider_id)?.map(|row| row.id))
}

/// The address that newer webhooks carry beside the id.
fn link(raw: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct Carrier {
        #[serde(default)]
        url: Option<String>,
    }
    let message: serde_json::Map<String, serde_json::Value> = serde_json::from_str(raw.get()).ok()?;
    let part = message.get(message.get("type")?.as_str()?)?;
    Carrier::deserialize(part).ok()?.url
}
