//! Messages, in the order of their threads.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use crate::domain::content::{Content, Context, MediaKind};
use crate::domain::failure::Failure;
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::pricing::Pricing;
use crate::domain::status::MessageStatus;
use crate::store::hash::hash64;
use crate::store::{DbError, DbResult, ReadTx, WriteTx, search_text};

use super::{log, time};

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRow {
    /// Our number for it: the place in the log of the event that brought it.
    pub id: MessageId,
    /// The thread in which it is shown.
    pub conversation: ConversationId,
    /// The thread in which it came: another one after two contacts were merged.
    pub home: ConversationId,
    /// Whether we wrote it.
    pub outbound: bool,
    /// Whether the customer wrote it, so that it opened the window and asks for an answer.
    pub from_customer: bool,
    /// Whether it has a bubble or line of its own.
    pub shown: bool,
    /// When it was written, to the second; the thread is ordered by this, then by `id`.
    pub at: DateTime<Utc>,
    /// When it came to us.
    pub received_at: DateTime<Utc>,
    /// What it says.
    pub content: Content,
    /// What it answers, and where it comes from.
    pub context: Context,
    /// On which way it came to us.
    pub origin: Origin,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// Where it stands, if we wrote it.
    pub status: Option<MessageStatus>,
    /// Who wrote it, if we did: an actor's stored form.
    pub author: Option<String>,
    /// Why it failed, or why it waits.
    pub failure: Option<Failure>,
    /// What the provider counts it as.
    pub pricing: Option<Pricing>,
    /// When the provider sent it on.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it reached the phone.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When the customer opened it.
    pub read_at: Option<DateTime<Utc>>,
    /// When the customer first listened to it.
    pub played_at: Option<DateTime<Utc>>,
    /// All that it has said, oldest first, if it was edited; the last is `content`.
    pub versions: Vec<Version>,
    /// When its writer deleted it.
    pub deleted_at: Option<DateTime<Utc>>,
    /// What is said in it, if it is a voice note that was written down.
    pub transcript: Option<String>,
}

/// What an edited message said from a moment on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// From then on, in Unix milliseconds.
    pub at: i64,
    /// What it said.
    pub content: Content,
}

/// On which way a message came to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was received or sent here.
    Live,
    /// It was written on the phone that shares the number.
    Phone,
    /// It is of the phone's past.
    History,
    /// Another system sent it.
    Elsewhere,
    /// It is a line of WhatsApp's own.
    Notice,
}

impl Origin {
    fn as_str(self) -> &'static str {
        match self {
            Origin::Live => "live",
            Origin::Phone => "phone",
            Origin::History => "history",
            Origin::Elsewhere => "elsewhere",
            Origin::Notice => "notice",
        }
    }

    /// Whether it is what somebody wrote here or to us, and so what the list shows of a chat.
    pub fn is_spoken(self) -> bool {
        !matches!(self, Origin::Elsewhere | Origin::Notice)
    }

    fn from_name(name: &str) -> Origin {
        [Origin::Phone, Origin::History, Origin::Elsewhere, Origin::Notice]
            .into_iter()
            .find(|origin| origin.as_str() == name)
            .unwrap_or(Origin::Live)
    }
}

impl MessageRow {
    /// A message of which only the least is known: nothing has become of it yet.
    pub fn new(
        id: MessageId,
        thread: ConversationId,
        at: DateTime<Utc>,
        received_at: DateTime<Utc>,
        content: Content,
    ) -> Self {
        MessageRow {
            id,
            conversation: thread,
            home: thread,
            outbound: false,
            from_customer: false,
            shown: content.stands_alone(),
            at,
            received_at,
            origin: if matches!(content, Content::Notice(_)) { Origin::Notice } else { Origin::Live },
            content,
            context: Context::default(),
            provider_id: None,
            status: None,
            author: None,
            failure: None,
            pricing: None,
            sent_at: None,
            delivered_at: None,
            read_at: None,
            played_at: None,
            versions: Vec::new(),
            deleted_at: None,
            transcript: None,
        }
    }

    /// Whether it is found by its provider's id in this table; received ones are found through the log.
    fn is_found_here(&self) -> bool {
        self.outbound || self.origin == Origin::History || matches!(self.content, Content::Call(_))
    }

    /// In which part of the gallery it stands.
    fn gallery(&self) -> Option<i64> {
        if self.origin == Origin::Elsewhere || !self.shown {
            return None;
        }
        match self.content.media().map(|media| media.media) {
            Some(MediaKind::Image | MediaKind::Video) => Some(GALLERY_PHOTOS),
            Some(MediaKind::Audio | MediaKind::Voice | MediaKind::Document) => Some(GALLERY_FILES),
            Some(MediaKind::Sticker) => None,
            None => {
                let text = self.content.text().unwrap_or_default();
                (text.contains("https://") || text.contains("http://")).then_some(GALLERY_LINKS)
            }
        }
    }
}

/// Pictures and films.
pub const GALLERY_PHOTOS: i64 = 1;
/// Sounds and files.
pub const GALLERY_FILES: i64 = 2;
/// Words with a web address.
pub const GALLERY_LINKS: i64 = 3;

const COLUMNS: &str = "id, conversation, home, outbound, from_customer, shown, at, received_at, origin, provider_id,
    author, sent_at, delivered_at, read_at, played_at, deleted_at, transcript, content, context, status, failure, pricing,
    versions";

/// The plain columns, and the JSON ones as text: their errors are not SQLite's.
type Raw = (MessageRow, [Option<String>; 6]);

fn from_row(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let moment = |column| row.get::<_, Option<i64>>(column).map(|millis| millis.map(time));
    let message = MessageRow {
        home: ConversationId(row.get(2)?),
        outbound: row.get(3)?,
        from_customer: row.get(4)?,
        shown: row.get(5)?,
        origin: Origin::from_name(&row.get::<_, String>(8)?),
        provider_id: row.get(9)?,
        author: row.get(10)?,
        sent_at: moment(11)?,
        delivered_at: moment(12)?,
        read_at: moment(13)?,
        played_at: moment(14)?,
        deleted_at: moment(15)?,
        transcript: row.get(16)?,
        ..MessageRow::new(
            MessageId(row.get(0)?),
            ConversationId(row.get(1)?),
            time(row.get(6)?),
            time(row.get(7)?),
            Content::text_of(""),
        )
    };
    Ok((message, [row.get(17)?, row.get(18)?, row.get(19)?, row.get(20)?, row.get(21)?, row.get(22)?]))
}

fn complete((message, [content, context, status, failure, pricing, versions]): Raw) -> DbResult<MessageRow> {
    Ok(MessageRow {
        content: serde_json::from_str(content.as_deref().unwrap_or_default())?,
        context: context.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
        status: status_from(status)?,
        failure: failure.as_deref().map(serde_json::from_str).transpose()?,
        pricing: pricing.as_deref().map(serde_json::from_str).transpose()?,
        versions: versions.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
        ..message
    })
}

pub(super) fn status_from(name: Option<String>) -> DbResult<Option<MessageStatus>> {
    name.map(|name| MessageStatus::from_name(&name).ok_or(DbError::Missing("message status"))).transpose()
}

/// A message by number.
pub fn by_id(tx: &ReadTx, id: MessageId) -> DbResult<Option<MessageRow>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE id = ?1");
    tx.query_first(&sql, [id.0], from_row)?.map(complete).transpose()
}

/// The message that the provider knows by this id, whoever wrote it.
pub fn by_provider_id(tx: &ReadTx, provider_id: &str) -> DbResult<Option<MessageRow>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE provider_hash = ?1 AND provider_id = ?2 LIMIT 1");
    if let Some(raw) = tx.query_first(&sql, (hash64(provider_id), provider_id), from_row)? {
        return complete(raw).map(Some);
    }
    let Some(seq) = log::find(tx, &received_event_id(provider_id))? else { return Ok(None) };
    let row = by_id(tx, MessageId(seq.0))?;
    Ok(row.filter(|row| row.provider_id.as_deref() == Some(provider_id)))
}

/// The outgoing message that the provider knows by this id.
pub fn outbound_by_provider_id(tx: &ReadTx, provider_id: &str) -> DbResult<Option<MessageRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM message WHERE provider_hash = ?1 AND provider_id = ?2 AND outbound LIMIT 1");
    tx.query_first(&sql, (hash64(provider_id), provider_id), from_row)?.map(complete).transpose()
}

/// The id of the event that brings a received message.
pub fn received_event_id(provider_id: &str) -> String {
    format!("wa:{provider_id}")
}

/// A place in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The time of the message there.
    pub at: DateTime<Utc>,
    /// Its number.
    pub id: MessageId,
}

impl MessageRow {
    /// Where it stands in its thread.
    pub fn place(&self) -> Place {
        Place { at: self.at, id: self.id }
    }
}

/// The last messages of a thread before a place, or at its end: oldest first.
pub fn page_before(
    tx: &ReadTx,
    conversation: ConversationId,
    before: Option<Place>,
    limit: u32,
) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND (at, id) < (?2, ?3) AND shown
         ORDER BY at DESC, id DESC LIMIT ?4"
    );
    let (at, id) = before.map_or((i64::MAX, i64::MAX), |place| (place.at.timestamp_millis(), place.id.0));
    let mut rows = tx.query_all(&sql, (conversation.0, at, id, limit), from_row)?;
    rows.reverse();
    rows.into_iter().map(complete).collect()
}

/// The first messages of a thread behind a place: oldest first.
pub fn page_after(tx: &ReadTx, conversation: ConversationId, after: Place, limit: u32) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND (at, id) > (?2, ?3) AND shown
         ORDER BY at, id LIMIT ?4"
    );
    let rows = tx.query_all(&sql, (conversation.0, after.at.timestamp_millis(), after.id.0, limit), from_row)?;
    rows.into_iter().map(complete).collect()
}

/// What a search leaves out.
#[derive(Clone, Debug, Default)]
pub struct SearchFilter {
    /// Words of the search index; `None` takes every message.
    pub words: Option<String>,
    /// Only these kinds of files; empty: any message.
    pub media: Vec<MediaKind>,
    /// Only messages with a web address.
    pub links: bool,
    /// Only messages of ours, or of customers.
    pub outbound: Option<bool>,
    /// Only messages written then or later.
    pub since: Option<DateTime<Utc>>,
    /// Only messages written before then.
    pub until: Option<DateTime<Utc>>,
    /// Only messages of this thread.
    pub conversation: Option<ConversationId>,
    /// Leaves out what was deleted by its writer.
    pub without_deleted: bool,
}

/// Messages that fit a search, newest first.
pub fn search(tx: &ReadTx, filter: &SearchFilter, limit: u32) -> DbResult<Vec<MessageRow>> {
    let mut conditions = vec!["shown".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if let Some(words) = &filter.words {
        add("id IN (SELECT rowid FROM message_words WHERE message_words MATCH ?)", Value::from(words.clone()));
    }
    if !filter.media.is_empty() {
        let kinds: Vec<&str> = filter.media.iter().map(|media| media_name(*media)).collect();
        add("media IN (SELECT value FROM json_each(?))", Value::from(serde_json::to_string(&kinds)?));
    }
    if filter.links {
        add("gallery = ?", Value::from(GALLERY_LINKS));
    }
    if let Some(outbound) = filter.outbound {
        add("outbound = ?", Value::from(outbound));
    }
    if let Some(since) = filter.since {
        add("at >= ?", Value::from(since.timestamp_millis()));
    }
    if let Some(until) = filter.until {
        add("at < ?", Value::from(until.timestamp_millis()));
    }
    if let Some(conversation) = filter.conversation {
        add("conversation = ?", Value::from(conversation.0));
    }
    if filter.without_deleted {
        conditions.push("deleted_at IS NULL".to_owned());
    }
    let plain = filter.words.is_some() && conditions.len() == 2;
    let sql = if plain {
        // The common case: the index hands out its hits newest first and stops at the limit.
        format!(
            "SELECT {COLUMNS} FROM message
             WHERE id IN (SELECT rowid FROM message_words WHERE message_words MATCH ?1 ORDER BY rowid DESC LIMIT {limit})
               AND shown ORDER BY id DESC"
        )
    } else {
        format!("SELECT {COLUMNS} FROM message WHERE {} ORDER BY id DESC LIMIT {limit}", conditions.join(" AND "))
    };
    tx.query_all(&sql, rusqlite::params_from_iter(values), from_row)?.into_iter().map(complete).collect()
}

/// A part of a thread's gallery before a place, newest first.
pub fn gallery_before(
    tx: &ReadTx,
    conversation: ConversationId,
    gallery: i64,
    before: Option<Place>,
    limit: u32,
) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message
         WHERE conversation = ?1 AND gallery = ?2 AND (at, id) < (?3, ?4) AND deleted_at IS NULL
         ORDER BY at DESC, id DESC LIMIT ?5"
    );
    let (at, id) = before.map_or((i64::MAX, i64::MAX), |place| (place.at.timestamp_millis(), place.id.0));
    let rows = tx.query_all(&sql, (conversation.0, gallery, at, id, limit), from_row)?;
    rows.into_iter().map(complete).collect()
}

/// Reactions are words like others; that one was taken back is not.
const SAYS_SOMETHING: &str =
    "(json_extract(content, '$.kind') <> 'reaction' OR json_extract(content, '$.emoji') IS NOT NULL)";

/// Who wrote what is sent while the office is closed. It is no answer: the customer still waits for a person.
const AWAY_AUTHOR: &str = "rule:away";

/// The message that a thread's row in the list shows: the newest that somebody wrote, reactions included.
pub fn newest(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message
         WHERE conversation = ?1 AND origin NOT IN ('elsewhere', 'notice') AND {SAYS_SOMETHING}
         ORDER BY at DESC, id DESC LIMIT 1"
    );
    tx.query_first(&sql, [conversation.0], from_row)?.map(complete).transpose()
}

/// The customer's newest message of a thread.
pub fn newest_of_customer(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND from_customer ORDER BY at DESC, id DESC LIMIT 1"
    );
    tx.query_first(&sql, [conversation.0], from_row)?.map(complete).transpose()
}

/// Customers' voice notes behind a place whose file is here and which nobody has written down, with the file's SHA-256.
pub fn voice_notes_without_words(tx: &ReadTx, after: MessageId, limit: u32) -> DbResult<Vec<(MessageId, String)>> {
    tx.query_all(
        "SELECT m.id, d.sha256 FROM message AS m JOIN download AS d ON d.message = m.id
         WHERE m.media = 'voice' AND m.transcript IS NULL AND NOT m.outbound AND m.id > ?1
           AND d.state = 'here' AND d.sha256 IS NOT NULL
         ORDER BY m.id LIMIT ?2",
        (after.0, limit),
        |row| Ok((MessageId(row.get(0)?), row.get(1)?)),
    )
}

/// How many of the customer's messages in a thread came behind `after`.
pub fn count_inbound_after(tx: &ReadTx, conversation: ConversationId, after: MessageId) -> DbResult<i64> {
    let count = tx.query_first(
        "SELECT count(*) FROM message WHERE conversation = ?1 AND id > ?2 AND from_customer",
        (conversation.0, after.0),
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or(0))
}

/// The newest message of a thread that the provider can be told is read, among those up to a number.
pub fn newest_inbound(
    tx: &ReadTx,
    conversation: ConversationId,
    up_to: Option<MessageId>,
) -> DbResult<Option<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message
         WHERE conversation = ?1 AND id <= ?2 AND from_customer AND provider_id IS NOT NULL
           AND json_extract(content, '$.kind') <> 'call'
         ORDER BY at DESC, id DESC LIMIT 1"
    );
    let up_to = up_to.map_or(i64::MAX, |id| id.0);
    tx.query_first(&sql, (conversation.0, up_to), from_row)?.map(complete).transpose()
}

/// Since when the customer has been waiting: the first message of theirs behind our last one that did not fail.
pub fn unanswered_since(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<DateTime<Utc>>> {
    let answers = format!(
        "SELECT at, id FROM message WHERE conversation = ?1 AND outbound AND status <> 'failed' AND {SAYS_SOMETHING}
         AND coalesce(author, '') <> '{AWAY_AUTHOR}' ORDER BY at DESC, id DESC LIMIT 1"
    );
    let answered =
        tx.query_first(&answers, [conversation.0], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let (at, id) = answered.unwrap_or((0, 0));
    tx.query_first(
        "SELECT at FROM message WHERE conversation = ?1 AND from_customer AND (at, id) > (?2, ?3)
         ORDER BY at, id LIMIT 1",
        (conversation.0, at, id),
        |row| row.get(0).map(time),
    )
}

/// Whether we have said anything in a thread since a moment, by hand or by rule, that did not fail.
pub fn said_by_us_since(tx: &ReadTx, conversation: ConversationId, since: DateTime<Utc>) -> DbResult<bool> {
    let sql = "SELECT 1 FROM message WHERE conversation = ?1 AND at >= ?2 AND outbound
               AND coalesce(status, '') <> 'failed' AND origin <> 'elsewhere' LIMIT 1";
    Ok(tx.query_first(sql, (conversation.0, since.timestamp_millis()), |_| Ok(()))?.is_some())
}

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
    index(tx, row)
}

impl MessageRow {
    /// Whether the closed office sent it by itself, which is no answer.
    pub fn is_away_reply(&self) -> bool {
        self.author.as_deref() == Some(AWAY_AUTHOR)
    }

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
    tx.execute("DELETE FROM message_words WHERE rowid = ?1", [row.id.0])?;
    index(tx, row)?;
    update(tx, row)
}

/// Takes a message away, with its words.
pub(crate) fn delete(tx: &WriteTx, id: MessageId) -> DbResult<()> {
    tx.execute("DELETE FROM message_words WHERE rowid = ?1", [id.0])?;
    tx.execute("DELETE FROM message WHERE id = ?1", [id.0])?;
    Ok(())
}

/// Shows the messages that came in one thread in another one.
pub(crate) fn show_in(tx: &WriteTx, home: ConversationId, conversation: ConversationId) -> DbResult<()> {
    tx.execute("UPDATE message SET conversation = ?2 WHERE home = ?1", (home.0, conversation.0))?;
    Ok(())
}

fn index(tx: &WriteTx, row: &MessageRow) -> DbResult<()> {
    if !row.shown {
        return Ok(());
    }
    let words = row.content.search_words();
    let transcript = row.transcript.as_deref().unwrap_or_default();
    if words.is_empty() && transcript.is_empty() {
        return Ok(());
    }
    let words = search_text::for_index(&format!("{words}\n{transcript}"));
    tx.execute("INSERT INTO message_words (rowid, words) VALUES (?1, ?2)", (row.id.0, words))?;
    Ok(())
}

fn context_json(row: &MessageRow) -> DbResult<Option<String>> {
    Ok(if row.context.is_empty() { None } else { Some(serde_json::to_string(&row.context)?) })
}

fn media_name(media: MediaKind) -> &'static str {
    match media {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::Voice => "voice",
        MediaKind::Document => "document",
        MediaKind::Sticker => "sticker",
    }
}
