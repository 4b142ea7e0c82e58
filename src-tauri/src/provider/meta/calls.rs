//! The calls that an inbox makes.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::domain::authoring::TemplateDraft;
use crate::domain::event::PhonePart;
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::person::Identity;
use crate::domain::template::Template;
use crate::provider::{
    Accepted, AccountInfo, CallError, FetchError, FileStream, Flow, LibraryChoice, MediaUrl, NumberInfo, Outgoing,
    Provider, SampleError, Submission, Submitted, Upload,
};

use super::http::{Graph, call};
use super::media::FileClient;
use super::outgoing::{message_body, with};
use super::{Account, authoring, media, template_list};

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
            let recipient = Identity { wa_id: contact.wa_id, user_id: contact.user_id, parent_user_id: None };
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

    fn clock_ahead(&self) -> Option<chrono::Duration> {
        self.graph.clock_ahead()
    }

    fn number(&self) -> BoxFuture<'_, Result<NumberInfo, CallError>> {
        async move {
            #[derive(Default, Deserialize)]
            #[serde(default)]
            struct Number {
                display_phone_number: Option<String>,
                verified_name: Option<String>,
                quality_rating: Option<String>,
                is_on_biz_app: Option<bool>,
                whatsapp_business_manager_messaging_limit: Option<String>,
            }
            const ALL: &str = "display_phone_number,verified_name,quality_rating,is_on_biz_app,\
                               whatsapp_business_manager_messaging_limit";
            const LEAST: &str = "display_phone_number,verified_name,quality_rating";
            let path = &self.graph.account().phone_number_id;
            let mut number = call::<Number>(self.graph.get(path, &[("fields", ALL)])).await;
            // Some tokens may not read every field, and then the whole request fails (Meta, "Phone number fields").
            if let Err(CallError::Refused(Failure { code: FailureCode::Provider(100), .. })) = number {
                number = call(self.graph.get(path, &[("fields", LEAST)])).await;
            }
            let number = number?;
            Ok(NumberInfo {
                display_phone_number: number.display_phone_number,
                verified_name: number.verified_name,
                quality: number.quality_rating,
                on_phone: number.is_on_biz_app == Some(true),
                messaging_limit: number.whatsapp_business_manager_messaging_limit,
            })
        }
        .boxed()
    }

    fn set_blocked(&self, who: Identity, blocked: bool) -> BoxFuture<'_, Result<(), CallError>> {
        async move {
            let person = match (&who.wa_id, who.user_id) {
                (Some(wa_id), _) => json!({ "user": format!("+{wa_id}") }),
                (None, user_id) => json!({ "user_id": user_id }),
            };
            let body = json!({ "messaging_product": "whatsapp", "block_users": [person] });
            let path = format!("{}/block_users", self.graph.account().phone_number_id);
            let request = if blocked { self.graph.post(&path, &body) } else { self.graph.delete(&path, &body) };
            call::<Value>(request).await.map(drop)
        }
        .boxed()
    }

    fn flows(&self) -> BoxFuture<'_, Result<Vec<Flow>, CallError>> {
        async move {
            #[derive(Deserialize)]
            struct Flows {
                #[serde(default)]
                data: Vec<Form>,
            }
            #[derive(Deserialize)]
            struct Form {
                id: String,
                #[serde(default)]
                name: String,
                #[serde(default)]
                status: String,
            }
            let path = format!("{}/flows", self.graph.account().waba_id);
            let flows: Flows = call(self.graph.get(&path, &[("fields", "id,name,status"), ("limit", "100")])).await?;
            let flow = |form: Form| Flow { id: form.id, name: form.name, status: form.status };
            Ok(flows.data.into_iter().map(flow).collect())
        }
        .boxed()
    }

    fn catalog(&self) -> BoxFuture<'_, Result<Option<String>, CallError>> {
        async move {
            #[derive(Deserialize)]
            struct Catalogs {
                #[serde(default)]
                data: Vec<Catalog>,
            }
            #[derive(Deserialize)]
            struct Catalog {
                id: String,
            }
            let path = format!("{}/product_catalogs", self.graph.account().waba_id);
            let catalogs: Catalogs = call(self.graph.get(&path, &[("fields", "id")])).await?;
            Ok(catalogs.data.into_iter().next().map(|catalog| catalog.id))
        }
        .boxed()
    }

    fn sync_phone(&self, part: PhonePart) -> BoxFuture<'_, Result<Option<String>, CallError>> {
        async move {
            #[derive(Deserialize)]
            struct Answer {
                #[serde(default)]
                request_id: Option<String>,
            }
            let part = match part {
                PhonePart::Contacts => "smb_app_state_sync",
                PhonePart::History => "history",
            };
            let body = json!({ "messaging_product": "whatsapp", "sync_type": part });
            let path = format!("{}/smb_app_data", self.graph.account().phone_number_id);
            let answer: Answer = call(self.graph.post(&path, &body)).await?;
            Ok(answer.request_id)
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

    fn create_template(&self, new: Submission) -> BoxFuture<'_, Result<Submitted, CallError>> {
        async move { authoring::create(&self.graph, &new).await }.boxed()
    }

    fn create_from_library(&self, choice: LibraryChoice) -> BoxFuture<'_, Result<Submitted, CallError>> {
        async move { authoring::create_from_library(&self.graph, &choice).await }.boxed()
    }

    fn edit_template(
        &self,
        id: String,
        changed: Submission,
        with_category: bool,
    ) -> BoxFuture<'_, Result<(), CallError>> {
        async move { authoring::edit(&self.graph, &id, &changed, with_category).await }.boxed()
    }

    fn delete_template(&self, name: String, id: Option<String>) -> BoxFuture<'_, Result<(), CallError>> {
        async move { authoring::delete(&self.graph, &name, id.as_deref()).await }.boxed()
    }

    fn unpause_template(&self, id: String) -> BoxFuture<'_, Result<(), CallError>> {
        async move { authoring::unpause(&self.graph, &id).await }.boxed()
    }

    fn template_to_edit(&self, id: String) -> BoxFuture<'_, Result<TemplateDraft, CallError>> {
        async move { authoring::read(&self.graph, &id).await }.boxed()
    }

    fn upload_sample(&self, upload: Upload) -> BoxFuture<'_, Result<String, SampleError>> {
        authoring::upload_sample(&self.files, &self.graph, upload).boxed()
    }

    fn delete_media(&self, media_id: String) -> BoxFuture<'_, Result<(), CallError>> {
        async move { media::delete(&self.graph, &media_id).await }.boxed()
    }
}
