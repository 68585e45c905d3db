//! Breaking a paragraph into lines.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{Face, Measure, shown};
use super::mixed::{self, Stretch};
use super::paragraph::Paragraph;

/// A stretch of a paragraph in one face.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Span {
    pub(super) face: Face,
    pub(super) text: String,
}

impl Span {
    pub(super) fn regular(text: impl Into<String>) -> Self {
        Self { face: Face::Regular, text: text.into() }
    }

    pub(super) fn bold(text: impl Into<String>) -> Self {
        Self { face: Face::Bold, text: text.into() }
    }
}

/// A part of a line in one face, `x` from the line's start.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) face: Face,
    pub(super) text: String,
    /// How it is drawn, unless it is the bundled face from left to right.
    pub(super) stretches: Vec<Stretch>,
}

/// A line that fits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) width: f64,
    pub(super) pieces: Vec<Piece>,
    /// Its paragraph begins at the right.
    pub(super) right_to_left: bool,
}

/// A piece of the paragraph between two places where it may break.
struct Segment {
    range: Range<usize>,
    must_end: bool,
}

/// Breaks `spans` into lines of at most `width` points at `size` points. A word that is too long is cut.
pub(super) fn wrap(measure: &mut Measure, spans: &[Span], size: f64, width: f64) -> Vec<Line> {
    let room = width / size + 1e-6;
    let paragraph = Paragraph::new(measure, spans);
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let mut filled = 0.0;
    for Segment { range, must_end } in segments(&paragraph) {
        let end = range.end;
        let (full, trimmed) = segment_width(measure, &paragraph, &range);
        if filled + trimmed > room && range.start > start {
            lines.push(start..range.start);
            start = range.start;
            filled = 0.0;
        }
        if trimmed > room {
            for cut in cuts(measure, &paragraph, range, room) {
                lines.push(start..cut);
                start = cut;
            }
            filled = mixed::width(measure, &paragraph, start..end);
        } else {
            filled += full;
        }
        if must_end {
            lines.push(start..end);
            start = end;
            filled = 0.0;
        }
    }
    lines.push(start..paragraph.text.len());
    lines.into_iter().filter_map(|range| line(measure, &paragraph, range, size)).collect()
}

/// A single piece of text that is not wrapped.
pub(super) fn unbroken(measure: &mut Measure, face: Face, text: &str, size: f64) -> Piece {
    let paragraph = Paragraph::new(measure, &[Span { face, text: text.to_owned() }]);
    let whole = 0..paragraph.text.len();
    let empty = Piece { x: 0.0, width: 0.0, face, text: String::new(), stretches: Vec::new() };
    pieces(measure, &paragraph, whole, size).into_iter().next().unwrap_or(empty)
}

fn segments(paragraph: &Paragraph) -> Vec<Segment> {
    let mut from = 0;
    let segment = |(to, opportunity)| {
        let range = std::mem::replace(&mut from, to)..to;
        Segment { range, must_end: opportunity == BreakOpportunity::Mandatory && to < paragraph.text.len() }
    };
    linebreaks(&paragraph.text).map(segment).collect()
}

/// The width with and without the spaces at the end, at a size of 1.
fn segment_width(measure: &mut Measure, paragraph: &Paragraph, range: &Range<usize>) -> (f64, f64) {
    let trimmed = range.start..range.start + paragraph.slice(range).trim_end().len();
    (mixed::width(measure, paragraph, range.clone()), mixed::width(measure, paragraph, trimmed))
}

/// Where to cut a word that is longer than a line: between characters as people know them, which may be several signs.
fn cuts(measure: &mut Measure, paragraph: &Paragraph, range: Range<usize>, room: f64) -> Vec<usize> {
    let ends: Vec<usize> = paragraph
        .slice(&range)
        .grapheme_indices(true)
        .map(|(at, grapheme)| range.start + at + grapheme.len())
        .collect();
    let mut cuts = Vec::new();
    let (mut start, mut done) = (range.start, 0);
    while done < ends.len() {
        let left = ends.get(done..).unwrap_or_default();
        let mut fits =
            |count: usize| left.get(count - 1).is_none_or(|end| mixed::width(measure, paragraph, start..*end) <= room);
        // Letters that join are narrower together: whole stretches are measured, ever longer ones, then in between.
        let (mut good, mut bad) = (1, 2);
        while bad <= left.len() && fits(bad) {
            (good, bad) = (bad, bad * 2);
        }
        bad = bad.min(left.len() + 1);
        while good + 1 < bad {
            let middle = usize::midpoint(good, bad);
            if fits(middle) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        done += good;
        if let Some(end) = left.get(good - 1).filter(|_| done < ends.len()) {
            cuts.push(*end);
            start = *end;
        }
    }
    cuts
}

/// Places the pieces of a line; the space at its end takes no room.
fn line(measure: &mut Measure, paragraph: &Paragraph, range: Range<usize>, size: f64) -> Option<Line> {
    let text = paragraph.slice(&range);
    let trimmed = text.trim_end().len();
    let ends_with_space = trimmed < text.len();
    let mut pieces = pieces(measure, paragraph, range.start..range.start + trimmed, size);
    // It parts the words for those who hear the sheet.
    if let Some(last) = pieces.last_mut().filter(|_| ends_with_space) {
        last.text.push(' ');
        if let Some(stretch) = last.stretches.last_mut() {
            stretch.text.push(' ');
        }
    }
    let width = pieces.iter().fold(0.0, |reach: f64, piece| reach.max(piece.x + piece.width));
    (!pieces.is_empty()).then_some(Line { width, pieces, right_to_left: paragraph.right_to_left })
}

/// The pieces of a stretch of the paragraph, neighbours of one face joined.
fn pieces(measure: &mut Measure, paragraph: &Paragraph, range: Range<usize>, size: f64) -> Vec<Piece> {
    if paragraph.is_mixed {
        return mixed::pieces(measure, paragraph, range, size);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    let mut x = 0.0;
    for (range, face) in paragraph.parts(range) {
        let text = paragraph.slice(&range);
        let width = measure.width(face, text) * size;
        pieces.push(Piece { x, width, face, text: shown(text).into_owned(), stretches: Vec::new() });
        x += width;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Measure, Span, wrap};
    use crate::output::pdf::other_faces::BundledOnly;

    fn lines(spans: &[Span], width: f64) -> Vec<String> {
        let mut measure = Measure::new("", &BundledOnly).unwrap();
        let lines = wrap(&mut measure, spans, 10.0, width);
        for line in &lines {
            assert!(line.width <= width + 0.01, "{line:?}");
        }
        lines
            .iter()
            .map(|line| line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn breaks_between_words_and_keeps_faces_apart() {
        let spans = [Span::bold("Legs. "), Span::regular("Fits the pattern of restless legs.")];
        assert_eq!(lines(&spans, 100.0), ["Legs. Fits the pattern of", "restless legs."]);
    }

    #[test]
    fn cuts_a_word_that_is_too_long() {
        let word = "w".repeat(300);
        let broken = lines(&[Span::regular(format!("a {word} b"))], 80.0);
        assert!(broken.len() > 20);
        assert_eq!(broken.concat().matches('w').count(), 300);
        assert_eq!(broken.first().map(String::as_str), Some("a"));
    }

    #[test]
    fn no_break_spaces_hold_and_soft_hyphens_go() {
        assert_eq!(lines(&[Span::regular("take 10\u{a0}mg")], 30.0), ["take", "10 mg"]);
        assert_eq!(lines(&[Span::regular("mi\u{ad}graine")], 100.0), ["migraine"]);
        assert_eq!(lines(&[Span::regular("   ")], 100.0), Vec::<String>::new());
    }
}
