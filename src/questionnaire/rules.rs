//! Rules with every name resolved and every comparison typed.

use super::form::{FindingKind, Form, Symbol, Test};
use crate::rule::{Comparison, Has};
use crate::source::Span;

/// A rule or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What it says.
    pub kind: RuleKind,
    /// Where it stands.
    pub span: Span,
}

/// What a rule can say. Answers, states and bands are bit sets over the options, states and bands of what they belong to.
#[derive(Debug, Clone, PartialEq)]
pub enum RuleKind {
    /// All of them hold.
    All(Vec<Rule>),
    /// One of them holds.
    Any(Vec<Rule>),
    /// It does not hold.
    Not(Box<Rule>),
    /// From `least` to `most` of them hold.
    Count {
        /// At least so many.
        least: u16,
        /// At most so many.
        most: u16,
        /// Of these.
        of: Vec<Rule>,
    },
    /// One of these answers was given to a question with one answer.
    Answer {
        /// The question.
        item: usize,
        /// The answers.
        options: u64,
    },
    /// These are ticked.
    Ticks {
        /// The question.
        item: usize,
        /// The answers.
        options: u64,
        /// Any, all or none of them.
        how: Has,
    },
    /// The person said just this.
    Said {
        /// The question.
        item: usize,
        /// What was said.
        response: Said,
    },
    /// Two numbers compared.
    Compare(Quantity, Comparison, Quantity),
    /// The score lies in one of these bands.
    Band {
        /// The score.
        score: usize,
        /// The bands.
        bands: u64,
    },
    /// The finding has one of these states.
    State {
        /// The finding.
        finding: usize,
        /// The states.
        states: u64,
    },
    /// The flag is raised at one of these levels (bits: mention, same day, emergency).
    Level {
        /// The flag.
        flag: usize,
        /// The levels.
        levels: u8,
    },
    /// The building block holds.
    Criterion(usize),
    /// The yes/no finding holds.
    Holds(usize),
    /// The topic is shown.
    Topic(usize),
    /// All were answered with something known.
    Known(Vec<usize>),
    /// All were answered, even by "I don't know".
    Answered(Vec<usize>),
    /// The question is asked.
    Asked(usize),
    /// About a questionnaire that is not part of this form: it cannot be told.
    NotTaken(String),
}

/// Answers that say that something is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// "I don't know".
    DontKnow,
    /// "I would rather not say".
    PreferNot,
}

/// A number that a rule compares.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {
    /// As written.
    Number(f64),
    /// The answer to a number question.
    Item(usize),
    /// The points of the answer to a question with one answer.
    Points(usize),
    /// How many are ticked, exclusive answers aside.
    Ticked(usize),
    /// How many rules of a count finding hold.
    Counted(usize),
    /// A score, anywhere in its range.
    Score(usize),
    /// The least a score can be.
    Low(usize),
    /// The most a score can be.
    High(usize),
    /// All added up.
    Sum(Vec<Quantity>),
    /// The least of them.
    Min(Vec<Quantity>),
    /// The largest of them.
    Max(Vec<Quantity>),
    /// Of a questionnaire that is not part of this form.
    NotTaken(String),
}

impl Rule {
    /// Calls `visit` for everything the rule names.
    pub fn each_symbol(&self, visit: &mut impl FnMut(Symbol)) {
        match &self.kind {
            RuleKind::All(rules) | RuleKind::Any(rules) | RuleKind::Count { of: rules, .. } => {
                for rule in rules {
                    rule.each_symbol(visit);
                }
            }
            RuleKind::Not(rule) => rule.each_symbol(visit),
            RuleKind::Answer { item, .. }
            | RuleKind::Ticks { item, .. }
            | RuleKind::Said { item, .. }
            | RuleKind::Asked(item) => visit(Symbol::Item(*item)),
            RuleKind::Compare(left, _, right) => {
                left.each_symbol(visit);
                right.each_symbol(visit);
            }
            RuleKind::Band { score, .. } => visit(Symbol::Score(*score)),
            RuleKind::State { finding, .. } | RuleKind::Holds(finding) => visit(Symbol::Finding(*finding)),
            RuleKind::Level { flag, .. } => visit(Symbol::Flag(*flag)),
            RuleKind::Criterion(criterion) => visit(Symbol::Criterion(*criterion)),
            RuleKind::Topic(topic) => visit(Symbol::Topic(*topic)),
            RuleKind::Known(items) | RuleKind::Answered(items) => {
                for item in items {
                    visit(Symbol::Item(*item));
                }
            }
            RuleKind::NotTaken(_) => {}
        }
    }
}

impl Rule {
    /// True if it names a questionnaire that is not part of the form.
    #[must_use]
    pub fn names_elsewhere(&self) -> bool {
        match &self.kind {
            RuleKind::All(rules) | RuleKind::Any(rules) | RuleKind::Count { of: rules, .. } => {
                rules.iter().any(Self::names_elsewhere)
            }
            RuleKind::Not(rule) => rule.names_elsewhere(),
            RuleKind::Compare(left, _, right) => left.names_elsewhere() || right.names_elsewhere(),
            RuleKind::NotTaken(_) => true,
            _ => false,
        }
    }
}

impl Quantity {
    /// True if it belongs, in part, to a questionnaire that is not part of the form.
    #[must_use]
    pub fn names_elsewhere(&self) -> bool {
        match self {
            Self::NotTaken(_) => true,
            Self::Sum(parts) | Self::Min(parts) | Self::Max(parts) => parts.iter().any(Self::names_elsewhere),
            _ => false,
        }
    }

    fn each_symbol(&self, visit: &mut impl FnMut(Symbol)) {
        match self {
            Self::Number(_) | Self::NotTaken(_) => {}
            Self::Item(item) | Self::Points(item) | Self::Ticked(item) => visit(Symbol::Item(*item)),
            Self::Counted(finding) => visit(Symbol::Finding(*finding)),
            Self::Score(score) | Self::Low(score) | Self::High(score) => visit(Symbol::Score(*score)),
            Self::Sum(parts) | Self::Min(parts) | Self::Max(parts) => {
                for part in parts {
                    part.each_symbol(visit);
                }
            }
        }
    }
}

impl Form {
    /// Every rule that stands in the files of the form; that of a section once for each of its questions.
    #[must_use]
    pub fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = Vec::new();
        rules.extend(self.items.iter().flat_map(|it| it.show_when.iter().chain(&it.hide_when)));
        rules.extend(self.gates.iter().map(|it| &it.when));
        rules.extend(self.constraints.iter().map(|it| &it.when));
        for criterion in &self.criteria {
            rules.extend(criterion.test.rules());
        }
        rules.extend(self.scores.iter().filter_map(|it| it.only_when.as_ref()));
        for finding in &self.findings {
            rules.extend(&finding.only_when);
            match &finding.kind {
                FindingKind::States(states) => rules.extend(states.iter().filter_map(|it| it.when.as_ref())),
                FindingKind::YesNo { test, .. } => rules.extend(test.rules()),
                FindingKind::Count(of) => rules.extend(of),
            }
        }
        rules.extend(self.flags.iter().flat_map(|it| &it.levels).map(|(_, rule)| rule));
        rules.extend(self.facts.iter().filter_map(|it| it.when.as_ref()));
        for topic in &self.topics {
            rules.push(&topic.when);
            rules.extend(topic.notes.iter().filter_map(|it| it.when.as_ref()));
        }
        rules.extend(self.cards.iter().map(|it| &it.when));
        rules
    }
}

impl Test {
    /// Its rule, or its two rules.
    fn rules(&self) -> impl Iterator<Item = &Rule> {
        std::iter::once(&self.when).chain(&self.fails_when)
    }
}
