//! What rules look at: where answers are worth trying.

use super::search::{Closure, each_rule};
use crate::questionnaire::{Form, Quantity, Rule, RuleKind};
use crate::source::Span;
use std::collections::BTreeSet;

/// The questions that the rules at these places rest on.
pub(crate) fn items_below(form: &Form, places: &[Span]) -> BTreeSet<usize> {
    let mut closure = Closure::new(form);
    each_rule(form, &mut |rule| {
        if places.iter().any(|place| place.encloses(rule.span)) {
            closure.add(rule);
        }
    });
    closure.items().into_iter().collect()
}

/// The numbers that rules compare with.
pub(crate) fn numbers_compared(form: &Form) -> Vec<f64> {
    let mut numbers = Vec::new();
    each_rule(form, &mut |rule| compared(rule, &mut numbers));
    numbers
}

fn compared(rule: &Rule, numbers: &mut Vec<f64>) {
    match &rule.kind {
        RuleKind::All(rules) | RuleKind::Any(rules) | RuleKind::Count { of: rules, .. } => {
            for rule in rules {
                compared(rule, numbers);
            }
        }
        RuleKind::Not(rule) => compared(rule, numbers),
        RuleKind::Compare(left, _, right) => {
            numbers.extend([left, right].into_iter().filter_map(|quantity| match quantity {
                Quantity::Number(number) => Some(*number),
                _ => None,
            }));
        }
        _ => {}
    }
}
