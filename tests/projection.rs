//! Laws of the log: whatever the order, the batches and the repetitions in which the same news comes in, the same things
//! are known in the end, and folding the log anew gives the same tables.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use frontdesk::domain::event::{Actor, NewEvent};
use frontdesk::domain::ids::ChannelId;
use frontdesk::ingest::events_of;
use frontdesk::log::{EmbeddedLog, append};
use frontdesk::projection::{self, Projection};
use frontdesk::store::tables::message;
use frontdesk::store::tables::{contact, conversation};
use frontdesk::store::{DATABASE, Store};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::tables;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
}

/// One webhook of a small world: three people, some of our messages, their statuses.
fn delivery() -> impl Strategy<Value = Value> {
    let person = prop::sample::select(vec!["1650", "1651", "1652"]);
    let message = (person, 0..12_i64).prop_map(|(from, number)| {
        let seconds = 1_795_000_000 + number * 37 % 100;
        json!({ "messages": [{ "from": from, "id": format!("in.{number}.{from}"), "timestamp": seconds.to_string(),
            "type": "text", "text": { "body": format!("text {number}") } }] })
    });
    let status = (0..4_u32, prop::sample::select(vec!["sent", "delivered", "read", "failed"]));
    let status = status.prop_map(|(number, word)| {
        json!({ "statuses": [{ "id": format!("out.{number}"), "status": word, "timestamp": "1795000200",
            "biz_opaque_callback_data": format!("client-{number}"), "errors": [{ "code": 131_047 }] }] })
    });
    prop_oneof![3 => message, 2 => status]
        .prop_map(|value| json!({ "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }] }))
}

fn events(body: &Value) -> Vec<NewEvent> {
    events_of(&ChannelId::new("main").unwrap(), "waba", at(500), body.to_string().as_bytes()).events
}

/// The messages that we sent before the news came, so that there is something for it to be news of.
fn wishes() -> Vec<NewEvent> {
    (0..4)
        .map(|number| {
            let queued: Value = json!({ "channel": "main", "to": { "wa_id": "1650" }, "scope": "waba",
                "client_id": format!("client-{number}"), "content": { "kind": "text", "text": "ours" } });
            NewEvent {
                id: format!("send:client-{number}"),
                actor: Actor::Agent("You".to_owned()),
                at: at(number),
                event: serde_json::from_value::<frontdesk::domain::event::MessageQueued>(queued).unwrap().into(),
            }
        })
        .collect()
}

struct World {
    directory: tempfile::TempDir,
    store: Store,
    log: EmbeddedLog,
}

impl World {
    async fn new() -> World {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        projection::catch_up(&store).await.unwrap();
        let log = EmbeddedLog::open(store.clone(), Arc::new(Projection)).await.unwrap();
        append(&log, wishes()).await.unwrap();
        World { directory, store, log }
    }

    async fn tell(&self, deliveries: &[Value], batch: usize) {
        for deliveries in deliveries.chunks(batch) {
            append(&self.log, deliveries.iter().flat_map(events).collect()).await.unwrap();
        }
    }

    /// What is known, without the places in the log, which differ with the order.
    async fn known(&self) -> Vec<String> {
        let read = self.store.read(|tx| {
            let mut known = Vec::new();
            for wa_id in ["1650", "1651", "1652"] {
                let Some(person) = contact::by_wa_id(tx, wa_id)? else { continue };
                let Some(thread) = conversation::newest_of_contact(tx, person)? else { continue };
                let window = thread.window();
                known.push(format!(
                    "{wa_id} {window:?} {:?} unread {} waiting {:?}",
                    thread.last_message_at, thread.unread, thread.waiting_since
                ));
                let mut rows: Vec<String> = message::page_before(tx, thread.id, None, 1000)?
                    .into_iter()
                    .map(|m| {
                        format!("{wa_id} {} {:?} {:?} {:?} {:?}", m.at, m.content, m.provider_id, m.status, m.read_at)
                    })
                    .collect();
                rows.sort();
                known.extend(rows);
            }
            Ok(known)
        });
        read.await.unwrap()
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn order_batches_and_repetition_of_news_do_not_matter(
        deliveries in prop::collection::vec(delivery(), 1..40),
        shuffle in any::<u64>(),
        batch in 1..9_usize,
    ) {
        runtime().block_on(async {
            let (calm, wild) = (World::new().await, World::new().await);
            calm.tell(&deliveries, 1000).await;
            let mut disordered = [deliveries.clone(), deliveries.clone()].concat();
            fastrand::Rng::with_seed(shuffle).shuffle(&mut disordered);
            wild.tell(&disordered, batch).await;
            prop_assert_eq!(calm.known().await, wild.known().await);
            Ok(())
        })?;
    }

    #[test]
    fn folding_the_log_anew_gives_equal_tables(deliveries in prop::collection::vec(delivery(), 1..40)) {
        runtime().block_on(async {
            let world = World::new().await;
            world.tell(&deliveries, 3).await;
            let database = world.directory.path().join(DATABASE);
            let before = tables::contents(&database);
            projection::rebuild(&world.store).await.unwrap();
            prop_assert_eq!(before, tables::contents(&database));
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn a_projection_of_an_earlier_version_is_folded_anew_at_the_start() {
    let world = World::new().await;
    world.tell(&[crate::common::webhook::text_message("1650", "in.1", 1_795_000_000, "hello")], 1).await;
    let database = world.directory.path().join(DATABASE);
    let before = tables::contents(&database);
    let spoil = "UPDATE projection_state SET version = 0";
    world.store.write(move |tx| tx.execute(spoil, [])).await.unwrap();
    world
        .store
        .write(|tx| tx.execute("UPDATE message SET content = '{\"kind\":\"text\",\"text\":\"old\"}'", []))
        .await
        .unwrap();
    assert!(projection::catch_up(&world.store).await.unwrap() > 0);
    assert_eq!(before, tables::contents(&database));
    assert_eq!(projection::catch_up(&world.store).await.unwrap(), 0, "nothing is left to do");
}

#[tokio::test]
async fn hot_queries_run_along_an_index() {
    let world = World::new().await;
    let plans = world.store.read(|tx| {
        let mut plans = Vec::new();
        for sql in [
            "SELECT id FROM message WHERE conversation = 1 AND (at, id) < (9, 9) ORDER BY at DESC, id DESC LIMIT 50",
            "SELECT id FROM message WHERE provider_hash = 1 AND provider_id = 'x' AND outbound LIMIT 1",
            "SELECT seq FROM log WHERE id_hash = 1 AND id = 'x'",
            "SELECT v.id FROM conversation AS v JOIN contact AS c ON c.id = v.contact WHERE v.last_message IS NOT NULL
             AND (v.last_message_at, v.id) < (9, 9) ORDER BY v.last_message_at DESC, v.id DESC LIMIT 50",
            "SELECT count(*) FROM message WHERE from_customer AND at >= 1 AND at < 9",
            "SELECT asked_at FROM wait WHERE asked_at >= 1 AND asked_at < 9 ORDER BY asked_at, id",
            "SELECT v.id FROM conversation AS v WHERE v.waiting_since IS NOT NULL ORDER BY v.waiting_since, v.id LIMIT 50",
        ] {
            let plan = tx.query_all(&format!("EXPLAIN QUERY PLAN {sql}"), [], |row| row.get::<_, String>(3))?;
            plans.push((sql, plan.join("; ")));
        }
        Ok(plans)
    });
    for (sql, plan) in plans.await.unwrap() {
        assert!(plan.contains("INDEX") && !plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
    }
}
