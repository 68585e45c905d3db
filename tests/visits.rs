//! Earlier visits in the window: on the first screen, in their list, compared, opened, exported, deleted, and in what is
//! filled in now.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;
mod scenes;

use common::{Window, begun, pdf_in, skip_to};
use egui::accesskit::Role;
use egui::{Key, Vec2};
use scenes::{keep_visit, keep_visits};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const CHECKUP: &str = "Sleep, legs and head check-up";

/// A window on the first screen, after these visits were read.
fn with_visits(keep: impl Fn(&Path)) -> (TempDir, Window) {
    let home = tempfile::tempdir().unwrap();
    keep(home.path());
    let mut window = Window::open(home.path());
    window.wait_until(|window| !window.says("Reading your visits"));
    (home, window)
}

/// The same on the list of four visits.
fn listed() -> (TempDir, Window) {
    let (home, mut window) = with_visits(keep_visits);
    window.button("All 4 visits");
    (home, window)
}

fn files(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.join("visits")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn value(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

fn tick(day: &str, gaps: &str) -> String {
    format!("{day}, {CHECKUP}, {gaps}")
}

#[test]
fn a_finished_visit_is_on_the_first_screen_and_can_be_begun_again() {
    let (_home, mut window) = begun("Sleep");
    window.choose("How old are you?", "35 to 49");
    skip_to(&mut window, "Look over your answers");
    window.button("See your sheet");
    assert!(!window.says("Say what changed since"));
    window.button("Finish, and keep this visit");
    assert!(window.heading("Saved visits") && window.says("Last filled in on 22 November 2026"));
    assert!(window.has(Role::Button, "Start again: Sleep") && window.has(Role::Button, "Start: Headache"));
    assert!(window.has(Role::Button, "Open: 22 November 2026, Sleep"));
    window.button("Visits");
    assert!(window.says("Tick two visits to see what changed"));
}

#[test]
fn two_visits_are_compared_and_scores_are_told_in_words() {
    let (_home, mut window) = listed();
    window.harness.run();
    // The newest and the one before it.
    assert!(window.is_chosen(Role::CheckBox, &tick("3 August 2026", "2 gaps")));
    assert!(window.says("Compared with the answers of 3 August 2026."));
    assert!(window.says("Leg impact") && window.says("Not clear: a gap"));
    assert!(window.says("2 February 2026: "), "a point of the plot is read out");
    window.press(Role::CheckBox, "As a table");
    assert!(window.has(Role::Table, "Leg impact, as a table"));
    window.press(Role::CheckBox, "Sleep trouble");
    assert!(window.has(Role::Table, "Sleep trouble, as a table") && window.says("In no one band"));
    // Other ticks, other comparisons.
    window.press(Role::CheckBox, &tick("3 August 2026", "2 gaps"));
    assert!(window.says("Tick two visits to see what changed"));
    window.press(Role::CheckBox, &tick("2 February 2026", "2 gaps"));
    assert!(window.says("Compared with the answers of 2 February 2026."));
    window.press(Role::CheckBox, &tick("22 November 2026", "5 gaps"));
    window.press(Role::CheckBox, &tick("3 August 2026", "2 gaps"));
    assert!(window.says("↓ 1 lower") && window.says("↑ 2 more") && window.says("6 nights"));
}

#[test]
fn a_visit_whose_questionnaires_are_as_they_were_is_opened_and_mended() {
    let (home, mut window) = listed();
    let before = files(home.path());
    window.button(&format!("Open: 3 August 2026, {CHECKUP}"));
    assert!(window.heading("What to talk about") && window.says("Answered 3 August 2026"));
    assert_eq!(files(home.path()), before);
    window.button("Back to answers");
    window.button("Back");
    window.button("Not now");
    assert_eq!(files(home.path()), before, "it is still the same visit");
    assert_eq!(value(&before[2])["finished"], "2026-08-03");
}

#[test]
fn a_visit_of_other_texts_is_looked_at_and_can_be_worked_out_anew() {
    let (home, mut window) = listed();
    let before = files(home.path());
    let old = fs::read(&before[1]).unwrap();
    window.button(&format!("Open: 11 May 2026, {CHECKUP}"));
    assert!(window.says("The questionnaire changed since this visit") && window.says("Answered 11 May 2026"));
    window.button("Copy as text");
    window.button("Save PDF…");
    assert!(pdf_in(home.path()).is_file());
    assert_eq!(files(home.path()), before);
    window.button("Work out anew…");
    assert!(window.says("The visit of 11 May 2026 stays as it is."));
    window.button("Begin a new visit with these answers");
    assert!(window.heading("Look over your answers"));
    let now = files(home.path());
    assert_eq!(now.len(), before.len() + 1);
    let draft = value(now.iter().find(|file| !before.contains(file)).unwrap());
    assert_eq!((&draft["finished"], &draft["begun"]), (&Value::Null, &Value::from("2026-11-22")));
    assert_eq!(fs::read(&before[1]).unwrap(), old);
}

#[test]
fn newer_and_damaged_files_are_listed_and_left_alone() {
    let newer = r#"{"format": 3, "started": "insomnia", "title": "Sleep", "finished": "2027-01-01", "answers":
        {"insomnia.worry": {"answer": "a_lot", "asked": "Did you worry?", "shown": "A lot"}}}"#;
    let (home, mut window) = with_visits(|home| {
        keep_visits(home);
        fs::write(home.join("visits/visit-20270101-000000-aaaaaa.json"), newer).unwrap();
        fs::write(home.join("visits/visit-20260101-000000-bbbbbb.json"), "{\"format\": 2, \"sta").unwrap();
    });
    window.button("All 5 visits");
    assert!(window.says("It is kept as damaged-1-visit-20260101-000000-bbbbbb.json."));
    assert!(window.has(Role::CheckBox, "1 January 2027, Sleep, From a newer version"));
    window.button("Open: 1 January 2027, Sleep");
    assert!(window.says("A newer version of Anteroom wrote this visit.") && window.says("Did you worry?"));
    assert!(!window.has(Role::Button, "Work out anew…") && !window.has(Role::Button, "Save PDF…"));
    window.button("All visits");
    assert_eq!(fs::read_to_string(home.path().join("visits/visit-20270101-000000-aaaaaa.json")).unwrap(), newer);
}

#[test]
fn visits_are_exported_as_a_table_and_as_they_are() {
    let (home, mut window) = listed();
    let file = pdf_in(home.path());
    window.button("Export…");
    assert!(window.says("Anyone who has the exported file can read it."));
    window.button("Export as a table (CSV)…");
    window.wait_until(|window| window.says("2 visits exported to"));
    let table = fs::read_to_string(&file).unwrap();
    assert!(table.starts_with("\u{feff}day,visit,questionnaire,question id,question,answer ids,answer\n"));
    assert!(table.contains("\n2026-11-22,") && table.contains("\n2026-08-03,") && !table.contains("\n2026-05-11,"));
    window.button("Export…");
    window.press(Role::CheckBox, "All: 4 visits");
    window.button("Export as JSON…");
    window.wait_until(|window| window.says("4 visits exported to"));
    let all = value(&file);
    let kept: Vec<Value> = files(home.path()).iter().rev().map(|file| value(file)).collect();
    assert_eq!(all.as_array().unwrap(), &kept);
}

#[test]
fn one_visit_is_deleted_and_then_everything() {
    let (home, mut window) = listed();
    window.press(Role::CheckBox, &tick("22 November 2026", "5 gaps"));
    window.button("Delete…");
    assert!(window.says("Delete this visit for good?") && window.says("Sheets that you saved as PDF are not deleted."));
    window.button("Do not delete");
    assert_eq!(files(home.path()).len(), 4);
    window.button("Delete…");
    window.button("Delete it for good");
    assert_eq!(files(home.path()).len(), 3);
    assert!(!window.has(Role::CheckBox, &tick("3 August 2026", "2 gaps")));
    window.button("Delete…");
    assert!(window.says("Delete all 3 visits, and everything begun?"));
    window.button("Delete everything for good");
    window.wait_until(|window| window.says("All visits are deleted."));
    assert_eq!(files(home.path()).len(), 0);
    assert!(window.says("No visit is kept yet."));
    window.button("Home");
    assert!(!window.heading("Saved visits") && window.has(Role::Button, &format!("Start: {CHECKUP}")));
}

#[test]
fn the_sheet_says_what_changed_only_where_that_is_wanted() {
    let (home, mut window) = listed();
    window.button(&format!("Open: 22 November 2026, {CHECKUP}"));
    let words = "Say what changed since 3 August 2026";
    assert!(window.has(Role::CheckBox, words) && !window.says("Since 3 August 2026"));
    window.press(Role::CheckBox, words);
    assert!(window.is_chosen(Role::CheckBox, words) && window.says("Since 3 August 2026:"));
    let newest = &files(home.path())[3];
    assert_eq!(value(newest)["says_since"], true);
    // It is remembered.
    let mut window = Window::open(home.path());
    window.wait_until(|window| window.has(Role::Button, "All 4 visits") && !window.says("Reading your visits"));
    window.button(&format!("Open: 22 November 2026, {CHECKUP}"));
    assert!(window.is_chosen(Role::CheckBox, words) && window.says("Since 3 August 2026:"));
    window.press(Role::CheckBox, words);
    assert!(!window.says("Since 3 August 2026:"));
    assert_eq!(value(newest)["says_since"], false);
}

#[test]
fn earlier_answers_are_offered_section_by_section_and_never_copied_silently() {
    let (_home, mut window) = with_visits(keep_visits);
    window.button("Start: Sleep");
    assert!(window.heading("Same as last time?") && window.says("On 22 November 2026 you answered here:"));
    let age = |window: &Window| window.is_chosen(Role::RadioButton, "50 to 64");
    assert!(!age(&window), "nothing is filled in before it is wanted");
    window.button("Use these answers");
    assert!(age(&window) && !window.heading("Same as last time?"));
    window.button("Next");
    assert!(window.heading("Same as last time?"));
    window.button("No, answer anew");
    assert!(!window.heading("Same as last time?"));
    window.button("Skip these");
    window.button("Back");
    assert!(!window.heading("Same as last time?"), "once is enough");
}

#[test]
fn private_answers_that_were_not_kept_are_not_offered() {
    let (_home, mut window) = with_visits(|home| {
        keep_visit(home, (1, "2026-08-03"), r#"{"insomnia.dark_thoughts": null}"#, false);
    });
    window.button("Start: Sleep");
    while !window.heading("One last question") {
        assert!(!window.heading("Look over your answers"), "it is never asked");
        window.button("Skip these");
    }
    assert!(!window.heading("Same as last time?"));
}

#[test]
fn the_list_works_by_keyboard() {
    let (_home, mut window) = listed();
    assert_eq!(window.focused(), Some(tick("22 November 2026", "5 gaps")));
    window.key(Key::ArrowDown);
    assert_eq!(window.focused(), Some(tick("3 August 2026", "2 gaps")));
    window.key(Key::End);
    assert_eq!(window.focused(), Some(tick("2 February 2026", "2 gaps")));
    window.key(Key::Space);
    assert!(window.is_chosen(Role::CheckBox, &tick("2 February 2026", "2 gaps")));
    window.key(Key::Tab);
    assert_eq!(window.focused(), Some(format!("Open: 2 February 2026, {CHECKUP}")));
    window.key(Key::Enter);
    assert!(window.says("Answered 2 February 2026"));
}

#[test]
fn a_long_list_is_laid_out_only_where_it_is_seen() {
    let home = tempfile::tempdir().unwrap();
    keep_visit(home.path(), (1, "2026-01-01"), "{}", false);
    let one = fs::read_to_string(&files(home.path())[0]).unwrap();
    for at in 0..300 {
        fs::write(home.path().join(format!("visits/visit-20250101-000000-{at:06x}.json")), &one).unwrap();
    }
    let mut window = Window::open(home.path());
    window.wait_until(|window| window.has(Role::Button, "All 301 visits") && !window.says("Reading your visits"));
    window.button("All 301 visits");
    let rows = |window: &Window| {
        use egui_kittest::kittest::Queryable;
        window.harness.query_all_by_role(Role::CheckBox).count()
    };
    assert!(rows(&window) < 40, "{}", rows(&window));
    window.key(Key::End);
    assert!(window.focused().is_some(), "the keyboard goes along");
}

#[test]
fn nothing_is_cut_off_in_narrow_windows() {
    let home = tempfile::tempdir().unwrap();
    keep_visits(home.path());
    for size in [Vec2::new(400.0, 600.0), Vec2::new(640.0, 480.0), Vec2::new(920.0, 620.0), Vec2::new(1700.0, 900.0)] {
        let mut window = Window::sized(home.path(), size);
        window.wait_until(|window| window.has(Role::Button, "All 4 visits") && !window.says("Reading your visits"));
        window.assert_nothing_is_cut_off("home");
        window.button("All 4 visits");
        window.assert_nothing_is_cut_off("visits");
        if window.has(Role::CheckBox, "Scores and changes") {
            window.press(Role::CheckBox, "Scores and changes");
            window.assert_nothing_is_cut_off("scores");
        }
    }
}
