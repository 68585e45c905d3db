//! Where every [`Act`] is done.

use super::old_sheet::OldSheet;
use super::two::Two;
use super::{Act, Offers, Screen as VisitsScreen, State, first_button};
use crate::files::{ExportFormat, Head, Visit, VisitFault, Visits, write_whole};
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::dialogs::Purpose;
use crate::ui::errands::News;
use crate::ui::filling::Filling;
use crate::ui::home;
use crate::ui::keeping::fault_in_words;
use crate::ui::overlays;
use crate::ui::review;
use crate::ui::saving::in_words;
use crate::ui::state::{Overlay, Screen};
use crate::ui::summary;
use egui::{Context, Ui};
use std::path::{Path, PathBuf};

impl App {
    /// Does what was asked for about visits.
    pub(in crate::ui) fn act(&mut self, act: Act, ctx: &Context, frame: &eframe::Frame) {
        match act {
            Act::List => self.list_visits(),
            Act::Open(id) => self.open_visit(&id),
            Act::Ask(question) => self.lay_over(Overlay::Visits(question), Some(overlays::first_button())),
            Act::Delete(ids) => self.delete_visits(&ids),
            Act::DeleteAll => self.delete_all_visits(ctx),
            Act::Export(ids, format) => {
                self.visits_screen.exporting = ids;
                self.ask_for_file(Purpose::Export(format), ctx, frame);
            }
            Act::ExportTo(path, format) => self.export_to(path, format, ctx),
            Act::AskToWorkOutAnew => self.ask_to_work_out_anew(),
            Act::WorkOutAnew => self.work_out_anew(),
            Act::SaySince(says) => self.say_since(says),
            Act::UseEarlier => self.use_earlier(),
            Act::AnswerAnew => self.answer_anew(),
        }
    }

    /// To the list of all visits. What is open is kept and closed.
    fn list_visits(&mut self) {
        self.close_all();
        self.keep();
        if self.unkept_since.is_some() {
            return self.lay_over(Overlay::Unkept, Some(overlays::first_button()));
        }
        (self.filling, self.old_sheet) = (None, None);
        self.screen = Screen::Visits;
        self.focus = Some(first_button());
    }

    /// Shows the list and what it says of the visits that are ticked.
    pub(in crate::ui) fn show_visits(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let may_delete = self.visits.as_ref().is_some_and(Visits::may_write);
        let screen = VisitsScreen { past: &self.past, may_delete };
        screen.ui(ui, &mut self.visits_screen, actions);
        self.compare_ticked();
    }

    /// Reads the two visits that are ticked, where they are not those that were compared last.
    fn compare_ticked(&mut self) {
        let State { ticked, two, .. } = &self.visits_screen;
        let of = (ticked.clone(), self.past.number);
        if ticked.len() != 2 || two.as_ref().is_some_and(|two| two.of == of) {
            return;
        }
        let read = |id: &String| self.visits.as_ref().map_or(Err(VisitFault::Unreadable), |visits| visits.load(id));
        let both: Result<Vec<Visit>, VisitFault> = ticked.iter().map(read).collect();
        self.visits_screen.two = Some(match both.as_deref() {
            Ok([one, other]) => Two::between(of, [one, other], &self.library_in_language(), &self.wording),
            _ => Two::unreadable(of, "One of these visits cannot be read, so they are not compared.".to_owned()),
        });
    }

    /// Opens a finished visit: to be looked over and changed where its questionnaires are as they were, else to look at.
    fn open_visit(&mut self, id: &str) {
        let Some(visits) = &self.visits else { return };
        let visit = match visits.load(id) {
            Ok(visit) => visit,
            Err(fault) => {
                let words = fault_in_words(&format!("visit-{id}.json"), fault);
                self.past.remove(&[id.to_owned()]);
                return self.tell(words, true);
            }
        };
        let is_newer = Head::of(&visit).is_newer();
        self.summary = summary::State::default();
        self.close_all();
        if let Some(old) = OldSheet::of(&visit, &self.library_in_language(), is_newer) {
            (self.filling, self.old_sheet) = (None, Some(old));
            self.screen = Screen::OldSheet;
        } else if let Ok(form) = home::form_for(&self.library_in_language(), &visit.started) {
            self.fill_in(Filling::reopen(&visit, form));
            self.screen = Screen::Sheet;
        }
        self.focus = self.first_of_screen();
    }

    /// Takes everything that is known of visits from memory, as when they are locked.
    pub(in crate::ui) fn forget_visits(&mut self) {
        self.past.forget();
        (self.visits_screen, self.offers, self.old_sheet) = (State::default(), Offers::default(), None);
        if self.screen == Screen::OldSheet {
            self.screen = Screen::Visits;
        }
    }

    fn delete_visits(&mut self, ids: &[String]) {
        self.close_all();
        let Some(visits) = self.visits.clone() else { return };
        let mut deleted = Vec::new();
        let mut fault = None;
        for id in ids {
            match visits.delete(id) {
                Ok(()) => deleted.push(id.clone()),
                Err(error) => fault = Some(in_words(&error)),
            }
        }
        self.past.remove(&deleted);
        self.visits_screen.ticked.retain(|id| !deleted.contains(id));
        self.list();
        self.focus = Some(first_button());
        match fault {
            Some(fault) => self.tell(format!("Not all of it can be deleted: {fault}."), true),
            None if deleted.len() == 1 => self.tell("The visit is deleted.".to_owned(), false),
            None => self.tell(format!("{} visits are deleted.", deleted.len()), false),
        }
    }

    fn delete_all_visits(&mut self, ctx: &Context) {
        self.close_all();
        let Some(visits) = self.visits.clone() else { return };
        self.tell("Your visits are being deleted.".to_owned(), false);
        self.errands.run(ctx, move || News::Deleted(visits.delete_all().map_err(|error| in_words(&error))));
    }

    /// Hears whether everything is deleted.
    pub(in crate::ui) fn hear_deleted(&mut self, outcome: Result<(), String>) {
        self.forget_visits();
        self.list();
        self.focus = self.first_of_screen();
        match outcome {
            Ok(()) => self.tell("All visits are deleted.".to_owned(), false),
            Err(fault) => self.tell(format!("Not all of it can be deleted: {fault}."), true),
        }
    }

    /// The name that a file of exported visits is offered to be saved under.
    pub(in crate::ui) fn export_name(&self, format: ExportFormat) -> String {
        format!("visits-{}.{}", (self.today)(), format.ending())
    }

    /// Writes those that were asked about to a file.
    pub(in crate::ui) fn export_to(&mut self, path: PathBuf, format: ExportFormat, ctx: &Context) {
        self.close_all();
        self.focus = self.first_of_screen();
        let Some(visits) = self.visits.clone() else { return };
        let ids = self.visits_screen.exporting.take();
        self.errands.run(ctx, move || {
            let exported = visits.export(ids.as_deref(), format);
            let written = exported.and_then(|exported| {
                write_whole(&path, &exported.content).map(|()| (exported.count, exported.left_out))
            });
            News::Exported(path, written.map_err(|error| in_words(&error)))
        });
    }

    /// Hears what came of exporting: how many visits, and how many could not be read.
    pub(in crate::ui) fn hear_exported(&mut self, path: &Path, outcome: Result<(usize, usize), String>) {
        match outcome {
            Ok((count, left_out)) => {
                let exported = super::words::count(count);
                let left_out = match left_out {
                    0 => String::new(),
                    many => format!(" {} could not be read, and is not in it.", super::words::count(many)),
                };
                let words = format!(
                    "{exported} exported to {}.{left_out} Anyone who has this file can read it.",
                    path.display()
                );
                self.tell(words, !left_out.is_empty());
            }
            Err(fault) => self.tell(format!("The file {} cannot be written: {fault}.", path.display()), true),
        }
    }

    fn ask_to_work_out_anew(&mut self) {
        let Some(old) = &self.old_sheet else { return };
        let Some(question) = old.question(&self.library_in_language()) else { return };
        let started = old.visit.started.clone();
        if self.drafts().of(&started).is_some() {
            let words = "Answers to this questionnaire are begun already. Finish them, or start them again on the first \
                         screen; then this visit can be worked out anew.";
            return self.tell(words.to_owned(), true);
        }
        self.lay_over(Overlay::Visits(question), Some(overlays::first_button()));
    }

    /// Begins a new visit with the answers of the old one, which stays as it is.
    fn work_out_anew(&mut self) {
        self.close_all();
        let Some(old) = self.old_sheet.take() else { return };
        let Ok(form) = home::form_for(&self.library_in_language(), &old.visit.started) else { return };
        let fresh = Visit {
            id: String::new(),
            finished: None,
            results: None,
            begun: String::new(),
            questionnaires: Vec::new(),
            ..old.visit
        };
        self.fill_in(Filling::reopen(&fresh, form));
        self.go_to(Screen::Review, review::first_button());
    }
}
