//! Sentences with places for answers and results: `On {headache_days} a month`.

use super::form::{Piece, Template};
use super::names::Found;
use super::resolve::Resolver;
use crate::definition::Words;
use crate::source::{Diagnostic, Span, Spanned};

/// Reads a sentence of the file; unknown names are reported.
pub(super) fn template(words: &Words, resolver: &mut Resolver) -> Template {
    let exact = words.span.range().len() == words.value.len() + 2;
    let mut pieces = Vec::new();
    let mut rest = words.value.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            let message = "a `{` is never closed";
            resolver
                .diagnostics
                .push(Diagnostic::error("open_brace", words.span, message).help("write `{name}` for an answer"));
            break;
        };
        push_words(&mut pieces, before);
        let start = words.value.len() - after.len();
        let span = if exact {
            let first = words.span.start as usize + 1 + start;
            Span::new(words.span.source, first, first + name.len())
        } else {
            words.span
        };
        let name = Spanned::new(name.trim().to_owned(), span);
        match resolver.names.find(&name, resolver.part, &mut resolver.diagnostics) {
            Some(Found::Symbol(symbol)) => pieces.push(Piece::Name(symbol)),
            Some(Found::NotTaken(_)) => {
                let message = format!("`{}` is not part of this questionnaire", name.value);
                resolver
                    .diagnostics
                    .push(Diagnostic::error("not_taken", span, message).help("put this sentence into the panel"));
            }
            None => {}
        }
        rest = behind;
    }
    push_words(&mut pieces, rest);
    Template { pieces }
}

fn push_words(pieces: &mut Vec<Piece>, words: &str) {
    if !words.is_empty() {
        pieces.push(Piece::Words(words.to_owned()));
    }
}
