//! A laid-out sheet as a plain list of blocks in JSON, so that other programs can set the very same words.

use anteroom::output::pages::{Area, Face, Mark, Page, Pages, Role, Shape, TextRun};
use anteroom::summary::{Band, Scale, Summary};
use serde_json::{Value, json};
use std::collections::HashMap;

/// So many lines to write on there are always; more of them only fill the page.
const ALWAYS: usize = 4;

/// Headings, paragraphs, lists, tables, scores and lines to write on, in reading order, with what stands at the
/// top and bottom of each page.
pub(crate) fn content(pages: &Pages, summary: &Summary) -> Value {
    let mut scales = summary.results.iter().flat_map(|result| &result.scores);
    let mut blocks = Vec::new();
    for block in gathered(pages) {
        blocks.push(match block.element.map(|element| &pages.elements[element].role) {
            Some(Role::Figure { alt }) => scale(scales.next().expect("each figure is a score"), alt),
            Some(Role::Table) => table(pages, &block),
            Some(Role::List { .. }) => list(pages, &block),
            Some(Role::Heading(level)) => json!({
                "kind": "heading", "level": level, "size": block.size(), "text": block.text(), "tick": block.tick,
            }),
            Some(_) => json!({ "kind": "paragraph", "size": block.size(), "spans": spans(&block.parts[0].runs) }),
            None => json!({ "kind": "lines", "count": block.lines.min(ALWAYS) }),
        });
    }
    assert!(blocks.iter().any(|block| block["kind"] == "lines"), "there are no lines to write on any more");
    // The first two are the line at the top of page one.
    let margins = margins(&pages.pages[1]);
    json!({ "title": pages.title, "head": margins[..2], "foot": margins[2], "blocks": blocks[2..] })
}

/// Something that is set by itself.
#[derive(Default)]
struct Block<'a> {
    /// What it is; `None` for lines to write on.
    element: Option<usize>,
    lines: usize,
    /// A box to tick stands before it.
    tick: bool,
    parts: Vec<Part<'a>>,
}

/// What belongs to one element, such as a cell of a table.
struct Part<'a> {
    element: usize,
    runs: Vec<&'a TextRun>,
}

impl Block<'_> {
    fn size(&self) -> f64 {
        self.parts[0].runs[0].size
    }

    fn text(&self) -> String {
        self.parts[0].text()
    }
}

impl Part<'_> {
    fn text(&self) -> String {
        spans(&self.runs).iter().filter_map(|span| span["text"].as_str()).collect()
    }
}

/// The marks of all pages by the block they belong to.
fn gathered(pages: &Pages) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut places = HashMap::new();
    let mut tick = false;
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        let Some(element) = mark.element else {
            tick |= is_tick_box(mark);
            if is_writing_line(mark) {
                if blocks.last().is_none_or(|last| last.lines == 0) {
                    blocks.push(Block::default());
                }
                blocks.last_mut().expect("it was pushed").lines += 1;
            }
            continue;
        };
        let whole = whole(pages, element);
        let place = *places.entry(whole).or_insert_with(|| {
            blocks.push(Block { element: Some(whole), tick: std::mem::take(&mut tick), ..Block::default() });
            blocks.len() - 1
        });
        if let Shape::Text(run) = &mark.shape {
            let parts = &mut blocks[place].parts;
            match parts.iter_mut().find(|part| part.element == element) {
                Some(part) => part.runs.push(run),
                None => parts.push(Part { element, runs: vec![run] }),
            }
        }
    }
    blocks
}

/// The heading, paragraph, list, table or figure that an element is or is part of.
fn whole(pages: &Pages, element: usize) -> usize {
    use Role::{Figure, Heading, List, Paragraph, Section, Table};
    match (&pages.elements[element].role, pages.elements[element].parent) {
        (Section | Heading(_) | Paragraph | List { .. } | Table | Figure { .. }, _) | (_, None) => element,
        (_, Some(parent)) => whole(pages, parent),
    }
}

fn is_tick_box(mark: &Mark) -> bool {
    matches!(mark.shape, Shape::Frame { area: Area { height, .. }, .. } if height < 20.0)
}

fn is_writing_line(mark: &Mark) -> bool {
    matches!(mark.shape, Shape::Line { thickness, .. } if (thickness - 0.4).abs() < 1e-9)
}

/// What stands at the top left and right and at the bottom left and right of a page.
fn margins(page: &Page) -> Vec<&str> {
    let texts: Vec<&str> = page.marks.iter().filter(|mark| mark.element.is_none()).filter_map(text).collect();
    [&texts[..2], &texts[texts.len() - 2..]].concat()
}

fn text(mark: &Mark) -> Option<&str> {
    match &mark.shape {
        Shape::Text(run) => Some(&run.text),
        _ => None,
    }
}

/// Runs of the lines of a paragraph as its words, regular and bold.
fn spans(runs: &[&TextRun]) -> Vec<Value> {
    let mut spans: Vec<(bool, String)> = Vec::new();
    let mut end = (0.0, 0.0);
    for run in runs {
        let bold = run.face == Face::Bold;
        let (x, baseline): (f64, f64) = end;
        let goes_on = (run.x - x).abs() < 0.1 && (run.baseline - baseline).abs() < 0.1;
        if let Some((_, before)) = spans.last_mut().filter(|(_, before)| !goes_on && !before.ends_with(' ')) {
            before.push(' ');
        }
        match spans.last_mut().filter(|(face, _)| *face == bold) {
            Some((_, before)) => before.push_str(&run.text),
            None => spans.push((bold, run.text.clone())),
        }
        end = (run.x + run.width, run.baseline);
    }
    spans.into_iter().map(|(bold, text)| json!({ "text": text, "bold": bold })).collect()
}

fn table(pages: &Pages, block: &Block) -> Value {
    let row = |part: &Part| pages.elements[part.element].parent;
    let mut rows: Vec<Vec<String>> = block
        .parts
        .chunk_by(|left, right| row(left) == row(right))
        .map(|parts| parts.iter().map(Part::text).collect())
        .collect();
    let head = rows.remove(0);
    json!({ "kind": "table", "head": head, "rows": rows })
}

/// Each item is a label and a body, with a link in it or not.
fn list(pages: &Pages, block: &Block) -> Value {
    let is_label = |part: &Part| pages.elements[part.element].role == Role::Label;
    let items = block.parts.chunk_by(|_, next| !is_label(next)).map(|parts| {
        let link = parts.get(2).map(Part::text);
        json!({ "label": parts[0].text(), "text": parts[1].text(), "link": link })
    });
    json!({ "kind": "list", "items": items.collect::<Vec<_>>() })
}

/// A score with the edges of its bands as shares of the bar's length.
fn scale(scale: &Scale, alt: &str) -> Value {
    let first = scale.bands.first().expect("the scores of the sheet have bands");
    let (from, to) = (first.from - 0.5, scale.drawn_to() + 0.5);
    let share = |value: f64| (value - from) / (to - from);
    let bands = scale.bands.iter().enumerate().map(|(index, band)| {
        json!({
            "name": band.name, "range": range(band), "here": scale.band == Some(index),
            "from": share(band.from - 0.5), "to": share(band.to.min(to) + 0.5),
        })
    });
    json!({
        "kind": "scale", "name": scale.name, "unit": scale.unit, "alt": alt, "value": between(scale.low, scale.high),
        "low": share(scale.low), "high": share(scale.high), "bands": bands.collect::<Vec<_>>(),
    })
}

fn range(band: &Band) -> String {
    if band.open { format!("{}+", band.from) } else { between(band.from, band.to) }
}

fn between(from: f64, to: f64) -> String {
    if to > from { format!("{from}–{to}") } else { from.to_string() }
}
