//! One person on the other side, and how they behave.

use chrono::{DateTime, Duration, Utc};

const WINDOW_HOURS: i64 = 24;
/// The hash of whoever never changed telephones.
const FIRST_IDENTITY: &str = "DF2lS5v2W6x2af71b8c4d9e0";
const FREE_ENTRY_HOURS: i64 = 72;

/// What a customer talks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::simulator) enum Trade {
    /// A patient of the clinic.
    #[default]
    Clinic,
    /// Someone who buys in the shop.
    Shop,
}

/// One person on the other side.
#[derive(Clone, Debug, Default)]
pub(in crate::simulator) struct Customer {
    pub id: usize,
    /// The number as it is dialled, in digits. People with a username may have none.
    pub phone: Option<String>,
    pub wa_id: Option<String>,
    pub user_id: String,
    pub username: Option<String>,
    /// The name in the profile; `None` leaves it out, and it may be empty.
    pub name: Option<String>,
    pub language: String,
    pub trade: Trade,
    pub manner: Manner,
    /// The last time that they wrote: what the window is counted from.
    pub last_wrote: Option<DateTime<Utc>>,
    /// Whether an answer is being thought about: two messages in a row get one answer.
    pub thinking: bool,
    /// Wants no marketing any more.
    pub stopped_marketing: bool,
    /// Blocked by the business: cannot write, and cannot be written to.
    pub blocked: bool,
    /// The hash of their security code, once it has changed.
    pub identity: String,
    pub entry: FreeEntry,
}

/// A way in that an advertisement paid for.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::simulator) struct FreeEntry {
    /// When they wrote by way of an advertisement.
    pub opened: Option<DateTime<Utc>>,
    /// Until when everything to them is free: counted from the first answer of the business.
    pub free_until: Option<DateTime<Utc>>,
}

impl FreeEntry {
    /// Notes an answer of the business: the first one within a day of the advertisement begins three free days.
    pub fn answered(&mut self, now: DateTime<Utc>) {
        let in_time = self.opened.take().is_some_and(|opened| now < opened + Duration::hours(WINDOW_HOURS));
        if in_time {
            self.free_until = Some(now + Duration::hours(FREE_ENTRY_HOURS));
        }
    }
}

/// How a person behaves without being told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::simulator) struct Manner {
    /// Has read receipts on, and reads.
    pub reads: bool,
    pub answers: bool,
    /// Writes now and then unasked.
    pub writes: bool,
}

impl Customer {
    /// Whether free-form messages may be sent to them at this moment.
    pub fn window_open(&self, now: DateTime<Utc>) -> bool {
        self.last_wrote.is_some_and(|wrote| now < wrote + Duration::hours(WINDOW_HOURS))
    }

    /// The hash of their security code.
    pub fn identity_hash(&self) -> &str {
        if self.identity.is_empty() { FIRST_IDENTITY } else { &self.identity }
    }

    pub fn e164(&self) -> Option<String> {
        self.phone.as_ref().map(|digits| format!("+{digits}"))
    }
}
