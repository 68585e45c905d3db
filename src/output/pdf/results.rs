//! What the answers fit: a row for each questionnaire, with its score on a scale, or in short a line.

use super::compose::{Align, Composer, Slot, Use, after_space, and_next, around, together};
use super::flow::{Above, Strip, height};
use super::layout::Role;
use super::lines::Span;
use super::scale::{ScoreSlots, score};
use crate::output::words;
use crate::summary::{QuestionnaireResult, Scale};

/// One row for each questionnaire.
pub(super) fn rows(composer: &mut Composer, results: &[QuestionnaireResult], title: &str) -> Vec<Strip> {
    if results.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = heading(composer, results, title, section);
    for (index, result) in results.iter().enumerate() {
        let row = row(composer, result, section);
        strips.extend(after_space(row, between(composer, index)));
    }
    strips
}

/// Some rows, and a line for each of the results in `short`. Those and the others, `hidden` in all, stand on `page`.
pub(super) fn some_in_short(
    composer: &mut Composer,
    full: &[QuestionnaireResult],
    short: &[QuestionnaireResult],
    hidden: usize,
    page: usize,
) -> Vec<Strip> {
    if short.is_empty() && hidden == 0 {
        return rows(composer, full, words::RESULTS);
    }
    let section = composer.element(None, Role::Section);
    let mut strips = heading(composer, if full.is_empty() { short } else { full }, words::RESULTS, section);
    for (index, result) in full.iter().chain(short).enumerate() {
        let row =
            if index < full.len() { row(composer, result, section) } else { line(composer, result, page, section) };
        strips.extend(after_space(row, between(composer, index)));
    }
    let slot = composer.full();
    let note = words::rest(hidden, short.len(), page);
    strips.extend(composer.paragraph(&[Span::regular(note)], Use::Body, slot, section));
    strips
}

fn heading(composer: &mut Composer, results: &[QuestionnaireResult], title: &str, section: usize) -> Vec<Strip> {
    let scored = results.iter().any(|result| !result.scores.is_empty());
    composer.heading(title, scored.then_some(words::SCORES_NOTE), section)
}

fn between(composer: &Composer, index: usize) -> Above {
    let space = composer.style.quarters(1.0);
    if index == 0 { Above::space(space) } else { Above { before: space, rule: Some(0.5), after: space } }
}

/// The main pattern and the scores in a line or two.
fn line(composer: &mut Composer, result: &QuestionnaireResult, page: usize, section: usize) -> Vec<Strip> {
    let mut spans = name_and_pattern(result);
    let more = words::more(result.patterns.len(), 1, page).map(|more| Span::regular(format!(" {more}")));
    spans.extend(more);
    let scores = result.scores.iter().map(|scale| Span::bold(format!(" {}", words::short_score(scale))));
    spans.extend(scores);
    let slot = composer.full();
    composer.paragraph(&spans, Use::Body, slot, section)
}

fn name_and_pattern(result: &QuestionnaireResult) -> Vec<Span> {
    let pattern = result.patterns.first().map(|pattern| Span::regular(format!(" {}", words::stop(pattern))));
    std::iter::once(Span::bold(words::stop(&result.name))).chain(pattern).collect()
}

fn row(composer: &mut Composer, result: &QuestionnaireResult, section: usize) -> Vec<Strip> {
    let mut paragraphs = vec![name_and_pattern(result)];
    let others = result.patterns.iter().skip(1).chain(&result.facts);
    paragraphs.extend(others.map(|sentence| vec![Span::regular(words::stop(sentence))]));
    let strips = if composer.style.one_column() {
        stacked(composer, paragraphs, &result.scores, section)
    } else {
        beside_scales(composer, paragraphs, &result.scores, section)
    };
    together(strips)
}

/// Words, then the scales, over the full width.
fn stacked(composer: &mut Composer, mut paragraphs: Vec<Vec<Span>>, scores: &[Scale], section: usize) -> Vec<Strip> {
    paragraphs.extend(scores.iter().filter_map(gap));
    let full = composer.full();
    let mut strips = set(composer, paragraphs, full, section);
    for scale in scores {
        let slots = ScoreSlots { number: full, bar: Slot::left(0.5, full.width - 1.0) };
        let block = score(composer, scale, slots, section);
        strips.push(Strip { above: Above::space(composer.style.quarters(1.0)), ..block });
    }
    strips
}

/// Words at the left of each scale as far as it reaches down, the rest over the full width.
fn beside_scales(composer: &mut Composer, paragraphs: Vec<Vec<Span>>, scores: &[Scale], section: usize) -> Vec<Strip> {
    let width = composer.style.width;
    let text = Slot::left(0.0, width * 0.395);
    let number = Slot { x: width * 0.405, width: width * 0.133, align: Align::Right };
    let slots = ScoreSlots { number, bar: Slot::left(width * 0.562, width * 0.436) };
    let mut paragraphs = paragraphs.into_iter().peekable();
    let mut strips = Vec::new();
    for scale in scores {
        let block = score(composer, scale, slots, section);
        let gap = set(composer, gap(scale), text, section);
        let room = block.height - height(&gap);
        let mut lines = Vec::new();
        while let Some(paragraph) = paragraphs.peek() {
            let next = composer.paragraph(paragraph, Use::Body, text, section);
            if !(lines.is_empty() && strips.is_empty()) && height(&lines) + height(&next) > room + 0.01 {
                break;
            }
            lines.extend(next);
            paragraphs.next();
        }
        lines.extend(gap);
        strips.extend(and_next(around(lines, block)));
    }
    let full = composer.full();
    strips.extend(set(composer, paragraphs, full, section));
    strips
}

/// How many of the questions were answered.
fn gap(scale: &Scale) -> Option<Vec<Span>> {
    words::gap(scale).map(|gap| vec![Span::regular(gap)])
}

fn set(
    composer: &mut Composer,
    paragraphs: impl IntoIterator<Item = Vec<Span>>,
    slot: Slot,
    section: usize,
) -> Vec<Strip> {
    let mut strips = Vec::new();
    for paragraph in paragraphs {
        strips.extend(composer.paragraph(&paragraph, Use::Body, slot, section));
    }
    strips
}
