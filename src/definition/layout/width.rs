//! Lines that are too wide are broken: outside before inside, and no more than is needed.

use super::lines::Place;
use super::pieces::{Group, Kind};
use super::{Layout, WIDTH};
use std::collections::BTreeSet;
use std::ops::Range;

/// A list that begins further to the right than this has its entries in lines of their own.
const FURTHEST: usize = WIDTH * 2 / 3;

impl Layout<'_> {
    /// Breaks every line that is too wide, where it can be broken; true if there was one.
    pub(super) fn narrow(&mut self) -> bool {
        let places = self.places();
        let mut breaks = Vec::new();
        for line in self.lines() {
            let is_too_wide = |at: &usize| {
                self.piece(*at).kind != Kind::LineNote
                    && places.get(*at).is_some_and(|place| place.end.max(place.first_end) > WIDTH)
            };
            if let Some(beyond) = line.clone().find(is_too_wide) {
                // No line begins with a bracket that closes what stands before it in the line.
                let behind = |at: &usize| self.piece(*at).kind != Kind::Close;
                let beyond = (line.start..=beyond).rev().find(behind).unwrap_or(beyond);
                breaks.extend(self.breaks_of_line(&places, line, beyond));
            }
        }
        for at in &breaks {
            if let Some(piece) = self.pieces.get_mut(*at) {
                piece.breaks = 1;
            }
        }
        let groups: BTreeSet<usize> = breaks.iter().map(|at| self.piece(*at).group).collect();
        for group in groups {
            self.settle_close(group);
        }
        !breaks.is_empty()
    }

    /// The pieces of all lines.
    fn lines(&self) -> Vec<Range<usize>> {
        let starts: Vec<usize> = (0..self.pieces.len()).filter(|at| *at == 0 || self.is_first(*at)).collect();
        let ends = starts.iter().skip(1).copied().chain([self.pieces.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    /// Before which pieces a line is broken that is too wide from one of its pieces on.
    fn breaks_of_line(&self, places: &[Place], line: Range<usize>, beyond: usize) -> Vec<usize> {
        let mut outer = self.piece(line.start).group;
        while let Some(group) = self.groups.get(outer).filter(|group| group.close < beyond) {
            outer = self.piece(group.open).group;
        }
        let outer = self.groups.get(outer);
        let Some((outer, entry)) = outer.and_then(|outer| Some((outer, outer.entry_at(beyond)?))) else {
            return Vec::new();
        };
        if entry > line.start {
            return self.filled(places, outer, entry, line.end);
        }
        // What follows a value that is broken begins a line.
        let mut breaks = Vec::from_iter(outer.entry_after(entry, line.end));
        let mut from = line.start;
        while let Some(group) = (from..=beyond).find_map(|at| self.opened(at)) {
            let Some(entry) = group.entry_at(beyond) else { break };
            if self.is_opened_wide(group) {
                break;
            }
            let first = group.entries.first().copied().unwrap_or(entry);
            let is_whole = !group.entries.iter().any(|entry| self.is_first(*entry));
            let stands_alone = group.entries.len() == 1 && self.piece(first).sign != Some(':');
            let is_far = places.get(group.open).is_some_and(|place| place.end > FURTHEST);
            let in_lines_of_their_own = is_whole && (group.is_named || is_far || self.holds_named(group));
            if in_lines_of_their_own && !(group.is_named && stands_alone) {
                breaks.extend(&group.entries);
                return breaks;
            }
            if entry > first {
                breaks.extend(self.filled(places, group, entry, line.end));
                return breaks;
            }
            breaks.extend(group.entry_after(first, line.end));
            from = first;
        }
        Vec::new()
    }

    /// True for a list of `Name(…)`.
    fn holds_named(&self, group: &Group) -> bool {
        group.entries.iter().any(|entry| self.opened(entry + 1).is_some_and(|inner| inner.is_named))
    }

    /// Breaks the entries of a group from one of them to the end of the line into lines that are as long as can be.
    fn filled(&self, places: &[Place], group: &Group, entry: usize, end: usize) -> Vec<usize> {
        let inside = places.get(group.open).map_or(0, |place| self.inside(group, *place));
        let mut breaks = Vec::new();
        let mut column = WIDTH;
        let from = group.entries.partition_point(|at| *at < entry);
        let entries = group.entries.iter().copied().skip(from);
        let nexts = group.entries.iter().copied().skip(from + 1).chain([group.close]);
        for (entry, next) in entries.zip(nexts).take_while(|(entry, _)| *entry < end) {
            let width = self.width(entry, next.saturating_sub(1)).unwrap_or_default();
            column += 1 + width;
            if column > WIDTH {
                breaks.push(entry);
                column = inside + width;
            }
        }
        breaks
    }
}

impl Group {
    /// The entry that begins at a piece or last before it.
    fn entry_at(&self, at: usize) -> Option<usize> {
        let behind = self.entries.partition_point(|entry| *entry <= at);
        self.entries.get(behind.checked_sub(1)?).copied()
    }

    /// The entry behind another one, if it begins before `end`.
    fn entry_after(&self, entry: usize, end: usize) -> Option<usize> {
        let behind = self.entries.partition_point(|at| *at <= entry);
        self.entries.get(behind).copied().filter(|next| *next < end)
    }
}
