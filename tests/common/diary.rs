//! A day that is written down with its times: who asked, who answered, what became of it. It goes into the log as it is,
//! since the simulator's customers and its statuses come when they come.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use frontdesk::domain::event::{Actor, MessageQueued, NewEvent, SendFailed, WorkSet};
use frontdesk::domain::failure::{Failure, FailureCode};
use frontdesk::domain::ids::{ChannelId, ConversationId, MessageId};
use frontdesk::domain::work::Work;
use frontdesk::ingest::events_of;
use frontdesk::log::{append, append_if};
use frontdesk::store::tables::log;
use serde_json::{Value, json};

use super::house::House;

/// The diary of a house, in a zone.
pub struct Diary<'a> {
    house: &'a House,
    zone: Tz,
    number: AtomicU32,
}

/// How far a message got: a status of the provider's, with what it counts the message as or why it failed.
#[derive(Clone, Copy)]
pub enum Fate {
    /// A status, and the category and type of its pricing.
    Got(&'static str, &'static str, &'static str),
    /// Refused with this code.
    Failed(i64),
    /// Taken back here before it left.
    TakenBack,
}

impl Diary<'_> {
    pub fn new<'a>(house: &'a House, zone: &str) -> Diary<'a> {
        Diary { house, zone: zone.parse().unwrap(), number: AtomicU32::new(1) }
    }

    /// A moment as the clock on the wall showed it, such as `2026-11-17 09:00:00`.
    fn at(&self, shown: &str) -> DateTime<Utc> {
        let shown = NaiveDateTime::parse_from_str(shown, "%Y-%m-%d %H:%M:%S").unwrap();
        self.zone.from_local_datetime(&shown).single().unwrap().to_utc()
    }

    fn next(&self) -> u32 {
        self.number.fetch_add(1, Ordering::Relaxed)
    }

    /// A customer writes.
    pub async fn asks(&self, channel: &str, customer: &str, shown: &str) {
        self.asks_at(channel, customer, self.at(shown)).await;
    }

    pub async fn asks_at(&self, channel: &str, customer: &str, at: DateTime<Utc>) {
        let message = json!({ "from": customer, "id": format!("in.{}", self.next()), "type": "text",
            "timestamp": at.timestamp().to_string(), "text": { "body": "words" } });
        let contact = json!({ "wa_id": customer, "profile": { "name": customer } });
        let events = webhook(channel, &json!({ "contacts": [contact], "messages": [message] }));
        append(self.house.workspace().log.as_ref(), events).await.unwrap();
    }

    /// Somebody here writes, and what became of it. All of it at once, so that nothing of it is left to be sent.
    pub async fn writes(&self, who: &Actor, to: (&str, &str), shown: &str, content: Value, fate: Fate) {
        let ((channel, customer), at) = (to, self.at(shown));
        let client_id = format!("diary-{}", self.next());
        let queued = json!({ "channel": channel, "to": { "wa_id": customer }, "scope": "waba", "client_id": client_id,
            "content": content });
        let event = serde_json::from_value::<MessageQueued>(queued).unwrap().into();
        let queued = NewEvent { id: format!("send:{client_id}"), actor: who.clone(), at, event };
        let reported = |status: Value| {
            let mut whole = json!({ "id": format!("wamid.{client_id}"), "recipient_id": customer,
                "timestamp": at.timestamp().to_string(), "biz_opaque_callback_data": client_id });
            whole.as_object_mut().unwrap().extend(status.as_object().unwrap().clone());
            webhook(channel, &json!({ "statuses": [whole] }))
        };
        let what_came = match fate {
            Fate::Got(status, category, kind) => {
                reported(json!({ "status": status, "pricing": { "category": category, "type": kind } }))
            }
            Fate::Failed(code) => reported(json!({ "status": "failed", "errors": [{ "code": code }] })),
            Fate::TakenBack => Vec::new(),
        };
        let taken_back = matches!(fate, Fate::TakenBack);
        let workspace = self.house.workspace();
        let appended = append_if::<()>(workspace.log.as_ref(), move |tx| {
            let message = MessageId(log::head(tx)?.0 + 1);
            let failure = Failure::of(FailureCode::Cancelled);
            let cancelled = NewEvent {
                id: format!("cancel:{client_id}"),
                event: SendFailed { message, failure }.into(),
                ..queued.clone()
            };
            let cancelled = taken_back.then_some(cancelled);
            Ok(Ok([queued].into_iter().chain(cancelled).chain(what_came).collect()))
        });
        appended.await.unwrap();
    }

    /// Somebody here ends a piece of work.
    pub async fn resolves(&self, who: &Actor, customer: &str, shown: &str) {
        let conversation = self.house.conversation_named(customer).await["id"].as_i64().unwrap();
        let event = WorkSet { conversation: ConversationId(conversation), work: Work::Resolved }.into();
        let (id, at) = (format!("work:{}", self.next()), self.at(shown));
        let news = vec![NewEvent { id, actor: who.clone(), at, event }];
        append(self.house.workspace().log.as_ref(), news).await.unwrap();
    }
}

fn webhook(channel: &str, value: &Value) -> Vec<NewEvent> {
    let body = json!({ "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }] });
    let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
    events_of(&ChannelId::new(channel).unwrap(), "waba", now, body.to_string().as_bytes()).events
}
