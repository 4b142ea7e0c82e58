//! Files over the provider's API: looked up, fetched, handed over; and the token kept to those that it is for.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use chrono::DateTime;
use frontdesk::domain::clock::Clock;
use frontdesk::domain::failure::FailureCode;
use frontdesk::provider::meta::{Account, MetaClient};
use frontdesk::provider::{CallError, FetchError, Provider, Upload};
use frontdesk::simulator::{Simulator, SimulatorConfig};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::common::client;

const LETTER: &[u8] = b"To whom it may concern";

fn client_of(graph_url: String, simulator: Option<&Simulator>) -> MetaClient {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let account = simulator.map(Simulator::account);
    MetaClient::new(Account {
        graph_url,
        graph_version: "v25.0".to_owned(),
        phone_number_id: account.map(|account| account.phone_number_id.clone()).unwrap_or_default(),
        waba_id: account.map(|account| account.waba_id.clone()).unwrap_or_default(),
        app_id: None,
        access_token: SecretString::from(account.map_or("a-secret-token", |account| &account.access_token).to_owned()),
    })
    .unwrap()
}

async fn at_simulator() -> (Simulator, Clock, MetaClient) {
    let clock = Clock::scaled(DateTime::from_timestamp(1_795_000_000, 0).unwrap(), 1.0);
    let simulator = Simulator::start(SimulatorConfig::single(clock.clone())).await.unwrap();
    let client = client_of(format!("http://{}", simulator.address()), Some(&simulator));
    (simulator, clock, client)
}

async fn fault(simulator: &Simulator, faults: Value) {
    let url = format!("http://{}/_sim/faults", simulator.address());
    assert!(client().post(url).json(&faults).send().await.unwrap().status().is_success());
}

fn letter(pieces: usize, mime_type: &str) -> Upload {
    let body = stream::repeat_with(|| Ok(Bytes::from_static(LETTER))).take(pieces).boxed();
    let bytes = (LETTER.len() * pieces) as u64;
    Upload { mime_type: mime_type.to_owned(), name: "a letter.txt".to_owned(), bytes, body }
}

async fn fetch(client: &MetaClient, url: &str) -> Result<Vec<u8>, FetchError> {
    let pieces: Vec<Bytes> = client.download(url.to_owned()).await?.try_collect().await?;
    Ok(pieces.concat())
}

#[tokio::test]
async fn a_file_that_is_handed_over_can_be_fetched_again() {
    let (_simulator, _clock, client) = at_simulator().await;
    let id = client.upload(letter(50_000, "text/plain")).await.unwrap();
    let found = client.media_url(id.clone()).await.unwrap();
    let whole = LETTER.repeat(50_000);
    let hash: String = Sha256::digest(&whole).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((found.bytes, found.sha256), (Some(whole.len() as u64), Some(hash)));
    assert_eq!(found.mime_type.as_deref(), Some("text/plain"));
    assert!(fetch(&client, &found.url).await.unwrap() == whole, "it comes back as it went");
    client.delete_media(id.clone()).await.unwrap();
    assert!(matches!(client.media_url(id).await, Err(CallError::Refused(_))), "a deleted file is unknown");
}

#[tokio::test]
async fn a_file_that_whatsapp_does_not_take_is_refused_in_its_words() {
    let (_simulator, _clock, client) = at_simulator().await;
    let refused = client.upload(letter(1, "audio/ogg")).await;
    let Err(CallError::Refused(failure)) = refused else { panic!("{refused:?}") };
    assert_eq!(failure.code, FailureCode::Provider(131_053));
}

#[tokio::test]
async fn a_link_that_has_run_out_is_told_from_a_token_that_has() {
    let (simulator, clock, client) = at_simulator().await;
    let id = client.upload(letter(1, "text/plain")).await.unwrap();
    let link = client.media_url(id.clone()).await.unwrap().url;
    clock.advance(chrono::Duration::minutes(6));
    assert!(matches!(fetch(&client, &link).await, Err(FetchError::LinkRefused(_))));
    let link = client.media_url(id).await.unwrap().url;
    fault(&simulator, json!({ "token_expired": 1 })).await;
    let refused = fetch(&client, &link).await;
    let Err(FetchError::Call(CallError::Refused(failure))) = refused else { panic!("{refused:?}") };
    assert_eq!(failure.code, FailureCode::Provider(190));
    assert_eq!(fetch(&client, &link).await.unwrap(), LETTER, "the link itself is still good");
}

/// A server that answers every request in this way, and what it was asked.
async fn server(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> (String, Arc<Mutex<Vec<String>>>) {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let keep = seen.clone();
    let routes = Router::new().fallback(move |request: Request| {
        keep.lock().unwrap().push(format!("{:?}", request.headers()));
        std::future::ready(answer())
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, routes).into_future());
    (url, seen)
}

#[tokio::test]
async fn a_foreign_host_never_sees_the_token() {
    let (foreign, seen) = server(|| "stolen".into_response()).await;
    let to = format!("{foreign}/file");
    let (graph, asked) = server(move || Redirect::temporary(&to).into_response()).await;
    let client = client_of(graph.clone(), None);
    assert!(matches!(fetch(&client, &format!("{graph}/file")).await, Err(FetchError::LinkRefused(_))));
    assert!(asked.lock().unwrap()[0].contains("a-secret-token"), "the host that was set up is asked with the token");
    assert!(matches!(fetch(&client, &format!("{foreign}/file")).await, Err(FetchError::LinkRefused(_))));
    assert!(seen.lock().unwrap().is_empty(), "neither a redirection nor an address leads it there");
}

#[tokio::test]
async fn redirections_are_followed_but_not_for_ever() {
    let (graph, asked) = server(|| Redirect::temporary("/again").into_response()).await;
    let client = client_of(graph.clone(), None);
    assert!(matches!(fetch(&client, &graph).await, Err(FetchError::LinkRefused(_))));
    assert_eq!(asked.lock().unwrap().len(), 6);
}

#[tokio::test]
async fn a_file_that_breaks_off_is_not_taken_for_a_whole_one() {
    let (graph, _) = server(|| {
        let broken = std::io::Error::other("on purpose");
        let pieces = stream::iter([Ok(Bytes::from_static(LETTER)), Err(broken)]);
        ([("content-length", "1000")], axum::body::Body::from_stream(pieces)).into_response()
    })
    .await;
    let cut = fetch(&client_of(graph.clone(), None), &graph).await;
    assert!(matches!(cut, Err(FetchError::Call(CallError::NotReached(_)))), "{cut:?}");
}

#[tokio::test]
async fn a_file_beyond_what_whatsapp_carries_is_not_begun() {
    let (graph, _) = server(|| {
        let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(LETTER)));
        ([("content-length", "200000000")], axum::body::Body::from_stream(endless)).into_response()
    })
    .await;
    assert!(matches!(fetch(&client_of(graph.clone(), None), &graph).await, Err(FetchError::TooLarge)));
}

#[tokio::test]
async fn nobody_there_is_told_from_no() {
    let client = client_of("http://127.0.0.1:9".to_owned(), None);
    assert!(matches!(client.media_url("1".to_owned()).await, Err(CallError::NotReached(_))));
    assert!(matches!(client.upload(letter(1, "text/plain")).await, Err(CallError::NotReached(_))));
    let fetched = fetch(&client, "http://127.0.0.1:9/file").await;
    assert!(matches!(fetched, Err(FetchError::Call(CallError::NotReached(_)))), "{fetched:?}");
}
