//! The screen that asks, without a display.

mod common;

use common::{Window, begun, skip_to};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

const HEADACHE: &str = "Have you had a headache in the past 3 months?";
const ALL_DAYS: &str = "In a usual month, on how many days do you have any headache?";
const MIGRAINE_DAYS: &str = "On how many of those days is it a migraine?";
const MORE: &str = "There are more migraine days than headache days";

fn write(window: &mut Window, field: &str, words: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, field).focus();
    window.harness.run();
    window.type_text(words);
}

/// The buttons and links whose names begin so.
fn buttons(window: &Window, beginning: &str) -> Vec<String> {
    let buttons = window.harness.query_all_by_role(Role::Button);
    let names = buttons.filter_map(|node| node.accesskit_node().label());
    names.filter(|name| name.starts_with(beginning)).collect()
}

/// The headache questions, at the numbers of days.
fn at_the_days() -> (tempfile::TempDir, Window) {
    let (home, mut window) = begun("Headache");
    skip_to(&mut window, HEADACHE);
    window.choose(HEADACHE, "Yes");
    window.button("Next");
    skip_to(&mut window, ALL_DAYS);
    (home, window)
}

#[test]
fn numbers_that_contradict_each_other_lead_to_both_fields() {
    let (_home, mut window) = at_the_days();
    write(&mut window, MIGRAINE_DAYS, "9");
    write(&mut window, ALL_DAYS, "4");
    assert!(window.says(MORE), "said beside the field that was just changed, too");
    let links = buttons(&window, "Go to: ");
    assert_eq!(links.len(), 2, "one at each field: {links:?}");
    let to_migraine =
        links.iter().find(|name| name.contains("igraine days") && name.find("igraine") < name.find("from"));
    window.button(to_migraine.map_or("", String::as_str));
    assert_eq!(window.focused().as_deref(), Some(MIGRAINE_DAYS));
    window.key(Key::Backspace);
    window.type_text("3");
    assert!(!window.says(MORE));
    let back = buttons(&window, "Back to: ");
    assert_eq!(back.len(), 1, "the way back stays when all is mended");
    window.button(&back.concat());
    assert_eq!(window.focused().as_deref(), Some(ALL_DAYS));
}

#[test]
fn an_answer_is_cleared_and_brought_back_by_mouse() {
    let (_home, mut window) = begun("Sleep");
    assert!(!window.has(Role::Button, "Clear answer: Age"), "nothing to clear");
    window.choose("How old are you?", "35 to 49");
    window.button("Clear answer: Age");
    assert!(!window.is_chosen(Role::RadioButton, "35 to 49"));
    window.button("Bring back my answer: Age");
    assert!(window.is_chosen(Role::RadioButton, "35 to 49"));
}

#[test]
fn nothing_moves_when_an_answer_is_given() {
    let (_home, mut window) = begun("Sleep");
    let place = |window: &Window| {
        let below = window.harness.get_all_by_role_and_label(Role::RadioButton, "Does not apply to me").next();
        below.map(|node| node.rect().top())
    };
    let before = place(&window);
    window.choose("How old are you?", "35 to 49");
    assert_eq!(place(&window), before);
}

#[test]
fn ticks_that_gave_way_can_be_brought_back() {
    let (_home, mut window) = begun("Sleep");
    skip_to(&mut window, "Which of these medicines do you take now?");
    let ticks = |window: &Window| -> Vec<String> {
        let boxes = window.harness.query_all_by_role(Role::CheckBox);
        boxes.filter_map(|node| node.accesskit_node().label()).collect()
    };
    let all = ticks(&window);
    let (first, second) = (all.first().cloned().unwrap_or_default(), all.get(1).cloned().unwrap_or_default());
    window.press(Role::CheckBox, &first);
    window.press(Role::CheckBox, &second);
    window.press(Role::CheckBox, "I don’t know");
    assert!(!window.is_chosen(Role::CheckBox, &first));
    let back = buttons(&window, "Bring back my answer");
    window.button(&back.concat());
    assert!(window.is_chosen(Role::CheckBox, &first) && window.is_chosen(Role::CheckBox, &second));
    assert!(!window.is_chosen(Role::CheckBox, "I don’t know"));
}

#[test]
fn a_line_of_a_grid_can_be_cleared_by_mouse() {
    const NIGHTS: &str = "In the past month, how much trouble have you had getting to sleep?";
    let (_home, mut window) = begun("Sleep");
    for _ in 0..30 {
        if window.has(Role::RadioGroup, NIGHTS) {
            break;
        }
        window.button("Skip these");
    }
    window.choose(NIGHTS, "Some");
    assert!(window.is_chosen(Role::RadioButton, "Some"));
    let clear = buttons(&window, "Clear answer");
    window.button(&clear.concat());
    assert!(!window.is_chosen(Role::RadioButton, "Some"));
}

#[test]
fn a_number_with_thousands_is_explained_rather_than_misread() {
    let (_home, mut window) = begun("Sleep");
    let question = "On a bad night, about how many minutes does it take you to fall asleep?";
    skip_to(&mut window, question);
    window.type_text("1.234,5");
    assert!(window.says("no mark or space between the thousands: 1234,5"));
}

#[test]
fn the_time_left_falls_at_a_steady_pace_and_never_by_a_jump_back() {
    let (_home, mut window) = begun("Sleep, legs and head check-up");
    assert!(window.says("About 10 minutes"), "as the home screen said");
    assert!(window.says("Part 1 of "));
    let mut last = 11;
    for _ in 0..60 {
        if window.heading("Look over your answers") {
            return;
        }
        let words = window.harness.get_by_role(Role::ProgressIndicator).accesskit_node().label().unwrap_or_default();
        let minutes = words.split("About ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok()).unwrap_or(0);
        assert!(minutes <= last, "{last} minutes, and then: {words}");
        last = minutes;
        window.button("Skip these");
    }
    assert!(window.heading("Look over your answers"));
}

#[test]
fn keys_for_the_size_of_words_work_anywhere_and_are_remembered() {
    let (home, mut window) = begun("Sleep");
    window.keys(egui::Modifiers::COMMAND, Key::Plus);
    window.keys(egui::Modifiers::COMMAND, Key::Plus);
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 0.001);
    let mut window = Window::open(home.path());
    assert!((window.harness.ctx.zoom_factor() - 1.2).abs() < 0.001, "it is remembered");
    window.button("Settings");
    assert!(window.says("120 %"));
    window.keys(egui::Modifiers::COMMAND, Key::Num0);
    assert!(window.says("100 %"));
}
