//! What the editor asks before a text could be lost.

use super::action::Edit;
use super::difference::Difference;
use crate::ui::action::Action;
use crate::ui::buttons::{Button, Weight};
use crate::ui::dialogs::window;
use crate::ui::overlays::first_button;
use crate::ui::text::{self, BODY, CODE, PART, STRONG};
use egui::{Context, Ui};

/// At most so many lines of a difference are shown.
const MOST_LINES: usize = 8;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Question {
    /// Somebody else changed the file.
    ChangedOnDisk(Difference),
    /// There are changes of the last time that were never saved.
    TakeUp(Difference),
    /// The editor is left with unsaved changes.
    Leave,
}

impl Question {
    /// Shows it; `file` is the name of the file.
    pub(in crate::ui) fn ui(&self, ctx: &Context, file: &str, actions: &mut Vec<Action>) {
        match self {
            Self::ChangedOnDisk(difference) => {
                ask(ctx, &format!("{file} was changed by somebody else"), |ui| {
                    text::say(ui, "The file is not as it was when it was read here. Only one text can stay.", BODY);
                    show(ui, difference, "In the file");
                    choices(
                        ui,
                        actions,
                        &[
                            ("Keep the text that is here", Edit::KeepMine, Weight::Secondary),
                            ("Take the text of the file", Edit::TakeTheirs, Weight::Quiet),
                        ],
                    );
                });
            }
            Self::TakeUp(difference) => {
                ask(ctx, &format!("Changes of {file} were not saved"), |ui| {
                    text::say(ui, "They were kept when the program ended. You can go on with them.", BODY);
                    show(ui, difference, "In the file");
                    choices(
                        ui,
                        actions,
                        &[
                            ("Go on with them", Edit::TakeUpUnsaved, Weight::Secondary),
                            ("Delete them", Edit::DropUnsaved, Weight::Danger),
                        ],
                    );
                });
            }
            Self::Leave => {
                ask(ctx, &format!("{file} is not saved yet"), |ui| {
                    text::say(ui, "Your changes are only here so far.", BODY);
                    choices(
                        ui,
                        actions,
                        &[
                            ("Save and leave", Edit::SaveAndLeave, Weight::Secondary),
                            ("Leave without saving", Edit::LeaveUnsaved, Weight::Danger),
                        ],
                    );
                });
            }
        }
    }
}

fn ask(ctx: &Context, title: &str, add: impl FnOnce(&mut Ui)) {
    window(ctx, "editor asks", title, |ui| {
        text::heading(ui, title, PART, 2);
        ui.add_space(8.0);
        add(ui);
    });
}

fn choices(ui: &mut Ui, actions: &mut Vec<Action>, choices: &[(&str, Edit, Weight)]) {
    ui.add_space(20.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for (at, (words, edit, weight)) in choices.iter().enumerate() {
            let mut button = Button::new(words, *weight);
            if at == 0 {
                button = button.id(first_button());
            }
            if button.show(ui).clicked() {
                actions.push(Action::Edit(edit.clone()));
            }
        }
    });
}

/// Shows where the texts differ.
fn show(ui: &mut Ui, difference: &Difference, theirs: &str) {
    ui.add_space(12.0);
    text::whisper(ui, &format!("They differ from line {} on.", difference.line));
    for (words, lines) in [(theirs, &difference.theirs), ("Here", &difference.mine)] {
        ui.add_space(8.0);
        text::say(ui, words, STRONG);
        for line in lines.iter().take(MOST_LINES) {
            text::say(ui, if line.is_empty() { " " } else { line }, CODE);
        }
        match lines.len().saturating_sub(MOST_LINES) {
            _ if lines.is_empty() => text::whisper(ui, "Nothing in this place"),
            0 => continue,
            more => text::whisper(ui, &format!("and {more} more lines")),
        };
    }
}
