//! The screen in a browser: its files, its commands and its feed.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::middleware;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::{Stream, StreamExt as _};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::api::types::{ApiError, Code};
use crate::api::{Api, dispatch, files};
use crate::domain::ids::Seq;

use super::session::{self, Session};

/// The longest command, in bytes: a sheet of contacts to import.
const LARGEST_COMMAND: usize = 32 * 1024 * 1024;

/// The built screen.
#[derive(RustEmbed)]
#[folder = "ui/dist"]
struct Files;

pub(super) fn routes(api: Arc<Api>, session: Session) -> Router {
    let guarded = Router::new()
        .route("/rpc/{name}", post(rpc).layer(DefaultBodyLimit::max(LARGEST_COMMAND)))
        .route("/feed", get(feed))
        .route("/files", post(attach))
        .route("/files/{key}", get(stored_file))
        .route("/files/{key}/{variant}", get(stored_variant))
        .with_state(api)
        .layer(middleware::from_fn_with_state(session.clone(), session::require));
    let sign_in = Router::new().route("/signin", get(session::sign_in)).with_state(session);
    // The files hold no data, so they need no session: without one the screen says how to get in.
    guarded.merge(sign_in).fallback(get(file))
}

async fn rpc(State(api): State<Arc<Api>>, Path(name): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    // A form of another page could send this cookie's owner here, but not with this type.
    let json = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if !json {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let answer = match serde_json::from_slice(&body) {
        Ok(payload) => dispatch(&api, &name, payload).await,
        Err(problem) => Err(ApiError::malformed("payload", &problem)),
    };
    match answer {
        Ok(answer) => Json(answer).into_response(),
        Err(error) => (status(error.code), Json(error)).into_response(),
    }
}

#[derive(Deserialize)]
struct Attach {
    #[serde(default)]
    name: String,
}

/// Brings a file in. The type keeps forms of other pages out, as with [`rpc`].
async fn attach(
    State(api): State<Arc<Api>>,
    Query(attach): Query<Attach>,
    headers: HeaderMap,
    body: axum::body::Body,
) -> Response {
    let raw = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/octet-stream");
    if !raw {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let pieces = body.into_data_stream().map(|piece| piece.map_err(std::io::Error::other));
    match files::attach(&api, pieces, &attach.name).await {
        Ok(attachment) => Json(attachment).into_response(),
        Err(error) => (status(error.code), Json(error)).into_response(),
    }
}

async fn stored_file(State(api): State<Arc<Api>>, Path(key): Path<String>, headers: HeaderMap) -> Response {
    stored(&api, &key, &headers).await
}

async fn stored_variant(
    State(api): State<Arc<Api>>,
    Path((key, variant)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    stored(&api, &format!("{key}/{variant}"), &headers).await
}

async fn stored(api: &Api, path: &str, headers: &HeaderMap) -> Response {
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    match files::serve(api, path, range).await {
        Ok(served) => {
            let status = StatusCode::from_u16(served.status).unwrap_or(StatusCode::OK);
            let headers: HeaderMap = served
                .headers
                .iter()
                .filter_map(|(name, value)| Some((HeaderName::from_static(name), value.parse().ok()?)))
                .collect();
            (status, headers, served.body).into_response()
        }
        Err(error) => (status(error.code), Json(error)).into_response(),
    }
}

fn status(code: Code) -> StatusCode {
    match code {
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Invalid | Code::TemplateField => StatusCode::BAD_REQUEST,
        Code::WindowClosed
        | Code::Blocked
        | Code::MarketingStopped
        | Code::MarketingToUs
        | Code::NotCancellable
        | Code::TemplateUnsendable
        | Code::AppIdMissing
        | Code::NotRetryable
        | Code::NoWorkspace => StatusCode::CONFLICT,
        Code::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        Code::TooManyWaiting | Code::TooManyTemplates | Code::PortfolioLimit => StatusCode::TOO_MANY_REQUESTS,
        Code::ProviderRefused | Code::Offline => StatusCode::BAD_GATEWAY,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Deserialize)]
struct Follow {
    since: i64,
}

async fn feed(
    State(api): State<Arc<Api>>,
    Query(follow): Query<Follow>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // A browser that reconnects by itself says in this header what it has seen last.
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let events = api.feed(Seq(last.unwrap_or(follow.since))).map(|item| {
        let data = serde_json::to_string(&item).unwrap_or_default();
        Ok(Event::default().id(item.seq.to_string()).data(data))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn file(uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Files::get(path) {
        Some(file) => {
            let kind = file.metadata.mimetype().to_owned();
            // Built files carry a hash in their names; the page that names them does not.
            let caching = if path == "index.html" { "no-cache" } else { "public, max-age=31536000, immutable" };
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching.to_owned())], file.data).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
