//! What programs may read.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::cursor;
use crate::api::workspace::{Api, Workspace};
use crate::domain::content::Content;
use crate::domain::event::Event;
use crate::domain::ids::{ChannelId, ContactId, ConversationId, MessageId};
use crate::domain::person::{E164, is_user_id};
use crate::domain::window::WindowState;
use crate::settings;
use crate::store::tables::conversation::ConversationRow;
use crate::store::tables::conversation_list::{self, ListQuery, ListRow, Sort, Windows};
use crate::store::tables::message::{self, MessageRow, Place};
use crate::store::tables::{contact, conversation, log, reaction};
use crate::store::{DbResult, ReadTx};
use crate::texts::Language;

use super::answer::{Refusal, Success, time};

const USUAL_PAGE: u32 = 50;
const LONGEST_PAGE: u32 = 200;

#[derive(Deserialize)]
pub(super) struct Page {
    limit: Option<String>,
    cursor: Option<String>,
    channel: Option<String>,
}

impl Page {
    fn limit(&self) -> Result<u32, Refusal> {
        let Some(text) = &self.limit else { return Ok(USUAL_PAGE) };
        let limit = text.parse().ok().filter(|limit| (1..=LONGEST_PAGE).contains(limit));
        limit.ok_or_else(|| Refusal::field("limit", "is a number from 1 to 200"))
    }

    fn place(&self) -> Result<Option<(i64, i64)>, Refusal> {
        let read =
            |text: &str| cursor::read(text).map_err(|_| Refusal::field("cursor", "is not one that was given out"));
        self.cursor.as_deref().map(read).transpose()
    }

    fn channel(&self, workspace: &Workspace) -> Result<Option<ChannelId>, Refusal> {
        self.channel.as_deref().map(|name| channel(workspace, name)).transpose()
    }
}

/// A connected number by name.
pub(super) fn channel(workspace: &Workspace, name: &str) -> Result<ChannelId, Refusal> {
    let id = ChannelId::new(name).ok().filter(|id| workspace.channels.contains_key(id));
    id.ok_or_else(|| Refusal::field("channel", "is not one that is connected"))
}

/// `GET /whatsapp/conversations`: newest first.
pub(super) async fn conversations(State(api): State<Arc<Api>>, Query(page): Query<Page>) -> Result<Success, Refusal> {
    let workspace = api.workspace()?;
    let now = workspace.clock.now();
    let query = ListQuery {
        windows: Windows::All,
        sort: Sort::Newest,
        unread: false,
        channel: page.channel(&workspace)?,
        after: page.place()?.map(|(value, id)| (value, ConversationId(id))),
        limit: page.limit()?,
    };
    let (rows, next) = workspace.store.read(move |tx| conversation_list::page(tx, &query)).await?;
    let items: Vec<Value> =
        rows.iter().map(|row| conversation_json(row, row.conversation.window().state(now))).collect();
    let next = next.map(|(value, id)| cursor::write(value, id.0));
    Ok(Success::ok("Conversations, newest first", json!({ "items": items, "nextCursor": next })))
}

fn conversation_json(row: &ListRow, window: WindowState) -> Value {
    json!({
        "id": row.conversation.id,
        "channel": row.conversation.channel,
        "phone": row.contact.phone(),
        "userId": row.contact.user_id,
        "name": row.contact.display_name(),
        "lastMessageAt": time(row.conversation.last_message_at),
        "lastCustomerMessageAt": row.conversation.last_customer_message_at.map(time),
        "unread": row.conversation.unread,
        "window": { "open": is_open(window), "closesAt": closes_at(window) },
    })
}

fn is_open(window: WindowState) -> bool {
    matches!(window, WindowState::Open { .. })
}

/// When the window closes, or has closed.
fn closes_at(window: WindowState) -> Option<String> {
    match window {
        WindowState::NeverOpened => None,
        WindowState::Open { closes_at } => Some(time(closes_at)),
        WindowState::Closed { closed_at, .. } => Some(time(closed_at)),
    }
}

/// `GET /whatsapp/conversations/{phone or userId}/messages`: newest first.
pub(super) async fn messages(
    State(api): State<Arc<Api>>,
    Path(person): Path<String>,
    Query(page): Query<Page>,
) -> Result<Success, Refusal> {
    let workspace = api.workspace()?;
    let limit = page.limit()?;
    let before = page.place()?.map(|(at, id)| {
        let at = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
        Place { at, id: MessageId(id) }
    });
    let thread = find_thread(&workspace, person, page.channel(&workspace)?).await?.id;
    let read = workspace.store.read(move |tx| {
        let mut rows = message::page_before(tx, thread, before, limit)?;
        rows.reverse();
        let next = rows.last().filter(|_| rows.len() == limit as usize).map(MessageRow::place);
        let items: Vec<Value> = rows.into_iter().map(|row| message_json(tx, row)).collect::<DbResult<_>>()?;
        Ok((items, next.map(|place| cursor::write(place.at.timestamp_millis(), place.id.0))))
    });
    let (items, next) = read.await?;
    Ok(Success::ok("Messages, newest first", json!({ "items": items, "nextCursor": next })))
}

fn message_json(tx: &ReadTx, row: MessageRow) -> DbResult<Value> {
    let error = row.failure.as_ref().map(|failure| {
        let explanation = crate::provider::meta::errors::explain(failure.code);
        json!({ "code": failure.code, "message": explanation.text(Language::English),
                "advice": explanation.advice(Language::English),
                "title": failure.title, "detail": failure.details })
    });
    let reactions = match &row.provider_id {
        Some(provider_id) => reaction::on_message(tx, provider_id)?,
        None => Vec::new(),
    };
    let reactions: Vec<Value> = reactions
        .into_iter()
        .filter_map(|side| Some(json!({ "emoji": side.emoji?, "ours": side.outbound, "timestamp": time(side.at) })))
        .collect();
    let hidden = row.deleted_at.is_some() && !settings::load(tx)?.show_deleted;
    let content = Some(&row.content).filter(|_| !hidden);
    Ok(json!({
        "id": row.id,
        "messageId": row.provider_id,
        "direction": if row.outbound { "outbound" } else { "inbound" },
        "type": row.content.wa_type(),
        "status": row.status.map_or("received", |status| status.as_str()),
        "text": content.and_then(Content::text),
        "content": content,
        "quotedMessageId": row.context.reply_to,
        "forwarded": row.context.forwarded,
        "ad": row.context.ad,
        "reactions": reactions,
        "edited": !row.versions.is_empty(),
        "deletedAt": row.deleted_at.map(time),
        "transcript": row.transcript.filter(|_| !hidden),
        "pricing": row.pricing,
        "timestamp": time(row.at),
        "error": error,
        "raw": if hidden { None } else { raw(tx, row.id)? },
    }))
}

/// The message as the provider sent it, or the content as we were asked to send it.
fn raw(tx: &ReadTx, id: MessageId) -> DbResult<Option<Value>> {
    let Some(recorded) = log::event(tx, crate::domain::ids::Seq(id.0))? else { return Ok(None) };
    if let Event::MessageQueued(event) = &recorded.event {
        return Ok(Some(serde_json::to_value(&event.content)?));
    }
    let Some(raw) = recorded.event.raw() else { return Ok(None) };
    Ok(Some(serde_json::from_str(raw.get())?))
}

/// `GET /whatsapp/conversations/{phone or userId}/window`.
pub(super) async fn window(
    State(api): State<Arc<Api>>,
    Path(person): Path<String>,
    Query(page): Query<Page>,
) -> Result<Success, Refusal> {
    let workspace = api.workspace()?;
    let thread = find_thread(&workspace, person, page.channel(&workspace)?).await?;
    let state = thread.window().state(workspace.clock.now());
    let reason = match state {
        WindowState::NeverOpened => "never_opened",
        WindowState::Open { .. } => "customer_wrote",
        WindowState::Closed { by_provider: true, .. } => "provider_refused",
        WindowState::Closed { by_provider: false, .. } => "expired",
    };
    let data = json!({
        "open": is_open(state),
        "closesAt": closes_at(state),
        "lastCustomerMessageAt": thread.last_customer_message_at.map(time),
        "reason": reason,
    });
    Ok(Success::ok("The 24-hour window", data))
}

async fn find_thread(
    workspace: &Workspace,
    person: String,
    channel: Option<ChannelId>,
) -> Result<ConversationRow, Refusal> {
    let scopes: Vec<String> = workspace.channels.values().map(|it| it.channel.scope().to_owned()).collect();
    let found = workspace.store.read(move |tx| {
        let Some(contact) = find_person(tx, &person, &scopes)? else { return Ok(None) };
        match channel {
            Some(channel) => conversation::of_contact(tx, contact, &channel),
            None => conversation::newest_of_contact(tx, contact),
        }
    });
    found.await?.ok_or_else(|| {
        Refusal::new(axum::http::StatusCode::NOT_FOUND, "not_found", "There is no conversation with this person.")
    })
}

/// By phone number, with or without its plus sign, or by user id.
fn find_person(tx: &ReadTx, person: &str, scopes: &[String]) -> DbResult<Option<ContactId>> {
    if is_user_id(person) {
        for scope in scopes {
            if let Some(found) = contact::by_user_id(tx, scope, person)? {
                return Ok(Some(found));
            }
        }
        return Ok(None);
    }
    // A plus sign that was not escaped in the path arrives as a plus sign; some clients turn it into a space.
    let digits = person.trim().trim_start_matches('+');
    match E164::new(&format!("+{digits}")) {
        Ok(_) => contact::by_wa_id(tx, digits),
        Err(_) => Ok(None),
    }
}
