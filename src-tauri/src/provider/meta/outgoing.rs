//! The body of `POST /{phone_number_id}/messages` (Meta, "Sending messages").

use serde_json::{Map, Value, json};

use crate::domain::content::{
    Action, ContactCard, Header, Interactive, ListRow, ListSection, Location, Media, MediaKind, ProductSection,
    Sendable,
};
use crate::domain::person::Identity;
use crate::provider::Outgoing;

use super::components::settled;

/// The whole body.
pub(super) fn message_body(message: &Outgoing) -> Value {
    let body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": message.client_id,
        "type": message.content.wa_type(),
    });
    let body = addressed(body, &message.to);
    let body = match &message.reply_to {
        // A reaction names its message itself and cannot quote; the quote of a template is not shown.
        Some(id) if message.content.stands_alone() => with(body, "context", json!({ "message_id": id })),
        Some(_) | None => body,
    };
    match part(message) {
        Some(part) => with(body, message.content.wa_type(), part),
        None => body,
    }
}

/// Names a person in the way in which they are reached.
pub(super) fn addressed(body: Value, to: &Identity) -> Value {
    match (&to.wa_id, to.user_id.as_ref().or(to.parent_user_id.as_ref())) {
        // Without the plus sign the number is taken for one of the business's own country.
        (Some(wa_id), _) => with(body, "to", json!(format!("+{wa_id}"))),
        (None, Some(user_id)) => with(body, "recipient", json!(user_id)),
        (None, None) => body,
    }
}

/// The part that bears the name of the type. What only customers send has none: the provider refuses it in words.
fn part(message: &Outgoing) -> Option<Value> {
    Some(match message.content.sendable()? {
        Sendable::Text { text, preview_url } => json!({ "body": text, "preview_url": preview_url }),
        Sendable::Template(template) => {
            let sent = json!({ "name": template.name, "language": { "code": template.language } });
            // Components without variables must be left out, and so must an empty list of them.
            let empty = template.components.as_array().is_none_or(Vec::is_empty);
            let components = || settled(&template.components, &message.media_ids, &message.client_id);
            if empty { sent } else { with(sent, "components", components()) }
        }
        Sendable::Media(media) => file(media, message.media_id(media)),
        Sendable::Location(place) => location(place),
        Sendable::Contacts(cards) => cards.iter().map(card).collect(),
        Sendable::Reaction { to, emoji } => json!({ "message_id": to, "emoji": emoji.unwrap_or_default() }),
        Sendable::Interactive(content) => interactive(content, message),
    })
}

fn file(media: &Media, media_id: Option<&str>) -> Value {
    let mut part = json!({ "id": media_id });
    if let Some(caption) = media.caption.as_deref().filter(|_| media.media.takes_caption()) {
        part = with(part, "caption", json!(caption));
    }
    match media.media {
        MediaKind::Document => match &media.filename {
            Some(name) => with(part, "filename", json!(name)),
            None => part,
        },
        MediaKind::Voice => with(part, "voice", json!(true)),
        MediaKind::Image | MediaKind::Video | MediaKind::Audio | MediaKind::Sticker => part,
    }
}

fn location(place: &Location) -> Value {
    let part = json!({ "latitude": place.latitude, "longitude": place.longitude });
    let part = with_text(part, "name", place.name.as_deref());
    with_text(part, "address", place.address.as_deref())
}

fn card(card: &ContactCard) -> Value {
    let name = json!({ "formatted_name": card.formatted_name });
    let name = with_text(name, "first_name", card.first_name.as_deref());
    let name = with_text(name, "last_name", card.last_name.as_deref());
    let mut part = json!({ "name": name });
    if card.company.is_some() || card.job_title.is_some() {
        let org = with_text(json!({}), "company", card.company.as_deref());
        part = with(part, "org", with_text(org, "title", card.job_title.as_deref()));
    }
    part = with_text(part, "birthday", card.birthday.as_deref());
    let phones: Vec<Value> = card
        .phones
        .iter()
        .map(|phone| {
            let number = with_text(json!({ "phone": phone.phone }), "type", phone.label.as_deref());
            with_text(number, "wa_id", phone.wa_id.as_deref())
        })
        .collect();
    let emails: Vec<Value> = card
        .emails
        .iter()
        .map(|email| with_text(json!({ "email": email.email }), "type", email.label.as_deref()))
        .collect();
    let urls: Vec<Value> =
        card.urls.iter().map(|url| with_text(json!({ "url": url.url }), "type", url.label.as_deref())).collect();
    for (name, list) in [("phones", phones), ("emails", emails), ("urls", urls)] {
        if !list.is_empty() {
            part = with(part, name, Value::Array(list));
        }
    }
    part
}

fn interactive(content: &Interactive, message: &Outgoing) -> Value {
    let (kind, action) = action(&content.action, &message.client_id);
    let mut part = json!({ "type": kind, "action": action });
    match &content.header {
        Some(Header::Text { text }) => part = with(part, "header", json!({ "type": "text", "text": text })),
        Some(Header::Media(media)) => {
            let kind = media.media.wa_type();
            let mut file = json!({ "id": message.media_id(media) });
            if media.media == MediaKind::Document {
                file = with_text(file, "filename", media.filename.as_deref());
            }
            let header = with(json!({ "type": kind }), kind, file);
            part = with(part, "header", header);
        }
        None => {}
    }
    if let Some(body) = &content.body {
        part = with(part, "body", json!({ "text": body }));
    }
    match &content.footer {
        Some(footer) => with(part, "footer", json!({ "text": footer })),
        None => part,
    }
}

/// The provider's word for the kind of message, and what can be tapped.
fn action(action: &Action, client_id: &str) -> (&'static str, Value) {
    match action {
        Action::Buttons { buttons } => {
            let reply = |id: &str, title: &str| json!({ "type": "reply", "reply": { "id": id, "title": title } });
            let buttons: Vec<Value> = buttons.iter().map(|button| reply(&button.id, &button.title)).collect();
            ("button", json!({ "buttons": buttons }))
        }
        Action::List { button, sections } => {
            let sections: Vec<Value> = sections.iter().map(section).collect();
            ("list", json!({ "button": button, "sections": sections }))
        }
        Action::Link { label, url } => {
            ("cta_url", json!({ "name": "cta_url", "parameters": { "display_text": label, "url": url } }))
        }
        Action::LocationRequest => ("location_request_message", json!({ "name": "send_location" })),
        Action::ContactRequest => ("request_contact_info", json!({ "name": "request_contact_info" })),
        Action::Flow { flow_id, label, screen, data, draft } => {
            let mode = if *draft { "draft" } else { "published" };
            let mut parameters = json!({
                // Ties the answer to this message; iOS has been seen to leave it out, so the quote counts as well.
                "flow_message_version": "3", "flow_id": flow_id, "flow_cta": label, "flow_token": client_id,
                "mode": mode, "flow_action": "navigate",
            });
            if let Some(screen) = screen {
                let payload = json!({ "screen": screen });
                let payload = data.iter().fold(payload, |payload, data| with(payload, "data", data.clone()));
                parameters = with(parameters, "flow_action_payload", payload);
            }
            ("flow", json!({ "name": "flow", "parameters": parameters }))
        }
        Action::Product { catalog_id, product } => {
            ("product", json!({ "catalog_id": catalog_id, "product_retailer_id": product }))
        }
        Action::ProductList { catalog_id, sections } => {
            let sections: Vec<Value> = sections.iter().map(products).collect();
            ("product_list", json!({ "catalog_id": catalog_id, "sections": sections }))
        }
        Action::Catalog { thumbnail } => {
            let parameters = match thumbnail {
                Some(product) => json!({ "thumbnail_product_retailer_id": product }),
                None => Value::Object(Map::new()),
            };
            ("catalog_message", json!({ "name": "catalog_message", "parameters": parameters }))
        }
    }
}

fn section(section: &ListSection) -> Value {
    let rows: Vec<Value> = section.rows.iter().map(row).collect();
    with_text(json!({ "rows": rows }), "title", Some(section.title.as_str()).filter(|title| !title.is_empty()))
}

fn row(row: &ListRow) -> Value {
    let description = row.description.as_deref().filter(|description| !description.is_empty());
    with_text(json!({ "id": row.id, "title": row.title }), "description", description)
}

fn products(section: &ProductSection) -> Value {
    let items: Vec<Value> = section.products.iter().map(|product| json!({ "product_retailer_id": product })).collect();
    let title = Some(section.title.as_str()).filter(|title| !title.is_empty());
    with_text(json!({ "product_items": items }), "title", title)
}

/// The object with one more member.
pub(super) fn with(mut object: Value, name: &str, value: Value) -> Value {
    if let Value::Object(members) = &mut object {
        members.insert(name.to_owned(), value);
    }
    object
}

fn with_text(object: Value, name: &str, text: Option<&str>) -> Value {
    match text {
        Some(text) => with(object, name, json!(text)),
        None => object,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::content::Content;
    use std::collections::BTreeMap;

    use super::*;

    fn outgoing(to: Identity, content: Content) -> Value {
        let reply_to = Some("wamid.Q".to_owned());
        let media_ids = BTreeMap::from([("ab".to_owned(), "77".to_owned())]);
        message_body(&Outgoing { to, content, reply_to, media_ids, client_id: "c-1".to_owned() })
    }

    #[test]
    fn a_number_is_dialled_with_its_plus_sign() {
        let body = outgoing(Identity::by_phone("16505550100"), Content::text_of("Hello"));
        assert_eq!(body["to"], "+16505550100");
        assert_eq!(body["biz_opaque_callback_data"], "c-1");
        assert_eq!(body["context"]["message_id"], "wamid.Q");
        assert!(body.get("recipient").is_none());
    }

    #[test]
    fn a_person_without_a_number_is_reached_by_user_id() {
        let body = outgoing(Identity::by_user_id("US.1349"), Content::text_of("Hello"));
        assert_eq!(body["recipient"], "US.1349");
        assert!(body.get("to").is_none(), "in `to` a user id would be lost");
    }

    #[test]
    fn a_voice_note_says_that_it_is_one_and_has_no_words() {
        let voice =
            Media { sha256: Some("ab".to_owned()), caption: Some("lost".to_owned()), ..Media::new(MediaKind::Voice) };
        let body = outgoing(Identity::by_phone("1"), Content::Media(voice));
        assert_eq!(body["audio"], json!({ "id": "77", "voice": true }));
    }

    #[test]
    fn a_reaction_quotes_nothing_and_is_taken_back_by_no_emoji() {
        let body = outgoing(Identity::by_phone("1"), Content::Reaction { to: "w".to_owned(), emoji: None });
        assert_eq!(body["reaction"], json!({ "message_id": "w", "emoji": "" }));
        assert!(body.get("context").is_none());
    }
}
