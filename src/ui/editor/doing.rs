//! Where every [`Edit`] is done: opening, saving and leaving a text, and hearing what a check of it found.

use super::action::Edit;
use super::checking::{Report, SheetOf};
use super::difference::Difference;
use super::document::{Document, Kept};
use super::{Editor, Question, pane};
use crate::definition::starter;
use crate::files::{Unsaved, shipped_text, write_new};
use crate::summary::Wishes;
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::errands::News;
use crate::ui::home;
use crate::ui::opening::file_name;
use crate::ui::overlays;
use crate::ui::saving::in_words;
use crate::ui::state::{Overlay, Screen};
use egui::{Context, Ui};
use std::io;
use std::path::{Path, PathBuf};

/// Files of one name that are tried before it is given up.
const MOST_NAMES: usize = 1000;

impl App {
    /// Does what the editor asked for.
    pub(in crate::ui) fn edit(&mut self, edit: Edit, ctx: &Context) {
        match edit {
            Edit::Open(path) => self.open_editor(&path, ctx),
            Edit::Copy(id) => match shipped_text(&id) {
                Some((_, text)) => self.edit_new(&id, text, ctx),
                None => self.tell("This questionnaire is in no file that could be copied.".to_owned(), true),
            },
            Edit::New => self.edit_new("my_questionnaire", &starter("my_questionnaire"), ctx),
            Edit::Save => _ = self.save_text(),
            Edit::Renamed(others) => self.save_renamed(&others),
            Edit::KeepMine => {
                self.close();
                if let Some(editor) = &mut self.editor {
                    editor.document.accept_disk();
                }
                self.save_text();
            }
            Edit::TakeUpUnsaved => self.close(),
            Edit::TakeTheirs | Edit::DropUnsaved => self.take_theirs(ctx),
            Edit::Leave => self.ask_to_leave_text(),
            Edit::LeaveUnsaved => self.leave_text(),
            Edit::SaveAndLeave => {
                self.close();
                if self.save_text() {
                    self.leave_text();
                }
            }
        }
    }

    /// Writes a text under a free name among the person's own questionnaires, and edits it.
    fn edit_new(&mut self, name: &str, text: &str, ctx: &Context) {
        let Some(folder) = self.folders.as_ref().map(|folders| folders.questionnaires.clone()) else {
            return self.tell("There is no folder for questionnaires on this computer.".to_owned(), true);
        };
        match write_under_free_name(&folder, name, text) {
            Ok(path) => {
                self.library.read_again(&path);
                self.open_editor(&path, ctx);
            }
            Err(error) => self.tell(format!("The file cannot be written: {}.", in_words(&error)), true),
        }
    }

    fn open_editor(&mut self, path: &Path, ctx: &Context) {
        let mut document = match Document::open(path) {
            Ok(document) => document,
            Err(reason) => return self.tell(format!("It cannot be edited: {reason}."), true),
        };
        self.close_all();
        self.keep();
        self.filling = None;
        let kept = self.folders.as_ref().and_then(|folders| Unsaved::load(&folders.visits, path));
        let kept = kept.map(|kept| kept.text).filter(|text| *text != document.text);
        let difference = kept.as_ref().map(|kept| Difference::between(kept, &document.text));
        pane::forget(ctx);
        if let Some(text) = kept {
            pane::remember(ctx, &document.text, 0);
            document.text = text;
        }
        let mut library = self.library.clone();
        // A folder that cannot be listed adds no neighbours.
        path.parent().map(|folder| library.add_folder(folder).ok());
        let mut editor = Editor::new(document, library);
        editor.pane.go_to(0..0);
        self.editor = Some(editor);
        self.screen = Screen::Editor;
        self.focus = Some(pane::id());
        if let Some(difference) = difference {
            self.lay_over(Overlay::Editor(Question::TakeUp(difference)), Some(overlays::first_button()));
        }
    }

    /// Shows the editor, has its text checked, and looks whether the file is still as it was.
    pub(in crate::ui) fn show_editor(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if let Some(editor) = &mut self.editor {
            editor.ui(ui, self.overlay.is_some(), actions);
        }
        self.check_text(ui.ctx());
        self.look_at_file(ui.ctx());
    }

    /// Sends a text off to be checked, and to be kept until it is saved.
    fn check_text(&mut self, ctx: &Context) {
        let sheet = SheetOf {
            example: 0,
            wording: self.own_wording.clone(),
            wishes: Wishes { day: (self.today)(), region: self.settings.region.clone(), ..Wishes::default() },
            options: self.pdf_options(),
        };
        let Some(editor) = &mut self.editor else { return };
        let Some(check) = editor.due(|example| SheetOf { example, ..sheet }) else { return };
        let kept = self.folders.as_ref().map(|folders| folders.visits.clone()).zip(editor.unsaved());
        self.errands.run(ctx, move || {
            let kept = kept.map_or(Ok(()), |(folder, unsaved)| unsaved.save(&folder));
            News::Checked(Box::new(check.run()), kept)
        });
    }

    /// Takes over what a check found.
    pub(in crate::ui) fn hear_check(&mut self, report: Report, kept: io::Result<()>) {
        if let Err(error) = kept
            && !self.told_about_text
        {
            self.told_about_text = true;
            self.tell(format!("What you type cannot be kept before it is saved: {}.", in_words(&error)), true);
        }
        let Some(editor) = &mut self.editor else { return };
        editor.hear(report);
        if !editor.document.is_changed() {
            self.drop_unsaved();
        }
    }

    /// The file may have been changed by somebody else while another window had the keyboard.
    fn look_at_file(&mut self, ctx: &Context) {
        let has_focus = ctx.input(|input| input.focused);
        let Some(editor) = &mut self.editor else { return };
        let came_back = has_focus && !std::mem::replace(&mut editor.had_window_focus, has_focus);
        if let Some(theirs) = came_back.then(|| editor.document.changed_on_disk()).flatten() {
            self.ask_which_stays(&theirs);
        }
    }

    fn ask_which_stays(&mut self, theirs: &str) {
        let Some(editor) = &self.editor else { return };
        let difference = Difference::between(&editor.document.text, theirs);
        self.lay_over(Overlay::Editor(Question::ChangedOnDisk(difference)), Some(overlays::first_button()));
    }

    /// True where it is on disk.
    fn save_text(&mut self) -> bool {
        let Some(editor) = &mut self.editor else { return true };
        let (path, name) = (editor.document.path.clone(), editor.document.name());
        match editor.document.save() {
            Ok(Kept::Saved) => {
                self.drop_unsaved();
                self.library.read_again(&path);
                self.remember(&path);
                true
            }
            Ok(Kept::ChangedMeanwhile(theirs)) => {
                self.ask_which_stays(&theirs);
                false
            }
            Err(error) => {
                self.tell(format!("{name} cannot be saved: {}. Your text is still here.", in_words(&error)), true);
                false
            }
        }
    }

    /// Saves a text after a name was changed in it and in other files, and says in which.
    fn save_renamed(&mut self, others: &[PathBuf]) {
        for path in others {
            self.library.read_again(path);
        }
        let names = others.iter().map(|path| file_name(path)).collect::<Vec<_>>().join(", ");
        if self.save_text() {
            self.tell(format!("Changed and saved here and in {names}."), false);
        }
    }

    /// Puts what the file says in place of the text that is here.
    fn take_theirs(&mut self, ctx: &Context) {
        self.close();
        let Some(editor) = &mut self.editor else { return };
        editor.document.accept_disk();
        let (theirs, place) = (editor.document.text_on_disk(), editor.pane.cursor);
        editor.replace(ctx, theirs, place);
        self.drop_unsaved();
    }

    fn ask_to_leave_text(&mut self) {
        if self.editor.as_ref().is_some_and(|editor| editor.document.is_changed()) {
            self.lay_over(Overlay::Editor(Question::Leave), Some(overlays::first_button()));
        } else {
            self.leave_text();
        }
    }

    fn leave_text(&mut self) {
        self.drop_unsaved();
        self.editor = None;
        self.close_all();
        self.screen = Screen::Home;
        self.list();
        self.focus = Some(home::first_button());
    }

    /// What was kept of an unsaved text is needed no longer.
    fn drop_unsaved(&mut self) {
        if let Some((folders, editor)) = self.folders.as_ref().zip(self.editor.as_ref())
            && let Err(error) = Unsaved::delete(&folders.visits, &editor.document.path)
        {
            self.tell(format!("The unsaved text cannot be deleted: {}.", in_words(&error)), true);
        }
    }

    /// Keeps the text as it is when the window goes.
    pub(in crate::ui) fn keep_text(&self) {
        let unsaved = self.editor.as_ref().and_then(Editor::unsaved);
        if let Some((folders, unsaved)) = self.folders.as_ref().zip(unsaved) {
            // The window is gone: where it cannot be kept, nobody can be told.
            unsaved.save(&folders.visits).ok();
        }
    }
}

impl Editor {
    /// The name of the file.
    pub(in crate::ui) fn file_name(&self) -> String {
        self.document.name()
    }

    /// The text, where it is not saved.
    fn unsaved(&self) -> Option<Unsaved> {
        let document = &self.document;
        document.is_changed().then(|| Unsaved { file: document.path.clone(), text: document.text.clone() })
    }
}

/// Writes a text as `name.ron`, or `name_2.ron` where there is one already.
fn write_under_free_name(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let names = (2..MOST_NAMES).map(|number| format!("{name}_{number}.ron"));
    for name in std::iter::once(format!("{name}.ron")).chain(names) {
        let path = folder.join(name);
        match write_new(&path, text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            written => return written.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
