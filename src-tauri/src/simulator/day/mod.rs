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
use super::{SimulatorConfig, fields};
use crate::domain::clock::Clock;

mod kinds;
mod people;
#[cfg(test)]
mod tests;

use kinds::{ABOUT, ALONE, ECHOES, EDITABLE, LANGUAGES, OTHERS, SAID, TAPS};
use people::PEOPLE;

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
const RECENT: usize = 40;
const EDITABLE_MINUTES: i64 = 15;
const STATIONS: [&str; 3] = ["sent", "delivered", "read"];

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
        people::gather(&world);
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
