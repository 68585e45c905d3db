//! The order in which everything is worked out: nothing before what it rests on.

use super::form::{FindingKind, Form, Symbol};
use super::rules::Rule;
use crate::source::{Diagnostic, Span};
use std::collections::HashMap;

/// Finds the order, or reports the first circle of names that need each other.
pub(super) fn steps(form: &Form, spans: &HashMap<Symbol, Span>) -> Result<Vec<Symbol>, Diagnostic> {
    let mut walk = Walk { form, spans, state: HashMap::new(), path: Vec::new(), steps: Vec::new() };
    let all = |count: usize, symbol: fn(usize) -> Symbol| (0..count).map(symbol);
    let symbols = all(form.items.len(), Symbol::Item)
        .chain(all(form.criteria.len(), Symbol::Criterion))
        .chain(all(form.scores.len(), Symbol::Score))
        .chain(all(form.findings.len(), Symbol::Finding))
        .chain(all(form.flags.len(), Symbol::Flag))
        .chain(all(form.topics.len(), Symbol::Topic));
    for symbol in symbols {
        walk.visit(symbol)?;
    }
    Ok(walk.steps)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    OnPath,
    Done,
}

struct Walk<'a> {
    form: &'a Form,
    spans: &'a HashMap<Symbol, Span>,
    state: HashMap<Symbol, State>,
    path: Vec<Symbol>,
    steps: Vec<Symbol>,
}

impl Walk<'_> {
    /// Depth first, with a stack of our own: a chain of 10,000 questions must not end the program.
    fn visit(&mut self, start: Symbol) -> Result<(), Diagnostic> {
        let mut stack = vec![(start, self.needs(start), 0_usize)];
        if self.state.contains_key(&start) {
            return Ok(());
        }
        self.enter(start);
        while let Some((symbol, needs, next)) = stack.last_mut() {
            if let Some(need) = needs.get(*next).copied() {
                *next += 1;
                match self.state.get(&need) {
                    Some(State::Done) => {}
                    Some(State::OnPath) => return Err(self.circle(need)),
                    None => {
                        self.enter(need);
                        stack.push((need, self.needs(need), 0));
                    }
                }
            } else {
                let symbol = *symbol;
                stack.pop();
                self.path.pop();
                self.state.insert(symbol, State::Done);
                self.steps.push(symbol);
            }
        }
        Ok(())
    }

    fn enter(&mut self, symbol: Symbol) {
        self.state.insert(symbol, State::OnPath);
        self.path.push(symbol);
    }

    fn circle(&self, back: Symbol) -> Diagnostic {
        let from = self.path.iter().position(|symbol| *symbol == back).unwrap_or_default();
        let circle: Vec<Symbol> = self.path.get(from..).unwrap_or_default().to_vec();
        let names: Vec<String> =
            circle.iter().chain([&back]).map(|symbol| format!("`{}`", self.form.symbol_id(*symbol))).collect();
        let span = |symbol: Symbol| self.spans.get(&symbol).copied().unwrap_or_default();
        let message = format!("these rules need each other: {}", names.join(" needs "));
        circle.iter().skip(1).fold(Diagnostic::error("circle", span(back), message), |diagnostic, symbol| {
            diagnostic.related(span(*symbol), "and this")
        })
    }

    /// What must be worked out before this.
    fn needs(&self, symbol: Symbol) -> Vec<Symbol> {
        let mut needs = Vec::new();
        self.each_rule(symbol, &mut |rule: &Rule| rule.each_symbol(&mut |need| needs.push(need)));
        if let Symbol::Score(score) = symbol
            && let Some(score) = self.form.scores.get(score)
        {
            needs.extend(score.sum.iter().map(|item| Symbol::Item(*item)));
        }
        needs
    }

    fn each_rule(&self, symbol: Symbol, visit: &mut impl FnMut(&Rule)) {
        let form = self.form;
        match symbol {
            Symbol::Item(at) => {
                form.items
                    .get(at)
                    .into_iter()
                    .flat_map(|item| item.show_when.iter().chain(&item.hide_when))
                    .for_each(visit);
            }
            Symbol::Criterion(at) => {
                form.criteria
                    .get(at)
                    .into_iter()
                    .flat_map(|it| [&it.test.when].into_iter().chain(&it.test.fails_when))
                    .for_each(visit);
            }
            Symbol::Score(at) => {
                form.scores.get(at).and_then(|score| score.only_when.as_ref()).into_iter().for_each(visit);
            }
            Symbol::Finding(at) => {
                let Some(finding) = form.findings.get(at) else { return };
                finding.only_when.iter().for_each(&mut *visit);
                match &finding.kind {
                    FindingKind::States(states) => {
                        states.iter().filter_map(|state| state.when.as_ref()).for_each(visit);
                    }
                    FindingKind::YesNo { test, .. } => [&test.when].into_iter().chain(&test.fails_when).for_each(visit),
                    FindingKind::Count(rules) => rules.iter().for_each(visit),
                }
            }
            Symbol::Flag(at) => {
                form.flags
                    .get(at)
                    .into_iter()
                    .flat_map(|flag| flag.levels.iter().map(|(_, rule)| rule))
                    .for_each(visit);
            }
            Symbol::Topic(at) => form.topics.get(at).map(|topic| &topic.when).into_iter().for_each(visit),
        }
    }
}

impl Form {
    /// The id of something, with its part where it has one.
    #[must_use]
    pub fn symbol_id(&self, symbol: Symbol) -> &str {
        match symbol {
            Symbol::Item(at) => self.items.get(at).map(|it| it.id.as_str()),
            Symbol::Criterion(at) => self.criteria.get(at).map(|it| it.id.as_str()),
            Symbol::Score(at) => self.scores.get(at).map(|it| it.id.as_str()),
            Symbol::Finding(at) => self.findings.get(at).map(|it| it.id.as_str()),
            Symbol::Flag(at) => self.flags.get(at).map(|it| it.id.as_str()),
            Symbol::Topic(at) => self.topics.get(at).map(|it| it.id.as_str()),
        }
        .unwrap_or_default()
    }
}
