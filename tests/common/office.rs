//! An office with hours, for the journeys in which it closes.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::house::House;

impl House {
    /// The office of the channel is open from 9 to 18 every day in this zone, and answers while it is closed if there are
    /// words for it.
    pub async fn keep_hours(&self, zone: &str, away: Option<&str>) -> Value {
        let day = json!([{ "from": 540, "until": 1080 }]);
        let hours = json!({ "zone": zone, "week": vec![day; 7], "holidays": [] });
        let away = json!({ "on": away.is_some(), "text": away.unwrap_or_default() });
        self.rpc("save_office", json!({ "channel": "main", "office": { "hours": hours, "away": away } })).await
    }

    /// Lets the time pass until a moment, such as `2026-11-18T20:00:00Z`.
    pub fn advance_to(&self, moment: &str) {
        self.advance(moment.parse::<DateTime<Utc>>().unwrap() - self.now());
    }
}
