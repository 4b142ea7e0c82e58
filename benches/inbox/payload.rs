//! Webhooks as Meta writes them, and their signatures.

use anyhow::Context as _;
use fastrand::Rng;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::people::Person;
use crate::site;

/// A customer's message: `content` is the part that depends on its type, with `type`.
pub fn message(person: &Person, id: &str, at_ms: i64, content: Value) -> anyhow::Result<Vec<u8>> {
    let mut message = content;
    let fields = message.as_object_mut().context("a message is an object")?;
    let (wa_id, user_id) = (&person.identity.wa_id, &person.identity.user_id);
    if let Some(wa_id) = wa_id {
        fields.insert("from".to_owned(), json!(wa_id));
    }
    fields.insert("from_user_id".to_owned(), json!(user_id));
    fields.insert("id".to_owned(), json!(id));
    fields.insert("timestamp".to_owned(), json!((at_ms / 1000).to_string()));
    let mut contact = json!({ "profile": { "name": person.name }, "user_id": user_id });
    if let (Some(contact), Some(wa_id)) = (contact.as_object_mut(), wa_id) {
        contact.insert("wa_id".to_owned(), json!(wa_id));
    }
    if let (Some(username), Some(profile)) =
        (&person.username, contact.get_mut("profile").and_then(Value::as_object_mut))
    {
        profile.insert("username".to_owned(), json!(format!("@{username}")));
    }
    delivery(&json!({ "contacts": [contact], "messages": [message] }))
}

/// The provider's news of a message of ours.
pub fn status(person: &Person, id: &str, word: &str, at_ms: i64, client_id: &str) -> anyhow::Result<Vec<u8>> {
    let mut status = json!({
        "id": id, "status": word, "timestamp": (at_ms / 1000).to_string(), "recipient_id": person.identity.wa_id,
        "recipient_user_id": person.identity.user_id, "biz_opaque_callback_data": client_id,
    });
    let fields = status.as_object_mut().context("a status is an object")?;
    if word == "failed" {
        let title = "Message undeliverable";
        fields.insert("errors".to_owned(), json!([{ "code": 131_026, "title": title, "message": title }]));
    } else if word != "read" {
        let pricing = json!({ "billable": false, "pricing_model": "PMP", "type": "free_customer_service",
                              "category": "service" });
        fields.insert("pricing".to_owned(), pricing);
    }
    delivery(&json!({ "statuses": [status] }))
}

fn delivery(parts: &Value) -> anyhow::Result<Vec<u8>> {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "15550783881", "phone_number_id": site::PHONE_NUMBER_ID },
    });
    if let (Some(value), Some(parts)) = (value.as_object_mut(), parts.as_object()) {
        value.extend(parts.clone());
    }
    let change = json!({ "field": "messages", "value": value });
    let body = json!({ "object": "whatsapp_business_account",
                       "entry": [{ "id": site::WABA_ID, "changes": [change] }] });
    Ok(serde_json::to_vec(&body)?)
}

/// A provider's id of a message, as long and as random as theirs.
pub fn wamid(rng: &mut Rng) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let sign = |_| SIGNS.get(rng.usize(0..SIGNS.len())).copied().map_or('A', char::from);
    format!("wamid.HBgL{}", (0..46).map(sign).collect::<String>())
}

/// The value of `X-Hub-Signature-256` for a body.
pub fn signature(body: &[u8]) -> anyhow::Result<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(site::APP_SECRET.as_bytes())?;
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    Ok(digest.iter().fold("sha256=".to_owned(), |text, byte| format!("{text}{byte:02x}")))
}
