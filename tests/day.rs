//! A whole day of webhooks, twice: once calm and in order, once with repetitions, in disorder and with garbage between.
//! What is known in the end must be the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use frontdesk::domain::event::{Actor, MessageQueued, NewEvent, SendAccepted};
use frontdesk::domain::ids::MessageId;
use frontdesk::log;
use frontdesk::simulator::{DAY_SENT, day};
use frontdesk::store::DATABASE;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};

use crate::common::{client, eventually, house::House, webhook};

const DELIVERIES: usize = 20_000;
const SEED: u64 = 20_261_119;

/// The recipients of the messages that the day's statuses speak of.
fn recipients(bodies: &[Value]) -> BTreeMap<&'static str, Value> {
    let mut found = BTreeMap::new();
    let changes = bodies
        .iter()
        .flat_map(|body| body["entry"].as_array().unwrap())
        .flat_map(|entry| entry["changes"].as_array().unwrap());
    for status in changes.flat_map(|change| change["value"]["statuses"].as_array().cloned().unwrap_or_default()) {
        if let Some(id) = DAY_SENT.into_iter().find(|id| status["id"] == *id) {
            let mut to = json!({});
            for (theirs, ours) in [("recipient_id", "wa_id"), ("recipient_user_id", "user_id")] {
                if status[theirs].is_string() {
                    to[ours] = status[theirs].clone();
                }
            }
            found.entry(id).or_insert(to);
        }
    }
    found
}

/// Writes into the log that we have sent the messages of which the day's statuses speak.
async fn send_what_is_spoken_of(t: &House, bodies: &[Value]) {
    let workspace = t.api.workspace().unwrap();
    let scope = workspace.channels.values().next().unwrap().channel.scope().to_owned();
    for (id, to) in recipients(bodies) {
        let queued = json!({ "channel": "main", "to": to, "scope": scope, "client_id": id, "content": { "kind": "text", "text": id } });
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let event = |id: String, event| NewEvent { id, actor: Actor::Agent("You".to_owned()), at, event };
        let queued = serde_json::from_value::<MessageQueued>(queued).unwrap();
        let appended =
            log::append(workspace.log.as_ref(), vec![event(format!("send:{id}"), queued.into())]).await.unwrap();
        let accepted = SendAccepted {
            message: MessageId(appended[0].seq.0),
            provider_id: id.to_owned(),
            recipient: frontdesk::domain::person::Identity::default(),
        };
        log::append(workspace.log.as_ref(), vec![event(format!("accept:{id}"), accepted.into())]).await.unwrap();
    }
}

/// Posts bodies over so many connections at once, each until it is taken.
async fn post_all(t: &House, bodies: Vec<Vec<u8>>, connections: usize) {
    let bodies = Arc::new(std::sync::Mutex::new(bodies.into_iter()));
    let (public, secret) = (t.public(), t.simulator.account().app_secret.clone());
    let posts = (0..connections).map(|_| {
        let (bodies, secret, client) = (bodies.clone(), secret.clone(), client());
        tokio::spawn(async move {
            loop {
                let next = bodies.lock().unwrap().next();
                let Some(body) = next else { break };
                assert_eq!(webhook::post(&client, public, &secret, body).await.unwrap(), 200);
            }
        })
    });
    for post in posts.collect::<Vec<_>>() {
        post.await.unwrap();
    }
}

async fn all_is_read(t: &House) {
    let store = t.api.workspace().unwrap().store.clone();
    loop {
        let waiting = store.read(|tx| frontdesk::store::tables::delivery::unread(tx, 1)).await.unwrap();
        if waiting.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

fn rows(connection: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let read = statement.query_map([], |row| {
        (0..columns).map(|column| Ok(text(&row.get::<_, Cell>(column)?))).collect::<rusqlite::Result<Vec<String>>>()
    });
    read.unwrap().map(Result::unwrap).collect()
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => "-".to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        other @ (Cell::Real(_) | Cell::Blob(_)) => format!("{other:?}"),
    }
}

/// Everything that is known, without the places in the log and the times of arrival, which differ with the order.
fn known(database: &Path) -> BTreeSet<String> {
    let connection = Connection::open(database).unwrap();
    let merged: BTreeMap<String, String> =
        rows(&connection, "SELECT id, merged_into FROM contact WHERE merged_into IS NOT NULL")
            .into_iter()
            .map(|row| (row[0].clone(), row[1].clone()))
            .collect();
    let standing = |id: &str| {
        let mut id = id.to_owned();
        while let Some(into) = merged.get(&id) {
            id.clone_from(into);
        }
        id
    };
    let mut people: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&connection, "SELECT contact, kind, value FROM contact_identity") {
        people.entry(standing(&row[0])).or_default().insert(format!("{} {}", row[1], row[2]));
    }
    let who = |id: &str| format!("{:?}", people.get(&standing(id)).cloned().unwrap_or_default());
    let mut known = BTreeSet::new();
    for row in rows(
        &connection,
        "SELECT id, name, saved_name, username, marketing_stopped_at FROM contact WHERE merged_into IS NULL",
    ) {
        known.insert(format!("contact {} {:?}", who(&row[0]), &row[1..]));
    }
    for row in rows(
        &connection,
        "SELECT v.contact, m.provider_id, v.last_message_at, v.last_customer_message_at, v.window_refused_at, v.waiting_since,
                v.template_waiting_since, v.to_wa_id, v.to_user_id, v.unread
         FROM conversation AS v LEFT JOIN message AS m ON m.id = v.last_message WHERE v.merged_into IS NULL",
    ) {
        known.insert(format!("conversation {} {:?}", who(&row[0]), &row[1..]));
    }
    for row in rows(
        &connection,
        "SELECT v.contact, m.provider_id, m.at, m.outbound, m.from_customer, m.shown, m.content, m.context, m.origin, m.media,
                m.gallery, m.status, m.failure, m.pricing, m.sent_at, m.delivered_at, m.read_at, m.played_at, m.versions,
                m.deleted_at
         FROM message AS m JOIN conversation AS v ON v.id = m.conversation",
    ) {
        known.insert(format!("message {} {:?}", who(&row[0]), &row[1..]));
    }
    for row in rows(&connection, "SELECT provider_id, outbound, emoji, at FROM reaction") {
        known.insert(format!("reaction {row:?}"));
    }
    // A wait is numbered by the message with which it begins, which differs with the order.
    for row in rows(
        &connection,
        "SELECT v.contact, w.channel, w.first, w.asked_at, w.last_asked_at, w.answered_at, w.answered_by
         FROM wait AS w JOIN conversation AS v ON v.id = w.conversation",
    ) {
        known.insert(format!("wait {} {:?}", who(&row[0]), &row[1..]));
    }
    for row in rows(&connection, "SELECT channel, body FROM news") {
        known.insert(format!("news {row:?}"));
    }
    for row in rows(&connection, "SELECT unread_conversations FROM inbox_count") {
        known.insert(format!("unread {row:?}"));
    }
    known.insert(format!(
        "early news {:?}",
        rows(&connection, "SELECT provider_hash FROM early_news ORDER BY provider_hash")
    ));
    known
}

/// Bytes that are no webhook, or one that is broken in a place.
fn garbage(rng: &mut fastrand::Rng, body: &[u8]) -> Vec<u8> {
    match rng.u8(..4) {
        0 => body[..rng.usize(..body.len())].to_vec(),
        1 => (0..rng.usize(..400)).map(|_| rng.u8(..)).collect(),
        2 => b"{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[7,{},{\"id\":3}],\"statuses\":[null]}}]}]}".to_vec(),
        _ => b"{\"entry\":{}}".to_vec(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wild_day_leaves_the_same_as_a_calm_one() {
    let bodies = day(SEED, DELIVERIES);
    assert_eq!(bodies.len(), DELIVERIES);
    let calm_bytes: Vec<Vec<u8>> = bodies.iter().map(|body| body.to_string().into_bytes()).collect();
    let mut rng = fastrand::Rng::with_seed(SEED);
    let mut wild_bytes = Vec::with_capacity(DELIVERIES * 3 / 2);
    for body in &calm_bytes {
        wild_bytes.push(body.clone());
        if rng.u8(..5) == 0 {
            wild_bytes.push(body.clone());
        }
        if rng.u8(..50) == 0 {
            wild_bytes.push(garbage(&mut rng, body));
        }
    }
    rng.shuffle(&mut wild_bytes);
    let (mut calm, mut wild) = (House::new().await, House::new().await);
    for (t, bytes, connections) in [(&mut calm, calm_bytes, 1), (&mut wild, wild_bytes, 16)] {
        send_what_is_spoken_of(t, &bodies).await;
        post_all(t, bytes, connections).await;
        all_is_read(t).await;
    }
    let (calmly, wildly) = (known(&calm.directory().join(DATABASE)), known(&wild.directory().join(DATABASE)));
    let lost: Vec<&String> = calmly.difference(&wildly).take(5).collect();
    let invented: Vec<&String> = wildly.difference(&calmly).take(5).collect();
    assert!(lost.is_empty() && invented.is_empty(), "lost: {lost:#?}\ninvented: {invented:#?}");
    assert!(calmly.len() > DELIVERIES / 2, "a day leaves something: {}", calmly.len());
    let unreadable = eventually("the garbage is counted", async || {
        let received = wild.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0]["received"].clone();
        received["unreadable"].as_i64().filter(|count| *count > 0)
    })
    .await;
    assert!(unreadable < 1000, "{unreadable}");
    calm.end().await;
    wild.end().await;
}
