//! The time, the pace of the people, and the opening of the doors.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Refused;
use crate::simulator::customers::behaviour;
use crate::simulator::world::World;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Setting {
    factor: Option<f64>,
    advance_seconds: Option<i64>,
    delays: Option<f64>,
    answers: Option<bool>,
}

pub(super) async fn set(State(world): State<Arc<World>>, Json(setting): Json<Setting>) -> Result<Json<Value>, Refused> {
    if let Some(factor) = setting.factor {
        world.clock.set_factor(factor);
    }
    if let Some(seconds) = setting.advance_seconds {
        let by = chrono::Duration::try_seconds(seconds).ok_or_else(|| Refused::bad("too far"))?;
        world.clock.advance(by);
    }
    world.with(|state| {
        state.delays = setting.delays.unwrap_or(state.delays).max(0.0);
        state.answers = setting.answers.unwrap_or(state.answers);
    });
    let now = world.clock.now().timestamp_millis();
    Ok(Json(json!({"now": now, "factor": world.clock.factor()})))
}

pub(super) async fn open(State(world): State<Arc<World>>) -> Json<Value> {
    behaviour::open(&world).await;
    Json(json!({"success": true}))
}
