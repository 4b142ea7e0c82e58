//! Uploading, looking up and deleting files.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use serde_json::json;

use super::error::GraphError;
use super::{Answer, Call, Refusal, refusal, success};
use crate::simulator::faults::{take, take_ms};
use crate::simulator::media as store;
use crate::simulator::media::nature::{bare, is_animated, objection};
use crate::simulator::world::World;

const KB: usize = 1024;
const MB: usize = 1024 * KB;

/// The form of an upload.
#[derive(Default)]
struct Form {
    product: Option<String>,
    mime_type: Option<String>,
    /// How long the id is to live, in minutes.
    ttl: Option<String>,
    file: Option<(Option<String>, Bytes)>,
}

pub(super) async fn upload(world: &World, request: Request) -> Result<Answer, Refusal> {
    let (delay, fault) = world.with(|state| {
        let media = &mut state.faults.media;
        (take_ms(media.upload_delay.as_mut()), take(media.upload.as_mut()))
    });
    // The body waits unread meanwhile, as on a slow line.
    tokio::time::sleep(Duration::from_millis(delay.unwrap_or_default())).await;
    match fault {
        Some(fault) => Err(refusal(&fault)),
        None => Ok(accept(world, request).await?),
    }
}

async fn accept(world: &World, request: Request) -> Result<Answer, GraphError> {
    let form =
        Multipart::from_request(request, &()).await.map_err(|_| GraphError::invalid("A multipart form is needed."))?;
    let form = read(form).await?;
    if form.product.as_deref() != Some("whatsapp") {
        return Err(GraphError::invalid("The parameter messaging_product is required."));
    }
    let (part_type, bytes) = form.file.ok_or_else(|| GraphError::invalid("The parameter file is required."))?;
    let mime_type = part_type.ok_or_else(|| GraphError::with_details(131_053, "The file part has no Content-Type."))?;
    if form.mime_type.as_ref().is_some_and(|declared| bare(declared) != bare(&mime_type)) {
        return Err(GraphError::with_details(131_053, format!("The file is {mime_type}, not what type says.")));
    }
    fits(&mime_type, &bytes)?;
    let life = form.ttl.as_deref().map(life).transpose()?;
    Ok(Answer::Json(json!({"id": store::upload(world, bytes, &mime_type, life)})))
}

fn life(ttl_minutes: &str) -> Result<chrono::Duration, GraphError> {
    let minutes = ttl_minutes.parse().ok().filter(|minutes| (60..=43_200).contains(minutes));
    let minutes = minutes.ok_or_else(|| GraphError::invalid("Param ttl_minutes must be between 60 and 43200."))?;
    Ok(chrono::Duration::minutes(minutes))
}

async fn read(mut fields: Multipart) -> Result<Form, GraphError> {
    let broken = |_| GraphError::invalid("The multipart form could not be read.");
    let mut form = Form::default();
    while let Some(field) = fields.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            "messaging_product" => form.product = Some(field.text().await.map_err(broken)?),
            "type" => form.mime_type = Some(field.text().await.map_err(broken)?),
            "ttl_minutes" => form.ttl = Some(field.text().await.map_err(broken)?),
            "file" => {
                let mime_type = field.content_type().map(str::to_owned);
                form.file = Some((mime_type, field.bytes().await.map_err(broken)?));
            }
            _ => {}
        }
    }
    Ok(form)
}

/// The sizes and types that are accepted. A client's mistake here is the usual cause of 131053.
fn fits(mime_type: &str, bytes: &Bytes) -> Result<(), GraphError> {
    let most = match bare(mime_type) {
        "image/jpeg" | "image/png" => 5 * MB,
        "image/webp" if is_animated(bytes) => 500 * KB,
        "image/webp" => 100 * KB,
        "video/mp4" | "video/3gpp" | "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" => 16 * MB,
        other if other.starts_with("text/") || other.starts_with("application/") => 100 * MB,
        other => return Err(GraphError::invalid(format!("Param file must be a file of a known type, not {other}."))),
    };
    if bytes.is_empty() || bytes.len() > most {
        return Err(GraphError::with_details(131_053, format!("{mime_type} may have 1 to {most} bytes.")));
    }
    match objection(mime_type, bytes) {
        Some(why) => Err(GraphError::with_details(131_053, why)),
        None => Ok(()),
    }
}

/// What is known of a file, when the id is one of a file.
pub(super) fn lookup(world: &World, call: &Call) -> Result<Option<Answer>, Refusal> {
    let now = world.clock.now();
    let Some(medium) = world.with(|state| state.media.get(&call.first, now).cloned()) else { return Ok(None) };
    foreign(world, call)?;
    if let Some(fault) = world.with(|state| take(state.faults.media.lookup.as_mut())) {
        return Err(refusal(&fault));
    }
    let size = medium.bytes.len();
    let as_text = world.with(|state| state.faults.media.size_as_text.take());
    Ok(Some(Answer::Json(json!({
        "messaging_product": "whatsapp",
        "url": store::link(world, &call.first),
        "mime_type": medium.mime_type,
        "sha256": store::sha256_hex(&medium.bytes),
        "file_size": if as_text { json!(size.to_string()) } else { json!(size) },
        "id": call.first,
    }))))
}

pub(super) fn delete(world: &World, call: &Call) -> Result<Answer, GraphError> {
    foreign(world, call)?;
    let removed = world.with(|state| state.media.remove(&call.first));
    if removed { Ok(success()) } else { Err(GraphError::unknown_node(&call.first)) }
}

/// A file belongs to the number that it was sent to or uploaded for.
fn foreign(world: &World, call: &Call) -> Result<(), GraphError> {
    match call.param("phone_number_id") {
        Some(id) if id != world.account.phone_number_id => Err(GraphError::unknown_node(&call.first)),
        Some(_) | None => Ok(()),
    }
}
