//! The shapes that cross to the screen. All times are Unix milliseconds in UTC.

mod error;
mod feed;
mod inbox;
mod sending;
mod templates;
mod thread;
mod workspace;

pub use error::{ApiError, Code};
pub use feed::FeedItem;
pub use inbox::{
    Contact, Conversation, ConversationPage, ConversationRef, ConversationSort, ConversationsById, ListConversations,
    MessageHit, Preview, Search, SearchResults, WindowFilter, WindowInfo, WindowPhase,
};
pub use sending::{SendTemplate, SendText};
pub use templates::{TemplateButton, TemplateField, TemplateInfo, TemplateList, Unsendable};
pub use thread::{ListMessages, MarkRead, Message, MessageError, MessagePage, MessageRef, MessagesById, SaveDraft};
pub use workspace::{
    Bootstrap, ChannelInfo, ChannelRef, ClockInfo, PracticeSpeed, ReceivedCounts, SetView, WorkspaceInfo,
};
