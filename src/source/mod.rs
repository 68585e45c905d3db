//! Texts, places in them, and what is wrong there.
//!
//! A [`Diagnostic`] is plain data: where, what, and how to mend it. It is drawn elsewhere, on the command line as in the
//! editor.

mod decode;
mod diagnostic;

pub use decode::{LARGEST_FILE, decode};
pub use diagnostic::{Diagnostic, Fix, Label, MOST_DIAGNOSTICS, Severity, sort_and_limit, with_fixes};

/// A stretch of one text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Which text.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end` of a text. Texts over 4 GiB are refused long before.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end) }
    }

    /// The place just after this stretch.
    #[must_use]
    pub fn after(self) -> Self {
        Self { start: self.end, ..self }
    }

    /// From the start of this stretch to the end of the other.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }

    /// True if the other lies within this stretch.
    #[must_use]
    pub fn encloses(self, other: Self) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// As a range of bytes.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Names a text in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u16);

/// One text: a questionnaire file, or a line of it under test.
#[derive(Debug, Clone)]
pub struct Source {
    /// What to call it in messages, mostly its path.
    pub name: String,
    /// Its content.
    pub text: String,
}

impl Source {
    /// Line and column (both from 1, the column in characters) of a byte.
    #[must_use]
    pub fn line_and_column(&self, byte: u32) -> (usize, usize) {
        let before = self.text.get(..byte as usize).unwrap_or(&self.text);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        (line, column)
    }

    /// The line (without its end) that holds a byte.
    #[must_use]
    pub fn line_text(&self, byte: u32) -> &str {
        let (before, after) = self.text.split_at_checked(byte as usize).unwrap_or((&self.text, ""));
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = before.len() + after.find('\n').unwrap_or(after.len());
        self.text.get(start..end).unwrap_or_default().trim_end_matches('\r')
    }
}

/// All texts that messages may point into.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: Vec<Source>,
}

impl Sources {
    /// The name that the next text will get.
    #[must_use]
    pub fn next_id(&self) -> SourceId {
        SourceId(u16::try_from(self.texts.len()).unwrap_or(u16::MAX))
    }

    /// Adds a text. At most 65,536 are kept apart, far more than a questionnaires folder holds.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = self.next_id();
        self.texts.push(Source { name: name.into(), text: text.into() });
        id
    }

    /// The text of that name, if it was added.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.texts.get(usize::from(id.0))
    }

    /// The words a stretch covers; empty where it does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).and_then(|source| source.text.get(span.range())).unwrap_or_default()
    }
}

/// A value with its place in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let source = Source { name: "t".into(), text: "éa\r\nbcd\n".into() };
        assert_eq!(source.line_and_column(2), (1, 2));
        assert_eq!(source.line_and_column(6), (2, 2));
        assert_eq!(source.line_text(6), "bcd");
        assert_eq!(source.line_text(0), "éa");
    }
}
