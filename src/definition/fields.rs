//! Reading the fields of a group, with all messages and none twice.

use super::value::{Group, Kind, Value};
use super::{Name, Words};
use crate::source::{Diagnostic, MOST_DIAGNOSTICS, Span, Spanned};
use std::collections::BTreeSet;

/// What is wrong with a file, and which of its names are lost by it.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) lost: LostNames,
}

/// Names of elements that could not be read: what refers to them is not reported once more.
#[derive(Debug, Clone, Default)]
pub struct LostNames {
    names: BTreeSet<String>,
    /// An element was lost whose name could not be read either.
    nameless: bool,
}

impl LostNames {
    /// True if a name that is not found may be that of a lost element.
    #[must_use]
    pub fn may_hold(&self, name: &str) -> bool {
        self.nameless || self.names.contains(name)
    }
}

impl LostNames {
    /// True if anything was lost at all.
    #[must_use]
    pub fn any(&self) -> bool {
        self.nameless || !self.names.is_empty()
    }
}

impl Faults {
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn lose_name(&mut self, name: &str) {
        self.lost.names.insert(name.to_owned());
    }

    pub(super) fn lose(&mut self, value: &Value) {
        match &value.kind {
            Kind::Group(group) if group.fields.iter().any(|(name, id)| is_id(name, id)) => self.lose_names(value),
            _ => self.lost.nameless = true,
        }
    }

    /// Loses an element with all that it holds: a section with its questions.
    fn lose_names(&mut self, value: &Value) {
        match &value.kind {
            Kind::Group(group) => {
                for (name, inner) in &group.fields {
                    if let (true, Kind::Text(id)) = (is_id(name, inner), &inner.kind) {
                        self.lost.names.insert(id.clone());
                    }
                    self.lose_names(inner);
                }
                group.items.iter().for_each(|inner| self.lose_names(inner));
            }
            Kind::List(values) => values.iter().for_each(|inner| self.lose_names(inner)),
            _ => {}
        }
    }
}

fn is_id(name: &Name, value: &Value) -> bool {
    name.value == "id" && matches!(value.kind, Kind::Text(_))
}

/// Something that can be read from a value. `None` means that a message has been given.
pub(super) trait Read: Sized {
    /// Reads it, reporting what is wrong.
    fn read(value: &Value, faults: &mut Faults) -> Option<Self>;
}

/// The fields of one `Name(…)`.
pub(super) struct Fields<'a> {
    group: &'a Group,
    /// The word in front, or the whole group: where a missing field is reported.
    head: Span,
    name: &'static str,
    /// Values of misspelt fields, under the names that were most likely meant.
    misspelt: Vec<(&'static str, &'a Value)>,
    pub(super) faults: &'a mut Faults,
}

impl<'a> Fields<'a> {
    /// Opens `name(…)` and reports fields that it does not have.
    pub(super) fn open(
        value: &'a Value,
        name: &'static str,
        known: &[&'static str],
        faults: &'a mut Faults,
    ) -> Option<Self> {
        let Kind::Group(group) = &value.kind else {
            report_type(value, &format!("`{name}(…)`"), faults);
            return None;
        };
        match &group.name {
            Some(found) if found.value != name => {
                let message = format!("expected `{name}(…)`, found `{}(…)`", found.value);
                let diagnostic = Diagnostic::error("wrong_name", found.span, message);
                faults.push(match nearest(&found.value, [name].into_iter()) {
                    Some(_) => diagnostic.label(format!("did you mean `{name}`?")).fix(found.span, name),
                    None => diagnostic,
                });
                return None;
            }
            _ => {}
        }
        let head = group.name.as_ref().map_or(value.span, |name| name.span);
        let (mut seen, mut misspelt): (Vec<&Name>, _) = (Vec::new(), Vec::new());
        for (field, value) in &group.fields {
            // Each is compared with all others, and nobody is told more.
            if faults.diagnostics.len() >= MOST_DIAGNOSTICS {
                break;
            }
            if let Some(first) = seen.iter().find(|seen| seen.value == field.value) {
                let message = format!("the field `{}` stands here twice", field.value);
                faults
                    .push(Diagnostic::error("duplicate_field", field.span, message).related(first.span, "first here"));
            } else if known.contains(&field.value.as_str()) {
                seen.push(field);
            } else {
                let absent =
                    known.iter().copied().filter(|known| group.fields.iter().all(|(it, _)| it.value != *known));
                misspelt.extend(unknown_field(field, name, (known, absent), faults).map(|near| (near, value)));
            }
        }
        for item in group.items.iter().filter(|item| item.kind != Kind::Broken) {
            faults.push(decimal_comma(group, item).unwrap_or_else(|| {
                let message = format!("in `{name}(…)` every value has a name before it");
                let help = format!("it has the fields {}", list(known));
                Diagnostic::error("unnamed_value", item.span, message).help(help)
            }));
        }
        Some(Self { group, head, name, misspelt, faults })
    }

    fn find(&self, field: &str) -> Option<&'a Value> {
        let exact = self.group.fields.iter().find(|(name, _)| name.value == field).map(|(_, value)| value);
        exact.or_else(|| self.misspelt.iter().find(|(name, _)| *name == field).map(|(_, value)| *value))
    }

    /// True if the field stands there.
    pub(super) fn has(&self, field: &str) -> bool {
        self.find(field).is_some()
    }

    /// A field that must be there.
    pub(super) fn need<T: Read>(&mut self, field: &str) -> Option<T> {
        if let Some(value) = self.find(field) {
            return T::read(value, self.faults);
        }
        let message = format!("`{}` needs the field `{field}`", self.name);
        self.faults.push(Diagnostic::error("missing_field", self.head, message).label(format!("write `{field}: …`")));
        None
    }

    /// A field that may be left out. `None` only if it is there and broken.
    #[expect(clippy::option_option, reason = "left out and broken are different answers")]
    pub(super) fn may<T: Read>(&mut self, field: &str) -> Option<Option<T>> {
        match self.find(field) {
            Some(value) => T::read(value, self.faults).map(Some),
            None => Some(None),
        }
    }

    /// A list that may be left out; faulty elements are reported and left out.
    pub(super) fn list<T: Read>(&mut self, field: &str) -> Vec<T> {
        self.find(field).map(|value| read_list(value, self.faults)).unwrap_or_default()
    }

    /// A yes/no field that is `false` where left out.
    pub(super) fn switch(&mut self, field: &str) -> bool {
        self.find(field).is_some_and(|value| {
            if let Kind::Bool(on) = value.kind {
                on
            } else {
                report_type(value, "`true` or `false`", self.faults);
                false
            }
        })
    }
}

/// The elements of a list, without those that are faulty.
pub(super) fn read_list<T: Read>(value: &Value, faults: &mut Faults) -> Vec<T> {
    if let Kind::List(values) = &value.kind {
        values
            .iter()
            .filter_map(|value| {
                let read = T::read(value, faults);
                if read.is_none() {
                    faults.lose(value);
                }
                read
            })
            .collect()
    } else {
        let mut alone = Faults::default();
        if let Some(element) = T::read(value, &mut alone).filter(|_| alone.diagnostics.is_empty()) {
            faults.push(list_of_one(value));
            return vec![element];
        }
        report_type(value, "a list in `[ ]`", faults);
        faults.lost.nameless = true;
        Vec::new()
    }
}

/// Says that an element stands without the brackets of its list.
pub(crate) fn list_of_one(value: &Value) -> Diagnostic {
    let message = format!("expected a list in `[ ]`, found {}", value.describe());
    let diagnostic = Diagnostic::error("wrong_type", value.span, message);
    let (Kind::Text(word) | Kind::Word(word)) = &value.kind else {
        return diagnostic.help("write `[` before it and `]` behind it");
    };
    let right = format!("[\"{word}\"]");
    let is_plain = !word.contains(['"', '\\', '\n']);
    let diagnostic = diagnostic.label(format!("write `{right}`"));
    if is_plain { diagnostic.fix(value.span, right) } else { diagnostic }
}

/// Reports a field that there is not; the field that was most likely meant.
fn unknown_field(
    field: &Name,
    name: &str,
    (known, absent): (&[&str], impl Iterator<Item = &'static str>),
    faults: &mut Faults,
) -> Option<&'static str> {
    let message = format!("`{name}` has no field `{}`", field.value);
    let diagnostic = Diagnostic::error("unknown_field", field.span, message);
    let near = nearest(&field.value, absent);
    faults.push(match near {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(field.span, near),
        None => diagnostic.help(format!("it has the fields {}", list(known))),
    });
    near
}

/// `2,5`: what follows the comma is read as a value of its own.
fn decimal_comma(group: &Group, item: &Value) -> Option<Diagnostic> {
    let is_number = |value: &Value| matches!(value.kind, Kind::Number(_));
    let before = group.fields.iter().find(|(_, value)| is_number(value) && value.span.end + 1 == item.span.start);
    let (_, before) = before.filter(|_| is_number(item))?;
    let comma = Span { start: before.span.end, end: item.span.start, ..item.span };
    let message = "decimals are written with a point";
    Some(Diagnostic::error("decimal_comma", before.span.to(item.span), message).label("write `.`").fix(comma, "."))
}

/// The known name that a misspelt one most likely stands for; among equally near ones the first of the alphabet.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    known
        .map(|known| (strsim::damerau_levenshtein(&name, &known.to_lowercase()), known))
        .filter(|&(distance, known)| distance <= (known.len().max(name.len()) / 3).max(1))
        .min()
        .map(|(_, known)| known)
}

/// Names in a row, for messages: `a`, `b`, `c`.
pub(crate) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Says that something else was expected here; silent where a message has been given already.
pub(super) fn report_type(value: &Value, expected: &str, faults: &mut Faults) {
    if value.kind != Kind::Broken {
        let message = format!("expected {expected}, found {}", value.describe());
        faults.push(Diagnostic::error("wrong_type", value.span, message));
    }
}

/// Says that a word stands without quotation marks, if it is one of these; else says nothing.
pub(super) fn quoted_word(value: &Value, words: &[&str], faults: &mut Faults) -> bool {
    let Kind::Text(text) = &value.kind else { return false };
    let found = words.contains(&text.as_str());
    if found {
        let message = format!("`{text}` stands without quotation marks");
        faults.push(Diagnostic::error("quoted_word", value.span, message).fix(value.span, text.as_str()));
    }
    found
}

/// One of a few words.
pub(super) fn one_of<T: Copy>(value: &Value, words: &[(&str, T)], faults: &mut Faults) -> Option<T> {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let Kind::Word(word) = &value.kind else {
        if !quoted_word(value, &names, faults) {
            report_type(value, &format!("one of {}", list(&names)), faults);
        }
        return None;
    };
    let found = words.iter().find(|(name, _)| name == word).map(|(_, value)| *value);
    if found.is_none() {
        let message = format!("expected one of {}, found {}", list(&names), value.describe());
        let diagnostic = Diagnostic::error("unknown_word", value.span, message);
        faults.push(match nearest(word, names.into_iter()) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(value.span, near),
            None => diagnostic,
        });
    }
    found
}

impl Read for Words {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        match &value.kind {
            Kind::Text(text) => Some(Spanned::new(text.clone(), value.span)),
            Kind::Word(word) => {
                let message = format!("expected a text in quotation marks, found {}", value.describe());
                let diagnostic = Diagnostic::error("wrong_type", value.span, message);
                faults.push(diagnostic.label("write it in quotation marks").fix(value.span, format!("\"{word}\"")));
                None
            }
            Kind::Number(number) if number.to_string().len() == value.span.range().len() => {
                let message = "expected a text in quotation marks, found a number";
                let diagnostic = Diagnostic::error("wrong_type", value.span, message);
                faults.push(diagnostic.label("write it in quotation marks").fix(value.span, format!("\"{number}\"")));
                None
            }
            _ => {
                report_type(value, "a text in quotation marks", faults);
                None
            }
        }
    }
}

impl Read for Spanned<f64> {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        match &value.kind {
            Kind::Number(number) => return Some(Spanned::new(*number, value.span)),
            Kind::Text(text) if !text.is_empty() && text.chars().all(|sign| sign.is_ascii_digit()) => {
                let message = "expected a number, found a text in quotation marks";
                let diagnostic = Diagnostic::error("wrong_type", value.span, message);
                faults.push(diagnostic.label(format!("write `{text}`")).fix(value.span, text.as_str()));
            }
            _ => report_type(value, "a number", faults),
        }
        None
    }
}

impl Read for f64 {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        Spanned::<f64>::read(value, faults).map(|number| number.value)
    }
}
