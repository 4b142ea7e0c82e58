//! A call, read as far as its address.

use axum::extract::Request;

use crate::simulator::world::World;

/// The first part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Phone,
    Waba,
    App,
    Debug,
    Oauth,
    Files,
    Upload,
    Other,
}

/// One call, read as far as its address.
pub(super) struct Call {
    pub method: String,
    pub first: String,
    pub rest: Vec<String>,
    pub query: Vec<(String, String)>,
}

impl Call {
    pub fn read(request: &Request) -> Call {
        let mut parts = request.uri().path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).peekable();
        parts.next_if(|part| is_version(part));
        let query = request.uri().query().unwrap_or_default().as_bytes();
        Call {
            method: request.method().to_string(),
            first: parts.next().unwrap_or_default(),
            rest: parts.collect(),
            query: url::form_urlencoded::parse(query).into_owned().collect(),
        }
    }

    pub fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn node(&self, world: &World) -> Node {
        let account = &world.account;
        match self.first.as_str() {
            id if id == account.phone_number_id => Node::Phone,
            id if id == account.waba_id => Node::Waba,
            id if id == account.app_id => Node::App,
            "debug_token" => Node::Debug,
            "oauth" => Node::Oauth,
            "whatsapp_business" => Node::Files,
            id if id.starts_with("upload:") => Node::Upload,
            _ => Node::Other,
        }
    }
}

fn is_version(part: &str) -> bool {
    let number = part.strip_prefix('v').and_then(|rest| rest.strip_suffix(".0"));
    number.is_some_and(|number| number.parse::<u16>().is_ok())
}
