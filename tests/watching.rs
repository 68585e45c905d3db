//! Questionnaires that are saved in another editor while the window is open.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;

use common::Window;
use egui::accesskit::Role;
use std::path::Path;
use std::time::{Duration, Instant};

/// The example on the front page.
fn tea() -> String {
    let (_, after) = include_str!("../README.md").split_once("```ron\n").expect("it has one");
    after.split_once("```").expect("it ends").0.to_owned()
}

fn save(home: &Path, text: &str) {
    std::fs::create_dir_all(home.join("questionnaires")).unwrap();
    std::fs::write(home.join("questionnaires/tea.ron"), text).unwrap();
}

fn watched(home: &Path) -> Window {
    let mut window = Window::open(home);
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().watch(&ctx);
    window
}

/// Waits until the window says this. A second is what a person waits; a busy machine may take longer.
fn says_soon(window: &mut Window, words: &str) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        window.harness.run();
        if window.says(words) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

#[test]
fn a_new_questionnaire_comes_to_the_home_screen() {
    let home = tempfile::tempdir().unwrap();
    let mut window = watched(home.path());
    assert!(!window.says("Tea and sleep"));
    save(home.path(), &tea());
    assert!(says_soon(&mut window, "Tea and sleep"));
    save(home.path(), &tea().replace("ask: YesNo", "ask: YesNoo"));
    assert!(says_soon(&mut window, "Has a fault"));
    std::fs::remove_file(home.path().join("questionnaires/tea.ron")).unwrap();
    let begun = Instant::now();
    while window.says("Tea and sleep") && begun.elapsed() < Duration::from_secs(10) {
        window.harness.run();
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(!window.says("Tea and sleep"), "a file that is deleted is gone from there");
}

#[test]
fn an_open_form_keeps_its_answers_and_lists_what_no_longer_fits() {
    const QUESTION: &str = "Do you drink tea after 6 in the evening?";
    let home = tempfile::tempdir().unwrap();
    let mut window = watched(home.path());
    save(home.path(), &tea());
    assert!(says_soon(&mut window, "Tea and sleep"));
    window.button("Start: Tea and sleep");
    window.choose(QUESTION, "Yes");
    save(home.path(), &tea().replace("ask: YesNo", "ask: YesNoo"));
    assert!(says_soon(&mut window, "The questionnaire was saved with a fault. Line "));
    assert!(window.is_chosen(Role::RadioButton, "Yes"), "it goes on as before");
    save(home.path(), &tea().replace("Your tea", "Your evening tea"));
    assert!(says_soon(&mut window, "Your evening tea"));
    assert!(window.says("Your answers are kept") && window.is_chosen(Role::RadioButton, "Yes"));
    save(home.path(), &tea().replace("late_tea", "evening_tea"));
    assert!(says_soon(&mut window, "Answers that no longer fit are listed"));
    assert!(!window.is_chosen(Role::RadioButton, "Yes"));
    window.button("Skip these");
    assert!(window.says("Your answer was: Yes. This is not asked any more."), "in its old words");
    window.button("Delete these old answers");
    assert!(!window.says("Your answer was"));
}

#[test]
fn a_finished_visit_stays_as_it_was_when_its_questionnaire_changes() {
    let home = tempfile::tempdir().unwrap();
    let mut window = watched(home.path());
    save(home.path(), &tea());
    assert!(says_soon(&mut window, "Tea and sleep"));
    window.button("Start: Tea and sleep");
    window.choose("Do you drink tea after 6 in the evening?", "Yes");
    window.button("Skip these");
    window.button("See your sheet");
    window.button("Save PDF…");
    let visit = common::kept(home.path());
    assert_eq!(visit["finished"], "2026-11-22");
    save(home.path(), &tea().replace("hours < 6", "hours < 7"));
    assert!(says_soon(&mut window, "The visit is kept as it was."));
    window.button("Back to answers");
    let files: Vec<_> = std::fs::read_dir(home.path().join("visits")).unwrap().map(|it| it.unwrap().path()).collect();
    assert_eq!(files.len(), 2, "a new draft beside the visit");
    let kept: Vec<serde_json::Value> =
        files.iter().map(|file| serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()).collect();
    assert!(kept.contains(&visit), "{kept:?}");
}
