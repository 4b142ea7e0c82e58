//! The history of a business: who writes when, who is answered how, and what the provider says of it.
//!
//! A steady [`PER_DAY`] messages a day, however many there are in all, so that a larger workspace is an older one. Talks
//! come in bursts, one thread holds a fiftieth of everything, some windows are closed, statuses overtake one another,
//! some messages fail. The same seed tells the same history.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use fastrand::Rng;
use frontdesk::domain::content::{Content, Context, TemplateMessage};
use frontdesk::domain::event::{
    Actor, ConversationRead, Event, MessageQueued, NewEvent, SendAccepted, SendFailed, SendStarted,
};
use frontdesk::domain::failure::{Failure, FailureCode};
use frontdesk::domain::ids::{ChannelId, ConversationId, MessageId};
use frontdesk::ingest::events_of;
use frontdesk::projection::queued_event_id;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::generator::MESSAGES_PER_PERSON;
use crate::payload;
use crate::people::{Person, person};
use crate::site::{self, Made};
use crate::words::{RARE, THOUSAND, Vocabulary};

/// How many messages a day: a clinic with several desks.
pub const PER_DAY: i64 = 3_000;
/// How many events go into one commit. The log's ids are random, so that each commit touches most pages of their index:
/// few commits write a tenth of what many do.
const BATCH: usize = 65_536;
/// How many talks are going on at once.
const TALKS: usize = 64;
const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// How long webhooks are kept as they came in.
const KEPT: i64 = 30 * DAY;

/// A part of the history.
pub struct Batch {
    /// What happened.
    pub events: Vec<NewEvent>,
    /// The webhooks that told of it and are still kept: when they came, and what they say.
    pub deliveries: Vec<(i64, Vec<u8>)>,
    /// Where the last event must stand in the log.
    pub last_seq: i64,
}

/// What the history remembers of a thread.
#[derive(Clone, Copy, Default)]
struct Thread {
    conversation: Option<i64>,
    last_customer_at: Option<i64>,
    last_inbound: Option<i64>,
    waiting: bool,
    unread: bool,
}

/// News that is on its way.
enum News {
    Seen { thread: usize },
    Accepted { person: u64, message: i64, provider_id: String },
    Refused { message: i64 },
    Status { person: u64, provider_id: String, client_id: String, word: &'static str },
}

/// The history, told from its beginning.
pub struct Timeline {
    made: Made,
    channel: ChannelId,
    vocabulary: Vocabulary,
    rng: Rng,
    threads: Vec<Thread>,
    talks: Vec<usize>,
    /// By when it comes.
    pending: BTreeMap<(i64, u64), News>,
    news: u64,
    messages: u64,
    seq: i64,
    events: Vec<NewEvent>,
    deliveries: Vec<(i64, Vec<u8>)>,
}

impl Timeline {
    /// The history of a workspace.
    pub fn new(made: Made) -> anyhow::Result<Timeline> {
        let mut timeline = Timeline {
            made,
            channel: site::channel_id()?,
            vocabulary: Vocabulary::new(),
            rng: Rng::with_seed(made.seed),
            threads: Vec::new(),
            talks: vec![0; TALKS],
            pending: BTreeMap::new(),
            news: 0,
            messages: 0,
            seq: 0,
            events: Vec::new(),
            deliveries: Vec::new(),
        };
        let described = json!({ "channel": timeline.channel, "display_phone_number": "+1 555-078-3881",
                                "verified_name": "Practice on the Corner", "quality": "GREEN" });
        let described = Event::from_json("channel_described.1", &described.to_string())?;
        let begin = timeline.time_of(0);
        timeline.push("sync:1".to_owned(), Actor::Provider, begin, described);
        Ok(timeline)
    }

    /// How many messages were told of.
    pub fn messages(&self) -> u64 {
        self.messages
    }

    /// How many events were told of.
    pub fn events(&self) -> u64 {
        u64::try_from(self.seq).unwrap_or(0)
    }

    /// The next part; `None` at the end.
    pub fn next_batch(&mut self) -> anyhow::Result<Option<Batch>> {
        while self.events.len() < BATCH && self.messages < self.made.messages {
            self.tell_message()?;
        }
        if self.messages == self.made.messages {
            self.settle(i64::MAX)?;
        }
        if self.events.is_empty() {
            return Ok(None);
        }
        let (events, deliveries) = (std::mem::take(&mut self.events), std::mem::take(&mut self.deliveries));
        Ok(Some(Batch { events, deliveries, last_seq: self.seq }))
    }

    fn tell_message(&mut self) -> anyhow::Result<()> {
        let at = self.time_of(self.messages) + self.rng.i64(0..20 * SECOND);
        self.settle(at)?;
        let index = self.choose_thread();
        let thread = self.threads.get(index).copied().unwrap_or_default();
        let open = thread.last_customer_at.is_some_and(|last| at - last < DAY);
        let inbound_percent = match (thread.conversation.is_some(), thread.waiting, open) {
            (false, ..) => 95,
            (true, true, true) => 25,
            (true, true, false) => 50,
            (true, false, _) => 65,
        };
        if self.rng.u8(0..100) < inbound_percent {
            self.receive(index, at)?;
        } else {
            self.send(index, at, open);
        }
        self.messages += 1;
        Ok(())
    }

    fn time_of(&self, message: u64) -> i64 {
        let before_end = i64::try_from(self.made.messages - message).unwrap_or(0);
        self.made.end_ms - before_end * (DAY / PER_DAY)
    }

    /// A new person for every tenth message, the one big thread for every fiftieth, a talk that is going on for most of
    /// the others, and anybody at all for the rest.
    fn choose_thread(&mut self) -> usize {
        if self.messages.is_multiple_of(MESSAGES_PER_PERSON) {
            self.threads.push(Thread::default());
            return self.start_talk(self.threads.len() - 1);
        }
        if self.messages % 50 == 7 {
            return 0;
        }
        if self.rng.u8(0..100) < 65 {
            let talk = self.rng.usize(0..TALKS);
            return self.talks.get(talk).copied().unwrap_or(0);
        }
        let anybody = self.rng.usize(0..self.threads.len());
        self.start_talk(anybody)
    }

    fn start_talk(&mut self, thread: usize) -> usize {
        let place = self.rng.usize(0..TALKS);
        if let Some(talk) = self.talks.get_mut(place) {
            *talk = thread;
        }
        thread
    }

    fn receive(&mut self, index: usize, at: i64) -> anyhow::Result<()> {
        let writer = self.person(index);
        let id = payload::wamid(&mut self.rng);
        // One in two hundred was held up on its way.
        let written = if self.rng.u8(..) == 0 { at - self.rng.i64(MINUTE..30 * MINUTE) } else { at };
        let content = self.content(&writer);
        let body = payload::message(&writer, &id, written, content)?;
        let received_at = at + self.rng.i64(300..3 * SECOND);
        let seq = self.deliver(received_at, body);
        if let Some(thread) = self.threads.get_mut(index) {
            thread.conversation.get_or_insert(seq);
            thread.last_customer_at = thread.last_customer_at.max(Some(written));
            thread.last_inbound = Some(seq);
            thread.waiting = true;
            thread.unread = true;
        }
        // All but a few are seen before long, answered or not.
        if self.rng.u16(0..1_000) < 998 {
            let seen = received_at + self.rng.i64(10 * SECOND..2 * HOUR);
            self.expect(seen, News::Seen { thread: index });
        }
        Ok(())
    }

    fn see(&mut self, index: usize, at: i64) {
        let Some(thread) = self.threads.get_mut(index).filter(|thread| thread.unread) else { return };
        thread.unread = false;
        if let (Some(conversation), Some(up_to)) = (thread.conversation, thread.last_inbound) {
            let event = ConversationRead { conversation: ConversationId(conversation), up_to: MessageId(up_to) };
            self.push(format!("read:{conversation}:{up_to}"), agent(), at, event.into());
        }
    }

    /// Seven of eight are words, the others what people send otherwise.
    fn content(&mut self, writer: &Person) -> Value {
        let extra = self.extra_word();
        let text = self.vocabulary.text(writer.language, &mut self.rng, extra);
        if extra.is_some() || self.rng.u8(0..8) > 0 {
            return json!({ "type": "text", "text": { "body": text } });
        }
        let media = self.rng.u64(..).to_string();
        match self.rng.u8(0..6) {
            0 | 1 => json!({ "type": "image", "image": { "id": media, "mime_type": "image/jpeg", "sha256": "c2hh",
                                                        "caption": text } }),
            2 => {
                json!({ "type": "audio", "audio": { "id": media, "mime_type": "audio/ogg; codecs=opus", "voice": true } })
            }
            3 => json!({ "type": "document", "document": { "id": media, "mime_type": "application/pdf",
                                                           "filename": "scan.pdf" } }),
            4 => json!({ "type": "reaction", "reaction": { "message_id": format!("wamid.R{media}"), "emoji": "👍" } }),
            _ => json!({ "type": "location", "location": { "latitude": 41.4, "longitude": 2.2, "name": "Market" } }),
        }
    }

    /// The words whose number search is measured by. Told of in messages that go either way.
    fn extra_word(&self) -> Option<&'static str> {
        let message = self.messages;
        if message % (self.made.messages / 1_000) == 3 {
            Some(THOUSAND)
        } else if message % (self.made.messages / 5) == 5 {
            Some(RARE)
        } else {
            None
        }
    }

    fn send(&mut self, index: usize, at: i64, open: bool) {
        let recipient = self.person(index);
        self.see(index, at - 5 * SECOND);
        let extra = self.extra_word();
        let text = self.vocabulary.text(recipient.language, &mut self.rng, extra);
        let content = if open { Content::Text { text, preview_url: false } } else { template(text) };
        let client_id = Uuid::from_u128(self.rng.u128(..)).to_string();
        let event = MessageQueued {
            channel: self.channel.clone(),
            to: recipient.identity,
            scope: site::WABA_ID.to_owned(),
            client_id: client_id.clone(),
            content,
            context: Context::default(),
        };
        let message = self.push(queued_event_id(&client_id), agent(), at, event.into());
        let started = SendStarted { message: MessageId(message), attempt: 1 };
        self.push(format!("outbox:{client_id}:1"), Actor::System, at + 5, started.into());
        if let Some(thread) = self.threads.get_mut(index) {
            thread.conversation.get_or_insert(message);
            thread.waiting = false;
        }
        self.foresee(index as u64, message, client_id, at);
    }

    /// What becomes of a message: one in a hundred is refused, one in a hundred fails later, most are delivered and read.
    fn foresee(&mut self, person: u64, message: i64, client_id: String, at: i64) {
        let fate = self.rng.u8(0..100);
        if fate == 0 {
            return self.expect(at + 400, News::Refused { message });
        }
        let provider_id = payload::wamid(&mut self.rng);
        let answered = at + self.rng.i64(200..600);
        self.expect(answered, News::Accepted { person, message, provider_id: provider_id.clone() });
        let later: &[(&'static str, i64)] = match fate {
            1 => &[("sent", 900), ("failed", 3 * SECOND)],
            2..=8 => &[("sent", 900)],
            9..=30 => &[("sent", 900), ("delivered", 2 * SECOND)],
            _ => &[("sent", 900), ("delivered", 2 * SECOND), ("read", 5 * MINUTE)],
        };
        for (word, delay) in later {
            // Wide enough for some to overtake one another, and the answer itself.
            let due = at + self.rng.i64(delay / 3..2 * delay);
            let (provider_id, client_id) = (provider_id.clone(), client_id.clone());
            self.expect(due, News::Status { person, provider_id, client_id, word });
        }
    }

    fn expect(&mut self, due: i64, news: News) {
        self.news += 1;
        self.pending.insert((due, self.news), news);
    }

    /// Tells of everything that came up to `now`.
    fn settle(&mut self, now: i64) -> anyhow::Result<()> {
        while let Some(entry) = self.pending.first_entry().filter(|entry| entry.key().0 <= now) {
            let ((due, _), news) = entry.remove_entry();
            self.tell(due, news)?;
        }
        Ok(())
    }

    fn tell(&mut self, at: i64, news: News) -> anyhow::Result<()> {
        match news {
            // What came last is still unread.
            News::Seen { thread } => {
                if at <= self.made.end_ms {
                    self.see(thread, at);
                }
            }
            News::Accepted { person, message, provider_id } => {
                let recipient = self.person(usize::try_from(person)?).identity;
                let id = format!("outbox:{provider_id}");
                let event = SendAccepted { message: MessageId(message), provider_id, recipient };
                self.push(id, Actor::System, at, event.into());
            }
            News::Refused { message } => {
                let failure = Failure::of(FailureCode::Provider(131_026));
                let event = SendFailed { message: MessageId(message), failure };
                self.push(format!("outbox:{message}:failed"), Actor::System, at, event.into());
            }
            News::Status { person, provider_id, client_id, word } => {
                let recipient = self.person(usize::try_from(person)?);
                let body = payload::status(&recipient, &provider_id, word, at, &client_id)?;
                self.deliver(at, body);
            }
        }
        Ok(())
    }

    /// Reads a webhook as the product does; gives the place of its last event.
    fn deliver(&mut self, at: i64, body: Vec<u8>) -> i64 {
        let ingested = events_of(&self.channel, site::WABA_ID, time(at), &body);
        for event in ingested.events {
            self.seq += 1;
            self.events.push(event);
        }
        if at > self.made.end_ms - KEPT {
            self.deliveries.push((at, body));
        }
        self.seq
    }

    fn push(&mut self, id: String, actor: Actor, at: i64, event: Event) -> i64 {
        self.seq += 1;
        self.events.push(NewEvent { id, actor, at: time(at), event });
        self.seq
    }

    fn person(&self, index: usize) -> Person {
        person(&self.vocabulary, self.made.seed, index as u64)
    }
}

fn agent() -> Actor {
    Actor::Agent("You".to_owned())
}

fn template(body: String) -> Content {
    Content::Template(Box::new(TemplateMessage {
        name: "follow_up".to_owned(),
        language: "en_US".to_owned(),
        category: "UTILITY".to_owned(),
        components: json!([{ "type": "body", "parameters": [{ "type": "text", "text": body }] }]),
        body,
        footer: Some("Practice on the Corner".to_owned()),
        ..TemplateMessage::default()
    }))
}

fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}
