//! What people here keep of contacts: attributes, notes, who is whom, and chats that they begin.

use crate::domain::event::{
    AttributeChanged, AttributeCreated, AttributeDeleted, ContactAttributeSet, ContactImported, ContactNoteChanged,
    ContactNoteDeleted, ContactNoteWritten, ContactsToldApart, Recorded,
};
use crate::domain::ids::{AttributeId, ContactId, NoteId, Seq};
use crate::log::Changes;
use crate::store::tables::contact_note::{self, NoteRow};
use crate::store::tables::{attribute, contact, conversation, look_alike};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::people;

pub(super) fn attribute_created(
    tx: &WriteTx,
    seq: Seq,
    event: &AttributeCreated,
    changes: &mut Changes,
) -> DbResult<()> {
    changes.contacts();
    attribute::put(tx, AttributeId(seq.0), &event.attribute)
}

pub(super) fn attribute_changed(tx: &WriteTx, event: &AttributeChanged, changes: &mut Changes) -> DbResult<()> {
    if attribute::by_id(tx, event.id)?.is_some() {
        changes.contacts();
        attribute::put(tx, event.id, &event.attribute)?;
    }
    Ok(())
}

pub(super) fn attribute_deleted(tx: &WriteTx, event: &AttributeDeleted, changes: &mut Changes) -> DbResult<()> {
    changes.contacts();
    for id in attribute::delete(tx, event.id)? {
        contact::index(tx, id)?;
    }
    Ok(())
}

pub(super) fn attribute_set(tx: &WriteTx, event: &ContactAttributeSet, changes: &mut Changes) -> DbResult<()> {
    let Some(id) = known(tx, event.contact)? else { return Ok(()) };
    // Somebody else may have deleted the attribute meanwhile.
    if attribute::by_id(tx, event.attribute)?.is_some() {
        attribute::set_value(tx, id, event.attribute, event.value.as_deref().unwrap_or_default())?;
        contact::index(tx, id)?;
        changes.contacts();
    }
    Ok(())
}

pub(super) fn note_written(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &ContactNoteWritten,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(contact) = known(tx, event.contact)? else { return Ok(()) };
    changes.contacts();
    let (id, author, text) = (NoteId(recorded.seq.0), recorded.actor.to_text(), event.text.clone());
    contact_note::insert(tx, &NoteRow { id, contact, author, at: recorded.at, text })
}

pub(super) fn note_changed(tx: &WriteTx, event: &ContactNoteChanged, changes: &mut Changes) -> DbResult<()> {
    changes.contacts();
    contact_note::set_text(tx, event.note, &event.text)
}

pub(super) fn note_deleted(tx: &WriteTx, event: &ContactNoteDeleted, changes: &mut Changes) -> DbResult<()> {
    changes.contacts();
    contact_note::delete(tx, event.note)
}

pub(super) fn imported(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &ContactImported,
    changes: &mut Changes,
) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.who, recorded.at, changes)?.standing;
    if let Some(name) = &event.name {
        contact::set_saved_name(tx, person, name.trim(), event.at)?;
    }
    for given in &event.values {
        if attribute::by_id(tx, given.attribute)?.is_some() {
            attribute::set_value(tx, person, given.attribute, &given.value)?;
        }
    }
    contact::index(tx, person)?;
    changes.contacts();
    for thread in conversation::all_of_contact(tx, person)? {
        changes.conversation(thread.id);
    }
    Ok(())
}

pub(super) fn told_apart(tx: &WriteTx, event: &ContactsToldApart, changes: &mut Changes) -> DbResult<()> {
    let known = contact::by_id(tx, event.one)?.and(contact::by_id(tx, event.other)?);
    if known.is_some() {
        changes.contacts();
        look_alike::tell_apart(tx, event.one, event.other)?;
    }
    Ok(())
}

/// The contact that stands for this one, if there is such a one.
fn known(tx: &ReadTx, id: ContactId) -> DbResult<Option<ContactId>> {
    if contact::by_id(tx, id)?.is_none() {
        return Ok(None);
    }
    contact::standing(tx, id).map(Some)
}
