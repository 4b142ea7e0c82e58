//! The envelope of every answer: `type` is "1" for success and "3" for failure.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::api::types::{ApiError, Code};
use crate::domain::failure::{Failure, FailureCode};
use crate::provider::meta::errors;
use crate::store::DbError;
use crate::texts::{self, Language};

/// A success.
pub(super) struct Success {
    pub status: StatusCode,
    pub message: &'static str,
    pub data: Value,
}

impl Success {
    pub(super) fn ok(message: &'static str, data: Value) -> Self {
        Success { status: StatusCode::OK, message, data }
    }
}

impl IntoResponse for Success {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "type": "1", "message": self.message, "data": self.data }))).into_response()
    }
}

/// A failure: `code` for programs, `message` for people.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: String,
    message: String,
    detail: Option<String>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Refusal { status, code: code.to_owned(), message: message.to_owned(), detail: None }
    }

    pub(super) fn field(field: &str, problem: &str) -> Self {
        Refusal::new(StatusCode::BAD_REQUEST, "invalid_field", &format!("{field} {problem}."))
    }

    pub(super) fn window_closed() -> Self {
        let message = "The 24-hour window is closed. Only templates can be sent until the customer writes again.";
        Refusal::new(StatusCode::CONFLICT, "window_closed", message)
    }

    /// A message that did not go out.
    pub(super) fn failed(failure: &Failure) -> Self {
        let explanation = errors::explain(failure.code);
        let status = match failure.code {
            FailureCode::WindowClosed
            | FailureCode::Cancelled
            | FailureCode::FileMissing
            | FailureCode::MarketingStopped
            | FailureCode::MarketingToUs
            | FailureCode::TemplateRefused
            | FailureCode::Blocked
            | FailureCode::Provider(131_047) => StatusCode::CONFLICT,
            FailureCode::TooManyTemplates
            | FailureCode::PortfolioLimit
            | FailureCode::Http(429)
            | FailureCode::Provider(4 | 613 | 80_007 | 80_008 | 130_429 | 131_048 | 131_056) => {
                StatusCode::TOO_MANY_REQUESTS
            }
            FailureCode::ChannelGone => StatusCode::SERVICE_UNAVAILABLE,
            FailureCode::Provider(_) | FailureCode::Http(_) => StatusCode::BAD_GATEWAY,
        };
        let message = format!("{} {}", explanation.text(Language::English), explanation.advice(Language::English));
        let detail = failure.details.clone().or_else(|| failure.title.clone());
        Refusal { status, code: failure.code.to_string(), message: message.trim_end().to_owned(), detail }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = json!({ "code": self.code, "detail": self.detail });
        let body = json!({ "type": "3", "message": self.message, "data": { "error": error } });
        (self.status, Json(body)).into_response()
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        let param = |name: &str| error.params.get(name).cloned().unwrap_or_default();
        let (status, code, message) = match error.code {
            Code::NotFound => (StatusCode::NOT_FOUND, "not_found", format!("There is no such {}.", param("what"))),
            Code::Invalid => {
                let message = format!("{}: {}", param("field"), error.sentence());
                (StatusCode::BAD_REQUEST, "invalid_field", message)
            }
            Code::TemplateField => {
                let message = format!("Template field {}: {}.", param("field"), param("problem").replace('_', " "));
                (StatusCode::BAD_REQUEST, "template_field", message)
            }
            Code::TemplateUnsendable => {
                let message = format!("The template cannot be sent: {} {}.", param("reason"), param("detail"));
                (StatusCode::CONFLICT, "template_unsendable", message)
            }
            Code::AppIdMissing => (StatusCode::CONFLICT, "app_id_missing", "The app id is not configured.".to_owned()),
            Code::WindowClosed => return Refusal::window_closed(),
            Code::Blocked => (StatusCode::CONFLICT, "blocked", "This customer is blocked.".to_owned()),
            Code::MarketingStopped => {
                let message = "This customer does not want marketing messages.".to_owned();
                (StatusCode::CONFLICT, "marketing_stopped", message)
            }
            Code::MarketingToUs => {
                let message = "Marketing messages do not reach numbers of the United States.".to_owned();
                (StatusCode::CONFLICT, "marketing_to_us", message)
            }
            Code::TooManyTemplates => {
                let message = "This customer had enough templates for this hour.".to_owned();
                (StatusCode::TOO_MANY_REQUESTS, "too_many_templates", message)
            }
            Code::PortfolioLimit => {
                let message = format!("The limit of {} people a day is reached.", param("people"));
                (StatusCode::TOO_MANY_REQUESTS, "portfolio_limit", message)
            }
            Code::NotCancellable => (StatusCode::CONFLICT, "not_cancellable", "It cannot be taken back.".to_owned()),
            Code::DiskFull => (StatusCode::INSUFFICIENT_STORAGE, "disk_full", "The disk is full.".to_owned()),
            Code::NotRetryable => (StatusCode::CONFLICT, "not_retryable", "It cannot be sent again.".to_owned()),
            Code::TooManyWaiting if param("scope") == "person" => {
                (StatusCode::TOO_MANY_REQUESTS, "too_many", "Too many messages wait for this person.".to_owned())
            }
            Code::TooManyWaiting | Code::NoWorkspace => {
                (StatusCode::SERVICE_UNAVAILABLE, "not_accepting", "No messages are accepted now.".to_owned())
            }
            Code::ProviderRefused => {
                let sentence = |name: String| texts::say(Language::English, &name, &[]);
                (StatusCode::BAD_GATEWAY, "provider", sentence(format!("failure_{}", param("explanation"))))
            }
            Code::Offline => (StatusCode::BAD_GATEWAY, "offline", "The provider cannot be reached.".to_owned()),
            Code::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal", format!("Log entry {}.", param("id"))),
        };
        Refusal { detail: error.detail, ..Refusal::new(status, code, &message) }
    }
}

impl From<DbError> for Refusal {
    fn from(problem: DbError) -> Self {
        ApiError::from(problem).into()
    }
}

/// A time as programs read it: RFC 3339 in UTC, with milliseconds.
pub(super) fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}
