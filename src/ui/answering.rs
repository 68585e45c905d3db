//! The screen that asks: one section at a time.

use super::action::Action;
use super::buttons::{Button, Weight, pressed};
use super::command::Command;
use super::filling::Filling;
use super::grid::{self, Line};
use super::layout::{self, Columns};
use super::progress;
use super::question::{self, Fault, Notes, Question, typing_fault};
use super::rows::row_id;
use super::spoken;
use super::text::{self, HELP, QUESTION, SCREEN, STRONG};
use super::top::{self, Left};
use super::visits::Offer;
use crate::evaluation::Evaluation;
use crate::questionnaire::Ask;
use egui::Ui;
use egui::accesskit::Live;

/// What the screen remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// Of its questions.
    pub(super) notes: Notes,
    /// The section whose open questions were named once.
    pub(super) reminded: Option<usize>,
}

impl State {
    /// What is wrong with the answer to a question.
    #[must_use]
    pub(super) fn fault(&self, filling: &Filling, evaluation: &Evaluation, item: usize) -> Option<Fault> {
        let definition = filling.form.items.get(item)?;
        let typed = self.notes.typed.get(&item);
        if let Some(words) = typed.and_then(|typed| typing_fault(definition, typed)) {
            return Some(Fault { words, others: Vec::new() });
        }
        let asked = filling.asked_in(definition.section, evaluation);
        let faults = evaluation.faults(&filling.answers);
        // A contradiction is explained at the last of its questions here, and at the one that was just answered.
        let is_told_here = |items: &[usize]| {
            let last_here = asked.iter().rev().find(|at| items.contains(at));
            last_here == Some(&item) || (self.notes.last == Some(item) && items.contains(&item))
        };
        let fault = faults.into_iter().find(|fault| is_told_here(&fault.items))?;
        let others = fault.items.into_iter().filter(|at| *at != item && evaluation.is_asked(*at)).collect();
        Some(Fault { words: fault.text, others })
    }

    /// The first question of the section on the screen whose answer must be mended.
    #[must_use]
    pub(super) fn first_fault(&self, filling: &Filling, evaluation: &Evaluation) -> Option<usize> {
        let asked = filling.asked_in(filling.section, evaluation);
        asked.into_iter().find(|item| self.fault(filling, evaluation, *item).is_some())
    }
}

/// Shows the screen.
pub(super) fn ui(
    ui: &mut Ui,
    (filling, evaluation): (&Filling, &Evaluation),
    offer: Option<&Offer>,
    state: &mut State,
    actions: &mut Vec<Action>,
) {
    keyboard(ui, filling, evaluation, actions);
    top::bar(ui, &Left::new("Not now", Action::Leave, &filling.title), actions);
    section(ui, (filling, evaluation), offer, state, actions);
}

/// Shows the questions of a section, and the buttons below them; before them what is offered of an earlier visit.
pub(super) fn section(
    ui: &mut Ui,
    (filling, evaluation): (&Filling, &Evaluation),
    offer: Option<&Offer>,
    state: &mut State,
    actions: &mut Vec<Action>,
) {
    layout::page(
        ui,
        ("answering", filling.section),
        &mut (state, actions),
        |ui, columns, (state, actions)| {
            ui.add_space(if columns.side.is_some() { 12.0 } else { 8.0 });
            show_progress(ui, columns, filling, evaluation);
            show_title(ui, columns, filling, evaluation);
            if let Some(offer) = offer {
                columns.plain(ui, "offer", |ui| offer.ui(ui, actions));
            }
            for group in groups(filling, evaluation, columns) {
                Shown { filling, evaluation, columns }.group(ui, &group, state, actions);
            }
        },
        |ui, (state, actions)| show_footer(ui, filling, evaluation, state, actions),
    );
}

fn keyboard(ui: &Ui, filling: &Filling, evaluation: &Evaluation, actions: &mut Vec<Action>) {
    if Command::Back.pressed(ui.ctx()) {
        actions.push(Action::Back);
    }
    let asked = filling.asked_in(filling.section, evaluation);
    let items = asked.iter().filter_map(|at| filling.form.items.get(*at).map(|item| (*at, item)));
    let places: Vec<egui::Id> = items.flat_map(|(at, item)| question::places(at, item)).collect();
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_none_or(|focused| places.contains(&focused)) && Command::Next.pressed(ui.ctx()) {
        actions.push(Action::Next { by_key: true });
    }
}

fn show_progress(ui: &mut Ui, columns: Columns, filling: &Filling, evaluation: &Evaluation) {
    let left = filling.left(evaluation);
    let words = match left {
        0 => "No questions left".to_owned(),
        1 => "1 question left".to_owned(),
        left => format!("{left} questions left"),
    };
    let minutes = match filling.minutes_left(evaluation) {
        _ if left == 0 => String::new(),
        0 => "Less than a minute".to_owned(),
        1 => "About 1 minute".to_owned(),
        minutes => format!("About {minutes} minutes"),
    };
    let spoken = format!("{words}. {minutes}");
    let side = columns.side.is_some();
    columns.block(
        ui,
        "progress",
        |ui| {
            if side {
                spoken::hush(&text::say(ui, &words, STRONG));
                spoken::hush(&text::whisper(ui, &minutes));
            } else {
                let said = text::say_pieces(
                    ui,
                    &[
                        (&words, text::HELP_BOLD, super::theme::palette(ui).ink),
                        ("   ", HELP, super::theme::palette(ui).ink2),
                        (&minutes, HELP, super::theme::palette(ui).ink2),
                    ],
                );
                spoken::hush(&said);
            }
        },
        |ui| {
            ui.add_space(if side { 8.0 } else { 0.0 });
            progress::segments(ui, &parts(filling, evaluation), &spoken);
        },
    );
    ui.add_space(if side { 4.0 } else { 16.0 });
}

/// The segments of the progress: parts where several were taken, else sections.
fn parts(filling: &Filling, evaluation: &Evaluation) -> Vec<(usize, usize)> {
    let sections = filling.sections(evaluation);
    let mut parts: Vec<(usize, (usize, usize))> = Vec::new();
    let by_part = sections.len() > 12;
    for section in sections {
        let (asked, done) = filling.progress_of(section, evaluation);
        let part = filling.form.sections.get(section).map_or(section, |it| if by_part { it.part } else { section });
        match parts.last_mut() {
            Some((last, sums)) if *last == part => *sums = (sums.0 + asked, sums.1 + done),
            _ => parts.push((part, (asked, done))),
        }
    }
    parts.into_iter().map(|(_, sums)| sums).collect()
}

fn show_title(ui: &mut Ui, columns: Columns, filling: &Filling, evaluation: &Evaluation) {
    let Some(section) = filling.form.sections.get(filling.section) else { return };
    columns.plain(ui, "title", |ui| {
        if let Some(part) = filling.part_in_words(evaluation) {
            text::whisper(ui, &part);
        }
        text::heading(ui, &section.title, SCREEN, 1);
        if !section.about.is_empty() {
            ui.add_space(4.0);
            text::whisper(ui, &section.about);
        }
    });
    ui.add_space(20.0);
}

/// Questions shown together: a grid, or a single one.
enum Group<'a> {
    Single(usize),
    Grid { head: &'a str, items: Vec<(usize, String)> },
}

fn groups<'a>(filling: &'a Filling, evaluation: &Evaluation, columns: Columns) -> Vec<Group<'a>> {
    let asked = filling.asked_in(filling.section, evaluation);
    let scale = |at: &usize| match filling.form.items.get(*at).map(|item| (&item.ask, item.prefer_not)) {
        Some((Ask::Choice { scale: Some(scale), options, .. }, false))
            if grid::has_room(columns.width, options.len() + 1) =>
        {
            Some(scale)
        }
        _ => None,
    };
    let mut groups = Vec::new();
    for stretch in asked.chunk_by(|one, other| scale(one).is_some() && scale(one) == scale(other)) {
        let items: Vec<_> = stretch.iter().filter_map(|at| filling.form.items.get(*at)).collect();
        let texts: Vec<&'a str> = items.iter().map(|item| item.text.as_str()).collect();
        let plain = items.iter().all(|item| item.help.is_empty() && item.why.is_empty());
        match grid::common_beginning(&texts).filter(|_| stretch.len() > 1 && plain) {
            Some((head, rest)) => groups.push(Group::Grid { head, items: stretch.iter().copied().zip(rest).collect() }),
            None => groups.extend(stretch.iter().copied().map(Group::Single)),
        }
    }
    groups
}

/// What every group of questions needs to know.
struct Shown<'a> {
    filling: &'a Filling,
    evaluation: &'a Evaluation<'a>,
    columns: Columns,
}

impl Shown<'_> {
    fn group(&self, ui: &mut Ui, group: &Group, state: &mut State, actions: &mut Vec<Action>) {
        let (first, items) = match group {
            Group::Single(at) => (*at, vec![*at]),
            Group::Grid { items, .. } => {
                (items.first().map_or(0, |(at, _)| *at), items.iter().map(|(at, _)| *at).collect())
            }
        };
        let definition = self.filling.form.items.get(first);
        let rows = definition.map(question::rows_of).unwrap_or_default();
        let many = definition.is_some_and(|item| matches!(item.ask, Ask::Choices { .. }));
        let hints = self.columns.side.is_some() && has_keyboard(ui, &items, rows.len());
        let side = |ui: &mut Ui| {
            if hints {
                show_hints(ui, &rows, many);
            }
        };
        self.columns.block(ui, &format!("question {first}"), side, |ui| match group {
            Group::Single(at) => self.single(ui, *at, state, actions),
            Group::Grid { head, items } => show_grid(ui, self.filling, (head, items), &mut state.notes, actions),
        });
        ui.add_space(12.0);
    }

    fn single(&self, ui: &mut Ui, at: usize, state: &mut State, actions: &mut Vec<Action>) {
        let Some(item) = self.filling.form.items.get(at) else { return };
        let fault = state.fault(self.filling, self.evaluation, at);
        let question = Question { filling: self.filling, at, item, fault: fault.as_ref() };
        question.show(ui, &mut state.notes, actions);
    }
}

fn has_keyboard(ui: &Ui, items: &[usize], rows: usize) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    focused.is_some_and(|focused| items.iter().any(|at| (0..rows).any(|row| row_id(*at, row) == focused)))
}

fn show_hints(ui: &mut Ui, rows: &[super::rows::Row], many: bool) {
    let keys: Vec<char> = rows.iter().filter_map(|row| row.key).filter(|key| *key != '0').collect();
    ui.add_space(4.0);
    if let (Some(first), Some(last)) = (keys.first(), keys.last()) {
        hint(ui, &[*first, *last], if many { "tick" } else { "choose" });
    }
    if rows.iter().any(|row| row.key == Some('0')) {
        ui.add_space(6.0);
        hint(ui, &['0'], "I don’t know");
    }
}

fn hint(ui: &mut Ui, keys: &[char], words: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (at, key) in keys.iter().enumerate() {
            if at > 0 {
                spoken::hush(&text::whisper(ui, "to"));
            }
            let (_, rect) = ui.allocate_space(egui::vec2(26.0, 26.0));
            super::rows::key_hint(ui, rect.center(), *key, false);
        }
        spoken::hush(&text::whisper(ui, words));
    });
}

fn show_grid(
    ui: &mut Ui,
    filling: &Filling,
    (head, items): (&str, &[(usize, String)]),
    notes: &mut Notes,
    actions: &mut Vec<Action>,
) {
    text::heading(ui, &format!("{head} …"), QUESTION, 2);
    ui.add_space(12.0);
    let definitions: Vec<_> = items.iter().filter_map(|(at, _)| filling.form.items.get(*at)).collect();
    let Some(first) = definitions.first() else { return };
    let rows = question::rows_of(first);
    let heads: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    let lines: Vec<Line> = items
        .iter()
        .zip(&definitions)
        .map(|((at, words), item)| {
            let chosen = question::chosen_rows(item, filling.answers.get(*at));
            let chosen = (chosen != 0).then(|| chosen.trailing_zeros() as usize);
            Line { item: *at, name: &item.text, words: words.clone(), chosen }
        })
        .collect();
    if let Some((at, column)) = grid::show(ui, &heads, &lines)
        && let Some(item) = filling.form.items.get(at)
    {
        notes.last = Some(at);
        notes.dropped = None;
        actions.push(Action::Answer(at, question::after_press(item, filling.answers.get(at), column)));
    }
    for (at, _) in items {
        if question::takes_back(ui, *at, rows.len()) {
            question::clear(filling, notes, *at, actions);
        }
    }
    let last = notes.last.filter(|last| items.iter().any(|(at, _)| at == last));
    question::below(ui, filling, notes, last, actions);
}

fn show_footer(ui: &mut Ui, filling: &Filling, evaluation: &Evaluation, state: &State, actions: &mut Vec<Action>) {
    if pressed(&Button::new("Back", Weight::Secondary).show(ui)) {
        actions.push(Action::Back);
    }
    let skip = Button::new("Skip these", Weight::Quiet);
    let plain = Button::new("Next", Weight::Primary);
    let with_key = plain.clone().key("Enter");
    let fits = with_key.width(ui) + skip.width(ui) + 24.0 <= ui.available_width();
    let next = if fits { with_key } else { plain };
    let open = filling.asked_in(filling.section, evaluation).into_iter().filter(|item| filling.is_open(*item)).count();
    let room = ui.available_width() - next.width(ui) - skip.width(ui) - 24.0;
    if state.reminded == Some(filling.section) && open > 0 {
        let words = if open == 1 { "1 has no answer yet".to_owned() } else { format!("{open} have no answer yet") };
        if room > text::width(ui, &words, HELP) {
            let said = text::whisper(ui, &words);
            text::announce(&said, Live::Polite);
        }
    } else if room > text::width(ui, Command::Back.key(), HELP) + 8.0 {
        spoken::hush(&text::whisper(ui, Command::Back.key()));
    }
    // From left to right, so that the Tab key comes to them in the order of reading.
    let space = ui.available_width() - next.width(ui) - skip.width(ui) - 16.0;
    ui.add_space(space.max(0.0));
    if pressed(&skip.show(ui)) {
        actions.push(Action::Skip);
    }
    ui.add_space(8.0);
    if pressed(&next.show(ui)) {
        actions.push(Action::Next { by_key: false });
    }
}
