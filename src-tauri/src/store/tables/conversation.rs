//! Threads: one for each contact on each channel.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::domain::ids::{ChannelId, ContactId, ConversationId, MessageId};
use crate::domain::person::Identity;
use crate::domain::window::ServiceWindow;
use crate::domain::work::{Snooze, Work};
use crate::store::{DbError, DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// A thread, without its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversationRow {
    /// Our number for it.
    pub id: ConversationId,
    /// The business number it runs on.
    pub channel: ChannelId,
    /// The person whose name it bears.
    pub contact: ContactId,
    /// The contact with whom it began: another one than `contact` after the two were merged.
    pub owner: ContactId,
    /// The thread in which its messages are shown.
    pub merged_into: Option<ConversationId>,
    /// The newest message by time.
    pub last_message: Option<MessageId>,
    /// Its time.
    pub last_message_at: DateTime<Utc>,
    /// The provider's timestamp of the customer's last message.
    pub last_customer_message_at: Option<DateTime<Utc>>,
    /// When the provider last refused a free-form message for being outside the window.
    pub window_refused_at: Option<DateTime<Utc>>,
    /// Since when the customer has been waiting for an answer.
    pub waiting_since: Option<DateTime<Utc>>,
    /// When the template was sent whose answer is awaited.
    pub template_waiting_since: Option<DateTime<Utc>>,
    /// The address from which the customer wrote last.
    pub to: Identity,
    /// As of when the number of that address is known, or that it is hidden.
    pub to_wa_at: DateTime<Utc>,
    /// As of when the user id of that address is known.
    pub to_user_at: DateTime<Utc>,
    /// How many messages of the customer were not seen.
    pub unread: i64,
    /// The newest message that was seen.
    pub read_up_to: Option<MessageId>,
    /// Where the work on it stands.
    pub work: Work,
    /// The beginning of the present piece of work, which its resolution ends.
    pub opened_at: Option<DateTime<Utc>>,
    /// Since when it stands above the others, if it does.
    pub pinned_at: Option<DateTime<Utc>>,
    /// Whether somebody wants it to look unread.
    pub marked_unread: bool,
    /// Until when the provider charges nothing for what is sent to them.
    pub free_until: Option<DateTime<Utc>>,
}

impl ConversationRow {
    /// Answers go to this number from now on, unless a later one is known; `None`: they hide it.
    pub fn write_to_number(&mut self, wa_id: Option<&String>, at: DateTime<Utc>) {
        if at >= self.to_wa_at {
            self.to.wa_id = wa_id.cloned();
            self.to_wa_at = at;
        }
    }

    /// Answers go to this user id from now on, unless a later one is known.
    pub fn write_to_user(&mut self, user_id: Option<&String>, at: DateTime<Utc>) {
        if at >= self.to_user_at {
            self.to.user_id = user_id.cloned();
            self.to_user_at = at;
        }
    }

    /// Answers go to where the customer wrote from, unless a later address is known.
    pub fn write_to(&mut self, to: &Identity, at: DateTime<Utc>) {
        self.write_to_number(to.wa_id.as_ref(), at);
        self.write_to_user(to.user_id.as_ref(), at);
    }

    /// The 24-hour window.
    pub fn window(&self) -> ServiceWindow {
        ServiceWindow { last_customer_message_at: self.last_customer_message_at, refused_at: self.window_refused_at }
    }

    /// Whether it looks unread, and so counts for the badge.
    pub fn is_unread(&self) -> bool {
        self.unread > 0 || self.marked_unread
    }
}

/// The columns of [`ConversationRow`], for queries on `conversation AS v`.
pub(super) const COLUMNS: &str = "v.id, v.channel, v.contact, v.owner, v.merged_into, v.last_message, v.last_message_at,
    v.last_customer_message_at, v.window_refused_at, v.waiting_since, v.template_waiting_since, v.to_wa_id, v.to_user_id,
    v.to_wa_at, v.to_user_at, v.unread, v.read_up_to, v.work, v.snooze, v.snoozed_until, v.opened_at, v.pinned_at,
    v.marked_unread, v.free_until";
pub(super) const COLUMN_COUNT: usize = 24;

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<ConversationRow> {
    Ok(ConversationRow {
        id: ConversationId(row.get(0)?),
        channel: channel_from(row, 1)?,
        contact: ContactId(row.get(2)?),
        owner: ContactId(row.get(3)?),
        merged_into: row.get::<_, Option<i64>>(4)?.map(ConversationId),
        last_message: row.get::<_, Option<i64>>(5)?.map(MessageId),
        last_message_at: time(row.get(6)?),
        last_customer_message_at: row.get::<_, Option<i64>>(7)?.map(time),
        window_refused_at: row.get::<_, Option<i64>>(8)?.map(time),
        waiting_since: row.get::<_, Option<i64>>(9)?.map(time),
        template_waiting_since: row.get::<_, Option<i64>>(10)?.map(time),
        to: Identity { wa_id: row.get(11)?, user_id: row.get(12)?, parent_user_id: None },
        to_wa_at: time(row.get(13)?),
        to_user_at: time(row.get(14)?),
        unread: row.get(15)?,
        read_up_to: row.get::<_, Option<i64>>(16)?.map(MessageId),
        work: work_from(row)?,
        opened_at: row.get::<_, Option<i64>>(20)?.map(time),
        pinned_at: row.get::<_, Option<i64>>(21)?.map(time),
        marked_unread: row.get(22)?,
        free_until: row.get::<_, Option<i64>>(23)?.map(time),
    })
}

fn work_from(row: &Row<'_>) -> rusqlite::Result<Work> {
    let until = || {
        let at = row.get::<_, Option<i64>>(19)?.map(time);
        Ok::<_, rusqlite::Error>(match (row.get::<_, Option<String>>(18)?.as_deref(), at) {
            (Some("time"), Some(at)) => Snooze::Time { at },
            (Some("last_hour"), Some(at)) => Snooze::LastHour { at },
            _ => Snooze::Answer,
        })
    };
    Ok(match row.get::<_, String>(17)?.as_str() {
        "pending" => Work::Pending,
        "snoozed" => Work::Snoozed { until: until()? },
        "resolved" => Work::Resolved,
        _ => Work::Open,
    })
}

fn snooze_name(work: &Work) -> Option<&'static str> {
    match work {
        Work::Snoozed { until: Snooze::Time { .. } } => Some("time"),
        Work::Snoozed { until: Snooze::Answer } => Some("answer"),
        Work::Snoozed { until: Snooze::LastHour { .. } } => Some("last_hour"),
        Work::Open | Work::Pending | Work::Resolved => None,
    }
}

/// A thread by number.
pub fn by_id(tx: &ReadTx, id: ConversationId) -> DbResult<Option<ConversationRow>> {
    tx.query_first(&format!("SELECT {COLUMNS} FROM conversation AS v WHERE v.id = ?1"), [id.0], from_row)
}

/// The thread that began with a contact on a channel, wherever it is shown now.
pub fn of_owner(tx: &ReadTx, owner: ContactId, channel: &ChannelId) -> DbResult<Option<ConversationRow>> {
    let sql = format!("SELECT {COLUMNS} FROM conversation AS v WHERE v.owner = ?1 AND v.channel = ?2");
    tx.query_first(&sql, (owner.0, channel.as_str()), from_row)
}

/// The thread that is shown for a contact on a channel.
pub fn of_contact(tx: &ReadTx, contact: ContactId, channel: &ChannelId) -> DbResult<Option<ConversationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM conversation AS v WHERE v.contact = ?1 AND v.channel = ?2 AND v.merged_into IS NULL
         ORDER BY v.owner = v.contact DESC, v.id LIMIT 1"
    );
    tx.query_first(&sql, (contact.0, channel.as_str()), from_row)
}

/// All threads that bear a contact's name, those that are shown in another one too.
pub fn all_of_contact(tx: &ReadTx, contact: ContactId) -> DbResult<Vec<ConversationRow>> {
    let sql = format!("SELECT {COLUMNS} FROM conversation AS v WHERE v.contact = ?1 ORDER BY v.id");
    tx.query_all(&sql, [contact.0], from_row)
}

/// All threads that began with a contact.
pub fn all_of_owner(tx: &ReadTx, owner: ContactId) -> DbResult<Vec<ConversationRow>> {
    let sql = format!("SELECT {COLUMNS} FROM conversation AS v WHERE v.owner = ?1 ORDER BY v.id");
    tx.query_all(&sql, [owner.0], from_row)
}

/// The threads that are shown in this one.
pub fn merged_into(tx: &ReadTx, id: ConversationId) -> DbResult<Vec<ConversationId>> {
    let sql = "SELECT id FROM conversation WHERE merged_into = ?1 ORDER BY id";
    tx.query_all(sql, [id.0], |row| row.get(0).map(ConversationId))
}

/// The thread in which the messages of this one are shown: itself, or the one that it was merged into.
pub fn shown(tx: &ReadTx, row: ConversationRow) -> DbResult<ConversationRow> {
    let mut current = row;
    while let Some(next) = current.merged_into {
        current = by_id(tx, next)?.ok_or(DbError::Missing("conversation"))?;
    }
    Ok(current)
}

/// The thread of a contact that had a message last, on whichever channel.
pub fn newest_of_contact(tx: &ReadTx, contact: ContactId) -> DbResult<Option<ConversationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM conversation AS v WHERE v.contact = ?1 AND v.merged_into IS NULL
         ORDER BY v.last_message_at DESC, v.id DESC LIMIT 1"
    );
    tx.query_first(&sql, [contact.0], from_row)
}

/// Adds a thread without messages, which is not listed until it has one. It begins with `owner` and bears the name of
/// `contact`.
pub(crate) fn insert(
    tx: &WriteTx,
    id: ConversationId,
    channel: &ChannelId,
    owner: ContactId,
    contact: ContactId,
    at: DateTime<Utc>,
) -> DbResult<ConversationRow> {
    tx.execute(
        "INSERT INTO conversation (id, channel, contact, owner, last_message_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (id.0, channel.as_str(), contact.0, owner.0, at.timestamp_millis()),
    )?;
    by_id(tx, id)?.ok_or(DbError::Missing("conversation"))
}

/// Makes a thread this person's.
pub(crate) fn give_to(tx: &WriteTx, thread: &mut ConversationRow, contact: ContactId) -> DbResult<()> {
    thread.contact = contact;
    tx.execute("UPDATE conversation SET contact = ?2 WHERE id = ?1", (thread.id.0, contact.0))?;
    Ok(())
}

/// Has the messages of a thread shown in another one, or again in its own.
pub(crate) fn show_in(tx: &WriteTx, thread: &mut ConversationRow, other: Option<ConversationId>) -> DbResult<()> {
    thread.merged_into = other;
    tx.execute("UPDATE conversation SET merged_into = ?2 WHERE id = ?1", (thread.id.0, other.map(|id| id.0)))?;
    Ok(())
}

/// Writes back what messages and work change, but not whose it is and where it is shown: SQLite guards a change of what
/// refers to other rows by a savepoint of its own, and every message comes this way.
pub(crate) fn update(tx: &WriteTx, row: &ConversationRow) -> DbResult<()> {
    tx.execute(
        "UPDATE conversation SET last_message = ?2, last_message_at = ?3, last_customer_message_at = ?4,
             window_refused_at = ?5, waiting_since = ?6, template_waiting_since = ?7, unread = ?8, read_up_to = ?9,
             to_wa_id = ?10, to_user_id = ?11, to_wa_at = ?12, to_user_at = ?13, work = ?14, snooze = ?15,
             snoozed_until = ?16, opened_at = ?17, pinned_at = ?18, marked_unread = ?19, free_until = ?20
         WHERE id = ?1",
        rusqlite::params![
            row.id.0,
            row.last_message.map(|id| id.0),
            row.last_message_at.timestamp_millis(),
            row.last_customer_message_at.map(|t| t.timestamp_millis()),
            row.window_refused_at.map(|t| t.timestamp_millis()),
            row.waiting_since.map(|t| t.timestamp_millis()),
            row.template_waiting_since.map(|t| t.timestamp_millis()),
            row.unread,
            row.read_up_to.map(|id| id.0),
            &row.to.wa_id,
            &row.to.user_id,
            row.to_wa_at.timestamp_millis(),
            row.to_user_at.timestamp_millis(),
            row.work.name(),
            snooze_name(&row.work),
            row.work.wakes_at().map(|t| t.timestamp_millis()),
            row.opened_at.map(|t| t.timestamp_millis()),
            row.pinned_at.map(|t| t.timestamp_millis()),
            row.marked_unread,
            row.free_until.map(|t| t.timestamp_millis()),
        ],
    )?;
    Ok(())
}

/// The snoozed threads whose time has come, those that were due first in front.
pub fn due(tx: &ReadTx, now: DateTime<Utc>, limit: u32) -> DbResult<Vec<ConversationRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM conversation AS v
         WHERE v.snoozed_until IS NOT NULL AND v.snoozed_until <= ?1 AND v.merged_into IS NULL
         ORDER BY v.snoozed_until LIMIT ?2"
    );
    tx.query_all(&sql, (now.timestamp_millis(), limit), from_row)
}

/// How many threads are pinned.
pub fn pinned(tx: &ReadTx) -> DbResult<i64> {
    let sql = "SELECT count(*) FROM conversation WHERE pinned_at IS NOT NULL AND merged_into IS NULL";
    Ok(tx.query_first(sql, [], |row| row.get(0))?.unwrap_or(0))
}

/// How many threads look unread.
pub fn unread_conversations(tx: &ReadTx) -> DbResult<i64> {
    let count = tx.query_first("SELECT unread_conversations FROM inbox_count", [], |row| row.get(0))?;
    Ok(count.unwrap_or(0))
}

/// Adds to the number of threads that look unread.
pub(crate) fn add_unread_conversations(tx: &WriteTx, by: i64) -> DbResult<()> {
    tx.execute("UPDATE inbox_count SET unread_conversations = unread_conversations + ?1", [by])?;
    Ok(())
}
