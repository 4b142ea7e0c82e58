//! Who is who.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, ContactId, ConversationId, Seq};
use crate::domain::person::Identity;
use crate::log::Changes;
use crate::store::tables::contact;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::{DbError, DbResult, ReadTx, WriteTx};

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

/// Who has the ids that a provider names together.
struct Holders {
    number: Option<ContactId>,
    user: Option<ContactId>,
    parent: Option<ContactId>,
}

impl Holders {
    fn of(tx: &ReadTx, scope: &str, identity: &Identity) -> DbResult<Holders> {
        Ok(Holders {
            number: identity.wa_id.as_deref().map(|id| contact::by_wa_id(tx, id)).transpose()?.flatten(),
            user: identity.user_id.as_deref().map(|id| contact::by_user_id(tx, scope, id)).transpose()?.flatten(),
            parent: identity
                .parent_user_id
                .as_deref()
                .map(|id| contact::by_parent_user_id(tx, id))
                .transpose()?
                .flatten(),
        })
    }

    /// With a phone number and a user id both given, the number decides (Meta's rule for business-scoped user ids: the
    /// thread of the phone is kept and the user id tied to it); without a number only the exact user id counts.
    fn first(&self) -> Option<ContactId> {
        self.number.or(self.user).or(self.parent)
    }

    /// Whether the number was somebody else's before: both it and the user id are known, of different people, and the
    /// number's has a user id of their own. A user id belongs to one person for as long as they keep their number.
    fn number_changed_hands(&self, tx: &ReadTx, scope: &str, identity: &Identity) -> DbResult<bool> {
        let (Some(number), Some(user), Some(user_id)) = (self.number, self.user, &identity.user_id) else {
            return Ok(false);
        };
        Ok(contact::standing(tx, number)? != contact::standing(tx, user)?
            && contact::has_other_user_id(tx, number, scope, user_id)?)
    }
}

/// The person whom a provider names, if they are known. Numbers that are written in two ways are one number. People are
/// never matched by name.
pub(super) fn find(tx: &ReadTx, scope: &str, identity: &Identity) -> DbResult<Option<ContactId>> {
    let holders = Holders::of(tx, scope, identity)?;
    let changed_hands = holders.number_changed_hands(tx, scope, identity)?;
    Ok(if changed_hands { holders.user } else { holders.first() })
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
    let holders = Holders::of(tx, scope, identity)?;
    let changed_hands = holders.number_changed_hands(tx, scope, identity)?;
    let known = if changed_hands { holders.user } else { holders.first() };
    let own = match known {
        Some(id) => id,
        None => {
            contact::insert(tx, ContactId(seq.0), seen_at)?;
            ContactId(seq.0)
        }
    };
    if !changed_hands {
        unite(tx, own, &holders, changes)?;
    }
    if contact::add_identity(tx, own, seq, scope, identity, changed_hands)? || known.is_none() {
        contact::index(tx, own)?;
    }
    Ok(Person { own, standing: contact::standing(tx, own)? })
}

/// The provider says that a person has these ids as well, from a moment on: after a change of the number or of the user
/// id. Whoever wrote with them before the change was told is the same person.
pub(super) fn repoint(
    tx: &WriteTx,
    seq: Seq,
    person: ContactId,
    scope: &str,
    identity: &Identity,
    at: DateTime<Utc>,
    changes: &mut Changes,
) -> DbResult<()> {
    unite(tx, person, &Holders::of(tx, scope, identity)?, changes)?;
    contact::add_identity(tx, person, seq, scope, identity, false)?;
    contact::index(tx, person)?;
    for mut thread in conversation::all_of_contact(tx, contact::standing(tx, person)?)? {
        if identity.wa_id.is_some() {
            thread.write_to_number(identity.wa_id.as_ref(), at);
        }
        if identity.user_id.is_some() {
            thread.write_to_user(identity.user_id.as_ref(), at);
        }
        conversation::update(tx, &thread)?;
        changes.conversation(thread.id);
    }
    Ok(())
}

/// Makes one person of all who have these ids. The one with a number stays, and else the one that was known first.
fn unite(tx: &WriteTx, person: ContactId, holders: &Holders, changes: &mut Changes) -> DbResult<()> {
    for other in [holders.number, holders.user, holders.parent].into_iter().flatten() {
        let (one, other) = (contact::standing(tx, person)?, contact::standing(tx, other)?);
        if one == other {
            continue;
        }
        let order = |id| Ok::<_, DbError>((!has_number(tx, id)?, id));
        let (stays, goes) = if order(one)? < order(other)? { (one, other) } else { (other, one) };
        merging::merge(tx, goes, stays, false, changes)?;
    }
    Ok(())
}

fn has_number(tx: &ReadTx, id: ContactId) -> DbResult<bool> {
    Ok(contact::identities(tx, id)?.iter().any(|(kind, _)| kind == "wa_id"))
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
    if contact::add_identity(tx, id, seq, scope, &new, false)? {
        contact::index(tx, id)?;
    }
    Ok(())
}

/// Takes over names that are not empty, as of a moment.
pub(super) fn rename(
    tx: &WriteTx,
    id: ContactId,
    name: Option<&str>,
    username: Option<&str>,
    at: DateTime<Utc>,
) -> DbResult<()> {
    if contact::set_names(tx, id, name.unwrap_or_default().trim(), username.unwrap_or_default().trim(), at)? {
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
