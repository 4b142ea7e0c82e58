//! The list of people, by their names: pages by keyset, so that a page costs the same at any depth.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;

use crate::domain::ids::{AttributeId, ContactId, ConversationId};
use crate::store::{DbResult, ReadTx};

use super::contact::{self, ContactRow};
use super::time;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedContact {
    /// The person.
    pub contact: ContactRow,
    /// Their thread with the newest message, and when that was; `None` for somebody with whom nothing was said.
    pub newest: Option<(ConversationId, DateTime<Utc>)>,
}

/// What an attribute must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// This value.
    Is(String),
    /// Any value.
    Something,
    /// None.
    Nothing,
}

/// A place in the list: the sort name of a row and its number.
pub type Place = (String, ContactId);

/// Whom to list.
#[derive(Clone, Debug, Default)]
pub struct ContactQuery {
    /// A query of the search index.
    pub words: Option<String>,
    /// What an attribute must be.
    pub attribute: Option<(AttributeId, Wanted)>,
    /// Behind this place.
    pub after: Option<Place>,
    /// At most so many.
    pub limit: u32,
}

/// A page of the list, and the place at which the next one begins unless this is the end.
pub fn page(tx: &ReadTx, query: &ContactQuery) -> DbResult<(Vec<ListedContact>, Option<Place>)> {
    let (sql, values) = sql_for(query);
    let rows = tx.query_all(&sql, rusqlite::params_from_iter(values), |row| {
        let newest: Option<(i64, i64)> = row.get::<_, Option<i64>>(NEWEST)?.zip(row.get(NEWEST + 1)?);
        let newest = newest.map(|(id, at)| (ConversationId(id), time(at)));
        Ok((ListedContact { contact: contact::from_row(row, 0)?, newest }, row.get::<_, String>(NEWEST + 2)?))
    })?;
    let full = rows.len() == query.limit as usize;
    let next = rows.last().filter(|_| full).map(|(row, name)| (name.clone(), row.contact.id));
    Ok((rows.into_iter().map(|(row, _)| row).collect(), next))
}

const NEWEST: usize = contact::COLUMN_COUNT;

fn sql_for(query: &ContactQuery) -> (String, Vec<Value>) {
    let mut conditions = vec!["c.merged_into IS NULL".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut value = |given: Value| {
        values.push(given);
        format!("?{}", values.len())
    };
    if let Some(words) = &query.words {
        let words = value(Value::from(words.clone()));
        conditions.push(format!("c.id IN (SELECT rowid FROM contact_words WHERE contact_words MATCH {words})"));
    }
    if let Some((attribute, wanted)) = &query.attribute {
        let attribute = value(Value::from(attribute.0));
        let now = format!("coalesce(({}), '')", value_of(&attribute));
        conditions.push(match wanted {
            Wanted::Is(wanted) => format!("{now} = {}", value(Value::from(wanted.clone()))),
            Wanted::Something => format!("{now} <> ''"),
            Wanted::Nothing => format!("{now} = ''"),
        });
    }
    if let Some((name, id)) = &query.after {
        let (name, id) = (value(Value::from(name.clone())), value(Value::from(id.0)));
        conditions.push(format!("(c.sort_name, c.id) > ({name}, {id})"));
    }
    let limit = value(Value::from(i64::from(query.limit)));
    let newest = |column: &str| {
        format!(
            "(SELECT v.{column} FROM conversation AS v
              WHERE v.contact = c.id AND v.merged_into IS NULL AND v.last_message IS NOT NULL
              ORDER BY v.last_message_at DESC, v.id DESC LIMIT 1)"
        )
    };
    let (columns, id, at) = (contact::COLUMNS, newest("id"), newest("last_message_at"));
    let conditions = conditions.join(" AND ");
    let sql = format!(
        "SELECT {columns}, {id}, {at}, c.sort_name FROM contact AS c WHERE {conditions}
         ORDER BY c.sort_name, c.id LIMIT {limit}"
    );
    (sql, values)
}

/// What an attribute is for `c`: their own value, or else that of one who was merged into them.
fn value_of(attribute: &str) -> String {
    format!(
        "WITH RECURSIVE family (id, depth) AS (
             SELECT c.id, 0 UNION ALL
             SELECT m.id, family.depth + 1 FROM contact AS m JOIN family ON m.merged_into = family.id
         )
         SELECT a.value FROM family JOIN contact_attribute AS a ON a.contact = family.id AND a.attribute = {attribute}
         ORDER BY family.depth, family.id LIMIT 1"
    )
}

/// How many people there are.
pub fn count(tx: &ReadTx) -> DbResult<i64> {
    let sql = "SELECT count(*) FROM contact WHERE merged_into IS NULL";
    Ok(tx.query_first(sql, [], |row| row.get(0))?.unwrap_or(0))
}
