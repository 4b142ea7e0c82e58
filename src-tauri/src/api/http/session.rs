//! Letting a browser in: a link with a random key, which becomes a cookie.

use std::net::SocketAddr;

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::texts::{self, Language};

/// The key of this run of the program. Links of an earlier run do not open it.
#[derive(Clone)]
pub struct Session {
    key: SecretString,
    cookie: String,
}

impl Session {
    /// A fresh key for the private listener at `address`. The cookie's name has the port, since cookies of one host are
    /// shared by its ports.
    pub fn new(address: SocketAddr) -> Self {
        let key = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        Session { key: SecretString::from(key), cookie: format!("frontdesk_{}", address.port()) }
    }

    /// The link that lets a browser in.
    pub fn link(&self, address: SocketAddr) -> String {
        format!("http://{address}/signin?key={}", self.key.expose_secret())
    }

    fn is_key(&self, text: &str) -> bool {
        self.key.expose_secret().as_bytes().ct_eq(text.as_bytes()).into()
    }

    fn is_open_for(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie && self.is_key(value))
    }
}

#[derive(Deserialize)]
pub(super) struct SignIn {
    #[serde(default)]
    key: String,
}

/// Opens the session of a browser that comes with the right key.
pub(super) async fn sign_in(State(session): State<Session>, Query(sign_in): Query<SignIn>) -> Response {
    if !session.is_key(&sign_in.key) {
        // Nobody has signed in: what they prefer is not for them yet.
        return (StatusCode::FORBIDDEN, texts::say(Language::of_computer(), "link_expired", &[])).into_response();
    }
    let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", session.cookie, session.key.expose_secret());
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

/// Lets only browsers with an open session through.
pub(super) async fn require(State(session): State<Session>, request: Request, next: Next) -> Response {
    if session.is_open_for(request.headers()) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}
