//! Everything by keyboard, without a display.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;

use anteroom::files::Library;
use anteroom::questionnaire::Item;
use common::{Window, begun, kept_answers, pdf_in, skip_to};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::{Map, Value};

const HOME: &str = "Start: Sleep, legs and head check-up";
const ALT_LEFT: (Modifiers, Key) = (Modifiers::ALT, Key::ArrowLeft);
const SHIFT_TAB: (Modifiers, Key) = (Modifiers::SHIFT, Key::Tab);

fn keys(window: &mut Window, (modifiers, key): (Modifiers, Key)) {
    window.keys(modifiers, key);
}

/// The question that has the keyboard: the name of its field, or of the group of its answers.
fn question(window: &Window) -> Option<String> {
    let focus = window.focus()?;
    let holder = if focus.accesskit_node().role() == Role::TextInput { focus } else { focus.parent()? };
    holder.accesskit_node().label()
}

/// Goes on with the Tab key until this has the keyboard.
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..80 {
        if window.focused().as_deref() == Some(name) {
            return;
        }
        window.key(Key::Tab);
    }
    assert_eq!(window.focused().as_deref(), Some(name), "the Tab key never comes to it");
}

/// Gives an answer of a file of answers with the keys of its rows, with arrows every third time, or as a number.
fn answer(window: &mut Window, item: &Item, answer: &Value, turn: usize) {
    let row_of = |id: &str| item.ask.options().iter().position(|option| option.id == id).unwrap();
    let key_of = |row: usize| "123456789abcdefghijklmnopqrstuvwxyz".chars().nth(row).unwrap().to_string();
    match answer {
        Value::Number(number) => window.type_text(&number.to_string().replace('.', ",")),
        Value::Array(ticks) => {
            for id in ticks {
                window.type_text(&key_of(row_of(id.as_str().unwrap())));
            }
        }
        Value::String(id) if turn.is_multiple_of(3) => {
            window.key(Key::Home);
            for _ in 0..row_of(id) {
                window.key(Key::ArrowRight);
            }
            window.key(Key::Space);
        }
        _ => window.type_text(&key_of(row_of(answer.as_str().unwrap()))),
    }
}

#[test]
fn the_check_up_can_be_filled_in_by_keyboard_alone() {
    let home = tempfile::tempdir().unwrap();
    let form = Library::shipped().form("checkup").unwrap();
    let everything: Value = serde_json::from_str(include_str!("sheets/everything_at_once.json")).unwrap();
    let mut given: Map<String, Value> = everything["answers"].as_object().unwrap().clone();
    given.insert("restless_legs.leg_warnings".to_owned(), serde_json::json!(["weak_numb_bladder"]));
    let mut window = Window::open(home.path());
    assert_eq!(window.focused().as_deref(), Some(HOME));
    window.key(Key::Enter);
    let mut messages = 0;
    for turn in 0..300 {
        if window.heading("Look over your answers") {
            break;
        }
        if window.heading("Please get help now") || window.heading("Thank you for telling us") {
            messages += 1;
            tab_to(&mut window, "Go on with the questions");
            window.key(Key::Space);
        } else {
            let asked = question(&window).unwrap();
            let item = form.items.iter().find(|item| item.text == asked).unwrap_or_else(|| panic!("{asked}"));
            answer(&mut window, item, &given[&item.id], turn);
        }
        window.key(Key::Enter);
    }
    assert!(window.heading("Look over your answers"));
    assert!(!window.says("gap"));
    assert_eq!(messages, 2, "an emergency and the card of support");
    window.key(Key::Enter);
    assert!(window.heading("What to talk about"));
    window.keys(Modifiers::COMMAND, Key::S);
    assert!(window.says("The sheet is saved as"));
    assert!(std::fs::read(pdf_in(home.path())).unwrap().starts_with(b"%PDF"));
    given.remove("insomnia.dark_thoughts");
    assert_eq!(sorted(&kept_answers(home.path())), sorted(&given), "what is kept is what was given");
}

/// Answers with their ticks in one order.
fn sorted(answers: &Map<String, Value>) -> Map<String, Value> {
    let mut answers = answers.clone();
    for ticks in answers.values_mut().filter_map(Value::as_array_mut) {
        ticks.sort_by_key(Value::to_string);
    }
    answers
}

#[test]
fn a_group_is_one_stop_of_the_tab_key() {
    let (_home, mut window) = begun("Sleep");
    assert_eq!(window.focused().as_deref(), Some("Under 18"));
    window.key(Key::ArrowDown);
    assert_eq!(window.focused().as_deref(), Some("18 to 34"));
    window.key(Key::Space);
    assert!(window.is_chosen(Role::RadioButton, "18 to 34"));
    window.key(Key::Tab);
    assert!(window.focused().is_some_and(|name| name.starts_with("Why we ask: Pregnancy")));
    window.key(Key::Tab);
    assert_eq!(window.focused().as_deref(), Some("No"));
    window.type_text("7");
    assert_eq!(window.focused().as_deref(), Some("Does not apply to me"));
    window.key(Key::Delete);
    assert!(!window.is_chosen(Role::RadioButton, "Does not apply to me"));
}

#[test]
fn home_and_end_lead_to_the_first_and_last_answer() {
    let (_home, mut window) = begun("Sleep");
    for (key, name) in [(Key::End, "I don’t know"), (Key::Home, "Under 18"), (Key::ArrowUp, "Under 18")] {
        window.key(key);
        assert_eq!(window.focused().as_deref(), Some(name), "{key:?}");
    }
}

#[test]
fn the_tab_key_goes_backward_as_it_goes_forward() {
    let (_home, mut window) = begun("Sleep");
    window.type_text("3");
    let mut forward = vec![window.focused().unwrap()];
    while forward.last().unwrap() != "Next" {
        window.key(Key::Tab);
        forward.push(window.focused().unwrap());
        assert!(forward.len() < 20, "{forward:?}");
    }
    let mut backward = vec![window.focused().unwrap()];
    while backward.len() < forward.len() {
        keys(&mut window, SHIFT_TAB);
        backward.push(window.focused().unwrap());
    }
    backward.reverse();
    assert_eq!(forward, backward);
    assert_eq!(forward[0], "35 to 49", "a group is entered where it is answered");
}

#[test]
fn enter_goes_on_and_alt_left_goes_back() {
    let (_home, mut window) = begun("Sleep");
    for _ in 0..3 {
        window.type_text("2");
        window.key(Key::Enter);
    }
    assert!(window.heading("Your health"));
    assert_eq!(question(&window).as_deref(), Some("Has a health professional told you that you have any of these?"));
    keys(&mut window, ALT_LEFT);
    assert!(window.heading("About you"));
    assert_eq!(window.focused().as_deref(), Some("18 to 34"), "on the first answer");
    keys(&mut window, ALT_LEFT);
    assert_eq!(window.focused().as_deref(), Some(HOME), "before the first questions lies the start");
}

#[test]
fn a_question_mark_lists_the_keys_but_not_while_typing() {
    let (_home, mut window) = begun("Sleep");
    window.type_text("?");
    assert!(window.has(Role::Dialog, "Keys"));
    window.key(Key::Escape);
    skip_to(&mut window, "On how many nights a week do you have trouble sleeping?");
    window.type_text("?");
    assert!(!window.has(Role::Dialog, "Keys"), "here it is part of what is typed");
    window.key(Key::F1);
    assert!(window.has(Role::Dialog, "Keys"));
}

#[test]
fn what_lies_over_a_screen_holds_the_keyboard_and_gives_it_back() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::with_own_chooser(home.path());
    window.key(Key::Tab);
    let opener = window.focused();
    window.key(Key::F1);
    let mut seen = Vec::new();
    for _ in 0..6 {
        assert!(window.focus().is_some_and(|node| within(node, "Keys")), "{seen:?} and then outside");
        seen.push(window.focused());
        window.key(Key::Tab);
    }
    window.key(Key::Escape);
    assert!(!window.has(Role::Dialog, "Keys"));
    assert_eq!(window.focused(), opener, "the keyboard is where it was");

    tab_to(&mut window, "Settings");
    window.key(Key::Enter);
    assert!(window.heading("Settings"));
    assert_eq!(window.focused().as_deref(), Some("As the system"), "on the colours");
    window.key(Key::F1);
    window.key(Key::Escape);
    assert!(window.heading("Settings"), "only what lies on top is closed");
    assert_eq!(window.focused().as_deref(), Some("As the system"));
    window.key(Key::Escape);
    assert_eq!(window.focused().as_deref(), Some("Settings"));
}

fn within(node: egui_kittest::Node<'_>, dialog: &str) -> bool {
    let own = node.accesskit_node();
    let named = own.role() == Role::Dialog && own.label().as_deref() == Some(dialog) && own.data().is_modal();
    named || node.parent().is_some_and(|parent| within(parent, dialog))
}

#[test]
fn the_chooser_opens_on_its_field_and_gives_the_keyboard_back() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::with_own_chooser(home.path());
    window.button("Start: Sleep");
    window.choose("How old are you?", "35 to 49");
    skip_to(&mut window, "Look over your answers");
    window.button("See your sheet");
    keys(&mut window, (Modifiers::COMMAND, Key::S));
    assert_eq!(window.focused().as_deref(), Some("File, with its folders"));
    window.key(Key::F1);
    window.key(Key::Escape);
    assert_eq!(window.focused().as_deref(), Some("File, with its folders"), "the keys came over it and went");
    keys(&mut window, (Modifiers::COMMAND, Key::A));
    window.type_text(&pdf_in(home.path()).display().to_string());
    window.key(Key::Enter);
    assert!(window.says("The sheet is saved as"));
    assert_eq!(window.focused().as_deref(), Some("Save PDF…"));
}

#[test]
fn page_down_and_page_up_scroll() {
    let (_home, mut window) = begun("Sleep");
    let top = |window: &Window| window.harness.get_by_role_and_label(Role::Heading, "About you").rect().top();
    let first = top(&window);
    window.key(Key::PageDown);
    assert!(top(&window) < first - 100.0);
    window.key(Key::PageUp);
    assert!((top(&window) - first).abs() < 1.0);
}

#[test]
fn what_has_the_keyboard_is_never_hidden() {
    for size in [(1120.0, 860.0), (640.0, 480.0), (320.0, 240.0)] {
        let home = tempfile::tempdir().unwrap();
        let mut window = Window::sized(home.path(), Vec2::from(size));
        window.button("Start: Sleep");
        for way in [(Modifiers::NONE, Key::Tab), (Modifiers::NONE, Key::ArrowDown), SHIFT_TAB] {
            for _ in 0..12 {
                keys(&mut window, way);
                assert_in_view(&window, &format!("{way:?} at {size:?}"));
            }
        }
    }
}

/// What has the keyboard lies between the bars, or in one of them.
fn assert_in_view(window: &Window, place: &str) {
    let rect_of = |name: &str| window.harness.get_by_role_and_label(Role::Button, name).rect();
    let (above, below) = (rect_of("Not now").bottom(), rect_of("Next").top());
    let Some(focus) = window.focus() else { return };
    let name = window.focused();
    let in_bar = |rect: Rect| rect.bottom() <= above || rect.top() >= below;
    let rect = focus.rect();
    let in_bars = ["Not now", "Dim", "Dim the screen", "Settings", "Back", "Skip these", "Next"];
    if in_bars.iter().any(|bar| name.as_deref() == Some(*bar)) {
        return assert!(in_bar(rect), "{place}: {name:?}");
    }
    assert!(rect.top() >= above && rect.bottom() <= below, "{place}: {name:?} at {rect:?}, room {above} to {below}");
}

#[test]
fn dimming_and_escape_leave_the_keyboard_where_it_is() {
    let (_home, mut window) = begun("Sleep");
    let question = "On how many nights a week do you have trouble sleeping?";
    for _ in 0..2 {
        let focused = window.focused();
        for key in [Key::F9, Key::Escape, Key::F9, Key::Escape] {
            window.key(key);
            assert_eq!(window.focused(), focused, "after {key:?}");
        }
        skip_to(&mut window, question);
    }
}

#[test]
fn a_moved_topic_keeps_the_keyboard_and_says_its_place() {
    let (_home, mut window) = begun("Sleep");
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
    let ticks = window.harness.query_all_by_role(Role::CheckBox).filter_map(|tick| tick.accesskit_node().label());
    let topics: Vec<String> =
        ticks.skip_while(|name| name.starts_with("Fit the page") || name.starts_with("Page at")).collect();
    window.button(&format!("Move: {}", topics[0]));
    for (words, place) in [("Down", 2), ("Up", 1)] {
        let button = format!("{words}: {}", topics[0]);
        tab_to(&mut window, &button);
        window.key(Key::Enter);
        assert!(window.says(&format!("{} is now {place} of ", topics[0])));
        assert_eq!(window.focused(), Some(button), "the keyboard goes with the topic");
    }
}
