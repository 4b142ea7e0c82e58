//! WhatsApp Business Cloud API: the client, the shapes of its webhooks, and what its errors mean.

mod authoring;
mod calls;
mod components;
pub mod errors;
mod given_components;
mod http;
mod media;
mod outgoing;
mod template_list;
mod template_parts;
mod time;
pub mod wire;

use secrecy::SecretString;

pub use calls::MetaClient;
pub use components::fill_components;
pub use given_components::values_in;

/// The API that a new configuration speaks to.
pub const DEFAULT_GRAPH_URL: &str = "https://graph.facebook.com";
/// The version of it that this client was written for.
pub const DEFAULT_GRAPH_VERSION: &str = "v25.0";

/// An account at Meta.
#[derive(Clone, Debug)]
pub struct Account {
    /// The address of the Graph API without a version, such as `https://graph.facebook.com`.
    pub graph_url: String,
    /// The version, such as `v25.0`.
    pub graph_version: String,
    /// The id of the business number in API paths: not the number itself.
    pub phone_number_id: String,
    /// The id of the WhatsApp Business Account.
    pub waba_id: String,
    /// The id of the app that the access token belongs to; asked of Meta when it is needed and not told here.
    pub app_id: Option<String>,
    /// What the client signs in with.
    pub access_token: SecretString,
}
