//! Adding to the text of a file, with nothing else in it touched.

use super::Definition;
use super::parse;
use super::read::{PANEL, QUESTIONNAIRE};
use super::template::{FROM, Known, TO, Template, group_of};
use super::value::{Group, Kind, Value};
use crate::source::{Fix, Source, SourceId, Span};
use std::ops::Range;

/// Blanks that a line in brackets stands deeper than the line of the bracket.
const INDENT: usize = 4;

/// The change that adds worked examples, each written as in a file, after those that are there.
/// Without any, they come before the last bracket of the file. `None` where that bracket is not to be found.
#[must_use]
pub fn insert_examples(text: &str, definition: &Definition, examples: &str) -> Option<Fix> {
    let source = definition.id.span.source;
    let at = |place: usize, replacement: String| Some(Fix { span: Span::new(source, place, place), replacement });
    let noted = format!("        // Made by the checker. Please confirm what is expected.\n{examples}");
    if let Some(last) = definition.examples.last() {
        let end = last.span.range().end;
        let behind = text.get(end..)?;
        let comma = behind.len() - behind.trim_start().strip_prefix(',').map_or(behind.len(), str::len);
        return match comma {
            0 => at(end, format!(",\n{}", noted.trim_end())),
            comma => at(end + comma, format!("\n{}", noted.trim_end())),
        };
    }
    let bracket = text.rfind(')')?;
    let before = text.get(..bracket)?.trim_end();
    let comma = if before.ends_with([',', '(']) { "" } else { "," };
    at(before.len(), format!("{comma}\n    examples: [\n{noted}    ],"))
}

/// A file with something new in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inserted {
    /// The whole text.
    pub text: String,
    /// What is to be filled in first.
    pub fill_in: Range<usize>,
}

/// Puts something new into the text of a file, near a place: into the list that it belongs to, behind what stands there
/// at the place, or at its end. A list that is not there yet is begun. `None` where the brackets of the text are not in
/// order, or where such a file has no such thing.
#[must_use]
pub fn insert_template(text: &str, place: usize, template: Template) -> Option<Inserted> {
    let source = Source { name: String::new(), text: text.to_owned() };
    let (value, faults) = parse(&source, SourceId::default());
    let value = value.filter(|_| faults.iter().all(|fault| fault.code == "missing_comma"))?;
    let file = group_of(&value)?;
    let is_panel = file.name.as_ref()?.value == "Panel";
    let order = if is_panel { PANEL } else { QUESTIONNAIRE };
    let known = Known::of(file);
    if template == Template::OnScale && known.scale.is_none() {
        let with_scale = insert_template(text, place, Template::Scale)?;
        let moved = if with_scale.fill_in.start < place { with_scale.text.len() - text.len() } else { 0 };
        return insert_template(&with_scale.text, place + moved, template);
    }
    let words = template.written(&known);
    let sections = list_of(file, "sections");
    let section = sections.filter(|_| template.is_question()).and_then(|(list, entries)| {
        let at = entries.get(entry_before(list, entries, place)?)?;
        Some((at, group_of(at)?))
    });
    match section {
        Some((value, section)) => Some(put_into(text, (value, section), ("items", &["items"]), (place, &words))),
        None if template.is_question() => {
            let before = words.replace([FROM, TO], "");
            let section = Template::Section.written(&known);
            let (head, _) = section.split_once('\n')?;
            let words = format!("{head}\n{}\n]),", indented(&before, INDENT));
            order.contains(&"sections").then(|| put_into(text, (&value, file), ("sections", order), (place, &words)))
        }
        None => {
            let list = template.list();
            order.contains(&list).then(|| put_into(text, (&value, file), (list, order), (place, &words)))
        }
    }
}

/// The list that a field holds, with its place.
fn list_of<'v>(group: &'v Group, field: &str) -> Option<(&'v Value, &'v [Value])> {
    let (_, value) = group.fields.iter().find(|(name, _)| name.value == field)?;
    if let Kind::List(values) = &value.kind { Some((value, values)) } else { None }
}

/// The last entry of a list that begins before a place in it; the last one of all for a place elsewhere.
fn entry_before(list: &Value, entries: &[Value], place: usize) -> Option<usize> {
    let before = entries.iter().filter(|entry| entry.span.range().start <= place).count();
    let is_inside = list.span.range().contains(&place);
    if is_inside { before.checked_sub(1) } else { entries.len().checked_sub(1) }
}

/// Puts words into a list of a group, or a new list into the group.
fn put_into(
    text: &str,
    (value, group): (&Value, &Group),
    (field, order): (&str, &[&str]),
    (place, words): (usize, &str),
) -> Inserted {
    if let Some((list, entries)) = list_of(group, field) {
        let ranges: Vec<Range<usize>> = entries.iter().map(|entry| entry.span.range()).collect();
        let gap = Gap::behind(text, list.span.range().start + 1, &ranges, entry_before(list, entries, place));
        return gap.filled(text, words);
    }
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let fields: Vec<Range<usize>> =
        group.fields.iter().map(|(name, value)| name.span.range().start..value.span.range().end).collect();
    let before = group.fields.iter().rposition(|(name, _)| rank(name) < rank(field));
    let open = group.name.as_ref().map_or(value.span, |name| name.span.after()).range().start + 1;
    let gap = Gap::behind(text, open, &fields, before.or(fields.len().checked_sub(1)));
    gap.filled(text, &format!("{field}: [\n{}\n],", indented(words, INDENT)))
}

/// Where new lines go.
struct Gap {
    at: usize,
    /// Where a comma is missing before them.
    comma: Option<usize>,
    indent: usize,
    /// The indentation of what stands behind them, where that has no line of its own yet.
    next: Option<usize>,
}

impl Gap {
    /// Behind one of the entries in a bracket that opens just before `open`, or before all of them.
    fn behind(text: &str, open: usize, entries: &[Range<usize>], entry: Option<usize>) -> Self {
        let outside = indent_of_line(text, open);
        let own_line = entries.iter().find(|entry| {
            text.get(..entry.start)
                .and_then(|before| before.rsplit('\n').next())
                .is_some_and(|line| line.trim().is_empty())
        });
        let indent = own_line.map_or(outside + INDENT, |entry| indent_of_line(text, entry.start));
        let end = entry.and_then(|entry| entries.get(entry)).map(|entry| entry.end);
        let from = end.unwrap_or(open);
        let next = next_sign(text, from);
        let is_comma = end.is_some() && text.get(next..).is_some_and(|rest| rest.starts_with(','));
        let after = if is_comma { next + 1 } else { from };
        let line = text.get(after..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
        let is_line_end = line.trim_start().is_empty() || line.trim_start().starts_with("//");
        let closes = text.get(next_sign(text, after)..).is_some_and(|rest| rest.starts_with([')', ']']));
        Self {
            at: if is_line_end { after + line.trim_end().len() } else { after + line.len() - line.trim_start().len() },
            comma: end.filter(|_| !is_comma),
            indent,
            next: (!is_line_end).then_some(if closes { outside } else { indent }),
        }
    }

    /// The text with these words in the gap.
    fn filled(&self, text: &str, words: &str) -> Inserted {
        let comma = self.comma.unwrap_or(self.at);
        let (before, rest) = text.split_at_checked(comma).unwrap_or((text, ""));
        let (between, behind) = rest.split_at_checked(self.at - comma).unwrap_or((rest, ""));
        let mut whole = format!("{before}{}{between}", if self.comma.is_some() { "," } else { "" });
        whole.truncate(whole.trim_end_matches(' ').len());
        whole.push('\n');
        let words = indented(words, self.indent);
        let from = words.find(FROM).unwrap_or_default();
        let to = words.find(TO).map_or(from, |to| to - FROM.len_utf8());
        let fill_in = whole.len() + from..whole.len() + to;
        whole.push_str(&words.replace([FROM, TO], ""));
        if let Some(indent) = self.next {
            whole.push('\n');
            whole.push_str(&" ".repeat(indent));
        }
        whole.push_str(behind);
        Inserted { text: whole, fill_in }
    }
}

fn indented(words: &str, indent: usize) -> String {
    let lines = words.lines().map(|line| format!("{}{line}", " ".repeat(indent)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The blanks at the beginning of the line of a place.
fn indent_of_line(text: &str, place: usize) -> usize {
    let start = text.get(..place).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default();
    line.len() - line.trim_start_matches(' ').len()
}

/// The next place that is no blank and in no note.
fn next_sign(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        let note = match trimmed {
            _ if trimmed.starts_with("//") => trimmed.find('\n'),
            _ if trimmed.starts_with("/*") => trimmed.find("*/").map(|end| end + 2),
            _ => None,
        };
        let Some(note) = note else { return at };
        at += note;
    }
}
