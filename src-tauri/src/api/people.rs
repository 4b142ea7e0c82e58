//! People: their names, who is who, and who may write.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::event::{
    ContactBlocked, ContactSaved, ContactUnblocked, ContactUnsaved, ContactsMerged, ContactsSplit, Event, NewEvent,
};
use crate::domain::ids::ContactId;
use crate::domain::person::Identity;
use crate::domain::phone;
use crate::domain::problem::Wrong;
use crate::log;
use crate::projection;
use crate::store::tables::contact::{self, ContactRow};
use crate::store::tables::contact_note::{self, NoteRow};
use crate::store::tables::{conversation, look_alike, message};
use crate::store::{DbResult, ReadTx};

use super::contacts::known_values;
use super::types::{
    ApiError, BlockContact, Contact, ContactDetails, ContactNote, ContactRef, MergeContacts, NameContact, SaveCard,
};
use super::workspace::Workspace;
use super::{Api, bubbles, view};

/// The longest name that somebody gives to a person, in characters.
pub(super) const LONGEST_NAME: usize = 120;
/// So many contacts of the same name are offered as perhaps the same person.
const MOST_SUGGESTIONS: u32 = 5;
/// So many notes about a person are shown.
const MOST_NOTES: u32 = 200;

pub(super) async fn contact(api: &Api, which: ContactRef) -> Result<ContactDetails, ApiError> {
    details(&*api.workspace()?, which.contact).await
}

pub(super) async fn details(workspace: &Workspace, id: ContactId) -> Result<ContactDetails, ApiError> {
    let read = workspace.store.read(move |tx| match contact::by_id(tx, contact::standing(tx, id)?)? {
        Some(row) => describe(tx, &row).map(Some),
        None => Ok(None),
    });
    read.await?.ok_or_else(|| ApiError::not_found("contact"))
}

fn describe(tx: &ReadTx, row: &ContactRow) -> DbResult<ContactDetails> {
    let mut merged = Vec::new();
    let mut phones = Vec::new();
    let mut user_ids = Vec::new();
    let mut all = vec![row.id];
    while let Some(id) = all.pop() {
        for (kind, value) in contact::identities(tx, id)? {
            match kind.as_str() {
                "wa_id" => phones.push(format!("+{value}")),
                "user_id" => user_ids.push(value),
                _ => {}
            }
        }
        for (other, by_hand) in contact::merged_into(tx, id)? {
            all.push(other);
            if let Some(other) = contact::by_id(tx, other)?.filter(|_| by_hand) {
                merged.push(view::contact(&other));
            }
        }
    }
    let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let conversations = conversation::all_of_contact(tx, row.id)?;
    Ok(ContactDetails {
        contact: view::contact(row),
        profile_name: named(&row.name),
        saved_name: named(&row.saved_name),
        phones,
        user_ids,
        marketing_stopped_at: view::millis(row.marketing_stopped_at),
        blocked_on: contact::blocked_on(tx, row.id)?,
        merged,
        may_be: may_be(tx, row)?,
        values: known_values(tx, row.id)?,
        notes: contact_note::about(tx, row.id, MOST_NOTES)?.into_iter().map(note).collect(),
        last_message_at: conversations
            .iter()
            .filter(|it| it.last_message.is_some())
            .map(|it| it.last_message_at.timestamp_millis())
            .max(),
        conversations: conversations.iter().filter(|it| it.merged_into.is_none()).map(|it| it.id).collect(),
    })
}

/// Who may be the same person, without those of whom somebody said that they are not.
fn may_be(tx: &ReadTx, row: &ContactRow) -> DbResult<Vec<Contact>> {
    let mut likely = Vec::new();
    for other in contact::of_same_name(tx, row, MOST_SUGGESTIONS)? {
        if !look_alike::are_told_apart(tx, row.id, other.id)? {
            likely.push(view::contact(&other));
        }
    }
    Ok(likely)
}

fn note(row: NoteRow) -> ContactNote {
    ContactNote { id: row.id, text: row.text, author: bubbles::author(&row.author), at: row.at.timestamp_millis() }
}

pub(super) async fn name_contact(api: &Api, name: NameContact) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let given = name.name.trim().to_owned();
    check_name(&given)?;
    let id = name.contact;
    let known = workspace.store.read(move |tx| contact::by_id(tx, id)).await?;
    let known = known.ok_or_else(|| ApiError::not_found("contact"))?;
    let scope = scope_of(&workspace);
    let who = Identity { wa_id: known.wa_id, user_id: known.user_id, parent_user_id: None };
    let at = workspace.clock.now();
    let event = if given.is_empty() {
        ContactUnsaved { who, scope, at }.into()
    } else {
        ContactSaved { who, scope, name: given, at }.into()
    };
    append(&workspace, event).await?;
    details(&workspace, id).await
}

/// Keeps a received contact card. The person need not have written ever.
pub(super) async fn save_card(api: &Api, card: SaveCard) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let (name, digits) = (card.name.trim().to_owned(), phone::digits(&card.phone));
    check_name(&name)?;
    if name.is_empty() {
        return Err(ApiError::invalid("name", Wrong::Empty));
    }
    if !(5..=15).contains(&digits.len()) {
        return Err(ApiError::invalid("phone", Wrong::NotAPhoneNumber));
    }
    let who = Identity::by_phone(&digits);
    let (scope, at) = (scope_of(&workspace), workspace.clock.now());
    append(&workspace, ContactSaved { who: who.clone(), scope: scope.clone(), name, at }.into()).await?;
    let found = workspace.store.read(move |tx| projection::find_contact(tx, &scope, &who)).await?;
    details(&workspace, found.ok_or_else(|| ApiError::not_found("contact"))?).await
}

fn check_name(name: &str) -> Result<(), ApiError> {
    if name.chars().count() <= LONGEST_NAME {
        Ok(())
    } else {
        Err(ApiError::invalid("name", Wrong::TooLong { most: LONGEST_NAME }))
    }
}

pub(super) async fn merge_contacts(api: &Api, merge: MergeContacts) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let MergeContacts { from, into } = merge;
    let event = new_event(&workspace, ContactsMerged { from, into }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let stands =
            |id| Ok::<_, crate::store::DbError>(contact::by_id(tx, id)?.is_some_and(|row| row.merged_into.is_none()));
        if from == into || !stands(from)? || !stands(into)? {
            return Ok(Err(ApiError::invalid("from", Wrong::NotTwoPeople)));
        }
        Ok(Ok(vec![event]))
    });
    decided.await.map_err(ApiError::from)?;
    details(&workspace, into).await
}

pub(super) async fn split_contact(api: &Api, which: ContactRef) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let id = which.contact;
    let event = new_event(&workspace, ContactsSplit { contact: id }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        if contact::by_id(tx, id)?.is_none_or(|row| row.merged_into.is_none()) {
            return Ok(Err(ApiError::invalid("contact", Wrong::NotMerged)));
        }
        Ok(Ok(vec![event]))
    });
    decided.await.map_err(ApiError::from)?;
    details(&workspace, id).await
}

/// Blocks a person at the provider, or lets them write again. Only who wrote in the last 24 hours can be blocked: Meta
/// refuses the others, and its word is what the screen shows.
pub(super) async fn block_contact(api: &Api, block: BlockContact) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let connected = workspace.connected(&block.channel)?;
    let (id, channel) = (block.contact, block.channel.clone());
    let (wrote_at, to) = workspace
        .store
        .read(move |tx| {
            let thread = conversation::of_contact(tx, id, &channel)?;
            let wrote = thread.as_ref().map(|thread| message::newest_of_customer(tx, thread.id)).transpose()?.flatten();
            let known = contact::by_id(tx, id)?;
            let known = known.map(|row| Identity { wa_id: row.wa_id, user_id: row.user_id, parent_user_id: None });
            let to = thread.map(|thread| thread.to).filter(|to| !to.is_empty()).or(known);
            Ok((wrote.map(|row| row.at), to))
        })
        .await?;
    let to = to.ok_or_else(|| ApiError::not_found("contact"))?;
    if block.blocked && !wrote_lately(wrote_at, workspace.clock.now()) {
        return Err(ApiError::invalid("contact", Wrong::NotLately));
    }
    connected.provider.set_blocked(to, block.blocked).await?;
    let (channel, contact) = (block.channel, block.contact);
    let event = if block.blocked {
        ContactBlocked { channel, contact }.into()
    } else {
        ContactUnblocked { channel, contact }.into()
    };
    append(&workspace, event).await?;
    details(&workspace, contact).await
}

fn wrote_lately(wrote_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    wrote_at.is_some_and(|wrote_at| now - wrote_at < chrono::Duration::hours(24))
}

/// The portfolio of the first channel: names are given to people and not to channels.
pub(super) fn scope_of(workspace: &Workspace) -> String {
    workspace.channels.values().next().map(|it| it.channel.scope().to_owned()).unwrap_or_default()
}

pub(super) fn new_event(workspace: &Workspace, event: Event) -> NewEvent {
    NewEvent { id: format!("people:{}", Uuid::now_v7()), actor: workspace.agent(), at: workspace.clock.now(), event }
}

async fn append(workspace: &Workspace, event: Event) -> Result<(), ApiError> {
    log::append(workspace.log.as_ref(), vec![new_event(workspace, event)]).await?;
    Ok(())
}
