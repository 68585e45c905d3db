//! Columns: fields that stand below each other in lines of one shape, and values behind fields of one kind.

use super::Layout;
use super::pieces::{Group, Kind};
use std::collections::BTreeMap;

/// A line of a table: `Option(id: "a", text: "A", points: 1),`.
struct Row<'a> {
    /// The first pieces of its fields, and their names.
    fields: Vec<(usize, &'a str)>,
    /// The column that the fields so far end in.
    end: usize,
}

impl<'a> Layout<'a> {
    /// Puts in the blanks that columns need.
    pub(super) fn align(&mut self) {
        self.pieces.iter_mut().for_each(|piece| piece.pad = 0);
        let mut pads = Vec::new();
        for group in &self.groups {
            self.align_values(group, &mut pads);
            self.align_rows(group, &mut pads);
        }
        for (at, pad) in pads {
            if let Some(piece) = self.pieces.get_mut(at) {
                piece.pad = pad;
            }
        }
    }

    /// True if the author put more than one blank before a piece that still stands behind another one.
    fn is_apart(&self, at: usize) -> bool {
        let piece = self.piece(at);
        piece.breaks == 0 && piece.typed > 1
    }

    /// `given:  (…)` above `expect: (…)`.
    fn align_values(&self, group: &Group, pads: &mut Vec<(usize, usize)>) {
        let next = group.entries.iter().skip(1).copied().chain([group.close]);
        let mut entries: Vec<(usize, Kind, &str)> = Vec::new();
        let mut flush = |entries: &mut Vec<(usize, Kind, &str)>| {
            if entries.iter().any(|(at, _, _)| self.is_apart(at + 1)) {
                let widest = entries.iter().map(|(at, _, _)| self.piece(*at).width()).max().unwrap_or_default();
                pads.extend(entries.iter().map(|(at, _, _)| (at + 1, widest - self.piece(*at).width())));
            }
            entries.clear();
        };
        for (at, next) in group.entries.iter().copied().zip(next) {
            let (name, value) = (self.piece(at), self.piece(at + 1));
            let stands_alone = self.is_first(at) && (next == group.close || self.is_first(next));
            let is_field = name.sign == Some(':') && value.breaks == 0 && !value.is_note();
            if !(stands_alone && is_field) {
                flush(&mut entries);
                continue;
            }
            let bracket = if value.kind == Kind::Open { value.text } else { "" };
            if name.breaks > 1 || entries.last().is_some_and(|last| (last.1, last.2) != (value.kind, bracket)) {
                flush(&mut entries);
            }
            entries.push((at, value.kind, bracket));
        }
        flush(&mut entries);
    }

    /// Lines of one name in a list.
    fn align_rows(&self, group: &Group, pads: &mut Vec<(usize, usize)>) {
        let mut rows: Vec<Row> = Vec::new();
        let mut name = "";
        for entry in group.entries.iter().copied() {
            let row = self.row(entry);
            let begins = self.piece(entry).text != name || self.has_blank_line_above(entry);
            if row.is_none() || begins {
                self.align_table(&mut rows, pads);
                rows.clear();
            }
            name = self.piece(entry).text;
            rows.extend(row);
        }
        self.align_table(&mut rows, pads);
    }

    /// True if there is a blank line above an entry or the notes on it.
    fn has_blank_line_above(&self, entry: usize) -> bool {
        let notes = (0..entry).rev().take_while(|at| self.piece(*at).is_note());
        std::iter::once(entry).chain(notes).any(|at| self.piece(at).breaks > 1)
    }

    /// The fields of an entry that is `Name(field: value, …` in one line, at least as it begins.
    fn row(&self, entry: usize) -> Option<Row<'a>> {
        let (name, open) = (self.piece(entry), entry + 1);
        let group = self.opened(open).filter(|group| self.is_first(entry) && name.sign.is_none() && group.is_named)?;
        let fields: Vec<(usize, &str)> = group.entries.iter().map(|at| (*at, self.piece(*at).text)).collect();
        let (first, _) = fields.first().filter(|(first, _)| !self.is_first(*first))?;
        Some(Row { end: self.width(entry, first - 1)?, fields })
    }

    /// Goes from column to column; lines belong together as long as their fields have the same names.
    fn align_table(&self, rows: &mut [Row<'a>], pads: &mut Vec<(usize, usize)>) {
        let most = rows.iter().map(|row| row.fields.len()).max().unwrap_or_default();
        let mut classes: Vec<Vec<&mut Row<'a>>> = vec![rows.iter_mut().collect()];
        for column in 1..most {
            let mut next: Vec<Vec<&mut Row<'a>>> = Vec::new();
            for class in classes {
                let mut by_name: BTreeMap<(&str, &str), Vec<&mut Row<'a>>> = BTreeMap::new();
                for row in class {
                    let (Some((start, name)), Some((end, next))) = (row.fields.get(column - 1), row.fields.get(column))
                    else {
                        continue;
                    };
                    let (first, is_on_first_line) = (*start, !self.is_first(*start));
                    if let Some(width) = self.width(first, end - 1).filter(|_| is_on_first_line) {
                        row.end += self.blanks(first) + width;
                        by_name.entry((name, next)).or_default().push(row);
                    }
                }
                next.extend(by_name.into_values());
            }
            for class in &mut next {
                self.align_column(class, column, pads);
            }
            classes = next;
        }
    }

    fn align_column(&self, rows: &mut [&mut Row], column: usize, pads: &mut Vec<(usize, usize)>) {
        let start = |row: &Row| row.fields.get(column).map_or(0, |(at, _)| *at);
        if rows.len() < 2 || !rows.iter().any(|row| self.is_apart(start(row))) {
            return;
        }
        let widest = rows.iter().map(|row| row.end).max().unwrap_or_default();
        for row in rows {
            pads.push((start(row), widest - row.end));
            row.end = widest;
        }
    }
}
