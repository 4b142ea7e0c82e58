//! Each rule from both sides: what just passes, and what just does not.

use super::super::{DraftButton, DraftCard, DraftHeader, DraftOffer, HeaderMedia, SampleFile, VariableStyle};
use super::*;

type Code = ProblemCode;

/// A draft without problems, with something of almost everything.
fn draft() -> TemplateDraft {
    TemplateDraft {
        name: "visit_reminder".into(),
        language: "en_US".into(),
        header: Some(DraftHeader::Text { text: "Visit on {{1}}".into() }),
        body: "Hello {{1}}, please come to our office at {{2}} and bring your card.".into(),
        footer: "Riverside Clinic".into(),
        buttons: vec![reply("Yes"), reply("No"), link("Details", "https://e.org/r/{{1}}"), phone("+1 555 078 3881")],
        samples: [("header.1", "Monday"), ("body.1", "Ana"), ("body.2", "10:30"), ("button.2", "https://e.org/r/42")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into(),
        ..TemplateDraft::default()
    }
}

fn reply(label: &str) -> DraftButton {
    DraftButton::QuickReply { label: label.into() }
}

fn link(label: &str, url: &str) -> DraftButton {
    DraftButton::Url { label: label.into(), url: url.into() }
}

fn phone(number: &str) -> DraftButton {
    DraftButton::Phone { label: "Call us".into(), phone: number.into() }
}

fn sample(media: HeaderMedia, mime_type: &str) -> SampleFile {
    SampleFile { media, key: Some("ab".repeat(32)), name: "sample".into(), mime_type: mime_type.into() }
}

/// What is wrong after a change, as `field: Code`.
fn wrong(change: impl FnOnce(&mut TemplateDraft)) -> Vec<String> {
    let mut changed = draft();
    change(&mut changed);
    changed.check().into_iter().map(|problem| format!("{}: {:?}", problem.field, problem.code)).collect()
}

fn body(text: &str) -> Vec<String> {
    wrong(|draft| {
        draft.body = text.into();
        for number in 1..=9 {
            draft.samples.insert(format!("body.{number}"), "x".into());
        }
    })
}

fn buttons(buttons: Vec<DraftButton>) -> Vec<String> {
    wrong(|draft| draft.buttons = buttons)
}

#[test]
fn a_good_draft_has_no_problems() {
    assert_eq!(draft().check(), []);
}

#[test]
fn a_name_has_small_letters_digits_and_underscores() {
    assert_eq!(wrong(|d| d.name = "a".repeat(512)), [""; 0]);
    assert_eq!(wrong(|d| d.name = "a".repeat(513)), ["name: TooLong"]);
    assert_eq!(wrong(|d| d.name = String::new()), ["name: Empty"]);
    for bad in ["Visit", "visit reminder", "visit-reminder", "visité"] {
        assert_eq!(wrong(|d| d.name = bad.into()), ["name: NameCharacters"], "{bad}");
    }
}

#[test]
fn a_language_is_a_code() {
    for good in ["en", "fil", "pt_BR"] {
        assert_eq!(wrong(|d| d.language = good.into()), [""; 0], "{good}");
    }
    for bad in ["", "English", "pt-BR", "pt_br", "e"] {
        assert_eq!(wrong(|d| d.language = bad.into()), ["language: Language"], "{bad}");
    }
}

#[test]
fn codes_to_sign_in_with_are_not_written_here() {
    assert_eq!(wrong(|d| d.category = DraftCategory::Authentication), ["category: Authentication"]);
}

#[test]
fn a_header_is_short_plain_and_has_one_variable_at_most() {
    let header = |text: &str| wrong(|d| d.header = Some(DraftHeader::Text { text: text.into() }));
    assert_eq!(header(&"é".repeat(60)), [""; 0]);
    assert_eq!(header(&"é".repeat(61)), ["header: TooLong"]);
    assert_eq!(header(" "), ["header: Empty"]);
    assert_eq!(header("*Visit* on {{1}}"), ["header: Markup"]);
    let two = header("Visit {{1}} at {{2}}");
    assert_eq!(two, ["header: TooManyVariables", "sample.header.2: Empty"]);
    assert_eq!(header("Visit {{2}}"), ["header: VariableGap", "sample.header.2: Empty"]);
}

#[test]
fn underscores_in_the_name_of_a_variable_are_no_markup() {
    let named = wrong(|d| {
        d.variables = VariableStyle::Named;
        d.header = Some(DraftHeader::Text { text: "For {{first_name}}".into() });
        d.body = "Thank you".into();
        d.samples.insert("header.first_name".into(), "Ana".into());
    });
    assert_eq!(named, [""; 0]);
}

#[test]
fn a_file_above_the_words_needs_a_sample_of_its_kind() {
    let file = |media, mime| wrong(|d| d.header = Some(DraftHeader::File(sample(media, mime))));
    assert_eq!(file(HeaderMedia::Image, "image/jpeg"), [""; 0]);
    assert_eq!(file(HeaderMedia::Video, "video/mp4"), [""; 0]);
    assert_eq!(file(HeaderMedia::Document, "application/pdf"), [""; 0]);
    assert_eq!(file(HeaderMedia::Image, "image/webp"), ["header: FileType"]);
    assert_eq!(file(HeaderMedia::Document, "image/png"), ["header: FileType"]);
    let none = SampleFile { key: None, ..sample(HeaderMedia::Image, "") };
    assert_eq!(wrong(|d| d.header = Some(DraftHeader::File(none))), ["header: FileMissing"]);
    assert_eq!(wrong(|d| d.header = Some(DraftHeader::Location)), [""; 0]);
}

#[test]
fn a_body_is_there_and_not_too_long() {
    assert_eq!(body(&"é".repeat(1024)), [""; 0]);
    assert_eq!(body(&"é".repeat(1025)), ["body: TooLong"]);
    assert_eq!(body("  "), ["body: Empty"]);
}

#[test]
fn no_variable_begins_or_ends_a_body() {
    assert_eq!(body("{{1}}, please come to us today"), ["body: VariableAtEdge"]);
    assert_eq!(body("Please come to us today, {{1}} "), ["body: VariableAtEdge"]);
    assert_eq!(body("Please come to us, {{1}}, today"), [""; 0]);
}

#[test]
fn variables_have_words_between_them() {
    assert_eq!(body("Please come to {{1}} {{2}} today or any day"), ["body: VariablesTogether"]);
    assert_eq!(body("Please come to {{1}}, {{2}} today or any day"), [""; 0]);
}

#[test]
fn numbers_go_up_without_gaps() {
    assert_eq!(body("Hello {{1}} and {{3}} and all of you there"), ["body: VariableGap"]);
    assert_eq!(body("Hello {{2}} and {{1}} and all of you there"), [""; 0]);
    assert_eq!(body("Hello {{1}} and {{1}} and all"), [""; 0]);
}

#[test]
fn variables_are_called_in_the_style_of_the_template() {
    assert_eq!(body("Hello {{name}} and all of you"), ["body: VariableName", "sample.body.name: Empty"]);
    let named = |text: &str| {
        wrong(|d| {
            d.variables = VariableStyle::Named;
            d.header = None;
            d.body = text.into();
            d.samples.insert("body.first_name".into(), "Ana".into());
        })
    };
    assert_eq!(named("Hello {{first_name}} and all of you"), [""; 0]);
    assert_eq!(named("Hello {{1}} and all of you"), ["body: VariableName"]);
    assert_eq!(named("Hello {{First}} and all of you"), ["body: VariableName", "sample.body.First: Empty"]);
}

#[test]
fn braces_are_closed() {
    assert_eq!(body("Hello {{1 and all of you"), ["body: Braces"]);
}

#[test]
fn each_variable_needs_words_around_it() {
    assert_eq!(body("Hello {{1}} there"), ["body: TooFewWords"]);
    assert_eq!(body("Hello {{1}} over there"), [""; 0]);
    assert_eq!(body("a {{1}} b {{2}} c d"), ["body: TooFewWords"]);
    assert_eq!(body("a {{1}} b {{2}} c d e"), [""; 0]);
    assert_eq!(body("您好{{1}}您的预约"), [""; 0], "signs count where there are no spaces");
}

#[test]
fn a_footer_is_short_and_always_the_same() {
    assert_eq!(wrong(|d| d.footer = "é".repeat(60)), [""; 0]);
    assert_eq!(wrong(|d| d.footer = "é".repeat(61)), ["footer: TooLong"]);
    assert_eq!(wrong(|d| d.footer = "For {{1}}".into()), ["footer: NoVariables"]);
}

#[test]
fn ten_buttons_and_no_more() {
    assert_eq!(buttons((0..10).map(|n| reply(&n.to_string())).collect()), [""; 0]);
    assert_eq!(buttons((0..11).map(|n| reply(&n.to_string())).collect()), ["buttons: TooMany"]);
}

#[test]
fn labels_are_short_and_always_the_same() {
    assert_eq!(buttons(vec![reply(&"é".repeat(25))]), [""; 0]);
    assert_eq!(buttons(vec![reply(&"é".repeat(26))]), ["button.0: TooLong"]);
    assert_eq!(buttons(vec![reply(" ")]), ["button.0: Empty"]);
    assert_eq!(buttons(vec![reply("For {{1}}")]), ["button.0: NoVariables"]);
}

#[test]
fn quick_replies_stand_together() {
    let call = || phone("+15550783881");
    assert_eq!(buttons(vec![reply("A"), reply("B"), call()]), [""; 0]);
    assert_eq!(buttons(vec![call(), reply("A"), reply("B")]), [""; 0]);
    assert_eq!(buttons(vec![reply("A"), call(), reply("B")]), ["buttons: RepliesApart"]);
}

#[test]
fn some_buttons_are_there_once_or_twice() {
    let page = |n| link(&format!("Page {n}"), "https://e.org/");
    assert_eq!(buttons(vec![page(1), page(2)]), [""; 0]);
    assert_eq!(buttons(vec![page(1), page(2), page(3), page(4)]), ["button.2: TooMany"]);
    assert_eq!(buttons(vec![phone("+15550783881"), phone("+15550783882")]), ["button.1: TooMany"]);
    let code = || DraftButton::CopyCode { code: "SAVE20".into() };
    assert_eq!(buttons(vec![code()]), [""; 0]);
    assert_eq!(buttons(vec![code(), code()]), ["button.1: TooMany"]);
    let form = || DraftButton::Flow { label: "Book".into(), flow_id: "1".into() };
    assert_eq!(buttons(vec![form(), form()]), ["button.1: TooMany"]);
    assert_eq!(buttons(vec![DraftButton::ContactRequest, DraftButton::ContactRequest]), ["button.1: TooMany"]);
    let shop = || DraftButton::Catalog { label: "Shop".into() };
    assert_eq!(buttons(vec![shop(), shop()]), ["button.1: TooMany"]);
}

#[test]
fn an_address_is_whole_and_varies_at_its_end_alone() {
    let page = |url: &str| buttons(vec![link("Page", url)]);
    assert_eq!(page("https://example.org/a"), [""; 0]);
    assert_eq!(page(&format!("https://example.org/{}", "a".repeat(1980))), [""; 0]);
    assert_eq!(page(&format!("https://example.org/{}", "a".repeat(1981))), ["button.0.target: TooLong"]);
    for bad in ["", "example.org", "ftp://example.org", "https://exam ple.org"] {
        assert_eq!(page(bad), ["button.0.target: Address"], "{bad}");
    }
    for bad in ["https://example.org/{{1}}/a", "https://example.org/{{2}}", "https://e.org/{{1}}{{1}}"] {
        assert_eq!(page(bad), ["button.0.target: AddressVariable", "sample.button.0: Empty"], "{bad}");
    }
}

#[test]
fn the_sample_of_an_address_is_the_whole_address() {
    let with = |sample: &str| wrong(|d| drop(d.samples.insert("button.2".into(), sample.into())));
    assert_eq!(with("https://e.org/r/7"), [""; 0]);
    for bad in ["7", "https://e.org/r/", "https://other.org/r/7"] {
        assert_eq!(with(bad), ["sample.button.2: AddressSample"], "{bad}");
    }
}

#[test]
fn a_number_to_call_has_its_country() {
    assert_eq!(buttons(vec![phone("+1 (555) 078-3881")]), [""; 0]);
    for bad in ["555 078 3881", "+1", "+1 call me now"] {
        assert_eq!(buttons(vec![phone(bad)]), ["button.0.target: Phone"], "{bad}");
    }
    assert_eq!(buttons(vec![phone("+1 (555) 078 - 388 11")]), ["button.0.target: TooLong"]);
}

#[test]
fn a_code_and_a_form_are_told() {
    let code = |code: &str| buttons(vec![DraftButton::CopyCode { code: code.into() }]);
    assert_eq!(code(&"A".repeat(20)), [""; 0]);
    assert_eq!(code(&"A".repeat(21)), ["button.0.target: TooLong"]);
    assert_eq!(code(""), ["button.0.target: Empty"]);
    let form = DraftButton::Flow { label: "Book".into(), flow_id: String::new() };
    assert_eq!(buttons(vec![form]), ["button.0.target: Empty"]);
}

#[test]
fn an_offer_is_short_and_part_of_marketing() {
    let offer = |category, footer: &str, text: &str| {
        wrong(|d| {
            d.category = category;
            d.footer = footer.into();
            d.offer = Some(DraftOffer { text: text.into(), expires: true });
        })
    };
    assert_eq!(offer(DraftCategory::Marketing, "", &"é".repeat(16)), [""; 0]);
    assert_eq!(offer(DraftCategory::Marketing, "", &"é".repeat(17)), ["offer: TooLong"]);
    assert_eq!(offer(DraftCategory::Marketing, "", ""), ["offer: Empty"]);
    assert_eq!(offer(DraftCategory::Utility, "", "Today only"), ["offer: OfferCategory"]);
    assert_eq!(offer(DraftCategory::Marketing, "Clinic", "Today only"), ["footer: OfferFooter"]);
}

fn card() -> DraftCard {
    DraftCard { header: sample(HeaderMedia::Image, "image/png"), body: "A mug".into(), buttons: vec![reply("Buy")] }
}

fn cards(cards: Vec<DraftCard>) -> Vec<String> {
    wrong(|d| {
        d.header = None;
        d.footer = String::new();
        d.buttons = vec![];
        d.cards = cards;
    })
}

#[test]
fn two_to_ten_cards_that_are_built_alike() {
    assert_eq!(cards(vec![card()]), ["cards: TooFew"]);
    assert_eq!(cards(vec![card(); 2]), [""; 0]);
    assert_eq!(cards(vec![card(); 10]), [""; 0]);
    assert_eq!(cards(vec![card(); 11]), ["cards: TooMany"]);
    let film = DraftCard { header: sample(HeaderMedia::Video, "video/mp4"), ..card() };
    let wordless = DraftCard { body: String::new(), ..card() };
    let linked = DraftCard { buttons: vec![link("Buy", "https://e.org/")], ..card() };
    for other in [film, wordless, linked] {
        assert_eq!(cards(vec![card(), other]), ["card.1: CardStructure"]);
    }
}

#[test]
fn a_card_has_a_picture_few_words_and_one_or_two_buttons() {
    let both = |card: DraftCard| cards(vec![card.clone(), card]);
    assert_eq!(both(DraftCard { body: "é".repeat(160), ..card() }), [""; 0]);
    let long = DraftCard { body: "é".repeat(161), ..card() };
    assert_eq!(both(long), ["card.0.body: TooLong", "card.1.body: TooLong"]);
    let bare = DraftCard { buttons: vec![], ..card() };
    assert_eq!(both(bare), ["card.0.buttons: TooFew", "card.1.buttons: TooFew"]);
    let full = DraftCard { buttons: vec![reply("A"), reply("B"), reply("C")], ..card() };
    assert_eq!(both(full), ["card.0.buttons: TooMany", "card.1.buttons: TooMany"]);
    let paper = DraftCard { header: sample(HeaderMedia::Document, "application/pdf"), ..card() };
    assert_eq!(both(paper), ["card.0.header: FileType", "card.1.header: FileType"]);
    let shop = DraftCard { buttons: vec![DraftButton::Catalog { label: "Shop".into() }], ..card() };
    assert_eq!(both(shop), ["card.0.button.0: CardButton", "card.1.button.0: CardButton"]);
}

#[test]
fn nothing_but_words_stands_beside_cards() {
    let beside = wrong(|d| {
        d.category = DraftCategory::Marketing;
        d.cards = vec![card(); 2];
    });
    assert_eq!(beside, ["header: BesideCards", "footer: BesideCards", "buttons: BesideCards"]);
}

#[test]
fn every_variable_has_a_plain_sample() {
    assert_eq!(wrong(|d| drop(d.samples.remove("body.2"))), ["sample.body.2: Empty"]);
    for bad in ["a\nb", "a\tb", "a     b"] {
        assert_eq!(wrong(|d| drop(d.samples.insert("body.2".into(), bad.into()))), ["sample.body.2: Spacing"]);
    }
    assert_eq!(wrong(|d| drop(d.samples.insert("body.2".into(), "a    b".into()))), [""; 0]);
}

#[test]
fn all_problems_are_told_at_once() {
    let all = wrong(|d| {
        d.name = "Visit".into();
        d.body = "{{1}} {{2}}".into();
        d.footer = "x".repeat(61);
    });
    let expected = ["name: NameCharacters", "body: VariableAtEdge", "body: VariablesTogether", "body: TooFewWords"];
    assert_eq!(all, [expected.as_slice(), &["footer: TooLong"]].concat());
    let first = TemplateDraft::default().check();
    assert_eq!(first.first().map(|problem| (problem.field.as_str(), problem.code)), Some(("name", Code::Empty)));
}
