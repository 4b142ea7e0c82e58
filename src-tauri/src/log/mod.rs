//! The workspace's log: append and follow. The only way to change shared state.
//!
//! Whoever wants a change says which events it consists of, and may look at the present state first to decide; looking
//! and appending are one step, so that nothing comes between. Behind [`Log`] stands one sequencer: today the
//! workspace's own database ([`EmbeddedLog`]), for more than one machine a stream server with the same contract.

mod changes;
mod embedded;

use std::sync::{Arc, Mutex, PoisonError};

use futures::future::BoxFuture;
use tokio::sync::broadcast;

use crate::domain::event::{NewEvent, Recorded};
use crate::domain::ids::Seq;
use crate::store::{DbError, DbResult, ReadTx, WriteTx};

pub use changes::{Changes, Topic};
pub use embedded::EmbeddedLog;

/// Looks at the present state and says which events to append; none is a fine answer.
pub type Decide = Box<dyn FnOnce(&ReadTx) -> DbResult<Vec<NewEvent>> + Send>;

/// Where an event stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its place.
    pub seq: Seq,
    /// Whether it is new; an event whose id is in the log already changes nothing.
    pub fresh: bool,
}

/// What followers are told after a commit.
#[derive(Clone, Debug)]
pub struct Committed {
    /// The newest place in the log.
    pub head: Seq,
    /// The new events, in order.
    pub events: Arc<Vec<Recorded>>,
    /// What the screen should read again.
    pub topics: Vec<Topic>,
}

/// The one order of everything that happens in a workspace.
pub trait Log: Send + Sync {
    /// Appends what `decide` asks for, and tells followers after the commit.
    fn append(&self, decide: Decide) -> BoxFuture<'static, DbResult<Vec<Appended>>>;

    /// Everything that is committed from now on. A follower that falls behind is told so and reads the state again.
    fn follow(&self) -> broadcast::Receiver<Committed>;

    /// Tells followers of a change that is this computer's own and not in the log.
    fn announce(&self, topics: Vec<Topic>);
}

/// Folds an event into the tables that the screen reads, in the transaction that appends it.
pub trait Fold: Send + Sync {
    /// Applies one event and notes what it changed.
    ///
    /// # Errors
    /// What the database objects to; the event is then not appended.
    fn apply(&self, tx: &WriteTx, event: &Recorded, changes: &mut Changes) -> DbResult<()>;
}

/// Appends these events.
///
/// # Errors
/// What the database objects to.
pub async fn append(log: &dyn Log, events: Vec<NewEvent>) -> DbResult<Vec<Appended>> {
    log.append(Box::new(move |_| Ok(events))).await
}

/// Why [`append_if`] appended nothing.
#[derive(Debug)]
pub enum NotAppended<E> {
    /// The present state forbids it.
    Refused(E),
    /// The database objects.
    Db(DbError),
}

/// Appends what `decide` asks for, unless the present state forbids it.
///
/// # Errors
/// The refusal of `decide`, or what the database objects to.
pub async fn append_if<E: Send + 'static>(
    log: &dyn Log,
    decide: impl FnOnce(&ReadTx) -> DbResult<Result<Vec<NewEvent>, E>> + Send + 'static,
) -> Result<Vec<Appended>, NotAppended<E>> {
    let refusal = Arc::new(Mutex::new(None));
    let slot = refusal.clone();
    let appended = log.append(Box::new(move |tx| {
        decide(tx)?.or_else(|refused| {
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(refused);
            Ok(Vec::new())
        })
    }));
    let appended = appended.await.map_err(NotAppended::Db)?;
    match refusal.lock().unwrap_or_else(PoisonError::into_inner).take() {
        Some(refused) => Err(NotAppended::Refused(refused)),
        None => Ok(appended),
    }
}
