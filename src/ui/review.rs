//! The screen that shows every answer: what must be mended, gaps, then all of it. Here the person chooses what to leave off.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::callouts;
use super::command::Command;
use super::filling::{Filling, GapKind};
use super::layout::{self, Columns};
use super::rows;
use super::text::{self, BODY, HELP, SCREEN, STRONG};
use super::theme::palette;
use super::top::{self, Left};
use crate::evaluation::Evaluation;
use crate::questionnaire::Item;
use crate::summary::{Length, answer_in_words};
use egui::{CornerRadius, Frame, Id, Margin, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    Id::unique("see your sheet")
}

/// Shows the screen.
pub(super) fn ui(ui: &mut Ui, filling: &Filling, evaluation: &Evaluation, actions: &mut Vec<Action>) {
    if Command::Back.pressed(ui.ctx()) {
        actions.push(Action::Back);
    }
    let on_sheet = ui.memory(egui::Memory::focused).is_none_or(|focused| focused == first_button());
    if on_sheet && Command::Next.pressed(ui.ctx()) {
        actions.push(Action::Sheet);
    }
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
                text::say_in(ui, "Nothing is printed yet. Go to any answer to change it.", BODY, ink);
            });
            ui.add_space(16.0);
            show_faults(ui, columns, filling, evaluation, actions);
            show_lost(ui, columns, filling);
            show_gaps(ui, columns, filling, evaluation, actions);
            for section in filling.sections(evaluation) {
                show_section(ui, columns, section, (filling, evaluation), actions);
            }
        },
        |ui, actions| show_footer(ui, filling, evaluation, actions),
    );
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
    let room = ui.available_width() - sheet.width(ui) - 24.0;
    if room > width {
        ui.add_space(room - width);
        text::whisper(ui, &words);
        ui.add_space(8.0);
    } else {
        ui.add_space((ui.available_width() - sheet.width(ui) - 8.0).max(0.0));
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
fn show_lost(ui: &mut Ui, columns: Columns, filling: &Filling) {
    if filling.ignored.is_empty() {
        return;
    }
    columns.plain(ui, "lost", |ui| {
        callouts::info(ui, |ui| {
            text::say(
                ui,
                "The questionnaire has changed. These answers no longer fit; they are kept in the file.",
                HELP,
            );
            for lost in &filling.ignored {
                text::whisper(ui, &format!("{}: {}", lost.item, lost.reason));
            }
        });
    });
    ui.add_space(24.0);
}

fn show_gaps(ui: &mut Ui, columns: Columns, filling: &Filling, evaluation: &Evaluation, actions: &mut Vec<Action>) {
    let gaps = filling.gaps(evaluation);
    if gaps.is_empty() {
        return;
    }
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 10.0 } else { 0.0 });
        let words = if gaps.len() == 1 { "1 gap".to_owned() } else { format!("{} gaps", gaps.len()) };
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
            for (at, (item, kind)) in gaps.iter().enumerate() {
                if at > 0 {
                    layout::divider(ui);
                }
                if let Some(definition) = filling.form.items.get(*item) {
                    show_gap(ui, *item, definition, *kind, actions);
                }
            }
        });
    });
    ui.add_space(28.0);
}

fn show_gap(ui: &mut Ui, at: usize, item: &Item, kind: GapKind, actions: &mut Vec<Action>) {
    let label = if matches!(kind, GapKind::Skipped | GapKind::NotKept) { "Answer it" } else { "Look again" };
    let name = format!("{label}: {}", item.text);
    let button = Button::new(label, Weight::Secondary).low().named(&name);
    let width = ui.available_width();
    let roomy = width >= 560.0;
    let (words_width, kind_left) = if roomy { (width * 0.52, width * 0.54) } else { (width - 130.0, 0.0) };
    let row = Row::new(ui);
    let under = if roomy { 0.0 } else { HELP.line };
    let words_height = text::galley(ui, &item.text, STRONG, palette(ui).ink, words_width).size().y + under;
    let height = (words_height + 16.0).max(54.0);
    let mut words = row.child(ui, ("gap", at), (0.0, words_width), (height - words_height) / 2.0);
    text::say(&mut words, &item.text, STRONG);
    if !roomy {
        text::whisper(&mut words, kind.words());
    }
    if roomy {
        let mut side = row.child(ui, ("kind", at), (kind_left, width * 0.26), (height - 22.0) / 2.0);
        text::say(&mut side, kind.words(), HELP);
    }
    let size = button.width(ui);
    let mut end = row.child(ui, ("answer it", at), (width - size, size), (height - 40.0) / 2.0);
    if button.show(&mut end).clicked() {
        actions.push(Action::ShowItem(at));
    }
    row.end(ui, height);
}

/// A row whose columns are placed by hand.
struct Row {
    left: f32,
    top: f32,
    width: f32,
}

impl Row {
    fn new(ui: &Ui) -> Self {
        Self { left: ui.cursor().left(), top: ui.cursor().top(), width: ui.available_width() }
    }

    /// A column `x` from the left, so wide, `y` below the top.
    fn child(&self, ui: &mut Ui, salt: (&str, usize), (x, width): (f32, f32), y: f32) -> Ui {
        let rect = Rect::from_min_size(pos2(self.left + x, self.top + y), vec2(width, 10_000.0));
        ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect))
    }

    fn end(&self, ui: &mut Ui, height: f32) {
        ui.advance_cursor_after_rect(Rect::from_min_size(pos2(self.left, self.top), vec2(self.width, height)));
    }
}

fn show_section(
    ui: &mut Ui,
    columns: Columns,
    section: usize,
    (filling, evaluation): (&Filling, &Evaluation),
    actions: &mut Vec<Action>,
) {
    let Some(definition) = filling.form.sections.get(section) else { return };
    let asked = filling.asked_in(section, evaluation);
    let known = asked.iter().filter(|at| filling.answers.get(**at).is_known()).count();
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 12.0 } else { 0.0 });
        text::heading(ui, &definition.title, STRONG, 2);
        let all = known == asked.len();
        let words = if all { "All answered".to_owned() } else { format!("{known} of {} answered", asked.len()) };
        text::whisper(ui, &words);
    };
    columns.block(ui, &format!("section {section}"), side, |ui| {
        let shown: Vec<usize> = asked.iter().copied().filter(|at| filling.gap(*at).is_none()).collect();
        for (row, at) in shown.iter().enumerate() {
            if row > 0 {
                layout::divider(ui);
            }
            if let Some(item) = filling.form.items.get(*at) {
                show_answer(ui, filling, *at, item, actions);
            }
        }
    });
    ui.add_space(16.0);
}

fn show_answer(ui: &mut Ui, filling: &Filling, at: usize, item: &Item, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    let roomy = width >= 600.0;
    let row = Row::new(ui);
    let change = Button::new("Change", Weight::Quiet).low();
    let change_width = change.width(ui);
    let words_width = if roomy { width * 0.51 } else { width - change_width - 8.0 };
    let mut words = row.child(ui, ("answer", at), (0.0, words_width), 8.0);
    text::whisper(&mut words, &item.short);
    let answer = answer_in_words(item, filling.answers.get(at), Length::Full);
    let answer = answer.unwrap_or_else(|| "Left blank".to_owned());
    text::say(&mut words, &answer, STRONG);
    if !roomy {
        leave_off(&mut words, filling, at, item, actions);
    }
    let height = (words.min_rect().height() + 16.0).max(62.0);
    if roomy {
        let mut side = row.child(ui, ("leave off", at), (width * 0.54, width * 0.33), (height - 40.0) / 2.0);
        leave_off(&mut side, filling, at, item, actions);
    }
    let name = format!("Change: {}", item.short);
    let mut end = row.child(ui, ("change", at), (width - change_width + 8.0, change_width), (height - 40.0) / 2.0);
    if change.named(&name).show(&mut end).clicked() {
        actions.push(Action::ShowItem(at));
    }
    row.end(ui, height);
}

/// Private answers are left off until the person agrees; all others until the person says so.
fn leave_off(ui: &mut Ui, filling: &Filling, at: usize, item: &Item, actions: &mut Vec<Action>) {
    let off = filling.wishes.left_off.contains(&at) || (item.private && !filling.wishes.print_private);
    let words = if off { "Left off the sheet" } else { "Leave this off the sheet" };
    let name = format!("Leave this off the sheet: {}", item.short);
    if rows::tick(ui, Id::unique(("leave off", at)), off, words, &name).clicked() {
        if item.private {
            actions.push(Action::AgreePrivate(off));
        }
        if !item.private || off {
            actions.push(Action::LeaveOff(at, !off));
        }
    }
}
