//! All templates of an account, with what their makers need to know.

use crate::api::Api;
use crate::api::types::{AccountTemplate, AccountTemplates, ApiError, ChannelRef, Rejection};
use crate::api::view::millis;
use crate::api::workspace::Workspace;
use crate::domain::ids::ChannelId;
use crate::domain::news::{News, NewsDetail};
use crate::domain::template::Template;
use crate::store::tables::{news, template};

pub(in crate::api) async fn list_account_templates(api: &Api, of: ChannelRef) -> Result<AccountTemplates, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&of.channel)?;
    list(&workspace, of.channel).await
}

pub(super) async fn list(workspace: &Workspace, channel: ChannelId) -> Result<AccountTemplates, ApiError> {
    let read = workspace.store.read(move |tx| {
        let rejections = news::of_rejected_templates(tx, &channel)?;
        let templates = template::all(tx, &channel)?;
        let shown = templates.into_iter().map(|template| shown(template, &rejections)).collect();
        Ok(AccountTemplates { templates: shown, synced_at: millis(template::synced_at(tx, &channel)?) })
    });
    Ok(read.await?)
}

/// Only these can be edited (Meta, "Edit a template"), and the words of codes to sign in with are not ours.
pub(super) fn can_edit(template: &Template) -> bool {
    matches!(template.status.as_str(), "APPROVED" | "REJECTED" | "PAUSED") && template.category != "AUTHENTICATION"
}

fn shown(template: Template, rejections: &[News]) -> AccountTemplate {
    AccountTemplate {
        can_edit: can_edit(&template),
        rejection: (template.status == "REJECTED").then(|| rejection(&template, rejections)),
        id: template.id,
        name: template.name,
        language: template.language,
        category: template.category,
        status: template.status,
        quality: template.quality,
        body: template.body,
    }
}

/// The list tells a word; the webhook told sentences as well.
fn rejection(template: &Template, rejections: &[News]) -> Rejection {
    let says = |news: &News, name: &str, value: &str| {
        news.details.iter().any(|detail| detail.name == name && detail.value.replace('-', "_") == value)
    };
    let told = rejections.iter().find(|news| {
        news.subject.as_deref() == Some(&template.name) && says(news, "message_template_language", &template.language)
    });
    let details = told.map(|news| news.details.as_slice()).unwrap_or_default();
    let detail = |fits: &dyn Fn(&NewsDetail) -> bool| {
        details.iter().find(|detail| fits(detail)).map(|detail| detail.value.clone())
    };
    Rejection {
        code: template.rejected_reason.clone(),
        // The word and the sentence have the same name there.
        reason: detail(&|it| it.name == "reason" && it.value.contains(' ')),
        recommendation: detail(&|it| it.name == "recommendation"),
    }
}
