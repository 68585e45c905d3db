//! The questionnaires that ship: they are sound, their ids are those that other programs rely on, and their worked examples
//! reach every result that they can give.
#![expect(clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use anteroom::definition::{Definition, FlagLevel};
use anteroom::evaluation::{Evaluation, FindingState, GateResult, example_answers, level_name};
use anteroom::files::{Library, emergency_wording};
use anteroom::questionnaire::{Ask, FindingKind, Form};
use anteroom::rule::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Ids that answer files and other programs rely on; the layout is told on top of the file.
const IDS: &str = include_str!("data/ids.txt");

/// Outcomes that no answers can lead to, with the reason. They must not have an example either.
const IMPOSSIBLE: [(&str, &str); 5] = [
    ("insomnia.likely = unknown", "the state of a pattern and the least a score can be are always certain"),
    ("insomnia.support_card = unknown", "a blank must not bring up the card, so the rule asks for a known answer"),
    ("migraine.aura_signs = unknown", "an open answer counts as not met here"),
    ("migraine.likely = unknown", "states are always certain"),
    ("migraine.warnings_checked = unknown", "it only asks what was answered"),
];

fn shipped() -> (Library, Form) {
    let library = Library::shipped();
    let form = library.form("checkup").unwrap_or_else(|faults| panic!("the panel has faults: {faults:?}"));
    (library, form)
}

#[test]
fn no_shipped_file_has_an_error_or_a_warning() {
    let library = Library::shipped();
    let mut said = Vec::new();
    for entry in 0..library.entries.len() {
        for diagnostic in library.check(entry).diagnostics {
            let source = library.sources.get(diagnostic.span.source).expect("its text is in the library");
            let (line, column) = source.line_and_column(diagnostic.span.start);
            said.push(format!("{}:{line}:{column}: {} {}", source.name, diagnostic.message, diagnostic.label));
        }
    }
    let (wording, faults) = emergency_wording(None);
    said.extend(faults.iter().map(|(_, diagnostic)| format!("emergency.ron: {}", diagnostic.message)));
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert!(wording.is_some_and(|wording| !wording.regions.is_empty()));
    assert_eq!(library.definitions().len(), 5);
}

#[test]
fn the_panel_asks_95_questions_and_knows_50_topics() {
    let (_, form) = shipped();
    assert_eq!((form.items.len(), form.topics.len(), form.flags.len()), (95, 50, 30));
}

#[test]
fn ids_are_those_that_other_programs_rely_on() {
    let (_, form) = shipped();
    let listed: BTreeSet<String> =
        IDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(sorted_result).collect();
    let found: BTreeSet<String> = described(&form).iter().map(|line| sorted_result(line)).collect();
    let lost: Vec<&String> = listed.difference(&found).collect();
    let unlisted: Vec<&String> = found.difference(&listed).collect();
    assert!(lost.is_empty() && unlisted.is_empty(), "lost: {lost:#?}\nnot in tests/data/ids.txt: {unlisted:#?}");
}

/// States are listed in the order of the guide, and worked out in another one.
fn sorted_result(line: &str) -> String {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if words.first() == Some(&"result") && words.get(2) != Some(&"score") {
        words[2..].sort_unstable();
    }
    words.join(" ")
}

/// The form in the layout of the list of ids.
fn described(form: &Form) -> Vec<String> {
    let mut lines = Vec::new();
    for item in &form.items {
        let option = |option: &anteroom::questionnaire::AnswerOption| match option.points {
            points if matches!(&item.ask, Ask::Choice { scale: Some(_), .. }) => format!("{}={points}", option.id),
            _ => option.id.clone(),
        };
        let kind = match &item.ask {
            Ask::Choices { .. } => " ticks",
            Ask::Number { .. } => " number",
            Ask::Text { .. } => " text",
            Ask::Date => " date",
            Ask::Choice { .. } => "",
        };
        let mut options: Vec<String> = item.ask.options().iter().map(option).collect();
        options.extend(item.prefer_not.then(|| "prefer_not".to_owned()));
        lines.push(format!("item {}{kind} {}", item.id, options.join(" ")));
    }
    for finding in &form.findings {
        let states = match &finding.kind {
            FindingKind::States(states) => states.iter().map(|state| state.id.as_str()).collect::<Vec<_>>().join(" "),
            FindingKind::YesNo { .. } => "yes_no".to_owned(),
            FindingKind::Count(_) => "count".to_owned(),
        };
        lines.push(format!("result {} {states}", finding.id));
    }
    for score in &form.scores {
        let bands: Vec<&str> = score.bands.iter().map(|band| band.id.as_str()).collect();
        lines.push(format!("result {} score {}", score.id, bands.join(" ")));
    }
    for flag in &form.flags {
        let levels: Vec<&str> = flag.levels.iter().map(|(level, _)| level_name(*level)).collect();
        lines.push(format!("flag {} {}", flag.id, levels.join(" ")));
    }
    lines.extend(form.topics.iter().map(|topic| format!("topic {}", topic.id)));
    lines
}

/// Whether an outcome was seen to come out, and seen not to.
type Seen = BTreeMap<String, [bool; 2]>;

#[test]
fn worked_examples_reach_every_outcome() {
    let library = Library::shipped();
    let mut seen = Seen::new();
    let mut examples = 0;
    for definition in library.definitions() {
        examples += see(definition, &library, &mut seen);
    }
    assert!(examples > 400, "only {examples} examples were run");
    let mut lacking: Vec<String> = Vec::new();
    for (outcome, [never, ever]) in &seen {
        let impossible = IMPOSSIBLE.iter().any(|(known, _)| known == outcome);
        match (impossible, ever, never) {
            (true, true, _) => lacking.push(format!("{outcome}: listed as impossible, but an example has it")),
            (true, ..) | (false, true, true) => {}
            (false, false, _) => lacking.push(format!("{outcome}: in no example")),
            (false, true, false) => lacking.push(format!("{outcome}: in every example")),
        }
    }
    lacking.extend(IMPOSSIBLE.iter().filter(|(known, _)| !seen.contains_key(*known)).map(|(it, _)| format!("{it}: ?")));
    assert!(lacking.is_empty(), "outcomes without an example:\n{}", lacking.join("\n"));
}

/// Runs the examples of one file; how many there are.
fn see(definition: &Definition, library: &Library, seen: &mut Seen) -> usize {
    let form = library.form(&definition.id.value).expect("shipped files are sound");
    let (all_answers, faults) = example_answers(definition, &form);
    assert!(faults.is_empty(), "{faults:?}");
    let mut evaluation = Evaluation::new(&form);
    for answers in all_answers.iter().flatten() {
        evaluation.run(answers);
        let gate = evaluation.gate(answers);
        let mut note = |outcome: String, came_out: bool| seen.entry(outcome).or_default()[usize::from(came_out)] = true;
        for (at, gate_of_form) in form.gates.iter().enumerate() {
            note(format!("gate {}", gate_of_form.id), gate == GateResult::Closed(at));
        }
        for (at, constraint) in form.constraints.iter().enumerate() {
            let named = &form.items[constraint.items[0]].id;
            note(format!("constraint {at} of {named}"), evaluation.holds(Some(&constraint.when)));
        }
        for (at, item) in form.items.iter().enumerate() {
            if !(item.show_when.is_empty() && item.hide_when.is_empty()) {
                note(format!("{} is asked", item.id), evaluation.is_asked(at));
            }
        }
        if gate == GateResult::Open {
            see_results(&evaluation, &mut note);
        }
    }
    all_answers.len()
}

fn see_results(evaluation: &Evaluation, note: &mut impl FnMut(String, bool)) {
    let form = evaluation.form();
    for (at, criterion) in form.criteria.iter().enumerate() {
        see_truth(&criterion.id, Some(evaluation.criterion(at)), note);
    }
    for (at, finding) in form.findings.iter().enumerate() {
        let state = evaluation.finding(at);
        if finding.only_when.is_some() {
            note(format!("{} is absent", finding.id), state == FindingState::Absent);
        }
        match (&finding.kind, state) {
            (FindingKind::States(states), _) => {
                for (place, known) in states.iter().enumerate() {
                    note(format!("{} = {}", finding.id, known.id), state == FindingState::State(place));
                }
            }
            (FindingKind::YesNo { .. }, FindingState::Truth(truth)) => see_truth(&finding.id, Some(truth), note),
            (FindingKind::YesNo { .. }, _) => see_truth(&finding.id, None, note),
            (FindingKind::Count(rules), _) => {
                for count in 0..=rules.len() {
                    note(format!("{} = {count}", finding.id), state == FindingState::Count(count));
                }
            }
        }
    }
    for (at, score) in form.scores.iter().enumerate() {
        let state = evaluation.score(at);
        if score.only_when.is_some() {
            note(format!("{} is absent", score.id), state.is_none());
        }
        note(format!("{} has no total", score.id), state.is_some_and(|state| state.total().is_none()));
        note(format!("{} has no band", score.id), state.is_some_and(|state| state.band.is_none()));
        for (place, band) in score.bands.iter().enumerate() {
            note(format!("{} = {}", score.id, band.id), state.is_some_and(|state| state.band == Some(place)));
        }
    }
    for (at, flag) in form.flags.iter().enumerate() {
        let raised: Option<FlagLevel> = evaluation.flag(at);
        for (level, _) in &flag.levels {
            note(format!("flag {} = {}", flag.id, level_name(*level)), raised == Some(*level));
        }
    }
    for (at, card) in form.cards.iter().enumerate() {
        note(format!("card {}", card.id), evaluation.card(at));
    }
    for (at, topic) in form.topics.iter().enumerate() {
        note(format!("topic {}", topic.id), evaluation.topic(at));
        for (place, note_of_topic) in topic.notes.iter().enumerate().filter(|(_, it)| it.when.is_some()) {
            let said = evaluation.topic(at) && evaluation.holds(note_of_topic.when.as_ref());
            note(format!("topic {}, sentence {}", topic.id, place + 1), said);
        }
    }
    for (at, fact) in form.facts.iter().enumerate().filter(|(_, fact)| fact.when.is_some()) {
        let part = &form.parts[fact.part].id;
        let first = form.facts.iter().position(|it| it.part == fact.part).unwrap_or_default();
        note(format!("fact {} of {part}", at - first + 1), evaluation.holds(fact.when.as_ref()));
    }
}

fn see_truth(id: &str, found: Option<Truth>, note: &mut impl FnMut(String, bool)) {
    for (truth, word) in [(Truth::Yes, "yes"), (Truth::No, "no"), (Truth::Unknown, "unknown")] {
        note(format!("{id} = {word}"), found == Some(truth));
    }
}
