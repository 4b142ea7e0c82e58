//! `POST /{phone_number_id}/smb_app_data`: asks once for what the WhatsApp Business app on the telephone holds.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Answer;
use super::error::GraphError;
use super::shape::Part;
use crate::simulator::fields::{self, history};
use crate::simulator::ids;
use crate::simulator::webhook::{self, Kind, Lane, Parcel};
use crate::simulator::world::World;

const ASKED_ALREADY: u32 = 2_593_107;
const TOO_LATE: u32 = 2_593_108;
const HOURS: i64 = 24;

pub(super) fn ask(world: &Arc<World>, body: &Value) -> Result<Answer, GraphError> {
    let request = Part::new("", body);
    request.only(&["messaging_product", "sync_type"])?;
    request.need("messaging_product")?.one_of(&["whatsapp"])?;
    let what = request.need("sync_type")?.one_of(&["smb_app_state_sync", "history"])?;
    let declined = once(world, what)?;
    let values = match what {
        "history" => {
            let event = if declined { "declined" } else { "shared" };
            let wish = fields::Wish { event: Some(event.to_owned()), ..fields::Wish::default() };
            history::values(world, &wish).unwrap_or_default()
        }
        _ => vec![fields::contacts_of_everyone(world)],
    };
    let (field, posting) = (what.to_owned(), Arc::clone(world));
    world.spawn(async move {
        posting.pause(200, 1000).await;
        for value in values {
            let field = field.clone();
            webhook::send(&posting, Parcel { lane: Lane::Account, kind: Kind::Other, field, value, answer: None });
        }
    });
    let request_id = world.random(|rng| ids::hex(rng, 32));
    Ok(Answer::Json(json!({"messaging_product": "whatsapp", "request_id": request_id})))
}

/// Notes that it was asked for, and says whether the owner declined to share the past. Each may be asked for once,
/// within a day of the link.
fn once(world: &World, what: &str) -> Result<bool, GraphError> {
    let now = world.clock.now();
    world.with(|state| {
        let no_app = || GraphError::invalid("The number is not used in the WhatsApp Business app.");
        let app = state.phone.app.as_mut().ok_or_else(no_app)?;
        if now >= app.linked_at + chrono::Duration::hours(HOURS) {
            return Err(GraphError::new(TOO_LATE));
        }
        let asked = if what == "history" { &mut app.history_asked } else { &mut app.contacts_asked };
        if std::mem::replace(asked, true) { Err(GraphError::new(ASKED_ALREADY)) } else { Ok(app.declined) }
    })
}
