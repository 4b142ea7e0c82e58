//! People, and the ways in which providers name them.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::domain::ids::ContactId;
use crate::domain::person::Identity;
use crate::store::{DbResult, ReadTx, WriteTx, search_text};

use super::time;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    /// Our number for them.
    pub id: ContactId,
    /// The name in their profile; may be empty.
    pub name: String,
    /// Their user name without `@`; may be empty.
    pub username: String,
    /// When we first heard of them.
    pub first_seen_at: DateTime<Utc>,
    /// Digits of their phone number.
    pub wa_id: Option<String>,
    /// Their business-scoped user id.
    pub user_id: Option<String>,
}

impl ContactRow {
    /// What to call them: their name, or what else is known; never empty.
    pub fn display_name(&self) -> String {
        if !self.name.is_empty() {
            self.name.clone()
        } else if !self.username.is_empty() {
            format!("@{}", self.username)
        } else {
            self.phone().or_else(|| self.user_id.clone()).unwrap_or_else(|| "?".to_owned())
        }
    }

    /// Their phone number with its plus sign.
    pub fn phone(&self) -> Option<String> {
        self.wa_id.as_deref().map(|digits| format!("+{digits}"))
    }
}

/// The columns of [`ContactRow`], for queries that join `contact AS c`.
pub(super) const COLUMNS: &str = "c.id, c.name, c.username, c.first_seen_at,
    (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'wa_id' LIMIT 1),
    (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'user_id' LIMIT 1)";

/// Reads [`COLUMNS`] from column `first` on.
pub(super) fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        id: ContactId(row.get(first)?),
        name: row.get(first + 1)?,
        username: row.get(first + 2)?,
        first_seen_at: time(row.get(first + 3)?),
        wa_id: row.get(first + 4)?,
        user_id: row.get(first + 5)?,
    })
}

/// A person by number.
pub fn by_id(tx: &ReadTx, id: ContactId) -> DbResult<Option<ContactRow>> {
    tx.query_first(&format!("SELECT {COLUMNS} FROM contact AS c WHERE c.id = ?1"), [id.0], |row| from_row(row, 0))
}

/// The person with this phone number (digits).
pub fn by_wa_id(tx: &ReadTx, wa_id: &str) -> DbResult<Option<ContactId>> {
    by_identity(tx, "wa_id", "", wa_id)
}

/// The person with this user id in this scope.
pub fn by_user_id(tx: &ReadTx, scope: &str, user_id: &str) -> DbResult<Option<ContactId>> {
    by_identity(tx, "user_id", scope, user_id)
}

fn by_identity(tx: &ReadTx, kind: &str, scope: &str, value: &str) -> DbResult<Option<ContactId>> {
    tx.query_first(
        "SELECT contact FROM contact_identity WHERE kind = ?1 AND scope = ?2 AND value = ?3",
        (kind, scope, value),
        |row| row.get(0).map(ContactId),
    )
}

/// Adds a person of whom nothing is known yet.
pub(crate) fn insert(tx: &WriteTx, id: ContactId, first_seen_at: DateTime<Utc>) -> DbResult<()> {
    tx.execute("INSERT INTO contact (id, first_seen_at) VALUES (?1, ?2)", (id.0, first_seen_at.timestamp_millis()))?;
    Ok(())
}

/// Ties both ids to a person, whomever they named before. Tells whether anything is new.
pub(crate) fn add_identity(tx: &WriteTx, id: ContactId, scope: &str, identity: &Identity) -> DbResult<bool> {
    let mut changed = 0;
    let named = [("wa_id", "", &identity.wa_id), ("user_id", scope, &identity.user_id)];
    for (kind, scope, value) in named {
        let Some(value) = value else { continue };
        changed += tx.execute(
            "INSERT INTO contact_identity (kind, scope, value, contact) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, scope, value) DO UPDATE SET contact = excluded.contact
             WHERE contact <> excluded.contact",
            (kind, scope, value, id.0),
        )?;
    }
    Ok(changed > 0)
}

/// Takes over a name and user name that are not empty. Tells whether either is new.
pub(crate) fn set_names(tx: &WriteTx, id: ContactId, name: &str, username: &str) -> DbResult<bool> {
    let changed = tx.execute(
        "UPDATE contact SET name = CASE ?2 WHEN '' THEN name ELSE ?2 END,
                            username = CASE ?3 WHEN '' THEN username ELSE ?3 END
         WHERE id = ?1 AND ((?2 <> '' AND name <> ?2) OR (?3 <> '' AND username <> ?3))",
        (id.0, name, username),
    )?;
    Ok(changed > 0)
}

/// Makes a person findable by what is known of them now.
pub(crate) fn index(tx: &WriteTx, id: ContactId) -> DbResult<()> {
    let Some(contact) = by_id(tx, id)? else { return Ok(()) };
    let number = search_text::number_for_index(contact.wa_id.as_deref().unwrap_or_default());
    let words = format!("{} {} {number}", search_text::for_index(&contact.name), contact.username);
    tx.execute("DELETE FROM contact_words WHERE rowid = ?1", [id.0])?;
    tx.execute("INSERT INTO contact_words (rowid, words) VALUES (?1, ?2)", (id.0, words))?;
    Ok(())
}
