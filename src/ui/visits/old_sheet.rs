//! A visit that can only be looked at: its sheet exactly as it was, and why it is not worked out again.

use super::{Act, Question, words};
use crate::files::{Library, Visit};
use crate::output::PdfOptions;
use crate::summary::Summary;
use crate::ui::action::Action;
use crate::ui::buttons::{Button, Weight};
use crate::ui::callouts;
use crate::ui::command::Command;
use crate::ui::home;
use crate::ui::layout;
use crate::ui::page_view;
use crate::ui::summary::{self, footer, to_take};
use crate::ui::text::{self, BODY, HELP, HELP_BOLD, QUESTION};
use crate::ui::theme::palette;
use crate::ui::top::{self, Left};
use egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// Why it can only be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// A newer program wrote it.
    Newer,
    /// A questionnaire changed since.
    Changed,
    /// What it was begun as is not here, or has a fault.
    Gone,
}

/// The visit.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::ui) struct OldSheet {
    pub(super) visit: Visit,
    why: Why,
}

impl OldSheet {
    /// A visit as it was; `None` where it can be opened to be changed.
    #[must_use]
    pub(super) fn of(visit: &Visit, library: &Library, is_newer: bool) -> Option<Self> {
        let form = home::form_for(library, &visit.started);
        let why = match form {
            _ if is_newer => Why::Newer,
            Ok(form) if visit.fits(&form) => return None,
            Ok(_) => Why::Changed,
            Err(_) => Why::Gone,
        };
        Some(Self { visit: visit.clone(), why })
    }

    /// The sheet as it was, if one was kept.
    #[must_use]
    pub(in crate::ui) fn sheet(&self) -> Option<&Summary> {
        self.visit.results.as_ref().and_then(|results| results.sheet.as_ref())
    }

    /// The name that its PDF is offered to be saved under.
    #[must_use]
    pub(in crate::ui) fn file_name(&self) -> String {
        format!("{}-{}.pdf", self.visit.started.replace('_', "-"), self.visit.day())
    }

    fn why_in_words(&self) -> &'static str {
        match self.why {
            Why::Newer => {
                "A newer version of Anteroom wrote this visit. It is shown as far as this version knows it, and is not \
                 changed."
            }
            Why::Changed => "The questionnaire changed since this visit. This is its sheet as it was then.",
            Why::Gone => {
                "The questionnaire of this visit is not here any more, or has a fault. This is the sheet as it was then."
            }
        }
    }

    /// The question whether to begin anew with its answers.
    #[must_use]
    pub(super) fn question(&self, library: &Library) -> Option<Question> {
        let form = home::form_for(library, &self.visit.started).ok()?;
        let unfit = self.visit.take_answers(&form).1;
        let words = |(id, given): (String, crate::files::Given)| {
            let asked = if given.asked.is_empty() { id } else { given.asked };
            let shown = if given.shown.is_empty() { given.answer.to_string() } else { given.shown };
            (asked, shown)
        };
        let day = words::day_in_words(self.visit.day());
        Some(Question::WorkOutAnew { day, unfit: unfit.into_iter().map(words).collect() })
    }

    /// Shows the screen.
    pub(in crate::ui) fn ui(
        &self,
        ui: &mut Ui,
        options: PdfOptions,
        state: &mut summary::State,
        actions: &mut Vec<Action>,
    ) {
        if Command::Back.pressed(ui.ctx()) {
            actions.push(Action::Visits(Act::List));
        }
        let title = format!("{}, {}", words::day_in_words(self.visit.day()), self.visit.title);
        top::bar(ui, &Left::new("All visits", Action::Visits(Act::List), &title).or_short("Visits"), actions);
        let mut rect = ui.available_rect_before_wrap();
        rect.max.y -= layout::footer_height(ui);
        let width = (rect.width() - 32.0).min(layout::COLUMN);
        let place = Rect::from_min_size(pos2(rect.center().x - width / 2.0, rect.top() + 12.0), vec2(width, 10_000.0));
        let mut head = ui.new_child(UiBuilder::new().id_salt("why").max_rect(place));
        self.head(&mut head, actions);
        let below = rect.with_min_y(head.min_rect().bottom() + 12.0);
        match self.sheet() {
            Some(sheet) => pages(ui, below, (sheet, options), state),
            None => self.answers(ui, below),
        }
        ui.advance_cursor_after_rect(rect);
        let buttons = if self.sheet().is_some() { to_take() } else { Vec::new() };
        footer(ui, options, &buttons, actions);
    }

    fn head(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        callouts::info(ui, |ui| {
            text::heading(ui, &format!("Visit of {}", words::day_in_words(self.visit.day())), QUESTION, 1);
            text::say(ui, self.why_in_words(), BODY);
            if self.why == Why::Changed {
                ui.add_space(8.0);
                if Button::new("Work out anew…", Weight::Secondary).low().show(ui).clicked() {
                    actions.push(Action::Visits(Act::AskToWorkOutAnew));
                }
            }
        });
    }

    /// The answers in the words of then, where there is no sheet to show.
    fn answers(&self, ui: &mut Ui, rect: Rect) {
        layout::scrolling(ui, egui::Id::unique("old answers"), rect, |ui| {
            let columns = layout::Columns::of(ui);
            columns.plain(ui, "answers", |ui| {
                text::say(ui, "No sheet of this visit can be shown. These are its answers.", HELP);
                for (id, given) in &self.visit.answers {
                    ui.add_space(8.0);
                    text::say(ui, if given.asked.is_empty() { id } else { &given.asked }, HELP_BOLD);
                    let shown = if given.shown.is_empty() { given.answer.to_string() } else { given.shown.clone() };
                    text::say(ui, &shown, HELP);
                }
            });
        });
    }
}

fn pages(ui: &mut Ui, rect: Rect, (sheet, options): (&Summary, PdfOptions), state: &mut summary::State) {
    ui.painter().rect_filled(rect, 0.0, palette(ui).sunken);
    let mut view = state.view;
    match state.pages(sheet, options) {
        Ok(pages) => page_view::ui(ui, rect, pages, &mut view),
        Err(error) => callouts::fault(&mut ui.new_child(UiBuilder::new().max_rect(rect.shrink(16.0))), error),
    }
    state.view = view;
}
