//! A rule → words, numbers and signs.

use crate::source::{Diagnostic, Span};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A name, perhaps with its questionnaire before a dot, or a word of the language.
    Word(String),
    Number(f64),
    /// `(`, `)`, `,` and the comparisons.
    Sign(&'static str),
}

/// Where the letters of a rule stand in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The text with its quotation marks.
    pub(super) span: Span,
    /// Whether each byte of the rule stands at the byte of the file one might think (no escapes, not raw).
    pub(super) exact: bool,
}

impl Place {
    pub(super) fn at(self, start: usize, end: usize) -> Span {
        if self.exact {
            let first = self.span.start as usize + 1;
            Span::new(self.span.source, first + start, first + end)
        } else {
            self.span
        }
    }
}

const SIGNS: [(&str, &str); 14] = [
    (">=", ">="),
    ("≥", ">="),
    ("<=", "<="),
    ("≤", "<="),
    ("!=", "!="),
    ("≠", "!="),
    ("<>", "!="),
    ("==", "="),
    ("=", "="),
    ("<", "<"),
    (">", ">"),
    ("(", "("),
    (")", ")"),
    (",", ","),
];

/// Comparisons as they are not written, and as they are.
const MISSPELT: [(&str, &str); 5] = [("=>", ">="), ("=<", "<="), ("> =", ">="), ("< =", "<="), ("! =", "!=")];

/// A name in single quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let (inside, _) = text.strip_prefix('\'')?.split_once('\'')?;
    inside.chars().all(|sign| sign == '_' || sign.is_ascii_alphanumeric()).then_some(inside)
}

/// Splits a rule into tokens.
pub(super) fn tokens(text: &str, place: Place) -> Result<Vec<(Token, Span)>, Diagnostic> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(next) = rest.chars().next()
    {
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        if let Some((written, right)) = MISSPELT.iter().find(|(written, _)| rest.starts_with(written)) {
            let span = place.at(at, at + written.len());
            let message = format!("`{written}` is written `{right}`");
            return Err(Diagnostic::error("rule_sign", span, message)
                .label(format!("write `{right}`"))
                .fix(span, *right));
        }
        if let Some(inside) = quoted(rest) {
            let span = place.at(at, at + inside.len() + 2);
            let message = "names in a rule stand without quotation marks";
            return Err(Diagnostic::error("rule_quotes", span, message)
                .label(format!("write `{inside}`"))
                .fix(span, inside));
        }
        let (token, length) = if let Some((sign, meaning)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            (Token::Sign(meaning), sign.len())
        } else if next.is_ascii_alphabetic() || next == '_' {
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len());
            (Token::Word(rest.get(..length).unwrap_or_default().to_owned()), length)
        } else if next.is_ascii_digit() || next == '-' {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(rest.len());
            let written = rest.get(..length).unwrap_or_default();
            let number = written.parse::<f64>().map_err(|_not_a_number| {
                Diagnostic::error("rule_number", place.at(at, at + length), format!("`{written}` is not a number"))
            })?;
            (Token::Number(number), length)
        } else {
            let span = place.at(at, at + next.len_utf8());
            return Err(stray(next, span));
        };
        tokens.push((token, place.at(at, at + length)));
        at += length;
    }
    Ok(tokens)
}

fn stray(sign: char, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("rule_sign", span, format!("`{sign}` has no meaning in a rule"));
    match sign {
        '&' => diagnostic.help("write `and`"),
        '|' => diagnostic.help("write `or`"),
        '!' => diagnostic.help("write `not`"),
        '[' | '{' => diagnostic.help("write `(`"),
        ']' | '}' => diagnostic.help("write `)`"),
        '%' => diagnostic.help("a number in a rule stands without its unit").fix(span, ""),
        '+' => diagnostic.help("write `sum(a, b)`"),
        _ => diagnostic.help("a rule is made of names, numbers, comparisons and words such as `and`, `or`, `not`"),
    }
}
