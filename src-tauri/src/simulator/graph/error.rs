//! Errors as the Graph API gives them: at once in an envelope, or later in a webhook.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::simulator::ids;

const HREF: &str = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";

/// A request that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::simulator) struct GraphError {
    pub code: u32,
    pub subcode: Option<u32>,
    /// What follows the code in the message; the title when there is nothing better.
    message: Option<String>,
    pub details: Option<String>,
    status: Option<u16>,
}

impl GraphError {
    pub fn new(code: u32) -> Self {
        GraphError { code, subcode: None, message: None, details: None, status: None }
    }

    /// Error 100 with its own words.
    pub fn invalid(message: impl Into<String>) -> Self {
        GraphError { message: Some(message.into()), ..GraphError::new(100) }
    }

    pub fn with_details(code: u32, details: impl Into<String>) -> Self {
        GraphError { details: Some(details.into()), ..GraphError::new(code) }
    }

    /// Error 100 that says in its subcode and its details which rule a template breaks.
    pub fn template(subcode: u32, details: impl Into<String>) -> Self {
        GraphError { subcode: Some(subcode), ..GraphError::with_details(100, details) }
    }

    /// Nothing is there, or this token may not see it.
    pub fn unknown_node(id: &str) -> Self {
        let message = format!(
            "Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, \
             or does not support this operation"
        );
        GraphError { subcode: Some(33), ..GraphError::invalid(message) }
    }

    /// The token is wrong, or no longer good.
    pub fn token(expired: bool) -> Self {
        let (subcode, message) = if expired {
            (463, "Error validating access token: Session has expired")
        } else {
            (467, "Invalid OAuth access token - Cannot parse access token")
        };
        GraphError { subcode: Some(subcode), message: Some(message.to_owned()), ..GraphError::new(190) }
    }

    pub fn answering(self, status: Option<u16>) -> Self {
        GraphError { status, ..self }
    }

    /// The body of the refusal.
    pub fn envelope(&self) -> Value {
        let message = self.message.as_deref().unwrap_or_else(|| title(self.code));
        // Errors of the token are told without the code in front.
        let message = if self.code == 190 { message.to_owned() } else { format!("(#{}) {message}", self.code) };
        let mut error = Map::new();
        error.insert("message".to_owned(), json!(message));
        error.insert("type".to_owned(), json!("OAuthException"));
        error.insert("code".to_owned(), json!(self.code));
        if let Some(details) = &self.details {
            let data = json!({"messaging_product": "whatsapp", "details": details});
            error.insert("error_data".to_owned(), data);
        }
        if let Some(subcode) = self.subcode {
            error.insert("error_subcode".to_owned(), json!(subcode));
        }
        if is_transient(self.code) {
            error.insert("is_transient".to_owned(), json!(true));
        }
        error.insert("fbtrace_id".to_owned(), json!(ids::trace(&mut fastrand::Rng::new())));
        json!({"error": error})
    }

    /// The provider's own statuses are unreliable. Here: 401 for tokens, 403 for permissions, 429 for the rate limits
    /// of number and account, 5xx for what may pass by itself, and 400 for all else, the pair limit among it.
    fn http_status(&self) -> StatusCode {
        let status = self.status.unwrap_or(match self.code {
            104 | 190 => 401,
            3 | 10 | 200..=299 => 403,
            4 | 80007 | 130_429 => 429,
            1 | 131_000 => 500,
            2 | 131_016 | 133_004 => 503,
            _ => 400,
        });
        StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST)
    }
}

impl IntoResponse for GraphError {
    fn into_response(self) -> Response {
        (self.http_status(), axum::Json(self.envelope())).into_response()
    }
}

/// The same error as a status webhook tells it.
pub(in crate::simulator) fn in_webhook(code: u32) -> Value {
    let title = title(code);
    json!({"code": code, "title": title, "message": title, "error_data": {"details": details(code)}, "href": HREF})
}

fn is_transient(code: u32) -> bool {
    matches!(code, 1 | 2 | 4 | 80007 | 130_429 | 131_000 | 131_016 | 131_056 | 131_057 | 133_004)
}

fn details(code: u32) -> &'static str {
    match code {
        131_026 => "Message Undeliverable.",
        131_047 => {
            "Message failed to send because more than 24 hours have passed since the customer last replied to this \
             number."
        }
        131_049 => "This message was not delivered to maintain healthy ecosystem engagement.",
        131_050 => "The recipient has chosen to stop receiving marketing messages on WhatsApp from your business.",
        131_053 => "The media file could not be uploaded.",
        130_472 => "User's number is part of an experiment.",
        131_042 => "Message failed to send because there were one or more errors related to your payment method.",
        131_009 => "The referenced message is unknown, deleted or too old.",
        _ => title(code),
    }
}

/// The official title of a code.
fn title(code: u32) -> &'static str {
    match code {
        0 => "AuthException",
        1 => "API Unknown",
        2 => "API Service",
        3 => "API Method",
        4 => "API Too Many Calls",
        10 => "Permission Denied",
        33 => "Parameter value is not valid",
        100 => "Invalid parameter",
        104 => "An access token is required to request this resource.",
        190 => "Access token expired",
        200..=299 => "API Permission",
        368 => "Temporarily blocked for policies violations",
        2200 => "Callback verification failed",
        80007 => "Rate limit issues",
        130_403 => "Business has blocked the user",
        130_429 => "Rate limit hit",
        130_472 => "User's number is part of an experiment",
        130_497 => "Business account is restricted from messaging users in this country",
        131_000 => "Something went wrong",
        131_005 => "Access denied",
        131_008 => "Required parameter is missing",
        131_009 => "Parameter value is not valid",
        131_016 => "Service unavailable",
        131_021 => "Recipient cannot be sender",
        131_026 => "Message undeliverable",
        131_030 => "Recipient phone number not in allowed list",
        131_031 => "Account has been locked",
        131_037 => "Display name not approved",
        131_042 => "Business eligibility payment issue",
        131_045 => "Incorrect certificate",
        131_047 => "Re-engagement message",
        131_048 => "Spam rate limit hit",
        131_049 => "Meta chose not to deliver",
        131_050 => "User opted out of marketing from you",
        131_051 => "Unsupported message type",
        131_052 => "Media download error",
        131_053 => "Media upload error",
        131_056 => "(Business Account, Consumer Account) pair rate limit hit",
        131_057 => "Account in maintenance mode",
        131_059 => "Invalid or expired paging cursor",
        131_062 => "Business-scoped user ID recipients are not supported for this message",
        131_063 => "Marketing templates are disabled on Cloud API",
        132_000 => "Template param count mismatch",
        132_001 => "Template does not exist",
        132_005 => "Template hydrated text too long",
        132_007 => "Template format character policy violated",
        132_012 => "Template parameter format mismatch",
        132_015 => "Template is paused",
        132_016 => "Template is disabled",
        132_018 => "Template validation error",
        133_004 => "Server temporarily unavailable",
        133_010 => "Phone number not registered",
        135_000 => "Generic user error",
        132_068 => "Flow is blocked",
        132_069 => "Flow is throttled",
        137_000 => "Recipient identity key hash mismatch",
        139_100 => "Failed to block or unblock some users",
        147_001 => "Username is not available",
        2_593_107 => "The synchronisation was asked for already",
        2_593_108 => "The time for the synchronisation has passed",
        2_593_109 => "History sharing was turned off by the business",
        _ => "Something went wrong",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_has_code_details_and_a_trace() {
        let envelope = GraphError::with_details(131_030, "why").envelope();
        assert_eq!(envelope["error"]["message"], "(#131030) Recipient phone number not in allowed list");
        assert_eq!(envelope["error"]["error_data"]["details"], "why");
        assert!(envelope["error"]["fbtrace_id"].as_str().unwrap().starts_with('A'));
    }
}
