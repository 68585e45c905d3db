//! What the answers fit: a row for each questionnaire.

use super::compose::{Align, Composer, Slot, Use, after_space, and_next, around, together};
use super::flow::{Above, Strip};
use super::layout::Role;
use super::lines::Span;
use super::scale::{ScoreSlots, score};
use crate::output::words;
use crate::summary::QuestionnaireResult;

/// One row for each questionnaire.
pub(super) fn rows(composer: &mut Composer, results: &[QuestionnaireResult], title: &str) -> Vec<Strip> {
    if results.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let scored = results.iter().any(|result| !result.scores.is_empty());
    let mut strips = composer.heading(title, scored.then_some(words::SCORES_NOTE), section);
    let space = composer.style.scaled(3.5);
    for (index, result) in results.iter().enumerate() {
        let above =
            if index == 0 { Above::space(space) } else { Above { before: space + 1.5, rule: Some(0.5), after: space } };
        strips.extend(after_space(result_row(composer, result, section), above));
    }
    strips
}

fn result_row(composer: &mut Composer, result: &QuestionnaireResult, section: usize) -> Vec<Strip> {
    let width = composer.style.width;
    let large = composer.style.large;
    let (text, slots) = if large || result.scores.is_empty() {
        let number = Slot::left(0.0, width * 0.26);
        (composer.full(), ScoreSlots { number, bar: Slot::left(width * 0.3, width * 0.695) })
    } else {
        let number = Slot { x: width * 0.405, width: width * 0.133, align: Align::Right };
        (Slot::left(0.0, width * 0.395), ScoreSlots { number, bar: Slot::left(width * 0.562, width * 0.436) })
    };
    let mut lines = Vec::new();
    let mut spans = vec![Span::bold(words::stop(&result.name))];
    let mut patterns = result.patterns.iter();
    spans.extend(patterns.next().map(|pattern| Span::regular(format!(" {}", words::stop(pattern)))));
    lines.extend(composer.paragraph(&spans, Use::Body, text, section));
    for sentence in patterns.chain(&result.facts) {
        lines.extend(composer.paragraph(&[Span::regular(words::stop(sentence))], Use::Body, text, section));
    }
    let mut strips = Vec::new();
    for scale in &result.scores {
        if let Some(gap) = words::gap(scale) {
            lines.extend(composer.paragraph(&[Span::regular(gap)], Use::Body, text, section));
        }
        let block = score(composer, scale, slots, section);
        if large {
            strips.append(&mut lines);
            strips.push(Strip { above: Above::space(5.0), ..block });
        } else {
            strips.extend(and_next(around(std::mem::take(&mut lines), block)));
        }
    }
    strips.append(&mut lines);
    together(strips)
}
