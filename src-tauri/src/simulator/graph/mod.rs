//! The Graph API: which call goes where, and who may make it.
//!
//! The version in front of a path is accepted whatever it is and changes nothing, as an ended version is served by the
//! next one that lives.

mod address;
mod app_data;
mod authoring;
mod blocking;
mod call;
pub(super) mod catalogue;
mod content;
mod download;
pub(super) mod error;
mod fields;
mod flows;
mod hydrate;
mod media;
mod messages;
mod nodes;
mod settings;
mod shape;
mod subscriptions;
mod templates;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::faults::HttpFault;
use super::ids;
use super::world::World;
use call::{Call, Node};
use error::GraphError;

const JSON_LIMIT_BYTES: usize = 4 * 1024 * 1024;

/// What a call comes to.
pub(super) enum Answer {
    Json(Value),
    /// A refusal that says more than an envelope.
    Refused(StatusCode, Value),
    /// The bytes of a file, with their headers.
    File(Response),
    /// No answer at all: the connection is closed.
    Hangup,
}

/// Answers one call.
pub(super) async fn answer(State(world): State<Arc<World>>, request: Request) -> Response {
    let mut answer = respond(&world, request).await;
    // Counted by the world's clock, as everything that it tells.
    let date = world.clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::from_str(&date) {
        answer.headers_mut().insert(header::DATE, date);
    }
    answer
}

async fn respond(world: &Arc<World>, request: Request) -> Response {
    match route(world, request).await {
        Ok(Answer::Json(value)) => (usage(world), axum::Json(value)).into_response(),
        Ok(Answer::Refused(status, value)) => (status, axum::Json(value)).into_response(),
        Ok(Answer::File(file)) => file,
        Ok(Answer::Hangup) => hang_up(),
        Err(Refusal::Graph(error)) => error.into_response(),
        Err(Refusal::Plain(status)) => plain(status),
    }
}

/// Why a call gets no answer of its own.
enum Refusal {
    Graph(GraphError),
    /// A page of the kind that gateways give: no JSON.
    Plain(u16),
}

impl From<GraphError> for Refusal {
    fn from(error: GraphError) -> Self {
        Refusal::Graph(error)
    }
}

async fn route(world: &Arc<World>, request: Request) -> Result<Answer, Refusal> {
    let call = Call::read(&request);
    let node = call.node(world);
    let is_send = node == Node::Phone && call.rest.first().is_some_and(|part| part == "messages");
    if !is_send {
        fault(world, false)?;
    }
    if node != Node::Oauth {
        authorise(world, &call, node, &request)?;
    }
    let rest: Vec<&str> = call.rest.iter().map(String::as_str).collect();
    let answer = match (call.method.as_str(), node, rest.as_slice()) {
        ("POST", Node::Phone, ["messages"]) => return messages::post(world, &body(request).await?).await,
        ("POST", Node::Phone, ["media"]) => media::upload(world, request).await?,
        (_, Node::Phone, [part]) => of_number(world, &call, part, request).await?,
        ("GET", Node::Phone, []) => nodes::phone(world, call.param("fields"))?,
        ("POST", Node::Phone, []) => subscriptions::override_phone(world, &body(request).await?).await?,
        ("GET", Node::Waba, []) => nodes::waba(world, call.param("fields"))?,
        ("GET", Node::Waba, ["phone_numbers"]) => nodes::phone_numbers(world, call.param("fields"))?,
        ("GET", Node::Waba, ["flows"]) => flows::list(world, &call)?,
        ("GET", Node::Waba, ["product_catalogs"]) => nodes::catalogs(),
        ("GET", Node::Waba, ["message_templates"]) => templates::list(world, &call)?,
        ("POST", Node::Waba, ["message_templates"]) => authoring::create(world, &parse(&body(request).await?)?)?,
        ("DELETE", Node::Waba, ["message_templates"]) => authoring::delete(world, &call)?,
        ("POST", Node::App, ["uploads"]) => authoring::uploads::begin(world, &call)?,
        ("POST", Node::Upload, []) => authoring::uploads::take(world, &call, request).await?,
        ("GET", Node::Upload, []) => authoring::uploads::progress(world, &call)?,
        ("POST", Node::Other, []) => authoring::edit(world, &call, &parse(&body(request).await?)?)?,
        ("POST", Node::Other, ["unpause"]) => authoring::unpause(world, &call)?,
        (_, Node::Waba, ["subscribed_apps"]) => subscriptions::of_account(world, &call.method, request).await?,
        (_, Node::App, ["subscriptions"]) => subscriptions::of_app(world, &call.method, &call.query, request).await?,
        ("GET", Node::Debug, []) => nodes::debug_token(world, call.param("input_token"))?,
        ("GET", Node::Oauth, ["access_token"]) => nodes::app_token(world, &call)?,
        ("GET", Node::Files, ["attachments"]) => download::answer(world, &call)?,
        ("GET", Node::Other, []) => by_id(world, &call)?,
        ("DELETE", Node::Other, []) => media::delete(world, &call)?,
        _ => return Err(GraphError::unknown_node(&call.first).into()),
    };
    Ok(answer)
}

/// What stands below the number, besides messages and files.
async fn of_number(world: &Arc<World>, call: &Call, part: &str, request: Request) -> Result<Answer, GraphError> {
    let bytes = body(request).await?;
    let json = || parse(&bytes);
    match (call.method.as_str(), part) {
        ("POST", "block_users") => blocking::change(world, &json()?, true),
        ("DELETE", "block_users") => blocking::change(world, &json()?, false),
        ("GET", "block_users") => blocking::list(world, call),
        ("POST", "smb_app_data") => app_data::ask(world, &json()?),
        ("GET", "whatsapp_commerce_settings") => Ok(settings::commerce(world)),
        ("POST", "whatsapp_commerce_settings") => settings::set_commerce(world, &commerce(call, &bytes)?),
        ("GET", "username") => Ok(settings::username(world)),
        ("POST", "username") => settings::set_username(world, &json()?),
        ("DELETE", "username") => Ok(settings::delete_username(world)),
        ("GET", "username_suggestions") => Ok(settings::suggestions()),
        ("GET", "settings") => Ok(settings::settings(world)),
        ("POST", "settings") => settings::set_settings(world, &json()?),
        _ => Err(GraphError::unknown_node(&call.first)),
    }
}

/// The shop's switches come in the address or as JSON.
fn commerce(call: &Call, bytes: &[u8]) -> Result<Value, GraphError> {
    if !bytes.is_empty() {
        return parse(bytes);
    }
    let switches = call.query.iter().filter(|(key, _)| key != "access_token");
    Ok(switches.map(|(key, value)| (key.clone(), json!(value == "true"))).collect::<Map<_, _>>().into())
}

/// A fault that is set for this call, instead of the answer.
fn fault(world: &World, is_send: bool) -> Result<(), Refusal> {
    let Some(fault) = world.with(|state| state.faults.take_http(is_send)) else { return Ok(()) };
    Err(refusal(&fault))
}

/// The answer that a fault gives.
fn refusal(fault: &HttpFault) -> Refusal {
    let status = fault.status;
    if !fault.envelope {
        return Refusal::Plain(status.unwrap_or(500));
    }
    let code = fault.code.unwrap_or(if status == Some(429) { 130_429 } else { 131_016 });
    Refusal::Graph(GraphError::with_details(code, "A fault that was asked for.").answering(status))
}

/// A bare id is a file, a form or a template.
fn by_id(world: &World, call: &Call) -> Result<Answer, Refusal> {
    if let Some(file) = media::lookup(world, call)? {
        return Ok(file);
    }
    if let Some(flow) = flows::one(world, call) {
        return Ok(flow?);
    }
    Ok(templates::one(world, call)?)
}

/// The bearer token, or `access_token` in the address. The app's own token is for the app's own calls.
fn authorise(world: &World, call: &Call, node: Node, request: &Request) -> Result<(), GraphError> {
    if world.with(|state| state.faults.token_expired.take()) {
        return Err(GraphError::token(true));
    }
    let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("OAuth ")));
    let Some(token) = bearer.or_else(|| call.param("access_token")) else { return Err(GraphError::new(104)) };
    let account = &world.account;
    let (is_system, is_app) = (token == account.access_token, token == account.app_token());
    let for_apps = matches!(node, Node::App | Node::Debug);
    // Sample files go up in the name of the app, but by whoever may use it.
    let of_app = node == Node::App && call.rest.first().is_none_or(|part| part != "uploads");
    if (is_app && (for_apps || node == Node::Upload)) || (is_system && !of_app) {
        return Ok(());
    }
    Err(if is_system {
        GraphError::invalid("This method must be called with an app access token")
    } else if is_app {
        GraphError::with_details(10, "An app access token may not be used here.")
    } else {
        GraphError::token(false)
    })
}

async fn body(request: Request) -> Result<Bytes, GraphError> {
    axum::body::to_bytes(request.into_body(), JSON_LIMIT_BYTES)
        .await
        .map_err(|_| GraphError::invalid("The request body could not be read."))
}

fn parse(body: &[u8]) -> Result<Value, GraphError> {
    serde_json::from_slice(body).map_err(|_| GraphError::invalid("Invalid JSON in the request body."))
}

fn success() -> Answer {
    Answer::Json(json!({"success": true}))
}

fn usage(world: &World) -> [(&'static str, String); 2] {
    let calls = json!({&world.account.waba_id: [{
        "type": "whatsapp", "call_count": 1, "total_cputime": 1, "total_time": 1, "estimated_time_to_regain_access": 0,
    }]});
    let trace = ids::trace(&mut fastrand::Rng::new());
    [("x-business-use-case-usage", calls.to_string()), ("x-fb-trace-id", trace)]
}

fn plain(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    (status, axum::response::Html("<html><body>Sorry, something went wrong.</body></html>")).into_response()
}

/// Closes the connection without an answer. The body fails before its first byte, and the server gives up the
/// connection before it has sent the head: the client sees a connection that broke, not a 200.
fn hang_up() -> Response {
    let broken = std::io::Error::other("the connection is closed on purpose");
    Response::new(Body::from_stream(futures::stream::once(std::future::ready(Err::<Bytes, _>(broken)))))
}
