//! A summary on pages: page one, what follows, and the lines at the top and bottom of each page.

use unicode_segmentation::UnicodeSegmentation;

use super::compose::{Composer, Style, Use, run};
use super::fit::Plan;
use super::flow::{Column, Dealt, deal};
use super::fonts::{Face, Measure};
use super::layout::{Element, Ink, Mark, Page, Pages, Role, Shape, TextRun};
use super::other_faces::OtherFaces;
use super::{PdfError, PdfOptions, later, page_one};
use crate::output::{text::text, words};
use crate::summary::Summary;

/// Left and right of the text.
const MARGIN: f64 = 44.0;

/// Sets the summary on pages. What the bundled faces lack is taken from `faces`.
///
/// # Errors
///
/// If a bundled font cannot be read.
pub fn lay_out(summary: &Summary, options: &PdfOptions, faces: &dyn OtherFaces) -> Result<Pages, PdfError> {
    let (width, height) = options.paper.size();
    let style = Style { large: options.large_print, width: width - 2.0 * MARGIN };
    let mut composer = Composer::new(style, Measure::new(&text(summary), faces)?);
    let (top, bottom) = (style.scaled(33.0) + 16.0, height - style.scaled(28.0) - 16.0);
    let column = Column { left: MARGIN, width: style.width, top, bottom };

    let mut plan = Plan::fitting(&mut composer, summary, bottom - top);
    let later_strips = later::strips(&mut composer, summary, &plan);
    // Page one opens with a large title; a heading needs a little more air under the line at the top.
    let after = deal(&later_strips, &composer.heads, Column { top: top + style.scaled(6.0), ..column });
    let mut first = Dealt::default();
    // Page one takes one page; should a single thing on it be longer than a page, the page numbers follow.
    for pages_before in [1, 2, 3] {
        plan.refer_to(&after, pages_before);
        first = deal(&page_one::strips(&mut composer, summary, &plan), &[], column);
        if first.pages.len() <= pages_before {
            break;
        }
    }
    let mut pages = join(first, after);
    margins(&mut composer, summary, &plan, (&mut pages.pages, column));
    let title = if summary.form_title.is_empty() {
        words::TITLE.to_owned()
    } else {
        format!("{}: {}", words::TITLE, summary.form_title)
    };
    Ok(tidied(Pages {
        title,
        width,
        height,
        pages: pages.pages,
        elements: composer.elements,
        bookmarks: pages.bookmarks,
        other_faces: composer.measure.borrowed.files(),
    }))
}

fn join(mut first: Dealt, after: Dealt) -> Dealt {
    let before = first.pages.len();
    first.pages.extend(after.pages);
    first.bookmarks.extend(after.bookmarks.into_iter().map(|mut bookmark| {
        bookmark.page += before;
        bookmark
    }));
    first
}

/// Adds the lines at the top and bottom of every page.
fn margins(composer: &mut Composer, summary: &Summary, plan: &Plan, (pages, column): (&mut [Page], Column)) {
    let count = pages.len();
    let form_title = composer.element(None, Role::Paragraph);
    let self_reported = composer.element(None, Role::Paragraph);
    let person = &summary.person;
    let identity: Vec<String> = [person.name.clone(), person.born.clone(), words::answered(person).unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    for (index, page) in pages.iter_mut().enumerate() {
        let read_out = index == 0;
        let top = column.top - composer.style.scaled(5.5);
        let mut head =
            line(composer, column, top - composer.style.scaled(9.5), [&summary.form_title, words::SELF_REPORTED]);
        for (mark, element) in head.iter_mut().zip([form_title, self_reported]) {
            mark.element = read_out.then_some(element);
        }
        head.push(across(column, top, 1.0));
        page.marks.splice(0..0, head);
        let left = if read_out {
            let topics = summary.topics.len() - plan.topics + summary.further_topics.len();
            let topics = if summary.stopped.is_some() { 0 } else { topics };
            words::follows(plan.topics, topics, count > 1 && !summary.answers.is_empty())
        } else {
            identity.join(" · ")
        };
        let bottom = column.bottom + 7.0;
        page.marks.push(across(column, bottom, 1.0));
        let number = format!("Page {} of {count}", index + 1);
        page.marks.extend(line(composer, column, bottom + composer.style.scaled(14.0), [&left, &number]));
    }
}

/// Words at the left and right ends of the column; the left ones are shortened where both do not fit.
fn line(composer: &mut Composer, column: Column, baseline: f64, [left, right]: [&str; 2]) -> Vec<Mark> {
    let (size, _) = composer.style.of(Use::Small);
    let mut right = run(&mut composer.measure, (0.0, baseline), size, Face::Regular, right);
    right.x = column.left + column.width - right.width;
    let room = column.width - right.width - 14.0;
    let left = shortened(composer, (column.left, baseline), left, room);
    [left, right].map(|run| Mark { element: None, shape: Shape::Text(run) }).to_vec()
}

fn shortened(composer: &mut Composer, at: (f64, f64), text: &str, room: f64) -> TextRun {
    let (size, _) = composer.style.of(Use::Small);
    let whole = run(&mut composer.measure, at, size, Face::Regular, text);
    if whole.width <= room {
        return whole;
    }
    let signs: Vec<&str> = text.graphemes(true).take(300).collect();
    let fits = |composer: &mut Composer, count: usize| {
        let cut: String = signs.iter().take(count).copied().chain(["…"]).collect();
        let cut = run(&mut composer.measure, at, size, Face::Regular, &cut);
        (cut.width <= room).then_some(cut)
    };
    (0..signs.len()).rev().find_map(|count| fits(composer, count)).unwrap_or(TextRun {
        text: String::new(),
        stretches: Vec::new(),
        width: 0.0,
        ..whole
    })
}

fn across(column: Column, y: f64, thickness: f64) -> Mark {
    let (from, to) = ((column.left, y), (column.left + column.width, y));
    Mark { element: None, shape: Shape::Line { from, to, thickness, ink: Ink::Black } }
}

/// Keeps the elements that are on a page, in reading order.
fn tidied(mut pages: Pages) -> Pages {
    let mut new_places: Vec<Option<usize>> = vec![None; pages.elements.len()];
    let mut kept: Vec<Element> = Vec::new();
    for mark in pages.pages.iter_mut().flat_map(|page| &mut page.marks) {
        let mut chain = Vec::new();
        let mut at = mark.element;
        while let Some(index) = at {
            chain.push(index);
            at = pages.elements.get(index).and_then(|element| element.parent);
        }
        let mut parent = None;
        for index in chain.into_iter().rev() {
            let (Some(element), Some(place)) = (pages.elements.get(index), new_places.get_mut(index)) else {
                continue;
            };
            parent = Some(*place.get_or_insert_with(|| {
                kept.push(Element { role: element.role.clone(), parent });
                kept.len() - 1
            }));
        }
        mark.element = parent;
    }
    pages.elements = kept;
    pages
}
