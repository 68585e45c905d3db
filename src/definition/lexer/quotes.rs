//! Texts and their quotation marks: closed, left open, not opened, inside each other, or made by a word processor.

use super::{Bracket, Lexer, TokenKind};
use crate::source::{Diagnostic, Span};

/// So far a quotation mark is looked for on its line.
const LONGEST_LINE: usize = 1000;

/// So far the closing mark of a word processor is looked for on its line: a line may be megabytes long, and each mark that
/// opens nothing would look to its end.
const LONGEST_TEXT: usize = 10_000;

/// So many tokens the beginning of a list is looked for.
const LONGEST_LIST: usize = 100;

/// Fields that hold a rule.
const RULES: [&str; 5] = ["when", "fails_when", "show_when", "hide_when", "only_when"];

impl Lexer<'_> {
    /// True right behind the colon of a field that holds a rule.
    fn at_rule(&self) -> bool {
        matches!(self.tokens.as_slice(), [.., name, colon] if colon.kind == TokenKind::Colon
            && matches!(&name.kind, TokenKind::Word(name) if RULES.contains(&name.as_str())))
    }

    /// `when: load >= high`: a rule without its quotation marks, behind the colon. A single word is left to its reader.
    pub(super) fn bare_rule(&mut self) {
        let near = self.rest().get(..self.rest().floor_char_boundary(LONGEST_LINE)).unwrap_or_default();
        let content = near.trim_start_matches([' ', '\t']);
        let start = self.at + near.len() - content.len();
        let mut depth = 0_usize;
        let end = content.find(|sign: char| {
            let ends = matches!(sign, '\n' | '"' | '/') || depth == 0 && matches!(sign, ',' | ')' | ']');
            match sign {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            ends
        });
        let Some((rule, after)) = end.and_then(|end| content.split_at_checked(end)) else { return };
        let rule = rule.trim_end();
        let is_word = rule.chars().all(|sign| sign == '_' || sign == '.' || sign.is_alphanumeric());
        let begins = rule.starts_with(|sign: char| sign.is_ascii_alphabetic());
        if !self.at_rule() || is_word || !begins || after.starts_with('"') || rule.contains(':') {
            return;
        }
        self.at = start + rule.len();
        let span = self.span(start);
        let message = "a rule stands in quotation marks";
        let diagnostic = Diagnostic::error("bare_rule", span, message).label("write `\"` before it and behind it");
        self.report(diagnostic.fix(span, format!("\"{rule}\"")));
        self.push(TokenKind::Text(rule.to_owned()), start);
    }

    /// A text in straight quotation marks, possibly over several lines.
    pub(super) fn text_token(&mut self) {
        let start = self.at;
        let end = self.closing_quote(start + 1);
        let one_line = |end: usize| !self.text.get(start..end).unwrap_or_default().contains('\n');
        let odd = |end: usize| {
            let after = self.text.get(end..).unwrap_or_default().trim_start_matches([' ', '\t']);
            !after.chars().next().is_none_or(|c| matches!(c, ',' | ')' | ']' | '}' | ':' | '\n' | '\r' | '/' | ';'))
        };
        let before = start.checked_sub(1).and_then(|before| self.text.as_bytes().get(before));
        if closes_text(before) && !odd(start + 1) && self.unopened_text(start) {
            return;
        }
        match end {
            Some(end) if one_line(end) && odd(end + 1) && self.unclosed_field(start, end) => {}
            Some(end) if one_line(end) && self.quotes_inside(start, end) => {}
            Some(end) if one_line(end) || !odd(end + 1) => {
                self.at = end + 1;
                let content = self.text.get(start + 1..end).unwrap_or_default();
                let content = self.unescape(content, start + 1);
                self.push(TokenKind::Text(content), start);
            }
            _ => self.open_text(start, start + self.rest().find('\n').unwrap_or(self.rest().len())),
        }
    }

    /// `id: "late, text: "Tea?"`: the mark before `Tea` opens the next text, so this one ends before the comma. False if
    /// this is not such a text.
    fn unclosed_field(&mut self, start: usize, end: usize) -> bool {
        let content = self.text.get(start + 1..end).unwrap_or_default();
        let mut before = self.tokens.iter().rev().take(LONGEST_LIST).map(|token| &token.kind);
        let opener = before.find(|kind| !matches!(kind, TokenKind::Text(_) | TokenKind::Comma));
        let in_list = opener == Some(&TokenKind::Open(Bracket::Square));
        let mut commas = content.match_indices(',').filter_map(|(at, _)| Some((at, content.get(at + 1..)?)));
        let Some((comma, _)) = commas.find(|(_, rest)| begins_field(rest) || in_list && rest.trim().is_empty()) else {
            return false;
        };
        let kept = content.get(..comma).unwrap_or_default();
        self.close_text(start, kept.trim_end().trim_end_matches([')', ']', '}']).len() + 1);
        true
    }

    /// `text: Tea?",`: this mark closes a text that nothing opened. False if the text does not begin on this line.
    fn unopened_text(&mut self, end: usize) -> bool {
        let near = self.text.floor_char_boundary(end.saturating_sub(LONGEST_LINE));
        let line = self.text.get(near..end).unwrap_or_default();
        let line_start = near + line.rfind('\n').map_or(0, |at| at + 1);
        let Some(before) = self.value_begins(line_start) else { return false };
        let after = self.tokens.get(before).map_or(end, |token| token.span.end as usize);
        let content = self.text.get(after..end).unwrap_or_default();
        if content.contains('"') {
            return false;
        }
        let content = content.trim_start();
        let start = end - content.len();
        self.tokens.truncate(before + 1);
        self.diagnostics.retain(|diagnostic| (diagnostic.span.start as usize) < start);
        self.at = end + 1;
        let place = Span::new(self.source, start, start);
        let message = "an opening `\"` is missing here";
        self.report(Diagnostic::error("open_text", place, message).label("add `\"`").fix(place, "\""));
        self.push(TokenKind::Text(content.to_owned()), start);
        true
    }

    /// The last token before a value on the line at hand: the colon of a field, or what stands before an element of a list.
    fn value_begins(&self, line_start: usize) -> Option<usize> {
        let kind = |at: Option<usize>| at.and_then(|at| self.tokens.get(at)).map(|token| &token.kind);
        let starts_field = |at: usize| {
            let is_name = matches!(kind(at.checked_sub(1)), Some(TokenKind::Word(_)));
            is_name && !matches!(kind(at.checked_sub(2)), Some(TokenKind::Word(_) | TokenKind::Colon))
        };
        let on_line = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.span.start as usize >= line_start);
        let in_list = |at: usize| {
            let mut before = (0..at).rev().take(LONGEST_LIST).filter_map(|at| kind(Some(at)));
            let opener = before.find(|kind| !matches!(kind, TokenKind::Text(_) | TokenKind::Comma));
            opener == Some(&TokenKind::Open(Bracket::Square))
        };
        let mut line = (0..self.tokens.len()).rev().take_while(on_line);
        line.find(|at| match kind(Some(*at)) {
            Some(TokenKind::Colon) => starts_field(*at),
            Some(TokenKind::Comma) => in_list(*at),
            Some(TokenKind::Open(bracket)) => *bracket == Bracket::Square,
            _ => false,
        })
    }

    /// `"Do you drink "tea" at night?"`: a quotation mark with a letter right behind it closes nothing. False if this is
    /// not such a text.
    fn quotes_inside(&mut self, start: usize, end: usize) -> bool {
        let after = self.text.get(end + 1..).unwrap_or_default();
        if !after.starts_with(char::is_alphanumeric) {
            return false;
        }
        let near = after.get(..after.floor_char_boundary(LONGEST_LINE)).unwrap_or_default();
        let after = near.lines().next().unwrap_or_default();
        let word_end = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
        let is_field = after.get(word_end..).is_some_and(|rest| rest.trim_start().starts_with(':'));
        if is_field {
            return false;
        }
        let closes = |at: usize| {
            let behind = after.get(at + 1..).unwrap_or_default().trim_start();
            behind.is_empty() || behind.starts_with([',', ')', ']', '}', '/'])
        };
        let Some((close, _)) = after.match_indices('"').find(|(at, _)| closes(*at)) else { return false };
        self.at = end + 1 + close + 1;
        let content = self.text.get(start + 1..self.at - 1).unwrap_or_default();
        let span = self.span(start);
        if self.at_rule() {
            let plain = content.replace('"', "");
            let message = "names in a rule stand without quotation marks";
            let place = Span::new(span.source, end, end + 1);
            let diagnostic = Diagnostic::error("rule_quotes", place, message).label("remove them");
            self.report(diagnostic.fix(span, format!("\"{plain}\"")));
            self.push(TokenKind::Text(plain), start);
            return true;
        }
        let message = "a quotation mark inside a text closes it";
        let escaped = format!("\"{}\"", content.replace('"', "\\\""));
        self.report(
            Diagnostic::error("quote_inside", Span::new(span.source, end, end + 1), message)
                .label("write `\\\"`, or “ and ”")
                .fix(span, escaped),
        );
        self.push(TokenKind::Text(content.to_owned()), start);
        true
    }

    /// The byte of the closing quotation mark.
    fn closing_quote(&self, from: usize) -> Option<usize> {
        let mut escaped = false;
        for (offset, byte) in self.text.as_bytes().get(from..)?.iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return Some(from + offset),
                _ => {}
            }
        }
        None
    }

    /// A text whose closing quotation mark is missing: it ends on its first line, before what closes the value.
    fn open_text(&mut self, start: usize, line_end: usize) {
        let line = self.text.get(start..line_end).unwrap_or_default();
        // A note behind the comma does not belong to the text; an address has no comma before its slashes.
        let note =
            line.match_indices("//").find(|(at, _)| line.get(..*at).is_some_and(|it| it.trim_end().ends_with(',')));
        let line = note.and_then(|(at, _)| line.get(..at)).unwrap_or(line);
        let kept = line.trim_end().trim_end_matches([',', ')', ']', '}']);
        if let Some(last) = kept.chars().next_back().filter(|last| matches!(last, '“' | '”' | '»' | '«' | '’'))
        {
            self.at = start + kept.len();
            let mark = Span::new(self.source, self.at - last.len_utf8(), self.at);
            let message = "texts stand in straight quotation marks";
            self.report(Diagnostic::error("foreign_quotes", mark, message).label("write `\"`").fix(mark, "\""));
            let content = kept.trim_start_matches('"').trim_end_matches(last);
            return self.push(TokenKind::Text(content.to_owned()), start);
        }
        self.close_text(start, kept.len().max(1));
    }

    /// Ends a text so many bytes behind its opening mark, where the closing one is missing.
    fn close_text(&mut self, start: usize, length: usize) {
        self.at = start + length;
        let span = self.span(start);
        let message = "a closing `\"` is missing on this line";
        self.report(
            Diagnostic::error("open_text", span.after(), message).related(span, "opened here").fix(span.after(), "\""),
        );
        let content = self.text.get(start + 1..self.at).unwrap_or_default();
        self.push(TokenKind::Text(content.to_owned()), start);
    }

    /// A text in quotation marks that a word processor made.
    pub(super) fn foreign_quotes(&mut self, open: char) {
        let start = self.at;
        self.at += open.len_utf8();
        let near = self.rest().get(..self.rest().floor_char_boundary(LONGEST_TEXT)).unwrap_or_default();
        let line = near.get(..near.find('\n').unwrap_or(near.len())).unwrap_or_default();
        let closes: &[char] = match open {
            '\'' => &['\''],
            '‘' | '’' | '‚' => &['‘', '’', '\''],
            _ => &['”', '“', '"', '»', '«'],
        };
        // The last closing mark that is followed by something that ends a value.
        let end = line.char_indices().filter(|(_, c)| closes.contains(c)).find(|&(at, c)| {
            let after = line.get(at + c.len_utf8()..).unwrap_or_default().trim_start();
            after.is_empty() || after.starts_with([',', ')', ']', '}', ':', '/'])
        });
        let Some((length, close)) = end else {
            let span = self.span(start);
            self.report(
                Diagnostic::error("stray_quote", span, format!("`{open}` opens nothing here"))
                    .help("texts stand in straight quotation marks: \"…\""),
            );
            return;
        };
        let content = line.get(..length).unwrap_or_default().to_owned();
        self.at += length + close.len_utf8();
        let span = self.span(start);
        let message = "texts stand in straight quotation marks";
        self.report(
            Diagnostic::error("foreign_quotes", span, message).label("write \"…\"").fix(span, format!("\"{content}\"")),
        );
        self.push(TokenKind::Text(content), start);
    }
}

/// True for what stands before a mark that closes a text, and never before one that opens it.
fn closes_text(before: Option<&u8>) -> bool {
    before.is_some_and(|byte| !byte.is_ascii_whitespace() && !b"([{,:=;\"/".contains(byte))
}

/// True for what begins with a field: ` text: `, ` Option(id: `.
fn begins_field(text: &str) -> bool {
    let Some((name, _)) = text.split_once(':') else { return false };
    let name = name.rsplit('(').next().unwrap_or_default().trim();
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
