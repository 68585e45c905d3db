//! The house style, and `anteroom fmt`, which lays files out in it.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

#[path = "../fuzz/properties.rs"]
mod properties;

use anteroom::definition::lay_out;
use anteroom::source::{Source, SourceId};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == ending)).collect();
    paths.sort();
    paths
}

fn laid_out(text: &str) -> String {
    lay_out(&Source { name: "any.ron".to_owned(), text: text.to_owned() }, SourceId(0)).unwrap()
}

/// Our own files and those of the guide.
fn ours() -> Vec<(String, String)> {
    let paths = files("questionnaires", "ron").into_iter().chain(files("assets", "ron"));
    let mut ours: Vec<_> = paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect();
    for page in [include_str!("../README.md"), include_str!("../questionnaires/README.md")] {
        let blocks = page.split("```ron\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
        let whole = blocks.filter(|block| block.starts_with("Questionnaire("));
        ours.extend(whole.map(|block| ("a block of the guide".to_owned(), block.to_owned())));
    }
    ours
}

#[test]
fn our_files_and_the_guide_keep_to_it() {
    let ours = ours();
    assert_eq!(ours.len(), 6 + 1 + 1 + 6);
    for (name, text) in ours {
        assert_eq!(laid_out(&text), text, "{name}");
    }
}

/// Each case is a text, a line, and what becomes of the text.
#[test]
fn texts_are_laid_out() {
    let cases = files("tests/layouts", "txt");
    assert!(cases.len() >= 7);
    for path in cases {
        let case = fs::read_to_string(&path).unwrap();
        let (before, after) = case.split_once("==== becomes ====\n").unwrap();
        properties::layout(before);
        assert_eq!(laid_out(before), after, "{}", path.display());
        let with_returns = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(laid_out(&with_returns(before)), with_returns(after), "{}", path.display());
    }
}

/// The same files with their lines joined, as far as notes let them, and with no blanks before any line.
#[test]
fn no_layout_is_too_wild() {
    for (name, text) in ours() {
        let lines = || text.lines().map(str::trim_start);
        let joined = lines().map(|line| {
            let stays = line.contains("//") || line.ends_with('\\');
            format!("{line}{}", if stays { "\n" } else { " " })
        });
        let joined: String = joined.collect();
        properties::layout(&joined);
        // A note may be long, and so may be a text that stands alone.
        for line in laid_out(&joined).lines().filter(|line| line.chars().count() > 120 && !line.contains("//")) {
            assert!(line.matches(": \"").count() <= 1, "{name}: {line}");
        }
        let flat = lines().collect::<Vec<_>>().join("\n");
        properties::layout(&flat);
        assert_eq!(flat.lines().count(), laid_out(&flat).lines().count(), "{name}");
    }
}

fn fmt(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.arg("fmt").args(arguments).current_dir(folder).env("NO_COLOR", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), words(&output.stdout), words(&output.stderr))
}

const UNTIDY: &str = "\u{FEFF}// A note.\r\nQuestionnaire( id:\"a\",\r\nformat: 1 )";
const TIDY: &str = "\u{FEFF}// A note.\r\nQuestionnaire(id: \"a\",\r\n    format: 1)\r\n";

#[test]
fn files_are_laid_out_and_keep_line_ends_and_the_mark_before_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("untidy.ron"), UNTIDY).unwrap();
    fs::write(file("tidy.ron"), TIDY).unwrap();
    let both = ["untidy.ron", "tidy.ron"];
    let checked = said(&fmt(folder.path(), &[&both[..], &["--check"]].concat(), ""));
    assert_eq!(checked, (Some(1), "untidy.ron\n".to_owned(), String::new()));
    assert_eq!(fs::read_to_string(file("untidy.ron")).unwrap(), UNTIDY);
    let done = said(&fmt(folder.path(), &both, ""));
    assert_eq!(done, (Some(0), String::new(), "untidy.ron: laid out\n".to_owned()));
    for name in both {
        assert_eq!(fs::read_to_string(file(name)).unwrap(), TIDY);
    }
    let checked = said(&fmt(folder.path(), &[&both[..], &["--check"]].concat(), ""));
    assert_eq!(checked, (Some(0), String::new(), String::new()));
}

#[test]
fn what_stands_on_standard_input_goes_to_standard_output() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(said(&fmt(here, &["-"], UNTIDY)), (Some(0), TIDY.to_owned(), String::new()));
    let named = "standard input\n".to_owned();
    assert_eq!(said(&fmt(here, &["-", "--check"], UNTIDY)), (Some(1), named, String::new()));
    assert_eq!(said(&fmt(here, &["-", "--check"], TIDY)), (Some(0), String::new(), String::new()));
}

#[test]
fn what_cannot_be_read_is_left_alone_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let (broken, fine) = (folder.path().join("broken.ron"), folder.path().join("fine.ron"));
    fs::write(&broken, "Questionnaire( id = \"a\",\nformat: 1 ]").unwrap();
    fs::write(&fine, UNTIDY).unwrap();
    let (code, out, err) = said(&fmt(folder.path(), &["broken.ron", "fine.ron", "missing.ron"], ""));
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.contains("broken.ron:1:19") && err.contains("write `:`"), "{err}");
    assert!(err.contains("missing.ron") && err.contains("there is no such file"), "{err}");
    assert_eq!(fs::read_to_string(&broken).unwrap(), "Questionnaire( id = \"a\",\nformat: 1 ]");
    assert_eq!(fs::read_to_string(&fine).unwrap(), TIDY, "the others are laid out");
    assert_eq!(said(&fmt(folder.path(), &[], "")).0, Some(2));
}
