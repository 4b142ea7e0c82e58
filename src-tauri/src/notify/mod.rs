//! Tells the person at this computer what they would miss: a message in a chat that is not in view, a chat that was put
//! off until now, a window that is about to close on an unanswered customer, chats that close while the office is closed,
//! a scheduled message that needs a decision, and what WhatsApp decided about a template. In quiet hours, and while nobody
//! wants to be disturbed, it tells nothing.

mod closing;
mod desktop;
mod messages;
mod woken;
mod templates;
mod office;
mod scheduled;
mod words;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono_tz::Tz;

use crate::domain::clock::Clock;
use crate::domain::ids::ConversationId;
use crate::log::Log;
use crate::settings::{self, Settings, zone_of_this_computer};
use crate::store::{DbResult, Store};

pub use desktop::DesktopNotices;

const MOMENT: Duration = Duration::from_secs(1);
const MOMENTS_BETWEEN_LOOKS: u32 = 20;

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The first line.
    pub title: String,
    /// The rest.
    pub text: String,
    /// The conversation that a click opens.
    pub conversation: Option<ConversationId>,
}

/// Where notices go.
pub trait Notices: Send + Sync {
    /// Shows a notice. Never waits for the person.
    fn show(&self, notice: Notice);
}

/// What the person is looking at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The open conversation.
    pub conversation: Option<ConversationId>,
    /// Whether the window has the focus.
    pub focused: bool,
}

/// Watches the log and the clock, and tells.
#[derive(Clone)]
pub struct Notifier {
    store: Store,
    log: Arc<dyn Log>,
    clock: Clock,
    notices: Arc<dyn Notices>,
    view: Arc<Mutex<View>>,
    /// Quiet hours are counted by the clock on this computer's wall.
    zone: Tz,
}

impl Notifier {
    /// A notifier that tells by `notices`.
    pub fn new(store: Store, log: Arc<dyn Log>, clock: Clock, notices: Arc<dyn Notices>) -> Self {
        let zone = zone_of_this_computer().parse().unwrap_or(Tz::UTC);
        Notifier { store, log, clock, notices, view: Arc::default(), zone }
    }

    /// Notes what the person is looking at.
    pub fn set_view(&self, view: View) {
        *self.view.lock().unwrap_or_else(PoisonError::into_inner) = view;
    }

    /// Works until it is dropped. It follows the log from this call on, not from when it is first polled: what others do
    /// as soon as they are set to work must not be missed.
    pub fn run(self) -> impl Future<Output = ()> {
        let follow = || self.log.follow();
        let (messages, woken, scheduled, templates) = (follow(), follow(), follow(), follow());
        async move {
            tokio::join!(
                messages::watch(&self, messages),
                woken::watch(&self, woken),
                closing::watch(&self),
                office::watch(&self),
                scheduled::watch(&self, scheduled),
                templates::watch(&self, templates),
            );
        }
    }

    /// Waits until the clock is worth another look: a while, or a moment if it is a practice clock that runs fast or was
    /// set.
    async fn wait_for_next_look(&self) {
        let changes = self.clock.changes();
        for _ in 0..MOMENTS_BETWEEN_LOOKS {
            tokio::time::sleep(MOMENT).await;
            if self.clock.factor() > 1.0 || self.clock.changes() != changes {
                break;
            }
        }
    }

    /// The preferences, unless this is a time at which nothing is announced.
    async fn settings_if_loud(&self) -> DbResult<Option<Settings>> {
        let settings = self.store.read(settings::load).await?;
        Ok(Some(settings).filter(|settings| !settings.is_quiet(self.clock.now(), self.zone)))
    }

    fn is_in_view(&self, conversation: ConversationId) -> bool {
        let view = *self.view.lock().unwrap_or_else(PoisonError::into_inner);
        view.focused && view.conversation == Some(conversation)
    }
}
