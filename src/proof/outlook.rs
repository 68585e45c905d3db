//! Everything that may come out, while some responses are open: more than can come out, never less.

use super::domain::Domain;
use super::reach::Reach;
use super::truths::Truths;
use crate::definition::FlagLevel;
use crate::evaluation::Possible;
use crate::questionnaire::{Ask, FindingKind, Form, Item, Rule, Score, Symbol, Test};

/// A question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// Whether it is asked.
    pub(super) asked: Truths,
    /// The responses to it, if it is.
    pub(super) domain: Domain,
}

/// A finding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcomes {
    /// Whether it exists.
    pub(super) exists: Truths,
    /// The states it may have, bit by bit.
    pub(super) states: u64,
    /// What a yes/no finding may say.
    pub(super) truths: Truths,
    /// The number of a count finding.
    pub(super) count: Reach,
}

/// Everything that may come out, by place in the form.
#[derive(Debug)]
pub(super) struct Outlook<'f> {
    pub(super) form: &'f Form,
    pub(super) items: Vec<Seen>,
    pub(super) criteria: Vec<Truths>,
    pub(super) scores: Vec<Reach>,
    pub(super) findings: Vec<Outcomes>,
    /// Levels as in a rule, and this for a flag that is not raised.
    pub(super) flags: Vec<u8>,
    pub(super) topics: Vec<Truths>,
}

/// The bit of a flag that is not raised.
pub(super) const NOT_RAISED: u8 = 8;

impl<'f> Outlook<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        let seen = |item: &Item| Seen { asked: Truths::ALL, domain: Domain::all(item) };
        let outcomes = Outcomes { exists: Truths::ALL, states: 0, truths: Truths::ALL, count: Reach::NOWHERE };
        Self {
            form,
            items: form.items.iter().map(seen).collect(),
            criteria: vec![Truths::ALL; form.criteria.len()],
            scores: vec![Reach::NOWHERE; form.scores.len()],
            findings: vec![outcomes; form.findings.len()],
            flags: vec![NOT_RAISED; form.flags.len()],
            topics: vec![Truths::ALL; form.topics.len()],
        }
    }

    /// Works out these steps, which must hold all that they rest on.
    pub(super) fn run(&mut self, steps: &[Symbol]) {
        for step in steps {
            self.step(*step);
        }
    }

    fn step(&mut self, step: Symbol) {
        let form = self.form;
        match step {
            Symbol::Item(at) => {
                let Some(item) = form.items.get(at) else { return };
                let asked = self.asked(item);
                if let Some(seen) = self.items.get_mut(at) {
                    seen.asked = asked;
                }
            }
            Symbol::Criterion(at) => {
                let truths = form.criteria.get(at).map_or(Truths::ALL, |criterion| self.test(&criterion.test));
                put(&mut self.criteria, at, truths);
            }
            Symbol::Score(at) => {
                let reach = form.scores.get(at).map_or(Reach::NOWHERE, |score| self.score(score));
                put(&mut self.scores, at, reach);
            }
            Symbol::Finding(at) => {
                let Some(finding) = form.findings.get(at) else { return };
                let exists = self.exists(finding.only_when.as_ref());
                let mut outcomes = Outcomes { exists, states: 0, truths: Truths::NONE, count: Reach::NOWHERE };
                match &finding.kind {
                    FindingKind::States(states) => {
                        outcomes.states = self.first(states.iter().map(|it| it.when.as_ref()));
                    }
                    FindingKind::YesNo { test, .. } => outcomes.truths = self.test(test),
                    FindingKind::Count(rules) => outcomes.count = self.count_of(rules).only_while(exists),
                }
                put(&mut self.findings, at, outcomes);
            }
            Symbol::Flag(at) => {
                let Some(flag) = form.flags.get(at) else { return };
                let first = self.first(flag.levels.iter().map(|(_, rule)| Some(rule)).chain([None]));
                let levels = flag.levels.iter().enumerate().filter(|(at, _)| first & (1 << at) != 0);
                let levels = levels.fold(0, |bits, (_, (level, _))| bits | level_bit(*level));
                let none = if first & (1 << flag.levels.len()) != 0 { NOT_RAISED } else { 0 };
                put(&mut self.flags, at, levels | none);
            }
            Symbol::Topic(at) => {
                let shown = form.topics.get(at).map_or(Truths::NO, |topic| self.exists(Some(&topic.when)));
                put(&mut self.topics, at, shown);
            }
        }
    }

    /// A rule that must hold for something to be there; one that is left out holds.
    fn exists(&self, rule: Option<&Rule>) -> Truths {
        let truths = rule.map_or(Truths::YES, |rule| self.rule(rule));
        Truths::either(truths.has(Truths::YES), truths.has(Truths::NOT_YES))
    }

    fn asked(&self, item: &Item) -> Truths {
        let shown: Vec<Truths> = item.show_when.iter().map(|rule| self.rule(rule)).collect();
        let hidden: Vec<Truths> = item.hide_when.iter().map(|rule| self.rule(rule)).collect();
        Truths::either(
            shown.iter().all(|it| it.has(Truths::YES)) && hidden.iter().all(|it| it.has(Truths::NOT_YES)),
            shown.iter().any(|it| it.has(Truths::NOT_YES)) || hidden.iter().any(|it| it.has(Truths::YES)),
        )
    }

    fn test(&self, test: &Test) -> Truths {
        let when = self.rule(&test.when);
        let Some(fails_when) = &test.fails_when else { return when };
        let fails = self.rule(fails_when);
        let open = when.has(Truths::NOT_YES);
        Truths::NONE
            .with(Truths::YES, when.has(Truths::YES))
            .with(Truths::NO, open && fails.has(Truths::YES))
            .with(Truths::UNKNOWN, open && fails.has(Truths::NOT_YES))
    }

    /// Which of these may be the first to hold, bit by bit.
    fn first<'r>(&self, rules: impl Iterator<Item = Option<&'r Rule>>) -> u64 {
        let mut bits = 0;
        for (at, rule) in rules.enumerate() {
            let truths = self.exists(rule);
            if truths.has(Truths::YES) {
                bits |= 1_u64.checked_shl(u32::try_from(at).unwrap_or(u32::MAX)).unwrap_or_default();
            }
            if !truths.has(Truths::NO) {
                break;
            }
        }
        bits
    }

    fn count_of(&self, rules: &[Rule]) -> Reach {
        let truths: Vec<Truths> = rules.iter().map(|rule| self.exists(Some(rule))).collect();
        let count = |wanted: fn(&Truths) -> bool| u32::try_from(truths.iter().filter(|it| wanted(it)).count());
        let surely = count(|it| !it.has(Truths::NO)).unwrap_or_default();
        let perhaps = count(|it| it.has(Truths::YES)).unwrap_or_default();
        Reach::points(f64::from(surely), f64::from(perhaps))
    }

    fn score(&self, score: &Score) -> Reach {
        let exists = self.exists(score.only_when.as_ref());
        let sum = score.sum.iter().fold(Reach::points(0.0, 0.0), |sum, item| {
            let points = self.seen(*item, |domain, item| points(domain, &item.ask));
            sum.fold(points, |a, b| a + b)
        });
        sum.only_while(exists)
    }

    /// A number about a question; not there where the question is not asked.
    pub(super) fn seen(&self, item: usize, number: impl FnOnce(&Domain, &Item) -> Reach) -> Reach {
        match (self.items.get(item), self.form.items.get(item)) {
            (Some(seen), Some(item)) => number(&seen.domain, item).only_while(seen.asked),
            _ => Reach::NOWHERE,
        }
    }
}

/// The bit of a level in rules.
pub(super) fn level_bit(level: FlagLevel) -> u8 {
    match level {
        FlagLevel::Mention => 1,
        FlagLevel::SameDay => 2,
        FlagLevel::Emergency => 4,
    }
}

/// The points of the answer, or its number.
pub(super) fn points(domain: &Domain, ask: &Ask) -> Reach {
    let range = |possible: Possible| match possible {
        Possible::Range(low, high) => Some((low, high)),
        Possible::Options(bits) => {
            let options = ask.options().iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
            options.map(|(_, option)| (option.points, option.points)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        }
        Possible::Ticks { .. } | Possible::Free => None,
    };
    reach(domain, range(Possible::all(ask)), domain.known.and_then(range))
}

/// How many are ticked, exclusive answers aside.
pub(super) fn ticked(domain: &Domain, ask: &Ask) -> Reach {
    let Ask::Choices { exclusive, .. } = *ask else { return Reach::NOWHERE };
    let count = |bits: u64| f64::from((bits & !exclusive).count_ones());
    let range = |possible: Possible| match possible {
        Possible::Ticks { must, may } => Some((count(must), count(may))),
        _ => None,
    };
    reach(domain, range(Possible::all(ask)), domain.known.and_then(range))
}

fn reach(domain: &Domain, whole: Option<(f64, f64)>, known: Option<(f64, f64)>) -> Reach {
    let unknown = whole.filter(|_| domain.may_be_unknown()).map(|(from, to)| Reach::unknown(from, to));
    let known = known.map(|(from, to)| Reach::points(from, to));
    match (known, unknown) {
        (Some(known), Some(unknown)) => known.or(unknown),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Reach::NOWHERE,
    }
}

fn put<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}
