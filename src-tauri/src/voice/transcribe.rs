//! Has a voice note written down by a transcriber with the interface that OpenAI's made common; many that run on one's
//! own computer have it, too.
//!
//! <https://platform.openai.com/docs/api-reference/audio/createTranscription>

use std::time::Duration;

use reqwest::multipart::{Form, Part};
use reqwest::{Client, Response, redirect};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use url::Url;

/// A connection that is not there after this time never will be.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A small computer takes about as long as the note plays.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5 * 60);
/// What is kept of a refusal that is not of the usual shape, in characters.
const LONGEST_MESSAGE: usize = 300;

/// Where voice notes are written down.
#[derive(Clone, Debug)]
pub struct Transcriber {
    /// The whole address, such as `http://127.0.0.1:8080/v1/audio/transcriptions`.
    pub endpoint: Url,
    /// Shown as a bearer token, if the transcriber asks for one.
    pub api_key: Option<SecretString>,
    /// The model, such as `whisper-1`.
    pub model: String,
    /// The language spoken (ISO 639-1), such as `de`; without it the transcriber finds out by itself.
    pub language: Option<String>,
}

/// Why there is no text.
#[derive(Debug, thiserror::Error)]
pub enum TranscribeError {
    /// Nobody answered, or not in time.
    #[error("the transcriber was not reached: {0}")]
    NotReached(String),
    /// The transcriber said no, or sent us elsewhere, where we do not go.
    #[error("the transcriber refused with HTTP status {status}: {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What it said.
        message: String,
    },
    /// The answer holds no text that we understand.
    #[error("the transcriber's answer cannot be read: {0}")]
    Unreadable(String),
}

impl Transcriber {
    /// Sends a sound and gives its text, which is empty if nothing is said in it. The name's ending tells the
    /// transcriber what the bytes are.
    ///
    /// # Errors
    /// If the transcriber is not reached, refuses, or answers what cannot be read. Asking again does no harm.
    pub async fn transcribe(&self, bytes: Vec<u8>, file_name: &str) -> Result<String, TranscribeError> {
        let mut request = client()?.post(self.endpoint.clone()).multipart(self.form(bytes, file_name));
        if let Some(key) = &self.api_key {
            request = request.bearer_auth(key.expose_secret());
        }
        let response = request.send().await.map_err(not_reached)?;
        if !response.status().is_success() {
            return Err(refusal(response).await);
        }
        let body = response.bytes().await.map_err(not_reached)?;
        let answer: Answer =
            serde_json::from_slice(&body).map_err(|error| TranscribeError::Unreadable(error.to_string()))?;
        Ok(answer.text.trim().to_owned())
    }

    fn form(&self, bytes: Vec<u8>, file_name: &str) -> Form {
        let form = Form::new()
            .part("file", Part::bytes(bytes).file_name(file_name.to_owned()))
            .text("model", self.model.clone())
            .text("response_format", "json");
        match &self.language {
            Some(language) => form.text("language", language.clone()),
            None => form,
        }
    }
}

/// What a customer said goes to the address that was configured, and is not passed on to any other.
fn client() -> Result<Client, TranscribeError> {
    Client::builder()
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(ANSWER_TIMEOUT)
        .redirect(redirect::Policy::none())
        .user_agent(concat!("Frontdesk/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(not_reached)
}

fn not_reached(error: reqwest::Error) -> TranscribeError {
    TranscribeError::NotReached(error.without_url().to_string())
}

async fn refusal(response: Response) -> TranscribeError {
    let status = response.status().as_u16();
    let body = response.bytes().await.unwrap_or_default();
    let message = match serde_json::from_slice::<Envelope>(&body) {
        Ok(envelope) => envelope.error.message,
        Err(_) => String::from_utf8_lossy(&body).trim().chars().take(LONGEST_MESSAGE).collect(),
    };
    TranscribeError::Refused { status, message }
}

#[derive(Deserialize)]
struct Answer {
    text: String,
}

#[derive(Deserialize)]
struct Envelope {
    error: Refusal,
}

#[derive(Deserialize)]
struct Refusal {
    message: String,
}
