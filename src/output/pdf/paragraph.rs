//! A paragraph before it is broken: its text, the face of each part, and which way each character runs.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::fonts::{Face, Measure, settable};
use super::lines::Span;

/// A paragraph.
pub(super) struct Paragraph {
    /// All of it, as it can be set.
    pub(super) text: String,
    /// Where each part ends, and its face.
    ends: Vec<(usize, Face)>,
    /// It needs borrowed faces.
    pub(super) is_mixed: bool,
    /// It begins at the right.
    pub(super) right_to_left: bool,
    /// The characters before, between and after words that run from right to left.
    levels: Vec<Level>,
}

impl Paragraph {
    pub(super) fn new(measure: &Measure, spans: &[Span]) -> Self {
        let mut whole = Self {
            text: String::new(),
            ends: Vec::with_capacity(spans.len()),
            is_mixed: false,
            right_to_left: false,
            levels: Vec::new(),
        };
        for span in spans {
            let text = settable(measure.fonts, &measure.borrowed, span.face, &span.text);
            whole.is_mixed |= !measure.borrowed.is_empty()
                && text.chars().any(|sign| measure.borrowed.place(span.face, sign).is_some());
            whole.text.push_str(&text);
            match whole.ends.last_mut() {
                Some((end, face)) if *face == span.face => *end = whole.text.len(),
                _ => whole.ends.push((whole.text.len(), span.face)),
            }
        }
        if whole.is_mixed {
            let directions = ParagraphBidiInfo::new(&whole.text, None);
            whole.right_to_left = directions.paragraph_level.is_rtl();
            whole.levels = directions.levels;
        }
        whole
    }

    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The parts of a range that are in one face each.
    pub(super) fn parts(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Face)> {
        let mut start = 0;
        self.ends.iter().filter_map(move |(end, face)| {
            let part = std::mem::replace(&mut start, *end).max(range.start)..range.end.min(*end);
            (!part.is_empty()).then_some((part, *face))
        })
    }

    /// Which way the character at a place runs, and how deep it is nested.
    pub(super) fn level(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(Level::ltr())
    }
}

/// Words whose direction is their own, whatever stands around them.
pub(super) fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}
