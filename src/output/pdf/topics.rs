//! Topics: short with a box to tick, as a line in the box at the top, and in full on later pages.

use super::compose::{Align, Composer, Slot, Use, after_space, and_next, together};
use super::flow::{Above, Strip};
use super::layout::{Area, Mark, Role, Shape};
use super::lines::Span;
use crate::output::words;
use crate::summary::Topic;

/// A routine topic: box to tick, title, evidence and sources, reasons, question.
pub(super) fn routine(composer: &mut Composer, topic: &Topic, parent: usize) -> Vec<Strip> {
    with_notes(composer, topic, &[], parent)
}

/// A routine topic with its notes and what its evidence rests on.
pub(super) fn full(composer: &mut Composer, topic: &Topic, parent: usize) -> Vec<Strip> {
    with_notes(composer, topic, &words::background(topic, 0), parent)
}

fn with_notes(composer: &mut Composer, topic: &Topic, notes: &[String], parent: usize) -> Vec<Strip> {
    let indent = composer.style.beside_tick_box();
    let section = composer.element(Some(parent), Role::Section);
    let mut strips = title(composer, topic, indent, section);
    if let Some(first) = strips.first_mut() {
        first.marks.insert(0, tick_box(composer));
    }
    let slot = Slot::left(indent, composer.style.width - indent);
    strips.extend(composer.paragraph(&[Span::regular(words::reasons(topic))], Use::Body, slot, section));
    let air = Above::space(composer.style.above_paragraph());
    let question = composer.paragraph(&[Span::bold(words::quoted(topic))], Use::Body, slot, section);
    strips.extend(after_space(question, air));
    let mut strips = and_next(together(strips));
    let marks = if composer.style.one_column() { words::evidence_line(topic) } else { String::new() };
    let mut below = Vec::new();
    for text in notes.iter().chain(std::iter::once(&marks)) {
        below = and_next(below);
        below.extend(composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section));
    }
    strips.extend(after_space(below, air));
    let space = composer.style.between_groups();
    let above = Above { before: space, rule: Some(0.5), after: space };
    let mut strips = after_space(composer.whole(strips), above);
    if let Some(last) = strips.last_mut() {
        last.keep = false;
    }
    strips
}

/// What page one left out about a topic.
pub(super) fn background(composer: &mut Composer, topic: &Topic, paragraphs: &[String], parent: usize) -> Vec<Strip> {
    let section = composer.element(Some(parent), Role::Section);
    let heading = composer.element(Some(section), Role::Heading(3));
    let full = composer.full();
    let title = composer.set(&[Span::bold(topic.title.clone())], Use::Body, full, Some(heading));
    let mut strips = and_next(together(title));
    for paragraph in paragraphs {
        strips.extend(composer.paragraph(&[Span::regular(paragraph.clone())], Use::Body, full, section));
    }
    let space = composer.style.quarters(1.5);
    after_space(composer.whole(strips), Above::space(space))
}

/// An emergency topic for which there is little room: title and signs, or the title alone.
pub(super) fn emergency_in_short(
    composer: &mut Composer,
    topic: &Topic,
    signs: bool,
    (slot, parent): (Slot, usize),
) -> Vec<Strip> {
    let signs = if signs { format!(" {}", words::list(&topic.signs)) } else { String::new() };
    let spans = [Span::bold(words::stop(&topic.title)), Span::regular(signs)];
    composer.paragraph(&spans, Use::Body, slot, parent)
}

/// Titles of topics that stand on later pages, `shown` of them by name: one paragraph, or in one column a line each.
pub(super) fn elsewhere(composer: &Composer, topics: &[&Topic], shown: usize, page: usize) -> Vec<String> {
    if !composer.style.one_column() || shown == 0 {
        return vec![words::elsewhere(topics, shown, page)];
    }
    let mut lines: Vec<String> = topics.iter().take(shown).map(|topic| words::stop(&topic.title)).collect();
    if let Some(last) = lines.last_mut() {
        *last = format!("{last} {}", words::rest(topics.len(), shown, page));
    }
    lines
}

/// A topic in the box at the top: title, signs, the first note, the question.
pub(super) fn prompt(composer: &mut Composer, topic: &Topic, slot: Slot, parent: usize) -> Vec<Strip> {
    let mut spans = vec![Span::bold(words::stop(&topic.title))];
    let note = topic.notes.first().map(|note| words::stop(note)).unwrap_or_default();
    for text in [words::list(&topic.signs), note] {
        if !text.is_empty() {
            spans.push(Span::regular(format!(" {text}")));
        }
    }
    let mut strips = composer.paragraph(&spans, Use::Body, slot, parent);
    strips.extend(ask(composer, topic, slot, parent));
    together(strips)
}

/// An emergency topic: title, signs, why, question.
pub(super) fn emergency(composer: &mut Composer, topic: &Topic, slot: Slot, parent: usize) -> Vec<Strip> {
    let under_heading = composer.elements.iter().any(|element| element.parent == Some(parent));
    let heading = composer.element(Some(parent), Role::Heading(if under_heading { 3 } else { 2 }));
    let mut strips = composer.set(&[Span::bold(topic.title.clone())], Use::TopicTitle, slot, Some(heading));
    for text in [words::list(&topic.signs), words::stop(&topic.why)] {
        strips.extend(composer.paragraph(&[Span::regular(text)], Use::Body, slot, parent));
    }
    strips.extend(ask(composer, topic, slot, parent));
    together(strips)
}

fn ask(composer: &mut Composer, topic: &Topic, slot: Slot, parent: usize) -> Vec<Strip> {
    composer.paragraph(&[Span::regular("Ask: "), Span::bold(words::quoted(topic))], Use::Body, slot, parent)
}

/// The title, where there is room with evidence and sources at the right; in one column those come last.
fn title(composer: &mut Composer, topic: &Topic, indent: f64, section: usize) -> Vec<Strip> {
    let heading = composer.element(Some(section), Role::Heading(3));
    let room = composer.style.width - indent;
    let span = [Span::bold(topic.title.clone())];
    if composer.style.one_column() {
        return composer.set(&span, Use::TopicTitle, Slot::left(indent, room), Some(heading));
    }
    let paragraph = composer.element(Some(section), Role::Paragraph);
    let evidence = words::evidence_mark(topic);
    let (size, leading) = composer.style.of(Use::Small);
    let needed = composer.measure.width(super::fonts::Face::Regular, &evidence) * size + 12.0;
    if needed < room * 0.5 {
        let strips = composer.set(&span, Use::TopicTitle, Slot::left(indent, room - needed), Some(heading));
        let slot = Slot { x: indent, width: room, align: Align::Right };
        let beside = composer.set(&[Span::regular(evidence)], Use::Small, slot, Some(paragraph));
        let down = (composer.style.of(Use::TopicTitle).1 - leading) / 2.0 + 0.33;
        return super::compose::beside(strips, super::compose::lowered(beside, down));
    }
    let slot = Slot::left(indent, room);
    let mut strips = composer.set(&span, Use::TopicTitle, slot, Some(heading));
    strips.extend(composer.set(&[Span::regular(evidence)], Use::Small, slot, Some(paragraph)));
    strips
}

fn tick_box(composer: &Composer) -> Mark {
    let side = composer.style.tick_box();
    let (_, leading) = composer.style.of(Use::TopicTitle);
    let area = Area { x: 0.6, y: ((leading - side) / 2.0).max(0.6), width: side, height: side };
    Mark { element: None, shape: Shape::Frame { area, thickness: 1.1, radius: 0.0 } }
}
