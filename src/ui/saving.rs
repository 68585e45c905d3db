//! Asking for files, saving the sheet, showing it in another program.

use super::app::App;
use super::chooser::Chooser;
use super::dialogs::{self, After, Chosen, Dialogs, Purpose};
use super::errands::News;
use super::opening::file_name;
use super::state::{Overlay, Saved, Screen};
use super::visits::OldSheet;
use crate::files::{installed_fonts, print_by_windows, write_whole};
use crate::output::{pdf, text};
use crate::summary::{Summary, summarize};
use egui::Context;
use std::io;
use std::path::{Path, PathBuf};

impl App {
    /// Asks for a file, by the system's dialog or our own chooser. Asked once more, while a dialog of the system is said
    /// to be there, our own comes: it may never have appeared.
    pub(super) fn ask_for_file(&mut self, purpose: Purpose, ctx: &Context, frame: &eframe::Frame) {
        match &self.dialogs {
            Dialogs::Fixed(path) => {
                let path = path.clone();
                self.take_file(purpose, path, ctx);
            }
            Dialogs::System if self.asked_about.is_none() => {
                self.asked_about = Some(self.open_now());
                let folder = self.folder_of_files();
                let asked = dialogs::ask_system(frame, purpose, &self.suggested_name(purpose), &folder);
                self.errands.run(ctx, move || News::Chosen(purpose, asked()));
            }
            Dialogs::Own | Dialogs::System => self.open_chooser(purpose),
        }
    }

    /// Hears what the system's dialog came to.
    pub(super) fn hear_choice(&mut self, purpose: Purpose, chosen: Chosen, ctx: &Context) {
        let asked_about = self.asked_about.take();
        match chosen {
            Chosen::Path(_) if matches!(purpose, Purpose::Save(_)) && asked_about != Some(self.open_now()) => {
                let words = "Nothing was saved, because another form is open now. Choose “Save PDF…” again.";
                self.tell(words.to_owned(), true);
            }
            Chosen::Path(path) => self.take_file(purpose, path, ctx),
            Chosen::Cancelled => {}
            Chosen::NoDialog => self.open_chooser(purpose),
        }
    }

    /// The id of what is being filled in, or looked at.
    fn open_now(&self) -> String {
        if let Some(old) = self.old_sheet.as_ref().filter(|_| self.screen == Screen::OldSheet) {
            return old.file_name();
        }
        self.filling.as_ref().map(|filling| filling.started.clone()).unwrap_or_default()
    }

    fn take_file(&mut self, purpose: Purpose, path: PathBuf, ctx: &Context) {
        match purpose {
            Purpose::Open => self.open_files(vec![path]),
            Purpose::Save(after) => self.save_to(&path, after, ctx),
            Purpose::Export(format) => self.export_to(path, format, ctx),
        }
    }

    fn open_chooser(&mut self, purpose: Purpose) {
        let chooser = Chooser::new(purpose, &self.folder_of_files(), &self.suggested_name(purpose));
        let field = chooser.field();
        self.lay_over(Overlay::Chooser(chooser), Some(field));
    }

    /// Where files are looked for first: beside the last one, else among the person's documents.
    fn folder_of_files(&self) -> PathBuf {
        let last = self.recent.files.first().and_then(|file| file.parent()).filter(|folder| folder.is_dir());
        last.map(Path::to_owned).or_else(crate::files::documents).unwrap_or_else(|| PathBuf::from("."))
    }

    fn suggested_name(&self, purpose: Purpose) -> String {
        match purpose {
            Purpose::Open => String::new(),
            Purpose::Export(format) => self.export_name(format),
            Purpose::Save(_) if self.screen == Screen::OldSheet => self.open_now(),
            Purpose::Save(_) => format!("{}-{}.pdf", self.open_now().replace('_', "-"), (self.today)()),
        }
    }

    /// The sheet as it would be printed now.
    pub(super) fn sheet(&self) -> Option<Summary> {
        if self.screen == Screen::OldSheet {
            return self.old_sheet.as_ref().and_then(OldSheet::sheet).cloned();
        }
        let filling = self.filling.as_ref()?;
        Some(summarize(&filling.evaluation(), &filling.answers, &self.wording, &self.wishes(filling)))
    }

    /// Saves the sheet there, and does what is to come after it.
    pub(super) fn save_to(&mut self, path: &Path, after: After, ctx: &Context) {
        let Some(summary) = self.sheet() else { return };
        let options = self.pdf_options();
        let written = pdf(&summary, &options, installed_fonts())
            .map_err(|error| error.to_string())
            .and_then(|content| write_whole(path, &content).map_err(|error| in_words(&error)));
        match written {
            Ok(()) => {
                if matches!(self.overlay, Some(Overlay::Chooser(_))) {
                    self.close();
                }
                self.saved = Some(Saved { path: path.to_owned(), summary, options });
                self.remember(path);
                self.finish();
                self.tell(format!("The sheet is saved as {}.", path.display()), false);
                self.hand_on(path, after, ctx);
            }
            Err(error) => self.tell(format!("The sheet cannot be saved as {}: {error}.", path.display()), true),
        }
    }

    /// Does something with the sheet in its file; where the sheet is not saved as it is now, it is saved first.
    pub(super) fn with_saved(&mut self, after: After, ctx: &Context, frame: &eframe::Frame) {
        let options = self.pdf_options();
        let is_now = |saved: &&Saved| {
            saved.options == options && Some(&saved.summary) == self.sheet().as_ref() && saved.path.is_file()
        };
        match self.saved.as_ref().filter(is_now).map(|saved| saved.path.clone()) {
            Some(path) => self.hand_on(&path, after, ctx),
            None => self.ask_for_file(Purpose::Save(after), ctx, frame),
        }
    }

    fn hand_on(&mut self, path: &Path, after: After, ctx: &Context) {
        let (path, helpers) = (path.to_owned(), self.helpers.clone());
        let in_words = |error: io::Error| error.to_string();
        match after {
            After::Nothing => {}
            After::View => self.errands.run(ctx, move || {
                let outcome = helpers.view(&path).map_err(in_words);
                News::Handed(path, outcome)
            }),
            After::Print => self.errands.run(ctx, move || {
                let outcome = print_by_windows(&path).map_err(in_words);
                News::Handed(path, outcome)
            }),
        }
    }

    /// Hears whether another program took the sheet. Where all is well, that program is to be seen.
    pub(super) fn hear_handed(&mut self, path: &Path, outcome: Result<(), String>) {
        if let Err(error) = outcome {
            let name = file_name(path);
            let words = format!("No program could be started for {name}. It lies in {}. ({error})", folder_of(path));
            self.tell(words, true);
        }
    }

    /// Puts the sheet on the clipboard as text.
    pub(super) fn copy(&mut self, ctx: &Context) {
        let Some(summary) = self.sheet() else { return };
        ctx.copy_text(text(&summary));
        self.tell("The sheet is copied as text. Paste it where you need it.".to_owned(), false);
    }
}

fn folder_of(path: &Path) -> String {
    path.parent().map(|folder| folder.display().to_string()).unwrap_or_default()
}

/// What went wrong with a file, in words.
pub(super) fn in_words(error: &io::Error) -> String {
    if error.raw_os_error().is_none() {
        // Ours, and in words already.
        return error.to_string();
    }
    match error.kind() {
        io::ErrorKind::PermissionDenied => "you are not allowed to write there".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder should be".to_owned()
        }
        _ => error.to_string(),
    }
}
