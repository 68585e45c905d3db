//! Where lines end: where the author has ended them, as far as that is a place for it.

use super::Layout;
use super::pieces::{Group, Kind};

impl Layout<'_> {
    /// Keeps the line breaks that were typed before entries, notes and closing brackets, with one blank line at most.
    pub(super) fn settle_breaks(&mut self) {
        let mut may_break = vec![false; self.pieces.len()];
        for at in self.groups.iter().flat_map(|group| &group.entries) {
            if let Some(it) = may_break.get_mut(*at) {
                *it = true;
            }
        }
        let mut after_line_note = false;
        let mut after_open = false;
        for (piece, may_break) in self.pieces.iter_mut().zip(may_break) {
            let most = if piece.kind == Kind::Close || after_open { 1 } else { 2 };
            let kept =
                if may_break || piece.is_note() || piece.kind == Kind::Close { piece.breaks.min(most) } else { 0 };
            piece.breaks = kept.max(usize::from(after_line_note));
            after_line_note = piece.kind == Kind::LineNote;
            after_open = piece.kind == Kind::Open;
        }
        for group in 1..self.groups.len() {
            self.settle_close(group);
        }
    }

    /// A closing bracket stands in a line of its own if that is so of the first entry, or was typed so below other lines.
    pub(super) fn settle_close(&mut self, group: usize) {
        let Some(group) = self.groups.get(group) else { return };
        let close = group.close;
        let noted = close.checked_sub(1).is_some_and(|before| self.piece(before).kind == Kind::LineNote);
        let later = group.entries.iter().skip(1).any(|entry| self.is_first(*entry));
        let breaks = usize::from(noted || self.is_opened_wide(group) || (later && self.is_first(close)));
        let last = (0..close).rev().find(|at| !self.piece(*at).is_note());
        if let Some(close) = self.pieces.get_mut(close) {
            close.breaks = breaks;
        }
        let last = last.and_then(|last| self.pieces.get_mut(last)).filter(|last| last.kind != Kind::Open);
        if let Some(last) = last {
            last.sign = (breaks > 0).then_some(',');
        }
    }

    /// True if the line ends behind the opening bracket.
    pub(super) fn is_opened_wide(&self, group: &Group) -> bool {
        let first = group.entries.first().map_or(group.close, |first| first + 1);
        (group.open + 1..first).any(|at| self.is_first(at))
    }
}
