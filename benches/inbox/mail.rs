//! Messages that are still to come: made, signed and written as HTTP requests before any clock runs.

use fastrand::Rng;
use frontdesk::domain::event::NewEvent;
use frontdesk::ingest::events_of;
use serde_json::json;

use crate::payload;
use crate::people::person;
use crate::site::{self, Site};
use crate::words::Vocabulary;

/// A message on its way in.
pub struct Mail {
    /// The provider's id.
    pub id: String,
    /// The webhook that brings it.
    pub body: Vec<u8>,
}

/// What is added to the number of a batch for the one that the floor writes at the same time.
pub const FLOOR: u64 = 1_000;

/// So many messages, each in its own webhook: nineteen of twenty from anybody who wrote before, one from a new person.
/// Another `batch` has other messages.
pub fn write(site: &Site, batch: u64, count: usize) -> anyhow::Result<Vec<Mail>> {
    let vocabulary = Vocabulary::new();
    let (made, people) = (site.made, site.people());
    let mut rng = Rng::with_seed(made.seed.wrapping_add(batch.wrapping_mul(0xD1B5_4A32_D192_ED03)));
    let mut mail = Vec::with_capacity(count);
    // Later than everything that earlier batches brought.
    let begin = made.end_ms + i64::try_from(batch % FLOOR)? * 60_000;
    for number in 0..count as u64 {
        let newcomer = rng.u8(0..20) == 0;
        let writer = if newcomer { people + batch * 1_000_000 + number } else { rng.u64(0..people) };
        let writer = person(&vocabulary, made.seed, writer);
        let text = vocabulary.text(writer.language, &mut rng, None);
        let id = payload::wamid(&mut rng);
        let content = json!({ "type": "text", "text": { "body": text } });
        let body = payload::message(&writer, &id, begin + i64::try_from(number)?, content)?;
        mail.push(Mail { id, body });
    }
    Ok(mail)
}

impl Mail {
    /// The HTTP request that delivers it.
    pub fn request(&self, host: &str) -> anyhow::Result<Vec<u8>> {
        let mut request = format!(
            "POST /webhooks/meta/main HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
             x-hub-signature-256: {}\r\ncontent-length: {}\r\n\r\n",
            payload::signature(&self.body)?,
            self.body.len(),
        )
        .into_bytes();
        request.extend_from_slice(&self.body);
        Ok(request)
    }

    /// The events that it becomes.
    pub fn events(&self, site: &Site) -> anyhow::Result<Vec<NewEvent>> {
        Ok(events_of(&site::channel_id()?, site::WABA_ID, site.end(), &self.body).events)
    }
}
