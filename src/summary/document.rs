//! The reading document: what stands on the sheet, in its order and in its words.
//!
//! Nothing here knows of fonts, pixels or pages. Text, PDF, JSON and the screen are all drawn from one [`Summary`], so
//! they say the same sentences.

use super::record::Record;
use serde::{Deserialize, Deserializer, Serialize};

/// The whole sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// The questionnaire or panel: "Sleep, legs and head check-up".
    pub form_title: String,
    /// Tags of the languages of its words beside English, which the program itself speaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Who and when: only what the person typed, and the facts they gave about themselves.
    pub person: Person,
    /// Why nothing was worked out, if so (a person under 18, answers that contradict each other).
    pub stopped: Option<Stopped>,
    /// Emergency topics, printed first and largest.
    pub emergencies: Vec<Topic>,
    /// What to do in an emergency and whom to call; set when there is an emergency.
    pub emergency_call: Option<EmergencyCall>,
    /// Topics to raise within a day or two.
    pub prompt: Vec<Topic>,
    /// What was and was not reported of the warning signs asked about.
    pub warnings: Vec<String>,
    /// One entry for each questionnaire that was taken.
    pub results: Vec<QuestionnaireResult>,
    /// Routine topics chosen for page one, in print order.
    pub topics: Vec<Topic>,
    /// Routine topics that follow later.
    pub further_topics: Vec<Topic>,
    /// The person's own questions, one a line.
    pub own_questions: Vec<String>,
    /// Questions that were asked and not answered, or answered "I don't know".
    pub not_answered: Vec<Gap>,
    /// Parts of the panel that were not taken: "Headache".
    pub not_taken: Vec<String>,
    /// How many answers the person chose to leave out (private ones are never counted here).
    pub left_out: usize,
    /// What to do if something sudden happens, whatever the sheet says.
    pub safety: String,
    /// Facts to bring, grouped by their label.
    pub facts: Vec<FactGroup>,
    /// The person's own notes.
    pub own_notes: String,
    /// All answers as asked.
    pub answers: Vec<AnswerSection>,
    /// What changed since an earlier visit, if there are answers of one.
    pub since_last_time: Option<SinceLastTime>,
    /// Sources that the sheet refers to, numbered from 1.
    pub sources: Vec<Source>,
    /// Which questionnaires, in which version, the sheet was made from.
    pub files: Vec<FileMark>,
    /// The answers for another program; none where nothing was worked out.
    pub record: Option<Record>,
}

/// Who and when.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// As typed; empty leaves a line to write on.
    pub name: String,
    /// Date of birth as typed; empty leaves a line to write on.
    pub born: String,
    /// Day of the answers in words, "22 November 2026"; empty where unknown.
    pub answered: String,
    /// "Aged 35 to 49", "Medicines: lithium".
    pub facts: Vec<String>,
}

/// Why nothing was worked out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stopped {
    /// A short heading.
    pub title: String,
    /// What the person may read, one paragraph each.
    pub text: Vec<String>,
}

/// What to do in an emergency.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmergencyCall {
    /// "Please get help now".
    pub title: String,
    /// "Your answer is a warning sign that needs care at once."
    pub lead: String,
    /// Whom to call or where to go.
    pub call: String,
    /// What else to do.
    pub also: String,
    /// The name of the region that has these numbers; empty where there are none.
    pub region: String,
    /// Numbers to call, the first one first; none where they are not known, and `call` says it in words.
    pub numbers: Vec<String>,
}

/// One topic to raise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Topic {
    /// The id in the file.
    pub id: String,
    /// "Iron blood tests for restless legs".
    pub title: String,
    /// Why it matters, one sentence.
    pub why: String,
    /// The answers that made it appear: "Restless legs pattern: fits; Days a week: 4 or 5".
    pub because: Vec<String>,
    /// Warning signs that were reported, in plain words.
    pub signs: Vec<String>,
    /// The question to ask, without quotation marks.
    pub ask: String,
    /// What else to know.
    pub notes: Vec<String>,
    /// "Strong", "Moderate", "Limited" or "Expert".
    pub evidence: String,
    /// What the evidence word rests on; may be empty.
    pub evidence_note: String,
    /// Numbers into [`Summary::sources`].
    pub sources: Vec<usize>,
}

/// What the answers to one questionnaire fit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionnaireResult {
    /// "Legs".
    pub name: String,
    /// Pattern sentences, the main one first.
    pub patterns: Vec<String>,
    /// Facts in a line each: "On 4 or 5 days a week, for a year or more."
    pub facts: Vec<String>,
    /// Scores with their scale.
    pub scores: Vec<Scale>,
}

/// A score on its scale.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scale {
    /// "Leg impact".
    pub name: String,
    /// Stands under the number: "of 20", "in 3 months".
    pub unit: String,
    /// The least it can be, given what is open.
    #[serde(deserialize_with = "or_infinite")]
    pub low: f64,
    /// The most it can be; equal to `low` when everything was answered.
    #[serde(deserialize_with = "or_infinite")]
    pub high: f64,
    /// How many of its questions were answered, and how many were asked.
    pub answered: usize,
    /// See `answered`.
    pub asked: usize,
    /// The bands in order, covering the range.
    pub bands: Vec<Band>,
    /// Index of the band that holds the whole range, if one does.
    pub band: Option<usize>,
}

impl Scale {
    /// The last value that is drawn: the end of the range, or of an open band a stretch as wide as it is legible.
    #[must_use]
    pub fn drawn_to(&self) -> f64 {
        match (self.bands.first(), self.bands.last()) {
            (Some(first), Some(last)) if last.open => last.from + (last.from - first.from) * 0.4,
            (_, Some(last)) => last.to,
            _ => 0.0,
        }
    }
}

/// A stretch of a scale.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Band {
    /// "moderate".
    pub name: String,
    /// First value in the band.
    pub from: f64,
    /// Last value in the band.
    #[serde(deserialize_with = "or_infinite")]
    pub to: f64,
    /// The last band of a score without a natural end is drawn open: "21+".
    pub open: bool,
}

/// A question without a known answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Gap {
    /// The question in a few words.
    pub label: String,
    /// Why it is a gap.
    pub kind: AnswerKind,
}

/// Facts under one label.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactGroup {
    /// "Iron".
    pub label: String,
    /// The facts, in order.
    pub lines: Vec<String>,
}

/// The answers of one section of a questionnaire.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerSection {
    /// Which questionnaire: "Restless legs".
    pub questionnaire: String,
    /// The section's title.
    pub title: String,
    /// One row for each question.
    pub rows: Vec<AnswerRow>,
}

/// One question and what was said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerRow {
    /// The question as asked.
    pub question: String,
    /// The answer in words; empty unless `kind` is [`AnswerKind::Given`].
    pub answer: String,
    /// What kind of answer it is.
    pub kind: AnswerKind,
}

/// The different things that "no answer" can mean, and a given answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// An answer was given.
    #[default]
    Given,
    /// Asked and left blank.
    Skipped,
    /// "I don't know".
    DontKnow,
    /// "I would rather not say".
    PreferNot,
    /// Not asked, because an earlier answer made it pointless.
    NotAsked,
    /// The person chose to leave it off the sheet.
    LeftOff,
}

impl AnswerKind {
    /// How the sheet says it; `None` for an answer that was given.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Given => None,
            Self::Skipped => Some("Skipped"),
            Self::DontKnow => Some("I don’t know"),
            Self::PreferNot => Some("I would rather not say"),
            Self::NotAsked => Some("Not asked"),
            Self::LeftOff => Some("Left off"),
        }
    }
}

/// What changed since an earlier visit. Only what can be compared is; nothing says whether a change is good or matters.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SinceLastTime {
    /// Day of the earlier answers in words, "22 August 2026"; empty where it is not known.
    pub day: String,
    /// What is not compared, and why; a sentence each.
    pub not_compared: Vec<String>,
    /// True where something was compared and nothing of it reads differently.
    pub same: bool,
    /// Scores that one visit or both have.
    pub scores: Vec<ScoreChange>,
    /// Patterns that came out differently.
    pub patterns: Vec<Change>,
    /// Facts that read differently.
    pub facts: Vec<Change>,
    /// Warning signs that only one visit reports.
    pub signs: Moved,
    /// Topics that only one visit leads to.
    pub topics: Moved,
    /// Questions that were asked both times and answered only once.
    pub answers: Moved,
}

/// A score then and now.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreChange {
    /// "Leg impact".
    pub name: String,
    /// "of 20".
    pub unit: String,
    /// Then; `None` where it did not exist.
    pub then: Option<Scale>,
    /// Now; `None` where it does not exist.
    pub now: Option<Scale>,
}

/// Something that reads differently.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Change {
    /// "Restless legs pattern".
    pub label: String,
    /// What it said then, and no longer says; may be empty.
    pub then: Vec<String>,
    /// What it says now, and did not say then; may be empty.
    pub now: Vec<String>,
}

/// What only one of two visits has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moved {
    /// Only now.
    pub new: Vec<String>,
    /// Only then.
    pub gone: Vec<String>,
}

/// A numbered source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Its number on this sheet, from 1.
    pub number: usize,
    /// The reference.
    pub cite: String,
    /// DOI without resolver, if there is one.
    pub doi: Option<String>,
}

/// A questionnaire file that the sheet was made from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileMark {
    /// Its title.
    pub title: String,
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The first characters of the SHA-256 of its text, in hexadecimal.
    pub fingerprint: String,
}

/// JSON has no infinite number, and `null` stands for one.
fn or_infinite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Option::<f64>::deserialize(deserializer).map(|number| number.unwrap_or(f64::INFINITY))
}
