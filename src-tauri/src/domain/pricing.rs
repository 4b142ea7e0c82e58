//! What the provider counts a message as. Its own words: nothing here knows a price.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the provider counts a message as (Meta, "Pricing": the object `pricing` of a status).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pricing {
    /// `regular`, `free_customer_service`, `free_entry_point` or a newer word.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `service`, `utility`, `marketing`, `authentication` or a newer word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}
