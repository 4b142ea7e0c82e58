//! The bytes behind a link, whole or spoiled on request.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use futures::stream;

use super::{Answer, Call, Refusal, refusal};
use crate::simulator::faults::{take, take_ms};
use crate::simulator::media as store;
use crate::simulator::world::World;

/// How many pieces a file comes in when it trickles.
const PIECES: usize = 16;

/// What spoils one download.
#[derive(Default)]
struct Spoiling {
    wrong: bool,
    cut: bool,
    trickle_ms: Option<u64>,
}

/// Gives a file for as long as its link holds.
pub(super) fn answer(world: &World, call: &Call) -> Result<Answer, Refusal> {
    let (bytes, mime_type) = behind_link(world, call).ok_or(Refusal::Plain(404))?;
    if let Some(fault) = world.with(|state| take(state.faults.media.download.as_mut())) {
        return Err(refusal(&fault));
    }
    if world.with(|state| state.faults.media.redirect.take()) {
        return Ok(Answer::File(elsewhere(world, call)));
    }
    let spoiling = world.with(|state| {
        let media = &mut state.faults.media;
        Spoiling { wrong: media.wrong_bytes.take(), cut: media.cut.take(), trickle_ms: take_ms(media.trickle.as_mut()) }
    });
    let length = bytes.len().to_string();
    let headers = [(header::CONTENT_TYPE, mime_type), (header::CONTENT_LENGTH, length)];
    let mut response = Response::new(body(bytes, &spoiling));
    let headers = headers.into_iter().filter_map(|(name, value)| Some((name, value.parse().ok()?)));
    response.headers_mut().extend(headers);
    Ok(Answer::File(response))
}

/// The way to another link of the same file.
fn elsewhere(world: &World, call: &Call) -> Response {
    let link = store::link(world, call.param("mid").unwrap_or_default());
    (StatusCode::FOUND, [(header::LOCATION, link)]).into_response()
}

fn behind_link(world: &World, call: &Call) -> Option<(Bytes, String)> {
    let (id, until, hash) = (call.param("mid")?, call.param("ext")?, call.param("hash")?);
    let now = world.clock.now();
    let medium = world.with(|state| state.media.get(id, now).cloned())?;
    store::link_holds(world, id, until, hash).then_some((medium.bytes, medium.mime_type))
}

fn body(bytes: Bytes, spoiling: &Spoiling) -> Body {
    let bytes = if spoiling.wrong { altered(&bytes) } else { bytes };
    let told = if spoiling.cut { bytes.slice(..bytes.len() / 2) } else { bytes };
    let pieces = if spoiling.trickle_ms.is_some() { PIECES } else { 1 };
    let size = told.len().div_ceil(pieces).max(1);
    let pause = Duration::from_millis(spoiling.trickle_ms.unwrap_or_default());
    let parts: Vec<Bytes> = told.chunks(size).map(Bytes::copy_from_slice).collect();
    let whole = stream::iter(parts.into_iter().map(Ok));
    let broken = spoiling.cut.then(|| Err(std::io::Error::other("the connection is cut on purpose")));
    Body::from_stream(whole.chain(stream::iter(broken)).then(move |part| async move {
        tokio::time::sleep(pause).await;
        part
    }))
}

/// The same bytes but for the last one.
fn altered(bytes: &Bytes) -> Bytes {
    let mut bytes = bytes.to_vec();
    if let Some(last) = bytes.last_mut() {
        *last = !*last;
    }
    Bytes::from(bytes)
}
