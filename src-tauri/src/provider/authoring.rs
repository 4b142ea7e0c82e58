//! Templates on their way to the provider's reviewers.

use std::collections::BTreeMap;

use crate::domain::authoring::TemplateDraft;

use super::CallError;

/// A draft that has no problems, with the handles of its sample files.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The draft.
    pub draft: TemplateDraft,
    /// By the key of the file.
    pub handles: BTreeMap<String, String>,
}

/// The provider has taken a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// Its id there.
    pub id: String,
    /// `PENDING`, or `APPROVED` at once.
    pub status: String,
}

/// One of the provider's own templates, to be taken over under a name of ours. They are all of the category "utility".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryChoice {
    /// Its name here.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// Its name in the provider's library.
    pub library_name: String,
    /// What its buttons lead to, in order.
    pub buttons: Vec<LibraryButton>,
}

/// Where a button of the provider's own template leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LibraryButton {
    /// To a page.
    Url {
        /// With `{{1}}` at its end if it varies.
        url: String,
        /// A whole address, if it varies.
        sample: Option<String>,
    },
    /// To a telephone.
    Phone {
        /// With its country.
        phone: String,
    },
}

/// Why a sample file could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// Files go up in the name of an app, and which one it is was neither told nor could it be asked.
    #[error("the id of the app is not known")]
    NoApp,
    /// As with any other call.
    #[error(transparent)]
    Call(#[from] CallError),
}
