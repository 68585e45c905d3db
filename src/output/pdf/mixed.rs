//! Lines in several faces and directions: stretches of one face, script and direction, each shaped and put in its place.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::borrowed::Piece as Shapeable;
use super::fonts::{Face, Glyph, Measure, is_invisible, shown};
use super::lines::Piece;
use super::paragraph::Paragraph;

/// Where a stretch takes its glyphs from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaceOf {
    /// A face that ships.
    Bundled(Face),
    /// One of the [`other faces`](super::layout::Pages::other_faces), by its place there.
    Other(usize),
}

/// A stretch of a run in one face, one script and one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Left end, from the start of the run.
    pub x: f64,
    /// Its face.
    pub face: FaceOf,
    /// Whether it is read from the right.
    pub right_to_left: bool,
    /// The characters, in the order in which they are read.
    pub text: String,
    /// How they are drawn, from left to right.
    pub(super) glyphs: Vec<Glyph>,
}

/// Characters that are shaped together.
#[derive(Debug, Clone, PartialEq)]
struct Item {
    range: Range<usize>,
    /// Weight of the text.
    weight: Face,
    face: FaceOf,
    script: Script,
    level: Level,
}

/// The width of a range at a size of 1.
pub(super) fn width(measure: &mut Measure, paragraph: &Paragraph, range: Range<usize>) -> f64 {
    if !paragraph.is_mixed {
        return paragraph.parts(range).map(|(part, face)| measure.width(face, paragraph.slice(&part))).sum();
    }
    let items = items(measure, paragraph, range);
    items.iter().map(|item| item_width(measure, paragraph, item)).sum()
}

/// The pieces of a range: neighbours of one weight in the order in which they are read, each at the place it has on paper.
pub(super) fn pieces(measure: &mut Measure, paragraph: &Paragraph, range: Range<usize>, size: f64) -> Vec<Piece> {
    let mut items = items(measure, paragraph, range);
    items.retain(|item| !spoken(paragraph, item).is_empty());
    let mut placed: Vec<(f64, f64)> = vec![(0.0, 0.0); items.len()];
    let mut x = 0.0;
    let levels: Vec<Level> = items.iter().map(|item| item.level).collect();
    for index in ParagraphBidiInfo::reorder_visual(&levels) {
        if let (Some(item), Some(place)) = (items.get(index), placed.get_mut(index)) {
            let width = item_width(measure, paragraph, item) * size;
            *place = (x, width);
            x += width;
        }
    }
    let mut all: Vec<(&Item, (f64, f64))> = items.iter().zip(placed).collect();
    let mut pieces = Vec::new();
    for group in all.chunk_by_mut(|(left, _), (right, _)| left.weight == right.weight) {
        let left = group.iter().fold(f64::INFINITY, |left, (_, (x, _))| left.min(*x));
        let right = group.iter().fold(0.0, |right: f64, (_, (x, width))| right.max(x + width));
        let Some(weight) = group.first().map(|(item, _)| item.weight) else { continue };
        let stretches: Vec<Stretch> =
            group.iter().map(|(item, (x, _))| stretch(measure, paragraph, item, x - left)).collect();
        let text = stretches.iter().map(|stretch| stretch.text.as_str()).collect();
        let is_plain = stretches.iter().all(|it| it.face == FaceOf::Bundled(weight) && !it.right_to_left);
        let stretches = if is_plain && stretches.len() == 1 { Vec::new() } else { stretches };
        pieces.push(Piece { x: left, width: right - left, face: weight, text, stretches });
    }
    pieces
}

/// Divides a range: a character that people know as one is never parted, unless no face has all of it.
fn items(measure: &Measure, paragraph: &Paragraph, range: Range<usize>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (part, weight) in paragraph.parts(range) {
        for (at, cluster) in paragraph.slice(&part).grapheme_indices(true) {
            let at = part.start + at;
            let faces = Faces { measure, weight };
            let before = items.last().filter(|before| before.level == paragraph.level(at) && before.weight == weight);
            if let Some(face) = faces.of(cluster, before.map(|before| before.face), paragraph.level(at)) {
                add(&mut items, paragraph, (at, cluster), (weight, face));
                continue;
            }
            for (within, sign) in cluster.char_indices() {
                let sign = cluster.get(within..within + sign.len_utf8()).unwrap_or_default();
                let face = faces.of(sign, None, Level::ltr()).unwrap_or(FaceOf::Bundled(weight));
                add(&mut items, paragraph, (at + within, sign), (weight, face));
            }
        }
    }
    items
}

/// Adds characters to the last item, or begins a new one.
fn add(items: &mut Vec<Item>, paragraph: &Paragraph, (at, cluster): (usize, &str), (weight, face): (Face, FaceOf)) {
    let level = paragraph.level(at);
    let own = cluster.chars().map(|sign| sign.script()).find(|script| !is_shared(*script));
    let end = at + cluster.len();
    if let Some(last) = items.last_mut().filter(|it| it.weight == weight && it.face == face && it.level == level) {
        let is_bundled = matches!(face, FaceOf::Bundled(_));
        if is_bundled || own.is_none() || is_shared(last.script) || own == Some(last.script) {
            if is_shared(last.script) {
                last.script = own.unwrap_or(last.script);
            }
            last.range.end = end;
            return;
        }
    }
    items.push(Item { range: at..end, weight, face, script: own.unwrap_or(Script::Common), level });
}

/// Signs of no script of their own: spaces, full stops, figures, accents.
fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited)
}

/// The faces that text of one weight may be in.
struct Faces<'a> {
    measure: &'a Measure,
    weight: Face,
}

impl Faces<'_> {
    /// The face for characters after others in the face `before`; `None` if no single one has them all.
    ///
    /// A space, and between words from right to left any sign but a figure, stays with what goes before.
    fn of(&self, cluster: &str, before: Option<FaceOf>, level: Level) -> Option<FaceOf> {
        let stays = cluster.chars().all(|sign| {
            is_invisible(sign)
                || sign.is_whitespace()
                || level.is_rtl() && is_shared(sign.script()) && !sign.is_numeric()
        });
        let bundled = FaceOf::Bundled(self.weight);
        let lacking = cluster.chars().find(|sign| !self.has(bundled, *sign));
        let lender = lacking.and_then(|sign| self.measure.borrowed.place(self.weight, sign)).map(FaceOf::Other);
        let candidates = [before.filter(|_| stays), Some(bundled), before, lender];
        candidates.into_iter().flatten().find(|face| cluster.chars().all(|sign| self.has(*face, sign)))
    }

    fn has(&self, face: FaceOf, sign: char) -> bool {
        let sign = match sign {
            '\u{a0}' | '\u{202f}' => ' ',
            '\u{2011}' => '-',
            sign => sign,
        };
        is_invisible(sign)
            || match face {
                FaceOf::Bundled(face) => self.measure.fonts.get(face).covers(sign),
                FaceOf::Other(place) => self.measure.borrowed.get(place).is_some_and(|face| face.covers(sign)),
            }
    }
}

/// An item's characters as they are drawn and read out. Borrowed faces keep the joiners, which they may need.
fn spoken(paragraph: &Paragraph, item: &Item) -> String {
    let keeps = |sign: &char| match item.face {
        FaceOf::Bundled(_) => !is_invisible(*sign),
        FaceOf::Other(_) => !is_invisible(*sign) || matches!(sign, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'),
    };
    shown(paragraph.slice(&item.range)).chars().filter(keeps).collect()
}

/// As many characters beside an item as joining may depend on.
const CONTEXT: usize = 8;

fn shapeable<'a>(paragraph: &'a Paragraph, item: &Item, text: &'a str) -> Shapeable<'a> {
    let (before, after) =
        (paragraph.slice(&(0..item.range.start)), paragraph.slice(&(item.range.end..paragraph.text.len())));
    let first = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let last = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    Shapeable {
        text,
        before: before.get(first..).unwrap_or_default(),
        after: after.get(..last).unwrap_or_default(),
        script: item.script,
        right_to_left: item.level.is_rtl(),
    }
}

fn item_width(measure: &mut Measure, paragraph: &Paragraph, item: &Item) -> f64 {
    let text = spoken(paragraph, item);
    match item.face {
        FaceOf::Bundled(face) => measure.width(face, &text),
        FaceOf::Other(place) => {
            measure.borrowed.get(place).map_or(0.0, |face| face.width(shapeable(paragraph, item, &text)))
        }
    }
}

fn stretch(measure: &Measure, paragraph: &Paragraph, item: &Item, x: f64) -> Stretch {
    let text = spoken(paragraph, item);
    let right_to_left = item.level.is_rtl();
    let glyphs = match item.face {
        FaceOf::Bundled(face) if right_to_left => measure.fonts.get(face).shape_right_to_left(&text),
        FaceOf::Bundled(face) => measure.fonts.get(face).shape(&text),
        FaceOf::Other(place) => {
            measure.borrowed.get(place).map(|face| face.shape(shapeable(paragraph, item, &text))).unwrap_or_default()
        }
    };
    Stretch { x, face: item.face, right_to_left, text, glyphs }
}

#[cfg(test)]
mod tests;
