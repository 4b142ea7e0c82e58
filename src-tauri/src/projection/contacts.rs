//! What people here, the phone's contact book and the provider say of contacts.

use chrono::{DateTime, Utc};

use crate::domain::content::Notice;
use crate::domain::event::{
    ContactBlocked, ContactSaved, ContactUnblocked, ContactUnsaved, MarketingPreferenceChanged, Recorded, UserIdChanged,
};
use crate::domain::ids::{ChannelId, ContactId};
use crate::log::Changes;
use crate::store::tables::{contact, conversation};
use crate::store::{DbResult, WriteTx};

use super::inbound;
use super::people::{self, Person};

pub(super) fn saved(tx: &WriteTx, recorded: &Recorded, event: &ContactSaved, changes: &mut Changes) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.who, recorded.at, changes)?;
    name(tx, person.standing, event.name.trim(), event.at, changes)
}

pub(super) fn unsaved(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &ContactUnsaved,
    changes: &mut Changes,
) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.who, recorded.at, changes)?;
    name(tx, person.standing, "", event.at, changes)
}

fn name(tx: &WriteTx, person: ContactId, name: &str, at: DateTime<Utc>, changes: &mut Changes) -> DbResult<()> {
    if contact::set_saved_name(tx, person, name, at)? {
        contact::index(tx, person)?;
        changes.contacts();
        tell(tx, person, changes)?;
    }
    Ok(())
}

pub(super) fn blocked(tx: &WriteTx, event: &ContactBlocked, changes: &mut Changes) -> DbResult<()> {
    set_blocked(tx, event.contact, &event.channel, true, changes)
}

pub(super) fn unblocked(tx: &WriteTx, event: &ContactUnblocked, changes: &mut Changes) -> DbResult<()> {
    set_blocked(tx, event.contact, &event.channel, false, changes)
}

fn set_blocked(tx: &WriteTx, id: ContactId, channel: &ChannelId, blocked: bool, changes: &mut Changes) -> DbResult<()> {
    if contact::by_id(tx, id)?.is_none() {
        return Ok(());
    }
    contact::set_blocked(tx, id, channel, blocked)?;
    tell(tx, id, changes)
}

pub(super) fn marketing_preference_changed(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &MarketingPreferenceChanged,
    changes: &mut Changes,
) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.who, event.at, changes)?;
    contact::set_marketing(tx, person.standing, event.stopped, event.at)?;
    tell(tx, person.standing, changes)?;
    let notice = Notice::MarketingPreference { stopped: event.stopped };
    inbound::add_notice(tx, recorded, &event.channel, person, event.at, notice, changes)
}

pub(super) fn user_id_changed(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &UserIdChanged,
    changes: &mut Changes,
) -> DbResult<()> {
    let own = people::resolve(tx, recorded.seq, &event.scope, &event.previous, event.at, changes)?.own;
    people::repoint(tx, recorded.seq, own, &event.scope, &event.current, event.at, changes)?;
    let person = Person { own, standing: contact::standing(tx, own)? };
    let notice = Notice::UserIdChanged { from: event.previous.user_id.clone(), to: event.current.user_id.clone() };
    inbound::add_notice(tx, recorded, &event.channel, person, event.at, notice, changes)
}

/// The rows of a person's threads show something else.
fn tell(tx: &WriteTx, person: ContactId, changes: &mut Changes) -> DbResult<()> {
    for thread in conversation::all_of_contact(tx, person)? {
        changes.conversation(thread.id);
    }
    Ok(())
}
