//! The shapes that cross to the screen. All times are Unix milliseconds in UTC.

mod contacts;
mod error;
mod feed;
mod files;
mod inbox;
mod news;
mod people;
mod replies;
mod sending;
mod sheets;
mod templates;
mod thread;
mod workspace;

pub use contacts::{
    AttributeFilter, AttributeInfo, AttributeIs, AttributeRef, ChangeAttribute, ChangeNote, ContactNote, ContactPage,
    KnownValue, Likeness, ListContacts, ListedContact, LookAlike, OpenChat, OpenedChat, PastWindow, SetAttribute,
    TellApart, WriteNote,
};
pub use error::{ApiError, Code};
pub use feed::FeedItem;
pub use files::{
    Attachment, AttachmentProblem, FileInfo, FileRef, FileState, GalleryKind, GalleryPage, ListGallery, Recording,
};
pub use inbox::{
    Contact, Conversation, ConversationPage, ConversationRef, ConversationSort, ConversationsById, ListConversations,
    MessageHit, Preview, Search, SearchKind, SearchResults, WindowFilter, WindowInfo, WindowPhase,
};
pub use news::{ListNews, NewsItem, NewsPage, PhoneInfo, RequestPhoneSync};
pub use people::{BlockContact, ContactDetails, ContactRef, MergeContacts, NameContact, SaveCard};
pub use replies::{ChangeReply, ReplyRef, SavedReply};
pub use sending::{FlowInfo, React, SendMessage, SendTemplate};
pub use sheets::{CsvText, ImportLine, ImportOutcome, ImportReport, ImportSheet, LineTrouble};
pub use templates::{TemplateButton, TemplateField, TemplateInfo, TemplateList, Unsendable};
pub use thread::{
    Draft, DraftFile, EarlierText, ListMessages, MarkRead, Message, MessageError, MessagePage, MessageRef,
    MessagesById, Quote, Reaction, SaveDraft,
};
pub use workspace::{
    Bootstrap, ChannelInfo, ChannelRef, ClockInfo, PracticeSpeed, ReceivedCounts, SetView, TranscriptionKey,
    WorkspaceInfo,
};
