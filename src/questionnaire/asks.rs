//! The kinds of answer: scales put in, options checked.

use super::asking::{AnswerOption, Ask};
use super::names::look_up;
use crate::definition::{self, Definition, LostNames, Name, is_english};
use crate::source::{Diagnostic, Span};
use std::collections::HashMap;

/// A question can have this many answers to choose from.
const MOST_OPTIONS: usize = 64;

/// The kinds of answer of all questions of one file, in order; a faulty one is reported and stands as a text.
pub(super) fn asks(definition: &Definition, diagnostics: &mut Vec<Diagnostic>) -> Vec<Ask> {
    let scales: HashMap<&str, (usize, Span)> =
        definition.scales.iter().enumerate().map(|(at, scale)| (scale.id.as_str(), (at, scale.id.span))).collect();
    let mut reader = Reader { definition, scales, lost: &definition.lost, diagnostics };
    definition.sections.iter().flat_map(|section| &section.items).map(|item| reader.ask(item)).collect()
}

struct Reader<'a> {
    definition: &'a Definition,
    scales: HashMap<&'a str, (usize, Span)>,
    lost: &'a LostNames,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn ask(&mut self, item: &definition::Item) -> Ask {
        let ask = match &item.ask.value {
            definition::Ask::YesNo => Some(yes_no()),
            definition::Ask::Choice(options) => {
                let options = self.options(options, item.ask.span);
                Some(Ask::Choice { options, yes_no: false, scale: None })
            }
            definition::Ask::Choices(options, exclusive) => {
                let exclusive = self.exclusive(options, exclusive);
                Some(Ask::Choices { options: self.options(options, item.ask.span), exclusive })
            }
            definition::Ask::Scale(name) => self.scale(name),
            definition::Ask::Number(number) => {
                let unit = number.unit.as_ref().map(|unit| unit.value.clone()).unwrap_or_default();
                let unit_of_one = of_one(&unit, &self.definition.language);
                Some(Ask::Number { from: number.from, to: number.to, unit, unit_of_one, decimals: number.decimals })
            }
            definition::Ask::Text(lines) => Some(Ask::Text { lines: *lines }),
            definition::Ask::Date => Some(Ask::Date),
        };
        if item.prefer_not && !matches!(ask, Some(Ask::Choice { .. }) | None) {
            let message = "“I would rather not say” can only be offered with one answer to choose";
            self.diagnostics.push(Diagnostic::error("prefer_not", item.id.span, message));
        }
        ask.unwrap_or(Ask::Text { lines: 1 })
    }

    fn scale(&mut self, name: &Name) -> Option<Ask> {
        let place = look_up(&self.scales, name, "scale", Some(self.lost), self.diagnostics)?;
        let scale = self.definition.scales.get(place)?;
        let scale_id = Some(format!("{}.{}", self.definition.id.value, scale.id.value));
        Some(Ask::Choice { options: self.options(&scale.options, scale.id.span), yes_no: false, scale: scale_id })
    }

    fn options(&mut self, options: &[definition::AnswerOption], span: Span) -> Vec<AnswerOption> {
        if options.is_empty() && !self.lost.any() {
            let message = "there is no answer to choose from";
            self.diagnostics
                .push(Diagnostic::error("no_options", span, message).help("add an `Option(id: …, text: …)`"));
        }
        if let Some(extra) = options.get(MOST_OPTIONS) {
            let message = format!("a question has at most {MOST_OPTIONS} answers to choose from");
            self.diagnostics.push(Diagnostic::error("too_many_options", extra.id.span, message));
        }
        for option in options {
            if matches!(option.id.as_str(), "dont_know" | "prefer_not" | "blank") {
                let message = format!("`{}` is offered by the program itself", option.id.value);
                self.diagnostics
                    .push(Diagnostic::error("own_option", option.id.span, message).help("remove this answer"));
            }
        }
        let option = |option: &definition::AnswerOption| AnswerOption {
            id: option.id.value.clone(),
            text: option.text.value.clone(),
            short: option.short.as_ref().unwrap_or(&option.text).value.clone(),
            points: option.points.as_ref().map_or(0.0, |points| points.value),
        };
        options.iter().take(MOST_OPTIONS).map(option).collect()
    }

    fn exclusive(&mut self, options: &[definition::AnswerOption], exclusive: &[Name]) -> u64 {
        let known: HashMap<&str, (usize, Span)> = options
            .iter()
            .take(MOST_OPTIONS)
            .enumerate()
            .map(|(at, option)| (option.id.as_str(), (at, option.id.span)))
            .collect();
        let mut bits = 0;
        for name in exclusive {
            if let Some(place) = look_up(&known, name, "answer", Some(self.lost), self.diagnostics) {
                bits |= 1 << place;
            }
        }
        bits
    }
}

fn yes_no() -> Ask {
    let option = |id: &str, text: &str| AnswerOption {
        id: id.to_owned(),
        text: text.to_owned(),
        short: text.to_owned(),
        points: 0.0,
    };
    Ask::Choice { options: vec![option("yes", "Yes"), option("no", "No")], yes_no: true, scale: None }
}

/// "days a month" → "day a month". Other languages have other rules, and keep their words.
fn of_one(unit: &str, language: &str) -> String {
    let first = unit.split(' ').next().unwrap_or_default();
    match first.strip_suffix('s').filter(|one| one.len() > 1 && is_english(language)) {
        Some(one) => unit.replacen(first, one, 1),
        None => unit.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::of_one;

    #[test]
    fn one_of_a_unit_is_singular_in_english() {
        for (unit, one) in [("days a month", "day a month"), ("hours", "hour"), ("%", "%"), ("", ""), ("s", "s")] {
            assert_eq!(of_one(unit, "en-GB"), one);
        }
        assert_eq!(of_one("mois par an", "fr"), "mois par an");
    }
}
