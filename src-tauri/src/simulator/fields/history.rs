//! The past of a number that was used on a telephone before: up to 180 days of threads, in chunks that come in any
//! order. Files come as placeholders first, and those of the last fourteen days once more with an id.

use chrono::Duration;
use serde_json::{Value, json};

use super::{Wish, framed};
use crate::simulator::customers::Customer;
use crate::simulator::customers::content;
use crate::simulator::graph::error;
use crate::simulator::object::put;
use crate::simulator::world::World;

const DECLINED: u32 = 2_593_109;
const THREADS_PER_CHUNK: usize = 4;
const MESSAGES_PER_THREAD: usize = 6;
/// The ends of the three phases, in days.
const PHASES: [(i64, i64); 3] = [(0, 1), (1, 90), (90, 180)];
const FILE_DAYS: i64 = 14;
/// Every so many messages of a thread is a file.
const FILE_EVERY: usize = 3;

/// The webhooks of the whole history, or with the event `declined` the one that says that there will be none.
pub(in crate::simulator) fn values(world: &World, wish: &Wish) -> Result<Vec<Value>, String> {
    match wish.event_or("shared") {
        "declined" => Ok(vec![declined(world)]),
        "shared" => Ok(shared(world, wish.count.unwrap_or(MESSAGES_PER_THREAD))),
        _ => Err("event must be shared or declined".to_owned()),
    }
}

fn declined(world: &World) -> Value {
    framed(world, vec![("history", json!([{"errors": [error::in_webhook(DECLINED)]}]))])
}

fn shared(world: &World, per_thread: usize) -> Vec<Value> {
    let everyone = world.with(|state| state.people.all().to_vec());
    let numbered: Vec<&Customer> = everyone.iter().filter(|customer| customer.wa_id.is_some()).collect();
    let bundles: Vec<&[&Customer]> = numbered.chunks(THREADS_PER_CHUNK).collect();
    let (mut chunks, mut files) = (Vec::new(), Vec::new());
    let whole = bundles.len() * PHASES.len();
    for (phase, (newest, oldest)) in PHASES.into_iter().enumerate() {
        for (order, bundle) in bundles.iter().enumerate() {
            let threads: Vec<Value> = bundle
                .iter()
                .map(|customer| {
                    let thread = Thread { customer, newest: Duration::days(newest), oldest: Duration::days(oldest) };
                    thread.value(world, per_thread, &mut files)
                })
                .collect();
            let progress = (phase * bundles.len() + order + 1) * 100 / whole.max(1);
            let metadata = json!({"phase": phase, "chunk_order": order + 1, "progress": progress});
            chunks.push(framed(world, vec![("history", json!([{"metadata": metadata, "threads": threads}]))]));
        }
    }
    world.random(|rng| rng.shuffle(&mut chunks));
    chunks.into_iter().chain(files).collect()
}

/// What was said with one customer in one phase.
struct Thread<'a> {
    customer: &'a Customer,
    newest: Duration,
    oldest: Duration,
}

impl Thread<'_> {
    fn value(&self, world: &World, count: usize, files: &mut Vec<Value>) -> Value {
        let messages: Vec<Value> = (0..count).map(|place| self.message(world, place, count, files)).collect();
        json!({"id": self.customer.wa_id, "messages": messages})
    }

    /// Ours and theirs take turns. A file is left for later when it is young enough.
    fn message(&self, world: &World, place: usize, count: usize, files: &mut Vec<Value>) -> Value {
        let parts = i32::try_from(count + 1).unwrap_or(i32::MAX);
        let part = i32::try_from(place + 1).unwrap_or_default();
        let ago = self.oldest - (self.oldest - self.newest) / parts * part;
        let ours = place % 2 == 1;
        let is_file = place % FILE_EVERY == FILE_EVERY - 1;
        let mut message = if is_file { json!({"type": "media_placeholder"}) } else { words(place, ours) };
        self.address(world, &mut message, ago, ours);
        let status = if is_file { "PENDING" } else { status(place, ours) };
        put(&mut message, "history_context", Some(json!({"status": status})));
        if is_file && ago < Duration::days(FILE_DAYS) {
            files.push(self.file(world, &message));
        }
        message
    }

    fn address(&self, world: &World, message: &mut Value, ago: Duration, ours: bool) {
        let theirs = self.customer.wa_id.as_deref().unwrap_or_default();
        let business = world.account.display_digits();
        put(message, "from", Some(if ours { business.as_str() } else { theirs }));
        put(message, "to", ours.then_some(theirs));
        put(message, "id", Some(world.new_wamid()));
        let at = (world.clock.now() - ago).timestamp().to_string();
        put(message, "timestamp", Some(at));
    }

    /// The file behind a placeholder, in a webhook of its own.
    fn file(&self, world: &World, placeholder: &Value) -> Value {
        let made = content::make(world, self.customer, &content::Wish::of("image", None));
        let mut message = made.unwrap_or_else(|_| json!({}));
        for key in ["from", "to", "id", "timestamp"] {
            put(&mut message, key, placeholder.get(key).cloned());
        }
        framed(world, vec![("messages", json!([message]))])
    }
}

/// How far a message came; of theirs no more is known than that they arrived.
fn status(place: usize, ours: bool) -> &'static str {
    let ours_came = ["READ", "DELIVERED", "SENT", "ERROR"];
    let came = ours_came.get(place / 2 % ours_came.len()).copied().filter(|_| ours);
    came.unwrap_or("DELIVERED")
}

fn words(place: usize, ours: bool) -> Value {
    let theirs = ["Hello, are you open today?", "Thank you!", "Could you send it to my new address?"];
    let answers = ["Good morning, yes, until six.", "You are welcome.", "Of course, it is on its way."];
    let lines = if ours { answers } else { theirs };
    content::text(lines.get(place / 2 % lines.len()).copied().unwrap_or_default())
}
