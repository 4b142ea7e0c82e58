//! One example of each, written from Meta's pages, with what the thread or the screen shows of it.

use serde_json::{Value, json};

const HASH: &str = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
pub const HASH_IN_HEX: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A message as it comes, and its content as the thread shows it.
pub struct Example {
    pub name: &'static str,
    pub message: Value,
    pub shown: Value,
}

fn example(name: &'static str, message: Value, shown: Value) -> Example {
    Example { name, message, shown }
}

fn file(media: &str, more: Value) -> Value {
    let mut content = json!({ "kind": "media", "media": media, "sha256": HASH_IN_HEX });
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    content
}

pub fn wire_file(mime_type: &str, more: Value) -> Value {
    let mut file = json!({ "id": "900", "mime_type": mime_type, "sha256": HASH });
    file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    file
}

#[rustfmt::skip]
pub fn messages() -> Vec<Example> {
    let reply = |part: Value| json!({ "type": "interactive", "interactive": part });
    let error = |code: i64| json!([{ "code": code, "title": "A title", "error_data": { "details": "The details." } }]);
    vec![
        example("text", json!({ "type": "text", "text": { "body": "Hello" } }), json!({ "kind": "text", "text": "Hello" })),
        example("image", json!({ "type": "image", "image": wire_file("image/jpeg", json!({ "caption": "my rash" })) }),
            file("image", json!({ "mimeType": "image/jpeg", "caption": "my rash" }))),
        example("video", json!({ "type": "video", "video": wire_file("video/mp4", json!({})) }),
            file("video", json!({ "mimeType": "video/mp4" }))),
        example("voice note", json!({ "type": "audio", "audio": wire_file("audio/ogg; codecs=opus", json!({ "voice": true })) }),
            file("voice", json!({ "mimeType": "audio/ogg; codecs=opus" }))),
        example("voice note of old", json!({ "type": "voice", "voice": wire_file("audio/ogg", json!({})) }),
            file("voice", json!({ "mimeType": "audio/ogg" }))),
        example("music", json!({ "type": "audio", "audio": wire_file("audio/mpeg", json!({ "voice": false })) }),
            file("audio", json!({ "mimeType": "audio/mpeg" }))),
        example("document", json!({ "type": "document", "document": wire_file("application/pdf", json!({ "filename": "scan 3.pdf", "caption": "see page 2" })) }),
            file("document", json!({ "mimeType": "application/pdf", "caption": "see page 2", "filename": "scan 3.pdf" }))),
        example("sticker", json!({ "type": "sticker", "sticker": wire_file("image/webp", json!({ "animated": false })) }),
            file("sticker", json!({ "mimeType": "image/webp" }))),
        example("moving sticker", json!({ "type": "sticker", "sticker": wire_file("image/webp", json!({ "animated": true })) }),
            file("sticker", json!({ "mimeType": "image/webp", "animated": true }))),
        example("place", json!({ "type": "location", "location": { "latitude": 37.44, "longitude": -122.16, "name": "Clinic", "address": "1 Main St", "url": "https://example.org" } }),
            json!({ "kind": "location", "latitude": 37.44, "longitude": -122.16, "name": "Clinic", "address": "1 Main St", "url": "https://example.org" })),
        example("present position, as text", json!({ "type": "location", "location": { "latitude": "37.5", "longitude": "-122.25" } }),
            json!({ "kind": "location", "latitude": 37.5, "longitude": -122.25 })),
        example("contact cards", json!({ "type": "contacts", "contacts": [
                { "name": { "formatted_name": "Ana Ruiz", "first_name": "Ana" }, "phones": [{ "phone": "+1 650", "type": "CELL", "wa_id": "1650" }],
                  "emails": [{ "email": "ana@example.org", "type": "HOME" }], "org": { "company": "Bakery" }, "birthday": "2000-01-02",
                  "addresses": [{ "street": "1 Main St", "zip": "94301", "city": "Palo Alto", "country": "US", "type": "HOME" }] },
                { "name": { "first_name": "Bob", "last_name": "Lee" } }] }),
            json!({ "kind": "contacts", "cards": [
                { "formattedName": "Ana Ruiz", "firstName": "Ana", "company": "Bakery", "birthday": "2000-01-02",
                  "phones": [{ "phone": "+1 650", "label": "CELL", "waId": "1650" }], "emails": [{ "email": "ana@example.org", "label": "HOME" }],
                  "urls": [], "addresses": [{ "text": "1 Main St, 94301 Palo Alto, US", "label": "HOME" }] },
                { "formattedName": "Bob Lee", "firstName": "Bob", "lastName": "Lee", "phones": [], "emails": [], "urls": [], "addresses": [] }] })),
        example("the number that we asked for", json!({ "type": "contacts", "contacts": [
                { "origin": "contact_request", "vcard": "BEGIN:VCARD", "phones": [{ "phone": "+16505550111", "wa_id": "16505550111" }] }] }),
            json!({ "kind": "contacts", "requested": true, "cards": [
                { "formattedName": "", "phones": [{ "phone": "+16505550111", "waId": "16505550111" }], "emails": [], "urls": [], "addresses": [] }] })),
        example("quick reply of a template", json!({ "type": "button", "button": { "payload": "confirm:42", "text": "Confirm" } }),
            json!({ "kind": "choice", "source": "template", "title": "Confirm", "id": "confirm:42" })),
        example("reply button", reply(json!({ "type": "button_reply", "button_reply": { "id": "yes", "title": "Yes" } })),
            json!({ "kind": "choice", "source": "button", "title": "Yes", "id": "yes" })),
        example("row of a list", reply(json!({ "type": "list_reply", "list_reply": { "id": "9", "title": "Monday", "description": "9:30" } })),
            json!({ "kind": "choice", "source": "list", "title": "Monday", "description": "9:30", "id": "9" })),
        example("form", reply(json!({ "type": "nfm_reply", "nfm_reply": { "name": "flow", "body": "Sent",
                "response_json": "{\"flow_token\":\"t\",\"name\":\"Ana\",\"days\":[\"Mon\",\"Tue\"],\"first\":true}" } })),
            json!({ "kind": "form", "name": "flow", "body": "Sent", "token": "t", "fields": [
                { "name": "name", "value": "Ana" }, { "name": "days", "value": "Mon, Tue" }, { "name": "first", "value": "true" }] })),
        example("form from an iPhone, without its token", reply(json!({ "type": "nfm_reply", "nfm_reply": { "name": "flow", "response_json": "{\"name\":\"Ana\"}" } })),
            json!({ "kind": "form", "name": "flow", "fields": [{ "name": "name", "value": "Ana" }] })),
        example("may be called", reply(json!({ "type": "call_permission_reply", "call_permission_reply": { "response": "accept", "expiration_timestamp": "1795600000" } })),
            json!({ "kind": "callPermission", "allowed": true, "until": 1_795_600_000 })),
        example("order", json!({ "type": "order", "order": { "catalog_id": "c", "text": "by Friday please",
                "product_items": [{ "product_retailer_id": "mug", "quantity": "2", "item_price": 7.5, "currency": "EUR" }] } }),
            json!({ "kind": "order", "catalogId": "c", "text": "by Friday please", "items": [{ "product": "mug", "quantity": 2, "price": 7.5, "currency": "EUR" }] })),
        example("number changed", json!({ "type": "system", "system": { "type": "user_changed_number", "body": "User changed", "wa_id": "16505550199" } }),
            json!({ "kind": "notice", "what": "numberChanged", "from": "16505550100", "to": "16505550199" })),
        example("user id changed", json!({ "type": "system", "system": { "type": "user_changed_user_id", "user_id": "US.77" } }),
            json!({ "kind": "notice", "what": "userIdChanged", "from": "US.1", "to": "US.77" })),
        example("security code changed", json!({ "type": "system", "system": { "type": "customer_identity_changed", "identity": { "hash": "h" } } }),
            json!({ "kind": "notice", "what": "identityChanged" })),
        example("another notice", json!({ "type": "system", "system": { "type": "something_new", "body": "In words" } }),
            json!({ "kind": "notice", "what": "words", "text": "In words" })),
        example("first visit", json!({ "type": "request_welcome" }), json!({ "kind": "notice", "what": "welcome" })),
        example("poll", json!({ "type": "unsupported", "errors": error(131_051), "unsupported": { "type": "poll_creation" } }),
            json!({ "kind": "unsupported", "what": "poll_creation", "code": 131_051, "reason": "The details." })),
        example("only on the phone", json!({ "type": "unsupported", "errors": error(131_060) }),
            json!({ "kind": "unsupported", "code": 131_060, "reason": "The details." })),
        example("edit on a number without a phone", json!({ "type": "unsupported", "errors": error(131_051), "unsupported": { "type": "edit" } }),
            json!({ "kind": "unsupported", "what": "edit", "code": 131_051, "reason": "The details." })),
        example("a type of the future", json!({ "type": "hologram", "hologram": { "beam": 1 } }), json!({ "kind": "other", "waType": "hologram" })),
    ]
}

/// What the news are about and what became of it, as the screen is told.
#[rustfmt::skip]
pub fn news() -> Vec<(&'static str, Value, Value)> {
    let template = |more: Value| {
        let mut value = json!({ "message_template_id": 59, "message_template_name": "visit", "message_template_language": "en_US" });
        value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        value
    };
    vec![
        ("message_template_status_update", template(json!({ "event": "PAUSED", "reason": "NONE", "other_info": { "title": "FIRST_PAUSE", "description": "For 3 hours" } })),
            json!(["templateStatus", "warning", "visit", "PAUSED"])),
        ("message_template_status_update", template(json!({ "event": "REJECTED", "reason": "INVALID_FORMAT", "rejection_info": { "reason": "r", "recommendation": "Write less" } })),
            json!(["templateStatus", "warning", "visit", "REJECTED"])),
        ("message_template_status_update", template(json!({ "event": "APPROVED", "reason": "NONE" })), json!(["templateStatus", "info", "visit", "APPROVED"])),
        ("message_template_quality_update", template(json!({ "previous_quality_score": "GREEN", "new_quality_score": "RED" })),
            json!(["templateQuality", "warning", "visit", "RED"])),
        ("message_template_components_update", template(json!({ "message_template_element": "Hello {{1}}" })),
            json!(["templateComponents", "info", "visit", null])),
        ("template_category_update", template(json!({ "new_category": "UTILITY", "correct_category": "MARKETING", "category_update_timestamp": 1_795_086_400 })),
            json!(["templateCategory", "warning", "visit", "MARKETING"])),
        ("template_category_update", template(json!({ "previous_category": "UTILITY", "new_category": "MARKETING" })),
            json!(["templateCategory", "warning", "visit", "MARKETING"])),
        ("phone_number_quality_update", json!({ "display_phone_number": "15550783881", "event": "THROUGHPUT_UPGRADE", "max_daily_conversations_per_business": "TIER_2K" }),
            json!(["numberLimit", "info", "15550783881", "THROUGHPUT_UPGRADE"])),
        ("phone_number_name_update", json!({ "display_phone_number": "15550783881", "decision": "REJECTED", "requested_verified_name": "Clinic", "rejection_reason": "NAME_FORMAT_UNACCEPTABLE" }),
            json!(["numberName", "warning", "15550783881", "REJECTED"])),
        ("business_username_update", json!({ "display_phone_number": "15550783881", "username": "clinic", "status": "approved" }),
            json!(["numberUsername", "info", "clinic", "approved"])),
        ("security", json!({ "display_phone_number": "15550783881", "event": "PIN_CHANGED", "requester": "1" }),
            json!(["security", "warning", "15550783881", "PIN_CHANGED"])),
        ("account_update", json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": [{ "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1_795_086_400 }] }),
            json!(["account", "critical", null, "ACCOUNT_RESTRICTION"])),
        ("account_update", json!({ "event": "MM_LITE_TERMS_SIGNED" }), json!(["account", "info", null, "MM_LITE_TERMS_SIGNED"])),
        ("account_alerts", json!({ "entity_type": "BUSINESS", "entity_id": "1", "alert_info": { "alert_severity": "CRITICAL", "alert_status": "ACTIVE", "alert_type": "OBA_REJECTED", "alert_description": "d" } }),
            json!(["accountAlert", "critical", "1", "OBA_REJECTED"])),
        ("account_review_update", json!({ "decision": "APPROVED" }), json!(["accountReview", "info", null, "APPROVED"])),
        ("business_capability_update", json!({ "max_daily_conversations_per_business": 2000, "max_phone_numbers_per_business": 25 }),
            json!(["capability", "info", null, null])),
        ("flows", json!({ "event": "ENDPOINT_ERROR_RATE", "message": "m", "flow_id": "7", "alert_state": "ACTIVATED", "error_rate": 14.5 }),
            json!(["flow", "warning", "7", "ENDPOINT_ERROR_RATE"])),
        ("messages", json!({ "errors": [{ "code": 130_429, "title": "Rate limit hit" }] }), json!(["error", "warning", null, "130429"])),
    ]
}
