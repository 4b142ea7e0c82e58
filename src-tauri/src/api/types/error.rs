//! What went wrong with a command.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// What went wrong with a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiError {
    /// Told apart because the screen treats them differently.
    pub code: Code,
    /// What to put into the sentence, by name.
    pub params: BTreeMap<String, String>,
    /// For the log and the curious; not for the sentence.
    pub detail: Option<String>,
}

/// The kinds of errors that the screen treats differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No such conversation, message, channel or template.
    NotFound,
    /// The request itself is wrong; `params.field` names the field, `params.problem` and what belongs to
    /// it say what about it, as `Wrong` has them.
    Invalid,
    /// The 24-hour window is closed: send a template.
    WindowClosed,
    /// The customer is blocked on this channel.
    Blocked,
    /// The customer does not want marketing messages.
    MarketingStopped,
    /// Marketing templates do not reach numbers of the United States.
    MarketingToUs,
    /// This person had enough templates within an hour; `params.againAt` says from when on one more may be sent, in Unix
    /// milliseconds.
    TooManyTemplates,
    /// As many people were written to within a day, outside their windows, as the provider allows: `params.people`.
    PortfolioLimit,
    /// The message was handed over already.
    NotCancellable,
    /// The disk is full: nothing can be kept until there is room.
    DiskFull,
    /// The template cannot be sent; `params.reason` has the code of `Unsendable`.
    TemplateUnsendable,
    /// A template field is empty or has what WhatsApp refuses; `params.field` has its key, `params.problem` says what.
    TemplateField,
    /// A template's sample file cannot be handed over: the id of the app is not known and must be configured.
    AppIdMissing,
    /// The message is not in a state in which it can be sent again.
    NotRetryable,
    /// Too many messages wait to be sent; `params.scope` is `person` or `all`.
    TooManyWaiting,
    /// No workspace is open.
    NoWorkspace,
    /// The provider refused; `params.explanation` names the sentences that say why, `params.code` is its number.
    ProviderRefused,
    /// The provider cannot be reached.
    Offline,
    /// A mistake of ours; `params.id` finds it in the log.
    Internal,
}
