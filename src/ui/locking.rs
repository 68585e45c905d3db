//! Locking visits, opening them, and what becomes of their passphrase. The slow parts run beside the window.

use super::answering;
use super::app::App;
use super::errands::News;
use super::overlays;
use super::passphrase::{Offer, Place, Task, Typed, Wish};
use super::review;
use super::saving::in_words;
use super::state::{Met, Overlay, Screen};
use super::summary;
use crate::files::{Effort, Left, Sealing, UnlockFault, Vault, Visits};
use egui::Context;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// What the window remembers about the lock.
#[derive(Default)]
pub(super) struct Locking {
    /// What was typed.
    pub(super) typed: Typed,
    /// Words about what is being done.
    pub(super) work: Option<String>,
    /// When something was last pressed, typed or moved, in seconds of the window's time.
    last_input: f64,
}

/// Why something was not done to a passphrase.
#[derive(Debug)]
pub(super) enum TaskFault {
    /// What was typed does not open the visits.
    Passphrase(UnlockFault),
    /// The system does not let it be done.
    System(io::Error),
}

impl App {
    /// The program with another effort for new passphrases.
    #[must_use]
    pub fn with_effort(self, effort: Effort) -> Self {
        let vault = |folder: &std::path::Path| Visits::of(Vault::of(folder).with_effort(effort));
        Self { visits: self.folders.as_ref().map(|folders| vault(&folders.visits)), ..self }
    }

    fn vault(&self) -> Option<Arc<Vault>> {
        self.visits.as_ref().map(|visits| Arc::clone(visits.vault()))
    }

    /// True where nothing of the visits may be shown before the passphrase is typed.
    pub(super) fn is_locked(&self) -> bool {
        self.visits.as_ref().is_some_and(|visits| visits.vault().is_locked())
    }

    /// True where the visits are open and can be locked.
    pub(super) fn can_be_locked(&self) -> bool {
        let sealing =
            self.visits.as_ref().filter(|_| !self.is_locked()).and_then(|visits| visits.vault().sealing().ok());
        sealing.is_some_and(|sealing| sealing != Sealing::Plain)
    }

    /// What the settings offer.
    pub(super) fn passphrase_offer(&self) -> Offer {
        let may_write = self.visits.as_ref().is_some_and(Visits::may_write);
        match &self.locking.work {
            _ if self.is_locked() || !may_write => Offer::Nothing,
            Some(work) => Offer::Wait(work.clone()),
            None if self.can_be_locked() => Offer::Change,
            None => Offer::Set,
        }
    }

    /// Does what was wished about the passphrase.
    pub(super) fn apply_wish(&mut self, wish: Wish, ctx: &Context) {
        match wish {
            Wish::Ask(task) => {
                self.locking.typed.forget(ctx);
                self.lay_over(Overlay::Passphrase(task), Some(task.entry()));
            }
            Wish::Do(task) => self.do_task(task, ctx),
            Wish::Unlock => self.unlock(ctx),
            Wish::Lock => self.lock(ctx),
            Wish::AskToPutAside => self.lay_over(Overlay::PutAside, Some(overlays::first_button())),
            Wish::PutAside => self.put_aside(ctx),
        }
    }

    fn unlock(&mut self, ctx: &Context) {
        let Some(vault) = self.vault().filter(|_| self.locking.work.is_none()) else { return };
        let passphrase = self.locking.typed.known();
        self.locking.work = Some("Your visits are being opened. This takes a moment.".to_owned());
        self.errands.run(ctx, move || News::Unlocked(vault.unlock(&passphrase)));
    }

    /// The visits are open, or not.
    pub(super) fn hear_unlocked(&mut self, outcome: Result<(), UnlockFault>, ctx: &Context) {
        self.locking.work = None;
        if let Err(fault) = outcome {
            return self.mend_typed(Place::Now, fault.to_string());
        }
        self.locking.typed.forget(ctx);
        self.locking.last_input = ctx.input(|input| input.time);
        self.begin_unlocked();
        if self.visits.as_ref().is_some_and(Visits::may_write) {
            // Where the last start was killed half-way, it is gone on with.
            self.bring_over(ctx);
        }
    }

    fn begin_unlocked(&mut self) {
        if let Some(visits) = &self.visits {
            visits.tidy();
        }
        self.screen = if self.editor.is_some() { Screen::Editor } else { Screen::Home };
        self.close_all();
        self.list();
        self.focus = self.first_of_screen();
    }

    fn do_task(&mut self, task: Task, ctx: &Context) {
        let Some(vault) = self.vault().filter(|_| self.locking.work.is_none()) else { return };
        let now = self.locking.typed.known();
        let new = if task == Task::Remove { Ok(now.clone()) } else { self.locking.typed.chosen() };
        let new = match new {
            Ok(new) => new,
            Err(place) => return self.focus = Some(place.id()),
        };
        self.locking.work = Some("This takes a moment.".to_owned());
        self.errands.run(ctx, move || {
            let known = if task == Task::Set { Ok(()) } else { vault.unlock(&now).map_err(TaskFault::Passphrase) };
            let done = known.and_then(|()| {
                let done = match task {
                    Task::Set => vault.set(&new),
                    Task::Change => vault.change(&new),
                    Task::Remove => vault.remove(),
                };
                done.map_err(TaskFault::System)
            });
            News::Passphrase(task, done)
        });
    }

    /// The passphrase is set, changed or being removed, or not.
    pub(super) fn hear_passphrase(&mut self, task: Task, outcome: Result<(), TaskFault>, ctx: &Context) {
        self.locking.work = None;
        match outcome {
            Err(TaskFault::Passphrase(fault)) => return self.mend_typed(Place::Now, fault.to_string()),
            Err(TaskFault::System(error)) => {
                let words = format!("The passphrase stays as it was: {}.", in_words(&error));
                self.tell(words, true);
            }
            Ok(()) => {
                let words = match task {
                    Task::Set => "Your visits are being sealed. From now on they open with your passphrase only.",
                    Task::Change => "From now on the new passphrase opens your visits.",
                    Task::Remove => "Your visits are being opened for good. They need no passphrase any more.",
                };
                self.tell(words.to_owned(), false);
                self.keep_recent();
                if task != Task::Change {
                    self.bring_over(ctx);
                }
            }
        }
        self.locking.typed.forget(ctx);
        if matches!(self.overlay, Some(Overlay::Passphrase(_))) {
            self.close();
        }
    }

    fn mend_typed(&mut self, place: Place, words: String) {
        self.focus = Some(self.locking.typed.mark(place, words).id());
    }

    /// Gives all files the form that they are to have.
    fn bring_over(&mut self, ctx: &Context) {
        let Some(vault) = self.vault() else { return };
        self.locking.work = Some("Your visits are being brought over.".to_owned());
        self.errands.run_telling(ctx, move |tell| {
            let left = vault.finish(&mut |done, of| {
                if done % 20 == 0 {
                    tell(News::BroughtOver(done, of));
                }
            });
            News::AllBroughtOver(left)
        });
    }

    /// So many files are brought over.
    pub(super) fn hear_brought_over(&mut self, done: usize, of: usize) {
        self.locking.work = Some(format!("{done} of {of} files are brought over. You can go on meanwhile."));
    }

    /// All files are brought over, but for these.
    pub(super) fn hear_all_brought_over(&mut self, left: io::Result<Vec<Left>>) {
        self.locking.work = None;
        let words = match left {
            Ok(left) => left.first().map(|first| {
                let more = if left.len() > 1 { format!(", and {} more", left.len() - 1) } else { String::new() };
                format!("{} cannot be brought over{more}: {}. It stays as it is.", first.file, in_words(&first.error))
            }),
            Err(error) => Some(format!("Your visits cannot be brought over: {}.", in_words(&error))),
        };
        if let Some(words) = words.filter(|_| !self.is_locked()) {
            self.tell(words, true);
        }
    }

    /// Keeps what is filled in, takes everything of the visits off the screen, and forgets the key.
    pub(super) fn lock(&mut self, ctx: &Context) {
        let Some(vault) = self.vault().filter(|_| self.can_be_locked() && self.locking.work.is_none()) else { return };
        self.keep();
        if self.unkept_since.is_some() {
            // To lock now would lose them; why they cannot be kept is said already.
            return;
        }
        self.keep_text();
        vault.lock();
        self.close_all();
        if let Some(mut filling) = self.filling.take() {
            filling.wipe();
        }
        self.forget_visits();
        (self.saved, self.notice, self.last_item) = (None, None, None);
        self.answering = answering::State::default();
        (self.review, self.summary, self.met) = (review::State::default(), summary::State::default(), Met::default());
        self.locking.typed.forget(ctx);
        // What fields remember of what was typed into them.
        ctx.data_mut(egui::util::IdTypeMap::clear);
        self.begin_locked();
    }

    /// Shows the lock where the visits are locked.
    pub(super) fn begin_locked(&mut self) {
        if self.is_locked() {
            self.screen = Screen::Locked;
            self.list();
            self.focus = self.first_of_screen();
        }
    }

    /// Locks after the time that the person chose, if nothing was pressed, typed or moved.
    pub(super) fn lock_when_left_alone(&mut self, ctx: &Context) {
        let (time, has_input) = ctx.input(|input| (input.time, !input.events.is_empty()));
        if has_input {
            self.locking.last_input = time;
        }
        let minutes = self.settings.lock_after_minutes;
        if minutes == 0 || !self.can_be_locked() {
            return;
        }
        let left = self.locking.last_input + f64::from(minutes) * 60.0 - time;
        if left <= 0.0 {
            self.lock(ctx);
        }
        ctx.request_repaint_after(Duration::from_secs_f64(left.max(1.0)));
    }

    fn put_aside(&mut self, ctx: &Context) {
        let Some(vault) = self.vault().filter(|_| self.visits.as_ref().is_some_and(Visits::may_write)) else { return };
        match vault.put_aside() {
            Ok(folder) => {
                self.locking.typed.forget(ctx);
                self.begin_unlocked();
                self.tell(format!("Your locked visits lie in the folder {folder}, beside the new ones."), false);
            }
            Err(error) => self.tell(format!("Your visits cannot be put aside: {}.", in_words(&error)), true),
        }
    }
}
