//! What is wrong with a draft, so that the screen can say it beside the field.

use serde::Serialize;
use ts_rs::TS;

/// Something that the provider would refuse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Where: `name`, `language`, `category`, `header`, `body`, `footer`, `offer`, `buttons`, `button.0`,
    /// `button.0.target`, `cards`, `card.1.header`, `card.1.body`, `card.1.button.0`, or `sample.` and the key of a
    /// variable.
    pub field: String,
    /// What.
    pub code: ProblemCode,
    /// The most or the least that is allowed.
    pub limit: Option<usize>,
    /// The variable that it is about, as it stands between the braces.
    pub variable: Option<String>,
}

/// The kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProblemCode {
    /// Nothing is there.
    Empty,
    /// More characters than `limit`.
    TooLong,
    /// More than `limit` of them.
    TooMany,
    /// Fewer than `limit` of them.
    TooFew,
    /// Something else than small letters, digits and underscores.
    NameCharacters,
    /// Not the code of a language.
    Language,
    /// Codes to sign in with are written by WhatsApp.
    Authentication,
    /// Bold, italic and line breaks are not allowed here.
    Markup,
    /// Variables are not allowed here.
    NoVariables,
    /// More variables than `limit`.
    TooManyVariables,
    /// A variable at the very beginning or end.
    VariableAtEdge,
    /// Two variables with nothing between them.
    VariablesTogether,
    /// The numbers do not go 1, 2, 3 …; `variable` is the first that is missing.
    VariableGap,
    /// A variable with a name that cannot be, for the style of this template.
    VariableName,
    /// `{{` without an end.
    Braces,
    /// Fewer words than these variables need; `limit` is how many.
    TooFewWords,
    /// No file was chosen.
    FileMissing,
    /// A file of a type that cannot be taken as a sample.
    FileType,
    /// Quick replies with something else between them.
    RepliesApart,
    /// Not a web address.
    Address,
    /// A variable elsewhere than at the end of the address.
    AddressVariable,
    /// A sample that does not begin with the address before the variable.
    AddressSample,
    /// Not a phone number with its country.
    Phone,
    /// Line breaks, tabs or wide gaps in a sample.
    Spacing,
    /// Only marketing templates have offers.
    OfferCategory,
    /// No line below the words beside an offer.
    OfferFooter,
    /// This cannot stand beside cards.
    BesideCards,
    /// A button of a kind that cards do not have.
    CardButton,
    /// A card that is built otherwise than the first one.
    CardStructure,
}

impl Problem {
    pub(super) fn new(field: impl Into<String>, code: ProblemCode) -> Self {
        Problem { field: field.into(), code, limit: None, variable: None }
    }

    pub(super) fn limit(self, limit: usize) -> Self {
        Problem { limit: Some(limit), ..self }
    }

    pub(super) fn variable(self, variable: &str) -> Self {
        Problem { variable: Some(variable.to_owned()), ..self }
    }
}

/// Notes a text that is longer than it may be.
pub(super) fn length(problems: &mut Vec<Problem>, field: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        problems.push(Problem::new(field, ProblemCode::TooLong).limit(most));
    }
}
