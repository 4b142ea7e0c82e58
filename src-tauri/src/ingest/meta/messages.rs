//! Messages of customers.

use serde_json::value::RawValue;

use crate::domain::content::{AdReferral, Content, Context, Forwarded, ProductReference};
use crate::domain::event::{Actor, MessageReceived, NewsReceived};
use crate::domain::news::{NewsTopic, Severity};
use crate::provider::meta::wire;
use crate::store::tables::message::received_event_id;

use super::news::news;
use super::{Reader, completed, content, digest, filled, identity, part};

impl Reader<'_> {
    pub(super) fn read_messages(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::MessagesValue<'_>>(raw.get()) else { return false };
        if value.messages.is_empty() && value.statuses.is_empty() {
            return self.read_errors(raw, &value.errors);
        }
        for message in &value.messages {
            self.read_message(message, &value);
        }
        for status in &value.statuses {
            self.read_status(status, &value.contacts);
        }
        true
    }

    fn read_message(&mut self, raw: &RawValue, value: &wire::MessagesValue<'_>) {
        let Some(message) = part::<wire::Message>(raw) else { return self.keep_as_it_is("messages", raw) };
        let named =
            identity(message.from.as_deref(), message.from_user_id.as_deref(), message.from_parent_user_id.as_deref());
        let (mut from, contact) = completed(named, &value.contacts);
        let content = content::read(message.kind.as_deref(), raw, &value.errors);
        from.wa_id = from.wa_id.or_else(|| shared_number(&content));
        let sent_at = message.timestamp.as_ref().and_then(wire::Timestamp::time);
        // Groups have other rules and no face here: what is written in one must not look like a word to the business.
        let in_group = message.group_id.is_some();
        let (Some(provider_id), Some(sent_at), false) = (message.id.clone(), sent_at, from.is_empty() || in_group)
        else {
            return self.keep_as_it_is("messages", raw);
        };
        let profile = contact.and_then(|contact| contact.profile.as_ref());
        let username = profile.and_then(|profile| profile.username.as_deref());
        let event = MessageReceived {
            channel: self.channel.clone(),
            from,
            scope: self.scope.to_owned(),
            username: username.map(|name| name.trim_start_matches('@').to_owned()),
            profile_name: profile.and_then(|profile| profile.name.clone()),
            sent_at,
            content,
            context: context_of(&message),
            raw: raw.to_owned(),
            provider_id,
        };
        self.add(received_event_id(&event.provider_id), Actor::Customer, event.into());
    }

    /// Errors of the account or the app, which stand beside messages and not in one.
    fn read_errors(&mut self, raw: &RawValue, errors: &[wire::WebhookError]) -> bool {
        let Some(error) = errors.first() else { return false };
        let mut told = news(NewsTopic::Error, Severity::Warning, self.told_at.unwrap_or(self.received_at));
        told.state = Some(error.code.to_string());
        told.add("title", error.title.as_deref().or(error.message.as_deref()));
        told.add("details", error.error_data.as_ref().and_then(|data| data.details.as_deref()));
        let event = NewsReceived { channel: self.channel.clone(), news: told, raw: raw.to_owned() };
        // The same error at another time is another one.
        let time = self.told_at.map(|at| at.timestamp()).unwrap_or_default();
        self.add(format!("wa:news:messages:{time}:{}", digest(raw.get())), Actor::Provider, event.into());
        true
    }
}

/// The number that a customer shared because we asked for it: it is their own.
fn shared_number(content: &Content) -> Option<String> {
    let Content::Contacts { cards, requested: true } = content else { return None };
    let mut numbers = cards.iter().flat_map(|card| &card.phones).filter_map(|phone| phone.wa_id.clone());
    numbers.next().filter(|_| numbers.next().is_none())
}

/// What stands beside a message's content.
pub(in crate::ingest) fn context_of(message: &wire::Message) -> Context {
    let context = message.context.as_ref();
    let forwarded = context.and_then(|context| match (context.frequently_forwarded, context.forwarded) {
        (Some(true), _) => Some(Forwarded::Often),
        (_, Some(true)) => Some(Forwarded::Once),
        (Some(false) | None, Some(false) | None) => None,
    });
    let product = context.and_then(|context| context.referred_product.as_ref()).and_then(|product| {
        Some(ProductReference {
            catalog_id: filled(product.catalog_id.as_deref()).unwrap_or_default(),
            product: filled(product.product_retailer_id.as_deref())?,
        })
    });
    let ad = message.referral.as_ref().map(|referral| AdReferral {
        url: filled(referral.source_url.as_deref()),
        id: filled(referral.source_id.as_deref()),
        source: filled(referral.source_type.as_deref()),
        headline: filled(referral.headline.as_deref()),
        body: filled(referral.body.as_deref()),
        click_id: filled(referral.ctwa_clid.as_deref()),
    });
    Context { reply_to: context.and_then(|context| filled(context.id.as_deref())), forwarded, product, ad }
}
