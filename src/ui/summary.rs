//! The sheet, and beside it what the person wants on it.

use super::action::{Action, Resize};
use super::buttons::{Button, Weight};
use super::callouts;
use super::command::Command;
use super::fields;
use super::filling::Filling;
use super::layout;
use super::page_view::{self, View, Zoom};
use super::text::{self, HELP, PART};
use super::theme::palette;
use super::top::{self, Left};
use super::topics;
use super::visits::{Act, since_tick};
use crate::evaluation::Evaluation;
use crate::files::installed_fonts;
use crate::output::pages::Pages;
use crate::output::{Paper, PdfOptions, lay_out};
use crate::summary::{Summary, Wishes};
use egui::{Id, Rect, Stroke, Ui, pos2, vec2};

/// What the screen remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// In a narrow window, or where the sheet is large: the sheet, not the topics.
    pub(super) shows_sheet: bool,
    /// How the pages are looked at.
    pub(super) view: View,
    /// How the list of topics is looked at.
    pub(super) list: topics::List,
    /// The topic whose answers the person went to look at, by id.
    pub(super) left_at: Option<String>,
    laid_out: Option<(Summary, PdfOptions, Result<Pages, String>)>,
}

impl State {
    /// How many pages the sheet on the screen has.
    #[must_use]
    pub(super) fn page_count(&self) -> usize {
        let laid_out = self.laid_out.as_ref().and_then(|(_, _, pages)| pages.as_ref().ok());
        laid_out.map_or(0, |pages| pages.pages.len())
    }

    /// Where the keyboard comes to: the topic that the person left at, or the first button.
    pub(super) fn entry(&mut self) -> Id {
        self.left_at.take().map_or_else(first_button, |topic| topics::tick_id(&topic))
    }

    /// Shows the pages larger or smaller. Whoever looks closer looks at the sheet.
    pub(super) fn resize(&mut self, resize: Resize) {
        self.view.zoom = match resize {
            Resize::Larger => self.view.zoom.larger(),
            Resize::Smaller => self.view.zoom.smaller(),
            Resize::Usual => Zoom::Fit,
        };
        self.shows_sheet = true;
    }

    /// The pages of a summary, laid out anew only when something changed.
    pub(super) fn pages(&mut self, summary: &Summary, options: PdfOptions) -> &Result<Pages, String> {
        let fits = self.laid_out.as_ref().is_some_and(|(of, with, _)| of == summary && *with == options);
        let laid_out = if fits { self.laid_out.take() } else { None };
        let laid_out = laid_out.unwrap_or_else(|| {
            let pages = lay_out(summary, &options, installed_fonts()).map_err(|error| error.to_string());
            (summary.clone(), options, pages)
        });
        &self.laid_out.insert(laid_out).2
    }
}

/// What the person writes with on this screen.
pub(super) struct Pen<'a> {
    /// What they want on the sheet.
    pub(super) wishes: &'a mut Wishes,
    /// What the screen remembers.
    pub(super) state: &'a mut State,
    /// What is to be done.
    pub(super) actions: &'a mut Vec<Action>,
}

/// What the screen shows.
pub(super) struct Sheet<'a> {
    /// What was filled in.
    pub(super) filling: &'a Filling,
    /// What the answers mean.
    pub(super) evaluation: &'a Evaluation<'a>,
    /// The sheet in words.
    pub(super) summary: &'a Summary,
    /// How it will print.
    pub(super) options: PdfOptions,
    /// The day of the visit before, if there is one.
    pub(super) before: Option<String>,
}

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    Id::unique("save pdf")
}

impl Sheet<'_> {
    /// Shows the screen; `wishes` are what the person wants on the sheet.
    pub(super) fn ui(&self, ui: &mut Ui, pen: &mut Pen) {
        if Command::Back.pressed(ui.ctx()) {
            pen.actions.push(Action::Review);
        }
        let left = Left::new("Back to answers", Action::Review, "Your sheet").or_short("Answers");
        top::bar(ui, &left, pen.actions);
        let low = layout::is_very_low(ui);
        let mut rect = ui.available_rect_before_wrap();
        rect.max.y -= if low { 0.0 } else { layout::footer_height(ui) };
        let zoom = pen.state.view.zoom;
        if rect.width() >= 960.0 && zoom == Zoom::Fit {
            self.side_by_side(ui, rect, pen);
        } else {
            self.one_at_a_time(ui, rect, pen);
        }
        // Whoever looks closer looks at the sheet.
        pen.state.shows_sheet |= pen.state.view.zoom != zoom;
        ui.advance_cursor_after_rect(rect);
        if !low {
            footer(ui, self.options, &buttons(), pen.actions);
        }
    }

    fn side_by_side(&self, ui: &mut Ui, rect: Rect, pen: &mut Pen) {
        let colours = palette(ui);
        let middle = rect.left() + (rect.width() * 0.482).round();
        let (left, right) = rect.split_left_right_at_x(middle);
        ui.painter().vline(middle, rect.y_range(), Stroke::new(1.0, colours.line));
        self.pages(ui, left, pen.state);
        layout::scrolling(ui, Id::unique("wishes"), right, |ui| {
            column(ui, 32.0, |ui| self.wishes(ui, pen));
        });
    }

    fn one_at_a_time(&self, ui: &mut Ui, rect: Rect, pen: &mut Pen) {
        let height = if layout::is_very_low(ui) { 44.0 } else { 56.0 };
        let tabs = Rect::from_min_size(rect.min, vec2(rect.width(), height));
        let mut bar = ui.new_child(
            egui::UiBuilder::new()
                .id_salt("tabs")
                .max_rect(tabs.shrink2(vec2(16.0, 0.0)))
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        for (words, sheet) in [("What to talk about", false), ("The sheet", true)] {
            let button = Button::new(words, Weight::Secondary).low().chosen(pen.state.shows_sheet == sheet);
            if button.show(&mut bar).clicked() {
                pen.state.shows_sheet = sheet;
            }
        }
        let below = Rect::from_min_max(pos2(rect.left(), tabs.bottom()), rect.max);
        if pen.state.shows_sheet {
            self.pages(ui, below, pen.state);
        } else {
            layout::scrolling(ui, Id::unique("wishes"), below, |ui| {
                column(ui, 16.0, |ui| self.wishes(ui, pen));
                if layout::is_very_low(ui) {
                    let (_, foot) = ui.allocate_space(vec2(ui.available_width(), layout::footer_height(ui)));
                    let mut foot = ui.new_child(egui::UiBuilder::new().max_rect(foot));
                    footer(&mut foot, self.options, &buttons(), pen.actions);
                }
            });
        }
    }

    fn pages(&self, ui: &mut Ui, rect: Rect, state: &mut State) {
        ui.painter().rect_filled(rect, 0.0, palette(ui).sunken);
        let mut view = state.view;
        match state.pages(self.summary, self.options) {
            Ok(pages) => page_view::ui(ui, rect, pages, &mut view),
            Err(error) => callouts::fault(&mut ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(16.0))), error),
        }
        state.view = view;
    }

    fn wishes(&self, ui: &mut Ui, pen: &mut Pen) {
        let on_page_one = pen.state.pages(self.summary, self.options).as_ref().map_or(0, |it| it.topics_on_page_one);
        let (filling, evaluation, summary) = (self.filling, self.evaluation, self.summary);
        let topics = topics::Topics { filling, evaluation, summary, on_page_one };
        topics.ui(ui, pen);
        ui.add_space(24.0);
        if let Some(day) = &self.before {
            if since_tick(ui, day, filling.says_since) {
                pen.actions.push(Action::Visits(Act::SaySince(!filling.says_since)));
            }
            ui.add_space(16.0);
        }
        text::heading(ui, "In your own words", PART, 2);
        ui.add_space(12.0);
        let mut changed = fields::labelled(ui, "My medicines", &mut pen.wishes.own_medicines, 2);
        changed |= fields::labelled(ui, "My own questions", &mut pen.wishes.own_questions, 2);
        changed |= fields::labelled(ui, "My notes", &mut pen.wishes.own_notes, 3);
        changed |= fields::labelled(ui, "My name", &mut pen.wishes.name, 1);
        changed |= fields::labelled(ui, "My date of birth", &mut pen.wishes.born, 1);
        text::whisper(ui, "Where name or date of birth is blank, the sheet has a line to write on.");
        if changed {
            pen.actions.push(Action::WishesChanged);
        }
        let in_footer = fitting(ui, &buttons(), footer_width(ui.ctx().content_rect().width()));
        for (button, action) in buttons().into_iter().skip(in_footer) {
            ui.add_space(12.0);
            if button.show(ui).clicked() {
                pen.actions.push(action);
            }
        }
    }
}

/// What can be done with a sheet, at the foot of its screen.
pub(super) fn footer(ui: &mut Ui, options: PdfOptions, buttons: &[(Button, Action)], actions: &mut Vec<Action>) {
    let rect = ui.available_rect_before_wrap();
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette(ui).line));
    let inside = Rect::from_center_size(rect.center(), vec2(footer_width(rect.width()), 48.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(inside).layout(layout), |ui| {
        for (button, action) in buttons.iter().take(fitting(ui, buttons, inside.width())).cloned() {
            if button.show(ui).clicked() {
                actions.push(action);
            }
            ui.add_space(4.0);
        }
        let size = format!("{}, as it will print", paper_in_words(options));
        let space = ui.available_width() - text::width(ui, &size, HELP) - 8.0;
        if space > 0.0 {
            ui.add_space(space);
            text::whisper(ui, &size);
        }
    });
}

/// How any sheet can be taken along, the most wanted first.
#[must_use]
pub(super) fn to_take() -> Vec<(Button<'static>, Action)> {
    vec![
        (Button::new(Command::SavePdf.label(), Weight::Primary).id(first_button()), Action::SavePdf),
        (Button::new(Command::Print.label(), Weight::Secondary), Action::Print),
        (Button::new("Open PDF", Weight::Secondary), Action::ShowPdf),
        (Button::new("Copy as text", Weight::Secondary), Action::CopyText),
    ]
}

/// What can be done with the sheet of what is filled in.
fn buttons() -> Vec<(Button<'static>, Action)> {
    let finish = Button::new("Finish", Weight::Quiet).named("Finish, and keep this visit");
    to_take().into_iter().chain([(finish, Action::Finish)]).collect()
}

/// How many of them there is room for in the footer; the others stand below the wishes.
fn fitting(ui: &Ui, buttons: &[(Button, Action)], width: f32) -> usize {
    let mut left = width;
    let has_room = |(button, _): &&(Button, Action)| {
        left -= button.width(ui) + 4.0 + ui.spacing().item_spacing.x;
        left >= 0.0
    };
    buttons.iter().take_while(has_room).count()
}

fn footer_width(window: f32) -> f32 {
    window - if window >= 900.0 { 64.0 } else { 32.0 }
}

/// Size of paper and print.
#[must_use]
pub(super) fn paper_in_words(options: PdfOptions) -> &'static str {
    match (options.paper, options.large_print) {
        (Paper::A4, false) => "A4",
        (Paper::Letter, false) => "Letter",
        (Paper::A4, true) => "A4 in large print",
        (Paper::Letter, true) => "Letter in large print",
    }
}

/// A column with this much room at both sides, at most as wide as a reading column.
fn column(ui: &mut Ui, edge: f32, add: impl FnOnce(&mut Ui)) {
    let room = ui.max_rect();
    let width = (room.width() - 2.0 * edge).min(layout::COLUMN);
    let left = room.left() + (room.width() - width) / 2.0;
    let rect = Rect::from_min_size(pos2(left, ui.cursor().top() + 16.0), vec2(width, 100_000.0));
    let mut inside = ui.new_child(egui::UiBuilder::new().id_salt("in").max_rect(rect));
    add(&mut inside);
    let mut taken = inside.min_rect();
    taken.max.y += 24.0;
    ui.advance_cursor_after_rect(taken);
}
