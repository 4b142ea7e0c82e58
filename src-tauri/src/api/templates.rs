//! Templates, as the picker and the senders need them.

use std::collections::BTreeMap;

use crate::domain::content::{MediaKind, TemplateMessage};
use crate::domain::ids::ChannelId;
use crate::domain::template::{FieldValue, Template, Values};
use crate::media::{self, FileKey};
use crate::provider::meta::fill_components;
use crate::provider::{Flow, sync};
use crate::store::tables::{template, template_use};

use super::Api;
use super::template_view::{code, field_error, info};
use super::types::{ApiError, ChannelRef, Code, FlowInfo, TemplateList};
use super::view::millis;
use super::workspace::Workspace;

pub(super) async fn list_templates(api: &Api, of: ChannelRef) -> Result<TemplateList, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&of.channel)?;
    list(&workspace, of.channel).await
}

pub(super) async fn list_flows(api: &Api, which: ChannelRef) -> Result<Vec<FlowInfo>, ApiError> {
    let workspace = api.workspace()?;
    let flows = workspace.connected(&which.channel)?.provider.flows().await?;
    let info = |flow: Flow| FlowInfo { id: flow.id, name: flow.name, status: flow.status };
    Ok(flows.into_iter().map(info).collect())
}

pub(super) async fn sync_templates(api: &Api, of: ChannelRef) -> Result<TemplateList, ApiError> {
    let workspace = api.workspace()?;
    sync_now(&workspace, &of.channel).await?;
    list(&workspace, of.channel).await
}

async fn sync_now(workspace: &Workspace, channel: &ChannelId) -> Result<(), ApiError> {
    let connected = workspace.connected(channel)?;
    let now = workspace.clock.now();
    Ok(sync::sync_templates(&workspace.store, workspace.log.as_ref(), connected.provider.as_ref(), channel, now)
        .await?)
}

async fn list(workspace: &Workspace, channel: ChannelId) -> Result<TemplateList, ApiError> {
    let read = workspace.store.read(move |tx| {
        Ok((template::all(tx, &channel)?, template_use::all(tx, &channel)?, template::synced_at(tx, &channel)?))
    });
    let (templates, uses, synced_at) = read.await?;
    let mut uses: BTreeMap<_, _> =
        uses.into_iter().map(|used| ((used.name.clone(), used.language.clone()), used)).collect();
    let with_use = |template: Template| {
        let used = uses.remove(&(template.name.clone(), template.language.clone()));
        info(template, used)
    };
    Ok(TemplateList { templates: templates.into_iter().map(with_use).collect(), synced_at: millis(synced_at) })
}

/// A template with its variables filled in, if it can be sent with these values. One that is not known here may be new:
/// the provider is asked once.
pub(super) async fn fill(
    workspace: &Workspace,
    channel: &ChannelId,
    name: &str,
    language: &str,
    values: &Values,
) -> Result<TemplateMessage, ApiError> {
    let template = find(workspace, channel, name, language).await?;
    if let Some((obstacle, detail)) = template.obstacle() {
        let error = ApiError::of(Code::TemplateUnsendable).with("reason", code(obstacle));
        return Err(error.with("detail", detail.unwrap_or_default()));
    }
    template.check(values, workspace.clock.now()).map_err(field_error)?;
    check_files(workspace, &template, values).await?;
    Ok(template.filled(values, fill_components(&template, values)))
}

/// A template by name and language.
pub(super) async fn find(
    workspace: &Workspace,
    channel: &ChannelId,
    name: &str,
    language: &str,
) -> Result<Template, ApiError> {
    if let Some(known) = look_up(workspace, channel, name, language).await? {
        return Ok(known);
    }
    sync_now(workspace, channel).await?;
    look_up(workspace, channel, name, language).await?.ok_or_else(|| ApiError::not_found("template"))
}

async fn look_up(
    workspace: &Workspace,
    channel: &ChannelId,
    name: &str,
    language: &str,
) -> Result<Option<Template>, ApiError> {
    let (channel, name, language) = (channel.clone(), name.to_owned(), language.to_owned());
    Ok(workspace.store.read(move |tx| template::find(tx, &channel, &name, &language)).await?)
}

/// Whether every file is here and is what its field takes.
async fn check_files(workspace: &Workspace, template: &Template, values: &Values) -> Result<(), ApiError> {
    for field in template.fields() {
        let key = field.key();
        let Some(FieldValue::File(file)) = values.get(&key) else { continue };
        let wrong = |problem: &str| ApiError::of(Code::TemplateField).with("field", &key).with("problem", problem);
        let name = FileKey::parse(&file.key).map_err(|_| wrong("file_missing"))?;
        let attached = match media::attached(&workspace.library, &name, &file.name).await {
            Ok(attached) => attached,
            Err(problem) => return Err(ApiError { detail: Some(problem.to_string()), ..wrong("file_missing") }),
        };
        let fits = match field.kind.media() {
            // The header of a template takes PDF and no other document (Meta, "Template messages").
            Some(MediaKind::Document) => attached.file.mime_type == "application/pdf",
            Some(media) => attached.may_be.contains(&media),
            None => false,
        };
        if !fits {
            return Err(wrong("wrong_file"));
        }
    }
    Ok(())
}
