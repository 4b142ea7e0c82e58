//! The controls under `/_sim/`: for tests and for whoever leads a practice. They are no part of the Graph API, need no
//! token, and answer to nobody but this machine.

mod clock;
mod crowd;
mod customers;
mod faults;
mod fields;
mod records;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;

use super::world::World;

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/state", get(records::state))
        .route("/sent", get(records::sent))
        .route("/deliveries", get(records::deliveries))
        .route("/webhook", post(faults::webhook))
        .route("/post", post(faults::post))
        .route("/fields/{field}", post(fields::post))
        .route("/foreign", post(fields::foreign))
        .route("/coexistence", post(fields::coexistence))
        .route("/phone", post(fields::phone))
        .route("/faults", get(faults::show).post(faults::set).delete(faults::clear))
        .route("/release", post(faults::release))
        .route("/retry", post(faults::retry))
        .route("/clock", post(clock::set))
        .route("/open", post(clock::open))
        .route("/customers", get(customers::list).post(customers::add))
        .route("/customers/crowd", post(crowd::crowd))
        .route("/customers/{key}", post(customers::change))
        .route("/customers/{key}/write", post(customers::write))
        .layer(middleware::from_fn(this_machine_only))
}

/// Secrets are shown here, so that nobody else may ask even when the simulator listens more widely.
async fn this_machine_only(request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    if peer.is_some_and(|ip| ip.is_loopback()) {
        return next.run(request).await;
    }
    Refused(StatusCode::FORBIDDEN, "only from this machine".to_owned()).into_response()
}

/// A control that could not be done.
struct Refused(StatusCode, String);

impl Refused {
    fn unknown(what: &str) -> Self {
        Refused(StatusCode::NOT_FOUND, format!("{what} is not known"))
    }

    fn bad(why: impl Into<String>) -> Self {
        Refused(StatusCode::BAD_REQUEST, why.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, axum::Json(json!({"error": self.1}))).into_response()
    }
}
