//! The addresses that webhooks go to: the app's, and the overrides of account and number.

use serde_json::{Value, json};
use url::Url;

use crate::simulator::ids;
use crate::simulator::world::World;

/// The fields that an override covers. Everything else always goes to the app's address.
const OVERRIDABLE: [&str; 9] = [
    "messages",
    "message_echoes",
    "calls",
    "consumer_profile",
    "messaging_handovers",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
];

const KNOWN_FIELDS: [&str; 24] = [
    "messages",
    "message_echoes",
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "account_update",
    "account_alerts",
    "account_review_update",
    "business_capability_update",
    "business_username_update",
    "security",
    "user_preferences",
    "user_id_update",
    "flows",
    "calls",
    "history",
    "smb_message_echoes",
    "smb_app_state_sync",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
];

/// The fields that an app may subscribe to.
pub(in crate::simulator) fn known_fields() -> &'static [&'static str] {
    &KNOWN_FIELDS
}

/// What is registered where.
#[derive(Clone, Debug)]
pub(in crate::simulator) struct Callbacks {
    pub app: Option<String>,
    /// The fields of the app's subscription; empty stands for all.
    pub fields: Vec<String>,
    pub waba: Option<String>,
    pub phone: Option<String>,
    /// Whether the account is linked to the app. Without the link nothing arrives.
    pub subscribed: bool,
}

impl Callbacks {
    pub fn new(app: Option<String>) -> Self {
        Callbacks { app, fields: Vec::new(), waba: None, phone: None, subscribed: true }
    }

    pub fn set_app(&mut self, url: Option<String>) {
        self.app = url;
        self.fields.clear();
        self.subscribed = true;
    }

    /// Where a webhook of this field goes: number before account before app.
    pub fn target(&self, field: &str) -> Option<String> {
        let overriding = || self.phone.clone().or_else(|| self.waba.clone());
        let app = || self.app.clone().filter(|_| self.fields.is_empty() || self.fields.iter().any(|f| f == field));
        if OVERRIDABLE.contains(&field) { overriding().or_else(app) } else { app() }
    }

    /// The `webhook_configuration` of the phone node: only what is set.
    pub fn configuration(&self) -> Value {
        let places =
            [("phone_number", &self.phone), ("whatsapp_business_account", &self.waba), ("application", &self.app)];
        let set = places.into_iter().filter_map(|(place, url)| Some((place.to_owned(), json!(url.as_ref()?))));
        Value::Object(set.collect())
    }
}

/// Asks the address to repeat a challenge, as is done whenever one is set. Says what went wrong.
pub(in crate::simulator) async fn verify(world: &World, url: &str, verify_token: &str) -> Result<(), String> {
    let challenge = world.random(|rng| ids::digits(rng, 10));
    let mut address = Url::parse(url).map_err(|_| "the address is not a URL".to_owned())?;
    address
        .query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.challenge", &challenge)
        .append_pair("hub.verify_token", verify_token);
    let answer = world.http.get(address).send().await.map_err(|error| format!("no answer: {error}"))?;
    let status = answer.status();
    let body = answer.text().await.unwrap_or_default();
    if status.as_u16() != 200 {
        return Err(format!("HTTP status code = {}", status.as_u16()));
    }
    if body != challenge {
        return Err("the answer is not the challenge".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_carries_messages_and_nothing_of_templates() {
        let mut callbacks = Callbacks::new(Some("http://app".to_owned()));
        callbacks.waba = Some("http://waba".to_owned());
        assert_eq!(callbacks.target("messages").as_deref(), Some("http://waba"));
        assert_eq!(callbacks.target("message_template_status_update").as_deref(), Some("http://app"));
        callbacks.phone = Some("http://phone".to_owned());
        assert_eq!(callbacks.target("messages").as_deref(), Some("http://phone"));
    }
}
