//! What authors of questionnaires get wrong, and what they are told: one mistake, one message, at its place.
//!
//! Each file of `tests/faulty` holds its expected messages above the line of the fault:
//!
//! ```text
//! //~ error: the whole message
//! //~ help: how to mend it, if the message says so
//! //~ fix
//! ```
//!
//! `fix` stands where the message offers a change of the text. With all changes made, those messages must be gone and no
//! other may come.

#![expect(clippy::panic, reason = "a corpus that cannot be read proves nothing")]

use anteroom::files::Library;
use anteroom::source::{Diagnostic, Severity, Source, with_fixes};
use std::fs;
use std::path::{Path, PathBuf};

/// A message as a file expects it, or as it came.
#[derive(Debug, PartialEq)]
struct Message<'t> {
    line: usize,
    severity: &'t str,
    text: String,
    help: Option<String>,
    fix: bool,
}

#[test]
fn every_mistake_has_one_message_at_its_place() {
    let (shipped, mut faults) = (Library::shipped(), Vec::new());
    let files = files();
    assert!(files.len() >= 45, "only {} files", files.len());
    for path in &files {
        let text = fs::read_to_string(path).expect("it is text");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let expected = expected(&text);
        let diagnostics = check(&shipped, path, &text);
        let came: Vec<Message> = diagnostics.iter().map(|diagnostic| message(diagnostic, &text)).collect();
        let as_expected = !expected.is_empty() && expected.len() == came.len();
        if !(as_expected && expected.iter().zip(&came).all(|(expected, came)| meets(expected, came))) {
            faults.push(format!("{name}\nexpected\n{}came\n{}", listed(&expected), listed(&came)));
            continue;
        }
        let left = check(&shipped, path, &mended(&text, &diagnostics));
        // What was put in for a missing text is to be translated: a note, and no fault.
        let faults_left = left.iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
        let left: Vec<&str> = faults_left.map(|diagnostic| diagnostic.message.as_str()).collect();
        let unmended = came.iter().filter(|message| !message.fix && message.severity != "note");
        let unmended: Vec<&str> = unmended.map(|it| it.text.as_str()).collect();
        if left != unmended {
            faults.push(format!("{name}\nafter the changes that were offered: {left:#?}\n"));
        }
    }
    assert!(faults.is_empty(), "{} of {} files\n\n{}", faults.len(), files.len(), faults.join("\n"));
}

#[test]
fn messages_read_like_one_voice() {
    let (shipped, mut faults) = (Library::shipped(), Vec::new());
    for path in files() {
        let text = fs::read_to_string(&path).expect("it is text");
        for diagnostic in check(&shipped, &path, &text) {
            let related = diagnostic.related.iter().map(|label| label.text.clone());
            let help = diagnostic.help.iter().cloned();
            for words in [diagnostic.message.clone(), diagnostic.label.clone()].into_iter().chain(help).chain(related) {
                let begins_small = words.chars().next().is_none_or(|first| !first.is_uppercase());
                let balanced = words.matches('`').count() % 2 == 0;
                if !begins_small || words.ends_with('.') || words.contains('!') && !words.contains("`!") || !balanced {
                    faults.push(words);
                }
            }
        }
    }
    assert!(faults.is_empty(), "capital, full stop, shouting or an odd backtick:\n{}", faults.join("\n"));
}

#[test]
fn one_lost_sign_is_one_mistake() {
    let (shipped, mut faults) = (Library::shipped(), Vec::new());
    let mut lost = 0;
    for file in ["about_you", "restless_legs"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("questionnaires/{file}.ron"));
        let text = fs::read_to_string(&path).expect("it is text");
        for sign in ["(", ")", "[", "]", "\"", ",", ":"] {
            let line_before =
                |at: usize| text.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
            let in_note = |at: &usize| line_before(*at).contains("//");
            let places: Vec<usize> = text.match_indices(sign).map(|(at, _)| at).filter(|at| !in_note(at)).collect();
            for at in places.iter().step_by(places.len() / 12) {
                let mut mutilated = text.clone();
                mutilated.remove(*at);
                lost += 1;
                let said = check(&shipped, &path, &mutilated);
                if said.len() > 1 {
                    let line = text.get(..*at).unwrap_or_default().matches('\n').count() + 1;
                    let said: Vec<Message> = said.iter().map(|diagnostic| message(diagnostic, &mutilated)).collect();
                    faults.push(format!("{file}.ron without the {sign} of line {line}\n{}", listed(&said)));
                }
            }
        }
    }
    assert!(
        faults.len() * 20 <= lost,
        "{} of {lost} lost signs have several messages\n{}",
        faults.len(),
        faults.join("\n")
    );
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    files
}

/// All messages about a text, in the order of the text, with the shipped questionnaires beside it.
fn check(shipped: &Library, path: &Path, text: &str) -> Vec<Diagnostic> {
    let mut library = shipped.clone();
    let source = Source { name: path.display().to_string(), text: text.to_owned() };
    let entry = library.add_source(&source, Some(path.to_owned()), None);
    library.check(entry).diagnostics
}

fn message(diagnostic: &Diagnostic, text: &str) -> Message<'static> {
    let source = Source { name: String::new(), text: text.to_owned() };
    Message {
        line: source.line_and_column(diagnostic.span.start).0,
        severity: diagnostic.severity_in_words(),
        text: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        fix: diagnostic.fix.is_some(),
    }
}

fn expected(text: &str) -> Vec<Message<'_>> {
    let mut messages: Vec<Message> = Vec::new();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(note) = line.strip_prefix("//~ ") else { continue };
        let below = lines.iter().skip(at).take_while(|line| line.starts_with("//~ ")).count();
        let (word, rest) = note.split_once(": ").unwrap_or((note, ""));
        match (word, messages.last_mut()) {
            ("error" | "warning" | "note", _) => messages.push(Message {
                line: at + below + 1,
                severity: word,
                text: rest.to_owned(),
                help: None,
                fix: false,
            }),
            ("help", Some(message)) => message.help = Some(rest.to_owned()),
            ("fix", Some(message)) => message.fix = true,
            _ => panic!("line {}: `{note}` is no expectation", at + 1),
        }
    }
    messages
}

/// Help needs not be expected; all else must be as it came.
fn meets(expected: &Message, came: &Message) -> bool {
    let same_help = expected.help.is_none() || expected.help == came.help;
    (expected.line, expected.severity, &expected.text, expected.fix) == (came.line, came.severity, &came.text, came.fix)
        && same_help
}

fn listed(messages: &[Message]) -> String {
    let one = |message: &Message| {
        let help = message.help.as_ref().map(|help| format!("\n        help: {help}")).unwrap_or_default();
        let fix = if message.fix { "\n        fix" } else { "" };
        format!("    line {}: {}: {}{help}{fix}\n", message.line, message.severity, message.text)
    };
    messages.iter().map(one).collect()
}

/// The text with all offered changes made.
fn mended(text: &str, diagnostics: &[Diagnostic]) -> String {
    with_fixes(text, diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref())).0
}
