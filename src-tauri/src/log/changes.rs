//! What a commit changed, as the screen thinks of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use ts_rs::TS;

use crate::domain::ids::{ChannelId, ConversationId, MessageId};

/// Something that the screen may have to read again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Topic {
    /// A conversation's row, and these messages of its thread.
    Conversation {
        /// Which one.
        id: ConversationId,
        /// The new or changed messages; empty when only the row changed.
        messages: Vec<MessageId>,
    },
    /// The templates of a channel.
    Templates {
        /// Which one.
        channel: ChannelId,
    },
    /// What is known of the channels.
    Channels,
    /// The news from the provider.
    News,
    /// The answers that are used often.
    Replies,
    /// The labels, or the saved views of the list.
    Labels,
    /// What is scheduled.
    Scheduled,
    /// What is kept of people: attributes, notes, the list of contacts.
    Contacts,
    /// A part of a file has gone up.
    Upload {
        /// For which message.
        message: MessageId,
        /// Bytes that are there.
        sent: i64,
        /// Bytes in all.
        total: i64,
    },
    /// The settings.
    Settings,
    /// The speed of the clock, or which workspace is open: read `bootstrap` again.
    Workspace,
    /// The follower missed something: read everything again.
    Resync,
    /// A notification was clicked: show this conversation.
    Show {
        /// Which one.
        conversation: ConversationId,
    },
}

/// What a commit changed. Filled by the fold, which knows the thread that an event belongs to.
#[derive(Debug, Default)]
pub struct Changes {
    conversations: BTreeMap<ConversationId, BTreeSet<MessageId>>,
    templates: BTreeSet<ChannelId>,
    channels: bool,
    news: bool,
    replies: bool,
    labels: bool,
    scheduled: bool,
    contacts: bool,
}

impl Changes {
    /// A conversation's row changed.
    pub fn conversation(&mut self, id: ConversationId) {
        self.conversations.entry(id).or_default();
    }

    /// A message is new or changed, and with it its conversation's row.
    pub fn message(&mut self, conversation: ConversationId, message: MessageId) {
        self.conversations.entry(conversation).or_default().insert(message);
    }

    /// The templates of a channel changed.
    pub fn templates(&mut self, channel: &ChannelId) {
        self.templates.insert(channel.clone());
    }

    /// What is known of the channels changed.
    pub fn channels(&mut self) {
        self.channels = true;
    }

    /// There are new news.
    pub fn news(&mut self) {
        self.news = true;
    }

    /// The answers that are used often changed.
    pub fn replies(&mut self) {
        self.replies = true;
    }

    /// There are other labels or saved views.
    pub fn labels(&mut self) {
        self.labels = true;
    }

    /// What is scheduled changed.
    pub fn scheduled(&mut self) {
        self.scheduled = true;
    }

    /// What is kept of people changed.
    pub fn contacts(&mut self) {
        self.contacts = true;
    }

    /// The changes as topics, in a fixed order.
    pub fn into_topics(self) -> Vec<Topic> {
        let conversations = self
            .conversations
            .into_iter()
            .map(|(id, messages)| Topic::Conversation { id, messages: messages.into_iter().collect() });
        let templates = self.templates.into_iter().map(|channel| Topic::Templates { channel });
        let channels = self.channels.then_some(Topic::Channels);
        let news = self.news.then_some(Topic::News);
        let contacts = self.contacts.then_some(Topic::Contacts);
        let replies = self.replies.then_some(Topic::Replies);
        let labels = self.labels.then_some(Topic::Labels);
        let scheduled = self.scheduled.then_some(Topic::Scheduled);
        let others = [channels, news, replies, labels, scheduled, contacts].into_iter().flatten();
        conversations.chain(templates).chain(others).collect()
    }
}
