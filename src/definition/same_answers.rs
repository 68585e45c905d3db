//! Answers to one question that nobody can tell apart.

use super::{AnswerOption, Ask, Definition};
use crate::source::{Diagnostic, Span};
use std::collections::HashMap;

/// Warns of every answer that has the words of an earlier one.
pub(super) fn same_answers(definition: &Definition) -> Vec<Diagnostic> {
    let items = definition.sections.iter().flat_map(|section| &section.items);
    let of_items = items.filter_map(|item| match &item.ask.value {
        Ask::Choice(options) | Ask::Choices(options, _) => Some(options),
        _ => None,
    });
    let lists = definition.scales.iter().map(|scale| &scale.options).chain(of_items);
    lists.flat_map(|options| in_list(options)).collect()
}

fn in_list(options: &[AnswerOption]) -> Vec<Diagnostic> {
    let mut first: HashMap<String, Span> = HashMap::new();
    let mut warnings = Vec::new();
    for option in options {
        let words = option.text.trim().to_lowercase();
        if let Some(other) = first.get(&words) {
            let warning = Diagnostic::warning("same_words", option.text.span, "two answers have the same words");
            warnings.push(warning.label("again here").related(*other, "first here").help("say what sets them apart"));
        } else {
            first.insert(words, option.text.span);
        }
    }
    warnings
}
