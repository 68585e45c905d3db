//! The blocks at the head of page one: an emergency, and what to raise within a day or two.

use super::compose::{Composer, Slot, Use, after_space, and_next, together};
use super::fit::Plan;
use super::flow::{Above, Frame, Strip};
use super::layout::Role;
use super::lines::Span;
use super::topics;
use crate::output::words;
use crate::summary::{EmergencyCall, Summary, Topic};

pub(super) fn emergency_block(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    if summary.emergencies.is_empty() && summary.emergency_call.is_none() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let frame = Frame { id: composer.frame_id(), thickness: 4.0, padding: composer.style.quarters(3.0) };
    let slot = inside(composer, frame);
    let mut strips = Vec::new();
    if let Some(call) = &summary.emergency_call {
        strips.extend(call_block(composer, call, slot, section));
    }
    for (index, topic) in summary.emergencies.iter().enumerate() {
        let lines = if index < plan.emergencies {
            topics::emergency(composer, topic, slot, section)
        } else {
            topics::emergency_in_short(composer, topic, index < plan.signs, (slot, section))
        };
        strips.extend(after_space(lines, Above::space(composer.style.quarters(2.0))));
    }
    if plan.emergencies < summary.emergencies.len() {
        let text = words::in_full(summary.emergencies.len(), plan.pages.emergencies);
        strips.extend(composer.paragraph(&[Span::regular(text)], Use::Body, slot, section));
    }
    framed(strips, frame, composer.style.above_block())
}

fn call_block(composer: &mut Composer, call: &EmergencyCall, slot: Slot, section: usize) -> Vec<Strip> {
    let heading = composer.element(Some(section), Role::Heading(2));
    let mut strips = composer.set(&[Span::bold(call.title.clone())], Use::EmergencyTitle, slot, Some(heading));
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(call.title.clone());
    }
    strips.extend(composer.paragraph(&[Span::regular(call.lead.clone())], Use::Body, slot, section));
    // Where no number is known, these words stand for it.
    let usage = if call.numbers.is_empty() { Use::Heading } else { Use::TopicTitle };
    strips.extend(composer.paragraph(&[Span::bold(call.call.clone())], usage, slot, section));
    if !call.numbers.is_empty() {
        let region = composer.paragraph(&[Span::regular(call.region.clone())], Use::Small, slot, section);
        strips.extend(after_space(region, Above::space(composer.style.quarters(1.0))));
        let numbers = [Span::bold(call.numbers.join("   ·   "))];
        strips.extend(composer.paragraph(&numbers, Use::EmergencyNumber, slot, section));
    }
    strips.extend(composer.paragraph(&[Span::regular(call.also.clone())], Use::Body, slot, section));
    together(strips)
}

pub(super) fn prompt_block(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let section = composer.element(None, Role::Section);
    let space = composer.style.above_block();
    if summary.prompt.is_empty() {
        let slot = composer.full();
        return after_space(warnings(composer, summary, plan, (slot, section)), Above::space(space));
    }
    let frame = Frame { id: composer.frame_id(), thickness: 2.2, padding: composer.style.quarters(2.0) };
    let slot = inside(composer, frame);
    let heading = composer.element(Some(section), Role::Heading(2));
    let mut strips = and_next(composer.set(&[Span::bold(words::PROMPT)], Use::Heading, slot, Some(heading)));
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(words::PROMPT.to_owned());
    }
    let gap = composer.style.quarters(1.0);
    for (index, topic) in summary.prompt.iter().take(plan.prompt).enumerate() {
        let lines = topics::prompt(composer, topic, slot, section);
        strips.extend(after_space(lines, Above::space(if index == 0 { 0.0 } else { gap })));
    }
    let above = Above::space(if plan.prompt == 0 { 0.0 } else { gap });
    strips.extend(after_space(prompt_titles(composer, summary, plan, (slot, section)), above));
    strips.extend(after_space(warnings(composer, summary, plan, (slot, section)), Above::space(gap)));
    framed(strips, frame, space)
}

/// The topics within a day or two that page one only names, or only counts.
fn prompt_titles(
    composer: &mut Composer,
    summary: &Summary,
    plan: &Plan,
    (slot, section): (Slot, usize),
) -> Vec<Strip> {
    let hidden: Vec<&Topic> = summary.prompt.iter().skip(plan.prompt).collect();
    let page = plan.pages.prompt;
    if hidden.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = hidden.iter().take(plan.prompt_titles).map(|topic| topic.title.clone()).collect();
    let rest = if names.is_empty() {
        words::more(summary.prompt.len(), plan.prompt, page).unwrap_or_default()
    } else {
        words::rest(hidden.len(), names.len(), page)
    };
    let mut paragraphs = Vec::new();
    if composer.style.one_column() {
        paragraphs.extend(names.iter().map(|name| vec![Span::bold(words::stop(name))]));
    } else if !names.is_empty() {
        let also = if plan.prompt == 0 { "" } else { words::ALSO };
        paragraphs.push(vec![Span::regular(also), Span::bold(words::list(&names))]);
    }
    match paragraphs.last_mut() {
        Some(last) => last.push(Span::regular(format!(" {rest}"))),
        None => paragraphs.push(vec![Span::regular(rest)]),
    }
    let mut strips = Vec::new();
    for spans in paragraphs {
        strips.extend(composer.paragraph(&spans, Use::Body, slot, section));
    }
    strips
}

fn warnings(composer: &mut Composer, summary: &Summary, plan: &Plan, (slot, section): (Slot, usize)) -> Vec<Strip> {
    let mut strips = Vec::new();
    for warning in summary.warnings.iter().take(plan.warnings) {
        strips.extend(composer.paragraph(&[Span::regular(warning.clone())], Use::Body, slot, section));
    }
    strips
}

fn inside(composer: &Composer, frame: Frame) -> Slot {
    let left = frame.padding + frame.thickness + 2.0;
    Slot::left(left, composer.style.width - 2.0 * left)
}

fn framed(mut strips: Vec<Strip>, frame: Frame, space: f64) -> Vec<Strip> {
    for strip in &mut strips {
        strip.frame = Some(frame);
    }
    after_space(strips, Above::space(space))
}
