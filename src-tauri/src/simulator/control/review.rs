//! How templates are judged.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::Refused;
use crate::simulator::world::World;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Habit {
    seconds: Option<i64>,
    /// Null is a wish, too: to judge by the name again.
    #[serde(default, deserialize_with = "told")]
    outcome: Option<Option<String>>,
    reason: Option<String>,
    limit: Option<usize>,
}

fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

pub(super) async fn set(State(world): State<Arc<World>>, Json(wish): Json<Habit>) -> Result<Json<Value>, Refused> {
    let known = |outcome: &String| matches!(outcome.as_str(), "APPROVED" | "REJECTED");
    if wish.outcome.as_ref().is_some_and(|outcome| !outcome.as_ref().is_none_or(known)) {
        return Err(Refused::bad("outcome is APPROVED, REJECTED or null"));
    }
    let time = wish.seconds.map(chrono::Duration::try_seconds);
    let time = time.map(|time| time.ok_or_else(|| Refused::bad("too far"))).transpose()?;
    world.with(|state| {
        let reviewers = &mut state.reviewers;
        reviewers.time = time.unwrap_or(reviewers.time);
        reviewers.outcome = wish.outcome.unwrap_or_else(|| reviewers.outcome.take());
        reviewers.reason = wish.reason.unwrap_or_else(|| reviewers.reason.clone());
        reviewers.limit = wish.limit.unwrap_or(reviewers.limit);
    });
    Ok(Json(json!({"success": true})))
}
