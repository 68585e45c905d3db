//! The front pages say what is so: the example questionnaire is sound, the same everywhere, and does what it says; the
//! commands shown are commands there are.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

const FRONT_PAGE: &str = include_str!("../README.md");
const FORMAT_PAGE: &str = include_str!("../questionnaires/README.md");

/// The first block of code of this language.
fn block<'a>(page: &'a str, language: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("```{language}\n")).expect("the page has such a block");
    after.split_once("```").expect("the block ends").0
}

fn anteroom(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_anteroom"))
        .args(arguments)
        .current_dir(folder)
        .env("ANTEROOM_HOME", folder)
        .output()
        .expect("the program runs")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what is said is UTF-8")
}

#[test]
fn both_pages_show_the_same_questionnaire() {
    assert_eq!(block(FRONT_PAGE, "ron"), block(FORMAT_PAGE, "ron"));
    assert!(block(FRONT_PAGE, "ron").lines().count() <= 13, "it is called a whole one in a few lines");
}

#[test]
fn the_example_is_sound_and_its_person_proves_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tea.ron");
    std::fs::write(&file, block(FRONT_PAGE, "ron")).expect("the file is written");
    let checked = anteroom(folder.path(), &["check", "tea.ron"]);
    assert!(checked.status.success(), "{}{}", words(&checked.stdout), words(&checked.stderr));
    let said = words(&checked.stdout) + &words(&checked.stderr);
    assert!(said.contains("1 file checked with 1 example: no errors"), "{said}");
}

#[test]
fn a_slip_is_told_as_the_page_shows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let slip = block(FRONT_PAGE, "ron").replace("late_tea and", "late_tee and");
    std::fs::write(folder.path().join("tea.ron"), slip).expect("the file is written");
    let checked = anteroom(folder.path(), &["check", "tea.ron"]);
    assert_eq!(checked.status.code(), Some(1));
    let said = words(&checked.stdout) + &words(&checked.stderr);
    assert!(said.contains(block(FRONT_PAGE, "text").trim_end()), "{said}");
}

#[test]
fn the_commands_are_commands_there_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut shown = BTreeSet::new();
    for line in FRONT_PAGE.lines().filter(|line| line.starts_with("anteroom ")) {
        let (command, _) = line.split_once('#').unwrap_or((line, ""));
        let Some(name) = command.split_whitespace().nth(1) else { continue };
        let help = anteroom(folder.path(), &[name, "--help"]);
        assert!(help.status.success(), "{line}");
        for option in command.split_whitespace().filter(|word| word.starts_with('-')) {
            assert!(words(&help.stdout).contains(option), "{name} has no {option}");
        }
        shown.insert(name);
    }
    assert_eq!(shown, BTreeSet::from(["check", "evaluate", "explain", "fmt", "list", "new", "open", "summarize"]));
}

#[test]
fn every_file_that_a_page_points_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets = FRONT_PAGE.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    for target in targets.filter(|target| !target.starts_with("http")) {
        assert!(root.join(target).exists(), "{target} is not there");
    }
}
