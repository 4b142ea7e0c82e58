//! One request to the Graph API, and the three ways in which it can end badly.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::ExposeSecret as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::failure::{Failure, FailureCode};
use crate::provider::CallError;

use super::Account;
use super::time::ProviderClock;

/// A connection that is not there after this time never will be.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Meta answers within a second or two; after this its answer counts as lost.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);

/// The Graph API of one account.
pub(super) struct Graph {
    client: reqwest::Client,
    account: Account,
    clock: Arc<ProviderClock>,
}

/// A request that is ready to be sent, and where the time of its answer is noted.
pub(super) struct Request {
    builder: RequestBuilder,
    clock: Arc<ProviderClock>,
}

impl Graph {
    pub(super) fn new(account: Account) -> reqwest::Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(ANSWER_TIMEOUT)
            .user_agent(concat!("Frontdesk/", env!("CARGO_PKG_VERSION")))
            // The client must never repeat a request by itself: it cannot know that the first one was not carried out.
            .retry(reqwest::retry::never())
            .build()?;
        Ok(Graph { client, account, clock: Arc::default() })
    }

    /// How far the provider's clock was ahead of this computer's when it answered last.
    pub(super) fn clock_ahead(&self) -> Option<chrono::Duration> {
        self.clock.ahead()
    }

    pub(super) fn account(&self) -> &Account {
        &self.account
    }

    pub(super) fn get(&self, path: &str, query: &[(&str, &str)]) -> Request {
        self.request(self.client.get(self.url(path, query)))
    }

    pub(super) fn post(&self, path: &str, body: &serde_json::Value) -> Request {
        self.request(self.client.post(self.url(path, &[])).json(body))
    }

    pub(super) fn delete(&self, path: &str, body: &serde_json::Value) -> Request {
        self.request(self.client.delete(self.url(path, &[])).json(body))
    }

    pub(super) fn delete_node(&self, path: &str, query: &[(&str, &str)]) -> Request {
        self.request(self.client.delete(self.url(path, query)))
    }

    pub(super) fn url(&self, path: &str, query: &[(&str, &str)]) -> String {
        let base = self.account.graph_url.trim_end_matches('/');
        let mut url = format!("{base}/{}/{path}", self.account.graph_version);
        if !query.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            url = format!("{url}?{query}");
        }
        url
    }

    fn request(&self, builder: RequestBuilder) -> Request {
        Request { builder: self.authorised(builder), clock: self.clock.clone() }
    }

    pub(super) fn authorised(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.account.access_token.expose_secret())
    }
}

/// Sends a request and reads its answer.
pub(super) async fn call<T: DeserializeOwned>(request: Request) -> Result<T, CallError> {
    let response = request.builder.send().await.map_err(describe_failed_request)?;
    request.clock.note(&response);
    answer_of(response).await
}

/// Reads an answer.
pub(super) async fn answer_of<T: DeserializeOwned>(response: Response) -> Result<T, CallError> {
    let status = response.status();
    if !status.is_success() {
        return Err(refusal(status, response).await);
    }
    let body = response.bytes().await.map_err(|error| CallError::AnswerLost(error.without_url().to_string()))?;
    serde_json::from_slice(&body).map_err(|error| CallError::AnswerLost(format!("unreadable answer: {error}")))
}

/// Before the connection stands, nothing was sent. After that, nobody knows.
pub(super) fn describe_failed_request(error: reqwest::Error) -> CallError {
    let not_sent = error.is_connect() || error.is_builder();
    let text = error.without_url().to_string();
    if not_sent { CallError::NotReached(text) } else { CallError::AnswerLost(text) }
}

pub(super) async fn refusal(status: StatusCode, response: Response) -> CallError {
    // A gateway that gave up waiting says nothing about what became of the request behind it.
    if status == StatusCode::GATEWAY_TIMEOUT {
        return CallError::AnswerLost("gateway timeout".to_owned());
    }
    let body = response.bytes().await.unwrap_or_default();
    match serde_json::from_slice::<Envelope>(&body) {
        Ok(envelope) => CallError::Refused(envelope.error.into_failure()),
        Err(_) => CallError::Refused(Failure::of(FailureCode::Http(status.as_u16()))),
    }
}

#[derive(Deserialize)]
struct Envelope {
    error: GraphError,
}

/// Meta's error: decided on by `code`; titles come and go.
#[derive(Deserialize)]
struct GraphError {
    code: i64,
    #[serde(default)]
    error_subcode: Option<i64>,
    #[serde(default)]
    message: Option<String>,
    /// For a person; where templates are refused, the only place that says which rule was broken.
    #[serde(default)]
    error_user_msg: Option<String>,
    #[serde(default)]
    error_data: Option<ErrorData>,
    #[serde(default)]
    fbtrace_id: Option<String>,
}

/// Usually an object; older answers have a plain string here.
#[derive(Deserialize)]
#[serde(untagged)]
enum ErrorData {
    Object {
        #[serde(default)]
        details: Option<String>,
    },
    Text(String),
}

impl GraphError {
    fn into_failure(self) -> Failure {
        let details = self.error_data.and_then(|data| match data {
            ErrorData::Object { details } => details,
            ErrorData::Text(text) => Some(text),
        });
        let code = FailureCode::Provider(telling_code(self.code, self.error_subcode));
        let details = details.or(self.error_user_msg);
        Failure { code, title: self.message, details, trace: self.fbtrace_id }
    }
}

/// What is wrong with a template stands in the subcode of a general error (Meta, "Template errors"). All other subcodes are
/// on their way out and say nothing that the code does not.
fn telling_code(code: i64, subcode: Option<i64>) -> i64 {
    subcode.filter(|subcode| code == 100 && TEMPLATE_ERRORS.contains(subcode)).unwrap_or(code)
}

/// The family of errors about the making of templates.
const TEMPLATE_ERRORS: std::ops::RangeInclusive<i64> = 2_388_000..=2_388_999;

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(json: &str) -> Failure {
        serde_json::from_str::<Envelope>(json).unwrap().error.into_failure()
    }

    #[test]
    fn details_are_read_from_both_shapes() {
        let object = r#"{"error":{"message":"(#131030) Recipient phone number not in allowed list","type":"OAuthException",
            "code":131030,"error_data":{"messaging_product":"whatsapp","details":"add it"},"fbtrace_id":"A1"}}"#;
        assert_eq!(failure(object).details.as_deref(), Some("add it"));
        assert_eq!(failure(object).trace.as_deref(), Some("A1"));
        let text = r#"{"error":{"message":"x","code":100,"error_data":"plain"}}"#;
        assert_eq!(failure(text).details.as_deref(), Some("plain"));
        let template = r#"{"error":{"code":100,"error_subcode":2388299,"error_user_msg":"words before"}}"#;
        assert_eq!(failure(template).code, FailureCode::Provider(2_388_299));
        assert_eq!(failure(template).details.as_deref(), Some("words before"));
        let gone = r#"{"error":{"code":190,"error_subcode":463}}"#;
        assert_eq!(failure(gone).code, FailureCode::Provider(190));
        assert_eq!(failure(r#"{"error":{"code":1}}"#), Failure::of(FailureCode::Provider(1)));
    }
}
