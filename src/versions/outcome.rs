//! What comes out of two versions for the same answers, thing by thing.

use crate::answers::Answers;
use crate::evaluation::{Evaluation, FindingState, GateResult, level_name};
use crate::questionnaire::{FindingKind, Form, Symbol};
use crate::rule::Truth;

/// Something that has a result, in both versions.
pub(super) struct Pair {
    /// `` the topic `iron` ``.
    pub(super) name: String,
    pub(super) old: Thing,
    pub(super) new: Thing,
}

/// Something that has a result.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing {
    Symbol(Symbol),
    Card(usize),
}

/// A result, comparable between versions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Outcome<'f> {
    Word(&'f str),
    Count(usize),
    Score { low: f64, high: f64, band: Option<&'f str> },
}

impl std::fmt::Display for Outcome<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Word(word) => out.write_str(word),
            Self::Count(count) => write!(out, "{count}"),
            Self::Score { low, high, band } => {
                write!(out, "{low}")?;
                if low < high {
                    write!(out, " to {high}")?;
                }
                band.map_or(Ok(()), |band| write!(out, " ({band})"))
            }
        }
    }
}

/// What both versions have, of their own part.
pub(super) fn pairs(old: &Form, new: &Form) -> Vec<Pair> {
    let (old, new) = (named(old), named(new));
    let old: std::collections::BTreeMap<String, Thing> = old.into_iter().collect();
    new.into_iter().filter_map(|(name, new)| Some(Pair { old: *old.get(&name)?, name, new })).collect()
}

fn named(form: &Form) -> Vec<(String, Thing)> {
    let own = form.part(&form.id).unwrap_or(usize::MAX);
    let bare = |id: &str| id.rsplit('.').next().unwrap_or(id).to_owned();
    let mut all = Vec::new();
    let mut add = |kind: &str, part: usize, id: &str, thing: Thing| {
        if part == own {
            all.push((format!("the {kind} `{}`", bare(id)), thing));
        }
    };
    for (at, it) in form.items.iter().enumerate() {
        add("question", it.part, &it.id, Thing::Symbol(Symbol::Item(at)));
    }
    for (at, it) in form.criteria.iter().enumerate() {
        add("criterion", it.part, &it.id, Thing::Symbol(Symbol::Criterion(at)));
    }
    for (at, it) in form.scores.iter().enumerate() {
        add("score", it.part, &it.id, Thing::Symbol(Symbol::Score(at)));
    }
    for (at, it) in form.findings.iter().enumerate() {
        add("finding", it.part, &it.id, Thing::Symbol(Symbol::Finding(at)));
    }
    for (at, it) in form.flags.iter().enumerate() {
        add("flag", it.part, &it.id, Thing::Symbol(Symbol::Flag(at)));
    }
    for (at, it) in form.topics.iter().enumerate() {
        add("topic", it.part, &it.id, Thing::Symbol(Symbol::Topic(at)));
    }
    for (at, it) in form.cards.iter().enumerate() {
        add("card", it.part, &it.id, Thing::Card(at));
    }
    all
}

/// What one thing came to.
pub(super) fn outcome<'f>(evaluation: &Evaluation<'f>, thing: Thing) -> Outcome<'f> {
    let form = evaluation.form();
    let shown = |is_shown: bool| Outcome::Word(if is_shown { "shown" } else { "not shown" });
    match thing {
        Thing::Card(at) => shown(evaluation.card(at)),
        Thing::Symbol(Symbol::Topic(at)) => shown(evaluation.topic(at)),
        Thing::Symbol(Symbol::Item(at)) => Outcome::Word(if evaluation.is_asked(at) { "asked" } else { "not asked" }),
        Thing::Symbol(Symbol::Criterion(at)) => truth(evaluation.criterion(at)),
        Thing::Symbol(Symbol::Flag(at)) => Outcome::Word(evaluation.flag(at).map_or("not raised", level_name)),
        Thing::Symbol(Symbol::Score(at)) => evaluation.score(at).map_or(Outcome::Word("absent"), |state| {
            let bands = form.scores.get(at).map(|score| score.bands.as_slice()).unwrap_or_default();
            let band = state.band.and_then(|band| bands.get(band)).map(|band| band.id.as_str());
            Outcome::Score { low: state.low, high: state.high, band }
        }),
        Thing::Symbol(Symbol::Finding(at)) => match evaluation.finding(at) {
            FindingState::Absent => Outcome::Word("absent"),
            FindingState::Truth(known) => truth(known),
            FindingState::Count(count) => Outcome::Count(count),
            FindingState::State(state) => match form.findings.get(at).map(|finding| &finding.kind) {
                Some(FindingKind::States(states)) => Outcome::Word(states.get(state).map_or("", |it| it.id.as_str())),
                _ => Outcome::Word("absent"),
            },
        },
    }
}

fn truth(truth: Truth) -> Outcome<'static> {
    Outcome::Word(match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "cannot be told",
    })
}

/// Said where nothing stops the form.
pub(super) const WORKED_OUT: &str = "worked out";

/// Whether anything is worked out at all.
pub(super) fn gate<'f>(evaluation: &Evaluation<'f>, answers: &Answers) -> Outcome<'f> {
    match evaluation.gate(answers) {
        GateResult::Open => Outcome::Word(WORKED_OUT),
        GateResult::Closed(at) => {
            Outcome::Word(evaluation.form().gates.get(at).map_or("stopped", |gate| gate.id.as_str()))
        }
        GateResult::Invalid(_) => Outcome::Word("contradict each other"),
    }
}
