//! What we wrote to people while their window was closed: it counts for the provider's limit and for our own.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ContactId, MessageId};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::time;

/// Which messages count: all that have not failed, or only those that were handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// What waits as well: before one more is queued.
    Wished,
    /// Only what has left: before one that waits is handed over.
    HandedOver,
}

impl Counted {
    fn condition(self) -> &'static str {
        match self {
            Counted::Wished => "m.status <> 'failed'",
            Counted::HandedOver => "m.status NOT IN ('failed', 'queued')",
        }
    }
}

/// Notes whether a message goes out while the window is closed.
pub(crate) fn mark(tx: &WriteTx, message: MessageId, outside: bool) -> DbResult<()> {
    tx.execute("UPDATE message SET outside = ?2 WHERE id = ?1", (message.0, outside))?;
    Ok(())
}

/// When a person was written to since a moment, on any of our numbers, oldest first; `except` does not count.
pub fn times_of_person(
    tx: &ReadTx,
    person: ContactId,
    since: DateTime<Utc>,
    counted: Counted,
    except: Option<MessageId>,
) -> DbResult<Vec<DateTime<Utc>>> {
    let sql = format!(
        "SELECT m.at FROM message AS m JOIN conversation AS c ON c.id = m.conversation
         WHERE m.outside = 1 AND m.at > ?1 AND c.contact = ?2 AND m.id <> ?3 AND {} ORDER BY m.at",
        counted.condition()
    );
    let except = except.unwrap_or(MessageId(0));
    tx.query_all(&sql, (since.timestamp_millis(), person.0, except.0), |row| row.get(0).map(time))
}

/// How many people were written to since a moment, on any of our numbers; `except` does not count.
pub fn count_people(tx: &ReadTx, since: DateTime<Utc>, counted: Counted, except: Option<ContactId>) -> DbResult<i64> {
    let sql = format!(
        "SELECT COUNT(DISTINCT c.contact) FROM message AS m JOIN conversation AS c ON c.id = m.conversation
         WHERE m.outside = 1 AND m.at > ?1 AND c.contact <> ?2 AND {}",
        counted.condition()
    );
    let except = except.unwrap_or(ContactId(0));
    let count = tx.query_first(&sql, (since.timestamp_millis(), except.0), |row| row.get(0))?;
    Ok(count.unwrap_or_default())
}
