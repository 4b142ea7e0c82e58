//! What the house asks of a provider, and the one provider there is.

mod authoring;
mod files;
pub mod meta;
pub mod sync;

use std::collections::BTreeMap;
use std::time::Duration;

use futures::future::BoxFuture;
use secrecy::SecretString;

use crate::domain::authoring::TemplateDraft;
use crate::domain::content::{Content, Media};
use crate::domain::event::PhonePart;
use crate::domain::failure::Failure;
use crate::domain::ids::ChannelId;
use crate::domain::person::Identity;
use crate::domain::template::Template;
use crate::texts::{self, Language};

pub use authoring::{LibraryButton, LibraryChoice, SampleError, Submission, Submitted};
pub use files::{FetchError, FileStream, MediaUrl, Upload, UploadBody};

/// One business number and what it takes to use it.
#[derive(Clone, Debug)]
pub struct Channel {
    /// Its name.
    pub id: ChannelId,
    /// The account at Meta.
    pub meta: meta::Account,
    /// Signs the webhooks that come in for it.
    pub app_secret: SecretString,
    /// Proves to the provider that the webhook address is ours.
    pub verify_token: SecretString,
}

impl Channel {
    /// The scope in which user ids are unique: the business portfolio, of which the account is all that we know.
    pub fn scope(&self) -> &str {
        &self.meta.waba_id
    }

    /// The path on the public listener that the provider calls.
    pub fn webhook_path(&self) -> String {
        format!("/webhooks/meta/{}", self.id)
    }
}

/// A message on its way out.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// To whom.
    pub to: Identity,
    /// What to say.
    pub content: Content,
    /// The provider's id of the message that it answers.
    pub reply_to: Option<String>,
    /// The provider's ids of the files in it, which were uploaded before, by SHA-256.
    pub media_ids: BTreeMap<String, String>,
    /// Comes back with each status of the message.
    pub client_id: String,
}

impl Outgoing {
    /// The provider's id of a file in it.
    pub fn media_id(&self, media: &Media) -> Option<&str> {
        self.media_ids.get(media.sha256.as_deref()?).map(String::as_str)
    }
}

/// The provider has taken a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its id there.
    pub provider_id: String,
    /// The recipient in the provider's form.
    pub recipient: Identity,
}

/// What the provider says of a business number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberInfo {
    /// The number as the provider writes it.
    pub display_phone_number: Option<String>,
    /// The name that customers see.
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED` or another word.
    pub quality: Option<String>,
    /// Whether the WhatsApp Business app on a phone shares it.
    pub on_phone: bool,
    /// How many people may be written to in a day outside their windows, such as `TIER_2K`.
    pub messaging_limit: Option<String>,
}

/// A form that can be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `PUBLISHED`, `DRAFT` or another word.
    pub status: String,
}

/// What the provider says of the account that the number belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountInfo {
    /// The account's name.
    pub name: Option<String>,
    /// The review's outcome, such as `APPROVED`.
    pub review_status: Option<String>,
}

/// Why a call did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The provider answered with an error.
    #[error("the provider refused: {}", .0.code)]
    Refused(Failure),
    /// The provider was not reached; nothing has left this computer.
    #[error("the provider was not reached: {0}")]
    NotReached(String),
    /// The request has left this computer and no answer came back that we understand: it may have been carried out.
    #[error("the provider's answer was lost: {0}")]
    AnswerLost(String),
}

/// What may be done after a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Try again by itself, a little later each time.
    Backoff,
    /// Try again by itself, later by the fourth power: only this recipient is held up.
    SlowPair,
    /// Try again after this time.
    After(Duration),
    /// The same request never succeeds.
    Never,
    /// Somebody must mend something first, for this message alone.
    Person,
    /// Somebody must mend the connection first: nothing is sent on the channel until then.
    Channel,
    /// A template would go out.
    Template,
}

/// What a refusal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The name of the sentence that says what happened, for somebody at a reception desk.
    pub key: &'static str,
    /// What may be done.
    pub retry: Retry,
}

impl Explanation {
    /// What happened.
    pub fn text(&self, language: Language) -> String {
        texts::say(language, &format!("failure_{}", self.key), &[])
    }

    /// What to do about it; may be empty.
    pub fn advice(&self, language: Language) -> String {
        let name = format!("failure_{}_advice", self.key);
        if texts::knows(Language::English, &name) { texts::say(language, &name, &[]) } else { String::new() }
    }
}

/// A messaging provider, for one business number.
pub trait Provider: Send + Sync {
    /// Hands over a message. Called once for each attempt; never repeats a request by itself.
    fn send(&self, message: Outgoing) -> BoxFuture<'_, Result<Accepted, CallError>>;

    /// Tells the customer that their message, and all before it, was read; with `typing`, also that an answer is being
    /// written (for 25 seconds, or until one is sent).
    fn mark_read(&self, provider_id: String, typing: bool) -> BoxFuture<'_, Result<(), CallError>>;

    /// How far the provider's clock was ahead of this computer's when it answered last; `None` until it has.
    fn clock_ahead(&self) -> Option<chrono::Duration>;

    /// All templates of the account, all pages.
    fn templates(&self) -> BoxFuture<'_, Result<Vec<Template>, CallError>>;

    /// The business number.
    fn number(&self) -> BoxFuture<'_, Result<NumberInfo, CallError>>;

    /// Blocks a person, or lets them write again. Only who wrote in the last 24 hours can be blocked.
    fn set_blocked(&self, who: Identity, blocked: bool) -> BoxFuture<'_, Result<(), CallError>>;

    /// The forms of the account.
    fn flows(&self) -> BoxFuture<'_, Result<Vec<Flow>, CallError>>;

    /// The catalogue that is connected to the number, if its customers can see one.
    fn catalog(&self) -> BoxFuture<'_, Result<Option<String>, CallError>>;

    /// Asks the phone that shares the number for its contacts or its past; gives the id of the request.
    fn sync_phone(&self, part: PhonePart) -> BoxFuture<'_, Result<Option<String>, CallError>>;

    /// The account that the number belongs to.
    fn account(&self) -> BoxFuture<'_, Result<AccountInfo, CallError>>;

    /// Where a file is to be had, for a few minutes.
    fn media_url(&self, media_id: String) -> BoxFuture<'_, Result<MediaUrl, CallError>>;

    /// The file behind such an address, at most 100 MB. Our sign-in goes to the provider's own hosts only.
    fn download(&self, url: String) -> BoxFuture<'_, Result<FileStream, FetchError>>;

    /// Hands a file over; gives the id by which messages can carry it for 30 days. To do it again does no harm.
    fn upload(&self, upload: Upload) -> BoxFuture<'_, Result<String, CallError>>;

    /// Makes an uploaded file unknown to the provider.
    fn delete_media(&self, media_id: String) -> BoxFuture<'_, Result<(), CallError>>;

    /// Hands in a new template for review.
    fn create_template(&self, new: Submission) -> BoxFuture<'_, Result<Submitted, CallError>>;

    /// Makes a template from one of the provider's own, whose words are approved already.
    fn create_from_library(&self, choice: LibraryChoice) -> BoxFuture<'_, Result<Submitted, CallError>>;

    /// Hands in a template anew that was approved, rejected or paused. The category of an approved one stays.
    fn edit_template(
        &self,
        id: String,
        changed: Submission,
        with_category: bool,
    ) -> BoxFuture<'_, Result<(), CallError>>;

    /// Deletes a template in all languages, or with its id in one.
    fn delete_template(&self, name: String, id: Option<String>) -> BoxFuture<'_, Result<(), CallError>>;

    /// Lets a template be sent again that was paused while the provider watched how it is received.
    fn unpause_template(&self, id: String) -> BoxFuture<'_, Result<(), CallError>>;

    /// A template as it stands at the provider, to be written on. Its sample files are not told.
    fn template_to_edit(&self, id: String) -> BoxFuture<'_, Result<TemplateDraft, CallError>>;

    /// Hands over a sample file for the provider's reviewers; gives the handle by which a template names it.
    fn upload_sample(&self, upload: Upload) -> BoxFuture<'_, Result<String, SampleError>>;
}
