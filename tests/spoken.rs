//! What screen readers are told of each screen: headings, descriptions, places, faults, what is read out.

mod common;

use common::{Window, begun, skip_to};
use egui::accesskit::{Invalid, Live, Role};
use egui::{Key, Modifiers};
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};

const NIGHTS: &str = "On how many nights a week do you have trouble sleeping?";

fn all(window: &Window) -> Vec<AccessKitNode<'_>> {
    window.harness.root().children_recursive().map(|node| node.accesskit_node()).collect()
}

fn description(node: &Node<'_>) -> String {
    node.accesskit_node().description().unwrap_or_default()
}

/// One heading of the first level, none that skips a level, and a window with a name.
fn assert_headings(window: &Window, place: &str) {
    let headings = all(window).into_iter().filter(|node| node.role() == Role::Heading);
    let levels: Vec<(usize, Option<String>)> =
        headings.map(|heading| (heading.level().unwrap_or_default(), heading.label())).collect();
    assert_eq!(levels.iter().filter(|(level, _)| *level == 1).count(), 1, "{place}: {levels:?}");
    assert!(levels.iter().all(|(level, _)| (1..=4).contains(level)), "{place}: {levels:?}");
    assert_eq!(window.harness.root().accesskit_node().label().as_deref(), Some("Anteroom"), "{place}");
}

#[test]
fn every_screen_has_one_heading_of_the_first_level() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    assert_headings(&window, "home");
    window.key(Key::F1);
    assert_headings(&window, "keys over home");
    window.key(Key::Escape);
    window.button("Settings");
    assert_headings(&window, "settings");
    window.key(Key::Escape);
    window.button("Start: Sleep");
    assert_headings(&window, "questions");
    window.choose("How old are you?", "Under 18");
    assert_headings(&window, "the end of the form");
    window.button("Change my answer");
    window.choose("How old are you?", "35 to 49");
    skip_to(&mut window, "Look over your answers");
    assert_headings(&window, "review");
    window.button("See your sheet");
    assert_headings(&window, "sheet");
}

#[test]
fn a_group_says_its_question_its_help_and_how_many_answers_there_are() {
    let (_home, window) = begun("Sleep");
    let group = window.harness.get_by_role_and_label(Role::RadioGroup, "How old are you?");
    assert_eq!(description(&group), "This tool is made for adults.");
    assert_eq!(group.accesskit_node().size_of_set(), Some(6));
    let third = group.get_by_role_and_label(Role::RadioButton, "35 to 49");
    assert_eq!(third.accesskit_node().position_in_set(), Some(2));
}

#[test]
fn a_field_says_its_range_and_what_is_wrong() {
    let (_home, mut window) = begun("Sleep");
    skip_to(&mut window, NIGHTS);
    let field = |window: &Window| {
        let field = window.harness.get_by_role_and_label(Role::TextInput, NIGHTS);
        (description(&field), field.accesskit_node().data().invalid())
    };
    assert_eq!(field(&window), ("0 to 7 nights".to_owned(), None));
    window.type_text("9");
    let (told, invalid) = field(&window);
    assert!(told.starts_with("Please give a") && told.ends_with("0 to 7 nights"), "{told}");
    assert_eq!(invalid, Some(Invalid::True));
    assert!(is_read_out(&window, "Please give a", Live::Polite));
}

/// True where words that begin so are read out when they appear.
fn is_read_out(window: &Window, words: &str, live: Live) -> bool {
    let begins = |text: Option<String>| text.is_some_and(|text| text.starts_with(words));
    all(window).iter().any(|node| node.live() == live && (begins(node.label()) || begins(node.value())))
}

#[test]
fn why_we_ask_says_whether_it_is_open() {
    let (_home, mut window) = begun("Sleep");
    let link = |window: &Window| {
        let link = window.harness.get_by_role_and_label(Role::Button, "Why we ask: Age");
        (link.accesskit_node().data().is_expanded(), description(&link))
    };
    assert_eq!(link(&window), (Some(false), String::new()));
    window.button("Why we ask: Age");
    let (open, told) = link(&window);
    assert_eq!(open, Some(true));
    assert!(is_read_out(&window, &told, Live::Polite));
}

#[test]
fn progress_is_read_out_once_a_section() {
    let (_home, mut window) = begun("Sleep");
    let progress = |window: &Window| {
        let progress = window.harness.get_by_role(Role::ProgressIndicator);
        (progress.accesskit_node().label().unwrap(), progress.accesskit_node().live())
    };
    let (words, _) = progress(&window);
    assert!(words.contains("questions left. About"), "{words}");
    window.choose("How old are you?", "35 to 49");
    let (after, live) = progress(&window);
    assert_ne!(words, after);
    assert_eq!(live, Live::Off, "an answer is not followed by talk");
}

#[test]
fn what_was_saved_is_read_out_each_time() {
    let (_home, mut window) = begun("Sleep");
    window.choose("How old are you?", "35 to 49");
    skip_to(&mut window, "Look over your answers");
    window.button("See your sheet");
    let mut said = Vec::new();
    for _ in 0..2 {
        window.keys(Modifiers::COMMAND, Key::S);
        assert!(is_read_out(&window, "The sheet is saved as", Live::Polite));
        let saved = all(&window).into_iter().find(|node| node.value().is_some_and(|it| it.contains("is saved as")));
        said.extend(saved.map(|node| node.id()));
    }
    assert_ne!(said[0], said[1], "the same words are new");
    for _ in 0..60 {
        if window.focused().as_deref() == Some("Close the message") {
            break;
        }
        window.key(Key::Tab);
    }
    window.key(Key::Enter);
    assert!(!window.says("The sheet is saved as"));
    assert_eq!(window.focused().as_deref(), Some("Save PDF…"), "the keyboard is not lost with the message");
}

#[test]
fn a_message_is_an_alert_that_says_what_to_do() {
    let (_home, mut window) = begun("Sleep");
    window.choose("How old are you?", "Under 18");
    let alert = window.harness.get_by_role_and_label(Role::Alert, "This form ends here");
    assert!(alert.is_focused());
    assert_eq!(alert.accesskit_node().live(), Live::Assertive);
    assert!(description(&alert).contains("adults"), "{}", description(&alert));
    assert!(alert.query_by_role_and_label(Role::Heading, "This form ends here").is_some(), "it holds what it says");
}

#[test]
fn the_pages_can_be_gone_through() {
    let (_home, mut window) = begun("Sleep");
    window.choose("How old are you?", "35 to 49");
    skip_to(&mut window, "Look over your answers");
    window.button("See your sheet");
    let page = window.harness.get_all_by_role(Role::Document).next().unwrap();
    assert!(page.accesskit_node().label().unwrap().starts_with("Page 1 of "));
    assert!(page.query_by_role_and_label(Role::Heading, "Keep safe").is_some());
}
