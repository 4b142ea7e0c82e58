//! Voice notes written down by a transcriber, against one that looks closely at what it is sent.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::Multipart;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use frontdesk::voice::{TranscribeError, Transcriber};

use crate::common::client;

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
