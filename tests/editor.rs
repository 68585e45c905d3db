//! The editor of questionnaires in the window without a display.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;

use common::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::PathBuf;
use tempfile::TempDir;

const TEXT: &str = "Questionnaire text";

/// The example on the front page.
fn tea() -> String {
    let (_, after) = include_str!("../README.md").split_once("```ron\n").unwrap();
    after.split_once("```").unwrap().0.to_owned()
}

/// The editor with this text as the person's own `tea.ron`, once it was checked.
fn editing(text: &str) -> (TempDir, PathBuf, Window) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("questionnaires/tea.ron");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, text).unwrap();
    let mut window = open(&home);
    let name = if window.has(Role::Button, "Edit: Tea and sleep") { "Edit" } else { "Open in editor" };
    window.button(&format!("{name}: Tea and sleep"));
    (home, file, window)
}

fn open(home: &TempDir) -> Window {
    Window::with_own_questionnaires(home.path())
}

fn text_of(window: &Window) -> String {
    let node = window.harness.get_by_role_and_label(Role::MultilineTextInput, TEXT);
    node.accesskit_node().value().unwrap()
}

/// Puts another text in place of the whole.
fn retype(window: &mut Window, text: &str) {
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.event(egui::Event::Paste(text.to_owned()));
    window.harness.run();
}

fn checked(window: &mut Window, words: &str) {
    window.wait_until(|window| window.says(words));
}

#[test]
fn a_shipped_questionnaire_is_copied_before_it_is_changed() {
    let home = tempfile::tempdir().unwrap();
    let mut window = open(&home);
    window.button("Write or change questionnaires…");
    window.button("Edit a copy: Sleep");
    let file = home.path().join("questionnaires/insomnia.ron");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), include_str!("../questionnaires/insomnia.ron"));
    assert_eq!(text_of(&window), include_str!("../questionnaires/insomnia.ron"));
    checked(&mut window, "No problems");
    window.button("Home");
    assert!(window.has(Role::Button, "Edit: Sleep"), "the copy is the person's own");
}

#[test]
fn a_new_questionnaire_has_no_problems_and_a_free_name() {
    let home = tempfile::tempdir().unwrap();
    let mut window = open(&home);
    window.button("Write or change questionnaires…");
    window.button("New questionnaire…");
    checked(&mut window, "No problems");
    window.button("Home");
    window.button("New questionnaire…");
    assert!(home.path().join("questionnaires/my_questionnaire_2.ron").exists());
}

#[test]
fn the_preview_is_the_form_and_takes_answers() {
    let (_home, file, mut window) = editing(&tea());
    window.wait_until(|window| window.heading("Your tea"));
    window.choose("Do you drink tea after 6 in the evening?", "Yes");
    assert!(window.heading("How many hours do you sleep?"));
    window.press(Role::CheckBox, "Sheet");
    window.wait_until(|window| window.says("late tea, short night"));
    window.wait_until(|window| window.says("Page 1 of"));
    assert_eq!(std::fs::read_to_string(file).unwrap(), tea());
}

#[test]
fn a_fault_is_listed_led_to_and_mended() {
    let slip = tea().replace("late_tea and", "late_tee and");
    let (_home, _, mut window) = editing(&slip);
    checked(&mut window, "1 fault");
    let name =
        "Fault, line 9: There is no question, criterion, score, finding or flag `late_tee`. Did you mean `late_tea`?";
    assert!(window.has(Role::Button, name));
    window.key(Key::F8);
    assert!(window.says("Line 9"));
    assert_eq!(window.focused().as_deref(), Some(TEXT));
    window.button("Fix: write late_tea");
    assert_eq!(text_of(&window), tea());
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&window), slip, "a fix can be undone");
}

#[test]
fn the_rule_at_the_cursor_is_said_in_words() {
    let (_home, _, mut window) = editing(&tea());
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("<");
    window.key(Key::Enter);
    window.key(Key::Escape);
    assert!(window.says("This rule: “Do you drink tea") && window.says("is less than 6"));
}

#[test]
fn what_is_typed_is_checked_and_saved() {
    let (_home, file, mut window) = editing(&tea());
    checked(&mut window, "No problems");
    let longer = tea().replace("Late tea and short nights.", "Late tea, short nights.");
    retype(&mut window, &longer);
    assert!(window.says("Not saved yet"));
    window.keys(Modifiers::COMMAND, Key::S);
    assert!(window.says("Saved"));
    assert_eq!(std::fs::read_to_string(file).unwrap(), longer);
    retype(&mut window, "Questionnaire(");
    checked(&mut window, "The text has faults. This shows what it said before them.");
}

#[test]
fn nobodys_change_is_lost() {
    let (_home, file, mut window) = editing(&tea());
    let (mine, theirs) = (tea().replace("minutes: 1", "minutes: 2"), tea().replace("minutes: 1", "minutes: 3"));
    retype(&mut window, &mine);
    std::fs::write(&file, &theirs).unwrap();
    window.keys(Modifiers::COMMAND, Key::S);
    assert!(window.heading("tea.ron was changed by somebody else"));
    assert!(window.says("minutes: 3"));
    window.button("Take the text of the file");
    assert_eq!(text_of(&window), theirs);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&window), mine);
    std::fs::write(&file, tea()).unwrap();
    window.keys(Modifiers::COMMAND, Key::S);
    window.button("Keep the text that is here");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), mine);
}

#[test]
fn leaving_with_unsaved_changes_asks() {
    let (home, file, mut window) = editing(&tea());
    let mine = tea().replace("minutes: 1", "minutes: 2");
    retype(&mut window, &mine);
    window.button("Home");
    assert!(window.heading("tea.ron is not saved yet"));
    window.key(Key::Escape);
    assert_eq!(text_of(&window), mine);
    window.button("Home");
    window.button("Leave without saving");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), tea());
    window.button("Edit: Tea and sleep");
    assert_eq!(text_of(&window), tea());
    retype(&mut window, &mine);
    window.button("Home");
    window.button("Save and leave");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), mine);
    assert!(window.has(Role::Button, "Edit: Tea and sleep"));
    drop(home);
}

#[test]
fn an_unsaved_text_survives_the_end_of_the_program() {
    let (home, file, mut window) = editing(&tea());
    checked(&mut window, "No problems");
    let mine = tea().replace("minutes: 1", "minutes: 2");
    retype(&mut window, &mine);
    let kept = || std::fs::read_dir(home.path().join("visits")).is_ok_and(|mut files| files.next().is_some());
    window.wait_until(|_| kept());
    drop(window);
    let mut window = open(&home);
    window.button("Edit: Tea and sleep");
    assert!(window.heading("Changes of tea.ron were not saved"));
    window.button("Go on with them");
    assert_eq!(text_of(&window), mine);
    window.keys(Modifiers::COMMAND, Key::S);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), mine);
    window.wait_until(|_| !kept());
}

#[test]
fn words_are_found_and_replaced() {
    let (_home, _, mut window) = editing(&tea());
    window.keys(Modifiers::COMMAND, Key::H);
    assert_eq!(window.focused().as_deref(), Some("Find"));
    window.type_text("sleep");
    assert!(window.says("2 places"));
    window.key(Key::Enter);
    assert_eq!(window.focused().as_deref(), Some(TEXT), "it is selected in the text");
    window.harness.get_by_role_and_label(Role::TextInput, "Put in its place").focus();
    window.harness.run();
    window.type_text("rest");
    window.button("Replace here");
    assert_eq!(text_of(&window), tea().replacen("sleep", "rest", 1));
    window.button("Replace all");
    assert_eq!(text_of(&window), tea().replace("sleep", "rest"));
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&window), tea().replacen("sleep", "rest", 1));
    window.key(Key::Escape);
    assert!(!window.has(Role::TextInput, "Find"));
    assert_eq!(window.focused().as_deref(), Some(TEXT));
}

#[test]
fn what_is_typed_in_one_go_is_typed_in_one_place() {
    let (_home, _, mut window) = editing(&tea());
    window.keys(Modifiers::COMMAND, Key::F);
    let (key, modifiers) = (Key::Enter, Modifiers::NONE);
    let enter = egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    window.harness.input_mut().events.extend([egui::Event::Text("sleep".to_owned()), enter]);
    window.harness.run();
    assert_eq!(window.focused().as_deref(), Some(TEXT));
    assert!(window.says("2 places"));
    assert_eq!(text_of(&window), tea(), "what was found is selected, and nothing typed over it");
}

#[test]
fn a_name_leads_to_its_places_and_is_changed_in_all_of_them() {
    let (_home, _, mut window) = editing(&tea());
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("late_tea = no");
    window.key(Key::Enter);
    window.key(Key::ArrowLeft);
    assert!(window.says("late_tea: from line 4, used in 3 places"));
    window.key(Key::F12);
    assert!(window.says("Line 4"));
    window.keys(Modifiers::SHIFT, Key::F12);
    assert!(window.says("Line 6"));
    window.key(Key::F2);
    assert_eq!(window.focused().as_deref(), Some("New name for late_tea"));
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("hours");
    window.button("Rename");
    assert!(window.says("hours is the name of something else"));
    assert_eq!(text_of(&window), tea());
    window.key(Key::Escape);
    assert!(!window.has(Role::TextInput, "New name for late_tea"));
    window.key(Key::F2);
    window.harness.get_by_role_and_label(Role::TextInput, "New name for late_tea").focus();
    window.harness.run();
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("evening_tea");
    window.key(Key::Enter);
    assert_eq!(text_of(&window), tea().replace("late_tea", "evening_tea"));
    assert_eq!(window.focused().as_deref(), Some(TEXT));
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&window), tea());
}

#[test]
fn a_name_is_changed_in_the_other_files_that_speak_of_it_too() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("questionnaires");
    std::fs::create_dir_all(&folder).unwrap();
    let both = "Panel(format: 1, id: \"both\", version: \"1\", title: \"Both\", order: [\"tea\"], criteria: [Criterion(id: \"c\", \
                name: \"C\", when: \"topic(tea.tea_time)\")])";
    let german = "Translation(format: 1, of: \"tea\", version: \"1\", language: \"de\", texts: {\n    \
                  \"topics.tea_time.title\": (\"Late tea\", \"Später Tee\"), // the tea_time\n})";
    for (name, text) in [("tea.ron", tea().as_str()), ("both.ron", both), ("tea.de.ron", german)] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut window = open(&home);
    window.button("Write or change questionnaires…");
    window.button("Edit: Tea and sleep");
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("tea_time");
    window.key(Key::Enter);
    window.key(Key::Escape);
    assert!(window.says("tea_time: from line 8, used in 1 place"));
    window.key(Key::F2);
    assert!(window.says("Also used in both.ron, tea.de.ron."));
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("late_tea");
    window.button("Rename only here");
    let here = tea().replace("\"tea_time\"", "\"late_tea\"");
    assert_eq!(text_of(&window), here);
    assert_eq!([read("tea.ron"), read("both.ron"), read("tea.de.ron")], [tea(), both.to_owned(), german.to_owned()]);
    checked(&mut window, "No problems");
    window.key(Key::F2);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("evening");
    assert!(!window.has(Role::Button, "Rename everywhere"), "the other files have the old name");
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND, Key::Z);
    checked(&mut window, "No problems");
    window.key(Key::F2);
    window.type_text("late_tea");
    window.key(Key::Enter);
    assert_eq!(read("tea.ron"), here);
    assert_eq!(read("both.ron"), both.replace("tea_time", "late_tea"));
    assert_eq!(read("tea.de.ron"), german.replace("topics.tea_time", "topics.late_tea"));
    assert!(window.says("Changed and saved here and in both.ron, tea.de.ron."));
    assert!(window.says("Saved"));
    checked(&mut window, "No problems");
}

#[test]
fn other_files_are_not_changed_while_the_text_is_not_saved() {
    let (home, file, mut window) = editing(&tea());
    let german = "Translation(format: 1, of: \"tea\", version: \"1\", language: \"de\", texts: {\n    \
                  \"topics.tea_time.title\": (\"Late tea\", \"Später Tee\"),\n})";
    std::fs::write(file.with_file_name("tea.de.ron"), german).unwrap();
    drop(window);
    window = open(&home);
    window.button("Edit: Tea and sleep");
    retype(&mut window, &tea().replace("minutes: 1", "minutes: 2"));
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("tea_time");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.key(Key::F2);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("late_tea");
    window.button("Rename everywhere");
    assert!(window.says("Save the text first"));
    assert_eq!(std::fs::read_to_string(file.with_file_name("tea.de.ron")).unwrap(), german);
}

#[test]
fn a_new_line_begins_below_the_one_before() {
    let (_home, _, mut window) = editing(&tea());
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("topics: [");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.key(Key::ArrowRight);
    window.key(Key::Enter);
    window.type_text("// one");
    window.key(Key::Enter);
    window.type_text("// two");
    let lines = "topics: [\n        // one\n        // twoTopic(";
    assert!(text_of(&window).contains(lines), "{}", text_of(&window));
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("// two");
    assert!(window.says("1 place"), "it is typed in place of what was looked for before");
}

#[test]
fn the_text_is_laid_out_in_one_step_and_the_cursor_stays_at_its_word() {
    let untidy = tea().replace("        Item(", "Item( ").replace(", ask:", " ,ask :");
    let (_home, _, mut window) = editing(&untidy);
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("late_tea = no");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert!(!window.has(Role::TextInput, "Find"));
    assert_eq!(text_of(&window), tea());
    window.type_text("!");
    assert_eq!(text_of(&window), tea().replace("late_tea = no", "late_tea = no!"));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&window), untidy);
}

#[test]
fn a_text_that_cannot_be_read_is_not_laid_out_and_its_fault_is_shown() {
    let broken = tea().replace("ask: YesNo,", "ask = YesNo,");
    let (_home, _, mut window) = editing(&broken);
    checked(&mut window, "1 fault");
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert_eq!(text_of(&window), broken);
    assert!(window.says("Line 4"));
}

#[test]
fn something_new_is_inserted_near_the_cursor_and_its_words_are_selected() {
    let (_home, _, mut window) = editing(&tea());
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("after 6");
    window.key(Key::Enter);
    window.key(Key::Escape);
    window.keys(Modifiers::COMMAND, Key::I);
    assert_eq!(window.focused().as_deref(), Some("Insert: Yes or no"));
    window.key(Key::Escape);
    assert_eq!(window.focused().as_deref(), Some(TEXT));
    window.button("Insert…");
    window.button("Insert: Number");
    assert!(!window.has(Role::Button, "Insert: Number"));
    window.type_text("How many cups?");
    let item =
        "\n        Item(id: \"question\", ask: Number(from: 0, to: 31, unit: \"days\"), text: \"How many cups?\"),\n";
    assert!(text_of(&window).contains(&format!("in the evening?\"),{item}        Item(id: \"hours\"")));
    checked(&mut window, "No problems");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.keys(Modifiers::COMMAND, Key::Z);
    assert_eq!(text_of(&window), tea());
    for key in [Key::Enter, Key::Space] {
        window.keys(Modifiers::COMMAND, Key::I);
        window.key(key);
        window.type_text("Green tea?");
        let item = "Item(id: \"question\", ask: YesNo, text: \"Green tea?\")";
        assert!(text_of(&window).contains(item), "the key that chose it is not typed");
        window.keys(Modifiers::COMMAND, Key::Z);
        window.keys(Modifiers::COMMAND, Key::Z);
    }
}

#[test]
fn nothing_is_inserted_where_brackets_are_open_and_that_is_said() {
    let broken = tea().replacen("])],", "]", 1);
    let (_home, _, mut window) = editing(&broken);
    window.keys(Modifiers::COMMAND, Key::I);
    window.button("Insert: Topic");
    assert!(window.says("Nothing could be put in"));
    assert_eq!(text_of(&window), broken);
    window.button("Close insert");
    assert_eq!(window.focused().as_deref(), Some(TEXT));
}

#[test]
fn the_examples_are_listed_with_what_came_out() {
    let one_fails = tea().replace(
        "    examples: [",
        "    examples: [Example(name: \"early tea\", given: (late_tea: no), expect: (topics: [\"tea_time\"])), ",
    );
    let (_home, _, mut window) = editing(&one_fails);
    checked(&mut window, "1 fault");
    window.press(Role::CheckBox, "Examples, 1 of 2");
    let failing = "Example: early tea. The topics came out differently: `tea_time` did not appear.";
    assert!(window.has(Role::Button, failing));
    window.button("Example: late tea, short night. As expected.");
    assert!(window.says("Line 11"));
    window.wait_until(|window| window.says("Example: late tea, short night"));
    assert_eq!(window.focused().as_deref(), Some(TEXT));
}

#[test]
fn names_are_offered_while_typing_in_a_rule_and_not_in_words() {
    let (_home, _, mut window) = editing(&tea().replace("\"late_tea and hours < 6\"", "\"hours < 6 and \""));
    checked(&mut window, "1 fault");
    window.keys(Modifiers::COMMAND, Key::F);
    window.type_text("and \"");
    window.key(Key::Enter);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowLeft);
    window.type_text("la");
    assert!(window.has(Role::ListBoxOption, "late_tea"));
    window.key(Key::Enter);
    let offered = tea().replace("\"late_tea and hours < 6\"", "\"hours < 6 and late_tea\"");
    assert_eq!(text_of(&window), offered);
    window.type_text(" o");
    window.type_text("r");
    window.key(Key::Escape);
    assert!(!window.has(Role::ListBoxOption, "or"));
    assert_eq!(window.focused().as_deref(), Some(TEXT), "typing goes on");
    window.keys(Modifiers::COMMAND, Key::F);
    window.keys(Modifiers::COMMAND, Key::A);
    window.type_text("short nights");
    window.key(Key::Enter);
    window.key(Key::ArrowRight);
    window.type_text(" la");
    assert!(!window.has(Role::ListBoxOption, "late_tea"));
}
