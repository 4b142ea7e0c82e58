//! Tauri glue: one command for the list of commands, one for the feed, and the window.

mod args;
mod commands;
mod files;
mod house;

use std::sync::Arc;

use frontdesk::api::{Api, Switch as _};
use frontdesk::app::App;
use frontdesk::notify::DesktopNotices;
use tauri::{Manager as _, RunEvent, WebviewWindow};
use tracing::warn;

pub use args::Args;

/// The label of the one window, as in `tauri.conf.json`.
const WINDOW: &str = "main";

/// Opens the window and stays until it is closed.
///
/// # Errors
/// When the platform's webview cannot be started.
pub fn run(args: Args) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .register_asynchronous_uri_scheme_protocol(files::SCHEME, |context, request, responder| {
            files::serve(context.app_handle(), &request, responder);
        })
        .invoke_handler(tauri::generate_handler![
            commands::rpc,
            commands::feed,
            commands::open_url,
            files::attach,
            files::save_file,
            files::save_text,
            files::open_file
        ])
        .manage(commands::Feeding::default())
        .setup(move |tauri| {
            let notices = Arc::new(DesktopNotices::default());
            let (app, api) = tauri::async_runtime::block_on(house::open(&args, tauri.path(), notices.clone()))?;
            turn_to_clicked(&notices, api.clone(), tauri.get_webview_window(WINDOW));
            tauri.manage(app);
            tauri.manage(api);
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|tauri, event| {
        if let RunEvent::Exit = event
            && let Some(app) = tauri.try_state::<Arc<App>>()
        {
            tauri::async_runtime::block_on(app.close());
        }
    });
    Ok(())
}

/// A clicked notice brings the window forward and opens its chat.
fn turn_to_clicked(notices: &DesktopNotices, api: Arc<Api>, window: Option<WebviewWindow>) {
    notices.on_click(move |conversation| {
        if let Some(window) = &window {
            let forward = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
            if let Err(problem) = forward {
                warn!("Could not bring the window forward: {problem}");
            }
        }
        api.show(conversation);
    });
}
