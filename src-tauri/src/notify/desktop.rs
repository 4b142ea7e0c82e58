//! Notices as the desktop shows them.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::info;

use crate::domain::ids::ConversationId;

use super::{Notice, Notices};

type OnClick = Arc<dyn Fn(ConversationId) + Send + Sync>;

/// Shows notices through the desktop's notification service.
#[derive(Clone, Default)]
pub struct DesktopNotices {
    on_click: Arc<Mutex<Option<OnClick>>>,
    told_of_failure: Arc<AtomicBool>,
}

impl DesktopNotices {
    /// Calls `open` with the conversation of a notice that is clicked.
    pub fn on_click(&self, open: impl Fn(ConversationId) + Send + Sync + 'static) {
        *self.on_click.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(open));
    }

    fn show_and_wait(&self, notice: &Notice) {
        let mut notification = notify_rust::Notification::new();
        notification.appname("Frontdesk").summary(&notice.title).body(&without_markup(&notice.text)).icon("frontdesk");
        let on_click = self.on_click.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let clickable = on_click.zip(notice.conversation);
        if clickable.is_some() {
            // Desktops show no name for what a click anywhere on a notice does.
            notification.action("default", "default");
        }
        match notification.show() {
            Ok(shown) => wait_for_click(shown, clickable),
            // A computer without such a service is a normal state, worth one line and no more.
            Err(problem) if !self.told_of_failure.swap(true, Ordering::Relaxed) => {
                info!("Notifications cannot be shown here: {problem}");
            }
            Err(_) => {}
        }
    }
}

impl Notices for DesktopNotices {
    fn show(&self, notice: Notice) {
        let desktop = self.clone();
        // Waiting for a click blocks until the notice is gone, so each has a thread of its own.
        let started =
            std::thread::Builder::new().name("notice".to_owned()).spawn(move || desktop.show_and_wait(&notice));
        if let Err(problem) = started {
            info!("A notification could not be shown: {problem}");
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn wait_for_click(shown: notify_rust::NotificationHandle, clickable: Option<(OnClick, ConversationId)>) {
    let Some((open, conversation)) = clickable else { return };
    shown.wait_for_action(|action| {
        if action == "default" {
            open(conversation);
        }
    });
}

/// Elsewhere the platform does not tell of clicks.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn wait_for_click<T>(_shown: T, _clickable: Option<(OnClick, ConversationId)>) {}

/// Some services read tags in the text; a customer's words are never tags.
fn without_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customers_words_are_never_tags() {
        assert_eq!(without_markup("<b>x</b> & y"), "&lt;b&gt;x&lt;/b&gt; &amp; y");
    }
}
