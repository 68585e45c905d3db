//! The screen of the sheet, without a display: topics, pages, and the ways to answers and back.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end where something is missing")]

mod common;

use common::{Window, begun, skip_to};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::{NodeT, Queryable};

/// A sheet with many topics, from bad sleep in all its answers.
fn sheet() -> (tempfile::TempDir, Window) {
    let (home, mut window) = begun("Sleep");
    skip_to(&mut window, "How happy are you with your sleep these days?");
    for _ in 0..60 {
        if window.heading("Look over your answers") {
            break;
        }
        window.type_text("4");
        window.key(Key::Enter);
        if window.heading("Thank you for telling us") {
            window.button("Go on with the questions");
        }
    }
    window.button("See your sheet");
    (home, window)
}

/// The sheet of the whole check-up, with more topics than page one has room for.
fn long_sheet() -> (tempfile::TempDir, Window) {
    let home = tempfile::tempdir().unwrap();
    let visits = home.path().join("visits");
    std::fs::create_dir(&visits).unwrap();
    let file = std::fs::read_to_string("tests/sheets/typical.json").unwrap();
    let mut draft: serde_json::Value = serde_json::from_str(&file).unwrap();
    draft["format"] = 1.into();
    draft["started"] = "checkup".into();
    draft["form"] = "checkup".into();
    draft["answers"].as_object_mut().unwrap().remove("insomnia.dark_thoughts");
    std::fs::write(visits.join("draft-checkup.json"), draft.to_string()).unwrap();
    let mut window = Window::open(home.path());
    window.button("Continue: Sleep, legs and head check-up");
    while !window.heading("Look over your answers") {
        window.button("Skip these");
    }
    window.button("See your sheet");
    (home, window)
}

/// The topics that are listed, by the names of their handles.
fn topics(window: &Window) -> Vec<String> {
    let buttons = window.harness.query_all_by_role(Role::Button);
    let names = buttons.filter_map(|node| node.accesskit_node().label());
    names.filter_map(|name| name.strip_prefix("Move: ").map(str::to_owned)).collect()
}

fn place_of(window: &Window, button: &str) -> Pos2 {
    window.harness.get_by_role_and_label(Role::Button, button).rect().center()
}

#[test]
fn topics_can_be_taken_off_and_moved() {
    let (_home, mut window) = sheet();
    let before = topics(&window);
    assert!(before.len() >= 2, "{before:?}");
    window.button(&format!("Move: {}", before[0]));
    window.button(&format!("Down: {}", before[0]));
    let after = topics(&window);
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
    assert!(window.says("Place 2 of"));
    window.press(Role::CheckBox, &after[0].clone());
    assert!(!window.is_chosen(Role::CheckBox, &after[0]));
    assert!(topics(&window).contains(&after[0]), "what is taken off stays in the list");
}

#[test]
fn arrows_move_the_topic_whose_handle_has_the_keyboard() {
    let (_home, mut window) = sheet();
    let before = topics(&window);
    let handle = format!("Move: {}", before[1]);
    window.harness.get_by_role_and_label(Role::Button, &handle).focus();
    window.harness.run();
    window.key(Key::ArrowUp);
    assert_eq!(topics(&window)[0], before[1]);
    assert_eq!(window.focused(), Some(handle), "the keyboard goes with it");
    window.key(Key::ArrowDown);
    assert_eq!(topics(&window), before);
}

#[test]
fn a_topic_is_dragged_and_a_drag_that_slips_away_changes_nothing() {
    let (_home, mut window) = sheet();
    let before = topics(&window);
    let from = place_of(&window, &format!("Move: {}", before[0]));
    let second = place_of(&window, &format!("Move: {}", before[1]));
    let mut drag = |to: Pos2| {
        let press = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        for event in [Event::PointerMoved(from), press(from, true), Event::PointerMoved(to), press(to, false)] {
            window.harness.event(event);
            window.harness.run();
        }
        topics(&window)
    };
    assert_eq!(drag(Pos2::new(5.0, from.y)), before, "let go beside the list");
    assert_eq!(drag(from + egui::vec2(0.0, 12.0)), before, "let go on its own row");
    let after = drag(second + egui::vec2(0.0, 12.0));
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
}

#[test]
fn the_list_shows_page_one_first() {
    let (_home, mut window) = long_sheet();
    let few = topics(&window).len();
    let buttons = window.harness.query_all_by_role(Role::Button);
    let names: Vec<String> = buttons.filter_map(|node| node.accesskit_node().label()).collect();
    let more = names.iter().find(|name| name.starts_with("Show ") && name.ends_with(" more topics")).unwrap();
    let hidden: usize = more.split(' ').nth(1).unwrap().parse().unwrap();
    window.button(more);
    assert_eq!(topics(&window).len(), few + hidden);
    window.button("Show fewer topics");
    assert_eq!(topics(&window).len(), few);
}

#[test]
fn a_reason_leads_to_its_answers_and_back() {
    let (_home, mut window) = sheet();
    let topic = topics(&window)[0].clone();
    window.button(&format!("Why is this here? {topic}"));
    assert!(window.says("Rule:") && window.says("Evidence:") && window.says("doi:"));
    window.button(&format!("Close: why is this here? {topic}"));
    assert!(!window.says("Rule:"));
    assert_eq!(window.focused(), Some(format!("Why is this here? {topic}")));
    window.button(&format!("Why is this here? {topic}"));
    window.button(&format!("Go to the answers: {topic}"));
    assert!(window.heading("Look over your answers"));
    assert!(window.has(Role::Button, "Back to your sheet"), "a question is open");
    window.button("Back to your sheet");
    assert_eq!(window.focused().as_deref(), Some(topic.as_str()), "back where the person left");
}

#[test]
fn pages_are_turned_and_looked_at_closely() {
    let (_home, mut window) = sheet();
    assert!(window.says("Page 1 of"));
    window.button("Next page");
    assert!(window.says("Page 2 of"));
    window.button("Previous page");
    assert!(window.says("Page 1 of"));
    let widgets = |window: &Window| topics(window).len();
    assert!(widgets(&window) > 0);
    window.keys(Modifiers::COMMAND, Key::Plus);
    assert!(window.is_chosen(Role::CheckBox, "Page at 100 %"));
    assert_eq!(widgets(&window), 0, "the sheet has the window to itself");
    window.keys(Modifiers::COMMAND, Key::Equals);
    assert!(window.is_chosen(Role::CheckBox, "Page at 150 %"));
    window.keys(Modifiers::COMMAND, Key::Minus);
    assert!(window.is_chosen(Role::CheckBox, "Page at 100 %"));
    window.keys(Modifiers::COMMAND, Key::Num0);
    assert!(widgets(&window) > 0, "side by side again");
}
