//! Page one: what a clinician reads in a minute, always on a single page.

use super::compose::{Composer, Slot, Use, after_space, baseline, beside, rule, run};
use super::fit::Plan;
use super::flow::{Above, Strip};
use super::fonts::Face;
use super::layout::{Mark, Role, Shape};
use super::lines::Span;
use super::{results, topics, urgent};
use crate::output::words;
use crate::summary::{Person, Summary};

/// The strips of page one with as much on it as `plan` says.
pub(super) fn strips(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let mut strips = head(composer, summary, plan);
    if let Some(stopped) = &summary.stopped {
        let section = composer.element(None, Role::Section);
        strips.extend(composer.heading(&stopped.title, None, section));
        for text in &stopped.text {
            let slot = composer.full();
            let lines = composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section);
            strips.extend(after_space(lines, Above::space(6.0)));
        }
        strips.extend(keep_safe(composer, summary));
        return strips;
    }
    strips.extend(urgent::emergency_block(composer, summary));
    strips.extend(urgent::prompt_block(composer, summary, plan));
    if plan.bare {
        strips.extend(keep_safe(composer, summary));
        return strips;
    }
    strips.extend(results::rows(composer, summary.results.get(..plan.results).unwrap_or_default(), words::RESULTS));
    if let Some(note) = words::more(summary.results.len(), plan.results, plan.pages.results) {
        strips.extend(if plan.results == 0 {
            labelled(composer, words::RESULTS, &[note])
        } else {
            composer_note(composer, &note)
        });
    }
    strips.extend(topics_block(composer, summary, plan));
    strips.extend(tail(composer, summary, plan));
    strips
}

fn head(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let title = composer.element(None, Role::Heading(1));
    let full = composer.full();
    let mut strips = composer.set(&[Span::bold(words::TITLE)], Use::Title, full, Some(title));
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(words::TITLE.to_owned());
    }
    strips.extend(after_space(identity(composer, &summary.person), Above::space(2.0)));
    let facts: Vec<&str> = summary.person.facts.iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    if !facts.is_empty() && summary.stopped.is_none() && !plan.bare {
        let paragraph = composer.element(None, Role::Paragraph);
        let spans = [Span::regular(facts.join("  ·  "))];
        strips.extend(after_space(composer.set(&spans, Use::Body, full, Some(paragraph)), Above::space(2.5)));
    }
    strips
}

/// Name, date of birth and day, on one line where they fit.
fn identity(composer: &mut Composer, person: &Person) -> Vec<Strip> {
    let (size, leading) = composer.style.of(Use::Body);
    let width = composer.style.width;
    let answered = words::answered(person).unwrap_or_default();
    let day = composer.measure.width(Face::Regular, &answered) * size;
    let paragraph = composer.element(None, Role::Paragraph);
    let mut strip = Strip { height: leading, ..Strip::default() };
    let mut x = 0.0;
    let left = width - day - 16.0;
    for (label, typed, share) in [("Name", &person.name, 0.62), ("Born", &person.born, 0.38)] {
        let name = run(&mut composer.measure, (x, baseline(size, leading)), size, Face::Regular, label);
        let from = x + name.width + 5.0;
        let typed = run(&mut composer.measure, (from, baseline(size, leading)), size, Face::Bold, typed);
        strip.marks.push(Mark { element: Some(paragraph), shape: Shape::Text(name) });
        if typed.text.is_empty() {
            let to = x + left * share - 10.0;
            strip.marks.push(rule(from, to, leading - 1.5, 0.6));
            x = to + 10.0;
        } else {
            x = typed.x + typed.width + 18.0;
            strip.marks.push(Mark { element: Some(paragraph), shape: Shape::Text(typed) });
        }
    }
    let fits = x - 2.0 <= width - day;
    if fits {
        let day = run(&mut composer.measure, (width - day, baseline(size, leading)), size, Face::Regular, &answered);
        strip.marks.push(Mark { element: Some(paragraph), shape: Shape::Text(day) });
        return vec![strip];
    }
    let mut strips = Vec::new();
    for (label, typed) in [("Name  ", &person.name), ("Born  ", &person.born)] {
        let paragraph = composer.element(None, Role::Paragraph);
        let slot = composer.full();
        let mut lines =
            composer.set(&[Span::regular(label), Span::bold(typed.clone())], Use::Body, slot, Some(paragraph));
        if typed.is_empty() {
            for line in &mut lines {
                line.marks.push(rule(36.0, width * 0.6, leading - 1.5, 0.6));
            }
        }
        strips.extend(lines);
    }
    let slot = composer.full();
    strips.extend(composer.set(&[Span::regular(answered)], Use::Body, slot, Some(paragraph)));
    strips
}

fn topics_block(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let further = words::further(summary, plan.topics);
    let elsewhere = words::elsewhere(&further, plan.titles, plan.pages.topics);
    if plan.topics == 0 {
        let elsewhere = if further.is_empty() { String::new() } else { elsewhere };
        return labelled(composer, words::TOPICS_ELSEWHERE, &[elsewhere]);
    }
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::TOPICS, None, section);
    for (index, topic) in summary.topics.iter().take(plan.topics).enumerate() {
        let lines = topics::routine(composer, topic, section);
        strips.extend(if index == 0 { after_space(lines, Above::space(3.0)) } else { lines });
    }
    if plan.titles > 0 {
        strips.extend(labelled(composer, words::FURTHER, &[elsewhere]));
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

fn keep_safe(composer: &mut Composer, summary: &Summary) -> Vec<Strip> {
    labelled(composer, words::KEEP_SAFE, std::slice::from_ref(&summary.safety))
}

/// A bold label at the left and paragraphs beside it.
pub(super) fn labelled(composer: &mut Composer, label: &str, paragraphs: &[String]) -> Vec<Strip> {
    if paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
        return Vec::new();
    }
    let section = composer.element(None, Role::Section);
    let heading = composer.element(Some(section), Role::Heading(2));
    let column = composer.style.scaled(98.0);
    let left = composer.set(&[Span::bold(label)], Use::Body, Slot::left(0.0, column - 8.0), Some(heading));
    let slot = Slot::left(column, composer.style.width - column);
    let mut right = Vec::new();
    for text in paragraphs {
        right.extend(composer.paragraph(&[Span::regular(text.clone())], Use::Body, slot, section));
    }
    let above = Above { before: composer.style.scaled(3.4), rule: Some(0.5), after: composer.style.scaled(2.6) };
    after_space(beside(left, right), above)
}

/// A quiet line that says where the rest stands.
fn composer_note(composer: &mut Composer, text: &str) -> Vec<Strip> {
    let section = composer.element(None, Role::Section);
    let slot = composer.full();
    after_space(composer.paragraph(&[Span::regular(text)], Use::Body, slot, section), Above::space(3.0))
}
