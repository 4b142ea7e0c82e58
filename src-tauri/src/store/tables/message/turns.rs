//! Who had the word in a thread: customers who ask, and what answers them.
//!
//! A customer asks with whatever they write, but not with an emoji, to which no answer is owed, and not with a call, which
//! is its own conversation. What takes a chat off the list of those who wait answers them, an emoji of ours too; except
//! what a rule sent by itself, what failed, what another system sent without telling what it was, and the phone's past.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ConversationId, MessageId};
use crate::store::tables::time;
use crate::store::{DbResult, ReadTx};

use super::Place;
use super::thread::SAYS_SOMETHING;

const ASKS: &str = "from_customer AND json_extract(content, '$.kind') NOT IN ('reaction', 'call')";

fn answers() -> String {
    format!(
        "outbound AND status <> 'failed' AND origin IN ('live', 'phone') AND coalesce(author, '') NOT LIKE 'rule:%'
         AND {SAYS_SOMETHING}"
    )
}

/// A customer's question, or an answer to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Where it stands in the thread.
    pub place: Place,
    /// Who answered, as an actor's stored form or `phone`; `None` when the customer asks.
    pub answered_by: Option<String>,
}

/// Who answers with a message: an actor's stored form, or the phone that shares the number.
pub(crate) fn answerer(author: Option<&str>) -> &str {
    author.unwrap_or("phone")
}

/// The last answer in a thread that was written before a moment.
pub fn last_answer_before(tx: &ReadTx, conversation: ConversationId, before: DateTime<Utc>) -> DbResult<Option<Place>> {
    let sql = format!(
        "SELECT at, id FROM message WHERE conversation = ?1 AND at < ?2 AND {} ORDER BY at DESC, id DESC LIMIT 1",
        answers()
    );
    tx.query_first(&sql, (conversation.0, before.timestamp_millis()), |row| {
        Ok(Place { at: time(row.get(0)?), id: MessageId(row.get(1)?) })
    })
}

/// The turns of a thread behind a place, or all of them, in their order.
pub fn turns_behind(tx: &ReadTx, conversation: ConversationId, place: Option<Place>) -> DbResult<Vec<Turn>> {
    let sql = format!(
        "SELECT at, id, outbound, author FROM message
         WHERE conversation = ?1 AND (at, id) > (?2, ?3) AND (({ASKS}) OR ({})) ORDER BY at, id",
        answers()
    );
    let (at, id) = place.map_or((-1, -1), |place| (place.at.timestamp_millis(), place.id.0));
    tx.query_all(&sql, (conversation.0, at, id), |row| {
        let place = Place { at: time(row.get(0)?), id: MessageId(row.get(1)?) };
        let (ours, author): (bool, Option<String>) = (row.get(2)?, row.get(3)?);
        Ok(Turn { place, answered_by: ours.then(|| answerer(author.as_deref()).to_owned()) })
    })
}
