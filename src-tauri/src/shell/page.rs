//! What the shell tells the page by itself: a link was followed, or something was chosen in the tray.

use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use tauri::State;
use tauri::ipc::Channel;

/// News for the page.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Told {
    /// A link asks to write to a number: with a plus sign where the link says the country.
    Number {
        /// The number.
        phone: String,
    },
    /// Notices and sounds are to be held back, or not any more.
    ToggleQuiet,
}

/// The way to the page. What comes before it listens waits for it: a link may be what the program was started with.
#[derive(Default)]
pub struct Page {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    listens: Option<Channel<Told>>,
    waiting: Vec<Told>,
}

impl Page {
    /// Tells the page, now or when it listens.
    pub fn tell(&self, told: Told) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let unheard = match &inner.listens {
            Some(channel) => channel.send(told.clone()).is_err(),
            None => true,
        };
        if unheard {
            inner.listens = None;
            inner.waiting.push(told);
        }
    }

    fn listen(&self, channel: Channel<Told>) {
        let waiting = {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            inner.listens = Some(channel);
            std::mem::take(&mut inner.waiting)
        };
        waiting.into_iter().for_each(|told| self.tell(told));
    }
}

/// The page listens; one that is loaded anew takes the place of the earlier one.
#[tauri::command]
pub fn listen(page: State<'_, Page>, channel: Channel<Told>) {
    page.listen(channel);
}
