//! The account: restricted, banned, linked, unlinked, warned.

use serde_json::{Value, json};

use super::Wish;
use crate::simulator::object::put;
use crate::simulator::world::World;

/// Any event of `account_update`, with what belongs to it.
pub(super) fn update(world: &World, wish: &Wish) -> Value {
    let event = wish.event_or("ACCOUNT_RESTRICTION");
    let mut value = json!({"event": event});
    let (key, part) = match event {
        "ACCOUNT_VIOLATION" => ("violation_info", json!({"violation_type": wish.text_or("SPAM")})),
        "ACCOUNT_RESTRICTION" => ("restriction_info", json!([restriction(world, wish)])),
        "DISABLED_UPDATE" => {
            let date = world.clock.now().format("%B %-d, %Y").to_string();
            ("ban_info", json!({"waba_ban_state": wish.text_or("SCHEDULE_FOR_DISABLE"), "waba_ban_date": date}))
        }
        "PARTNER_REMOVED" => {
            let info = json!({"reason": wish.text_or("PRIMARY_INACTIVITY"), "initiated_by": "SYSTEM"});
            put(&mut value, "disconnection_info", Some(info));
            ("waba_info", waba(world))
        }
        "PARTNER_ADDED" | "PARTNER_APP_INSTALLED" | "PARTNER_APP_UNINSTALLED" => ("waba_info", waba(world)),
        _ => return value,
    };
    put(&mut value, key, Some(part));
    value
}

fn restriction(world: &World, wish: &Wish) -> Value {
    let until = world.clock.now() + chrono::Duration::days(3);
    json!({
        "restriction_type": wish.text_or("RESTRICTED_BIZ_INITIATED_MESSAGING"),
        "expiration": until.timestamp(),
        "remediation": "Wait for the restriction to end, or ask for a review.",
    })
}

fn waba(world: &World) -> Value {
    json!({"waba_id": world.account.waba_id, "owner_business_id": world.account.business_id})
}

pub(super) fn alert(world: &World, wish: &Wish) -> Value {
    json!({
        "entity_type": "PHONE_NUMBER",
        "entity_id": world.account.phone_number_id,
        "alert_info": {
            "alert_severity": "WARNING",
            "alert_status": "ACTIVE",
            "alert_type": wish.event_or("INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO"),
            "alert_description": wish.text_or("More information about your business is needed."),
        },
    })
}
