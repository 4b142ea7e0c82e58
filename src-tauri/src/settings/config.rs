//! The configuration file: which numbers are connected, and where their secrets come from.
//!
//! Secrets never stand in the file. It names environment variables that hold them, so that the file can be kept and
//! copied without care.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::Deserialize;

use crate::domain::ids::ChannelId;
use crate::provider::Channel;
use crate::provider::meta::{Account, DEFAULT_GRAPH_URL, DEFAULT_GRAPH_VERSION};

/// What the configuration file says, with the secrets that it names.
#[derive(Clone, Debug)]
pub struct Config {
    /// The token that other programs show to the local API; `None` switches that API off.
    pub api_token: Option<SecretString>,
    /// The connected numbers, at least one.
    pub channels: Vec<Channel>,
}

/// Why a configuration file cannot be used. Each says what to mend.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {}: {problem}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        problem: std::io::Error,
    },
    /// The file is not TOML of this shape.
    #[error("{}: {problem}", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong, with line and column.
        problem: Box<toml::de::Error>,
    },
    /// A variable that the file names is not there.
    #[error("the environment variable {name}, named as {field}, is not set or empty")]
    NoVariable {
        /// The variable.
        name: String,
        /// The field that names it.
        field: &'static str,
    },
    /// A value cannot be what it is.
    #[error("channel {channel:?}: {field} {problem}")]
    BadValue {
        /// Which channel.
        channel: String,
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// There is no channel.
    #[error("there is no [[channel]]")]
    NoChannel,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    api: Option<Api>,
    #[serde(default)]
    channel: Vec<ChannelTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Api {
    token_env: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChannelTable {
    id: ChannelId,
    provider: ProviderName,
    phone_number_id: String,
    waba_id: String,
    #[serde(default)]
    app_id: Option<String>,
    #[serde(default = "default_graph_url")]
    graph_url: String,
    #[serde(default = "default_graph_version")]
    graph_version: String,
    access_token_env: String,
    app_secret_env: String,
    verify_token_env: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ProviderName {
    Meta,
}

fn default_graph_url() -> String {
    DEFAULT_GRAPH_URL.to_owned()
}

fn default_graph_version() -> String {
    DEFAULT_GRAPH_VERSION.to_owned()
}

/// Reads the file, and the environment variables that it names through `variable`.
///
/// # Errors
/// The first thing to mend.
pub fn load(path: &Path, variable: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
    let text =
        std::fs::read_to_string(path).map_err(|problem| ConfigError::Unreadable { path: path.to_owned(), problem })?;
    let file: File = toml::from_str(&text)
        .map_err(|problem| ConfigError::Malformed { path: path.to_owned(), problem: Box::new(problem) })?;
    let secret = |name: &str, field: &'static str| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(SecretString::from)
            .ok_or_else(|| ConfigError::NoVariable { name: name.to_owned(), field })
    };
    let mut ids = BTreeSet::new();
    let mut channels = Vec::with_capacity(file.channel.len());
    for table in file.channel {
        check(&table, &mut ids)?;
        channels.push(Channel {
            meta: Account {
                access_token: secret(&table.access_token_env, "access_token_env")?,
                graph_url: table.graph_url,
                graph_version: table.graph_version,
                phone_number_id: table.phone_number_id,
                waba_id: table.waba_id,
                app_id: table.app_id,
            },
            app_secret: secret(&table.app_secret_env, "app_secret_env")?,
            verify_token: secret(&table.verify_token_env, "verify_token_env")?,
            id: table.id,
        });
    }
    if channels.is_empty() {
        return Err(ConfigError::NoChannel);
    }
    let api_token = file.api.map(|api| secret(&api.token_env, "token_env")).transpose()?;
    Ok(Config { api_token, channels })
}

fn check(table: &ChannelTable, ids: &mut BTreeSet<ChannelId>) -> Result<(), ConfigError> {
    // Only Meta's Cloud API is spoken; naming it keeps old files right when there are more.
    let ProviderName::Meta = table.provider;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let version = |text: &str| {
        text.strip_prefix('v').and_then(|v| v.split_once('.')).is_some_and(|(a, b)| digits(a) && digits(b))
    };
    let bad = |field, problem| Err(ConfigError::BadValue { channel: table.id.to_string(), field, problem });
    if !digits(&table.phone_number_id) {
        return bad("phone_number_id", "is the id of the number at Meta: digits only, and not the number itself");
    }
    if !digits(&table.waba_id) {
        return bad("waba_id", "is the id of the WhatsApp Business Account: digits only");
    }
    if table.app_id.as_deref().is_some_and(|id| !digits(id)) {
        return bad("app_id", "is the id of the app at Meta: digits only");
    }
    if !version(&table.graph_version) {
        return bad("graph_version", "looks like v25.0");
    }
    let address = url::Url::parse(&table.graph_url);
    if !address.is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host()) {
        return bad("graph_url", "is an address such as https://graph.facebook.com");
    }
    if !ids.insert(table.id.clone()) {
        return bad("id", "is given to two channels");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;

    const GOOD: &str = r#"
        [api]
        token_env = "API"
        [[channel]]
        id = "main"
        provider = "meta"
        phone_number_id = "106540352242922"
        waba_id = "102290129340398"
        access_token_env = "TOKEN"
        app_secret_env = "SECRET"
        verify_token_env = "VERIFY"
    "#;

    fn read(text: &str) -> Result<Config, String> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("frontdesk.toml");
        std::fs::write(&path, text).unwrap();
        load(&path, |name| (name != "MISSING").then(|| format!("value of {name}"))).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_names_its_secrets_and_does_not_hold_them() {
        let config = read(GOOD).unwrap();
        let channel = &config.channels[0];
        assert_eq!(channel.meta.access_token.expose_secret(), "value of TOKEN");
        assert_eq!(channel.meta.graph_version, "v25.0");
        assert_eq!(channel.webhook_path(), "/webhooks/meta/main");
        assert!(!format!("{config:?}").contains("value of"), "secrets are not printed");
    }

    #[test]
    fn every_mistake_says_what_to_mend() {
        for (wrong, instead, says) in [
            ("\"106540352242922\"", "\"+1 555\"", "phone_number_id is the id"),
            ("\"TOKEN\"", "\"MISSING\"", "MISSING, named as access_token_env, is not set"),
            ("\"meta\"", "\"twitter\"", "unknown variant"),
            ("\"main\"", "\"Main Desk\"", "a channel id has 1 to 40"),
            ("waba_id", "wabaid", "unknown field `wabaid`"),
            ("waba_id =", "app_id = \"my app\"\nwaba_id =", "app_id is the id of the app"),
            ("[api]", "[[channel]]", "unknown field `token_env`"),
        ] {
            let error = read(&GOOD.replacen(wrong, instead, 1)).unwrap_err();
            assert!(error.contains(says), "{error}");
        }
        assert!(read("").unwrap_err().contains("no [[channel]]"));
        let error =
            read(&format!("{GOOD}{}", GOOD.replace("[api]", "").replace("token_env = \"API\"", ""))).unwrap_err();
        assert!(error.contains("two channels"), "{error}");
    }
}
