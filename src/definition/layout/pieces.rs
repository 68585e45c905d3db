//! A text in pieces: words and brackets with their commas and colons, and the notes that the reader leaves out.

use super::Layout;
use crate::definition::lexer::{Bracket, Token, TokenKind};
use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, or a value.
    Value,
    Open,
    Close,
    /// `// …`, to the end of its line.
    LineNote,
    /// `/* … */`
    Note,
}

/// What stands together in any layout.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// The comma or colon behind it.
    pub(super) sign: Option<char>,
    /// Line breaks before it; more than one for a blank line.
    pub(super) breaks: usize,
    /// Blanks that were typed before it in its line.
    pub(super) typed: usize,
    /// Blanks that make a column, beside the usual one.
    pub(super) pad: usize,
    /// A note that goes on with the one at the end of the line above, just below it.
    pub(super) goes_on: bool,
    /// The group that it stands in; of a bracket, the one outside.
    pub(super) group: usize,
    /// The group that it opens.
    pub(super) opens: Option<usize>,
}

impl<'a> Piece<'a> {
    pub(super) const NOTHING: Piece<'a> = Piece {
        text: "",
        kind: Kind::Value,
        sign: None,
        breaks: 0,
        typed: 0,
        pad: 0,
        goes_on: false,
        group: 0,
        opens: None,
    };

    /// Characters, with the comma or colon.
    pub(super) fn width(&self) -> usize {
        self.text.chars().count() + usize::from(self.sign.is_some())
    }

    pub(super) fn is_note(&self) -> bool {
        matches!(self.kind, Kind::LineNote | Kind::Note)
    }
}

/// A pair of brackets and what stands in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// Its opening bracket.
    pub(super) open: usize,
    /// Its closing bracket.
    pub(super) close: usize,
    /// The first pieces of what commas part in it.
    pub(super) entries: Vec<usize>,
    /// A name stands before it: `Item(`.
    pub(super) is_named: bool,
}

/// Splits a text that holds together.
pub(super) fn split<'a>(text: &'a str, tokens: &[Token]) -> Layout<'a> {
    let mut splitter = Splitter {
        text,
        layout: Layout { pieces: Vec::with_capacity(tokens.len()), groups: vec![Group::default()] },
        open: vec![0],
        begins_entry: true,
        end: 0,
        breaks: 0,
        last: None,
        last_note: None,
    };
    for token in tokens {
        splitter.notes_before(token.span.start as usize);
        splitter.token(token);
    }
    splitter.notes_before(text.len());
    let mut layout = splitter.layout;
    if let Some(whole) = layout.groups.first_mut() {
        whole.close = layout.pieces.len();
    }
    layout
}

struct Splitter<'a> {
    text: &'a str,
    layout: Layout<'a>,
    /// The groups that are open.
    open: Vec<usize>,
    /// What comes next is the first of an entry.
    begins_entry: bool,
    /// Where the last token or note ends.
    end: usize,
    /// Line breaks that stand before the last comma.
    breaks: usize,
    /// The last piece that is no note.
    last: Option<usize>,
    /// The column of the note before, if that is the last piece and stands behind something or goes on with one that does.
    last_note: Option<usize>,
}

impl Splitter<'_> {
    fn token(&mut self, token: &Token) {
        let range = token.span.range();
        match token.kind {
            TokenKind::Comma | TokenKind::Colon => {
                let is_comma = token.kind == TokenKind::Comma;
                if let Some(last) = self.last.and_then(|last| self.layout.pieces.get_mut(last)) {
                    last.sign = Some(if is_comma { ',' } else { ':' });
                }
                self.begins_entry = is_comma;
                let gap = self.text.get(self.end..range.start).unwrap_or_default();
                self.breaks = gap.matches('\n').count();
                self.end = range.end;
                return;
            }
            TokenKind::Close(_) | TokenKind::AssumedClose(_) => {
                let closed = if self.open.len() > 1 { self.open.pop() } else { None };
                let at = self.push(range, Kind::Close);
                if let Some(group) = closed.and_then(|group| self.layout.groups.get_mut(group)) {
                    group.close = at;
                }
                self.last = Some(at);
            }
            TokenKind::Open(bracket) => {
                let is_named = bracket == Bracket::Round && self.last_is_name();
                self.note_entry();
                let at = self.push(range, Kind::Open);
                let group = self.layout.groups.len();
                self.layout.groups.push(Group { open: at, is_named, ..Group::default() });
                if let Some(piece) = self.layout.pieces.get_mut(at) {
                    piece.opens = Some(group);
                }
                self.open.push(group);
                self.last = Some(at);
                self.begins_entry = true;
                return;
            }
            _ => {
                self.note_entry();
                self.last = Some(self.push(range, Kind::Value));
            }
        }
        self.begins_entry = false;
    }

    /// Takes note of an entry that begins with the next piece.
    fn note_entry(&mut self) {
        let at = self.layout.pieces.len();
        if self.begins_entry
            && let Some(group) = self.open.last().and_then(|group| self.layout.groups.get_mut(*group))
        {
            group.entries.push(at);
        }
    }

    /// True if the next piece follows a name without comma or colon.
    fn last_is_name(&self) -> bool {
        let last = self.last.map(|last| self.layout.piece(last));
        last.is_some_and(|last| last.kind == Kind::Value && last.sign.is_none())
    }

    fn notes_before(&mut self, place: usize) {
        while let Some(gap) = self.text.get(self.end..place)
            && let Some(at) = gap.find('/')
        {
            let rest = gap.get(at..).unwrap_or_default();
            let (kind, length) = if rest.starts_with("//") {
                (Kind::LineNote, rest.find('\n').unwrap_or(rest.len()))
            } else {
                (Kind::Note, note_length(rest))
            };
            let length = rest.get(..length).map_or(length, |note| note.trim_end().len());
            let start = self.end + at;
            self.push(start..start + length, kind);
        }
    }

    fn push(&mut self, range: Range<usize>, kind: Kind) -> usize {
        let gap = self.text.get(self.end..range.start).unwrap_or_default();
        let breaks = gap.matches('\n').count() + std::mem::take(&mut self.breaks);
        let typed = gap.rsplit('\n').next().unwrap_or_default().chars().count();
        self.end = range.end;
        let at = self.layout.pieces.len();
        let goes_on = self.note_goes_on(kind, breaks, range.start);
        self.layout.pieces.push(Piece {
            text: self.text.get(range).unwrap_or_default(),
            kind,
            breaks: if at == 0 { 0 } else { breaks },
            typed,
            goes_on,
            group: self.open.last().copied().unwrap_or_default(),
            ..Piece::NOTHING
        });
        at
    }

    /// True for a note that stands just below one at the end of a line.
    fn note_goes_on(&mut self, kind: Kind, breaks: usize, start: usize) -> bool {
        let before = self.last_note.take();
        if kind != Kind::LineNote {
            return false;
        }
        let line = self.text.get(..start).and_then(|text| text.rsplit('\n').next()).unwrap_or_default();
        let column = line.chars().count();
        let goes_on = breaks == 1 && before == Some(column);
        if goes_on || (breaks == 0 && !self.layout.pieces.is_empty()) {
            self.last_note = Some(column);
        }
        goes_on
    }
}

/// The length of a note in `/* */`, which may hold others.
fn note_length(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let step = match rest {
            _ if rest.starts_with("/*") => {
                depth += 1;
                2
            }
            _ if rest.starts_with("*/") => {
                depth = depth.saturating_sub(1);
                2
            }
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}
