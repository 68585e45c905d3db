//! Text → tokens. Never fails: what is wrong is reported once and understood as it was meant.

mod quotes;

use crate::source::{Diagnostic, MOST_DIAGNOSTICS, SourceId, Span};

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    Text(String),
    Number(f64),
    Word(String),
    Open(Bracket),
    Close(Bracket),
    /// A closing bracket that was missing and has been reported.
    AssumedClose(Bracket),
    Comma,
    Colon,
    /// Something unreadable that has been reported.
    Broken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Square,
    Curly,
}

impl Bracket {
    pub(super) const ALL: [Self; 3] = [Self::Round, Self::Square, Self::Curly];

    pub(super) fn open(self) -> char {
        match self {
            Self::Round => '(',
            Self::Square => '[',
            Self::Curly => '{',
        }
    }

    pub(super) fn close(self) -> char {
        match self {
            Self::Round => ')',
            Self::Square => ']',
            Self::Curly => '}',
        }
    }
}

/// Splits a text into tokens.
pub(super) fn tokens(text: &str, source: SourceId) -> (Vec<Token>, Vec<Diagnostic>) {
    let mut lexer = Lexer { text, at: 0, source, tokens: Vec::new(), diagnostics: Vec::new() };
    while lexer.diagnostics.len() < MOST_DIAGNOSTICS && lexer.step() {}
    (lexer.tokens, lexer.diagnostics)
}

/// The word that a text begins with, behind notes.
pub(super) fn first_word(text: &str) -> Option<String> {
    let mut lexer = Lexer { text, at: 0, source: SourceId::default(), tokens: Vec::new(), diagnostics: Vec::new() };
    while lexer.tokens.is_empty() && lexer.diagnostics.len() < MOST_DIAGNOSTICS && lexer.step() {}
    match lexer.tokens.pop()?.kind {
        TokenKind::Word(word) => Some(word),
        _ => None,
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    source: SourceId,
    tokens: Vec<Token>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.source, start, self.at)
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let span = self.span(start);
        self.tokens.push(Token { kind, span });
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reads one token or skips one stretch; false at the end.
    fn step(&mut self) -> bool {
        let Some(next) = self.rest().chars().next() else { return false };
        let start = self.at;
        match next {
            ' ' | '\t' | '\n' | '\r' => self.at += next.len_utf8(),
            '/' => self.comment(),
            '"' => self.text_token(),
            '(' => self.bracket(TokenKind::Open(Bracket::Round)),
            ')' => self.bracket(TokenKind::Close(Bracket::Round)),
            '[' => self.bracket(TokenKind::Open(Bracket::Square)),
            ']' => self.bracket(TokenKind::Close(Bracket::Square)),
            '{' => self.bracket(TokenKind::Open(Bracket::Curly)),
            '}' => self.bracket(TokenKind::Close(Bracket::Curly)),
            ',' => self.bracket(TokenKind::Comma),
            ':' => {
                self.bracket(TokenKind::Colon);
                self.bare_rule();
            }
            '=' => self.mistaken(TokenKind::Colon, "equals_sign", "a field and its value are joined by `:`", ":"),
            ';' => self.mistaken(TokenKind::Comma, "semicolon", "fields and values are parted by `,`", ","),
            '#' => self.hash_comment(),
            '“' | '„' | '”' | '«' | '»' | '‘' | '’' | '‚' | '\'' => self.foreign_quotes(next),
            'r' if self.raw_text() => {}
            c if c == '_' || c.is_alphabetic() => self.word(),
            c if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => self.number(),
            c if c.is_whitespace() || is_invisible(c) => self.invisible(c),
            c => {
                self.at += c.len_utf8();
                let span = self.span(start);
                self.report(
                    Diagnostic::error("stray_sign", span, format!("`{c}` has no meaning here")).help("remove it"),
                );
            }
        }
        true
    }

    fn bracket(&mut self, kind: TokenKind) {
        let start = self.at;
        self.at += 1;
        self.push(kind, start);
    }

    fn mistaken(&mut self, kind: TokenKind, code: &'static str, message: &str, right: &str) {
        let start = self.at;
        self.at += 1;
        self.push(kind, start);
        let span = self.span(start);
        self.report(Diagnostic::error(code, span, message).label(format!("write `{right}`")).fix(span, right));
    }

    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn comment(&mut self) {
        let start = self.at;
        if self.rest().starts_with("//") {
            self.skip_line();
        } else if self.rest().starts_with("/*") {
            self.block_comment();
        } else {
            self.at += 1;
            let span = self.span(start);
            let message = "a note to other authors begins with `//`";
            self.report(Diagnostic::error("comment", span, message).label("write `//`").fix(span, "//"));
            self.skip_line();
        }
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                let span = Span::new(self.source, start, start + 2);
                let message = "this note is never closed";
                self.report(Diagnostic::error("open_comment", span, message).help("end it with `*/`"));
                return;
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn hash_comment(&mut self) {
        let start = self.at;
        self.at += 1;
        let span = self.span(start);
        if self.rest().starts_with('!') {
            self.skip_line();
            let span = self.span(start);
            let message = "a questionnaire needs no settings for its reader";
            self.report(Diagnostic::error("attribute", span, message).help("remove this line").fix(span, ""));
            return;
        }
        let message = "a note to other authors begins with `//`";
        self.report(Diagnostic::error("hash_comment", span, message).label("write `//`").fix(span, "//"));
        self.skip_line();
    }

    fn invisible(&mut self, c: char) {
        let start = self.at;
        self.at += self.rest().find(|other| other != c).unwrap_or(self.rest().len());
        let span = self.span(start);
        let message = format!("an invisible sign (U+{:04X}) stands here", u32::from(c));
        let help = "it often comes with text copied from a web page; put a plain space in its place";
        self.report(Diagnostic::error("invisible_sign", span, message).help(help).fix(span, " "));
    }

    fn word(&mut self) {
        let start = self.at;
        let length = |text: &str| text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len());
        self.at += length(self.rest());
        let mut hyphen = false;
        while self.rest().starts_with('-') && self.rest().chars().nth(1).is_some_and(char::is_alphanumeric) {
            hyphen = true;
            self.at += 1;
            self.at += length(self.rest());
        }
        let word = self.text.get(start..self.at).unwrap_or_default().to_owned();
        if hyphen || !word.is_ascii() {
            let span = self.span(start);
            let message = format!("`{word}` is not a name: names are made of the letters a to z, digits and `_`");
            let diagnostic = Diagnostic::error("bad_name", span, message);
            let plain = word.replace('-', "_");
            self.report(if plain.is_ascii() {
                diagnostic.label(format!("write `{plain}`")).fix(span, plain.clone())
            } else {
                diagnostic.help("words that people read stand in \"quotation marks\"")
            });
            self.push(TokenKind::Word(plain), start);
        } else {
            self.push(TokenKind::Word(word), start);
        }
    }

    fn number(&mut self) {
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.rest().chars().next() {
            let before = self.text.as_bytes().get(self.at - 1).copied().unwrap_or_default();
            let sign = matches!(c, '+' | '-') && matches!(before, b'e' | b'E');
            if !(c.is_ascii_alphanumeric() || c == '.' || c == '_' || sign) {
                break;
            }
            self.at += 1;
        }
        let written = self.text.get(start..self.at).unwrap_or_default();
        let plain = written.replace('_', "");
        let starts_well = written.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit());
        match plain.parse::<f64>() {
            Ok(number)
                if starts_well && number.is_finite() && !written.ends_with(['.', '_']) && !written.contains("._") =>
            {
                self.push(TokenKind::Number(number), start);
            }
            _ => {
                let span = self.span(start);
                let message = format!("`{written}` is not a number");
                self.report(Diagnostic::error("bad_number", span, message).help("write it like `12` or `0.5`"));
                self.push(TokenKind::Broken, start);
            }
        }
    }

    fn unescape(&mut self, content: &str, start: usize) -> String {
        if !content.contains('\\') {
            return content.to_owned();
        }
        let mut text = String::with_capacity(content.len());
        let mut chars = content.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                text.push(c);
                continue;
            }
            let escape = chars.next().map(|(_, escape)| escape);
            let line_end = escape == Some('\r') && chars.peek().is_some_and(|(_, c)| *c == '\n');
            if line_end || escape == Some('\n') {
                // The text goes on with the first sign of the next line.
                while chars.next_if(|(_, c)| c.is_ascii_whitespace()).is_some() {}
                continue;
            }
            let plain = match escape {
                Some('n') => Some('\n'),
                Some('r') => Some('\r'),
                Some('t') => Some('\t'),
                Some('0') => Some('\0'),
                Some(c @ ('\\' | '"' | '\'')) => Some(c),
                Some('u') => {
                    let rest = content.get(at + 2..).unwrap_or_default();
                    let code = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(code, _)| code);
                    let code = code.filter(|code| code.len() <= 6 && code.bytes().all(|byte| byte.is_ascii_hexdigit()));
                    let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
                    if let (Some(code), Some(_)) = (code, letter) {
                        chars.nth(code.len() + 1);
                    }
                    letter
                }
                _ => None,
            };
            if let Some(plain) = plain {
                text.push(plain);
            } else {
                let length = 1 + escape.map_or(0, char::len_utf8);
                let span = Span::new(self.source, start + at, start + at + length);
                let message = "`\\` has a special meaning in a text";
                self.report(Diagnostic::error("bad_escape", span, message).help("write `\\\\` for the sign itself"));
            }
        }
        text
    }

    /// `r"…"` and `r#"…"#`; false if this is an ordinary word.
    fn raw_text(&mut self) -> bool {
        let hashes = self.rest().get(1..).unwrap_or_default().chars().take_while(|&c| c == '#').count();
        let Some(content) = self.rest().get(1 + hashes..).and_then(|rest| rest.strip_prefix('"')) else { return false };
        let close = format!("\"{}", "#".repeat(hashes));
        let start = self.at;
        if let Some(end) = content.find(&close) {
            self.at = start + 2 + hashes + end + close.len();
            self.push(TokenKind::Text(content.get(..end).unwrap_or_default().to_owned()), start);
        } else {
            let line_end = start + self.rest().find('\n').unwrap_or(self.rest().len());
            self.at = line_end;
            let span = self.span(start);
            let message = format!("a closing `{close}` is missing");
            self.report(Diagnostic::error("open_text", span, message));
            self.push(TokenKind::Broken, start);
        }
        true
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}
