//! Everything of one file that should be able to come out, and everything that should be able not to.

use super::search::Wanted;
use super::truths::Truths;
use crate::definition::{Definition, FlagLevel, Name, Section};
use crate::questionnaire::{FindingKind, Form, Quantity, Rule, RuleKind, Test};
use crate::rule::{Comparison, Truth};
use crate::source::{SourceId, Span};

/// What should be able to come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A question with a rule is asked.
    Asked(usize),
    /// It is not.
    NotAsked(usize),
    /// A building block holds.
    Holds(usize),
    /// It does not, or cannot be told.
    Fails(usize),
    /// A score has the least (false) or the most (true) of its range.
    Bound(usize, bool),
    /// A score lies in a band, by place.
    Band(usize, usize),
    /// A finding comes to a state, by place.
    State(usize, usize),
    /// A yes/no finding says this.
    Says(usize, Truth),
    /// A flag is raised at a level.
    Level(usize, FlagLevel),
    /// A topic is shown.
    Shown(usize),
    /// It is not.
    NotShown(usize),
    /// A card is shown.
    Card(usize),
    /// A gate closes.
    Gate(usize),
    /// Answers contradict each other.
    Contradiction(usize),
    /// Some other rule holds: of a section, a fact, a note, or for a score or finding to be there.
    Rule,
    /// It does not, or cannot be told.
    NotRule,
    /// One of several alternatives of a rule holds.
    Alternative,
}

/// A subject, where it stands, and what must come out for it.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    pub(super) subject: Subject,
    pub(super) span: Span,
    wanted: Vec<(Rule, Truths)>,
}

impl Goal {
    pub(super) fn wanted(&self) -> Wanted<'_> {
        self.wanted.iter().map(|(rule, truths)| (rule, *truths)).collect()
    }

    pub(super) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.wanted.iter().map(|(rule, _)| rule)
    }
}

/// All goals of a file, in the order of the file's kinds of things.
pub(super) fn goals(definition: &Definition, form: &Form) -> Vec<Goal> {
    let own = form.part(&definition.id.value).unwrap_or(usize::MAX);
    let mut goals = Goals { form, own, list: Vec::new() };
    goals.questions(definition);
    goals.criteria();
    goals.scores(definition);
    goals.findings(definition);
    goals.warnings(definition);
    goals.topics(definition);
    goals.others(definition.id.span.source);
    goals.list
}

struct Goals<'f> {
    form: &'f Form,
    own: usize,
    list: Vec<Goal>,
}

impl Goals<'_> {
    fn want(&mut self, subject: Subject, span: Span, wanted: Vec<(Rule, Truths)>) {
        self.list.push(Goal { subject, span, wanted });
    }

    /// A rule that should hold for some answers; `other` where it should not for some others.
    fn rule(&mut self, rule: &Rule, subject: Subject, other: Option<Subject>) {
        self.want(subject, rule.span, vec![(rule.clone(), Truths::YES)]);
        if let Some(other) = other {
            self.want(other, rule.span, vec![(rule.clone(), Truths::NOT_YES)]);
        }
        self.alternatives(rule);
    }

    fn alternatives(&mut self, rule: &Rule) {
        match &rule.kind {
            RuleKind::Any(rules) => {
                for rule in rules {
                    self.want(Subject::Alternative, rule.span, vec![(rule.clone(), Truths::YES)]);
                    self.alternatives(rule);
                }
            }
            RuleKind::All(rules) => rules.iter().for_each(|rule| self.alternatives(rule)),
            _ => {}
        }
    }

    fn questions(&mut self, definition: &Definition) {
        let (form, own) = (self.form, self.own);
        // The rule of a section stands in each of its questions; one message is enough.
        let mut of_sections: Vec<Span> = Vec::new();
        let sections = form.sections.iter().filter(|section| section.part == own);
        for (section, written) in sections.zip(&definition.sections) {
            let spans = rules_of(written);
            let items = form.items.get(section.items.clone()).unwrap_or_default();
            for rule in items.iter().flat_map(|item| item.show_when.iter().chain(&item.hide_when)) {
                if spans.iter().any(|span| span.encloses(rule.span)) && !of_sections.contains(&rule.span) {
                    of_sections.push(rule.span);
                    self.rule(rule, Subject::Rule, Some(Subject::NotRule));
                }
            }
            for (at, name) in section.items.clone().zip(written.items.iter().map(|item| &item.id)) {
                self.question(at, name, &of_sections);
            }
        }
    }

    fn question(&mut self, at: usize, name: &Name, of_sections: &[Span]) {
        let Some(item) = self.form.items.get(at) else { return };
        let own: Vec<&Rule> = item.show_when.iter().chain(&item.hide_when).collect();
        if own.iter().all(|rule| of_sections.contains(&rule.span)) {
            return;
        }
        let asked = made(RuleKind::Asked(at));
        self.want(Subject::Asked(at), name.span, vec![(asked.clone(), Truths::YES)]);
        self.want(Subject::NotAsked(at), name.span, vec![(asked, Truths::NO)]);
        for rule in own {
            self.alternatives(rule);
        }
    }

    fn criteria(&mut self) {
        let (form, own) = (self.form, self.own);
        for (at, criterion) in form.criteria.iter().enumerate().filter(|(_, it)| it.part == own) {
            let span = criterion.test.when.span;
            let rule = made(RuleKind::Criterion(at));
            self.want(Subject::Holds(at), span, vec![(rule.clone(), Truths::YES)]);
            self.want(Subject::Fails(at), span, vec![(rule, Truths::NOT_YES)]);
            each_rule(&criterion.test, &mut |rule| self.alternatives(rule));
        }
    }

    fn scores(&mut self, definition: &Definition) {
        let form = self.form;
        for written in &definition.scores {
            let id = format!("{}.{}", definition.id.value, written.id.value);
            let Some((at, score)) = form.scores.iter().enumerate().find(|(_, score)| score.id == id) else { continue };
            for (number, is_most) in [(score.range.0, false), (score.range.1, true)] {
                let rule = RuleKind::Compare(Quantity::Score(at), Comparison::Equal, Quantity::Number(number));
                self.want(Subject::Bound(at, is_most), written.range.span, vec![(made(rule), Truths::YES)]);
            }
            for (band, written) in written.bands.iter().enumerate().take(64) {
                let rule = made(RuleKind::Band { score: at, bands: 1 << band });
                self.want(Subject::Band(at, band), written.id.span, vec![(rule, Truths::YES)]);
            }
            if let Some(rule) = &score.only_when {
                self.rule(rule, Subject::Rule, Some(Subject::NotRule));
            }
        }
    }

    fn findings(&mut self, definition: &Definition) {
        let form = self.form;
        for written in &definition.findings {
            let id = format!("{}.{}", definition.id.value, written.id.value);
            let Some((at, finding)) = form.findings.iter().enumerate().find(|(_, it)| it.id == id) else { continue };
            if let Some(rule) = &finding.only_when {
                self.rule(rule, Subject::Rule, Some(Subject::NotRule));
            }
            match &finding.kind {
                FindingKind::States(states) => {
                    for (place, state) in states.iter().enumerate().take(64) {
                        let name = state_name(written, place).map_or(written.id.span, |name| name.span);
                        let rule = made(RuleKind::State { finding: at, states: 1 << place });
                        self.want(Subject::State(at, place), name, vec![(rule, Truths::YES)]);
                        state.when.iter().for_each(|rule| self.alternatives(rule));
                    }
                }
                FindingKind::YesNo { test, .. } => {
                    self.outcomes(at, test, finding.only_when.as_ref());
                    each_rule(test, &mut |rule| self.alternatives(rule));
                }
                FindingKind::Count(rules) => {
                    for rule in rules {
                        self.rule(rule, Subject::Rule, Some(Subject::NotRule));
                    }
                }
            }
        }
    }

    fn outcomes(&mut self, at: usize, test: &Test, only_when: Option<&Rule>) {
        let exists: Vec<(Rule, Truths)> = only_when.map(|rule| (rule.clone(), Truths::YES)).into_iter().collect();
        let when = |truths: Truths| exists.iter().cloned().chain([(test.when.clone(), truths)]).collect::<Vec<_>>();
        let span = test.when.span;
        self.want(Subject::Says(at, Truth::Yes), span, when(Truths::YES));
        let no = match &test.fails_when {
            None => when(Truths::NO),
            Some(rule) => when(Truths::NOT_YES).into_iter().chain([(rule.clone(), Truths::YES)]).collect(),
        };
        self.want(Subject::Says(at, Truth::No), test.fails_when.as_ref().map_or(span, |rule| rule.span), no);
    }

    fn warnings(&mut self, definition: &Definition) {
        let form = self.form;
        for written in &definition.flags {
            let own = form.flags.iter().enumerate();
            let mut own = own.filter(|(_, flag)| flag.part == self.own && flag.id == written.id.value);
            let Some((at, flag)) = own.next() else { continue };
            for (level, rule) in &flag.levels {
                let raised = made(RuleKind::Level { flag: at, levels: super::outlook::level_bit(*level) });
                self.want(Subject::Level(at, *level), rule.span, vec![(raised, Truths::YES)]);
                self.alternatives(rule);
            }
        }
    }

    fn topics(&mut self, definition: &Definition) {
        let form = self.form;
        for written in &definition.topics {
            let own = form.topics.iter().enumerate();
            let mut own = own.filter(|(_, topic)| topic.part == self.own && topic.id == written.id.value);
            let Some((at, topic)) = own.next() else { continue };
            self.rule(&topic.when, Subject::Shown(at), Some(Subject::NotShown(at)));
            for rule in topic.notes.iter().filter_map(|note| note.when.as_ref()) {
                // A note is read only where its topic is.
                let shown = (topic.when.clone(), Truths::YES);
                self.want(Subject::Rule, rule.span, vec![shown, (rule.clone(), Truths::YES)]);
                self.alternatives(rule);
            }
        }
    }

    fn others(&mut self, source: SourceId) {
        let (form, own) = (self.form, self.own);
        for (at, card) in form.cards.iter().enumerate().filter(|(_, card)| card.part == own) {
            self.rule(&card.when, Subject::Card(at), None);
        }
        for rule in form.facts.iter().filter(|fact| fact.part == own).filter_map(|fact| fact.when.as_ref()) {
            self.rule(rule, Subject::Rule, Some(Subject::NotRule));
        }
        let own_file = |rule: &Rule| rule.span.source == source;
        for (at, gate) in form.gates.iter().enumerate().filter(|(_, gate)| own_file(&gate.when)) {
            self.rule(&gate.when, Subject::Gate(at), None);
        }
        for (at, constraint) in form.constraints.iter().enumerate().filter(|(_, it)| own_file(&it.when)) {
            self.rule(&constraint.when, Subject::Contradiction(at), None);
        }
    }
}

fn each_rule(test: &Test, visit: &mut impl FnMut(&Rule)) {
    visit(&test.when);
    test.fails_when.iter().for_each(visit);
}

fn rules_of(section: &Section) -> Vec<Span> {
    section.show_when.iter().chain(&section.hide_when).map(|words| words.span).collect()
}

fn state_name(finding: &crate::definition::Finding, place: usize) -> Option<&Name> {
    match &finding.kind {
        crate::definition::FindingKind::States { states, otherwise } => {
            Some(&states.get(place).unwrap_or(otherwise).id)
        }
        _ => None,
    }
}

/// A rule that stands in no file.
fn made(kind: RuleKind) -> Rule {
    Rule { kind, span: Span::default() }
}
