//! Opening, saving and printing in the window without a display.

mod common;

use common::{Window, begun, pdf_in};
use egui::accesskit::Role;
use std::path::PathBuf;

const REVIEW: &str = "Look over your answers";

/// The example on the front page.
fn tea() -> String {
    let (_, after) = include_str!("../README.md").split_once("```ron\n").expect("it has one");
    after.split_once("```").expect("it ends").0.to_owned()
}

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name)
}

#[test]
fn a_questionnaire_that_is_opened_starts_and_stays_until_the_window_is_closed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    std::fs::write(&file, tea()).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&file);
    assert!(window.heading("Your tea"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Start: Tea and sleep"));
    assert!(!Window::open(home.path()).has(Role::Button, "Start: Tea and sleep"));
}

#[test]
fn a_faulty_questionnaire_is_told_by_line_and_takes_nobody_s_place() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    let slip =
        tea().replace("late_tea and", "late_tee and").replace("id: \"tea\", version", "id: \"insomnia\", version");
    std::fs::write(&file, slip).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&file);
    assert!(window.heading("tea.ron cannot be filled in yet"));
    assert!(window.says("Line 6: there is no question, criterion, score, finding or flag `late_tee`"));
    assert!(window.says("did you mean `late_tea`?"));
    std::fs::write(&file, tea()).unwrap();
    window.button("Read it again");
    assert!(window.heading("Your tea"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Start: Sleep"));
}

#[test]
fn saved_answers_open_on_the_review_screen_and_an_emergency_comes_first() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&sample("typical.json"));
    assert!(window.heading(REVIEW));
    assert!(window.says("50 to 64"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Continue: Sleep, legs and head check-up"), "it is kept");

    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&sample("everything_at_once.json"));
    assert!(!window.heading(REVIEW));
    assert!(window.heading("Please get help now") || window.heading("Thank you for telling us"));
}

#[test]
fn a_saved_sheet_opens_again_with_its_answers() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "35 to 49");
    while !window.heading(REVIEW) {
        window.button("Skip these");
    }
    window.button("See your sheet");
    window.button("Save PDF…");
    let other = tempfile::tempdir().unwrap();
    let mut window = Window::open(other.path());
    window.open_file(&pdf_in(home.path()));
    assert!(window.heading(REVIEW));
    assert!(window.says("35 to 49"));
}

#[test]
fn answers_that_are_kept_give_way_only_if_that_is_said() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "18 to 34");
    let file = home.path().join("answers.json");
    std::fs::write(&file, r#"{"answers": {"about_you.age": "age_35_49", "insomnia.worry": "a_little"}}"#).unwrap();
    window.open_file(&file);
    assert!(window.heading("Sleep: other answers are kept"));
    window.button("Keep the answers that are here");
    assert!(window.is_chosen(Role::RadioButton, "18 to 34"));
    window.open_file(&file);
    window.button("Delete them and open the file");
    assert!(window.heading(REVIEW));
    assert!(window.says("35 to 49"));
    window.open_file(&file);
    assert!(window.heading(REVIEW), "the same answers again replace nothing");
}

#[test]
fn what_cannot_be_opened_is_said_and_nothing_changes() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "18 to 34");
    let file = home.path().join("notes.txt");
    std::fs::write(&file, "Dear doctor").unwrap();
    window.open_file(&file);
    assert!(window.says("notes.txt cannot be opened. What can be opened: a questionnaire (.ron)"));
    assert!(window.is_chosen(Role::RadioButton, "18 to 34"));
    window.open_file(&sample("../../questionnaires/emergency.ron"));
    assert!(window.says("It holds the words for emergencies and not a questionnaire."));
    window.open_file(&home.path().join("gone.json"));
    assert!(window.says("gone.json cannot be opened. It cannot be read: there is no such file."));
}

#[test]
fn a_file_waits_until_an_emergency_is_met() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    std::fs::write(&file, tea()).unwrap();
    let answers = home.path().join("answers.json");
    let sign = r#"{"answers": {"restless_legs.restless_evenings": "yes", "restless_legs.leg_warnings": ["weak_numb_bladder"]}}"#;
    std::fs::write(&answers, sign).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&answers);
    assert!(window.heading("Please get help now"));
    window.open_file(&file);
    assert!(window.heading("Please get help now"));
    window.button("Go on with the questions");
    assert!(window.heading("Your tea"));
}
