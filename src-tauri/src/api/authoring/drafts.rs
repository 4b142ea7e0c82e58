//! Drafts of templates, which stay on this computer until they are handed in.

use std::collections::BTreeSet;

use crate::api::Api;
use crate::api::types::{
    ApiError, ChannelRef, DuplicateTemplate, SaveTemplateDraft, SavedTemplateDraft, TemplateCheck, TemplateDraftRef,
    TemplateRef,
};
use crate::api::workspace::Workspace;
use crate::domain::authoring::starter::{self, StarterTemplate};
use crate::domain::authoring::{DraftLimits, TemplateDraft};
use crate::domain::ids::ChannelId;
use crate::log::Topic;
use crate::store::DbResult;
use crate::store::tables::template;
use crate::store::tables::template_draft::{self, DraftRow, KeptDraft};

pub(in crate::api) async fn list_template_drafts(
    api: &Api,
    of: ChannelRef,
) -> Result<Vec<SavedTemplateDraft>, ApiError> {
    let rows = api.workspace()?.store.read(move |tx| template_draft::all(tx, &of.channel)).await?;
    Ok(rows.into_iter().map(saved).collect())
}

pub(in crate::api) async fn save_template_draft(
    api: &Api,
    save: SaveTemplateDraft,
) -> Result<SavedTemplateDraft, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&save.channel)?;
    let Some(id) = save.id else {
        return keep_new(&workspace, save.channel, KeptDraft { draft: save.draft, editing: None }).await;
    };
    let now = workspace.clock.now();
    let kept = workspace.store.write(move |tx| {
        let Some(known) = template_draft::by_id(tx, id)? else { return Ok(None) };
        let kept = KeptDraft { draft: save.draft, editing: known.kept.editing };
        template_draft::update(tx, id, &kept, now)?;
        template_draft::by_id(tx, id)
    });
    let row = kept.await?.ok_or_else(|| ApiError::not_found("template draft"))?;
    Ok(announce(&workspace, row))
}

pub(in crate::api) async fn delete_template_draft(api: &Api, which: TemplateDraftRef) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let row = find(&workspace, which).await?;
    workspace.store.write(move |tx| template_draft::delete(tx, which.id)).await?;
    workspace.log.announce(vec![Topic::Templates { channel: row.channel }]);
    Ok(())
}

pub(in crate::api) async fn check_template(_api: &Api, draft: TemplateDraft) -> Result<TemplateCheck, ApiError> {
    Ok(TemplateCheck { problems: draft.check(), variables: draft.all_variables(), limits: DraftLimits::ALL })
}

pub(in crate::api) async fn starter_templates(_api: &Api, (): ()) -> Result<Vec<StarterTemplate>, ApiError> {
    starter::all().map_err(|problem| ApiError::internal(&problem))
}

/// A draft of a template as it stands at the provider, which replaces it once it is handed in. The one that was begun
/// before, if there is one.
pub(in crate::api) async fn edit_template(api: &Api, which: TemplateRef) -> Result<SavedTemplateDraft, ApiError> {
    let workspace = api.workspace()?;
    let connected = workspace.connected(&which.channel)?;
    let channel = which.channel.clone();
    let begun = workspace.store.read(move |tx| template_draft::all(tx, &channel)).await?;
    let of_this = |row: &DraftRow| row.kept.editing.as_ref() == Some(&which.template);
    if let Some(row) = begun.into_iter().find(of_this) {
        return Ok(saved(row));
    }
    let draft = connected.provider.template_to_edit(which.template.clone()).await?;
    keep_new(&workspace, which.channel, KeptDraft { draft, editing: Some(which.template) }).await
}

pub(in crate::api) async fn duplicate_template(
    api: &Api,
    which: DuplicateTemplate,
) -> Result<SavedTemplateDraft, ApiError> {
    let workspace = api.workspace()?;
    let connected = workspace.connected(&which.channel)?;
    let mut draft = connected.provider.template_to_edit(which.template).await?;
    match which.language {
        Some(language) => draft.language = language,
        None => draft.name = free_name(&workspace, &which.channel, &draft.name).await?,
    }
    keep_new(&workspace, which.channel, KeptDraft { draft, editing: None }).await
}

/// The name with `_copy` behind it, and a number if that is taken.
async fn free_name(workspace: &Workspace, channel: &ChannelId, name: &str) -> Result<String, ApiError> {
    let channel = channel.clone();
    let taken = workspace.store.read(move |tx| {
        let at_provider = template::all(tx, &channel)?.into_iter().map(|known| known.name);
        let here = template_draft::all(tx, &channel)?.into_iter().map(|row| row.kept.draft.name);
        DbResult::Ok(at_provider.chain(here).collect::<BTreeSet<String>>())
    });
    let taken = taken.await?;
    let numbered = (2_u32..).map(|number| format!("{name}_copy_{number}"));
    let mut names = std::iter::once(format!("{name}_copy")).chain(numbered);
    Ok(names.find(|name| !taken.contains(name)).unwrap_or_default())
}

async fn keep_new(workspace: &Workspace, channel: ChannelId, kept: KeptDraft) -> Result<SavedTemplateDraft, ApiError> {
    let now = workspace.clock.now();
    let row = workspace.store.write(move |tx| {
        let id = template_draft::insert(tx, &channel, &kept, now)?;
        Ok(DraftRow { id, channel, kept, saved_at: now })
    });
    let row = row.await?;
    Ok(announce(workspace, row))
}

pub(super) async fn find(workspace: &Workspace, which: TemplateDraftRef) -> Result<DraftRow, ApiError> {
    let row = workspace.store.read(move |tx| template_draft::by_id(tx, which.id)).await?;
    row.ok_or_else(|| ApiError::not_found("template draft"))
}

fn announce(workspace: &Workspace, row: DraftRow) -> SavedTemplateDraft {
    workspace.log.announce(vec![Topic::Templates { channel: row.channel.clone() }]);
    saved(row)
}

fn saved(row: DraftRow) -> SavedTemplateDraft {
    SavedTemplateDraft {
        id: row.id,
        channel: row.channel,
        draft: row.kept.draft,
        editing: row.kept.editing,
        saved_at: row.saved_at.timestamp_millis(),
    }
}
