//! Opening, saving and printing in the window without a display.

mod common;

use anteroom::files::Helpers;
use common::{Window, begun, pdf_in};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use std::path::PathBuf;

const REVIEW: &str = "Look over your answers";

/// The example on the front page.
fn tea() -> String {
    let (_, after) = include_str!("../README.md").split_once("```ron\n").expect("it has one");
    after.split_once("```").expect("it ends").0.to_owned()
}

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name)
}

#[test]
fn a_questionnaire_that_is_opened_starts_and_stays_until_the_window_is_closed() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    std::fs::write(&file, tea()).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&file);
    assert!(window.heading("Your tea"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Start: Tea and sleep"));
    assert!(!Window::open(home.path()).has(Role::Button, "Start: Tea and sleep"));
}

#[test]
fn a_panel_brings_the_parts_that_lie_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("forms");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("tea.ron"), tea()).unwrap();
    std::fs::write(folder.join("other.ron"), tea().replace("id: \"tea\"", "id: \"not_needed\"")).unwrap();
    let panel = "Panel(format: 1, id: \"pair\", version: \"1\", title: \"Tea and nights\", \
                 order: [\"tea\", \"about_you\", \"insomnia\"])";
    std::fs::write(folder.join("pair.ron"), panel).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&folder.join("pair.ron"));
    assert!(window.says("Tea and nights") && !window.says("has a fault"));
    window.button("Not now");
    assert!(window.says("Tea and sleep"), "the part it needs is there");
    assert_eq!(window.harness.query_all_by_label_contains("Start: Tea and sleep").count(), 1, "and no other");
}

#[test]
fn a_faulty_questionnaire_is_told_by_line_and_takes_nobody_s_place() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    let slip =
        tea().replace("late_tea and", "late_tee and").replace("id: \"tea\", version", "id: \"insomnia\", version");
    std::fs::write(&file, slip).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&file);
    assert!(window.heading("tea.ron cannot be filled in yet"));
    assert!(window.says("Line 9: there is no question, criterion, score, finding or flag `late_tee`"));
    assert!(window.says("did you mean `late_tea`?"));
    std::fs::write(&file, tea()).unwrap();
    window.button("Read it again");
    assert!(window.heading("Your tea"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Start: Sleep"));
}

#[test]
fn saved_answers_open_on_the_review_screen_and_an_emergency_comes_first() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&sample("typical.json"));
    assert!(window.heading(REVIEW));
    assert!(window.says("50 to 64"));
    window.button("Not now");
    assert!(window.has(Role::Button, "Continue: Sleep, legs and head check-up"), "it is kept");

    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&sample("everything_at_once.json"));
    assert!(!window.heading(REVIEW));
    assert!(window.heading("Please get help now") || window.heading("Thank you for telling us"));
}

#[test]
fn a_saved_sheet_opens_again_with_its_answers() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "35 to 49");
    while !window.heading(REVIEW) {
        window.button("Skip these");
    }
    window.button("See your sheet");
    window.button("Save PDF…");
    let other = tempfile::tempdir().unwrap();
    let mut window = Window::open(other.path());
    window.open_file(&pdf_in(home.path()));
    assert!(window.heading(REVIEW));
    assert!(window.says("35 to 49"));
}

#[test]
fn answers_that_are_kept_give_way_only_if_that_is_said() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "18 to 34");
    let file = home.path().join("answers.json");
    std::fs::write(&file, r#"{"answers": {"about_you.age": "age_35_49", "insomnia.worry": "a_little"}}"#).unwrap();
    window.open_file(&file);
    assert!(window.heading("Sleep: other answers are kept"));
    window.button("Keep the answers that are here");
    assert!(window.is_chosen(Role::RadioButton, "18 to 34"));
    window.open_file(&file);
    window.button("Delete them and open the file");
    assert!(window.heading(REVIEW));
    assert!(window.says("35 to 49"));
    window.open_file(&file);
    assert!(window.heading(REVIEW), "the same answers again replace nothing");
}

#[test]
fn what_cannot_be_opened_is_said_and_nothing_changes() {
    let (home, mut window) = begun("Sleep");
    window.choose("How old are you?", "18 to 34");
    let file = home.path().join("notes.txt");
    std::fs::write(&file, "Dear doctor").unwrap();
    window.open_file(&file);
    assert!(window.says("notes.txt cannot be opened. What can be opened: a questionnaire (.ron)"));
    assert!(window.is_chosen(Role::RadioButton, "18 to 34"));
    window.open_file(&sample("../../questionnaires/emergency.ron"));
    assert!(window.says("It holds the words for emergencies and not a questionnaire."));
    window.open_file(&home.path().join("gone.json"));
    assert!(window.says("gone.json cannot be opened. It cannot be read: there is no such file."));
}

#[test]
fn a_file_waits_until_an_emergency_is_met() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    std::fs::write(&file, tea()).unwrap();
    let answers = home.path().join("answers.json");
    let sign = r#"{"answers": {"restless_legs.restless_evenings": "yes", "restless_legs.leg_warnings": ["weak_numb_bladder"]}}"#;
    std::fs::write(&answers, sign).unwrap();
    let mut window = Window::open(home.path());
    window.open_file(&answers);
    assert!(window.heading("Please get help now"));
    window.open_file(&file);
    assert!(window.heading("Please get help now"));
    window.button("Go on with the questions");
    assert!(window.heading("Your tea"));
}

/// A sheet about nothing much, on the screen of a window with these programs in place of `lpstat`, `lp` and the viewer.
#[cfg(unix)]
fn sheet_with(programs: [(&str, &str); 3]) -> (tempfile::TempDir, Window) {
    let home = tempfile::tempdir().expect("a folder");
    for (name, script) in programs {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fake/program");
        std::os::unix::fs::symlink(program, home.path().join(name)).expect("a link");
        std::fs::write(home.path().join(format!("{name}.sh")), script).expect("a file");
    }
    let mut window = Window::with_helpers(home.path(), Helpers::in_folder(home.path()));
    window.open_file(&sample("typical.json"));
    window.button("See your sheet");
    (home, window)
}

#[cfg(unix)]
const TWO_PRINTERS: (&str, &str) =
    ("lpstat", "case $1 in -e) echo Attic; echo Office ;; -d) echo 'system default destination: Office' ;; esac");
#[cfg(unix)]
const NO_VIEWER: (&str, &str) = ("viewer", "exit 3");

#[cfg(unix)]
#[test]
fn the_sheet_is_printed_on_the_usual_printer_or_another() {
    let lp = ("lp", "printf '%s ' \"$@\" >arguments; cat >printed.pdf");
    let (home, mut window) = sheet_with([TWO_PRINTERS, lp, NO_VIEWER]);
    window.keys(Modifiers::COMMAND, Key::P);
    window.wait_until(|window| window.has(Role::RadioButton, "Office (the usual one)"));
    assert!(window.is_chosen(Role::RadioButton, "Office (the usual one)"));
    assert_eq!(window.focused().as_deref(), Some("Print"));
    window.key(Key::Enter);
    window.wait_until(|window| window.says("Sent to Office. "));
    let printed = std::fs::read(home.path().join("printed.pdf")).unwrap();
    assert!(printed.starts_with(b"%PDF-") && printed.trim_ascii_end().ends_with(b"%%EOF"));
    window.button("Close");

    window.button("Print…");
    window.wait_until(|window| window.has(Role::RadioButton, "Attic"));
    window.press(Role::RadioButton, "Attic");
    window.button("More copies");
    window.button("Print");
    window.wait_until(|window| window.says("Sent to Attic. 2 copies of "));
    let arguments = std::fs::read_to_string(home.path().join("arguments")).unwrap();
    assert_eq!(arguments, "-d Attic -t Anteroom sheet -n 2 -o media=A4 ");
}

#[cfg(unix)]
#[test]
fn what_the_printer_refuses_is_said_in_words_and_can_be_tried_again() {
    let lp = (
        "lp",
        "[ -e mended ] && exec cat >printed.pdf; echo 'lp: Destination \"Office\" is not accepting jobs.' >&2; exit 1",
    );
    let (home, mut window) = sheet_with([TWO_PRINTERS, lp, NO_VIEWER]);
    window.button("Print…");
    window.wait_until(|window| window.has(Role::Button, "Print"));
    window.button("Print");
    window.wait_until(|window| window.says("This printer takes nothing new at present"));
    assert!(window.says("The printing system said: lp: Destination \"Office\" is not accepting jobs."));
    std::fs::write(home.path().join("mended"), "").unwrap();
    window.button("Try again");
    window.wait_until(|window| window.says("Sent to Office. "));
}

#[cfg(unix)]
#[test]
fn without_a_printer_the_sheet_can_be_saved_or_shown() {
    let viewer = ("viewer", "cp \"$1\" shown.pdf");
    let (home, mut window) = sheet_with([("lpstat", ""), ("lp", ""), viewer]);
    window.button("Print…");
    window.wait_until(|window| window.says("No printer is set up on this computer."));
    window.button("Open in your PDF program");
    assert!(window.says("The sheet is saved as"), "it is saved first");
    window.wait_until(|_| home.path().join("shown.pdf").exists());

    let helpers = Helpers::in_folder(&home.path().join("nowhere"));
    let mut window = Window::with_helpers(home.path(), helpers);
    window.open_file(&sample("typical.json"));
    window.button("See your sheet");
    window.button("Print…");
    window.wait_until(|window| window.says("There is no printing system on this computer."));
    window.key(Key::Escape);
    window.button("Open PDF");
    window.wait_until(|window| window.says("No program could be started for sheet.pdf."));
}

#[cfg(unix)]
#[test]
fn a_sheet_is_saved_again_before_it_is_shown_only_if_it_changed() {
    let viewer = ("viewer", "echo shown >>log");
    let (home, mut window) = sheet_with([("lpstat", ""), ("lp", ""), viewer]);
    let shown = |times: usize| {
        let log = home.path().join("log");
        move |_: &Window| std::fs::read_to_string(&log).unwrap_or_default().lines().count() == times
    };
    window.button("Open PDF");
    window.wait_until(shown(1));
    std::fs::write(pdf_in(home.path()), "changed by another").unwrap();
    window.button("Open PDF");
    window.wait_until(shown(2));
    assert_eq!(std::fs::read(pdf_in(home.path())).unwrap(), b"changed by another");
    let own_words = window.harness.get_by_role_and_label(Role::MultilineTextInput, "My own questions");
    own_words.focus();
    window.harness.run();
    window.type_text("How long?");
    window.button("Open PDF");
    window.wait_until(shown(3));
    assert!(std::fs::read(pdf_in(home.path())).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn the_last_files_are_on_the_home_screen_until_they_are_forgotten() {
    let home = tempfile::tempdir().unwrap();
    let (tea_file, answers) = (home.path().join("tea.ron"), home.path().join("answers.json"));
    std::fs::write(&tea_file, tea()).unwrap();
    std::fs::copy(sample("typical.json"), &answers).unwrap();
    let mut window = Window::open(home.path());
    assert!(!window.heading("Recent files"));
    for file in [&tea_file, &answers] {
        window.open_file(file);
        window.button("Not now");
    }
    std::fs::remove_file(&answers).unwrap();

    let mut window = Window::open(home.path());
    assert!(window.heading("Recent files"));
    assert!(window.says("This file is not there any more"));
    assert!(!window.has(Role::Button, "Open: answers.json"));
    window.button("Forget: answers.json");
    assert!(!window.has(Role::Button, "Forget: answers.json"));
    window.button("Open: tea.ron");
    assert!(window.heading("Your tea"));
    window.button("Not now");
    window.button("Forget all recent files");
    assert!(!window.heading("Recent files"));
    assert!(!Window::open(home.path()).heading("Recent files"));
}

#[test]
fn our_own_chooser_opens_and_saves() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("papers");
    std::fs::create_dir_all(folder.join("old")).unwrap();
    std::fs::write(folder.join("tea.ron"), tea()).unwrap();
    std::fs::write(folder.join("notes.txt"), "").unwrap();
    let mut window = Window::with_own_chooser(home.path());
    let go_to = |window: &mut Window, path: &std::path::Path| {
        assert_eq!(window.focused().as_deref(), Some("File, with its folders"));
        window.keys(Modifiers::COMMAND, Key::A);
        window.type_text(&path.display().to_string());
        window.key(Key::Enter);
    };
    window.keys(Modifiers::COMMAND, Key::O);
    go_to(&mut window, &folder.join("gone.ron"));
    assert!(window.says("There is no such file."));
    go_to(&mut window, &folder);
    assert!(window.has(Role::Button, "Folder: old") && !window.has(Role::Button, "Open: notes.txt"));
    window.button("Folder: old");
    assert!(window.says("No file here can be opened"));
    window.button("Folder above");
    window.button("Open: tea.ron");
    assert!(window.heading("Your tea"));
    window.button("Skip these");
    window.button("See your sheet");

    window.keys(Modifiers::COMMAND, Key::S);
    go_to(&mut window, &folder.join("sheet"));
    assert!(window.says("The sheet is saved as"));
    assert!(std::fs::read(folder.join("sheet.pdf")).unwrap().starts_with(b"%PDF-"));
    window.keys(Modifiers::COMMAND, Key::S);
    go_to(&mut window, &folder.join("sheet.pdf"));
    assert!(window.says("There is a file of this name already"));
    window.button("Do not save");
    assert!(!window.has(Role::Button, "Do not save"));
}

#[test]
fn a_file_is_dropped_on_the_window() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("tea.ron");
    std::fs::write(&file, tea()).unwrap();
    let mut window = Window::open(home.path());
    window.hover_with_file(true);
    assert!(window.says("Let go of the file to open it"));
    window.hover_with_file(false);
    assert!(!window.says("Let go of the file to open it"));
    window.drop_file(&file);
    assert!(window.heading("Your tea"));
}

#[cfg(unix)]
#[test]
fn nothing_of_it_is_cut_off_in_a_small_window() {
    let (home, _) =
        sheet_with([TWO_PRINTERS, ("lp", "echo 'lp: a long and unknown complaint' >&2; exit 1"), NO_VIEWER]);
    let long = "a name that is much longer than there is room for on a small screen ".repeat(3);
    let (long_file, slip) = (home.path().join(format!("{long}.ron")), home.path().join("slip.ron"));
    std::fs::write(&long_file, tea()).unwrap();
    std::fs::write(&slip, tea().replace("late_tea and", "late_tee and")).unwrap();
    for size in [(640.0, 480.0), (320.0, 240.0)] {
        let mut window = Window::small(home.path(), size);
        let place = |name: &str| format!("{name} at {size:?}");
        window.open_file(&long_file);
        window.button("Not now");
        window.assert_nothing_is_cut_off(&place("recent files"));
        window.open_file(&slip);
        window.assert_nothing_is_cut_off(&place("faults"));
        window.button("Close");
        window.keys(Modifiers::COMMAND, Key::O);
        window.assert_nothing_is_cut_off(&place("chooser"));
        window.key(Key::Escape);
        window.open_file(&sample("second_visit.json"));
        window.assert_nothing_is_cut_off(&place("other answers"));
        window.button("Delete them and open the file");
        window.button("See your sheet");
        window.assert_nothing_is_cut_off(&place("sheet"));
        window.keys(Modifiers::COMMAND, Key::P);
        window.wait_until(|window| window.has(Role::RadioButton, "Attic"));
        window.button("Print");
        window.wait_until(|window| window.says("a long and unknown complaint"));
        window.assert_nothing_is_cut_off(&place("printing"));
        window.key(Key::Escape);
        window.open_file(&sample("typical.json"));
        window.button("Delete them and open the file");
        window.button("Not now");
    }
}
