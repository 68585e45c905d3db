//! What lies over a screen: the list of keys, the faults of a file, and questions before something is deleted.

use super::action::Action;
use super::app::App;
use super::buttons::{Button, Weight};
use super::callouts;
use super::command::Command;
use super::dialogs::window;
use super::editor::{Edit, Editor};
use super::locked;
use super::locking::Locking;
use super::opening::{Faulty, Rivals, file_name};
use super::passphrase;
use super::state::Overlay;
use super::summary;
use super::text::{self, BODY, HELP_BOLD, PART};
use crate::summary::date_in_words;
use egui::{Context, Id, Ui};

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    Id::unique("overlay first")
}

impl App {
    /// Shows what lies over the screen, if anything does.
    pub(super) fn show_overlay(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let ctx = ui.ctx().clone();
        let how = summary::paper_in_words(self.pdf_options());
        let file = self.editor.as_ref().map(Editor::file_name).unwrap_or_default();
        match &mut self.overlay {
            None | Some(Overlay::Settings) => {}
            Some(Overlay::Keys) => keys(&ctx, actions),
            Some(Overlay::StartAgain(id)) => {
                let title = self.entries.iter().find(|entry| entry.id == *id).map_or("", |entry| entry.title.as_str());
                start_again(&ctx, title, id, actions);
            }
            Some(Overlay::Unkept) => unkept(&ctx, actions),
            Some(Overlay::Faulty(of)) => faulty(&ctx, of, actions),
            Some(Overlay::Rivals(both)) => rivals(&ctx, both, actions),
            Some(Overlay::Printing(printing)) => printing.ui(&ctx, how, actions),
            Some(Overlay::Editor(question)) => question.ui(&ctx, &file, actions),
            Some(Overlay::Visits(question)) => question.ui(&ctx, actions),
            Some(Overlay::Passphrase(task)) => {
                let Locking { typed, work, .. } = &mut self.locking;
                passphrase::ask(&ctx, *task, typed, work.as_deref(), actions);
            }
            Some(Overlay::PutAside) => locked::ask_to_put_aside(&ctx, actions),
            Some(Overlay::Chooser(chooser)) => chooser.ui(&ctx, actions),
        }
    }
}

/// Lists the keys.
pub(super) fn keys(ctx: &Context, actions: &mut Vec<Action>) {
    window(ctx, "keys", "Keys", |ui| {
        ui.horizontal(|ui| {
            let close = Button::new("Close", Weight::Secondary).low().id(first_button());
            text::heading(ui, "Keys", PART, 2);
            ui.add_space(ui.available_width() - close.width(ui));
            if close.show(ui).clicked() {
                actions.push(Action::Close);
            }
        });
        ui.add_space(12.0);
        let choosing = [
            ("1 to 9, then A, B, C", "Choose an answer, or tick it"),
            ("0", "I don’t know"),
            ("Arrows, Home, End", "Move among the answers of a question"),
            ("Space", "Choose what has the ring, press a button"),
            ("Delete", "Take an answer back"),
            ("Tab, Shift + Tab", "To the next question or button, and back"),
            ("Page Up, Page Down", "Scroll"),
            ("Alt + Up, Alt + Down", "Move a topic on the sheet"),
            ("F8, Shift + F8", "In the editor: the next problem, the one before"),
            ("Ctrl + F, Ctrl + H", "In the editor: find, replace; F3 for the next"),
            ("F12, Shift + F12", "In the editor: where a name is from, or used"),
            ("F2", "In the editor: another name, in all places"),
            ("Ctrl + I", "In the editor: insert something new"),
            ("Ctrl + Shift + F", "In the editor: lay the text out"),
        ];
        for (key, words) in choosing {
            row(ui, key, words);
        }
        for command in Command::ALL {
            row(ui, command.key(), command.label());
        }
    });
}

fn row(ui: &mut Ui, key: &str, words: &str) {
    ui.horizontal(|ui| {
        ui.allocate_ui(egui::vec2(190.0, 28.0), |ui| {
            ui.set_width(190.0);
            text::say(ui, key, HELP_BOLD);
        });
        text::say(ui, words, BODY);
    });
}

/// Asks before a draft is deleted.
pub(super) fn start_again(ctx: &Context, title: &str, id: &str, actions: &mut Vec<Action>) {
    window(ctx, "start again", "Start again", |ui| {
        text::heading(ui, &format!("Start again: {title}"), PART, 2);
        ui.add_space(8.0);
        text::say(ui, "The answers given so far will be deleted from this computer.", BODY);
        ui.add_space(20.0);
        ui.horizontal_wrapped(|ui| {
            if Button::new("Keep them", Weight::Secondary).id(first_button()).show(ui).clicked() {
                actions.push(Action::Close);
            }
            if Button::new("Delete them and start again", Weight::Danger).show(ui).clicked() {
                actions.push(Action::StartAgain(id.to_owned()));
            }
        });
    });
}

/// Asks before answers are lost that cannot be kept.
pub(super) fn unkept(ctx: &Context, actions: &mut Vec<Action>) {
    window(ctx, "unkept", "Answers that are not kept", |ui| {
        text::heading(ui, "Your answers are not kept yet", PART, 2);
        ui.add_space(8.0);
        let words = "They cannot be written to this computer, and are only in this window. If you go now, what you \
                     answered last is lost. You can make room on the disk and wait a moment, or save the sheet elsewhere.";
        text::say(ui, words, BODY);
        ui.add_space(20.0);
        ui.horizontal_wrapped(|ui| {
            if Button::new("Stay with the answers", Weight::Secondary).id(first_button()).show(ui).clicked() {
                actions.push(Action::Close);
            }
            if Button::new("Go and lose them", Weight::Danger).show(ui).clicked() {
                actions.push(Action::LeaveUnkept);
            }
        });
    });
}

/// Lists what is wrong with a questionnaire that was opened.
pub(super) fn faulty(ctx: &Context, faulty: &Faulty, actions: &mut Vec<Action>) {
    let name = file_name(&faulty.path);
    window(ctx, "faulty", "Faults of a questionnaire", |ui| {
        text::heading(ui, &format!("{name} cannot be filled in yet"), PART, 2);
        ui.add_space(8.0);
        text::say(ui, "It has faults. Everything else is as it was.", BODY);
        ui.add_space(12.0);
        for fault in &faulty.faults {
            callouts::fault(ui, &fault.words);
            if let Some(help) = &fault.help {
                text::whisper(ui, help);
            }
            ui.add_space(8.0);
        }
        ui.add_space(12.0);
        ui.horizontal_wrapped(|ui| {
            if Button::new("Close", Weight::Secondary).id(first_button()).show(ui).clicked() {
                actions.push(Action::Close);
            }
            if Button::new("Open in editor", Weight::Quiet).show(ui).clicked() {
                actions.push(Action::Edit(Edit::Open(faulty.path.clone())));
            }
            if Button::new("Read it again", Weight::Quiet).show(ui).clicked() {
                actions.push(Action::OpenFile(faulty.path.clone()));
            }
        });
    });
}

/// Asks which of two sets of answers to go on with.
pub(super) fn rivals(ctx: &Context, rivals: &Rivals, actions: &mut Vec<Action>) {
    let name = file_name(&rivals.path);
    let day = if rivals.kept_on.is_empty() { String::new() } else { format!(" on {}", date_in_words(&rivals.kept_on)) };
    window(ctx, "rivals", "Other answers are kept", |ui| {
        text::heading(ui, &format!("{}: other answers are kept", rivals.title), PART, 2);
        ui.add_space(8.0);
        let words = format!(
            "Answers that you last changed{day} are kept on this computer. The file {name} has others. \
             Only one of them can be kept here; the file itself stays as it is."
        );
        text::say(ui, &words, BODY);
        ui.add_space(20.0);
        ui.horizontal_wrapped(|ui| {
            let keep = Button::new("Keep the answers that are here", Weight::Secondary);
            if keep.id(first_button()).show(ui).clicked() {
                actions.push(Action::Close);
            }
            if Button::new("Delete them and open the file", Weight::Danger).show(ui).clicked() {
                actions.push(Action::ReplaceWith(rivals.path.clone()));
            }
        });
    });
}
