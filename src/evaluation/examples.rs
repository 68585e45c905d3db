//! The worked examples of a file: made-up people, and whether the results are as their author expects.

use super::gate::GateResult;
use super::run::Evaluation;
use super::state::{FindingState, ScoreState};
use crate::answers::{Answers, Response};
use crate::definition::{Definition, FlagLevel, Group, Kind, Name, Urgency, Value, Words, fields};
use crate::questionnaire::{Ask, FindingKind, Form, Symbol};
use crate::rule::Truth;
use crate::source::{Diagnostic, Span, sort_and_limit};
use std::collections::HashMap;

/// Runs all examples of a file against its form. Every expectation that is not met gives one message at its place.
#[must_use]
pub fn check_examples(definition: &Definition, form: &Form) -> Vec<Diagnostic> {
    let (all_answers, diagnostics) = example_answers(definition, form);
    let mut runner = Runner { form, own: definition.id.value.as_str(), diagnostics };
    let mut evaluation = Evaluation::new(form);
    for (example, answers) in definition.examples.iter().zip(&all_answers) {
        evaluation.run(answers);
        runner.expect(&example.expect, &evaluation, answers);
    }
    let mut diagnostics = runner.diagnostics;
    sort_and_limit(&mut diagnostics);
    diagnostics
}

/// The answers of every example of a file, in order, and what is wrong with them.
#[must_use]
pub fn example_answers(definition: &Definition, form: &Form) -> (Vec<Answers>, Vec<Diagnostic>) {
    let mut runner = Runner { form, own: definition.id.value.as_str(), diagnostics: Vec::new() };
    let mut all_answers: Vec<Answers> = Vec::with_capacity(definition.examples.len());
    let mut earlier: HashMap<&str, (usize, Span)> = HashMap::new();
    for example in &definition.examples {
        let like = example.like.as_ref().and_then(|like| {
            let (place, _) = look_up_example(&earlier, like, &mut runner.diagnostics)?;
            all_answers.get(place)
        });
        let mut answers = like.cloned().unwrap_or_else(|| Answers::new(form));
        if let Some(given) = &example.given {
            runner.given(given, runner.own, &mut answers);
        }
        if let Some((_, first)) = earlier.insert(&example.name.value, (all_answers.len(), example.name.span)) {
            let message = format!("there are two examples “{}”", example.name.value);
            let diagnostic = Diagnostic::error("duplicate_id", example.name.span, message);
            runner.diagnostics.push(diagnostic.related(first, "first here").help("give one of them another name"));
        }
        all_answers.push(answers);
    }
    (all_answers, runner.diagnostics)
}

/// The place of an earlier example, or what might have been meant.
fn look_up_example(
    earlier: &HashMap<&str, (usize, Span)>,
    name: &Words,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(usize, Span)> {
    let found = earlier.get(name.as_str()).copied();
    if found.is_none() {
        let message = format!("there is no earlier example “{}”", name.value);
        let diagnostic = Diagnostic::error("unknown_name", name.span, message);
        diagnostics.push(match fields::nearest(name, earlier.keys().copied()) {
            Some(near) => diagnostic.label(format!("did you mean “{near}”?")).fix(name.span, format!("\"{near}\"")),
            None => diagnostic,
        });
    }
    found
}

struct Runner<'a> {
    form: &'a Form,
    /// The file's own id: names without a questionnaire belong to it.
    own: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Runner<'_> {
    fn report(&mut self, code: &'static str, span: Span, message: String) {
        self.diagnostics.push(Diagnostic::error(code, span, message));
    }

    /// The fields of a group; another questionnaire's stand in a group of their own.
    fn fields<'v>(&mut self, value: &'v Value) -> &'v [(crate::definition::Name, Value)] {
        match &value.kind {
            Kind::Group(Group { name: None, fields, items }) if items.is_empty() => fields,
            Kind::Broken => &[],
            _ => {
                self.report(
                    "wrong_type",
                    value.span,
                    format!("expected names and values in `( )`, found {}", value.describe()),
                );
                &[]
            }
        }
    }

    fn given(&mut self, given: &Value, part: &str, answers: &mut Answers) {
        for (name, value) in self.fields(given) {
            if part == self.own && self.form.part(name).is_some() && matches!(value.kind, Kind::Group(_)) {
                self.given(value, name, answers);
                continue;
            }
            let id = format!("{part}.{}", name.value);
            let Some(at) = self.form.items.iter().position(|item| item.id == id) else {
                let own = self.form.items.iter().filter_map(|item| item.id.strip_prefix(part)?.strip_prefix('.'));
                let diagnostic = Diagnostic::error("unknown_name", name.span, format!("there is no question `{id}`"));
                let near = fields::nearest(name, own).map(str::to_owned);
                self.diagnostics.push(match near {
                    Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(name.span, near),
                    None => diagnostic,
                });
                continue;
            };
            if let Some(response) = self.response(at, value) {
                answers.set(at, response);
            }
        }
    }

    fn response(&mut self, at: usize, value: &Value) -> Option<Response> {
        let item = self.form.items.get(at)?;
        match (&value.kind, &item.ask) {
            (Kind::Word(word), _) if word == "blank" => Some(Response::Blank),
            (Kind::Word(word), ask) if word == "dont_know" && ask.offers_dont_know() => Some(Response::DontKnow),
            (Kind::Word(word), _) if word == "prefer_not" && item.prefer_not => Some(Response::PreferNot),
            (Kind::Word(word) | Kind::Text(word), Ask::Choice { .. }) => {
                self.option(at, word, value.span).and_then(|place| u8::try_from(place).ok()).map(Response::Option)
            }
            (Kind::List(values), Ask::Choices { exclusive, .. }) => {
                let mut bits = 0;
                for value in values {
                    let (Kind::Word(word) | Kind::Text(word)) = &value.kind else {
                        self.report(
                            "wrong_type",
                            value.span,
                            format!("expected an answer, found {}", value.describe()),
                        );
                        continue;
                    };
                    bits |= self.option(at, word, value.span).map_or(0, |place| 1 << place);
                }
                Some(Response::ticks(bits, *exclusive))
            }
            (Kind::Number(number), Ask::Number { .. }) => Some(Response::Number(*number)),
            (Kind::Text(text), Ask::Text { .. }) => Some(Response::Text(text.clone())),
            (Kind::Text(text), Ask::Date) => Some(Response::Date(text.clone())),
            (Kind::Broken, _) => None,
            (_, ask) => {
                let expected = match ask {
                    Ask::Choice { .. } => "an answer’s name",
                    Ask::Choices { .. } => "a list of answers in `[ ]`",
                    Ask::Number { .. } => "a number",
                    Ask::Text { .. } | Ask::Date => "a text in quotation marks",
                };
                self.report("wrong_type", value.span, format!("expected {expected}, found {}", value.describe()));
                None
            }
        }
    }

    fn option(&mut self, at: usize, word: &str, span: Span) -> Option<usize> {
        let item = self.form.items.get(at)?;
        let options = item.ask.options();
        let found = options.iter().position(|option| option.id == word);
        if found.is_none() {
            let known: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
            self.unknown("unknown_option", span, format!("`{}` has no answer `{word}`", item.id), (word, &known));
        }
        found
    }

    fn expect(&mut self, expect: &Value, evaluation: &Evaluation, answers: &Answers) {
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
    fn unknown(&mut self, code: &'static str, span: Span, message: String, (word, known): (&str, &[&str])) {
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
        let Kind::List(values) = &value.kind else {
            self.report("wrong_type", value.span, format!("expected a list in `[ ]`, found {}", value.describe()));
            return Vec::new();
        };
        let word = |value: &'v Value| match &value.kind {
            Kind::Word(word) | Kind::Text(word) => Some((word.as_str(), value.span)),
            _ => None,
        };
        values.iter().filter_map(word).collect()
    }

    fn topics(&mut self, value: &Value, evaluation: &Evaluation) {
        let expected = self.words(value);
        let known: Vec<&str> = self.form.topics.iter().map(|topic| topic.id.as_str()).collect();
        let unknown: Vec<_> = expected.iter().filter(|(id, _)| !known.contains(id)).collect();
        for (id, span) in &unknown {
            let near = fields::nearest(id, known.iter().copied());
            let diagnostic = Diagnostic::error("unknown_name", *span, format!("there is no topic `{id}`"));
            self.diagnostics.push(match near {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(*span, format!("\"{near}\"")),
                None => diagnostic,
            });
        }
        if !unknown.is_empty() {
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
                    wanted.push(format!("{}: {level}", name.value))
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

fn gate_name<'f>(form: &'f Form, gate: &GateResult) -> &'f str {
    match gate {
        GateResult::Open => "ok",
        GateResult::Closed(at) => form.gates.get(*at).map_or("closed", |gate| gate.id.as_str()),
        GateResult::Invalid(_) => "invalid",
    }
}

fn truth_name(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

fn finding_name(kind: &FindingKind, state: FindingState) -> &str {
    match (state, kind) {
        (FindingState::State(at), FindingKind::States(states)) => {
            states.get(at).map_or("absent", |state| state.id.as_str())
        }
        (FindingState::Truth(truth), _) => truth_name(truth),
        _ => "absent",
    }
}

/// The id of an urgency in results.
#[must_use]
pub fn urgency_name(urgency: Option<Urgency>) -> &'static str {
    match urgency {
        None => "none",
        Some(Urgency::Routine) => "routine",
        Some(Urgency::Prompt) => "prompt",
        Some(Urgency::Emergency) => "emergency",
    }
}

/// The id of a flag's level in results.
#[must_use]
pub fn level_name(level: FlagLevel) -> &'static str {
    match level {
        FlagLevel::Mention => "mention",
        FlagLevel::SameDay => "same_day",
        FlagLevel::Emergency => "emergency",
    }
}
