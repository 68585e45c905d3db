//! Breaking a paragraph into lines.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::fonts::{Face, Measure, settable, shown};

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
}

/// A line that fits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) width: f64,
    pub(super) pieces: Vec<Piece>,
}

/// A piece of the paragraph between two places where it may break.
#[derive(Clone, Default)]
struct Segment {
    parts: Vec<(Face, String)>,
    must_end: bool,
}

/// Breaks `spans` into lines of at most `width` points at `size` points. A word that is too long is cut.
pub(super) fn wrap(measure: &mut Measure, spans: &[Span], size: f64, width: f64) -> Vec<Line> {
    let room = width / size + 1e-6;
    let mut lines: Vec<Vec<(Face, String)>> = Vec::new();
    let mut line: Vec<(Face, String)> = Vec::new();
    let mut filled = 0.0;
    for segment in segments(measure, spans) {
        let (full, trimmed) = segment_width(measure, &segment);
        if filled + trimmed > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            filled = 0.0;
        }
        if trimmed > room {
            filled = cut(measure, &segment, room, &mut lines, &mut line);
        } else {
            line.extend(segment.parts);
            filled += full;
        }
        if segment.must_end {
            lines.push(std::mem::take(&mut line));
            filled = 0.0;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.into_iter().map(|parts| finish(measure, parts, size)).filter(|line| !line.pieces.is_empty()).collect()
}

fn segments(measure: &Measure, spans: &[Span]) -> Vec<Segment> {
    let texts: Vec<(Face, String)> =
        spans.iter().map(|span| (span.face, settable(measure.fonts, span.face, &span.text).into_owned())).collect();
    let whole: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    let mut segments = Vec::new();
    let mut from = 0;
    for (to, opportunity) in linebreaks(&whole) {
        let mut segment =
            Segment { parts: Vec::new(), must_end: opportunity == BreakOpportunity::Mandatory && to < whole.len() };
        let mut start = 0;
        for (face, text) in &texts {
            let end = start + text.len();
            let (left, right) = (from.max(start), to.min(end));
            if left < right {
                segment.parts.push((*face, text.get(left - start..right - start).unwrap_or_default().to_owned()));
            }
            start = end;
        }
        from = to;
        segments.push(segment);
    }
    segments
}

/// The width with and without the spaces at the end, at a size of 1.
fn segment_width(measure: &mut Measure, segment: &Segment) -> (f64, f64) {
    let (mut full, mut trimmed) = (0.0, 0.0);
    let last = segment.parts.len().saturating_sub(1);
    for (index, (face, text)) in segment.parts.iter().enumerate() {
        let width = measure.width(*face, text);
        trimmed = full + if index == last { measure.width(*face, text.trim_end()) } else { width };
        full += width;
    }
    (full, trimmed)
}

/// Cuts a word that is longer than a line; gives the width of what is left on the open line.
fn cut(
    measure: &mut Measure,
    segment: &Segment,
    room: f64,
    lines: &mut Vec<Vec<(Face, String)>>,
    line: &mut Vec<(Face, String)>,
) -> f64 {
    let mut filled = 0.0;
    for (face, text) in &segment.parts {
        let mut piece = String::new();
        for sign in text.chars() {
            let width = measure.width(*face, sign.encode_utf8(&mut [0; 4]));
            if filled + width > room && (!piece.is_empty() || !line.is_empty()) {
                line.push((*face, std::mem::take(&mut piece)));
                lines.push(std::mem::take(line));
                filled = 0.0;
            }
            piece.push(sign);
            filled += width;
        }
        line.push((*face, piece));
    }
    filled
}

/// Joins neighbours of one face, takes the space off the end and places the pieces.
fn finish(measure: &mut Measure, parts: Vec<(Face, String)>, size: f64) -> Line {
    let mut joined: Vec<(Face, String)> = Vec::new();
    for (face, text) in parts {
        match joined.last_mut() {
            Some((before, so_far)) if *before == face => so_far.push_str(&text),
            _ => joined.push((face, text)),
        }
    }
    let mut space = "";
    while let Some((_, last)) = joined.last_mut() {
        let trimmed = last.trim_end().len();
        if trimmed < last.len() {
            space = " ";
        }
        last.truncate(trimmed);
        if !last.is_empty() {
            break;
        }
        joined.pop();
    }
    let mut line = Line { width: 0.0, pieces: Vec::new() };
    for (face, text) in joined {
        let width = measure.width(face, &text) * size;
        line.pieces.push(Piece { x: line.width, width, face, text: shown(&text) });
        line.width += width;
    }
    // The space at a line's end takes no room, but parts the words for those who hear the sheet.
    if let Some(last) = line.pieces.last_mut() {
        last.text.push_str(space);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{Measure, Span, wrap};

    fn lines(spans: &[Span], width: f64) -> Vec<String> {
        let mut measure = Measure::new().unwrap();
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
