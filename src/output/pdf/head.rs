//! The head of page one: the title, who the sheet is about, and when the answers were given.

use super::compose::{Composer, Use, after_space, baseline, rule, run};
use super::fit::Plan;
use super::flow::{Above, Strip};
use super::fonts::Face;
use super::layout::{Mark, Role, Shape};
use super::lines::Span;
use super::paragraph::isolated;
use crate::output::words;
use crate::summary::{Person, Summary};

/// What was typed, or a line to write it on.
struct Field<'a> {
    label: &'static str,
    typed: &'a str,
    /// Its share of the room, if nothing was typed.
    share: f64,
}

/// Title, name, date of birth, day, and as many facts about the person as `plan` says.
pub(super) fn head(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let title = composer.element(None, Role::Heading(1));
    let full = composer.full();
    let mut strips = composer.set(&[Span::bold(words::TITLE)], Use::Title, full, Some(title));
    if let Some(first) = strips.first_mut() {
        first.bookmark = Some(words::TITLE.to_owned());
    }
    strips.extend(identity(composer, &summary.person));
    // A sheet that was stopped says nothing that was worked out or answered.
    let count = if summary.stopped.is_some() { 0 } else { plan.facts };
    let facts = summary.person.facts.iter().take(count).map(String::as_str).filter(|fact| !fact.is_empty());
    let facts = facts.collect::<Vec<_>>().join("  ·  ");
    if !facts.is_empty() {
        let paragraph = composer.element(None, Role::Paragraph);
        let space = Above::space(composer.style.quarters(1.0));
        strips.extend(after_space(composer.set(&[Span::regular(facts)], Use::Body, full, Some(paragraph)), space));
    }
    strips
}

/// Name, date of birth and day: on one line where they fit, in one column on two, and on more where they are long.
fn identity(composer: &mut Composer, person: &Person) -> Vec<Strip> {
    let name = |share| Field { label: "Name", typed: &person.name, share };
    let born = |share| Field { label: "Born", typed: &person.born, share };
    let answered = words::answered(person).unwrap_or_default();
    if !composer.style.one_column()
        && let Some(line) = one_line(composer, &[name(0.62), born(0.38)], &answered)
    {
        return vec![line];
    }
    let mut strips = wrapped(composer, &name(1.0), "");
    strips.extend(wrapped(composer, &born(1.0), &answered));
    strips
}

/// Fields beside each other with the day at the right end; `None` if they are too long for that.
fn one_line(composer: &mut Composer, fields: &[Field], day: &str) -> Option<Strip> {
    let (size, leading) = composer.style.of(Use::Body);
    let width = composer.style.width;
    let open = fields.iter().any(|field| field.typed.is_empty());
    // A line to write on needs some air above it.
    let down = if open { composer.style.quarters(1.0) } else { 0.0 };
    let base = baseline(size, leading) + down;
    let paragraph = composer.element(None, Role::Paragraph);
    let mut strip = Strip { height: leading + down, ..Strip::default() };
    let mut text = |run| strip.marks.push(Mark { element: Some(paragraph), shape: Shape::Text(run) });
    let mut day = run(&mut composer.measure, (0.0, base), size, Face::Regular, day);
    day.x = width - day.width;
    let room = if day.text.is_empty() { width } else { day.x - 16.0 };
    let (mut x, mut lines) = (0.0, Vec::new());
    for field in fields {
        let label = run(&mut composer.measure, (x, base), size, Face::Regular, field.label);
        let from = x + label.width + 5.0;
        let typed = run(&mut composer.measure, (from, base), size, Face::Bold, field.typed);
        text(label);
        if field.typed.is_empty() {
            let to = if field.share < 1.0 { x + room * field.share - 10.0 } else { room };
            lines.push(rule(from, to, strip.height - 1.5, 0.6));
            x = to + 10.0;
        } else {
            x = typed.x + typed.width + 18.0;
            text(typed);
        }
    }
    let fits = x - 18.0 <= room;
    if !day.text.is_empty() {
        text(day);
    }
    strip.marks.extend(lines);
    fits.then_some(strip)
}

/// A field on a line of its own, or on several, with the day behind it or under it.
fn wrapped(composer: &mut Composer, field: &Field, day: &str) -> Vec<Strip> {
    if let Some(line) = one_line(composer, std::slice::from_ref(field), day) {
        return vec![line];
    }
    let full = composer.full();
    let mut line = |spans: &[Span]| {
        let paragraph = composer.element(None, Role::Paragraph);
        composer.set(spans, Use::Body, full, Some(paragraph))
    };
    let mut strips = line(&[Span::regular(format!("{}  ", field.label)), Span::bold(isolated(field.typed))]);
    strips.extend(line(&[Span::regular(day)]));
    strips
}
