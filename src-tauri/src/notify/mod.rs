//! Tells the person at this computer what they would miss: a message in a chat that is not in view, a chat that was put
//! off until now, a window that is about to close on an unanswered customer, and what WhatsApp decided about a template.

mod closing;
mod desktop;
mod messages;
mod woken;
mod templates;
mod words;

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::clock::Clock;
use crate::domain::ids::ConversationId;
use crate::log::Log;
use crate::store::Store;

pub use desktop::DesktopNotices;

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
}

impl Notifier {
    /// A notifier that tells by `notices`.
    pub fn new(store: Store, log: Arc<dyn Log>, clock: Clock, notices: Arc<dyn Notices>) -> Self {
        Notifier { store, log, clock, notices, view: Arc::default() }
    }

    /// Notes what the person is looking at.
    pub fn set_view(&self, view: View) {
        *self.view.lock().unwrap_or_else(PoisonError::into_inner) = view;
    }

    /// Works until it is dropped.
    pub async fn run(self) {
        tokio::join!(messages::watch(&self), closing::watch(&self), woken::watch(&self), templates::watch(&self));
    }

    fn is_in_view(&self, conversation: ConversationId) -> bool {
        let view = *self.view.lock().unwrap_or_else(PoisonError::into_inner);
        view.focused && view.conversation == Some(conversation)
    }
}
