//! Files: where they are, fetching them, and handing ours over.
//!
//! The access token opens everything that the account has. It goes to Meta's own hosts over https and to nobody else,
//! wherever an address or a redirection leads.

use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt as _;
use futures::future::Either;
use futures::stream::{BoxStream, try_unfold};
use reqwest::header::{CONTENT_LENGTH, LOCATION};
use reqwest::multipart::{Form, Part};
use reqwest::{RequestBuilder, Response, StatusCode};
use secrecy::ExposeSecret as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tokio::sync::watch;
use url::{Host, Url};

use crate::provider::{CallError, FetchError, MediaUrl, Upload, UploadBody};

use super::Account;
use super::http::{CONNECT_TIMEOUT, Graph, answer_of, call, describe_failed_request, refusal};

/// WhatsApp carries nothing larger (Meta, "Media").
const MOST_BYTES: u64 = 100 * 1024 * 1024;
/// A server that says nothing for this long has stalled. There is no limit on the whole: 100 MB may take an hour.
const STALLED: Duration = Duration::from_secs(30);
/// Meta looks at a file before it answers.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);
const MOST_REDIRECTIONS: u32 = 5;
/// The hosts that may have the token, with all below them.
const TRUSTED: [&str; 3] = ["fbsbx.com", "facebook.com", "whatsapp.net"];
/// Meta's file servers were seen to turn away clients of unusual names.
const USER_AGENT: &str = "curl/8.5.0";

/// The client for files: it may be slow, as long as something comes.
pub(super) struct FileClient {
    client: reqwest::Client,
}

impl FileClient {
    pub(super) fn new() -> reqwest::Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent(USER_AGENT)
            // Followed by hand: the next host may not be one that the token is for.
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .build()?;
        Ok(FileClient { client })
    }
}

/// Where a file is, for the next five minutes.
pub(super) async fn look_up(graph: &Graph, media_id: &str) -> Result<MediaUrl, CallError> {
    #[derive(Deserialize)]
    struct Answer {
        url: String,
        #[serde(default)]
        mime_type: Option<String>,
        #[serde(default)]
        sha256: Option<String>,
        #[serde(default, deserialize_with = "number_or_text")]
        file_size: Option<u64>,
    }
    let number = [("phone_number_id", graph.account().phone_number_id.as_str())];
    let answer: Answer = call(graph.get(&path_segment(media_id), &number)).await?;
    Ok(MediaUrl { url: answer.url, mime_type: answer.mime_type, sha256: answer.sha256, bytes: answer.file_size })
}

/// Makes an uploaded file unknown to Meta.
pub(super) async fn delete(graph: &Graph, media_id: &str) -> Result<(), CallError> {
    let number = [("phone_number_id", graph.account().phone_number_id.as_str())];
    call::<Value>(graph.delete_node(&path_segment(media_id), &number)).await.map(drop)
}

/// The file behind an address.
pub(super) async fn download(
    files: &FileClient,
    account: &Account,
    url: &str,
) -> Result<BoxStream<'static, Result<Bytes, FetchError>>, FetchError> {
    let mut url = Url::parse(url).map_err(|_| FetchError::LinkRefused("not an address".to_owned()))?;
    for _ in 0..=MOST_REDIRECTIONS {
        let response = ask(files, account, &url).await?;
        let status = response.status();
        if status.is_redirection() {
            url = next_address(&url, &response)?;
        } else if status.is_success() {
            return read(response);
        } else {
            return Err(refused(status, response).await);
        }
    }
    Err(FetchError::LinkRefused("too many redirections".to_owned()))
}

/// Hands a file over; gives the id by which messages can carry it.
pub(super) async fn upload(files: &FileClient, graph: &Graph, upload: Upload) -> Result<String, CallError> {
    #[derive(Deserialize)]
    struct Answer {
        id: String,
    }
    let (moved, watched) = watch::channel(());
    let part = Part::stream_with_length(reqwest::Body::wrap_stream(telling(upload.body, moved)), upload.bytes)
        .file_name(upload.name)
        .mime_str(&upload.mime_type)
        .map_err(|error| CallError::NotReached(error.to_string()))?;
    let form = Form::new().text("messaging_product", "whatsapp").text("type", upload.mime_type).part("file", part);
    let request = graph.authorised(files.client.post(graph.url(&media_path(graph), &[]))).multipart(form);
    unless_stalled::<Answer>(request, watched).await.map(|answer| answer.id)
}

/// Hands over nothing but the bytes, from the beginning.
pub(super) async fn upload_bytes<T: DeserializeOwned>(
    files: &FileClient,
    graph: &Graph,
    path: &str,
    upload: Upload,
) -> Result<T, CallError> {
    let (moved, watched) = watch::channel(());
    let request = graph
        .authorised(files.client.post(graph.url(path, &[])))
        .header("file_offset", "0")
        .header(CONTENT_LENGTH, upload.bytes)
        .body(reqwest::Body::wrap_stream(telling(upload.body, moved)));
    unless_stalled(request, watched).await
}

async fn unless_stalled<T: DeserializeOwned>(
    request: RequestBuilder,
    watched: watch::Receiver<()>,
) -> Result<T, CallError> {
    let answer = async {
        let response = request.send().await.map_err(describe_failed_request)?;
        answer_of::<T>(response).await
    };
    match futures::future::select(Box::pin(answer), Box::pin(stalled(watched))).await {
        Either::Left((answer, _)) => answer,
        Either::Right(((), _)) => Err(CallError::AnswerLost("the upload stalled".to_owned())),
    }
}

fn media_path(graph: &Graph) -> String {
    format!("{}/media", graph.account().phone_number_id)
}

/// One request, with the token if the host is one that it is for.
async fn ask(files: &FileClient, account: &Account, url: &Url) -> Result<Response, FetchError> {
    let request = files.client.get(url.clone());
    let request = match trust(url, &account.graph_url) {
        Trust::Token => request.bearer_auth(account.access_token.expose_secret()),
        Trust::NoToken => request,
        Trust::Nothing => return Err(FetchError::LinkRefused("an address that is not Meta's".to_owned())),
    };
    match tokio::time::timeout(STALLED, request.send()).await {
        Ok(answer) => answer.map_err(|error| not_reached(&error.without_url().to_string())),
        Err(_) => Err(not_reached("the server stalled")),
    }
}

/// What a host may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// It may be asked, with the token.
    Token,
    /// It may be asked, without the token: files lie on servers of other names, too, whose addresses are secret enough.
    NoToken,
    /// It may not be asked.
    Nothing,
}

fn trust(url: &Url, graph_url: &str) -> Trust {
    // Whoever set this address up gave it the token already. (A simulator is not reached over https.)
    if Url::parse(graph_url).is_ok_and(|graph| graph.origin() == url.origin()) {
        return Trust::Token;
    }
    match (url.scheme(), url.host()) {
        ("https", Some(Host::Domain(host))) if is_trusted(host) && url.port().is_none() => Trust::Token,
        ("https", Some(Host::Domain(_))) => Trust::NoToken,
        _ => Trust::Nothing,
    }
}

fn is_trusted(host: &str) -> bool {
    let below = |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    TRUSTED.into_iter().any(below)
}

fn next_address(url: &Url, response: &Response) -> Result<Url, FetchError> {
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok());
    next.ok_or_else(|| FetchError::LinkRefused("a redirection to nowhere".to_owned()))
}

/// An address that has run out is no fault of the token's, which Meta tells with an error of its own.
async fn refused(status: StatusCode, response: Response) -> FetchError {
    if matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE) {
        return FetchError::LinkRefused(status.to_string());
    }
    FetchError::Call(refusal(status, response).await)
}

/// The bytes as they come. Ends with an error when there are too many, too few, or none for too long.
fn read(response: Response) -> Result<BoxStream<'static, Result<Bytes, FetchError>>, FetchError> {
    let told = response.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if told.is_some_and(|told: u64| told > MOST_BYTES) {
        return Err(FetchError::TooLarge);
    }
    let stream = try_unfold((response, 0), |(mut response, before): (Response, u64)| async move {
        let chunk =
            tokio::time::timeout(STALLED, response.chunk()).await.map_err(|_| not_reached("the server stalled"))?;
        let chunk = chunk
            .map_err(|error| FetchError::Call(CallError::NotReached(format!("cut off: {}", error.without_url()))))?;
        let Some(chunk) = chunk else { return Ok(None) };
        let bytes = before + chunk.len() as u64;
        if bytes > MOST_BYTES { Err(FetchError::TooLarge) } else { Ok(Some((chunk, (response, bytes)))) }
    });
    Ok(stream.boxed())
}

/// However a download breaks off, to ask again does no harm.
fn not_reached(problem: &str) -> FetchError {
    FetchError::Call(CallError::NotReached(problem.to_owned()))
}

/// The same pieces; says so whenever one is taken.
fn telling(body: UploadBody, moved: watch::Sender<()>) -> UploadBody {
    body.inspect(move |_| moved.send_replace(())).boxed()
}

/// Comes when nothing was taken from the body for too long, or when the whole body is gone and no answer came.
async fn stalled(mut moved: watch::Receiver<()>) {
    loop {
        match tokio::time::timeout(STALLED, moved.changed()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => return tokio::time::sleep(ANSWER_TIMEOUT).await,
            Err(_) => return,
        }
    }
}

/// An id as one part of a path, whatever is in it.
fn path_segment(id: &str) -> String {
    url::form_urlencoded::byte_serialize(id.as_bytes()).collect()
}

/// Meta writes sizes in both ways.
fn number_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trust_of(url: &str) -> Trust {
        trust(&Url::parse(url).unwrap(), "https://graph.facebook.com")
    }

    #[test]
    fn the_token_is_for_metas_own_hosts_over_https() {
        for url in [
            "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=3",
            "https://graph.facebook.com/v25.0/1",
            "https://facebook.com/",
            "https://mmg.whatsapp.net/x",
        ] {
            assert_eq!(trust_of(url), Trust::Token, "{url}");
        }
    }

    #[test]
    fn the_token_is_for_nobody_who_only_looks_like_meta() {
        for url in [
            "https://scontent.fbcdn.net/x",
            "https://evilfacebook.com/",
            "https://facebook.com.example.org/",
            "https://example.org/facebook.com",
            "https://facebook.com@example.org/",
            "https://lookaside.fbsbx.com:8443/",
        ] {
            assert_eq!(trust_of(url), Trust::NoToken, "{url}");
        }
        for url in
            ["http://lookaside.fbsbx.com/", "http://127.0.0.1/", "https://127.0.0.1/", "file:///etc/passwd", "ftp://x/"]
        {
            assert_eq!(trust_of(url), Trust::Nothing, "{url}");
        }
    }

    #[test]
    fn the_address_that_was_set_up_has_the_token_already() {
        let simulator = "http://127.0.0.1:4000";
        let trust = |url: &str| trust(&Url::parse(url).unwrap(), simulator);
        assert_eq!(trust("http://127.0.0.1:4000/whatsapp_business/attachments/?mid=1"), Trust::Token);
        assert_eq!(trust("http://127.0.0.1:4001/"), Trust::Nothing, "another port is another server");
    }

    #[test]
    fn sizes_are_read_in_both_ways() {
        let size = |json: &str| number_or_text(&mut serde_json::Deserializer::from_str(json)).unwrap();
        assert_eq!((size("12"), size("\"12\""), size("null"), size("\"x\"")), (Some(12), Some(12), None, None));
    }
}
