//! Where the names of questions, criteria, scores, findings and flags stand in a text. No pixels here.

use crate::definition::{Group, Kind, Name, Value, Words, parse};
use crate::rule::{self, Expression, ExpressionKind, Function, Operand, OperandKind};
use crate::source::{Source, SourceId, Span, Spanned};
use std::collections::BTreeSet;
use std::ops::Range;

/// What rules speak of, so that no two of them have the same name.
const NAMED: [&str; 5] = ["Item", "Criterion", "Score", "Finding", "Flag"];
/// What else has an id, and stands beside those names in rules.
const COMPARED: [&str; 3] = ["Option", "Band", "State"];
const RULES: [&str; 5] = ["when", "fails_when", "show_when", "hide_when", "only_when"];
/// What an example expects that is no name of a result.
const EXPECTED: [&str; 6] = ["gate", "flags", "topics", "urgency", "shown", "hidden"];

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Use {
    /// The name.
    pub(super) name: String,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// True where it is given, not spoken of.
    pub(super) defines: bool,
}

/// All names of a text, in its order.
#[must_use]
pub(super) fn names(text: &str) -> Vec<Use> {
    let source = Source { name: String::new(), text: text.to_owned() };
    let Some(value) = parse(&source, SourceId::default()).0 else { return Vec::new() };
    let mut compared = BTreeSet::new();
    ids_compared(&value, &mut compared);
    let mut walk = Walk { text, own: own_id(&value), compared, found: Vec::new() };
    walk.value(&value, ("", ""));
    walk.found.sort_by_key(|found| found.range.start);
    walk.found
}

fn own_id(value: &Value) -> String {
    let Kind::Group(group) = &value.kind else { return String::new() };
    let id = group.fields.iter().find(|(name, _)| name.value == "id");
    id.and_then(|(_, id)| as_text(id)).unwrap_or_default().to_owned()
}

fn as_text(value: &Value) -> Option<&str> {
    if let Kind::Text(text) = &value.kind { Some(text) } else { None }
}

/// The ids of answers, bands and states.
fn ids_compared(value: &Value, ids: &mut BTreeSet<String>) {
    match &value.kind {
        Kind::Group(group) => {
            let is_compared = group.name.as_ref().is_some_and(|name| COMPARED.contains(&name.as_str()));
            let own = group.fields.iter().filter(|(name, _)| is_compared && name.value == "id");
            ids.extend(own.filter_map(|(_, id)| as_text(id)).map(str::to_owned));
            group.fields.iter().for_each(|(_, value)| ids_compared(value, ids));
            group.items.iter().for_each(|value| ids_compared(value, ids));
        }
        Kind::List(values) => values.iter().for_each(|value| ids_compared(value, ids)),
        _ => {}
    }
}

struct Walk<'a> {
    text: &'a str,
    /// The id of the file: `own.name` is `name`.
    own: String,
    compared: BTreeSet<String>,
    found: Vec<Use>,
}

impl Walk<'_> {
    /// A value that stands in this field of this group.
    fn value(&mut self, value: &Value, (group, field): (&str, &str)) {
        match &value.kind {
            Kind::Text(words) => self.words(&Spanned::new(words.clone(), value.span), (group, field)),
            Kind::Word(word) if matches!(field, "shown" | "hidden" | "flags") => self.push(word, value.span, false),
            Kind::List(values) => values.iter().for_each(|value| self.value(value, (group, field))),
            Kind::Group(inner) => self.group(inner, field),
            _ => {}
        }
    }

    fn group(&mut self, group: &Group, field: &str) {
        let name = group.name.as_ref().map_or(field, |name| name.as_str());
        let speaks_of = match &group.name {
            None => matches!(name, "given" | "expect" | "flags"),
            Some(_) => false,
        };
        for (inner, value) in &group.fields {
            let is_part = matches!(&value.kind, Kind::Group(group) if !group.fields.is_empty());
            if speaks_of && !is_part && !(name == "expect" && EXPECTED.contains(&inner.as_str())) {
                self.push(&inner.value, inner.span, false);
            }
            self.value(value, (name, &inner.value));
        }
        group.items.iter().for_each(|value| self.value(value, (name, "")));
    }

    fn words(&mut self, words: &Words, (group, field): (&str, &str)) {
        let is_plain = self.text.get(inner(words.span).range()) == Some(words.as_str());
        match (group, field) {
            _ if !is_plain => {}
            (group, "id") if NAMED.contains(&group) => self.push(words, inner(words.span), true),
            ("Score", "sum") | ("Constraint", "items") | (_, "shown" | "hidden" | "flags") => {
                self.push(words, inner(words.span), false);
            }
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
                self.push(name, Span::new(words.span.source, from, from + name.len()), false);
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
            ExpressionKind::Compare(one, _, other) => [one, other].into_iter().for_each(|it| self.operand(it)),
            ExpressionKind::Between(one, two, three) => [one, two, three].into_iter().for_each(|it| self.operand(it)),
            ExpressionKind::In(name, _) | ExpressionKind::Has(name, _, _) | ExpressionKind::Name(name) => {
                self.name(name);
            }
            ExpressionKind::Call(Function::Topic, _) => {}
            ExpressionKind::Call(_, names) => names.iter().for_each(|name| self.name(name)),
        }
    }

    fn operand(&mut self, operand: &Operand) {
        match &operand.kind {
            OperandKind::Number(_) => {}
            OperandKind::Name(name) if self.compared.contains(name) => {}
            OperandKind::Name(name) => self.push(name, operand.span, false),
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
        self.push(name, name.span, false);
    }

    fn push(&mut self, name: &str, span: Span, defines: bool) {
        let prefix = name.strip_prefix(self.own.as_str()).and_then(|rest| rest.strip_prefix('.'));
        let name = prefix.unwrap_or(name);
        let end = span.range().end;
        let range = end.saturating_sub(name.len())..end;
        if self.text.get(range.clone()) == Some(name) && !name.contains('.') {
            self.found.push(Use { name: name.to_owned(), range, defines });
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

/// A text with another name in all places of one.
#[must_use]
pub(super) fn renamed(text: &str, names: &[Use], old: &str, new: &str) -> String {
    let mut changed = text.to_owned();
    for place in names.iter().rev().filter(|it| it.name == old) {
        changed.replace_range(place.range.clone(), new);
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"Questionnaire(id: "tea", sections: [Section(id: "late", items: [
        Item(id: "late", ask: Choice([Option(id: "some", text: "late")]), text: "late?"),
        Item(id: "much", ask: Number(from: 0, to: 9), text: "late", show_when: "late = some and answered(tea.late)"),
        Item(id: "some_more", ask: YesNo, text: "?", show_when: "much > 2 or late in (some)"),
    ])],
    scores: [Score(id: "sum", sum: ["late", "much"])],
    facts: [Fact(text: "{late} late")],
    topics: [Topic(id: "late", title: "late", when: "not (points(late) > 1) and topic(late)")],
    examples: [Example(name: "late", given: (late: some), expect: (sum: 3, topics: ["late"], shown: [much]))])"#;

    fn lines(name: &str) -> Vec<usize> {
        let all = names(TEXT);
        let places = all.iter().filter(|it| it.name == name).map(|it| it.range.start);
        places.map(|place| TEXT.get(..place).unwrap().matches('\n').count()).collect()
    }

    #[test]
    fn names_are_found_where_they_are_meant_and_nowhere_else() {
        assert_eq!(lines("late"), [1, 2, 2, 3, 5, 6, 7, 8]);
        assert_eq!(lines("much"), [2, 3, 5, 8]);
        assert_eq!(lines("sum"), [5, 8]);
        assert_eq!(lines("some"), [0; 0]);
        assert_eq!(names(TEXT).iter().filter(|it| it.defines).count(), 4);
        assert_eq!(names("(("), []);
    }

    #[test]
    fn a_name_is_changed_everywhere_and_the_layout_nowhere() {
        let changed = renamed(TEXT, &names(TEXT), "much", "how_much");
        assert_eq!(changed.replace("how_much", "much"), TEXT);
        assert_eq!(changed.matches("how_much").count(), 4);
    }
}
