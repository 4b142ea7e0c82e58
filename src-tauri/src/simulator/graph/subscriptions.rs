//! Where webhooks go: the app's subscription, the link of the account, and the two overrides.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::header;
use serde_json::{Value, json};

use super::error::GraphError;
use super::{Answer, body, parse, success};
use crate::simulator::webhook::{self, Callbacks, known_fields};
use crate::simulator::world::World;

const OVERRIDE_MAX: usize = 200;

type Params = BTreeMap<String, String>;

/// The account's link to the app, and its override.
pub(super) async fn of_account(world: &World, method: &str, request: Request) -> Result<Answer, GraphError> {
    match method {
        "GET" => Ok(Answer::Json(json!({"data": world.with(|state| linked_apps(world, &state.callbacks))}))),
        "POST" => {
            let params = params(request, &[]).await?;
            let url = verified(world, &params).await?;
            change(world, |callbacks| {
                callbacks.subscribed = true;
                callbacks.waba = url;
            })
        }
        "DELETE" => change(world, |callbacks| {
            callbacks.subscribed = false;
            callbacks.waba = None;
        }),
        _ => Err(GraphError::unknown_node(&world.account.waba_id)),
    }
}

fn linked_apps(world: &World, callbacks: &Callbacks) -> Vec<Value> {
    let account = &world.account;
    let link = format!("https://www.facebook.com/games/?app_id={}", account.app_id);
    let mut app = json!({"whatsapp_business_api_data": {"id": account.app_id, "name": "Practice", "link": link}});
    if let (Some(fields), Some(url)) = (app.as_object_mut(), &callbacks.waba) {
        fields.insert("override_callback_uri".to_owned(), json!(url));
    }
    if callbacks.subscribed { vec![app] } else { Vec::new() }
}

/// The number's override; an empty address removes it.
pub(super) async fn override_phone(world: &World, body: &[u8]) -> Result<Answer, GraphError> {
    let body = parse(body)?;
    let Some(configuration) = body.get("webhook_configuration") else {
        return Err(GraphError::with_details(131_009, "Only webhook_configuration can be changed here."));
    };
    let url = verified(world, &flat(configuration)).await?;
    change(world, |callbacks| callbacks.phone = url)
}

/// The app's own subscription, with the app's own token.
pub(super) async fn of_app(
    world: &World,
    method: &str,
    query: &[(String, String)],
    request: Request,
) -> Result<Answer, GraphError> {
    match method {
        "GET" => Ok(Answer::Json(json!({"data": world.with(|state| app_subscriptions(&state.callbacks))}))),
        "POST" => subscribe(world, &params(request, query).await?).await,
        "DELETE" => change(world, |callbacks| callbacks.app = None),
        _ => Err(GraphError::unknown_node(&world.account.app_id)),
    }
}

async fn subscribe(world: &World, params: &Params) -> Result<Answer, GraphError> {
    let need =
        |name: &str| params.get(name).ok_or_else(|| GraphError::invalid(format!("The parameter {name} is required.")));
    if need("object")? != "whatsapp_business_account" {
        return Err(GraphError::invalid("Param object must be \"whatsapp_business_account\"."));
    }
    let fields: Vec<String> = need("fields")?.split(',').map(|field| field.trim().to_owned()).collect();
    if let Some(strange) = fields.iter().find(|field| !known_fields().contains(&field.as_str())) {
        return Err(GraphError::invalid(format!("Param fields[0] must be a known field - got \"{strange}\".")));
    }
    let url = need("callback_url")?;
    handshake(world, url, need("verify_token")?).await?;
    change(world, |callbacks| {
        callbacks.app = Some(url.clone());
        callbacks.fields = fields;
    })
}

fn app_subscriptions(callbacks: &Callbacks) -> Vec<Value> {
    let Some(url) = &callbacks.app else { return Vec::new() };
    let version = |field: &str| json!({"name": field, "version": "v24.0"});
    let fields: Vec<Value> = if callbacks.fields.is_empty() {
        known_fields().iter().map(|field| version(field)).collect()
    } else {
        callbacks.fields.iter().map(|field| version(field)).collect()
    };
    vec![json!({"object": "whatsapp_business_account", "callback_url": url, "active": true, "fields": fields})]
}

/// The override in these parameters once it has passed verification; none when it is absent or empty.
async fn verified(world: &World, params: &Params) -> Result<Option<String>, GraphError> {
    let Some(url) = params.get("override_callback_uri").filter(|url| !url.is_empty()) else { return Ok(None) };
    if url.chars().count() > OVERRIDE_MAX {
        return Err(GraphError::invalid("Param override_callback_uri must be at most 200 characters long."));
    }
    let token = params.get("verify_token");
    let token = token.ok_or_else(|| GraphError::invalid("The parameter verify_token is required."))?;
    handshake(world, url, token).await?;
    Ok(Some(url.clone()))
}

async fn handshake(world: &World, url: &str, verify_token: &str) -> Result<(), GraphError> {
    webhook::verify(world, url, verify_token)
        .await
        .map_err(|why| GraphError::with_details(2200, format!("The callback could not be verified: {why}")))
}

fn change(world: &World, change: impl FnOnce(&mut Callbacks)) -> Result<Answer, GraphError> {
    world.with(|state| change(&mut state.callbacks));
    world.look_again();
    Ok(success())
}

/// The parameters of a call: in its address, in a form or in JSON.
async fn params(request: Request, query: &[(String, String)]) -> Result<Params, GraphError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_json = kind.starts_with("application/json");
    let bytes = body(request).await?;
    let mut params: Params = query.iter().cloned().collect();
    if is_json && !bytes.is_empty() {
        params.extend(flat(&parse(&bytes)?));
    } else {
        params.extend(url::form_urlencoded::parse(&bytes).into_owned());
    }
    Ok(params)
}

fn flat(object: &Value) -> Params {
    let fields = object.as_object().into_iter().flatten();
    fields.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
}
