//! Voice notes written down by a transcriber, against one that looks closely at what it is sent.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Multipart;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use frontdesk::voice::{TranscribeError, Transcriber};

use serde_json::{Value, json};

use crate::common::house::House;
use crate::common::{client, eventually};

/// Serves one answer at the usual path.
async fn serve(answer: axum::routing::MethodRouter) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/v1/audio/transcriptions", answer);
    tokio::spawn(async { axum::serve(listener, router).await });
    address
}

fn transcriber(address: SocketAddr) -> Transcriber {
    client(); // names the crypto implementation
    Transcriber {
        endpoint: format!("http://{address}/v1/audio/transcriptions").parse().unwrap(),
        api_key: Some("a-key".to_owned().into()),
        model: "whisper-1".to_owned(),
        language: Some("de".to_owned()),
    }
}

async fn ask(transcriber: &Transcriber) -> Result<String, TranscribeError> {
    transcriber.transcribe(b"OggS and so on".to_vec(), "note.ogg").await
}

/// Every field with its name, file name and content, in the order in which they came.
async fn fields(mut form: Multipart) -> Vec<String> {
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.unwrap() {
        let (name, file) = (field.name().unwrap().to_owned(), field.file_name().map(str::to_owned));
        let content = String::from_utf8(field.bytes().await.unwrap().to_vec()).unwrap();
        fields.push(format!("{name} {} {content}", file.unwrap_or_default()));
    }
    fields
}

#[tokio::test]
async fn a_note_is_sent_with_all_that_the_interface_asks_for() {
    let check = async |headers: HeaderMap, form: Multipart| -> Response {
        let fields = fields(form).await;
        let expected = ["file note.ogg OggS and so on", "model  whisper-1", "response_format  json", "language  de"];
        if headers[header::AUTHORIZATION] == "Bearer a-key" && fields == expected {
            return r#"{"text":" Ist der Tisch noch frei?\n"}"#.into_response();
        }
        (StatusCode::BAD_REQUEST, format!("{headers:?} {fields:?}")).into_response()
    };
    let address = serve(post(check)).await;
    assert_eq!(ask(&transcriber(address)).await.unwrap(), "Ist der Tisch noch frei?");
}

#[tokio::test]
async fn a_transcriber_without_a_key_or_a_language_is_not_told_any() {
    let check = async |headers: HeaderMap, form: Multipart| -> Response {
        let told = headers.contains_key(header::AUTHORIZATION) || fields(form).await.len() != 3;
        format!(r#"{{"text":"{told}"}}"#).into_response()
    };
    let address = serve(post(check)).await;
    let transcriber = Transcriber { api_key: None, language: None, ..transcriber(address) };
    assert_eq!(ask(&transcriber).await.unwrap(), "false");
}

#[tokio::test]
async fn a_refusal_says_what_the_transcriber_said() {
    let as_openai = async || (StatusCode::UNAUTHORIZED, r#"{"error":{"message":"Incorrect API key","code":"x"}}"#);
    let plainly = async || (StatusCode::INTERNAL_SERVER_ERROR, "out of memory\n");
    for (answer, status, message) in
        [(post(as_openai), 401, "Incorrect API key"), (post(plainly), 500, "out of memory")]
    {
        let refused = ask(&transcriber(serve(answer).await)).await.unwrap_err();
        let TranscribeError::Refused { status: told, message: said } = refused else { panic!("{refused}") };
        assert_eq!((told, said.as_str()), (status, message));
    }
}

#[tokio::test]
async fn a_note_is_not_carried_on_to_another_address() {
    let elsewhere = serve(post(async || r#"{"text":"I heard everything"}"#)).await;
    let location = format!("http://localhost:{}/v1/audio/transcriptions", elsewhere.port());
    let redirect = async move || (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, location)]);
    let outcome = ask(&transcriber(serve(post(redirect)).await)).await;
    assert!(matches!(outcome, Err(TranscribeError::Refused { status: 307, .. })), "{outcome:?}");
}

#[tokio::test]
async fn what_is_no_text_is_not_taken_for_one() {
    for answer in ["", "<html>", r#"{"transcript":"no"}"#] {
        let outcome = ask(&transcriber(serve(post(async move || answer)).await)).await;
        assert!(matches!(outcome, Err(TranscribeError::Unreadable(_))), "{answer:?} gave {outcome:?}");
    }
}

#[tokio::test]
async fn nobody_there_is_told_apart_from_a_refusal() {
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert!(matches!(ask(&transcriber(nobody)).await, Err(TranscribeError::NotReached(_))));
}

/// The whole way: a customer's note, its file, the service, the words in the thread and in the search.
#[tokio::test]
async fn notes_are_written_down_once_a_service_is_set_and_not_before() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counting = asked.clone();
    let answer = async move |mut form: Multipart| {
        counting.fetch_add(1, Ordering::Relaxed);
        let file = form.next_field().await.unwrap().unwrap().bytes().await.unwrap();
        assert!(file.starts_with(b"OggS"));
        r#"{"text":"I would like to move my appointment"}"#
    };
    let address = serve(post(answer)).await;
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550105", "hello").await;
    let note = async |text: &str| {
        t.write("+16505550105", json!({ "type": "audio" })).await;
        t.write("+16505550105", json!({ "text": text })).await;
        eventually("the note and its file are here", async || {
            let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 50 })).await;
            let items = page["items"].as_array().unwrap().clone();
            let place = items.iter().position(|item| item["content"]["text"] == text)?;
            (items[place - 1]["file"]["state"] == "here").then(|| items[place - 1].clone())
        })
        .await
    };
    let first = note("one").await;
    let mut settings = t.rpc("settings", Value::Null).await;
    for (endpoint, model) in
        [("not an address", "m"), ("http://example.org/v1/audio/transcriptions", "m"), ("https://example.org", " ")]
    {
        settings["transcription"] = json!({ "endpoint": endpoint, "model": model, "language": null });
        assert_eq!(t.try_rpc("save_settings", settings.clone()).await.unwrap_err()["code"], "invalid", "{endpoint}");
    }
    let endpoint = format!("http://{address}/v1/audio/transcriptions");
    // The note from before is settled only once its worker has looked.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    settings["transcription"] = json!({ "endpoint": endpoint, "model": "whisper-1", "language": null });
    t.rpc("save_settings", settings).await;
    t.rpc("set_transcription_key", json!({ "key": "secret" })).await;
    let second = note("two").await;
    let written = eventually("it is written down", async || {
        let now = t.message(&second["id"]).await;
        now["transcript"].is_string().then_some(now)
    })
    .await;
    assert_eq!(written["transcript"], "I would like to move my appointment");
    let found = t.rpc("search", json!({ "query": "appointment", "limit": 5 })).await;
    assert_eq!(found["messages"][0]["message"]["id"], second["id"]);
    assert_eq!(asked.load(Ordering::Relaxed), 1, "the note from before was sent nowhere");
    assert_eq!(t.message(&first["id"]).await["transcript"], Value::Null);
    let shown = t.rpc("settings", Value::Null).await.to_string();
    assert!(!shown.contains("secret"), "the key is never shown again");
    t.end().await;
}
