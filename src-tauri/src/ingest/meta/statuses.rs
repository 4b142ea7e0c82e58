//! News of messages that the business sent.

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;

use crate::domain::event::{Actor, StatusReported};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::pricing::Pricing;
use crate::domain::status::MessageStatus;
use crate::provider::meta::wire;

use super::{Reader, completed, filled, identity, part};

impl Reader<'_> {
    pub(super) fn read_status(&mut self, raw: &RawValue, contacts: &[wire::Contact]) {
        let Some(status) = part::<wire::Status>(raw) else { return self.keep_as_it_is("statuses", raw) };
        let free_until = free_until(&status);
        let (Some(provider_id), Some(word)) = (status.id, status.status) else {
            return self.keep_as_it_is("statuses", raw);
        };
        let named = identity(
            status.recipient_id.as_deref(),
            status.recipient_user_id.as_deref(),
            status.recipient_parent_user_id.as_deref(),
        );
        // In a group the recipient is the group.
        let in_group = status.recipient_type.as_deref() == Some("group");
        let recipient = if in_group { identity(None, None, None) } else { completed(named, contacts).0 };
        let pricing = status.pricing.map(|pricing| Pricing {
            kind: filled(pricing.kind.as_deref()),
            category: filled(pricing.category.as_deref()),
        });
        let event = StatusReported {
            channel: self.channel.clone(),
            client_id: status.biz_opaque_callback_data,
            status: status_named(&word),
            reported_at: status.timestamp.and_then(|timestamp| timestamp.time()).unwrap_or(self.received_at),
            failure: failure(&status.errors),
            recipient,
            scope: self.scope.to_owned(),
            pricing,
            free_until,
            raw: raw.to_owned(),
            provider_id,
        };
        self.add(format!("wa:{}:{word}", event.provider_id), Actor::Provider, event.into());
    }
}

/// The end of a free entry point. Conversations of other origins, which older versions of the API tell of, are free of
/// nothing.
fn free_until(status: &wire::Status) -> Option<DateTime<Utc>> {
    let conversation = status.conversation.as_ref()?;
    let origin = conversation.origin.as_ref().and_then(|origin| origin.kind.as_deref());
    let counted = status.pricing.as_ref().and_then(|pricing| pricing.kind.as_deref());
    let is_free = origin == Some("referral_conversion") || counted == Some("free_entry_point");
    conversation.expiration_timestamp.as_ref().filter(|_| is_free).and_then(|until| until.time())
}

/// The state that a status names; `None` for a word that is newer than this program.
pub(super) fn status_named(word: &str) -> Option<MessageStatus> {
    match word.to_ascii_lowercase().as_str() {
        "sent" => Some(MessageStatus::Sent),
        "delivered" => Some(MessageStatus::Delivered),
        "read" => Some(MessageStatus::Read),
        "played" => Some(MessageStatus::Played),
        "failed" | "error" => Some(MessageStatus::Failed),
        _ => None,
    }
}

/// The first error decides; the words of all are kept.
fn failure(errors: &[wire::WebhookError]) -> Option<Failure> {
    let first = errors.first()?;
    let mut details: Vec<String> = details_of(first).into_iter().collect();
    for other in errors.iter().skip(1) {
        let words = details_of(other).or_else(|| other.title.clone()).unwrap_or_default();
        details.push(format!("{} {words}", other.code).trim_end().to_owned());
    }
    Some(Failure {
        code: FailureCode::Provider(first.code),
        title: first.title.clone().or_else(|| first.message.clone()),
        details: Some(details.join(" · ")).filter(|details| !details.is_empty()),
        trace: None,
    })
}

fn details_of(error: &wire::WebhookError) -> Option<String> {
    error.error_data.as_ref().and_then(|data| filled(data.details.as_deref()))
}
