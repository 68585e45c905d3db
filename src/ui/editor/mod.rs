//! The editor: the text of a questionnaire, beside it what it makes, below it what is wrong with it.
//!
//! Each text is checked on a thread of its own; what was found is taken over when it comes. Nothing waits for it.

mod action;
mod checking;
mod complete;
mod difference;
mod document;
mod doing;
mod elsewhere;
mod examples_list;
mod find;
mod finding;
mod highlight;
mod indent;
mod inserting;
mod name_table;
mod names;
mod naming;
mod pane;
mod preview;
mod problem;
mod problems_list;
mod questions;
mod signs;
mod split;

pub(super) use action::Edit;
pub(super) use checking::Report;
pub(super) use pane::id as text_id;
pub(super) use questions::Question;

use super::action::Action;
use super::buttons::{Button, Weight};
use super::layout;
use super::text::{self, HELP, STRONG};
use super::theme::palette;
use crate::definition::{lay_out, place_laid_out};
use crate::files::Library;
use crate::source::{Source, SourceId, with_fixes};
use checking::{Check, SheetOf};
use complete::{Known, Offer};
use document::Document;
use egui::accesskit::Live;
use egui::{Align, Context, Key, Layout, Modifiers, Rect, Stroke, Ui, UiBuilder, vec2};
use find::Find;
use inserting::Inserting;
use names::Use;
use naming::Renaming;
use pane::Pane;
use preview::{Preview, Shows};
use problem::Problem;
use problems_list::Pressed;
use split::Way;
use std::ops::Range;
use std::sync::Arc;

/// What is shown where there is room for one thing only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Text,
    Preview,
    Problems,
}

/// A questionnaire in the editor.
#[derive(Debug, Clone)]
pub(super) struct Editor {
    document: Document,
    /// The questionnaires that it may name.
    library: Arc<Library>,
    pane: Pane,
    preview: Preview,
    /// What the last check found, and in which text.
    problems: Vec<Problem>,
    problems_of: String,
    /// The names in that text.
    names: Vec<Use>,
    /// The rules in that text, in words.
    rules: Vec<(Range<usize>, String)>,
    renaming: Option<Renaming>,
    inserting: Option<Inserting>,
    /// Words to choose from, and those that may be offered.
    offer: Option<Offer>,
    known: Known,
    /// The text that was last given to be checked, and the example whose sheet was wanted.
    checked: Option<(String, Option<usize>)>,
    is_checking: bool,
    /// What is looked for; it stays when that is closed.
    find: Find,
    is_finding: bool,
    /// The part that the text has of the width, and what is above the problems of the height.
    shares: (f32, f32),
    tab: Tab,
    /// The window had the keyboard in the last picture.
    had_window_focus: bool,
}

impl Editor {
    fn new(document: Document, library: Library) -> Self {
        Self {
            document,
            library: Arc::new(library),
            pane: Pane::default(),
            preview: Preview::default(),
            problems: Vec::new(),
            problems_of: String::new(),
            names: Vec::new(),
            rules: Vec::new(),
            renaming: None,
            inserting: None,
            offer: None,
            known: Known::default(),
            checked: None,
            is_checking: false,
            find: Find::default(),
            is_finding: false,
            shares: (0.54, 0.76),
            tab: Tab::Text,
            had_window_focus: true,
        }
    }

    /// A check that should be made now: of a text that was not checked yet, unless one is under way.
    fn due(&mut self, sheet: impl FnOnce(usize) -> SheetOf) -> Option<Check> {
        let wanted = (self.preview.shows == Shows::Sheet).then_some(self.preview.example);
        let is_known = self.checked.as_ref().is_some_and(|(text, of)| *text == self.document.text && *of == wanted);
        if self.is_checking || is_known {
            return None;
        }
        self.is_checking = true;
        self.checked = Some((self.document.text.clone(), wanted));
        Some(Check {
            library: Arc::clone(&self.library),
            path: self.document.path.clone(),
            text: self.document.text.clone(),
            sheet: wanted.map(sheet),
        })
    }

    /// Takes over what a check found.
    fn hear(&mut self, mut report: Report) {
        self.is_checking = false;
        self.preview.take(&mut report);
        self.known = report.known;
        (self.problems, self.problems_of, self.names) = (report.problems, report.text, report.names);
        self.rules = report.rules;
    }

    /// Puts another text in place of this one; Ctrl+Z brings it back.
    fn replace(&mut self, ctx: &Context, text: String, place: usize) {
        pane::remember(ctx, &self.document.text, self.pane.cursor);
        let place = place.min(text.len());
        self.document.text = text;
        self.pane.go_to(place..place);
    }

    fn fix(&mut self, ctx: &Context, at: usize) {
        let Some(fix) = self.problems.get(at).and_then(|problem| problem.fix.clone()) else { return };
        // The text may have changed since.
        if self.problems_of == self.document.text {
            let (text, _) = with_fixes(&self.document.text, [&fix]);
            self.tab = Tab::Text;
            self.replace(ctx, text, fix.span.range().start + fix.replacement.len());
        }
    }

    /// Lays the text out in the house style; where it cannot be read, to the place that is at fault.
    fn lay_out(&mut self, ctx: &Context) {
        let source = Source { name: self.document.name(), text: self.document.text.clone() };
        match lay_out(&source, SourceId::default()) {
            Ok(text) if text != source.text => {
                let place = place_laid_out(&source.text, &text, self.pane.cursor);
                self.replace(ctx, text, place);
            }
            Ok(_) => {}
            Err(faults) => {
                self.tab = Tab::Text;
                if let Some(fault) = faults.first() {
                    self.pane.go_to(fault.span.range());
                }
            }
        }
    }

    /// To the place of a message.
    fn show_problem(&mut self, at: usize) {
        if let Some(range) = self.problems.get(at).and_then(|problem| problem.range.clone()) {
            self.tab = Tab::Text;
            self.pane.go_to(range);
        }
    }

    /// The message after the cursor, or before it; around the end.
    fn next_problem(&self, forward: bool) -> Option<usize> {
        let places: Vec<(usize, usize)> = self
            .problems
            .iter()
            .enumerate()
            .filter_map(|(at, problem)| Some((at, problem.range.as_ref()?.end)))
            .collect();
        let found = if forward {
            places.iter().find(|(_, end)| *end > self.pane.cursor).or(places.first())
        } else {
            places.iter().rev().find(|(_, end)| *end < self.pane.cursor).or(places.last())
        };
        found.map(|(at, _)| *at)
    }

    /// Shows the screen. Its keys are not its own while something lies over it.
    pub(super) fn ui(&mut self, ui: &mut Ui, is_covered: bool, actions: &mut Vec<Action>) {
        if !is_covered {
            self.keyboard(ui, actions);
        }
        self.bar(ui, actions);
        let rect = ui.available_rect_before_wrap();
        if rect.width() >= 960.0 && rect.height() >= 520.0 {
            self.all_at_once(ui, rect, actions);
        } else {
            self.one_at_a_time(ui, rect, actions);
        }
        ui.advance_cursor_after_rect(rect);
    }

    fn keyboard(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        self.offer_by_key(ui);
        indent::by_key(ui, &self.document.text, self.pane.cursor);
        self.name_by_key(ui.ctx());
        self.insert_by_key(ui.ctx());
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        // Before Ctrl+F, which is also heard with Shift.
        if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::F) {
            self.lay_out(ui.ctx());
        }
        self.find_by_key(ui);
        if pressed(Modifiers::COMMAND, Key::S) {
            actions.push(Action::Edit(Edit::Save));
        }
        let way = if pressed(Modifiers::SHIFT, Key::F8) {
            Some(false)
        } else {
            pressed(Modifiers::NONE, Key::F8).then_some(true)
        };
        if let Some(at) = way.and_then(|forward| self.next_problem(forward)) {
            self.show_problem(at);
        }
    }

    fn bar(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        layout::bar(ui, |ui| {
            if Button::new("Home", Weight::Quiet).low().show(ui).clicked() {
                actions.push(Action::Edit(Edit::Leave));
            }
            ui.add_space(4.0);
            let (_, rect) = ui.allocate_space(vec2(1.0, 24.0));
            ui.painter().vline(rect.center().x, rect.y_range(), Stroke::new(1.0, palette(ui).line));
            ui.add_space(8.0);
            let save = Button::new("Save", Weight::Secondary).low();
            let insert = Button::new("Insert…", Weight::Quiet).low();
            let tidy = Button::new("Lay out", Weight::Quiet).low();
            let widths = save.width(ui) + insert.width(ui) + tidy.width(ui) + 2.0 * ui.spacing().item_spacing.x;
            let room = ui.available_width() - widths - 24.0;
            let state = if self.document.is_changed() { "Not saved yet" } else { "Saved" };
            let state_width = text::width(ui, state, HELP) + 16.0;
            let name = text::shortened(ui, &self.document.name(), STRONG, (room - state_width).max(60.0));
            let said = text::heading(ui, &name, STRONG, 1);
            if room - said.rect.width() > state_width {
                ui.add_space(8.0);
                text::announce(&text::whisper(ui, state), Live::Polite);
            }
            ui.add_space((ui.available_width() - widths - ui.spacing().item_spacing.x).max(0.0));
            if insert.show(ui).clicked() {
                self.begin_to_insert(ui.ctx());
            }
            if tidy.show(ui).clicked() {
                self.lay_out(ui.ctx());
            }
            if save.show(ui).clicked() {
                actions.push(Action::Edit(Edit::Save));
            }
        });
    }

    fn all_at_once(&mut self, ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) {
        let (mut across, mut down) = self.shares;
        let (above, below) = split::parts(rect, Way::Down, down);
        let (left, right) = split::parts(above, Way::Across, across);
        self.text(ui, left.with_max_x(left.right() + 7.0), actions);
        split::divider(ui, "Between text and preview", above, Way::Across, &mut across);
        self.preview(ui, right);
        split::divider(ui, "Above the problems", rect, Way::Down, &mut down);
        self.problems(ui, below);
        self.shares = (across, down);
    }

    fn one_at_a_time(&mut self, ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) {
        let height = if layout::is_very_low(ui) { 44.0 } else { 52.0 };
        let (tabs, below) = rect.split_top_bottom_at_y(rect.top() + height);
        let inside = tabs.shrink2(vec2(if rect.width() < 440.0 { 8.0 } else { 16.0 }, 0.0));
        let builder = UiBuilder::new().id_salt("tabs").max_rect(inside).layout(Layout::left_to_right(Align::Center));
        let mut bar = ui.new_child(builder);
        let problems = format!("Problems ({})", self.problems.len());
        for (words, tab) in [("Text", Tab::Text), ("Preview", Tab::Preview), (&problems, Tab::Problems)] {
            if Button::new(words, Weight::Secondary).low().chosen(self.tab == tab).show(&mut bar).clicked() {
                self.tab = tab;
            }
        }
        match self.tab {
            Tab::Text => self.text(ui, below, actions),
            Tab::Preview => self.preview(ui, below),
            Tab::Problems => self.problems(ui, below),
        }
    }

    fn text(&mut self, ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) {
        let foot = if layout::is_very_low(ui) { 0.0 } else { 32.0 };
        let (text, foot) = rect.split_top_bottom_at_y(rect.bottom() - foot);
        let text = self.rename_above(ui, text, actions);
        let text = self.find_above(ui, text);
        let text = self.insert_above(ui, text);
        let changed = self.pane.ui(ui, text, &mut self.document.text, &self.problems);
        self.offer_words(ui, changed);
        if foot.height() > 0.0 {
            self.foot(ui, foot);
        }
    }

    /// While words are offered, arrows and Enter are theirs.
    fn offer_by_key(&mut self, ui: &Ui) {
        let Some(mut offer) = self.offer.take() else { return };
        match offer.keys(ui) {
            Some(true) => self.take_word(ui.ctx(), &offer),
            Some(false) => self.offer = Some(offer),
            // The Escape key also takes the keyboard from the text.
            None => ui.memory_mut(|memory| memory.request_focus(pane::id())),
        }
    }

    /// Offers words while there is typing, and until the cursor goes elsewhere.
    fn offer_words(&mut self, ui: &Ui, changed: bool) {
        if changed {
            self.offer = Offer::at(&self.document.text, self.pane.cursor, &self.known);
        }
        let Some(mut offer) = self.offer.take().filter(|offer| offer.range.end == self.pane.cursor) else { return };
        if offer.ui(ui, self.pane.below_cursor) {
            self.take_word(ui.ctx(), &offer);
        } else {
            self.offer = Some(offer);
        }
    }

    fn take_word(&mut self, ctx: &Context, offer: &Offer) {
        let mut text = self.document.text.clone();
        text.replace_range(offer.range.clone(), offer.word());
        self.replace(ctx, text, offer.range.start + offer.word().len());
    }

    /// Where the cursor is, and what is wrong there.
    fn foot(&self, ui: &mut Ui, rect: Rect) {
        let builder = UiBuilder::new().id_salt("foot of the text").max_rect(rect.shrink2(vec2(16.0, 0.0)));
        let mut inside = ui.new_child(builder.layout(Layout::left_to_right(Align::Center)));
        text::whisper(&mut inside, &format!("Line {}", pane::line_of(&self.document.text, self.pane.cursor) + 1));
        inside.add_space(8.0);
        let problem = self.problems.iter().find(|problem| problem.is_at(self.pane.cursor));
        let words = problem.map(Problem::in_words).or_else(|| self.name_in_words()).or_else(|| self.rule_in_words());
        let words = words.unwrap_or_default();
        let shown = text::shortened(&inside, &words, HELP, inside.available_width());
        let colour = if problem.is_some_and(|it| it.is_error) { palette(ui).alarm } else { palette(ui).ink };
        text::announce(&text::say_in(&mut inside, &shown, HELP, colour), Live::Polite);
    }

    /// What the rule at the cursor says, unless the text changed since it was checked.
    fn rule_in_words(&self) -> Option<String> {
        let is_now = self.problems_of == self.document.text;
        let mut here = self.rules.iter().filter(|(range, _)| is_now && range.contains(&self.pane.cursor));
        here.next().map(|(_, words)| format!("This rule: {words}"))
    }

    /// Shows the preview, and in the text the example that was pressed there.
    fn preview(&mut self, ui: &mut Ui, rect: Rect) {
        let range = self.preview.ui(ui, rect).map(|example| example.range.clone());
        // The text may have changed since.
        if let Some(range) = range.filter(|_| self.problems_of == self.document.text) {
            self.pane.go_to(range.start..range.start);
        }
    }

    fn problems(&mut self, ui: &mut Ui, rect: Rect) {
        let words = problems_list::count_in_words(&self.problems);
        match problems_list::ui(ui, rect, &self.problems, (self.pane.cursor, &words)) {
            Some(Pressed::GoTo(at)) => self.show_problem(at),
            Some(Pressed::Fix(at)) => self.fix(ui.ctx(), at),
            None => {}
        }
    }
}
