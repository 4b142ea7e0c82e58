//! Images, videos, sound, documents and stickers: an uploaded id or a link, never both.

use super::super::error::GraphError;
use super::super::shape::Part;
use super::CAPTION_MAX;
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
    part.may("voice")?.map_or(Ok(false), |voice| voice.truth())?;
    Ok(())
}

/// Exactly one of `id` and `link`; an id must be ours and of this kind.
pub(super) fn source(world: &World, part: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    match (part.may("id")?, part.may("link")?) {
        (Some(id), None) => {
            let now = world.clock.now();
            let media_id = id.text()?;
            let mime = world.with(|state| state.media.get(media_id, now).map(|medium| medium.mime_type.clone()));
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
    match kind {
        "image" => matches!(mime_type, "image/jpeg" | "image/png"),
        "sticker" => mime_type == "image/webp",
        "video" => mime_type.starts_with("video/"),
        "audio" => mime_type.starts_with("audio/"),
        _ => true,
    }
}
