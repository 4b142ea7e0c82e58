//! The owner's figures: the facts that the fold keeps for them, and what is counted from them.

use std::sync::Arc;

use chrono::DateTime;
use frontdesk::domain::event::{Actor, MessageQueued, NewEvent};
use frontdesk::domain::ids::ChannelId;
use frontdesk::ingest::events_of;
use frontdesk::log::{EmbeddedLog, append};
use frontdesk::projection::{self, Projection};
use frontdesk::store::{DATABASE, Store};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::{house::House, tables};

const START: i64 = 1_795_000_000;
const HOUR: i64 = 3_600;
const PERSON: &str = "16505550100";

/// Asked, last asked, answered, by whom, and whether it was the first of its piece of work.
type Wait = (i64, i64, Option<i64>, Option<String>, bool);

/// A workspace without anybody who works in it: only a log and its fold.
struct Fold {
    directory: TempDir,
    store: Store,
    log: EmbeddedLog,
}

impl Fold {
    async fn new() -> Fold {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        projection::catch_up(&store).await.unwrap();
        let log = EmbeddedLog::open(store.clone(), Arc::new(Projection)).await.unwrap();
        Fold { directory, store, log }
    }

    /// What a webhook tells, in a batch of its own.
    async fn told(&self, field: &str, value: Value) {
        let body = json!({ "entry": [{ "id": "1", "changes": [{ "field": field, "value": value }] }] });
        let channel = ChannelId::new("main").unwrap();
        let now = DateTime::from_timestamp(START + 900 * HOUR, 0).unwrap();
        append(&self.log, events_of(&channel, "waba", now, body.to_string().as_bytes()).events).await.unwrap();
    }

    async fn tell(&self, news: &News) {
        let (field, value) = news.webhook();
        self.told(field, value).await;
    }

    /// Somebody here writes.
    async fn sends(&self, actor: Actor, seconds: i64, content: Value) {
        let client_id = format!("{}-{seconds}", actor.to_text());
        let queued = json!({ "channel": "main", "to": { "wa_id": PERSON }, "scope": "waba", "client_id": client_id,
            "content": content });
        let event = serde_json::from_value::<MessageQueued>(queued).unwrap().into();
        let at = DateTime::from_timestamp(START + seconds, 0).unwrap();
        append(&self.log, vec![NewEvent { id: format!("send:{client_id}"), actor, at, event }]).await.unwrap();
    }

    /// Each wait, in seconds from the start.
    fn waits(&self) -> Vec<Wait> {
        let connection = Connection::open(self.directory.path().join(DATABASE)).unwrap();
        let mut query = connection
            .prepare("SELECT asked_at, last_asked_at, answered_at, answered_by, first FROM wait ORDER BY asked_at, id")
            .unwrap();
        let seconds = |millis: i64| millis / 1000 - START;
        let rows = query.query_map([], |row| {
            let answered: Option<i64> = row.get(2)?;
            Ok((seconds(row.get(0)?), seconds(row.get(1)?), answered.map(seconds), row.get(3)?, row.get(4)?))
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// Each template in seconds from the start: sent, answered.
    fn outreach(&self) -> Vec<(i64, Option<i64>)> {
        let connection = Connection::open(self.directory.path().join(DATABASE)).unwrap();
        let mut query = connection.prepare("SELECT at, answered_at FROM outreach ORDER BY at").unwrap();
        let seconds = |millis: i64| millis / 1000 - START;
        let rows = query.query_map([], |row| Ok((seconds(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(seconds))));
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// That folding the log anew gives equal tables.
    async fn end(self) {
        let database = self.directory.path().join(DATABASE);
        let before = tables::contents(&database);
        projection::rebuild(&self.store).await.unwrap();
        assert_eq!(before, tables::contents(&database));
    }
}

/// What the provider may tell of one thread. The number tells two of a kind apart.
#[derive(Clone, Debug)]
enum News {
    Question { number: u32, seconds: i64 },
    Emoji { number: u32, seconds: i64, on: u32, taken_back: bool },
    FromThePhone { number: u32, seconds: i64 },
}

impl News {
    fn webhook(&self) -> (&'static str, Value) {
        let message = |id: String, seconds: &i64, more: Value| {
            let mut message = json!({ "from": PERSON, "id": id, "timestamp": (START + seconds).to_string() });
            message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            message
        };
        let text = json!({ "type": "text", "text": { "body": "words" } });
        match self {
            News::Question { number, seconds } => {
                ("messages", json!({ "messages": [message(format!("in.{number}"), seconds, text)] }))
            }
            News::Emoji { number, seconds, on, taken_back } => {
                let mut reaction = json!({ "message_id": format!("in.{on}") });
                if !taken_back {
                    reaction["emoji"] = json!("👍");
                }
                let reaction = json!({ "type": "reaction", "reaction": reaction });
                ("messages", json!({ "messages": [message(format!("emoji.{number}"), seconds, reaction)] }))
            }
            News::FromThePhone { number, seconds } => {
                let mut echo = message(format!("echo.{number}"), seconds, text);
                echo["from"] = json!("15550783881");
                echo["to"] = json!(PERSON);
                ("smb_message_echoes", json!({ "message_echoes": [echo] }))
            }
        }
    }
}

/// No two in the same second: within a second the log's order counts, which is what differs here.
fn news() -> impl Strategy<Value = Vec<News>> {
    let one = (0..4_u32, 0..3_u32, any::<bool>(), 1..30_i64);
    prop::collection::vec(one, 1..30).prop_map(|all| {
        let mut seconds = 0;
        let numbered = all.into_iter().enumerate().map(|(number, (kind, on, taken_back, hours))| {
            seconds += hours * HOUR / 2 + 1;
            let number = u32::try_from(number).unwrap();
            match kind {
                0 | 1 => News::Question { number, seconds },
                2 => News::FromThePhone { number, seconds },
                _ => News::Emoji { number, seconds, on, taken_back },
            }
        });
        numbered.collect()
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn who_waited_and_which_template_was_answered_is_the_same_in_whatever_order_it_is_told(
        news in news(),
        shuffle in any::<u64>(),
    ) {
        runtime().block_on(async {
            let (calm, wild) = (Fold::new().await, Fold::new().await);
            for fold in [&calm, &wild] {
                fold.sends(agent(), 0, template()).await;
            }
            for one in &news {
                calm.tell(one).await;
            }
            let mut disordered = [news.clone(), news].concat();
            fastrand::Rng::with_seed(shuffle).shuffle(&mut disordered);
            for one in &disordered {
                wild.tell(one).await;
            }
            prop_assert_eq!(calm.waits(), wild.waits());
            prop_assert_eq!(calm.outreach(), wild.outreach());
            wild.end().await;
            Ok(())
        })?;
    }
}

fn agent() -> Actor {
    Actor::Agent("Ana".to_owned())
}

fn text() -> Value {
    json!({ "kind": "text", "text": "words" })
}

fn template() -> Value {
    json!({ "kind": "template", "name": "reminder", "language": "en", "category": "UTILITY", "body": "Tomorrow at 9",
        "components": [] })
}

fn question(number: u32, seconds: i64) -> News {
    News::Question { number, seconds }
}

#[tokio::test]
async fn a_customer_waits_from_the_first_message_that_nobody_answered() {
    let fold = Fold::new().await;
    fold.tell(&question(1, 0)).await;
    fold.tell(&question(2, 60)).await;
    fold.sends(agent(), 300, text()).await;
    fold.tell(&question(3, 600)).await;
    let ana = Some("agent:Ana".to_owned());
    assert_eq!(fold.waits(), [(0, 60, Some(300), ana, true), (600, 600, None, None, false)]);
    fold.end().await;
}

#[tokio::test]
async fn neither_a_rule_nor_another_system_nor_what_failed_answers_a_customer() {
    let fold = Fold::new().await;
    fold.tell(&question(1, 0)).await;
    fold.sends(Actor::Rule("away".to_owned()), 5, text()).await;
    let elsewhere = json!({ "statuses": [{ "id": "other", "status": "delivered", "timestamp": (START + 10).to_string(),
        "recipient_id": PERSON }] });
    fold.told("messages", elsewhere).await;
    fold.sends(agent(), 20, text()).await;
    let failed = json!({ "statuses": [{ "id": "out.1", "status": "failed", "timestamp": (START + 30).to_string(),
        "recipient_id": PERSON, "biz_opaque_callback_data": "agent:Ana-20", "errors": [{ "code": 131_026 }] }] });
    fold.told("messages", failed).await;
    assert_eq!(fold.waits(), [(0, 0, None, None, true)]);
    fold.sends(agent(), 40, template()).await;
    assert_eq!(fold.waits(), [(0, 0, Some(40), Some("agent:Ana".to_owned()), true)], "a template is an answer");
    fold.end().await;
}

#[tokio::test]
async fn a_question_that_nobody_answered_in_its_window_stays_unanswered_when_the_customer_writes_again() {
    let fold = Fold::new().await;
    fold.tell(&question(1, 0)).await;
    fold.tell(&question(2, 30 * HOUR)).await;
    fold.sends(agent(), 31 * HOUR, text()).await;
    let (ana, answered) = (Some("agent:Ana".to_owned()), Some(31 * HOUR));
    assert_eq!(
        fold.waits(),
        [(0, 0, answered, ana.clone(), true), (30 * HOUR, 30 * HOUR, answered, ana, false)],
        "the first was answered, but too late for its window"
    );
    fold.end().await;
}

// Pain 15: a reaction is often the only answer there is.
#[tokio::test]
async fn a_customers_emoji_answers_a_template_and_asks_for_nothing() {
    let fold = Fold::new().await;
    fold.tell(&question(1, 0)).await;
    fold.sends(agent(), 10, template()).await;
    fold.tell(&News::Emoji { number: 2, seconds: 70, on: 1, taken_back: false }).await;
    assert_eq!(fold.outreach(), [(10, Some(70))]);
    assert_eq!(fold.waits().len(), 1, "nobody owes an answer to an emoji");
    fold.tell(&News::Emoji { number: 3, seconds: 80, on: 1, taken_back: true }).await;
    assert_eq!(fold.outreach(), [(10, None)]);
    fold.end().await;
}

#[tokio::test]
async fn the_figures_of_a_week_are_those_that_one_counts_by_hand() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", "+16505550111", "hello", 600).await;
    t.customer_ago("Bob", "+16505550112", "anybody there?", 25 * HOUR).await;
    t.customer("Cleo", "+16505550113", "and me?").await;
    let sent = t.reply(&ana, "here I am").await.unwrap();
    t.message_with_status(&sent, "delivered").await;

    let week = t.rpc("figures", json!({ "period": { "kind": "week" } })).await;
    let totals = &week["totals"];
    let windows = [&totals["windowsAnswered"], &totals["windowsMissed"], &totals["windowsOpen"]];
    assert_eq!(windows, [1, 1, 1], "Ana was answered, Bob was not, Cleo may still be");
    assert_eq!([&totals["received"], &totals["sent"], &totals["delivered"], &totals["failed"]], [3, 1, 1, 0]);
    assert_eq!(totals["firstResponse"]["count"], 1);
    let waited = totals["firstResponse"]["clock"]["medianMs"].as_i64().unwrap();
    assert!((600_000..660_000).contains(&waited), "Ana waited ten minutes: {waited}");
    assert_eq!(week["before"]["received"], 0);
    let days = week["days"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    assert_eq!(days.iter().map(|day| day["received"].as_i64().unwrap()).sum::<i64>(), 3);
    let hours = week["hours"].as_array().unwrap().iter().flat_map(|day| day.as_array().unwrap());
    assert_eq!(hours.map(|count| count.as_i64().unwrap()).sum::<i64>(), 3);
    assert_eq!(week["agents"][0]["sent"], 1);
    assert!(week["webhooks"]["count"].as_i64().unwrap() >= 3, "each message came by a webhook that was timed");

    let nobody = json!({ "period": { "kind": "week" }, "agent": "agent:Somebody else" });
    let nobody = t.rpc("figures", nobody).await;
    assert_eq!([&nobody["totals"]["sent"], &nobody["totals"]["firstResponse"]["count"]], [0, 0]);
    assert_eq!(nobody["totals"]["received"], 3, "what customers do belongs to nobody at the desk");

    let month = t.rpc("month_use", Value::Null).await;
    assert_eq!((&month[0]["channel"], &month[0]["freeService"]), (&json!("main"), &json!(1_000)));
    t.end().await;
}
