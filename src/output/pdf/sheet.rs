//! A summary on pages: page one, what follows, and the lines at the top and bottom of each page.

use super::compose::{Composer, Style};
use super::fit::Plan;
use super::flow::{Column, Dealt, Strip, deal};
use super::fonts::Measure;
use super::layout::{Attachment, Element, Pages};
use super::other_faces::OtherFaces;
use super::{PdfError, PdfOptions, later, margins, page_one};
use crate::output::{json, text, words};
use crate::summary::{Record, Summary};

/// The language of the program's own words.
const OWN_LANGUAGE: &str = "en-GB";

/// Sets the summary on pages. What the bundled faces lack is taken from `faces`.
///
/// # Errors
///
/// If a bundled font cannot be read.
pub fn lay_out(summary: &Summary, options: &PdfOptions, faces: &dyn OtherFaces) -> Result<Pages, PdfError> {
    let (width, height) = options.paper.size();
    let style = Style { large: options.large_print, width: width - 2.0 * margins::MARGIN };
    let mut composer = Composer::new(style, Measure::new(&text::unbroken(summary), faces)?);
    let column = margins::column(&mut composer, summary, options.paper);

    let mut plan = Plan::fitting(&mut composer, summary, column.bottom - column.top);
    let attachment = summary.record.as_ref().filter(|_| options.attach_answers).map(attachment);
    let mut later_strips = later::strips(&mut composer, summary, &plan);
    if attachment.is_some() {
        later_strips = later::saying_what_is_inside(&mut composer, later_strips);
    }
    // Page one opens with a large title; a heading needs a little more air under the line at the top.
    let column_after = Column { top: column.top + style.quarters(2.0), ..column };
    let after = sparing(later_strips, &composer.heads, column_after);
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
    margins::add(&mut composer, summary, &plan, (&mut pages.pages, column));
    let title = if summary.form_title.is_empty() {
        words::TITLE.to_owned()
    } else {
        format!("{}: {}", words::TITLE, summary.form_title)
    };
    Ok(tidied(Pages {
        title,
        languages: [OWN_LANGUAGE.to_owned()].into_iter().chain(summary.languages.iter().cloned()).collect(),
        width,
        height,
        pages: pages.pages,
        elements: composer.elements,
        bookmarks: pages.bookmarks,
        other_faces: composer.measure.borrowed.files(),
        topics_on_page_one: if plan.bare { 0 } else { plan.topics },
        attachment,
    }))
}

/// The answers on the sheet, as a file for programs.
fn attachment(record: &Record) -> Attachment {
    Attachment {
        name: words::ATTACHED.to_owned(),
        about: words::ATTACHED_ABOUT.to_owned(),
        kind: "application/json".to_owned(),
        day: record.day.clone(),
        content: json::record(record),
    }
}

/// Deals strips out to pages, without the optional ones if that saves a page.
fn sparing(mut strips: Vec<Strip>, heads: &[Vec<Strip>], column: Column) -> Dealt {
    let all = deal(&strips, heads, column);
    strips.retain(|strip| !strip.optional);
    let fewer = deal(&strips, heads, column);
    if fewer.pages.len() < all.pages.len() { fewer } else { all }
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
