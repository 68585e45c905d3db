//! What is asked before visits are deleted, exported or worked out anew.

use super::{Act, Past, words};
use crate::files::{ExportFormat, Head};
use crate::ui::action::Action;
use crate::ui::buttons::{Button, Weight};
use crate::ui::dialogs::window;
use crate::ui::overlays::first_button;
use crate::ui::text::{self, BODY, HELP, HELP_BOLD, PART};
use egui::{Context, Ui, vec2};

/// More names than this are counted.
const NAMED: usize = 8;
const SHEETS_STAY: &str = "Sheets that you saved as PDF are not deleted. They stay where you saved them.";

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Question {
    /// Whether these may be deleted.
    Delete {
        /// Their ids.
        ids: Vec<String>,
        /// What tells them apart.
        names: Vec<String>,
        /// How many visits there are.
        all: usize,
    },
    /// Whether everything may be deleted.
    DeleteAll {
        /// How many visits there are.
        all: usize,
    },
    /// What is to be exported, and how.
    Export {
        /// The ids of those that are ticked.
        ids: Vec<String>,
        /// What tells them apart.
        names: Vec<String>,
        /// How many visits there are.
        all: usize,
        /// All of them and not only those that are ticked.
        takes_all: bool,
    },
    /// Whether a visit is to be begun anew with the answers of an old one.
    WorkOutAnew {
        /// The day of the old one, in words.
        day: String,
        /// Questions and answers that have no place any more.
        unfit: Vec<(String, String)>,
    },
}

impl Question {
    /// The question before those that are ticked are deleted; before all are where none is ticked.
    #[must_use]
    pub(super) fn delete(ticked: &[Head], past: &Past) -> Self {
        let all = past.count();
        match ticked {
            [] => Self::DeleteAll { all },
            ticked => Self::Delete { ids: ids(ticked), names: names(ticked), all },
        }
    }

    /// The question before those that are ticked are exported, or all.
    #[must_use]
    pub(super) fn export(ticked: &[Head], past: &Past) -> Self {
        Self::Export { ids: ids(ticked), names: names(ticked), all: past.count(), takes_all: ticked.is_empty() }
    }

    /// Shows it over the screen.
    pub(in crate::ui) fn ui(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        match self {
            Self::Delete { ids, names, all } => {
                window(ctx, "delete visits", "Delete visits", |ui| delete(ui, ids, (names, *all), actions));
            }
            Self::DeleteAll { all } => {
                window(ctx, "delete visits", "Delete all visits", |ui| delete_all(ui, *all, actions));
            }
            Self::Export { ids, names, all, takes_all } => {
                window(ctx, "export visits", "Export visits", |ui| {
                    export(ui, (ids, names), (*all, takes_all), actions);
                });
            }
            Self::WorkOutAnew { day, unfit } => {
                window(ctx, "work out anew", "Work out anew", |ui| work_out_anew(ui, day, unfit, actions));
            }
        }
    }
}

fn ids(heads: &[Head]) -> Vec<String> {
    heads.iter().map(|head| head.id.clone()).collect()
}

fn names(heads: &[Head]) -> Vec<String> {
    heads.iter().map(words::name).collect()
}

fn list(ui: &mut Ui, names: &[String]) {
    for name in names.iter().take(NAMED) {
        text::say(ui, name, HELP_BOLD);
    }
    if names.len() > NAMED {
        text::whisper(ui, &format!("and {} more", names.len() - NAMED));
    }
}

/// Buttons one after the other, where there is room beside each other.
fn row(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(20.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        add(ui);
    });
}

fn delete(ui: &mut Ui, ids: &[String], (names, all): (&[String], usize), actions: &mut Vec<Action>) {
    let (title, what) = match ids.len() {
        1 => ("Delete this visit for good?".to_owned(), "Delete it for good"),
        many => (format!("Delete these {many} visits for good?"), "Delete them for good"),
    };
    text::heading(ui, &title, PART, 2);
    ui.add_space(8.0);
    list(ui, names);
    ui.add_space(8.0);
    text::say(ui, "Their answers and results are deleted from this computer. Nobody can bring them back.", BODY);
    text::whisper(ui, SHEETS_STAY);
    row(ui, |ui| {
        if Button::new("Do not delete", Weight::Secondary).id(first_button()).show(ui).clicked() {
            actions.push(Action::Close);
        }
        if Button::new(what, Weight::Danger).show(ui).clicked() {
            actions.push(Action::Visits(Act::Delete(ids.to_vec())));
        }
        if all > ids.len() && Button::new("All of them…", Weight::Danger).named("Delete all visits…").show(ui).clicked()
        {
            actions.extend([Action::Close, Action::Visits(Act::Ask(Question::DeleteAll { all }))]);
        }
    });
}

fn delete_all(ui: &mut Ui, all: usize, actions: &mut Vec<Action>) {
    text::heading(ui, &format!("Delete all {}, and everything begun?", words::count(all)), PART, 2);
    ui.add_space(8.0);
    let words = "All visits are deleted from this computer, and so is what you are filling in, and all files of visits \
                 that cannot be read. Nobody can bring them back.";
    text::say(ui, words, BODY);
    text::whisper(ui, SHEETS_STAY);
    row(ui, |ui| {
        if Button::new("Do not delete", Weight::Secondary).id(first_button()).show(ui).clicked() {
            actions.push(Action::Close);
        }
        if Button::new("Delete everything for good", Weight::Danger).show(ui).clicked() {
            actions.push(Action::Visits(Act::DeleteAll));
        }
    });
}

fn export(
    ui: &mut Ui,
    (ids, names): (&[String], &[String]),
    (all, takes_all): (usize, &mut bool),
    actions: &mut Vec<Action>,
) {
    text::heading(ui, "Export visits", PART, 2);
    ui.add_space(8.0);
    text::say(ui, "Anyone who has the exported file can read it. A passphrase does not guard it.", BODY);
    ui.add_space(12.0);
    if ids.is_empty() {
        text::say(ui, &format!("All {} are exported.", words::count(all)), HELP);
    } else {
        ui.horizontal_wrapped(|ui| {
            let (ticked, every) =
                (format!("Ticked: {}", words::count(ids.len())), format!("All: {}", words::count(all)));
            for (words, all_of_them) in [(&ticked, false), (&every, true)] {
                let button = Button::new(words, Weight::Secondary).low().chosen(*takes_all == all_of_them);
                if button.show(ui).clicked() {
                    *takes_all = all_of_them;
                }
            }
        });
        ui.add_space(8.0);
        if !*takes_all {
            list(ui, names);
        }
    }
    ui.add_space(8.0);
    text::whisper(ui, "A table (CSV) is for spreadsheets: one row for each answer. JSON has everything, for programs.");
    let which = (!*takes_all).then(|| ids.to_vec());
    row(ui, |ui| {
        let formats = [("Table (CSV)…", ExportFormat::Csv, true), ("JSON…", ExportFormat::Json, false)];
        for (words, format, is_first) in formats {
            let button = Button::new(words, Weight::Secondary).named(match format {
                ExportFormat::Csv => "Export as a table (CSV)…",
                ExportFormat::Json => "Export as JSON…",
            });
            let button = if is_first { button.id(first_button()) } else { button };
            if button.show(ui).clicked() {
                actions.extend([Action::Close, Action::Visits(Act::Export(which.clone(), format))]);
            }
        }
        if Button::new("Do not export", Weight::Quiet).show(ui).clicked() {
            actions.push(Action::Close);
        }
    });
}

fn work_out_anew(ui: &mut Ui, day: &str, unfit: &[(String, String)], actions: &mut Vec<Action>) {
    text::heading(ui, "Work out the answers anew", PART, 2);
    ui.add_space(8.0);
    let words = format!(
        "A new visit begins, with the answers of {day} and the questionnaire as it is now. You can look over all answers \
         before a new sheet is made. The visit of {day} stays as it is."
    );
    text::say(ui, &words, BODY);
    if !unfit.is_empty() {
        ui.add_space(12.0);
        text::say(ui, "These answers no longer fit. They come along as a list, and can be given anew:", HELP);
        for (asked, shown) in unfit.iter().take(NAMED) {
            text::say(ui, asked, HELP_BOLD);
            text::whisper(ui, shown);
        }
        if unfit.len() > NAMED {
            text::whisper(ui, &format!("and {} more", unfit.len() - NAMED));
        }
    }
    row(ui, |ui| {
        if Button::new("Leave it as it is", Weight::Secondary).id(first_button()).show(ui).clicked() {
            actions.push(Action::Close);
        }
        if Button::new("Begin a new visit with these answers", Weight::Quiet).show(ui).clicked() {
            actions.push(Action::Visits(Act::WorkOutAnew));
        }
    });
}
