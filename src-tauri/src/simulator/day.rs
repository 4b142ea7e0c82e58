//! A day of a busy number as webhook bodies: for tests that want everything mixed, in calm order and always the same.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, Duration};
use serde_json::{Value, json};

use super::customers::content::{self, Wish};
use super::customers::{Customer, Inbound, compose};
use super::webhook::envelope;
use super::webhook::payload::{self, Status};
use super::world::{Sent, World};
use super::{SimulatorConfig, fields, ids};
use crate::domain::clock::Clock;

/// The ids of the messages that the business sent on that day, and whose statuses [`day`] tells.
pub const DAY_SENT: [&str; 12] = [
    "wamid.DAY01",
    "wamid.DAY02",
    "wamid.DAY03",
    "wamid.DAY04",
    "wamid.DAY05",
    "wamid.DAY06",
    "wamid.DAY07",
    "wamid.DAY08",
    "wamid.DAY09",
    "wamid.DAY10",
    "wamid.DAY11",
    "wamid.DAY12",
];

/// 2026-11-19 07:00 UTC.
const BEGINS: i64 = 1_795_071_600;
const LASTS_SECONDS: i64 = 12 * 3600;
const PEOPLE: usize = 200;
/// Every so many people are known by user id alone.
const NAMELESS_EVERY: usize = 7;
const RECENT: usize = 40;
const STATIONS: [&str; 3] = ["sent", "delivered", "read"];

const NAMES: [&str; 10] =
    ["Ana Ruiz", "Bob", "Chidi Okafor", "दीपा", "Émile Zola", "فاطمة", "王伟", "", "Ida 🌷", "Jo O’Neill"];

/// Messages that stand alone, besides texts.
const ALONE: [&str; 23] = [
    "image",
    "audio",
    "video",
    "music",
    "document",
    "sticker",
    "animated_sticker",
    "location",
    "contacts",
    "contact_request",
    "order",
    "product_question",
    "forwarded",
    "frequently_forwarded",
    "referral",
    "request_welcome",
    "unsupported",
    "unavailable",
    "too_large",
    "interactive_missing",
    "customer_identity_changed",
    "user_changed_number",
    "user_changed_user_id",
];

/// Messages about an earlier one of the same person.
const ABOUT: [&str; 6] = ["edit", "revoke", "reaction", "reaction_removed", "text", "image"];

const TAPS: [&str; 5] = ["button", "button_reply", "list_reply", "flow_reply", "call_permission_reply"];

const OTHERS: [(&str, Option<&str>); 22] = [
    ("message_template_status_update", Some("PAUSED")),
    ("message_template_status_update", Some("APPROVED")),
    ("message_template_quality_update", None),
    ("message_template_components_update", None),
    ("template_category_update", Some("announced")),
    ("template_category_update", Some("done")),
    ("phone_number_quality_update", None),
    ("phone_number_name_update", None),
    ("account_update", None),
    ("account_alerts", None),
    ("account_review_update", None),
    ("business_capability_update", None),
    ("security", None),
    ("user_preferences", Some("stop")),
    ("user_preferences", Some("resume")),
    ("calls", Some("connect")),
    ("calls", Some("terminate")),
    ("calls", Some("missed")),
    ("flows", None),
    ("user_id_update", None),
    ("business_username_update", None),
    ("smb_app_state_sync", None),
];

/// `count` whole webhook bodies of one day, oldest first, every time the same for the same seed.
///
/// They hold messages of every kind, statuses of [`DAY_SENT`], echoes, edits, withdrawn messages, reactions, moved
/// people and all other fields, of about two hundred people, some of whom have no number. Their time runs from
/// 2026-11-19 07:00 to 19:00 UTC. The ids of account and number are those of every [`super::Account`]; the files behind
/// media ids cannot be fetched.
pub fn day(seed: u64, count: usize) -> Vec<Value> {
    // The lists that a world needs are built in, and another test sees that they can be read.
    Day::new(seed).map(|mut day| day.bodies(count)).unwrap_or_default()
}

struct Day {
    world: Arc<World>,
    recent: Vec<Inbound>,
    /// How far each of [`DAY_SENT`] has come.
    told: [usize; DAY_SENT.len()],
}

impl Day {
    fn new(seed: u64) -> Option<Day> {
        let clock = Clock::scaled(DateTime::from_timestamp(BEGINS, 0)?, 0.0);
        let config = SimulatorConfig { seed: Some(seed), ..SimulatorConfig::single(clock) };
        let world = World::new(&config, SocketAddr::from(([127, 0, 0, 1], 9))).ok()?;
        world.with(|state| state.faults.set(&json!({"media": {"without_url": true}}))).ok()?;
        (0..PEOPLE).for_each(|place| join(&world, place));
        Some(Day { world, recent: Vec::new(), told: [0; DAY_SENT.len()] })
    }

    fn bodies(&mut self, count: usize) -> Vec<Value> {
        let step = Duration::milliseconds(LASTS_SECONDS * 1000 / i64::try_from(count.max(1)).unwrap_or(i64::MAX));
        (0..count)
            .map(|_| {
                let body = self.body();
                self.world.clock.advance(step);
                body
            })
            .collect()
    }

    fn body(&mut self) -> Value {
        match self.dice(100) {
            0..12 => self.status(),
            12..20 => self.field("smb_message_echoes", None),
            20..30 => {
                let (field, event) = self.world.random(|rng| rng.choice(OTHERS)).unwrap_or(("security", None));
                self.field(field, event)
            }
            30..45 => self.about_earlier(),
            45..50 => {
                let several: Vec<Inbound> = (0..3).map(|_| self.message("text", None)).collect();
                self.messages(&several)
            }
            50..58 => self.of_kinds(&TAPS),
            58..75 => self.of_kinds(&["text"]),
            _ => self.of_kinds(&ALONE),
        }
    }

    fn dice(&self, sides: usize) -> usize {
        self.world.random(|rng| rng.usize(..sides))
    }

    fn anyone(&self) -> Option<Customer> {
        self.world.customer(self.dice(PEOPLE))
    }

    fn of_kinds(&mut self, kinds: &[&str]) -> Value {
        let kind = kinds.get(self.dice(kinds.len())).copied().unwrap_or("text");
        let message = self.message(kind, None);
        self.messages(&[message])
    }

    fn about_earlier(&mut self) -> Value {
        let earlier = self.world.random(|rng| rng.choice(&self.recent).cloned());
        let kind = ABOUT.get(self.dice(ABOUT.len())).copied().unwrap_or("text");
        let message = self.message(kind, earlier.as_ref());
        self.messages(&[message])
    }

    /// A message of anyone, or about an earlier one by its own writer.
    fn message(&mut self, kind: &str, earlier: Option<&Inbound>) -> Inbound {
        let writer = earlier.and_then(|earlier| self.world.customer(earlier.customer)).or_else(|| self.anyone());
        let writer = writer.unwrap_or_default();
        let wish = Wish::of(kind, None);
        let wish = earlier.map_or(wish.clone(), |earlier| wish.about(&earlier.id));
        // Whoever has no number cannot change it, and without an earlier message there is nothing to edit.
        let made = content::make(&self.world, &writer, &wish);
        let content = made.unwrap_or_else(|_| content::text(&format!("Message {}", self.dice(100_000))));
        let message = compose(&self.world, writer.id, self.world.clock.now(), content);
        self.recent.push(message.clone());
        if self.recent.len() > RECENT {
            self.recent.remove(0);
        }
        message
    }

    fn messages(&self, messages: &[Inbound]) -> Value {
        envelope(&self.world, "messages", &payload::messages(&self.world, messages))
    }

    /// The next status of one of the known messages; once all are read, a message.
    fn status(&mut self) -> Value {
        let waiting: Vec<usize> =
            self.told.iter().enumerate().filter(|(_, told)| **told < STATIONS.len()).map(|(place, _)| place).collect();
        let next = self.world.random(|rng| rng.choice(&waiting).copied()).and_then(|place| self.next_status(place));
        next.unwrap_or_else(|| self.of_kinds(&ALONE))
    }

    fn next_status(&mut self, place: usize) -> Option<Value> {
        let told = self.told.get_mut(place)?;
        let name = STATIONS.get(*told)?;
        *told += 1;
        let (now, customer) = (self.world.clock.now(), self.world.customer(place)?);
        let sent = Sent::foreign(DAY_SENT.get(place)?, &customer, now);
        let value = payload::status(&self.world, &sent, &Status::new(name, now));
        Some(envelope(&self.world, "messages", &value))
    }

    fn field(&mut self, field: &str, event: Option<&str>) -> Value {
        let customer = self.anyone().map(|customer| customer.user_id);
        let wish = fields::Wish { event: event.map(str::to_owned), customer, ..fields::Wish::default() };
        let value =
            fields::example(&self.world, field, &wish).ok().and_then(|example| example.values.into_iter().next());
        match value {
            Some(value) => envelope(&self.world, field, &value),
            None => self.of_kinds(&ALONE),
        }
    }
}

fn join(world: &World, place: usize) {
    let nameless = place % NAMELESS_EVERY == NAMELESS_EVERY - 1;
    let name = NAMES.get(place % NAMES.len()).copied().unwrap_or_default();
    let customer = Customer {
        phone: (!nameless).then(|| format!("1650555{place:04}")),
        user_id: world.random(|rng| ids::user_id(rng, "US")),
        username: nameless.then(|| format!("person.{place}")),
        name: Some(name.to_owned()),
        ..Customer::default()
    };
    world.with(|state| state.people.add(customer));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn values(bodies: &[Value]) -> Vec<&Value> {
        bodies.iter().map(|body| &body["entry"][0]["changes"][0]).collect()
    }

    fn seconds(value: &Value) -> i64 {
        value.as_str().unwrap().parse().unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_day_and_another_seed_another() {
        let bodies = day(7, 300);
        assert_eq!(bodies.len(), 300);
        assert_eq!(bodies, day(7, 300));
        assert_ne!(bodies, day(8, 300));
    }

    #[test]
    fn a_day_holds_everything_in_the_order_of_time() {
        let bodies = day(1, 4000);
        let changes = values(&bodies);
        let messages: Vec<&Value> = changes.iter().flat_map(|c| c["value"]["messages"].as_array()).flatten().collect();
        let kinds: BTreeSet<&str> = messages.iter().filter_map(|message| message["type"].as_str()).collect();
        let expected = "audio button contacts document edit image interactive location order reaction request_welcome \
                        revoke sticker system text unsupported video";
        assert_eq!(kinds, expected.split(' ').collect());
        let fields: BTreeSet<&str> = changes.iter().filter_map(|change| change["field"].as_str()).collect();
        let others = OTHERS.iter().map(|(field, _)| *field).chain(["messages", "smb_message_echoes"]);
        assert_eq!(fields, others.collect());
        assert!(messages.iter().any(|message| message.get("from").is_none()), "some have no number");
        let ids: BTreeSet<&str> = messages.iter().filter_map(|message| message["id"].as_str()).collect();
        assert_eq!(ids.len(), messages.len(), "no message comes twice");
        let times: Vec<i64> = messages.iter().map(|message| seconds(&message["timestamp"])).collect();
        assert!(times.is_sorted() && times.iter().all(|at| (BEGINS..BEGINS + LASTS_SECONDS).contains(at)));
    }

    #[test]
    fn every_known_message_is_sent_delivered_and_read() {
        let bodies = day(3, 3000);
        let statuses: Vec<&Value> =
            values(&bodies).into_iter().flat_map(|change| change["value"]["statuses"].as_array()).flatten().collect();
        for id in DAY_SENT {
            let names: Vec<&Value> = statuses.iter().filter(|one| one["id"] == id).map(|one| &one["status"]).collect();
            assert_eq!(names, STATIONS, "{id}");
        }
    }
}
