//! The person's own questionnaires are watched: what is saved in any editor is there at once, also in a form that is open.

use super::answering;
use super::app::App;
use super::filling::Filling;
use super::home;
use super::review;
use super::state::{Met, Screen};
use super::summary;
use crate::files::{Folders, Library, Settings, Visit, Watch, emergency_wording};
use crate::questionnaire::{Form, Part};
use egui::Context;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

impl App {
    /// Hears from now on when a questionnaire of the person is saved. Where the folder cannot be watched, it is read anew
    /// only when the window is opened.
    pub fn watch(&mut self, ctx: &Context) {
        let Some(folder) = self.folders.as_ref().map(|folders| folders.questionnaires.clone()) else { return };
        let Ok(mut watch) = Watch::folder(&folder) else { return };
        let (send, changes) = channel();
        let ctx = ctx.clone();
        thread::spawn(move || {
            while watch.wait().is_ok() && send.send(()).is_ok() {
                ctx.request_repaint();
            }
        });
        self.changes = Some(changes);
    }

    /// Reads the questionnaires anew where any was saved.
    pub(super) fn hear_changes(&mut self) {
        if self.changes.as_ref().is_some_and(|changes: &Receiver<()>| changes.try_iter().count() > 0) {
            self.read_anew();
        }
    }

    /// Takes over what lies in the folder of the person's questionnaires now. A form that is open keeps its answers; while
    /// its new version has faults, it goes on with the one before.
    fn read_anew(&mut self) {
        let Some(folders) = self.folders.clone() else { return };
        self.keep();
        self.library = self.library_now(&folders);
        if let (Some(wording), _) = emergency_wording(Some(&folders.questionnaires)) {
            self.own_wording = wording;
        }
        self.list();
        self.take_over("The questionnaire was changed.");
    }

    /// Everything in the language that is chosen.
    pub(super) fn library_in_language(&self) -> Cow<'_, Library> {
        match self.settings.language.as_str() {
            "" => Cow::Borrowed(&self.library),
            tag => Cow::Owned(self.library.in_language(tag)),
        }
    }

    /// Takes over the settings. Another language is seen at once, also in a form that is open.
    pub(super) fn set(&mut self, settings: Settings) {
        let is_other_language = settings.language != self.settings.language;
        self.settings = settings;
        self.keep_settings();
        if is_other_language {
            self.keep();
            self.list();
            self.take_over("The language was changed.");
        }
    }

    /// Goes on in an open form as it is now, if it is another one than before, and says why.
    fn take_over(&mut self, why: &str) {
        let library = self.library_in_language().into_owned();
        let Some(filling) = &self.filling else { return };
        match home::form_for(&library, &filling.started) {
            Ok(form) if is_changed(&filling.form, &form) => {
                let filling = filling.onto(form, (self.today)());
                self.go_on_with(filling, why);
            }
            Ok(_) => {}
            Err(faults) => {
                let fault = faults.iter().find(|it| it.is_error()).or(faults.first());
                let fault = fault.map_or_else(String::new, |fault| home::fault_in_words(&library, fault));
                let words =
                    format!("The questionnaire was saved with a fault. {fault}. Here it goes on as it was before.");
                self.tell(words, true);
            }
        }
    }

    /// What ships, what lies in the person's folder now, and what was opened from elsewhere.
    fn library_now(&self, folders: &Folders) -> Library {
        let mut library = Library::shipped();
        // A folder that cannot be read adds nothing, as when the window was opened.
        library.add_folder(&folders.questionnaires).ok();
        let elsewhere = |path: &&Path| path.parent() != Some(folders.questionnaires.as_path());
        for path in self.library.entries.iter().filter_map(|entry| entry.path.as_deref()).filter(elsewhere) {
            library.add_file(path);
        }
        library
    }

    fn go_on_with(&mut self, mut filling: Filling, why: &str) {
        // What came of a visit stays as it was: under another text, answers make a visit of their own.
        let is_new = filling.kept.finished.is_some() && !filling.kept.fits(&filling.form);
        if is_new {
            filling.kept = Visit::default();
        }
        let before = self.filling.replace(filling);
        let Some((before, filling)) = before.as_ref().zip(self.filling.as_ref()) else { return };
        self.met = carried(&self.met, &before.form, &filling.form);
        let kept = match filling.unfit.len().saturating_sub(before.unfit.len()) {
            0 if is_new => "The visit is kept as it was. From here on, your answers make a new one.",
            0 => "Your answers are kept.",
            _ => "Answers that no longer fit are listed where you look over your answers.",
        };
        if matches!(self.screen, Screen::Emergency(_) | Screen::Card(_) | Screen::Stopped(_)) {
            self.screen = self.before.clone();
        }
        self.answering = answering::State::default();
        self.review = review::State::default();
        self.summary = summary::State::default();
        self.last_item = None;
        self.tell(format!("{why} {kept}"), false);
    }
}

fn is_changed(before: &Form, now: &Form) -> bool {
    let of_part = |part: &Part| [part.fingerprint.clone(), part.translation.clone()];
    let prints = |form: &Form| form.parts.iter().map(of_part).collect::<Vec<_>>();
    prints(before) != prints(now)
}

/// The messages that were met, at their places in the new form.
fn carried(met: &Met, before: &Form, now: &Form) -> Met {
    let topic = |at: &usize| {
        let id = &before.topics.get(*at)?.id;
        now.topics.iter().position(|topic| topic.id == *id)
    };
    let card = |at: &usize| {
        let id = &before.cards.get(*at)?.id;
        now.cards.iter().position(|card| card.id == *id)
    };
    Met {
        topics: met.topics.iter().filter_map(topic).collect::<BTreeSet<_>>(),
        cards: met.cards.iter().filter_map(card).collect::<BTreeSet<_>>(),
        gate: None,
    }
}
