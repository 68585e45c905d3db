//! Which bracket is missing. Brackets that balance are left alone; where they do not, indentation tells what was meant.

use super::lexer::{Bracket, Token, TokenKind};
use crate::source::{Diagnostic, MOST_DIAGNOSTICS, Source, Span};

/// Puts in closing brackets that are missing and takes out those that close nothing, with one message each.
pub(super) fn balance(tokens: Vec<Token>, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    if balanced(&tokens) {
        return tokens;
    }
    let surplus = Bracket::ALL.map(|bracket| surplus(&tokens, bracket));
    let out = Vec::with_capacity(tokens.len() + 4);
    let mut balancer = Balancer { source, open: Vec::new(), out, indent: 0, surplus, diagnostics };
    let mut line_end = 0;
    for token in tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let first_on_line = start >= line_end;
        if first_on_line {
            balancer.indent = indent(source.line_text(token.span.start));
        }
        if end > line_end {
            let rest = source.text.get(end..).unwrap_or_default();
            line_end = rest.find('\n').map_or(usize::MAX, |at| end + at);
        }
        balancer.take(token, first_on_line);
    }
    while balancer.open.last().is_some() {
        balancer.close_missing(true);
    }
    balancer.out
}

/// How many more brackets of a kind are closed than opened.
fn surplus(tokens: &[Token], bracket: Bracket) -> (Bracket, usize) {
    let count = |kind: &TokenKind| tokens.iter().filter(|token| token.kind == *kind).count();
    (bracket, count(&TokenKind::Close(bracket)).saturating_sub(count(&TokenKind::Open(bracket))))
}

fn balanced(tokens: &[Token]) -> bool {
    let mut open = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Open(bracket) => open.push(bracket),
            TokenKind::Close(bracket) if open.pop() != Some(bracket) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

struct Opened {
    bracket: Bracket,
    /// The bracket with the word before it.
    span: Span,
    /// Indentation of its line.
    indent: usize,
}

struct Balancer<'a> {
    source: &'a Source,
    open: Vec<Opened>,
    out: Vec<Token>,
    /// Indentation of the line at hand.
    indent: usize,
    /// For each kind, how many closing brackets there are too many in what is left of the text.
    surplus: [(Bracket, usize); 3],
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Balancer<'_> {
    fn take(&mut self, token: Token, first_on_line: bool) {
        if first_on_line {
            self.close_by_indent(&token);
        }
        match token.kind {
            TokenKind::Open(bracket) => self.opened(bracket, token.span),
            TokenKind::Close(bracket) if !self.closes(bracket, token.span) => return,
            _ => {}
        }
        self.out.push(token);
    }

    fn opened(&mut self, bracket: Bracket, span: Span) {
        let word =
            self.out.last().filter(|last| matches!(last.kind, TokenKind::Word(_)) && last.span.end == span.start);
        let span = word.map_or(span, |word| word.span.to(span));
        self.open.push(Opened { bracket, span, indent: self.indent });
    }

    /// A line that is indented no deeper than the line of an open bracket stands outside of it.
    fn close_by_indent(&mut self, token: &Token) {
        while let Some(top) = self.open.last() {
            let closing = matches!(token.kind, TokenKind::Close(_));
            let outside = if closing { self.indent < top.indent } else { self.indent <= top.indent };
            if !outside || self.open.len() == 1 {
                return;
            }
            self.close_missing(false);
        }
    }

    /// True if this bracket closes the innermost open one, perhaps after missing ones have been put in.
    fn closes(&mut self, bracket: Bracket, span: Span) -> bool {
        let fits = self.open.last().is_some_and(|top| top.bracket == bracket);
        let surplus = self.surplus.iter_mut().find(|(kind, surplus)| *kind == bracket && *surplus > 0);
        let is_stray = !fits && (surplus.is_some() || !self.open.iter().any(|open| open.bracket == bracket));
        if is_stray {
            if let Some((_, surplus)) = surplus {
                *surplus -= 1;
            }
            let message = format!("this `{}` closes nothing", bracket.close());
            self.diagnostics.push(Diagnostic::error("stray_bracket", span, message).help("remove it").fix(span, ""));
            return false;
        }
        while self.open.last().is_some_and(|top| top.bracket != bracket) {
            self.close_missing(false);
        }
        self.open.pop();
        true
    }

    fn close_missing(&mut self, at_end: bool) {
        let Some(top) = self.open.pop() else { return };
        // The bracket belongs behind the last value, before a comma that parts it from the next one.
        let comma = !at_end && self.out.last().is_some_and(|last| last.kind == TokenKind::Comma);
        let at = if comma { self.out.iter().rev().nth(1) } else { self.out.last() };
        let place = at.map_or(top.span, |token| token.span).after();
        if self.diagnostics.len() < MOST_DIAGNOSTICS {
            let close = top.bracket.close();
            let opener = self.source.text.get(top.span.range()).unwrap_or_default();
            let (line, _) = self.source.line_and_column(top.span.start);
            let message = format!("a closing `{close}` is missing here, for the `{opener}` of line {line}");
            self.diagnostics.push(
                Diagnostic::error("missing_bracket", place, message)
                    .label(format!("add `{close}`"))
                    .related(top.span, "opened here")
                    .fix(place, close),
            );
        }
        let index = if comma { self.out.len() - 1 } else { self.out.len() };
        self.out.insert(index, Token { kind: TokenKind::AssumedClose(top.bracket), span: place });
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
