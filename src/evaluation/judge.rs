//! Whether a rule holds, does not hold, or cannot be told.

use super::possible::Possible;
use super::state::{FindingState, ItemState, States};
use crate::definition::FlagLevel;
use crate::questionnaire::{Ask, Form, Quantity, Rule, RuleKind, Test};
use crate::rule::{Comparison, Has, Truth};

/// The least and the most that a number can be.
type Range = (f64, f64);

/// Judges rules by what has been worked out so far.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) form: &'a Form,
    pub(super) states: &'a States,
}

impl Judge<'_> {
    /// A rule, or a rule for yes and one for no.
    pub(super) fn test(self, test: &Test) -> Truth {
        let Some(fails_when) = &test.fails_when else { return self.rule(&test.when) };
        if self.rule(&test.when).holds() {
            Truth::Yes
        } else if self.rule(fails_when).holds() {
            Truth::No
        } else {
            Truth::Unknown
        }
    }

    /// A rule that may be left out, and then holds.
    pub(super) fn holds(self, rule: Option<&Rule>) -> bool {
        rule.is_none_or(|rule| self.rule(rule).holds())
    }

    pub(super) fn rule(self, rule: &Rule) -> Truth {
        match &rule.kind {
            RuleKind::All(rules) => rules.iter().fold(Truth::Yes, |truth, rule| match truth {
                Truth::No => Truth::No,
                truth => truth.and(self.rule(rule)),
            }),
            RuleKind::Any(rules) => rules.iter().fold(Truth::No, |truth, rule| match truth {
                Truth::Yes => Truth::Yes,
                truth => truth.or(self.rule(rule)),
            }),
            RuleKind::Not(rule) => !self.rule(rule),
            RuleKind::Count { least, most, of } => self.count(*least, *most, of),
            RuleKind::Answer { item, options } => self.asked(*item, |state| match state.possible {
                Possible::Options(possible) => Truth::possible(possible & options != 0, possible & !options != 0),
                _ => Truth::Unknown,
            }),
            RuleKind::Ticks { item, options, how } => self.asked(*item, |state| match state.possible {
                Possible::Ticks { must, may } => ticks(must, may, *options, *how),
                _ => Truth::Unknown,
            }),
            RuleKind::Said { item, response } => {
                self.asked(*item, |state| Truth::certain(state.said == Some(*response)))
            }
            RuleKind::Compare(left, comparison, right) => self.compare(left, *comparison, right),
            RuleKind::Band { score, bands } => self.band(*score, *bands),
            RuleKind::State { finding, states } => match self.states.findings.get(*finding) {
                Some(FindingState::State(state)) => Truth::certain(states & (1 << state) != 0),
                _ => Truth::No,
            },
            RuleKind::Level { flag, levels } => {
                let raised = self.states.flags.get(*flag).copied().flatten();
                Truth::certain(raised.is_some_and(|level| levels & level_bit(level) != 0))
            }
            RuleKind::Criterion(criterion) => self.states.criteria.get(*criterion).copied().unwrap_or(Truth::Unknown),
            RuleKind::Holds(finding) => match self.states.findings.get(*finding) {
                Some(FindingState::Truth(truth)) => *truth,
                _ => Truth::No,
            },
            RuleKind::Topic(topic) => Truth::certain(self.states.topics.get(*topic).copied().unwrap_or_default()),
            RuleKind::Known(items) => Truth::certain(self.every(items, |state| state.known)),
            RuleKind::Answered(items) => Truth::certain(self.every(items, |state| state.answered)),
            RuleKind::Asked(item) => Truth::certain(self.every(&[*item], |_| true)),
            RuleKind::NotTaken(_) => Truth::Unknown,
        }
    }

    /// A statement about a question: false where the question is not asked.
    fn asked(self, item: usize, statement: impl FnOnce(&ItemState) -> Truth) -> Truth {
        match self.states.items.get(item) {
            Some(state) if state.asked => statement(state),
            _ => Truth::No,
        }
    }

    fn every(self, items: &[usize], statement: impl Fn(&ItemState) -> bool) -> bool {
        items.iter().all(|item| self.states.items.get(*item).is_some_and(|state| state.asked && statement(state)))
    }

    fn count(self, least: u16, most: u16, of: &[Rule]) -> Truth {
        let (mut hold, mut may_hold) = (0_u16, 0_u16);
        for rule in of {
            let truth = self.rule(rule);
            hold += u16::from(truth == Truth::Yes);
            may_hold += u16::from(truth != Truth::No);
        }
        Truth::possible(hold <= most && may_hold >= least, hold < least || may_hold > most)
    }

    fn compare(self, left: &Quantity, comparison: Comparison, right: &Quantity) -> Truth {
        if left.names_elsewhere() || right.names_elsewhere() {
            return Truth::Unknown;
        }
        let (Some(left), Some(right)) = (self.quantity(left), self.quantity(right)) else { return Truth::No };
        let less = |a: (f64, f64), b: (f64, f64)| Truth::possible(a.0 < b.1, a.1 >= b.0);
        let equal =
            |a: (f64, f64), b: (f64, f64)| Truth::possible(a.0 <= b.1 && b.0 <= a.1, a.0 < a.1 || b.0 < b.1 || a != b);
        match comparison {
            Comparison::Equal => equal(left, right),
            Comparison::Unequal => !equal(left, right),
            Comparison::Less => less(left, right),
            Comparison::AtLeast => !less(left, right),
            Comparison::More => less(right, left),
            Comparison::AtMost => !less(right, left),
        }
    }

    fn band(self, score: usize, bands: u64) -> Truth {
        let (Some(score), Some(Some(state))) = (self.form.scores.get(score), self.states.scores.get(score)) else {
            return Truth::No;
        };
        let possible =
            score.bands.iter().enumerate().filter(|(_, band)| band.from <= state.high && band.to >= state.low);
        let possible = possible.fold(0_u64, |bits, (at, _)| bits | 1 << at);
        Truth::possible(possible & bands != 0, possible & !bands != 0)
    }

    /// The least and the most that a number can be; `None` where it does not exist.
    fn quantity(self, quantity: &Quantity) -> Option<Range> {
        let point = |number: f64| Some((number, number));
        let score = |score: &usize| self.states.scores.get(*score).copied().flatten();
        match quantity {
            Quantity::Number(number) => point(*number),
            Quantity::Item(item) => match self.item(*item)?.possible {
                Possible::Range(low, high) => Some((low, high)),
                _ => None,
            },
            Quantity::Points(item) => points(&self.item(*item)?.possible, &self.form.items.get(*item)?.ask),
            Quantity::Ticked(item) => {
                let Possible::Ticks { must, may } = self.item(*item)?.possible else { return None };
                let Ask::Choices { exclusive, .. } = self.form.items.get(*item)?.ask else { return None };
                Some((f64::from((must & !exclusive).count_ones()), f64::from((may & !exclusive).count_ones())))
            }
            Quantity::Counted(finding) => match self.states.findings.get(*finding) {
                #[expect(clippy::cast_precision_loss, reason = "a count of a few rules")]
                Some(FindingState::Count(count)) => point(*count as f64),
                _ => None,
            },
            Quantity::Score(at) => score(at).map(|score| (score.low, score.high)),
            Quantity::Low(at) => score(at).and_then(|score| point(score.low)),
            Quantity::High(at) => score(at).and_then(|score| point(score.high)),
            Quantity::Sum(parts) => self.fold(parts, |sum, part| (sum.0 + part.0, sum.1 + part.1)),
            Quantity::Min(parts) => self.fold(parts, |least, part| (least.0.min(part.0), least.1.min(part.1))),
            Quantity::Max(parts) => self.fold(parts, |most, part| (most.0.max(part.0), most.1.max(part.1))),
            Quantity::NotTaken(_) => None,
        }
    }

    /// Joins the numbers that exist.
    fn fold(self, parts: &[Quantity], join: fn(Range, Range) -> Range) -> Option<Range> {
        parts.iter().filter_map(|part| self.quantity(part)).reduce(join)
    }

    fn item(self, item: usize) -> Option<ItemState> {
        self.states.items.get(item).copied().filter(|state| state.asked)
    }
}

/// The bit of a level in [`RuleKind::Level`].
pub(super) fn level_bit(level: FlagLevel) -> u8 {
    match level {
        FlagLevel::Mention => 1,
        FlagLevel::SameDay => 2,
        FlagLevel::Emergency => 4,
    }
}

fn ticks(must: u64, may: u64, options: u64, how: Has) -> Truth {
    let any = Truth::possible(may & options != 0, must & options == 0);
    match how {
        Has::Any => any,
        Has::None => !any,
        Has::All => Truth::possible(may & options == options, must & options != options),
    }
}

/// The least and the most points that the possible answers count.
pub(super) fn points(possible: &Possible, ask: &Ask) -> Option<(f64, f64)> {
    match possible {
        Possible::Range(low, high) => Some((*low, *high)),
        // Mostly the answer is known.
        Possible::Options(bits) if bits.is_power_of_two() => {
            ask.options().get(bits.trailing_zeros() as usize).map(|option| (option.points, option.points))
        }
        Possible::Options(bits) => {
            let options = ask.options().iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
            options.map(|(_, option)| (option.points, option.points)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        }
        _ => None,
    }
}
