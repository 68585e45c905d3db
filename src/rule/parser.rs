//! Words, numbers and signs → what a rule says.
//!
//! ```text
//! rule    = and { "or" and }        and = not { "and" not }        not = "not" not | atom
//! atom    = "(" rule ")" | amount "of" "(" rule { "," rule } ")" | function "(" names ")" | statement
//! amount  = "all" | "any" | "none" | ["at least"] N | "at most" N | "exactly" N
//! statement = operand comparison operand | operand "between" number "and" number
//!           | name "in" "(" names ")" | name "has" ( name | ("any"|"all"|"none") "of" "(" names ")" ) | name
//! operand = N | name | ("points"|"count"|"low"|"high") "(" name ")" | ("sum"|"min"|"max") "(" operands ")"
//! ```

use super::expression::{Amount, Comparison, Expression, ExpressionKind, Function, Has, Operand, OperandKind};
use super::lexer::{self, Place, Token};
use super::slips;
use crate::definition::{Name, Words};
use crate::source::{Diagnostic, Span, Spanned};

/// Reads one rule.
///
/// # Errors
/// The first thing that cannot be understood, at its place in the file. `exact` says that the rule stands in the file letter
/// by letter (no escapes), so that places inside it can be told.
pub fn parse(rule: &Words, exact: bool) -> Result<Expression, Diagnostic> {
    let parsed = whole(rule, Place { span: rule.span, exact });
    parsed.map_err(|fault| if exact { fault } else { Diagnostic { fix: None, ..fault } })
}

fn whole(rule: &Words, place: Place) -> Parsed<Expression> {
    let tokens = lexer::tokens(&rule.value, place)?;
    let end = place.at(rule.value.len(), rule.value.len());
    let mut parser = Parser { tokens: &tokens, at: 0, end, depth: 0 };
    if tokens.is_empty() {
        return Err(Diagnostic::error("empty_rule", rule.span, "this rule is empty"));
    }
    if let Some(slip) = slips::beginning(&tokens) {
        return Err(slip);
    }
    let expression = parser.or()?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some((Token::Sign(")"), span)) => {
            Err(Diagnostic::error("rule_bracket", *span, "this `)` closes nothing").fix(*span, ""))
        }
        Some((Token::Sign(","), span)) if parser.is_decimal_comma() => {
            let message = "decimals are written with a point";
            Err(Diagnostic::error("decimal_comma", *span, message).label("write `.`").fix(*span, "."))
        }
        Some((_, span)) => Err(parser.slip().unwrap_or_else(|| {
            let message = "expected `and`, `or` or the end of the rule";
            Diagnostic::error("rule_end", *span, message).label("not expected here")
        })),
    }
}

/// Deeper brackets are refused.
const DEEPEST: usize = 32;

struct Parser<'a> {
    tokens: &'a [(Token, Span)],
    at: usize,
    end: Span,
    depth: usize,
}

/// Words that are no names.
const WORDS: [&str; 7] = ["and", "or", "not", "of", "in", "has", "between"];

type Parsed<T> = Result<T, Diagnostic>;

impl Parser<'_> {
    fn span(&self) -> Span {
        self.tokens.get(self.at).map_or(self.end, |(_, span)| *span)
    }

    fn last_span(&self) -> Span {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(self.end, |(_, span)| *span)
    }

    /// `6,5`
    fn is_decimal_comma(&self) -> bool {
        let is_number =
            |at: Option<usize>| matches!(at.and_then(|at| self.tokens.get(at)), Some((Token::Number(_), _)));
        is_number(self.at.checked_sub(1)) && is_number(Some(self.at + 1))
    }

    fn slip(&self) -> Option<Diagnostic> {
        slips::slip(self.tokens, self.at)
    }

    fn word(&self, ahead: usize) -> Option<String> {
        match self.tokens.get(self.at + ahead) {
            Some((Token::Word(word), _)) => Some(word.to_ascii_lowercase()),
            _ => None,
        }
    }

    fn is_sign(&self, ahead: usize, sign: &str) -> bool {
        matches!(self.tokens.get(self.at + ahead), Some((Token::Sign(found), _)) if *found == sign)
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.word(0).as_deref() == Some(word);
        self.at += usize::from(found);
        found
    }

    fn need_sign(&mut self, sign: &str) -> Parsed<()> {
        if self.is_sign(0, sign) {
            self.at += 1;
            return Ok(());
        }
        if sign == ")"
            && !self.is_sign(0, ",")
            && let Some(slip) = self.slip()
        {
            return Err(slip);
        }
        let place = if self.at < self.tokens.len() { self.span() } else { self.end };
        let diagnostic = Diagnostic::error("rule_sign", place, format!("expected `{sign}` here"));
        Err(if sign == ")" && self.at >= self.tokens.len() { diagnostic.fix(self.end, ")") } else { diagnostic })
    }

    fn need_word(&mut self, word: &str) -> Parsed<()> {
        if self.eat_word(word) {
            return Ok(());
        }
        Err(slips::expected(word, self.tokens.get(self.at), self.span()))
    }

    fn or(&mut self) -> Parsed<Expression> {
        self.joined("or", Self::and, ExpressionKind::Or)
    }

    fn and(&mut self) -> Parsed<Expression> {
        self.joined("and", Self::not, ExpressionKind::And)
    }

    fn joined(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Parsed<Expression>,
        join: fn(Vec<Expression>) -> ExpressionKind,
    ) -> Parsed<Expression> {
        let first = part(self)?;
        if self.word(0).as_deref() != Some(word) {
            return Ok(first);
        }
        let start = first.span;
        let mut parts = vec![first];
        while self.eat_word(word) {
            parts.push(part(self)?);
        }
        Ok(Expression { kind: join(parts), span: start.to(self.last_span()) })
    }

    fn not(&mut self) -> Parsed<Expression> {
        let start = self.span();
        if self.eat_word("not") {
            let inner = self.deeper(Self::not)?;
            return Ok(Expression { kind: ExpressionKind::Not(Box::new(inner)), span: start.to(self.last_span()) });
        }
        self.atom()
    }

    fn deeper<T>(&mut self, part: fn(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Diagnostic::error("rule_depth", self.span(), "this rule is nested too deep")
                .help("give a part of it a name with `Criterion(…)`"));
        }
        let parsed = part(self);
        self.depth -= 1;
        parsed
    }

    fn atom(&mut self) -> Parsed<Expression> {
        let start = self.span();
        if self.is_sign(0, "(") {
            self.at += 1;
            let inner = self.deeper(Self::or)?;
            self.need_sign(")")?;
            return Ok(Expression { span: start.to(self.last_span()), ..inner });
        }
        let kind = if let Some(amount) = self.amount()? {
            self.need_word("of")?;
            let rules = self.bracketed(|parser| parser.deeper(Self::or))?;
            ExpressionKind::Count(amount, rules)
        } else if let Some(function) = self.function() {
            self.at += 1;
            ExpressionKind::Call(function, self.names()?)
        } else {
            self.statement()?
        };
        Ok(Expression { kind, span: start.to(self.last_span()) })
    }

    /// `all`, `at least 2`, `2` … where `of` follows.
    fn amount(&mut self) -> Parsed<Option<Amount>> {
        let simple = match self.word(0).as_deref() {
            Some("all") => Some(Amount::All),
            Some("any") => Some(Amount::Any),
            Some("none") => Some(Amount::None),
            _ => None,
        };
        if simple.is_some() && self.word(1).as_deref() == Some("of") {
            self.at += 1;
            return Ok(simple);
        }
        let make: fn(u16) -> Amount = match (self.word(0).as_deref(), self.word(1).as_deref()) {
            (Some("at"), Some("least")) => {
                self.at += 2;
                Amount::AtLeast
            }
            (Some("at"), Some("most")) => {
                self.at += 2;
                Amount::AtMost
            }
            (Some("exactly"), _) if !self.is_sign(1, "=") => {
                self.at += 1;
                Amount::Exactly
            }
            _ if self.word(1).as_deref() == Some("of")
                && matches!(self.tokens.get(self.at), Some((Token::Number(_), _))) =>
            {
                Amount::AtLeast
            }
            _ => return Ok(None),
        };
        match self.tokens.get(self.at) {
            Some((Token::Number(number), _)) if number.fract() == 0.0 && (0.0..=1000.0).contains(number) => {
                self.at += 1;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a whole number up to 1000"
                )]
                Ok(Some(make(*number as u16)))
            }
            _ => Err(Diagnostic::error(
                "rule_amount",
                self.span(),
                "expected a whole number here, as in `at least 2 of (…)`",
            )),
        }
    }

    fn function(&self) -> Option<Function> {
        if !self.is_sign(1, "(") {
            return None;
        }
        match self.word(0)?.as_str() {
            "answered" => Some(Function::Answered),
            "known" => Some(Function::Known),
            "asked" => Some(Function::Asked),
            "topic" => Some(Function::Topic),
            _ => None,
        }
    }

    fn statement(&mut self) -> Parsed<ExpressionKind> {
        let left = self.operand()?;
        let comparison = match self.tokens.get(self.at) {
            Some((Token::Sign("="), _)) => Some(Comparison::Equal),
            Some((Token::Sign("!="), _)) => Some(Comparison::Unequal),
            Some((Token::Sign("<"), _)) => Some(Comparison::Less),
            Some((Token::Sign("<="), _)) => Some(Comparison::AtMost),
            Some((Token::Sign(">"), _)) => Some(Comparison::More),
            Some((Token::Sign(">="), _)) => Some(Comparison::AtLeast),
            _ => None,
        };
        if let Some(comparison) = comparison {
            self.at += 1;
            return Ok(ExpressionKind::Compare(left, comparison, self.operand()?));
        }
        if self.eat_word("between") {
            let from = self.operand()?;
            self.need_word("and")?;
            return Ok(ExpressionKind::Between(left, from, self.operand()?));
        }
        let OperandKind::Name(name) = left.kind else {
            return Err(Diagnostic::error(
                "rule_comparison",
                left.span.after(),
                "a comparison is missing here, such as `>= 2`",
            ));
        };
        let name = Spanned::new(name, left.span);
        if self.eat_word("in") {
            return Ok(ExpressionKind::In(name, self.names()?));
        }
        if self.eat_word("has") {
            return self.has(name);
        }
        Ok(ExpressionKind::Name(name))
    }

    fn has(&mut self, item: Name) -> Parsed<ExpressionKind> {
        let how = match self.word(0).as_deref() {
            Some("any") => Some(Has::Any),
            Some("all") => Some(Has::All),
            Some("none") => Some(Has::None),
            _ => None,
        };
        if let Some(how) = how
            && self.word(1).as_deref() == Some("of")
        {
            self.at += 2;
            return Ok(ExpressionKind::Has(item, how, self.names()?));
        }
        Ok(ExpressionKind::Has(item, Has::Any, vec![self.name()?]))
    }

    fn operand(&mut self) -> Parsed<Operand> {
        let start = self.span();
        if let Some((Token::Number(number), _)) = self.tokens.get(self.at) {
            self.at += 1;
            return Ok(Operand { kind: OperandKind::Number(*number), span: start });
        }
        let called = if self.is_sign(1, "(") { self.word(0) } else { None };
        let kind = match called.as_deref() {
            Some(word @ ("points" | "count" | "low" | "high")) => {
                self.at += 2;
                let name = self.name()?;
                self.need_sign(")")?;
                match word {
                    "points" => OperandKind::Points(name),
                    "count" => OperandKind::Count(name),
                    "low" => OperandKind::Low(name),
                    _ => OperandKind::High(name),
                }
            }
            Some(word @ ("sum" | "min" | "max")) => {
                self.at += 1;
                let operands = self.bracketed(|parser| parser.deeper(Self::operand))?;
                match word {
                    "sum" => OperandKind::Sum(operands),
                    "min" => OperandKind::Min(operands),
                    _ => OperandKind::Max(operands),
                }
            }
            Some(word) if !WORDS.contains(&word) => return Err(slips::unknown_word(word, start)),
            _ => OperandKind::Name(self.name()?.value),
        };
        Ok(Operand { kind, span: start.to(self.last_span()) })
    }

    fn name(&mut self) -> Parsed<Name> {
        match self.tokens.get(self.at) {
            Some((Token::Word(word), span)) if !WORDS.contains(&word.to_ascii_lowercase().as_str()) => {
                self.at += 1;
                Ok(Spanned::new(word.clone(), *span))
            }
            token => {
                let diagnostic = Diagnostic::error("rule_name", self.span(), "a name or a number is missing here");
                Err(match token {
                    Some((Token::Word(word), _)) => {
                        diagnostic.help(format!("`{word}` is a word of the rules, and cannot be a name as well"))
                    }
                    _ => diagnostic,
                })
            }
        }
    }

    fn names(&mut self) -> Parsed<Vec<Name>> {
        if !self.is_sign(0, "(")
            && let Some(slip) = slips::bare_list(self.tokens, self.at)
        {
            return Err(slip);
        }
        self.bracketed(|parser| {
            let name = parser.name()?;
            let joint = parser.word(0).and_then(|word| slips::joined_names(name.span, &word, parser.span()));
            joint.map_or(Ok(name), Err)
        })
    }

    fn bracketed<T>(&mut self, mut part: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        self.need_sign("(")?;
        let mut parts = vec![part(self)?];
        while self.is_sign(0, ",") {
            self.at += 1;
            if self.is_sign(0, ")") {
                break;
            }
            parts.push(part(self)?);
        }
        self.need_sign(")")?;
        Ok(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rule: &str) -> Parsed<Expression> {
        parse(&Spanned::new(rule.to_owned(), Span::default()), true)
    }

    #[test]
    fn the_rules_of_the_guide_can_be_read() {
        for rule in [
            "all of (urge, worse_at_rest, relief in (full, part), not explained)",
            "at least 2 of (one_sided, throbbing, strength >= moderate, worse_moving)",
            "2 of (a, b)",
            "headache_days ≥ 15 and three_months and migraine_days >= 8",
            "about_you.medicines has any of (ssri_snri, mirtazapine, lithium)",
            "look_alikes has none or look_alikes_explain in (some, no)",
            "attack_hours between 4 and 72 and not answered(a, b)",
            "max(triptan_days, ergot_days) >= 10 or sum(a, low(score), 2) < count(ticks)",
            "exactly 3 of (a, b, c, d) or none of (a, (b or c))",
            "not topic(apnoea_high) and calf = same_day",
        ] {
            assert!(read(rule).is_ok(), "{rule}: {:?}", read(rule));
        }
    }

    #[test]
    fn and_binds_tighter_than_or() {
        let ExpressionKind::Or(parts) = read("a or b and c").unwrap().kind else { panic!("not an `or`") };
        assert!(matches!(parts[1].kind, ExpressionKind::And(_)));
    }

    #[test]
    fn faults_are_found_at_their_place() {
        for (rule, place, message) in [
            ("a and", 6, "a name or a number is missing here"),
            ("a b", 3, "expected `and`, `or` or the end of the rule"),
            ("a && b", 3, "`&` has no meaning in a rule"),
            ("all of (a, b", 13, "expected `)` here"),
            ("at least x of (a)", 10, "expected a whole number here, as in `at least 2 of (…)`"),
            ("points(a)", 10, "a comparison is missing here, such as `>= 2`"),
        ] {
            let diagnostic = read(rule).unwrap_err();
            assert_eq!((diagnostic.span.start, diagnostic.message.as_str()), (place, message), "{rule}");
        }
    }
}
