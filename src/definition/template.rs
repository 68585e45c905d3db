//! What an author may begin with, in a file that has other things already: a question, a score, a topic and so on.

use super::value::{Group, Kind, Value};
use std::collections::BTreeSet;

/// A thing to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// A question: yes or no.
    YesNo,
    /// A question: one of several answers.
    Choice,
    /// A question: any of several answers.
    Choices,
    /// A question with the answers of a scale.
    OnScale,
    /// A question for a number.
    Number,
    /// A question for free words.
    Text,
    /// A question for a date.
    Date,
    /// A section with a question.
    Section,
    /// Answers that several questions share.
    Scale,
    /// A score with bands.
    Score,
    /// A finding with states.
    Finding,
    /// A warning sign.
    Flag,
    /// A topic to raise.
    Topic,
    /// A source.
    Source,
    /// A worked example.
    Example,
}

impl Template {
    /// All of them, in the order of a file.
    pub const ALL: [Self; 15] = [
        Self::YesNo,
        Self::Choice,
        Self::Choices,
        Self::OnScale,
        Self::Number,
        Self::Text,
        Self::Date,
        Self::Section,
        Self::Scale,
        Self::Score,
        Self::Finding,
        Self::Flag,
        Self::Topic,
        Self::Source,
        Self::Example,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::YesNo => "Yes or no",
            Self::Choice => "One answer of several",
            Self::Choices => "Any of several answers",
            Self::OnScale => "Answers of a scale",
            Self::Number => "Number",
            Self::Text => "Free words",
            Self::Date => "Date",
            Self::Section => "Section",
            Self::Scale => "Scale",
            Self::Score => "Score with bands",
            Self::Finding => "Finding",
            Self::Flag => "Warning sign",
            Self::Topic => "Topic",
            Self::Source => "Source",
            Self::Example => "Worked example",
        }
    }

    /// True for a question.
    #[must_use]
    pub fn is_question(self) -> bool {
        self < Self::Section
    }

    /// The list that it belongs to.
    pub(super) fn list(self) -> &'static str {
        match self {
            _ if self.is_question() => "items",
            Self::Scale => "scales",
            Self::Score => "scores",
            Self::Finding => "findings",
            Self::Flag => "flags",
            Self::Topic => "topics",
            Self::Source => "sources",
            Self::Example => "examples",
            _ => "sections",
        }
    }

    /// The words, with [`FROM`] and [`TO`] around what is to be filled in first.
    pub(super) fn written(self, file: &Known) -> String {
        let id = |wish: &str| file.free_id(wish);
        let question = id("question");
        let item = |ask: &str| format!("Item(id: \"{question}\", ask: {ask}, text: \"‹Your question?›\"),");
        let item_of =
            |ask: &str| format!("Item(\n    id: \"{question}\",\n    ask: {ask},\n    text: \"‹Your question?›\",\n),");
        let (rule, rare) = (&file.rule, &file.rare);
        let sources = file.source.as_ref().map(|id| format!("    sources: [\"{id}\"],\n")).unwrap_or_default();
        match self {
            Self::YesNo => item("YesNo"),
            Self::Choice => item_of(CHOICE),
            Self::Choices => item_of(CHOICES),
            Self::OnScale => item(&format!("Scale(\"{}\")", file.scale.as_ref().map_or("", |scale| &scale.id))),
            Self::Number => item("Number(from: 0, to: 31, unit: \"days\")"),
            Self::Text => item("Text(lines: 3)"),
            Self::Date => item("Date"),
            Self::Section => format!(
                "Section(id: \"{}\", title: \"‹Its title›\", items: [\n    Item(id: \"{question}\", ask: YesNo, text: \"Your \
                 question?\"),\n]),",
                id("section")
            ),
            Self::Scale => SCALE.replace("ID", &id("scale")),
            Self::Score => file.score(&id("score")),
            Self::Finding => FINDING.replace("ID", &id("finding")).replace("RULE", rule).replace("SOURCES", &sources),
            Self::Flag => FLAG.replace("ID", &id("flag")).replace("RULE", rare).replace("SOURCES", &sources),
            Self::Topic => TOPIC.replace("ID", &id("topic")).replace("RULE", rare).replace("SOURCES", &sources),
            Self::Source => {
                format!("Source(id: \"{}\", cite: \"‹Author. Year. Title. Journal›\", seen: \"title\"),", id("source"))
            }
            Self::Example => format!(
                "Example(name: \"‹{}›\",\n    given:  ({}),\n    expect: (topics: [])),",
                file.free_name("who it is, in a few words"),
                file.question.as_ref().map(|id| format!("{id}: blank")).unwrap_or_default()
            ),
        }
    }
}

/// Before what is to be filled in.
pub(super) const FROM: char = '‹';
/// Behind it.
pub(super) const TO: char = '›';

const CHOICE: &str = "Choice([
        Option(id: \"one\",   text: \"One answer\"),
        Option(id: \"other\", text: \"Another answer\"),
    ])";
const CHOICES: &str = "Choices(
        options: [
            Option(id: \"one\",   text: \"One answer\"),
            Option(id: \"other\", text: \"Another answer\"),
            Option(id: \"none\",  text: \"None of these\"),
        ],
        exclusive: [\"none\"],
    )";
const SCALE: &str = "Scale(id: \"‹ID›\", options: [
    Option(id: \"never\",     text: \"Never\",     points: 0),
    Option(id: \"sometimes\", text: \"Sometimes\", points: 1),
    Option(id: \"often\",     text: \"Often\",     points: 2),
]),";
const FINDING: &str = "Finding(
    id: \"ID\",
    name: \"‹The pattern, for people who read the rules›\",
    states: [
        State(id: \"fits\", name: \"fits\", when: \"RULE\",
            text: \"Your answers fit the pattern.\"),
        State(id: \"not_fit\", name: \"does not fit\", when: \"not (RULE)\",
            text: \"Your answers do not fit the pattern.\"),
    ],
    otherwise: State(id: \"open\", name: \"left open\", text: \"Some answers are open, so this could not be told.\"),
SOURCES),";
const FLAG: &str = "Flag(
    id: \"ID\",
    text: \"‹The sign in plain words›\",
    levels: [Level(at: Mention, when: \"RULE\")],
SOURCES),";
const TOPIC: &str = "Topic(
    id: \"ID\",
    title: \"‹What to talk about›\",
    urgency: Routine,
    evidence: Expert,
    when: \"RULE\",
    why: \"What was reported, in one sentence.\",
    ask: \"The question to put?\",
SOURCES),";

/// What there is in a file that something new may rest on.
#[derive(Debug, Default)]
pub(super) struct Known {
    ids: BTreeSet<String>,
    names: BTreeSet<String>,
    pub(super) scale: Option<FirstScale>,
    source: Option<String>,
    question: Option<String>,
    /// A rule that holds for some people.
    rule: String,
    /// One that holds for so few that hardly any example has to change.
    rare: String,
}

/// The first scale, and the questions that are answered by it.
#[derive(Debug, Default)]
pub(super) struct FirstScale {
    id: String,
    least: f64,
    most: f64,
    questions: Vec<String>,
}

impl Known {
    pub(super) fn of(file: &Group) -> Self {
        let mut known = Self::default();
        known.collect(file);
        let scales = list(file, "scales");
        known.source = list(file, "sources").iter().find_map(|source| text(source, "id"));
        let items: Vec<&Value> = list(file, "sections").iter().flat_map(items_of).collect();
        let is_ruled = |item: &&&Value| !matches!(kind_of(item).as_deref(), Some("Text" | "Date"));
        known.question = items.iter().filter(is_ruled).find_map(|item| text(item, "id"));
        let mut yes_no = items.iter().filter(|item| kind_of(item).as_deref() == Some("YesNo"));
        let yes_no = yes_no.find_map(|item| text(item, "id"));
        let of_question = |rule: fn(&str) -> String| known.question.as_deref().map_or_else(|| "1 > 2".to_owned(), rule);
        known.rare = of_question(|id| format!("{id} = dont_know"));
        known.rule = yes_no.unwrap_or_else(|| of_question(|id| format!("known({id})")));
        known.scale = scales.iter().find_map(|scale| FirstScale::of(scale, &items));
        known
    }

    fn collect(&mut self, group: &Group) {
        for (name, value) in &group.fields {
            match (&value.kind, name.as_str()) {
                (Kind::Text(id), "id") => _ = self.ids.insert(id.clone()),
                (Kind::Text(words), "name") => _ = self.names.insert(words.clone()),
                (Kind::Group(inner), _) => self.collect(inner),
                (Kind::List(values), _) => values.iter().filter_map(group_of).for_each(|inner| self.collect(inner)),
                _ => {}
            }
        }
        group.items.iter().filter_map(group_of).for_each(|inner| self.collect(inner));
    }

    /// An id that nothing has in the file.
    fn free_id(&self, wish: &str) -> String {
        free(&self.ids, wish, "_")
    }

    fn free_name(&self, wish: &str) -> String {
        free(&self.names, wish, " ")
    }

    fn score(&self, id: &str) -> String {
        let none = FirstScale { most: 1.0, ..FirstScale::default() };
        let FirstScale { least, most, questions, .. } = self.scale.as_ref().unwrap_or(&none);
        #[expect(clippy::cast_precision_loss, reason = "a few questions")]
        let times = questions.len().max(1) as f64;
        let (from, to) = (least * times, most * times);
        let middle = f64::midpoint(from, to).floor();
        let sum = questions.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
        format!(
            "Score(\n    id: \"{id}\",\n    name: \"‹What it adds up›\",\n    sum: [{sum}],\n    range: ({from}, {to}),\n    \
             bands: [\n        Band(id: \"low\",  name: \"low\",  from: {from}, to: {middle}),\n        \
             Band(id: \"high\", name: \"high\", from: {}, to: {to}),\n    ],\n),",
            middle + 1.0
        )
    }
}

impl FirstScale {
    fn of(scale: &Value, items: &[&Value]) -> Option<Self> {
        let id = text(scale, "id")?;
        let points = |option: &Value| match field(option, "points").map(|points| &points.kind) {
            Some(Kind::Number(points)) => *points,
            _ => 0.0,
        };
        let points: Vec<f64> = list(group_of(scale)?, "options").iter().map(points).collect();
        let is_on_scale = |item: &&&Value| {
            let name = field(item, "ask").and_then(group_of).and_then(|ask| ask.items.first());
            kind_of(item).as_deref() == Some("Scale")
                && matches!(name.map(|name| &name.kind), Some(Kind::Text(name)) if *name == id)
        };
        let questions = items.iter().filter(is_on_scale).filter_map(|item| text(item, "id")).collect();
        let least = points.iter().copied().reduce(f64::min).unwrap_or_default();
        let most = points.iter().copied().reduce(f64::max).unwrap_or_default();
        Some(Self { id, least, most, questions })
    }
}

fn free(taken: &BTreeSet<String>, wish: &str, join: &str) -> String {
    let numbered = (2..).map(|number| format!("{wish}{join}{number}"));
    let mut all = std::iter::once(wish.to_owned()).chain(numbered);
    all.find(|name| !taken.contains(name)).unwrap_or_default()
}

pub(super) fn group_of(value: &Value) -> Option<&Group> {
    if let Kind::Group(group) = &value.kind { Some(group) } else { None }
}

fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    group_of(value)?.fields.iter().find(|(field, _)| field.value == name).map(|(_, value)| value)
}

/// The kind of answer of a question.
fn kind_of(item: &Value) -> Option<String> {
    match &field(item, "ask")?.kind {
        Kind::Word(word) => Some(word.clone()),
        Kind::Group(group) => group.name.as_ref().map(|name| name.value.clone()),
        _ => None,
    }
}

fn text(value: &Value, name: &str) -> Option<String> {
    match &field(value, name)?.kind {
        Kind::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The values of a list; none where there is no such list.
fn list<'v>(group: &'v Group, name: &str) -> &'v [Value] {
    let found = group.fields.iter().find(|(field, _)| field.value == name);
    match found.map(|(_, value)| &value.kind) {
        Some(Kind::List(values)) => values,
        _ => &[],
    }
}

fn items_of(section: &Value) -> &[Value] {
    group_of(section).map_or(&[], |section| list(section, "items"))
}
