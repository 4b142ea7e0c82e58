//! What happens on a day.

/// Messages that stand alone, besides texts.
pub(super) const ALONE: [&str; 23] = [
    "image",
    "audio",
    "video",
    "music",
    "document",
    "sticker",
    "animated_sticker",
    "location",
    "contacts",
    "contact_request",
    "order",
    "product_question",
    "forwarded",
    "frequently_forwarded",
    "referral",
    "request_welcome",
    "unsupported",
    "unavailable",
    "too_large",
    "interactive_missing",
    "customer_identity_changed",
    "user_changed_number",
    "user_changed_user_id",
];

/// Messages about an earlier one of the same person.
pub(super) const ABOUT: [&str; 6] = ["edit", "revoke", "reaction", "reaction_removed", "text", "image"];

/// What people say that others can quote, react to and withdraw.
pub(super) const SAID: [&str; 9] =
    ["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "order"];

/// What they can say anew.
pub(super) const EDITABLE: [&str; 4] = ["text", "image", "video", "document"];

/// Answers by touch.
pub(super) const TAPS: [&str; 5] = ["button", "button_reply", "list_reply", "flow_reply", "call_permission_reply"];

/// What the owner does on the telephone.
pub(super) const ECHOES: [&str; 6] = ["text", "text", "image", "audio", "edit", "revoke"];

pub(super) const LANGUAGES: [&str; 7] = ["en", "es", "pt_BR", "hi", "ar", "de", "zh"];

/// All other fields, with the event where it matters which.
pub(super) const OTHERS: [(&str, Option<&str>); 26] = [
    ("message_template_status_update", Some("PAUSED")),
    ("message_template_status_update", Some("REINSTATED")),
    ("message_template_quality_update", None),
    ("message_template_components_update", None),
    ("template_category_update", Some("announced")),
    ("template_category_update", Some("done")),
    ("phone_number_quality_update", None),
    ("phone_number_name_update", Some("REJECTED")),
    ("account_update", Some("ACCOUNT_RESTRICTION")),
    ("account_update", Some("ACCOUNT_VIOLATION")),
    ("account_update", Some("PARTNER_ADDED")),
    ("account_alerts", None),
    ("account_review_update", None),
    ("business_capability_update", None),
    ("security", None),
    ("user_preferences", Some("stop")),
    ("user_preferences", Some("resume")),
    ("calls", Some("connect")),
    ("calls", Some("terminate")),
    ("calls", Some("missed")),
    ("calls", Some("ringing")),
    ("flows", None),
    ("user_id_update", None),
    ("business_username_update", None),
    ("smb_app_state_sync", Some("add")),
    ("smb_app_state_sync", Some("remove")),
];
