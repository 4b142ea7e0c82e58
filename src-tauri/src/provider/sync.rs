//! Brings what the provider knows of a channel into the log: its number and its templates. Only differences are written.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;
use uuid::Uuid;

use crate::domain::clock::Clock;
use crate::domain::event::{Actor, ChannelDescribed, Event, NewEvent, TemplateChanged, TemplateRemoved};
use crate::domain::failure::FailureCode;
use crate::domain::ids::ChannelId;
use crate::domain::news::NewsTopic;
use crate::domain::template::Template;
use crate::log::{Log, Topic};
use crate::store::tables::{channel as channel_table, template};
use crate::store::{DbError, DbResult, ReadTx, Store};

use super::{AccountInfo, CallError, Provider};

/// Why the provider's knowledge could not be taken over.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The provider did not tell it.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The database objects.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Reads all templates of a channel.
///
/// # Errors
/// When the provider does not tell them, or the database objects; the known ones stay as they are.
pub async fn sync_templates(
    store: &Store,
    log: &dyn Log,
    provider: &dyn Provider,
    channel: &ChannelId,
    now: DateTime<Utc>,
) -> Result<(), SyncError> {
    let current = provider.templates().await?;
    let id = channel.clone();
    log.append(Box::new(move |tx| template_events(tx, &id, current, now))).await?;
    let id = channel.clone();
    store.write(move |tx| template::set_synced_at(tx, &id, now)).await?;
    log.announce(vec![Topic::Templates { channel: channel.clone() }]);
    Ok(())
}

fn template_events(
    tx: &ReadTx,
    channel: &ChannelId,
    current: Vec<Template>,
    now: DateTime<Utc>,
) -> DbResult<Vec<NewEvent>> {
    let known = template::all(tx, channel)?;
    let mut gone: BTreeMap<String, Template> = known.into_iter().map(|t| (t.id.clone(), t)).collect();
    let mut events = Vec::new();
    for template in current {
        if gone.remove(&template.id).as_ref() != Some(&template) {
            events.push(provider_event(TemplateChanged { channel: channel.clone(), template }.into(), now));
        }
    }
    let removed = gone.into_keys().map(|template_id| TemplateRemoved { channel: channel.clone(), template_id }.into());
    events.extend(removed.map(|event| provider_event(event, now)));
    Ok(events)
}

/// Reads the number of a channel and the account that it belongs to.
///
/// # Errors
/// When the provider does not tell the number, or the database objects. A token that may use the number but not read its
/// account is common, and no error.
pub async fn sync_number(
    log: &dyn Log,
    provider: &dyn Provider,
    channel: &ChannelId,
    now: DateTime<Utc>,
) -> Result<(), SyncError> {
    let number = provider.number().await?;
    let account = match provider.account().await {
        Ok(account) => account,
        Err(CallError::Refused(_)) => AccountInfo::default(),
        Err(problem) => return Err(problem.into()),
    };
    let catalog_id = match provider.catalog().await {
        Ok(catalog_id) => catalog_id,
        Err(CallError::Refused(_)) => None,
        Err(problem) => return Err(problem.into()),
    };
    let described = ChannelDescribed {
        channel: channel.clone(),
        display_phone_number: number.display_phone_number,
        verified_name: number.verified_name,
        quality: number.quality,
        account_name: account.name,
        account_review: account.review_status,
        on_phone: number.on_phone,
        messaging_limit: number.messaging_limit,
        catalog_id,
    };
    log.append(Box::new(move |tx| {
        let known = channel_table::by_id(tx, &described.channel)?;
        let known = ChannelDescribed {
            channel: described.channel.clone(),
            display_phone_number: known.display_phone_number,
            verified_name: known.verified_name,
            quality: known.quality,
            account_name: known.account_name,
            account_review: known.account_review,
            on_phone: known.on_phone,
            messaging_limit: known.messaging_limit,
            catalog_id: known.catalog_id,
        };
        Ok(if known == described { Vec::new() } else { vec![provider_event(described.into(), now)] })
    }))
    .await?;
    Ok(())
}

/// How long a channel's description is left alone after it was read.
const GATHERING: Duration = Duration::from_secs(2);
/// How long to wait before the provider is asked again that did not answer; twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Keeps one channel's number and templates up to date: reads them at the start, and again when the provider says that a
/// template changed or refuses one. Works until it is dropped.
pub async fn keep_in_sync(
    store: Store,
    log: Arc<dyn Log>,
    clock: Clock,
    provider: Arc<dyn Provider>,
    channel: ChannelId,
) {
    let mut commits = log.follow();
    loop {
        let mut pause = FIRST_PAUSE;
        while let Err(problem) = sync_all(&store, log.as_ref(), provider.as_ref(), &channel, clock.now()).await {
            warn!(channel.id = %channel, "Could not read channel {channel} from the provider: {problem}");
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        loop {
            match commits.recv().await {
                Ok(committed) if committed.events.iter().any(|event| tells_of_change(&event.event, &channel)) => break,
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
        tokio::time::sleep(GATHERING).await;
        commits = commits.resubscribe();
    }
}

async fn sync_all(
    store: &Store,
    log: &dyn Log,
    provider: &dyn Provider,
    channel: &ChannelId,
    now: DateTime<Utc>,
) -> Result<(), SyncError> {
    sync_number(log, provider, channel, now).await?;
    sync_templates(store, log, provider, channel, now).await
}

fn tells_of_change(event: &Event, channel: &ChannelId) -> bool {
    if let Event::NewsReceived(told) = event {
        return told.channel == *channel && !matches!(told.news.topic, NewsTopic::Error | NewsTopic::Flow);
    }
    // At once or by webhook.
    let failure = if let Event::StatusReported(told) = event {
        told.failure.as_ref().filter(|_| told.channel == *channel)
    } else if let Event::SendFailed(failed) = event {
        Some(&failed.failure)
    } else {
        None
    };
    // The family of errors that a changed template brings about.
    failure.is_some_and(|failure| matches!(failure.code, FailureCode::Provider(132_000..=132_999)))
}

fn provider_event(event: Event, at: DateTime<Utc>) -> NewEvent {
    NewEvent { id: format!("sync:{}", Uuid::now_v7()), actor: Actor::Provider, at, event }
}
