//! What programs may send.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::api::schedule::event_id;
use crate::api::sending::check;
use crate::api::templates;
use crate::api::workspace::{Api, Workspace};
use crate::domain::content::{Content, Context};
use crate::domain::event::Actor;
use crate::domain::ids::{ChannelId, MessageId};
use crate::domain::person::{E164, Identity};
use crate::domain::status::MessageStatus;
use crate::domain::template::Values;
use crate::log::Committed;
use crate::outbox;
use crate::projection::queued_event_id;
use crate::provider::meta::values_in;
use crate::store::tables::{channel as channel_table, contact, conversation, log as log_table, message};

use super::answer::{Refusal, Success};
use super::listings::channel;
use super::schedule::{self, Instead, Later};

/// How long a program waits for the provider's answer before it is told "queued".
const PATIENCE: Duration = Duration::from_secs(10);
/// By which name messages of programs are signed.
pub(super) const AUTHOR: &str = "API";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SendMessage {
    to: String,
    text: String,
    #[serde(default)]
    preview_url: bool,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default, alias = "send_at")]
    send_at: Option<String>,
    #[serde(default)]
    if_closed: Option<Instead>,
    #[serde(default)]
    unless_they_write: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SendTemplate {
    to: String,
    template: String,
    language: String,
    #[serde(default)]
    components: Option<Value>,
    #[serde(default)]
    variables: Option<Variables>,
    #[serde(default)]
    channel: Option<String>,
    #[serde(default, alias = "send_at")]
    send_at: Option<String>,
    #[serde(default)]
    unless_they_write: bool,
}

/// Values for the body's variables in order, or by field (`body.1`, `header.name`, `button.0`; without a part, the body's).
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Variables {
    InOrder(Vec<String>),
    ByName(Values),
}

impl Variables {
    pub(super) fn into_values(self) -> Values {
        match self {
            Variables::InOrder(values) => {
                values.into_iter().enumerate().map(|(i, value)| (format!("body.{}", i + 1), value.into())).collect()
            }
            Variables::ByName(values) => {
                let key = |name: String| if name.contains('.') { name } else { format!("body.{name}") };
                values.into_iter().map(|(name, value)| (key(name), value)).collect()
            }
        }
    }
}

/// `POST /whatsapp/send-message`.
pub(super) async fn message(State(api): State<Arc<Api>>, headers: HeaderMap, body: Bytes) -> Result<Success, Refusal> {
    let send: SendMessage = parse(&body)?;
    let workspace = api.workspace()?;
    let to = phone(&send.to)?;
    let content = Content::Text { text: send.text, preview_url: send.preview_url };
    check(&content)?;
    let channel = choose_channel(&workspace, send.channel.as_deref(), &to).await?;
    let wish = Wish { channel, to, content, client_id: client_id(&headers)? };
    let later = Later::of(send.send_at, send.if_closed, send.unless_they_write)?;
    send_or_schedule(&workspace, wish, later).await
}

/// `POST /whatsapp/send-template`.
pub(super) async fn template(State(api): State<Arc<Api>>, headers: HeaderMap, body: Bytes) -> Result<Success, Refusal> {
    let send: SendTemplate = parse(&body)?;
    let workspace = api.workspace()?;
    let to = phone(&send.to)?;
    for (field, value) in [("template", &send.template), ("language", &send.language)] {
        if value.is_empty() {
            return Err(Refusal::field(field, "is empty"));
        }
    }
    let channel = choose_channel(&workspace, send.channel.as_deref(), &to).await?;
    let filled = match (send.components, send.variables) {
        (Some(_), Some(_)) => return Err(Refusal::field("variables", "cannot be given beside components")),
        (Some(components), None) if !components.is_array() => {
            return Err(Refusal::field("components", "is not a list"));
        }
        (Some(components), None) => {
            let template = templates::find(&workspace, &channel, &send.template, &send.language).await?;
            let values = values_in(&template, &components);
            template.filled(&values, components)
        }
        (None, variables) => {
            let values = variables.map(Variables::into_values).unwrap_or_default();
            templates::fill(&workspace, &channel, &send.template, &send.language, &values).await?
        }
    };
    let content = Content::Template(Box::new(filled));
    let later = Later::of(send.send_at, None, send.unless_they_write)?;
    send_or_schedule(&workspace, Wish { channel, to, content, client_id: client_id(&headers)? }, later).await
}

/// What a program wants sent, and to whom.
pub(super) struct Wish {
    pub(super) channel: ChannelId,
    pub(super) to: E164,
    pub(super) content: Content,
    pub(super) client_id: Uuid,
}

async fn send_or_schedule(workspace: &Workspace, wish: Wish, later: Option<Later>) -> Result<Success, Refusal> {
    match later {
        Some(later) => schedule::schedule(workspace, wish, later).await,
        None => deliver(workspace, wish).await,
    }
}

pub(super) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|problem| {
        Refusal::new(StatusCode::BAD_REQUEST, "malformed", &format!("The body cannot be read: {problem}."))
    })
}

fn phone(to: &str) -> Result<E164, Refusal> {
    E164::new(to).map_err(|_| Refusal::field("to", "is a phone number such as +16505550100"))
}

/// The same key twice is the same message. Without one every request is a message of its own.
fn client_id(headers: &HeaderMap) -> Result<Uuid, Refusal> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(Uuid::now_v7()) };
    let key = key.to_str().ok().filter(|key| (1..=255).contains(&key.len()));
    let key = key.ok_or_else(|| Refusal::field("Idempotency-Key", "has 1 to 255 visible ASCII characters"))?;
    let digest: [u8; 32] = Sha256::digest(format!("idempotency:{key}").as_bytes()).into();
    let (half, _) = digest.split_at(16);
    Uuid::from_slice(half).map_err(|_| Refusal::field("Idempotency-Key", "cannot be used"))
}

/// The channel that was named; else the one on which this person had a message last; else the first.
async fn choose_channel(workspace: &Workspace, named: Option<&str>, to: &E164) -> Result<ChannelId, Refusal> {
    if let Some(name) = named {
        return channel(workspace, name);
    }
    let digits = to.as_str().trim_start_matches('+').to_owned();
    let newest = workspace.store.read(move |tx| match contact::by_wa_id(tx, &digits)? {
        Some(person) => conversation::newest_of_contact(tx, person),
        None => Ok(None),
    });
    let used = newest.await?.map(|thread| thread.channel).filter(|id| workspace.channels.contains_key(id));
    used.or_else(|| workspace.channels.keys().next().cloned())
        .ok_or_else(|| Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "not_accepting", "No number is connected."))
}

async fn deliver(workspace: &Workspace, wish: Wish) -> Result<Success, Refusal> {
    let Wish { channel, to, content, client_id } = wish;
    refuse_if_paused(workspace, &channel).await?;
    let scope = workspace.connected(&channel)?.channel.scope().to_owned();
    let context = Context::default();
    let wish = outbox::Wish { channel, scope, to: Identity::by_phone(to.as_str()), content, context, client_id };
    refuse_if_key_is_taken(workspace, &wish).await?;
    let commits = workspace.log.follow();
    let actor = Actor::Api(AUTHOR.to_owned());
    let id = outbox::queue_message(workspace.log.as_ref(), wish, actor, workspace.clock.now()).await;
    let id = id.map_err(crate::api::types::ApiError::from)?;
    match tokio::time::timeout(PATIENCE, outcome(workspace, id, &to, commits)).await {
        Ok(outcome) => outcome,
        Err(_) => Ok(queued(id, MessageStatus::Queued)),
    }
}

async fn refuse_if_paused(workspace: &Workspace, channel: &ChannelId) -> Result<(), Refusal> {
    let id = channel.clone();
    let known = workspace.store.read(move |tx| channel_table::by_id(tx, &id)).await?;
    match known.paused {
        None => Ok(()),
        Some(_) => {
            let message = "Sending on this number is stopped until its connection to WhatsApp is mended.";
            Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "not_accepting", message))
        }
    }
}

async fn refuse_if_key_is_taken(workspace: &Workspace, wish: &outbox::Wish) -> Result<(), Refusal> {
    let (sent, later) = (queued_event_id(&wish.client_id.to_string()), event_id(wish.client_id));
    let earlier = workspace.store.read(move |tx| {
        let earlier = match log_table::find(tx, &sent)? {
            Some(seq) => log_table::wish(tx, MessageId(seq.0))?,
            None => None,
        };
        Ok((earlier, log_table::find(tx, &later)?.is_some()))
    });
    match earlier.await? {
        (Some(earlier), _) if earlier.to == wish.to && earlier.content == wish.content => Ok(()),
        (None, false) => Ok(()),
        (Some(_) | None, _) => Err(key_is_taken()),
    }
}

pub(super) fn key_is_taken() -> Refusal {
    Refusal::field("Idempotency-Key", "was used for another message")
}

/// Waits until the provider has taken or refused a message, or its answer was lost.
async fn outcome(
    workspace: &Workspace,
    id: MessageId,
    to: &E164,
    mut commits: broadcast::Receiver<Committed>,
) -> Result<Success, Refusal> {
    loop {
        let row = workspace.store.read(move |tx| {
            let Some(row) = message::by_id(tx, id)? else { return Ok(None) };
            let thread = conversation::by_id(tx, row.conversation)?;
            let person = thread.map(|thread| contact::by_id(tx, thread.contact)).transpose()?.flatten();
            Ok(Some((row, person.and_then(|person| person.wa_id))))
        });
        let Some((row, wa_id)) = row.await? else { return Ok(queued(id, MessageStatus::Queued)) };
        match row.status {
            Some(MessageStatus::Queued | MessageStatus::Sending) | None => {}
            Some(MessageStatus::Unknown) => return Ok(queued(id, MessageStatus::Unknown)),
            Some(MessageStatus::Failed) => {
                return match row.failure {
                    Some(failure) => Err(Refusal::failed(&failure)),
                    None => Ok(queued(id, MessageStatus::Failed)),
                };
            }
            Some(
                MessageStatus::Accepted
                | MessageStatus::Sent
                | MessageStatus::Delivered
                | MessageStatus::Read
                | MessageStatus::Played,
            ) => {
                let data = json!({
                    "messaging_product": "whatsapp",
                    "contacts": [{ "input": to.as_str(), "wa_id": wa_id }],
                    "messages": [{ "id": row.provider_id }],
                });
                return Ok(Success::ok("Accepted by WhatsApp", data));
            }
        }
        // Whatever was committed, or missed: look again.
        if let Err(broadcast::error::RecvError::Closed) = commits.recv().await {
            return Ok(queued(id, MessageStatus::Queued));
        }
    }
}

fn queued(id: MessageId, status: MessageStatus) -> Success {
    let data = json!({ "id": id, "status": status.as_str() });
    Success { status: StatusCode::ACCEPTED, message: "Kept, and sent as soon as possible", data }
}
