//! `anteroom check`.

use super::arguments::Check;
use super::{Done, Outcome, answers_file, print, render, say};
use crate::evaluation::check_examples;
use crate::files::Library;
use crate::source::{Diagnostic, SourceId, sort_and_limit};
use std::path::Path;

pub(super) fn run(arguments: &Check) -> Done {
    let (mut errors, mut warnings, mut examples) = (0, 0, 0);
    for path in &arguments.files {
        let checked = check(path);
        let of_file = |severity: bool| checked.diagnostics.iter().filter(|it| it.is_error() == severity).count();
        errors += of_file(true);
        warnings += of_file(false);
        examples += checked.examples;
        if arguments.json {
            for diagnostic in &checked.diagnostics {
                print(&format!("{}\n", render::to_json(diagnostic, &checked.library.sources)))?;
            }
        } else if !checked.diagnostics.is_empty() {
            say(&render::render(&checked.diagnostics, &checked.library.sources));
            say("");
        }
    }
    if !arguments.json {
        let files = counted(arguments.files.len(), "file");
        let verdict = if errors == 0 { "no errors".to_owned() } else { counted(errors, "error") };
        let warned = if warnings == 0 { String::new() } else { format!(", {}", counted(warnings, "warning")) };
        say(&format!("{files} checked with {}: {verdict}{warned}", counted(examples, "example")));
    }
    Ok(if errors == 0 { Outcome::Fine } else { Outcome::Faulty })
}

struct Checked {
    library: Library,
    diagnostics: Vec<Diagnostic>,
    /// How many worked examples were run.
    examples: usize,
}

/// Checks one file together with those beside it; messages about other files are left to their own check, unless this file
/// cannot be understood without them.
fn check(path: &Path) -> Checked {
    let mut library = answers_file::library();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that cannot be listed adds no neighbours; the file itself says what is wrong with it.
    library.add_folder(folder).ok();
    let entry = library.add_file(path);
    let Some((definition, own)) =
        library.entries.get(entry).map(|entry| (entry.definition.clone(), entry.diagnostics.clone()))
    else {
        return Checked { library, diagnostics: Vec::new(), examples: 0 };
    };
    let Some(definition) = definition else {
        return Checked { library, diagnostics: own, examples: 0 };
    };
    let mut examples = 0;
    let mut diagnostics = match library.form_of_entry(entry) {
        Ok(form) => {
            examples = definition.examples.len();
            own.into_iter().chain(check_examples(&definition, &form)).collect()
        }
        Err(diagnostics) => of_source(diagnostics, definition.id.span.source),
    };
    sort_and_limit(&mut diagnostics);
    Checked { library, diagnostics, examples }
}

fn of_source(diagnostics: Vec<Diagnostic>, source: SourceId) -> Vec<Diagnostic> {
    let (own, other): (Vec<Diagnostic>, Vec<Diagnostic>) =
        diagnostics.into_iter().partition(|it| it.span.source == source);
    if own.iter().any(Diagnostic::is_error) { own } else { own.into_iter().chain(other).collect() }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
