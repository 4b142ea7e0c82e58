//! How long and how many, from Meta's page "Template components" (November 2026).

use serde::Serialize;
use ts_rs::TS;

/// The longest name.
pub(super) const NAME: usize = 512;
/// The longest line above the words.
pub(super) const HEADER: usize = 60;
/// The longest words.
pub(super) const BODY: usize = 1024;
/// The longest words on a card.
pub(super) const CARD_BODY: usize = 160;
/// The longest line below the words.
pub(super) const FOOTER: usize = 60;
/// The most things to tap.
pub(super) const BUTTONS: usize = 10;
/// The most things to tap on a card.
pub(super) const CARD_BUTTONS: usize = 2;
/// The longest label.
pub(super) const LABEL: usize = 25;
/// The longest address.
pub(super) const URL: usize = 2000;
/// The most buttons that open a page.
pub(super) const URLS: usize = 2;
/// The longest phone number.
pub(super) const PHONE: usize = 20;
/// The longest code (15 before December 2025).
pub(super) const CODE: usize = 20;
/// The longest line of an offer.
pub(super) const OFFER: usize = 16;
/// The fewest and the most cards.
pub(super) const CARDS: std::ops::RangeInclusive<usize> = 2..=10;

/// How long each part of a template may be, in characters, and how many there may be: for counters and for what can still
/// be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is the limit of the part that it is named after")]
pub struct DraftLimits {
    pub name: usize,
    pub header: usize,
    pub body: usize,
    pub card_body: usize,
    pub footer: usize,
    pub buttons: usize,
    pub card_buttons: usize,
    pub label: usize,
    pub url: usize,
    pub phone: usize,
    pub code: usize,
    pub offer: usize,
    pub cards: usize,
}

impl DraftLimits {
    /// The limits.
    pub const ALL: DraftLimits = DraftLimits {
        name: NAME,
        header: HEADER,
        body: BODY,
        card_body: CARD_BODY,
        footer: FOOTER,
        buttons: BUTTONS,
        card_buttons: CARD_BUTTONS,
        label: LABEL,
        url: URL,
        phone: PHONE,
        code: CODE,
        offer: OFFER,
        cards: *CARDS.end(),
    };
}
