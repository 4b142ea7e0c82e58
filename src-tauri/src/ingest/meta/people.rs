//! News of customers: what they want, their new ids, their calls.

use serde_json::value::RawValue;

use crate::domain::content::{Call, CallDirection, CallOutcome};
use crate::domain::event::{Actor, CallReported, MarketingPreferenceChanged, UserIdChanged};
use crate::domain::person::Identity;
use crate::provider::meta::wire;

use super::{Reader, completed, filled, identity, part};

impl Reader<'_> {
    pub(super) fn read_preferences(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::PreferencesValue<'_>>(raw.get()) else { return false };
        value.user_preferences.iter().for_each(|preference| self.read_preference(preference));
        !value.user_preferences.is_empty()
    }

    fn read_preference(&mut self, raw: &RawValue) {
        let keep = |reader: &mut Self| reader.keep_as_it_is("user_preferences", raw);
        let Some(told) = part::<wire::Preference>(raw) else { return keep(self) };
        let who = identity(told.wa_id.as_deref(), told.user_id.as_deref(), told.parent_user_id.as_deref());
        let stopped = match told.value.as_deref() {
            Some("stop") => true,
            Some("resume" | "signup") => false,
            Some(_) | None => return keep(self),
        };
        let marketing = told.category.as_deref().is_none_or(|category| category == "marketing_messages");
        let Some(name) = name_of(&who).filter(|_| marketing) else { return keep(self) };
        let at = told.timestamp.and_then(|timestamp| timestamp.time()).unwrap_or(self.received_at);
        let word = if stopped { "stop" } else { "resume" };
        let id = format!("wa:marketing:{name}:{word}:{}", at.timestamp());
        let (channel, scope) = (self.channel.clone(), self.scope.to_owned());
        self.add(id, Actor::Customer, MarketingPreferenceChanged { channel, who, scope, stopped, at }.into());
    }

    pub(super) fn read_user_id_updates(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::UserIdUpdateValue<'_>>(raw.get()) else { return false };
        value.user_id_update.iter().for_each(|update| self.read_user_id_update(update));
        !value.user_id_update.is_empty()
    }

    fn read_user_id_update(&mut self, raw: &RawValue) {
        let keep = |reader: &mut Self| reader.keep_as_it_is("user_id_update", raw);
        let Some(update) = part::<wire::UserIdUpdate>(raw) else { return keep(self) };
        let (user, parent) = (update.user_id.as_ref(), update.parent_user_id.as_ref());
        let previous = |ids: Option<&wire::OldAndNew>| ids.and_then(|ids| filled(ids.previous.as_deref()));
        let current = |ids: Option<&wire::OldAndNew>| ids.and_then(|ids| filled(ids.current.as_deref()));
        let before = Identity { wa_id: None, user_id: previous(user), parent_user_id: previous(parent) };
        let now = Identity {
            wa_id: filled(update.wa_id.as_deref()),
            user_id: current(user),
            parent_user_id: current(parent),
        };
        let Some(name) = now.user_id.clone().filter(|_| !before.is_empty()) else { return keep(self) };
        let at = update.timestamp.and_then(|timestamp| timestamp.time()).unwrap_or(self.received_at);
        let (channel, scope) = (self.channel.clone(), self.scope.to_owned());
        let event = UserIdChanged { channel, scope, previous: before, current: now, at };
        self.add(format!("wa:user_id:{name}"), Actor::Provider, event.into());
    }

    pub(super) fn read_calls(&mut self, raw: &RawValue) -> bool {
        let Ok(value) = serde_json::from_str::<wire::CallsValue<'_>>(raw.get()) else { return false };
        value.calls.iter().for_each(|call| self.read_call(call, &value.contacts));
        value.statuses.iter().for_each(|status| self.read_call_status(status, &value.contacts));
        !value.calls.is_empty() || !value.statuses.is_empty()
    }

    fn read_call(&mut self, raw: &RawValue, contacts: &[wire::Contact]) {
        let keep = |reader: &mut Self| reader.keep_as_it_is("calls", raw);
        let Some(call) = part::<wire::Call>(raw) else { return keep(self) };
        let direction = match call.direction.as_deref() {
            Some("BUSINESS_INITIATED") => CallDirection::FromBusiness,
            Some(_) | None => CallDirection::FromCustomer,
        };
        let named = match direction {
            CallDirection::FromCustomer => identity(call.from.as_deref(), call.from_user_id.as_deref(), None),
            CallDirection::FromBusiness => identity(call.to.as_deref(), call.to_user_id.as_deref(), None),
        };
        let (with, _) = completed(named, contacts);
        let seconds = call.duration.as_ref().and_then(wire::Number::whole);
        let ended = call.event.as_deref() == Some("terminate");
        let outcome = match (ended, call.status.as_deref(), seconds) {
            (false, _, _) => CallOutcome::Ringing,
            (true, Some("FAILED"), _) => CallOutcome::Failed,
            (true, _, Some(seconds)) if seconds > 0 => CallOutcome::Completed,
            (true, Some("COMPLETED"), _) => CallOutcome::Completed,
            (true, _, _) => CallOutcome::Failed,
        };
        // The line stands where the call began, whichever news comes first.
        let at = call.start_time.as_ref().filter(|_| ended).or(call.timestamp.as_ref());
        let at = at.and_then(wire::Timestamp::time).unwrap_or(self.received_at);
        let (Some(call_id), false) = (filled(call.id.as_deref()), with.is_empty()) else { return keep(self) };
        let word = call.event.unwrap_or_default();
        let event = CallReported {
            channel: self.channel.clone(),
            with,
            scope: self.scope.to_owned(),
            at,
            call: Call { direction, outcome, seconds },
            raw: raw.to_owned(),
            call_id,
        };
        self.add(format!("wa:call:{}:{word}", event.call_id), Actor::Provider, event.into());
    }

    /// What becomes of a call that the business makes.
    fn read_call_status(&mut self, raw: &RawValue, contacts: &[wire::Contact]) {
        let keep = |reader: &mut Self| reader.keep_as_it_is("calls", raw);
        let Some(status) = part::<wire::Status>(raw) else { return keep(self) };
        let named = identity(status.recipient_id.as_deref(), status.recipient_user_id.as_deref(), None);
        let (with, _) = completed(named, contacts);
        let word = status.status.unwrap_or_default();
        let outcome = match word.as_str() {
            "RINGING" => CallOutcome::Ringing,
            "ACCEPTED" => CallOutcome::Accepted,
            "REJECTED" => CallOutcome::Rejected,
            _ => return keep(self),
        };
        let (Some(call_id), false) = (filled(status.id.as_deref()), with.is_empty()) else { return keep(self) };
        let event = CallReported {
            channel: self.channel.clone(),
            with,
            scope: self.scope.to_owned(),
            at: status.timestamp.and_then(|timestamp| timestamp.time()).unwrap_or(self.received_at),
            call: Call { direction: CallDirection::FromBusiness, outcome, seconds: None },
            raw: raw.to_owned(),
            call_id,
        };
        self.add(format!("wa:call:{}:{word}", event.call_id), Actor::Provider, event.into());
    }
}

/// By what a person is told apart in the id of an event.
fn name_of(who: &Identity) -> Option<String> {
    who.user_id.clone().or_else(|| who.wa_id.clone()).or_else(|| who.parent_user_id.clone())
}
