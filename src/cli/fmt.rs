//! `anteroom fmt`.

use super::arguments::Fmt;
use super::{Done, Failure, Outcome, answers_file, print, render, say};
use crate::definition::lay_out;
use crate::files::{change_text, read_text};
use crate::source::{Diagnostic, Source, SourceId, Sources, decode};
use std::path::Path;

/// What standard input is called in messages.
const STANDARD_INPUT: &str = "standard input";

pub(super) fn run(arguments: &Fmt) -> Done {
    let mut all = Outcome::Fine;
    for path in &arguments.files {
        let of_one = if path == Path::new("-") { standard_input(arguments.check) } else { file(path, arguments.check) };
        if let Outcome::Faulty = of_one? {
            all = Outcome::Faulty;
        }
    }
    Ok(all)
}

fn file(path: &Path, only_check: bool) -> Done {
    let (source, fault) = read_text(path, SourceId::default());
    let Some(text) = laid_out(&source, fault) else { return Ok(Outcome::Faulty) };
    if text == source.text {
        return Ok(Outcome::Fine);
    }
    if only_check {
        return other_layout(&path.display().to_string());
    }
    let changed = change_text(path, &source.text, &text);
    changed.map_err(|error| Failure::input(format!("{} cannot be changed: {error}", path.display())))?;
    say(&format!("{}: laid out", path.display()));
    Ok(Outcome::Fine)
}

/// The same from standard input to standard output.
fn standard_input(only_check: bool) -> Done {
    let bytes = answers_file::read(Path::new("-"))?;
    let mark = if bytes.starts_with("\u{FEFF}".as_bytes()) { "\u{FEFF}" } else { "" };
    let (source, fault) = decode(STANDARD_INPUT, bytes, SourceId::default());
    match laid_out(&source, fault) {
        None => Ok(Outcome::Faulty),
        Some(text) if only_check && text != source.text => other_layout(STANDARD_INPUT),
        Some(_) if only_check => Ok(Outcome::Fine),
        Some(text) => print(&format!("{mark}{text}")).map(|()| Outcome::Fine),
    }
}

fn other_layout(name: &str) -> Done {
    print(&format!("{name}\n")).map(|()| Outcome::Faulty)
}

/// The text in the house style; where it cannot be read, that is told.
fn laid_out(source: &Source, fault: Option<Diagnostic>) -> Option<String> {
    let fault = fault.filter(Diagnostic::is_error);
    let text = fault.map_or_else(|| lay_out(source, SourceId::default()), |fault| Err(vec![fault]));
    let told = |faults: &Vec<Diagnostic>| {
        let mut sources = Sources::default();
        sources.add(source.name.as_str(), source.text.as_str());
        say(&format!("{}\n", render::render(faults, &sources)));
    };
    text.inspect_err(told).ok()
}
