//! The shape of a questionnaire file, field by field, in the order of the guide.

use super::fields::LostNames;
use super::{Name, Scale, Section, Value, Words};
use crate::source::{Span, Spanned};

/// A questionnaire or a panel, as the file says it.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Questionnaire or panel.
    pub kind: DefinitionKind,
    /// Its name for other files and programs.
    pub id: Name,
    /// Counts up when a meaning changes.
    pub version: Words,
    /// Language tag, `en` where the file is silent.
    pub language: String,
    /// Its name.
    pub title: Words,
    /// A short name for the sheet.
    pub short: Option<Words>,
    /// One line for the home screen.
    pub about: Option<Words>,
    /// About how long it takes.
    pub minutes: Option<f64>,
    /// Licence of the file.
    pub licence: Option<Words>,
    /// Questionnaires to ask first, or, in a panel, all its questionnaires in order.
    pub order: Vec<Name>,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// Shared answer lists.
    pub scales: Vec<Scale>,
    /// The questions.
    pub sections: Vec<Section>,
    /// Reasons to stop.
    pub gates: Vec<Gate>,
    /// Answers that contradict each other.
    pub constraints: Vec<Constraint>,
    /// Named building blocks.
    pub criteria: Vec<Criterion>,
    /// Sums with bands.
    pub scores: Vec<Score>,
    /// What the answers fit.
    pub findings: Vec<Finding>,
    /// Warning signs.
    pub flags: Vec<Flag>,
    /// Lines for the sheet.
    pub facts: Vec<Fact>,
    /// Topics to raise.
    pub topics: Vec<Topic>,
    /// Words shown at once.
    pub cards: Vec<Card>,
    /// Made-up people with expected results.
    pub examples: Vec<Example>,
    /// SHA-256 of the text, in hexadecimal.
    pub fingerprint: String,
    /// SHA-256 of the translation that its words are from; empty where they are its own.
    pub translation: String,
    /// Names that could not be read.
    pub lost: LostNames,
}

/// The two kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefinitionKind {
    /// Questions and what they mean.
    Questionnaire,
    /// Questionnaires read together.
    Panel,
}

/// A reference that rules and topics rest on.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub id: Name,
    /// The reference in full.
    pub cite: Words,
    /// DOI without resolver.
    pub doi: Option<Words>,
    /// Web address.
    pub url: Option<Words>,
    /// What was read of it.
    pub seen: Option<Words>,
}

/// A reason to stop before anything is worked out.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Its name in results.
    pub id: Name,
    /// Stops when this holds.
    pub when: Words,
    /// What the person reads.
    pub text: Words,
}

/// Answers that contradict each other.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// They contradict each other when this holds.
    pub when: Words,
    /// The questions to look at again.
    pub items: Vec<Name>,
    /// How to mend it.
    pub text: Words,
}

/// A named building block.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its name in rules.
    pub id: Name,
    /// Its name for people.
    pub name: Words,
    /// Holds when this holds.
    pub when: Words,
    /// If given: fails when this holds, and cannot be told when neither does.
    pub fails_when: Option<Words>,
    /// What it rests on.
    pub sources: Vec<Name>,
}

/// A sum with bands.
#[derive(Debug, Clone)]
pub struct Score {
    /// Its name in rules and results.
    pub id: Name,
    /// Its name for people.
    pub name: Words,
    /// Stands under the number.
    pub unit: Option<Words>,
    /// What is added up.
    pub sum: Vec<Name>,
    /// The least and most it can be.
    pub range: Spanned<(f64, f64)>,
    /// Exists only while this holds.
    pub only_when: Option<Words>,
    /// Stretches of the range.
    pub bands: Vec<Band>,
    /// What it rests on.
    pub sources: Vec<Name>,
}

/// A stretch of a score.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its name in rules and results.
    pub id: Name,
    /// Its name for people.
    pub name: Words,
    /// First value in it.
    pub from: Spanned<f64>,
    /// Last value in it.
    pub to: Spanned<f64>,
    /// Where it stands.
    pub span: Span,
}

/// What the answers fit.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its name in rules and results.
    pub id: Name,
    /// Its name for people.
    pub name: Words,
    /// States, yes or no, or a count.
    pub kind: FindingKind,
    /// Exists only while this holds.
    pub only_when: Option<Words>,
    /// What it rests on.
    pub sources: Vec<Name>,
}

/// The three kinds of finding.
#[derive(Debug, Clone)]
pub enum FindingKind {
    /// The first state whose rule holds, else the other one.
    States {
        /// In order.
        states: Vec<State>,
        /// Where none holds.
        otherwise: Box<State>,
    },
    /// Holds, does not hold, or cannot be told.
    YesNo {
        /// Holds when this holds.
        when: Words,
        /// If given: fails when this holds.
        fails_when: Option<Words>,
        /// Words for yes.
        yes: Option<Words>,
        /// Words for no.
        no: Option<Words>,
        /// Words for "cannot be told".
        open: Option<Words>,
    },
    /// How many of these rules hold.
    Count(Vec<Words>),
}

/// One state of a finding.
#[derive(Debug, Clone)]
pub struct State {
    /// Its name in rules and results.
    pub id: Name,
    /// A word or two.
    pub name: Option<Words>,
    /// Its rule; none in `otherwise`.
    pub when: Option<Words>,
    /// The sentence of the sheet.
    pub text: Option<Words>,
    /// What it rests on.
    pub sources: Vec<Name>,
}

impl State {
    /// Its name, or else its id as words.
    #[must_use]
    pub fn name_in_words(&self) -> String {
        self.name.as_ref().map_or_else(|| self.id.value.replace('_', " "), |name| name.value.clone())
    }
}

/// A warning sign.
#[derive(Debug, Clone)]
pub struct Flag {
    /// Its name in rules and results.
    pub id: Name,
    /// The sign in plain words.
    pub text: Words,
    /// The first level whose rule holds.
    pub levels: Vec<(FlagLevel, Words)>,
    /// What it rests on.
    pub sources: Vec<Name>,
}

/// How soon a warning sign should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlagLevel {
    /// At a visit soon.
    Mention,
    /// The same day.
    SameDay,
    /// Now.
    Emergency,
}

/// A line for the sheet.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Where on the sheet.
    pub place: FactPlace,
    /// Heads it among the facts to bring.
    pub label: Option<Words>,
    /// The line, with `{names}` for answers.
    pub text: Words,
    /// Printed only when this holds.
    pub when: Option<Words>,
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactPlace {
    /// Beside the name.
    Person,
    /// Under the questionnaire's result.
    Result,
    /// In the box of warning signs.
    Warnings,
    /// Among the facts to bring.
    Bring,
}

/// Something to raise with a clinician.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Its name in results.
    pub id: Name,
    /// Its title.
    pub title: Words,
    /// How soon.
    pub urgency: Urgency,
    /// How well it is known.
    pub evidence: Evidence,
    /// What the evidence word rests on.
    pub evidence_note: Option<Words>,
    /// Its place among routine topics.
    pub group: TopicGroup,
    /// Shown when this holds.
    pub when: Words,
    /// Why it matters.
    pub why: Words,
    /// The question to put.
    pub ask: Words,
    /// What else to know.
    pub notes: Vec<Note>,
    /// What it rests on.
    pub sources: Vec<Name>,
    /// The card shown with it.
    pub card: Option<Name>,
    /// Kept off the paper unless the person agrees.
    pub private: bool,
}

/// How soon a topic should be raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// At a visit.
    Routine,
    /// Within a day or two.
    Prompt,
    /// Now.
    Emergency,
}

/// How well a topic is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Guidelines or several good studies.
    Strong,
    /// Some good studies.
    Moderate,
    /// Few, small or mixed studies.
    Limited,
    /// Agreement of experts, or safety practice.
    Expert,
}

/// The order of routine topics on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TopicGroup {
    /// Conditions read together.
    Together,
    /// Treatment review.
    Treatment,
    /// All others.
    Other,
}

/// A sentence under a topic.
#[derive(Debug, Clone)]
pub struct Note {
    /// The sentence.
    pub text: Words,
    /// Said only when this holds.
    pub when: Option<Words>,
}

/// Words shown at once.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its name.
    pub id: Name,
    /// Shown when this holds.
    pub when: Words,
    /// Its title.
    pub title: Words,
    /// The part that must not be missed.
    pub urgent: Option<Words>,
    /// Paragraphs.
    pub text: Vec<Words>,
    /// Asks whether it may go on the sheet.
    pub consent: Option<Words>,
}

/// A made-up person with expected results.
#[derive(Debug, Clone)]
pub struct Example {
    /// Who it is.
    pub name: Words,
    /// The earlier example whose answers it begins with.
    pub like: Option<Words>,
    /// Answers.
    pub given: Option<Value>,
    /// Results.
    pub expect: Value,
    /// Where it stands.
    pub span: Span,
}
