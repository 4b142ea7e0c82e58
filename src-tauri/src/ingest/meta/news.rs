//! News of the account, its numbers, templates and forms.

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::domain::event::{Actor, NewsReceived};
use crate::domain::news::{News, NewsDetail, NewsTopic, Severity};

use super::{Reader, digest, filled};

/// News of which nothing is told yet.
pub(super) fn news(topic: NewsTopic, severity: Severity, at: DateTime<Utc>) -> News {
    News { topic, severity, at: at.timestamp_millis(), subject: None, state: None, details: Vec::new() }
}

impl News {
    pub(super) fn add(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = filled(value) {
            self.details.push(NewsDetail { name: name.to_owned(), value });
        }
    }
}

impl Reader<'_> {
    /// Tells whether the field is one of those that are known.
    pub(super) fn read_news(&mut self, field: &str, raw: &RawValue) -> bool {
        let Ok(Value::Object(value)) = serde_json::from_str::<Value>(raw.get()) else { return false };
        let at = self.told_at.unwrap_or(self.received_at);
        let Some(told) = understand(field, &value, at) else { return false };
        let event = NewsReceived { channel: self.channel.clone(), news: told, raw: raw.to_owned() };
        // Templates are paused, sendable and paused again: the same words at another time are other news.
        let time = self.told_at.map(|at| at.timestamp()).unwrap_or_default();
        self.add(format!("wa:news:{field}:{time}:{}", digest(raw.get())), Actor::Provider, event.into());
        true
    }
}

fn understand(field: &str, value: &Map<String, Value>, at: DateTime<Utc>) -> Option<News> {
    let topic = match field {
        "message_template_status_update" => NewsTopic::TemplateStatus,
        "message_template_quality_update" => NewsTopic::TemplateQuality,
        "message_template_components_update" => NewsTopic::TemplateComponents,
        "template_category_update" => NewsTopic::TemplateCategory,
        "phone_number_quality_update" => NewsTopic::NumberLimit,
        "phone_number_name_update" => NewsTopic::NumberName,
        "business_username_update" => NewsTopic::NumberUsername,
        "security" => NewsTopic::Security,
        "account_update" => NewsTopic::Account,
        "account_review_update" => NewsTopic::AccountReview,
        "account_alerts" => NewsTopic::AccountAlert,
        "business_capability_update" => NewsTopic::Capability,
        "flows" => NewsTopic::Flow,
        _ => return None,
    };
    let state = STATES.iter().find_map(|name| word(find(value, name)?));
    let mut told = news(topic, severity(topic, state.as_deref(), value), at);
    told.state = state;
    told.subject = subject(topic, value);
    let spoken_for: Vec<&str> = STATES.into_iter().chain(SUBJECTS).collect();
    collect(&mut told, value, &spoken_for);
    Some(told)
}

/// Where the fields keep what became of something.
const STATES: [&str; 7] =
    ["event", "decision", "status", "new_quality_score", "correct_category", "new_category", "alert_type"];
/// Where the fields keep what they are about.
const SUBJECTS: [&str; 6] =
    ["message_template_name", "display_phone_number", "flow_id", "entity_id", "username", "message_template_id"];

fn subject(topic: NewsTopic, value: &Map<String, Value>) -> Option<String> {
    let name = match topic {
        NewsTopic::TemplateStatus
        | NewsTopic::TemplateQuality
        | NewsTopic::TemplateComponents
        | NewsTopic::TemplateCategory => "message_template_name",
        NewsTopic::NumberLimit | NewsTopic::NumberName | NewsTopic::Security => "display_phone_number",
        NewsTopic::NumberUsername => "username",
        NewsTopic::Flow => "flow_id",
        NewsTopic::AccountAlert => "entity_id",
        NewsTopic::Account | NewsTopic::AccountReview | NewsTopic::Capability | NewsTopic::Error => return None,
    };
    word(value.get(name)?)
}

/// How much a piece of news matters. Unknown words are good to know.
fn severity(topic: NewsTopic, state: Option<&str>, value: &Map<String, Value>) -> Severity {
    let told = find(value, "alert_severity").and_then(word);
    match (topic, state.unwrap_or_default(), told.as_deref()) {
        (NewsTopic::AccountAlert, _, Some("CRITICAL")) => Severity::Critical,
        (NewsTopic::AccountAlert, _, Some("WARNING")) => Severity::Warning,
        (
            NewsTopic::Account,
            "ACCOUNT_DELETED"
            | "ACCOUNT_VIOLATION"
            | "ACCOUNT_RESTRICTION"
            | "DISABLED_UPDATE"
            | "PARTNER_REMOVED"
            | "ACCOUNT_OFFBOARDED",
            _,
        ) => Severity::Critical,
        (NewsTopic::TemplateStatus, "REJECTED" | "PAUSED" | "DISABLED" | "FLAGGED" | "PENDING_DELETION", _)
        | (NewsTopic::TemplateQuality, "RED" | "YELLOW", _)
        | (NewsTopic::NumberLimit, "DOWNGRADE" | "FLAGGED", _)
        | (NewsTopic::NumberName | NewsTopic::AccountReview, "REJECTED", _)
        | (NewsTopic::TemplateCategory, _, _)
        | (NewsTopic::Security, _, _) => Severity::Warning,
        (NewsTopic::Flow, _, _) if find(value, "alert_state").and_then(word).as_deref() == Some("ACTIVATED") => {
            Severity::Warning
        }
        _ => Severity::Info,
    }
}

/// Everything that is told, by its own name: nested objects are opened, empty words left out.
fn collect(told: &mut News, value: &Map<String, Value>, spoken_for: &[&str]) {
    for (name, member) in value {
        let parts = member.as_array().map_or_else(|| std::slice::from_ref(member), Vec::as_slice);
        for part in parts {
            if let Value::Object(inner) = part {
                collect(told, inner, spoken_for);
            } else if !spoken_for.contains(&name.as_str()) {
                told.add(name, word(part).as_deref());
            }
        }
    }
}

/// A member with this name, however deep.
fn find<'v>(value: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    value.get(name).or_else(|| value.values().find_map(|member| find(member.as_object()?, name)))
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => filled(Some(text)).filter(|text| text != "NONE"),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
