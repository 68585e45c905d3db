//! Working everything out, step by step.

use super::judge::{self, Judge};
use super::order::print_order;
use super::possible::Possible;
use super::state::{FindingState, ItemState, ScoreState, States};
use crate::answers::{Answers, Response};
use crate::definition::{FlagLevel, Urgency};
use crate::questionnaire::{FindingKind, Form, Score, Symbol};
use crate::rule::Truth;

/// What the answers mean. Made once for a form and used for any number of answers.
#[derive(Debug, Clone)]
pub struct Evaluation<'f> {
    pub(super) form: &'f Form,
    /// Which parts were taken, by place.
    taken: Vec<bool>,
    /// All topics in the order of the sheet.
    pub(super) print_order: Vec<usize>,
    /// Number questions that are asked and whose number is out of its range.
    pub(super) wrong_numbers: Vec<usize>,
    pub(super) states: States,
}

impl<'f> Evaluation<'f> {
    /// An evaluation of a form of which all parts are taken; nothing is worked out yet.
    #[must_use]
    pub fn new(form: &'f Form) -> Self {
        let states = States {
            items: vec![ItemState::NOTHING; form.items.len()],
            criteria: vec![Truth::Unknown; form.criteria.len()],
            scores: vec![None; form.scores.len()],
            findings: vec![FindingState::Absent; form.findings.len()],
            flags: vec![None; form.flags.len()],
            topics: vec![false; form.topics.len()],
        };
        Self {
            form,
            taken: vec![true; form.parts.len()],
            print_order: print_order(form),
            wrong_numbers: Vec::new(),
            states,
        }
    }

    /// Leaves out the parts for which this is false: statements about them cannot be told.
    #[must_use]
    pub fn only(mut self, taken: impl Fn(usize) -> bool) -> Self {
        for (part, is_taken) in self.taken.iter_mut().enumerate() {
            *is_taken = taken(part);
        }
        self
    }

    /// Works everything out for these answers.
    #[must_use]
    pub fn of(mut self, answers: &Answers) -> Self {
        self.run(answers);
        self
    }

    /// Works everything out for these answers, in place of those before.
    pub fn run(&mut self, answers: &Answers) {
        self.wrong_numbers.clear();
        self.run_steps(&self.form.steps, answers);
    }

    /// Works only these steps out, which must hold, in order, all that they rest on.
    pub(crate) fn run_steps(&mut self, steps: &[Symbol], answers: &Answers) {
        let form = self.form;
        for step in steps {
            match *step {
                Symbol::Item(at) => self.item_step(at, answers.get(at)),
                Symbol::Criterion(at) => {
                    let truth = form.criteria.get(at).map_or(Truth::Unknown, |it| self.judge().test(&it.test));
                    put(&mut self.states.criteria, at, truth);
                }
                Symbol::Score(at) => {
                    let state = form.scores.get(at).and_then(|score| self.score_step(score));
                    put(&mut self.states.scores, at, state);
                }
                Symbol::Finding(at) => {
                    let state = self.finding_step(at);
                    put(&mut self.states.findings, at, state);
                }
                Symbol::Flag(at) => {
                    let level = form.flags.get(at).and_then(|flag| {
                        flag.levels.iter().find(|(_, rule)| self.judge().rule(rule).holds()).map(|(level, _)| *level)
                    });
                    put(&mut self.states.flags, at, level);
                }
                Symbol::Topic(at) => {
                    let shown = form.topics.get(at).is_some_and(|topic| self.judge().rule(&topic.when).holds());
                    put(&mut self.states.topics, at, shown);
                }
            }
        }
    }

    pub(super) fn judge(&self) -> Judge<'_> {
        Judge { form: self.form, states: &self.states }
    }

    fn item_step(&mut self, at: usize, response: &Response) {
        let Some(item) = self.form.items.get(at) else { return };
        let state = if !self.is_taken(item.part) {
            // Nothing is known of a questionnaire that was not taken, not even what would have been asked.
            ItemState::of(&Response::Blank, Possible::all(&item.ask))
        } else if self.judged_asked(at) {
            // A number out of its range is a fault, not an answer.
            let is_wrong = matches!(response, Response::Number(_)) && response.fault(item).is_some();
            if is_wrong {
                self.wrong_numbers.push(at);
            }
            let response = if is_wrong { &Response::Blank } else { response };
            ItemState::of(response, Possible::after(response, &item.ask))
        } else {
            ItemState::NOTHING
        };
        put(&mut self.states.items, at, state);
    }

    fn judged_asked(&self, at: usize) -> bool {
        let judge = self.judge();
        self.form.items.get(at).is_some_and(|item| {
            item.show_when.iter().all(|rule| judge.rule(rule).holds())
                && !item.hide_when.iter().any(|rule| judge.rule(rule).holds())
        })
    }

    fn score_step(&self, score: &Score) -> Option<ScoreState> {
        if !self.judge().holds(score.only_when.as_ref()) {
            return None;
        }
        let mut state = ScoreState { low: 0.0, high: 0.0, asked: 0, unanswered: 0, band: None };
        for item in &score.sum {
            let (Some(item), Some(answer)) = (self.form.items.get(*item), self.states.items.get(*item)) else {
                continue;
            };
            if !answer.asked {
                continue;
            }
            let (low, high) = judge::points(&answer.possible, &item.ask).unwrap_or_default();
            state.low += low;
            state.high += high;
            state.asked += 1;
            state.unanswered += usize::from(!answer.known);
        }
        state.band = band_of(score, state.low).filter(|band| band_of(score, state.high) == Some(*band));
        Some(state)
    }

    fn finding_step(&self, at: usize) -> FindingState {
        let judge = self.judge();
        let Some(finding) = self.form.findings.get(at).filter(|it| judge.holds(it.only_when.as_ref())) else {
            return FindingState::Absent;
        };
        match &finding.kind {
            FindingKind::States(states) => {
                let state = states.iter().position(|state| judge.holds(state.when.as_ref()));
                state.map_or(FindingState::Absent, FindingState::State)
            }
            FindingKind::YesNo { test, .. } => FindingState::Truth(judge.test(test)),
            FindingKind::Count(rules) => {
                FindingState::Count(rules.iter().filter(|rule| judge.rule(rule).holds()).count())
            }
        }
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> &'f Form {
        self.form
    }

    /// True if this part was taken.
    #[must_use]
    pub fn is_taken(&self, part: usize) -> bool {
        self.taken.get(part).copied().unwrap_or_default()
    }

    /// The answer to a question.
    #[must_use]
    pub fn item(&self, at: usize) -> ItemState {
        self.states.items.get(at).copied().unwrap_or(ItemState::NOTHING)
    }

    /// True if a question is asked, of a part that was taken.
    #[must_use]
    pub fn is_asked(&self, at: usize) -> bool {
        self.item(at).asked && self.form.items.get(at).is_some_and(|item| self.is_taken(item.part))
    }

    /// A score, where it exists.
    #[must_use]
    pub fn score(&self, at: usize) -> Option<ScoreState> {
        self.states.scores.get(at).copied().flatten()
    }

    /// What a finding came to.
    #[must_use]
    pub fn finding(&self, at: usize) -> FindingState {
        self.states.findings.get(at).copied().unwrap_or(FindingState::Absent)
    }

    /// What a building block came to.
    #[must_use]
    pub fn criterion(&self, at: usize) -> Truth {
        self.states.criteria.get(at).copied().unwrap_or(Truth::Unknown)
    }

    /// The level of a flag, where it is raised.
    #[must_use]
    pub fn flag(&self, at: usize) -> Option<FlagLevel> {
        self.states.flags.get(at).copied().flatten()
    }

    /// True if a topic is shown.
    #[must_use]
    pub fn topic(&self, at: usize) -> bool {
        self.states.topics.get(at).copied().unwrap_or_default()
    }

    /// True if a card is shown.
    #[must_use]
    pub fn card(&self, at: usize) -> bool {
        self.form.cards.get(at).is_some_and(|card| self.judge().rule(&card.when).holds())
    }

    /// True if a rule of the form holds; one that is left out holds.
    #[must_use]
    pub fn holds(&self, rule: Option<&crate::questionnaire::Rule>) -> bool {
        self.judge().holds(rule)
    }

    /// Whether a rule of the form holds, does not, or cannot be told.
    #[must_use]
    pub fn truth(&self, rule: &crate::questionnaire::Rule) -> Truth {
        self.judge().rule(rule)
    }

    /// The most urgent of the topics shown; `None` where there is none.
    #[must_use]
    pub fn urgency(&self) -> Option<Urgency> {
        self.form
            .topics
            .iter()
            .zip(&self.states.topics)
            .filter(|(_, shown)| **shown)
            .map(|(topic, _)| topic.urgency)
            .max()
    }
}

/// The band that holds a value: the last one that begins at or below it.
fn band_of(score: &Score, value: f64) -> Option<usize> {
    score.bands.iter().rposition(|band| band.from <= value)
}

fn put<T>(list: &mut [T], at: usize, value: T) {
    if let Some(place) = list.get_mut(at) {
        *place = value;
    }
}
