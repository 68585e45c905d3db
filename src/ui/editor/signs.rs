//! What the signs of a questionnaire text are, for its colours and for its brackets.

use std::ops::Range;

/// A kind of sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Brackets, commas and what stands between.
    Plain,
    /// `// a note`.
    Note,
    /// `"a text"`.
    Text,
    /// `12`.
    Number,
    /// `Questionnaire`, `YesNo`.
    Name,
    /// `title:`, `true`.
    Word,
}

/// A text in stretches of one kind. They follow each other without a gap.
#[must_use]
pub(super) fn stretches(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut stretches: Vec<(Range<usize>, Kind)> = Vec::new();
    let mut at = 0;
    while let Some((length, kind)) = text.get(at..).and_then(first) {
        match stretches.last_mut() {
            Some((range, last)) if *last == kind => range.end += length,
            _ => stretches.push((at..at + length, kind)),
        }
        at += length;
    }
    stretches
}

/// How long the stretch is that a text begins with, and of what kind. Nothing for no text.
fn first(text: &str) -> Option<(usize, Kind)> {
    let sign = text.chars().next()?;
    let until = |end: Option<usize>| end.unwrap_or(text.len());
    let while_in = |set: fn(char) -> bool| until(text.find(|c| !set(c)));
    let in_word = |c: char| c == '_' || c.is_alphanumeric();
    Some(match sign {
        _ if text.starts_with("//") => (until(text.find('\n')), Kind::Note),
        _ if text.starts_with("/*") => (until(text.find("*/").map(|end| end + 2)), Kind::Note),
        '"' => (text_length(text), Kind::Text),
        '0'..='9' => (while_in(|c| c.is_ascii_digit() || c == '.'), Kind::Number),
        c if c.is_uppercase() => (while_in(in_word), Kind::Name),
        c if in_word(c) => (while_in(in_word), Kind::Word),
        c => (c.len_utf8(), Kind::Plain),
    })
}

/// The length of `"a text"`, with its quotation marks.
fn text_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The bracket at or before a place, and the one that belongs to it.
#[must_use]
pub(super) fn brackets_at(text: &str, place: usize) -> Option<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let is_here = |at: usize| at == place || at + 1 == place;
    for (at, sign) in plain_signs(text) {
        let opener = match sign {
            '(' | '[' | '{' => {
                open.push((at, sign));
                continue;
            }
            ')' => '(',
            ']' => '[',
            '}' => '{',
            _ => continue,
        };
        let (start, sign) = open.pop()?;
        if is_here(start) || is_here(at) {
            return (sign == opener).then_some((start, at));
        }
    }
    None
}

/// The signs that are neither in a text nor in a note.
fn plain_signs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let plain = stretches(text).into_iter().filter(|(_, kind)| *kind == Kind::Plain);
    plain.flat_map(|(range, _)| {
        let signs = text.get(range.clone()).unwrap_or_default().char_indices();
        signs.map(move |(at, sign)| (range.start + at, sign))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_has_its_kind() {
        let text = "// é\nItem(id: \"a\\\"(\", from: 2.5)";
        let seen: Vec<(&str, Kind)> =
            stretches(text).into_iter().map(|(range, kind)| (text.get(range).unwrap(), kind)).collect();
        let expected = [
            ("// é", Kind::Note),
            ("\n", Kind::Plain),
            ("Item", Kind::Name),
            ("(", Kind::Plain),
            ("id", Kind::Word),
            (": ", Kind::Plain),
            ("\"a\\\"(\"", Kind::Text),
            (", ", Kind::Plain),
            ("from", Kind::Word),
            (": ", Kind::Plain),
            ("2.5", Kind::Number),
            (")", Kind::Plain),
        ];
        assert_eq!(seen, expected);
        assert_eq!(stretches("\"open").len(), 1);
        assert_eq!(stretches("/* open").len(), 1);
    }

    #[test]
    fn brackets_find_each_other_but_not_inside_texts() {
        let text = "A([\")\", (b)])";
        assert_eq!(brackets_at(text, 1), Some((1, 12)));
        assert_eq!(brackets_at(text, 13), Some((1, 12)));
        assert_eq!(brackets_at(text, 9), Some((8, 10)));
        assert_eq!(brackets_at(text, 4), None);
        assert_eq!(brackets_at("(]", 0), None);
        assert_eq!(brackets_at(")(", 2), None);
    }
}
