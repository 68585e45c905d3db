//! What lies over a screen: the list of keys, and the question before something is deleted.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::command::Command;
use super::dialogs::window;
use super::text::{self, BODY, HELP_BOLD, PART};
use egui::{Context, Id, Ui};

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    Id::unique("overlay first")
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
        ui.allocate_ui(egui::vec2(190.0, 30.0), |ui| {
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
