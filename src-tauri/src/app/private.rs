//! The private listener.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::api::Api;
use crate::api::http::{Access, Session};

use super::serve;

/// The private listener: the screen in a browser and the local API.
pub struct PrivateListener {
    listener: TcpListener,
    address: SocketAddr,
    session: Session,
}

impl PrivateListener {
    /// Takes the address; port 0 for any.
    ///
    /// # Errors
    /// When it is taken, or can be reached from other computers: what is served here is not encrypted on its way.
    pub async fn bind(listen: SocketAddr) -> anyhow::Result<PrivateListener> {
        anyhow::ensure!(
            listen.ip().is_loopback(),
            "the screen and the local API are for this computer alone: {listen} can be reached from others"
        );
        let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
        let address = listener.local_addr()?;
        Ok(PrivateListener { listener, address, session: Session::new(address) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link that lets a browser in.
    pub fn link(&self) -> String {
        self.session.link(self.address)
    }

    /// Serves until `stop` turns true.
    pub async fn serve(self, api: Arc<Api>, api_token: Option<SecretString>, stop: watch::Receiver<bool>) {
        let access = Access { session: self.session, api_token };
        serve(self.listener, crate::api::http::routes(api, access, self.address), stop).await;
    }
}
