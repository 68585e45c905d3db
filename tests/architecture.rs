//! The floors of the house, read from the sources: nobody names a floor above, and what is heavy or touches the outside
//! stays in its room.

use std::fs;
use std::path::{Path, PathBuf};

/// What may be named only below these paths of `src`, and so nowhere else.
const ROOMS: [(&str, &[&str]); 16] = [
    ("egui", &["ui/"]),
    ("eframe", &["ui/"]),
    ("rfd", &["ui/"]),
    ("printpdf", &["output/pdf/"]),
    ("lopdf", &["output/pdf/"]),
    ("clap", &["cli/"]),
    ("annotate_snippets", &["cli/"]),
    ("tempfile", &["files/"]),
    ("fontdb", &["files/"]),
    ("notify", &["files/"]),
    ("age", &["files/sealing/"]),
    ("rustix", &["files/private.rs"]),
    ("std::fs", &["files/", "cli/"]),
    ("std::net", &[]),
    ("std::process", &["cli/", "main.rs", "files/run.rs", "files/printers.rs"]),
    ("open", &["files/helpers.rs"]),
];

/// A longer file holds two things.
const MOST_LINES: usize = 450;

/// A source file: its path below `src`, and its text without comments and tests.
struct File {
    path: String,
    code: String,
    lines: usize,
}

#[test]
fn a_floor_names_only_floors_below_it() {
    let floors = floors();
    assert!(floors.len() >= 9, "only {floors:?} were found in lib.rs");
    let mut upwards = Vec::new();
    for file in files() {
        let Some(own) = floors.iter().position(|floor| file.path.starts_with(&format!("{floor}/"))) else { continue };
        for above in &floors[own + 1..] {
            let names = [format!("crate::{above}::"), format!("crate::{above};"), format!("crate::{{{above}")];
            if names.iter().any(|name| file.code.contains(name)) {
                upwards.push(format!("src/{} names {above}, a floor above {}", file.path, floors[own]));
            }
        }
        // `use crate::{a, b}` would hide a name from this test.
        if file.code.contains("crate::{") {
            upwards.push(format!("src/{} joins names of several floors in one `use`", file.path));
        }
    }
    assert!(upwards.is_empty(), "{}", upwards.join("\n"));
}

#[test]
fn the_two_faces_never_name_each_other() {
    for file in files() {
        let other = if file.path.starts_with("cli/") { "ui" } else { "cli" };
        let is_face = file.path.starts_with("cli/") || file.path.starts_with("ui/");
        assert!(!(is_face && file.code.contains(&format!("crate::{other}"))), "src/{} names {other}", file.path);
    }
}

#[test]
fn what_is_heavy_or_touches_the_outside_stays_in_its_room() {
    let mut faults = Vec::new();
    for file in files() {
        for (name, rooms) in ROOMS {
            if names(&file.code, name) && !rooms.iter().any(|room| file.path.starts_with(room)) {
                faults.push(format!("src/{} names {name}, which belongs in {rooms:?}", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (name, rooms) in ROOMS.iter().filter(|(_, rooms)| !rooms.is_empty()) {
        assert!(files().iter().any(|file| names(&file.code, name)), "{name} is named nowhere, not even in {rooms:?}");
    }
}

#[test]
fn files_are_short() {
    let long: Vec<String> = files()
        .iter()
        .filter(|file| file.lines > MOST_LINES)
        .map(|file| format!("src/{} has {} lines", file.path, file.lines))
        .collect();
    assert!(long.is_empty(), "more than {MOST_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let silent: Vec<String> = paths(&source_folder())
        .into_iter()
        .filter(|path| !fs::read_to_string(path).expect("it is text").starts_with("//! "))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// The modules of lib.rs, ground first.
fn floors() -> Vec<String> {
    let text = fs::read_to_string(source_folder().join("lib.rs")).expect("it is text");
    let module = |line: &str| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned);
    text.lines().filter_map(module).collect()
}

/// True if a path of that name begins somewhere: `egui::Ui`, `use egui;`, but not `my_egui::` or `ui::egui_like`.
fn names(code: &str, name: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = code.split_at(at);
        let (before, after) = (before.chars().next_back(), after.strip_prefix(name).unwrap_or_default());
        !before.is_some_and(in_name) && (after.starts_with("::") || after.starts_with(';') || after.starts_with(" as "))
    }) || name == "std::fs" && code.contains("use std::{")
}

fn files() -> Vec<File> {
    let folder = source_folder();
    let file = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("it is text");
        let below = path.strip_prefix(&folder).expect("it lies in src");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        File {
            path: below.to_str().expect("it is text").replace('\\', "/"),
            code: code.collect::<Vec<_>>().join("\n"),
            lines: text.lines().count(),
        }
    };
    paths(&folder).iter().map(file).collect()
}

/// All source files, apart from tests.
fn paths(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            paths.extend(self::paths(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_name() != Some("tests.rs".as_ref())
        {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
