//! What was meant by something that is no rule: the slips that are common enough to be told by their name.

use super::lexer::Token;
use crate::definition::fields;
use crate::source::{Diagnostic, Span};

/// Comparisons in words, and what is written.
const IN_WORDS: [(&[&str], &str); 13] = [
    (&["is", "not"], "!="),
    (&["is", "less", "than"], "<"),
    (&["is", "more", "than"], ">"),
    (&["is", "greater", "than"], ">"),
    (&["is"], "="),
    (&["equals"], "="),
    (&["less", "than"], "<"),
    (&["fewer", "than"], "<"),
    (&["more", "than"], ">"),
    (&["greater", "than"], ">"),
    (&["over"], ">"),
    (&["includes"], "has"),
    (&["contains"], "has"),
];

/// Units that are written behind numbers.
const UNITS: [&str; 15] = [
    "percent", "times", "points", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights", "week",
    "weeks", "months", "years",
];

/// What stands before a bracket.
const BEFORE_BRACKETS: [&str; 11] =
    ["answered", "known", "asked", "topic", "points", "count", "low", "high", "sum", "min", "max"];

const COMPARISONS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];

/// A beginning that no rule has.
pub(super) fn beginning(tokens: &[(Token, Span)]) -> Option<Diagnostic> {
    let [(Token::Word(word), span), (Token::Word(_), next), ..] = tokens else { return None };
    let message = "a rule begins without `if`";
    let slip = Diagnostic::error("rule_if", *span, message).label("remove it");
    word.eq_ignore_ascii_case("if").then(|| slip.fix(Span { end: next.start, ..*span }, ""))
}

/// A word that is missing before a token, or at the end of a rule.
pub(super) fn expected(word: &str, found: Option<&(Token, Span)>, place: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error("rule_word", place, format!("expected `{word}` here"));
    match (word, found) {
        ("and", Some((Token::Word(other), span))) if other.eq_ignore_ascii_case("to") => {
            diagnostic.label("write `and`").fix(*span, "and")
        }
        ("of", Some((Token::Sign("("), span))) => {
            diagnostic.label("write `of (`").fix(Span { end: span.start, ..*span }, "of ")
        }
        _ => diagnostic,
    }
}

/// What was meant by a token that cannot stand where it does.
pub(super) fn slip(tokens: &[(Token, Span)], at: usize) -> Option<Diagnostic> {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let (token, span) = tokens.get(at)?;
    match (before, token) {
        (Some((Token::Number(_), number)), Token::Word(unit)) if is_unit(tokens, at, unit, *number) => {
            let message = "a number in a rule stands without its unit";
            Some(Diagnostic::error("rule_unit", *span, message).label("remove it").fix(number.after().to(*span), ""))
        }
        (Some((Token::Word(name), name_span)), Token::Word(word)) if word.eq_ignore_ascii_case("not") => {
            let is_in = matches!(tokens.get(at + 1), Some((Token::Word(next), _)) if next == "in" || next == "has");
            let right = format!("not {name}");
            let slip = Diagnostic::error("rule_not", *span, "`not` stands before what it denies");
            is_in.then(|| slip.label(format!("write `{right}`")).fix(name_span.to(*span), right))
        }
        (Some((Token::Word(name), name_span)), Token::Sign(sign)) if COMPARISONS.contains(sign) => {
            let is_second =
                matches!(tokens.get(at.checked_sub(2)?), Some((Token::Sign(first), _)) if COMPARISONS.contains(first));
            let right = format!(" and {name}");
            let slip = Diagnostic::error("rule_comparison", *span, "a rule compares two things at a time");
            is_second.then(|| slip.label(format!("write `and {name} {sign}`")).fix(name_span.after(), right))
        }
        (Some(_), Token::Word(_)) => in_words(tokens, at),
        (Some(_), Token::Sign(",")) => {
            let message = "the parts of a rule are joined by `and` or `or`";
            Some(
                Diagnostic::error("rule_comma", *span, message)
                    .help("write `and` or `or`, or put `all of (…)` around them"),
            )
        }
        _ => None,
    }
}

/// `6 hours`, `6h`: a unit, and then the end of what the number belongs to.
fn is_unit(tokens: &[(Token, Span)], at: usize, word: &str, number: Span) -> bool {
    let touches = tokens.get(at).is_some_and(|(_, span)| span.start == number.end && span.end > number.end);
    let ends = match tokens.get(at + 1) {
        None | Some((Token::Sign(")" | ","), _)) => true,
        Some((Token::Word(word), _)) => matches!(word.to_ascii_lowercase().as_str(), "and" | "or"),
        Some(_) => false,
    };
    ends && (touches || UNITS.contains(&word.to_ascii_lowercase().as_str()))
}

fn in_words(tokens: &[(Token, Span)], at: usize) -> Option<Diagnostic> {
    let stands = |at: usize, word: &str| matches!(tokens.get(at), Some((Token::Word(found), _)) if found.eq_ignore_ascii_case(word));
    let fits = |words: &[&str]| words.iter().enumerate().all(|(more, word)| stands(at + more, word));
    let (words, sign) = IN_WORDS.iter().find(|(words, _)| fits(words))?;
    let (_, first) = tokens.get(at)?;
    let (_, last) = tokens.get(at + words.len() - 1)?;
    let message = format!("`{}` is written `{sign}` in a rule", words.join(" "));
    Some(
        Diagnostic::error("rule_words", first.to(*last), message)
            .label(format!("write `{sign}`"))
            .fix(first.to(*last), *sign),
    )
}

/// A word before a bracket that is none of those that stand there.
pub(super) fn unknown_word(word: &str, span: Span) -> Diagnostic {
    let message = format!("there is no rule word `{word}`");
    let diagnostic = Diagnostic::error("rule_word", span, message);
    match fields::nearest(word, BEFORE_BRACKETS.into_iter()) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(span, near),
        None => diagnostic.help(format!("there are {}", fields::list(&BEFORE_BRACKETS))),
    }
}

/// `in black, green`: answers without their brackets.
pub(super) fn bare_list(tokens: &[(Token, Span)], at: usize) -> Option<Diagnostic> {
    let mut names: Vec<(&str, Span)> = Vec::new();
    let mut next = at;
    while let Some((Token::Word(word), span)) = tokens.get(next) {
        names.push((word, *span));
        let is_comma = matches!(tokens.get(next + 1), Some((Token::Sign(","), _)));
        if !is_comma {
            break;
        }
        next += 2;
    }
    let ((_, first), (_, last)) = (names.first()?, names.last()?);
    let right = format!("({})", names.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", "));
    let message = "a list of answers stands in brackets";
    Some(
        Diagnostic::error("rule_list", first.to(*last), message)
            .label(format!("write `{right}`"))
            .fix(first.to(*last), right),
    )
}

/// `(black and green)`: what parts answers in brackets.
pub(super) fn joined_names(before: Span, word: &str, span: Span) -> Option<Diagnostic> {
    let is_joint = matches!(word, "and" | "or");
    let message = "names in brackets are parted by `,`";
    is_joint.then(|| Diagnostic::error("rule_list", span, message).label("write `,`").fix(before.after().to(span), ","))
}
