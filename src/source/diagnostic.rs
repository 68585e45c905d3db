//! What is wrong, where, and how to mend it.

use super::Span;

/// At most this many messages are given for one run; the rest is counted.
pub const MOST_DIAGNOSTICS: usize = 200;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, but this is probably not what was meant.
    Warning,
    /// Nothing is wrong; it is only good to know.
    Note,
}

/// One message about one place in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable name for this kind of message, such as `missing_comma`.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// What is wrong, one line, no full stop.
    pub message: String,
    /// A few words at the mark itself; may be empty.
    pub label: String,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// How to mend it, in words.
    pub help: Option<String>,
    /// A change of the text that mends it for certain.
    pub fix: Option<Fix>,
}

/// Words at another place.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// A replacement of one stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            span,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// A warning.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// A note.
    pub fn note(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, span, message) }
    }

    /// Adds words at the mark.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Adds another place that explains it.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Adds a change that mends it for certain.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// How much it matters, in one word.
    #[must_use]
    pub fn severity_in_words(&self) -> &'static str {
        match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }

    /// True for an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A text with changes made, and how many were made. Of changes that overlap only the first is made.
#[must_use]
pub fn with_fixes<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> (String, usize) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().collect();
    fixes.sort_by_key(|fix| fix.span);
    let (mut changed, mut done, mut made) = (String::with_capacity(text.len()), 0, 0);
    for fix in fixes {
        let range = fix.span.range();
        let Some(before) = text.get(done..range.start).filter(|_| text.get(range.clone()).is_some()) else { continue };
        changed.push_str(before);
        changed.push_str(&fix.replacement);
        done = range.end;
        made += 1;
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    (changed, made)
}

/// Puts messages in the order of the text, each once, and cuts the list after [`MOST_DIAGNOSTICS`].
pub fn sort_and_limit(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, a.severity, &a.message).cmp(&(b.span, b.severity, &b.message)));
    diagnostics.dedup_by(|a, b| a.span == b.span && a.message == b.message);
    diagnostics.truncate(MOST_DIAGNOSTICS);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn changes_are_made_at_their_places_and_never_over_each_other() {
        let fix =
            |start, end, words: &str| Fix { span: Span::new(SourceId(0), start, end), replacement: words.to_owned() };
        let fixes = [fix(4, 5, ":"), fix(0, 2, "id"), fix(1, 3, "x"), fix(6, 6, ","), fix(90, 99, "?")];
        assert_eq!(with_fixes("ib  =1", &fixes), ("id  :1,".to_owned(), 3));
    }
}
