//! Whether an example came out as its author expects.

use super::examples::Runner;
use super::gate::GateResult;
use super::names::{finding_name, gate_name, level_name, truth_name, urgency_name};
use super::run::Evaluation;
use super::state::{FindingState, ScoreState};
use crate::answers::Answers;
use crate::definition::{FlagLevel, Group, Kind, Name, Value, fields};
use crate::questionnaire::{FindingKind, Form, Symbol};
use crate::source::{Diagnostic, Span};

impl Runner<'_> {
    pub(super) fn expect(&mut self, expect: &Value, evaluation: &Evaluation, answers: &Answers) {
        let gate = evaluation.gate(answers);
        let fields = self.fields(expect);
        let expects_gate = fields.iter().any(|(name, _)| name.value == "gate");
        if gate != GateResult::Open && !expects_gate {
            let name = gate_name(self.form, &gate);
            let message = format!("these answers give no results: the gate is `{name}`");
            let help = match &gate {
                GateResult::Invalid(faults) => {
                    let items = faults.iter().flat_map(|fault| &fault.items).filter_map(|at| self.form.items.get(*at));
                    let items: Vec<&str> = items.map(|item| item.id.as_str()).collect();
                    format!("look again at {}, or expect `gate: {name}`", fields::list(&items))
                }
                _ => format!("change the answers, or expect `gate: {name}`"),
            };
            self.diagnostics.push(Diagnostic::error("failing_example", expect.span, message).help(help));
            return;
        }
        self.expect_fields(expect, self.own, evaluation, &gate);
    }

    fn expect_fields(&mut self, expect: &Value, part: &str, evaluation: &Evaluation, gate: &GateResult) {
        for (name, value) in self.fields(expect) {
            match name.as_str() {
                "gate" => {
                    let gates = self.form.gates.iter().map(|gate| gate.id.as_str());
                    let known: Vec<&str> = ["ok", "invalid"].into_iter().chain(gates).collect();
                    self.compare("the gate", value, gate_name(self.form, gate), &known);
                }
                "flags" => self.flags(value, evaluation),
                "topics" => self.topics(value, evaluation),
                "urgency" => {
                    let known = ["none", "routine", "prompt", "emergency"];
                    self.compare("the urgency", value, urgency_name(evaluation.urgency()), &known);
                }
                "shown" | "hidden" => self.asked(value, part, name.value == "shown", evaluation),
                other
                    if part == self.own && self.form.part(other).is_some() && matches!(value.kind, Kind::Group(_)) =>
                {
                    self.expect_fields(value, other, evaluation, gate);
                }
                _ => self.result(part, name, value, evaluation),
            }
        }
    }

    /// Compares a word with one of those that it could be.
    fn compare(&mut self, what: &str, value: &Value, found: &str, known: &[&str]) {
        match &value.kind {
            Kind::Word(word) | Kind::Text(word) if word == found => {}
            Kind::Word(word) | Kind::Text(word) if !known.contains(&word.as_str()) => {
                self.unknown("unknown_option", value.span, format!("{what} cannot be `{word}`"), (word, known));
            }
            Kind::Word(_) | Kind::Text(_) => self.differs(value.span, format!("{what} came out as `{found}`")),
            _ => self.report("wrong_type", value.span, format!("expected a word, found {}", value.describe())),
        }
    }

    fn differs(&mut self, span: Span, message: String) {
        self.diagnostics.push(Diagnostic::error("failing_example", span, message).label("expected here"));
    }

    /// Reports a word that is none of those known, with the one that was most likely meant.
    pub(super) fn unknown(&mut self, code: &'static str, span: Span, message: String, (word, known): (&str, &[&str])) {
        let diagnostic = Diagnostic::error(code, span, message);
        self.diagnostics.push(match fields::nearest(word, known.iter().copied()) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(span, near),
            None => diagnostic.help(format!("there are {}", fields::list(known))),
        });
    }

    fn result(&mut self, part: &str, name: &Name, value: &Value, evaluation: &Evaluation) {
        let id = format!("{part}.{}", name.value);
        let what = format!("`{}`", name.value);
        match self.form.result(&id) {
            Some(Symbol::Criterion(at)) => self.compare(&what, value, truth_name(evaluation.criterion(at)), &TRUTHS),
            Some(Symbol::Finding(at)) => match (evaluation.finding(at), &value.kind) {
                #[expect(clippy::cast_precision_loss, reason = "a count of a few rules")]
                (FindingState::Count(count), Kind::Number(number)) if (count as f64 - number).abs() < f64::EPSILON => {}
                (FindingState::Count(count), _) => self.differs(value.span, format!("{what} came out as {count}")),
                (state, _) => {
                    let Some(finding) = self.form.findings.get(at) else { return };
                    let known: Vec<&str> = match &finding.kind {
                        FindingKind::States(states) => states.iter().map(|state| state.id.as_str()).collect(),
                        FindingKind::YesNo { .. } => TRUTHS.to_vec(),
                        FindingKind::Count(_) => Vec::new(),
                    };
                    let known: Vec<&str> = known.into_iter().chain(["absent"]).collect();
                    self.compare(&what, value, finding_name(&finding.kind, state), &known);
                }
            },
            Some(Symbol::Score(at)) => self.score(&what, at, value, evaluation.score(at)),
            _ => {
                let ids = self.form.results().filter_map(|id| id.strip_prefix(part)?.strip_prefix('.'));
                let near = fields::nearest(name, ids.chain(["gate", "flags", "topics", "urgency", "shown", "hidden"]));
                let diagnostic = Diagnostic::error("unknown_name", name.span, format!("there is no result `{id}`"));
                self.diagnostics.push(match near {
                    Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(name.span, near),
                    None => diagnostic,
                });
            }
        }
    }

    fn score(&mut self, what: &str, at: usize, value: &Value, state: Option<ScoreState>) {
        let Some(score) = self.form.scores.get(at) else { return };
        let band = |state: ScoreState| {
            state.band.and_then(|band| score.bands.get(band)).map_or("unknown", |band| band.id.as_str())
        };
        let range = match state {
            None => "absent".to_owned(),
            Some(state) if state.unanswered == 0 => state.low.to_string(),
            Some(state) => format!("({}, {})", state.low, state.high),
        };
        let found = match state.filter(|state| state.band.is_some()) {
            Some(state) => format!("{range}, in the band `{}`", band(state)),
            None => range,
        };
        let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
        let met = match (&value.kind, state) {
            (Kind::Word(word), None) => word == "absent",
            (Kind::Word(word), Some(state)) => word == band(state),
            (Kind::Number(number), Some(state)) => state.unanswered == 0 && same(state.low, *number),
            (Kind::Group(Group { name: None, fields, items }), Some(state)) if fields.is_empty() => {
                matches!(items.as_slice(), [Value { kind: Kind::Number(low), .. }, Value { kind: Kind::Number(high), .. }]
                    if same(state.low, *low) && same(state.high, *high))
            }
            _ => false,
        };
        let bands = score.bands.iter().map(|band| band.id.as_str());
        let known: Vec<&str> = bands.chain(["absent", "unknown"]).collect();
        match &value.kind {
            _ if met => {}
            Kind::Word(word) if !known.contains(&word.as_str()) => {
                self.unknown("unknown_option", value.span, format!("{what} cannot be `{word}`"), (word, &known));
            }
            _ => self.differs(value.span, format!("{what} came out as {found}")),
        }
    }

    fn words<'v>(&mut self, value: &'v Value) -> Vec<(&'v str, Span)> {
        let word = |value: &'v Value| match &value.kind {
            Kind::Word(word) | Kind::Text(word) => Some((word.as_str(), value.span)),
            _ => None,
        };
        if let Kind::List(values) = &value.kind {
            return values.iter().filter_map(word).collect();
        }
        if word(value).is_some() {
            self.diagnostics.push(fields::list_of_one(value));
        } else {
            self.report("wrong_type", value.span, format!("expected a list in `[ ]`, found {}", value.describe()));
        }
        Vec::new()
    }

    fn topics(&mut self, value: &Value, evaluation: &Evaluation) {
        let before = self.diagnostics.len();
        let expected = self.words(value);
        let known: Vec<&str> = self.form.topics.iter().map(|topic| topic.id.as_str()).collect();
        for (id, span) in expected.iter().filter(|(id, _)| !known.contains(id)) {
            let near = fields::nearest(id, known.iter().copied());
            let diagnostic = Diagnostic::error("unknown_name", *span, format!("there is no topic `{id}`"));
            self.diagnostics.push(match near {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(*span, format!("\"{near}\"")),
                None => diagnostic,
            });
        }
        if self.diagnostics.len() > before {
            return;
        }
        let shown = self.form.topics.iter().enumerate().filter(|(at, _)| evaluation.topic(*at));
        let found: Vec<String> = shown.map(|(_, topic)| topic.id.clone()).collect();
        let wanted: Vec<String> = expected.iter().map(|(id, _)| (*id).to_owned()).collect();
        self.compare_sets("topics", value.span, &found, &wanted);
    }

    fn compare_sets(&mut self, what: &str, span: Span, found: &[String], wanted: &[String]) {
        let names = |names: Vec<&String>| fields::list(&names.into_iter().map(String::as_str).collect::<Vec<_>>());
        let missing: Vec<&String> = wanted.iter().filter(|id| !found.contains(id)).collect();
        let extra: Vec<&String> = found.iter().filter(|id| !wanted.contains(id)).collect();
        let mut words = Vec::new();
        if !missing.is_empty() {
            words.push(format!("{} did not appear", names(missing)));
        }
        if !extra.is_empty() {
            words.push(format!("{} appeared as well", names(extra)));
        }
        if !words.is_empty() {
            self.differs(span, format!("the {what} came out differently: {}", words.join("; ")));
        }
    }

    fn flags(&mut self, value: &Value, evaluation: &Evaluation) {
        let (mut wanted, before) = (Vec::new(), self.diagnostics.len());
        let ids: Vec<&str> = self.form.flags.iter().map(|flag| flag.id.as_str()).collect();
        let levels = [FlagLevel::Mention, FlagLevel::SameDay, FlagLevel::Emergency].map(level_name);
        for (name, value) in self.fields(value) {
            if !ids.contains(&name.as_str()) {
                let message = format!("there is no flag `{}`", name.value);
                self.unknown("unknown_name", name.span, message, (name, &ids));
            }
            match &value.kind {
                Kind::Word(level) if levels.contains(&level.as_str()) => {
                    wanted.push(format!("{}: {level}", name.value));
                }
                Kind::Word(level) => {
                    let message = format!("there is no level `{level}`");
                    self.unknown("unknown_option", value.span, message, (level, &levels));
                }
                _ => self.report("wrong_type", value.span, format!("expected a level, found {}", value.describe())),
            }
        }
        if self.diagnostics.len() > before {
            return;
        }
        let raised = self.form.flags.iter().enumerate().filter_map(|(at, flag)| Some((flag, evaluation.flag(at)?)));
        let found: Vec<String> = raised.map(|(flag, level)| format!("{}: {}", flag.id, level_name(level))).collect();
        self.compare_sets("flags", value.span, &found, &wanted);
    }

    fn asked(&mut self, value: &Value, part: &str, shown: bool, evaluation: &Evaluation) {
        for (id, span) in self.words(value) {
            let full = format!("{part}.{id}");
            match self.form.items.iter().position(|item| item.id == full) {
                Some(at) if evaluation.is_asked(at) == shown => {}
                Some(_) => self.differs(span, format!("`{id}` is {}", if shown { "hidden" } else { "shown" })),
                None => self.report("unknown_name", span, format!("there is no question `{full}`")),
            }
        }
    }
}

const TRUTHS: [&str; 3] = ["yes", "no", "unknown"];

impl Form {
    /// The score, finding or criterion of that id.
    fn result(&self, id: &str) -> Option<Symbol> {
        let finding = self.findings.iter().position(|finding| finding.id == id).map(Symbol::Finding);
        let score = || self.scores.iter().position(|score| score.id == id).map(Symbol::Score);
        let criterion = || self.criteria.iter().position(|criterion| criterion.id == id).map(Symbol::Criterion);
        finding.or_else(score).or_else(criterion)
    }

    /// The ids of all findings, scores and criteria.
    fn results(&self) -> impl Iterator<Item = &str> {
        let findings = self.findings.iter().map(|finding| finding.id.as_str());
        let scores = self.scores.iter().map(|score| score.id.as_str());
        findings.chain(scores).chain(self.criteria.iter().map(|criterion| criterion.id.as_str()))
    }
}
