//! Deleting and unpausing templates, and taking over those of the provider.

use crate::api::Api;
use crate::api::types::{AccountTemplates, ApiError, DeleteTemplate, TakeLibraryTemplate, TemplateRef};
use crate::provider::{LibraryButton, LibraryChoice};

use super::submitting::list_anew;

pub(in crate::api) async fn delete_template(api: &Api, which: DeleteTemplate) -> Result<AccountTemplates, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&which.channel)?.provider.delete_template(which.name, which.template).await?;
    list_anew(&workspace, which.channel).await
}

pub(in crate::api) async fn unpause_template(api: &Api, which: TemplateRef) -> Result<AccountTemplates, ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&which.channel)?.provider.unpause_template(which.template).await?;
    list_anew(&workspace, which.channel).await
}

pub(in crate::api) async fn take_library_template(
    api: &Api,
    take: TakeLibraryTemplate,
) -> Result<AccountTemplates, ApiError> {
    let workspace = api.workspace()?;
    let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let sample = filled(take.url_sample);
    let page = filled(take.url).map(|url| LibraryButton::Url { url, sample });
    let call = filled(take.phone).map(|phone| LibraryButton::Phone { phone });
    let choice = LibraryChoice {
        name: take.name.trim().to_owned(),
        language: take.language,
        library_name: take.library_name.trim().to_owned(),
        buttons: page.into_iter().chain(call).collect(),
    };
    workspace.connected(&take.channel)?.provider.create_from_library(choice).await?;
    list_anew(&workspace, take.channel).await
}
