//! Templates, as the picker and the senders need them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::domain::content::TemplateMessage;
use crate::domain::ids::ChannelId;
use crate::domain::template::{Field, FieldProblem, Obstacle, Part, Template};
use crate::provider::meta::fill_components;
use crate::provider::{Flow, sync};
use crate::store::tables::template;

use super::Api;
use super::types::{
    ApiError, ChannelRef, Code, FlowInfo, TemplateButton, TemplateField, TemplateInfo, TemplateList, Unsendable,
};
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
    let read = workspace.store.read(move |tx| Ok((template::all(tx, &channel)?, template::synced_at(tx, &channel)?)));
    let (templates, synced_at) = read.await?;
    Ok(TemplateList { templates: templates.into_iter().map(info).collect(), synced_at: millis(synced_at) })
}

/// A template with its variables filled in, if it can be sent with these values. One that is not known here may be new:
/// the provider is asked once.
pub(super) async fn fill(
    workspace: &Workspace,
    channel: &ChannelId,
    name: &str,
    language: &str,
    values: &BTreeMap<String, String>,
) -> Result<TemplateMessage, ApiError> {
    let template = find(workspace, channel, name, language).await?;
    if let Some((obstacle, detail)) = template.obstacle() {
        let error = ApiError::of(Code::TemplateUnsendable).with("reason", code(obstacle));
        return Err(error.with("detail", detail.unwrap_or_default()));
    }
    template.check(values).map_err(field_error)?;
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

/// The values that a `components` array, written for the provider, gives to a template's variables: what is needed to
/// show the message as the customer sees it. The array itself is sent as it is.
pub(super) fn values_in(template: &Template, components: &Value) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for component in components.as_array().into_iter().flatten() {
        let Some(part @ ("header" | "body")) = component.get("type").and_then(Value::as_str) else { continue };
        let parameters = component.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let number = (index + 1).to_string();
            let name = parameter.get("parameter_name").and_then(Value::as_str).filter(|_| template.named_variables);
            if let Some(text) = parameter.get("text").and_then(Value::as_str) {
                values.insert(format!("{part}.{}", name.unwrap_or(&number)), text.to_owned());
            }
        }
    }
    values
}

fn field_error(problem: FieldProblem) -> ApiError {
    let (field, what) = match problem {
        FieldProblem::Empty { key } => (key, "empty"),
        FieldProblem::Characters { key } => (key, "characters"),
        FieldProblem::TooLong { part } => (part.to_owned(), "too_long"),
        FieldProblem::NoSuchField { key } => (key, "no_such_field"),
    };
    ApiError::of(Code::TemplateField).with("field", field).with("problem", what)
}

fn info(template: Template) -> TemplateInfo {
    let fields = template.fields().iter().map(|field| field_info(field, &template.examples)).collect();
    let unsendable =
        template.obstacle().map(|(obstacle, detail)| Unsendable { code: code(obstacle).to_owned(), detail });
    TemplateInfo {
        fields,
        unsendable,
        name: template.name,
        language: template.language,
        category: template.category,
        quality: template.quality,
        header_format: template.header.as_ref().map(|header| header.format.clone()),
        header: template.header.and_then(|header| header.text),
        body: template.body,
        footer: template.footer,
        buttons: template
            .buttons
            .into_iter()
            .map(|button| TemplateButton { kind: button.kind, text: button.text, url: button.url })
            .collect(),
    }
}

fn field_info(field: &Field, examples: &BTreeMap<String, String>) -> TemplateField {
    let part = match field.part {
        Part::Header => "header",
        Part::Body => "body",
        Part::Button(_) => "button",
    };
    TemplateField {
        example: examples.get(&field.key()).cloned(),
        key: field.key(),
        part: part.to_owned(),
        variable: field.variable.clone(),
    }
}

fn code(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Pending => "pending",
        Obstacle::Rejected => "rejected",
        Obstacle::Paused => "paused",
        Obstacle::Disabled => "disabled",
        Obstacle::State => "state",
        Obstacle::Header => "header",
        Obstacle::Button => "button",
        Obstacle::Component => "component",
        Obstacle::Authentication => "authentication",
    }
}
