//! What was understood: every id resolved, every rule typed. Nothing here can refer to something that is not there.

use super::asking::{Item, Section};
use super::rules::Rule;
use crate::definition::{Evidence, FactPlace, FlagLevel, TopicGroup, Urgency};

/// Questionnaires that are filled in together and what their answers mean: a panel, or one questionnaire with those that
/// it asks first.
#[derive(Debug, Clone)]
pub struct Form {
    /// Id of the panel or questionnaire.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name.
    pub title: String,
    /// One line for the home screen.
    pub about: String,
    /// About how many minutes it takes; 0 where the file does not say.
    pub minutes: f64,
    /// The questionnaires in order, and last the panel itself, if it is one.
    pub parts: Vec<Part>,
    /// All sections in the order they are asked.
    pub sections: Vec<Section>,
    /// All questions in the order they are asked.
    pub items: Vec<Item>,
    /// Reasons to stop.
    pub gates: Vec<Gate>,
    /// Answers that contradict each other.
    pub constraints: Vec<Constraint>,
    /// Building blocks.
    pub criteria: Vec<Criterion>,
    /// Sums.
    pub scores: Vec<Score>,
    /// What the answers fit.
    pub findings: Vec<Finding>,
    /// Warning signs.
    pub flags: Vec<Flag>,
    /// Lines for the sheet.
    pub facts: Vec<Fact>,
    /// Topics in the order of their files.
    pub topics: Vec<Topic>,
    /// Words shown at once.
    pub cards: Vec<Card>,
    /// References.
    pub sources: Vec<Source>,
    /// The order in which everything is worked out: nothing before what it rests on.
    pub steps: Vec<Symbol>,
}

/// Something that a name can mean: its place in the lists of [`Form`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Symbol {
    /// A question.
    Item(usize),
    /// A building block.
    Criterion(usize),
    /// A sum.
    Score(usize),
    /// What the answers fit.
    Finding(usize),
    /// A warning sign.
    Flag(usize),
    /// A topic.
    Topic(usize),
}

/// One questionnaire of a form, or the panel that joins them.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its name.
    pub title: String,
    /// A short name for the sheet.
    pub short: String,
    /// One line for the home screen.
    pub about: String,
    /// About how many minutes it takes.
    pub minutes: f64,
    /// Tag of the language of its words; texts that a translation lacks may be in another one.
    pub language: String,
    /// SHA-256 of its text, in hexadecimal.
    pub fingerprint: String,
    /// SHA-256 of the translation that its words are from; empty where they are its own.
    pub translation: String,
    /// Places of the parts that must be filled in before this one.
    pub asks_first: Vec<usize>,
    /// True for the panel itself, which asks nothing.
    pub is_panel: bool,
}

/// A reason to stop.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Its id in results.
    pub id: String,
    /// Stops when this holds.
    pub when: Rule,
    /// What the person reads.
    pub text: String,
}

/// Answers that contradict each other.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// They contradict each other when this holds.
    pub when: Rule,
    /// The questions to look at again.
    pub items: Vec<usize>,
    /// How to mend it.
    pub text: String,
}

/// A rule, or two: one for yes and one for no.
#[derive(Debug, Clone)]
pub struct Test {
    /// Holds when this holds.
    pub when: Rule,
    /// If given: fails when this holds, and cannot be told when neither does.
    pub fails_when: Option<Rule>,
}

/// A building block.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Which part.
    pub part: usize,
    /// Id with the part before it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it says.
    pub test: Test,
    /// Places in [`Form::sources`].
    pub sources: Vec<usize>,
}

/// A sum with bands.
#[derive(Debug, Clone)]
pub struct Score {
    /// Which part.
    pub part: usize,
    /// Id with the part before it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Stands under the number; may be empty.
    pub unit: String,
    /// What is added up, as places in [`Form::items`].
    pub sum: Vec<usize>,
    /// The least and most it can be.
    pub range: (f64, f64),
    /// Exists only while this holds.
    pub only_when: Option<Rule>,
    /// Stretches of the range, in order; at most 64.
    pub bands: Vec<Band>,
    /// Places in [`Form::sources`].
    pub sources: Vec<usize>,
}

/// A stretch of a score.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// First value in it.
    pub from: f64,
    /// Last value in it.
    pub to: f64,
}

/// What the answers fit.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Which part.
    pub part: usize,
    /// Id with the part before it.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// States, yes or no, or a count.
    pub kind: FindingKind,
    /// Exists only while this holds.
    pub only_when: Option<Rule>,
    /// Places in [`Form::sources`].
    pub sources: Vec<usize>,
}

/// The three kinds of finding.
#[derive(Debug, Clone)]
pub enum FindingKind {
    /// The first state whose rule holds; the last one has none and stands for "otherwise". At most 64.
    States(Vec<State>),
    /// Holds, does not hold, or cannot be told.
    YesNo {
        /// What it says.
        test: Box<Test>,
        /// Words for yes, no and "cannot be told"; empty ones are not printed.
        words: [String; 3],
    },
    /// How many of these hold.
    Count(Vec<Rule>),
}

/// One state of a finding.
#[derive(Debug, Clone)]
pub struct State {
    /// Its id.
    pub id: String,
    /// A word or two.
    pub name: String,
    /// Its rule; none in the last one.
    pub when: Option<Rule>,
    /// The sentence of the sheet; empty ones are not printed.
    pub text: String,
    /// Places in [`Form::sources`].
    pub sources: Vec<usize>,
}

/// A warning sign.
#[derive(Debug, Clone)]
pub struct Flag {
    /// Which part.
    pub part: usize,
    /// Its id, without the part.
    pub id: String,
    /// The sign in plain words.
    pub text: String,
    /// The first level whose rule holds.
    pub levels: Vec<(FlagLevel, Rule)>,
    /// Places in [`Form::sources`].
    pub sources: Vec<usize>,
}

/// A line for the sheet.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Which part.
    pub part: usize,
    /// Where on the sheet.
    pub place: FactPlace,
    /// Heads it among the facts to bring; may be empty.
    pub label: String,
    /// The line.
    pub text: Template,
    /// Printed only when this holds.
    pub when: Option<Rule>,
}

/// Words with places for answers and results.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Template {
    /// Words and names in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// As they stand.
    Words(String),
    /// Replaced by an answer or a result in words.
    Name(Symbol),
}

/// Something to raise with a clinician.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Which part.
    pub part: usize,
    /// Its id, without the part.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How soon.
    pub urgency: Urgency,
    /// How well it is known.
    pub evidence: Evidence,
    /// What the evidence word rests on; may be empty.
    pub evidence_note: String,
    /// Its place among routine topics.
    pub group: TopicGroup,
    /// Shown when this holds.
    pub when: Rule,
    /// Why it matters.
    pub why: String,
    /// The question to put.
    pub ask: String,
    /// What else to know.
    pub notes: Vec<Note>,
    /// Places in [`Form::sources`].
    pub sources: Vec<usize>,
    /// The card shown with it, as a place in [`Form::cards`].
    pub card: Option<usize>,
    /// Kept off the paper unless the person agrees.
    pub private: bool,
}

/// A sentence under a topic.
#[derive(Debug, Clone)]
pub struct Note {
    /// The sentence.
    pub text: Template,
    /// Said only when this holds.
    pub when: Option<Rule>,
}

/// Words shown at once.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Which part.
    pub part: usize,
    /// Shown when this holds.
    pub when: Rule,
    /// Its title.
    pub title: String,
    /// The part that must not be missed; may be empty.
    pub urgent: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Asks whether it may go on the sheet; may be empty.
    pub consent: String,
}

/// A reference.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its id, within its part.
    pub id: String,
    /// The reference in full.
    pub cite: String,
    /// DOI without resolver.
    pub doi: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// What was read of it; may be empty.
    pub seen: String,
}

impl Form {
    /// The place of a question, by its id with or without the part (without: only where one part has it).
    #[must_use]
    pub fn item(&self, id: &str) -> Option<usize> {
        let exact = self.items.iter().position(|item| item.id == id);
        exact.or_else(|| {
            let mut found = self.items.iter().enumerate().filter(|(_, item)| item.id.rsplit('.').next() == Some(id));
            let first = found.next().map(|(at, _)| at);
            first.filter(|_| found.next().is_none())
        })
    }

    /// The place of a part, by its id.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<usize> {
        self.parts.iter().position(|part| part.id == id)
    }

    /// The parts that ask something.
    pub fn questionnaires(&self) -> impl Iterator<Item = (usize, &Part)> {
        self.parts.iter().enumerate().filter(|(_, part)| !part.is_panel)
    }
}
