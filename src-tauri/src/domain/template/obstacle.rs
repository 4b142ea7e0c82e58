//! Why a template cannot be sent.

use super::field::FieldKind;
use super::{Button, Header, Template};

/// Why a template cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The provider has not approved it yet.
    Pending,
    /// The provider has rejected it.
    Rejected,
    /// The provider has paused it for low quality.
    Paused,
    /// The provider has disabled it for good.
    Disabled,
    /// It is in another state in which the provider refuses it.
    State,
    /// Its header, or that of a card, is of a kind that this version cannot fill, such as a product.
    Header,
    /// One of its buttons needs a value that this version cannot ask for.
    Button,
    /// It has a component that this version cannot fill.
    Component,
    /// It carries a one-time code, which an inbox does not make.
    Authentication,
}

impl Template {
    /// Why it cannot be filled in and sent here, with the provider's word that explains it; `None` if it can.
    pub fn obstacle(&self) -> Option<(Obstacle, Option<String>)> {
        self.refusal().or_else(|| self.unfillable())
    }

    /// Why the provider would refuse it, whoever fills it in, with the provider's word that explains it.
    pub fn refusal(&self) -> Option<(Obstacle, Option<String>)> {
        let obstacle = obstacle_of_status(&self.status)?;
        let rejected = obstacle == Obstacle::Rejected;
        let detail = if rejected { self.rejected_reason.clone() } else { Some(self.status.clone()) };
        Some((obstacle, detail))
    }

    fn unfillable(&self) -> Option<(Obstacle, Option<String>)> {
        if self.category == "AUTHENTICATION" {
            return Some((Obstacle::Authentication, None));
        }
        if let Some(kind) = self.other_components.first() {
            return Some((Obstacle::Component, Some(kind.clone())));
        }
        let mut headers = self.header.iter().chain(self.cards.iter().filter_map(|card| card.header.as_ref()));
        if let Some(header) = headers.find(|header| !is_fillable_header(header)) {
            return Some((Obstacle::Header, Some(header.format.clone())));
        }
        let mut buttons = self.buttons.iter().chain(self.cards.iter().flat_map(|card| &card.buttons));
        buttons.find(|button| !is_fillable_button(button)).map(|b| (Obstacle::Button, Some(b.kind.clone())))
    }
}

/// The states in which a template can be sent are APPROVED, FLAGGED and REINSTATED (Meta, "Template status").
fn obstacle_of_status(status: &str) -> Option<Obstacle> {
    match status {
        "APPROVED" | "FLAGGED" | "REINSTATED" => None,
        "PENDING" | "IN_APPEAL" => Some(Obstacle::Pending),
        "REJECTED" => Some(Obstacle::Rejected),
        "PAUSED" => Some(Obstacle::Paused),
        "DISABLED" => Some(Obstacle::Disabled),
        _ => Some(Obstacle::State),
    }
}

/// A moving picture can only be sent through the Marketing Messages API, and a product needs a catalogue beside it.
fn is_fillable_header(header: &Header) -> bool {
    header.format == "text" || FieldKind::of_header(&header.format).is_some()
}

/// One-time codes, single products, payments and permissions to call are not written by hand.
fn is_fillable_button(button: &Button) -> bool {
    matches!(
        button.kind.as_str(),
        "QUICK_REPLY"
            | "URL"
            | "PHONE_NUMBER"
            | "COPY_CODE"
            | "FLOW"
            | "CATALOG"
            | "MPM"
            | "VOICE_CALL"
            | "REQUEST_CONTACT_INFO"
    )
}
