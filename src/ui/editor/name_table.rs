//! What a text names, and what belongs to what. No pixels here.

use crate::definition::{Group, Kind, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The things of a file that have answers, bands or states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The id of the file: `own.name` is `name`.
    pub(super) own: String,
    /// The numbers of questions, scores and findings; questions on one scale have that of the scale.
    things: BTreeMap<String, usize>,
    scales: BTreeMap<String, usize>,
    /// Answers, bands and states, each with the number of what it belongs to.
    members: BTreeSet<(usize, String)>,
}

impl Table {
    /// Collects what a file names.
    #[must_use]
    pub(super) fn of(file: &Value) -> Self {
        let own = if let Kind::Group(group) = &file.kind { text_of(group, "id") } else { None };
        let mut table = Self { own: own.unwrap_or_default().to_owned(), ..Self::default() };
        let (mut count, mut on_scales) = (0, Vec::new());
        table.collect(file, &mut count, &mut on_scales, None);
        for (question, scale) in on_scales {
            if let Some(number) = table.scales.get(&scale) {
                table.things.insert(question, *number);
            }
        }
        table
    }

    fn collect(
        &mut self,
        value: &Value,
        count: &mut usize,
        on_scales: &mut Vec<(String, String)>,
        owner: Option<usize>,
    ) {
        let group = match &value.kind {
            Kind::List(values) => return values.iter().for_each(|value| self.collect(value, count, on_scales, owner)),
            Kind::Group(group) => group,
            _ => return,
        };
        let name = group.name.as_ref().map_or("", |name| name.as_str());
        let id = text_of(group, "id").map(str::to_owned);
        let mut owner = owner;
        match (name, id) {
            ("Item" | "Score" | "Finding", Some(id)) => {
                *count += 1;
                owner = Some(*count);
                on_scales.extend(scale_of(group).map(|scale| (id.clone(), scale.to_owned())));
                self.things.insert(id, *count);
            }
            ("Scale", Some(id)) => {
                *count += 1;
                owner = Some(*count);
                self.scales.insert(id, *count);
            }
            ("Option" | "Band" | "State", Some(id)) => self.members.extend(owner.map(|owner| (owner, id))),
            _ => {}
        }
        let values = group.fields.iter().map(|(_, value)| value).chain(&group.items);
        values.for_each(|value| self.collect(value, count, on_scales, owner));
    }

    /// The number of a question, score or finding.
    #[must_use]
    pub(super) fn owner(&self, name: &str) -> Option<usize> {
        self.things.get(name).copied()
    }

    /// The number of what this gives an id to, if it has answers, bands or states.
    #[must_use]
    pub(super) fn owner_of(&self, name: &str, group: &Group) -> Option<usize> {
        let known = match name {
            "Item" | "Score" | "Finding" => &self.things,
            "Scale" => &self.scales,
            _ => return None,
        };
        known.get(text_of(group, "id")?).copied()
    }

    /// True if this is an answer, band or state of it.
    #[must_use]
    pub(super) fn has(&self, owner: usize, name: &str) -> bool {
        self.members.contains(&(owner, name.to_owned()))
    }
}

/// The scale that a question is answered by.
fn scale_of(item: &Group) -> Option<&str> {
    let (_, ask) = item.fields.iter().find(|(name, _)| name.value == "ask")?;
    match &ask.kind {
        Kind::Group(ask) if ask.name.as_ref().is_some_and(|name| name.value == "Scale") => as_text(ask.items.first()?),
        _ => None,
    }
}

fn text_of<'g>(group: &'g Group, field: &str) -> Option<&'g str> {
    as_text(&group.fields.iter().find(|(name, _)| name.value == field)?.1)
}

fn as_text(value: &Value) -> Option<&str> {
    if let Kind::Text(text) = &value.kind { Some(text) } else { None }
}
