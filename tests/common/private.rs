//! The local API of a house.

use std::net::SocketAddr;

use frontdesk::api::http::{Access, Session, routes};
use secrecy::SecretString;
use serde_json::Value;
use tokio::task::JoinHandle;

use super::client;
use super::house::House;
use super::hub::answer;

pub const TOKEN: &str = "a-token";

/// The private listener on a house of this process, as other programs see it.
pub struct Private {
    pub house: House,
    pub address: SocketAddr,
    pub session: Session,
    pub client: reqwest::Client,
    server: JoinHandle<()>,
}

impl Private {
    pub async fn new() -> Private {
        Self::on(House::new().await).await
    }

    pub async fn on(house: House) -> Private {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let session = Session::new(address);
        let access = Access { session: session.clone(), api_token: Some(SecretString::from(TOKEN)) };
        let routes = routes(house.api.clone(), access, address);
        let server = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Private { house, address, session, client: client(), server }
    }

    /// Ends the listener, and then the journey.
    pub async fn end(self) {
        self.server.abort();
        let _ = self.server.await;
        drop(self.client);
        self.house.end().await;
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        answer(self.client.get(self.url(&format!("/api/v1/whatsapp{path}"))).bearer_auth(TOKEN)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        answer(self.client.post(self.url(&format!("/api/v1/whatsapp{path}"))).bearer_auth(TOKEN).json(body)).await
    }

    pub async fn delete(&self, path: &str) -> (u16, Value) {
        answer(self.client.delete(self.url(&format!("/api/v1/whatsapp{path}"))).bearer_auth(TOKEN)).await
    }

    pub async fn post_with_key(&self, path: &str, key: &str, body: &Value) -> (u16, Value) {
        let request = self.client.post(self.url(&format!("/api/v1/whatsapp{path}"))).bearer_auth(TOKEN);
        answer(request.header("Idempotency-Key", key).json(body)).await
    }
}

pub fn error_code(answer: &Value) -> &str {
    assert_eq!(answer["type"], "3", "{answer}");
    assert!(answer["message"].as_str().is_some_and(|message| !message.is_empty()), "{answer}");
    answer["data"]["error"]["code"].as_str().unwrap()
}
