//! The business account: its ids and secrets, and what the account nodes of the Graph API say about it.
//!
//! Secrets are random at every start: none of them opens anything outside this machine.

use serde_json::{Value, json};

use super::ids;

/// The ids and secrets that a client needs. Shown to the person who practises and to tests, never logged.
#[derive(Clone)]
pub struct Account {
    /// The id of the phone number, in the path of almost every call.
    pub phone_number_id: String,
    /// The id of the WhatsApp Business account.
    pub waba_id: String,
    /// The id of the portfolio that owns the account.
    pub business_id: String,
    /// The id of the app.
    pub app_id: String,
    /// The key of webhook signatures.
    pub app_secret: String,
    /// The system user's bearer token.
    pub access_token: String,
    /// A verify token for whoever has no other wish.
    pub verify_token: String,
    /// The number as the API writes it.
    pub display_phone_number: String,
    /// The name that customers see.
    pub verified_name: String,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").field("phone_number_id", &self.phone_number_id).finish_non_exhaustive()
    }
}

impl Account {
    pub(super) fn new(rng: &mut fastrand::Rng) -> Self {
        Account {
            phone_number_id: "106540352242922".to_owned(),
            waba_id: "102290129340398".to_owned(),
            business_id: "506914307656634".to_owned(),
            app_id: ids::digits(rng, 15),
            app_secret: ids::hex(rng, 32),
            access_token: ids::token(rng),
            verify_token: ids::hex(rng, 24),
            display_phone_number: "+1 555-078-3881".to_owned(),
            verified_name: "Riverside Clinic & Store".to_owned(),
        }
    }

    /// The business number as webhooks write it.
    pub fn display_digits(&self) -> String {
        ids::only_digits(&self.display_phone_number)
    }

    /// The app's own token, for the calls that a system user may not make.
    pub fn app_token(&self) -> String {
        format!("{}|{}", self.app_id, self.app_secret)
    }

    pub(super) fn phone_node(&self, webhooks: Value) -> Value {
        json!({
            "id": self.phone_number_id,
            "display_phone_number": self.display_phone_number,
            "verified_name": self.verified_name,
            "country_code": "US",
            "country_dial_code": "1",
            "quality_rating": "GREEN",
            "quality_score": {"score": "GREEN"},
            "status": "CONNECTED",
            "name_status": "APPROVED",
            "new_name_status": "NONE",
            "code_verification_status": "VERIFIED",
            "platform_type": "CLOUD_API",
            "throughput": {"level": "STANDARD"},
            "whatsapp_business_manager_messaging_limit": "TIER_2K",
            "messaging_limit_tier": "TIER_2K",
            "is_on_biz_app": false,
            "is_official_business_account": false,
            "is_pin_enabled": true,
            "account_mode": "LIVE",
            "last_onboarded_time": "2026-03-02T09:14:31+0000",
            "conversational_automation": {"prompts": [], "commands": [], "id": self.phone_number_id},
            "search_visibility": "VISIBLE",
            "health_status": self.health("PHONE_NUMBER", &self.phone_number_id),
            "webhook_configuration": webhooks,
        })
    }

    pub(super) fn waba_node(&self) -> Value {
        json!({
            "id": self.waba_id,
            "name": self.verified_name,
            "currency": "USD",
            "country": "US",
            "timezone_id": "1",
            "business_verification_status": "verified",
            "account_review_status": "APPROVED",
            "status": "ACTIVE",
            "health_status": self.health("WABA", &self.waba_id),
            "whatsapp_business_manager_messaging_limit": "TIER_2K",
            "owner_business_info": {"id": self.business_id, "name": self.verified_name},
            "marketing_messages_onboarding_status": "NOT_ONBOARDED",
            "message_template_namespace": "5f2a1c9e_77d0_4b1f_9c35_0a6e2d8b4417",
        })
    }

    fn health(&self, kind: &str, id: &str) -> Value {
        json!({"can_send_message": "AVAILABLE", "entities": [
            {"entity_type": kind, "id": id, "can_send_message": "AVAILABLE"},
            {"entity_type": "BUSINESS", "id": self.business_id, "can_send_message": "AVAILABLE"},
            {"entity_type": "APP", "id": self.app_id, "can_send_message": "AVAILABLE"},
        ]})
    }
}
