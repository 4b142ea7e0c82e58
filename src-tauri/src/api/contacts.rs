//! The list of people: looking through it, beginning chats, and finding who is in it twice.

use std::collections::BTreeSet;

use crate::domain::event::ContactsToldApart;
use crate::domain::ids::ContactId;
use crate::domain::problem::Wrong;
use crate::log;
use crate::store::search_text;
use crate::store::tables::contact_list::{self, ContactQuery, Wanted};
use crate::store::tables::{attribute, contact, look_alike};
use crate::store::{DbError, DbResult, ReadTx};

use super::inbox::{LONGEST_QUERY, check_limit};
use super::people::new_event;
use super::types::{
    ApiError, AttributeIs, ContactPage, KnownValue, Likeness, ListContacts, ListedContact, LookAlike, TellApart,
};
use super::{Api, cursor, view};

/// So many pairs of people who look alike are shown at once.
const MOST_PAIRS: usize = 100;
/// So many groups of each kind are looked at.
const MOST_GROUPS: u32 = 300;
/// Larger groups are people of a common name, or a number that somebody made up.
const LARGEST_GROUP: usize = 6;

pub(super) async fn list_contacts(api: &Api, list: ListContacts) -> Result<ContactPage, ApiError> {
    let workspace = api.workspace()?;
    let query = query(list)?;
    let read = workspace.store.read(move |tx| {
        let (rows, next) = contact_list::page(tx, &query)?;
        let items = rows.into_iter().map(|row| {
            let values = known_values(tx, row.contact.id)?;
            let (conversation, last_message_at) = row.newest.unzip();
            let last_message_at = view::millis(last_message_at);
            Ok(ListedContact { contact: view::contact(&row.contact), values, conversation, last_message_at })
        });
        let items = items.collect::<DbResult<_>>()?;
        let next_cursor = next.map(|(name, id)| cursor::write_text(&name, id.0));
        Ok(ContactPage { items, next_cursor, total: contact_list::count(tx)? })
    });
    Ok(read.await?)
}

fn query(list: ListContacts) -> Result<ContactQuery, ApiError> {
    if list.query.chars().count() > LONGEST_QUERY {
        return Err(ApiError::invalid("query", Wrong::TooLong { most: LONGEST_QUERY }));
    }
    let after = list.cursor.as_deref().map(cursor::read_text).transpose()?;
    let wanted = |is| match is {
        AttributeIs::Value { value } => Wanted::Is(value),
        AttributeIs::Something => Wanted::Something,
        AttributeIs::Nothing => Wanted::Nothing,
    };
    Ok(ContactQuery {
        words: search_text::query_for_people(&list.query),
        attribute: list.attribute.map(|filter| (filter.attribute, wanted(filter.is))),
        after: after.map(|(name, id)| (name, ContactId(id))),
        limit: check_limit(list.limit)?,
    })
}

/// What attributes are for somebody.
pub(super) fn known_values(tx: &ReadTx, id: ContactId) -> DbResult<Vec<KnownValue>> {
    let values = attribute::values(tx, id)?;
    Ok(values.into_iter().map(|(attribute, value)| KnownValue { attribute, value }).collect())
}

/// Pairs of contacts that may be one person. Nothing is done about it unless somebody says so.
pub(super) async fn look_alikes(api: &Api, (): ()) -> Result<Vec<LookAlike>, ApiError> {
    let workspace = api.workspace()?;
    Ok(workspace.store.read(find_look_alikes).await?)
}

fn find_look_alikes(tx: &ReadTx) -> DbResult<Vec<LookAlike>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (because, groups) in [
        (Likeness::Number, look_alike::of_same_end(tx, MOST_GROUPS)?),
        (Likeness::Email, look_alike::of_same_email(tx, MOST_GROUPS)?),
        (Likeness::Name, look_alike::of_same_name(tx, MOST_GROUPS)?),
    ] {
        for group in groups.into_iter().filter(|group| group.len() <= LARGEST_GROUP) {
            for (one, other) in pairs(&group) {
                if found.len() == MOST_PAIRS {
                    return Ok(found);
                }
                let (one, other) = (contact::standing(tx, one)?, contact::standing(tx, other)?);
                let pair = (one.min(other), one.max(other));
                if one != other && seen.insert(pair) {
                    found.extend(look_alike_of(tx, pair, because)?);
                }
            }
        }
    }
    Ok(found)
}

fn pairs(group: &[ContactId]) -> impl Iterator<Item = (ContactId, ContactId)> {
    group.iter().enumerate().flat_map(|(at, one)| group.iter().skip(at + 1).map(|other| (*one, *other)))
}

fn look_alike_of(tx: &ReadTx, (one, other): (ContactId, ContactId), because: Likeness) -> DbResult<Option<LookAlike>> {
    if look_alike::are_told_apart(tx, one, other)? {
        return Ok(None);
    }
    let (Some(one), Some(other)) = (contact::by_id(tx, one)?, contact::by_id(tx, other)?) else { return Ok(None) };
    let alike = one.wa_id.as_ref().zip(other.wa_id.as_ref()).is_none_or(|(one, other)| numbers_alike(one, other));
    let likely = because != Likeness::Name || alike;
    Ok(likely.then(|| LookAlike { one: view::contact(&one), other: view::contact(&other), because }))
}

/// Whether one number may be the other with a slip of the finger: of one length, with at most two other digits.
fn numbers_alike(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).filter(|(one, other)| one != other).count();
    one.len() == other.len() && differing <= 2
}

pub(super) async fn tell_apart(api: &Api, pair: TellApart) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let TellApart { one, other } = pair;
    let event = new_event(&workspace, ContactsToldApart { one, other }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let known = one != other && contact::by_id(tx, one)?.and(contact::by_id(tx, other)?).is_some();
        Ok::<_, DbError>(if known { Ok(vec![event]) } else { Err(ApiError::not_found("contact")) })
    });
    decided.await.map(drop).map_err(ApiError::from)
}
