//! Labels, and the views of the list that somebody gave a name.

use uuid::Uuid;

use crate::domain::event::{
    Event, LabelChanged, LabelCreated, LabelDeleted, NewEvent, ViewChanged, ViewDeleted, ViewSaved,
};
use crate::domain::ids::{LabelId, Seq, ViewId};
use crate::domain::problem::Wrong;
use crate::log::{self, NotAppended};
use crate::store::tables::label::{self, LabelRow};
use crate::store::tables::saved_view::{self, SavedViewRow};
use crate::store::{DbResult, ReadTx};

use super::Api;
use super::types::{ApiError, Label, LabelRef, SaveLabel, SaveView, SavedView, ViewRef};
use super::workspace::Workspace;

/// The longest name of a label or a view, in characters.
const LONGEST_NAME: usize = 40;
/// More labels or views than this are found by nobody.
const MOST: usize = 100;

/// All labels, by name.
pub(super) async fn labels(api: &Api, (): ()) -> Result<Vec<Label>, ApiError> {
    let mut rows = api.workspace()?.store.read(label::all).await?;
    rows.sort_by_key(|row| row.name.to_lowercase());
    Ok(rows.into_iter().map(|LabelRow { id, name, color }| Label { id, name, color }).collect())
}

/// Makes or changes a label; answers with its number.
pub(super) async fn save_label(api: &Api, save: SaveLabel) -> Result<LabelId, ApiError> {
    let name = checked_name(&save.name)?;
    let (id, color) = (save.label, save.color);
    let event = match id {
        Some(label) => LabelChanged { label, name: name.clone(), color }.into(),
        None => LabelCreated { name: name.clone(), color }.into(),
    };
    let seq = append(api, event, move |tx| {
        let rows = label::all(tx)?;
        let taken = rows.iter().any(|row| Some(row.id) != id && same(&row.name, &name));
        let known = id.is_none_or(|id| rows.iter().any(|row| row.id == id));
        Ok(refusal(taken, known, id.is_none() && rows.len() >= MOST))
    });
    let Seq(made) = seq.await?;
    Ok(id.unwrap_or(LabelId(made)))
}

/// Takes a label away, from every conversation too.
pub(super) async fn delete_label(api: &Api, which: LabelRef) -> Result<(), ApiError> {
    append(api, LabelDeleted { label: which.label }.into(), |_| Ok(None)).await.map(drop)
}

/// All saved views, in the order in which they were made.
pub(super) async fn saved_views(api: &Api, (): ()) -> Result<Vec<SavedView>, ApiError> {
    let rows = api.workspace()?.store.read(saved_view::all).await?;
    Ok(rows.into_iter().map(|SavedViewRow { id, name, view }| SavedView { id, name, view }).collect())
}

/// Keeps or changes a view; answers with its number.
pub(super) async fn save_view(api: &Api, save: SaveView) -> Result<ViewId, ApiError> {
    let name = checked_name(&save.name)?;
    let (id, view) = (save.id, save.view);
    let event = match id {
        Some(id) => ViewChanged { id, name: name.clone(), view }.into(),
        None => ViewSaved { name: name.clone(), view }.into(),
    };
    let seq = append(api, event, move |tx| {
        let rows = saved_view::all(tx)?;
        let taken = rows.iter().any(|row| Some(row.id) != id && same(&row.name, &name));
        let known = id.is_none_or(|id| rows.iter().any(|row| row.id == id));
        Ok(refusal(taken, known, id.is_none() && rows.len() >= MOST))
    });
    let Seq(made) = seq.await?;
    Ok(id.unwrap_or(ViewId(made)))
}

/// Takes a saved view away.
pub(super) async fn delete_view(api: &Api, which: ViewRef) -> Result<(), ApiError> {
    append(api, ViewDeleted { id: which.id }.into(), |_| Ok(None)).await.map(drop)
}

fn checked_name(name: &str) -> Result<String, ApiError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(ApiError::invalid("name", Wrong::Empty));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(ApiError::invalid("name", Wrong::TooLong { most: LONGEST_NAME }));
    }
    Ok(name.to_owned())
}

/// Two names that nobody could tell apart when they are spoken.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn refusal(taken: bool, known: bool, full: bool) -> Option<ApiError> {
    match (taken, known, full) {
        (_, false, _) => Some(ApiError::not_found("label")),
        (true, _, _) => Some(ApiError::invalid("name", Wrong::Taken)),
        (_, _, true) => Some(ApiError::invalid("name", Wrong::TooMany { most: MOST })),
        (false, true, false) => None,
    }
}

async fn append(
    api: &Api,
    event: Event,
    refuse: impl FnOnce(&ReadTx) -> DbResult<Option<ApiError>> + Send + 'static,
) -> Result<Seq, ApiError> {
    let workspace = api.workspace()?;
    let event = new_event(&workspace, event);
    let decided = log::append_if(workspace.log.as_ref(), move |tx| Ok(refuse(tx)?.map_or(Ok(vec![event]), Err)));
    match decided.await {
        Ok(appended) => appended.first().map(|it| it.seq).ok_or_else(|| ApiError::not_found("event")),
        Err(NotAppended::Refused(refusal)) => Err(refusal),
        Err(NotAppended::Db(problem)) => Err(problem.into()),
    }
}

fn new_event(workspace: &Workspace, event: Event) -> NewEvent {
    NewEvent { id: format!("label:{}", Uuid::now_v7()), actor: workspace.agent(), at: workspace.clock.now(), event }
}
