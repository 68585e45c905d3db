//! The window without a display: widgets are found by role and name, as a screen reader finds them.

mod common;

use common::{Window, begun, kept, skip_to};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable;

const HEADACHE: &str = "Have you had a headache in the past 3 months?";
const THUNDERCLAP: &str = "A sudden, very bad headache that hit its worst within a minute or so";

#[test]
fn a_thunderclap_headache_is_met_at_once() {
    let (_home, mut window) = begun("Headache");
    skip_to(&mut window, HEADACHE);
    window.choose(HEADACHE, "Yes");
    window.button("Next");
    window.press(Role::CheckBox, THUNDERCLAP);
    assert!(window.heading("Please get help now"));
    assert!(window.says("sudden, very bad headache"), "the sign in plain words");
    assert!(!window.has(Role::CheckBox, THUNDERCLAP), "the message stands alone");
    for key in [Key::Enter, Key::Escape] {
        window.key(key);
        assert!(window.heading("Please get help now"), "{key:?} does not dismiss it");
    }
    window.button("Change my answer");
    assert!(window.is_chosen(Role::CheckBox, THUNDERCLAP));
    window.press(Role::CheckBox, THUNDERCLAP);
    assert!(!window.heading("Please get help now"));
    window.press(Role::CheckBox, THUNDERCLAP);
    assert!(window.heading("Please get help now"), "given anew, it is met anew");
    window.button("Go on with the questions");
    assert!(window.has(Role::CheckBox, THUNDERCLAP));
    assert!(!window.heading("Please get help now"));
}

#[test]
fn the_number_of_the_chosen_region_is_shown() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("settings.ron"), "(format: 1, region: \"ie\")").unwrap();
    let mut window = Window::open(home.path());
    window.button("Start: Headache");
    skip_to(&mut window, HEADACHE);
    window.choose(HEADACHE, "Yes");
    window.button("Next");
    window.press(Role::CheckBox, THUNDERCLAP);
    assert!(window.says("Emergency number, Ireland") && window.says("112"));
}

#[test]
fn answers_that_contradict_each_other_are_explained_at_once() {
    let (_home, mut window) = begun("Headache");
    skip_to(&mut window, HEADACHE);
    window.choose(HEADACHE, "Yes");
    window.button("Next");
    let all = "In a usual month, on how many days do you have any headache?";
    let migraine = "On how many of those days is it a migraine?";
    skip_to(&mut window, all);
    let focus = |window: &mut Window, field: &str| {
        window.harness.get_by_role_and_label(Role::TextInput, field).focus();
        window.harness.run();
    };
    focus(&mut window, all);
    window.type_text("4");
    focus(&mut window, migraine);
    window.type_text("9");
    assert!(window.says("There are more migraine days than headache days"));
    focus(&mut window, all);
    window.key(Key::Backspace);
    window.type_text("12");
    assert!(!window.says("There are more migraine days than headache days"));
}

#[test]
fn under_18_ends_the_form_and_can_be_changed() {
    let (_home, mut window) = begun("Sleep");
    window.choose("How old are you?", "Under 18");
    assert!(window.heading("This form ends here"));
    window.button("Change my answer");
    window.choose("How old are you?", "18 to 34");
    assert!(!window.heading("This form ends here"));
}

#[test]
fn skipped_questions_do_not_count_as_left() {
    let (_home, mut window) = begun("Sleep");
    let all = window.questions_left();
    window.choose("How old are you?", "I don’t know");
    assert_eq!(window.questions_left(), all - 1);
    window.button("Next");
    assert!(window.says("2 have no answer yet"), "named once");
    window.button("Next");
    assert_eq!(window.questions_left(), all - 3);
    window.button("Back");
    assert!(window.is_chosen(Role::RadioButton, "I don’t know"));
    assert_eq!(window.questions_left(), all - 3);
}

#[test]
fn a_draft_comes_back() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "35 to 49");
    window.button("Skip these");
    window.button("Not now");
    drop(window);
    let mut window = Window::open(home.path());
    assert!(window.says("Nothing is lost"));
    window.button("Continue: Sleep");
    window.keys(Modifiers::ALT, Key::ArrowLeft);
    assert!(window.is_chosen(Role::RadioButton, "35 to 49"));
    window.button("Not now");
    window.button("Start again: Sleep");
    window.button("Delete them and start again");
    assert!(!window.is_chosen(Role::RadioButton, "35 to 49"));
}

#[test]
fn the_card_comes_at_once_and_the_answer_is_kept_only_if_agreed() {
    let (home, mut window) = begun("Sleep");
    for _ in 0..40 {
        if window.says("I would rather not say") {
            break;
        }
        window.button("Skip these");
    }
    let draft = || kept(home.path()).to_string();
    window.press(Role::RadioButton, "I would rather not say");
    assert!(window.heading("Thank you for telling us"));
    window.key(Key::Enter);
    assert!(window.heading("Thank you for telling us"));
    assert!(!draft().contains("dark_thoughts"));
    window.press(Role::RadioButton, "Yes");
    assert!(draft().contains("dark_thoughts"));
    window.press(Role::RadioButton, "No");
    assert!(!draft().contains("dark_thoughts"));
    window.button("Go on with the questions");
    assert!(!window.heading("Thank you for telling us"));
}

#[test]
fn a_wrong_number_is_explained_beside_its_field() {
    let (_home, mut window) = begun("Sleep");
    let question = "On how many nights a week do you have trouble sleeping?";
    skip_to(&mut window, question);
    let field = |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, question).is_focused();
    assert!(field(&window), "the first question has the keyboard");
    window.type_text("9");
    assert!(window.says("Please give a whole number from 0 to 7") || window.says("Please give a number from 0 to 7"));
    window.key(Key::Enter);
    assert!(field(&window), "the keyboard stays until it is mended");
    window.key(Key::Backspace);
    window.type_text("five");
    assert!(window.says("Please write a number in digits"));
}

#[test]
fn a_disk_that_cannot_be_written_is_said_once_and_filling_in_goes_on() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("visits"), "a file where a folder should be").unwrap();
    let mut window = Window::open(home.path());
    window.button("Start: Sleep");
    window.choose("How old are you?", "35 to 49");
    assert!(window.says("Your answers cannot be kept on this computer"));
    window.button("Close the message");
    window.choose("How old are you?", "50 to 64");
    assert!(!window.says("Your answers cannot be kept on this computer"));
    assert!(window.is_chosen(Role::RadioButton, "50 to 64"));
}

#[test]
fn the_answers_stay_out_of_the_pdf_where_that_is_chosen() {
    const BOX: &str = "Put the answers inside the PDF file too";
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    window.button("Settings");
    assert!(window.is_chosen(Role::CheckBox, BOX));
    window.press(Role::CheckBox, BOX);
    assert!(!window.is_chosen(Role::CheckBox, BOX));
    let mut window = Window::open(home.path());
    window.button("Settings");
    assert!(!window.is_chosen(Role::CheckBox, BOX), "it is remembered");
}

#[test]
fn nothing_is_cut_off_in_a_small_window_or_with_large_words() {
    let home = tempfile::tempdir().unwrap();
    // A text size of 200 % acts as a window of half the width and height.
    // Dim has the longer word in the bar at the top.
    let sizes = [(640.0, 480.0), (720.0, 600.0), (560.0, 430.0), (320.0, 240.0), (960.0, 640.0)];
    for (size, theme) in sizes.map(|size| (size, if size.0 < 700.0 { "Dim" } else { "Light" })) {
        std::fs::remove_dir_all(home.path().join("visits")).ok();
        std::fs::write(home.path().join("settings.ron"), format!("(format: 1, theme: {theme})")).unwrap();
        let mut window = Window::sized(home.path(), Vec2::from(size));
        let place = |name: &str| format!("{name} at {size:?}");
        window.assert_nothing_is_cut_off(&place("home"));
        window.button("Settings");
        window.assert_nothing_is_cut_off(&place("settings"));
        window.button("Close");
        window.key(Key::F1);
        window.assert_nothing_is_cut_off(&place("keys"));
        window.key(Key::Escape);
        window.button("Start: Headache");
        for _ in 0..40 {
            window.assert_nothing_is_cut_off(&place("questions"));
            if window.heading("Look over your answers") {
                break;
            }
            if window.heading(HEADACHE) {
                window.type_text("1");
            }
            if window.has(Role::CheckBox, THUNDERCLAP) && !window.is_chosen(Role::CheckBox, THUNDERCLAP) {
                window.press(Role::CheckBox, THUNDERCLAP);
                window.assert_nothing_is_cut_off(&place("emergency"));
                window.button("Go on with the questions");
            }
            window.button("Skip these");
        }
        window.assert_nothing_is_cut_off(&place("review"));
        window.button("See your sheet");
        window.assert_nothing_is_cut_off(&place("sheet"));
    }
}
