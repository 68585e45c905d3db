//! What changed between two visits. Scores and answers stand as they were kept; patterns, warning signs and topics are
//! worked out from the answers of both, where the questionnaires are still the same.

use super::earlier::as_earlier;
use super::plot::can_be_joined;
use super::{table, words};
use crate::definition::Emergency;
use crate::files::{Given, Library, ScoreMark, Visit};
use crate::output::{changes, is_answered, is_range, scale_value};
use crate::questionnaire::Form;
use crate::summary::{Change, FactGroup, Moved, Scale, SinceLastTime, number_in_words, summarize};
use crate::ui::filling::Filling;
use crate::ui::home;
use crate::ui::text::{self, BODY, HELP_BOLD, PART};
use egui::Ui;
use serde_json::Value;
use std::collections::BTreeSet;

const NOT_WORKED_OUT: &str = "A questionnaire changed since these visits, or is not here any more. So scores and answers \
                              stand here as they were, and patterns, warning signs and topics are not compared.";
const NOTHING: &str = "–";

/// Two visits side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Two {
    /// Their ids as they were ticked, and the state of the visits that it was made of.
    pub(super) of: (Vec<String>, u64),
    /// The days of both, in words.
    days: [String; 2],
    /// What is to be known first, one paragraph each.
    notes: Vec<String>,
    rows: Vec<Row>,
    /// What came and what went.
    groups: Vec<FactGroup>,
}

/// One thing, at both visits.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    what: String,
    then: String,
    now: String,
    change: String,
}

impl Two {
    /// What is said where one of them cannot be read.
    #[must_use]
    pub(super) fn unreadable(of: (Vec<String>, u64), words: String) -> Self {
        Self { of, notes: vec![words], ..Self::default() }
    }

    /// Compares two visits, in whichever order they come.
    #[must_use]
    pub(super) fn between(of: (Vec<String>, u64), visits: [&Visit; 2], library: &Library, wording: &Emergency) -> Self {
        let [one, other] = visits;
        let [then, now] = if (one.day(), &one.id) <= (other.day(), &other.id) { [one, other] } else { [other, one] };
        let form = home::form_for(library, &now.started).ok();
        let since =
            form.as_ref().filter(|form| has_versions(now, form)).and_then(|form| since(then, now, form, wording));
        let mut rows = scores(then, now);
        rows.extend(since.iter().flat_map(|since| &since.patterns).map(pattern));
        rows.extend(answers(then, now, form.as_ref()));
        let notes = since.as_ref().map_or_else(|| vec![NOT_WORKED_OUT.to_owned()], changes::opening);
        // Answers stand in the table.
        let came_and_went = since.map(|since| SinceLastTime { answers: Moved::default(), ..since });
        Self {
            of,
            days: [then, now].map(|visit| words::day_in_words(visit.day())),
            notes,
            rows,
            groups: came_and_went.as_ref().map(changes::groups).unwrap_or_default(),
        }
    }
}

/// True where the questionnaires of a visit are here in the versions of then.
fn has_versions(visit: &Visit, form: &Form) -> bool {
    let is_here = |id: &str, version: &str| form.parts.iter().any(|part| part.id == id && part.version == version);
    visit.questionnaires.iter().all(|mark| is_here(&mark.id, &mark.version))
}

fn since(then: &Visit, now: &Visit, form: &Form, wording: &Emergency) -> Option<SinceLastTime> {
    let mut filling = Filling::reopen(now, form.clone());
    filling.wishes.earlier = Some(as_earlier(then, form));
    summarize(&filling.evaluation(), &filling.answers, wording, &filling.wishes).since_last_time
}

fn pattern(change: &Change) -> Row {
    let lines = |lines: &[String]| if lines.is_empty() { NOTHING.to_owned() } else { lines.join(" ") };
    Row {
        what: change.label.clone(),
        then: lines(&change.then),
        now: lines(&change.now),
        change: "Reads differently".to_owned(),
    }
}

/// The scores of both, in the order of the later one.
fn scores(then: &Visit, now: &Visit) -> Vec<Row> {
    let marks = |visit: &Visit| visit.results.as_ref().map(|results| results.scores.clone()).unwrap_or_default();
    let (then, now) = (marks(then), marks(now));
    let mut ids: Vec<&str> = now.iter().chain(&then).map(|mark| mark.id.as_str()).collect();
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    let row = |id: &str| {
        let of = |marks: &[ScoreMark]| marks.iter().find(|mark| mark.id == id).cloned();
        let (then, now) = (of(&then), of(&now));
        let name = now.as_ref().or(then.as_ref()).map(|mark| mark.scale.name.clone()).unwrap_or_default();
        let value = |mark: &Option<ScoreMark>| mark.as_ref().map_or(NOTHING.to_owned(), |mark| with_band(&mark.scale));
        Row { what: name, then: value(&then), now: value(&now), change: score_change(then.as_ref(), now.as_ref()) }
    };
    ids.into_iter().map(row).collect()
}

fn with_band(scale: &Scale) -> String {
    let band = scale.band.and_then(|band| scale.bands.get(band)).map(|band| format!(", {}", band.name));
    format!("{}{}", scale_value(scale), band.unwrap_or_default())
}

/// How a score moved. Nothing says whether that matters.
fn score_change(then: Option<&ScoreMark>, now: Option<&ScoreMark>) -> String {
    let (Some(then), Some(now)) = (then, now) else {
        return if then.is_none() { "Only now" } else { "Only then" }.to_owned();
    };
    let (old, new) = (&then.scale, &now.scale);
    if then.version != now.version || !can_be_joined(old, new) {
        return format!("Not compared: version {} then, {} now", then.version, now.version);
    }
    match [old, new].into_iter().all(is_answered) {
        false => "Not clear: not answered".to_owned(),
        true if is_range(old) || is_range(new) => "Not clear: a gap".to_owned(),
        true => moved(new.low - old.low, ["lower", "higher"]),
    }
}

fn moved(by: f64, [down, up]: [&str; 2]) -> String {
    let by = (by * 10.0).round() / 10.0;
    match by {
        by if by.abs() < f64::EPSILON => "The same".to_owned(),
        by if by < 0.0 => format!("↓ {} {down}", number_in_words(-by)),
        by => format!("↑ {} {up}", number_in_words(by)),
    }
}

/// The answers that are not the same at both visits, in the words of then.
fn answers(then: &Visit, now: &Visit, form: Option<&Form>) -> Vec<Row> {
    let of_form = form.iter().flat_map(|form| form.items.iter().map(|item| item.id.as_str()));
    let of_visits = now.answers.keys().chain(then.answers.keys()).map(String::as_str);
    let mut seen = BTreeSet::new();
    let ids = of_form.chain(of_visits).filter(|id| seen.insert((*id).to_owned()));
    let row = |id: &str| {
        let (then, now) = (then.answers.get(id), now.answers.get(id));
        if then.map(|given| &given.answer) == now.map(|given| &given.answer) {
            return None;
        }
        let item = form.and_then(|form| form.items.iter().find(|item| item.id == id)).map(|item| item.short.as_str());
        let asked = now.or(then).map(|given| given.asked.as_str()).filter(|asked| !asked.is_empty());
        let shown = |given: Option<&Given>| match given {
            None => "No answer".to_owned(),
            Some(given) if given.shown.is_empty() => given.answer.to_string(),
            Some(given) => given.shown.clone(),
        };
        let what = item.or(asked).unwrap_or(id).to_owned();
        Some(Row { what, then: shown(then), now: shown(now), change: answer_change(then, now) })
    };
    ids.filter_map(row).collect()
}

fn answer_change(then: Option<&Given>, now: Option<&Given>) -> String {
    let is_open = |given: &&Given| given.answer == "dont_know" || given.answer == "prefer_not";
    let (Some(then), Some(now)) = (then.filter(|it| !is_open(it)), now.filter(|it| !is_open(it))) else {
        return if now.is_some_and(|now| !is_open(&now)) { "New answer" } else { "Open now" }.to_owned();
    };
    if !then.asked.is_empty() && !now.asked.is_empty() && then.asked != now.asked {
        return "Asked in other words".to_owned();
    }
    match (&then.answer, &now.answer) {
        (Value::Number(then), Value::Number(now)) => {
            let by = now.as_f64().unwrap_or_default() - then.as_f64().unwrap_or_default();
            moved(by, ["fewer", "more"])
        }
        _ => "Other answer".to_owned(),
    }
}

/// Shows what changed, or how to see it.
pub(super) fn ui(ui: &mut Ui, two: Option<&Two>, ticked: usize) {
    text::heading(ui, "What changed", PART, 2);
    ui.add_space(4.0);
    let Some(two) = two.filter(|_| ticked == 2) else {
        text::whisper(ui, "Tick two visits to see what changed from one to the other.");
        return;
    };
    for note in &two.notes {
        text::whisper(ui, note);
        ui.add_space(4.0);
    }
    if two.rows.is_empty() && two.groups.is_empty() {
        return;
    }
    let rows: Vec<[table::Cell; 4]> = two
        .rows
        .iter()
        .map(|row| [(&row.what, false), (&row.then, false), (&row.now, true), (&row.change, false)])
        .map(|cells| cells.map(|(words, bold)| (words.clone(), bold)))
        .collect();
    let [then, now] = &two.days;
    table::ui(ui, "What changed", [3.4, 2.0, 2.0, 2.0], ["", then, now, "Change"], &rows);
    for group in &two.groups {
        ui.add_space(16.0);
        text::say(ui, &group.label, HELP_BOLD);
        for line in &group.lines {
            text::say(ui, line, BODY);
        }
    }
}
