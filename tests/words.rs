//! What people read is in their language, also what the core says by itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use frontdesk::notify::Notice;
use frontdesk::texts::{Language, knows};
use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;

async fn notice_of(house: &House, phone: &str, message: Value) -> Notice {
    let before = house.shown_notices().len();
    house.write(phone, message).await;
    eventually("a notice", async || house.shown_notices().get(before).cloned()).await
}

#[tokio::test]
async fn notices_are_in_the_language_of_the_screen_and_follow_a_change_of_it() {
    let house = House::new().await;
    house.speak("es").await;
    house.customer("Ana", "+16505550160", "hola").await;
    eventually("the first notice", async || house.shown_notices().pop()).await;
    let voice = json!({ "type": "audio" });
    let told = notice_of(&house, "+16505550160", voice.clone()).await;
    assert_eq!((told.title.as_str(), told.text.as_str()), ("Ana", "Mensaje de voz"));
    house.speak("ar").await;
    let told = notice_of(&house, "+16505550160", voice).await;
    assert_eq!(told.text, "رسالة صوتية", "without a restart");
    house.end().await;
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect()
}

/// The kinds of sentences that the core says by name.
const FAMILIES: [&str; 5] = ["notice_", "kind_", "preview_", "scheduled_", "authoring_why_"];

/// Every sentence that some source of the core names.
fn named() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/src/notify");
    let texts = rust_files(&sources).into_iter().map(|file| std::fs::read_to_string(file).unwrap());
    let literals = |text: String| text.split('"').map(str::to_owned).collect::<Vec<_>>();
    texts.flat_map(literals).filter(|literal| FAMILIES.iter().any(|family| literal.starts_with(family))).collect()
}

#[test]
fn every_sentence_that_the_core_names_is_there_in_every_language_and_none_in_vain() {
    let named = named();
    assert!(named.len() > 40, "the names were found: {named:?}");
    for language in Language::ALL {
        let missing: Vec<_> = named.iter().filter(|name| !knows(language, name)).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
    }
    let notices = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/messages/en/notices.json");
    let notices: Value = serde_json::from_str(&std::fs::read_to_string(notices).unwrap()).unwrap();
    let written = notices.as_object().unwrap().keys().filter(|name| name.starts_with("notice_"));
    let unsaid: Vec<_> = written.filter(|name| !named.contains(*name)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
}
