//! What the page may ask of the window, beside files and the tray.

use std::sync::{Arc, Mutex, PoisonError};

use frontdesk::api::types::{ApiError, FeedItem};
use frontdesk::api::{Api, dispatch};
use frontdesk::domain::ids::Seq;
use futures::StreamExt as _;
use serde_json::Value;
use tauri::async_runtime::JoinHandle;
use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_plugin_autostart::ManagerExt as _;
use url::Url;

/// The one feed of the one page; a page that is loaded anew opens another.
#[derive(Default)]
pub struct Feeding {
    task: Mutex<Option<JoinHandle<()>>>,
}

/// Answers a command of the list.
#[tauri::command]
pub async fn rpc(api: State<'_, Arc<Api>>, name: String, payload: Value) -> Result<Value, ApiError> {
    dispatch(&api, &name, payload).await
}

/// Sends hints of what changes from now on.
#[tauri::command]
pub fn feed(api: State<'_, Arc<Api>>, feeding: State<'_, Feeding>, since: i64, channel: Channel<FeedItem>) {
    let items = api.feed(Seq(since));
    let task = tauri::async_runtime::spawn(async move {
        let mut items = std::pin::pin!(items);
        while let Some(item) = items.next().await {
            if channel.send(item).is_err() {
                break;
            }
        }
    });
    let earlier = feeding.task.lock().unwrap_or_else(PoisonError::into_inner).replace(task);
    if let Some(earlier) = earlier {
        earlier.abort();
    }
}

/// Opens an address in the system's own program for it. The page has checked it; its text came from a customer, so it is
/// checked again here.
#[tauri::command]
pub fn open_url(url: &str) -> Result<(), String> {
    let url = Url::parse(url).map_err(|problem| problem.to_string())?;
    if !matches!(url.scheme(), "http" | "https" | "mailto" | "tel") {
        return Err("addresses of this kind are not opened".to_owned());
    }
    open::that_detached(url.as_str()).map_err(|problem| problem.to_string())
}

/// Whether the program starts when the person logs in.
#[tauri::command]
pub fn starts_at_login(app: AppHandle) -> Result<bool, String> {
    app.autolaunch().is_enabled().map_err(|problem| problem.to_string())
}

/// Has the program start when the person logs in, or not any more.
#[tauri::command]
pub fn start_at_login(app: AppHandle, on: bool) -> Result<(), String> {
    let starts = app.autolaunch();
    // Switching off what is off would be an error.
    if starts.is_enabled().is_ok_and(|now| now == on) {
        return Ok(());
    }
    let changed = if on { starts.enable() } else { starts.disable() };
    changed.map_err(|problem| problem.to_string())
}

/// Shows everything larger or smaller; 1 is the usual size.
#[tauri::command]
pub fn set_zoom(window: WebviewWindow, factor: f64) -> Result<(), String> {
    window.set_zoom(factor.clamp(0.5, 2.0)).map_err(|problem| problem.to_string())
}
