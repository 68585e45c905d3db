//! Earlier visits: the list of them, scores over time, what changed between two, and what can be done with them.

mod doing;
mod earlier;
mod list;
mod old_sheet;
mod on_home;
mod past;
mod plot;
mod plot_paint;
mod question;
mod scores;
mod table;
mod two;
mod words;

pub(super) use earlier::{Offer, Offers, since_tick};
pub(super) use old_sheet::OldSheet;
pub(super) use on_home::show as show_on_home;
pub(super) use past::Past;
pub(super) use question::Question;

use super::action::Action;
use super::buttons::{Button, Weight};
use super::layout;
use super::text::{self, PART};
use super::top::{self, Left};
use crate::files::ExportFormat;
use egui::{Id, Rangef, Rect, Ui, UiBuilder, pos2, vec2};
use std::path::PathBuf;
use two::Two;

/// The list, where it stands beside the scores.
const LIST: f32 = 344.0;
/// Between the list and the scores.
const GAP: f32 = 40.0;
/// The widest that the scores grow.
const SCORES: f32 = 720.0;

/// Something about visits.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Act {
    /// List them all.
    List,
    /// Open a finished one, by its id.
    Open(String),
    /// Put a question before something is done.
    Ask(Question),
    /// Delete these for good.
    Delete(Vec<String>),
    /// Delete everything that is kept of visits.
    DeleteAll,
    /// Ask where these are to be exported; all where none are named.
    Export(Option<Vec<String>>, ExportFormat),
    /// Export those that were asked about there.
    ExportTo(PathBuf, ExportFormat),
    /// Ask whether a new visit is to begin with the answers of the old one on the screen.
    AskToWorkOutAnew,
    /// Begin it.
    WorkOutAnew,
    /// Say on the sheet, or no longer, what changed since the visit before.
    SaySince(bool),
    /// Use the answers of an earlier visit in the section on the screen.
    UseEarlier,
    /// Leave the section blank, and offer nothing for it any more.
    AnswerAnew,
}

/// What the screen remembers.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The ids of those that are ticked, in the order of ticking.
    pub(super) ticked: Vec<String>,
    /// False until the person ticked any.
    was_ticked: bool,
    /// The visit whose row the keyboard comes to, by its place.
    row: usize,
    /// True where the row is to be scrolled into view.
    reveals_row: bool,
    /// In a narrow window: the scores and not the list.
    shows_scores: bool,
    scores: scores::State,
    two: Option<Two>,
    /// What is to be exported, while it is asked where; all where none are named.
    exporting: Option<Vec<String>>,
}

/// Where the keyboard lies at first.
#[must_use]
pub(super) fn first_button() -> Id {
    list::row_id(0)
}

/// What the screen shows.
pub(super) struct Screen<'a> {
    /// What is known of the visits.
    pub(super) past: &'a Past,
    /// False where another window has the files open.
    pub(super) may_delete: bool,
}

impl Screen<'_> {
    /// Shows the screen.
    pub(super) fn ui(&self, ui: &mut Ui, state: &mut State, actions: &mut Vec<Action>) {
        top::bar(ui, &Left::new("Home", Action::Leave, "Visits"), actions);
        let rect = ui.available_rect_before_wrap();
        if self.past.count() == 0 {
            self.nothing(ui);
        } else if rect.width() >= 900.0 {
            let whole = (rect.width() - 64.0).min(LIST + GAP + SCORES);
            let left = rect.center().x - whole / 2.0;
            let list = Rect::from_min_max(pos2(left, rect.top() + 24.0), pos2(left + LIST, rect.bottom() - 8.0));
            self.list(ui, list, state, actions);
            let beside = left + LIST + GAP;
            let scores = Rect::from_min_max(pos2(beside, rect.top()), rect.max);
            let column = Rangef::new(beside, left + whole);
            layout::scrolling(ui, Id::unique("scores"), scores, |ui| self.scores(ui, (column, 2), state));
        } else {
            self.one_at_a_time(ui, rect, state, actions);
        }
        ui.advance_cursor_after_rect(rect);
    }

    fn nothing(&self, ui: &mut Ui) {
        layout::middle(ui, "no visits", |ui, columns| {
            ui.add_space(32.0);
            columns.plain(ui, "nothing", |ui| {
                text::heading(ui, "Saved visits", PART, 1);
                ui.add_space(8.0);
                list::nothing(ui, self.past);
            });
        });
    }

    fn one_at_a_time(&self, ui: &mut Ui, rect: Rect, state: &mut State, actions: &mut Vec<Action>) {
        let (tabs, below) = rect.split_top_bottom_at_y(rect.top() + 52.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let builder = UiBuilder::new().id_salt("tabs").max_rect(tabs.shrink2(vec2(16.0, 0.0))).layout(layout);
        let mut bar = ui.new_child(builder);
        for (words, scores) in [("Visits", false), ("Scores and changes", true)] {
            let button = Button::new(words, Weight::Secondary).low().chosen(state.shows_scores == scores);
            if button.show(&mut bar).clicked() {
                state.shows_scores = scores;
            }
        }
        if state.shows_scores {
            let width = (below.width() - 32.0).min(SCORES);
            let column = Rangef::new(below.center().x - width / 2.0, below.center().x + width / 2.0);
            layout::scrolling(ui, Id::unique("scores"), below, |ui| self.scores(ui, (column, 1), state));
        } else {
            self.list(ui, below.shrink2(vec2(16.0, 8.0)), state, actions);
        }
    }

    fn list(&self, ui: &mut Ui, rect: Rect, state: &mut State, actions: &mut Vec<Action>) {
        state.tick_at_first(self.past);
        list::List { past: self.past, may_delete: self.may_delete }.ui(ui, rect, state, actions);
    }

    /// Scores and changes in a column of the window, under a heading of this level.
    fn scores(&self, ui: &mut Ui, (column, level): (Rangef, usize), state: &mut State) {
        let top = ui.cursor().top() + 24.0;
        let place = Rect::from_x_y_ranges(column, top..=top + 100_000.0);
        let mut inside = ui.new_child(UiBuilder::new().id_salt("in").max_rect(place));
        state.scores.ui(&mut inside, self.past, level);
        inside.add_space(32.0);
        two::ui(&mut inside, state.two.as_ref(), state.ticked.len());
        ui.advance_cursor_after_rect(Rect::from_x_y_ranges(column, top..=inside.min_rect().bottom() + 32.0));
    }
}

impl State {
    /// The newest visit and the one before it of the same thing are ticked, until the person ticks others.
    fn tick_at_first(&mut self, past: &Past) {
        if self.was_ticked {
            return;
        }
        let Some(newest) = past.visits.first() else { return };
        let same = past.visits.iter().filter(|head| head.started == newest.started && !head.is_newer());
        let ticked: Vec<String> = same.take(2).map(|head| head.id.clone()).collect();
        if ticked.len() == 2 {
            self.ticked = ticked;
        }
    }

    fn tick(&mut self, id: &str) {
        self.was_ticked = true;
        match self.ticked.iter().position(|ticked| ticked == id) {
            Some(at) => _ = self.ticked.remove(at),
            None => self.ticked.push(id.to_owned()),
        }
    }
}
