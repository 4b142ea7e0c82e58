//! Meta's Graph API for WhatsApp on this machine, with customers who write, answer, read and fall silent.
//!
//! It is written from the provider's description alone and shares no wire type with the client that talks to it, so
//! that a mistake in one is seen by the other. It keeps its own idea of every rule: the 24-hour window, the limits,
//! which templates may be sent. It never reaches beyond the webhook address that it was given, and keeps nothing: all
//! of it is gone when it stops.

use std::net::SocketAddr;
use std::sync::Arc;

use crate::domain::clock::Clock;

mod account;
mod control;
mod customers;
mod day;
mod faults;
mod fields;
mod graph;
mod ids;
mod life;
mod limits;
mod media;
mod object;
mod phone;
mod reviewers;
mod server;
#[cfg(test)]
mod tests;
mod webhook;
mod world;

pub use account::Account;
pub use day::{DAY_SENT, day};
use server::Server;
use world::World;

/// Who the customers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// About twenty customers of a clinic and of a shop, in seven languages and in every state of the window.
    Practice,
    /// One customer with an open window, who says nothing unless told to.
    Single,
}

/// How a simulator is set up.
#[derive(Clone, Debug)]
pub struct SimulatorConfig {
    /// Where to listen; port 0 takes any free port.
    pub listen: SocketAddr,
    /// Where webhooks are posted, as a whole address. Without one they wait until it is set.
    pub webhook: Option<String>,
    /// The time: timestamps, windows, limits and the life of links are counted on it.
    pub clock: Clock,
    /// Who the customers are.
    pub cast: Cast,
    /// Whether customers answer and write by themselves.
    pub answers: bool,
    /// What every human or network delay is multiplied by: 1 is true to life, 0 does everything at once.
    pub delays: f64,
    /// The same seed gives the same people, lines and choices. Without one every start differs.
    pub seed: Option<u64>,
}

impl SimulatorConfig {
    /// The practice cast on any free port, living on by itself.
    pub fn practice(clock: Clock) -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        SimulatorConfig { listen, webhook: None, clock, cast: Cast::Practice, answers: true, delays: 1.0, seed: None }
    }

    /// One silent customer on any free port, without waiting: for tests.
    pub fn single(clock: Clock) -> Self {
        SimulatorConfig { cast: Cast::Single, answers: false, delays: 0.02, seed: Some(1), ..Self::practice(clock) }
    }
}

/// Why the simulator could not do what it was asked.
#[derive(thiserror::Error, Debug)]
#[non_exhaustive]
pub enum SimulatorError {
    /// The address is taken, or not of this machine.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The client that posts webhooks could not be built.
    #[error("cannot set up the webhook client")]
    Client(#[source] reqwest::Error),
    /// The encryption library refused its own defaults.
    #[error("cannot set up encryption for the webhook client")]
    Encryption(#[source] rustls::Error),
    /// A list of lines or templates that is built in cannot be read.
    #[error("the built-in {what} cannot be read")]
    BuiltIn {
        /// Which list.
        what: &'static str,
        /// Where it is broken.
        #[source]
        source: serde_json::Error,
    },
    /// The webhook address did not answer the verification request as it must.
    #[error("the webhook address failed verification: {0}")]
    Verification(String),
}

/// A running simulator. Dropping it, or [`Simulator::stop`], ends its server and all that its customers do.
#[derive(Debug)]
pub struct Simulator {
    world: Arc<World>,
    server: Server,
}

impl Simulator {
    /// Starts listening. The customers stay quiet until [`Simulator::open`].
    pub async fn start(config: SimulatorConfig) -> Result<Simulator, SimulatorError> {
        let listener = server::bind(config.listen).await?;
        let address = listener.local_addr().unwrap_or(config.listen);
        let world = World::new(&config, address)?;
        customers::cast::gather(&world, config.cast, config.answers);
        let server = Server::run(listener, address, Arc::clone(&world));
        Ok(Simulator { world, server })
    }

    /// Where it listens. The Graph API is at `http://{address}/v24.0`.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// The ids and secrets of the business account.
    pub fn account(&self) -> &Account {
        &self.world.account
    }

    /// The number (E.164) of a practice customer whose window is open now.
    pub fn customer(&self) -> Option<String> {
        let now = self.world.clock.now();
        self.world.with(|state| {
            let open = state.people.all().iter().find(|customer| customer.phone.is_some() && customer.window_open(now));
            open.and_then(customers::Customer::e164)
        })
    }

    /// Verifies the address as Meta does, then posts webhooks there.
    pub async fn set_webhook(&self, url: String, verify_token: &str) -> Result<(), SimulatorError> {
        webhook::verify(&self.world, &url, verify_token).await.map_err(SimulatorError::Verification)?;
        self.world.set_callback(Some(url));
        Ok(())
    }

    /// Opens the doors: delivers what the customers wrote before, then lets them live on. Returns when the opening
    /// messages were delivered, or after two seconds.
    pub async fn open(&self) {
        customers::behaviour::open(&self.world).await;
    }

    /// Opens the doors like [`Simulator::open`], but in the order of time: the clock is set back for a moment, so that
    /// whoever shares it receives each message when it was written. Only for a clock of the simulator's own.
    pub async fn relive(&self) {
        customers::behaviour::relive(&self.world).await;
    }

    /// Ends the server and everything that runs.
    pub async fn stop(mut self) {
        self.world.stop();
        self.server.wait().await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.world.stop();
    }
}
