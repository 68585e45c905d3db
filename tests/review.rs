//! The screen of all answers, without a display.

mod common;

use common::{Window, begun, skip_to};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

const AGE: &str = "How old are you?";
const HEADACHE: &str = "Have you had a headache in the past 3 months?";

/// Goes through all questions without an answer, but for these.
fn all_answers(title: &str, answers: &[(&str, &str)]) -> (tempfile::TempDir, Window) {
    let (home, mut window) = begun(title);
    for _ in 0..60 {
        if window.heading("Look over your answers") {
            break;
        }
        for (question, answer) in answers {
            if window.has(Role::RadioGroup, question) {
                window.choose(question, answer);
            }
        }
        window.button("Skip these");
    }
    assert!(window.heading("Look over your answers"));
    (home, window)
}

#[test]
fn a_gap_is_answered_in_its_place() {
    let (_home, mut window) = all_answers("Headache", &[(HEADACHE, "No")]);
    window.button(&format!("Answer it: {AGE}"));
    assert_eq!(window.focused().as_deref(), Some("Under 18"), "the question has the keyboard");
    assert!(window.heading("Look over your answers"), "and nothing else has moved");
    window.type_text("3");
    assert!(window.is_chosen(Role::RadioButton, "35 to 49"));
    window.key(Key::Enter);
    assert!(!window.has(Role::RadioButton, "35 to 49"), "Enter closes it");
    assert_eq!(window.focused(), Some("Change: Age".to_owned()), "its row keeps its place and gets the keyboard");
    assert!(window.says("35 to 49"));
}

#[test]
fn what_a_change_opens_is_said_at_once_with_a_way_to_it() {
    let (_home, mut window) = all_answers("Headache", &[(HEADACHE, "No")]);
    window.button("Change: Headache in the past 3 months");
    window.choose(HEADACHE, "Yes");
    assert!(window.says("more questions are now asked"));
    window.choose(HEADACHE, "No");
    assert!(!window.says("more questions are now asked"), "taken back, there is nothing to say");
    window.choose(HEADACHE, "Yes");
    window.button("Done: Headache in the past 3 months");
    assert!(window.says("more questions are now asked"), "it stays until something else is opened");
    window.button("Go to the first of them");
    assert!(window.focused().is_some(), "the first new question is open");
    assert!(!window.says("more questions are now asked"));
}

#[test]
fn an_answer_that_cannot_be_read_stays_open() {
    const NIGHTS: &str = "On how many nights a week do you have trouble sleeping?";
    let (_home, mut window) = all_answers("Sleep", &[]);
    window.button(&format!("Answer it: {NIGHTS}"));
    window.type_text("five");
    assert!(window.says("Please write a number in digits"));
    window.key(Key::Enter);
    assert!(window.has(Role::TextInput, NIGHTS), "until it is mended");
    window.press(Role::Button, "Clear answer: Nights a week with trouble sleeping");
    window.harness.get_by_role_and_label(Role::TextInput, NIGHTS).focus();
    window.harness.run();
    window.type_text("5");
    window.key(Key::Enter);
    assert!(!window.has(Role::TextInput, NIGHTS));
}

#[test]
fn an_emergency_that_a_change_brings_leads_back_to_it() {
    const THUNDERCLAP: &str = "A sudden, very bad headache that hit its worst within a minute or so";
    const WARNINGS: &str = "In the last 7 days, have you had any of these?";
    let (_home, mut window) = begun("Headache");
    skip_to(&mut window, HEADACHE);
    window.choose(HEADACHE, "Yes");
    window.button("Next");
    assert!(window.has(Role::CheckBox, THUNDERCLAP));
    for _ in 0..60 {
        if window.heading("Look over your answers") {
            break;
        }
        window.button("Skip these");
    }
    window.button(&format!("Answer it: {WARNINGS}"));
    window.press(Role::CheckBox, THUNDERCLAP);
    assert!(window.heading("Please get help now"));
    window.button("Change my answer");
    assert!(window.heading("Look over your answers") && window.is_chosen(Role::CheckBox, THUNDERCLAP));
}
