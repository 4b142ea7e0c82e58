//! Who is who.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, ContactId, ConversationId, Seq};
use crate::domain::person::Identity;
use crate::store::tables::contact;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::{DbResult, WriteTx};

/// The person whom a provider names, who is added at `seq` if they are new.
///
/// With a phone number and a user id both given, the number decides and the user id is tied to it; without a number only
/// the exact user id counts. People are never matched by name.
pub(super) fn resolve(
    tx: &WriteTx,
    seq: Seq,
    scope: &str,
    identity: &Identity,
    seen_at: DateTime<Utc>,
) -> DbResult<ContactId> {
    let by_number = match &identity.wa_id {
        Some(wa_id) => contact::by_wa_id(tx, wa_id)?,
        None => None,
    };
    let known = match (by_number, &identity.user_id) {
        (Some(id), _) => Some(id),
        (None, Some(user_id)) => contact::by_user_id(tx, scope, user_id)?,
        (None, None) => None,
    };
    let id = match known {
        Some(id) => id,
        None => {
            contact::insert(tx, ContactId(seq.0), seen_at)?;
            ContactId(seq.0)
        }
    };
    if contact::add_identity(tx, id, scope, identity)? || known.is_none() {
        contact::index(tx, id)?;
    }
    Ok(id)
}

/// Ties ids to a person that name nobody yet.
pub(super) fn learn(tx: &WriteTx, id: ContactId, scope: &str, identity: &Identity) -> DbResult<()> {
    let free = |taken: Option<ContactId>, value: &Option<String>| value.clone().filter(|_| taken.is_none());
    let number = identity.wa_id.as_deref().map(|wa_id| contact::by_wa_id(tx, wa_id)).transpose()?.flatten();
    let user =
        identity.user_id.as_deref().map(|user_id| contact::by_user_id(tx, scope, user_id)).transpose()?.flatten();
    let new = Identity { wa_id: free(number, &identity.wa_id), user_id: free(user, &identity.user_id) };
    if contact::add_identity(tx, id, scope, &new)? {
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

/// The thread of a person on a channel, which is opened at `seq` if there is none.
pub(super) fn thread(
    tx: &WriteTx,
    seq: Seq,
    channel: &ChannelId,
    contact: ContactId,
    at: DateTime<Utc>,
) -> DbResult<ConversationRow> {
    match conversation::of_contact(tx, contact, channel)? {
        Some(row) => Ok(row),
        None => conversation::insert(tx, ConversationId(seq.0), channel, contact, at),
    }
}
