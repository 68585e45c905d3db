//! What `anteroom check` changes in files: only what it says, and never for the worse.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn check(file: &Path, options: &[&str]) -> Output {
    let home = file.parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.arg("check").arg(file).args(options).env("ANTEROOM_HOME", home).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn errors(file: &Path) -> usize {
    let messages = String::from_utf8(check(file, &["--json"]).stdout).unwrap();
    messages.lines().filter(|line| line.contains("\"error\"")).count()
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn a_fix_keeps_line_ends_notes_and_the_mark_before_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    let text = std::fs::read_to_string(corpus_file("misspelt_answer.ron")).unwrap();
    let text = format!("\u{FEFF}// A note.\r\n{}", text.replace('\n', "\r\n"));
    std::fs::write(&file, &text).unwrap();
    let output = check(&file, &["--fix"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("1 change made"), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text.replace("blak)", "black)"));
    assert!(said(&check(&file, &["--fix"])).contains("0 changes made"));
}

fn corpus_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faulty").join(name)
}

#[test]
fn no_fix_leaves_a_file_worse() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ron");
    let mut mended = 0;
    for path in corpus().iter().step_by(11) {
        std::fs::copy(path, &file).unwrap();
        let before = errors(&file);
        check(&file, &["--fix"]);
        let after = errors(&file);
        assert!(after <= before, "{}: {before} errors, then {after}", path.display());
        mended += usize::from(after < before);
    }
    assert!(mended >= 4, "only {mended} files were mended at all");
}

#[test]
fn examples_are_written_for_all_that_none_shows() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["insomnia.ron", "about_you.ron"] {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires").join(name);
        let text = std::fs::read_to_string(shipped).unwrap();
        // Without its examples, nothing is shown by any.
        let file = folder.path().join(name);
        std::fs::write(&file, without_examples(&text)).unwrap();
        let output = check(&file, &["--coverage"]);
        assert!(said(&output).contains("no worked example shows that"), "{}", said(&output));
        let output = check(&file, &["--write-examples"]);
        assert!(output.status.success(), "{}", said(&output));
        let output = check(&file, &["--coverage"]);
        assert!(output.status.success() && !said(&output).contains("no worked example shows"), "{}", said(&output));
        let written = std::fs::read_to_string(&file).unwrap();
        assert!(written.contains("Please confirm what is expected"), "the author is asked");
    }
}

/// The text up to its worked examples, which stand last.
fn without_examples(text: &str) -> String {
    let (before, _) = text.split_once("    examples: [").unwrap();
    format!("{}\n)\n", before.trim_end())
}
