//! News from WhatsApp, and the phone that shares a number.

use uuid::Uuid;

use crate::domain::event::{NewEvent, PhonePart, PhoneSyncRequested};
use crate::domain::ids::Seq;
use crate::domain::problem::Wrong;
use crate::log::{self, Topic};
use crate::store::tables::{channel as channel_table, news, progress};

use super::inbox::check_limit;
use super::types::{ApiError, ListNews, NewsItem, NewsPage, RequestPhoneSync};
use super::{Api, cursor};

/// Under which name it is kept what somebody has looked at.
pub(super) const SEEN: &str = "news_seen";

pub(super) async fn list_news(api: &Api, list: ListNews) -> Result<NewsPage, ApiError> {
    let workspace = api.workspace()?;
    let limit = check_limit(list.limit)?;
    let before = list.cursor.as_deref().map(cursor::read).transpose()?.map(|(id, _)| Seq(id));
    let rows = workspace.store.read(move |tx| news::page_before(tx, before, limit)).await?;
    let full = rows.len() == limit as usize;
    let next_cursor = rows.last().filter(|_| full).map(|(id, _, _)| cursor::write(id.0, 0));
    let items = rows.into_iter().map(|(id, channel, news)| NewsItem { id, channel, news }).collect();
    Ok(NewsPage { items, next_cursor })
}

pub(super) async fn see_news(api: &Api, (): ()) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let seen = workspace.store.write(|tx| {
        let newest = news::page_before(tx, None, 1)?.first().map(|(id, _, _)| *id);
        newest.map(|newest| progress::set(tx, SEEN, newest)).transpose()
    });
    seen.await?;
    workspace.log.announce(vec![Topic::News]);
    Ok(())
}

/// Asks the phone for its contacts or its past. Meta takes each request once, and only in the first 24 hours after the
/// phone was linked.
pub(super) async fn request_phone_sync(api: &Api, request: RequestPhoneSync) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let connected = workspace.connected(&request.channel)?;
    let id = request.channel.clone();
    let known = workspace.store.read(move |tx| channel_table::by_id(tx, &id)).await?;
    let asked = match request.part {
        PhonePart::Contacts => known.contacts_requested_at,
        PhonePart::History => known.history_requested_at,
    };
    if !known.on_phone {
        return Err(ApiError::invalid("channel", Wrong::NotShared));
    }
    if asked.is_some() {
        return Err(ApiError::invalid("part", Wrong::AskedBefore));
    }
    let request_id = connected.provider.sync_phone(request.part).await?;
    let event = PhoneSyncRequested { channel: request.channel, part: request.part, request_id };
    let id = format!("phone:{}", Uuid::now_v7());
    let new = NewEvent { id, actor: workspace.agent(), at: workspace.clock.now(), event: event.into() };
    log::append(workspace.log.as_ref(), vec![new]).await?;
    Ok(())
}
