//! The blocks at the head of page one: an emergency, and what to raise within a day or two.

use super::compose::{Composer, Slot, Use, after_space, and_next, together};
use super::fit::Plan;
use super::flow::{Above, Frame, Strip};
use super::layout::Role;
use super::lines::Span;
use super::topics;
use crate::output::words;
use crate::summary::{EmergencyCall, Summary, Topic};

pub(super) fn emergency_block(composer: &mut Composer, summary: &Summary) -> Vec<Strip> {
    if summary.emergencies.is_empty() && summary.emergency_call.is_none() {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let frame = Frame { id: composer.frame_id(), thickness: 4.0, padding: composer.style.scaled(11.0) };
    let slot = inside(composer, frame);
    let mut strips = Vec::new();
    if let Some(call) = &summary.emergency_call {
        strips.extend(call_block(composer, call, slot, section));
    }
    for topic in &summary.emergencies {
        let lines = topics::emergency(composer, topic, slot, section);
        strips.extend(after_space(lines, Above::space(composer.style.scaled(7.0))));
    }
    framed(strips, frame, composer.style.scaled(9.0))
}

fn call_block(composer: &mut Composer, call: &EmergencyCall, slot: Slot, section: usize) -> Vec<Strip> {
    let heading = composer.element(Some(section), Role::Heading(2));
    let mut strips = composer.set(&[Span::bold(call.title.clone())], Use::EmergencyTitle, slot, Some(heading));
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(call.title.clone());
    }
    strips.extend(composer.paragraph(&[Span::regular(call.lead.clone())], Use::Body, slot, section));
    strips.extend(composer.paragraph(&[Span::bold(call.call.clone())], Use::TopicTitle, slot, section));
    let numbers = [Span::bold(call.numbers.join("   ·   "))];
    let numbers = composer.paragraph(&numbers, Use::EmergencyNumber, slot, section);
    if !call.region.is_empty() {
        let region = composer.paragraph(&[Span::regular(call.region.clone())], Use::Small, slot, section);
        strips.extend(after_space(region, Above::space(3.0)));
    }
    strips.extend(numbers);
    strips.extend(composer.paragraph(&[Span::regular(call.also.clone())], Use::Body, slot, section));
    together(strips)
}

pub(super) fn prompt_block(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let section = composer.element(None, Role::Section);
    let space = composer.style.scaled(9.0);
    if summary.prompt.is_empty() {
        let slot = composer.full();
        let mut strips = Vec::new();
        for warning in &summary.warnings {
            strips.extend(composer.paragraph(&[Span::regular(warning.clone())], Use::Body, slot, section));
        }
        return after_space(strips, Above::space(space));
    }
    let frame = Frame { id: composer.frame_id(), thickness: 2.2, padding: composer.style.scaled(8.0) };
    let slot = inside(composer, frame);
    let heading = composer.element(Some(section), Role::Heading(2));
    let mut strips = and_next(composer.set(&[Span::bold(words::PROMPT)], Use::Heading, slot, Some(heading)));
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(words::PROMPT.to_owned());
    }
    for (index, topic) in summary.prompt.iter().take(plan.prompt).enumerate() {
        let lines = topics::prompt(composer, topic, slot, section);
        strips.extend(after_space(lines, Above::space(if index == 0 { 0.0 } else { composer.style.scaled(4.0) })));
    }
    let hidden: Vec<&Topic> = summary.prompt.iter().skip(plan.prompt).collect();
    // A few topics are at least named; many are counted.
    let note = if plan.prompt == 0 && hidden.len() <= 3 {
        Some(words::elsewhere(&hidden, hidden.len(), plan.pages.prompt))
    } else {
        words::more(summary.prompt.len(), plan.prompt, plan.pages.prompt)
    };
    for (index, text) in note.iter().chain(&summary.warnings).enumerate() {
        let lines = composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section);
        strips.extend(after_space(lines, Above::space(if index == 0 { composer.style.scaled(4.0) } else { 0.0 })));
    }
    framed(strips, frame, space)
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
