//! Making, changing and deleting templates (Meta, "Message template management").

mod reading;
mod samples;
mod writing;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::authoring::TemplateDraft;
use crate::domain::failure::{Failure, FailureCode};
use crate::provider::{CallError, LibraryButton, LibraryChoice, Submission, Submitted};

use super::http::{Graph, call};

pub(super) use samples::upload_sample;

#[derive(Deserialize)]
struct Created {
    id: String,
    #[serde(default)]
    status: String,
}

pub(super) async fn create(graph: &Graph, new: &Submission) -> Result<Submitted, CallError> {
    let body = json!({
        "name": new.draft.name,
        "language": new.draft.language,
        "category": new.draft.category,
        "parameter_format": writing::parameter_format(&new.draft),
        "components": writing::components(new),
    });
    post_new(graph, &body).await
}

/// The words of a library template are fixed; only where its buttons lead is ours to say. Meta takes that as JSON in a
/// text (Meta, "Template library").
pub(super) async fn create_from_library(graph: &Graph, choice: &LibraryChoice) -> Result<Submitted, CallError> {
    let mut body = json!({
        "name": choice.name,
        "language": choice.language,
        "category": "UTILITY",
        "library_template_name": choice.library_name,
    });
    if let Some(fields) = body.as_object_mut().filter(|_| !choice.buttons.is_empty()) {
        let buttons: Vec<Value> = choice.buttons.iter().map(library_button).collect();
        fields.insert("library_template_button_inputs".to_owned(), Value::Array(buttons).to_string().into());
    }
    post_new(graph, &body).await
}

async fn post_new(graph: &Graph, body: &Value) -> Result<Submitted, CallError> {
    let created: Created = call(graph.post(&path(graph), body)).await?;
    Ok(Submitted { id: created.id, status: created.status })
}

fn library_button(button: &LibraryButton) -> Value {
    match button {
        LibraryButton::Url { url, sample: None } => json!({ "type": "URL", "url": { "base_url": url } }),
        LibraryButton::Url { url, sample } => {
            json!({ "type": "URL", "url": { "base_url": url, "url_suffix_example": sample } })
        }
        LibraryButton::Phone { phone } => json!({ "type": "PHONE_NUMBER", "phone_number": phone }),
    }
}

/// All components are replaced.
pub(super) async fn edit(graph: &Graph, id: &str, changed: &Submission, with_category: bool) -> Result<(), CallError> {
    let mut body = json!({
        "components": writing::components(changed),
        "parameter_format": writing::parameter_format(&changed.draft),
    });
    if let Some(fields) = body.as_object_mut().filter(|_| with_category) {
        fields.insert("category".to_owned(), json!(changed.draft.category));
    }
    call::<Value>(graph.post(id, &body)).await.map(drop)
}

pub(super) async fn delete(graph: &Graph, name: &str, id: Option<&str>) -> Result<(), CallError> {
    let mut query = vec![("name", name)];
    query.extend(id.map(|id| ("hsm_id", id)));
    call::<Value>(graph.delete_node(&path(graph), &query)).await.map(drop)
}

/// Refused with success and a reason, of all things.
pub(super) async fn unpause(graph: &Graph, id: &str) -> Result<(), CallError> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default)]
        success: bool,
        #[serde(default)]
        reason: Option<String>,
    }
    const STILL_PAUSED: FailureCode = FailureCode::Provider(132_015);
    let answer: Answer = call(graph.post(&format!("{id}/unpause"), &json!({}))).await?;
    if answer.success {
        return Ok(());
    }
    Err(CallError::Refused(Failure { details: answer.reason, ..Failure::of(STILL_PAUSED) }))
}

pub(super) async fn read(graph: &Graph, id: &str) -> Result<TemplateDraft, CallError> {
    const FIELDS: &str = "name,language,category,parameter_format,components";
    let template: reading::WireTemplate = call(graph.get(id, &[("fields", FIELDS)])).await?;
    Ok(template.into_draft())
}

fn path(graph: &Graph) -> String {
    format!("{}/message_templates", graph.account().waba_id)
}
