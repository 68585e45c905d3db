//! The worked examples of a file: made-up people, and whether the results are as their author expects.

use super::run::Evaluation;
use crate::answers::{Answers, Response};
use crate::definition::{Definition, Group, Kind, Value, Words, fields};
use crate::questionnaire::{Ask, Form};
use crate::source::{Diagnostic, Span, sort_and_limit};
use std::collections::HashMap;

/// Runs all examples of a file against its form. Every expectation that is not met gives one message at its place.
#[must_use]
pub fn check_examples(definition: &Definition, form: &Form) -> Vec<Diagnostic> {
    let (all_answers, diagnostics) = example_answers(definition, form);
    let mut runner = Runner { form, own: definition.id.value.as_str(), diagnostics };
    let mut evaluation = Evaluation::new(form);
    for (example, answers) in definition.examples.iter().zip(&all_answers) {
        let Some(answers) = answers else { continue };
        evaluation.run(answers);
        runner.expect(&example.expect, &evaluation, answers);
    }
    let mut diagnostics = runner.diagnostics;
    sort_and_limit(&mut diagnostics);
    diagnostics
}

/// The answers of every example of a file, in order, and what is wrong with them. There are none where something is wrong
/// with them, or with those of the example that they begin with.
#[must_use]
pub fn example_answers(definition: &Definition, form: &Form) -> (Vec<Option<Answers>>, Vec<Diagnostic>) {
    let mut runner = Runner { form, own: definition.id.value.as_str(), diagnostics: Vec::new() };
    let mut all_answers: Vec<Option<Answers>> = Vec::with_capacity(definition.examples.len());
    let mut earlier: HashMap<&str, (usize, Span)> = HashMap::new();
    for example in &definition.examples {
        let faults = runner.diagnostics.len();
        let begin = match &example.like {
            Some(like) => look_up_example(&earlier, like, &mut runner.diagnostics)
                .and_then(|(place, _)| all_answers.get(place).cloned().flatten()),
            None => Some(Answers::new(form)),
        };
        let is_whole = begin.is_some();
        let mut answers = begin.unwrap_or_else(|| Answers::new(form));
        if let Some(given) = &example.given {
            runner.given(given, runner.own, &mut answers);
        }
        let is_whole = is_whole && runner.diagnostics.len() == faults;
        if let Some((_, first)) = earlier.insert(&example.name.value, (all_answers.len(), example.name.span)) {
            let message = format!("there are two examples “{}”", example.name.value);
            let diagnostic = Diagnostic::error("duplicate_id", example.name.span, message);
            runner.diagnostics.push(diagnostic.related(first, "first here").help("give one of them another name"));
        }
        all_answers.push(Some(answers).filter(|_| is_whole));
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

pub(super) struct Runner<'a> {
    pub(super) form: &'a Form,
    /// The file's own id: names without a questionnaire belong to it.
    pub(super) own: &'a str,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Runner<'_> {
    pub(super) fn report(&mut self, code: &'static str, span: Span, message: String) {
        self.diagnostics.push(Diagnostic::error(code, span, message));
    }

    /// The fields of a group; another questionnaire's stand in a group of their own.
    pub(super) fn fields<'v>(&mut self, value: &'v Value) -> &'v [(crate::definition::Name, Value)] {
        match &value.kind {
            Kind::Group(Group { name: None, fields, items }) if items.is_empty() => fields,
            Kind::Broken => &[],
            _ => {
                let message = format!("expected names and values in `( )`, found {}", value.describe());
                let help = "write each name with its value, as in `(urge: yes, relief: full)`";
                self.diagnostics.push(Diagnostic::error("wrong_type", value.span, message).help(help));
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
            (Kind::Word(word), Ask::Choices { options, .. }) if options.iter().any(|option| option.id == *word) => {
                let message = format!("expected a list of answers in `[ ]`, found {}", value.describe());
                let diagnostic = Diagnostic::error("wrong_type", value.span, message);
                let right = format!("[{word}]");
                self.diagnostics.push(diagnostic.label(format!("write `{right}`")).fix(value.span, right));
                None
            }
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
            let other = ["dont_know"].into_iter().filter(|_| item.ask.offers_dont_know()).chain(["blank"]);
            let known: Vec<&str> = options.iter().map(|option| option.id.as_str()).chain(other).collect();
            self.unknown("unknown_option", span, format!("`{}` has no answer `{word}`", item.id), (word, &known));
        }
        found
    }
}
