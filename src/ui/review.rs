//! The screen that shows every answer: what must be mended, gaps, then all of it. Each can be changed in its place, and
//! left off the sheet.

use super::action::Action;
use super::answer_rows::Rows;
use super::answering;
use super::buttons::{Button, Weight};
use super::callouts;
use super::command::Command;
use super::filling::Filling;
use super::layout::{self, Columns};
use super::question;
use super::text::{self, BODY, HELP, HELP_BOLD, SCREEN, STRONG};
use super::theme::palette;
use super::top::{self, Left};
use crate::evaluation::Evaluation;
use crate::files::Given;
use egui::{CornerRadius, Frame, Id, Margin, Stroke, Ui};

/// What the screen remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The questions that had no known answer when the screen was opened. They keep their place at the top.
    pub(super) gaps: Vec<usize>,
    /// The question that is open to be changed.
    pub(super) open: Option<usize>,
    /// The question opened last, and the questions that were asked before.
    pub(super) changed: Option<(usize, Vec<usize>)>,
    /// True where the person came from the sheet to look at an answer.
    pub(super) from_sheet: bool,
}

impl State {
    /// What it remembers at first.
    #[must_use]
    pub(super) fn enter(filling: &Filling) -> Self {
        let gaps = filling.gaps(&filling.evaluation()).into_iter().map(|(item, _)| item).collect();
        Self { gaps, ..Self::default() }
    }

    /// Opens a question to be changed.
    pub(super) fn open(&mut self, item: usize, filling: &Filling) {
        self.open = Some(item);
        self.changed = Some((item, filling.asked(&filling.evaluation())));
    }
}

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    Id::unique("see your sheet")
}

/// Shows the screen. `asking` is what the questions remember.
pub(super) fn ui(
    ui: &mut Ui,
    filling: &Filling,
    evaluation: &Evaluation,
    (state, asking): (&State, &mut answering::State),
    actions: &mut Vec<Action>,
) {
    keyboard(ui, filling, state, actions);
    top::bar(ui, &Left::new("Not now", Action::Leave, &filling.title), actions);
    layout::page(
        ui,
        "review",
        actions,
        |ui, columns, actions| {
            ui.add_space(24.0);
            columns.plain(ui, "title", |ui| {
                text::heading(ui, "Look over your answers", SCREEN, 1);
                let ink = palette(ui).ink2;
                text::say_in(ui, "Nothing is printed yet. You can change any answer here.", BODY, ink);
            });
            ui.add_space(16.0);
            show_faults(ui, columns, filling, evaluation, actions);
            show_lost(ui, columns, filling, actions);
            let mut rows = Rows { filling, evaluation, state, asking, actions };
            show_gaps(ui, columns, &mut rows);
            for section in filling.sections(evaluation) {
                show_section(ui, columns, section, &mut rows);
            }
        },
        |ui, actions| show_footer(ui, filling, evaluation, actions),
    );
}

fn keyboard(ui: &Ui, filling: &Filling, state: &State, actions: &mut Vec<Action>) {
    if Command::Back.pressed(ui.ctx()) {
        actions.push(Action::Back);
    }
    let focused = ui.memory(egui::Memory::focused);
    let open = state.open.and_then(|at| filling.form.items.get(at).map(|item| question::places(at, item)));
    if focused.is_some_and(|focused| open.is_some_and(|places| places.contains(&focused))) {
        if Command::Next.pressed(ui.ctx()) {
            actions.push(Action::DoneChanging);
        }
    } else if focused.is_none_or(|focused| focused == first_button()) && Command::Next.pressed(ui.ctx()) {
        actions.push(Action::Sheet);
    }
}

fn show_footer(ui: &mut Ui, filling: &Filling, evaluation: &Evaluation, actions: &mut Vec<Action>) {
    if Button::new("Back", Weight::Secondary).show(ui).clicked() {
        actions.push(Action::Back);
    }
    let sheet = Button::new("See your sheet", Weight::Primary).key("Enter").id(first_button());
    let left_off = filling.wishes.left_off.iter().filter(|at| evaluation.is_asked(**at)).count();
    let words = match left_off {
        0 => String::new(),
        1 => "1 answer left off the sheet".to_owned(),
        count => format!("{count} answers left off the sheet"),
    };
    let width = text::width(ui, &words, HELP);
    let room = ui.available_width() - sheet.width(ui) - 16.0;
    if room > width {
        ui.add_space(room - width);
        text::whisper(ui, &words);
        ui.add_space(8.0);
    } else {
        ui.add_space((ui.available_width() - sheet.width(ui)).max(0.0));
    }
    if sheet.show(ui).clicked() {
        actions.push(Action::Sheet);
    }
}

fn show_faults(ui: &mut Ui, columns: Columns, filling: &Filling, evaluation: &Evaluation, actions: &mut Vec<Action>) {
    let faults = evaluation.faults(&filling.answers);
    if faults.is_empty() {
        return;
    }
    let side = |ui: &mut Ui| {
        text::heading(ui, "To mend", STRONG, 2);
        text::whisper(ui, "Nothing can be worked out before");
    };
    columns.block(ui, "faults", side, |ui| {
        for fault in &faults {
            callouts::fault(ui, &fault.text);
            for item in &fault.items {
                let Some(definition) = filling.form.items.get(*item) else { continue };
                let words = format!("Change: {}", definition.short);
                if Button::new(&words, Weight::Quiet).low().show(ui).clicked() {
                    actions.push(Action::ShowItem(*item));
                }
            }
            ui.add_space(8.0);
        }
    });
    ui.add_space(24.0);
}

/// Answers of an older questionnaire that have no place any more.
fn show_lost(ui: &mut Ui, columns: Columns, filling: &Filling, actions: &mut Vec<Action>) {
    if filling.unfit.is_empty() {
        return;
    }
    columns.plain(ui, "lost", |ui| {
        callouts::info(ui, |ui| {
            text::say(
                ui,
                "The questionnaire has changed. These answers no longer fit; they are kept in the file.",
                HELP,
            );
            for (id, given) in &filling.unfit {
                show_unfit(ui, filling, (id, given), actions);
            }
            ui.add_space(4.0);
            let forget = Button::new("Delete these old answers", Weight::Quiet).low().flush();
            if forget.show(ui).clicked() {
                actions.push(Action::ForgetUnfit);
            }
        });
    });
    ui.add_space(24.0);
}

/// An old answer in its old words, and the way to its question where there still is one.
fn show_unfit(ui: &mut Ui, filling: &Filling, (id, given): (&str, &Given), actions: &mut Vec<Action>) {
    let asked = if given.asked.is_empty() { id } else { &given.asked };
    let shown = if given.shown.is_empty() { given.answer.to_string() } else { given.shown.clone() };
    ui.add_space(4.0);
    text::say(ui, asked, HELP_BOLD);
    let item = filling.form.item(id).filter(|item| filling.evaluation().is_asked(*item));
    let why = if item.is_some() { "This can no longer be chosen." } else { "This is not asked any more." };
    text::whisper(ui, &format!("Your answer was: {shown}. {why}"));
    if let Some(item) = item
        && Button::new("Answer it anew", Weight::Quiet)
            .low()
            .flush()
            .named(&format!("Answer anew: {asked}"))
            .show(ui)
            .clicked()
    {
        actions.push(Action::ShowItem(item));
    }
}

fn show_gaps(ui: &mut Ui, columns: Columns, rows: &mut Rows) {
    let shown: Vec<usize> = rows.state.gaps.iter().copied().filter(|at| rows.evaluation.is_asked(*at)).collect();
    if shown.is_empty() {
        return;
    }
    let left = rows.filling.gaps(rows.evaluation).len();
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 10.0 } else { 0.0 });
        let words = match left {
            0 => "No gaps left".to_owned(),
            1 => "1 gap".to_owned(),
            left => format!("{left} gaps"),
        };
        text::heading(ui, &words, STRONG, 2);
        text::whisper(ui, "A gap never counts as “no”");
    };
    columns.block(ui, "gaps", side, |ui| {
        let palette = palette(ui);
        let frame = Frame::new()
            .fill(palette.surface)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(CornerRadius::same(10))
            .inner_margin(Margin::symmetric(20, 8));
        frame.show(ui, |ui| {
            for (row, at) in shown.iter().enumerate() {
                if row > 0 {
                    layout::divider(ui);
                }
                rows.show(ui, *at);
            }
        });
    });
    ui.add_space(28.0);
}

fn show_section(ui: &mut Ui, columns: Columns, section: usize, rows: &mut Rows) {
    let Some(definition) = rows.filling.form.sections.get(section) else { return };
    let asked = rows.filling.asked_in(section, rows.evaluation);
    let known = asked.iter().filter(|at| rows.filling.answers.get(**at).is_known()).count();
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 12.0 } else { 0.0 });
        text::heading(ui, &definition.title, STRONG, 2);
        let all = known == asked.len();
        let words = if all { "All answered".to_owned() } else { format!("{known} of {} answered", asked.len()) };
        text::whisper(ui, &words);
    };
    columns.block(ui, &format!("section {section}"), side, |ui| {
        let shown = asked.iter().copied().filter(|at| !rows.state.gaps.contains(at));
        for (row, at) in shown.enumerate() {
            if row > 0 {
                layout::divider(ui);
            }
            rows.show(ui, at);
        }
    });
    ui.add_space(16.0);
}
