use std::collections::BTreeMap;

use serde_json::json;

use super::super::reading::WireTemplate;
use super::*;
use crate::domain::authoring::starter;

fn written(draft: &Value) -> Vec<Value> {
    let draft: TemplateDraft = serde_json::from_value(draft.clone()).unwrap();
    components(&Submission { draft, handles: BTreeMap::from([("k".to_owned(), "4::aW".to_owned())]) })
}

#[test]
fn samples_stand_where_the_provider_looks_for_them() {
    let draft = json!({
        "name": "visit", "language": "en", "category": "UTILITY", "variables": "numbered",
        "header": { "kind": "text", "text": "On {{1}}" },
        "body": "Hello {{2}} and {{1}}, welcome",
        "buttons": [{ "kind": "url", "label": "See", "url": "https://e.org/{{1}}" }],
        "samples": { "header.1": "Monday", "body.1": "Ben", "body.2": "Ana", "button.0": "https://e.org/7" },
    });
    assert_eq!(
        written(&draft),
        [
            json!({ "type": "HEADER", "format": "TEXT", "text": "On {{1}}", "example": { "header_text": ["Monday"] } }),
            json!({ "type": "BODY", "text": "Hello {{2}} and {{1}}, welcome",
                "example": { "body_text": [["Ben", "Ana"]] } }),
            json!({ "type": "BUTTONS", "buttons": [
                { "type": "URL", "text": "See", "url": "https://e.org/{{1}}", "example": ["https://e.org/7"] }] }),
        ]
    );
}

#[test]
fn named_variables_have_named_samples() {
    let draft = json!({
        "variables": "named", "body": "Hello {{first_name}}, welcome", "samples": { "body.first_name": "Ana" },
    });
    let example = json!({ "body_text_named_params": [{ "param_name": "first_name", "example": "Ana" }] });
    assert_eq!(written(&draft)[0]["example"], example);
}

#[test]
fn everything_that_was_written_is_read_back() {
    let file = json!({ "media": "image", "key": "k", "name": "a.png", "mimeType": "image/png" });
    let card = |n: u8| {
        json!({ "header": file, "body": "Mug {{1}} is here", "buttons": [
        { "kind": "quickReply", "label": "Buy" },
        { "kind": "url", "label": "See", "url": format!("https://e.org/{n}/{{{{1}}}}") }] })
    };
    let plain = json!({
        "name": "visit", "language": "en", "category": "MARKETING", "variables": "numbered",
        "header": { "kind": "location" }, "body": "Hello {{1}}, welcome", "footer": "Clinic",
        "offer": { "text": "Today", "expires": true },
        "buttons": [
            { "kind": "quickReply", "label": "Yes" },
            { "kind": "url", "label": "See", "url": "https://e.org/{{1}}" },
            { "kind": "phone", "label": "Call", "phone": "+15550783881" },
            { "kind": "copyCode", "code": "SAVE20" },
            { "kind": "flow", "label": "Book", "flowId": "12" },
            { "kind": "catalog", "label": "Shop" },
            { "kind": "voiceCall", "label": "Talk" },
            { "kind": "contactRequest" },
        ],
        "cards": [],
        "samples": { "body.1": "Ana", "button.1": "https://e.org/7" },
    });
    let carousel = json!({
        "name": "mugs", "language": "en", "category": "MARKETING", "variables": "numbered",
        "header": null, "body": "Our mugs", "footer": "", "offer": null, "buttons": [],
        "cards": [card(1), card(2)],
        "samples": {
            "card.0.body.1": "A", "card.0.button.1": "https://e.org/1/a",
            "card.1.body.1": "B", "card.1.button.1": "https://e.org/2/b",
        },
    });
    for draft in [plain, carousel] {
        let mut told = draft.clone();
        told["parameter_format"] = json!("POSITIONAL");
        told["components"] = json!(written(&draft));
        let back = serde_json::from_value::<WireTemplate>(told).unwrap().into_draft();
        let mut expected: TemplateDraft = serde_json::from_value(draft).unwrap();
        for card in &mut expected.cards {
            card.header =
                SampleFile { media: HeaderMedia::Image, key: None, name: String::new(), mime_type: String::new() };
        }
        assert_eq!(back, expected, "but for the sample files, which are not told");
    }
}

#[test]
fn the_starter_set_is_read_back_as_it_was_written() {
    for one in starter::all().unwrap() {
        let told = json!({
            "name": one.draft.name, "language": one.draft.language, "category": one.draft.category,
            "parameter_format": parameter_format(&one.draft),
            "components": components(&Submission { draft: one.draft.clone(), handles: BTreeMap::new() }),
        });
        assert_eq!(serde_json::from_value::<WireTemplate>(told).unwrap().into_draft(), one.draft);
    }
}

#[test]
fn a_sample_file_is_named_by_its_handle() {
    let file =
        json!({ "kind": "file", "media": "document", "key": "k", "name": "a.pdf", "mimeType": "application/pdf" });
    let header = &written(&json!({ "header": file, "body": "Your letter" }))[0];
    assert_eq!(*header, json!({ "type": "HEADER", "format": "DOCUMENT", "example": { "header_handle": ["4::aW"] } }));
}
