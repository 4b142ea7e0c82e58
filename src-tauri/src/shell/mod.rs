//! Tauri glue: one command for the list of commands, one for the feed, and the window with what surrounds it.

mod args;
mod commands;
mod files;
mod house;
mod page;
mod tray;

use std::sync::Arc;

use frontdesk::api::{Api, Switch as _};
use frontdesk::app::App;
use frontdesk::domain::link;
use frontdesk::notify::DesktopNotices;
use tauri::{AppHandle, Manager as _, RunEvent, Window, WindowEvent};
use tauri_plugin_window_state::{AppHandleExt as _, StateFlags};
use tracing::warn;

pub use args::Args;

use page::{Page, Told};
use tray::Tray;

/// The label of the one window, as in `tauri.conf.json`.
const WINDOW: &str = "main";

/// What is remembered of the window: not whether it was visible, since it always is after a start by hand.
const REMEMBERED: StateFlags = StateFlags::SIZE.union(StateFlags::POSITION).union(StateFlags::MAXIMIZED);

/// Opens the window and stays until the program is ended.
///
/// # Errors
/// When the platform's webview cannot be started.
pub fn run(args: Args) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // First of all: a second program must end before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| started_again(app, &arguments)))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(REMEMBERED).build())
        .plugin(tauri_plugin_autostart::Builder::new().arg("--hidden").build())
        .register_asynchronous_uri_scheme_protocol(files::SCHEME, |context, request, responder| {
            files::serve(context.app_handle(), &request, responder);
        })
        .invoke_handler(tauri::generate_handler![
            commands::rpc,
            commands::feed,
            commands::open_url,
            commands::starts_at_login,
            commands::start_at_login,
            commands::set_zoom,
            files::attach,
            files::save_file,
            files::save_text,
            files::open_file,
            page::listen,
            tray::set_tray
        ])
        .manage(commands::Feeding::default())
        .manage(Page::default())
        .manage(Tray::default())
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && window.state::<Tray>().keeps_running()
            {
                api.prevent_close();
                put_away(window);
            }
        })
        .setup(move |tauri| {
            let notices = Arc::new(DesktopNotices::default());
            let (app, api) = tauri::async_runtime::block_on(house::open(&args, tauri.path(), notices.clone()))?;
            turn_to_clicked(&notices, api.clone(), tauri.handle().clone());
            tauri.manage(app);
            tauri.manage(api);
            follow(tauri.handle(), args.link.as_deref());
            follow_system_links(tauri.handle());
            if let Some(window) = tauri.get_webview_window(WINDOW) {
                // Without a tray a hidden window would be lost, so until there is an icon it waits minimised.
                if args.hidden {
                    tauri.state::<Tray>().await_icon();
                    window.minimize()?;
                }
                window.show()?;
            }
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

/// The program was started while it runs: the one that runs comes forward, and follows the link if there was one.
fn started_again(app: &AppHandle, arguments: &[String]) {
    forward(app);
    arguments.iter().skip(1).for_each(|argument| follow(app, Some(argument)));
}

/// Follows a link to a phone number; anything else is let be.
fn follow(app: &AppHandle, link: Option<&str>) {
    if let Some(phone) = link.and_then(link::number_in) {
        app.state::<Page>().tell(Told::Number { phone });
    }
}

/// On a Mac links do not come as arguments.
#[cfg(target_os = "macos")]
fn follow_system_links(app: &AppHandle) {
    use tauri_plugin_deep_link::DeepLinkExt as _;
    let handle = app.clone();
    app.deep_link().on_open_url(move |event| {
        forward(&handle);
        event.urls().iter().for_each(|url| follow(&handle, Some(url.as_str())));
    });
}

#[cfg(not(target_os = "macos"))]
fn follow_system_links(_app: &AppHandle) {}

/// Takes the window out of sight: into the tray if the desktop shows one, else among the minimised windows.
fn put_away(window: &Window) {
    if let Err(problem) = window.app_handle().save_window_state(REMEMBERED) {
        warn!("Could not remember the window: {problem}");
    }
    let hidden = if window.state::<Tray>().is_shown() { window.hide() } else { window.minimize() };
    if let Err(problem) = hidden {
        warn!("Could not put the window away: {problem}");
    }
}

/// Brings the window forward.
fn forward(app: &AppHandle) {
    let Some(window) = app.get_webview_window(WINDOW) else { return };
    let forward = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(problem) = forward {
        warn!("Could not bring the window forward: {problem}");
    }
}

/// A clicked notice brings the window forward and opens its chat.
fn turn_to_clicked(notices: &DesktopNotices, api: Arc<Api>, app: AppHandle) {
    notices.on_click(move |conversation| {
        forward(&app);
        api.show(conversation);
    });
}
