//! The controls under `/_sim/`: for tests and for whoever leads a practice. They are no part of the Graph API, need no
//! token, and answer to nobody but this machine. Unknown keys are refused with 400 or 422, unknown customers with 404.
//!
//! A `{key}` is a number in any spelling or a user id. `status` in an answer is the HTTP status with which the business
//! took the webhook at the first attempt, null when it did not answer or when it waits behind another one.
//!
//! # What happened
//! - `GET /state`: the account's ids and secrets, the time, a customer with an open window.
//! - `GET /sent?to=`: everything that was accepted, with its statuses.
//! - `GET /deliveries?limit=`: counts, and the newest webhooks.
//!
//! # Customers
//! - `GET /customers`
//! - `POST /customers {name?, phone?, user_id?, username?, language?, shop?, text?, wrote_seconds_ago?, answers?, reads?,
//!   writes?}` adds one; without `phone` and `username` a number is made up. Answers `{customer: {…, message_id,
//!   status}}`.
//! - `POST /customers/crowd {count, per_post?, spread_seconds?, language?, answers?}`
//! - `POST /customers/{key} {answers?, reads?, writes?, name?}` changes habits.
//! - `POST /customers/{key}/write` lets one write and answers `{id, status}`, or `{id: null, status: null, blocked:
//!   true}`. Keys, all optional: `type` (below), `text`, `about` (the id of a message), `quoting_unknown` (true: quotes
//!   a message that nobody knows), `caption`, `filename`, `photo` (`mug`, `rash`, `note`), `id`, `response`,
//!   `without_flow_token`, `seconds_ago`, and `message` (a message object to send as it is).
//!
//! | `type` | what comes |
//! | --- | --- |
//! | `text` | `text` is the body; with `about` a reply |
//! | `image` `video` `document` | a real file; `caption` or else `text`, `photo`, `filename` |
//! | `audio` `music` | a voice note that speaks, a piece of music |
//! | `sticker` `animated_sticker` | a heart, still or beating |
//! | `location` | `text` is the name of the place; without it a position |
//! | `contacts` `contact_request` | a card (`text` the name); the writer's own number, with a vcard |
//! | `reaction` `reaction_removed` | to `about`, with the emoji `text` |
//! | `button` `button_reply` `list_reply` | with `about` what that message offers, chosen by its label `text`, else the first; otherwise made up of `text` and `id` |
//! | `flow_reply` | with `about` the token of that form; `response` is an object with answers |
//! | `call_permission_reply` | `response` is `accept` or `reject` |
//! | `order` `product_question` `forwarded` `frequently_forwarded` `referral` | `text` are the words |
//! | `edit` `revoke` | of `about`; `text` are the new words, of a file its new caption |
//! | `user_changed_number` | `text` is the new number; the user id changes with it. The customer has moved from then on |
//! | `user_changed_user_id` | `id` is the new user id; the customer has moved |
//! | `customer_identity_changed` | the security code is another one from then on |
//! | `request_welcome` | the chat was opened |
//! | `unsupported` | error 131051; `text` is `unsupported.type` (`deleted` is short for `edit`) |
//! | `unavailable` `too_large` | errors 131060 and 131052 |
//! | `interactive_missing` | an interactive message without its part, and `value.errors` with 131000 |
//!
//! # Other webhooks
//! - `POST /fields/{field} {event?, customer?, name?, language?, text?, about?, count?, value?}` posts a true example and
//!   answers `{status, statuses, values}`. `value` is laid over it, null takes a key away. What it announces becomes so.
//!
//! | field | `event` (the first is the usual one) | the rest |
//! | --- | --- | --- |
//! | `message_template_status_update` | `APPROVED REJECTED PENDING PAUSED DISABLED FLAGGED REINSTATED DELETED …` | `name`, `language`; `text` the reason or the title of a pause |
//! | `message_template_quality_update` | the new score, `YELLOW` | `name`, `language` |
//! | `message_template_components_update` | | `name`, `language`; `text` the new body |
//! | `template_category_update` | `done announced` | `name`, `language`; `text` the category |
//! | `phone_number_quality_update` | `THROUGHPUT_UPGRADE ONBOARDING …` | `text` the limit, `TIER_10K` |
//! | `phone_number_name_update` | `APPROVED DEFERRED PENDING REJECTED` | `text` the name |
//! | `business_capability_update` | | `text` the limit |
//! | `business_username_update` | `approved reserved deleted` | `text` the username |
//! | `security` | `PIN_CHANGED …` | |
//! | `account_update` | `ACCOUNT_RESTRICTION ACCOUNT_VIOLATION DISABLED_UPDATE PARTNER_REMOVED PARTNER_ADDED ACCOUNT_DELETED ACCOUNT_OFFBOARDED …` | `text` the restriction, the violation, the state of the ban, the reason |
//! | `account_alerts` | the `alert_type` | `text` the description |
//! | `account_review_update` | `APPROVED …` | |
//! | `flows` | `FLOW_STATUS_CHANGE CLIENT_ERROR_RATE ENDPOINT_ERROR_RATE ENDPOINT_LATENCY ENDPOINT_AVAILABILITY` | `name` the id of the form, `text` its new status |
//! | `user_preferences` | `stop resume` | `customer` |
//! | `user_id_update` | | `customer`; `text` the new user id |
//! | `calls` | `connect terminate missed terminate_business ringing accepted rejected` | `customer`; `about` the id of the call |
//! | `smb_message_echoes` | any `type` of message, `text` | `customer`, `text`, `about` |
//! | `smb_app_state_sync` | `add remove` | `customer`; `text` the name |
//! | `history` | `shared declined` | `count` messages in each thread and phase |
//!
//! - `POST /foreign {customer, id?, statuses?, error?}`: statuses (`sent` and `delivered`) of a message that another
//!   system sent. Answers `{id, statuses}` with the HTTP statuses.
//! - `POST /post {field, value}` posts any value.
//! - `POST /webhook {url, verify_token?}` sets the address; `POST /retry` tries waiting webhooks now.
//!
//! # Templates
//! - `POST /review {seconds?, outcome?, reason?, limit?}`: after how many seconds of its clock a template is judged (120),
//!   with which `outcome` (`APPROVED`, `REJECTED`, or null: a name with "reject" in it is rejected) and for what reason
//!   (`INVALID_FORMAT`); `limit` is how many templates the account may have.
//!
//! # The number
//! - `POST /coexistence {on, declined?, linked_seconds_ago?}` links it anew to the app on a telephone: 20 messages a
//!   second, `smb_app_data` once for each kind within a day; `declined` is the owner who shares no past.
//! - `POST /phone {field: value, …}` changes fields of its node, such as `quality_rating`; null undoes it.
//!
//! # Faults
//! - `GET /faults`, `DELETE /faults`, `POST /faults {name: fault, …}`: leaves those that are not named, null ends one.
//!   `times` and plain faults are a number of times or `true` for always; without `times` it is once.
//!   `http {status?, code?, envelope?, everywhere?, times?}`, `async_failed {code, times?}`, `delay {ms, times?}`,
//!   `drop_after_accept`, `drop_before_accept`, `token_expired`, `hold_statuses`, `duplicate_webhooks`, `disorder`,
//!   `late_seconds`, `skip_delivered`, and `media {upload, lookup, download: {status?, code?, envelope?, times?},
//!   upload_delay {ms, times?}, trickle {ms, times?} (between sixteen pieces), expired_link, redirect, wrong_bytes, cut,
//!   without_url, size_as_text}`.
//! - `POST /release` lets held statuses go.
//!
//! # Time
//! - `POST /clock {factor?, advance_seconds?, delays?, answers?}`, `POST /open`.

mod clock;
mod crowd;
mod customers;
mod faults;
mod fields;
mod records;
mod review;

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
        .route("/review", post(review::set))
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
