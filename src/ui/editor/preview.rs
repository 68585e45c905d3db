//! What the text makes: its questions, to be answered, and the sheet of one of its made-up people.

use super::checking::Report;
use super::examples_list::{self, MadeUp};
use crate::output::pages::Pages;
use crate::questionnaire::Form;
use crate::ui::action::Action;
use crate::ui::answering;
use crate::ui::buttons::{Button, Weight};
use crate::ui::callouts;
use crate::ui::filling::Filling;
use crate::ui::page_view::{self, View};
use crate::ui::text;
use crate::ui::theme::palette;
use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

/// What the preview shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shows {
    #[default]
    Questions,
    Sheet,
    Examples,
}

/// What the preview shows, and what it remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct Preview {
    pub(super) shows: Shows,
    /// The worked example whose sheet is shown, by place.
    pub(super) example: usize,
    examples: Vec<MadeUp>,
    filling: Option<Filling>,
    answering: answering::State,
    sheet: Option<Result<Pages, String>>,
    view: View,
    /// The text has faults: what is shown is from before them.
    is_old: bool,
}

impl Preview {
    /// Takes over what a check found. Answers given in the preview stay, where their questions do.
    pub(super) fn take(&mut self, report: &mut Report) {
        self.is_old = report.form.is_none();
        let Some(form) = report.form.take() else { return };
        self.examples = std::mem::take(&mut report.examples);
        self.example = self.example.min(self.examples.len().saturating_sub(1));
        let id = form.id.clone();
        self.filling = Some(match self.filling.take() {
            Some(filling) if filling.started == id => Filling::reopen(&filling.visit(String::new()), form),
            _ => begin(form),
        });
        self.sheet = report.sheet.take().or(self.sheet.take());
    }

    /// Shows it in a stretch of the window; the example that was pressed, which is to be shown in the text.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: Rect) -> Option<&MadeUp> {
        let mut inside = ui.new_child(UiBuilder::new().id_salt("preview").max_rect(rect));
        inside.shrink_clip_rect(rect);
        let ui = &mut inside;
        self.tabs(ui);
        if self.is_old {
            let words = if self.filling.is_some() {
                "The text has faults. This shows what it said before them."
            } else {
                "The text has faults. What it makes is shown here once they are mended."
            };
            ui.add_space(4.0);
            line(ui, |ui| _ = callouts::info(ui, |ui| text::whisper(ui, words)));
            ui.add_space(4.0);
        }
        match self.shows {
            Shows::Questions => self.questions(ui),
            Shows::Sheet => self.sheet(ui),
            Shows::Examples => {
                let rect = ui.available_rect_before_wrap();
                let pressed = examples_list::ui(ui, rect, &self.examples, self.example)?;
                (self.example, self.shows) = (pressed, Shows::Sheet);
                return self.examples.get(pressed);
            }
        }
        None
    }

    fn tabs(&mut self, ui: &mut Ui) {
        let bar = vec2(ui.available_width(), 48.0);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(16.0);
            let examples = examples_list::title(&self.examples);
            let tabs = [("Questions", Shows::Questions), ("Sheet", Shows::Sheet), (examples.as_str(), Shows::Examples)];
            for (words, shows) in tabs {
                let button = Button::new(words, Weight::Secondary).low().chosen(self.shows == shows);
                if button.show(ui).clicked() {
                    self.shows = shows;
                }
            }
        });
    }

    /// Which made-up person.
    fn turn(&mut self, ui: &mut Ui) {
        let last = self.examples.len() - 1;
        let turns = [
            ("Previous", "Previous example", self.example.checked_sub(1)),
            ("Next", "Next example", Some(self.example + 1)),
        ];
        for (words, name, to) in turns {
            let to = to.filter(|to| *to <= last);
            if Button::new(words, Weight::Quiet).low().named(name).show(ui).clicked() {
                self.example = to.unwrap_or(self.example);
            }
        }
    }

    fn questions(&mut self, ui: &mut Ui) {
        let Some(filling) = &mut self.filling else { return };
        let mut actions = Vec::new();
        let evaluation = filling.evaluation();
        answering::section(ui, (filling, &evaluation), None, &mut self.answering, &mut actions);
        drop(evaluation);
        for action in actions {
            answer(filling, action);
        }
    }

    fn sheet(&mut self, ui: &mut Ui) {
        if let Some(example) = self.examples.get(self.example) {
            let words = format!("Example: {}", example.name);
            line(ui, |ui| _ = text::whisper(ui, &words));
            if self.examples.len() > 1 {
                line(ui, |ui| _ = ui.horizontal(|ui| self.turn(ui)));
            }
            ui.add_space(4.0);
        }
        let rect = ui.available_rect_before_wrap();
        ui.painter().rect_filled(rect, 0.0, palette(ui).sunken);
        match &self.sheet {
            Some(Ok(pages)) => page_view::ui(ui, rect, pages, &mut self.view),
            Some(Err(error)) => line(ui, |ui| callouts::fault(ui, error)),
            None if self.examples.is_empty() => {
                ui.add_space(16.0);
                line(ui, |ui| _ = text::whisper(ui, "The sheet is that of a worked example. There is none yet."));
            }
            None => {}
        }
    }
}

/// A form from its own first question on, not from those of others that it asks before.
fn begin(form: Form) -> Filling {
    let mut filling = Filling::begin(&form.id.clone(), form);
    let own = filling.form.part(&filling.started);
    let is_own = |at: &usize| filling.form.sections.get(*at).map(|section| section.part) == own;
    let first = filling.sections(&filling.evaluation()).into_iter().find(is_own);
    filling.section = first.unwrap_or(filling.section);
    filling
}

/// Something with room at both sides.
fn line(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let mut inside = ui.new_child(UiBuilder::new().id_salt(ui.next_auto_id()).max_rect(room.shrink2(vec2(16.0, 0.0))));
    add(&mut inside);
    ui.advance_cursor_after_rect(inside.min_rect());
}

/// Does what the questions ask for; nothing of it is kept.
fn answer(filling: &mut Filling, action: Action) {
    let turn = |filling: &mut Filling, forward| {
        let next = filling.neighbour(&filling.evaluation(), forward);
        filling.section = next.unwrap_or(filling.section);
    };
    match action {
        Action::Answer(item, response) => filling.answers.set(item, response),
        Action::Next { .. } | Action::Skip => turn(filling, true),
        Action::Back => turn(filling, false),
        _ => {}
    }
}
