//! People, and the ways in which providers name them.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::domain::fold::folded;
use crate::domain::ids::{ChannelId, ContactId, Seq};
use crate::domain::person::Identity;
use crate::domain::phone;
use crate::store::{DbResult, ReadTx, WordIndex, WriteTx, search_text};

use super::{attribute, channel_from, time};

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRow {
    /// Our number for them.
    pub id: ContactId,
    /// The name in their profile; may be empty.
    pub name: String,
    /// The name that we gave them; may be empty.
    pub saved_name: String,
    /// Their user name without `@`; may be empty.
    pub username: String,
    /// When we first heard of them.
    pub first_seen_at: DateTime<Utc>,
    /// Digits of their phone number; the newest, if they have had several.
    pub wa_id: Option<String>,
    /// Their business-scoped user id; the newest.
    pub user_id: Option<String>,
    /// The contact that they were merged into.
    pub merged_into: Option<ContactId>,
    /// Since when they do not want marketing messages.
    pub marketing_stopped_at: Option<DateTime<Utc>>,
}

impl ContactRow {
    /// What to call them: the name that we gave them, theirs, or what else is known; never empty.
    pub fn display_name(&self) -> String {
        if !self.saved_name.is_empty() {
            self.saved_name.clone()
        } else if !self.name.is_empty() {
            self.name.clone()
        } else if !self.username.is_empty() {
            format!("@{}", self.username)
        } else {
            self.phone().or_else(|| self.user_id.clone()).unwrap_or_else(|| "?".to_owned())
        }
    }

    /// By what they stand in the list: their name without capitals and accents. People without a name stand at its end.
    fn sort_name(&self) -> String {
        let nameless = self.saved_name.is_empty() && self.name.is_empty();
        let name = folded(&self.display_name());
        if nameless { format!("\u{f8ff}{name}") } else { name }
    }

    /// Their phone number with its plus sign.
    pub fn phone(&self) -> Option<String> {
        self.wa_id.as_deref().map(|digits| format!("+{digits}"))
    }
}

/// The columns of [`ContactRow`], for queries that join `contact AS c`.
pub(super) const COLUMNS: &str = "c.id, c.name, c.saved_name, c.username, c.first_seen_at,
    (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'wa_id' ORDER BY since DESC LIMIT 1),
    (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'user_id' ORDER BY since DESC LIMIT 1),
    c.merged_into, c.marketing_stopped_at";
pub(super) const COLUMN_COUNT: usize = 9;

/// Reads [`COLUMNS`] from column `first` on.
pub(super) fn from_row(row: &Row<'_>, first: usize) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        id: ContactId(row.get(first)?),
        name: row.get(first + 1)?,
        saved_name: row.get(first + 2)?,
        username: row.get(first + 3)?,
        first_seen_at: time(row.get(first + 4)?),
        wa_id: row.get(first + 5)?,
        user_id: row.get(first + 6)?,
        merged_into: row.get::<_, Option<i64>>(first + 7)?.map(ContactId),
        marketing_stopped_at: row.get::<_, Option<i64>>(first + 8)?.map(time),
    })
}

/// A person by number.
pub fn by_id(tx: &ReadTx, id: ContactId) -> DbResult<Option<ContactRow>> {
    tx.query_first(&format!("SELECT {COLUMNS} FROM contact AS c WHERE c.id = ?1"), [id.0], |row| from_row(row, 0))
}

/// The contact that stands for this one: itself, or the one that it was merged into.
pub fn standing(tx: &ReadTx, id: ContactId) -> DbResult<ContactId> {
    let into = |id: ContactId| {
        tx.query_first("SELECT merged_into FROM contact WHERE id = ?1", [id.0], |row| row.get::<_, Option<i64>>(0))
    };
    let mut current = id;
    while let Some(next) = into(current)?.flatten() {
        current = ContactId(next);
    }
    Ok(current)
}

/// Contacts that were merged into this one, and whether by hand.
pub fn merged_into(tx: &ReadTx, id: ContactId) -> DbResult<Vec<(ContactId, bool)>> {
    let sql = "SELECT id, merged_by_hand FROM contact WHERE merged_into = ?1 ORDER BY id";
    tx.query_all(sql, [id.0], |row| Ok((ContactId(row.get(0)?), row.get(1)?)))
}

/// The person with this phone number (digits), in whichever of its ways of writing.
pub fn by_wa_id(tx: &ReadTx, wa_id: &str) -> DbResult<Option<ContactId>> {
    match by_identity(tx, "wa_id", "", wa_id)? {
        Some(id) => Ok(Some(id)),
        None => by_identity(tx, "number_key", "", &phone::key(wa_id)),
    }
}

/// The person with this user id in this scope.
pub fn by_user_id(tx: &ReadTx, scope: &str, user_id: &str) -> DbResult<Option<ContactId>> {
    by_identity(tx, "user_id", scope, user_id)
}

/// The person with this parent user id.
pub fn by_parent_user_id(tx: &ReadTx, parent_user_id: &str) -> DbResult<Option<ContactId>> {
    by_identity(tx, "parent_user_id", "", parent_user_id)
}

fn by_identity(tx: &ReadTx, kind: &str, scope: &str, value: &str) -> DbResult<Option<ContactId>> {
    tx.query_first(
        "SELECT contact FROM contact_identity WHERE kind = ?1 AND scope = ?2 AND value = ?3",
        (kind, scope, value),
        |row| row.get(0).map(ContactId),
    )
}

/// Everything by which a provider names a contact, newest first: `wa_id`, `user_id` or `parent_user_id`, and the value.
pub fn identities(tx: &ReadTx, id: ContactId) -> DbResult<Vec<(String, String)>> {
    tx.query_all(
        "SELECT kind, value FROM contact_identity WHERE contact = ?1 AND kind <> 'number_key' ORDER BY since DESC, value",
        [id.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Whether a contact has a user id in this scope, other than this one.
pub fn has_other_user_id(tx: &ReadTx, id: ContactId, scope: &str, user_id: &str) -> DbResult<bool> {
    let sql = "SELECT 1 FROM contact_identity
               WHERE contact = ?1 AND kind = 'user_id' AND scope = ?2 AND value <> ?3 LIMIT 1";
    Ok(tx.query_first(sql, (id.0, scope, user_id), |_| Ok(()))?.is_some())
}

/// Other contacts with the same name, for a person to look at.
pub fn of_same_name(tx: &ReadTx, contact: &ContactRow, limit: u32) -> DbResult<Vec<ContactRow>> {
    let name = if contact.saved_name.is_empty() { &contact.name } else { &contact.saved_name };
    let Some(words) = search_text::query(&format!("{name} ")) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {COLUMNS} FROM contact AS c
         WHERE c.id IN (SELECT rowid FROM contact_words WHERE contact_words MATCH ?1 ORDER BY rowid DESC LIMIT 200)
           AND c.id <> ?2 AND c.merged_into IS NULL AND (lower(c.name) = lower(?3) OR lower(c.saved_name) = lower(?3))
         ORDER BY c.id LIMIT ?4"
    );
    tx.query_all(&sql, (words, contact.id.0, name, limit), |row| from_row(row, 0))
}

/// On which channels a contact is blocked.
pub fn blocked_on(tx: &ReadTx, id: ContactId) -> DbResult<Vec<ChannelId>> {
    tx.query_all("SELECT channel FROM contact_block WHERE contact = ?1 ORDER BY channel", [id.0], |row| {
        channel_from(row, 0)
    })
}

/// Whether a contact is blocked on a channel.
pub fn is_blocked(tx: &ReadTx, id: ContactId, channel: &ChannelId) -> DbResult<bool> {
    let sql = "SELECT 1 FROM contact_block WHERE contact = ?1 AND channel = ?2";
    Ok(tx.query_first(sql, (id.0, channel.as_str()), |_| Ok(()))?.is_some())
}

/// Notes that a contact is blocked on a channel, or not any more.
pub(crate) fn set_blocked(tx: &WriteTx, id: ContactId, channel: &ChannelId, blocked: bool) -> DbResult<()> {
    let sql = if blocked {
        "INSERT OR IGNORE INTO contact_block (contact, channel) VALUES (?1, ?2)"
    } else {
        "DELETE FROM contact_block WHERE contact = ?1 AND channel = ?2"
    };
    tx.execute(sql, (id.0, channel.as_str()))?;
    Ok(())
}

/// Adds a person of whom nothing is known yet.
pub(crate) fn insert(tx: &WriteTx, id: ContactId, first_seen_at: DateTime<Utc>) -> DbResult<()> {
    tx.execute("INSERT INTO contact (id, first_seen_at) VALUES (?1, ?2)", (id.0, first_seen_at.timestamp_millis()))?;
    Ok(())
}

/// Ties ids to a person as of the event at `seq`. An id that names somebody already stays with them, unless `takes_over`.
/// Tells whether anything is new.
pub(crate) fn add_identity(
    tx: &WriteTx,
    id: ContactId,
    seq: Seq,
    scope: &str,
    identity: &Identity,
    takes_over: bool,
) -> DbResult<bool> {
    let key = identity.wa_id.as_deref().map(phone::key);
    let named = [
        ("wa_id", "", identity.wa_id.as_deref()),
        ("number_key", "", key.as_deref()),
        ("user_id", scope, identity.user_id.as_deref()),
        ("parent_user_id", "", identity.parent_user_id.as_deref()),
    ];
    let mut changed = 0;
    for (kind, scope, value) in named {
        let Some(value) = value else { continue };
        changed += tx.execute(
            "INSERT INTO contact_identity (kind, scope, value, contact, since) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, scope, value) DO UPDATE SET contact = excluded.contact, since = excluded.since
             WHERE ?6 AND contact <> excluded.contact",
            (kind, scope, value, id.0, seq.0, takes_over),
        )?;
    }
    Ok(changed > 0)
}

/// Merges a contact into another one; `None` splits it off again.
pub(crate) fn set_merged(tx: &WriteTx, id: ContactId, into: Option<ContactId>, by_hand: bool) -> DbResult<()> {
    tx.execute(
        "UPDATE contact SET merged_into = ?2, merged_by_hand = ?3 WHERE id = ?1",
        (id.0, into.map(|into| into.0), by_hand),
    )?;
    Ok(())
}

/// Gives a person a name of ours as of a moment; an empty one takes it back. Tells whether that is new.
pub(crate) fn set_saved_name(tx: &WriteTx, id: ContactId, name: &str, at: DateTime<Utc>) -> DbResult<bool> {
    let sql = "UPDATE contact SET saved_name = ?2, saved_at = ?3 WHERE id = ?1 AND saved_at <= ?3";
    Ok(tx.execute(sql, (id.0, name, at.timestamp_millis()))? > 0)
}

/// Notes whether a person wants marketing messages, as told at a moment.
pub(crate) fn set_marketing(tx: &WriteTx, id: ContactId, stopped: bool, at: DateTime<Utc>) -> DbResult<()> {
    tx.execute(
        "UPDATE contact SET marketing_stopped_at = CASE WHEN ?2 THEN ?3 END, marketing_told_at = ?3
         WHERE id = ?1 AND marketing_told_at <= ?3",
        (id.0, stopped, at.timestamp_millis()),
    )?;
    Ok(())
}

/// Gives a person what is known of another contact that is them, where that is newer.
pub(crate) fn adopt(tx: &WriteTx, from: ContactId, into: ContactId) -> DbResult<()> {
    tx.execute(
        "UPDATE contact SET
             name = CASE WHEN other.named_at > contact.named_at THEN other.name ELSE contact.name END,
             username = CASE WHEN contact.username = '' OR (other.username <> '' AND other.named_at > contact.named_at)
                        THEN other.username ELSE contact.username END,
             named_at = max(contact.named_at, other.named_at),
             saved_name = CASE WHEN other.saved_at > contact.saved_at THEN other.saved_name ELSE contact.saved_name END,
             saved_at = max(contact.saved_at, other.saved_at),
             marketing_stopped_at = CASE WHEN other.marketing_told_at > contact.marketing_told_at
                                    THEN other.marketing_stopped_at ELSE contact.marketing_stopped_at END,
             marketing_told_at = max(contact.marketing_told_at, other.marketing_told_at)
         FROM contact AS other WHERE contact.id = ?2 AND other.id = ?1",
        (from.0, into.0),
    )?;
    Ok(())
}

/// Takes over a name and user name that are not empty, as of a moment. Tells whether either is new.
pub(crate) fn set_names(tx: &WriteTx, id: ContactId, name: &str, username: &str, at: DateTime<Utc>) -> DbResult<bool> {
    let changed = tx.execute(
        "UPDATE contact SET name = CASE ?2 WHEN '' THEN name ELSE ?2 END,
                            username = CASE ?3 WHEN '' THEN username ELSE ?3 END,
                            named_at = ?4
         WHERE id = ?1 AND named_at <= ?4 AND ((?2 <> '' AND name <> ?2) OR (?3 <> '' AND username <> ?3))",
        (id.0, name, username, at.timestamp_millis()),
    )?;
    Ok(changed > 0)
}

/// Makes a person findable by what is known of them now, and of those who were merged into them, and gives them their
/// place in the list.
pub(crate) fn index(tx: &WriteTx, id: ContactId) -> DbResult<()> {
    let id = standing(tx, id)?;
    let mut words = String::new();
    for member in family(tx, id)? {
        let Some(contact) = by_id(tx, member)? else { continue };
        for name in [&contact.name, &contact.saved_name, &contact.username] {
            words.push_str(&search_text::for_index(name));
            words.push(' ');
        }
        for (kind, value) in identities(tx, member)? {
            if kind == "wa_id" {
                words.push_str(&search_text::number_for_index(&value));
                words.push(' ');
            }
        }
        if member == id {
            tx.execute("UPDATE contact SET sort_name = ?2 WHERE id = ?1", (id.0, contact.sort_name()))?;
        }
    }
    for (_, value) in attribute::values(tx, id)? {
        words.push_str(&search_text::for_index(&value));
        words.push(' ');
    }
    tx.set_words(WordIndex::Contacts, id.0, words);
    Ok(())
}

/// A contact and all that were merged into it, those first that are nearest to it.
pub fn family(tx: &ReadTx, id: ContactId) -> DbResult<Vec<ContactId>> {
    let mut all = vec![id];
    let mut next = 0;
    while let Some(id) = all.get(next).copied() {
        all.extend(merged_into(tx, id)?.into_iter().map(|(merged, _)| merged));
        next += 1;
    }
    Ok(all)
}

/// Takes a person out of the search: they were merged into somebody else.
pub(crate) fn unindex(tx: &WriteTx, id: ContactId) {
    tx.set_words(WordIndex::Contacts, id.0, String::new());
}
