//! The log as a table of the workspace's own database: append and fold are one transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::broadcast;

use crate::domain::event::{NewEvent, Recorded};
use crate::domain::ids::Seq;
use crate::store::tables::{log as table, projection_state};
use crate::store::{DbResult, Store, WriteTx};

use super::{Appended, Changes, Committed, Decide, Fold, Log, Topic};

/// How many commits a follower may lag behind before it is told to read the state again.
const LAG: usize = 4096;

/// The log in the workspace's own database.
pub struct EmbeddedLog {
    store: Store,
    fold: Arc<dyn Fold>,
    feed: Feed,
}

/// Where followers listen.
#[derive(Clone)]
struct Feed {
    channel: broadcast::Sender<Committed>,
    head: Arc<AtomicI64>,
}

impl Feed {
    fn say(&self, events: Vec<Recorded>, topics: Vec<Topic>) {
        if let Some(last) = events.last() {
            self.head.fetch_max(last.seq.0, Ordering::Relaxed);
        }
        let head = Seq(self.head.load(Ordering::Relaxed));
        // Nobody listening is fine: whoever comes later reads the state first.
        let _ = self.channel.send(Committed { head, events: Arc::new(events), topics });
    }
}

impl EmbeddedLog {
    /// The log in this database, whose projection is already up to date.
    ///
    /// # Errors
    /// What the database objects to.
    pub async fn open(store: Store, fold: Arc<dyn Fold>) -> DbResult<EmbeddedLog> {
        let head = store.read(table::head).await?;
        let feed = Feed { channel: broadcast::channel(LAG).0, head: Arc::new(AtomicI64::new(head.0)) };
        Ok(EmbeddedLog { store, fold, feed })
    }
}

impl Log for EmbeddedLog {
    fn append(&self, decide: Decide) -> BoxFuture<'static, DbResult<Vec<Appended>>> {
        let (store, fold, feed) = (self.store.clone(), self.fold.clone(), self.feed.clone());
        async move {
            store
                .write(move |tx| {
                    let events = decide(tx)?;
                    append_all(tx, fold.as_ref(), feed, events)
                })
                .await
        }
        .boxed()
    }

    fn follow(&self) -> broadcast::Receiver<Committed> {
        self.feed.channel.subscribe()
    }

    fn announce(&self, topics: Vec<Topic>) {
        self.feed.say(Vec::new(), topics);
    }
}

fn append_all(tx: &WriteTx, fold: &dyn Fold, feed: Feed, events: Vec<NewEvent>) -> DbResult<Vec<Appended>> {
    let mut changes = Changes::default();
    let mut recorded = Vec::with_capacity(events.len());
    let mut appended = Vec::with_capacity(events.len());
    for event in events {
        if let Some(seq) = table::find(tx, &event.id)? {
            appended.push(Appended { seq, fresh: false });
            continue;
        }
        let seq = table::insert(tx, &event)?;
        let event = Recorded { seq, actor: event.actor, at: event.at, event: event.event };
        fold.apply(tx, &event, &mut changes)?;
        appended.push(Appended { seq, fresh: true });
        recorded.push(event);
    }
    if let Some(last) = recorded.last() {
        projection_state::set_applied(tx, last.seq)?;
        tx.after_commit(move || feed.say(recorded, changes.into_topics()));
    }
    Ok(appended)
}
