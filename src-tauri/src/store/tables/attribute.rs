//! What is kept of people besides their names.

use crate::domain::attribute::Attribute;
use crate::domain::ids::{AttributeId, ContactId};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::contact;

/// All of them, in the order in which they were made.
pub fn all(tx: &ReadTx) -> DbResult<Vec<(AttributeId, Attribute)>> {
    let rows = tx.query_all("SELECT id, body FROM attribute ORDER BY id", [], |row| {
        Ok((AttributeId(row.get(0)?), row.get::<_, String>(1)?))
    })?;
    rows.into_iter().map(|(id, body)| Ok((id, serde_json::from_str(&body)?))).collect()
}

/// One of them.
pub fn by_id(tx: &ReadTx, id: AttributeId) -> DbResult<Option<Attribute>> {
    let body = tx.query_first("SELECT body FROM attribute WHERE id = ?1", [id.0], |row| row.get::<_, String>(0))?;
    body.map(|body| Ok(serde_json::from_str(&body)?)).transpose()
}

/// Keeps one, in the place of what it was.
pub(crate) fn put(tx: &WriteTx, id: AttributeId, attribute: &Attribute) -> DbResult<()> {
    tx.execute(
        "INSERT INTO attribute (id, name, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body",
        (id.0, attribute.key(), serde_json::to_string(attribute)?),
    )?;
    Ok(())
}

/// Forgets one, and what it was for anybody. Tells for whom it was something.
pub(crate) fn delete(tx: &WriteTx, id: AttributeId) -> DbResult<Vec<ContactId>> {
    let sql = "SELECT contact FROM contact_attribute WHERE attribute = ?1 ORDER BY contact";
    let contacts = tx.query_all(sql, [id.0], |row| row.get(0).map(ContactId))?;
    tx.execute("DELETE FROM contact_attribute WHERE attribute = ?1", [id.0])?;
    tx.execute("DELETE FROM attribute WHERE id = ?1", [id.0])?;
    Ok(contacts)
}

/// What attributes are for a person, in their order. What is known of those who were merged into them counts where
/// nothing else is: it stays theirs, and goes with them when they are split off again.
pub fn values(tx: &ReadTx, contact: ContactId) -> DbResult<Vec<(AttributeId, String)>> {
    let sql = "SELECT attribute, value FROM contact_attribute WHERE contact = ?1 ORDER BY attribute";
    let mut values: Vec<(AttributeId, String)> = Vec::new();
    for member in contact::family(tx, contact)? {
        for (attribute, value) in tx.query_all(sql, [member.0], |row| Ok((AttributeId(row.get(0)?), row.get(1)?)))? {
            if !values.iter().any(|(known, _)| *known == attribute) {
                values.push((attribute, value));
            }
        }
    }
    values.retain(|(_, value)| !value.is_empty());
    values.sort();
    Ok(values)
}

/// Sets what an attribute is for a person. An empty value is kept: it hides what those have who were merged into them.
pub(crate) fn set_value(tx: &WriteTx, contact: ContactId, attribute: AttributeId, value: &str) -> DbResult<()> {
    tx.execute(
        "INSERT INTO contact_attribute (contact, attribute, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (contact, attribute) DO UPDATE SET value = excluded.value",
        (contact.0, attribute.0, value),
    )?;
    Ok(())
}
