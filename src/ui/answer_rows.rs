//! The rows of the screen of all answers: an answer or a gap, and the question itself where it is open to be changed.

use super::action::Action;
use super::answering;
use super::buttons::{self, Button, Weight};
use super::callouts;
use super::filling::{Filling, GapKind};
use super::question::Question;
use super::review::State;
use super::rows;
use super::text::{self, HELP, STRONG};
use super::theme::palette;
use crate::evaluation::Evaluation;
use crate::questionnaire::Item;
use crate::summary::{Length, answer_in_words};
use egui::accesskit::Live;
use egui::{CornerRadius, Frame, Id, Margin, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// The button of a row; the keyboard comes back to it when the question is closed.
#[must_use]
pub(super) fn change_button(item: usize) -> Id {
    Id::unique(("change", item))
}

/// What every row needs to know.
pub(super) struct Rows<'a> {
    /// What is being filled in.
    pub(super) filling: &'a Filling,
    /// What the answers mean.
    pub(super) evaluation: &'a Evaluation<'a>,
    /// What the screen remembers.
    pub(super) state: &'a State,
    /// What the questions remember.
    pub(super) asking: &'a mut answering::State,
    /// What is to be done.
    pub(super) actions: &'a mut Vec<Action>,
}

impl Rows<'_> {
    /// The row of a question, or the question itself where it is open.
    pub(super) fn show(&mut self, ui: &mut Ui, at: usize) {
        let Some(item) = self.filling.form.items.get(at) else { return };
        match self.filling.gap(at) {
            _ if self.state.open == Some(at) => self.question(ui, at, item),
            Some(kind) => self.gap(ui, at, item, kind),
            None => self.answer(ui, at, item),
        }
        self.news(ui, at);
    }

    fn gap(&mut self, ui: &mut Ui, at: usize, item: &Item, kind: GapKind) {
        let label = if matches!(kind, GapKind::Skipped | GapKind::NotKept) { "Answer it" } else { "Look again" };
        let said = kind.words();
        let name = format!("{label}: {}", item.text);
        let button = Button::new(label, Weight::Secondary).low().at_least(116.0).named(&name).id(change_button(at));
        let width = ui.available_width();
        let roomy = width >= 560.0;
        let size = button.width(ui);
        let words_width = if roomy { width * 0.52 } else { width - size - 16.0 };
        let said_width = width - size - 16.0 - width * 0.54;
        let height_of = |words: &str, kind, width| text::galley(ui, words, kind, palette(ui).ink, width).size().y;
        let words_height = height_of(&item.text, STRONG, words_width);
        let said_height = height_of(said, HELP, if roomy { said_width } else { words_width });
        let inner = if roomy { words_height.max(said_height) } else { words_height + said_height };
        let height = (inner + 16.0).max(54.0);
        let row = Row::new(ui);
        let top = if roomy { words_height } else { inner };
        let mut words = row.child(ui, ("gap", at), (0.0, words_width), (height - top) / 2.0);
        text::say(&mut words, &item.text, STRONG);
        if roomy {
            let mut beside = row.child(ui, ("kind", at), (width * 0.54, said_width), (height - said_height) / 2.0);
            text::say(&mut beside, said, HELP);
        } else {
            text::whisper(&mut words, said);
        }
        let mut end = row.child(ui, ("answer it", at), (width - size, size), (height - 40.0) / 2.0);
        if button.show(&mut end).clicked() {
            self.actions.push(Action::ShowItem(at));
        }
        row.end(ui, height);
    }

    fn answer(&mut self, ui: &mut Ui, at: usize, item: &Item) {
        let width = ui.available_width();
        let roomy = width >= 600.0;
        let row = Row::new(ui);
        let name = format!("Change: {}", item.short);
        let change = Button::new("Change", Weight::Quiet).low().named(&name).id(change_button(at));
        let change_width = change.width(ui);
        let words_width = if roomy { width * 0.51 } else { width - change_width - 8.0 };
        let mut words = row.child(ui, ("answer", at), (0.0, words_width), 8.0);
        text::whisper(&mut words, &item.short);
        let answer = answer_in_words(item, self.filling.answers.get(at), Length::Full);
        text::say(&mut words, answer.as_deref().unwrap_or("Left blank"), STRONG);
        if !roomy {
            self.leave_off(&mut words, at, item);
        }
        let height = (words.min_rect().height() + 16.0).max(62.0);
        if roomy {
            let mut side = row.child(ui, ("leave off", at), (width * 0.54, width * 0.33), (height - 40.0) / 2.0);
            self.leave_off(&mut side, at, item);
        }
        let mut end = row.child(ui, ("change", at), (width - change_width + 8.0, change_width), (height - 40.0) / 2.0);
        if change.show(&mut end).clicked() {
            self.actions.push(Action::ShowItem(at));
        }
        row.end(ui, height);
    }

    /// Private answers are left off until the person agrees; all others until the person says so.
    fn leave_off(&mut self, ui: &mut Ui, at: usize, item: &Item) {
        let wishes = &self.filling.wishes;
        let off = wishes.left_off.contains(&at) || (item.private && !wishes.print_private);
        let words = if off { "Left off the sheet" } else { "Leave this off the sheet" };
        let name = format!("Leave this off the sheet: {}", item.short);
        if buttons::pressed(&rows::tick(ui, Id::unique(("leave off", at)), off, words, &name)) {
            if item.private {
                self.actions.push(Action::AgreePrivate(off));
            }
            if !item.private || off {
                self.actions.push(Action::LeaveOff(at, !off));
            }
        }
    }

    /// The question itself, in the place of its row.
    fn question(&mut self, ui: &mut Ui, at: usize, item: &Item) {
        let palette = palette(ui);
        let pad = if ui.available_width() < 400.0 { 12 } else { 20 };
        let frame = Frame::new()
            .fill(palette.window)
            .stroke(Stroke::new(2.0, palette.accent))
            .corner_radius(CornerRadius::same(10))
            .inner_margin(Margin::symmetric(pad, 16))
            .outer_margin(Margin::symmetric(0, 8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let fault = self.asking.fault(self.filling, self.evaluation, at);
            let question = Question { filling: self.filling, at, item, fault: fault.as_ref() };
            question.show(ui, &mut self.asking.notes, self.actions);
            ui.horizontal_wrapped(|ui| {
                let name = format!("Done: {}", item.short);
                if Button::new("Done", Weight::Secondary).named(&name).show(ui).clicked() {
                    self.actions.push(Action::DoneChanging);
                }
                if self.state.from_sheet && Button::new("Back to your sheet", Weight::Quiet).show(ui).clicked() {
                    self.actions.push(Action::Sheet);
                }
            });
        });
    }

    /// What changing an answer led to: other questions are asked now, or no longer.
    fn news(&mut self, ui: &mut Ui, at: usize) {
        let Some((_, before)) = self.state.changed.as_ref().filter(|(item, _)| *item == at) else { return };
        let now = self.filling.asked(self.evaluation);
        let new: Vec<usize> = now.iter().copied().filter(|item| !before.contains(item)).collect();
        let gone = before.iter().filter(|item| !now.contains(item)).count();
        if new.is_empty() && gone == 0 {
            return;
        }
        let mut words = Vec::new();
        match new.len() {
            0 => {}
            1 => words.push("1 more question is now asked.".to_owned()),
            more => words.push(format!("{more} more questions are now asked.")),
        }
        match gone {
            0 => {}
            1 => words.push("1 question is no longer asked.".to_owned()),
            gone => words.push(format!("{gone} questions are no longer asked.")),
        }
        callouts::info(ui, |ui| {
            text::announce(&text::say(ui, &words.join(" "), HELP), Live::Polite);
            if let Some(first) = new.first() {
                let link = if new.len() == 1 { "Go to it" } else { "Go to the first of them" };
                if buttons::link(ui, link, link).clicked() {
                    self.actions.push(Action::ShowItem(*first));
                }
            }
        });
        ui.add_space(12.0);
    }
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
