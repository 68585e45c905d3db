//! Where every piece stands, and the text that they make.

use super::pieces::{Group, Kind, Piece};
use super::{INDENT, Layout};

/// Where a piece stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Characters before it in its line.
    pub(super) column: usize,
    /// Characters up to its end in the line that it ends in, with its comma or colon.
    pub(super) end: usize,
    /// Characters up to the end of its first line.
    pub(super) first_end: usize,
    /// Blanks at the beginning of its line.
    pub(super) indent: usize,
}

/// What lines inside of an open bracket are indented by.
struct Open {
    /// A line that begins in it.
    inside: usize,
    /// The line of its closing bracket.
    outside: usize,
}

impl Layout<'_> {
    /// The place of every piece.
    pub(super) fn places(&self) -> Vec<Place> {
        let mut open: Vec<Open> = Vec::new();
        let mut places: Vec<Place> = Vec::with_capacity(self.pieces.len());
        let mut before = Place::default();
        for (at, piece) in self.pieces.iter().enumerate() {
            let closed = if piece.kind == Kind::Close { open.pop() } else { None };
            let place = if piece.breaks > 0 {
                let inside = open.last().map_or(0, |open| open.inside);
                let indent = closed.map_or(inside, |closed| closed.outside);
                let column = if piece.goes_on { before.column } else { indent };
                Place { column, indent, ..Place::default() }
            } else {
                Place { column: before.end + self.blanks(at), indent: before.indent, ..Place::default() }
            };
            let first_line = piece.text.split('\n').next().unwrap_or_default();
            let first_end = place.column + first_line.trim_end().chars().count();
            before = Place { end: end(piece, place), first_end, ..place };
            places.push(before);
            if let Some(group) = self.opened(at) {
                open.push(Open { inside: self.inside(group, before), outside: before.indent });
            }
        }
        places
    }

    /// By what the lines in a group are indented: by a step, or so that they stand below its first entry.
    pub(super) fn inside(&self, group: &Group, place: Place) -> usize {
        if group.is_named || self.is_opened_wide(group) { place.indent + INDENT } else { place.end }
    }

    /// The whole text.
    pub(super) fn written(&self, line_end: &str) -> String {
        let mut text = String::new();
        for (at, (piece, place)) in self.pieces.iter().zip(self.places()).enumerate() {
            for _ in 0..piece.breaks {
                text.push_str(line_end);
            }
            let blanks = if piece.breaks > 0 { place.column } else { self.blanks(at) };
            text.extend(std::iter::repeat_n(' ', blanks));
            write_piece(&mut text, piece, place.indent + INDENT);
            text.extend(piece.sign);
        }
        text.push_str(line_end);
        text
    }
}

fn end(piece: &Piece, place: Place) -> usize {
    let sign = usize::from(piece.sign.is_some());
    match piece.text.rsplit_once('\n') {
        Some((_, line)) => continued(line, piece)
            .map_or_else(|| line.chars().count() + sign, |rest| place.indent + INDENT + rest.chars().count() + sign),
        None => place.column + piece.width(),
    }
}

/// The last line of a text without its blanks, if these do not belong to the text.
fn continued<'t>(line: &'t str, piece: &Piece) -> Option<&'t str> {
    let start = piece.text.len() - line.len();
    let before = piece.text.get(..start)?;
    is_continued(before, piece).then(|| line.trim_start_matches(is_blank))
}

/// True if a text that ends here in a line break goes on with the first sign of the next line that is no blank.
fn is_continued(before: &str, piece: &Piece) -> bool {
    let line = before.trim_end_matches(|sign: char| sign.is_ascii_whitespace());
    let slashes = line.len() - line.trim_end_matches('\\').len();
    piece.kind == Kind::Value && piece.text.starts_with('"') && slashes % 2 == 1
}

fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t')
}

/// A piece as it was typed, but for the blanks before lines that go on with a text.
fn write_piece(text: &mut String, piece: &Piece, indent: usize) {
    let mut start = 0;
    for (at, _) in piece.text.match_indices('\n') {
        let before = piece.text.get(..=at).unwrap_or_default();
        if is_continued(before, piece) {
            let rest = piece.text.get(at + 1..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            text.push_str(piece.text.get(start..=at).unwrap_or_default());
            start = at + 1 + blanks;
            let is_empty = rest.trim_start_matches(is_blank).starts_with(['\r', '\n']);
            text.extend(std::iter::repeat_n(' ', if is_empty { 0 } else { indent }));
        }
    }
    text.push_str(piece.text.get(start..).unwrap_or_default());
}
