//! The window: one face over the engine, the command line is the other. egui is named nowhere else.
//!
//! A screen is a function over data that draws and gives back actions; [`App`] shows the screens and does what they ask
//! for. What a screen needs to know is computed before it is drawn, apart from pixels.

mod fonts;
mod theme;
mod text;
mod spoken;
mod marks;
mod patterns;
mod layout;
mod keys;
mod buttons;
mod callouts;
mod progress;
mod rows;
mod grid;
mod typed;
mod fields;
mod action;
mod command;
mod top;
mod filling;
mod home;
mod calendar;
mod question;
mod answering;
mod message;
mod answer_rows;
mod review;
mod sheet;
mod page_view;
mod handle;
mod why;
mod topics;
mod summary;
mod visits;
mod editor;
mod passphrase;
mod settings;
mod locked;
mod dialogs;
mod chooser;
mod errands;
mod overlays;
mod saved;
mod opening;
mod saving;
mod keeping;
mod locking;
mod printing;
mod recent;
mod place;
mod instance;
mod watching;
mod state;
mod app;
mod apply;

pub use app::App;
pub use dialogs::Dialogs;

use crate::files::{Folders, Library, Start};
use std::path::PathBuf;

/// The picture of the window, where the desktop does not take it from the installed files.
const ICON: &[u8] = include_bytes!("../../assets/desktop/icons/anteroom-128.png");

/// The name of the installed `.desktop` file, by which a desktop knows whose window it is. A plain word, and not a domain
/// the other way round, as long as the project has no domain.
const APP_ID: &str = "anteroom";

/// Opens the window with these files, and comes back when it is closed. `start` says whether it is the only one.
///
/// # Errors
/// Why there is no window, in words for a terminal.
pub fn open(library: Library, folders: Option<Folders>, start: Start, files: Vec<PathBuf>) -> Result<(), String> {
    let mut app = App::new(library, folders, Dialogs::System)?;
    app.open_files(files);
    let before = app.settings.window;
    let icon = eframe::icon_data::from_png_bytes(ICON).unwrap_or_default();
    let viewport = place::viewport(before).with_title("Anteroom").with_app_id(APP_ID).with_icon(icon);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let run = eframe::run_native(
        APP_ID,
        options,
        Box::new(move |creation| {
            App::set_up(&creation.egui_ctx);
            place::take_up(creation, before);
            app.begin(start, &creation.egui_ctx);
            app.watch(&creation.egui_ctx);
            Ok(Box::new(app))
        }),
    );
    run.map_err(|error| {
        let displays = ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"];
        let none = cfg!(target_os = "linux") && displays.iter().all(|name| std::env::var_os(name).is_none());
        let reason =
            if none { "there is no display".to_owned() } else { format!("the window cannot be opened: {error}") };
        format!("{reason}; `anteroom summarize --help` works without one")
    })
}

/// Today, as `2026-11-22`, where the person is.
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
