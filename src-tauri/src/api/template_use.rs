//! What the person at this computer does with templates: it is kept here and shared with nobody.

use crate::domain::ids::ChannelId;
use crate::log::Topic;
use crate::store::tables::template_use;

use super::Api;
use super::types::{ApiError, RememberTemplate, SetFavouriteTemplate};
use super::workspace::Workspace;

pub(super) async fn set_favourite_template(api: &Api, set: SetFavouriteTemplate) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let channel = set.channel.clone();
    let keep = workspace
        .store
        .write(move |tx| template_use::set_favourite(tx, &set.channel, &set.name, &set.language, set.favourite));
    keep.await?;
    announce(&workspace, channel);
    Ok(())
}

pub(super) async fn remember_template(api: &Api, remember: RememberTemplate) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let (now, channel) = (workspace.clock.now(), remember.channel.clone());
    let memory = serde_json::to_string(&remember.memory).map_err(|problem| ApiError::internal(&problem))?;
    let RememberTemplate { name, language, .. } = remember;
    let kept = channel.clone();
    workspace.store.write(move |tx| template_use::remember(tx, &kept, &name, &language, now, &memory)).await?;
    announce(&workspace, channel);
    Ok(())
}

fn announce(workspace: &Workspace, channel: ChannelId) {
    workspace.log.announce(vec![Topic::Templates { channel }]);
}
