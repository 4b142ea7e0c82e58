//! What changes about the business number: its node, its name for customers, its shop, its life on a telephone too.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

const MESSAGES_PER_SECOND: f64 = 80.0;
const MESSAGES_PER_SECOND_HIGH: f64 = 1000.0;
/// Fixed for a number that is used on a telephone as well.
const MESSAGES_PER_SECOND_SHARED: f64 = 20.0;

/// The state of the number.
#[derive(Clone, Debug, Default)]
pub(super) struct Phone {
    /// Fields of the number's node that are not as they were in the beginning.
    pub changed: Map<String, Value>,
    /// Set while the number is used in the WhatsApp Business app too.
    pub app: Option<BusinessApp>,
    pub username: Option<String>,
    pub commerce: Commerce,
    /// Whether security codes are told and checked.
    pub identity_check: bool,
}

/// The WhatsApp Business app on somebody's telephone, linked to the same number.
#[derive(Clone, Copy, Debug)]
pub(super) struct BusinessApp {
    pub linked_at: DateTime<Utc>,
    /// Whether the owner refused to share the past.
    pub declined: bool,
    pub contacts_asked: bool,
    pub history_asked: bool,
}

/// Whether customers see a catalogue and may fill a cart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Commerce {
    pub is_catalog_visible: bool,
    pub is_cart_enabled: bool,
}

impl Default for Commerce {
    fn default() -> Self {
        Commerce { is_catalog_visible: true, is_cart_enabled: true }
    }
}

impl Phone {
    /// How many messages the number may send in a second.
    pub fn messages_per_second(&self) -> f64 {
        let level = self.changed.get("throughput").and_then(|throughput| throughput.get("level")?.as_str());
        match (self.app, level) {
            (Some(_), _) => MESSAGES_PER_SECOND_SHARED,
            (None, Some("HIGH")) => MESSAGES_PER_SECOND_HIGH,
            (None, _) => MESSAGES_PER_SECOND,
        }
    }

    /// The node of the number with all that has changed.
    pub fn over(&self, mut node: Value) -> Value {
        if let Some(fields) = node.as_object_mut() {
            fields.insert("is_on_biz_app".to_owned(), json!(self.app.is_some()));
            fields.extend(self.changed.clone());
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_on_a_telephone_is_slower_however_high_it_stands() {
        let mut phone = Phone::default();
        assert_eq!(phone.messages_per_second(), 80.0);
        phone.changed.insert("throughput".to_owned(), json!({"level": "HIGH"}));
        assert_eq!(phone.messages_per_second(), 1000.0);
        let linked_at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let app = BusinessApp { linked_at, declined: false, contacts_asked: false, history_asked: false };
        phone.app = Some(app);
        assert_eq!(phone.messages_per_second(), 20.0);
    }
}
