//! A provider of files that does as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::{StreamExt as _, stream};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// How a file is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Whole,
    /// Half of it, and then the connection breaks.
    Cut,
    /// Half of it, and then nothing.
    Stall,
    /// As many other bytes.
    Wrong,
}

/// A server with one file, under every id.
#[derive(Clone)]
pub struct Shelf {
    pub url: String,
    file: Bytes,
    manners: Arc<Mutex<VecDeque<Manner>>>,
    given: Arc<Mutex<Vec<Manner>>>,
}

impl Shelf {
    /// Gives the file in these manners, one after another, and then whole.
    pub async fn with(file: Vec<u8>, manners: &[Manner]) -> Shelf {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let shelf = Shelf {
            url: format!("http://{}", listener.local_addr().unwrap()),
            file: Bytes::from(file),
            manners: Arc::new(Mutex::new(manners.iter().copied().collect())),
            given: Arc::default(),
        };
        let routes =
            Router::new().route("/v25.0/{id}", get(look_up)).route("/file/{id}", get(give)).with_state(shelf.clone());
        tokio::spawn(axum::serve(listener, routes).into_future());
        shelf
    }

    /// How it was given so far.
    pub fn given(&self) -> Vec<Manner> {
        self.given.lock().unwrap().clone()
    }

    /// The file as a webhook tells of it.
    pub fn image(&self) -> Value {
        let sha256 = STANDARD.encode(Sha256::digest(&self.file));
        json!({ "type": "image", "image": { "id": "77", "mime_type": "image/jpeg", "sha256": sha256 } })
    }

    pub fn hash(&self) -> String {
        Sha256::digest(&self.file).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

async fn look_up(State(shelf): State<Shelf>, Path(id): Path<String>) -> axum::Json<Value> {
    axum::Json(json!({ "url": format!("{}/file/{id}", shelf.url), "file_size": shelf.file.len().to_string() }))
}

async fn give(State(shelf): State<Shelf>) -> Response {
    let manner = shelf.manners.lock().unwrap().pop_front().unwrap_or(Manner::Whole);
    shelf.given.lock().unwrap().push(manner);
    let length = shelf.file.len();
    let half = stream::iter([Ok(shelf.file.slice(..length / 2))]);
    let body = match manner {
        Manner::Whole => Body::from(shelf.file),
        Manner::Wrong => Body::from(vec![b'w'; length]),
        Manner::Cut => Body::from_stream(half.chain(stream::once(async { Err(std::io::Error::other("on purpose")) }))),
        Manner::Stall => Body::from_stream(half.chain(stream::pending::<std::io::Result<Bytes>>())),
    };
    ([("content-length", length.to_string())], body).into_response()
}
