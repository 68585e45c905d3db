//! What can never come out → messages at their places.

use super::goals::{Goal, Subject};
use super::search::{Closure, Found, Search, each_rule_of};
use super::truths::Truths;
use super::{Claim, Verdict};
use crate::questionnaire::{FindingKind, Form, Rule, RuleKind, Symbol};
use crate::rule::Truth;
use crate::source::{Diagnostic, Span};
use std::collections::HashSet;

/// Messages about everything that can never come out. What is only the consequence of another one is left out.
pub(super) fn diagnostics(form: &Form, goals: &[Goal], claims: &[Claim], search: &mut Search) -> Vec<Diagnostic> {
    let never: Vec<(&Goal, &Claim)> =
        goals.iter().zip(claims).filter(|(_, claim)| claim.verdict == Verdict::Never).collect();
    let dead = Dead {
        symbols: never.iter().filter_map(|(goal, _)| symbol(goal.subject)).collect(),
        rules: never.iter().filter(|(goal, _)| goal.subject == Subject::Rule).map(|(goal, _)| goal.span).collect(),
    };
    let mut told: Vec<Span> = Vec::new();
    let mut diagnostics = Vec::new();
    for (goal, _) in never {
        if told.iter().any(|span| span.encloses(goal.span)) || dead.explains(form, goal) {
            continue;
        }
        told.push(goal.span);
        diagnostics.push(explain(form, goal, search));
    }
    diagnostics
}

/// The thing that is of no use at all if this never comes out.
fn symbol(subject: Subject) -> Option<Symbol> {
    match subject {
        Subject::Asked(at) => Some(Symbol::Item(at)),
        Subject::Holds(at) => Some(Symbol::Criterion(at)),
        Subject::Band(at, _) => Some(Symbol::Score(at)),
        Subject::State(at, _) | Subject::Says(at, _) => Some(Symbol::Finding(at)),
        Subject::Level(at, _) => Some(Symbol::Flag(at)),
        Subject::Shown(at) => Some(Symbol::Topic(at)),
        _ => None,
    }
}

/// What can never come out, and rules that can never hold.
struct Dead {
    symbols: HashSet<Symbol>,
    rules: Vec<Span>,
}

impl Dead {
    /// True if a goal is out of reach because of something else that is told.
    fn explains(&self, form: &Form, goal: &Goal) -> bool {
        let own = symbol(goal.subject);
        let mut closure = Closure::new(form);
        goal.rules().for_each(|rule| closure.add(rule));
        closure.all.iter().any(|symbol| {
            let mut dead = self.symbols.contains(symbol) && Some(*symbol) != own;
            each_rule_of(form, *symbol, &mut |rule| dead |= rule.span != goal.span && self.rules.contains(&rule.span));
            dead
        })
    }
}

fn explain(form: &Form, goal: &Goal, search: &mut Search) -> Diagnostic {
    let (code, message) = words(form, goal.subject);
    let diagnostic = Diagnostic::warning(code, goal.span, message);
    if matches!(code, "always" | "no_effect") {
        return diagnostic;
    }
    match rule_behind(form, goal).map(|rule| clash(rule, search)) {
        Some(Clash::Part(span)) if span != goal.span => diagnostic.related(span, "this can never hold"),
        Some(Clash::Pair(one, other)) => {
            diagnostic.related(one, "this…").related(other, "…and this exclude each other")
        }
        _ => diagnostic,
    }
}

fn words(form: &Form, subject: Subject) -> (&'static str, String) {
    let item = |at: usize| form.symbol_id(Symbol::Item(at));
    let finding = |at: usize| form.symbol_id(Symbol::Finding(at));
    let name = |id: &str| id.rsplit('.').next().unwrap_or(id).to_owned();
    match subject {
        Subject::Asked(at) => ("never", format!("the question `{}` can never be asked", name(item(at)))),
        Subject::NotAsked(at) => {
            ("no_effect", format!("the question `{}` is always asked: its rule changes nothing", name(item(at))))
        }
        Subject::Holds(at) => ("never", format!("`{}` can never hold", name(form.symbol_id(Symbol::Criterion(at))))),
        Subject::Fails(at) => ("always", format!("`{}` always holds", name(form.symbol_id(Symbol::Criterion(at))))),
        Subject::Bound(at, is_most) => {
            let range = form.scores.get(at).map_or((0.0, 0.0), |score| score.range);
            let (number, which) = if is_most { (range.1, "most") } else { (range.0, "least") };
            ("never", format!("no answers add up to {number}, the {which} of this range"))
        }
        Subject::Band(at, band) => {
            let id = form.scores.get(at).and_then(|score| score.bands.get(band)).map_or("", |band| band.id.as_str());
            ("never", format!("no answers reach the band `{id}`"))
        }
        Subject::State(at, state) => {
            let id = match form.findings.get(at).map(|finding| &finding.kind) {
                Some(FindingKind::States(states)) => states.get(state).map_or("", |state| state.id.as_str()),
                _ => "",
            };
            ("never", format!("`{}` can never come to `{id}`", name(finding(at))))
        }
        Subject::Says(at, truth) => {
            let word = if truth == Truth::Yes { "yes" } else { "no" };
            ("never", format!("`{}` can never say {word}", name(finding(at))))
        }
        Subject::Level(at, level) => {
            let id = form.flags.get(at).map_or("", |flag| flag.id.as_str());
            ("never", format!("the flag `{id}` can never be raised at {level:?}"))
        }
        Subject::Shown(at) => {
            ("never", format!("the topic `{}` can never appear", form.topics.get(at).map_or("", |it| it.id.as_str())))
        }
        Subject::NotShown(at) => {
            ("always", format!("the topic `{}` always appears", form.topics.get(at).map_or("", |it| it.id.as_str())))
        }
        Subject::Card(at) => {
            ("never", format!("the card `{}` can never be shown", form.cards.get(at).map_or("", |it| it.id.as_str())))
        }
        Subject::Gate(_) => ("never", "this rule can never stop the form".to_owned()),
        Subject::Contradiction(_) => ("never", "these answers can never be given together".to_owned()),
        Subject::Rule => ("never", "this rule can never hold".to_owned()),
        Subject::NotRule => ("always", "this rule always holds, so it can be left out".to_owned()),
        Subject::Alternative => ("never", "this alternative can never hold".to_owned()),
    }
}

/// The rule in the file that stands behind a goal.
fn rule_behind<'a>(form: &'a Form, goal: &'a Goal) -> Option<&'a Rule> {
    match goal.subject {
        Subject::Asked(at) => {
            let rules = form.items.get(at)?.show_when.iter();
            rules.filter(|rule| rule.span.source == goal.span.source).max_by_key(|rule| rule.span)
        }
        Subject::Holds(at) => form.criteria.get(at).map(|criterion| &criterion.test.when),
        Subject::State(at, state) => match &form.findings.get(at)?.kind {
            FindingKind::States(states) => states.get(state)?.when.as_ref(),
            _ => None,
        },
        Subject::Level(at, level) => {
            form.flags.get(at)?.levels.iter().find(|(of, _)| *of == level).map(|(_, rule)| rule)
        }
        Subject::Band(..) | Subject::Bound(..) => None,
        _ => goal.rules().find(|rule| rule.span == goal.span),
    }
}

/// Why a rule can never hold.
enum Clash {
    /// This part alone cannot.
    Part(Span),
    /// These two cannot at once.
    Pair(Span, Span),
    /// It takes more than two.
    More,
}

/// The smallest reason that a rule can never hold.
fn clash(rule: &Rule, search: &mut Search) -> Clash {
    let RuleKind::All(parts) = &rule.kind else { return Clash::Part(rule.span) };
    let mut never = |parts: &[&Rule]| {
        let wanted = parts.iter().map(|rule| (*rule, Truths::YES)).collect();
        search.find(&wanted) == Found::Nothing
    };
    if let Some(part) = parts.iter().find(|part| never(&[part])) {
        return Clash::Part(part.span);
    }
    for (at, one) in parts.iter().enumerate() {
        if let Some(other) = parts.iter().skip(at + 1).find(|other| never(&[one, other])) {
            return Clash::Pair(one.span, other.span);
        }
    }
    Clash::More
}
