//! Images, videos, sound, documents and stickers: an uploaded id or a link, never both.

use super::super::error::GraphError;
use super::super::shape::Part;
use super::CAPTION_MAX;
use crate::simulator::media::nature::bare;
use crate::simulator::world::World;

pub(super) fn check(world: &World, part: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    let extra: &[&str] = match kind {
        "image" | "video" => &["caption"],
        "document" => &["caption", "filename"],
        "audio" => &["voice"],
        _ => &[],
    };
    let allowed: Vec<&str> = ["id", "link"].iter().chain(extra).copied().collect();
    part.only(&allowed)?;
    source(world, part, kind)?;
    if let Some(caption) = part.may("caption")? {
        caption.text_within(0, CAPTION_MAX)?;
    }
    if let Some(filename) = part.may("filename")? {
        filename.text_within(1, 240)?;
    }
    let voice = part.may("voice")?.map_or(Ok(false), |voice| voice.truth())?;
    match part.may("id")?.filter(|_| voice) {
        Some(id) if mime_type(world, &id)?.is_none_or(|mime| bare(&mime) != "audio/ogg") => {
            Err(id.not_valid("is no voice note: those are Opus in Ogg"))
        }
        Some(_) | None => Ok(()),
    }
}

/// What an uploaded or received file is, if it is there.
fn mime_type(world: &World, id: &Part<'_>) -> Result<Option<String>, GraphError> {
    let (id, now) = (id.text()?, world.clock.now());
    Ok(world.with(|state| state.media.get(id, now).map(|medium| medium.mime_type.clone())))
}

/// Exactly one of `id` and `link`; an id must be ours and of this kind.
pub(super) fn source(world: &World, part: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    match (part.may("id")?, part.may("link")?) {
        (Some(id), None) => {
            let mime = mime_type(world, &id)?;
            let mime = mime.ok_or_else(|| id.not_valid("is not the id of an uploaded file"))?;
            if fits(kind, &mime) { Ok(()) } else { Err(id.not_valid(&format!("is {mime}, which is no {kind}"))) }
        }
        (None, Some(link)) => {
            let url = link.text()?;
            let is_web = url.starts_with("https://") || url.starts_with("http://");
            if is_web { Ok(()) } else { Err(link.not_valid("is not a link")) }
        }
        (Some(_), Some(_)) => Err(GraphError::invalid("Only one of id and link may be given.")),
        (None, None) => Err(GraphError::with_details(131_008, "One of id and link is required.")),
    }
}

fn fits(kind: &str, mime_type: &str) -> bool {
    let mime_type = bare(mime_type);
    match kind {
        "image" => matches!(mime_type, "image/jpeg" | "image/png"),
        "sticker" => mime_type == "image/webp",
        "video" => matches!(mime_type, "video/mp4" | "video/3gpp"),
        "audio" => matches!(mime_type, "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg"),
        _ => true,
    }
}
