//! Adding to the text of a file, with nothing else in it touched.

use super::Definition;
use crate::source::{Fix, Span};

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
