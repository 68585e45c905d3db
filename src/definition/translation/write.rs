//! Writing a translation to be filled in, and keeping one in step with names that change.

use super::{Translatable, TranslatedText, Translation, read_translation};
use crate::source::{Fix, Source, SourceId, Span};
use std::fmt::Write;

/// A line of the file is at most about so long.
const WIDTH: usize = 110;

const ABOUT: &str = "\
// Each text stands here with its key, the words of the original, and between the last two quotation marks your words.
// Where there are none yet, the original is shown. Names in curly brackets, such as {age}, stand for an answer: keep
// them as they are. `name` is what the language calls itself. `anteroom check` says what is left to do.
";

impl Translatable {
    /// A translation into a language in which everything is left to do, with notes for the translator.
    #[must_use]
    pub fn to_fill_in(&self, language: &str) -> String {
        let [id, version, tag] = [&self.id, &self.version, language].map(quoted);
        let mut text = format!("{ABOUT}\nTranslation(\n    format: 1,\n    of: {id},\n    version: {version},\n");
        write!(text, "    language: {tag},\n    name: {tag},\n    texts: {{\n").ok();
        let mut list = "";
        for (key, words) in &self.texts {
            let own = key.split('.').next().unwrap_or_default();
            if !list.is_empty() && own != list && key.contains('.') {
                text.push('\n');
            }
            list = own;
            text.push_str(&entry(key, words, ""));
        }
        text.push_str("    },\n)\n");
        text
    }
}

/// One text of a translation, with the comma behind it.
pub(super) fn entry(key: &str, original: &str, translation: &str) -> String {
    let [key, short, text] = [key, original, translation].map(quoted);
    let line = format!("        {key}: ({short}, {text}),\n");
    if line.chars().count() <= WIDTH {
        return line;
    }
    let original = over_lines(original);
    format!("        {key}: (\n            {original},\n            {text},\n        ),\n")
}

/// A text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}

/// A text in quotation marks over several lines: what is behind a `\` at the end of a line goes on with the first sign of
/// the next one.
fn over_lines(text: &str) -> String {
    let mut lines = String::from("\"");
    let mut length = 0;
    for word in text.split_inclusive(' ') {
        let word = escaped(word);
        let signs = word.chars().count();
        if length > 0 && length + signs > WIDTH - 16 && !word.starts_with(' ') {
            lines.push_str("\\\n                ");
            length = 0;
        }
        lines.push_str(&word);
        length += signs;
    }
    lines.push('"');
    lines
}

/// The changes of a translation's text after a name was changed in its questionnaire. `key` leads to what had the name, such
/// as `items.urge`, `topics.iron` or, for an answer, `items.relief.full`; `name` is its new name. Names of questions and
/// results are changed in curly brackets too.
#[must_use]
pub fn renamed_in_translation(text: &str, key: &str, name: &str) -> Vec<Fix> {
    let source = Source { name: String::new(), text: text.to_owned() };
    let Some(translation) = read_translation(&source, SourceId::default()).0 else { return Vec::new() };
    let (list, old) = key.rsplit_once('.').unwrap_or_default();
    let in_brackets = matches!(list, "items" | "criteria" | "scores" | "findings" | "flags");
    let mut fixes = Vec::new();
    for it in &translation.texts {
        let rest = it.key.strip_prefix(key).filter(|rest| rest.starts_with('.'));
        if let Some(rest) = rest {
            fixes.push(Fix { span: it.key.span, replacement: quoted(&format!("{list}.{name}{rest}")) });
        }
        if in_brackets {
            fixes.extend(in_curly_brackets(text, &translation, it, (old, name)));
        }
    }
    fixes
}

/// `{old}` and `{own.old}` in both texts, as they stand in the file.
fn in_curly_brackets(text: &str, translation: &Translation, it: &TranslatedText, (old, new): (&str, &str)) -> Vec<Fix> {
    let own = &translation.of.value;
    let names = [format!("{{{old}}}"), format!("{{{own}.{old}}}")];
    let mut fixes = Vec::new();
    for span in [it.original.span, it.text.span] {
        let written = text.get(span.range()).unwrap_or_default();
        for (at, found) in names.iter().flat_map(|name| written.match_indices(name.as_str())) {
            let end = span.range().start + at + found.len() - 1;
            fixes.push(Fix { span: Span::new(span.source, end - old.len(), end), replacement: new.to_owned() });
        }
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::with_fixes;

    #[test]
    fn a_new_name_comes_into_keys_and_curly_brackets_and_nowhere_else() {
        let text = r#"Translation(format: 1, of: "tea", version: "1", language: "de", texts: {
            "items.late.text": ("Late tea, late?", "Später Tee, late?"), // late
            "items.later.text": ("Later", "Später"),
            "items.late.green.text": ("Green", "Grün"),
            "facts.1.text": ("Tea: {late}, {tea.late}, {other.late}", "Tee: {tea.late}, {late}, {other.late}"),
        })"#;
        let (changed, made) = with_fixes(text, &renamed_in_translation(text, "items.late", "evening_tea"));
        let expected = text
            .replace("\"items.late.", "\"items.evening_tea.")
            .replace("{late}", "{evening_tea}")
            .replace("{tea.late}", "{tea.evening_tea}");
        assert_eq!((changed, made), (expected, 6));
        let (changed, made) = with_fixes(text, &renamed_in_translation(text, "items.late.green", "leaf"));
        assert_eq!((changed, made), (text.replace("late.green", "late.leaf"), 1));
        assert!(renamed_in_translation(text, "items.lat", "x").is_empty());
        assert!(renamed_in_translation("Translation(", "items.late", "x").is_empty());
    }

    #[test]
    fn what_is_written_is_read_back() {
        let long = "Words \\ and \"marks\"  with two spaces and é, ".repeat(9);
        for text in ["", "a", "line\nand\tline", "{age} \\", long.as_str(), &"x".repeat(400)] {
            let file = format!(
                "Translation(format: 1, of: \"a\", version: \"1\", language: \"de\", texts: {{\n{}}})",
                entry("k", text, text)
            );
            let (translation, faults) =
                read_translation(&Source { name: String::new(), text: file.clone() }, SourceId(0));
            assert_eq!(faults, [], "{file}");
            assert_eq!(translation.unwrap().texts[0].original.value, text, "{file}");
            assert!(ron::from_str::<ron::Value>(&file).is_ok(), "{file}");
        }
    }
}
