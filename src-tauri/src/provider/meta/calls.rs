//! The calls that an inbox makes.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::content::Content;
use crate::domain::person::Identity;
use crate::domain::template::Template;
use crate::provider::{
    Accepted, AccountInfo, CallError, FetchError, FileStream, MediaUrl, NumberInfo, Outgoing, Provider, Upload,
};

use super::http::{Graph, call};
use super::media::FileClient;
use super::{Account, media, template_list};

/// The Cloud API for one business number.
pub struct MetaClient {
    graph: Graph,
    files: FileClient,
}

impl MetaClient {
    /// A client for this account. Touches the network only when it is asked to.
    ///
    /// # Errors
    /// When the system has no usable TLS configuration.
    pub fn new(account: Account) -> reqwest::Result<Self> {
        Ok(MetaClient { graph: Graph::new(account)?, files: FileClient::new()? })
    }

    async fn post_message(&self, body: Value) -> Result<SendAnswer, CallError> {
        let path = format!("{}/messages", self.graph.account().phone_number_id);
        call(self.graph.post(&path, &body)).await
    }
}

#[derive(Deserialize)]
struct SendAnswer {
    #[serde(default)]
    contacts: Vec<AnswerContact>,
    #[serde(default)]
    messages: Vec<AnswerMessage>,
}

#[derive(Default, Deserialize)]
struct AnswerContact {
    #[serde(default)]
    wa_id: Option<String>,
    #[serde(default)]
    user_id: Option<String>,
}

#[derive(Deserialize)]
struct AnswerMessage {
    id: String,
}

impl Provider for MetaClient {
    fn send(&self, message: Outgoing) -> BoxFuture<'_, Result<Accepted, CallError>> {
        async move {
            let answer = self.post_message(message_body(&message)).await?;
            let Some(accepted) = answer.messages.into_iter().next() else {
                return Err(CallError::AnswerLost("an answer without a message id".to_owned()));
            };
            let contact = answer.contacts.into_iter().next().unwrap_or_default();
            let recipient = Identity { wa_id: contact.wa_id, user_id: contact.user_id };
            Ok(Accepted { provider_id: accepted.id, recipient })
        }
        .boxed()
    }

    fn mark_read(&self, provider_id: String, typing: bool) -> BoxFuture<'_, Result<(), CallError>> {
        async move {
            let read = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": provider_id });
            let body = if typing { with(read, "typing_indicator", json!({ "type": "text" })) } else { read };
            let path = format!("{}/messages", self.graph.account().phone_number_id);
            call::<Value>(self.graph.post(&path, &body)).await.map(drop)
        }
        .boxed()
    }

    fn templates(&self) -> BoxFuture<'_, Result<Vec<Template>, CallError>> {
        template_list::fetch_all(&self.graph).boxed()
    }

    fn number(&self) -> BoxFuture<'_, Result<NumberInfo, CallError>> {
        async move {
            #[derive(Deserialize)]
            struct Number {
                #[serde(default)]
                display_phone_number: Option<String>,
                #[serde(default)]
                verified_name: Option<String>,
                #[serde(default)]
                quality_rating: Option<String>,
            }
            let fields = [("fields", "display_phone_number,verified_name,quality_rating")];
            let number: Number = call(self.graph.get(&self.graph.account().phone_number_id, &fields)).await?;
            Ok(NumberInfo {
                display_phone_number: number.display_phone_number,
                verified_name: number.verified_name,
                quality: number.quality_rating,
            })
        }
        .boxed()
    }

    fn account(&self) -> BoxFuture<'_, Result<AccountInfo, CallError>> {
        async move {
            #[derive(Deserialize)]
            struct Waba {
                #[serde(default)]
                name: Option<String>,
                #[serde(default)]
                account_review_status: Option<String>,
            }
            let fields = [("fields", "id,name,account_review_status")];
            let waba: Waba = call(self.graph.get(&self.graph.account().waba_id, &fields)).await?;
            Ok(AccountInfo { name: waba.name, review_status: waba.account_review_status })
        }
        .boxed()
    }

    fn media_url(&self, media_id: String) -> BoxFuture<'_, Result<MediaUrl, CallError>> {
        async move { media::look_up(&self.graph, &media_id).await }.boxed()
    }

    fn download(&self, url: String) -> BoxFuture<'_, Result<FileStream, FetchError>> {
        async move { media::download(&self.files, self.graph.account(), &url).await }.boxed()
    }

    fn upload(&self, upload: Upload) -> BoxFuture<'_, Result<String, CallError>> {
        media::upload(&self.files, &self.graph, upload).boxed()
    }

    fn delete_media(&self, media_id: String) -> BoxFuture<'_, Result<(), CallError>> {
        async move { media::delete(&self.graph, &media_id).await }.boxed()
    }
}

/// The body of `POST /{phone_number_id}/messages`.
fn message_body(message: &Outgoing) -> Value {
    let body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "biz_opaque_callback_data": message.client_id,
        "type": message.content.wa_type(),
    });
    let body = match (&message.to.wa_id, &message.to.user_id) {
        // Without the plus sign the number is taken for one of the business's own country.
        (Some(wa_id), _) => with(body, "to", json!(format!("+{wa_id}"))),
        (None, Some(user_id)) => with(body, "recipient", json!(user_id)),
        (None, None) => body,
    };
    match &message.content {
        Content::Text { text, preview_url } => with(body, "text", json!({ "body": text, "preview_url": preview_url })),
        Content::Template(template) => {
            let sent = json!({ "name": template.name, "language": { "code": template.language } });
            // Components without variables must be left out, and so must an empty list of them.
            let empty = template.components.as_array().is_none_or(Vec::is_empty);
            let sent = if empty { sent } else { with(sent, "components", template.components.clone()) };
            with(body, "template", sent)
        }
        // Never queued by this version; the provider refuses it in words if a later one did.
        Content::Other { .. } => body,
    }
}

/// The object with one more member.
fn with(mut object: Value, name: &str, value: Value) -> Value {
    if let Value::Object(members) = &mut object {
        members.insert(name.to_owned(), value);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outgoing(to: Identity, content: Content) -> Value {
        message_body(&Outgoing { to, content, client_id: "c-1".to_owned() })
    }

    fn text() -> Content {
        Content::Text { text: "Hello".to_owned(), preview_url: false }
    }

    #[test]
    fn a_number_is_dialled_with_its_plus_sign() {
        let body = outgoing(Identity::by_phone("16505550100"), text());
        assert_eq!(body["to"], "+16505550100");
        assert_eq!(body["biz_opaque_callback_data"], "c-1");
        assert!(body.get("recipient").is_none());
    }

    #[test]
    fn a_person_without_a_number_is_reached_by_user_id() {
        let body = outgoing(Identity::by_user_id("US.1349"), text());
        assert_eq!(body["recipient"], "US.1349");
        assert!(body.get("to").is_none(), "in `to` a user id would be lost");
    }
}
