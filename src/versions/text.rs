//! What is written: the words for people and the rules of a file, each under the thing that it belongs to.

use super::{Change, ChangeKind};
use crate::definition::{Definition, Group, Kind, Value, parse};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Fields that hold a rule; so do the lists named `count`.
const RULES: [&str; 6] = ["when", "show_when", "hide_when", "only_when", "fails_when", "count"];

/// Fields that hold names, or the version.
const NAMES: [&str; 11] =
    ["id", "version", "like", "sum", "sources", "exclusive", "order", "asks_first", "items", "card", "language"];

/// Where something stands: the list and id that it belongs to, and the fields that lead to it from there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// `` the topic `iron` ``.
    owner: String,
    path: String,
}

/// All texts of a file by their place.
pub(super) struct Texts {
    words: BTreeMap<Place, String>,
    rules: BTreeMap<Place, (String, Span)>,
}

/// A rule that reads differently, or that there was not before, or is not any more.
pub(super) struct Rewritten {
    /// What it belongs to: `` the topic `iron` ``.
    pub(super) owner: String,
    path: String,
    /// Where it stands, in one file or both.
    pub(super) spans: Vec<Span>,
}

impl Texts {
    pub(super) fn of(source: &Source, definition: &Definition) -> Self {
        let mut texts = Self { words: BTreeMap::new(), rules: BTreeMap::new() };
        if let (Some(value), _) = parse(source, definition.id.span.source) {
            texts.walk(&value, &Place { owner: "the questionnaire".to_owned(), path: String::new() }, "");
        }
        texts
    }

    fn walk(&mut self, value: &Value, place: &Place, field: &str) {
        match &value.kind {
            Kind::Group(group) => self.walk_group(group, place),
            Kind::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    let mut place = element(value, place, field, at);
                    // Examples are no part of the meaning.
                    if field != "examples" {
                        place.path.push('/');
                        self.walk(value, &place, field);
                    }
                }
            }
            Kind::Text(words) if RULES.contains(&field) => {
                let rule = words.split_whitespace().collect::<Vec<_>>().join(" ");
                self.rules.insert(place.clone(), (rule, value.span));
            }
            Kind::Text(words) if !NAMES.contains(&field) => {
                self.words.insert(place.clone(), words.clone());
            }
            _ => {}
        }
    }

    fn walk_group(&mut self, group: &Group, place: &Place) {
        for (name, value) in &group.fields {
            let place = Place { path: format!("{}/{}", place.path, name.value), ..place.clone() };
            self.walk(value, &place, &name.value);
        }
        for value in &group.items {
            self.walk(value, place, if matches!(value.kind, Kind::Text(_)) { "id" } else { "options" });
        }
    }

    /// How many words for people differ, where both files have some at that place.
    pub(super) fn reworded(&self, new: &Self) -> usize {
        self.words.iter().filter(|(place, words)| new.words.get(place).is_some_and(|now| now != *words)).count()
    }

    /// The rules that differ, of things that are in both files.
    pub(super) fn rewritten(&self, new: &Self) -> Vec<Rewritten> {
        let owners = |texts: &Self| -> BTreeSet<String> {
            texts.words.keys().chain(texts.rules.keys()).map(|place| place.owner.clone()).collect()
        };
        let (old_owners, new_owners) = (owners(self), owners(new));
        let places: BTreeSet<&Place> = self.rules.keys().chain(new.rules.keys()).collect();
        let in_both = |place: &&Place| old_owners.contains(&place.owner) && new_owners.contains(&place.owner);
        let differs =
            |place: &&Place| self.rules.get(place).map(|(rule, _)| rule) != new.rules.get(place).map(|(rule, _)| rule);
        places
            .into_iter()
            .filter(in_both)
            .filter(differs)
            .map(|place| Rewritten {
                owner: place.owner.clone(),
                path: place.path.clone(),
                spans: [self, new].iter().filter_map(|texts| Some(texts.rules.get(place)?.1)).collect(),
            })
            .collect()
    }
}

impl Rewritten {
    /// Said where nothing came out differently. What a note or a line of the sheet depends on has no result of its own.
    pub(super) fn change(&self) -> Change {
        let owner = &self.owner;
        if self.path.contains("/notes/") {
            return Change::new(ChangeKind::Changed, format!("a note of {owner} has another rule"));
        }
        if owner.starts_with("the fact") {
            return Change::new(ChangeKind::Changed, format!("{owner} has another rule"));
        }
        let words =
            format!("a rule of {owner} was rewritten; no answers were found for which it comes out differently");
        Change::new(ChangeKind::Undecided, words)
    }
}

/// The place of an element of a list: things with an id are owners of what is in them.
fn element(value: &Value, place: &Place, list: &str, at: usize) -> Place {
    let id = if let Kind::Group(group) = &value.kind {
        group.fields.iter().find_map(|(name, value)| match &value.kind {
            Kind::Text(id) if name.value == "id" => Some(id.as_str()),
            Kind::Word(level) if name.value == "at" => Some(level.as_str()),
            _ => None,
        })
    } else {
        None
    };
    let kind = match list {
        "items" => "question",
        "sections" => "section",
        "scales" => "scale",
        "gates" => "gate",
        "constraints" => "constraint",
        "criteria" => "criterion",
        "scores" => "score",
        "findings" => "finding",
        "flags" => "flag",
        "facts" => "fact",
        "topics" => "topic",
        "cards" => "card",
        "sources" => "source",
        _ => {
            let step = id.map_or_else(|| at.to_string(), str::to_owned);
            return Place { path: format!("{}/{step}", place.path), ..place.clone() };
        }
    };
    let owner = id.map_or_else(|| format!("the {kind} {}", at + 1), |id| format!("the {kind} `{id}`"));
    Place { owner, path: String::new() }
}
