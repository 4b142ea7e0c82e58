//! Notes about people.

use crate::domain::event::{ContactNoteChanged, ContactNoteDeleted, ContactNoteWritten};
use crate::domain::problem::Wrong;
use crate::log;
use crate::store::DbError;
use crate::store::tables::{contact, contact_note};

use super::Api;
use super::people::{details, new_event};
use super::types::{ApiError, ChangeNote, ContactDetails, WriteContactNote};

/// The longest note, in characters.
const LONGEST: usize = 4_000;

pub(super) async fn write_note(api: &Api, note: WriteContactNote) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let (about, text) = (note.contact, note.text.trim().to_owned());
    if text.is_empty() {
        return Err(ApiError::invalid("text", Wrong::Empty));
    }
    check_length(&text)?;
    let event = new_event(&workspace, ContactNoteWritten { contact: about, text }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let known = contact::by_id(tx, about)?.is_some();
        Ok::<_, DbError>(if known { Ok(vec![event]) } else { Err(ApiError::not_found("contact")) })
    });
    decided.await.map_err(ApiError::from)?;
    details(&workspace, about).await
}

/// Lets a note say something else; an empty one is taken away.
pub(super) async fn change_note(api: &Api, change: ChangeNote) -> Result<ContactDetails, ApiError> {
    let workspace = api.workspace()?;
    let (note, text) = (change.note, change.text.trim().to_owned());
    check_length(&text)?;
    let known = workspace.store.read(move |tx| contact_note::by_id(tx, note)).await?;
    let known = known.ok_or_else(|| ApiError::not_found("note"))?;
    let event =
        if text.is_empty() { ContactNoteDeleted { note }.into() } else { ContactNoteChanged { note, text }.into() };
    log::append(workspace.log.as_ref(), vec![new_event(&workspace, event)]).await?;
    details(&workspace, known.contact).await
}

fn check_length(text: &str) -> Result<(), ApiError> {
    if text.chars().count() <= LONGEST {
        Ok(())
    } else {
        Err(ApiError::invalid("text", Wrong::TooLong { most: LONGEST }))
    }
}
