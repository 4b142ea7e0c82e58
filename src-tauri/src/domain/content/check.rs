//! Whether WhatsApp would take what somebody wants to send: asked before anything leaves.

use std::collections::BTreeSet;

use url::Url;

use super::interactive::{Action, Header, Interactive, ListSection, ProductSection, ReplyButton};
use super::media::{Media, MediaKind};
use super::{ContactCard, Content, Sendable, limits};
use crate::domain::problem::{Problem, Wrong};

type Checked = Result<(), Problem>;

fn problem(field: impl Into<String>, wrong: Wrong) -> Problem {
    Problem::of(field, wrong)
}

impl Content {
    /// Says why WhatsApp would not take this message from us. Nothing that only customers send may be sent.
    ///
    /// # Errors
    /// The first part that is wrong.
    pub fn check(&self) -> Checked {
        match self.sendable() {
            Some(Sendable::Text { text, .. }) => filled("text", text, limits::TEXT),
            Some(Sendable::Template(_)) => Ok(()),
            Some(Sendable::Media(media)) => check_media(media),
            Some(Sendable::Location(place)) => {
                inside("latitude", place.latitude, 90)?;
                inside("longitude", place.longitude, 180)
            }
            Some(Sendable::Contacts(cards)) => check_cards(cards),
            Some(Sendable::Reaction { emoji, .. }) => match emoji {
                Some(emoji) if emoji.trim().is_empty() || emoji.chars().count() > 16 => {
                    Err(problem("emoji", Wrong::NotAnEmoji))
                }
                Some(_) | None => Ok(()),
            },
            Some(Sendable::Interactive(message)) => check_interactive(message),
            None => Err(problem("content", Wrong::Unsendable)),
        }
    }
}

fn check_cards(cards: &[ContactCard]) -> Checked {
    count("cards", cards.len(), limits::CARDS)?;
    cards.iter().enumerate().try_for_each(|(i, card)| {
        let named = card.first_name.as_ref().or(card.last_name.as_ref()).is_some_and(|n| !n.trim().is_empty());
        match (card.formatted_name.trim().is_empty(), named) {
            (true, _) => Err(problem(format!("cards.{i}.formattedName"), Wrong::Empty)),
            (false, false) => Err(problem(format!("cards.{i}.firstName"), Wrong::Empty)),
            (false, true) => Ok(()),
        }
    })
}

fn check_media(media: &Media) -> Checked {
    if media.sha256.is_none() {
        return Err(problem("file", Wrong::Missing));
    }
    if let Some(caption) = &media.caption {
        if !media.media.takes_caption() {
            return Err(problem("caption", Wrong::NoCaption));
        }
        at_most("caption", caption, limits::CAPTION)?;
    }
    match &media.filename {
        Some(name) => at_most("filename", name, limits::FILE_NAME),
        None => Ok(()),
    }
}

fn check_interactive(message: &Interactive) -> Checked {
    match &message.header {
        Some(Header::Text { text }) => filled("header", text, limits::HEADER)?,
        Some(Header::Media(media)) => check_header_media(media)?,
        None => {}
    }
    let longest = if matches!(message.action, Action::List { .. }) { limits::LIST_BODY } else { limits::BODY };
    match &message.body {
        Some(body) => filled("body", body, longest)?,
        None if matches!(message.action, Action::Product { .. }) => {}
        None => return Err(problem("body", Wrong::Empty)),
    }
    if let Some(footer) = &message.footer {
        filled("footer", footer, limits::FOOTER)?;
    }
    check_header_fits(message)?;
    check_action(&message.action)
}

fn check_header_media(media: &Media) -> Checked {
    if !matches!(media.media, MediaKind::Image | MediaKind::Video | MediaKind::Document) {
        return Err(problem("header", Wrong::UnfitHeader));
    }
    check_media(media)
}

/// Which headers stand above which actions (Meta, "Interactive messages").
fn check_header_fits(message: &Interactive) -> Checked {
    match (&message.action, &message.header) {
        (Action::Buttons { .. } | Action::Link { .. } | Action::Flow { .. }, _) => Ok(()),
        (Action::ProductList { .. }, Some(Header::Text { .. })) => Ok(()),
        (Action::ProductList { .. }, _) => Err(problem("header", Wrong::UnfitHeader)),
        (Action::List { .. }, Some(Header::Media(_))) => Err(problem("header", Wrong::UnfitHeader)),
        (Action::List { .. }, _) | (_, None) => Ok(()),
        (_, Some(_)) => Err(problem("header", Wrong::UnfitHeader)),
    }
}

fn check_action(action: &Action) -> Checked {
    match action {
        Action::Buttons { buttons } => check_buttons(buttons),
        Action::List { button, sections } => {
            filled("button", button, limits::LABEL)?;
            check_list(sections)
        }
        Action::Link { label, url } => {
            filled("label", label, limits::LABEL)?;
            let web = Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
            if web { Ok(()) } else { Err(problem("url", Wrong::NotAWebAddress)) }
        }
        Action::Flow { flow_id, label, data, .. } => {
            filled("flowId", flow_id, limits::BUTTON_ID)?;
            filled("label", label, limits::LABEL)?;
            match data {
                Some(data) if data.as_object().is_none_or(serde_json::Map::is_empty) => {
                    Err(problem("data", Wrong::NotAnObject))
                }
                Some(_) | None => Ok(()),
            }
        }
        Action::Product { catalog_id, product } => {
            filled("catalogId", catalog_id, limits::BUTTON_ID)?;
            filled("product", product, limits::BUTTON_ID)
        }
        Action::ProductList { catalog_id, sections } => {
            filled("catalogId", catalog_id, limits::BUTTON_ID)?;
            check_products(sections)
        }
        Action::Catalog { thumbnail } => {
            filled("thumbnail", thumbnail.as_deref().unwrap_or_default(), limits::BUTTON_ID)
        }
        Action::LocationRequest | Action::ContactRequest => Ok(()),
    }
}

fn check_buttons(buttons: &[ReplyButton]) -> Checked {
    count("buttons", buttons.len(), limits::BUTTONS)?;
    for (i, button) in buttons.iter().enumerate() {
        filled(&format!("buttons.{i}.title"), &button.title, limits::LABEL)?;
        filled(&format!("buttons.{i}.id"), &button.id, limits::BUTTON_ID)?;
    }
    all_differ("buttons", "title", buttons.iter().map(|button| button.title.trim()))?;
    all_differ("buttons", "id", buttons.iter().map(|button| button.id.as_str()))
}

fn check_list(sections: &[ListSection]) -> Checked {
    count("sections", sections.len(), limits::SECTIONS)?;
    let rows = sections.iter().map(|section| section.rows.len()).sum();
    count("rows", rows, limits::ROWS)?;
    for (s, section) in sections.iter().enumerate() {
        check_section_title(s, &section.title, sections.len())?;
        if section.rows.is_empty() {
            return Err(problem(format!("sections.{s}.rows"), Wrong::Missing));
        }
        for (r, row) in section.rows.iter().enumerate() {
            let field = |part: &str| format!("sections.{s}.rows.{r}.{part}");
            filled(&field("title"), &row.title, limits::ROW_TITLE)?;
            filled(&field("id"), &row.id, limits::ROW_ID)?;
            if let Some(description) = &row.description {
                at_most(&field("description"), description, limits::ROW_DESCRIPTION)?;
            }
        }
    }
    let ids = sections.iter().flat_map(|section| &section.rows).map(|row| row.id.as_str());
    all_differ("rows", "id", ids)
}

fn check_products(sections: &[ProductSection]) -> Checked {
    count("sections", sections.len(), limits::SECTIONS)?;
    let products = sections.iter().map(|section| section.products.len()).sum();
    count("products", products, limits::PRODUCTS)?;
    for (s, section) in sections.iter().enumerate() {
        filled(&format!("sections.{s}.title"), &section.title, limits::ROW_TITLE)?;
        if section.products.iter().all(|product| product.trim().is_empty()) {
            return Err(problem(format!("sections.{s}.products"), Wrong::Missing));
        }
    }
    Ok(())
}

/// The only section needs no title; one of several does.
fn check_section_title(index: usize, title: &str, sections: usize) -> Checked {
    let field = format!("sections.{index}.title");
    if sections > 1 { filled(&field, title, limits::ROW_TITLE) } else { at_most(&field, title, limits::ROW_TITLE) }
}

fn filled(field: &str, text: &str, longest: usize) -> Checked {
    if text.trim().is_empty() { Err(problem(field, Wrong::Empty)) } else { at_most(field, text, longest) }
}

fn at_most(field: &str, text: &str, longest: usize) -> Checked {
    if text.chars().count() <= longest { Ok(()) } else { Err(problem(field, Wrong::TooLong { most: longest })) }
}

fn count(field: &str, count: usize, most: usize) -> Checked {
    match count {
        0 => Err(problem(field, Wrong::Missing)),
        count if count > most => Err(problem(field, Wrong::TooMany { most })),
        _ => Ok(()),
    }
}

fn inside(field: &str, degrees: f64, most: u32) -> Checked {
    if degrees.is_finite() && degrees.abs() <= f64::from(most) {
        Ok(())
    } else {
        Err(problem(field, Wrong::Outside { from: -i64::from(most), to: i64::from(most) }))
    }
}

fn all_differ<'a>(list: &str, part: &str, values: impl Iterator<Item = &'a str>) -> Checked {
    let mut seen = BTreeSet::new();
    for (i, value) in values.enumerate() {
        if !seen.insert(value) {
            return Err(problem(format!("{list}.{i}.{part}"), Wrong::Twice));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn objection(content: serde_json::Value) -> Option<String> {
        let content: Content = serde_json::from_value(content).unwrap();
        content.check().err().map(|problem| format!("{}: {:?}", problem.field, problem.wrong))
    }

    fn with_action(action: serde_json::Value) -> serde_json::Value {
        json!({ "kind": "interactive", "body": "Choose", "action": action })
    }

    #[test]
    fn what_fits_is_taken() {
        let rows: Vec<_> = (0..10).map(|i| json!({ "id": i.to_string(), "title": "t".repeat(24) })).collect();
        for content in [
            json!({ "kind": "text", "text": "ü".repeat(4096) }),
            json!({ "kind": "media", "media": "image", "sha256": "ab", "caption": "c".repeat(1024) }),
            json!({ "kind": "location", "latitude": -90.0, "longitude": 180.0 }),
            json!({ "kind": "contacts", "cards": [{ "formattedName": "Ana Ruiz", "firstName": "Ana" }] }),
            json!({ "kind": "reaction", "to": "w", "emoji": "👍🏽" }),
            json!({ "kind": "reaction", "to": "w", "emoji": null }),
            with_action(
                json!({ "kind": "buttons", "buttons": [{ "id": "1", "title": "Yes" }, { "id": "2", "title": "No" }] }),
            ),
            with_action(json!({ "kind": "list", "button": "Times", "sections": [{ "title": "", "rows": rows }] })),
            with_action(json!({ "kind": "link", "label": "Book", "url": "https://example.com/a" })),
            with_action(json!({ "kind": "locationRequest" })),
            with_action(json!({ "kind": "contactRequest" })),
            with_action(json!({ "kind": "flow", "flowId": "1", "label": "Book", "data": { "a": 1 } })),
            json!({ "kind": "interactive", "action": { "kind": "product", "catalogId": "1", "product": "sku" } }),
        ] {
            assert_eq!(objection(content.clone()), None, "{content}");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let button = |title: &str| json!({ "id": title, "title": title });
        let row = |id: &str| json!({ "id": id, "title": "x" });
        let eleven: Vec<_> = (0..11).map(|i| row(&i.to_string())).collect();
        for (content, expected) in [
            (json!({ "kind": "text", "text": " " }), "text: Empty"),
            (json!({ "kind": "text", "text": "x".repeat(4097) }), "text: TooLong { most: 4096 }"),
            (json!({ "kind": "media", "media": "voice", "sha256": "ab", "caption": "x" }), "caption: NoCaption"),
            (json!({ "kind": "media", "media": "image" }), "file: Missing"),
            (
                json!({ "kind": "location", "latitude": 91.0, "longitude": 0.0 }),
                "latitude: Outside { from: -90, to: 90 }",
            ),
            (json!({ "kind": "contacts", "cards": [{ "formattedName": "Ana" }] }), "cards.0.firstName: Empty"),
            (json!({ "kind": "reaction", "to": "w", "emoji": "" }), "emoji: NotAnEmoji"),
            (with_action(json!({ "kind": "buttons", "buttons": [] })), "buttons: Missing"),
            (
                with_action(
                    json!({ "kind": "buttons", "buttons": [button("a"), button("b"), button("c"), button("d")] }),
                ),
                "buttons: TooMany { most: 3 }",
            ),
            (
                with_action(json!({ "kind": "buttons", "buttons": [button("Yes"), button("Yes")] })),
                "buttons.1.title: Twice",
            ),
            (
                with_action(json!({ "kind": "buttons", "buttons": [button(&"x".repeat(21))] })),
                "buttons.0.title: TooLong { most: 20 }",
            ),
            (
                with_action(json!({ "kind": "list", "button": "b", "sections": [{ "title": "", "rows": eleven }] })),
                "rows: TooMany { most: 10 }",
            ),
            (
                with_action(
                    json!({ "kind": "list", "button": "b", "sections": [{ "title": "", "rows": [row("1")] }, { "title": "B", "rows": [row("2")] }] }),
                ),
                "sections.0.title: Empty",
            ),
            (
                with_action(
                    json!({ "kind": "list", "button": "b", "sections": [{ "title": "", "rows": [row("1"), row("1")] }] }),
                ),
                "rows.1.id: Twice",
            ),
            (with_action(json!({ "kind": "link", "label": "b", "url": "javascript:alert(1)" })), "url: NotAWebAddress"),
            (with_action(json!({ "kind": "flow", "flowId": "1", "label": "b", "data": {} })), "data: NotAnObject"),
            (
                json!({ "kind": "interactive", "body": "b", "action": { "kind": "productList", "catalogId": "1", "sections": [] } }),
                "header: UnfitHeader",
            ),
            (
                json!({ "kind": "interactive", "body": "b", "header": { "kind": "text", "text": "h" }, "action": { "kind": "locationRequest" } }),
                "header: UnfitHeader",
            ),
            (json!({ "kind": "interactive", "action": { "kind": "contactRequest" } }), "body: Empty"),
            (json!({ "kind": "revoke", "of": "w" }), "content: Unsendable"),
        ] {
            assert_eq!(objection(content.clone()).as_deref(), Some(expected), "{content}");
        }
    }
}
