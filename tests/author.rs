//! What the command line does for authors of questionnaires.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder to write questionnaires in.
struct Desk {
    folder: TempDir,
}

/// What a command said, and its exit status.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
        command.args(arguments).current_dir(self.folder.path()).env("NO_COLOR", "1");
        let output = command.env("ANTEROOM_HOME", self.folder.path().join("home")).output().unwrap();
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), out: words(output.stdout), err: words(output.stderr) }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}

#[test]
fn a_new_questionnaire_holds_together_and_shows_everything() {
    let desk = Desk::new();
    for name in ["my_form.ron", "Tired eyes.ron", "folder/2.ron"] {
        let began = desk.run(&["new", name]);
        assert_eq!((began.code, began.out.as_str()), (Some(0), ""), "{began:?}");
        let checked = desk.run(&["check", name, "--coverage"]);
        assert_eq!(checked.code, Some(0), "{checked:?}");
        assert_eq!(checked.out.lines().count(), 1, "an outcome without an example: {checked:?}");
        assert!(checked.err.ends_with("no errors\n"), "{checked:?}");
    }
    let text = fs::read_to_string(desk.path("my_form.ron")).unwrap();
    for word in
        ["YesNo", "Choice(", "Choices(", "Scale(\"", "Number(", "Text(", "Date", "Band(", "Finding(", "Topic(", "seen:"]
    {
        assert!(text.contains(word), "{word}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 120));
}

#[test]
fn a_new_questionnaire_takes_no_other_file_s_place() {
    let desk = Desk::new();
    fs::write(desk.path("mine.ron"), "mine").unwrap();
    let refused = desk.run(&["new", "mine.ron"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("there is a file mine.ron already"), "{refused:?}");
    assert_eq!(fs::read_to_string(desk.path("mine.ron")).unwrap(), "mine");
    assert_eq!(desk.run(&["new", "mine.ron/below.ron"]).code, Some(1));
    assert!(Path::new(&desk.path("mine.ron")).is_file());
}

#[test]
fn a_changed_meaning_without_a_new_version_is_an_error() {
    let desk = Desk::new();
    desk.run(&["new", "my_form.ron"]);
    let text = fs::read_to_string(desk.path("my_form.ron")).unwrap();
    let changed = text.replace("hours >= 4", "hours >= 6");
    fs::write(desk.path("old.ron"), &text).unwrap();
    for (version, code) in [("1", 1), ("2", 0)] {
        let new = changed.replace("version: \"1\"", &format!("version: \"{version}\""));
        fs::write(desk.path("my_form.ron"), new).unwrap();
        let ran = desk.run(&["check", "my_form.ron", "--against", "old.ron"]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(ran.out.contains("the topic `eye_test` comes out differently\n"), "{ran:?}");
        let lines = desk.run(&["check", "my_form.ron", "--against", "old.ron", "--json"]).out;
        let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.last().unwrap()["step"], "new_version");
        assert_eq!(lines.last().unwrap()["is_new_version"], version == "2");
    }
}

#[test]
fn only_versions_of_one_questionnaire_are_compared() {
    let desk = Desk::new();
    for name in ["one.ron", "two.ron"] {
        desk.run(&["new", name]);
    }
    fs::write(desk.path("broken.ron"), "Questionnaire(").unwrap();
    let said = |old: &str| desk.run(&["check", "one.ron", "--against", old]);
    assert!(said("two.ron").err.contains("`two` and `one` are two questionnaires"), "{:?}", said("two.ron"));
    assert_eq!(said("two.ron").code, Some(2));
    assert_eq!(said("broken.ron").code, Some(1));
    assert_eq!(said("missing.ron").code, Some(1));
    assert_eq!(desk.run(&["check", "one.ron", "two.ron", "--against", "one.ron"]).code, Some(2));
}

#[test]
fn a_saved_file_is_checked_again_until_the_program_is_ended() {
    let desk = Desk::new();
    desk.run(&["new", "my_form.ron"]);
    let text = fs::read_to_string(desk.path("my_form.ron")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(["check", "my_form.ron", "--watch"]).current_dir(desk.folder.path()).env("NO_COLOR", "1");
    command.env("ANTEROOM_HOME", desk.path("home")).stderr(Stdio::piped()).stdout(Stdio::null());
    let mut watching = command.spawn().unwrap();
    let mut lines = BufReader::new(watching.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut verdict = || lines.by_ref().find(|line| line.contains("file checked")).unwrap();
    assert!(verdict().ends_with("no errors"));
    fs::write(desk.path("my_form.ron"), text.replace("strain = low", "strain = lw")).unwrap();
    assert!(verdict().contains("1 error"));
    fs::write(desk.path("my_form.tmp"), &text).unwrap();
    fs::rename(desk.path("my_form.tmp"), desk.path("my_form.ron")).unwrap();
    assert!(verdict().ends_with("no errors"));
    watching.kill().unwrap();
    let rest: Vec<String> = lines.collect();
    assert!(rest.is_empty(), "{rest:?}");
    watching.wait().unwrap();
}

#[test]
fn what_is_certain_is_mended_in_the_file_itself_and_nowhere_else() {
    let desk = Desk::new();
    desk.run(&["new", "mine.ron"]);
    let text = fs::read_to_string(desk.path("mine.ron")).unwrap();
    let faulty = text.replace("title: \"Screens", "titel: \"Screens").replace("strain = low", "strain = lw");
    fs::write(desk.path("mine.ron"), format!("\u{FEFF}{}", faulty.replace('\n', "\r\n"))).unwrap();
    let ran = desk.run(&["check", "mine.ron", "--fix"]);
    assert!(ran.code == Some(0) && ran.err.contains("2 changes made"), "{ran:?}");
    assert_eq!(fs::read_to_string(desk.path("mine.ron")).unwrap(), format!("\u{FEFF}{}", text.replace('\n', "\r\n")));
    // A fault of a file that this one rests on is told, and left to its own check.
    let asks = |id: &str| text.replace("    minutes: 2,", &format!("    minutes: 2, asks_first: [\"{id}\"],"));
    let broken = text.replace("id: \"mine\"", "id: \"other\"").replace("strain = low", "strain = lw");
    fs::write(desk.path("other.ron"), &broken).unwrap();
    fs::write(desk.path("mine.ron"), asks("other")).unwrap();
    let ran = desk.run(&["check", "mine.ron", "--fix"]);
    assert!(ran.code == Some(1) && ran.err.contains("other.ron") && ran.err.contains("0 changes made"), "{ran:?}");
    assert_eq!(fs::read_to_string(desk.path("mine.ron")).unwrap(), asks("other"));
    assert_eq!(fs::read_to_string(desk.path("other.ron")).unwrap(), broken);
}
