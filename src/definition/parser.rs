//! Tokens → values. Goes on after every fault.

use super::brackets;
use super::lexer::{self, Bracket, Token, TokenKind};
use super::value::{Group, Kind, Value};
use crate::source::{Diagnostic, MOST_DIAGNOSTICS, Source, SourceId, Span, Spanned};

/// Deeper nesting is refused; a questionnaire needs eight levels.
const DEEPEST: usize = 64;

/// Reads a whole RON text. There is no value only where the text is empty.
#[must_use]
pub fn parse(source: &Source, id: SourceId) -> (Option<Value>, Vec<Diagnostic>) {
    let (tokens, mut diagnostics) = lexer::tokens(&source.text, id);
    if let Some(span) = abyss(&tokens) {
        return (None, vec![too_deep(span)]);
    }
    let tokens = brackets::balance(tokens, source, &mut diagnostics);
    let end = source.text.trim_end().len();
    let end = Span::new(id, end, end);
    let mut parser = Parser { tokens: &tokens, at: 0, end, diagnostics, depth: 0, stopped: false };
    if tokens.is_empty() {
        if parser.diagnostics.is_empty() {
            parser.diagnostics.push(
                Diagnostic::error("empty", end, "this file is empty")
                    .help("a questionnaire begins with `Questionnaire(`"),
            );
        }
        return (None, parser.diagnostics);
    }
    let value = parser.value();
    if let Some(extra) = parser.peek_span()
        && !parser.stopped
        && !parser.diagnostics.iter().any(|diagnostic| diagnostic.code.ends_with("_bracket"))
    {
        let message = "the questionnaire ended above; nothing may follow";
        parser.report(
            Diagnostic::error("after_end", extra, message).help("remove it, or check the closing brackets above"),
        );
    }
    // Of brackets without end there is nothing more to say.
    (Some(value).filter(|_| !parser.stopped), parser.diagnostics)
}

/// So many words of a note that does not begin as one are looked at.
const LONGEST_NOTE: usize = 100;

/// Words that the crate `ron` reads as something else than a word, and what to write in their place.
const RESERVED: [(&str, &str); 8] = [
    ("Some", "write the value without `Some( )`"),
    ("None", "leave the field out"),
    ("inf", "use another name"),
    ("inff32", "use another name"),
    ("inff64", "use another name"),
    ("NaN", "use another name"),
    ("NaNf32", "use another name"),
    ("NaNf64", "use another name"),
];

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    end: Span,
    diagnostics: Vec<Diagnostic>,
    depth: usize,
    /// Set once nesting is too deep: nothing more is said about this text.
    stopped: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn peek_span(&self) -> Option<Span> {
        self.tokens.get(self.at).map(|token| token.span)
    }

    fn span(&self) -> Span {
        self.peek_span().unwrap_or(self.end)
    }

    fn last_span(&self) -> Span {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(self.end, |token| token.span)
    }

    /// Nobody is told more than so many, so a line of a million mistakes does not make a million messages.
    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.stopped && self.diagnostics.len() < MOST_DIAGNOSTICS {
            self.diagnostics.push(diagnostic);
        }
    }

    fn eat(&mut self, kind: &TokenKind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self) -> Value {
        let span = self.span();
        let kind = self.tokens.get(self.at).map(|token| token.kind.clone());
        if !matches!(
            kind,
            None | Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Close(_) | TokenKind::AssumedClose(_))
        ) {
            self.at += 1;
        }
        let kind = match kind {
            Some(TokenKind::Text(text)) => Kind::Text(text),
            Some(TokenKind::Number(number)) => Kind::Number(number),
            Some(TokenKind::Word(word)) => return self.word(word, span),
            Some(TokenKind::Open(Bracket::Round)) => Kind::Group(self.group(None, Bracket::Round)),
            Some(TokenKind::Open(Bracket::Square)) if self.names_values() => Kind::Group(self.fields_in_square(span)),
            Some(TokenKind::Open(Bracket::Square)) => Kind::List(self.list()),
            Some(TokenKind::Open(Bracket::Curly)) => Kind::Map(self.map()),
            Some(TokenKind::Broken) => Kind::Broken,
            Some(TokenKind::Comma | TokenKind::Colon | TokenKind::Close(_) | TokenKind::AssumedClose(_)) | None => {
                self.report(Diagnostic::error("missing_value", self.last_span().after(), "a value is missing here"));
                Kind::Broken
            }
        };
        Value { kind, span: span.to(self.last_span()) }
    }

    /// A bare word, a named group, or text without its quotation marks.
    fn word(&mut self, word: String, span: Span) -> Value {
        if let Some((_, help)) = RESERVED.iter().find(|(reserved, _)| *reserved == word) {
            return self.reserved(&word, help, span);
        }
        if let Some(TokenKind::Open(bracket @ (Bracket::Square | Bracket::Curly))) = self.peek().cloned() {
            return self.wrong_bracket(word, bracket, span);
        }
        let is_bool = matches!(word.as_str(), "true" | "false");
        if self.peek() == Some(&TokenKind::Open(Bracket::Round)) && !is_bool {
            self.at += 1;
            let group = self.group(Some(Spanned::new(word, span)), Bracket::Round);
            return Value { kind: Kind::Group(group), span: span.to(self.last_span()) };
        }
        if matches!(self.peek(), Some(TokenKind::Word(_)))
            && !matches!(self.tokens.get(self.at + 1).map(|t| &t.kind), Some(TokenKind::Colon))
        {
            while matches!(self.peek(), Some(TokenKind::Word(_) | TokenKind::Number(_) | TokenKind::Broken)) {
                self.at += 1;
            }
            let span = span.to(self.last_span());
            self.report(
                Diagnostic::error("unquoted_text", span, "text stands in quotation marks")
                    .help("put `\"` before and behind it"),
            );
            return Value { kind: Kind::Broken, span };
        }
        let kind = match word.as_str() {
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            _ => Kind::Word(word),
        };
        Value { kind, span }
    }

    /// `Some(1)` is read as what it holds; there is nothing to read in the other words.
    fn reserved(&mut self, word: &str, help: &str, span: Span) -> Value {
        let message = format!("`{word}` means something else to other programs that read RON");
        self.report(Diagnostic::error("reserved_word", span, message).help(help));
        if word == "Some" && self.eat(&TokenKind::Open(Bracket::Round)) {
            let mut items = self.group(None, Bracket::Round).items;
            if let (Some(value), true) = (items.pop(), items.is_empty()) {
                return value;
            }
        }
        Value { kind: Kind::Broken, span: span.to(self.last_span()) }
    }

    /// `Item{…}` and `Choice[…]`, read as they were meant.
    fn wrong_bracket(&mut self, word: String, bracket: Bracket, span: Span) -> Value {
        let message = format!("`{word}` takes round brackets");
        self.report(Diagnostic::error("wrong_bracket", self.span(), message).label("write `(`, and `)` at the end"));
        self.at += 1;
        let name = Some(Spanned::new(word, span));
        let group = if bracket == Bracket::Square {
            let start = self.last_span();
            let list = Value { kind: Kind::List(self.list()), span: start.to(self.last_span()) };
            Group { name, items: vec![list], ..Group::default() }
        } else {
            self.group(name, bracket)
        };
        Value { kind: Kind::Group(group), span: span.to(self.last_span()) }
    }

    /// Reads `entry`s parted by commas up to the closing bracket.
    fn entries(&mut self, bracket: Bracket, mut entry: impl FnMut(&mut Self)) {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.report(too_deep(self.last_span()));
            self.stopped = true;
            self.at = self.tokens.len();
        }
        while let Some(next) = self.peek() {
            if matches!(next, TokenKind::Close(b) | TokenKind::AssumedClose(b) if *b == bracket) {
                self.at += 1;
                break;
            }
            let before = self.at;
            if !self.stray_note() {
                entry(self);
                self.comma(bracket);
            }
            if self.at == before {
                self.at += 1;
            }
        }
        self.depth -= 1;
    }

    /// The comma between two entries; a missing one is reported at the end of the entry before it.
    fn comma(&mut self, bracket: Bracket) {
        let mut commas = 0;
        while self.peek() == Some(&TokenKind::Comma) {
            if commas == 1 {
                let span = self.span();
                self.report(Diagnostic::error("double_comma", span, "one `,` is enough").fix(span, ""));
            }
            commas += 1;
            self.at += 1;
        }
        let ends = match self.peek() {
            None => true,
            Some(TokenKind::Close(b) | TokenKind::AssumedClose(b)) => *b == bracket,
            Some(_) => false,
        };
        let assumed = matches!(
            self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map(|t| &t.kind),
            Some(TokenKind::AssumedClose(_) | TokenKind::Colon)
        );
        if commas == 0 && !ends && !assumed && self.note_length() == 0 {
            let place = self.last_span().after();
            self.report(
                Diagnostic::error("missing_comma", place, "a `,` is missing here").label("add `,`").fix(place, ","),
            );
        }
    }

    /// `ask "Anna" about it`: a note to other authors that does not begin as one. It is told and skipped.
    fn stray_note(&mut self) -> bool {
        let length = self.note_length();
        let start = self.span();
        self.at += length;
        if length > 0 {
            let span = start.to(self.last_span());
            let message = "a note to other authors begins with `//`";
            self.report(Diagnostic::error("comment", span, message).help("write `//` before it, or remove it"));
            self.eat(&TokenKind::Comma);
        }
        length > 0
    }

    /// How many words and texts stand here in a row, as in a note that quotes something; 0 where it is none.
    fn note_length(&self) -> usize {
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        let is_plain = |token: &&Token| matches!(token.kind, TokenKind::Word(_) | TokenKind::Text(_));
        let row: Vec<&Token> = rest.iter().take_while(is_plain).take(LONGEST_NOTE).collect();
        let begins_next = matches!(
            rest.get(row.len()).map(|token| &token.kind),
            Some(TokenKind::Colon | TokenKind::Open(Bracket::Round))
        );
        let length = row.len() - usize::from(begins_next && !row.is_empty());
        let row = row.get(..length).unwrap_or_default();
        let has = |is_word: bool| row.iter().any(|token| matches!(token.kind, TokenKind::Word(_)) == is_word);
        if length > 2 && has(true) && has(false) { length } else { 0 }
    }

    /// True where names with their values follow, up to the end of a list.
    fn names_values(&self) -> bool {
        matches!(self.peek(), Some(TokenKind::Word(_))) && self.is_field(0)
    }

    /// `[calf: same_day]`, read as it was meant.
    fn fields_in_square(&mut self, open: Span) -> Group {
        let group = self.group(None, Bracket::Square);
        let message = "names with their values stand in round brackets";
        self.report(Diagnostic::error("wrong_bracket", open, message).label("write `(`, and `)` at the end"));
        group
    }

    fn list(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        self.entries(Bracket::Square, |parser| values.push(parser.value()));
        values
    }

    fn group(&mut self, name: Option<Spanned<String>>, bracket: Bracket) -> Group {
        let mut group = Group { name, ..Group::default() };
        self.entries(bracket, |parser| match parser.field() {
            Some(field) => {
                let value = if parser.is_field(0) { parser.missing_value() } else { parser.value() };
                group.fields.push((field, value));
            }
            None => group.items.push(parser.value()),
        });
        group
    }

    /// True if a name with its colon stands so many tokens ahead.
    fn is_field(&self, ahead: usize) -> bool {
        let kind = |at: usize| self.tokens.get(self.at + ahead + at).map(|token| &token.kind);
        matches!((kind(0), kind(1)), (Some(TokenKind::Word(_) | TokenKind::Text(_)), Some(TokenKind::Colon)))
    }

    /// The name of a field with its colon, if one stands here.
    fn field(&mut self) -> Option<Spanned<String>> {
        let span = self.span();
        let next = self.tokens.get(self.at + 1).map(|token| &token.kind);
        match (self.peek()?.clone(), next) {
            (TokenKind::Word(name), Some(TokenKind::Colon)) => {
                self.at += 2;
                Some(Spanned::new(name, span))
            }
            (TokenKind::Text(name), Some(TokenKind::Colon)) => {
                self.at += 2;
                self.report(
                    Diagnostic::error("quoted_field", span, "a field’s name stands without quotation marks")
                        .label(format!("write `{name}`"))
                        .fix(span, name.clone()),
                );
                Some(Spanned::new(name, span))
            }
            // Names of fields begin with a small letter, names before a bracket with a capital one.
            (TokenKind::Word(name), Some(next))
                if name.starts_with(|c: char| c.is_ascii_lowercase()) && begins_value(next) && !self.is_field(1) =>
            {
                self.at += 1;
                self.report(missing_colon(span.after()));
                Some(Spanned::new(name, span))
            }
            _ => None,
        }
    }

    fn missing_value(&mut self) -> Value {
        let span = self.last_span().after();
        self.report(Diagnostic::error("missing_value", span, "a value is missing here"));
        Value { kind: Kind::Broken, span }
    }

    fn map(&mut self) -> Vec<(Value, Value)> {
        let mut pairs = Vec::new();
        self.entries(Bracket::Curly, |parser| {
            let key = parser.value();
            if !parser.eat(&TokenKind::Colon) {
                parser.report(missing_colon(parser.last_span().after()));
            }
            pairs.push((key, parser.value()));
        });
        pairs
    }
}

fn too_deep(span: Span) -> Diagnostic {
    let message = format!("brackets are nested more than {DEEPEST} deep");
    Diagnostic::error("too_deep", span, message).help("a questionnaire needs about eight levels")
}

/// Where so many brackets stand open that nobody forgot to close them.
fn abyss(tokens: &[Token]) -> Option<Span> {
    let mut depth = 0_usize;
    let deepest = tokens.iter().find(|token| {
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST * 16
    });
    deepest.map(|token| token.span)
}

fn missing_colon(place: Span) -> Diagnostic {
    Diagnostic::error("missing_colon", place, "a `:` is missing here").label("add `:`").fix(place, ":")
}

/// True for what a value can begin with.
fn begins_value(kind: &TokenKind) -> bool {
    !matches!(kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Close(_) | TokenKind::AssumedClose(_))
}
