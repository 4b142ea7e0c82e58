use chrono::{DateTime, Utc};

use super::*;
use crate::domain::content::{Location, ProductSection};

fn reminder() -> Template {
    Template {
        id: "1".into(),
        name: "visit_reminder".into(),
        language: "en_US".into(),
        category: "UTILITY".into(),
        status: "APPROVED".into(),
        header: Some(Header { format: "text".into(), text: Some("Visit on {{1}}".into()) }),
        body: "Hello {{1}}, see you at {{2}}. Yours, {{1}}".into(),
        footer: Some("Clinic".into()),
        buttons: vec![
            Button { kind: "PHONE_NUMBER".into(), text: "Call".into(), ..Button::default() },
            Button { kind: "URL".into(), text: "Details".into(), url: Some("https://e.org/{{1}}".into()), phone: None },
        ],
        ..Template::default()
    }
}

/// An offer that ends, two cards with a picture each, a code, products and a form.
fn sale() -> Template {
    let button = |kind: &str| Button { kind: kind.into(), text: kind.into(), ..Button::default() };
    let card = Card {
        header: Some(Header { format: "image".into(), text: None }),
        body: Some("Mug {{1}}".into()),
        buttons: vec![button("QUICK_REPLY")],
    };
    Template {
        body: "Hello".into(),
        header: Some(Header { format: "location".into(), text: None }),
        offer: Some(Offer { text: "Half price".into(), ends: true }),
        cards: vec![card.clone(), card],
        buttons: ["COPY_CODE", "MPM", "FLOW"].into_iter().map(button).collect(),
        ..reminder()
    }
}

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), FieldValue::from(*value))).collect()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

const FULL: [(&str, &str); 4] = [("header.1", "Monday"), ("body.1", "Ana"), ("body.2", "10:30"), ("button.1", "r/42")];

fn full_sale() -> Values {
    let file = |key: &str| FieldValue::File(TemplateFile { key: key.into(), name: format!("{key}.jpg") });
    let clinic = Location {
        latitude: 1.5,
        longitude: -2.0,
        name: Some("Clinic".into()),
        address: Some("Road 1".into()),
        url: None,
    };
    let section = ProductSection { title: "Mugs".into(), products: vec!["m-1".into()] };
    let typed = [
        ("header.place", FieldValue::Place(clinic)),
        ("offer.expires", FieldValue::Moment(1_795_000_060_000)),
        ("card.0.header.media", file("ab")),
        ("card.1.header.media", file("cd")),
        ("button.1", FieldValue::Products(Products { sections: vec![section] })),
    ];
    let mut all = values(&[("card.0.body.1", "red"), ("card.1.body.1", "blue"), ("button.0", "SAVE20")]);
    all.extend(typed.into_iter().map(|(key, value)| (key.to_owned(), value)));
    all
}

fn keys(template: &Template) -> Vec<String> {
    template.fields().iter().map(Field::key).collect()
}

#[test]
fn every_variable_is_asked_for_once_in_reading_order() {
    assert_eq!(keys(&reminder()), ["header.1", "body.1", "body.2", "button.1"]);
}

#[test]
fn every_part_of_a_sale_is_asked_for_by_its_key() {
    let expected = [
        "header.place",
        "offer.expires",
        "card.0.header.media",
        "card.0.body.1",
        "card.0.button.0",
        "card.1.header.media",
        "card.1.body.1",
        "card.1.button.0",
        "button.0",
        "button.1",
        "button.2",
    ];
    assert_eq!(keys(&sale()), expected);
    let optional = sale().fields().iter().filter(|field| !field.required).map(Field::key).collect::<Vec<_>>();
    assert_eq!(optional, ["card.0.button.0", "card.1.button.0", "button.2"], "programs may fill these in");
    assert_eq!(sale().check(&full_sale(), now()), Ok(()));
}

#[test]
fn a_field_says_how_much_fits_beside_the_fixed_words() {
    let most: Vec<Option<usize>> = reminder().fields().iter().map(|field| field.most_chars).collect();
    // "Visit on ", "Hello , see you at . Yours, " and "https://e.org/" are fixed.
    assert_eq!(most, [Some(60 - 9), Some(1024 - 28), Some(1024 - 28), Some(2000 - 14)]);
}

#[test]
fn the_customer_sees_the_values() {
    let seen = reminder().filled(&values(&FULL), serde_json::json!([]));
    assert_eq!(seen.header.as_deref(), Some("Visit on Monday"));
    assert_eq!(seen.body, "Hello Ana, see you at 10:30. Yours, Ana");
    assert_eq!(seen.buttons, ["Call", "Details"]);
    assert_eq!(seen.taps[1].url.as_deref(), Some("https://e.org/r/42"));
}

/// Pain 23: the thread does not show what the customer saw.
#[test]
fn the_customer_sees_files_places_cards_codes_and_the_end_of_an_offer() {
    let seen = sale().filled(&full_sale(), serde_json::json!([]));
    assert_eq!(seen.header_place.as_ref().unwrap().name.as_deref(), Some("Clinic"));
    assert_eq!(seen.offer.as_ref().unwrap().ends_at, Some(1_795_000_060_000));
    assert_eq!(seen.taps[0].code.as_deref(), Some("SAVE20"));
    assert_eq!(seen.cards[1].body.as_deref(), Some("Mug blue"));
    let files: Vec<&str> = seen.files().filter_map(|media| media.sha256.as_deref()).collect();
    assert_eq!(files, ["ab", "cd"]);
}

/// Pain 22: variables go out empty.
#[test]
fn the_first_missing_field_is_named() {
    let mut given = values(&FULL);
    given.insert("body.1".into(), "  ".into());
    given.remove("body.2");
    assert_eq!(reminder().check(&given, now()), Err(FieldProblem::Empty { key: "body.1".into() }));
    for field in sale().fields().iter().filter(|field| field.required) {
        let mut given = full_sale();
        given.remove(&field.key());
        assert_eq!(sale().check(&given, now()), Err(FieldProblem::Empty { key: field.key() }));
    }
}

#[test]
fn values_have_no_line_breaks_tabs_or_wide_gaps() {
    for bad in ["a\nb", "a\tb", "a     b"] {
        let mut given = values(&FULL);
        given.insert("body.2".into(), bad.into());
        assert_eq!(reminder().check(&given, now()), Err(FieldProblem::Characters { key: "body.2".into() }), "{bad:?}");
    }
    assert_eq!(reminder().check(&values(&FULL), now()), Ok(()));
}

#[test]
fn a_value_for_no_field_and_a_text_too_long_are_refused() {
    let with = |key: &str, value: String| {
        let mut given = values(&FULL);
        given.insert(key.into(), value.into());
        reminder().check(&given, now())
    };
    assert_eq!(with("body.3", "x".into()), Err(FieldProblem::NoSuchField { key: "body.3".into() }));
    assert_eq!(with("body.2", "x".repeat(1100)), Err(FieldProblem::TooLong { part: "body".into(), most: 1024 }));
    assert_eq!(with("button.1", "x".repeat(1990)), Err(FieldProblem::TooLong { part: "button.1".into(), most: 2000 }));
    let mut given = full_sale();
    given.insert("button.0".into(), "A".repeat(21).into());
    assert_eq!(sale().check(&given, now()), Err(FieldProblem::TooLong { part: "button.0".into(), most: 20 }));
    let mut given = full_sale();
    given.insert("card.1.body.1".into(), "x".repeat(160).into());
    assert_eq!(sale().check(&given, now()), Err(FieldProblem::TooLong { part: "card.1.body".into(), most: 160 }));
}

#[test]
fn a_value_of_the_wrong_kind_or_that_cannot_be_is_refused() {
    let with = |key: &str, value: FieldValue| {
        let mut given = full_sale();
        given.insert(key.into(), value);
        sale().check(&given, now())
    };
    let impossible = |key: &str| Err(FieldProblem::Impossible { key: key.into() });
    assert_eq!(with("header.place", "here".into()), Err(FieldProblem::WrongKind { key: "header.place".into() }));
    assert_eq!(with("button.2", "no object".into()), Err(FieldProblem::WrongKind { key: "button.2".into() }));
    assert_eq!(with("offer.expires", FieldValue::Moment(1_794_999_999_999)), impossible("offer.expires"));
    let nowhere =
        Location { latitude: 91.0, longitude: 0.0, name: Some("x".into()), address: Some("x".into()), url: None };
    assert_eq!(with("header.place", FieldValue::Place(nowhere)), impossible("header.place"));
    let empty = Products { sections: vec![ProductSection { title: "Mugs".into(), products: vec![] }] };
    assert_eq!(with("button.1", FieldValue::Products(empty)), impossible("button.1"));
}

#[test]
fn a_value_with_braces_is_not_filled_again() {
    let mut given = values(&FULL);
    given.insert("body.1".into(), "{{2}}".into());
    let seen = reminder().filled(&given, serde_json::json!([]));
    assert_eq!(seen.body, "Hello {{2}}, see you at 10:30. Yours, {{2}}");
}

#[test]
fn values_are_told_apart_by_their_shape() {
    let read = |json: serde_json::Value| serde_json::from_value::<FieldValue>(json).unwrap();
    assert_eq!(read(serde_json::json!("x")), FieldValue::from("x"));
    assert_eq!(read(serde_json::json!(5)), FieldValue::Moment(5));
    assert!(matches!(read(serde_json::json!({ "key": "ab", "name": "a.pdf" })), FieldValue::File(_)));
    assert!(matches!(read(serde_json::json!({ "latitude": 1.0, "longitude": 2.0 })), FieldValue::Place(_)));
    assert!(matches!(read(serde_json::json!({ "sections": [] })), FieldValue::Products(_)));
}

/// Pain 20: what cannot be sent is listed with the reason, and everything else can be sent.
#[test]
fn what_cannot_be_sent_says_why() {
    let with = |change: fn(&mut Template)| {
        let mut template = sale();
        change(&mut template);
        template.obstacle()
    };
    assert_eq!(with(|_| {}), None);
    assert_eq!(with(|t| t.status = "FLAGGED".into()), None);
    assert_eq!(with(|t| t.status = "PAUSED".into()), Some((Obstacle::Paused, Some("PAUSED".into()))));
    assert_eq!(with(|t| t.status = "FROM_2031".into()), Some((Obstacle::State, Some("FROM_2031".into()))));
    assert_eq!(
        with(|t| t.header = Some(Header { format: "gif".into(), text: None })),
        Some((Obstacle::Header, Some("gif".into())))
    );
    assert_eq!(
        with(|t| t.cards[1].header = Some(Header { format: "product".into(), text: None })),
        Some((Obstacle::Header, Some("product".into())))
    );
    assert_eq!(with(|t| t.buttons[0].kind = "SPM".into()), Some((Obstacle::Button, Some("SPM".into()))));
    assert_eq!(
        with(|t| t.other_components.push("FROM_2031".into())),
        Some((Obstacle::Component, Some("FROM_2031".into())))
    );
    assert_eq!(with(|t| t.category = "AUTHENTICATION".into()), Some((Obstacle::Authentication, None)));
}
