//! Making templates: drafts on this computer, and what is done with templates at the provider.

mod drafts;
mod listing;
mod managing;
mod submitting;

pub(super) use drafts::{check_template, delete_template_draft, list_template_drafts, save_template_draft};
pub(super) use drafts::{duplicate_template, edit_template, starter_templates};
pub(super) use listing::list_account_templates;
pub(super) use managing::{delete_template, take_library_template, unpause_template};
pub(super) use submitting::submit_template;
