//! The files of messages.

use chrono::{DateTime, Utc};

use crate::store::tables::message::{self, MessageRow};
use crate::store::{DbResult, ReadTx};

use super::Api;
use super::inbox::check_limit;
use super::thread::{cursor_of, place_from};
use super::types::{ApiError, FileInfo, GalleryKind, GalleryPage, ListGallery};
use super::view::{self, Seen};

/// The file of a message, as far as it is here.
pub(super) fn file(_tx: &ReadTx, _row: &MessageRow, _now: DateTime<Utc>) -> DbResult<Option<FileInfo>> {
    Ok(None)
}

pub(super) async fn gallery(api: &Api, list: ListGallery) -> Result<GalleryPage, ApiError> {
    let workspace = api.workspace()?;
    let limit = check_limit(list.limit)?;
    let before = list.cursor.as_deref().map(place_from).transpose()?;
    let gallery = match list.kind {
        GalleryKind::Photos => message::GALLERY_PHOTOS,
        GalleryKind::Files => message::GALLERY_FILES,
        GalleryKind::Links => message::GALLERY_LINKS,
    };
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| {
        let seen = Seen::at(tx, now)?;
        let rows = message::gallery_before(tx, list.conversation, gallery, before, limit)?;
        let full = rows.len() == limit as usize;
        let next_cursor = rows.last().filter(|_| full).map(cursor_of);
        let items = rows.into_iter().map(|row| view::message(tx, row, seen)).collect::<DbResult<_>>()?;
        Ok(GalleryPage { items, next_cursor })
    });
    Ok(read.await?)
}
