//! What each name of each file stands for.

use super::form::Symbol;
use crate::definition::{Definition, FindingKind, LostNames, Name, fields};
use crate::source::{Diagnostic, MOST_DIAGNOSTICS, Span};
use std::collections::HashMap;

/// The names of all files that a form is made of, and of those it merely speaks of.
pub(super) struct Names<'a> {
    /// In the order of the form's parts.
    pub(super) parts: Vec<PartNames<'a>>,
    /// Other questionnaires, by id, that are not part of this form.
    foreign: HashMap<&'a str, PartNames<'a>>,
}

/// The names of one file.
#[derive(Default)]
pub(super) struct PartNames<'a> {
    pub(super) id: &'a str,
    symbols: HashMap<&'a str, (Symbol, Span)>,
    topics: HashMap<&'a str, (usize, Span)>,
    pub(super) sources: HashMap<&'a str, (usize, Span)>,
    pub(super) cards: HashMap<&'a str, (usize, Span)>,
    lost: Option<&'a LostNames>,
}

/// How many things of each kind come before a part's own.
#[derive(Debug, Clone, Copy, Default)]
struct Offsets {
    items: usize,
    criteria: usize,
    scores: usize,
    findings: usize,
    flags: usize,
    topics: usize,
    sources: usize,
    cards: usize,
}

/// What a name in a rule turned out to be.
pub(super) enum Found {
    /// Something of this form.
    Symbol(Symbol),
    /// Something of a questionnaire that is not part of this form.
    NotTaken(String),
}

impl<'a> Names<'a> {
    /// Collects all names; a name that stands for two things is reported.
    pub(super) fn new(
        parts: &[&'a Definition],
        foreign: impl Iterator<Item = &'a Definition>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut offsets = Offsets::default();
        let parts = parts.iter().map(|part| PartNames::new(part, &mut offsets, diagnostics)).collect();
        let mut ignored = Vec::new();
        let foreign = foreign
            .map(|other| (other.id.as_str(), PartNames::new(other, &mut Offsets::default(), &mut ignored)))
            .collect();
        Self { parts, foreign }
    }

    /// What a name means in a rule of a part. `None` means that a message has been given, or need not be.
    pub(super) fn find(&self, name: &Name, part: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Found> {
        let (scope, own_name) = match name.value.split_once('.') {
            Some((scope, own_name)) => (self.scope(scope, name, part, diagnostics)?, own_name),
            None => (self.parts.get(part)?, name.as_str()),
        };
        let known = scope.symbols.get(own_name).map(|(symbol, _)| *symbol);
        let in_form = self.parts.iter().any(|part| part.id == scope.id);
        match known {
            Some(symbol) if in_form => Some(Found::Symbol(symbol)),
            Some(_) => Some(Found::NotTaken(name.value.clone())),
            None => {
                self.report_unknown(name, own_name, scope, diagnostics);
                None
            }
        }
    }

    /// True if a name in a rule of a part may be that of a question or a result.
    pub(super) fn knows(&self, name: &str, part: usize) -> bool {
        let scope = self.parts.get(part);
        name.contains('.') || scope.is_some_and(|scope| scope.symbols.contains_key(name) || scope.may_have_lost(name))
    }

    fn scope(&self, id: &str, name: &Name, part: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<&PartNames<'a>> {
        let found = self.parts.iter().find(|part| part.id == id).or_else(|| self.foreign.get(id));
        if found.is_none() {
            let message = format!("there is no questionnaire `{id}`");
            let known = self.parts.iter().map(|part| part.id).chain(self.foreign.keys().copied());
            let known = known.filter(|known| Some(*known) != self.parts.get(part).map(|own| own.id));
            let diagnostic = Diagnostic::error("unknown_questionnaire", name.span, message);
            diagnostics.push(match fields::nearest(id, known) {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
                None => diagnostic.help("its file must lie in the same folder"),
            });
        }
        found
    }

    fn report_unknown(&self, name: &Name, own: &str, scope: &PartNames, diagnostics: &mut Vec<Diagnostic>) {
        if scope.lost.is_some_and(|lost| lost.may_hold(own)) {
            return;
        }
        let message = format!("there is no question, criterion, score, finding or flag `{}`", name.value);
        let diagnostic = Diagnostic::error("unknown_name", name.span, message);
        let elsewhere = self.parts.iter().find(|part| part.symbols.contains_key(own));
        // In a text full of mistakes only the first messages are shown; to look for a likely name takes time.
        let few = diagnostics.len() < MOST_DIAGNOSTICS;
        let near = scope.symbols.keys().copied().filter(|_| few);
        let near = fields::nearest(own, near);
        diagnostics.push(match (elsewhere, near) {
            (Some(part), _) if part.id != scope.id => {
                let right = format!("{}.{own}", part.id);
                diagnostic.label(format!("did you mean `{right}`?")).fix(name.span, right)
            }
            (_, Some(near)) => {
                let right = match name.value.split_once('.') {
                    Some((scope, _)) => format!("{scope}.{near}"),
                    None => near.to_owned(),
                };
                diagnostic.label(format!("did you mean `{right}`?")).fix(name.span, right)
            }
            _ => diagnostic,
        });
    }

    /// The place of a topic.
    pub(super) fn topic(&self, name: &Name, part: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let scope = match name.value.split_once('.') {
            Some((scope, _)) => self.scope(scope, name, part, diagnostics)?,
            None => self.parts.get(part)?,
        };
        look_up(&scope.topics, name, "topic", scope.lost, diagnostics)
    }

    /// The place of a source of this part.
    pub(super) fn source(&self, name: &Name, part: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let scope = self.parts.get(part)?;
        look_up(&scope.sources, name, "source", scope.lost, diagnostics)
    }

    /// The place of a card of this part.
    pub(super) fn card(&self, name: &Name, part: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
        let scope = self.parts.get(part)?;
        look_up(&scope.cards, name, "card", scope.lost, diagnostics)
    }
}

/// Finds a name in a list of one kind, or says what might have been meant.
pub(super) fn look_up(
    names: &HashMap<&str, (usize, Span)>,
    name: &Name,
    what: &str,
    lost: Option<&LostNames>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let own = name.value.rsplit('.').next().unwrap_or_default();
    let found = names.get(own).map(|(place, _)| *place);
    if found.is_none() && !lost.is_some_and(|lost| lost.may_hold(own)) {
        let diagnostic = Diagnostic::error("unknown_name", name.span, format!("there is no {what} `{}`", name.value));
        diagnostics.push(match fields::nearest(own, names.keys().copied()) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }
    found
}

impl<'a> PartNames<'a> {
    fn new(definition: &'a Definition, offsets: &mut Offsets, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut names = Self { id: definition.id.as_str(), lost: Some(&definition.lost), ..Self::default() };
        check_id(&definition.id, diagnostics);
        let items = definition.sections.iter().flat_map(|section| &section.items).map(|item| &item.id);
        names.add(items, &mut offsets.items, Symbol::Item, diagnostics);
        names.add(definition.criteria.iter().map(|it| &it.id), &mut offsets.criteria, Symbol::Criterion, diagnostics);
        names.add(definition.scores.iter().map(|it| &it.id), &mut offsets.scores, Symbol::Score, diagnostics);
        names.add(definition.findings.iter().map(|it| &it.id), &mut offsets.findings, Symbol::Finding, diagnostics);
        names.add(definition.flags.iter().map(|it| &it.id), &mut offsets.flags, Symbol::Flag, diagnostics);
        names.topics = unique(definition.topics.iter().map(|it| &it.id), &mut offsets.topics, diagnostics);
        names.sources = unique(definition.sources.iter().map(|it| &it.id), &mut offsets.sources, diagnostics);
        names.cards = unique(definition.cards.iter().map(|it| &it.id), &mut offsets.cards, diagnostics);
        local_names(definition, diagnostics);
        names
    }

    /// True if a name that is not found may be that of an element that could not be read.
    pub(super) fn may_have_lost(&self, name: &str) -> bool {
        self.lost.is_some_and(|lost| lost.may_hold(name))
    }

    fn add(
        &mut self,
        names: impl Iterator<Item = &'a Name>,
        offset: &mut usize,
        symbol: fn(usize) -> Symbol,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for name in names {
            check_id(name, diagnostics);
            let place = *offset;
            *offset += 1;
            if let Some((_, first)) = self.symbols.get(name.as_str()) {
                duplicate(name, *first, diagnostics);
            } else {
                self.symbols.insert(name.as_str(), (symbol(place), name.span));
            }
        }
    }
}

/// Names that nothing outside their own list can use: sections, scales, options, states, bands, gates.
fn local_names(definition: &Definition, diagnostics: &mut Vec<Diagnostic>) {
    let mut check = |names: Vec<&Name>| {
        unique(names.into_iter(), &mut 0, diagnostics);
    };
    check(definition.sections.iter().map(|it| &it.id).collect());
    check(definition.scales.iter().map(|it| &it.id).collect());
    check(definition.gates.iter().map(|it| &it.id).collect());
    check(definition.order.iter().collect());
    for scale in &definition.scales {
        check(scale.options.iter().map(|it| &it.id).collect());
    }
    for item in definition.sections.iter().flat_map(|section| &section.items) {
        if let crate::definition::Ask::Choice(options) | crate::definition::Ask::Choices(options, _) = &item.ask.value {
            check(options.iter().map(|it| &it.id).collect());
        }
    }
    for score in &definition.scores {
        check(score.bands.iter().map(|it| &it.id).collect());
    }
    for finding in &definition.findings {
        if let FindingKind::States { states, otherwise } = &finding.kind {
            check(states.iter().chain([&**otherwise]).map(|it| &it.id).collect());
        }
    }
}

fn unique<'a>(
    names: impl Iterator<Item = &'a Name>,
    offset: &mut usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> HashMap<&'a str, (usize, Span)> {
    let mut unique: HashMap<&str, (usize, Span)> = HashMap::new();
    for name in names {
        check_id(name, diagnostics);
        let place = *offset;
        *offset += 1;
        match unique.get(name.as_str()) {
            Some((_, first)) => duplicate(name, *first, diagnostics),
            None => {
                unique.insert(name.as_str(), (place, name.span));
            }
        }
    }
    unique
}

fn duplicate(name: &Name, first: Span, diagnostics: &mut Vec<Diagnostic>) {
    let message = format!("the name `{}` is used twice", name.value);
    diagnostics.push(
        Diagnostic::error("duplicate_id", name.span, message)
            .label("again here")
            .related(first, "first here")
            .help("give one of them another name"),
    );
}

fn check_id(name: &Name, diagnostics: &mut Vec<Diagnostic>) {
    let good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if good {
        return;
    }
    let plain: String = name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let message = format!("`{}` cannot be a name: names are made of small letters, digits and `_`", name.value);
    let diagnostic = Diagnostic::error("bad_name", name.span, message);
    diagnostics.push(if plain.starts_with(|c: char| c.is_ascii_lowercase()) {
        diagnostic.label(format!("write \"{plain}\""))
    } else {
        diagnostic.help("a name begins with a letter")
    });
}
