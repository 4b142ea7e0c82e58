//! What is kept of people besides their names: attributes, and what they are for somebody.

use crate::domain::attribute::{Attribute, AttributeKind, MOST};
use crate::domain::event::{AttributeChanged, AttributeCreated, AttributeDeleted, ContactAttributeSet};
use crate::domain::ids::AttributeId;
use crate::domain::problem::Wrong;
use crate::log;
use crate::store::tables::{attribute, contact};
use crate::store::{DbError, DbResult, ReadTx};

use super::Api;
use super::people::{details, new_event};
use super::types::{ApiError, AttributeInfo, AttributeRef, ChangeAttribute, ContactDetails, SetAttribute};

pub(super) async fn list_attributes(api: &Api, (): ()) -> Result<Vec<AttributeInfo>, ApiError> {
    let all = api.workspace()?.store.read(attribute::all).await?;
    Ok(all.into_iter().map(|(id, attribute)| AttributeInfo { id, attribute }).collect())
}

pub(super) async fn create_attribute(api: &Api, given: Attribute) -> Result<AttributeInfo, ApiError> {
    let workspace = api.workspace()?;
    let attribute = checked(given)?;
    let (key, event) =
        (attribute.key(), new_event(&workspace, AttributeCreated { attribute: attribute.clone() }.into()));
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        if is_taken(tx, &key, None)? {
            return Ok(Err(taken()));
        }
        if attribute::all(tx)?.len() >= MOST {
            return Ok(Err(ApiError::invalid("attributes", Wrong::TooMany { most: MOST })));
        }
        Ok(Ok(vec![event]))
    });
    let appended = decided.await.map_err(ApiError::from)?;
    let first = appended.first().ok_or_else(|| ApiError::not_found("attribute"))?;
    Ok(AttributeInfo { id: AttributeId(first.seq.0), attribute })
}

pub(super) async fn change_attribute(api: &Api, change: ChangeAttribute) -> Result<AttributeInfo, ApiError> {
    let workspace = api.workspace()?;
    let (id, attribute) = (change.id, checked(change.attribute)?);
    let wanted = attribute.clone();
    let event = new_event(&workspace, AttributeChanged { id, attribute: attribute.clone() }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let Some(known) = attribute::by_id(tx, id)? else { return Ok(Err(ApiError::not_found("attribute"))) };
        if !same_kind(&known.takes, &wanted.takes) {
            return Ok(Err(ApiError::invalid("takes", Wrong::Fixed)));
        }
        if is_taken(tx, &wanted.key(), Some(id))? {
            return Ok(Err(taken()));
        }
        Ok(Ok(vec![event]))
    });
    decided.await.map_err(ApiError::from)?;
    Ok(AttributeInfo { id, attribute })
}

pub(super) async fn delete_attribute(api: &Api, which: AttributeRef) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let event = new_event(&workspace, AttributeDeleted { id: which.id }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let known = attribute::by_id(tx, which.id)?.is_some();
        Ok::<_, DbError>(if known { Ok(vec![event]) } else { Err(ApiError::not_found("attribute")) })
    });
    decided.await.map(drop).map_err(ApiError::from)
}

pub(super) async fn set_attribute(api: &Api, set: SetAttribute) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let SetAttribute { contact: id, attribute: which, value: typed } = set;
    let author = workspace.clone();
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let Some(known) = attribute::by_id(tx, which)? else { return Ok(Err(ApiError::not_found("attribute"))) };
        if contact::by_id(tx, id)?.is_none() {
            return Ok(Err(ApiError::not_found("contact")));
        }
        let typed = typed.filter(|typed| !typed.trim().is_empty());
        let value = typed.as_deref().map(|typed| known.takes.value(typed));
        if value == Some(None) {
            return Ok(Err(ApiError::invalid("value", Wrong::DoesNotFit)));
        }
        let event = ContactAttributeSet { contact: id, attribute: which, value: value.flatten() };
        Ok::<_, DbError>(Ok(vec![new_event(&author, event.into())]))
    });
    decided.await.map_err(ApiError::from)?;
    details(&workspace, id).await
}

fn checked(attribute: Attribute) -> Result<Attribute, ApiError> {
    let attribute = attribute.trimmed();
    attribute.check()?;
    Ok(attribute)
}

fn is_taken(tx: &ReadTx, key: &str, by_other_than: Option<AttributeId>) -> DbResult<bool> {
    let all = attribute::all(tx)?;
    Ok(all.iter().any(|(id, known)| known.key() == key && Some(*id) != by_other_than))
}

fn taken() -> ApiError {
    ApiError::invalid("name", Wrong::Taken)
}

fn same_kind(one: &AttributeKind, other: &AttributeKind) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
