//! The pages after page one: further topics, background, facts, all answers, room to write, sources.

use super::compose::{Align, Composer, Slot, Use, after_space, and_next, beside, rule, together};
use super::fit::Plan;
use super::flow::{Above, Anchor, Strip};
use super::layout::Role;
use super::lines::Span;
use super::{answers, results, since, topics};
use crate::output::words;
use crate::summary::{FactGroup, FileMark, Source, Summary, Topic};

/// Lines to write on: at least so many, and more where the page has room.
const WRITING_LINES: usize = 4;
const MORE_WRITING_LINES: usize = 6;
const MISSING: &str = "A character that this sheet cannot print stands as its number in square brackets.";

/// Everything that follows page one.
pub(super) fn strips(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    if summary.stopped.is_some() {
        return Vec::new();
    }
    let mut strips = moved_on(composer, summary, plan);
    let further = words::further(summary, plan.topics);
    let title = if plan.topics == 0 { words::TOPICS } else { words::FURTHER };
    strips.extend(anchored(further_topics(composer, &further, title), Anchor::Topics));
    strips.extend(backgrounds(composer, summary, plan));
    if plan.questions < summary.own_questions.len() {
        let label = words::own_questions_label(summary.own_questions.len());
        strips.extend(anchored(paragraphs(composer, label, &summary.own_questions), Anchor::Questions));
    }
    if plan.gaps < summary.not_answered.len() {
        let gaps = words::gaps(&summary.not_answered, usize::MAX);
        strips.extend(anchored(paragraphs(composer, words::NOT_ANSWERED, &gaps), Anchor::Gaps));
    }
    strips.extend(bare(composer, summary, plan));
    strips.extend(facts(composer, &summary.facts));
    strips.extend(since::section(composer, summary));
    let notes: Vec<String> = summary.own_notes.lines().map(str::to_owned).collect();
    strips.extend(paragraphs(composer, words::OWN_NOTES, &notes));
    strips.extend(answers::answers(composer, &summary.answers));
    strips.extend(visit(composer));
    strips.extend(sources(composer, &summary.sources));
    strips.extend(files(composer, &summary.files));
    if composer.measure.borrowed.lacks_some {
        let section = composer.element(None, Role::Section);
        let slot = composer.full();
        let lines = composer.paragraph(&[Span::regular(MISSING)], Use::Body, slot, section);
        strips.extend(after_space(lines, Above::space(composer.style.above_block())));
    }
    strips
}

/// The small things that even a page one with little on it holds as a rule.
fn bare(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let mut strips = Vec::new();
    if plan.warnings < summary.warnings.len() {
        strips.extend(paragraphs(composer, words::WARNINGS, &summary.warnings));
    }
    if plan.facts < summary.person.facts.len() {
        strips.extend(paragraphs(composer, words::ABOUT_ME, &summary.person.facts));
    }
    if plan.bare {
        let not_taken = [words::list(&summary.not_taken)];
        strips.extend(paragraphs(composer, words::NOT_TAKEN, &not_taken));
        if summary.left_out > 0 {
            let left_out = [words::left_out(summary.left_out)];
            strips.extend(paragraphs(composer, words::LEFT_OUT, &left_out));
        }
    }
    strips
}

/// Urgent topics and results that page one had no room for.
fn moved_on(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let mut strips = Vec::new();
    if plan.emergencies < summary.emergencies.len() {
        strips.extend(anchored(emergencies(composer, summary), Anchor::Emergencies));
    }
    if plan.prompt < summary.prompt.len() {
        let section = composer.element(None, Role::Section);
        let title = if plan.prompt == 0 { words::PROMPT } else { words::PROMPT_MORE };
        let mut rest = composer.heading(title, None, section);
        let slot = composer.full();
        for topic in summary.prompt.iter().skip(plan.prompt) {
            let lines = topics::prompt(composer, topic, slot, section);
            rest.extend(after_space(lines, Above::space(composer.style.quarters(1.5))));
        }
        strips.extend(anchored(rest, Anchor::Prompt));
    }
    let results_title = if plan.results == 0 { words::RESULTS } else { words::RESULTS_MORE };
    let rest = summary.results.get(plan.results..).unwrap_or_default();
    strips.extend(anchored(results::rows(composer, rest, results_title), Anchor::Results));
    strips
}

/// The emergency topics in full, where page one had no room for that.
fn emergencies(composer: &mut Composer, summary: &Summary) -> Vec<Strip> {
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::EMERGENCIES, None, section);
    let slot = composer.full();
    for topic in &summary.emergencies {
        let lines = topics::emergency(composer, topic, slot, section);
        strips.extend(after_space(lines, Above::space(composer.style.quarters(1.5))));
    }
    strips
}

pub(super) fn anchored(mut strips: Vec<Strip>, anchor: Anchor) -> Vec<Strip> {
    if let Some(first) = strips.first_mut() {
        first.anchor = Some(anchor);
    }
    strips
}

fn further_topics(composer: &mut Composer, further: &[&Topic], title: &str) -> Vec<Strip> {
    if further.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(title, None, section);
    for (index, topic) in further.iter().enumerate() {
        let lines = topics::full(composer, topic, section);
        strips.extend(if index == 0 { after_space(lines, Above::space(composer.style.quarters(1.0))) } else { lines });
    }
    strips
}

fn backgrounds(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let topics = words::backgrounds(summary, plan.topics);
    if topics.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::BACKGROUND, None, section);
    for (topic, paragraphs) in topics {
        strips.extend(topics::background(composer, topic, &paragraphs, section));
    }
    strips
}

/// A heading with plain paragraphs under it.
fn paragraphs(composer: &mut Composer, title: &str, paragraphs: &[String]) -> Vec<Strip> {
    if paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(title, None, section);
    for text in paragraphs {
        let slot = composer.full();
        let lines = composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section);
        strips.extend(after_space(lines, Above::space(composer.style.quarters(1.0))));
    }
    composer.whole(strips)
}

fn facts(composer: &mut Composer, groups: &[FactGroup]) -> Vec<Strip> {
    if groups.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::FACTS, None, section);
    strips.extend(self::groups(composer, groups, section));
    strips
}

/// Labels with their lines beside them, or under them in one column.
pub(super) fn groups(composer: &mut Composer, groups: &[FactGroup], section: usize) -> Vec<Strip> {
    let mut strips = Vec::new();
    let (label_slot, slot) = composer.entry_slots(120.0);
    let gap = composer.style.between_groups();
    for (index, group) in groups.iter().enumerate() {
        let part = composer.element(Some(section), Role::Section);
        let heading = composer.element(Some(part), Role::Heading(3));
        let label = composer.set(&[Span::bold(group.label.clone())], Use::Label, label_slot, Some(heading));
        let mut lines = Vec::new();
        for line in &group.lines {
            lines.extend(composer.paragraph(&[Span::regular(words::stop(line))], Use::Body, slot, part));
        }
        let above = Above { before: if index == 0 { 0.0 } else { gap }, rule: (index > 0).then_some(0.5), after: gap };
        strips.extend(after_space(composer.entry(label, lines), above));
    }
    strips
}

/// Room to write during the visit.
fn visit(composer: &mut Composer) -> Vec<Strip> {
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::VISIT, None, section);
    let (height, width) = (composer.style.writing_line(), composer.style.width);
    let line = Strip { height, marks: vec![rule(0.0, width, height - 0.5, 0.4)], ..Strip::default() };
    strips.extend(std::iter::repeat_n(line.clone(), WRITING_LINES));
    let mut strips = together(strips);
    strips.extend(std::iter::repeat_n(Strip { optional: true, ..line }, MORE_WRITING_LINES));
    strips
}

fn sources(composer: &mut Composer, sources: &[Source]) -> Vec<Strip> {
    if sources.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::SOURCES, None, section);
    let list = composer.element(Some(section), Role::List { numbered: true });
    let column = composer.style.scaled(24.0);
    for source in sources {
        let item = composer.element(Some(list), Role::Item);
        let label = composer.element(Some(item), Role::Label);
        let body = composer.element(Some(item), Role::Body);
        let slot = Slot { x: 0.0, width: column - composer.style.scaled(9.0), align: Align::Right };
        let number = composer.set(&[Span::regular(source.number.to_string())], Use::Small, slot, Some(label));
        let slot = Slot::left(column, composer.style.width - column);
        let mut lines = composer.set(&[Span::regular(source.cite.clone())], Use::Small, slot, Some(body));
        if let Some(url) = words::doi(source) {
            let link = composer.element(Some(body), Role::Link { url: url.clone() });
            lines.extend(composer.set(&[Span::regular(url)], Use::Small, slot, Some(link)));
        }
        strips.extend(after_space(beside(number, lines), Above::space(composer.style.quarters(1.0))));
    }
    strips
}

fn files(composer: &mut Composer, files: &[FileMark]) -> Vec<Strip> {
    if files.is_empty() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::FILES, None, section);
    for mark in files {
        let spans = [Span::bold(words::stop(&mark.title)), Span::regular(format!(" {}", words::file(mark)))];
        let slot = composer.full();
        let lines = composer.paragraph(&spans, Use::Small, slot, section);
        strips.extend(after_space(together(lines), Above::space(composer.style.quarters(1.0))));
    }
    composer.whole(strips)
}

/// The last line of the sheet, where the file holds the answers too.
pub(super) fn saying_what_is_inside(composer: &mut Composer, strips: Vec<Strip>) -> Vec<Strip> {
    let section = composer.element(None, Role::Section);
    let slot = composer.full();
    let lines = composer.paragraph(&[Span::regular(words::INSIDE)], Use::Small, slot, section);
    let mut strips = and_next(strips);
    strips.extend(after_space(together(lines), Above::space(composer.style.above_block())));
    strips
}
