//! Setting paragraphs and columns as strips: alignment, lines that stay together, and the tree of roles.

use std::collections::HashMap;

use super::flow::{Above, Strip};
use super::fonts::{Face, Measure};
use super::layout::{Element, Ink, Mark, Role, Shape, TextRun};
use super::lines::{Line, Piece, Span, unbroken, wrap};
pub(super) use super::style::{Style, Use};

/// Where a line stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A column on the page: its left edge counted from the text's left edge, and its width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) align: Align,
}

impl Slot {
    pub(super) fn left(x: f64, width: f64) -> Self {
        Self { x, width, align: Align::Left }
    }
}

/// Sets text and keeps the tree of roles.
pub(super) struct Composer {
    pub(super) measure: Measure,
    pub(super) style: Style,
    pub(super) elements: Vec<Element>,
    /// Heads of tables, by table.
    pub(super) heads: Vec<Vec<Strip>>,
    frames: usize,
    /// Paragraphs that were broken before: page one is tried with more and with less on it.
    wrapped: HashMap<(Vec<Span>, Use, u64), Vec<Line>>,
}

impl Composer {
    pub(super) fn new(style: Style, measure: Measure) -> Self {
        Self { measure, style, elements: Vec::new(), heads: Vec::new(), frames: 0, wrapped: HashMap::new() }
    }

    /// A new element of the tree.
    pub(super) fn element(&mut self, parent: Option<usize>, role: Role) -> usize {
        self.elements.push(Element { role, parent });
        self.elements.len() - 1
    }

    /// A number for a table, whose head is repeated on each new page.
    pub(super) fn table_id(&mut self, head: Vec<Strip>) -> usize {
        self.heads.push(head);
        self.heads.len() - 1
    }

    /// A number for a frame.
    pub(super) fn frame_id(&mut self) -> usize {
        self.frames += 1;
        self.frames
    }

    /// The full width, left-aligned.
    pub(super) fn full(&self) -> Slot {
        Slot::left(0.0, self.style.width)
    }

    /// Sets a paragraph, a strip for each line, none of them kept together.
    pub(super) fn set(&mut self, spans: &[Span], usage: Use, slot: Slot, element: Option<usize>) -> Vec<Strip> {
        let (size, leading) = self.style.of(usage);
        let key = (spans.to_vec(), usage, slot.width.to_bits());
        let lines = self.wrapped.entry(key).or_insert_with(|| wrap(&mut self.measure, spans, size, slot.width));
        lines
            .iter()
            .map(|line| Strip { height: leading, marks: runs(line, size, leading, slot, element), ..Strip::default() })
            .collect()
    }

    /// A paragraph of its own under `parent`, whose first and last two lines stay together.
    pub(super) fn paragraph(&mut self, spans: &[Span], usage: Use, slot: Slot, parent: usize) -> Vec<Strip> {
        let element = self.element(Some(parent), Role::Paragraph);
        self.lines(spans, usage, slot, element)
    }

    /// The lines of `element`; the first two stay together, and the last two.
    pub(super) fn lines(&mut self, spans: &[Span], usage: Use, slot: Slot, element: usize) -> Vec<Strip> {
        let mut strips = self.set(spans, usage, slot, Some(element));
        let count = strips.len();
        for (index, strip) in strips.iter_mut().enumerate() {
            strip.keep = index + 1 < count && (index == 0 || index + 2 == count);
        }
        strips
    }

    /// A section's heading with a rule under it, kept with what follows; `aside` stands at its right end.
    pub(super) fn heading(&mut self, text: &str, aside: Option<&str>, section: usize) -> Vec<Strip> {
        let element = self.element(Some(section), Role::Heading(2));
        let mut strips = self.set(&[Span::bold(text)], Use::Heading, self.full(), Some(element));
        if let Some(aside) = aside {
            let paragraph = self.element(Some(section), Role::Paragraph);
            let (_, leading) = self.style.of(Use::Heading);
            let slot = Slot { align: Align::Right, ..self.full() };
            let mut beside = self.set(&[Span::regular(aside)], Use::Small, slot, Some(paragraph));
            let free = self.style.width - reach(strips.last().map_or(&[], std::slice::from_ref));
            if beside.len() == 1 && beside.iter().all(|strip| self.style.width - start(&strip.marks) < free - 12.0) {
                for strip in &mut beside {
                    let (_, small) = self.style.of(Use::Small);
                    let down = (leading - small) / 2.0 + 0.6;
                    let marks = std::mem::take(&mut strip.marks);
                    if let Some(last) = strips.last_mut() {
                        last.marks.extend(shifted(marks, down));
                    }
                }
            } else {
                strips.extend(self.set(&[Span::regular(aside)], Use::Small, self.full(), Some(paragraph)));
            }
        }
        if let Some(first) = strips.first_mut() {
            first.bookmark = Some(text.to_owned());
            first.above = Above::space(self.style.above_block());
        }
        for strip in &mut strips {
            strip.keep = true;
        }
        let (width, room) = (self.style.width, self.style.quarters(1.0));
        if let Some(last) = strips.last_mut() {
            last.height += room;
            last.marks.push(rule(0.0, width, last.height - 0.5, 0.8));
        }
        strips
    }

    /// The places of a label and of what belongs to it: side by side, or in one column.
    pub(super) fn entry_slots(&self, label: f64) -> (Slot, Slot) {
        if self.style.one_column() {
            return (self.full(), self.full());
        }
        (Slot::left(0.0, label - 8.0), Slot::left(label, self.style.width - label))
    }

    /// A label and what belongs to it, set at [`Self::entry_slots`].
    pub(super) fn entry(&self, label: Vec<Strip>, body: Vec<Strip>) -> Vec<Strip> {
        if !self.style.one_column() {
            return beside(label, body);
        }
        let mut strips = and_next(together(label));
        strips.extend(body);
        self.whole(strips)
    }

    /// Keeps strips on one page, unless they are so many that a page would stay half empty.
    pub(super) fn whole(&self, strips: Vec<Strip>) -> Vec<Strip> {
        if super::flow::height(&strips) < self.style.kept_whole() { together(strips) } else { strips }
    }
}

fn runs(line: &Line, size: f64, leading: f64, slot: Slot, element: Option<usize>) -> Vec<Mark> {
    let left = match slot.align {
        Align::Left if !line.right_to_left => slot.x,
        Align::Left | Align::Right => slot.x + slot.width - line.width,
    };
    let baseline = baseline(size, leading);
    line.pieces
        .iter()
        .map(|piece| Mark {
            element,
            shape: Shape::Text(TextRun {
                x: left + piece.x,
                baseline,
                size,
                face: piece.face,
                width: piece.width,
                text: piece.text.clone(),
                stretches: piece.stretches.clone(),
            }),
        })
        .collect()
}

/// The base line of a line: half the height of a capital under the middle.
pub(super) fn baseline(size: f64, leading: f64) -> f64 {
    leading / 2.0 + size * 0.33
}

/// A single piece of text that is not wrapped.
pub(super) fn run(measure: &mut Measure, (x, baseline): (f64, f64), size: f64, face: Face, text: &str) -> TextRun {
    let Piece { width, text, stretches, .. } = unbroken(measure, face, text, size);
    TextRun { x, baseline, size, face, width, text, stretches }
}

/// A level line that is not read out.
pub(super) fn rule(from: f64, to: f64, y: f64, thickness: f64) -> Mark {
    Mark { element: None, shape: Shape::Line { from: (from, y), to: (to, y), thickness, ink: Ink::Black } }
}

/// Marks moved down.
pub(super) fn shifted(marks: Vec<Mark>, down: f64) -> Vec<Mark> {
    marks
        .into_iter()
        .map(|mark| Mark { element: mark.element, shape: super::flow::moved(&mark.shape, 0.0, down) })
        .collect()
}

/// Every strip's marks moved down.
pub(super) fn lowered(strips: Vec<Strip>, down: f64) -> Vec<Strip> {
    strips.into_iter().map(|strip| Strip { marks: shifted(strip.marks, down), ..strip }).collect()
}

/// How far lines of text reach to the right.
pub(super) fn reach(lines: &[Strip]) -> f64 {
    let ends = lines.iter().flat_map(|line| &line.marks).filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run.x + run.width),
        _ => None,
    });
    ends.fold(0.0, f64::max)
}

fn start(marks: &[Mark]) -> f64 {
    marks.iter().fold(f64::INFINITY, |start, mark| match &mark.shape {
        Shape::Text(run) => start.min(run.x),
        _ => start,
    })
}

/// Two columns side by side, the left one read first. Only columns that are too long for one strip are set line by line.
pub(super) fn beside(left: Vec<Strip>, right: Vec<Strip>) -> Vec<Strip> {
    let tall = super::flow::height(&left).max(super::flow::height(&right));
    if tall < 250.0 {
        let (mut whole, right) = (stacked(left), stacked(right));
        whole.height = whole.height.max(right.height);
        whole.marks.extend(right.marks);
        return vec![whole];
    }
    let mut rows = left;
    for (index, strip) in right.into_iter().enumerate() {
        match rows.get_mut(index) {
            Some(row) => {
                row.height = row.height.max(strip.height);
                row.marks.extend(strip.marks);
            }
            None => rows.push(strip),
        }
    }
    together(rows)
}

/// Rows of the table whose head is `head`, a rule above each.
pub(super) fn table_rows(rows: impl IntoIterator<Item = Vec<Strip>>, head: usize, gap: f64) -> Vec<Strip> {
    let mut strips = Vec::new();
    for (index, mut lines) in rows.into_iter().enumerate() {
        for line in &mut lines {
            line.table = Some(head);
        }
        let thickness = if index == 0 { 0.8 } else { 0.35 };
        strips.extend(after_space(lines, Above { before: gap, rule: Some(thickness), after: gap }));
    }
    strips
}

/// Lines in one strip.
pub(super) fn stacked(lines: Vec<Strip>) -> Strip {
    let mut whole = Strip::default();
    for line in lines {
        whole.marks.extend(shifted(line.marks, whole.height));
        whole.height += line.height;
    }
    whole
}

/// Strips that stay on one page.
pub(super) fn together(mut strips: Vec<Strip>) -> Vec<Strip> {
    let count = strips.len();
    for (index, strip) in strips.iter_mut().enumerate() {
        strip.keep = index + 1 < count;
    }
    strips
}

/// Keeps the last strip with whatever follows.
pub(super) fn and_next(mut strips: Vec<Strip>) -> Vec<Strip> {
    if let Some(last) = strips.last_mut() {
        last.keep = true;
    }
    strips
}

/// Sets the space above the first strip.
pub(super) fn after_space(mut strips: Vec<Strip>, above: Above) -> Vec<Strip> {
    if let Some(first) = strips.first_mut() {
        first.above = above;
    }
    strips
}
