//! Files → form.

use super::asking::{Ask, Item, Section};
use super::asks::asks;
use super::form::{
    Card, Constraint, Criterion, Fact, Finding, FindingKind, Flag, Form, Gate, Note, Part, Score, Source, State,
    Symbol, Test, Topic,
};
use super::names::{Found, Names};
use super::order;
use super::resolve::{FindingShape, Resolver};
use super::scores;
use super::template::template;
use crate::definition::{self, Definition, DefinitionKind, Name, Words, fields};
use crate::source::{Diagnostic, Span, sort_and_limit};
use std::collections::HashMap;

/// Puts a form together from a root file and the questionnaires in `library` that it joins, asks first or speaks of.
///
/// There is a form only if no file of it has a fault; faults of the other files are among the messages.
#[must_use]
pub fn assemble(root: &Definition, library: &[&Definition]) -> (Option<Form>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let parts = parts(root, library, &mut diagnostics);
    let foreign = library.iter().copied().filter(|other| !parts.iter().any(|part| part.id.value == other.id.value));
    let names = Names::new(&parts, foreign, &mut diagnostics);
    let part_asks: Vec<Vec<Ask>> = parts.iter().map(|part| asks(part, &mut diagnostics)).collect();
    let asks: Vec<Ask> = part_asks.into_iter().flatten().collect();
    let resolver = Resolver {
        names: &names,
        asks: &asks,
        bands: &band_ids(&parts),
        findings: &finding_shapes(&parts),
        diagnostics,
        part: 0,
    };
    let mut builder = Builder { resolver, parts: &parts, form: blank(root), spans: HashMap::new() };
    for (at, part) in parts.iter().enumerate() {
        builder.part(at, part);
    }
    let Builder { resolver, mut form, spans, .. } = builder;
    let mut diagnostics = resolver.diagnostics;
    if !diagnostics.iter().any(Diagnostic::is_error) {
        match order::steps(&form, &spans) {
            Ok(steps) => form.steps = steps,
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    sort_and_limit(&mut diagnostics);
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    (sound.then_some(form), diagnostics)
}

/// The questionnaires of a form in the order they are asked; a panel comes last.
fn parts<'a>(
    root: &'a Definition,
    library: &[&'a Definition],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<&'a Definition> {
    let mut parts: Vec<&Definition> = Vec::new();
    add_part(root, library, &mut Vec::new(), &mut parts, diagnostics);
    parts
}

fn add_part<'a>(
    part: &'a Definition,
    library: &[&'a Definition],
    path: &mut Vec<&'a str>,
    parts: &mut Vec<&'a Definition>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    path.push(&part.id.value);
    for name in &part.order {
        if path.contains(&name.as_str()) {
            let message = format!("`{}` would be asked before itself", name.value);
            diagnostics.push(Diagnostic::error("circle", name.span, message));
        } else if parts.iter().any(|known| known.id.value == name.value) {
            // Asked once, where it comes first.
        } else if let Some(found) = library.iter().find(|known| known.id.value == name.value) {
            if found.kind == DefinitionKind::Panel {
                let message = format!("`{}` is a panel; only questionnaires can be asked here", name.value);
                diagnostics.push(Diagnostic::error("panel_in_panel", name.span, message));
            } else {
                add_part(found, library, path, parts, diagnostics);
            }
        } else {
            let diagnostic = Diagnostic::error(
                "unknown_questionnaire",
                name.span,
                format!("there is no questionnaire `{}`", name.value),
            );
            let known = library.iter().map(|known| known.id.value.as_str());
            diagnostics.push(match fields::nearest(name, known) {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(name.span, format!("\"{near}\"")),
                None => diagnostic.help("its file must lie in the same folder"),
            });
        }
    }
    path.pop();
    parts.push(part);
}

fn band_ids(parts: &[&Definition]) -> Vec<Vec<String>> {
    let ids = |score: &definition::Score| {
        let mut bands: Vec<&definition::Band> = score.bands.iter().collect();
        bands.sort_by(|a, b| a.from.value.total_cmp(&b.from.value));
        bands.iter().map(|band| band.id.value.clone()).collect()
    };
    parts.iter().flat_map(|part| &part.scores).map(ids).collect()
}

fn finding_shapes(parts: &[&Definition]) -> Vec<FindingShape> {
    let shape = |finding: &definition::Finding| match &finding.kind {
        definition::FindingKind::States { states, otherwise } => {
            FindingShape::States(states.iter().chain([&**otherwise]).map(|state| state.id.value.clone()).collect())
        }
        definition::FindingKind::YesNo { .. } => FindingShape::YesNo,
        definition::FindingKind::Count(_) => FindingShape::Count,
    };
    parts.iter().flat_map(|part| &part.findings).map(shape).collect()
}

/// The id with its part before it.
fn full_id(part: &Definition, name: &Name) -> String {
    format!("{}.{}", part.id.value, name.value)
}

fn text(words: Option<&Words>) -> String {
    words.map(|words| words.value.clone()).unwrap_or_default()
}

fn blank(root: &Definition) -> Form {
    Form {
        id: root.id.value.clone(),
        version: root.version.value.clone(),
        title: root.title.value.clone(),
        about: text(root.about.as_ref()),
        minutes: root.minutes.unwrap_or_default(),
        parts: Vec::new(),
        sections: Vec::new(),
        items: Vec::new(),
        gates: Vec::new(),
        constraints: Vec::new(),
        criteria: Vec::new(),
        scores: Vec::new(),
        findings: Vec::new(),
        flags: Vec::new(),
        facts: Vec::new(),
        topics: Vec::new(),
        cards: Vec::new(),
        sources: Vec::new(),
        steps: Vec::new(),
    }
}

struct Builder<'a> {
    resolver: Resolver<'a>,
    parts: &'a [&'a Definition],
    form: Form,
    spans: HashMap<Symbol, Span>,
}

impl Builder<'_> {
    fn part(&mut self, at: usize, part: &Definition) {
        self.resolver.part = at;
        let place = |name: &Name| self.parts.iter().position(|known| known.id.value == name.value);
        self.form.parts.push(Part {
            id: part.id.value.clone(),
            version: part.version.value.clone(),
            title: part.title.value.clone(),
            short: text(part.short.as_ref().or(Some(&part.title))),
            about: text(part.about.as_ref()),
            minutes: part.minutes.unwrap_or_default(),
            language: part.language.clone(),
            fingerprint: part.fingerprint.clone(),
            translation: part.translation.clone(),
            asks_first: part.order.iter().filter_map(place).collect(),
            is_panel: part.kind == DefinitionKind::Panel,
        });
        for source in &part.sources {
            self.form.sources.push(Source {
                id: source.id.value.clone(),
                cite: source.cite.value.clone(),
                doi: source.doi.as_ref().map(|doi| doi.value.clone()),
                url: source.url.as_ref().map(|url| url.value.clone()),
                seen: text(source.seen.as_ref()),
            });
        }
        part.sections.iter().for_each(|section| self.section(at, part, section));
        part.gates.iter().for_each(|gate| self.gate(gate));
        part.constraints.iter().for_each(|constraint| self.constraint(constraint));
        part.criteria.iter().for_each(|criterion| self.criterion(part, criterion));
        part.scores.iter().for_each(|score| self.score(part, score));
        part.findings.iter().for_each(|finding| self.finding(part, finding));
        part.flags.iter().for_each(|flag| self.flag(flag));
        part.cards.iter().for_each(|card| self.card(card));
        part.topics.iter().for_each(|topic| self.topic(topic));
        part.facts.iter().for_each(|fact| self.fact(fact));
    }

    fn sources(&mut self, names: &[Name]) -> Vec<usize> {
        let (part, resolver) = (self.resolver.part, &mut self.resolver);
        names.iter().filter_map(|name| resolver.names.source(name, part, &mut resolver.diagnostics)).collect()
    }

    fn section(&mut self, at: usize, part: &Definition, section: &definition::Section) {
        let first = self.form.items.len();
        let show = self.resolver.maybe(section.show_when.as_ref()).flatten();
        let hide = self.resolver.maybe(section.hide_when.as_ref()).flatten();
        for item in &section.items {
            let place = self.form.items.len();
            self.spans.insert(Symbol::Item(place), item.id.span);
            let own_show = self.resolver.maybe(item.show_when.as_ref()).flatten();
            let own_hide = self.resolver.maybe(item.hide_when.as_ref()).flatten();
            self.form.items.push(Item {
                part: at,
                section: self.form.sections.len(),
                id: full_id(part, &item.id),
                ask: self.resolver.asks.get(place).cloned().unwrap_or(Ask::Date),
                text: item.text.value.clone(),
                short: text(item.short.as_ref().or(Some(&item.text))),
                help: text(item.help.as_ref()),
                why: text(item.why.as_ref()),
                show_when: show.iter().cloned().chain(own_show).collect(),
                hide_when: hide.iter().cloned().chain(own_hide).collect(),
                prefer_not: item.prefer_not,
                private: item.private,
            });
        }
        self.form.sections.push(Section {
            part: at,
            id: section.id.value.clone(),
            title: section.title.value.clone(),
            about: text(section.about.as_ref()),
            items: first..self.form.items.len(),
        });
    }

    fn gate(&mut self, gate: &definition::Gate) {
        if let Some(when) = self.resolver.rule(&gate.when) {
            self.form.gates.push(Gate { id: gate.id.value.clone(), when, text: gate.text.value.clone() });
        }
    }

    /// Questions named in a list.
    fn items(&mut self, names: &[Name]) -> Vec<usize> {
        let resolver = &mut self.resolver;
        let item = |name: &Name| {
            if let Found::Symbol(Symbol::Item(item)) =
                resolver.names.find(name, resolver.part, &mut resolver.diagnostics)?
            {
                Some(item)
            } else {
                let message = format!("`{}` is not a question of this form", name.value);
                resolver.diagnostics.push(Diagnostic::error("not_a_question", name.span, message));
                None
            }
        };
        names.iter().filter_map(item).collect()
    }

    fn constraint(&mut self, constraint: &definition::Constraint) {
        let when = self.resolver.rule(&constraint.when);
        let items = self.items(&constraint.items);
        if let Some(when) = when {
            self.form.constraints.push(Constraint { when, items, text: constraint.text.value.clone() });
        }
    }

    fn test(&mut self, when: &Words, fails_when: Option<&Words>) -> Option<Test> {
        let (when, fails_when) = (self.resolver.rule(when), self.resolver.maybe(fails_when));
        Some(Test { when: when?, fails_when: fails_when? })
    }

    fn criterion(&mut self, part: &Definition, criterion: &definition::Criterion) {
        self.spans.insert(Symbol::Criterion(self.form.criteria.len()), criterion.id.span);
        let (test, sources) =
            (self.test(&criterion.when, criterion.fails_when.as_ref()), self.sources(&criterion.sources));
        let Some(test) = test else { return };
        let id = full_id(part, &criterion.id);
        self.form.criteria.push(Criterion {
            part: self.resolver.part,
            id,
            name: criterion.name.value.clone(),
            test,
            sources,
        });
    }

    fn score(&mut self, part: &Definition, score: &definition::Score) {
        self.spans.insert(Symbol::Score(self.form.scores.len()), score.id.span);
        let sum = self.items(&score.sum);
        let asks: Vec<&Ask> = sum.iter().filter_map(|item| self.resolver.asks.get(*item)).collect();
        for (name, ask) in score.sum.iter().zip(&asks) {
            if !matches!(ask, Ask::Choice { .. } | Ask::Number { .. }) {
                let message = format!("`{}` has neither points nor a number to add up", name.value);
                self.resolver.diagnostics.push(Diagnostic::error("not_a_number", name.span, message));
            }
        }
        // Where something was lost, or the range is wrong, a gap between bands is only what follows from it.
        let whole = sum.len() == score.sum.len() && !sum.is_empty() && !part.lost.any();
        let sound = whole && scores::check_range(score, &asks, &mut self.resolver.diagnostics);
        let bands = if sound || sum.is_empty() {
            scores::bands(score, scores::whole(&asks), &mut self.resolver.diagnostics)
        } else {
            Vec::new()
        };
        let (only_when, sources) = (self.resolver.maybe(score.only_when.as_ref()), self.sources(&score.sources));
        self.form.scores.push(Score {
            part: self.resolver.part,
            id: full_id(part, &score.id),
            name: score.name.value.clone(),
            unit: text(score.unit.as_ref()),
            sum,
            range: score.range.value,
            only_when: only_when.flatten(),
            bands,
            sources,
        });
    }

    fn finding(&mut self, part: &Definition, finding: &definition::Finding) {
        self.spans.insert(Symbol::Finding(self.form.findings.len()), finding.id.span);
        let kind = match &finding.kind {
            definition::FindingKind::States { states, otherwise } => {
                let states = states.iter().chain([&**otherwise]).filter_map(|state| self.state(state)).collect();
                Some(FindingKind::States(states))
            }
            definition::FindingKind::YesNo { when, fails_when, yes, no, open } => {
                let words = [yes, no, open].map(|words| text(words.as_ref()));
                self.test(when, fails_when.as_ref()).map(|test| FindingKind::YesNo { test: Box::new(test), words })
            }
            definition::FindingKind::Count(rules) => {
                Some(FindingKind::Count(rules.iter().filter_map(|rule| self.resolver.rule(rule)).collect()))
            }
        };
        let (only_when, sources) = (self.resolver.maybe(finding.only_when.as_ref()), self.sources(&finding.sources));
        let Some(kind) = kind else { return };
        self.form.findings.push(Finding {
            part: self.resolver.part,
            id: full_id(part, &finding.id),
            name: finding.name.value.clone(),
            kind,
            only_when: only_when.flatten(),
            sources,
        });
    }

    fn state(&mut self, state: &definition::State) -> Option<State> {
        let (when, sources) = (self.resolver.maybe(state.when.as_ref()), self.sources(&state.sources));
        Some(State {
            id: state.id.value.clone(),
            name: state.name_in_words(),
            when: when?,
            text: text(state.text.as_ref()),
            sources,
        })
    }

    fn flag(&mut self, flag: &definition::Flag) {
        self.spans.insert(Symbol::Flag(self.form.flags.len()), flag.id.span);
        let level = |(level, rule): &(_, Words)| self.resolver.rule(rule).map(|rule| (*level, rule));
        let levels = flag.levels.iter().filter_map(level).collect();
        let sources = self.sources(&flag.sources);
        let (id, text) = (flag.id.value.clone(), flag.text.value.clone());
        self.form.flags.push(Flag { part: self.resolver.part, id, text, levels, sources });
    }

    fn card(&mut self, card: &definition::Card) {
        let Some(when) = self.resolver.rule(&card.when) else { return };
        self.form.cards.push(Card {
            id: card.id.value.clone(),
            part: self.resolver.part,
            when,
            title: card.title.value.clone(),
            urgent: text(card.urgent.as_ref()),
            text: card.text.iter().map(|text| text.value.clone()).collect(),
            consent: text(card.consent.as_ref()),
        });
    }

    fn topic(&mut self, topic: &definition::Topic) {
        self.spans.insert(Symbol::Topic(self.form.topics.len()), topic.id.span);
        let when = self.resolver.rule(&topic.when);
        let notes = topic.notes.iter().filter_map(|note| {
            let (text, when) = (template(&note.text, &mut self.resolver), self.resolver.maybe(note.when.as_ref()));
            Some(Note { text, when: when? })
        });
        let notes = notes.collect();
        let sources = self.sources(&topic.sources);
        let (part, resolver) = (self.resolver.part, &mut self.resolver);
        let card = topic.card.as_ref().and_then(|name| resolver.names.card(name, part, &mut resolver.diagnostics));
        let Some(when) = when else { return };
        self.form.topics.push(Topic {
            part,
            id: topic.id.value.clone(),
            title: topic.title.value.clone(),
            urgency: topic.urgency,
            evidence: topic.evidence,
            evidence_note: text(topic.evidence_note.as_ref()),
            group: topic.group,
            when,
            why: topic.why.value.clone(),
            ask: topic.ask.value.clone(),
            notes,
            sources,
            card,
            private: topic.private,
        });
    }

    fn fact(&mut self, fact: &definition::Fact) {
        let (words, when) = (template(&fact.text, &mut self.resolver), self.resolver.maybe(fact.when.as_ref()));
        let Some(when) = when else { return };
        let label = text(fact.label.as_ref());
        self.form.facts.push(Fact { part: self.resolver.part, place: fact.place, label, text: words, when });
    }
}
