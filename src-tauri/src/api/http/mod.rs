//! The private listener: the screen in a browser, and the local API for other programs.
//!
//! Bound to loopback. The screen is let in by a link with a random key, which becomes a cookie; programs by a bearer
//! token. Requests under another host's name are refused, so that a page on the internet cannot reach this one by
//! pointing its own name here.

mod screen;
mod session;
mod v1;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use secrecy::SecretString;
use tower_http::set_header::SetResponseHeaderLayer;

use super::Api;

pub use session::Session;

/// Who is let in.
#[derive(Clone)]
pub struct Access {
    /// The browser's way in.
    pub session: Session,
    /// The programs' way in; `None` keeps them out.
    pub api_token: Option<SecretString>,
}

/// Nothing from elsewhere is loaded, and nothing else may frame or post to the screen.
const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; \
    media-src 'self' blob:; style-src 'self' 'unsafe-inline'; \
    object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The routes of the private listener at `address`.
pub fn routes(api: Arc<Api>, access: Access, address: SocketAddr) -> Router {
    let header = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .nest("/api/v1", v1::routes(api.clone(), access.api_token))
        .merge(screen::routes(api, access.session))
        .layer(middleware::from_fn(move |request, next| refuse_other_hosts(address, request, next)))
        .layer(header(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(header::REFERRER_POLICY, "no-referrer"))
}

async fn refuse_other_hosts(address: SocketAddr, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let port = address.port();
    let ours = [address.to_string(), format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")];
    if host.is_some_and(|host| ours.iter().any(|ours| ours == host)) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This is not the address of this inbox.").into_response()
    }
}
