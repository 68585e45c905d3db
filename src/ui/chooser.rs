//! Our own chooser of a file, where the system has none: a path to type, and the folders and files to go to.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::callouts;
use super::dialogs::{Purpose, window};
use super::fields::Field;
use super::spoken;
use super::text::{self, BODY, HELP, HELP_BOLD, PART};
use super::visits::Act;
use crate::files::Listing;
use egui::{Context, Id, Ui};
use std::path::{Path, PathBuf};

/// The endings of what can be opened.
pub(super) const OPENABLE: [&str; 3] = ["ron", "json", "pdf"];
/// More of a folder than this is not listed.
const MOST_LISTED: usize = 200;

/// The chooser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chooser {
    purpose: Purpose,
    /// What is typed: the whole path.
    path: String,
    /// The question whether to write over a file was put.
    asks_to_replace: bool,
    /// Why the path cannot be used.
    fault: Option<&'static str>,
    /// The folder that is shown, and what lies in it.
    folder: PathBuf,
    listing: Listing,
}

impl Chooser {
    /// A chooser that begins in a folder, with a name for what is saved.
    #[must_use]
    pub(super) fn new(purpose: Purpose, folder: &Path, name: &str) -> Self {
        let listing = listing(purpose, folder);
        let path = folder.join(name).display().to_string();
        Self { purpose, path, asks_to_replace: false, fault: None, folder: folder.to_owned(), listing }
    }

    /// Where the keyboard lies at first.
    #[must_use]
    pub(super) fn field(&self) -> Id {
        Id::unique(("which file", self.purpose == Purpose::Open))
    }

    /// Shows another folder. The name that is typed stays.
    fn go_to(&mut self, folder: &Path) {
        let typed = Path::new(&self.path);
        let name = typed.file_name().filter(|_| self.purpose != Purpose::Open && !typed.is_dir());
        self.path = folder.join(name.unwrap_or_default()).display().to_string();
        folder.clone_into(&mut self.folder);
        self.listing = listing(self.purpose, folder);
        (self.asks_to_replace, self.fault) = (false, None);
    }

    /// Follows what is typed: the folder of the path is the one that is shown.
    fn follow(&mut self) {
        (self.asks_to_replace, self.fault) = (false, None);
        let folder = Path::new(&self.path).parent().map(Path::to_owned).unwrap_or_default();
        if folder != self.folder && folder.is_dir() {
            self.listing = listing(self.purpose, &folder);
            self.folder = folder;
        }
    }

    /// Shows it over the screen.
    pub(super) fn ui(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        let (name, title) = match self.purpose {
            Purpose::Open => ("Which file to open", "Open a file"),
            Purpose::Save(_) => ("Where to save", "Where to save the sheet"),
            Purpose::Export(_) => ("Where to save", "Where to save the exported visits"),
        };
        window(ctx, "chooser", name, |ui| {
            text::heading(ui, title, PART, 2);
            if self.purpose == Purpose::Open {
                text::whisper(
                    ui,
                    "A questionnaire (.ron), saved answers (.json), or a sheet that was made here (.pdf)",
                );
            }
            ui.add_space(12.0);
            self.typed(ui, actions);
            ui.add_space(12.0);
            self.list(ui, actions);
            ui.add_space(12.0);
            if self.asks_to_replace {
                callouts::fault(ui, "There is a file of this name already. Save again to write over it.");
                ui.add_space(12.0);
            }
            if let Some(fault) = self.fault {
                callouts::fault(ui, fault);
                ui.add_space(12.0);
            }
            self.buttons(ui, actions);
        });
    }

    fn typed(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let name = "File, with its folders";
        spoken::hush(&text::say(ui, name, HELP));
        ui.add_space(6.0);
        let width = ui.available_width() - 12.0;
        let field = Field { id: self.field(), name, width, lines: 1, kind: BODY, is_wrong: self.fault.is_some() };
        let typed = field.show(ui, &mut self.path);
        spoken::describe(ui.ctx(), self.field(), self.fault.unwrap_or_default());
        if typed.changed() {
            self.follow();
        }
        if typed.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            typed.request_focus();
            self.take(actions);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let (take, leave) = match (self.purpose, self.asks_to_replace) {
            (Purpose::Open, _) => ("Open", "Do not open"),
            (_, false) => ("Save", "Do not save"),
            (_, true) => ("Write over it", "Do not save"),
        };
        ui.horizontal(|ui| {
            if Button::new(take, Weight::Primary).show(ui).clicked() {
                self.take(actions);
            }
            if Button::new(leave, Weight::Quiet).show(ui).clicked() {
                actions.push(Action::Close);
            }
        });
    }

    /// Takes the path that is typed.
    fn take(&mut self, actions: &mut Vec<Action>) {
        let mut path = self.folder.join(self.path.trim());
        if path.is_dir() {
            return self.go_to(&path);
        }
        match self.purpose {
            Purpose::Open if path.exists() => actions.push(Action::OpenFile(path)),
            Purpose::Open => self.fault = Some("There is no such file. Please look at the name, or choose one above."),
            Purpose::Save(_) | Purpose::Export(_) => {
                if path.extension().is_none() {
                    path.set_extension(self.purpose.ending());
                }
                if path.exists() && !self.asks_to_replace {
                    self.asks_to_replace = true;
                    return;
                }
                actions.push(match self.purpose {
                    Purpose::Export(format) => Action::Visits(Act::ExportTo(path, format)),
                    Purpose::Save(after) => Action::SaveTo(path, after),
                    Purpose::Open => Action::OpenFile(path),
                });
            }
        }
    }

    fn list(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        text::whisper(ui, &format!("Folders in {}", self.folder.display()));
        let mut to = None;
        egui::ScrollArea::vertical().id_salt("listing").max_height(220.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            if let Some(parent) = self.folder.parent()
                && Button::new("Folder above", Weight::Quiet).low().show(ui).clicked()
            {
                to = Some(parent.to_owned());
            }
            for folder in self.listing.folders.iter().take(MOST_LISTED) {
                if entry(ui, folder, "Folder: ") {
                    to = Some(folder.clone());
                }
            }
            more(ui, self.listing.folders.len());
            if self.purpose == Purpose::Open {
                let words = if self.listing.files.is_empty() { "No file here can be opened" } else { "Files" };
                text::whisper(ui, words);
                for file in self.listing.files.iter().take(MOST_LISTED) {
                    if entry(ui, file, "Open: ") {
                        actions.push(Action::OpenFile(file.clone()));
                    }
                }
                more(ui, self.listing.files.len());
            }
        });
        if let Some(to) = to {
            self.go_to(&to);
        }
    }
}

fn listing(purpose: Purpose, folder: &Path) -> Listing {
    Listing::of(folder, if purpose == Purpose::Open { &OPENABLE } else { &[] })
}

/// One folder or file to choose; true if it was.
fn entry(ui: &mut Ui, path: &Path, kind: &str) -> bool {
    let name = super::opening::file_name(path);
    let spoken = format!("{kind}{name}");
    let shown = text::shortened(ui, &name, HELP_BOLD, ui.available_width() - 32.0);
    Button::new(&shown, Weight::Quiet).low().named(&spoken).show(ui).clicked()
}

fn more(ui: &mut Ui, count: usize) {
    if count > MOST_LISTED {
        text::whisper(ui, &format!("and {} more. Type the name above.", count - MOST_LISTED));
    }
}
