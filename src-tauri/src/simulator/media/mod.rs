//! Files that customers sent or that the business uploaded, and the short-lived links to them.

pub(super) mod nature;
mod samples;

use std::collections::HashMap;

use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(super) use samples::Sample;

use super::ids;
use super::object::put;
use super::webhook::sign;
use super::world::World;

const LINK_MINUTES: i64 = 5;
const RECEIVED_DAYS: i64 = 7;
const UPLOADED_DAYS: i64 = 30;

/// One file.
#[derive(Clone, Debug)]
pub(super) struct Medium {
    pub bytes: Bytes,
    pub mime_type: String,
    pub gone_at: DateTime<Utc>,
}

/// All files, by media id.
#[derive(Debug, Default)]
pub(super) struct MediaStore {
    all: HashMap<String, Medium>,
}

impl MediaStore {
    /// A file, unless its id has run out.
    pub fn get(&self, id: &str, now: DateTime<Utc>) -> Option<&Medium> {
        self.all.get(id).filter(|medium| now < medium.gone_at)
    }

    pub fn remove(&mut self, id: &str) -> bool {
        self.all.remove(id).is_some()
    }
}

/// Keeps a file of the business. Its id is good for thirty days, or as long as the upload said.
pub(super) fn upload(world: &World, bytes: Bytes, mime_type: &str, life: Option<Duration>) -> String {
    keep(world, bytes, mime_type, life.unwrap_or(Duration::days(UPLOADED_DAYS)))
}

/// Keeps a customer's file and gives what a webhook says of it. Its id is good for seven days. The `url` is missing
/// where the provider does not tell it yet.
pub(super) fn received(world: &World, sample: Sample) -> Value {
    let bytes = Bytes::from_static(sample.bytes());
    let sha256 = STANDARD.encode(Sha256::digest(&bytes));
    let id = keep(world, bytes, sample.mime_type(), Duration::days(RECEIVED_DAYS));
    let mut part = json!({"id": id, "mime_type": sample.mime_type(), "sha256": sha256});
    let with_url = world.with(|state| !state.faults.media.without_url.take());
    put(&mut part, "url", with_url.then(|| link(world, &id)));
    part
}

fn keep(world: &World, bytes: Bytes, mime_type: &str, life: Duration) -> String {
    let id = world.random(|rng| ids::digits(rng, 16));
    let medium = Medium { bytes, mime_type: mime_type.to_owned(), gone_at: world.clock.now() + life };
    world.with(|state| state.media.all.insert(id.clone(), medium));
    id
}

/// The lower-case hex that the media node tells, where webhooks tell base64.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A link that is good for five minutes of the clock, unless it is asked for one that has run out.
pub(super) fn link(world: &World, id: &str) -> String {
    let expired = world.with(|state| state.faults.media.expired_link.take());
    let life = Duration::minutes(if expired { -1 } else { LINK_MINUTES });
    let until = (world.clock.now() + life).timestamp().to_string();
    let hash = link_hash(world, id, &until);
    format!("http://{}/whatsapp_business/attachments/?mid={id}&ext={until}&hash={hash}", world.address)
}

/// Whether such a link may still be followed.
pub(super) fn link_holds(world: &World, id: &str, until: &str, hash: &str) -> bool {
    let in_time = until.parse::<i64>().is_ok_and(|until| world.clock.now().timestamp() <= until);
    in_time && link_hash(world, id, until) == hash
}

fn link_hash(world: &World, id: &str, until: &str) -> String {
    let signed = sign::signature(&world.account.app_secret, format!("{id}/{until}").as_bytes());
    signed.chars().skip(7).take(32).collect()
}
