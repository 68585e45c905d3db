//! Which bracket is missing. Brackets that balance are left alone; where they do not, indentation tells what was meant.

use super::lexer::{Bracket, Token, TokenKind};
use crate::source::{Diagnostic, MOST_DIAGNOSTICS, Source, Span};

/// So many brackets out, one of a kind is looked for that may be meant; deeper nesting is refused.
const FAR_OUT: usize = 100;

/// So many tokens back, what stands in a bracket is looked at: a long line without its brackets has no other end.
const FAR_BACK: usize = 2_000;

/// Puts in closing brackets that are missing and takes out those that close nothing, with one message each.
pub(super) fn balance(mut tokens: Vec<Token>, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    if balanced(&tokens) {
        return tokens;
    }
    if surplus(&tokens, Bracket::Round) > 0 {
        let next = tokens.iter().skip(1).map(|token| token.kind == TokenKind::Colon).chain([false]).collect::<Vec<_>>();
        let parted = |(token, is_field): (Token, bool)| if is_field { parted(token, diagnostics) } else { vec![token] };
        tokens = tokens.into_iter().zip(next).flat_map(parted).collect();
    }
    let mut balancer = Balancer {
        source,
        open: Vec::new(),
        out: Vec::with_capacity(tokens.len() + 4),
        indent: 0,
        surplus: Bracket::ALL.map(|bracket| (bracket, surplus(&tokens, bracket))),
        diagnostics,
    };
    let mut line_end = 0;
    for (at, token) in tokens.iter().enumerate() {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let first_on_line = start >= line_end;
        if first_on_line {
            balancer.indent = indent(source.line_text(token.span.start));
        }
        if end > line_end {
            let rest = source.text.get(end..).unwrap_or_default();
            line_end = rest.find('\n').map_or(usize::MAX, |at| end + at);
        }
        balancer.take(token, first_on_line, tokens.get(at + 1..).unwrap_or_default());
    }
    while balancer.open.last().is_some() {
        balancer.close_missing(true);
    }
    balancer.out
}

/// `Optionid: "a")`: a name and a field without the bracket that stood between them.
fn parted(token: Token, diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    let TokenKind::Word(word) = &token.kind else { return vec![token] };
    let is_field = |field: &str| field.starts_with(|c: char| c.is_ascii_lowercase());
    let parts =
        ELEMENTS.iter().find_map(|name| Some((*name, word.strip_prefix(name).filter(|field| is_field(field))?)));
    let Some((name, field)) = parts else { return vec![token] };
    let middle = token.span.start as usize + name.len();
    let before = Span::new(token.span.source, token.span.start as usize, middle);
    let after = Span::new(token.span.source, middle, token.span.end as usize);
    diagnostics.push(opening_missing(Bracket::Round, before.after()));
    vec![
        Token { kind: TokenKind::Word(name.to_owned()), span: before },
        Token { kind: TokenKind::Open(Bracket::Round), span: before.after() },
        Token { kind: TokenKind::Word(field.to_owned()), span: after },
    ]
}

fn opening_missing(bracket: Bracket, place: Span) -> Diagnostic {
    let open = bracket.open();
    let message = format!("an opening `{open}` is missing here");
    Diagnostic::error("missing_bracket", place, message).label(format!("add `{open}`")).fix(place, open)
}

/// How many more brackets of a kind are closed than opened.
fn surplus(tokens: &[Token], bracket: Bracket) -> isize {
    let change = |token: &Token| match token.kind {
        TokenKind::Open(kind) if kind == bracket => -1,
        TokenKind::Close(kind) if kind == bracket => 1,
        _ => 0,
    };
    tokens.iter().map(change).sum()
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

/// Fields that hold a list.
const LISTS: [&str; 24] = [
    "asks_first",
    "order",
    "sources",
    "scales",
    "sections",
    "gates",
    "constraints",
    "criteria",
    "scores",
    "findings",
    "flags",
    "facts",
    "topics",
    "cards",
    "examples",
    "items",
    "options",
    "exclusive",
    "sum",
    "bands",
    "states",
    "count",
    "levels",
    "notes",
];

/// Names that a bracket follows; none of them is the beginning of another one that stands behind it.
#[rustfmt::skip]
const ELEMENTS: [&str; 26] = [
    "Questionnaire", "Panel", "Source", "Scale", "Section", "Item", "Option", "Choices", "Choice", "Number", "Text", "Gate",
    "Constraint", "Criterion", "Score", "Band", "Finding", "State", "Flag", "Level", "Fact", "Topic", "Note", "Card", "Example",
    "Region",
];

struct Opened {
    bracket: Bracket,
    /// The bracket with the word before it.
    span: Span,
    /// Indentation of its line.
    indent: usize,
    /// It is an element of a list, and not the value of a field.
    is_element: bool,
}

struct Balancer<'a> {
    source: &'a Source,
    open: Vec<Opened>,
    out: Vec<Token>,
    /// Indentation of the line at hand.
    indent: usize,
    /// For each kind, how many more brackets are closed than opened in what is left to be mended.
    surplus: [(Bracket, isize); 3],
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Balancer<'_> {
    fn take(&mut self, token: &Token, first_on_line: bool, next: &[Token]) {
        if first_on_line {
            self.close_by_indent(token);
        }
        match token.kind {
            TokenKind::Open(bracket) => self.opened(bracket, token.span),
            TokenKind::Close(bracket) if !self.closes(bracket, token.span, next) => return,
            TokenKind::Word(ref word) if self.begins_outside(word, next.first()) => self.close_missing(false),
            _ => {}
        }
        self.out.push(token.clone());
    }

    fn surplus(&self, bracket: Bracket) -> isize {
        self.surplus.iter().find(|(kind, _)| *kind == bracket).map_or(0, |(_, surplus)| *surplus)
    }

    fn mended(&mut self, bracket: Bracket, change: isize) {
        self.surplus.iter_mut().filter(|(kind, _)| *kind == bracket).for_each(|(_, surplus)| *surplus += change);
    }

    /// True for a word that cannot stand in the innermost bracket, which then was never closed: a field in a list, or an
    /// element behind a comma among fields.
    fn begins_outside(&self, word: &str, next: Option<&Token>) -> bool {
        let Some(top) = self.open.last().filter(|top| self.surplus(top.bracket) < 0) else { return false };
        match (top.bracket, next.map(|token| &token.kind)) {
            (Bracket::Square, Some(TokenKind::Colon)) => true,
            // What an example expects stands beside what is given.
            (Bracket::Round, Some(TokenKind::Colon)) => word == "expect" && !top.is_element,
            (Bracket::Round, Some(TokenKind::Open(Bracket::Round))) => {
                self.out.last().is_some_and(|last| last.kind == TokenKind::Comma)
                    && self.inside().any(|(_, token)| token.kind == TokenKind::Colon)
            }
            _ => false,
        }
    }

    /// The tokens of the innermost open bracket with their places, last first, without what stands in brackets of its own.
    fn inside(&self) -> impl Iterator<Item = (usize, &Token)> {
        let mut depth = 0_usize;
        let inside = self.out.iter().enumerate().rev().take(FAR_BACK).map_while(move |(at, token)| {
            match token.kind {
                TokenKind::Close(_) | TokenKind::AssumedClose(_) => depth += 1,
                TokenKind::Open(_) => depth = depth.checked_sub(1)?,
                _ if depth == 0 => return Some(Some((at, token))),
                _ => {}
            }
            Some(None)
        });
        inside.flatten()
    }

    fn opened(&mut self, bracket: Bracket, span: Span) {
        let word =
            self.out.last().filter(|last| matches!(last.kind, TokenKind::Word(_)) && last.span.end == span.start);
        let before = if word.is_some() { self.out.iter().rev().nth(1) } else { self.out.last() };
        let is_element = before.is_some_and(|before| before.kind != TokenKind::Colon);
        let span = word.map_or(span, |word| word.span.to(span));
        self.open.push(Opened { bracket, span, indent: self.indent, is_element });
    }

    /// A line that is indented no deeper than the line of an open bracket stands outside of it.
    fn close_by_indent(&mut self, token: &Token) {
        while let Some(top) = self.open.last() {
            let closing = matches!(token.kind, TokenKind::Close(_));
            let outside = if closing { self.indent < top.indent } else { self.indent <= top.indent };
            if !outside || self.open.len() == 1 {
                return;
            }
            self.close_missing(token.kind == TokenKind::Comma);
        }
    }

    /// True if this bracket closes the innermost open one, perhaps after missing ones have been put in.
    fn closes(&mut self, bracket: Bracket, span: Span, next: &[Token]) -> bool {
        let too_many = self.surplus(bracket) > 0 && self.diagnostics.len() < MOST_DIAGNOSTICS;
        if too_many && let Some(place) = self.unopened(bracket) {
            self.open_missing(bracket, place);
            return true;
        }
        let fits = self.open.last().is_some_and(|top| top.bracket == bracket);
        let known = self.open.iter().rev().take(FAR_OUT).any(|open| open.bracket == bracket);
        if !known || too_many && (!fits || self.field_follows(next)) {
            self.mended(bracket, -1);
            if self.diagnostics.len() < MOST_DIAGNOSTICS {
                let message = format!("this `{}` closes nothing", bracket.close());
                let diagnostic = Diagnostic::error("stray_bracket", span, message).help("remove it");
                self.diagnostics.push(diagnostic.fix(span, ""));
            }
            return false;
        }
        while self.open.last().is_some_and(|top| top.bracket != bracket) {
            self.close_missing(false);
        }
        self.open.pop();
        true
    }

    /// True if the innermost bracket is an element of a list, which yet goes on with a field.
    fn field_follows(&self, next: &[Token]) -> bool {
        let mut open = self.open.iter().rev();
        let is_element = open.next().is_some_and(|top| top.is_element);
        let in_list = is_element && open.next().is_some_and(|outer| outer.bracket == Bracket::Square);
        let kinds = next.iter().take(3).map(|token| &token.kind);
        in_list
            && matches!(kinds.collect::<Vec<_>>().as_slice(), [TokenKind::Comma, TokenKind::Word(_), TokenKind::Colon])
    }

    /// Where an opening bracket is missing among the tokens so far: before a field that follows a name or another field
    /// (`Item id: "a")`, `given: late: yes)`), between a name and its list (`Choice[…])`), or behind a field that holds a list
    /// (`items: Item(…)]`).
    fn unopened(&self, bracket: Bracket) -> Option<usize> {
        let kind = |at: usize| self.out.get(at).map(|token| &token.kind);
        match bracket {
            Bracket::Round => {
                let begins = |at: usize| match (kind(at - 1), kind(at), kind(at + 1)) {
                    (Some(TokenKind::Word(_) | TokenKind::Colon), Some(TokenKind::Word(_)), Some(TokenKind::Colon)) => {
                        true
                    }
                    (Some(TokenKind::Word(name)), Some(TokenKind::Open(Bracket::Square)), _) => {
                        ELEMENTS.contains(&name.as_str())
                    }
                    _ => false,
                };
                self.inside().map(|(at, _)| at + 1).find(|at| begins(*at))
            }
            Bracket::Square => {
                let colon = self.inside().find(|(_, token)| token.kind == TokenKind::Colon);
                let Some((colon, _)) = colon else {
                    let (first, _) = self.inside().last()?;
                    let is_choice = |at: usize| matches!(kind(at), Some(TokenKind::Word(word)) if word == "Choice");
                    return first.checked_sub(2).filter(|at| is_choice(*at)).map(|_| first);
                };
                let is_list =
                    |field: &TokenKind| matches!(field, TokenKind::Word(word) if LISTS.contains(&word.as_str()));
                let opened = kind(colon + 1) == Some(&TokenKind::Open(Bracket::Square));
                colon.checked_sub(1).and_then(kind).filter(|field| is_list(field) && !opened).map(|_| colon + 1)
            }
            Bracket::Curly => None,
        }
    }

    fn open_missing(&mut self, bracket: Bracket, index: usize) {
        self.mended(bracket, -1);
        let Some(before) = index.checked_sub(1).and_then(|at| self.out.get(at)) else { return };
        let place = before.span.after();
        self.diagnostics.push(opening_missing(bracket, place));
        self.out.insert(index, Token { kind: TokenKind::Open(bracket), span: place });
    }

    fn close_missing(&mut self, at_end: bool) {
        let Some(top) = self.open.pop() else { return };
        self.mended(top.bracket, 1);
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
