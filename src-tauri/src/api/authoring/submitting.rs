//! Handing a draft in: its sample files first, then the template.

use std::collections::BTreeMap;

use futures::StreamExt as _;
use tracing::warn;

use crate::api::Api;
use crate::api::types::{AccountTemplates, ApiError, Code, TemplateDraftRef};
use crate::api::workspace::Workspace;
use crate::domain::authoring::{DraftHeader, SampleFile, TemplateDraft};
use crate::domain::ids::ChannelId;
use crate::domain::problem::Wrong;
use crate::media::{self, FileKey};
use crate::provider::{Provider, SampleError, Submission, Upload, sync};
use crate::store::tables::{template, template_draft};

use super::drafts::find;
use super::listing;

/// Hands a draft in. When the provider has it, it is no draft any more.
pub(in crate::api) async fn submit_template(api: &Api, which: TemplateDraftRef) -> Result<AccountTemplates, ApiError> {
    let workspace = api.workspace()?;
    let row = find(&workspace, which).await?;
    let provider = workspace.connected(&row.channel)?.provider.as_ref();
    let draft = with_true_types(&workspace, row.kept.draft).await?;
    if let Some(problem) = draft.check().first() {
        return Err(ApiError::invalid(&problem.field, Wrong::RuleBroken));
    }
    let handles = hand_over_samples(&workspace, provider, &draft).await?;
    let submission = Submission { draft, handles };
    match row.kept.editing {
        None => drop(provider.create_template(submission).await?),
        Some(id) => {
            let with_category = !is_approved(&workspace, row.channel.clone(), id.clone()).await?;
            provider.edit_template(id, submission, with_category).await?;
        }
    }
    workspace.store.write(move |tx| template_draft::delete(tx, which.id)).await?;
    list_anew(&workspace, row.channel).await
}

/// The category of an approved template cannot be told again.
async fn is_approved(workspace: &Workspace, channel: ChannelId, id: String) -> Result<bool, ApiError> {
    let templates = workspace.store.read(move |tx| template::all(tx, &channel)).await?;
    Ok(templates.iter().any(|template| template.id == id && template.status == "APPROVED"))
}

/// What a file is, its bytes say, and not whoever saved the draft.
async fn with_true_types(workspace: &Workspace, mut draft: TemplateDraft) -> Result<TemplateDraft, ApiError> {
    if let Some(DraftHeader::File(file)) = &mut draft.header {
        set_true_type(workspace, file).await?;
    }
    for card in &mut draft.cards {
        set_true_type(workspace, &mut card.header).await?;
    }
    Ok(draft)
}

async fn set_true_type(workspace: &Workspace, file: &mut SampleFile) -> Result<(), ApiError> {
    let Some(key) = &file.key else { return Ok(()) };
    let row = workspace.library.find(&file_key(key)?).await?.ok_or_else(|| ApiError::not_found("file"))?;
    file.mime_type = row.mime_type;
    Ok(())
}

/// The handles of all sample files, by key. To hand one over again does no harm.
async fn hand_over_samples(
    workspace: &Workspace,
    provider: &dyn Provider,
    draft: &TemplateDraft,
) -> Result<BTreeMap<String, String>, ApiError> {
    let mut handles = BTreeMap::new();
    for file in draft.files() {
        let Some(key) = file.key.as_ref().filter(|key| !handles.contains_key(*key)) else { continue };
        let upload = upload(workspace, file_key(key)?, file).await?;
        handles.insert(key.clone(), provider.upload_sample(upload).await?);
    }
    Ok(handles)
}

async fn upload(workspace: &Workspace, key: FileKey, file: &SampleFile) -> Result<Upload, ApiError> {
    let files = workspace.library.files();
    let bytes = files.size(&key).await?;
    let body = files.stream(&key).map(|piece| piece.map_err(std::io::Error::other)).boxed();
    let name = media::clean_name(&file.name, &file.mime_type);
    Ok(Upload { mime_type: file.mime_type.clone(), name, bytes, body })
}

fn file_key(text: &str) -> Result<FileKey, ApiError> {
    FileKey::parse(text).map_err(|_| ApiError::not_found("file"))
}

/// The list as the provider has it now. The change is made already: that it could not be read again is no failure of it.
pub(super) async fn list_anew(workspace: &Workspace, channel: ChannelId) -> Result<AccountTemplates, ApiError> {
    let provider = workspace.connected(&channel)?.provider.as_ref();
    let (store, log, now) = (&workspace.store, workspace.log.as_ref(), workspace.clock.now());
    if let Err(problem) = sync::sync_templates(store, log, provider, &channel, now).await {
        warn!(channel.id = %channel, "Could not read the templates of channel {channel} again: {problem}");
    }
    listing::list(workspace, channel).await
}

impl From<SampleError> for ApiError {
    fn from(problem: SampleError) -> Self {
        match problem {
            SampleError::NoApp => ApiError::of(Code::AppIdMissing),
            SampleError::Call(problem) => problem.into(),
        }
    }
}
