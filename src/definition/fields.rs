//! Reading the fields of a group, with all messages and none twice.

use super::value::{Group, Kind, Value};
use super::{Name, Words};
use crate::source::{Diagnostic, Span, Spanned};
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

    fn lose(&mut self, value: &Value) {
        let id = match &value.kind {
            Kind::Group(group) => group.fields.iter().find(|(name, _)| name.value == "id").map(|(_, id)| &id.kind),
            _ => None,
        };
        match id {
            Some(Kind::Text(id)) => {
                self.lost.names.insert(id.clone());
            }
            _ => self.lost.nameless = true,
        }
    }
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
    pub(super) faults: &'a mut Faults,
}

impl<'a> Fields<'a> {
    /// Opens `name(…)` and reports fields that it does not have.
    pub(super) fn open(value: &'a Value, name: &'static str, known: &[&str], faults: &'a mut Faults) -> Option<Self> {
        let Kind::Group(group) = &value.kind else {
            report_type(value, &format!("`{name}(…)`"), faults);
            return None;
        };
        match &group.name {
            Some(found) if found.value != name => {
                let message = format!("expected `{name}(…)`, found `{}(…)`", found.value);
                faults.push(
                    Diagnostic::error("wrong_name", found.span, message)
                        .label(format!("write `{name}`"))
                        .fix(found.span, name),
                );
                return None;
            }
            _ => {}
        }
        let head = group.name.as_ref().map_or(value.span, |name| name.span);
        let mut seen: Vec<&Name> = Vec::new();
        for (field, _) in &group.fields {
            if let Some(first) = seen.iter().find(|seen| seen.value == field.value) {
                let message = format!("the field `{}` stands here twice", field.value);
                faults
                    .push(Diagnostic::error("duplicate_field", field.span, message).related(first.span, "first here"));
            } else if known.contains(&field.value.as_str()) {
                seen.push(field);
            } else {
                unknown_field(field, name, known, faults);
            }
        }
        for item in &group.items {
            if item.kind != Kind::Broken {
                let message = format!("in `{name}(…)` every value has a name before it");
                faults.push(
                    Diagnostic::error("unnamed_value", item.span, message)
                        .help(format!("it has the fields {}", list(known))),
                );
            }
        }
        Some(Self { group, head, name, faults })
    }

    fn find(&self, field: &str) -> Option<&'a Value> {
        self.group.fields.iter().find(|(name, _)| name.value == field).map(|(_, value)| value)
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
        self.faults.push(Diagnostic::error("missing_field", self.head, message).label(format!("`{field}` is missing")));
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
        report_type(value, "a list in `[ ]`", faults);
        faults.lost.nameless = true;
        Vec::new()
    }
}

fn unknown_field(field: &Name, name: &str, known: &[&str], faults: &mut Faults) {
    let message = format!("`{name}` has no field `{}`", field.value);
    let diagnostic = Diagnostic::error("unknown_field", field.span, message);
    faults.push(match nearest(&field.value, known.iter().copied()) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(field.span, near),
        None => diagnostic.help(format!("it has the fields {}", list(known))),
    });
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

/// One of a few words.
pub(super) fn one_of<T: Copy>(value: &Value, words: &[(&str, T)], faults: &mut Faults) -> Option<T> {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let Kind::Word(word) = &value.kind else {
        report_type(value, &format!("one of {}", list(&names)), faults);
        return None;
    };
    let found = words.iter().find(|(name, _)| name == word).map(|(_, value)| *value);
    if found.is_none() {
        let diagnostic = Diagnostic::error("unknown_word", value.span, format!("expected one of {}", list(&names)));
        faults.push(match nearest(word, names.into_iter()) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(value.span, near),
            None => diagnostic.label(format!("found `{word}`")),
        });
    }
    found
}

impl Read for Words {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        match &value.kind {
            Kind::Text(text) => Some(Spanned::new(text.clone(), value.span)),
            Kind::Word(_) => {
                let message = format!("expected a text in quotation marks, found {}", value.describe());
                faults.push(Diagnostic::error("wrong_type", value.span, message).help("put `\"` before and behind it"));
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
        if let Kind::Number(number) = value.kind {
            Some(Spanned::new(number, value.span))
        } else {
            report_type(value, "a number", faults);
            None
        }
    }
}

impl Read for f64 {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        Spanned::<f64>::read(value, faults).map(|number| number.value)
    }
}
