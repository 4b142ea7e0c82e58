//! Messages that are to go out later.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::types::Type;
use rusqlite::{Error, Row};
use serde::{Deserialize, Serialize};

use crate::domain::event::Actor;
use crate::domain::ids::{ChannelId, ConversationId, MessageId, ScheduleId};
use crate::domain::schedule::{Plan, ScheduleProblem};
use crate::domain::window::SERVICE_WINDOW;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// Where a scheduled message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleState {
    /// Its time has not come.
    Waiting,
    /// It was due, and a person is asked what to do.
    Asking,
    /// It has become a message.
    Sent,
    /// It was dropped.
    Cancelled,
}

impl ScheduleState {
    fn word(self) -> &'static str {
        match self {
            ScheduleState::Waiting => "waiting",
            ScheduleState::Asking => "asking",
            ScheduleState::Sent => "sent",
            ScheduleState::Cancelled => "cancelled",
        }
    }

    fn from_word(word: &str) -> Option<ScheduleState> {
        let all = [ScheduleState::Waiting, ScheduleState::Asking, ScheduleState::Sent, ScheduleState::Cancelled];
        all.into_iter().find(|state| state.word() == word)
    }

    /// Whether something may still come of it.
    pub fn is_pending(self) -> bool {
        matches!(self, ScheduleState::Waiting | ScheduleState::Asking)
    }
}

/// A message that is, or was, to go out later.
#[derive(Clone, Debug, PartialEq)]
pub struct ScheduledRow {
    /// Our number for it.
    pub id: ScheduleId,
    /// On which channel.
    pub channel: ChannelId,
    /// In which thread.
    pub conversation: ConversationId,
    /// Who scheduled it.
    pub author: Actor,
    /// When they did.
    pub made_at: DateTime<Utc>,
    /// What and when.
    pub plan: Plan,
    /// Where it stands.
    pub state: ScheduleState,
    /// Why a person is asked, or why it was dropped.
    pub problem: Option<ScheduleProblem>,
    /// The message that it became.
    pub message: Option<MessageId>,
}

/// What stands in `body`.
#[derive(Serialize, Deserialize)]
struct Body {
    made_at: i64,
    plan: Plan,
}

const COLUMNS: &str = "id, channel, conversation, author, body, state, problem, message";

fn from_row(row: &Row<'_>) -> rusqlite::Result<ScheduledRow> {
    let (body, state): (String, String) = (row.get(4)?, row.get(5)?);
    let body: Body = serde_json::from_str(&body).map_err(|e| unreadable(4, e))?;
    let problem = row.get::<_, Option<String>>(6)?.map(serde_json::Value::String);
    Ok(ScheduledRow {
        id: ScheduleId(row.get(0)?),
        channel: channel_from(row, 1)?,
        conversation: ConversationId(row.get(2)?),
        author: Actor::from_text(&row.get::<_, String>(3)?),
        made_at: time(body.made_at),
        plan: body.plan,
        state: ScheduleState::from_word(&state).ok_or(Error::InvalidQuery)?,
        problem: problem.map(serde_json::from_value).transpose().map_err(|e| unreadable(6, e))?,
        message: row.get::<_, Option<i64>>(7)?.map(MessageId),
    })
}

fn unreadable(column: usize, problem: serde_json::Error) -> Error {
    Error::FromSqlConversionFailure(column, Type::Text, Box::new(problem))
}

/// One by number.
pub fn by_id(tx: &ReadTx, id: ScheduleId) -> DbResult<Option<ScheduledRow>> {
    tx.query_first(&format!("SELECT {COLUMNS} FROM scheduled WHERE id = ?1"), [id.0], from_row)
}

/// What may still go out, of one thread or of all, at most `limit`: first what a person is asked about, then what is due
/// next.
pub fn pending(tx: &ReadTx, of: Option<ConversationId>, limit: u32) -> DbResult<Vec<ScheduledRow>> {
    let of_thread = if of.is_some() { "conversation = ?2" } else { "?2 IS NULL" };
    let sql = format!(
        "SELECT {COLUMNS} FROM scheduled WHERE state IN ('waiting', 'asking') AND {of_thread}
         ORDER BY state, due_at, id LIMIT ?1"
    );
    tx.query_all(&sql, (limit, of.map(|id| id.0)), from_row)
}

/// The numbers of those whose time has come, the longest due first.
pub fn due(tx: &ReadTx, now: DateTime<Utc>) -> DbResult<Vec<ScheduleId>> {
    let sql = "SELECT id FROM scheduled WHERE state = 'waiting' AND due_at <= ?1 ORDER BY due_at, id LIMIT 200";
    tx.query_all(sql, [now.timestamp_millis()], |row| row.get(0).map(ScheduleId))
}

/// When the next one is due.
pub fn next_due(tx: &ReadTx) -> DbResult<Option<DateTime<Utc>>> {
    let sql = "SELECT due_at FROM scheduled WHERE state = 'waiting' ORDER BY due_at LIMIT 1";
    tx.query_first(sql, [], |row| row.get(0).map(time))
}

/// When the next one of each of these threads is due.
pub fn next_of_conversations(tx: &ReadTx, of: &[ConversationId]) -> DbResult<BTreeMap<ConversationId, DateTime<Utc>>> {
    let sql = "SELECT conversation, min(due_at) FROM scheduled
               WHERE conversation IN (SELECT value FROM json_each(?1)) AND state IN ('waiting', 'asking')
               GROUP BY conversation";
    let read = |row: &Row<'_>| Ok((ConversationId(row.get(0)?), time(row.get(1)?)));
    Ok(tx.query_all(sql, [serde_json::to_string(of)?], read)?.into_iter().collect())
}

/// Whether something waits for its time that will reach the customer of the thread `v` whatever becomes of the window: it is
/// due before that closes, or is a template, or has one for that case. What they have written since then asks for more.
pub(super) fn keeps_in_touch() -> String {
    let window = SERVICE_WINDOW.num_milliseconds();
    format!(
        "EXISTS (SELECT 1 FROM scheduled AS s
         WHERE s.conversation = v.id AND s.state = 'waiting' AND s.body ->> '$.made_at' >= v.last_customer_message_at
           AND (s.due_at < v.last_customer_message_at + {window} OR s.body ->> '$.plan.content.kind' = 'template'
                OR s.body ->> '$.plan.if_closed.kind' = 'template'))"
    )
}

/// Adds one, or writes one back.
pub(crate) fn put(tx: &WriteTx, row: &ScheduledRow) -> DbResult<()> {
    let body = Body { made_at: row.made_at.timestamp_millis(), plan: row.plan.clone() };
    let problem = row.problem.map(serde_json::to_value).transpose()?;
    tx.execute(
        "INSERT INTO scheduled (id, channel, conversation, due_at, author, body, state, problem, message)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, body = excluded.body, state = excluded.state,
             problem = excluded.problem, message = excluded.message",
        (
            row.id.0,
            row.channel.as_str(),
            row.conversation.0,
            row.plan.due_at.timestamp_millis(),
            row.author.to_text(),
            serde_json::to_string(&body)?,
            row.state.word(),
            problem.as_ref().and_then(serde_json::Value::as_str),
            row.message.map(|id| id.0),
        ),
    )?;
    Ok(())
}
