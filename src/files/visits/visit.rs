//! A visit as it lies on disk: its own structs, which count their formats.

use super::format_1;
use super::heads::ScoreMark;
use crate::answers::{Answers, ReadAnswers, Response, response_to_json};
use crate::evaluation::Evaluation;
use crate::output::batch::outcome;
use crate::questionnaire::{Form, Item, Score};
use crate::summary::{AnswerKind, FileMark, Length, Scale, Summary, answer_in_words};
use serde::de::DeserializeSeed;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The format of the files written today.
pub(in crate::files) const FORMAT: u32 = 2;

/// One filling in of a questionnaire or panel. What a newer program wrote besides is kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    /// Counts up when the meaning of this file changes.
    pub format: u32,
    /// Tells it from all others; a visit that was never kept has none.
    pub id: String,
    /// Id of what was begun on the home screen: a panel, or one questionnaire.
    pub started: String,
    /// Its name then.
    pub title: String,
    /// Id of the form that the answers belong to.
    pub form: String,
    /// The language of the questions.
    pub language: String,
    /// The parts that are filled in, in their versions, with the whole SHA-256 of their text.
    pub questionnaires: Vec<FileMark>,
    /// The day of the first answer, `2026-11-22`.
    pub begun: String,
    /// The day of the last change.
    pub changed: String,
    /// The day on which the sheet was taken; none while it is being filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finished: Option<String>,
    /// How many questions that were asked have no known answer.
    pub gaps: usize,
    /// The section that was open: `insomnia.past_month`.
    pub section: String,
    /// Sections that were gone through, by part and id.
    pub passed: Vec<String>,
    /// The answers by the id of their question.
    pub answers: BTreeMap<String, Given>,
    /// Answers that a changed questionnaire has no place for any more, by the id of their question.
    pub unfit: BTreeMap<String, Given>,
    /// Questions whose answers are left off the sheet, by id.
    pub left_off: Vec<String>,
    /// The person agreed that private answers are kept and printed.
    pub print_private: bool,
    /// The sheet says what changed since the visit before.
    pub says_since: bool,
    /// Name as typed.
    pub name: String,
    /// Date of birth as typed.
    pub born: String,
    /// Topics taken off page one, by id.
    pub topics_off: BTreeSet<String>,
    /// Topics in the person's own order, by id.
    pub topic_order: Vec<String>,
    /// Own questions.
    pub own_questions: String,
    /// Own medicines.
    pub own_medicines: String,
    /// Own notes.
    pub own_notes: String,
    /// What came of the answers when the sheet was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
    /// What this program does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// An answer, with the words that were shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// The answer in the batch format: an option's id, a list of them, a number, a text.
    pub answer: Value,
    /// The question as it was asked; empty where that is not known.
    pub asked: String,
    /// The answer in words; empty where they are not known.
    pub shown: String,
    /// What this program does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What came of the answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Results {
    /// Gate, findings, scores, flags and topics, as the batch format writes them. Private answers count only where the
    /// person agreed.
    pub outcome: Value,
    /// The scores as they are drawn.
    pub scores: Vec<ScoreMark>,
    /// The sheet, as it was printed.
    pub sheet: Option<Summary>,
}

/// Why a file cannot be gone on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitFault {
    /// It is no visit, or not whole.
    Damaged,
    /// A newer program wrote it.
    Newer,
    /// It is sealed with a passphrase that was not given.
    Locked,
    /// The system does not let it be read.
    Unreadable,
}

impl Visit {
    /// Reads a visit of any format that ever was. One of a newer format is read as far as it looks like one of today, and
    /// keeps its [`Visit::format`].
    ///
    /// # Errors
    /// [`VisitFault::Damaged`], or [`VisitFault::Newer`] where it looks like none.
    pub fn from_value(value: Value) -> Result<Self, VisitFault> {
        let format = value.get("format").and_then(Value::as_u64).ok_or(VisitFault::Damaged)?;
        let visit = match format {
            1 => format_1::read(value),
            0 => None,
            _ => serde_json::from_value(value).ok(),
        };
        let fault = if format > u64::from(FORMAT) { VisitFault::Newer } else { VisitFault::Damaged };
        visit.filter(|visit: &Self| !visit.started.is_empty()).ok_or(fault)
    }

    /// The answers in the batch format.
    #[must_use]
    pub fn plain_answers(&self) -> Map<String, Value> {
        self.answers.iter().map(|(id, given)| (id.clone(), given.answer.clone())).collect()
    }

    /// Puts answers in with their words, private ones only where the person agreed.
    pub fn put_answers(&mut self, form: &Form, answers: &Answers) {
        let before = std::mem::take(&mut self.answers);
        for (at, item) in form.items.iter().enumerate().filter(|(_, item)| !item.private || self.print_private) {
            let response = answers.get(at);
            let Some(answer) = response_to_json(item, response) else { continue };
            let unknown = before.get(&item.id).map(|given| given.unknown.clone()).unwrap_or_default();
            let given = Given { answer, asked: item.text.clone(), shown: shown(item, response), unknown };
            self.answers.insert(item.id.clone(), given);
        }
    }

    /// The answers for a form, and those that have no place in it, with those that had none before.
    #[must_use]
    pub fn take_answers(&self, form: &Form) -> (Answers, BTreeMap<String, Given>) {
        let mut answers = Answers::new(form);
        let mut ignored = Vec::new();
        let reader = ReadAnswers::new(form);
        let into = reader.into_answers(&mut answers, &mut ignored);
        // Each fault of an answer is told as an answer to ignore: the object as a whole has none.
        into.deserialize(Value::Object(self.plain_answers())).ok();
        let lost =
            ignored.into_iter().filter_map(|lost| Some((lost.item.clone(), self.answers.get(&lost.item)?.clone())));
        let unfit = self.unfit.clone().into_iter().chain(lost).collect();
        (answers, unfit)
    }

    /// True where the parts have the same text as then.
    #[must_use]
    pub fn fits(&self, form: &Form) -> bool {
        let is_same = |mark: &FileMark| {
            let part = form.parts.iter().find(|part| part.id == mark.id);
            part.is_some_and(|part| part.fingerprint == mark.fingerprint)
        };
        !self.questionnaires.is_empty() && self.questionnaires.iter().all(is_same)
    }

    /// The day that the sheet speaks of: when it was taken, else the last change.
    #[must_use]
    pub fn day(&self) -> &str {
        self.finished.as_deref().unwrap_or(&self.changed)
    }
}

impl Results {
    /// What came of these answers, and the sheet that says it. Private answers count only where the person agreed.
    #[must_use]
    pub fn of(evaluation: &Evaluation, answers: &Answers, with_private: bool, sheet: Summary) -> Self {
        let form = evaluation.form();
        let mut counted = answers.clone();
        for (at, _) in form.items.iter().enumerate().filter(|(_, item)| item.private && !with_private) {
            counted.set(at, Response::Blank);
        }
        let mut evaluation = evaluation.clone();
        evaluation.run(&counted);
        let mark = |(at, score): (usize, &Score)| {
            let part = form.parts.get(score.part)?;
            let scale = Scale::of(score, evaluation.score(at)?);
            Some(ScoreMark { id: score.id.clone(), version: part.version.clone(), scale })
        };
        let scores = form.scores.iter().enumerate().filter_map(mark).collect();
        Self { outcome: outcome(&evaluation, &counted), scores, sheet: Some(sheet) }
    }
}

/// An answer as the person saw it.
fn shown(item: &Item, response: &Response) -> String {
    let kind = match response {
        Response::DontKnow => AnswerKind::DontKnow,
        Response::PreferNot => AnswerKind::PreferNot,
        _ => AnswerKind::Given,
    };
    let words = kind.words().map(str::to_owned);
    words.or_else(|| answer_in_words(item, response, Length::Full)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Library;

    fn form() -> Form {
        Library::shipped().form("insomnia").unwrap()
    }

    fn visit() -> Visit {
        Visit { format: FORMAT, started: "insomnia".to_owned(), ..Visit::default() }
    }

    fn back(visit: &Visit) -> Visit {
        Visit::from_value(serde_json::to_value(visit).unwrap()).unwrap()
    }

    #[test]
    fn answers_come_back_with_their_words_and_without_private_ones() {
        let form = form();
        let private = form.items.iter().position(|item| item.private).unwrap();
        let open = form.item("falling_asleep").unwrap();
        let mut answers = Answers::new(&form);
        answers.set(private, Response::Option(1));
        answers.set(open, Response::Option(2));
        let mut visit = visit();
        visit.put_answers(&form, &answers);
        let read = back(&visit);
        assert_eq!(read, visit);
        let (taken, unfit) = read.take_answers(&form);
        assert_eq!((taken.get(open), taken.get(private)), (&Response::Option(2), &Response::Blank));
        assert!(unfit.is_empty());
        let given = &read.answers["insomnia.falling_asleep"];
        assert_eq!(given.asked, form.items[open].text);
        assert!(!given.shown.is_empty());

        visit.print_private = true;
        visit.put_answers(&form, &answers);
        assert_eq!(visit.take_answers(&form).0, answers);
    }

    #[test]
    fn every_finished_visit_of_format_2_is_read() {
        let value: Value = serde_json::from_str(include_str!("../../../tests/visits/format_2.json")).unwrap();
        let visit = Visit::from_value(value.clone()).unwrap();
        assert_eq!((visit.day(), visit.begun.as_str(), visit.gaps), ("2026-11-22", "2026-11-21", 1));
        assert!(visit.says_since && visit.left_off == ["insomnia.worry"] && visit.unknown.is_empty());
        let results = visit.results.as_ref().unwrap();
        let scale = &results.scores[0].scale;
        assert_eq!((scale.low, scale.high, scale.bands.len(), scale.band), (17.0, 21.0, 2, Some(1)));
        let sheet = results.sheet.as_ref().unwrap();
        assert_eq!((sheet.person.answered.as_str(), sheet.not_answered.len()), ("22 November 2026", 1));
        // Nothing of it is lost when it is written again.
        let mut written = serde_json::to_value(&visit).unwrap();
        written["results"]["sheet"] = value["results"]["sheet"].clone();
        assert_eq!(written, value);
    }

    #[test]
    fn answers_that_no_longer_fit_keep_their_words() {
        let form = form();
        let given =
            |answer: Value| Given { answer, asked: "Then?".to_owned(), shown: "Yes".to_owned(), ..Given::default() };
        let mut visit = visit();
        visit.answers.insert("insomnia.gone".to_owned(), given("yes".into()));
        visit.answers.insert("insomnia.worry".to_owned(), given("gone".into()));
        visit.answers.insert("insomnia.daytime".to_owned(), given(serde_json::json!(["tired", "gone"])));
        let (answers, unfit) = visit.take_answers(&form);
        assert_eq!(unfit.len(), 3);
        assert!(unfit.values().all(|given| given.asked == "Then?"), "{unfit:?}");
        // What still fits of an answer counts, and the whole of it is not lost when that is written.
        visit.put_answers(&form, &answers);
        visit.unfit = unfit;
        let read = back(&visit);
        assert_eq!(read.plain_answers().get("insomnia.daytime"), Some(&serde_json::json!(["tired"])));
        assert_eq!(read.take_answers(&form).1, visit.unfit);
    }

    #[test]
    fn what_a_newer_program_wrote_beside_is_kept() {
        let text = r#"{"format": 2, "started": "insomnia", "mood": {"a": [1.5, null]},
            "answers": {"insomnia.worry": {"answer": "a_lot", "asked": "", "shown": "", "minutes": 3}}}"#;
        let form = form();
        let mut visit = Visit::from_value(serde_json::from_str(text).unwrap()).unwrap();
        let answers = visit.take_answers(&form).0;
        visit.put_answers(&form, &answers);
        let written = serde_json::to_value(&visit).unwrap();
        assert_eq!(written["mood"], serde_json::json!({"a": [1.5, null]}));
        assert_eq!(written["answers"]["insomnia.worry"]["minutes"], 3);
    }

    #[test]
    fn other_formats_are_told_apart() {
        let fault = |text: &str| Visit::from_value(serde_json::from_str(text).unwrap()).unwrap_err();
        assert_eq!(fault(r#"{"format": 3, "started": {"id": "insomnia"}}"#), VisitFault::Newer);
        let newer = Visit::from_value(serde_json::json!({"format": 3, "started": "insomnia"})).unwrap();
        assert_eq!((newer.format, newer.started.as_str()), (3, "insomnia"));
        for damaged in
            ["{}", "[]", "7", r#"{"format": 2}"#, r#"{"format": 0, "started": "a"}"#, r#"{"format": 2, "started": 1}"#]
        {
            assert_eq!(fault(damaged), VisitFault::Damaged, "{damaged}");
        }
    }
}
