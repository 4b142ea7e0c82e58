//! People who may be in the list twice, and those of whom somebody said that they are not.

use crate::domain::ids::ContactId;
use crate::store::{DbResult, ReadTx, WriteTx};

/// Names that several people have, each with those people; `limit` names at most.
pub fn of_same_name(tx: &ReadTx, limit: u32) -> DbResult<Vec<Vec<ContactId>>> {
    groups(
        tx,
        "SELECT group_concat(id) FROM contact WHERE merged_into IS NULL AND (name <> '' OR saved_name <> '')
         GROUP BY sort_name HAVING count(*) > 1 LIMIT ?1",
        limit,
    )
}

/// Ends of eight digits that the numbers of several contacts have.
pub fn of_same_end(tx: &ReadTx, limit: u32) -> DbResult<Vec<Vec<ContactId>>> {
    groups(
        tx,
        "SELECT group_concat(DISTINCT contact) FROM contact_identity WHERE kind = 'wa_id' AND length(value) >= 8
         GROUP BY substr(value, -8) HAVING count(DISTINCT contact) > 1 LIMIT ?1",
        limit,
    )
}

/// E-mail addresses that several contacts have, as the value of one attribute.
pub fn of_same_email(tx: &ReadTx, limit: u32) -> DbResult<Vec<Vec<ContactId>>> {
    groups(
        tx,
        "SELECT group_concat(contact) FROM contact_attribute WHERE value LIKE '%_@_%._%'
         GROUP BY attribute, lower(value) HAVING count(*) > 1 LIMIT ?1",
        limit,
    )
}

fn groups(tx: &ReadTx, sql: &str, limit: u32) -> DbResult<Vec<Vec<ContactId>>> {
    let lists = tx.query_all(sql, [limit], |row| row.get::<_, String>(0))?;
    let ids = |list: String| {
        let mut ids: Vec<ContactId> = list.split(',').filter_map(|id| id.parse().ok().map(ContactId)).collect();
        ids.sort_unstable();
        ids
    };
    Ok(lists.into_iter().map(ids).collect())
}

/// Whether somebody said that these two are two people.
pub fn are_told_apart(tx: &ReadTx, one: ContactId, other: ContactId) -> DbResult<bool> {
    let sql = "SELECT 1 FROM told_apart WHERE one = ?1 AND other = ?2";
    Ok(tx.query_first(sql, (one.min(other).0, one.max(other).0), |_| Ok(()))?.is_some())
}

/// Notes that these two are two people.
pub(crate) fn tell_apart(tx: &WriteTx, one: ContactId, other: ContactId) -> DbResult<()> {
    let sql = "INSERT OR IGNORE INTO told_apart (one, other) VALUES (?1, ?2)";
    tx.execute(sql, (one.min(other).0, one.max(other).0))?;
    Ok(())
}
