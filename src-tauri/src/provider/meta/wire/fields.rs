//! The values of the other fields that an app subscribes to.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Contact, Metadata, Number, Timestamp};

/// The value of `smb_message_echoes`.
#[derive(Deserialize)]
pub struct EchoesValue<'a> {
    /// What the business wrote on its phone.
    #[serde(borrow, default)]
    pub message_echoes: Vec<&'a RawValue>,
}

/// The value of `history`: parts of the past, or messages with files for it.
#[derive(Deserialize)]
pub struct HistoryValue<'a> {
    /// Which business number it is about.
    #[serde(default)]
    pub metadata: Metadata,
    /// Parts of the past.
    #[serde(borrow, default)]
    pub history: Vec<HistoryPart<'a>>,
    /// Messages with files.
    #[serde(borrow, default)]
    pub messages: Vec<&'a RawValue>,
}

/// A part of the past.
#[derive(Deserialize)]
pub struct HistoryPart<'a> {
    /// Where it belongs.
    #[serde(default)]
    pub metadata: HistoryMetadata,
    /// By customer.
    #[serde(borrow, default)]
    pub threads: Vec<HistoryThread<'a>>,
    /// 2593109 when the owner does not share it.
    #[serde(default)]
    pub errors: Vec<super::WebhookError>,
}

/// Where a part of the past belongs.
#[derive(Default, Deserialize)]
pub struct HistoryMetadata {
    /// How much of the whole has come with it, in per cent.
    #[serde(default)]
    pub progress: Option<Number>,
}

/// The past with one customer.
#[derive(Deserialize)]
pub struct HistoryThread<'a> {
    /// Their number in digits.
    #[serde(default)]
    pub id: Option<String>,
    /// More about them, where it is told.
    #[serde(default)]
    pub context: Option<Contact>,
    /// What was written.
    #[serde(borrow, default)]
    pub messages: Vec<&'a RawValue>,
}

/// The value of `smb_app_state_sync`.
#[derive(Deserialize)]
pub struct StateSyncValue<'a> {
    /// What changed in the phone's contact book.
    #[serde(borrow, default)]
    pub state_sync: Vec<&'a RawValue>,
}

/// A change in the phone's contact book.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct StateSync {
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    #[serde(default)]
    pub contact: Option<SyncedContact>,
    #[serde(default)]
    pub action: Option<String>,
    #[serde(default)]
    pub metadata: Option<SyncMetadata>,
}

/// A contact of the phone.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct SyncedContact {
    #[serde(default)]
    pub full_name: Option<String>,
    #[serde(default)]
    pub first_name: Option<String>,
    #[serde(default)]
    pub phone_number: Option<String>,
}

/// When it changed.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct SyncMetadata {
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
}

/// The value of `user_preferences`.
#[derive(Deserialize)]
pub struct PreferencesValue<'a> {
    /// What customers want.
    #[serde(borrow, default)]
    pub user_preferences: Vec<&'a RawValue>,
}

/// What a customer wants.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Preference {
    #[serde(default)]
    pub wa_id: Option<String>,
    #[serde(default)]
    pub user_id: Option<String>,
    #[serde(default)]
    pub parent_user_id: Option<String>,
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub value: Option<String>,
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
}

/// The value of `calls`.
#[derive(Deserialize)]
pub struct CallsValue<'a> {
    /// Which business number it is about.
    #[serde(default)]
    pub metadata: Metadata,
    /// Who calls or is called.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Calls that begin or end.
    #[serde(borrow, default)]
    pub calls: Vec<&'a RawValue>,
    /// What becomes of calls that the business makes.
    #[serde(borrow, default)]
    pub statuses: Vec<&'a RawValue>,
}

/// A call that begins or ends.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Call {
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub from_user_id: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub to_user_id: Option<String>,
    #[serde(default)]
    pub event: Option<String>,
    #[serde(default)]
    pub direction: Option<String>,
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub start_time: Option<Timestamp>,
    #[serde(default)]
    pub duration: Option<Number>,
}

/// The value of `user_id_update`.
#[derive(Deserialize)]
pub struct UserIdUpdateValue<'a> {
    /// Who has a new id.
    #[serde(borrow, default)]
    pub user_id_update: Vec<&'a RawValue>,
}

/// A person with a new id.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct UserIdUpdate {
    #[serde(default)]
    pub wa_id: Option<String>,
    #[serde(default)]
    pub user_id: Option<OldAndNew>,
    #[serde(default)]
    pub parent_user_id: Option<OldAndNew>,
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
}

/// An id that became another one.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct OldAndNew {
    #[serde(default)]
    pub previous: Option<String>,
    #[serde(default)]
    pub current: Option<String>,
}
