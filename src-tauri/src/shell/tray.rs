//! The icon in the tray: how many chats are unread, and a menu. Its words come from the page, which knows the language.
//!
//! A desktop may have no place for such icons. Then there is none, and nothing relies on it: see [`Tray::is_shown`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use tauri::image::Image;
use tauri::menu::{CheckMenuItem, Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, State, Wry};
use tracing::{info, warn};

use super::page::{Page, Told};
use super::{WINDOW, forward};

const OPEN: &str = "open";
const QUIET: &str = "quiet";
const QUIT: &str = "quit";

/// What the tray shows, as the page wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrayState {
    /// How many chats have unread messages.
    unread: u32,
    /// What the icon is, in words: "Frontdesk, 3 unread chats".
    tooltip: String,
    /// The entry that brings the window forward.
    open: String,
    /// The entry that holds notices and sounds back.
    quiet: String,
    /// Whether they are held back.
    is_quiet: bool,
    /// The entry that ends the program.
    quit: String,
    /// Whether closing the window leaves the program here.
    close_to_tray: bool,
}

/// The icon, once there is one, with the parts of it that change.
#[derive(Default)]
pub struct Tray {
    shown: Mutex<Option<Shown>>,
    /// Whether the window is to be put away as soon as there is an icon to find it by.
    awaited: AtomicBool,
}

struct Shown {
    state: TrayState,
    icon: TrayIcon<Wry>,
    open: MenuItem<Wry>,
    quiet: CheckMenuItem<Wry>,
    quit: MenuItem<Wry>,
}

impl Tray {
    /// Has the window put away once the icon is there.
    pub fn await_icon(&self) {
        self.awaited.store(true, Ordering::Relaxed);
    }

    /// Whether closing the window is to leave the program at work.
    pub fn keeps_running(&self) -> bool {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.as_ref().is_some_and(|shown| shown.state.close_to_tray)
    }

    /// Whether the desktop shows the icon, so that a hidden window can be found again.
    pub fn is_shown(&self) -> bool {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).is_some() && desktop_has_a_tray()
    }

    fn set(&self, app: &AppHandle, state: TrayState) -> tauri::Result<()> {
        let mut slot = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        match slot.as_mut() {
            Some(shown) if shown.state == state => {}
            Some(shown) => shown.change(app, state)?,
            None => *slot = build(app, state)?,
        }
        let found_by_icon = slot.is_some() && self.awaited.swap(false, Ordering::Relaxed) && desktop_has_a_tray();
        match app.get_webview_window(WINDOW).filter(|_| found_by_icon) {
            Some(window) => window.hide(),
            None => Ok(()),
        }
    }
}

impl Shown {
    fn change(&mut self, app: &AppHandle, state: TrayState) -> tauri::Result<()> {
        self.open.set_text(&state.open)?;
        self.quiet.set_text(&state.quiet)?;
        self.quiet.set_checked(state.is_quiet)?;
        self.quit.set_text(&state.quit)?;
        self.icon.set_tooltip(Some(&state.tooltip))?;
        self.icon.set_title(count(state.unread))?;
        if (self.state.unread > 0) != (state.unread > 0) {
            self.icon.set_icon(picture(app, state.unread > 0))?;
        }
        self.state = state;
        Ok(())
    }
}

/// Shows the icon, or what has changed of it.
#[tauri::command]
pub fn set_tray(app: AppHandle, state: TrayState) {
    let shown = app.clone().run_on_main_thread(move || {
        let tray: State<'_, Tray> = app.state();
        if let Err(problem) = tray.set(&app, state) {
            warn!("The tray could not be changed: {problem}");
        }
    });
    if let Err(problem) = shown {
        warn!("The tray could not be reached: {problem}");
    }
}

/// `None` where the system's library for trays is missing, which the icon's own library answers with a panic.
fn build(app: &AppHandle, state: TrayState) -> tauri::Result<Option<Shown>> {
    let built = catch_unwind(AssertUnwindSafe(|| build_where_possible(app, state)));
    built.map_or_else(
        |_| {
            info!("There is no tray on this computer");
            Ok(None)
        },
        |shown| shown.map(Some),
    )
}

fn build_where_possible(app: &AppHandle, state: TrayState) -> tauri::Result<Shown> {
    let open = MenuItem::with_id(app, OPEN, &state.open, true, None::<&str>)?;
    let quiet = CheckMenuItem::with_id(app, QUIET, &state.quiet, true, state.is_quiet, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, &state.quit, true, None::<&str>)?;
    let line = PredefinedMenuItem::separator(app)?;
    let menu = Menu::with_items(app, &[&open, &quiet, &line, &quit])?;
    let mut builder = TrayIconBuilder::with_id("frontdesk")
        .menu(&menu)
        .show_menu_on_left_click(false)
        .tooltip(&state.tooltip)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .on_tray_icon_event(|icon, event| clicked(icon.app_handle(), &event));
    if let Some(picture) = picture(app, state.unread > 0) {
        builder = builder.icon(picture);
    }
    let icon = builder.build(app)?;
    icon.set_title(count(state.unread))?;
    Ok(Shown { state, icon, open, quiet, quit })
}

fn chosen(app: &AppHandle, entry: &str) {
    match entry {
        OPEN => forward(app),
        QUIET => app.state::<Page>().tell(Told::ToggleQuiet),
        QUIT => app.exit(0),
        _ => {}
    }
}

fn clicked(app: &AppHandle, event: &TrayIconEvent) {
    if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
        forward(app);
    }
}

fn count(unread: u32) -> Option<String> {
    (unread > 0).then(|| unread.to_string())
}

/// The program's icon, with a dot when something is unread.
fn picture(app: &AppHandle, dot: bool) -> Option<Image<'static>> {
    let icon = app.default_window_icon()?.clone().to_owned();
    if !dot {
        return Some(icon);
    }
    let (width, height) = (icon.width(), icon.height());
    let mut rgba = icon.rgba().to_vec();
    draw_dot(&mut rgba, width, height);
    Some(Image::new_owned(rgba, width, height))
}

/// Draws a filled circle into the lower right corner, three eighths of the picture wide.
fn draw_dot(rgba: &mut [u8], width: u32, height: u32) {
    const ORANGE: [u8; 4] = [0xf2, 0x5c, 0x22, 0xff];
    let radius = i64::from(width.min(height)) * 3 / 16;
    let (middle_x, middle_y) = (i64::from(width) - radius - 1, i64::from(height) - radius - 1);
    let rows = usize::try_from(width).unwrap_or(usize::MAX);
    for (y, row) in (0_i64..).zip(rgba.chunks_mut(rows.saturating_mul(4))) {
        for (x, pixel) in (0_i64..).zip(row.chunks_exact_mut(4)) {
            if (x - middle_x).pow(2) + (y - middle_y).pow(2) <= radius.pow(2) {
                pixel.copy_from_slice(&ORANGE);
            }
        }
    }
}

/// Whether somebody shows such icons: on Linux a program that may not be there.
#[cfg(target_os = "linux")]
fn desktop_has_a_tray() -> bool {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let asked = || {
        let bus = zbus::blocking::Connection::session()?;
        let reply = bus.call_method(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            Some("org.freedesktop.DBus"),
            "NameHasOwner",
            &(WATCHER,),
        )?;
        reply.body().deserialize::<bool>()
    };
    asked().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn desktop_has_a_tray() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_covers_a_corner_and_leaves_the_rest() {
        let mut rgba = vec![0; 32 * 32 * 4];
        draw_dot(&mut rgba, 32, 32);
        let at = |x: usize, y: usize| rgba[(y * 32 + x) * 4 + 3];
        assert_eq!((at(0, 0), at(31, 0), at(0, 31), at(25, 25)), (0, 0, 0, 255));
        let covered = rgba.chunks_exact(4).filter(|pixel| pixel[3] > 0).count();
        assert!((90..=140).contains(&covered), "{covered} of 1024");
    }

    #[test]
    fn the_count_is_shown_only_when_there_is_one() {
        assert_eq!(count(0), None);
        assert_eq!(count(12).as_deref(), Some("12"));
    }
}
