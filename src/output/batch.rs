//! The batch format: one JSON object a line in, one a line out.
//!
//! ```text
//! {"id": "A1", "answers": {"restless_legs.urge": "yes", "migraine.headache_days": 5, "insomnia.worry": "dont_know"}}
//! {"id": "A1", "gate": "ok", "results": {"restless_legs.pattern": "fits", …}, "flags": {}, "topics": ["rls_pattern"], "urgency": "routine"}
//! ```
//!
//! A finding gives its state, a yes/no `true`, `false` or `null` (cannot be told, or does not apply), a score an object or
//! `null`. Answers that the form does not know are listed under `ignored` and count as blank.

use crate::answers::{Answers, Ignored, ReadAnswers};
use crate::evaluation::{
    Evaluation, FindingState, GateResult, ScoreState, level_name, topics_in_print_order, urgency_name,
};
use crate::questionnaire::{Finding, FindingKind, Form, Score};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Evaluates lines for one form, keeping its memory from line to line.
#[derive(Debug)]
pub struct Batch<'f> {
    form: &'f Form,
    reader: ReadAnswers<'f>,
    evaluation: Evaluation<'f>,
    answers: Answers,
    ignored: Vec<Ignored>,
    keys: Keys,
}

/// `"restless_legs.pattern":` for each finding, then for each score.
#[derive(Debug)]
struct Keys {
    findings: Vec<Vec<u8>>,
    scores: Vec<Vec<u8>>,
}

impl Keys {
    fn of(form: &Form) -> Self {
        let key = |id: &str| {
            let mut key = Vec::new();
            text(id, &mut key);
            key.push(b':');
            key
        };
        Self {
            findings: form.findings.iter().map(|finding| key(&finding.id)).collect(),
            scores: form.scores.iter().map(|score| key(&score.id)).collect(),
        }
    }
}

/// Writes what came of answers.
struct Writer<'a, 'f> {
    form: &'f Form,
    evaluation: &'a Evaluation<'f>,
    keys: &'a Keys,
}

/// What came of these answers, as a line of the batch format has it, without an id.
#[must_use]
pub fn outcome(evaluation: &Evaluation, answers: &Answers) -> serde_json::Value {
    let (form, mut line) = (evaluation.form(), b"{".to_vec());
    Writer { form, evaluation, keys: &Keys::of(form) }.evaluated(answers, &mut line);
    line.push(b'}');
    serde_json::from_slice(&line).unwrap_or_default()
}

impl<'f> Batch<'f> {
    /// A batch for this form, all parts taken.
    #[must_use]
    pub fn new(form: &'f Form) -> Self {
        Self {
            form,
            reader: ReadAnswers::new(form),
            evaluation: Evaluation::new(form),
            answers: Answers::new(form),
            ignored: Vec::new(),
            keys: Keys::of(form),
        }
    }

    /// Evaluates one line and appends one line to `out`; false if the line could not be read.
    pub fn line(&mut self, line: &str, out: &mut Vec<u8>) -> bool {
        self.answers.clear();
        self.ignored.clear();
        let mut json = serde_json::Deserializer::from_str(line);
        let seed = Line { reader: &self.reader, answers: &mut self.answers, ignored: &mut self.ignored };
        let read = seed.deserialize(&mut json).and_then(|id| json.end().map(|()| id));
        match read {
            Ok(id) => {
                out.extend_from_slice(b"{\"id\":");
                out.extend_from_slice(id.map_or("null", RawValue::get).as_bytes());
                out.push(b',');
                self.evaluated(out);
                out.extend_from_slice(b"}\n");
                true
            }
            Err(error) => {
                error_line(line, &in_words(&error), out);
                false
            }
        }
    }

    fn evaluated(&mut self, out: &mut Vec<u8>) {
        self.evaluation.run(&self.answers);
        let writer = Writer { form: self.form, evaluation: &self.evaluation, keys: &self.keys };
        writer.evaluated(&self.answers, out);
        if !self.ignored.is_empty() {
            out.extend_from_slice(b",\"ignored\":");
            list(self.ignored.iter().map(|it| format!("{}: {}", it.item, it.reason)), out);
        }
    }
}

impl Writer<'_, '_> {
    fn evaluated(&self, answers: &Answers, out: &mut Vec<u8>) {
        match self.evaluation.gate(answers) {
            GateResult::Open => self.results(out),
            GateResult::Closed(gate) => {
                let gate = self.form.gates.get(gate);
                gate_and_errors(gate.map_or("", |gate| &gate.id), gate.map(|gate| gate.text.clone()).into_iter(), out);
            }
            GateResult::Invalid(faults) => {
                let faults = faults.into_iter().map(|fault| {
                    let items = fault.items.iter().filter_map(|at| self.form.items.get(*at));
                    let items: Vec<&str> = items.map(|item| item.id.as_str()).collect();
                    format!("{}: {}", items.join(", "), fault.text)
                });
                gate_and_errors("invalid", faults, out);
            }
        }
    }

    fn results(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\"gate\":\"ok\",\"results\":{");
        let mut comma = Comma::default();
        for (at, finding) in self.form.findings.iter().enumerate() {
            comma.put(out);
            out.extend_from_slice(self.keys.findings.get(at).map(Vec::as_slice).unwrap_or_default());
            finding_value(finding, self.evaluation.finding(at), out);
        }
        for (at, score) in self.form.scores.iter().enumerate() {
            comma.put(out);
            out.extend_from_slice(self.keys.scores.get(at).map(Vec::as_slice).unwrap_or_default());
            match self.evaluation.score(at) {
                Some(state) => score_value(score, state, out),
                None => out.extend_from_slice(b"null"),
            }
        }
        out.extend_from_slice(b"},\"flags\":{");
        let mut comma = Comma::default();
        for (at, flag) in self.form.flags.iter().enumerate() {
            if let Some(level) = self.evaluation.flag(at) {
                comma.put(out);
                id(&flag.id, out);
                out.push(b':');
                id(level_name(level), out);
            }
        }
        out.extend_from_slice(b"},\"topics\":[");
        let mut comma = Comma::default();
        if !self.form.topics.is_empty() {
            for at in topics_in_print_order(self.evaluation) {
                comma.put(out);
                id(self.form.topics.get(at).map_or("", |topic| &topic.id), out);
            }
        }
        out.extend_from_slice(b"],\"urgency\":");
        id(urgency_name(self.evaluation.urgency()), out);
    }
}

/// Puts commas between entries.
#[derive(Default)]
struct Comma(bool);

impl Comma {
    fn put(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.0, true) {
            out.push(b',');
        }
    }
}

fn finding_value(finding: &Finding, state: FindingState, out: &mut Vec<u8>) {
    match (state, &finding.kind) {
        (FindingState::State(at), FindingKind::States(states)) => {
            id(states.get(at).map_or("", |state| &state.id), out);
        }
        (FindingState::Truth(truth), _) => out.extend_from_slice(match truth.known() {
            Some(true) => b"true",
            Some(false) => b"false",
            None => b"null",
        }),
        (FindingState::Count(count), _) => out.extend_from_slice(itoa::Buffer::new().format(count).as_bytes()),
        _ => out.extend_from_slice(b"null"),
    }
}

fn score_value(score: &Score, state: ScoreState, out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"total\":");
    match state.total() {
        Some(total) => number(total, out),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"low\":");
    number(state.low, out);
    out.extend_from_slice(b",\"high\":");
    number(state.high, out);
    out.extend_from_slice(b",\"band\":");
    match state.band.and_then(|band| score.bands.get(band)) {
        Some(band) => id(&band.id, out),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"unanswered\":");
    out.extend_from_slice(itoa::Buffer::new().format(state.unanswered).as_bytes());
    out.push(b'}');
}

/// Whole numbers without a decimal point.
fn number(number: f64, out: &mut Vec<u8>) {
    #[expect(clippy::cast_possible_truncation, reason = "only where nothing is cut off")]
    if number.fract() == 0.0 && number.abs() < 1e15 {
        out.extend_from_slice(itoa::Buffer::new().format(number as i64).as_bytes());
    } else {
        out.extend_from_slice(number.to_string().as_bytes());
    }
}

/// An id as JSON: it is made of letters, digits and `_`, and needs no escapes.
fn id(id: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(id.as_bytes());
    out.push(b'"');
}

/// Any words as JSON.
fn text(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(serde_json::Value::from(text).to_string().as_bytes());
}

fn list(texts: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    out.push(b'[');
    let mut comma = Comma::default();
    for entry in texts {
        comma.put(out);
        text(&entry, out);
    }
    out.push(b']');
}

fn gate_and_errors(gate: &str, errors: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\"gate\":");
    text(gate, out);
    out.extend_from_slice(b",\"errors\":");
    list(errors, out);
}

/// What is wrong with one line. Its number within itself is always 1 and helps nobody.
fn in_words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&place).unwrap_or(&said);
    if error.is_data() { said.to_owned() } else { format!("this is not JSON: {said} in column {}", error.column()) }
}

/// A line that could not be read, in its place; with its id where that much can be told.
pub fn error_line(line: &str, error: &str, out: &mut Vec<u8>) {
    #[derive(serde::Deserialize)]
    struct OnlyId {
        id: Option<serde_json::Value>,
    }
    let id = serde_json::from_str::<OnlyId>(line).ok().and_then(|line| line.id).unwrap_or_default();
    out.extend_from_slice(format!("{{\"id\":{id},\"error\":").as_bytes());
    text(error, out);
    out.extend_from_slice(b"}\n");
}

/// One line of a batch: its id; the answers go where they belong.
struct Line<'a, 'f> {
    reader: &'a ReadAnswers<'f>,
    answers: &'a mut Answers,
    ignored: &'a mut Vec<Ignored>,
}

impl<'de> DeserializeSeed<'de> for Line<'_, '_> {
    type Value = Option<&'de RawValue>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Line<'_, '_> {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("an object such as {\"id\": \"A1\", \"answers\": {}}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut id, mut found) = (None, false);
        while let Some(field) = map.next_key_seed(FieldName)? {
            match field {
                Field::Id => id = Some(map.next_value::<&RawValue>()?),
                Field::Answers => {
                    found = true;
                    map.next_value_seed(self.reader.into_answers(self.answers, self.ignored))?;
                }
                Field::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if found { Ok(id) } else { Err(A::Error::custom("there is no \"answers\" in this line")) }
    }
}

enum Field {
    Id,
    Answers,
    Other,
}

struct FieldName;

impl<'de> DeserializeSeed<'de> for FieldName {
    type Value = Field;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Field, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldName {
    type Value = Field;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a field name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Field, E> {
        Ok(match name {
            "id" => Field::Id,
            "answers" => Field::Answers,
            _ => Field::Other,
        })
    }
}
