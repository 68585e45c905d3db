//! What a rule says → what it means: names resolved, comparisons typed.

use super::asking::Ask;
use super::form::{FindingKind, Symbol};
use super::names::{Found, Names};
use super::rules::{Rule, RuleKind, Said};
use crate::definition::{Name, Words, fields};
use crate::rule::{self, Amount, Comparison, Expression, ExpressionKind, Function, Has, Operand, OperandKind};
use crate::source::{Diagnostic, Span, Spanned};

/// What a rule needs to know of the form while it is being put together.
pub(super) struct Resolver<'a> {
    pub(super) names: &'a Names<'a>,
    /// The kinds of answer of all questions.
    pub(super) asks: &'a [Ask],
    /// The bands of all scores.
    pub(super) bands: &'a [Vec<String>],
    /// The states of all findings; `None` for yes/no.
    pub(super) findings: &'a [FindingShape],
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The part whose rules are being read.
    pub(super) part: usize,
}

/// What can be said about a finding.
#[derive(Debug, Clone)]
pub(super) enum FindingShape {
    States(Vec<String>),
    YesNo,
    Count,
}

impl From<&FindingKind> for FindingShape {
    fn from(kind: &FindingKind) -> Self {
        match kind {
            FindingKind::States(states) => Self::States(states.iter().map(|state| state.id.clone()).collect()),
            FindingKind::YesNo { .. } => Self::YesNo,
            FindingKind::Count(_) => Self::Count,
        }
    }
}

const LEVELS: [&str; 3] = ["mention", "same_day", "emergency"];

impl Resolver<'_> {
    /// Reads a rule of the file; `None` means that a message has been given, or need not be.
    pub(super) fn rule(&mut self, words: &Words) -> Option<Rule> {
        let exact = words.span.range().len() == words.value.len() + 2;
        match rule::parse(words, exact) {
            Ok(expression) => {
                let before = self.diagnostics.len();
                let rule = self.expression(&expression);
                if !exact {
                    // Their places are the whole rule, and no change of a part of it.
                    self.diagnostics.iter_mut().skip(before).for_each(|diagnostic| diagnostic.fix = None);
                }
                rule
            }
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// Reads a rule that may be left out. `None` only if it is there and faulty.
    #[expect(clippy::option_option, reason = "left out and faulty are different answers")]
    pub(super) fn maybe(&mut self, words: Option<&Words>) -> Option<Option<Rule>> {
        match words {
            Some(words) => self.rule(words).map(Some),
            None => Some(None),
        }
    }

    fn fault(&mut self, code: &'static str, span: Span, message: String) -> Option<RuleKind> {
        self.diagnostics.push(Diagnostic::error(code, span, message));
        None
    }

    /// `colour = black or green`, where the second answer stands for a rule of its own. `None` if that was told.
    fn answers_alone(&mut self, parts: &[Expression]) -> Option<()> {
        for (first, rest) in (0..parts.len()).filter_map(|at| parts.get(at..)?.split_first()) {
            let first =
                if let ExpressionKind::And(parts) = &first.kind { parts.last().unwrap_or(first) } else { first };
            let ExpressionKind::Compare(left, Comparison::Equal, right) = &first.kind else { continue };
            let (OperandKind::Name(name), OperandKind::Name(answer)) = (&left.kind, &right.kind) else { continue };
            let alone = rest.iter().map_while(|part| match &part.kind {
                ExpressionKind::Name(name) if !self.names.knows(name, self.part) => Some(name),
                _ => None,
            });
            let alone: Vec<&Name> = alone.collect();
            let Some(last) = alone.last() else { continue };
            let answers = alone.iter().fold(answer.clone(), |all, name| format!("{all}, {}", name.value));
            let (span, right) = (first.span.to(last.span), format!("{name} in ({answers})"));
            let message =
                format!("`{}` alone says nothing: an answer stands behind the name of its question", last.value);
            let exact = first.span != last.span;
            let diagnostic = Diagnostic::error("answer_alone", last.span, message).label(format!("write `{right}`"));
            self.diagnostics.push(if exact { diagnostic.fix(span, right) } else { diagnostic });
            return None;
        }
        Some(())
    }

    fn expression(&mut self, expression: &Expression) -> Option<Rule> {
        let span = expression.span;
        let kind = match &expression.kind {
            ExpressionKind::And(parts) => RuleKind::All(self.all(parts)?),
            ExpressionKind::Or(parts) => {
                self.answers_alone(parts)?;
                RuleKind::Any(self.all(parts)?)
            }
            ExpressionKind::Not(inner) => RuleKind::Not(Box::new(self.expression(inner)?)),
            ExpressionKind::Count(amount, parts) => self.count(*amount, parts, span)?,
            ExpressionKind::Compare(left, comparison, right) => self.compare(left, *comparison, right)?,
            ExpressionKind::Between(value, from, to) => {
                let value = self.quantity(value);
                let (from, to) = (self.quantity(from), self.quantity(to));
                let (value, from, to) = (value?, from?, to?);
                let part = |comparison, bound| Rule { kind: RuleKind::Compare(value.clone(), comparison, bound), span };
                RuleKind::All(vec![part(Comparison::AtLeast, from), part(Comparison::AtMost, to)])
            }
            ExpressionKind::In(name, options) => self.one_of(name, options)?,
            ExpressionKind::Has(name, how, options) => self.has(name, *how, options)?,
            ExpressionKind::Call(function, names) => self.call(*function, names)?,
            ExpressionKind::Name(name) => self.bare(name)?,
        };
        Some(Rule { kind, span })
    }

    /// All parts, so that each of them can be reported.
    fn all(&mut self, parts: &[Expression]) -> Option<Vec<Rule>> {
        let rules: Vec<Option<Rule>> = parts.iter().map(|part| self.expression(part)).collect();
        rules.into_iter().collect()
    }

    fn count(&mut self, amount: Amount, parts: &[Expression], span: Span) -> Option<RuleKind> {
        let of = self.all(parts)?;
        let all = u16::try_from(of.len()).unwrap_or(u16::MAX);
        let (least, most) = match amount {
            Amount::All => return Some(RuleKind::All(of)),
            Amount::Any => return Some(RuleKind::Any(of)),
            Amount::None => (0, 0),
            Amount::AtLeast(least) => (least, all),
            Amount::AtMost(most) => (0, most),
            Amount::Exactly(number) => (number, number),
        };
        if least > all || (amount != Amount::None && least == 0 && most >= all) {
            let message = format!("a list of {all} can never hold so many");
            return self.fault("amount", span, message);
        }
        Some(RuleKind::Count { least, most, of })
    }

    pub(super) fn find(&mut self, name: &Name) -> Option<Found> {
        self.names.find(name, self.part, &mut self.diagnostics)
    }

    pub(super) fn ask(&self, item: usize) -> Option<&Ask> {
        self.asks.get(item)
    }

    /// A name on its own: it says yes.
    fn bare(&mut self, name: &Name) -> Option<RuleKind> {
        let symbol = match self.find(name)? {
            Found::Symbol(symbol) => symbol,
            Found::NotTaken(name) => return Some(RuleKind::NotTaken(name)),
        };
        let shape = match symbol {
            Symbol::Item(item) => match self.ask(item)? {
                Ask::Choice { yes_no: true, .. } => return Some(RuleKind::Answer { item, options: 1 }),
                Ask::Choice { options, .. } => format!("say which answer: `{} = {}`", name.value, options.first()?.id),
                Ask::Choices { options, .. } => {
                    format!("say what is ticked: `{} has {}`", name.value, options.first()?.id)
                }
                Ask::Number { from, .. } => format!("compare it: `{} >= {from}`", name.value),
                Ask::Text { .. } | Ask::Date => "no rule can use a text or a date".to_owned(),
            },
            Symbol::Criterion(criterion) => return Some(RuleKind::Criterion(criterion)),
            Symbol::Flag(flag) => return Some(RuleKind::Level { flag, levels: 0b111 }),
            Symbol::Score(_) => format!("compare the score: `{} >= 8`", name.value),
            Symbol::Finding(finding) => match self.findings.get(finding)? {
                FindingShape::YesNo => return Some(RuleKind::Holds(finding)),
                FindingShape::States(states) => format!("say which state: `{} = {}`", name.value, states.first()?),
                FindingShape::Count => format!("compare it: `{} >= 2`", name.value),
            },
            Symbol::Topic(_) => return None,
        };
        let message = format!("`{}` alone is neither yes nor no", name.value);
        self.diagnostics.push(Diagnostic::error("not_yes_no", name.span, message).help(shape));
        None
    }

    fn call(&mut self, function: Function, names: &[Name]) -> Option<RuleKind> {
        if function == Function::Topic {
            let [name] = names else {
                return self.fault("one_name", names.first()?.span, "`topic(…)` takes one topic".to_owned());
            };
            return Some(RuleKind::Topic(self.names.topic(name, self.part, &mut self.diagnostics)?));
        }
        let mut items = Vec::new();
        for name in names {
            match self.find(name) {
                Some(Found::Symbol(Symbol::Item(item))) => items.push(item),
                Some(Found::NotTaken(name)) => return Some(RuleKind::NotTaken(name)),
                Some(Found::Symbol(_)) => {
                    return self.fault("not_a_question", name.span, format!("`{}` is not a question", name.value));
                }
                None => return None,
            }
        }
        Some(match function {
            Function::Answered => RuleKind::Answered(items),
            Function::Known => RuleKind::Known(items),
            _ => match items.as_slice() {
                [item] => RuleKind::Asked(*item),
                _ => return self.fault("one_name", names.first()?.span, "`asked(…)` takes one question".to_owned()),
            },
        })
    }

    fn has(&mut self, name: &Name, how: Has, options: &[Name]) -> Option<RuleKind> {
        match self.find(name)? {
            Found::NotTaken(name) => Some(RuleKind::NotTaken(name)),
            Found::Symbol(Symbol::Item(item)) if matches!(self.ask(item), Some(Ask::Choices { .. })) => {
                let options = self.options(item, options)?;
                Some(RuleKind::Ticks { item, options, how })
            }
            Found::Symbol(_) => {
                let message = format!("`{}` is not a question with several answers to tick", name.value);
                self.diagnostics.push(
                    Diagnostic::error("not_ticks", name.span, message)
                        .help("`has` is for those; write `=` or `in (…)`"),
                );
                None
            }
        }
    }

    /// Bits of the named answers.
    fn options(&mut self, item: usize, names: &[Name]) -> Option<u64> {
        let known: Vec<String> = self.ask(item)?.options().iter().map(|option| option.id.clone()).collect();
        self.bits(names, &known, "answer")
    }

    fn bits(&mut self, names: &[Name], known: &[String], what: &str) -> Option<u64> {
        let bits: Vec<Option<u64>> = names.iter().map(|name| self.bit(name, known, what)).collect();
        bits.into_iter().collect::<Option<Vec<u64>>>().map(|bits| bits.into_iter().fold(0, |all, bit| all | bit))
    }

    fn bit(&mut self, name: &Name, known: &[String], what: &str) -> Option<u64> {
        if let Some(place) = known.iter().position(|known| *known == name.value) {
            return Some(1 << place);
        }
        let lost = self.names.parts.get(self.part).is_some_and(|part| part.may_have_lost(name));
        if !lost {
            let message = format!("there is no {what} `{}` here", name.value);
            let names: Vec<&str> = known.iter().map(String::as_str).collect();
            let diagnostic = Diagnostic::error("unknown_option", name.span, message);
            self.diagnostics.push(match fields::nearest(name, names.iter().copied()) {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(name.span, near),
                None => diagnostic.help(format!("there are {}", fields::list(&names))),
            });
        }
        None
    }

    /// `name in (…)`, and `name = …` as a list of one.
    fn one_of(&mut self, name: &Name, options: &[Name]) -> Option<RuleKind> {
        let symbol = match self.find(name)? {
            Found::Symbol(symbol) => symbol,
            Found::NotTaken(name) => return Some(RuleKind::NotTaken(name)),
        };
        match symbol {
            Symbol::Item(item) if matches!(self.ask(item), Some(Ask::Choice { .. })) => {
                self.answer(item, name, options)
            }
            Symbol::Item(item) if matches!(self.ask(item), Some(Ask::Choices { .. })) => {
                let [Spanned { value, .. }] = options else {
                    let message = format!("several answers can be ticked in `{}`", name.value);
                    self.diagnostics
                        .push(Diagnostic::error("ticks", name.span, message).help("write `has any of (…)`"));
                    return None;
                };
                if value == "dont_know" {
                    return Some(RuleKind::Said { item, response: Said::DontKnow });
                }
                let message = format!("several answers can be ticked in `{}`", name.value);
                self.diagnostics.push(
                    Diagnostic::error("ticks", name.span, message).help(format!("write `{} has {value}`", name.value)),
                );
                None
            }
            Symbol::Item(item) if options.iter().all(|option| option.value == "dont_know") => {
                Some(RuleKind::Said { item, response: Said::DontKnow })
            }
            Symbol::Score(score) => {
                let known = self.bands.get(score)?.clone();
                Some(RuleKind::Band { score, bands: self.bits(options, &known, "band")? })
            }
            Symbol::Finding(finding) => match self.findings.get(finding)?.clone() {
                FindingShape::States(known) => {
                    Some(RuleKind::State { finding, states: self.bits(options, &known, "state")? })
                }
                FindingShape::YesNo => self.yes_or_no(options, RuleKind::Holds(finding), name.span),
                FindingShape::Count => self.fault("not_a_state", name.span, format!("`{}` is a number", name.value)),
            },
            Symbol::Criterion(criterion) => self.yes_or_no(options, RuleKind::Criterion(criterion), name.span),
            Symbol::Flag(flag) => {
                let known = LEVELS.map(str::to_owned);
                let levels = self.bits(options, &known, "level")?;
                Some(RuleKind::Level { flag, levels: u8::try_from(levels).unwrap_or_default() })
            }
            Symbol::Item(_) | Symbol::Topic(_) => {
                self.fault("not_a_choice", name.span, format!("`{}` has no answers to choose from", name.value))
            }
        }
    }

    fn yes_or_no(&mut self, options: &[Name], yes: RuleKind, span: Span) -> Option<RuleKind> {
        match options {
            [option] if option.value == "yes" => Some(yes),
            [option] if option.value == "no" => Some(RuleKind::Not(Box::new(Rule { kind: yes, span }))),
            _ => self.fault("not_yes_no", options.first()?.span, "this is either `yes` or `no`".to_owned()),
        }
    }

    /// Answers of a question with one answer, those that say nothing included.
    fn answer(&mut self, item: usize, name: &Name, options: &[Name]) -> Option<RuleKind> {
        let said = |option: &Name| match option.as_str() {
            "dont_know" => Some(Said::DontKnow),
            "prefer_not" => Some(Said::PreferNot),
            _ => None,
        };
        let plain: Vec<Name> = options.iter().filter(|option| said(option).is_none()).cloned().collect();
        let mut parts: Vec<RuleKind> = Vec::new();
        if !plain.is_empty() {
            parts.push(RuleKind::Answer { item, options: self.options(item, &plain)? });
        }
        parts.extend(options.iter().filter_map(said).map(|response| RuleKind::Said { item, response }));
        if parts.len() == 1 {
            return parts.pop();
        }
        Some(RuleKind::Any(parts.into_iter().map(|kind| Rule { kind, span: name.span }).collect()))
    }

    fn compare(&mut self, left: &Operand, comparison: Comparison, right: &Operand) -> Option<RuleKind> {
        if let (OperandKind::Name(name), OperandKind::Name(option)) = (&left.kind, &right.kind) {
            let name = Spanned::new(name.clone(), left.span);
            let symbol = match self.find(&name)? {
                Found::Symbol(symbol) => symbol,
                Found::NotTaken(name) => return Some(RuleKind::NotTaken(name)),
            };
            if !self.is_number(symbol) || self.means_band(symbol, option) {
                return self.compare_words(&name, symbol, comparison, &Spanned::new(option.clone(), right.span));
            }
        }
        let (left, right) = (self.quantity(left), self.quantity(right));
        Some(RuleKind::Compare(left?, comparison, right?))
    }

    /// True if a name beside a score is that of a band, or of nothing at all.
    fn means_band(&self, symbol: Symbol, name: &str) -> bool {
        let Symbol::Score(score) = symbol else { return false };
        let is_band = self.bands.get(score).is_some_and(|bands| bands.iter().any(|band| band == name));
        is_band || !self.names.knows(name, self.part)
    }

    fn is_number(&self, symbol: Symbol) -> bool {
        match symbol {
            Symbol::Item(item) => matches!(self.ask(item), Some(Ask::Number { .. })),
            Symbol::Score(_) => true,
            Symbol::Finding(finding) => matches!(self.findings.get(finding), Some(FindingShape::Count)),
            _ => false,
        }
    }

    /// `name = option`, `name != option` and, down an ordered list, `name >= option`.
    fn compare_words(
        &mut self,
        name: &Name,
        symbol: Symbol,
        comparison: Comparison,
        option: &Name,
    ) -> Option<RuleKind> {
        if comparison == Comparison::Equal {
            return self.one_of(name, std::slice::from_ref(option));
        }
        let (what, known): (_, Vec<String>) = match symbol {
            Symbol::Item(item) => match self.ask(item)? {
                Ask::Choice { options, .. } => ("answer", options.iter().map(|option| option.id.clone()).collect()),
                _ => return self.one_of(name, std::slice::from_ref(option)),
            },
            Symbol::Score(score) => ("band", self.bands.get(score)?.clone()),
            Symbol::Flag(_) => ("level", LEVELS.map(str::to_owned).to_vec()),
            Symbol::Finding(finding) => match self.findings.get(finding)?.clone() {
                FindingShape::States(states) if comparison == Comparison::Unequal => ("state", states),
                _ => return self.fault("no_order", name.span, format!("the states of `{}` have no order", name.value)),
            },
            _ => return self.fault("no_order", name.span, format!("`{}` is either yes or no", name.value)),
        };
        let bit = self.bit(option, &known, what)?;
        let all = if known.len() >= 64 { u64::MAX } else { (1 << known.len()) - 1 };
        let below = bit - 1;
        let bits = match comparison {
            Comparison::Equal => bit,
            Comparison::Unequal => all & !bit,
            Comparison::Less => below,
            Comparison::AtMost => below | bit,
            Comparison::More => all & !(below | bit),
            Comparison::AtLeast => all & !below,
        };
        if bits == 0 {
            return self.fault(
                "never",
                option.span,
                format!("nothing lies beyond `{}`, so this can never hold", option.value),
            );
        }
        Some(match symbol {
            Symbol::Item(item) => RuleKind::Answer { item, options: bits },
            Symbol::Score(score) => RuleKind::Band { score, bands: bits },
            Symbol::Finding(finding) => RuleKind::State { finding, states: bits },
            Symbol::Flag(flag) => RuleKind::Level { flag, levels: u8::try_from(bits).unwrap_or_default() },
            _ => return None,
        })
    }
}
