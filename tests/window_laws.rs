//! Laws of the window over all that may come in: whatever the order, and however late, it is counted from what customers
//! wrote and from nothing else.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use frontdesk::domain::event::{Actor, MessageQueued, NewEvent};
use frontdesk::domain::ids::ChannelId;
use frontdesk::domain::window::{ServiceWindow, WindowState};
use frontdesk::ingest::events_of;
use frontdesk::log::{EmbeddedLog, append};
use frontdesk::projection::{self, Projection};
use frontdesk::store::Store;
use frontdesk::store::tables::{contact, conversation};
use proptest::prelude::*;
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
}

/// One piece of news, dated by the provider.
#[derive(Clone, Debug)]
enum News {
    /// The customer wrote.
    Wrote(i64),
    /// A message of ours got somewhere.
    Status(&'static str, i64),
    /// Somebody wrote to the customer on the phone that shares the number.
    Echo(i64),
    /// WhatsApp refused a message of ours for being outside the window.
    Refused(i64),
}

fn news() -> impl Strategy<Value = News> {
    let time = 0..3 * DAY;
    prop_oneof![
        4 => time.clone().prop_map(News::Wrote),
        3 => (prop::sample::select(vec!["sent", "delivered", "read"]), time.clone()).prop_map(|(w, t)| News::Status(w, t)),
        2 => time.clone().prop_map(News::Echo),
        1 => time.prop_map(News::Refused),
    ]
}

impl News {
    /// As the provider's webhook has it; `n` makes its ids its own.
    fn delivery(&self, n: usize) -> Value {
        let second = |seconds: &i64| at(*seconds).timestamp().to_string();
        let text = |seconds: &i64, from: &str, to: Value| {
            json!({ "from": from, "to": to, "id": format!("in.{n}"), "timestamp": second(seconds), "type": "text",
                "text": { "body": "words" } })
        };
        let status = |word: &str, seconds: &i64, errors: Value| {
            json!({ "statuses": [{ "id": format!("out.{n}"), "status": word, "timestamp": second(seconds),
                "recipient_id": "1650", "biz_opaque_callback_data": "client-0", "errors": errors }] })
        };
        let (field, value) = match self {
            News::Wrote(t) => ("messages", json!({ "messages": [text(t, "1650", Value::Null)] })),
            News::Echo(t) => ("smb_message_echoes", json!({ "message_echoes": [text(t, "1555", json!("1650"))] })),
            News::Status(word, t) => ("messages", status(word, t, json!([]))),
            News::Refused(t) => ("messages", status("failed", t, json!([{ "code": 131_047 }]))),
        };
        json!({ "entry": [{ "id": "1", "changes": [{ "field": field, "value": value }] }] })
    }
}

/// What is folded from this news, all of it received at `received`.
async fn window_after(told: &[(usize, News)], received: DateTime<Utc>) -> ServiceWindow {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(directory.path()).unwrap();
    projection::catch_up(&store).await.unwrap();
    let log = EmbeddedLog::open(store.clone(), Arc::new(Projection)).await.unwrap();
    append(&log, vec![ours()]).await.unwrap();
    for (n, news) in told {
        let body = news.delivery(*n).to_string();
        let read = events_of(&ChannelId::new("main").unwrap(), "waba", received, body.as_bytes());
        append(&log, read.events).await.unwrap();
    }
    let read = store.read(|tx| {
        let person = contact::by_wa_id(tx, "1650")?.unwrap();
        Ok(conversation::newest_of_contact(tx, person)?.unwrap().window())
    });
    read.await.unwrap()
}

/// The message of ours that there is news of.
fn ours() -> NewEvent {
    let queued = json!({ "channel": "main", "to": { "wa_id": "1650" }, "scope": "waba", "client_id": "client-0",
        "content": { "kind": "text", "text": "ours" } });
    let event = serde_json::from_value::<MessageQueued>(queued).unwrap().into();
    NewEvent { id: "send:client-0".to_owned(), actor: Actor::Agent("You".to_owned()), at: at(0), event }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Pain 3: webhooks come hours late, in any order and more than once; our replies, their statuses and the phone's
    /// messages come between them.
    #[test]
    fn the_window_is_open_for_a_day_from_the_customers_last_message_and_nothing_else_moves_it(
        told in prop::collection::vec(news(), 1..12),
        shuffle in any::<u64>(),
        late_by in 0..7 * DAY,
        now in 0..5 * DAY,
    ) {
        let last_written = told.iter().filter_map(|news| if let News::Wrote(t) = news { Some(*t) } else { None }).max();
        let numbered: Vec<(usize, News)> = told.into_iter().enumerate().collect();
        let mut disordered = [numbered.as_slice(), numbered.as_slice()].concat();
        fastrand::Rng::with_seed(shuffle).shuffle(&mut disordered);
        let received = at(3 * DAY + late_by);
        let window = runtime().block_on(window_after(&disordered, received));
        prop_assert_eq!(window.last_customer_message_at, last_written.map(at), "written, not received");
        let refused = window.refused_at.is_some_and(|refused| Some(refused) > last_written.map(at));
        let open = last_written.is_some_and(|written| now < written + DAY) && !refused;
        prop_assert_eq!(window.is_open(at(now)), open);
    }

    /// The provider has the last word.
    #[test]
    fn a_refusal_closes_until_the_customer_writes_again(wrote in 0..DAY, until_refused in 1..DAY, until_more in 0..DAY) {
        let (refused, more) = (wrote + until_refused, wrote + until_refused + until_more);
        let told = [(0, News::Wrote(wrote)), (1, News::Refused(refused))];
        let window = runtime().block_on(window_after(&told, at(refused)));
        let forced = WindowState::Closed { closed_at: at(refused), by_provider: true };
        prop_assert_eq!(window.state(at(refused)), forced);
        // What was written before it and comes after it is no newer message.
        let late = [told.to_vec(), vec![(2, News::Wrote(refused - 1))]].concat();
        let window = runtime().block_on(window_after(&late, at(refused + DAY)));
        prop_assert!(!window.is_open(at(refused)));
        let again = [late, vec![(3, News::Wrote(more))]].concat();
        let window = runtime().block_on(window_after(&again, at(more)));
        prop_assert_eq!(window.state(at(more)), WindowState::Open { closes_at: at(more) + Duration::days(1) });
    }
}
