//! The shapes that cross to the screen. All times are Unix milliseconds in UTC.

mod chats;
mod authoring;
mod contacts;
mod error;
mod feed;
mod figures;
mod files;
mod inbox;
mod news;
mod office;
mod people;
mod replies;
mod schedule;
mod sending;
mod sheets;
mod templates;
mod thread;
mod work;
mod workspace;

pub use authoring::{
    AccountTemplate, AccountTemplates, DeleteTemplate, DuplicateTemplate, Rejection, SaveTemplateDraft,
    SavedTemplateDraft, TakeLibraryTemplate, TemplateCheck, TemplateDraftRef, TemplateRef,
};
pub use chats::{ChatWithNumber, StartChat};
pub use contacts::{
    AttributeFilter, AttributeInfo, AttributeIs, AttributeRef, ChangeAttribute, ChangeNote, ContactNote, ContactPage,
    KnownValue, Likeness, ListContacts, ListedContact, LookAlike, OpenChat, OpenedChat, PastWindow, SetAttribute,
    TellApart, WriteContactNote,
};
pub use error::{ApiError, Code};
pub use feed::FeedItem;
pub use figures::{
    AgentFigures, AgentKind, AskFigures, DayFigures, FailureFigures, Figures, HoursCounted, MonthUse, Period,
    PricedFigures, Spent, TemplateFigures, Totals, Typical, WebhookFigures,
};
pub use files::{
    Attachment, AttachmentProblem, FileInfo, FileRef, FileState, GalleryKind, GalleryPage, ListGallery, Recording,
};
pub use inbox::{
    Contact, Conversation, ConversationPage, ConversationRef, ConversationsById, ListConversations, MessageHit,
    Preview, Search, SearchKind, SearchResults, Unheard, WindowInfo, WindowPhase,
};
pub use news::{ListNews, NewsItem, NewsPage, PhoneInfo, RequestPhoneSync};
pub use office::{ClosingSoon, ListClosingSoon, OfficeInfo, SaveOffice, WhileAway};
pub use people::{BlockContact, ContactDetails, ContactRef, MergeContacts, NameContact, SaveCard};
pub use replies::{ChangeReply, ReplyRef, SavedReply};
pub use schedule::{
    ChangeSchedule, ListScheduled, ScheduleMessage, ScheduleRef, ScheduleWhat, Scheduled, TemplateWish,
};
pub use sending::{FlowInfo, React, SendMessage, SendTemplate};
pub use sheets::{CsvText, ImportLine, ImportOutcome, ImportReport, ImportSheet, LineTrouble};
pub use templates::{
    FieldMemory, RememberTemplate, SetFavouriteTemplate, TemplateButton, TemplateCardInfo, TemplateField, TemplateInfo,
    TemplateList, Unsendable,
};
pub use thread::{
    Draft, DraftFile, EarlierText, ListMessages, MarkRead, Message, MessageError, MessagePage, MessageRef,
    MessagesById, Quote, Reaction, SaveDraft,
};
pub use work::{
    Label, LabelRef, MarkUnread, Pin, SaveLabel, SaveView, SavedView, SetLabel, SetWork, ViewRef, WorkWish, WriteNote,
};
pub use workspace::{
    Bootstrap, ChannelInfo, ChannelRef, ClockInfo, PracticeSpeed, ReceivedCounts, SetView, TranscriptionKey,
    WorkspaceInfo,
};
