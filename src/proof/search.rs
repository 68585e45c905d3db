//! Looks for answers that reach a goal, or makes sure that there are none.

use super::domain::Domain;
use super::outlook::Outlook;
use super::truths::Truths;
use super::witness::Witness;
use crate::answers::{Answers, Response};
use crate::evaluation::Evaluation;
use crate::questionnaire::{Ask, FindingKind, Form, Rule, RuleKind, Symbol, Test};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// Steps of evaluation that one goal may cost, and all goals of a file together: about a tenth of a second, and a few.
const WORK_FOR_ONE: usize = 1_000_000;
const WORK_FOR_ALL: usize = 40_000_000;
/// What a goal may cost that rests on a questionnaire elsewhere: it may still be reached another way.
const WORK_ELSEWHERE: usize = 50_000;

/// Rules and what each of them is to come to, all at once.
pub(super) type Wanted<'r> = Vec<(&'r Rule, Truths)>;

/// What the search came to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// These answers reach the goal.
    Answers(Witness),
    /// No answers do.
    Nothing,
    /// It would have taken too long to tell.
    Undecided,
    /// It rests on a questionnaire that is not part of this form.
    Elsewhere,
}

/// Searches one form.
pub(super) struct Search<'f> {
    form: &'f Form,
    outlook: Outlook<'f>,
    evaluation: Evaluation<'f>,
    /// The answers at hand. Only those to the questions of one goal count; the others are left from earlier goals.
    answers: Answers,
    /// The place of each step.
    places: HashMap<Symbol, usize>,
    /// For each question, the ticks that any rule looks at.
    telling: HashMap<usize, u64>,
    work_left: usize,
}

impl<'f> Search<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        Self {
            form,
            outlook: Outlook::new(form),
            evaluation: Evaluation::new(form),
            answers: Answers::new(form),
            places: form.steps.iter().enumerate().map(|(at, step)| (*step, at)).collect(),
            telling: telling(form),
            work_left: WORK_FOR_ALL,
        }
    }

    /// Answers for which all of this comes out as wanted, with no contradiction among them, and no reason to stop.
    pub(super) fn find(&mut self, wanted: &Wanted) -> Found {
        let form = self.form;
        let mut wanted = wanted.clone();
        let mut symbols = Closure::new(form);
        for (rule, _) in &wanted {
            symbols.add(rule);
        }
        // What stops the form or contradicts itself proves nothing, unless just that is the goal.
        let goals: Vec<Span> = wanted.iter().map(|(rule, _)| rule.span).collect();
        let is_goal = |rule: &Rule| goals.iter().any(|goal| rule.span.encloses(*goal));
        let gates = form.gates.iter().map(|gate| &gate.when);
        let touched = form.constraints.iter().filter(|it| it.items.iter().any(|item| symbols.has(Symbol::Item(*item))));
        let others: Vec<&Rule> = gates.chain(touched.map(|it| &it.when)).filter(|rule| !is_goal(rule)).collect();
        for rule in others {
            symbols.add(rule);
            wanted.push((rule, Truths::NOT_YES));
        }
        let items = symbols.items();
        let mut steps = symbols.all;
        steps.sort_by_key(|symbol| self.places.get(symbol).copied());
        self.narrow_down(&wanted, &items, &steps)
    }

    /// Depth first, with a stack of our own: what is open of each question, in the order of `items`.
    fn narrow_down(&mut self, wanted: &Wanted, items: &[usize], steps: &[Symbol]) -> Found {
        let start: Vec<Domain> = items.iter().filter_map(|at| self.form.items.get(*at).map(Domain::all)).collect();
        let mut stack = vec![start];
        let elsewhere = rests_elsewhere(self.form, wanted, steps);
        let mut work = if elsewhere { WORK_ELSEWHERE } else { WORK_FOR_ONE }.min(self.work_left);
        while let Some(open) = stack.pop() {
            let cost = 2 * steps.len() + items.len() + 1;
            self.work_left = self.work_left.saturating_sub(cost);
            let Some(left) = work.checked_sub(cost) else {
                return if elsewhere { Found::Elsewhere } else { Found::Undecided };
            };
            work = left;
            for (at, domain) in items.iter().zip(&open) {
                if let Some(seen) = self.outlook.items.get_mut(*at) {
                    seen.domain = *domain;
                }
            }
            self.outlook.run(steps);
            if !wanted.iter().all(|(rule, truths)| self.outlook.rule(rule).has(*truths)) {
                continue;
            }
            self.give_plainest(items, &open);
            self.evaluation.run_steps(steps, &self.answers);
            if wanted.iter().all(|(rule, truths)| truths.has(Truths::one(self.evaluation.truth(rule)))) {
                return Found::Answers(Witness::of(&self.answers, items));
            }
            self.split(items, &open, &mut stack);
        }
        if elsewhere { Found::Elsewhere } else { Found::Nothing }
    }

    fn give_plainest(&mut self, items: &[usize], open: &[Domain]) {
        for (at, domain) in items.iter().zip(open) {
            let asked = self.outlook.items.get(*at).is_some_and(|seen| seen.asked.has(Truths::YES));
            let item = self.form.items.get(*at).filter(|_| asked);
            self.answers.set(*at, item.map_or(Response::Blank, |item| domain.plainest(item)));
        }
    }

    /// Splits the first question that is open: of those that are asked, else of those that may be.
    fn split(&self, items: &[usize], open: &[Domain], stack: &mut Vec<Vec<Domain>>) {
        for asked in [Truths::YES, Truths::either(true, true)] {
            for (place, (at, domain)) in items.iter().zip(open).enumerate() {
                let seen = self.outlook.items.get(*at).filter(|seen| seen.asked == asked);
                let Some(item) = self.form.items.get(*at).filter(|_| seen.is_some()) else { continue };
                let parts = domain.split(item, self.telling.get(at).copied().unwrap_or_default());
                if parts.is_empty() {
                    continue;
                }
                for part in parts.into_iter().rev() {
                    let mut open = open.to_vec();
                    if let Some(domain) = open.get_mut(place) {
                        *domain = part;
                    }
                    stack.push(open);
                }
                return;
            }
        }
    }
}

/// Everything that rules rest on, nearest first.
pub(super) struct Closure<'f> {
    form: &'f Form,
    /// In the order found.
    pub(super) all: Vec<Symbol>,
    known: HashSet<Symbol>,
}

impl<'f> Closure<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        Self { form, all: Vec::new(), known: HashSet::new() }
    }

    pub(super) fn has(&self, symbol: Symbol) -> bool {
        self.known.contains(&symbol)
    }

    pub(super) fn items(&self) -> Vec<usize> {
        let item = |symbol: &Symbol| if let Symbol::Item(at) = symbol { Some(*at) } else { None };
        self.all.iter().filter_map(item).collect()
    }

    /// Adds what a rule names, and what that rests on.
    pub(super) fn add(&mut self, rule: &Rule) {
        let mut next = self.all.len();
        rule.each_symbol(&mut |symbol| self.put(symbol));
        while let Some(symbol) = self.all.get(next).copied() {
            next += 1;
            let form = self.form;
            each_rule_of(form, symbol, &mut |rule| rule.each_symbol(&mut |symbol| self.put(symbol)));
            if let Symbol::Score(at) = symbol {
                let sum = form.scores.get(at).map(|score| score.sum.as_slice()).unwrap_or_default();
                for item in sum {
                    self.put(Symbol::Item(*item));
                }
            }
        }
    }

    fn put(&mut self, symbol: Symbol) {
        if self.known.insert(symbol) {
            self.all.push(symbol);
        }
    }
}

fn each_rule_of_test<'f>(test: &'f Test, visit: &mut impl FnMut(&'f Rule)) {
    visit(&test.when);
    test.fails_when.iter().for_each(visit);
}

/// Calls `visit` for each rule that something rests on.
pub(super) fn each_rule_of<'f>(form: &'f Form, symbol: Symbol, visit: &mut impl FnMut(&'f Rule)) {
    match symbol {
        Symbol::Item(at) => {
            let rules = form.items.get(at).into_iter().flat_map(|item| item.show_when.iter().chain(&item.hide_when));
            rules.for_each(visit);
        }
        Symbol::Criterion(at) => {
            form.criteria.get(at).into_iter().for_each(|it| each_rule_of_test(&it.test, visit));
        }
        Symbol::Score(at) => form.scores.get(at).and_then(|it| it.only_when.as_ref()).into_iter().for_each(visit),
        Symbol::Finding(at) => {
            let Some(finding) = form.findings.get(at) else { return };
            finding.only_when.iter().for_each(&mut *visit);
            match &finding.kind {
                FindingKind::States(states) => states.iter().filter_map(|it| it.when.as_ref()).for_each(visit),
                FindingKind::YesNo { test, .. } => each_rule_of_test(test, visit),
                FindingKind::Count(rules) => rules.iter().for_each(visit),
            }
        }
        Symbol::Flag(at) => {
            form.flags.get(at).into_iter().flat_map(|flag| flag.levels.iter().map(|(_, rule)| rule)).for_each(visit);
        }
        Symbol::Topic(at) => form.topics.get(at).into_iter().map(|topic| &topic.when).for_each(visit),
    }
}

/// Calls `visit` for every rule of a form.
pub(super) fn each_rule<'f>(form: &'f Form, visit: &mut impl FnMut(&'f Rule)) {
    for step in &form.steps {
        each_rule_of(form, *step, visit);
    }
    form.gates.iter().map(|it| &it.when).for_each(&mut *visit);
    form.constraints.iter().map(|it| &it.when).for_each(&mut *visit);
    form.cards.iter().map(|it| &it.when).for_each(&mut *visit);
    form.facts.iter().filter_map(|it| it.when.as_ref()).for_each(&mut *visit);
    let notes = form.topics.iter().flat_map(|topic| &topic.notes);
    notes.filter_map(|it| it.when.as_ref()).for_each(visit);
}

/// For each question with ticks, those that any rule looks at, all where they are counted.
fn telling(form: &Form) -> HashMap<usize, u64> {
    let mut telling = HashMap::new();
    each_rule(form, &mut |rule| each_tick(rule, &mut |item, options| *telling.entry(item).or_default() |= options));
    for (at, item) in form.items.iter().enumerate() {
        if let (Ask::Choices { exclusive, .. }, Some(bits)) = (&item.ask, telling.get_mut(&at)) {
            *bits |= exclusive;
        }
    }
    telling
}

/// True if any of these rests on a questionnaire that is not part of the form.
fn rests_elsewhere(form: &Form, wanted: &Wanted, steps: &[Symbol]) -> bool {
    let mut elsewhere = wanted.iter().any(|(rule, _)| rule.names_elsewhere());
    for step in steps {
        each_rule_of(form, *step, &mut |rule| elsewhere |= rule.names_elsewhere());
    }
    elsewhere
}

fn each_tick(rule: &Rule, visit: &mut impl FnMut(usize, u64)) {
    match &rule.kind {
        RuleKind::All(rules) | RuleKind::Any(rules) | RuleKind::Count { of: rules, .. } => {
            for rule in rules {
                each_tick(rule, visit);
            }
        }
        RuleKind::Not(rule) => each_tick(rule, visit),
        RuleKind::Ticks { item, options, .. } => visit(*item, *options),
        RuleKind::Compare(..) => rule.each_symbol(&mut |symbol| {
            if let Symbol::Item(item) = symbol {
                visit(item, u64::MAX);
            }
        }),
        _ => {}
    }
}
