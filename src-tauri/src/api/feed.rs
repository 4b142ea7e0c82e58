//! The feed: hints of what changed, for a screen that follows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use futures::Stream;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{broadcast, watch};

use crate::domain::ids::{ConversationId, MessageId, Seq};
use crate::log::{Committed, Topic};

use super::Api;
use super::types::FeedItem;

/// Hints that come within this time travel together: about one frame of the screen.
const GATHERING: Duration = Duration::from_millis(16);

struct Follower {
    api: Arc<Api>,
    generations: watch::Receiver<u64>,
    commits: Option<broadcast::Receiver<Committed>>,
    first: Option<FeedItem>,
    seq: Seq,
}

impl Api {
    /// Everything that changes from now on. A follower that knows less than the present state (`since`) is told first to
    /// read everything again.
    pub fn feed(self: &Arc<Self>, since: Seq) -> impl Stream<Item = FeedItem> + Send + use<> {
        let generations = self.generations();
        let commits = self.current().map(|workspace| workspace.log.follow());
        let follower = Follower { api: self.clone(), generations, commits, first: Some(resync(since)), seq: since };
        futures::stream::unfold(follower, |mut follower| async move {
            let item = follower.next().await?;
            Some((item, follower))
        })
    }
}

fn resync(seq: Seq) -> FeedItem {
    FeedItem { seq, topics: vec![Topic::Resync] }
}

impl Follower {
    async fn next(&mut self) -> Option<FeedItem> {
        if let Some(first) = self.first.take()
            && self.head().await != Some(self.seq)
        {
            return Some(first);
        }
        loop {
            tokio::select! {
                changed = self.generations.changed() => {
                    changed.ok()?;
                    self.commits = self.api.current().map(|workspace| workspace.log.follow());
                    return Some(FeedItem { seq: Seq(0), topics: vec![Topic::Workspace] });
                }
                committed = next_commit(&mut self.commits) => match committed {
                    Ok(committed) => {
                        if let Some(item) = self.gather(committed).await {
                            return Some(item);
                        }
                    }
                    Err(RecvError::Lagged(_)) => return Some(resync(self.seq)),
                    // The workspace is being closed; the next generation follows.
                    Err(RecvError::Closed) => self.commits = None,
                },
            }
        }
    }

    /// The newest place in the log, if a workspace is open and can tell.
    async fn head(&self) -> Option<Seq> {
        let workspace = self.api.current()?;
        workspace.store.read(crate::store::tables::log::head).await.ok()
    }

    async fn gather(&mut self, first: Committed) -> Option<FeedItem> {
        tokio::time::sleep(GATHERING).await;
        let mut gathered = Gathered::default();
        gathered.add(first);
        while let Some(commits) = &mut self.commits {
            match commits.try_recv() {
                Ok(committed) => gathered.add(committed),
                Err(TryRecvError::Lagged(_)) => return Some(resync(self.seq)),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        let item = gathered.into_item();
        self.seq = item.seq;
        (!item.topics.is_empty()).then_some(item)
    }
}

async fn next_commit(commits: &mut Option<broadcast::Receiver<Committed>>) -> Result<Committed, RecvError> {
    match commits {
        Some(commits) => commits.recv().await,
        None => std::future::pending().await,
    }
}

#[derive(Default)]
struct Gathered {
    head: i64,
    conversations: BTreeMap<ConversationId, BTreeSet<MessageId>>,
    others: BTreeSet<Topic>,
}

impl Gathered {
    fn add(&mut self, committed: Committed) {
        self.head = self.head.max(committed.head.0);
        for topic in committed.topics {
            if let Topic::Conversation { id, messages } = topic {
                self.conversations.entry(id).or_default().extend(messages);
            } else {
                self.others.insert(topic);
            }
        }
    }

    fn into_item(self) -> FeedItem {
        let conversations = self
            .conversations
            .into_iter()
            .map(|(id, messages)| Topic::Conversation { id, messages: messages.into_iter().collect() });
        FeedItem { seq: Seq(self.head), topics: conversations.chain(self.others).collect() }
    }
}
