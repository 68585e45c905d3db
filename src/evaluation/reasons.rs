//! Which answers and results made a rule hold.

use super::possible::Possible;
use super::run::Evaluation;
use crate::questionnaire::{FindingKind, Quantity, Rule, RuleKind, Symbol};
use crate::rule::{Has, Truth};

/// Something that a rule rested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The answer to this question.
    Answer(usize),
    /// These ticks under this question.
    Ticks {
        /// The question.
        item: usize,
        /// Bit by bit, the ticks that matter.
        options: u64,
    },
    /// This score.
    Score(usize),
    /// This finding.
    Finding(usize),
    /// This warning sign.
    Flag(usize),
}

impl Evaluation<'_> {
    /// What made a rule hold, each thing once, in the order of the rule. Empty where the rule does not hold.
    ///
    /// Of alternatives only those that hold are named; building blocks are looked into, findings and scores are named as
    /// they are (see [`Evaluation::reasons_for_finding`] for what is behind them).
    #[must_use]
    pub fn reasons(&self, rule: &Rule) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.judge().rule(rule).holds() {
            self.collect(rule, Truth::Yes, &mut reasons);
        }
        reasons
    }

    /// What made a finding come out as it did.
    #[must_use]
    pub fn reasons_for_finding(&self, finding: usize) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let Some(definition) = self.form.findings.get(finding) else { return reasons };
        match (&definition.kind, self.finding(finding)) {
            (FindingKind::States(states), super::FindingState::State(at)) => {
                if let Some(when) = states.get(at).and_then(|state| state.when.as_ref()) {
                    self.collect(when, Truth::Yes, &mut reasons);
                }
            }
            (FindingKind::YesNo { test, .. }, super::FindingState::Truth(truth)) => match (truth, &test.fails_when) {
                (Truth::Yes, _) | (Truth::No, None) => self.collect(&test.when, truth, &mut reasons),
                (Truth::No, Some(fails_when)) => self.collect(fails_when, Truth::Yes, &mut reasons),
                (Truth::Unknown, _) => {}
            },
            (FindingKind::Count(rules), super::FindingState::Count(_)) => {
                for rule in rules.iter().filter(|rule| self.judge().rule(rule).holds()) {
                    self.collect(rule, Truth::Yes, &mut reasons);
                }
            }
            _ => {}
        }
        reasons
    }

    fn collect(&self, rule: &Rule, wanted: Truth, reasons: &mut Vec<Reason>) {
        match &rule.kind {
            RuleKind::Not(rule) => self.collect(rule, !wanted, reasons),
            RuleKind::All(rules) | RuleKind::Any(rules) => {
                // Of what came out as wanted, all of an `and` that holds and one way of an `or` or of a failed `and`.
                rules
                    .iter()
                    .filter(|rule| self.judge().rule(rule) == wanted)
                    .for_each(|rule| self.collect(rule, wanted, reasons));
            }
            RuleKind::Count { of, most, .. } => {
                let part = if usize::from(*most) < of.len() && wanted == Truth::Yes && *most == 0 {
                    Truth::No
                } else {
                    Truth::Yes
                };
                of.iter()
                    .filter(|rule| self.judge().rule(rule) == part)
                    .for_each(|rule| self.collect(rule, part, reasons));
            }
            RuleKind::Criterion(criterion) => {
                let Some(criterion) = self.form.criteria.get(*criterion) else { return };
                match (&criterion.test.fails_when, wanted) {
                    (Some(fails_when), Truth::No) => self.collect(fails_when, Truth::Yes, reasons),
                    _ => self.collect(&criterion.test.when, wanted, reasons),
                }
            }
            RuleKind::Topic(_) | RuleKind::NotTaken(_) => {}
            RuleKind::Ticks { item, options, how } if wanted == Truth::Yes && *how != Has::None => {
                if let Possible::Ticks { must, .. } = self.item(*item).possible {
                    Self::add_ticks(*item, must & options, reasons);
                }
            }
            RuleKind::Compare(left, _, right) => {
                self.collect_quantity(left, reasons);
                self.collect_quantity(right, reasons);
            }
            _ => rule.each_symbol(&mut |symbol| self.add(symbol, reasons)),
        }
    }

    fn collect_quantity(&self, quantity: &Quantity, reasons: &mut Vec<Reason>) {
        match quantity {
            Quantity::Number(_) | Quantity::NotTaken(_) => {}
            Quantity::Item(item) | Quantity::Points(item) | Quantity::Ticked(item) => {
                self.add(Symbol::Item(*item), reasons);
            }
            Quantity::Counted(finding) => self.add(Symbol::Finding(*finding), reasons),
            Quantity::Score(score) | Quantity::Low(score) | Quantity::High(score) => {
                self.add(Symbol::Score(*score), reasons);
            }
            Quantity::Sum(parts) | Quantity::Min(parts) | Quantity::Max(parts) => {
                for part in parts {
                    self.collect_quantity(part, reasons);
                }
            }
        }
    }

    /// Adds ticks to those under the same question.
    fn add_ticks(at: usize, ticks: u64, reasons: &mut Vec<Reason>) {
        for reason in reasons.iter_mut() {
            if let Reason::Ticks { item, options } = reason
                && *item == at
            {
                *options |= ticks;
                return;
            }
        }
        reasons.push(Reason::Ticks { item: at, options: ticks });
    }

    /// Adds a reason once; a question that was not asked or answered is none.
    fn add(&self, symbol: Symbol, reasons: &mut Vec<Reason>) {
        let reason = match symbol {
            Symbol::Item(item) if self.item(item).answered && self.is_asked(item) => Reason::Answer(item),
            Symbol::Score(score) => Reason::Score(score),
            Symbol::Finding(finding) => Reason::Finding(finding),
            Symbol::Flag(flag) if self.flag(flag).is_some() => Reason::Flag(flag),
            _ => return,
        };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
}
