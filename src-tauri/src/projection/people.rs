//! Who is who.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, ContactId, ConversationId, Seq};
use crate::domain::person::Identity;
use crate::log::Changes;
use crate::store::tables::contact;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::merging;

/// A person, as a provider has named them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The contact that has these ids.
    pub own: ContactId,
    /// The contact that stands for them: another one after the two were merged.
    pub standing: ContactId,
}

/// Where a person's message belongs.
pub(super) struct Place {
    /// The thread that shows it.
    pub thread: ConversationRow,
    /// The thread in which it came.
    pub home: ConversationId,
}

/// The person whom a provider names, if they are known.
///
/// With a phone number and a user id both given, the number decides (Meta's rule for business-scoped user ids: the thread
/// of the phone is kept and the user id tied to it); without a number only the exact user id counts. Numbers that are
/// written in two ways are one number. People are never matched by name.
pub(super) fn find(tx: &ReadTx, scope: &str, identity: &Identity) -> DbResult<Option<ContactId>> {
    let number = identity.wa_id.as_deref().map(|wa_id| contact::by_wa_id(tx, wa_id)).transpose()?.flatten();
    let user = identity.user_id.as_deref().map(|id| contact::by_user_id(tx, scope, id)).transpose()?.flatten();
    if let (Some(number), Some(user), Some(user_id)) = (number, user, &identity.user_id)
        && contact::standing(tx, number)? != contact::standing(tx, user)?
        && contact::has_other_user_id(tx, number, scope, user_id)?
    {
        // Whoever had this number before is somebody else: a user id belongs to one person as long as they keep their
        // number, so the number has changed hands.
        return Ok(Some(user));
    }
    if let Some(found) = number.or(user) {
        return Ok(Some(found));
    }
    let parent = identity.parent_user_id.as_deref().map(|id| contact::by_parent_user_id(tx, id)).transpose()?;
    Ok(parent.flatten())
}

/// The person whom a provider names, who is added at `seq` if they are new. What the ids say together is believed: two
/// contacts that turn out to be one person are merged.
pub(super) fn resolve(
    tx: &WriteTx,
    seq: Seq,
    scope: &str,
    identity: &Identity,
    seen_at: DateTime<Utc>,
    changes: &mut Changes,
) -> DbResult<Person> {
    let known = find(tx, scope, identity)?;
    let own = match known {
        Some(id) => id,
        None => {
            contact::insert(tx, ContactId(seq.0), seen_at)?;
            ContactId(seq.0)
        }
    };
    take_over(tx, own, scope, identity, changes)?;
    if contact::add_identity(tx, own, seq, scope, identity)? || known.is_none() {
        contact::index(tx, own)?;
    }
    Ok(Person { own, standing: contact::standing(tx, own)? })
}

/// Ties ids to a person, as the provider says that they belong together: after a change of the number or of the user id.
pub(super) fn repoint(
    tx: &WriteTx,
    seq: Seq,
    person: ContactId,
    scope: &str,
    identity: &Identity,
    changes: &mut Changes,
) -> DbResult<()> {
    take_over(tx, person, scope, identity, changes)?;
    contact::add_identity(tx, person, seq, scope, identity)?;
    contact::index(tx, person)?;
    for mut thread in conversation::all_of_owner(tx, person)? {
        thread.to = Identity {
            wa_id: identity.wa_id.clone().or(thread.to.wa_id),
            user_id: identity.user_id.clone().or(thread.to.user_id),
            parent_user_id: None,
        };
        conversation::update(tx, &thread)?;
        changes.conversation(thread.id);
    }
    Ok(())
}

/// Merges into a person whoever had their user id alone: a thread that began before the number was shown.
fn take_over(tx: &WriteTx, person: ContactId, scope: &str, identity: &Identity, changes: &mut Changes) -> DbResult<()> {
    let Some(user_id) = &identity.user_id else { return Ok(()) };
    let Some(other) = contact::by_user_id(tx, scope, user_id)? else { return Ok(()) };
    if contact::standing(tx, other)? == contact::standing(tx, person)? {
        return Ok(());
    }
    let has_number = contact::identities(tx, other)?.iter().any(|(kind, _)| kind == "wa_id");
    if has_number { Ok(()) } else { merging::merge(tx, other, person, false, changes) }
}

/// Ties ids to a person that name nobody yet.
pub(super) fn learn(tx: &WriteTx, seq: Seq, id: ContactId, scope: &str, identity: &Identity) -> DbResult<()> {
    let free = |taken: Option<ContactId>, value: &Option<String>| value.clone().filter(|_| taken.is_none());
    let number = identity.wa_id.as_deref().map(|wa_id| contact::by_wa_id(tx, wa_id)).transpose()?.flatten();
    let user =
        identity.user_id.as_deref().map(|user_id| contact::by_user_id(tx, scope, user_id)).transpose()?.flatten();
    // Another way of writing the same person's number is theirs too.
    let number = number.filter(|taken| *taken != id);
    let new =
        Identity { wa_id: free(number, &identity.wa_id), user_id: free(user, &identity.user_id), parent_user_id: None };
    if contact::add_identity(tx, id, seq, scope, &new)? {
        contact::index(tx, id)?;
    }
    Ok(())
}

/// Takes over names that are not empty.
pub(super) fn rename(tx: &WriteTx, id: ContactId, name: Option<&str>, username: Option<&str>) -> DbResult<()> {
    if contact::set_names(tx, id, name.unwrap_or_default().trim(), username.unwrap_or_default().trim())? {
        contact::index(tx, id)?;
    }
    Ok(())
}

/// The thread of a person on a channel, if there is one.
pub(super) fn find_thread(tx: &ReadTx, channel: &ChannelId, person: Person) -> DbResult<Option<Place>> {
    if let Some(own) = conversation::of_owner(tx, person.own, channel)? {
        let home = own.id;
        return Ok(Some(Place { thread: conversation::shown(tx, own)?, home }));
    }
    let shown = conversation::of_contact(tx, person.standing, channel)?;
    Ok(shown.map(|thread| Place { home: thread.id, thread }))
}

/// The thread of a person on a channel, which is opened at `seq` if there is none.
pub(super) fn thread(
    tx: &WriteTx,
    seq: Seq,
    channel: &ChannelId,
    person: Person,
    at: DateTime<Utc>,
) -> DbResult<Place> {
    if let Some(place) = find_thread(tx, channel, person)? {
        return Ok(place);
    }
    let thread = conversation::insert(tx, ConversationId(seq.0), channel, person.own, person.standing, at)?;
    Ok(Place { home: thread.id, thread })
}
