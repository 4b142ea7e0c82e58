//! Orders from the catalogue.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the customer ordered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// The catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
    /// What they wrote with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The products.
    pub items: Vec<OrderItem>,
}

/// A product of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrderItem {
    /// Its id in the catalogue.
    pub product: String,
    /// How many.
    pub quantity: i64,
    /// The price of one, in `currency`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Such as `EUR`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

impl Order {
    pub(super) fn add_words<'a>(&'a self, words: &mut Vec<&'a str>) {
        words.extend(self.text.as_deref());
        words.extend(self.items.iter().map(|item| item.product.as_str()));
    }
}
