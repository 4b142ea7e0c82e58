//! Sample files: a session, the bytes, a handle.

use axum::extract::Request;
use serde_json::json;

use super::super::error::GraphError;
use super::super::{Answer, Call};
use crate::simulator::ids;
use crate::simulator::reviewers::Session;
use crate::simulator::world::World;

const TYPES: [&str; 5] = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"];
const LARGEST: usize = 100 * 1024 * 1024;

pub(in crate::simulator::graph) fn begin(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let length = call.param("file_length").and_then(|length| length.parse().ok());
    let length = length.filter(|length| (1..=LARGEST).contains(length));
    let length = length.ok_or_else(|| GraphError::invalid("Param file_length is required."))?;
    if !call.param("file_type").is_some_and(|kind| TYPES.contains(&kind)) {
        return Err(GraphError::invalid(format!("Param file_type must be one of {{{}}}.", TYPES.join(", "))));
    }
    let session = world.random(|rng| format!("upload:{}", ids::digits(rng, 20)));
    let signature = world.random(|rng| ids::hex(rng, 16));
    world.with(|state| state.reviewers.sessions.insert(session.clone(), Session { length, taken: 0 }));
    // The id has a query of its own, as the real one.
    Ok(Answer::Json(json!({"id": format!("{session}?sig={signature}")})))
}

pub(in crate::simulator::graph) async fn take(
    world: &World,
    call: &Call,
    request: Request,
) -> Result<Answer, GraphError> {
    let offset = request.headers().get("file_offset").and_then(|value| value.to_str().ok()?.parse().ok());
    let offset: usize = offset.ok_or_else(|| GraphError::invalid("The header file_offset is required."))?;
    let session = session(world, call)?;
    if offset != session.taken {
        return Err(GraphError::invalid(format!("The upload goes on at {}.", session.taken)));
    }
    let bytes = axum::body::to_bytes(request.into_body(), LARGEST).await;
    let bytes = bytes.map_err(|_| GraphError::invalid("The file could not be read."))?;
    let taken = offset + bytes.len();
    if taken > session.length {
        return Err(GraphError::invalid("The file is longer than it was said to be."));
    }
    let handle = world.random(|rng| format!("4::{}", ids::hex(rng, 48)));
    world.with(|state| {
        if taken == session.length {
            state.reviewers.sessions.remove(&call.first);
            state.reviewers.handles.push(handle.clone());
        } else if let Some(kept) = state.reviewers.sessions.get_mut(&call.first) {
            kept.taken = taken;
        }
    });
    if taken == session.length { Ok(Answer::Json(json!({"h": handle}))) } else { progress(world, call) }
}

pub(in crate::simulator::graph) fn progress(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let session = session(world, call)?;
    Ok(Answer::Json(json!({"id": call.first, "file_offset": session.taken})))
}

fn session(world: &World, call: &Call) -> Result<Session, GraphError> {
    let found = world.with(|state| state.reviewers.sessions.get(&call.first).cloned());
    found.ok_or_else(|| GraphError::unknown_node(&call.first))
}
