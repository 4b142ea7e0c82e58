//! What a message says, by its type.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::content::{
    CardAddress, CardEmail, CardPhone, CardUrl, Choice, ChoiceSource, ContactCard, Content, FormAnswer, FormField,
    Location, Media, MediaKind, Notice, Order, OrderItem,
};
use crate::provider::meta::wire;

use super::{filled, part};

/// The content of a message as it stands in a webhook. `errors` stand beside the messages: one type is told by them.
/// What this version does not understand becomes [`Content::Other`] and can be read again by a later one.
pub(in crate::ingest) fn read(kind: Option<&str>, raw: &RawValue, errors: &[wire::WebhookError]) -> Content {
    let kind = kind.unwrap_or("unknown");
    let parts = part::<wire::Parts>(raw);
    let understood = parts.and_then(|parts| understand(kind, parts, raw, errors));
    understood.unwrap_or_else(|| Content::Other { wa_type: kind.to_owned(), caption: None })
}

fn understand(kind: &str, parts: wire::Parts, raw: &RawValue, errors: &[wire::WebhookError]) -> Option<Content> {
    match kind {
        "text" => Some(Content::text_of(parts.text?.body?)),
        "image" => media(MediaKind::Image, parts.image?),
        "video" => media(MediaKind::Video, parts.video?),
        "audio" | "voice" => {
            let spoken = kind == "voice" || parts.audio.as_ref().is_some_and(|audio| audio.voice == Some(true));
            media(if spoken { MediaKind::Voice } else { MediaKind::Audio }, parts.audio.or(parts.voice)?)
        }
        "document" => media(MediaKind::Document, parts.document?),
        "sticker" => media(MediaKind::Sticker, parts.sticker?),
        "location" => location(parts.location?),
        "contacts" => Some(contacts(parts.contacts, parts.origin.as_deref())),
        "button" => button(parts.button?),
        "interactive" => interactive(parts.interactive, errors),
        "order" => Some(order(parts.order?)),
        "reaction" => reaction(parts.reaction?),
        "system" => Some(system(raw, parts.system?)),
        "request_welcome" => Some(Content::Notice(Notice::Welcome)),
        "edit" => edit(parts.edit?),
        "revoke" => Some(Content::Revoke { of: filled(parts.revoke?.original_message_id.as_deref())? }),
        "media_placeholder" => Some(Content::Placeholder),
        "unsupported" | "unknown" => Some(unsupported(raw, parts.unsupported)),
        _ => None,
    }
}

fn media(kind: MediaKind, media: wire::Media) -> Option<Content> {
    let provider_media_id = filled(media.id.as_deref())?;
    Some(Content::Media(Media {
        sha256: media.sha256.as_deref().and_then(hex_of),
        mime_type: filled(media.mime_type.as_deref()),
        caption: filled(media.caption.as_deref()),
        filename: filled(media.filename.as_deref()),
        animated: media.animated == Some(true),
        provider_media_id: Some(provider_media_id),
        ..Media::new(kind)
    }))
}

/// Webhooks tell the hash in base64, the media node in hex (Meta, "Media").
fn hex_of(hash: &str) -> Option<String> {
    let is_hex = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex {
        return Some(hash.to_ascii_lowercase());
    }
    let bytes = STANDARD.decode(hash.trim()).ok().filter(|bytes| bytes.len() == 32)?;
    Some(bytes.iter().fold(String::with_capacity(64), |hex, byte| format!("{hex}{byte:02x}")))
}

fn location(place: wire::Location) -> Option<Content> {
    Some(Content::Location(Location {
        latitude: place.latitude?.value()?,
        longitude: place.longitude?.value()?,
        name: filled(place.name.as_deref()),
        address: filled(place.address.as_deref()),
        url: filled(place.url.as_deref()),
    }))
}

fn contacts(cards: Vec<wire::Card>, origin: Option<&str>) -> Content {
    let asked = |origin: Option<&str>| origin == Some("contact_request");
    let requested = asked(origin) || cards.iter().any(|card| asked(card.origin.as_deref()));
    Content::Contacts { cards: cards.into_iter().map(card).collect(), requested }
}

fn card(card: wire::Card) -> ContactCard {
    let name = card.name.as_ref();
    let first_name = name.and_then(|name| filled(name.first_name.as_deref()));
    let last_name = name.and_then(|name| filled(name.last_name.as_deref()));
    let formatted = name.and_then(|name| filled(name.formatted_name.as_deref()));
    let composed = || [first_name.as_deref(), last_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    ContactCard {
        formatted_name: formatted.unwrap_or_else(composed),
        company: card.org.as_ref().and_then(|org| filled(org.company.as_deref())),
        job_title: card.org.as_ref().and_then(|org| filled(org.title.as_deref())),
        birthday: filled(card.birthday.as_deref()),
        phones: card.phones.into_iter().filter_map(phone).collect(),
        emails: card.emails.into_iter().filter_map(email).collect(),
        urls: card.urls.into_iter().filter_map(url).collect(),
        addresses: card.addresses.into_iter().filter_map(address).collect(),
        first_name,
        last_name,
    }
}

fn phone(phone: wire::CardPhone) -> Option<CardPhone> {
    let wa_id = filled(phone.wa_id.as_deref());
    let written = filled(phone.phone.as_deref()).or_else(|| wa_id.as_ref().map(|digits| format!("+{digits}")))?;
    Some(CardPhone { phone: written, label: filled(phone.kind.as_deref()), wa_id })
}

fn email(email: wire::CardEmail) -> Option<CardEmail> {
    Some(CardEmail { email: filled(email.email.as_deref())?, label: filled(email.kind.as_deref()) })
}

fn url(url: wire::CardUrl) -> Option<CardUrl> {
    Some(CardUrl { url: filled(url.url.as_deref())?, label: filled(url.kind.as_deref()) })
}

fn address(address: wire::CardAddress) -> Option<CardAddress> {
    let town = [&address.zip, &address.city].map(|part| filled(part.as_deref())).into_iter().flatten();
    let town = filled(Some(&town.collect::<Vec<_>>().join(" ")));
    let parts =
        [filled(address.street.as_deref()), town, filled(address.state.as_deref()), filled(address.country.as_deref())];
    let text = filled(Some(&parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))?;
    Some(CardAddress { text, label: filled(address.kind.as_deref()) })
}

fn button(button: wire::ButtonReply) -> Option<Content> {
    let id = filled(button.payload.as_deref());
    let title = filled(button.text.as_deref()).or_else(|| id.clone())?;
    Some(Content::Choice(Choice { source: ChoiceSource::Template, title, description: None, id }))
}

fn interactive(interactive: Option<wire::Interactive>, errors: &[wire::WebhookError]) -> Option<Content> {
    let Some(interactive) = interactive else {
        // The customer passed on an old message with buttons: only an error stands beside it.
        return errors.first().map(|error| of_error(Some("interactive".to_owned()), error));
    };
    let choice = |source, reply: wire::Titled| {
        let id = filled(reply.id.as_deref());
        let title = filled(reply.title.as_deref()).or_else(|| id.clone())?;
        Some(Content::Choice(Choice { source, title, description: filled(reply.description.as_deref()), id }))
    };
    if let Some(reply) = interactive.button_reply {
        return choice(ChoiceSource::Button, reply);
    }
    if let Some(reply) = interactive.list_reply {
        return choice(ChoiceSource::List, reply);
    }
    if let Some(form) = interactive.nfm_reply {
        return Some(Content::Form(form_answer(form)));
    }
    let permission = interactive.call_permission_reply?;
    Some(Content::CallPermission {
        allowed: permission.response.as_deref() == Some("accept"),
        until: permission.expiration_timestamp.and_then(|until| until.time()).map(|until| until.timestamp()),
    })
}

fn form_answer(form: wire::FormReply) -> FormAnswer {
    let answers: Option<Value> = form.response_json.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let unreadable = || match filled(form.response_json.as_deref()) {
        Some(text) => vec![FormField { name: "response".to_owned(), value: text }],
        None => Vec::new(),
    };
    let token = answers.as_ref().and_then(|answers| answers.get("flow_token")?.as_str().map(str::to_owned));
    let fields = match answers {
        Some(Value::Object(members)) => {
            let told = members.into_iter().filter(|(name, _)| name != "flow_token");
            told.map(|(name, value)| FormField { name, value: as_words(&value) }).collect()
        }
        Some(_) | None => unreadable(),
    };
    FormAnswer {
        name: filled(form.name.as_deref()).unwrap_or_else(|| "flow".to_owned()),
        body: filled(form.body.as_deref()),
        fields,
        token,
    }
}

fn as_words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(as_words).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

fn order(order: wire::Order) -> Content {
    let items = order.product_items.into_iter().filter_map(|item| {
        Some(OrderItem {
            product: filled(item.product_retailer_id.as_deref())?,
            quantity: item.quantity.and_then(|quantity| quantity.whole()).unwrap_or(1),
            price: item.item_price.and_then(|price| price.value()),
            currency: filled(item.currency.as_deref()),
        })
    });
    Content::Order(Order {
        items: items.collect(),
        catalog_id: filled(order.catalog_id.as_deref()),
        text: filled(order.text.as_deref()),
    })
}

fn reaction(reaction: wire::Reaction) -> Option<Content> {
    Some(Content::Reaction { to: filled(reaction.message_id.as_deref())?, emoji: filled(reaction.emoji.as_deref()) })
}

fn system(raw: &RawValue, system: wire::System) -> Content {
    let before = part::<wire::Message>(raw);
    let from = before.as_ref().and_then(|message| filled(message.from.as_deref()));
    let from_user_id = before.as_ref().and_then(|message| filled(message.from_user_id.as_deref()));
    let notice = match system.kind.as_deref() {
        Some("user_changed_number" | "customer_changed_number") => {
            Notice::NumberChanged { from, to: filled(system.wa_id.as_deref()) }
        }
        Some("user_changed_user_id") => {
            Notice::UserIdChanged { from: from_user_id, to: filled(system.user_id.as_deref()) }
        }
        Some("customer_identity_changed") => Notice::IdentityChanged,
        Some(_) | None => Notice::Words { text: system.body.unwrap_or_default() },
    };
    Content::Notice(notice)
}

fn edit(edit: wire::Edit) -> Option<Content> {
    let message = edit.message?;
    let kind = part::<wire::Message>(&message).and_then(|message| message.kind);
    let content = match kind.as_deref() {
        // Only the words below a file can be edited, so that its id need not stand there again.
        Some(kind @ ("image" | "video" | "document")) => {
            let parts = part::<wire::Parts>(&message)?;
            let (media, file) = match kind {
                "image" => (MediaKind::Image, parts.image),
                "video" => (MediaKind::Video, parts.video),
                _ => (MediaKind::Document, parts.document),
            };
            Content::Media(Media { caption: filled(file?.caption.as_deref()), ..Media::new(media) })
        }
        kind => read(kind, &message, &[]),
    };
    Some(Content::Edit { of: filled(edit.original_message_id.as_deref())?, content: Box::new(content) })
}

fn unsupported(raw: &RawValue, unsupported: Option<wire::Unsupported>) -> Content {
    let what = unsupported.and_then(|unsupported| filled(unsupported.kind.as_deref()));
    let error = part::<wire::Message>(raw).and_then(|message| message.errors.into_iter().next());
    match error {
        Some(error) => of_error(what, &error),
        None => Content::Unsupported { what, code: None, reason: None },
    }
}

fn of_error(what: Option<String>, error: &wire::WebhookError) -> Content {
    let details = error.error_data.as_ref().and_then(|data| filled(data.details.as_deref()));
    let title = filled(error.title.as_deref()).or_else(|| filled(error.message.as_deref()));
    Content::Unsupported { what, code: Some(error.code), reason: details.or(title) }
}
