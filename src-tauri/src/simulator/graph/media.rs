//! Uploading, looking up, downloading and deleting files.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use serde_json::json;

use super::error::GraphError;
use super::{Answer, Call, success, templates};
use crate::simulator::media as store;
use crate::simulator::world::World;

const KB: usize = 1024;
const MB: usize = 1024 * KB;

/// The form of an upload.
#[derive(Default)]
struct Form {
    product: Option<String>,
    mime_type: Option<String>,
    file: Option<(Option<String>, Bytes)>,
}

pub(super) async fn upload(world: &World, request: Request) -> Result<Answer, GraphError> {
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
    Ok(Answer::Json(json!({"id": store::upload(world, bytes, &mime_type)})))
}

async fn read(mut fields: Multipart) -> Result<Form, GraphError> {
    let broken = |_| GraphError::invalid("The multipart form could not be read.");
    let mut form = Form::default();
    while let Some(field) = fields.next_field().await.map_err(broken)? {
        match field.name().unwrap_or_default() {
            "messaging_product" => form.product = Some(field.text().await.map_err(broken)?),
            "type" => form.mime_type = Some(field.text().await.map_err(broken)?),
            "file" => {
                let mime_type = field.content_type().map(str::to_owned);
                form.file = Some((mime_type, field.bytes().await.map_err(broken)?));
            }
            _ => {}
        }
    }
    Ok(form)
}

fn bare(mime_type: &str) -> &str {
    mime_type.split(';').next().unwrap_or_default().trim()
}

/// The sizes and types that are accepted. A client's mistake here is the usual cause of 131053.
fn fits(mime_type: &str, bytes: &Bytes) -> Result<(), GraphError> {
    let most = match bare(mime_type) {
        "image/jpeg" | "image/png" => 5 * MB,
        "image/webp" => 500 * KB,
        "video/mp4" | "video/3gpp" | "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" => 16 * MB,
        other if other.starts_with("text/") || other.starts_with("application/") => 100 * MB,
        other => return Err(GraphError::invalid(format!("Param file must be a file of a known type, not {other}."))),
    };
    if bytes.is_empty() || bytes.len() > most {
        return Err(GraphError::with_details(131_053, format!("{mime_type} may have 1 to {most} bytes.")));
    }
    let is_opus = bytes.windows(8).take(4 * KB).any(|window| window == b"OpusHead");
    if bare(mime_type) == "audio/ogg" && !is_opus {
        return Err(GraphError::with_details(131_053, "Sound in an Ogg file must be Opus."));
    }
    Ok(())
}

/// A bare id is a file or a template.
pub(super) fn or_template(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let now = world.clock.now();
    let Some(medium) = world.with(|state| state.media.get(&call.first, now).cloned()) else {
        return templates::one(world, call);
    };
    foreign(world, call)?;
    Ok(Answer::Json(json!({
        "messaging_product": "whatsapp",
        "url": store::link(world, &call.first),
        "mime_type": medium.mime_type,
        "sha256": store::sha256_hex(&medium.bytes),
        "file_size": medium.bytes.len(),
        "id": call.first,
    })))
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

/// The bytes behind a link, for five minutes.
pub(super) fn download(world: &World, call: &Call) -> Option<Answer> {
    let (id, until, hash) = (call.param("mid")?, call.param("ext")?, call.param("hash")?);
    let now = world.clock.now();
    let medium = world.with(|state| state.media.get(id, now).cloned())?;
    store::link_holds(world, id, until, hash).then_some(Answer::File(medium.bytes, medium.mime_type))
}
