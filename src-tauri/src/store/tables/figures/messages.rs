//! Counts of messages.

use chrono::{DateTime, Utc};

use crate::domain::status::MessageStatus;
use crate::store::tables::message::status_from;
use crate::store::tables::{channel_from, time};
use crate::store::{DbResult, ReadTx};

use super::{QUARTER_MS, Scope};
use crate::domain::ids::ChannelId;

/// What went out from here and got its place in the log by our own wish: not calls, nor what other systems sent.
const FROM_HERE: &str = "outbound AND origin = 'live' AND status IS NOT NULL";
const OF_AUTHOR: &str = "(?4 IS NULL OR author = ?4)";
/// [`MessageStatus::has_left`], for the database.
const HAS_LEFT: &str = "status NOT IN ('queued', 'sending', 'failed')";

/// How many messages customers wrote, by the quarter of an hour in which it begins.
pub fn received(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<(DateTime<Utc>, i64)>> {
    tx.query_all(&received_sql(scope), scope.values(), |row| Ok((time(row.get(0)?), row.get(1)?)))
}

fn received_sql(scope: &Scope) -> String {
    format!(
        "SELECT at / {QUARTER_MS} * {QUARTER_MS}, count(*) FROM message
         WHERE from_customer AND at >= ?1 AND at < ?2 {} GROUP BY 1",
        scope.on_channel()
    )
}

/// Messages that went out in a quarter of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When the quarter begins.
    pub at: DateTime<Utc>,
    /// How far they have got.
    pub status: MessageStatus,
    /// How many.
    pub count: i64,
}

/// How many messages went out, by quarters of an hour and by how far they have got.
pub fn sent(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<Sent>> {
    let rows = tx.query_all(&sent_sql(scope), scope.values_and_author(), |row| {
        Ok((time(row.get(0)?), row.get(1)?, row.get(2)?))
    })?;
    let known = |(at, status, count): (DateTime<Utc>, Option<String>, i64)| {
        Ok(status_from(status)?.map(|status| Sent { at, status, count }))
    };
    rows.into_iter().filter_map(|row| known(row).transpose()).collect()
}

fn sent_sql(scope: &Scope) -> String {
    format!(
        "SELECT at / {QUARTER_MS} * {QUARTER_MS}, status, count(*) FROM message
         WHERE {FROM_HERE} AND {OF_AUTHOR} AND at >= ?1 AND at < ?2 {} GROUP BY 1, 2",
        scope.on_channel()
    )
}

/// Who has sent how many messages, whoever is asked for: people, programs and rules, by their stored forms.
pub fn authors(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<(String, i64)>> {
    let sql = format!(
        "SELECT author, count(*) FROM message
         WHERE {FROM_HERE} AND {HAS_LEFT} AND author IS NOT NULL AND at >= ?1 AND at < ?2 {} GROUP BY 1 ORDER BY 2 DESC, 1",
        scope.on_channel()
    );
    tx.query_all(&sql, scope.values(), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many messages failed, by the reason.
pub fn failures(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<(String, i64)>> {
    let sql = format!(
        "SELECT json_extract(failure, '$.code'), count(*) FROM message
         WHERE status = 'failed' AND {FROM_HERE} AND {OF_AUTHOR} AND at >= ?1 AND at < ?2 {} AND failure IS NOT NULL
         GROUP BY 1 ORDER BY 2 DESC, 1",
        scope.on_channel()
    );
    tx.query_all(&sql, scope.values_and_author(), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Messages that the provider counts as one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's word for what they are, such as `service`.
    pub category: String,
    /// The provider's word for whether they are charged, such as `regular`.
    pub kind: String,
    /// How many.
    pub count: i64,
}

/// How many of the messages that arrived the provider counts as what. It charges what was delivered (Meta, "Pricing").
pub fn priced(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<Priced>> {
    tx.query_all(&priced_sql(scope), scope.values_and_author(), |row| {
        Ok(Priced { channel: channel_from(row, 0)?, category: row.get(1)?, kind: row.get(2)?, count: row.get(3)? })
    })
}

/// Only what does not group finds the words in the index; grouped at once, they are cut out of each message anew. That took
/// twice as long for a month of 90 000 messages (SQLite 3.53).
fn priced_sql(scope: &Scope) -> String {
    format!(
        "WITH priced AS MATERIALIZED (
             SELECT conversation, json_extract(pricing, '$.category') AS category,
                 coalesce(json_extract(pricing, '$.type'), '') AS kind
             FROM message
             WHERE outbound AND status IN ('delivered', 'read', 'played') AND {OF_AUTHOR}
                 AND at >= ?1 AND at < ?2 AND json_extract(pricing, '$.category') IS NOT NULL {})
         SELECT v.channel, category, kind, count(*)
         FROM priced JOIN conversation AS v ON v.id = priced.conversation
         GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        scope.on_channel()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::{Calendar, DaySpan};
    use crate::store::Store;

    /// How SQLite goes through the messages of a month.
    async fn plans(channel: Option<&str>) -> Vec<String> {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let month = DaySpan::month_of("2026-11-01".parse().unwrap());
        let channel = channel.map(|id| ChannelId::new(id).unwrap());
        let scope = Scope { span: Calendar::of_zone("UTC").span(month), channel, author: None };
        let of_author = scope.values_and_author().to_vec();
        let queries = [
            (received_sql(&scope), scope.values().to_vec()),
            (sent_sql(&scope), of_author.clone()),
            (priced_sql(&scope), of_author),
        ];
        let plans = store.read(move |tx| {
            let plan = |(sql, values): (String, Vec<_>)| {
                let explained = format!("EXPLAIN QUERY PLAN {sql}");
                tx.query_all(&explained, rusqlite::params_from_iter(values), |row| row.get::<_, String>(3))
            };
            queries.into_iter().map(plan).collect::<DbResult<Vec<_>>>()
        });
        plans.await.unwrap().into_iter().map(|plan| plan.join("\n")).collect()
    }

    // Pain 26: what is slow with real volumes. A month may be a hundred thousand messages of a million.
    #[tokio::test]
    async fn a_month_is_counted_along_the_indexes_that_are_there_for_it() {
        for channel in [None, Some("main")] {
            for plan in plans(channel).await {
                assert!(
                    plan.contains("INDEX message_asked (at>? AND at<?)")
                        || plan.contains("INDEX message_ours (at>? AND at<?)"),
                    "{plan}"
                );
                assert!(!plan.contains("SCAN message"), "{plan}");
            }
        }
    }

    #[tokio::test]
    async fn the_words_of_the_price_are_read_before_they_are_grouped() {
        let plans = plans(None).await;
        assert!(plans.last().unwrap().contains("MATERIALIZE priced"), "{plans:?}");
    }
}
