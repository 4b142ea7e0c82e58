//! Cards side by side: all built alike.

use std::mem::{Discriminant, discriminant};

use super::problem::{Problem, ProblemCode};
use super::{DraftButton, DraftCard, HeaderMedia, TemplateDraft, body, buttons, header, limits};

pub(super) fn check(draft: &TemplateDraft, problems: &mut Vec<Problem>) {
    let Some(first) = draft.cards.first() else { return };
    check_count(problems, draft.cards.len());
    check_beside(draft, problems);
    for (index, card) in draft.cards.iter().enumerate() {
        let place = format!("card.{index}");
        check_card(draft, &place, card, problems);
        if structure(card) != structure(first) {
            problems.push(Problem::new(place, ProblemCode::CardStructure));
        }
    }
}

fn check_count(problems: &mut Vec<Problem>, count: usize) {
    let (least, most) = (*limits::CARDS.start(), *limits::CARDS.end());
    if count < least {
        problems.push(Problem::new("cards", ProblemCode::TooFew).limit(least));
    }
    if count > most {
        problems.push(Problem::new("cards", ProblemCode::TooMany).limit(most));
    }
}

/// A carousel has words and cards, and nothing else (Meta, "Media card carousel templates").
fn check_beside(draft: &TemplateDraft, problems: &mut Vec<Problem>) {
    let beside = [
        ("header", draft.header.is_some()),
        ("footer", !draft.footer.is_empty()),
        ("offer", draft.offer.is_some()),
        ("buttons", !draft.buttons.is_empty()),
    ];
    let there = beside.into_iter().filter(|(_, there)| *there);
    problems.extend(there.map(|(field, _)| Problem::new(field, ProblemCode::BesideCards)));
}

fn check_card(draft: &TemplateDraft, place: &str, card: &DraftCard, problems: &mut Vec<Problem>) {
    let header_place = format!("{place}.header");
    if card.header.media == HeaderMedia::Document {
        problems.push(Problem::new(&header_place, ProblemCode::FileType));
    }
    header::check_file(problems, &header_place, &card.header);
    body::check(problems, &format!("{place}.body"), &card.body, draft.variables, body::OF_A_CARD);
    let buttons_place = format!("{place}.buttons");
    if card.buttons.is_empty() {
        problems.push(Problem::new(&buttons_place, ProblemCode::TooFew).limit(1));
    }
    if card.buttons.len() > limits::CARD_BUTTONS {
        problems.push(Problem::new(&buttons_place, ProblemCode::TooMany).limit(limits::CARD_BUTTONS));
    }
    let strange = card.buttons.iter().position(|button| !is_for_cards(button));
    problems.extend(strange.map(|index| Problem::new(format!("{place}.button.{index}"), ProblemCode::CardButton)));
    buttons::check_each(draft, &format!("{place}."), &card.buttons, problems);
}

fn is_for_cards(button: &DraftButton) -> bool {
    matches!(button, DraftButton::QuickReply { .. } | DraftButton::Url { .. } | DraftButton::Phone { .. })
}

/// What must be equal on all cards.
fn structure(card: &DraftCard) -> (HeaderMedia, bool, Vec<Discriminant<DraftButton>>) {
    (card.header.media, card.body.trim().is_empty(), card.buttons.iter().map(discriminant).collect())
}
