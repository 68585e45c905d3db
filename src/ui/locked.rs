//! The screen while visits are locked, which shows nothing of them.

use super::action::Action;
use super::buttons::{Button, Weight, link};
use super::dialogs::window;
use super::layout;
use super::overlays::first_button;
use super::passphrase::{Place, Typed, Wish};
use super::text::{self, BODY, PART, SCREEN};
use super::top;
use egui::accesskit::Live;
use egui::{Context, Ui};

const FORGOTTEN: &str = "I do not know it any more…";

/// Shows the screen. `work` says what is being done already.
pub(super) fn ui(ui: &mut Ui, typed: &mut Typed, work: Option<&str>, actions: &mut Vec<Action>) {
    top::locked_bar(ui, actions);
    layout::middle(ui, "locked", |ui, columns| {
        ui.add_space(24.0);
        columns.plain(ui, "locked", |ui| {
            text::heading(ui, "Your visits are locked", SCREEN, 1);
            ui.add_space(12.0);
            text::say(ui, "They open with your passphrase.", BODY);
            ui.add_space(24.0);
            let mut unlocks = typed.field(ui, Place::Now);
            typed.show_button(ui);
            ui.add_space(24.0);
            if let Some(work) = work {
                text::announce(&text::say(ui, work, BODY), Live::Polite);
                return;
            }
            unlocks |= Button::new("Unlock", Weight::Primary).key("Enter").show(ui).clicked();
            ui.add_space(16.0);
            if unlocks {
                actions.push(Action::Passphrase(Wish::Unlock));
            }
            if link(ui, FORGOTTEN, FORGOTTEN).clicked() {
                actions.push(Action::Passphrase(Wish::AskToPutAside));
            }
        });
    });
}

/// Asks whether to begin anew without the locked visits.
pub(super) fn ask_to_put_aside(ctx: &Context, actions: &mut Vec<Action>) {
    window(ctx, "put aside", "Begin without your locked visits", |ui| {
        text::heading(ui, "Without the passphrase they stay locked", PART, 2);
        ui.add_space(8.0);
        let words = "Nobody can open them without it, not even the people who make Anteroom. You can put them into a folder of \
                     their own and begin anew. Nothing is deleted: if you find the passphrase again, you can move the files \
                     back to where they were.";
        text::say(ui, words, BODY);
        ui.add_space(20.0);
        ui.horizontal_wrapped(|ui| {
            if Button::new("Try again", Weight::Secondary).id(first_button()).show(ui).clicked() {
                actions.push(Action::Close);
            }
            if Button::new("Put them aside and begin anew", Weight::Danger).show(ui).clicked() {
                actions.push(Action::Passphrase(Wish::PutAside));
            }
        });
    });
}
