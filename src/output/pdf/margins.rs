//! The lines at the top and bottom of each page, outside the text.
//!
//! "Self-reported; not a diagnosis" and the page number are always whole. A long title goes on below its line; of what
//! tells whose sheet it is, the day goes first, and the name is shortened last.

use unicode_segmentation::UnicodeSegmentation;

use super::Paper;
use super::compose::{Composer, Slot, Use, run};
use super::fit::Plan;
use super::flow::{Column, moved};
use super::fonts::Face;
use super::layout::{Ink, Mark, Page, Role, Shape, TextRun};
use super::lines::Span;
use super::paragraph::isolated;
use crate::output::words;
use crate::summary::{Person, Summary};

/// Left and right of the text.
pub(super) const MARGIN: f64 = 44.0;
/// The least distance between what stands at the left and at the right.
const GAP: f64 = 14.0;
/// Where no name was typed.
const NAME_TO_WRITE: &str = "Name ____________________";
/// A title takes at most so many lines.
const TITLE_LINES: usize = 3;

/// The part of each page that is left for the text.
pub(super) fn column(composer: &mut Composer, summary: &Summary, paper: Paper) -> Column {
    let style = composer.style;
    let more = title(composer, &summary.form_title).len().saturating_sub(1);
    let top = style.top().2 + (0..more).map(|_| style.of(Use::Small).1).sum::<f64>();
    Column { left: MARGIN, width: style.width, top, bottom: paper.size().1 - style.bottom().0 }
}

/// Adds the lines at the top and bottom of every page; only those of the first one are read out.
pub(super) fn add(composer: &mut Composer, summary: &Summary, plan: &Plan, (pages, column): (&mut [Page], Column)) {
    let mut head = head(composer, summary, column);
    let follows = follows(summary, plan, pages.len());
    let identity = identity(composer, &summary.person, pages.len());
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        page.marks.splice(0..0, head.iter().cloned());
        let left = if index == 0 { &follows } else { &identity };
        page.marks.extend(foot(composer, column, [left, &page_number(index + 1, count)]));
        for mark in &mut head {
            mark.element = None;
        }
    }
}

fn head(composer: &mut Composer, summary: &Summary, column: Column) -> Vec<Mark> {
    let (first, rule, text) = composer.style.top();
    let (_, leading) = composer.style.of(Use::Small);
    let form_title = composer.element(None, Role::Paragraph);
    let self_reported = composer.element(None, Role::Paragraph);
    let mut marks = Vec::new();
    let mut baseline = first;
    for line in title(composer, &summary.form_title) {
        marks
            .push(Mark { element: Some(form_title), shape: Shape::Text(TextRun { x: column.left, baseline, ..line }) });
        baseline += leading;
    }
    let mut right = small(composer, words::SELF_REPORTED);
    (right.x, right.baseline) = (column.left + column.width - right.width, first);
    marks.push(Mark { element: Some(self_reported), shape: Shape::Text(right) });
    marks.push(across(column, column.top - (text - rule)));
    marks
}

/// The title's lines beside "Self-reported; not a diagnosis".
fn title(composer: &mut Composer, title: &str) -> Vec<TextRun> {
    let room = composer.style.width - small(composer, words::SELF_REPORTED).width - GAP;
    let lines = composer.set(&[Span::regular(title)], Use::Small, Slot::left(0.0, room), None);
    let mut runs: Vec<TextRun> = lines.into_iter().flat_map(|line| line.marks).filter_map(text_run).collect();
    let rest: String = runs.split_off(runs.len().min(TITLE_LINES - 1)).into_iter().map(|run| run.text).collect();
    if !rest.is_empty() {
        runs.push(shortened(composer, rest.trim_end(), room));
    }
    runs
}

fn text_run(mark: Mark) -> Option<TextRun> {
    match mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    }
}

/// What follows page one.
fn follows(summary: &Summary, plan: &Plan, pages: usize) -> String {
    let topics = summary.topics.len() - plan.topics + summary.further_topics.len();
    let topics = if summary.stopped.is_some() { 0 } else { topics };
    words::follows(plan.topics, topics, pages > 1 && !summary.answers.is_empty())
}

/// Whose sheet it is: name, date of birth, day, as far as there is room beside the page number.
fn identity(composer: &mut Composer, person: &Person, pages: usize) -> String {
    let room = composer.style.width - small(composer, &page_number(pages, pages)).width - GAP;
    let answered = words::answered(person).unwrap_or_default();
    if person.name.is_empty() {
        // Pages part company, so each has room for the name.
        let rest = [person.born.as_str(), &answered].into_iter().filter(|part| !part.is_empty());
        let whole = std::iter::once(NAME_TO_WRITE).chain(rest).collect::<Vec<_>>().join("   ");
        return if small(composer, &whole).width <= room { whole } else { NAME_TO_WRITE.to_owned() };
    }
    let joined = |parts: &[&str]| {
        let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| isolated(part));
        parts.collect::<Vec<_>>().join(" · ")
    };
    for parts in [&[&person.name, &person.born, answered.as_str()][..], &[&person.name, &person.born]] {
        let whole = joined(parts);
        if small(composer, &whole).width <= room {
            return whole;
        }
    }
    let born = if person.born.is_empty() { String::new() } else { format!(" · {}", isolated(&person.born)) };
    let left = room - small(composer, &born).width;
    isolated(&shortened(composer, &person.name, left).text) + &born
}

fn page_number(page: usize, of: usize) -> String {
    format!("Page {page} of {of}")
}

/// Words at the left and right ends of the last line; the left ones are shortened where both do not fit.
fn foot(composer: &mut Composer, column: Column, [left, right]: [&str; 2]) -> Vec<Mark> {
    let (text, rule, baseline) = composer.style.bottom();
    let right = small(composer, right);
    let left = shortened(composer, left, column.width - right.width - GAP);
    let down = column.bottom + text - baseline;
    let at = |run: TextRun, x| Mark { element: None, shape: moved(&Shape::Text(run), x, down) };
    let end = column.left + column.width - right.width;
    vec![across(column, column.bottom + text - rule), at(left, column.left), at(right, end)]
}

fn small(composer: &mut Composer, text: &str) -> TextRun {
    let (size, _) = composer.style.of(Use::Small);
    run(&mut composer.measure, (0.0, 0.0), size, Face::Regular, text)
}

/// As much of a text as fits, with an ellipsis if that is not all.
fn shortened(composer: &mut Composer, text: &str, room: f64) -> TextRun {
    let whole = small(composer, text);
    if whole.width <= room {
        return whole;
    }
    let signs: Vec<&str> = text.graphemes(true).take(300).collect();
    let fits = |composer: &mut Composer, count: usize| {
        let cut: String = signs.iter().take(count).copied().chain(["…"]).collect();
        let cut = small(composer, &cut);
        (cut.width <= room).then_some(cut)
    };
    (0..signs.len()).rev().find_map(|count| fits(composer, count)).unwrap_or_else(|| small(composer, ""))
}

fn across(column: Column, y: f64) -> Mark {
    let (from, to) = ((column.left, y), (column.left + column.width, y));
    Mark { element: None, shape: Shape::Line { from, to, thickness: 1.0, ink: Ink::Black } }
}
