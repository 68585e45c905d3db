//! The kinds of answer: `YesNo`, `Choice([…])`, `Number(from: 0, to: 7)` and their kin.

use super::fields::{Faults, Fields, Read, nearest, quoted_word, read_list};
use super::value::{Group, Kind, Value};
use super::{Ask, Name, NumberAsk};
use crate::source::{Diagnostic, Span, Spanned};

impl Read for Spanned<Ask> {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        const KINDS: [&str; 7] = ["YesNo", "Choice", "Choices", "Scale", "Number", "Text", "Date"];
        let word = match &value.kind {
            Kind::Word(word) => word.as_str(),
            Kind::Group(Group { name: Some(name), .. }) => name.value.as_str(),
            _ => "",
        };
        let ask = match (word, &value.kind) {
            ("YesNo", Kind::Word(_)) => Ask::YesNo,
            ("Date", Kind::Word(_)) => Ask::Date,
            ("Text", Kind::Word(_)) => Ask::Text(1),
            ("Text", Kind::Group(_)) => text_ask(value, faults)?,
            ("Number", Kind::Group(_)) => Ask::Number(NumberAsk::read(value, faults)?),
            ("Choices", Kind::Group(_)) => choices_ask(value, faults)?,
            ("Choice" | "Scale", Kind::Group(group)) => choice_ask(word, value, group, faults)?,
            (word, _) if KINDS.contains(&word) => {
                let message = format!("`{word}` is not complete");
                faults.push(Diagnostic::error("wrong_type", value.span, message).help(ASK_HELP));
                return None;
            }
            _ => {
                if value.kind != Kind::Broken && !quoted_word(value, &KINDS, faults) {
                    faults.push(unknown_ask(word, &KINDS, value));
                }
                return None;
            }
        };
        Some(Self::new(ask, value.span))
    }
}

const ASK_HELP: &str = "write `YesNo`, `Choice([Option(…), …])`, `Choices(options: [Option(…), …], exclusive: [\"none\"])`, `Scale(\"name\")`, \
                        `Number(from: 0, to: 10, unit: \"days\")`, `Text(lines: 3)` or `Date`";

fn unknown_ask(word: &str, kinds: &[&str], value: &Value) -> Diagnostic {
    let message = format!("expected a kind of answer, found {}", value.describe());
    let diagnostic = Diagnostic::error("unknown_word", value.span, message);
    let word_span = Span { end: value.span.start + u32::try_from(word.len()).unwrap_or_default(), ..value.span };
    match nearest(word, kinds.iter().copied()).filter(|_| !word.is_empty()) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(word_span, near),
        None => diagnostic.help(ASK_HELP),
    }
}

fn text_ask(value: &Value, faults: &mut Faults) -> Option<Ask> {
    let mut fields = Fields::open(value, "Text", &["lines"], faults)?;
    let lines: Spanned<f64> = fields.need("lines")?;
    if (1.0..=40.0).contains(&lines.value) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 40")]
        return Some(Ask::Text(lines.value as u16));
    }
    faults.push(Diagnostic::error("wrong_type", lines.span, "a text has 1 to 40 lines"));
    None
}

/// `Choice([…])` and `Scale("…")`: one value without a name before it.
fn choice_ask(word: &str, value: &Value, group: &Group, faults: &mut Faults) -> Option<Ask> {
    let ([first], []) = (group.items.as_slice(), group.fields.as_slice()) else {
        let message = format!("`{word}(…)` holds just one list or name");
        faults.push(Diagnostic::error("wrong_type", value.span, message).help(ASK_HELP));
        return None;
    };
    Some(if word == "Scale" { Ask::Scale(Name::read(first, faults)?) } else { Ask::Choice(read_list(first, faults)) })
}

fn choices_ask(value: &Value, faults: &mut Faults) -> Option<Ask> {
    let mut fields = Fields::open(value, "Choices", &["options", "exclusive"], faults)?;
    if !fields.has("options") {
        fields.need::<Value>("options")?;
    }
    Some(Ask::Choices(fields.list("options"), fields.list("exclusive")))
}

impl Read for NumberAsk {
    fn read(value: &Value, faults: &mut Faults) -> Option<Self> {
        let mut fields = Fields::open(value, "Number", &["from", "to", "unit", "decimals"], faults)?;
        let (from, to, unit) = (fields.need::<f64>("from"), fields.need::<f64>("to"), fields.may("unit"));
        let (from, to, decimals) = (from?, to?, fields.switch("decimals"));
        if from >= to {
            let message = "a number ranges from a smaller to a larger value";
            faults.push(Diagnostic::error("empty_range", value.span, message));
            return None;
        }
        Some(Self { from, to, unit: unit?, decimals })
    }
}
