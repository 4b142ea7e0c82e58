//! Files of this house's own, on their way to a customer.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use frontdesk::domain::content::MediaKind;
use frontdesk::domain::ids::ChannelId;
use frontdesk::media::{
    AttachError, Attached, FileKey, LibraryError, ToCarry, UploadError, attach, attached, forget, media_id_for, shrink,
};
use futures::stream;

use crate::common::house::House;

async fn bring(t: &House, name: &str, file: Vec<u8>) -> Result<Attached, AttachError> {
    let pieces: Vec<std::io::Result<Bytes>> =
        file.chunks(100_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    attach(&t.workspace().library, stream::iter(pieces), name).await
}

/// A PNG of so many points a side, each of another colour, so that it packs badly.
fn noise(side: u32) -> Vec<u8> {
    let mut random = fastrand::Rng::with_seed(7);
    let picture =
        image::RgbImage::from_fn(side, side, |_, _| image::Rgb([random.u8(..), random.u8(..), random.u8(..)]));
    let mut file = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    file.into_inner()
}

fn key_of(attached: &Attached) -> FileKey {
    FileKey::parse(&attached.file.sha256).unwrap()
}

#[tokio::test]
async fn a_picture_can_be_sent_as_one_or_as_a_document() {
    let t = House::new().await;
    let picture = bring(&t, "../holiday\u{202e}", noise(600)).await.unwrap();
    assert_eq!(picture.may_be, [MediaKind::Image, MediaKind::Document]);
    assert_eq!((picture.name.as_str(), picture.problem, picture.can_shrink), ("_holiday.png", None, false));
    assert_eq!((picture.file.width, picture.file.height, picture.file.thumbnail), (Some(600), Some(600), true));
    let again = attached(&t.workspace().library, &key_of(&picture), "holiday.png").await.unwrap();
    assert_eq!(again.file, picture.file, "it can be asked for again, as when a draft is opened");
    t.end().await;
}

#[tokio::test]
async fn a_picture_that_is_too_large_can_be_made_smaller() {
    let t = House::new().await;
    let picture = bring(&t, "poster.png", noise(1400)).await.unwrap();
    let problem = picture.problem.unwrap();
    assert_eq!((problem.media, problem.wrong_type, problem.limit), (MediaKind::Image, false, 5 * 1024 * 1024));
    assert!(picture.may_be.is_empty() && picture.can_shrink, "a document of this type may not be larger either");
    let shrunk = shrink(&t.workspace().library, &key_of(&picture), &picture.name).await.unwrap();
    assert_eq!((shrunk.name.as_str(), shrunk.problem), ("poster.jpg", None));
    assert_eq!(shrunk.may_be, [MediaKind::Image, MediaKind::Document]);
    t.end().await;
}

#[tokio::test]
async fn what_whatsapp_does_not_show_goes_as_a_document() {
    let t = House::new().await;
    let moving = bring(&t, "dance.gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()).await.unwrap();
    let problem = moving.problem.unwrap();
    assert!(problem.wrong_type && problem.media == MediaKind::Image && !moving.can_shrink);
    assert_eq!(moving.may_be, [MediaKind::Document]);
    let letter = bring(&t, "letter", b"Dear Ana".to_vec()).await.unwrap();
    assert_eq!((letter.name.as_str(), letter.problem), ("letter.txt", None));
    assert_eq!(letter.may_be, [MediaKind::Document]);
    t.end().await;
}

#[tokio::test]
async fn what_whatsapp_cannot_carry_is_not_even_kept() {
    let t = House::new().await;
    let piece = Bytes::from(vec![b'x'; 1024 * 1024]);
    let film = stream::iter((0..101).map(move |_| Ok(piece.clone())));
    assert!(matches!(attach(&t.workspace().library, film, "film.mp4").await, Err(AttachError::TooLarge)));
    assert!(matches!(bring(&t, "nothing.txt", Vec::new()).await, Err(AttachError::Empty)));
    let broken = stream::iter([Ok(Bytes::from_static(b"Dear")), Err(std::io::Error::other("unplugged"))]);
    assert!(matches!(attach(&t.workspace().library, broken, "letter.txt").await, Err(AttachError::Broken(_))));
    assert_eq!(std::fs::read_dir(t.directory().join("files")).unwrap().count(), 0);
    t.end().await;
}

fn letter_of(attached: &Attached, mime_type: &str) -> ToCarry {
    let channel = ChannelId::new("main").unwrap();
    ToCarry { channel, key: key_of(attached), mime_type: mime_type.to_owned(), name: attached.name.clone() }
}

async fn id_of(t: &House, file: ToCarry) -> Result<String, UploadError> {
    let workspace = t.workspace();
    let provider = &workspace.channels[&file.channel].provider;
    media_id_for(&workspace.library, provider.as_ref(), file, Arc::new(|_, _| {})).await
}

#[tokio::test]
async fn the_same_file_goes_up_once_a_month() {
    let t = House::new().await;
    let letter = bring(&t, "letter.txt", b"Dear Ana".to_vec()).await.unwrap();
    let letter = letter_of(&letter, "text/plain");
    let first = id_of(&t, letter.clone()).await.unwrap();
    assert_eq!(id_of(&t, letter.clone()).await.unwrap(), first);
    t.advance(chrono::Duration::days(28));
    assert_eq!(id_of(&t, letter.clone()).await.unwrap(), first);
    t.advance(chrono::Duration::days(2));
    let second = id_of(&t, letter.clone()).await.unwrap();
    assert_ne!(second, first, "the provider keeps it for thirty days");
    forget(&t.workspace().library, letter.channel.clone(), second.clone()).await.unwrap();
    assert_ne!(id_of(&t, letter).await.unwrap(), second);
    t.end().await;
}

#[tokio::test]
async fn somebody_can_see_a_file_go_up() {
    let t = House::new().await;
    let film = bring(&t, "data", vec![0; 1_000_000]).await.unwrap();
    let film = letter_of(&film, "application/octet-stream");
    let told: Arc<Mutex<Vec<(u64, u64)>>> = Arc::default();
    let tell = told.clone();
    let workspace = t.workspace();
    let provider = &workspace.channels[&film.channel].provider;
    let on_progress = Arc::new(move |sent, total| tell.lock().unwrap().push((sent, total)));
    media_id_for(&workspace.library, provider.as_ref(), film, on_progress).await.unwrap();
    drop(workspace);
    let told = told.lock().unwrap().clone();
    assert!(told.len() > 1 && told.is_sorted() && told.last() == Some(&(1_000_000, 1_000_000)), "{told:?}");
    t.end().await;
}

#[tokio::test]
async fn why_a_file_did_not_go_up_is_told_apart() {
    let t = House::new().await;
    let letter = bring(&t, "letter.txt", b"Dear Ana".to_vec()).await.unwrap();
    let refused = id_of(&t, letter_of(&letter, "audio/ogg")).await;
    assert!(matches!(refused, Err(UploadError::Refused(_))), "{refused:?}");
    std::fs::remove_dir_all(t.directory().join("files")).unwrap();
    let lost = id_of(&t, letter_of(&letter, "text/plain")).await;
    assert!(matches!(lost, Err(UploadError::Lost)), "{lost:?}");
    let gone = attached(&t.workspace().library, &key_of(&letter), "letter.txt").await;
    assert!(matches!(gone, Err(AttachError::Library(LibraryError::Disk(_)))), "{gone:?}");
    t.end().await;
    let t = House::with_graph_url("http://127.0.0.1:9").await;
    let letter = bring(&t, "letter.txt", b"Dear Ana".to_vec()).await.unwrap();
    let away = id_of(&t, letter_of(&letter, "text/plain")).await;
    assert!(matches!(away, Err(UploadError::NotReached(_))), "{away:?}");
    t.end().await;
}
