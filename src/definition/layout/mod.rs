//! The house style: a text laid out anew, with nothing in it changed but blanks, line breaks and commas.
//!
//! Where a line ends is the author's choice; only lines that are too wide are broken further. What follows from that
//! choice is put right: indentation, blanks, the comma before a closing bracket, and columns. A column is begun by an
//! author who puts more than one blank before a field; the lines beside it follow.

mod pieces;
mod breaks;
mod columns;
mod lines;
mod width;

use super::lexer;
use super::parser::parse;
use crate::source::{Diagnostic, Source, SourceId};
use pieces::{Group, Kind, Piece};

/// Characters in a line, where they can be kept to.
const WIDTH: usize = 120;

/// Blanks that a line stands deeper than the one it belongs to.
const INDENT: usize = 4;

/// Lines that are broken may make other lines too wide, but not for ever.
const MOST_ROUNDS: usize = 100;

/// The text of a file in the house style. Texts in quotation marks, numbers, names and notes stay as they were typed;
/// only where a text goes on in the next line behind a `\` is that line indented.
///
/// # Errors
/// What cannot be read as RON is not touched: these are the faults.
pub fn lay_out(source: &Source, id: SourceId) -> Result<String, Vec<Diagnostic>> {
    let (_, faults) = parse(source, id);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (tokens, _) = lexer::tokens(&source.text, id);
    let mut layout = pieces::split(&source.text, &tokens);
    layout.settle_breaks();
    for _ in 0..MOST_ROUNDS {
        layout.align();
        if !layout.narrow() {
            break;
        }
    }
    Ok(layout.written(if has_carriage_returns(&source.text) { "\r\n" } else { "\n" }))
}

/// Where a place of a text is, once the text is laid out: behind the same sign or before the same word as it was.
#[must_use]
pub fn place_laid_out(before: &str, after: &str, place: usize) -> usize {
    // Commas and colons come and go, or change places with a note.
    let is_kept = |sign: char| !sign.is_whitespace() && !matches!(sign, ',' | ':');
    let (text, rest) = before.split_at_checked(place).unwrap_or((before, ""));
    let kept = text.chars().filter(|sign| is_kept(*sign)).count();
    let mut signs = after.char_indices().filter(|(_, sign)| is_kept(*sign));
    let last = kept.checked_sub(1).and_then(|last| signs.nth(last));
    let behind = last.map_or(0, |(last, sign)| last + sign.len_utf8());
    match text.chars().next_back().filter(|last| !is_kept(*last)) {
        Some(_) if rest.starts_with(is_kept) => signs.next().map_or(behind, |(next, _)| next),
        Some(sign) if after.get(behind..).is_some_and(|rest| rest.starts_with(sign)) => behind + sign.len_utf8(),
        _ => behind,
    }
}

fn has_carriage_returns(text: &str) -> bool {
    text.find('\n').and_then(|at| text.get(..at)).is_some_and(|line| line.ends_with('\r'))
}

/// A text in pieces, and where they are to stand.
struct Layout<'a> {
    pieces: Vec<Piece<'a>>,
    /// The first one is the file itself, which stands in no brackets.
    groups: Vec<Group>,
}

impl<'a> Layout<'a> {
    fn piece(&self, at: usize) -> &Piece<'a> {
        self.pieces.get(at).unwrap_or(const { &Piece::NOTHING })
    }

    /// True if a piece begins a line.
    fn is_first(&self, at: usize) -> bool {
        self.piece(at).breaks > 0
    }

    /// The group whose bracket this piece opens.
    fn opened(&self, at: usize) -> Option<&Group> {
        self.piece(at).opens.and_then(|group| self.groups.get(group))
    }

    /// Blanks before a piece, unless it begins a line.
    fn blanks(&self, at: usize) -> usize {
        let (Some(before), piece) = (at.checked_sub(1).map(|before| self.piece(before)), self.piece(at)) else {
            return 0;
        };
        let is_tight = (before.kind == Kind::Open && piece.kind != Kind::LineNote)
            || piece.kind == Kind::Close
            || (piece.kind == Kind::Open && before.kind == Kind::Value && before.sign.is_none());
        usize::from(!is_tight) + piece.pad
    }

    /// Characters from the beginning of a piece to the end of another one, if nothing in between begins a line.
    fn width(&self, first: usize, last: usize) -> Option<usize> {
        let mut width = 0;
        for at in first..=last {
            let piece = self.piece(at);
            if piece.text.contains('\n') || (at > first && piece.breaks > 0) {
                return None;
            }
            width += piece.width() + if at > first { self.blanks(at) } else { 0 };
        }
        Some(width)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` is the place.
    #[test]
    fn a_place_stays_where_it_was_among_the_words() {
        let cases = [
            ("|Item( id :\"a\")", "|Item(id: \"a\")\n"),
            ("Item( |id :\"a\")", "Item(|id: \"a\")\n"),
            ("Item( i|d :\"a\")", "Item(i|d: \"a\")\n"),
            ("Item(id:|\"a b\")", "Item(id: |\"a b\")\n"),
            ("Item(id:\"a |b\")", "Item(id: \"a |b\")\n"),
            ("Item(id:\"a\"|)", "Item(id: \"a\"|)\n"),
            ("Item(\nid:1,|\nb:2)", "Item(\n    id: 1,|\n    b: 2,\n)\n"),
            ("Item(\nid:1,\n|b:2)", "Item(\n    id: 1,\n    |b: 2,\n)\n"),
            ("Item(id:1)|\n\n\n", "Item(id: 1)|\n"),
            ("Item(id:1)\n\n\n|", "Item(id: 1)\n|"),
        ];
        for (before, after) in cases {
            let place = before.find('|').unwrap();
            let (before, after_place) = (before.replace('|', ""), after.find('|').unwrap());
            let laid_out = lay_out(&Source { name: String::new(), text: before.clone() }, SourceId(0)).unwrap();
            assert_eq!(laid_out, after.replace('|', ""));
            assert_eq!(place_laid_out(&before, &laid_out, place), after_place, "{after}");
        }
    }
}
