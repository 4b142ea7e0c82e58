//! The local API for other programs, version 1. Described for them in `openapi.json`.

mod answer;
mod listings;
mod schedule;
mod send;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

use crate::api::Api;

use answer::Refusal;

const OPENAPI: &str = include_str!("openapi.json");

pub(super) fn routes(api: Arc<Api>, token: Option<SecretString>) -> Router {
    let guarded = Router::new()
        .route("/whatsapp/send-message", post(send::message))
        .route("/whatsapp/send-template", post(send::template))
        .route("/whatsapp/conversations", get(listings::conversations))
        .route("/whatsapp/conversations/{person}/messages", get(listings::messages))
        .route("/whatsapp/conversations/{person}/window", get(listings::window))
        .route("/whatsapp/conversations/{person}/work", post(work::set_work))
        .route("/whatsapp/conversations/{person}/labels", post(work::set_labels))
        .route("/whatsapp/labels", get(work::labels))
        .route("/whatsapp/scheduled", get(schedule::list))
        .route("/whatsapp/scheduled/{id}", delete(schedule::cancel))
        .with_state(api)
        .fallback(async || Refusal::new(StatusCode::NOT_FOUND, "no_such_path", "There is no such path."))
        .method_not_allowed_fallback(async || {
            Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method", "This path takes another method.")
        })
        .layer(middleware::from_fn_with_state(Guard::new(token), require_token));
    // The description holds no data: programs read it before they have a token.
    Router::new().route("/openapi.json", get(openapi)).merge(guarded)
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

/// Knows the token by its hash, so that comparing takes the same time for every guess.
#[derive(Clone)]
struct Guard {
    hash: Option<[u8; 32]>,
}

impl Guard {
    fn new(token: Option<SecretString>) -> Self {
        Guard { hash: token.map(|token| Sha256::digest(token.expose_secret().as_bytes()).into()) }
    }

    fn lets_in(&self, given: &str) -> bool {
        let given: [u8; 32] = Sha256::digest(given.as_bytes()).into();
        self.hash.is_some_and(|hash| hash.ct_eq(&given).into())
    }
}

async fn require_token(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|value| value.split_once(' ')).filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer"));
    if token.is_some_and(|(_, token)| guard.lets_in(token.trim())) {
        next.run(request).await
    } else {
        let refusal = Refusal::new(StatusCode::UNAUTHORIZED, "token", "A valid bearer token is required.");
        ([(header::WWW_AUTHENTICATE, "Bearer")], refusal).into_response()
    }
}
