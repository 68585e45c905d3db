//! What the answers fit: a row for each questionnaire, with its score on a scale, or in short a line.

use super::compose::{Align, Composer, Slot, Use, after_space, shifted, stacked, together};
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
    let note = words::rest(hidden, short.len(), page);
    let run_in = short.len() == 1;
    for (index, result) in full.iter().chain(short).enumerate() {
        let row = if index < full.len() {
            row(composer, result, section)
        } else {
            line(composer, result, if run_in { &note } else { "" }, section)
        };
        strips.extend(after_space(row, between(composer, index)));
    }
    if !run_in {
        let slot = composer.full();
        strips.extend(composer.paragraph(&[Span::regular(note)], Use::Body, slot, section));
    }
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

/// The main pattern and the scores in a line or two, and where the rest stands.
fn line(composer: &mut Composer, result: &QuestionnaireResult, note: &str, section: usize) -> Vec<Strip> {
    let mut spans = name_and_pattern(result);
    let scores = result.scores.iter().map(|scale| Span::bold(format!(" {}", words::short_score(scale))));
    spans.extend(scores);
    let more = words::more_patterns(result.patterns.len().saturating_sub(1));
    spans.push(Span::regular(format!(" {more} {note}")));
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
    let strips = if composer.style.one_column() || is_long(&paragraphs) {
        one_below_the_other(composer, paragraphs, &result.scores, section)
    } else {
        beside_scales(composer, paragraphs, &result.scores, section)
    };
    together(strips)
}

/// Whether the words are too many to stay together beside a scale.
fn is_long(paragraphs: &[Vec<Span>]) -> bool {
    paragraphs.iter().flatten().map(|span| span.text.len()).sum::<usize>() > 1200
}

/// Words, then the scales, over the full width.
fn one_below_the_other(
    composer: &mut Composer,
    mut paragraphs: Vec<Vec<Span>>,
    scores: &[Scale],
    section: usize,
) -> Vec<Strip> {
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

/// Words at the left of each scale; what reaches far below it goes on over the full width.
fn beside_scales(composer: &mut Composer, paragraphs: Vec<Vec<Span>>, scores: &[Scale], section: usize) -> Vec<Strip> {
    let (full, width) = (composer.full(), composer.style.width);
    let text = Slot::left(0.0, width * 0.395);
    let number = Slot { x: width * 0.405, width: width * 0.133, align: Align::Right };
    let slots = ScoreSlots { number, bar: Slot::left(width * 0.562, width * 0.436) };
    let mut strips = Vec::new();
    let mut drawn = Vec::new();
    let mut rest = paragraphs;
    for scale in scores {
        let block = score(composer, scale, slots, section);
        let gap = gap(scale);
        let count = most_compact(composer, &rest, gap.as_deref(), block.height, [text, full]);
        let below = rest.split_off(count);
        let mut lines = stacked(set(composer, rest.into_iter().chain(gap), text, section));
        rest = below;
        lines.height = lines.height.max(block.height);
        drawn.extend(shifted(block.marks, height(&strips)));
        strips.push(lines);
    }
    strips.extend(set(composer, rest, full, section));
    // All words are read before the drawings.
    let mut whole = stacked(strips);
    whole.marks.extend(drawn);
    vec![whole]
}

/// How many paragraphs stand best beside a block of a height, so that they and the others below take the least room.
fn most_compact(
    composer: &mut Composer,
    paragraphs: &[Vec<Span>],
    gap: Option<&[Span]>,
    block: f64,
    [narrow, wide]: [Slot; 2],
) -> usize {
    let mut tall = |spans: &[Span], slot| height(&composer.set(spans, Use::Body, slot, None));
    let mut beside = gap.map_or(0.0, |gap| tall(gap, narrow));
    let mut below: f64 = paragraphs.iter().map(|paragraph| tall(paragraph, wide)).sum();
    let (mut best, mut least) = (0, f64::INFINITY);
    for (index, paragraph) in paragraphs.iter().enumerate() {
        beside += tall(paragraph, narrow);
        below -= tall(paragraph, wide);
        let whole = beside.max(block) + below;
        if whole <= least + 0.01 {
            (best, least) = (index + 1, whole);
        }
    }
    best
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
