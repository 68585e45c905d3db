//! Keeping what is filled in on this computer: a draft after every answer, a visit once its sheet is taken.

use super::app::App;
use super::home;
use super::overlays;
use super::saving::in_words;
use super::state::{Overlay, Screen};
use crate::files::{Drafts, Head, Results, VisitFault, Visits};
use crate::summary::date_in_words;
use egui::{Context, ViewportCommand};
use std::time::{Duration, Instant};

/// How long to wait before trying again to keep what could not be kept.
const PAUSE: Duration = Duration::from_secs(2);

impl App {
    /// Keeps what is filled in. Where that fails it is said once and tried again, and filling in goes on.
    pub(super) fn keep(&mut self) {
        let day = (self.today)();
        let Some(filling) = self.filling.as_ref().filter(|filling| filling.has_begun()) else { return };
        let Some(visits) = &self.visits else { return };
        let mut visit = filling.visit(day);
        if visit.finished.is_some() {
            let (evaluation, answers) = (filling.evaluation(), &filling.answers);
            visit.results = self.sheet().map(|sheet| Results::of(&evaluation, answers, visit.print_private, sheet));
        }
        let kept = visits.save(&mut visit);
        if let Some(filling) = self.filling.as_mut().filter(|_| kept.is_ok()) {
            if visit.finished.is_some() {
                self.past.put(Head::of(&visit));
            }
            filling.kept = visit;
        }
        if let Err(error) = &kept
            && self.unkept_since.is_none()
        {
            let error = in_words(error);
            let words = format!(
                "Your answers cannot be kept on this computer: {error}. It is tried again while this window is open. You \
                 can go on, and save the sheet at the end."
            );
            self.tell(words, true);
        } else if kept.is_ok() && self.unkept_since.is_some() {
            self.tell("Your answers are kept again.".to_owned(), false);
        }
        self.unkept_since = kept.is_err().then(Instant::now);
    }

    /// Tries again to keep what could not be kept.
    pub(super) fn keep_again(&mut self, ctx: &Context) {
        let Some(since) = self.unkept_since else { return };
        if since.elapsed() >= PAUSE {
            self.keep();
        }
        ctx.request_repaint_after(PAUSE);
    }

    /// The sheet was taken: from now on the answers are a visit, and no draft any more.
    pub(super) fn finish(&mut self) {
        let day = (self.today)();
        if let Some(filling) = &mut self.filling {
            filling.kept.finished.get_or_insert(day);
            self.keep();
        }
    }

    /// Keeps the visit and goes to the first screen.
    pub(super) fn finish_and_leave(&mut self) {
        self.finish();
        self.leave();
        if self.screen == Screen::Home {
            self.tell("This visit is kept. You find it on this screen, under “Saved visits”.".to_owned(), false);
        }
    }

    /// Back to the first screen; everything is kept, or else it is asked first.
    pub(super) fn leave(&mut self) {
        self.keep();
        if self.unkept_since.is_some() {
            self.wants_to_close = false;
            self.lay_over(Overlay::Unkept, Some(overlays::first_button()));
        } else {
            self.go_home();
        }
    }

    /// Back to the first screen, or out of the program where that was wanted. What is not kept is lost.
    pub(super) fn leave_unkept(&mut self, ctx: &Context) {
        self.close_all();
        self.unkept_since = None;
        self.go_home();
        if std::mem::take(&mut self.wants_to_close) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// The window does not close while there are answers that could not be kept, unless the person says so.
    pub(super) fn stay_open_for_answers(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        self.keep();
        if self.unkept_since.is_some() {
            self.wants_to_close = true;
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.lay_over(Overlay::Unkept, Some(overlays::first_button()));
        }
    }

    fn go_home(&mut self) {
        self.screen = Screen::Home;
        (self.filling, self.old_sheet) = (None, None);
        self.list();
        self.focus = Some(home::first_button());
    }

    /// What is being filled in. Files that cannot be read are told once.
    pub(super) fn drafts(&mut self) -> Drafts {
        let drafts = self.visits.as_ref().filter(|_| !self.is_locked()).map(Visits::drafts).unwrap_or_default();
        let (today, latest) = ((self.today)(), drafts.drafts.iter().map(|draft| draft.changed.as_str()).max());
        let mut words: Vec<String> = Vec::new();
        for (name, fault) in drafts.faulty.iter().filter(|(name, _)| !self.told_of.contains(name)) {
            words.push(fault_in_words(name, *fault));
        }
        if let Some(latest) = latest.filter(|latest| *latest > today.as_str() && !self.told_of.contains(*latest)) {
            words.push(format!(
                "The clock of this computer says that today is {}, but there are answers of {}. The dates on a sheet may be \
                 wrong.",
                date_in_words(&today),
                date_in_words(latest)
            ));
            self.told_of.insert(latest.to_owned());
        }
        self.told_of.extend(drafts.faulty.iter().map(|(name, _)| name.clone()));
        if !words.is_empty() {
            self.tell(words.join(" "), true);
        }
        drafts
    }
}

/// What is wrong with a file of answers.
pub(super) fn fault_in_words(name: &str, fault: VisitFault) -> String {
    match fault {
        VisitFault::Damaged => format!("Answers cannot be read, because their file is damaged. It is kept as {name}."),
        VisitFault::Newer => {
            format!("A newer version of Anteroom wrote the answers in {name}. This one leaves them as they are.")
        }
        VisitFault::Locked => format!("The answers in {name} are locked."),
        VisitFault::Unreadable => format!("The answers in {name} cannot be read. The file is left as it is."),
    }
}
