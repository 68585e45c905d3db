//! The language of questionnaires, chosen in the window.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;

use anteroom::files::{Library, Settings};
use common::Window;
use egui::accesskit::Role;
use std::path::Path;

const LANGUAGE: &str = "Language of questionnaires";
const QUESTION: &str = "In the past month, how much trouble have you had getting to sleep?";
const FRAGE: &str = "Wie schwer fiel Ihnen im letzten Monat das Einschlafen?";

/// A translation of a few texts beside the person's own questionnaires.
fn translate(home: &Path) {
    let path = home.join("questionnaires/insomnia.de.ron");
    let text = Library::shipped().translation_to_fill_in("insomnia", "de", &path).unwrap();
    let text =
        text.replace("name: \"de\"", "name: \"Deutsch\"").replace("(\"Sleep\", \"\")", "(\"Sleep\", \"Schlaf\")");
    let text =
        text.replace(&format!("{QUESTION}\",\n            \"\""), &format!("{QUESTION}\",\n            \"{FRAGE}\""));
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
}

#[test]
fn without_a_translation_there_is_no_choice() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::with_own_questionnaires(home.path());
    window.button("Settings");
    assert!(!window.has(Role::RadioGroup, LANGUAGE));
}

#[test]
fn another_language_is_there_at_once_and_answers_stay() {
    let home = tempfile::tempdir().unwrap();
    translate(home.path());
    let mut window = Window::with_own_questionnaires(home.path());
    assert!(!window.says("Has a fault"), "a translation is no questionnaire that cannot be read");
    window.button("Start: Sleep");
    common::skip_to(&mut window, "Your nights");
    window.choose(QUESTION, "A lot");
    window.button("Settings");
    assert!(window.says("The program itself speaks English"));
    window.choose(LANGUAGE, "Deutsch");
    window.button("Close");
    assert!(window.says("The language was changed. Your answers are kept."));
    assert!(window.has(Role::RadioGroup, FRAGE) && !window.says(QUESTION));
    assert!(window.is_chosen(Role::RadioButton, "A lot"), "what is not translated stays, and so does the answer");
    drop(window);
    assert_eq!(Settings::load(home.path()).0.language, "de");
    let window = Window::with_own_questionnaires(home.path());
    assert!(window.has(Role::Button, "Continue: Schlaf"));
}

#[test]
fn a_translation_that_is_gone_leaves_the_words_as_they_were_written() {
    let home = tempfile::tempdir().unwrap();
    Settings { language: "de".to_owned(), ..Settings::default() }.save(home.path()).unwrap();
    let window = Window::with_own_questionnaires(home.path());
    assert!(window.has(Role::Button, "Start: Sleep"));
}

#[test]
fn a_translation_with_a_fault_is_shown_as_such_and_one_without_cannot_be_filled_in() {
    let home = tempfile::tempdir().unwrap();
    translate(home.path());
    let path = home.path().join("questionnaires/insomnia.de.ron");
    let mut window = Window::with_own_questionnaires(home.path());
    window.open_file(&path);
    assert!(window.says("It is a translation."));
    std::fs::write(&path, "Translation(format: 1, of: \"insomnia\")").unwrap();
    let window = Window::with_own_questionnaires(home.path());
    assert!(window.says("insomnia.de.ron") && window.says("Has a fault"));
}
