//! The floor: the same rows, written by bare SQLite on the same schema with the same settings, 64 messages to a commit,
//! without HTTP, signatures or JSON.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use frontdesk::domain::content::Content;
use frontdesk::domain::event::Event;
use frontdesk::store::hash::hash64;
use frontdesk::store::{DATABASE, search_text};
use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::mail::Mail;
use crate::site::Site;

const GROUP: usize = 64;

/// Everything that a message leaves in the database, ready to be bound.
struct Message {
    body: Vec<u8>,
    id: String,
    id_hash: i64,
    kind: String,
    event: String,
    wa_id: Option<String>,
    user_id: String,
    name: String,
    username: String,
    at: i64,
    received_at: i64,
    content: String,
    provider_id: String,
    words: String,
}

/// A file that bare SQLite writes to.
pub struct Floor {
    connection: Connection,
}

impl Floor {
    /// Opens a copy of a workspace, with the settings of the product's writer.
    pub fn open(directory: &Path) -> anyhow::Result<Floor> {
        let connection = Connection::open(directory.join(DATABASE))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536;",
        )?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Floor { connection })
    }

    /// Writes messages; gives the time that it took.
    pub fn write(&mut self, site: &Site, mail: &[Mail]) -> anyhow::Result<Duration> {
        let messages = mail.iter().map(|mail| message(site, mail)).collect::<anyhow::Result<Vec<_>>>()?;
        self.checkpoint()?;
        let started = Instant::now();
        for group in messages.chunks(GROUP) {
            let tx = self.connection.transaction()?;
            write_group(&tx, group)?;
            tx.commit()?;
        }
        Ok(started.elapsed())
    }

    /// How many pages go to the write-ahead log for a message.
    pub fn pages_per_message(&mut self, site: &Site, mail: &[Mail]) -> anyhow::Result<f64> {
        self.connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        self.write(site, mail)?;
        let pages = self.checkpoint()?;
        self.connection.pragma_update(None, "wal_autocheckpoint", 1000)?;
        Ok(pages as f64 / mail.len() as f64)
    }

    /// Empties the write-ahead log, so that every run begins alike; gives how many pages it had.
    fn checkpoint(&self) -> anyhow::Result<i64> {
        let pages = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(pages)
    }
}

fn message(site: &Site, mail: &Mail) -> anyhow::Result<Message> {
    let event = mail.events(site)?.into_iter().next().context("a message becomes an event")?;
    let body = event.event.to_json()?;
    let kind = event.event.kind().to_owned();
    let Event::MessageReceived(received) = event.event else { anyhow::bail!("{kind} is not a message") };
    let Content::Text { text, .. } = &received.content else { anyhow::bail!("a message without words") };
    Ok(Message {
        body: mail.body.clone(),
        id_hash: hash64(&event.id),
        id: event.id,
        kind,
        event: body,
        wa_id: received.from.wa_id,
        user_id: received.from.user_id.unwrap_or_default(),
        name: received.profile_name.unwrap_or_default(),
        username: received.username.unwrap_or_default(),
        at: received.sent_at.timestamp_millis(),
        received_at: site.made.end_ms,
        words: search_text::for_index(text),
        content: serde_json::to_string(&received.content)?,
        provider_id: received.provider_id,
    })
}

fn write_group(tx: &Transaction<'_>, group: &[Message]) -> anyhow::Result<()> {
    let mut last = 0;
    for message in group {
        if let Some(seq) = write_event(tx, message)? {
            write_message(tx, message, seq)?;
            last = seq;
        }
    }
    tx.prepare_cached(
        "INSERT INTO delivery_count (channel, kept) VALUES ('main', ?1)
         ON CONFLICT (channel) DO UPDATE SET kept = kept + excluded.kept",
    )?
    .execute([i64::try_from(group.len())?])?;
    tx.prepare_cached("UPDATE ingest_progress SET delivery = (SELECT max(id) FROM delivery)")?.execute([])?;
    tx.prepare_cached("UPDATE projection_state SET applied = ?1")?.execute([last])?;
    Ok(())
}

/// The delivery and the event, unless the event is known.
fn write_event(tx: &Transaction<'_>, message: &Message) -> anyhow::Result<Option<i64>> {
    tx.prepare_cached("INSERT INTO delivery (channel, received_at, body) VALUES ('main', ?1, ?2)")?
        .execute((message.received_at, &message.body))?;
    let known: Option<i64> = tx
        .prepare_cached("SELECT seq FROM log WHERE id_hash = ?1 AND id = ?2")?
        .query_row((message.id_hash, &message.id), |row| row.get(0))
        .optional()?;
    if known.is_some() {
        return Ok(None);
    }
    tx.prepare_cached("INSERT INTO log (id, id_hash, kind, actor, at, body) VALUES (?1, ?2, ?3, 'customer', ?4, ?5)")?
        .execute((&message.id, message.id_hash, &message.kind, message.received_at, &message.event))?;
    Ok(Some(tx.last_insert_rowid()))
}

fn write_message(tx: &Transaction<'_>, message: &Message, seq: i64) -> anyhow::Result<()> {
    let conversation = conversation_of(tx, message, seq)?;
    tx.prepare_cached(
        "INSERT INTO message (id, conversation, home, outbound, from_customer, shown, origin, at, received_at, content,
                              provider_id)
         VALUES (?1, ?2, ?2, 0, 1, 1, 'live', ?3, ?4, ?5, ?6)",
    )?
    .execute((seq, conversation, message.at, message.received_at, &message.content, &message.provider_id))?;
    tx.prepare_cached("INSERT INTO message_words (rowid, words) VALUES (?1, ?2)")?.execute((seq, &message.words))?;
    tx.prepare_cached(
        "UPDATE conversation SET last_message = ?2, last_message_at = ?3, last_customer_message_at = ?3,
             waiting_since = coalesce(waiting_since, ?3), unread = unread + 1 WHERE id = ?1",
    )?
    .execute((conversation, seq, message.at))?;
    Ok(())
}

/// The thread of whoever wrote, who may be new.
fn conversation_of(tx: &Transaction<'_>, message: &Message, seq: i64) -> anyhow::Result<i64> {
    let (kind, scope, value) = match &message.wa_id {
        Some(wa_id) => ("wa_id", "", wa_id),
        None => ("user_id", crate::site::WABA_ID, &message.user_id),
    };
    let known = tx
        .prepare_cached(
            "SELECT v.id FROM contact_identity AS i JOIN conversation AS v ON v.contact = i.contact
             WHERE i.kind = ?1 AND i.scope = ?2 AND i.value = ?3 AND v.channel = 'main'",
        )?
        .query_row((kind, scope, value), |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    write_person(tx, message, seq)?;
    tx.prepare_cached(
        "INSERT INTO conversation (id, channel, contact, owner, last_message_at) VALUES (?1, 'main', ?1, ?1, ?2)",
    )?
    .execute((seq, message.at))?;
    tx.prepare_cached("UPDATE inbox_count SET unread_conversations = unread_conversations + 1")?.execute([])?;
    Ok(seq)
}

fn write_person(tx: &Transaction<'_>, message: &Message, seq: i64) -> anyhow::Result<()> {
    tx.prepare_cached("INSERT INTO contact (id, name, username, first_seen_at) VALUES (?1, ?2, ?3, ?4)")?.execute((
        seq,
        &message.name,
        &message.username,
        message.at,
    ))?;
    let mut identity = tx.prepare_cached(
        "INSERT INTO contact_identity (kind, scope, value, contact, since) VALUES (?1, ?2, ?3, ?4, ?4)",
    )?;
    if let Some(wa_id) = &message.wa_id {
        identity.execute(("wa_id", "", wa_id, seq))?;
        identity.execute(("number_key", "", wa_id, seq))?;
    }
    identity.execute(("user_id", crate::site::WABA_ID, &message.user_id, seq))?;
    let words = format!("{} {} {}", message.name, message.username, message.wa_id.as_deref().unwrap_or_default());
    tx.prepare_cached("INSERT INTO contact_words (rowid, words) VALUES (?1, ?2)")?.execute((seq, words))?;
    Ok(())
}
