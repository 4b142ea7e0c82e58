//! Pain 13: media lost for good. Every file that a customer sends comes to this computer and stays.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::DateTime;
use frontdesk::domain::content::{Content, Context};
use frontdesk::domain::event::{Actor, MessageReceived, NewEvent};
use frontdesk::domain::ids::{ChannelId, MessageId};
use frontdesk::domain::person::Identity;
use frontdesk::log::Topic;
use frontdesk::media::{self, FileKey, FileStanding, LibraryError, Standing, Variant};
use frontdesk::store::DATABASE;
use frontdesk::store::tables::download::{self, DownloadProblem, DownloadRow, DownloadState};
use frontdesk::store::tables::file::{self, FileRow};
use frontdesk::store::tables::message;
use frontdesk::{ingest, log};
use serde_json::{Value, json};

use crate::common::house::House;
use crate::common::hub::{APP_SECRET, Hub, Provider};
use crate::common::shelf::{Manner, Shelf};
use crate::common::{client, eventually, webhook};

const ANA: &str = "+16505550101";

/// A house in which Ana has said hello.
async fn house() -> House {
    let t = House::new().await;
    t.customer("Ana", ANA, "Hello").await;
    t
}

async fn house_at(shelf: &Shelf) -> House {
    let t = House::with_graph_url(&shelf.url).await;
    t.customer("Ana", ANA, "Hello").await;
    t
}

/// What is noted of all received files, the oldest first.
async fn noted(t: &House) -> Vec<DownloadRow> {
    let store = t.workspace().store.clone();
    let read = store.read(|tx| {
        let messages = tx.query_all("SELECT message FROM download ORDER BY message", [], |row| row.get(0))?;
        messages.into_iter().filter_map(|id| download::by_message(tx, MessageId(id)).transpose()).collect()
    });
    read.await.unwrap()
}

/// The note of the only received file, once it is so.
async fn only(t: &House, what: &str, is_so: impl Fn(&DownloadRow) -> bool) -> DownloadRow {
    eventually(what, async || {
        let rows = noted(t).await;
        assert!(rows.len() <= 1, "{rows:?}");
        rows.into_iter().find(|row| is_so(row))
    })
    .await
}

async fn here(t: &House) -> DownloadRow {
    only(t, "the file is here", |row| row.state == DownloadState::Here).await
}

async fn known(t: &House, row: &DownloadRow) -> FileRow {
    let sha256 = row.sha256.clone().unwrap();
    t.workspace().store.read(move |tx| file::by_sha256(tx, &sha256)).await.unwrap().unwrap()
}

async fn serve(t: &House, row: &DownloadRow, variant: Variant) -> Result<Vec<u8>, LibraryError> {
    let key = FileKey::parse(row.sha256.as_deref().unwrap()).unwrap();
    Ok(t.workspace().downloads.serve(&key, variant, None).await?.body)
}

/// Where the screen is told that a message's file stands.
async fn stands(t: &House, row: &DownloadRow) -> FileStanding {
    let (store, message) = (t.workspace().store.clone(), row.message);
    let read = store.read(move |tx| {
        let row = message::by_id(tx, message)?.unwrap();
        Ok(media::standings(tx, &[&row])?.remove(&message))
    });
    read.await.unwrap().unwrap()
}

/// The names of all files below a folder.
fn files_below(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = paths
        .flat_map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() { files_below(&path) } else { vec![name] }
        })
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_customers_send_is_here_at_once() {
    let t = house().await;
    // With a small picture, a size, a length.
    let kinds = [
        ("image", "image/jpeg", (true, true, false)),
        ("sticker", "image/webp", (true, true, false)),
        ("audio", "audio/ogg", (false, false, true)),
        ("document", "application/pdf", (false, false, false)),
        ("video", "video/mp4", (false, true, true)),
    ];
    for (number, (kind, mime_type, has)) in kinds.into_iter().enumerate() {
        t.write(ANA, json!({ "type": kind })).await;
        let row = eventually(kind, async || {
            noted(&t).await.into_iter().nth(number).filter(|row| row.state == DownloadState::Here)
        })
        .await;
        let known = known(&t, &row).await;
        assert_eq!(known.mime_type, mime_type, "{kind}");
        assert_eq!((known.thumbnail, known.width.is_some(), known.duration_ms.is_some()), has, "{kind}");
        assert_eq!(known.waveform.is_empty(), kind != "audio", "{kind}");
        assert_eq!(serve(&t, &row, Variant::Whole).await.unwrap().len() as i64, known.bytes, "{kind}");
        assert_eq!(serve(&t, &row, Variant::Thumbnail).await.is_ok(), known.thumbnail, "{kind}");
        let listened = serve(&t, &row, Variant::Listen).await.unwrap();
        assert_eq!(listened.get(8..12) == Some(b"WAVE"), kind == "audio", "{kind}");
        assert_eq!((row.expected, row.problem), (row.sha256, None), "{kind}");
    }
    t.end().await;
}

#[tokio::test]
async fn a_file_that_is_refused_five_times_is_had_at_last() {
    let t = house().await;
    t.control("/faults", json!({ "http": { "status": 500, "everywhere": true, "times": true } })).await;
    t.write(ANA, json!({ "type": "image" })).await;
    for tries in 1..=5 {
        let row = only(&t, "it is refused", |row| row.tries == tries).await;
        assert_eq!((row.state, row.problem), (DownloadState::Waiting, Some(DownloadProblem::Refused)));
        if tries == 5 {
            t.control("/faults", json!({ "http": { "status": 500, "times": 0 } })).await;
        }
        t.advance(row.next_at.unwrap() - t.now());
    }
    let row = here(&t).await;
    assert_eq!((row.problem, row.next_at), (None, None));
    t.end().await;
}

#[tokio::test]
async fn what_was_not_fetched_before_the_program_ended_is_fetched_by_the_next() {
    let mut t = house().await;
    t.control("/faults", json!({ "http": { "status": 500, "everywhere": true, "times": true } })).await;
    t.write(ANA, json!({ "type": "image" })).await;
    let row = only(&t, "it is refused", |row| row.tries == 1).await;
    t.control("/faults", json!({ "http": { "status": 500, "times": 0 } })).await;
    t.restart().await;
    t.advance(row.next_at.unwrap() - t.now());
    here(&t).await;
    t.end().await;
}

#[tokio::test]
async fn a_link_that_has_run_out_is_replaced_and_a_foreign_one_is_not_followed() {
    let seen: Arc<Mutex<u32>> = Arc::default();
    let count = seen.clone();
    let foreign = axum::Router::new().fallback(move || {
        *count.lock().unwrap() += 1;
        std::future::ready("not what was sent")
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let foreign_url = format!("http://{}/file", listener.local_addr().unwrap());
    tokio::spawn(axum::serve(listener, foreign).into_future());
    let shelf = Shelf::with(b"a letter".to_vec(), &[]).await;
    let t = house_at(&shelf).await;
    let run_out = format!("{}/gone?mid=77&ext=1&hash=0", shelf.url);
    for (number, url) in [run_out, foreign_url].into_iter().enumerate() {
        let mut message = shelf.image();
        message["image"]["url"] = json!(url);
        message["image"]["id"] = json!(format!("{number}"));
        t.write(ANA, json!({ "message": message })).await;
        eventually("the file is here", async || {
            let here = noted(&t).await.iter().filter(|row| row.state == DownloadState::Here).count();
            (here == number + 1).then_some(())
        })
        .await;
    }
    assert_eq!(*seen.lock().unwrap(), 0);
    t.end().await;
}

#[tokio::test]
async fn bytes_that_are_wrong_once_are_asked_for_again() {
    let shelf = Shelf::with(b"a letter".to_vec(), &[Manner::Wrong]).await;
    let t = house_at(&shelf).await;
    t.write(ANA, json!({ "message": shelf.image() })).await;
    let row = here(&t).await;
    assert_eq!((row.problem, row.sha256), (None, Some(shelf.hash())));
    assert_eq!(shelf.given(), [Manner::Wrong, Manner::Whole]);
    t.end().await;
}

#[tokio::test]
async fn bytes_that_are_wrong_twice_are_kept_and_marked() {
    let shelf = Shelf::with(b"a letter".to_vec(), &[Manner::Wrong; 2]).await;
    let t = house_at(&shelf).await;
    t.write(ANA, json!({ "message": shelf.image() })).await;
    let row = here(&t).await;
    let seen = stands(&t, &row).await;
    assert_eq!((seen.standing, seen.problem), (Standing::Here, Some(DownloadProblem::Corrupt)), "it can be seen");
    assert_eq!(serve(&t, &row, Variant::Whole).await.unwrap(), b"wwwwwwww", "and nothing is thrown away");
    t.end().await;
}

#[tokio::test]
async fn a_connection_that_breaks_costs_no_try() {
    let shelf = Shelf::with(vec![b'x'; 1_000_000], &[Manner::Cut; 2]).await;
    let t = house_at(&shelf).await;
    t.write(ANA, json!({ "message": shelf.image() })).await;
    for times in 1..=2 {
        let row = only(&t, "it broke off", |row| shelf.given().len() == times && row.next_at > Some(t.now())).await;
        assert_eq!((row.problem, row.tries), (Some(DownloadProblem::Offline), 0));
        t.advance(chrono::Duration::minutes(2));
    }
    assert_eq!(here(&t).await.sha256, Some(shelf.hash()));
    assert_eq!(files_below(&t.directory().join("files")), [shelf.hash()], "and no half of it is left");
    t.end().await;
}

#[tokio::test]
async fn the_same_file_twice_is_kept_once() {
    let shelf = Shelf::with(b"a letter".to_vec(), &[]).await;
    let t = house_at(&shelf).await;
    for id in ["1", "2"] {
        let mut message = shelf.image();
        message["image"]["id"] = json!(id);
        t.write(ANA, json!({ "message": message })).await;
        eventually("it is here", async || {
            noted(&t).await.last().filter(|row| row.media_id == id && row.state == DownloadState::Here).map(drop)
        })
        .await;
    }
    assert_eq!(files_below(&t.directory().join("files")), [shelf.hash()]);
    assert_eq!(shelf.given().len(), 1, "and it is not even fetched again");
    t.end().await;
}

#[tokio::test]
async fn a_file_that_vanished_from_the_disk_is_fetched_again_while_that_can_be() {
    let shelf = Shelf::with(b"a letter".to_vec(), &[]).await;
    let t = house_at(&shelf).await;
    t.write(ANA, json!({ "message": shelf.image() })).await;
    let row = here(&t).await;
    let path = t.directory().join("files").join(shelf.hash().get(..2).unwrap()).join(shelf.hash());
    std::fs::remove_file(&path).unwrap();
    assert!(serve(&t, &row, Variant::Whole).await.is_err());
    here(&t).await;
    assert_eq!(serve(&t, &row, Variant::Whole).await.unwrap(), b"a letter");
    t.advance(chrono::Duration::days(8));
    std::fs::remove_file(&path).unwrap();
    assert!(serve(&t, &row, Variant::Whole).await.is_err());
    let row = only(&t, "it is lost", |row| row.problem == Some(DownloadProblem::Lost)).await;
    assert_eq!(row.state, DownloadState::Expired, "the provider keeps files for seven days");
    assert_eq!(stands(&t, &row).await.standing, Standing::Lost);
    t.end().await;
}

#[tokio::test]
async fn after_seven_days_it_is_asked_for_only_when_a_person_wants_it() {
    let t = house().await;
    t.control("/faults", json!({ "http": { "status": 500, "everywhere": true, "times": true } })).await;
    t.write(ANA, json!({ "type": "image" })).await;
    only(&t, "it is refused", |row| row.tries == 1).await;
    t.advance(chrono::Duration::days(8));
    let row = only(&t, "it is given up", |row| row.state == DownloadState::Expired).await;
    assert_eq!((row.problem, row.next_at), (Some(DownloadProblem::Expired), None));
    assert!(t.workspace().downloads.retry(row.message).await.unwrap());
    only(&t, "it was asked for and refused", |row| row.state == DownloadState::Expired && row.tries == 1).await;
    assert!(!t.workspace().downloads.retry(MessageId(1_000_000)).await.unwrap(), "there is no such file");
    t.end().await;
}

#[tokio::test]
async fn while_the_provider_is_away_a_file_waits_and_says_why() {
    let t = House::with_graph_url("http://127.0.0.1:9").await;
    t.customer("Ana", ANA, "Hello").await;
    t.write(ANA, json!({ "type": "image" })).await;
    let row = only(&t, "it waits", |row| row.problem.is_some()).await;
    assert_eq!((row.state, row.problem, row.tries), (DownloadState::Waiting, Some(DownloadProblem::Offline), 0));
    let seen = stands(&t, &row).await;
    assert_eq!((seen.standing, seen.retry_at), (Standing::Waiting, row.next_at));
    t.end().await;
}

#[tokio::test]
async fn the_screen_is_told_when_a_file_has_come() {
    let t = house().await;
    let mut told = t.workspace().log.follow();
    t.write(ANA, json!({ "type": "image" })).await;
    let row = here(&t).await;
    let mut times = 0;
    // Once with the message, and once with its file.
    while times < 2 {
        let topics = told.recv().await.unwrap().topics;
        let of_message =
            |topic: &Topic| matches!(topic, Topic::Conversation { messages, .. } if messages.contains(&row.message));
        times += topics.iter().filter(|topic| of_message(topic)).count();
    }
    assert_eq!(stands(&t, &row).await.standing, Standing::Here);
    t.end().await;
}

#[tokio::test]
async fn a_small_picture_that_vanished_is_made_again() {
    let t = house().await;
    t.write(ANA, json!({ "type": "image" })).await;
    let row = here(&t).await;
    let small = serve(&t, &row, Variant::Thumbnail).await.unwrap();
    std::fs::remove_dir_all(t.directory().join("thumbnails")).unwrap();
    std::fs::create_dir(t.directory().join("thumbnails")).unwrap();
    assert_eq!(serve(&t, &row, Variant::Thumbnail).await.unwrap(), small);
    t.end().await;
}

#[tokio::test]
async fn what_was_sent_from_the_phone_is_fetched_too() {
    let t = house().await;
    t.control("/fields/smb_message_echoes", json!({ "event": "image", "customer": ANA })).await;
    here(&t).await;
    t.end().await;
}

/// A message of the phone's past, a hundred days ago, without its file.
fn placeholder(t: &House) -> Value {
    let at = (t.now() - chrono::Duration::days(100)).timestamp().to_string();
    let context = json!({ "status": "READ" });
    let message = json!({ "from": "16505550101", "id": "wamid.past", "timestamp": at, "type": "media_placeholder",
        "history_context": context });
    let threads = json!([{ "id": "16505550101", "messages": [message] }]);
    history(
        json!({ "history": [{ "metadata": { "phase": 1, "chunk_order": 1, "progress": 50 }, "threads": threads }] }),
    )
}

/// The file of that message.
fn file_of_the_past(t: &House, shelf: &Shelf) -> Value {
    let mut message = shelf.image();
    message["from"] = json!("16505550101");
    message["id"] = json!("wamid.past");
    message["timestamp"] = json!((t.now() - chrono::Duration::days(100)).timestamp().to_string());
    history(json!({ "messages": [message] }))
}

fn history(mut value: Value) -> Value {
    value["messaging_product"] = json!("whatsapp");
    value["metadata"] = json!({ "display_phone_number": "15550783881", "phone_number_id": "106540352242922" });
    json!({ "field": "history", "value": value })
}

#[tokio::test]
async fn the_files_of_a_phones_past_are_fetched_in_whatever_order_they_are_told() {
    for file_first in [false, true] {
        let shelf = Shelf::with(b"a letter".to_vec(), &[]).await;
        let t = house_at(&shelf).await;
        let mut told = [placeholder(&t), file_of_the_past(&t, &shelf)];
        if file_first {
            told.reverse();
        }
        for webhook in told {
            assert_eq!(t.control("/post", webhook).await["status"], 200);
        }
        let row = here(&t).await;
        assert!(row.expires_at > t.now(), "its seven days begin now");
        t.end().await;
    }
}

#[tokio::test]
async fn a_file_that_an_earlier_version_did_not_understand_is_fetched_by_a_later_one() {
    let shelf = Shelf::with(b"a letter".to_vec(), &[]).await;
    let t = house_at(&shelf).await;
    let workspace = t.workspace();
    let event = MessageReceived {
        channel: ChannelId::new("main").unwrap(),
        provider_id: "wamid.once-unknown".to_owned(),
        from: Identity::by_phone("16505550101"),
        scope: String::new(),
        profile_name: None,
        username: None,
        // Providers tell whole seconds.
        sent_at: DateTime::from_timestamp(t.now().timestamp(), 0).unwrap(),
        content: Content::Other { wa_type: "image".to_owned(), caption: None },
        context: Context::default(),
        raw: serde_json::value::to_raw_value(&shelf.image()).unwrap(),
    };
    let event = NewEvent { id: "then".to_owned(), actor: Actor::Customer, at: t.now(), event: event.into() };
    log::append(workspace.log.as_ref(), vec![event]).await.unwrap();
    assert_eq!(noted(&t).await, []);
    let count = ingest::reread(&workspace.store, workspace.log.as_ref(), &|_| String::new()).await.unwrap();
    assert_eq!(count, 1);
    drop(workspace);
    here(&t).await;
    t.end().await;
}

/// Posts a webhook with a picture to the hub.
async fn picture_arrives(hub: &Hub, shelf: &Shelf) {
    let now = chrono::Utc::now().timestamp();
    let mut body = webhook::text_message("16505550101", "wamid.picture", now, "-");
    let message = &mut body["entry"][0]["changes"][0]["value"]["messages"][0];
    message["type"] = json!("image");
    message["image"] = shelf.image()["image"].clone();
    message.as_object_mut().unwrap().remove("text");
    assert_eq!(webhook::post(&client(), hub.public, APP_SECRET, body.to_string().into_bytes()).await.unwrap(), 200);
}

/// State, problem and tries of the only file, as the hub has noted them.
fn noted_by_hub(directory: &Path) -> Option<(String, Value, u32)> {
    let connection = rusqlite::Connection::open(directory.join("data").join(DATABASE)).unwrap();
    let row = connection.query_row("SELECT state, problem, tries FROM download", [], |row| {
        let problem: Option<String> = row.get(1)?;
        Ok((row.get(0)?, json!(problem), row.get(2)?))
    });
    row.ok()
}

fn provider(shelf: &Shelf) -> Provider {
    Provider { graph_url: shelf.url.clone(), ..Provider::none() }
}

#[tokio::test(flavor = "multi_thread")]
async fn kill_9_in_the_middle_of_a_file_loses_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let shelf = Shelf::with(vec![b'x'; 2_000_000], &[Manner::Stall]).await;
    let files = directory.path().join("data/files");
    let hub = Hub::start(directory.path(), &provider(&shelf));
    picture_arrives(&hub, &shelf).await;
    eventually("half of it is on the disk", async || {
        files_below(&files).iter().any(|name| name.starts_with("incoming-")).then_some(())
    })
    .await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    hub.kill();
    assert_eq!(files_below(&files).len(), 1, "the crash left half a file");
    let hub = Hub::start(directory.path(), &provider(&shelf));
    eventually("it is here", async || (noted_by_hub(directory.path())?.0 == "here").then_some(())).await;
    assert_eq!(files_below(&files), [shelf.hash()]);
    assert_eq!(shelf.given(), [Manner::Stall, Manner::Whole]);
    hub.terminate();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_makes_a_file_wait_until_there_is_room() {
    let directory = tempfile::tempdir().unwrap();
    let shelf = Shelf::with(vec![b'x'; 24_000_000], &[]).await;
    let hub = Hub::start_with_little_room(directory.path(), &provider(&shelf), 16_384);
    picture_arrives(&hub, &shelf).await;
    let noted = eventually("it has failed", async || {
        noted_by_hub(directory.path()).filter(|(_, problem, _)| !problem.is_null())
    })
    .await;
    assert_eq!(noted, ("waiting".to_owned(), json!("diskFull"), 0));
    let files = directory.path().join("data/files");
    assert!(files_below(&files).is_empty(), "no half of it takes what room there is");
    hub.terminate();
    let hub = Hub::start(directory.path(), &provider(&shelf));
    eventually("it is here", async || (noted_by_hub(directory.path())?.0 == "here").then_some(())).await;
    assert_eq!(files_below(&files), [shelf.hash()]);
    hub.terminate();
}
