//! Builds the house: the only module that knows every part of it.

mod housekeeping;
mod practice;
mod private;
mod running;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, watch};
use tracing::{info, warn};

use crate::api::{Switch, Workspace};

use practice::PracticeRun;

pub use practice::Practice;
pub use private::PrivateListener;
pub use running::{OpenWorkspace, Running};

/// What is open in this program, and how to open practice.
pub struct App {
    practice: Practice,
    open: Mutex<Option<Open>>,
}

enum Open {
    Real(Running),
    Practice(PracticeRun),
}

impl App {
    /// A program with nothing open.
    pub fn new(practice: Practice) -> Arc<App> {
        Arc::new(App { practice, open: Mutex::new(None) })
    }

    /// Opens a workspace with real customers.
    ///
    /// # Errors
    /// As [`Running::open`].
    pub async fn open(&self, open: OpenWorkspace) -> anyhow::Result<Arc<Workspace>> {
        let running = Running::open(open).await?;
        let workspace = running.workspace();
        *self.open.lock().await = Some(Open::Real(running));
        Ok(workspace)
    }

    /// Where providers reach the open workspace.
    pub async fn public_address(&self) -> Option<SocketAddr> {
        self.open.lock().await.as_ref().map(|open| match open {
            Open::Real(running) => running.public_address(),
            Open::Practice(run) => run.running.public_address(),
        })
    }

    /// Where the simulator of the open practice workspace listens.
    pub async fn simulator_address(&self) -> Option<SocketAddr> {
        self.open.lock().await.as_ref().and_then(|open| match open {
            Open::Real(_) => None,
            Open::Practice(run) => Some(run.simulator.address()),
        })
    }
}

impl Switch for App {
    fn open_practice(&self) -> BoxFuture<'_, anyhow::Result<Arc<Workspace>>> {
        async {
            let mut open = self.open.lock().await;
            let run = PracticeRun::start(&self.practice).await?;
            let workspace = run.running.workspace();
            info!("Practice has begun; its simulator is controlled at http://{}/_sim/state", run.simulator.address());
            *open = Some(Open::Practice(run));
            Ok(workspace)
        }
        .boxed()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        async {
            match self.open.lock().await.take() {
                Some(Open::Real(running)) => running.close().await,
                Some(Open::Practice(run)) => run.close().await,
                None => {}
            }
        }
        .boxed()
    }
}

/// Serves until `stop` turns true, and then ends with the requests that are being answered.
async fn serve(listener: TcpListener, routes: Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    if let Err(problem) = axum::serve(listener, routes).with_graceful_shutdown(stopped).await {
        warn!("A listener ended: {problem}");
    }
}
