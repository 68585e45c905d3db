//! Opening files: questionnaires join the library until the window is closed, saved answers come to the review screen.

use super::app::App;
use super::filling::Filling;
use super::home;
use super::overlays;
use super::review;
use super::saved;
use super::state::{Overlay, Screen};
use super::text::{self, STRONG};
use super::theme::palette;
use crate::files::{Opened, Visit, look_into};
use crate::source::Diagnostic;
use egui::{Context, Frame, Margin, Panel, Ui};
use std::path::{Path, PathBuf};

/// A file that was opened, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Faulty {
    /// The file.
    pub(super) path: PathBuf,
    /// Its faults, each with its place.
    pub(super) faults: Vec<FaultInWords>,
}

/// One fault of a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FaultInWords {
    /// "Line 12: there is no question `late_tee`".
    pub(super) words: String,
    /// How to mend it, where that is known.
    pub(super) help: Option<String>,
}

/// Saved answers, and others of the same form that are kept already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rivals {
    /// The file that was opened.
    pub(super) path: PathBuf,
    /// What both are answers to.
    pub(super) title: String,
    /// The day of the last change of the answers that are kept.
    pub(super) kept_on: String,
}

impl App {
    /// Opens files, each as soon as nothing stands on the screen that must be met or decided first.
    pub fn open_files(&mut self, files: Vec<PathBuf>) {
        self.to_open.extend(files);
    }

    /// Opens the next file that waits, if it may come now.
    pub(super) fn open_next(&mut self) {
        let questions = |it: &Overlay| {
            matches!(it, Overlay::StartAgain(_) | Overlay::Rivals(_) | Overlay::Printing(_) | Overlay::Visits(_))
        };
        if !self.must_be_met() && !self.overlay.as_ref().is_some_and(questions) && !self.to_open.is_empty() {
            let path = self.to_open.remove(0);
            self.open_file(&path, false);
        }
    }

    /// True while a message stands alone on the screen, or the question for the passphrase.
    pub(super) fn must_be_met(&self) -> bool {
        matches!(self.screen, Screen::Emergency(_) | Screen::Card(_) | Screen::Stopped(_) | Screen::Locked)
    }

    /// Opens the files that were dropped on the window.
    pub(super) fn take_dropped(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        if !dropped.is_empty() {
            self.open_files(dropped.iter().map(|file| file.path().to_owned()).collect());
            ctx.request_repaint();
        }
    }

    /// Opens one file. Answers that are kept already are replaced by those of the file only if that is said.
    pub(super) fn open_file(&mut self, path: &Path, replace: bool) {
        self.close_all();
        self.keep();
        if self.filling.is_some() && self.unkept_since.is_some() {
            let words =
                "The file is not opened, because the answers on the screen cannot be kept. Save the sheet first.";
            return self.tell(words.to_owned(), true);
        }
        let opened = match look_into(path) {
            Ok(Opened::Questionnaire) => self.open_questionnaire(path),
            Ok(Opened::Answers(saved)) => self.open_answers(path, &saved, replace),
            Err(reason) => Err(reason),
        };
        if let Err(reason) = opened {
            self.tell(format!("{} cannot be opened. {reason}.", file_name(path)), true);
            self.focus = self.first_of_screen();
        }
    }

    fn open_questionnaire(&mut self, path: &Path) -> Result<(), String> {
        // A faulty file must not take the place of one that can be filled in.
        let mut library = self.library.clone();
        let entry = library.add_file_with_its_parts(path);
        let in_words = |fault: &Diagnostic| FaultInWords {
            words: home::fault_in_words(&library, fault),
            help: Some(&fault.label).filter(|label| !label.is_empty()).or(fault.help.as_ref()).cloned(),
        };
        let definition = library.entries.get(entry).and_then(|entry| entry.definition.as_ref());
        let id = definition.map(|definition| definition.id.value.clone()).unwrap_or_default();
        if let Err(messages) = library.form_of_entry(entry) {
            let faults: Vec<FaultInWords> = messages.iter().filter(|it| it.is_error()).map(in_words).collect();
            if faults.is_empty() && library.entries.get(entry).is_some_and(|entry| !entry.is_unread()) {
                return Err("It is a translation. It is used from the folder of your questionnaires, \
                     once its language is chosen in the settings"
                    .to_owned());
            }
            if faults.is_empty() {
                return Err("It holds the words for emergencies and not a questionnaire".to_owned());
            }
            let overlay = Overlay::Faulty(Faulty { path: path.to_owned(), faults });
            self.lay_over(overlay, Some(overlays::first_button()));
            return Ok(());
        }
        self.library = library;
        self.remember(path);
        self.list();
        self.open(&id);
        Ok(())
    }

    fn open_answers(&mut self, path: &Path, saved: &Visit, replace: bool) -> Result<(), String> {
        if saved.answers.is_empty() {
            return Err("It holds no answers".to_owned());
        }
        let begun_as = self.entries.iter().filter(|entry| entry.fault.is_none()).map(|entry| entry.id.as_str());
        let mut filling = saved::filling_of(saved, &self.library_in_language(), begun_as)
            .ok_or("It holds no answers to a questionnaire that is here")?;
        if let Some(kept) = self.kept_beside(&filling).filter(|_| !replace) {
            let rivals = Rivals { path: path.to_owned(), title: filling.title.clone(), kept_on: kept.changed };
            self.lay_over(Overlay::Rivals(rivals), Some(overlays::first_button()));
            return Ok(());
        }
        self.remember(path);
        // What is kept of it from now on takes the place of what was begun.
        let begun = self.drafts().of(&filling.started).cloned().unwrap_or_default();
        filling.kept = begun;
        self.fill_in(filling);
        self.go_to(Screen::Review, review::first_button());
        Ok(())
    }

    /// The draft that these answers would replace: it has answers, and not the same.
    fn kept_beside(&mut self, filling: &Filling) -> Option<Visit> {
        let kept = self.drafts().of(&filling.started).cloned()?;
        let is_same = kept.plain_answers() == filling.visit(String::new()).plain_answers()
            && Filling::reopen(&kept, filling.form.clone()).wishes == filling.wishes;
        (!kept.answers.is_empty() && !is_same).then_some(kept)
    }
}

/// Says at the foot of the window what happens when a file is let go over it.
pub(super) fn show_drop_hint(ui: &mut Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let frame = Frame::new().fill(palette(ui).info).inner_margin(Margin::symmetric(16, 12));
    Panel::bottom("drop hint").show_separator_line(false).frame(frame).show(ui, |ui| {
        text::say(ui, "Let go of the file to open it", STRONG);
    });
}

/// The name of a file without its folders.
#[must_use]
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
