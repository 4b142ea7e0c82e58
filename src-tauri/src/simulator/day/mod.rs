//! A day of a busy number as webhook bodies: for tests that want everything mixed, in calm order and always the same.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, Duration};
use serde_json::{Value, json};

use super::customers::content::{self, Wish};
use super::customers::lines::Occasion;
use super::customers::{Customer, Inbound, Trade, compose};
use super::webhook::envelope;
use super::webhook::payload::{self, Status};
use super::world::{Sent, World};
use super::{SimulatorConfig, fields, ids};
use crate::domain::clock::Clock;

mod kinds;

use kinds::{ABOUT, ALONE, ECHOES, EDITABLE, LANGUAGES, OTHERS, SAID, TAPS};

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
const EDITABLE_MINUTES: i64 = 15;
const STATIONS: [&str; 3] = ["sent", "delivered", "read"];

const NAMES: [&str; 10] =
    ["Ana Ruiz", "Bob", "Chidi Okafor", "दीपा", "Émile Zola", "فاطمة", "王伟", "", "Ida 🌷", "Jo O’Neill"];

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
    /// What was said lately and stands still.
    recent: Vec<Inbound>,
    /// What the owner wrote on the telephone: to whom, and the message's id.
    echoes: Vec<(String, String)>,
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
        Some(Day { world, recent: Vec::new(), echoes: Vec::new(), told: [0; DAY_SENT.len()] })
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
            12..20 => self.echo(),
            20..30 => self.other(),
            30..45 => self.about_earlier(),
            45..50 => {
                let several: Vec<Inbound> = (0..3).map(|_| self.message("text", self.anyone(), None)).collect();
                self.messages(&several)
            }
            50..58 => self.tap(),
            58..75 => self.alone("text"),
            _ => {
                let kind = self.one_of(&ALONE);
                self.alone(kind)
            }
        }
    }

    fn dice(&self, sides: usize) -> usize {
        self.world.random(|rng| rng.usize(..sides))
    }

    fn one_of(&self, kinds: &[&'static str]) -> &'static str {
        kinds.get(self.dice(kinds.len())).copied().unwrap_or("text")
    }

    fn anyone(&self) -> Customer {
        self.world.customer(self.dice(PEOPLE)).unwrap_or_default()
    }

    fn alone(&mut self, kind: &str) -> Value {
        let message = self.message(kind, self.anyone(), None);
        self.messages(&[message])
    }

    /// A tap on one of the known messages.
    fn tap(&mut self) -> Value {
        let (place, kind) = (self.dice(DAY_SENT.len()), self.one_of(&TAPS));
        let writer = self.world.customer(place).unwrap_or_default();
        let message = self.message(kind, writer, DAY_SENT.get(place).copied());
        self.messages(&[message])
    }

    fn about_earlier(&mut self) -> Value {
        let kind = self.one_of(&ABOUT);
        let since = self.world.clock.now() - Duration::minutes(EDITABLE_MINUTES);
        let allowed: &[&str] = if kind == "edit" { &EDITABLE } else { &SAID };
        let fits = |earlier: &&Inbound| allowed.contains(&type_of(earlier)) && (kind != "edit" || earlier.at >= since);
        let chosen: Vec<Inbound> = self.recent.iter().filter(fits).cloned().collect();
        let Some(earlier) = self.world.random(|rng| rng.choice(&chosen).cloned()) else { return self.alone("text") };
        if kind == "revoke" {
            self.recent.retain(|one| one.id != earlier.id);
        }
        let writer = self.world.customer(earlier.customer).unwrap_or_default();
        let message = self.message(kind, writer, Some(&earlier.id));
        self.messages(&[message])
    }

    fn message(&mut self, kind: &str, writer: Customer, about: Option<&str>) -> Inbound {
        let words = self.words();
        let spoken = matches!(kind, "text" | "edit" | "image" | "video" | "referral" | "order");
        let wish = Wish { about: about.map(str::to_owned), ..Wish::of(kind, spoken.then_some(words.as_str())) };
        // Whoever has no number cannot change it.
        let content = content::make(&self.world, &writer, &wish).unwrap_or_else(|_| content::text(&words));
        let message = compose(&self.world, writer.id, self.world.clock.now(), content);
        self.recent.push(message.clone());
        if self.recent.len() > RECENT {
            self.recent.remove(0);
        }
        message
    }

    fn words(&self) -> String {
        let language = self.one_of(&LANGUAGES);
        self.world.random(|rng| self.world.phrases.line(rng, language, Trade::Clinic, Occasion::Unasked))
    }

    fn messages(&self, messages: &[Inbound]) -> Value {
        envelope(&self.world, "messages", &payload::messages(&self.world, messages))
    }

    /// The next status of one of the known messages; once all are read, a message.
    fn status(&mut self) -> Value {
        let waiting: Vec<usize> =
            self.told.iter().enumerate().filter(|(_, told)| **told < STATIONS.len()).map(|(place, _)| place).collect();
        let next = self.world.random(|rng| rng.choice(&waiting).copied()).and_then(|place| self.next_status(place));
        next.unwrap_or_else(|| self.alone("text"))
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

    fn other(&mut self) -> Value {
        let (field, event) = self.world.random(|rng| rng.choice(OTHERS)).unwrap_or(("security", None));
        let templates = self.world.templates();
        let template = self.world.random(|rng| rng.choice(templates.all()).cloned()).unwrap_or_default();
        let word = |key: &str| template.get(key).and_then(Value::as_str).map(str::to_owned);
        let about_templates = field.contains("template");
        let wish = fields::Wish {
            event: event.map(str::to_owned),
            customer: Some(self.anyone().user_id),
            name: word("name").filter(|_| about_templates),
            language: word("language").filter(|_| about_templates),
            ..fields::Wish::default()
        };
        self.field(field, &wish).unwrap_or_else(|| self.alone("text"))
    }

    /// Something that the owner wrote on the telephone, or an earlier one edited or withdrawn.
    fn echo(&mut self) -> Value {
        let event = self.one_of(&ECHOES);
        let changes = matches!(event, "edit" | "revoke");
        let earlier = self.world.random(|rng| rng.choice(&self.echoes).cloned()).filter(|_| changes);
        let event = if changes && earlier.is_none() { "text" } else { event };
        let (customer, about) = earlier.map_or_else(|| (self.anyone().user_id, None), |(to, id)| (to, Some(id)));
        let text = Some(self.words()).filter(|_| event != "audio");
        let wish = fields::Wish {
            event: Some(event.to_owned()),
            customer: Some(customer.clone()),
            about: about.clone(),
            text,
            ..fields::Wish::default()
        };
        // Whoever has another user id by now is not written to under the old one.
        let Some(body) = self.field("smb_message_echoes", &wish) else { return self.alone("text") };
        match body.pointer("/entry/0/changes/0/value/message_echoes/0/id").and_then(Value::as_str) {
            Some(id) if event == "text" => self.echoes.push((customer, id.to_owned())),
            Some(_) if event == "revoke" => self.echoes.retain(|(_, id)| Some(id) != about.as_ref()),
            Some(_) | None => {}
        }
        body
    }

    fn field(&self, field: &str, wish: &fields::Wish) -> Option<Value> {
        let value = fields::example(&self.world, field, wish).ok()?.values.into_iter().next()?;
        Some(envelope(&self.world, field, &value))
    }
}

fn type_of(message: &Inbound) -> &str {
    message.content.get("type").and_then(Value::as_str).unwrap_or_default()
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
    fn nothing_is_edited_or_withdrawn_that_was_not_said_before_by_the_same_person() {
        let bodies = day(5, 3000);
        let mut said = std::collections::BTreeMap::new();
        let mut changed = 0;
        for message in values(&bodies).iter().flat_map(|c| c["value"]["messages"].as_array()).flatten() {
            for change in ["edit", "revoke"] {
                if let Some(original) = message[change]["original_message_id"].as_str() {
                    let writer: &Value = said.get(original).unwrap_or_else(|| panic!("{original} was never said"));
                    assert_eq!(*writer, message["from"], "words are changed by whoever said them");
                    changed += 1;
                }
            }
            said.insert(message["id"].as_str().unwrap(), message["from"].clone());
        }
        assert!(changed > 50, "only {changed} were changed");
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
