//! The phone that shares the number (Meta, "Coexistence"): what is written on it, its past, its contact book.

use serde_json::value::RawValue;

use crate::domain::event::{Actor, ContactSaved, ContactUnsaved, EchoReceived, HistoryProgressed, HistoryReceived};
use crate::domain::person::Identity;
use crate::domain::phone;
use crate::provider::meta::wire;
use crate::store::tables::message::received_event_id;

use super::statuses::status_named;
use super::{Reader, content, context_of, digest, filled, identity, part};

impl Reader<'_> {
    pub(super) fn read_echoes(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::EchoesValue<'_>>(raw.get()) else { return false };
        value.message_echoes.iter().for_each(|echo| self.read_echo(echo));
        !value.message_echoes.is_empty()
    }

    fn read_echo(&mut self, raw: &RawValue) {
        let Some(echo) = part::<wire::Message>(raw) else { return self.keep_as_it_is("smb_message_echoes", raw) };
        let to = identity(echo.to.as_deref(), echo.to_user_id.as_deref(), echo.to_parent_user_id.as_deref());
        let sent_at = echo.timestamp.as_ref().and_then(wire::Timestamp::time);
        let content = content::read(echo.kind.as_deref(), raw, &[]);
        // An edit or a deletion names its message, and with it whose thread it is in.
        let placed = !to.is_empty() || !content.stands_alone();
        let (Some(provider_id), Some(sent_at), true) = (echo.id.clone(), sent_at, placed) else {
            return self.keep_as_it_is("smb_message_echoes", raw);
        };
        let event = EchoReceived {
            channel: self.channel.clone(),
            to,
            scope: self.scope.to_owned(),
            sent_at,
            content,
            context: context_of(&echo),
            raw: raw.to_owned(),
            provider_id,
        };
        self.add(received_event_id(&event.provider_id), Actor::Provider, event.into());
    }

    pub(super) fn read_history(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::HistoryValue<'_>>(raw.get()) else { return false };
        let business = value.metadata.display_phone_number.as_deref().map(phone::digits).unwrap_or_default();
        for part in &value.history {
            self.read_history_part(part, &business);
        }
        for message in &value.messages {
            // A file for a message of the past, or a whole message with one.
            self.read_past_message(message, Identity::default(), &business, "file");
        }
        !value.history.is_empty() || !value.messages.is_empty()
    }

    fn read_history_part(&mut self, part: &wire::HistoryPart<'_>, business: &str) {
        const NOT_SHARED: i64 = 2_593_109;
        for thread in &part.threads {
            let told = thread.context.as_ref();
            let with = identity(
                told.and_then(|told| told.wa_id.as_deref()).or(thread.id.as_deref()),
                told.and_then(|told| told.user_id.as_deref()),
                told.and_then(|told| told.parent_user_id.as_deref()),
            );
            for message in &thread.messages {
                self.read_past_message(message, with.clone(), business, "history");
            }
        }
        let declined = part.errors.iter().any(|error| error.code == NOT_SHARED);
        let percent = part.metadata.progress.as_ref().and_then(wire::Number::whole);
        let percent = percent.and_then(|percent| u8::try_from(percent.clamp(0, 100)).ok()).filter(|_| !declined);
        if declined || percent.is_some() {
            let word = percent.map_or_else(|| "declined".to_owned(), |percent| percent.to_string());
            let event = HistoryProgressed { channel: self.channel.clone(), percent };
            self.add(format!("wa:history:{}:{word}", self.channel), Actor::Provider, event.into());
        }
    }

    fn read_past_message(&mut self, raw: &RawValue, with: Identity, business: &str, way: &str) {
        let Some(message) = part::<wire::Message>(raw) else { return self.keep_as_it_is("history", raw) };
        let sent_at = message.timestamp.as_ref().and_then(wire::Timestamp::time);
        let (Some(provider_id), Some(sent_at)) = (message.id.clone(), sent_at) else {
            return self.keep_as_it_is("history", raw);
        };
        let from = identity(message.from.as_deref(), message.from_user_id.as_deref(), None);
        let to = identity(message.to.as_deref(), message.to_user_id.as_deref(), None);
        let outbound = !to.is_empty() || from.wa_id.as_deref() == Some(business);
        let with = match (with.is_empty(), outbound) {
            (false, _) => with,
            (true, true) => to,
            (true, false) => from,
        };
        let told = message.history_context.as_ref().and_then(|context| context.status.as_deref());
        let event = HistoryReceived {
            channel: self.channel.clone(),
            with,
            scope: self.scope.to_owned(),
            outbound,
            sent_at,
            status: told.and_then(status_named).filter(|_| outbound),
            content: content::read(message.kind.as_deref(), raw, &[]),
            context: context_of(&message),
            raw: raw.to_owned(),
            provider_id,
        };
        self.add(format!("wa:{way}:{}", event.provider_id), Actor::Provider, event.into());
    }

    pub(super) fn read_state_sync(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::StateSyncValue<'_>>(raw.get()) else { return false };
        value.state_sync.iter().for_each(|change| self.read_synced_contact(change));
        !value.state_sync.is_empty()
    }

    fn read_synced_contact(&mut self, raw: &RawValue) {
        let keep = |reader: &mut Self| reader.keep_as_it_is("smb_app_state_sync", raw);
        let Some(change) = part::<wire::StateSync>(raw) else { return keep(self) };
        let contact = change.contact.as_ref();
        let number = contact.and_then(|contact| filled(contact.phone_number.as_deref()));
        let name = contact
            .and_then(|contact| filled(contact.full_name.as_deref()).or_else(|| filled(contact.first_name.as_deref())));
        let Some(number) = number.map(|number| phone::digits(&number)).filter(|digits| !digits.is_empty()) else {
            return keep(self);
        };
        let told_at = change.metadata.and_then(|metadata| metadata.timestamp).and_then(|timestamp| timestamp.time());
        let at = told_at.or(self.told_at).unwrap_or(self.received_at);
        let (who, scope) = (Identity::by_phone(&number), self.scope.to_owned());
        let event = match (change.action.as_deref(), name) {
            (Some("add"), Some(name)) => ContactSaved { who, scope, name, at }.into(),
            (Some("remove"), _) => ContactUnsaved { who, scope, at }.into(),
            (_, _) => return keep(self),
        };
        // Each change of a contact is news of its own, and the same webhook twice is not.
        let at = told_at.map(|at| at.timestamp()).unwrap_or_default();
        self.add(format!("wa:contact:{number}:{at}:{}", digest(raw.get())), Actor::Provider, event);
    }
}
