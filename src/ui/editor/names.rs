//! Where the names of a questionnaire stand in a text: of questions and results, answers, bands, states, scales, sources,
//! topics, sections, gates and cards. No pixels here.

use super::name_table::Table;
use crate::definition::{Group, Kind, Name, Value, Words, parse};
use crate::rule::{self, Expression, ExpressionKind, Function, Operand, OperandKind};
use crate::source::{Source, SourceId, Span, Spanned};
use std::ops::Range;

/// What a name names. Two things of one kind have two names; answers of two questions may have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A question, criterion, score, finding or flag: what rules speak of.
    Rules,
    Scale,
    Source,
    Topic,
    Section,
    Gate,
    Card,
    /// An answer, band or state of the thing of this number.
    Owner(usize),
}

/// What has an id, other than answers, bands and states.
const NAMED: [(&str, Of); 11] = [
    ("Item", Of::Rules),
    ("Criterion", Of::Rules),
    ("Score", Of::Rules),
    ("Finding", Of::Rules),
    ("Flag", Of::Rules),
    ("Scale", Of::Scale),
    ("Source", Of::Source),
    ("Topic", Of::Topic),
    ("Section", Of::Section),
    ("Gate", Of::Gate),
    ("Card", Of::Card),
];
const RULES: [&str; 5] = ["when", "fails_when", "show_when", "hide_when", "only_when"];

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    /// The name.
    pub(super) name: String,
    /// What it names.
    pub(super) of: Of,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// True where it is given, not spoken of.
    pub(super) defines: bool,
}

impl Use {
    /// True for another place of the same name.
    #[must_use]
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.of == other.of && self.name == other.name
    }
}

/// All names of a text, in its order.
#[must_use]
pub(super) fn names(text: &str) -> Vec<Use> {
    let Some(value) = value_of(text) else { return Vec::new() };
    found(text, &value, &Table::of(&value), false)
}

/// Where another text, unless it is of the same questionnaire, speaks of something that a text names.
#[must_use]
pub(super) fn places_elsewhere(text: &str, wanted: &Use, other: &str) -> Vec<Range<usize>> {
    let Some((value, other_value)) = value_of(text).zip(value_of(other)) else { return Vec::new() };
    let table = Table::of(&value);
    if Table::of(&other_value).own == table.own {
        return Vec::new();
    }
    found(other, &other_value, &table, true).into_iter().filter(|it| it.is_same(wanted)).map(|it| it.range).collect()
}

fn value_of(text: &str) -> Option<Value> {
    let source = Source { name: String::new(), text: text.to_owned() };
    parse(&source, SourceId::default()).0
}

fn found(text: &str, value: &Value, table: &Table, is_elsewhere: bool) -> Vec<Use> {
    let mut walk = Walk { text, table, is_elsewhere, owner: None, found: Vec::new() };
    walk.value(value, ("", ""));
    walk.found.sort_by_key(|found| found.range.start);
    walk.found
}

struct Walk<'a> {
    text: &'a str,
    /// What there is in the file whose names are looked for.
    table: &'a Table,
    /// The text is that of another file, in which such names stand behind the id of theirs.
    is_elsewhere: bool,
    /// What the answers, bands or states at hand belong to.
    owner: Option<usize>,
    found: Vec<Use>,
}

impl Walk<'_> {
    /// A value that stands in this field of this group.
    fn value(&mut self, value: &Value, (group, field): (&str, &str)) {
        match &value.kind {
            Kind::Text(words) => self.words(&Spanned::new(words.clone(), value.span), (group, field)),
            Kind::List(values) => values.iter().for_each(|value| self.value(value, (group, field))),
            Kind::Group(inner) if group == "Example" && matches!(field, "given" | "expect") => {
                self.results(inner, field == "expect");
            }
            Kind::Group(inner) => self.group(inner),
            _ => {}
        }
    }

    fn group(&mut self, group: &Group) {
        let name = group.name.as_ref().map_or("", |name| name.as_str());
        let outer = self.owner;
        self.owner = self.table.owner_of(name, group).or(outer);
        for (field, value) in &group.fields {
            self.value(value, (name, field));
        }
        for value in &group.items {
            self.value(value, (name, ""));
        }
        self.owner = outer;
    }

    /// Answers of an example, or results that it expects.
    fn results(&mut self, group: &Group, expects: bool) {
        for (name, value) in &group.fields {
            match (&value.kind, name.as_str()) {
                (Kind::Group(inner), own) if own == self.table.own => {
                    let is_elsewhere = std::mem::take(&mut self.is_elsewhere);
                    self.results(inner, expects);
                    self.is_elsewhere = is_elsewhere;
                }
                (_, "topics") if expects => self.each(value, Of::Topic),
                (_, "gate") if expects => self.each(value, Of::Gate),
                (_, "shown" | "hidden") if expects => self.each(value, Of::Rules),
                (Kind::Group(flags), "flags") if expects => {
                    flags.fields.iter().for_each(|(name, _)| self.push(name, name.span, (Of::Rules, false)));
                }
                (_, "urgency" | "flags") if expects => {}
                // Those of another questionnaire.
                (Kind::Group(inner), _) if !inner.fields.is_empty() => {}
                _ => {
                    self.push(name, name.span, (Of::Rules, false));
                    if let Some(owner) = self.table.owner(name) {
                        self.each(value, Of::Owner(owner));
                    }
                }
            }
        }
    }

    /// A name, or a list of them, with or without quotation marks.
    fn each(&mut self, value: &Value, of: Of) {
        match &value.kind {
            Kind::Word(word) => self.push(word, value.span, (of, false)),
            Kind::Text(text) => self.push(text, inner(value.span), (of, false)),
            Kind::List(values) => values.iter().for_each(|value| self.each(value, of)),
            _ => {}
        }
    }

    fn words(&mut self, words: &Words, (group, field): (&str, &str)) {
        let is_plain = self.text.get(inner(words.span).range()) == Some(words.as_str());
        let named = NAMED.iter().find(|(name, _)| *name == group).map(|(_, of)| *of);
        let owned = self.owner.map(Of::Owner);
        let mut push = |of: Option<Of>, defines: bool| {
            if let Some(of) = of {
                self.push(words, inner(words.span), (of, defines));
            }
        };
        match (group, field) {
            _ if !is_plain => {}
            ("Option" | "Band" | "State", "id") => push(owned, true),
            (_, "id") => push(named, true),
            (_, "exclusive") => push(owned, false),
            ("Scale", "") => push(Some(Of::Scale), false),
            (_, "sources") => push(Some(Of::Source), false),
            (_, "card") => push(Some(Of::Card), false),
            ("Score", "sum") | ("Constraint", "items") => push(Some(Of::Rules), false),
            ("Fact", "text") => self.placeholders(words),
            (group, field) if RULES.contains(&field) || (group, field) == ("Finding", "count") => {
                if let Ok(rule) = rule::parse(words, true) {
                    self.expression(&rule);
                }
            }
            _ => {}
        }
    }

    /// `{name}` inside a text.
    fn placeholders(&mut self, words: &Words) {
        let start = inner(words.span).range().start;
        for (at, _) in words.match_indices('{') {
            let rest = words.get(at + 1..).unwrap_or_default();
            if let Some((name, _)) = rest.split_once('}') {
                let from = start + at + 1;
                let span = Span::new(words.span.source, from, from + name.len());
                self.push(name, span, (Of::Rules, false));
            }
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::And(parts) | ExpressionKind::Or(parts) | ExpressionKind::Count(_, parts) => {
                for part in parts {
                    self.expression(part);
                }
            }
            ExpressionKind::Not(part) => self.expression(part),
            ExpressionKind::Compare(one, _, other) => {
                self.operand(one);
                match (&one.kind, &other.kind) {
                    (OperandKind::Name(name), OperandKind::Name(answer)) if self.is_answer(name, answer) => {
                        self.answer(name, &Spanned::new(answer.clone(), other.span));
                    }
                    _ => self.operand(other),
                }
            }
            ExpressionKind::Between(one, two, three) => [one, two, three].into_iter().for_each(|it| self.operand(it)),
            ExpressionKind::In(name, answers) | ExpressionKind::Has(name, _, answers) => {
                self.name(name);
                for answer in answers {
                    self.answer(name, answer);
                }
            }
            ExpressionKind::Name(name) => self.name(name),
            ExpressionKind::Call(Function::Topic, topics) => {
                for topic in topics {
                    self.push(topic, topic.span, (Of::Topic, false));
                }
            }
            ExpressionKind::Call(_, names) => names.iter().for_each(|name| self.name(name)),
        }
    }

    fn is_answer(&self, name: &str, answer: &str) -> bool {
        self.own_name(name).and_then(|name| self.table.owner(name)).is_some_and(|owner| self.table.has(owner, answer))
    }

    /// An answer, band or state beside the name of what it belongs to.
    fn answer(&mut self, name: &str, answer: &Name) {
        if let Some(owner) = self.own_name(name).and_then(|name| self.table.owner(name)) {
            self.push(answer, answer.span, (Of::Owner(owner), false));
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match &operand.kind {
            OperandKind::Number(_) => {}
            OperandKind::Name(name) => self.push(name, operand.span, (Of::Rules, false)),
            OperandKind::Points(name) | OperandKind::Count(name) | OperandKind::Low(name) | OperandKind::High(name) => {
                self.name(name);
            }
            OperandKind::Sum(parts) | OperandKind::Min(parts) | OperandKind::Max(parts) => {
                for part in parts {
                    self.operand(part);
                }
            }
        }
    }

    fn name(&mut self, name: &Name) {
        self.push(name, name.span, (Of::Rules, false));
    }

    /// A name without the id of its file; nothing for a name of another file.
    fn own_name<'n>(&self, name: &'n str) -> Option<&'n str> {
        match name.strip_prefix(self.table.own.as_str()).and_then(|rest| rest.strip_prefix('.')) {
            Some(name) => Some(name),
            None => Some(name).filter(|name| !self.is_elsewhere && !name.contains('.')),
        }
    }

    fn push(&mut self, name: &str, span: Span, (of, defines): (Of, bool)) {
        let owned = match of {
            // Answers such as `yes` and `dont_know` are given by nobody.
            Of::Owner(owner) => Some(name).filter(|name| self.table.has(owner, name)),
            // Examples name the topics of all files alike.
            Of::Topic if self.is_elsewhere => Some(self.own_name(name).unwrap_or(name)),
            _ => self.own_name(name),
        };
        let Some(name) = owned.filter(|_| !(defines && self.is_elsewhere)) else { return };
        let end = span.range().end;
        let range = end.saturating_sub(name.len())..end;
        if self.text.get(range.clone()) == Some(name) {
            self.found.push(Use { name: name.to_owned(), of, range, defines });
        }
    }
}

/// A text without its quotation marks.
fn inner(span: Span) -> Span {
    Span { start: span.start + 1, end: span.end.saturating_sub(1).max(span.start + 1), ..span }
}

/// The name at a place.
#[must_use]
pub(super) fn at(names: &[Use], place: usize) -> Option<&Use> {
    names.iter().find(|it| it.range.start <= place && place <= it.range.end)
}

/// A text with another name in all places of one; nothing where that would give a name to something else, or take it.
#[must_use]
pub(super) fn renamed(text: &str, names: &[Use], wanted: &Use, new: &str) -> Option<String> {
    if names.iter().any(|it| it.of == wanted.of && it.name == new) {
        return None;
    }
    let mut changed = text.to_owned();
    for place in names.iter().rev().filter(|it| it.is_same(wanted)) {
        changed.replace_range(place.range.clone(), new);
    }
    let name_after = |it: &Use| if it.is_same(wanted) { new.to_owned() } else { it.name.clone() };
    let after: Vec<(Of, bool, String)> = names.iter().map(|it| (it.of, it.defines, name_after(it))).collect();
    let found = self::names(&changed).into_iter().map(|it| (it.of, it.defines, it.name));
    found.eq(after).then_some(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"Questionnaire(id: "tea", sections: [Section(id: "late", items: [
        Item(id: "late", ask: Choice([Option(id: "some", text: "late"), Option(id: "never", text: "never")]), text: "late?"),
        Item(id: "much", ask: Number(from: 0, to: 9), text: "late", show_when: "late = some and answered(tea.late)"),
        Item(id: "some_more", ask: YesNo, text: "?", show_when: "much > 2 or late in (some)"),
        Item(id: "tired", ask: Scale("often"), text: "often", show_when: "tired != never"),
        Item(id: "what", ask: Choices(options: [Option(id: "late", text: "late")], exclusive: []), text: "?"),
    ])], scales: [Scale(id: "often", options: [Option(id: "never", text: "never")])],
    scores: [Score(id: "sum", sum: ["late", "much"])],
    facts: [Fact(text: "{late} late")], sources: [Source(id: "paper", cite: "paper")],
    topics: [Topic(id: "late", title: "late", when: "not (points(late) > 1) and topic(late)")],
    examples: [Example(name: "late", given: (late: some, tired: never), expect: (sum: 3, topics: ["late"], shown: [much]))],
    findings: [Finding(id: "found", sources: ["paper"])])"#;

    /// The lines of a name, as what it names.
    fn lines(name: &str, of: fn(Of) -> bool) -> Vec<usize> {
        let all = names(TEXT);
        let places = all.iter().filter(|it| it.name == name && of(it.of)).map(|it| it.range.start);
        places.map(|place| TEXT.get(..place).unwrap().matches('\n').count()).collect()
    }

    fn is_answer(of: Of) -> bool {
        matches!(of, Of::Owner(_))
    }

    #[test]
    fn names_are_found_where_they_are_meant_and_nowhere_else() {
        assert_eq!(lines("late", |of| of == Of::Rules), [1, 2, 2, 3, 7, 8, 9, 10]);
        assert_eq!(lines("late", |of| of == Of::Topic), [9, 9, 10]);
        assert_eq!(lines("late", |of| of == Of::Section), [0]);
        assert_eq!(lines("late", is_answer), [5]);
        assert_eq!(lines("much", |_| true), [2, 3, 7, 10]);
        assert_eq!(lines("sum", |_| true), [7, 10]);
        assert_eq!(lines("some", is_answer), [1, 2, 3, 10]);
        assert_eq!(lines("often", |of| of == Of::Scale), [4, 6]);
        assert_eq!(lines("paper", |of| of == Of::Source), [8, 11]);
        assert_eq!(names("(("), []);
    }

    #[test]
    fn answers_of_two_questions_keep_apart() {
        let all = names(TEXT);
        let given = all.iter().rfind(|it| it.name == "never" && it.defines).unwrap();
        let changed = renamed(TEXT, &all, given, "not_at_all").unwrap();
        assert_eq!(changed.replace("not_at_all", "never"), TEXT);
        assert_eq!(changed.matches("not_at_all").count(), 3, "of the scale, in the rule, and of the person");
        let some = all.iter().find(|it| it.name == "some" && it.defines).unwrap();
        assert_eq!(renamed(TEXT, &all, some, "a_few").unwrap().matches("a_few").count(), 4);
    }

    #[test]
    fn a_name_is_changed_everywhere_and_the_layout_nowhere() {
        let all = names(TEXT);
        let much = all.iter().find(|it| it.name == "much").unwrap();
        let changed = renamed(TEXT, &all, much, "how_much").unwrap();
        assert_eq!(changed.replace("how_much", "much"), TEXT);
        assert_eq!(changed.matches("how_much").count(), 4);
        assert_eq!(renamed(TEXT, &all, much, "late"), None, "then it would be another question's");
    }

    #[test]
    fn other_files_speak_of_a_name_behind_the_id_of_its_file() {
        let other = r#"Questionnaire(id: "other", sections: [Section(id: "s", items: [
            Item(id: "late", ask: YesNo, text: "?", show_when: "tea.late = some and late")])],
            examples: [Example(name: "x", given: (late: yes, tea: (late: some, much: 3)), expect: (topics: ["late"]))])"#;
        let all = names(TEXT);
        let places = |name: &str, of: fn(Of) -> bool| {
            places_elsewhere(TEXT, all.iter().find(|it| it.name == name && of(it.of)).unwrap(), other).len()
        };
        assert_eq!(places("late", |of| of == Of::Rules), 2);
        assert_eq!(places("some", is_answer), 2);
        assert_eq!(places("late", |of| of == Of::Topic), 1);
        assert_eq!(places("sum", |_| true), 0);
    }
}
