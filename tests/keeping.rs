//! Answers are kept while they are given, also where the disk, the folder or the clock fails.

mod common;

use anteroom::files::{Folders, Library};
use anteroom::ui::{App, Dialogs};
use common::{Window, kept_answers};
use egui::accesskit::Role;
use std::fs;
use std::path::Path;
use std::time::Duration;

const AGE: &str = "How old are you?";
const CANNOT: &str = "Your answers cannot be kept on this computer";

fn begun(home: &Path) -> Window {
    let mut window = Window::open(home);
    window.button("Start: Sleep");
    window
}

fn age_is_kept(home: &Path, age: &str) -> bool {
    kept_answers(home).get("about_you.age").is_some_and(|kept| kept == age)
}

#[test]
fn a_folder_that_is_removed_while_the_window_is_open_is_made_again() {
    let home = tempfile::tempdir().unwrap();
    let mut window = begun(home.path());
    window.choose(AGE, "35 to 49");
    fs::remove_dir_all(home.path().join("visits")).unwrap();
    window.choose(AGE, "50 to 64");
    assert!(!window.says(CANNOT));
    assert!(age_is_kept(home.path(), "age_50_64"));
}

#[test]
fn what_cannot_be_kept_is_said_once_tried_again_and_not_left_unasked() {
    let home = tempfile::tempdir().unwrap();
    let visits = home.path().join("visits");
    let mut window = begun(home.path());
    fs::write(&visits, "a file stands in the way").unwrap();
    window.choose(AGE, "35 to 49");
    assert!(window.says(CANNOT) && window.says("a file stands where a folder should be"));
    assert!(window.is_chosen(Role::RadioButton, "35 to 49"), "filling in goes on");
    window.button("Close the message");
    window.choose(AGE, "50 to 64");
    assert!(!window.says(CANNOT), "it is not said again and again");

    window.button("Not now");
    assert!(window.heading("Your answers are not kept yet"));
    window.button("Stay with the answers");
    assert!(window.is_chosen(Role::RadioButton, "50 to 64"));

    fs::remove_file(&visits).unwrap();
    std::thread::sleep(Duration::from_millis(2100));
    window.wait_until(|window| window.says("Your answers are kept again."));
    assert!(age_is_kept(home.path(), "age_50_64"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Continue: Sleep"));
}

#[test]
fn answers_that_cannot_be_kept_are_lost_only_if_that_is_said() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("visits"), "a file stands in the way").unwrap();
    let mut window = begun(home.path());
    window.choose(AGE, "35 to 49");
    window.button("Not now");
    window.button("Go and lose them");
    assert!(window.has(Role::Button, "Start: Sleep"));
}

#[test]
fn a_damaged_draft_costs_only_itself_and_is_named() {
    let home = tempfile::tempdir().unwrap();
    let mut window = begun(home.path());
    window.choose(AGE, "35 to 49");
    window.button("Not now");
    let name = "draft-20260101-000000-aaaaaa.json";
    fs::write(home.path().join("visits").join(name), "{\"format\": 2, \"started\": \"migr").unwrap();
    let window = Window::open(home.path());
    assert!(window.says(&format!("It is kept as damaged-1-{name}.")));
    assert!(window.has(Role::Button, "Continue: Sleep") && window.has(Role::Button, "Start: Headache"));
    assert!(!Window::open(home.path()).says("It is kept as"), "it is told once");
}

#[test]
fn what_a_newer_version_wrote_is_named_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let visits = home.path().join("visits");
    fs::create_dir(&visits).unwrap();
    let newer = visits.join("draft-20270101-000000-aaaaaa.json");
    let text = r#"{"format": 99, "started": "insomnia", "changed": "2027-01-01"}"#;
    fs::write(&newer, text).unwrap();
    let mut window = Window::open(home.path());
    assert!(window.says("A newer version of Anteroom wrote the answers in draft-20270101-000000-aaaaaa.json."));
    window.button("Start: Sleep");
    window.choose(AGE, "35 to 49");
    assert_eq!(fs::read_to_string(&newer).unwrap(), text);
    assert_eq!(fs::read_dir(&visits).unwrap().count(), 2);
}

#[test]
fn a_clock_that_was_set_back_is_told_and_nothing_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let mut window = begun(home.path());
    window.choose(AGE, "35 to 49");
    window.button("Not now");
    let app = App::new(Library::shipped(), Some(Folders::below(home.path())), Dialogs::Own).unwrap();
    let mut window = Window::on(app, || "2025-03-01".to_owned());
    window.button("Continue: Sleep");
    assert!(window.says("today is 1 March 2025, but there are answers of 22 November 2026"));
    assert!(age_is_kept(home.path(), "age_35_49"));
    window.choose(AGE, "50 to 64");
    assert!(age_is_kept(home.path(), "age_50_64"));
}

#[test]
fn a_sheet_that_was_taken_makes_a_visit_with_all_that_came_of_it() {
    let home = tempfile::tempdir().unwrap();
    let mut window = begun(home.path());
    window.choose(AGE, "35 to 49");
    while !window.heading("Look over your answers") {
        window.button("Skip these");
    }
    window.button("See your sheet");
    window.button("Save PDF…");
    let visit = common::kept(home.path());
    assert_eq!((&visit["format"], &visit["finished"]), (&2.into(), &"2026-11-22".into()));
    assert_eq!(visit["answers"]["about_you.age"]["asked"], AGE);
    assert_eq!(visit["answers"]["about_you.age"]["shown"], "35 to 49");
    assert_eq!(visit["questionnaires"][0]["fingerprint"].as_str().map(str::len), Some(64));
    assert_eq!(visit["results"]["outcome"]["gate"], "ok");
    assert_eq!(visit["results"]["sheet"]["person"]["answered"], "22 November 2026");
    assert!(visit["gaps"].as_u64().is_some_and(|gaps| gaps > 5));
    window.button("Finish, and keep this visit");
    assert!(window.has(Role::Button, "Start again: Sleep"), "it is no draft any more");
    assert!(window.says("Last filled in on 22 November 2026") && !window.has(Role::Button, "Continue: Sleep"));
    assert_eq!(common::kept(home.path()), visit);
}
