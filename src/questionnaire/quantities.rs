//! What a rule compares: numbers, points, counts, scores.

use super::asking::Ask;
use super::form::Symbol;
use super::names::Found;
use super::resolve::{FindingShape, Resolver};
use super::rules::Quantity;
use crate::definition::Name;
use crate::rule::{Operand, OperandKind};
use crate::source::{Diagnostic, Spanned};

impl Resolver<'_> {
    pub(super) fn quantity(&mut self, operand: &Operand) -> Option<Quantity> {
        Some(match &operand.kind {
            OperandKind::Number(number) => Quantity::Number(*number),
            OperandKind::Name(name) => return self.named_quantity(&Spanned::new(name.clone(), operand.span)),
            OperandKind::Points(name) => match self.find(name)? {
                Found::Symbol(Symbol::Item(item)) if matches!(self.ask(item), Some(Ask::Choice { .. })) => {
                    Quantity::Points(item)
                }
                Found::NotTaken(name) => Quantity::NotTaken(name),
                Found::Symbol(_) => return self.wrong(name, "has no answers with points"),
            },
            OperandKind::Count(name) => match self.find(name)? {
                Found::Symbol(Symbol::Item(item)) if matches!(self.ask(item), Some(Ask::Choices { .. })) => {
                    Quantity::Ticked(item)
                }
                Found::NotTaken(name) => Quantity::NotTaken(name),
                Found::Symbol(_) => return self.wrong(name, "is not a question with several answers to tick"),
            },
            OperandKind::Low(name) | OperandKind::High(name) => match self.find(name)? {
                Found::Symbol(Symbol::Score(score)) if matches!(operand.kind, OperandKind::Low(_)) => {
                    Quantity::Low(score)
                }
                Found::Symbol(Symbol::Score(score)) => Quantity::High(score),
                Found::NotTaken(name) => Quantity::NotTaken(name),
                Found::Symbol(_) => return self.wrong(name, "is not a score"),
            },
            OperandKind::Sum(parts) => Quantity::Sum(self.quantities(parts)?),
            OperandKind::Min(parts) => Quantity::Min(self.quantities(parts)?),
            OperandKind::Max(parts) => Quantity::Max(self.quantities(parts)?),
        })
    }

    fn wrong(&mut self, name: &Name, what: &str) -> Option<Quantity> {
        self.diagnostics.push(Diagnostic::error("not_a_number", name.span, format!("`{}` {what}", name.value)));
        None
    }

    fn quantities(&mut self, parts: &[Operand]) -> Option<Vec<Quantity>> {
        let quantities: Vec<Option<Quantity>> = parts.iter().map(|part| self.quantity(part)).collect();
        quantities.into_iter().collect()
    }

    fn named_quantity(&mut self, name: &Name) -> Option<Quantity> {
        let symbol = match self.find(name)? {
            Found::Symbol(symbol) => symbol,
            Found::NotTaken(name) => return Some(Quantity::NotTaken(name)),
        };
        match symbol {
            Symbol::Item(item) => match self.ask(item)? {
                Ask::Number { .. } => Some(Quantity::Item(item)),
                Ask::Choice { options, .. } => {
                    let first = options.first()?.id.clone();
                    let message = format!("`{}` is answered with words, not with a number", name.value);
                    let help = format!(
                        "compare it with an answer (`{} >= {first}`) or write `points({})`",
                        name.value, name.value
                    );
                    self.diagnostics.push(Diagnostic::error("not_a_number", name.span, message).help(help));
                    None
                }
                Ask::Choices { .. } => {
                    let message = format!("`{}` is answered with ticks, not with a number", name.value);
                    self.diagnostics.push(
                        Diagnostic::error("not_a_number", name.span, message)
                            .help(format!("write `count({})`", name.value)),
                    );
                    None
                }
                Ask::Text { .. } | Ask::Date => self.wrong(name, "is a text or a date, which no rule can use"),
            },
            Symbol::Score(score) => Some(Quantity::Score(score)),
            Symbol::Finding(finding) if matches!(self.findings.get(finding), Some(FindingShape::Count)) => {
                Some(Quantity::Counted(finding))
            }
            _ => self.wrong(name, "is not a number"),
        }
    }
}
