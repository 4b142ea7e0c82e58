//! Messages, in the order of their threads.

mod reading;
mod searching;
mod thread;
mod turns;
mod writing;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::content::{Content, Context, MediaKind};
use crate::domain::failure::Failure;
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::pricing::Pricing;
use crate::domain::status::MessageStatus;

pub(in crate::store::tables) use reading::status_from;
pub use reading::{
    by_id, by_provider_id, by_provider_ids, gallery_before, outbound_by_provider_id, page_after, page_before,
    received_event_id,
};
pub use searching::{SearchFilter, search};
pub use thread::{
    count_inbound_after, newest, newest_arrival, newest_inbound, newest_of_customer, said_by_us_since,
    unanswered_since, voice_notes_without_words,
};
pub(crate) use turns::answerer;
pub use turns::{Turn, last_answer_before, turns_behind};
pub(crate) use writing::{delete, insert, show_in, update, update_content};

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageRow {
    /// Our number for it: the place in the log of the event that brought it.
    pub id: MessageId,
    /// The thread in which it is shown.
    pub conversation: ConversationId,
    /// The thread in which it came: another one after two contacts were merged.
    pub home: ConversationId,
    /// Whether we wrote it.
    pub outbound: bool,
    /// Whether the customer wrote it, so that it opened the window and asks for an answer.
    pub from_customer: bool,
    /// Whether it has a bubble or line of its own.
    pub shown: bool,
    /// When it was written, to the second; the thread is ordered by this, then by `id`.
    pub at: DateTime<Utc>,
    /// When it came to us.
    pub received_at: DateTime<Utc>,
    /// What it says.
    pub content: Content,
    /// What it answers, and where it comes from.
    pub context: Context,
    /// On which way it came to us.
    pub origin: Origin,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// Where it stands, if we wrote it.
    pub status: Option<MessageStatus>,
    /// Who wrote it, if we did: an actor's stored form.
    pub author: Option<String>,
    /// Why it failed, or why it waits.
    pub failure: Option<Failure>,
    /// What the provider counts it as.
    pub pricing: Option<Pricing>,
    /// When the provider sent it on.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it reached the phone.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When the customer opened it.
    pub read_at: Option<DateTime<Utc>>,
    /// When the customer first listened to it.
    pub played_at: Option<DateTime<Utc>>,
    /// All that it has said, oldest first, if it was edited; the last is `content`.
    pub versions: Vec<Version>,
    /// When its writer deleted it.
    pub deleted_at: Option<DateTime<Utc>>,
    /// What is said in it, if it is a voice note that was written down.
    pub transcript: Option<String>,
}

/// What an edited message said from a moment on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// From then on, in Unix milliseconds.
    pub at: i64,
    /// What it said.
    pub content: Content,
}

/// On which way a message came to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was received or sent here.
    Live,
    /// It was written on the phone that shares the number.
    Phone,
    /// It is of the phone's past.
    History,
    /// Another system sent it.
    Elsewhere,
    /// Nobody sent it: it is a line of WhatsApp's own, or a note for the team.
    Notice,
}

impl Origin {
    fn as_str(self) -> &'static str {
        match self {
            Origin::Live => "live",
            Origin::Phone => "phone",
            Origin::History => "history",
            Origin::Elsewhere => "elsewhere",
            Origin::Notice => "notice",
        }
    }

    /// Whether it is what somebody wrote here or to us, and so what the list shows of a chat.
    pub fn is_spoken(self) -> bool {
        !matches!(self, Origin::Elsewhere | Origin::Notice)
    }

    fn from_name(name: &str) -> Origin {
        [Origin::Phone, Origin::History, Origin::Elsewhere, Origin::Notice]
            .into_iter()
            .find(|origin| origin.as_str() == name)
            .unwrap_or(Origin::Live)
    }
}

impl MessageRow {
    /// A message of which only the least is known: nothing has become of it yet.
    pub fn new(
        id: MessageId,
        thread: ConversationId,
        at: DateTime<Utc>,
        received_at: DateTime<Utc>,
        content: Content,
    ) -> Self {
        MessageRow {
            id,
            conversation: thread,
            home: thread,
            outbound: false,
            from_customer: false,
            shown: content.stands_alone(),
            at,
            received_at,
            origin: if matches!(content, Content::Notice(_) | Content::Note { .. }) {
                Origin::Notice
            } else {
                Origin::Live
            },
            content,
            context: Context::default(),
            provider_id: None,
            status: None,
            author: None,
            failure: None,
            pricing: None,
            sent_at: None,
            delivered_at: None,
            read_at: None,
            played_at: None,
            versions: Vec::new(),
            deleted_at: None,
            transcript: None,
        }
    }

    /// Whether it is found by its provider's id in this table; received ones are found through the log.
    fn is_found_here(&self) -> bool {
        self.outbound || self.origin == Origin::History || matches!(self.content, Content::Call(_))
    }

    /// In which part of the gallery it stands.
    fn gallery(&self) -> Option<i64> {
        if self.origin == Origin::Elsewhere || !self.shown || matches!(self.content, Content::Note { .. }) {
            return None;
        }
        match self.content.media().map(|media| media.media) {
            Some(MediaKind::Image | MediaKind::Video) => Some(GALLERY_PHOTOS),
            Some(MediaKind::Audio | MediaKind::Voice | MediaKind::Document) => Some(GALLERY_FILES),
            Some(MediaKind::Sticker) => None,
            None => {
                let text = self.content.text().unwrap_or_default();
                (text.contains("https://") || text.contains("http://")).then_some(GALLERY_LINKS)
            }
        }
    }
}

/// Pictures and films.
pub const GALLERY_PHOTOS: i64 = 1;
/// Sounds and files.
pub const GALLERY_FILES: i64 = 2;
/// Words with a web address.
pub const GALLERY_LINKS: i64 = 3;

/// A place in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The time of the message there.
    pub at: DateTime<Utc>,
    /// Its number.
    pub id: MessageId,
}

impl MessageRow {
    /// Where it stands in its thread.
    pub fn place(&self) -> Place {
        Place { at: self.at, id: self.id }
    }
}

fn media_name(media: MediaKind) -> &'static str {
    match media {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::Voice => "voice",
        MediaKind::Document => "document",
        MediaKind::Sticker => "sticker",
    }
}
