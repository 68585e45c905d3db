//! Page one: what a clinician reads in a minute, always on a single page.

use super::compose::{Composer, Slot, Use, after_space, beside, reach};
use super::fit::Plan;
use super::flow::{Above, Strip};
use super::layout::Role;
use super::lines::Span;
use super::{head, results, since, topics, urgent};
use crate::output::words;
use crate::summary::Summary;

/// The strips of page one with as much on it as `plan` says.
pub(super) fn strips(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let mut strips = head::head(composer, summary, plan);
    if let Some(stopped) = &summary.stopped {
        let section = composer.element(None, Role::Section);
        strips.extend(composer.heading(&stopped.title, None, section));
        for text in &stopped.text {
            let slot = composer.full();
            let lines = composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section);
            strips.extend(after_space(lines, Above::space(composer.style.quarters(1.0))));
        }
        strips.extend(keep_safe(composer, summary));
        return strips;
    }
    strips.extend(urgent::emergency_block(composer, summary, plan));
    strips.extend(urgent::prompt_block(composer, summary, plan));
    if plan.bare {
        // Right under a frame, a rule would be one line too many.
        let space = Above::space(composer.style.quarters(2.0));
        strips.extend(after_space(keep_safe(composer, summary), space));
        return strips;
    }
    strips.extend(results_block(composer, summary, plan));
    strips.extend(since::pointer(composer, summary, plan));
    strips.extend(topics_block(composer, summary, plan));
    strips.extend(tail(composer, summary, plan));
    strips
}

fn results_block(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let (full, rest) = summary.results.split_at(plan.results.min(summary.results.len()));
    let short = rest.get(..plan.lines.min(rest.len())).unwrap_or_default();
    let page = plan.pages.results;
    if full.is_empty() && short.is_empty() {
        let note = words::more(rest.len(), 0, page);
        return labelled(composer, words::RESULTS, note.as_slice());
    }
    results::some_in_short(composer, full, short, rest.len(), page)
}

fn topics_block(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let further = words::further(summary, plan.topics);
    let elsewhere = topics::elsewhere(composer, &further, plan.titles, plan.pages.topics);
    if plan.topics == 0 {
        return labelled(composer, words::TOPICS_ELSEWHERE, if further.is_empty() { &[] } else { &elsewhere });
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::TOPICS, None, section);
    for (index, topic) in summary.topics.iter().take(plan.topics).enumerate() {
        let lines = topics::routine(composer, topic, section);
        strips.extend(if index == 0 { after_space(lines, Above::space(composer.style.quarters(1.0))) } else { lines });
    }
    if plan.titles > 0 && !further.is_empty() {
        strips.extend(labelled(composer, words::FURTHER, &elsewhere));
    }
    strips
}

fn tail(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let mut questions: Vec<String> = summary.own_questions.iter().take(plan.questions).cloned().collect();
    questions.extend(words::more(summary.own_questions.len(), plan.questions, plan.pages.questions));
    let mut gaps = words::gaps(&summary.not_answered, plan.gaps);
    gaps.extend(words::more(summary.not_answered.len(), plan.gaps, plan.pages.gaps));
    let gaps = [gaps.join(" ")];
    let left_out = if summary.left_out > 0 { vec![words::left_out(summary.left_out)] } else { Vec::new() };
    let mut strips = labelled(composer, words::own_questions_label(summary.own_questions.len()), &questions);
    strips.extend(labelled(composer, words::NOT_ANSWERED, &gaps));
    strips.extend(labelled(composer, words::NOT_TAKEN, &[words::list(&summary.not_taken)]));
    strips.extend(labelled(composer, words::LEFT_OUT, &left_out));
    strips.extend(keep_safe(composer, summary));
    strips
}

/// The safety line, which is always there.
fn keep_safe(composer: &mut Composer, summary: &Summary) -> Vec<Strip> {
    labelled(composer, words::KEEP_SAFE, std::slice::from_ref(&summary.safety))
}

/// A bold label with paragraphs beside it, or under it in one column.
fn labelled(composer: &mut Composer, label: &str, paragraphs: &[String]) -> Vec<Strip> {
    if paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let heading = composer.element(Some(section), Role::Heading(2));
    let label_line = [Span::bold(label)];
    let (label_slot, slot) = label_slots(composer, &label_line, paragraphs);
    let label = composer.set(&label_line, Use::Label, label_slot, Some(heading));
    let mut body = Vec::new();
    for text in paragraphs {
        body.extend(composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section));
    }
    let space = composer.style.quarters(1.0);
    let strips = if slot.x > 0.0 { beside(label, body) } else { composer.entry(label, body) };
    after_space(strips, Above { before: space, rule: Some(0.5), after: space })
}

/// Label and words side by side; in one column only where both fit one line.
fn label_slots(composer: &mut Composer, label: &[Span], paragraphs: &[String]) -> (Slot, Slot) {
    let slots = composer.entry_slots(98.0);
    if let (true, [words]) = (composer.style.one_column(), paragraphs) {
        let full = composer.full();
        let from = reach(&composer.set(label, Use::Label, full, None)) + 12.0;
        let rest = Slot::left(from, full.width - from);
        if composer.set(&[Span::regular(words.clone())], Use::Body, rest, None).len() == 1 {
            return (full, rest);
        }
    }
    slots
}
