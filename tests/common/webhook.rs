//! Webhooks of our own making, signed as the provider signs them.

use std::net::SocketAddr;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// The header that belongs to a body.
pub fn signature(app_secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()).unwrap();
    mac.update(body);
    let hex: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={hex}")
}

/// Posts a body with its signature; gives the answer's status.
pub async fn post(
    client: &reqwest::Client,
    public: SocketAddr,
    app_secret: &str,
    body: Vec<u8>,
) -> reqwest::Result<u16> {
    let signature = signature(app_secret, &body);
    let request = client.post(format!("http://{public}/webhooks/meta/main")).header("x-hub-signature-256", signature);
    let answer = request.header("content-type", "application/json").body(body).send().await?;
    Ok(answer.status().as_u16())
}

/// One text message, in the shape of a webhook.
pub fn text_message(from: &str, id: &str, seconds: i64, text: &str) -> Value {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": {
        "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "15550783881", "phone_number_id": "106540352242922" },
        "contacts": [{ "profile": { "name": format!("Customer {from}") }, "wa_id": from }],
        "messages": [{ "from": from, "id": id, "timestamp": seconds.to_string(), "type": "text", "text": { "body": text } }],
    } }] }] })
}
