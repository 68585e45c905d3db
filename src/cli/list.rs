//! `anteroom list`.

use super::arguments::List;
use super::{Done, Outcome, answers_file, print};
use crate::definition::DefinitionKind;
use crate::files::Library;
use serde_json::json;
use std::fmt::Write;

pub(super) fn run(arguments: &List) -> Done {
    let library = answers_file::library();
    let mut faulty = false;
    let mut text = String::new();
    for definition in library.listed() {
        let form = library.form(&definition.id.value);
        faulty |= form.is_err();
        let panel = definition.kind == DefinitionKind::Panel;
        let questions = form.as_ref().map_or(0, |form| {
            form.items
                .iter()
                .filter(|item| panel || form.parts.get(item.part).is_some_and(|part| part.id == form.id))
                .count()
        });
        let about = definition.about.as_ref().map(|about| about.value.as_str()).unwrap_or_default();
        let place = place(&library, &definition.id.value);
        let written = if arguments.json {
            let line = json!({"id": definition.id.value, "version": definition.version.value, "title": definition.title.value,
                "about": about, "minutes": definition.minutes, "questions": questions, "panel": panel, "place": place, "usable": form.is_ok()});
            writeln!(text, "{line}")
        } else {
            let state = if form.is_ok() {
                format!("{questions} questions")
            } else {
                "has faults, see `anteroom check`".to_owned()
            };
            let kind = if panel { "panel, " } else { "" };
            writeln!(
                text,
                "{:<16} {} ({kind}{state}; version {}, {place})\n{:<16} {about}",
                definition.id.value, definition.title.value, definition.version.value, ""
            )
        };
        written.ok();
    }
    for entry in library.entries.iter().filter(|entry| entry.is_unread()) {
        faulty = true;
        let path = entry.path.as_deref().map_or_else(String::new, |path| path.display().to_string());
        if !arguments.json {
            writeln!(text, "{path}: cannot be read, see `anteroom check`").ok();
        }
    }
    print(&text)?;
    Ok(if faulty { Outcome::Faulty } else { Outcome::Fine })
}

/// "shipped", or where the file lies.
fn place(library: &Library, id: &str) -> String {
    let entry =
        library.entries.iter().rev().find(|entry| entry.definition.as_ref().is_some_and(|it| it.id.value == id));
    entry
        .and_then(|entry| entry.path.as_deref())
        .map_or_else(|| "shipped".to_owned(), |path| path.display().to_string())
}
