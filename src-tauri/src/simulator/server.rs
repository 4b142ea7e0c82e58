//! The listening side: one server for the Graph API and for the controls beside it.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::world::World;
use super::{SimulatorError, control, graph};

/// The largest document that may be sent, and room for the form around it.
const BODY_LIMIT_BYTES: usize = 101 * 1024 * 1024;

/// The running server.
#[derive(Debug)]
pub(super) struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

pub(super) async fn bind(address: SocketAddr) -> Result<TcpListener, SimulatorError> {
    TcpListener::bind(address).await.map_err(|source| SimulatorError::Listen { address, source })
}

impl Server {
    pub fn run(listener: TcpListener, address: SocketAddr, world: Arc<World>) -> Server {
        let service = router(Arc::clone(&world)).into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move {
            let stopped = async move { world.stopped().await };
            if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(stopped).await {
                tracing::error!(%error, "The simulator's server ended: {error}");
            }
        });
        Server { address, task }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until the last connection is closed, but not for clients that keep one open.
    pub async fn wait(&mut self) {
        let _ = tokio::time::timeout(std::time::Duration::from_secs(1), &mut self.task).await;
        self.task.abort();
    }
}

fn router(world: Arc<World>) -> Router {
    Router::new()
        .nest("/_sim", control::routes())
        .fallback(graph::answer)
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .with_state(world)
}

/// The client that posts webhooks. It trusts no certificate authority: the only address that it is made for is on this
/// machine, without encryption.
pub(super) fn client() -> Result<reqwest::Client, SimulatorError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(SimulatorError::Encryption)?
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_secs(10))
        .user_agent("facebookexternalua")
        .build()
        .map_err(SimulatorError::Client)
}
