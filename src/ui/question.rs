//! One question with its answers.

use super::action::Action;
use super::buttons::{self, Button, Weight};
use super::calendar::Calendar;
use super::callouts;
use super::fields::{self, Field, NumberWords, field_id};
use super::filling::Filling;
use super::keys::key_of_row;
use super::rows::{Row, Rows, group_id, row_id};
use super::spoken;
use super::text::{self, BODY, QUESTION};
use super::typed::{read_date, read_number};
use crate::answers::Response;
use crate::questionnaire::{Ask, Item};
use crate::summary::number_in_words;
use egui::accesskit::Live;
use egui::{Id, Key, Modifiers, Ui, UiBuilder};
use std::collections::{BTreeMap, BTreeSet};

const WHY: &str = "Why we ask";
const DATE_HELP: &str = "Day, month, year, such as 22 11 2026";

/// What the answering screen remembers of its questions.
#[derive(Debug, Clone, Default)]
pub(super) struct Notes {
    /// Numbers and dates as they are being typed.
    pub(super) typed: BTreeMap<usize, String>,
    /// Questions whose "Why we ask" is open.
    pub(super) why: BTreeSet<usize>,
    /// The question answered last.
    pub(super) last: Option<usize>,
    /// An answer that was just cleared, or ticks that gave way to an answer that stands alone: they can come back.
    pub(super) dropped: Option<(usize, Response)>,
    /// The month that is open to pick a day from.
    pub(super) calendar: Option<Calendar>,
    /// The question that a link led to, and the one with the link.
    pub(super) way_back: Option<(usize, usize)>,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// In words that say how to mend it.
    pub(super) words: String,
    /// Other questions that it is about.
    pub(super) others: Vec<usize>,
}

/// The answers to choose from, with "I would rather not say" where it is offered, and "I don't know" last.
#[must_use]
pub(super) fn rows_of(item: &Item) -> Vec<Row> {
    let options = item.ask.options();
    let mut rows: Vec<Row> = options
        .iter()
        .enumerate()
        .map(|(at, option)| Row { words: option.text.clone(), key: key_of_row(at), is_aside: false })
        .collect();
    if item.prefer_not {
        let words = "I would rather not say".to_owned();
        rows.push(Row { words, key: key_of_row(options.len()), is_aside: true });
    }
    if item.ask.offers_dont_know() {
        rows.push(Row { words: "I don’t know".to_owned(), key: Some('0'), is_aside: true });
    }
    rows
}

/// Which rows an answer stands for, bit by bit.
#[must_use]
pub(super) fn chosen_rows(item: &Item, response: &Response) -> u128 {
    let options = item.ask.options().len();
    match response {
        Response::Option(row) => 1 << row,
        Response::Ticks(bits) => u128::from(*bits),
        Response::PreferNot => 1 << options,
        Response::DontKnow => 1 << (options + usize::from(item.prefer_not)),
        _ => 0,
    }
}

/// The answer after a row was pressed.
#[must_use]
pub(super) fn after_press(item: &Item, response: &Response, row: usize) -> Response {
    let options = item.ask.options().len();
    if row >= options {
        let prefers_not = item.prefer_not && row == options;
        let said = if prefers_not { Response::PreferNot } else { Response::DontKnow };
        let takes_back = matches!(item.ask, Ask::Choices { .. }) && *response == said;
        return if takes_back { Response::Blank } else { said };
    }
    match &item.ask {
        Ask::Choices { exclusive, .. } => {
            let (bits, bit) = (if let Response::Ticks(bits) = response { *bits } else { 0 }, 1_u64 << row);
            let after = bits ^ bit;
            if after & bit != 0 && exclusive & bit != 0 {
                Response::Ticks(bit)
            } else {
                Response::ticks(after, *exclusive)
            }
        }
        _ => Response::Option(u8::try_from(row).unwrap_or_default()),
    }
}

/// Where the keyboard comes to a question.
#[must_use]
pub(super) fn entry(filling: &Filling, item: usize) -> Id {
    let Some(definition) = filling.form.items.get(item) else { return row_id(item, 0) };
    if definition.ask.options().is_empty() {
        return field_id(item);
    }
    let chosen = chosen_rows(definition, filling.answers.get(item));
    row_id(item, if chosen == 0 { 0 } else { usize::try_from(chosen.trailing_zeros()).unwrap_or_default() })
}

/// All places of a question where Enter means "go on".
#[must_use]
pub(super) fn places(item: usize, definition: &Item) -> Vec<Id> {
    match definition.ask {
        Ask::Choice { .. } | Ask::Choices { .. } => {
            (0..rows_of(definition).len()).map(|row| row_id(item, row)).collect()
        }
        Ask::Text { lines } if lines > 1 => Vec::new(),
        _ => vec![field_id(item)],
    }
}

/// What is wrong with what is being typed, in words that say how to mend it.
#[must_use]
pub(super) fn typing_fault(item: &Item, typed: &str) -> Option<String> {
    if typed.trim().is_empty() {
        return None;
    }
    match item.ask {
        Ask::Number { to, .. } => read_number(typed, to).err(),
        Ask::Date if read_date(typed).is_none() => {
            Some("Please write a date as day, month, year, such as 22 11 2026.".to_owned())
        }
        _ => None,
    }
}

/// What is typed in a field: what the person is typing, or else the answer.
#[must_use]
pub(super) fn typed_words(filling: &Filling, notes: &Notes, item: usize) -> String {
    if let Some(typed) = notes.typed.get(&item) {
        return typed.clone();
    }
    match filling.answers.get(item) {
        Response::Number(number) => number_in_words(*number),
        Response::Text(words) => words.clone(),
        Response::Date(date) => date.rsplit('-').collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// A question before it is shown.
pub(super) struct Question<'a> {
    /// What is being filled in.
    pub(super) filling: &'a Filling,
    /// Its place in the form.
    pub(super) at: usize,
    /// The question.
    pub(super) item: &'a Item,
    /// What is wrong with its answer.
    pub(super) fault: Option<&'a Fault>,
}

impl Question<'_> {
    /// Shows it.
    pub(super) fn show(&self, ui: &mut Ui, notes: &mut Notes, actions: &mut Vec<Action>) {
        let top = ui.cursor().top();
        self.head(ui, notes);
        ui.add_space(12.0);
        match &self.item.ask {
            Ask::Choice { .. } | Ask::Choices { .. } => self.rows(ui, notes, actions),
            Ask::Number { .. } => self.number(ui, notes, actions),
            Ask::Text { lines } => self.words(ui, *lines, notes, actions),
            Ask::Date => self.date(ui, notes, actions),
        }
        spoken::describe(ui.ctx(), self.control(), &self.told());
        self.keep_in_view(ui, top);
        fields::fault_below(ui, self.fault.map(|fault| fault.words.as_str()));
        self.others(ui, notes, actions);
        below(ui, self.filling, notes, Some(self.at), actions);
    }

    /// Ways to the other questions that a fault is about.
    fn others(&self, ui: &mut Ui, notes: &mut Notes, actions: &mut Vec<Action>) {
        for other in self.fault.map(|fault| fault.others.as_slice()).unwrap_or_default() {
            let Some(item) = self.filling.form.items.get(*other) else { continue };
            let words = format!("Go to: {}", item.short);
            let name = format!("{words}, from: {}", self.item.short);
            if buttons::link(ui, &words, &name).clicked() {
                notes.way_back = Some((*other, self.at));
                actions.push(Action::ShowItem(*other));
            }
        }
    }

    /// What holds the answer: the group of rows, or the field.
    fn control(&self) -> Id {
        if self.item.ask.options().is_empty() { field_id(self.at) } else { group_id(self.at) }
    }

    /// What stands around the answer, for screen readers: what is wrong, help, unit and range.
    fn told(&self) -> String {
        let range = match &self.item.ask {
            Ask::Number { from, to, unit, .. } => NumberWords::new((*from, *to), unit, None).spoken(),
            Ask::Date => DATE_HELP.to_owned(),
            _ => String::new(),
        };
        let fault = self.fault.map(|fault| fault.words.as_str()).unwrap_or_default();
        let parts = [fault, &self.item.help, &range];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Where the keyboard comes to an answer, the question above it is seen too, if there is room for both.
    fn keep_in_view(&self, ui: &Ui, top: f32) {
        let places = places(self.at, self.item).into_iter();
        let Some(gained) = places.filter_map(|id| ui.ctx().read_response(id)).find(egui::Response::gained_focus) else {
            return;
        };
        let both = gained.rect.with_min_y(top).expand2(egui::vec2(0.0, 8.0));
        if both.height() <= ui.clip_rect().height() {
            ui.scroll_to_rect(both, None);
        }
    }

    fn head(&self, ui: &mut Ui, notes: &mut Notes) {
        let asks_why = !self.item.why.is_empty();
        let link = if asks_why { text::width(ui, WHY, text::HELP) + 24.0 } else { 0.0 };
        let width = ui.available_width();
        let beside = width - link >= 360.0;
        let start = ui.cursor().min;
        let room = if beside { width - link } else { width };
        let place = egui::Rect::from_min_size(start, egui::vec2(room, 10_000.0));
        let mut words = ui.new_child(UiBuilder::new().id_salt(("question", self.at)).max_rect(place));
        text::heading(&mut words, &self.item.text, QUESTION, 2);
        ui.advance_cursor_after_rect(words.min_rect());
        if asks_why && beside {
            // The link is higher than a line, so it reaches over the question's line at both sides.
            let left = start + egui::vec2(width - link + 24.0, -6.0);
            let place = egui::Rect::from_min_size(left, egui::vec2(link, 40.0));
            let mut side = ui.new_child(UiBuilder::new().id_salt(("why", self.at)).max_rect(place));
            self.why_link(&mut side, notes);
        }
        if !self.item.help.is_empty() {
            ui.add_space(2.0);
            text::whisper(ui, &self.item.help);
        }
        if asks_why && !beside {
            self.why_link(ui, notes);
        }
        if notes.why.contains(&self.at) {
            ui.add_space(8.0);
            let said = callouts::info(ui, |ui| text::say(ui, &self.item.why, text::HELP));
            text::announce(&said, Live::Polite);
        }
    }

    fn why_link(&self, ui: &mut Ui, notes: &mut Notes) {
        let name = format!("Why we ask: {}", self.item.short);
        let link = buttons::link(ui, WHY, &name);
        spoken::opens(&link, notes.why.contains(&self.at), &self.item.why);
        if buttons::pressed(&link) && !notes.why.remove(&self.at) {
            notes.why.insert(self.at);
        }
    }

    fn rows(&self, ui: &mut Ui, notes: &mut Notes, actions: &mut Vec<Action>) {
        let response = self.filling.answers.get(self.at);
        let rows = rows_of(self.item);
        let many = matches!(self.item.ask, Ask::Choices { .. });
        let chosen = chosen_rows(self.item, response);
        let shown = Rows { item: self.at, name: &self.item.text, list: &rows, chosen, many }.show(ui);
        if let Some(row) = shown {
            let after = after_press(self.item, response, row);
            let gave_way = chosen & !chosen_rows(self.item, &after) & !(1 << row) != 0;
            notes.dropped = Some((self.at, response.clone())).filter(|_| many && gave_way);
            notes.last = Some(self.at);
            actions.push(Action::Answer(self.at, after));
        } else if takes_back(ui, self.at, rows.len()) {
            clear(self.filling, notes, self.at, actions);
        }
    }

    fn number(&self, ui: &mut Ui, notes: &mut Notes, actions: &mut Vec<Action>) {
        let Ask::Number { from, to, unit, .. } = &self.item.ask else { return };
        let mut words = typed_words(self.filling, notes, self.at);
        let around = NumberWords::new((*from, *to), unit, self.fault.map(|fault| fault.words.clone()));
        let unknown = *self.filling.answers.get(self.at) == Response::DontKnow;
        let button = Button::new("I don’t know", Weight::Secondary).small().chosen(unknown);
        let name = format!("I don’t know: {}", self.item.short);
        let roomy = ui.available_width() >= 520.0;
        let mut pressed = false;
        let changed = ui
            .horizontal(|ui| {
                let changed = fields::number(ui, self.at, &self.item.text, &mut words, &around);
                if roomy {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        pressed = buttons::pressed(&button.clone().named(&name).show(ui));
                    });
                }
                changed
            })
            .inner;
        if !roomy {
            ui.add_space(8.0);
            pressed = buttons::pressed(&button.named(&name).show(ui));
        }
        if changed {
            let response = read_number(&words, *to).map_or(Response::Blank, Response::Number);
            notes.typed.insert(self.at, words);
            notes.last = Some(self.at);
            actions.push(Action::Answer(self.at, response));
        } else if pressed {
            notes.typed.remove(&self.at);
            let response = if unknown { Response::Blank } else { Response::DontKnow };
            actions.push(Action::Answer(self.at, response));
        }
    }

    fn words(&self, ui: &mut Ui, lines: u16, notes: &mut Notes, actions: &mut Vec<Action>) {
        if let Some(words) = self.typed_in(ui, (ui.available_width(), lines), notes) {
            let blank = words.trim().is_empty();
            actions.push(Action::Answer(self.at, if blank { Response::Blank } else { Response::Text(words) }));
        }
    }

    fn date(&self, ui: &mut Ui, notes: &mut Notes, actions: &mut Vec<Action>) {
        let mut open = notes.calendar.take_if(|calendar| calendar.item == self.at);
        let date = if let Response::Date(date) = self.filling.answers.get(self.at) { date.as_str() } else { "" };
        let words = if open.is_some() { "Close the calendar" } else { "Pick a day" };
        let name = format!("{words}: {}", self.item.short);
        let button = Button::new(words, Weight::Secondary).named(&name).id(pick_button(self.at));
        ui.horizontal_wrapped(|ui| {
            if let Some(words) = self.typed_in(ui, (220.0, 1), notes) {
                actions.push(Action::Answer(self.at, read_date(&words).map_or(Response::Blank, Response::Date)));
            }
            if buttons::pressed(&button.show(ui)) {
                open = if open.is_some() { None } else { Calendar::open(self.at, date, &super::today()) };
                if let Some(open) = open {
                    // The key that opened it must not pick a day as well.
                    ui.input_mut(|input| [Key::Space, Key::Enter].map(|key| input.consume_key(Modifiers::NONE, key)));
                    ui.memory_mut(|memory| memory.request_focus(open.entry()));
                }
            }
        });
        ui.add_space(4.0);
        text::whisper(ui, DATE_HELP);
        let Some(mut calendar) = open else { return };
        ui.add_space(8.0);
        if let Some(day) = calendar.show(ui, date) {
            notes.typed.remove(&self.at);
            actions.push(Action::Answer(self.at, Response::Date(day)));
            ui.memory_mut(|memory| memory.request_focus(pick_button(self.at)));
        } else {
            notes.calendar = Some(calendar);
        }
    }

    /// A field of so many points and lines; what it says, if that was changed.
    fn typed_in(&self, ui: &mut Ui, (width, lines): (f32, u16), notes: &mut Notes) -> Option<String> {
        let mut words = typed_words(self.filling, notes, self.at);
        let is_wrong = self.fault.is_some();
        let field = Field { id: field_id(self.at), name: &self.item.text, width, lines, kind: BODY, is_wrong };
        if !field.show(ui, &mut words).changed() {
            return None;
        }
        notes.typed.insert(self.at, words.clone());
        Some(words)
    }
}

/// The button that opens the calendar of a question.
fn pick_button(item: usize) -> Id {
    Id::unique(("pick a day", item))
}

/// Ways to take an answer back, and to undo that, in room that is always there: nothing moves when an answer is given.
pub(super) fn below(ui: &mut Ui, filling: &Filling, notes: &mut Notes, at: Option<usize>, actions: &mut Vec<Action>) {
    let short = |at: usize| filling.form.items.get(at).map_or("", |item| item.short.as_str());
    if let Some((_, from)) = notes.way_back.filter(|(to, _)| Some(*to) == at) {
        let words = format!("Back to: {}", short(from));
        if buttons::link(ui, &words, &words).clicked() {
            notes.way_back = None;
            actions.push(Action::ShowItem(from));
        }
    }
    let (_, room) = ui.allocate_space(egui::vec2(ui.available_width(), 40.0));
    let Some(at) = at else { return };
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().id_salt(("below", at)).max_rect(room).layout(layout), |ui| {
        if let Some((_, before)) = notes.dropped.clone().filter(|(item, _)| *item == at)
            && buttons::link(ui, "Bring back my answer", &format!("Bring back my answer: {}", short(at))).clicked()
        {
            notes.dropped = None;
            actions.push(Action::Answer(at, before));
        }
        let is_text = filling.form.items.get(at).is_some_and(|item| matches!(item.ask, Ask::Text { .. }));
        let answered =
            *filling.answers.get(at) != Response::Blank || notes.typed.get(&at).is_some_and(|it| !it.is_empty());
        if answered && !is_text {
            let words = "Clear answer";
            ui.add_space((ui.available_width() - text::width(ui, words, text::HELP)).max(0.0));
            if buttons::link_beside_a_key(ui, words, &format!("Clear answer: {}", short(at))).clicked() {
                clear(filling, notes, at, actions);
            }
        }
    });
}

/// Takes an answer back; it can be brought back.
pub(super) fn clear(filling: &Filling, notes: &mut Notes, at: usize, actions: &mut Vec<Action>) {
    let before = filling.answers.get(at).clone();
    notes.dropped = Some((at, before)).filter(|(_, before)| *before != Response::Blank);
    notes.typed.remove(&at);
    actions.push(Action::Answer(at, Response::Blank));
}

/// True where the Delete key was pressed on a row of the question, to take its answer back.
pub(super) fn takes_back(ui: &Ui, item: usize, rows: usize) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let here = focused.is_some_and(|focused| (0..rows).any(|row| row_id(item, row) == focused));
    here && ui.input_mut(|input| {
        input.consume_key(Modifiers::NONE, Key::Delete) || input.consume_key(Modifiers::NONE, Key::Backspace)
    })
}
