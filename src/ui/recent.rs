//! The files that were opened and saved last, on the home screen.

use super::action::Action;
use super::app::App;
use super::buttons::{Button, Weight};
use super::layout::{self, Columns};
use super::opening::file_name;
use super::saving::in_words;
use super::state::Screen;
use super::text::{self, HELP, STRONG};
use crate::files::RecentFiles;
use egui::{Ui, UiBuilder, vec2};
use std::path::{Path, PathBuf};

/// One of the last files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LastFile {
    /// The file.
    pub(super) path: PathBuf,
    /// False where it has gone since.
    pub(super) is_there: bool,
}

/// The last files, and whether they are still there.
#[must_use]
pub(super) fn listed(recent: &RecentFiles) -> Vec<LastFile> {
    recent.files.iter().map(|path| LastFile { path: path.clone(), is_there: path.is_file() }).collect()
}

impl App {
    /// Puts a file on the list of the last ones.
    pub(super) fn remember(&mut self, file: &Path) {
        self.recent.add(file);
        self.keep_recent();
    }

    /// Takes a file off the list.
    pub(super) fn forget(&mut self, file: &Path) {
        self.recent.forget(file);
        self.keep_recent();
        self.focus = self.first_of_screen();
    }

    /// Takes all files off the list.
    pub(super) fn forget_all(&mut self) {
        self.recent.files.clear();
        self.keep_recent();
        self.focus = self.first_of_screen();
    }

    /// Keeps the list. Names of files tell what was filled in: while visits have a passphrase, the list is only in memory.
    pub(super) fn keep_recent(&mut self) {
        if self.screen == Screen::Home {
            self.last_files = listed(&self.recent);
        }
        let has_passphrase = self.is_locked() || self.can_be_locked();
        let kept = if has_passphrase { &RecentFiles::default() } else { &self.recent };
        if let Some(folders) = &self.folders
            && let Err(error) = kept.save(&folders.settings)
        {
            self.tell(format!("The list of recent files cannot be kept: {}.", in_words(&error)), true);
        }
    }
}

/// Shows the list; nothing where it is empty.
pub(super) fn show(ui: &mut Ui, columns: Columns, files: &[LastFile], actions: &mut Vec<Action>) {
    if files.is_empty() {
        return;
    }
    ui.add_space(44.0);
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 8.0 } else { 0.0 });
        text::heading(ui, "Recent files", STRONG, 2);
    };
    columns.block(ui, "recent files", side, |ui| {
        for file in files {
            show_file(ui, file, actions);
            layout::divider(ui);
        }
        ui.add_space(8.0);
        if Button::new("Forget all", Weight::Quiet).low().flush().named("Forget all recent files").show(ui).clicked() {
            actions.push(Action::ForgetAll);
        }
    });
}

fn show_file(ui: &mut Ui, file: &LastFile, actions: &mut Vec<Action>) {
    let name = file_name(&file.path);
    let (open, forget) = (format!("Open: {name}"), format!("Forget: {name}"));
    let mut buttons = Vec::new();
    if file.is_there {
        let button = Button::new("Open", Weight::Secondary).low().named(&open);
        buttons.push((button, Action::OpenFile(file.path.clone())));
    }
    let button = Button::new("Forget", Weight::Quiet).low().named(&forget);
    buttons.push((button, Action::Forget(file.path.clone())));

    let (left, top, width) = (ui.cursor().left(), ui.cursor().top(), ui.available_width());
    let gap = 8.0;
    let buttons_width: f32 = buttons.iter().map(|(button, _)| button.width(ui) + gap).sum();
    let words_width = width - buttons_width - gap;
    let column = egui::Rect::from_min_size(egui::pos2(left, top + 8.0), vec2(words_width, 10_000.0));
    let mut words = ui.new_child(UiBuilder::new().id_salt(("words", &file.path)).max_rect(column));
    let shown = text::shortened(ui, &name, STRONG, words_width);
    text::say(&mut words, &shown, STRONG);
    let folder = file.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let under = if file.is_there { text::shortened(ui, &folder, HELP, words_width) } else { GONE.to_owned() };
    text::whisper(&mut words, &under);
    let bottom = words.min_rect().bottom().max(top + 48.0);
    let rect = egui::Rect::from_min_max(
        egui::pos2(left + width - buttons_width + gap, f32::midpoint(top + 8.0, bottom) - 20.0),
        egui::pos2(left + width, bottom),
    );
    let layout = egui::Layout::left_to_right(egui::Align::Min);
    let mut place = ui.new_child(UiBuilder::new().id_salt(("buttons", &file.path)).max_rect(rect).layout(layout));
    place.spacing_mut().item_spacing.x = gap;
    for (button, action) in buttons {
        if button.show(&mut place).clicked() {
            actions.push(action);
        }
    }
    let taken = egui::Rect::from_min_max(egui::pos2(left, top), egui::pos2(left + width, bottom + 10.0));
    ui.advance_cursor_after_rect(taken);
}

const GONE: &str = "This file is not there any more";
