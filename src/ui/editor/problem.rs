//! What is wrong with the text, as the editor shows it. No pixels here.

use crate::files::Library;
use crate::source::{Diagnostic, Fix, SourceId};
use std::ops::Range;

/// One message about the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    /// True where the file cannot be used with it.
    pub(super) is_error: bool,
    /// Where, in bytes; nothing where it lies in another file.
    pub(super) range: Option<Range<usize>>,
    /// The line of its place, from 0.
    pub(super) line: Option<usize>,
    /// "line 12", after the name of the file where that is another one.
    pub(super) place: String,
    /// What is wrong.
    pub(super) words: String,
    /// How to mend it, in words; may be empty.
    pub(super) help: String,
    /// A change that mends it for certain.
    pub(super) fix: Option<Fix>,
}

impl Problem {
    /// "Fault", or "To check" where the file works all the same.
    #[must_use]
    pub(super) fn kind(&self) -> &'static str {
        if self.is_error { "Fault" } else { "To check" }
    }

    /// All of it in one sentence.
    #[must_use]
    pub(super) fn in_words(&self) -> String {
        let sentences = [&self.words, &self.help].map(|words| sentence(words));
        sentences.join(" ").trim_end().to_owned()
    }

    /// What the button that mends it says.
    #[must_use]
    pub(super) fn fix_in_words(&self) -> Option<String> {
        let new = self.fix.as_ref()?.replacement.trim();
        let fits = !new.is_empty() && new.chars().count() <= 24 && !new.contains('\n');
        Some(if fits { format!("Fix: write {new}") } else { "Fix".to_owned() })
    }

    /// True where it lies at this place.
    #[must_use]
    pub(super) fn is_at(&self, place: usize) -> bool {
        self.range.as_ref().is_some_and(|range| range.start <= place && place <= range.end)
    }
}

/// The messages of a check of this text of the library.
#[must_use]
pub(super) fn problems(diagnostics: &[Diagnostic], library: &Library, text: SourceId) -> Vec<Problem> {
    diagnostics.iter().map(|diagnostic| problem(diagnostic, library, text)).collect()
}

fn problem(diagnostic: &Diagnostic, library: &Library, text: SourceId) -> Problem {
    let source = library.sources.get(diagnostic.span.source);
    let own = source.filter(|_| diagnostic.span.source == text);
    let line = source.map_or(1, |source| source.line_and_column(diagnostic.span.start).0);
    let other = source.map(|source| source.name.as_str()).unwrap_or_default();
    let label = Some(&diagnostic.label).filter(|label| !label.is_empty());
    Problem {
        is_error: diagnostic.is_error(),
        range: own.map(|source| on_signs(&source.text, diagnostic.span.range())),
        line: own.map(|_| line - 1),
        place: if own.is_some() { format!("line {line}") } else { format!("{other}, line {line}") },
        words: diagnostic.message.clone(),
        help: label.or(diagnostic.help.as_ref()).cloned().unwrap_or_default(),
        fix: diagnostic.fix.clone().filter(|_| own.is_some()),
    }
}

/// A stretch that holds at least one sign, where there is one, so that it can be underlined.
fn on_signs(text: &str, range: Range<usize>) -> Range<usize> {
    let (start, end) = (range.start.min(text.len()), range.end.min(text.len()));
    if start < end {
        return start..end;
    }
    let before = text.get(..start).unwrap_or_default();
    let line_before = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let from = before.len() - before.rsplit('\n').next().map_or(0, str::len) + line_before.len();
    let sign = line_before.chars().next_back().map_or(0, char::len_utf8);
    let after = text.get(start..).and_then(|rest| rest.chars().next()).filter(|sign| *sign != '\n');
    after.map_or(from - sign..from, |sign| start..start + sign.len_utf8())
}

/// Words with a capital at their beginning and a mark at their end.
pub(super) fn sentence(words: &str) -> String {
    let mut signs = words.chars();
    let end = if words.is_empty() || words.ends_with(['.', '?']) { "" } else { "." };
    signs.next().into_iter().flat_map(char::to_uppercase).chain(signs).chain(end.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_can_be_underlined() {
        assert_eq!(on_signs("abc", 1..2), 1..2);
        assert_eq!(on_signs("ab\nc", 2..2), 1..2);
        assert_eq!(on_signs("é", 0..0), 0..2);
        assert_eq!(on_signs("ab  \n", 4..4), 1..2);
        assert_eq!(on_signs("", 0..0), 0..0);
    }
}
