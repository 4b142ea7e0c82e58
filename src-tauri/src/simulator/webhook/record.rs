//! What became of every webhook, for whoever wants to know.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{Kind, Parcel};
use crate::simulator::world::{State, World};

const REMEMBERED: usize = 20_000;

/// What became of one webhook.
#[derive(Clone, Debug, Serialize)]
pub(in crate::simulator) struct Delivery {
    pub id: u64,
    pub kind: Kind,
    pub field: String,
    pub at: DateTime<Utc>,
    pub attempts: Vec<Attempt>,
    pub outcome: Outcome,
    pub value: Value,
}

/// One try to deliver.
#[derive(Clone, Debug, Serialize)]
pub(in crate::simulator) struct Attempt {
    /// The HTTP status; null when there was no answer.
    pub status: Option<u16>,
    pub took_ms: u64,
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::simulator) enum Outcome {
    /// Not yet taken.
    Waiting,
    /// Taken with 200.
    Delivered,
    /// Given up after seven days, or the account is not subscribed.
    Dropped,
}

/// Keeps a record of a webhook that is due now, and gives its number.
pub(super) fn open(state: &mut State, parcel: &Parcel, at: DateTime<Utc>) -> u64 {
    let id = state.deliveries.last_key_value().map_or(1, |(id, _)| id + 1);
    let Parcel { kind, field, value, .. } = parcel;
    let (field, value) = (field.clone(), value.clone());
    let delivery = Delivery { id, kind: *kind, field, at, attempts: Vec::new(), outcome: Outcome::Waiting, value };
    state.deliveries.insert(id, delivery);
    while state.deliveries.len() > REMEMBERED {
        state.deliveries.pop_first();
    }
    id
}

pub(super) fn amend(world: &World, id: u64, change: impl FnOnce(&mut Delivery)) {
    world.with(|state| state.deliveries.get_mut(&id).map(change));
}
