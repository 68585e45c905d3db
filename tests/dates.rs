//! A date that is typed or picked, without a display.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;

use anteroom::files::{Folders, Library};
use anteroom::source::Source;
use anteroom::ui::{App, Dialogs};
use common::Window;
use egui::accesskit::Role;
use egui::{Key, Vec2};
use egui_kittest::kittest::Queryable;

const QUESTION: &str = "When did it begin?";
const FORM: &str = r#"Questionnaire(format: 1, id: "begin", version: "1", title: "Beginnings", about: "One date.", minutes: 1,
    sections: [Section(id: "begin", title: "The beginning", items: [
        Item(id: "day", ask: Date, text: "When did it begin?", short: "Day it began"),
    ])],
)"#;

fn at_the_date() -> (tempfile::TempDir, Window) {
    let home = tempfile::tempdir().unwrap();
    let mut library = Library::shipped();
    library.add_source(&Source { name: "begin.ron".to_owned(), text: FORM.to_owned() }, None, None);
    let app = App::new(library, Some(Folders::below(home.path())), Dialogs::Own).unwrap();
    let mut window = Window::of(app, Vec2::new(1120.0, 860.0));
    window.button("Start: Beginnings");
    window.harness.get_by_role_and_label(Role::TextInput, QUESTION).focus();
    window.harness.run();
    window.type_text("28.2.2024");
    (home, window)
}

#[test]
fn a_day_is_picked_with_the_keyboard_alone() {
    let (_home, mut window) = at_the_date();
    window.key(Key::Tab);
    assert_eq!(window.focused().as_deref(), Some("Pick a day: Day it began"));
    window.key(Key::Space);
    assert_eq!(window.focused().as_deref(), Some("Wednesday, 28 February 2024"), "it opens at the answer");
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    assert_eq!(window.focused().as_deref(), Some("Friday, 1 March 2024"), "over the end of the month");
    window.key(Key::ArrowUp);
    assert_eq!(window.focused().as_deref(), Some("Friday, 23 February 2024"));
    window.key(Key::End);
    window.key(Key::Space);
    assert_eq!(
        window.focused().as_deref(),
        Some("Pick a day: Day it began"),
        "it closes, and the button has the keyboard"
    );
    assert!(window.says("29 02 2024"), "the field says it");
}

#[test]
fn a_day_is_picked_by_mouse_and_the_month_turned() {
    let (_home, mut window) = at_the_date();
    window.button("Pick a day: Day it began");
    assert!(window.is_chosen(Role::RadioButton, "Wednesday, 28 February 2024"));
    window.button("Year before");
    window.button("Month after");
    assert!(window.says("March 2023"));
    window.press(Role::RadioButton, "Friday, 10 March 2023");
    assert!(!window.has(Role::RadioButton, "Friday, 10 March 2023"), "picking closes the month");
    assert!(window.says("10 03 2023"));
    window.button("Clear answer: Day it began");
    assert!(!window.says("10 03 2023"));
}
