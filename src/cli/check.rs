//! `anteroom check`.

use super::arguments::Check;
use super::{Done, Outcome, answers_file, print, render, say};
use crate::files::{Checked, Library};
use std::path::Path;

pub(super) fn run(arguments: &Check) -> Done {
    let (mut errors, mut warnings, mut examples) = (0, 0, 0);
    for path in &arguments.files {
        let (library, checked) = check(path);
        let of_file = |severity: bool| checked.diagnostics.iter().filter(|it| it.is_error() == severity).count();
        errors += of_file(true);
        warnings += of_file(false);
        examples += checked.examples;
        if arguments.json {
            for diagnostic in &checked.diagnostics {
                print(&format!("{}\n", render::to_json(diagnostic, &library.sources)))?;
            }
        } else if !checked.diagnostics.is_empty() {
            say(&render::render(&checked.diagnostics, &library.sources));
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

/// Checks one file together with those beside it.
fn check(path: &Path) -> (Library, Checked) {
    let mut library = answers_file::library();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A folder that cannot be listed adds no neighbours; the file itself says what is wrong with it.
    library.add_folder(folder).ok();
    let entry = library.add_file(path);
    let checked = library.check(entry);
    (library, checked)
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
