//! A passphrase in the window: set, changed, removed, forgotten; locked on demand and when left alone.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;

use anteroom::files::{Effort, Folders, Passphrase, Sealing, Vault, Visit, Visits};
use common::{Window, skip_to};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use tempfile::TempDir;

const PASSPHRASE: &str = "four words of tea";
const LOCKED: &str = "Your visits are locked";

/// A home with a visit that was begun and one that is finished.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let visits = Visits::in_folder(&Folders::below(home.path()).visits);
    for finished in [None, Some("2026-11-20".to_owned())] {
        let (started, changed) = ("insomnia".to_owned(), "2026-11-20".to_owned());
        let mut visit = Visit { started, changed, finished, ..Visit::default() };
        visits.save(&mut visit).unwrap();
    }
    home
}

fn sealing(home: &Path) -> Sealing {
    Sealing::of(&Folders::below(home).visits).unwrap()
}

fn names(home: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(Folders::below(home).visits).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn all_end(home: &Path, ending: &str) -> bool {
    names(home).iter().all(|name| Path::new(name).extension().is_some_and(|it| it == ending))
}

fn type_into(window: &mut Window, field: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::PasswordInput, field).focus();
    window.harness.run();
    window.type_text(text);
}

fn set(window: &mut Window, passphrase: &str) {
    window.button("Settings");
    window.button("Set a passphrase…");
    type_into(window, "New passphrase", passphrase);
    type_into(window, "The same once more", passphrase);
    window.button("Set the passphrase");
    window.wait_until(|window| window.has(Role::Button, "Change the passphrase…"));
    window.button("Close");
}

fn unlock(window: &mut Window, passphrase: &str) {
    type_into(window, "Passphrase", passphrase);
    window.key(Key::Enter);
    window.wait_until(|window| !window.says("This takes a moment"));
}

fn locked() -> (TempDir, Window) {
    let home = home();
    set(&mut Window::open(home.path()), PASSPHRASE);
    let window = Window::open(home.path());
    assert!(window.heading(LOCKED));
    (home, window)
}

#[test]
fn visits_are_sealed_and_open_with_the_passphrase() {
    let home = home();
    let mut window = Window::open(home.path());
    assert!(!window.has(Role::Button, "Lock"));
    set(&mut window, PASSPHRASE);
    assert_eq!(sealing(home.path()), Sealing::Sealed);
    assert!(all_end(home.path(), "age"), "{:?}", names(home.path()));
    assert!(window.has(Role::Button, "Continue: Sleep"), "what is open stays open");

    let mut window = Window::open(home.path());
    assert!(window.heading(LOCKED) && window.focused().as_deref() == Some("Passphrase"));
    assert!(!window.says("Sleep"), "nothing of it is shown");
    unlock(&mut window, "four words of teA");
    assert!(window.heading(LOCKED) && window.says("This passphrase does not open your visits"));
    assert_eq!(window.focused().as_deref(), Some("Passphrase"));
    window.harness.get_by_role_and_label(Role::PasswordInput, "Passphrase").focus();
    window.keys(egui::Modifiers::COMMAND, Key::A);
    unlock(&mut window, PASSPHRASE);
    assert!(window.has(Role::Button, "Continue: Sleep"));
}

#[test]
fn a_passphrase_is_refused_that_is_short_or_typed_in_two_ways() {
    let home = home();
    let mut window = Window::open(home.path());
    window.button("Settings");
    window.button("Set a passphrase…");
    assert_eq!(window.focused().as_deref(), Some("New passphrase"));
    window.type_text("tea");
    window.button("Set the passphrase");
    assert!(window.says("at least 8"));
    type_into(&mut window, "New passphrase", " and rain");
    assert!(!window.says("at least 8"));
    type_into(&mut window, "The same once more", "tea and rainn");
    window.button("Set the passphrase");
    assert!(window.says("not the same"));
    assert_eq!(sealing(home.path()), Sealing::Plain);
    window.button("Not now");
    assert!(window.has(Role::Button, "Set a passphrase…"));
}

#[test]
fn what_was_locked_is_gone_from_the_window_and_comes_back() {
    let home = home();
    let mut window = Window::open(home.path());
    set(&mut window, PASSPHRASE);
    window.button("Start: Restless legs");
    skip_to(&mut window, "Your legs");
    let before = names(home.path());
    window.button("Lock");
    assert!(window.heading(LOCKED) && !window.says("legs"));
    assert!(!window.has(Role::Button, "Lock"));
    // A file that is opened meanwhile waits.
    window.open_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/typical.json"));
    assert!(window.heading(LOCKED));
    assert_eq!(names(home.path()), before);
    window.harness.state_mut().open_files(Vec::new());
    unlock(&mut window, PASSPHRASE);
    window.wait_until(|window| !window.heading(LOCKED));
}

#[test]
fn it_locks_when_it_is_left_alone() {
    let home = home();
    let mut window = Window::open(home.path());
    set(&mut window, PASSPHRASE);
    window.button("Settings");
    window.press(Role::RadioButton, "After 5 minutes");
    window.button("Close");
    let mut wait = |minutes: f64| {
        let time = window.harness.ctx.input(|input| input.time);
        window.harness.input_mut().time = Some(time + minutes * 60.0);
        window.harness.run();
        window.heading(LOCKED)
    };
    assert!(!wait(4.5));
    assert!(wait(1.0));
}

#[test]
fn the_passphrase_is_changed_and_removed() {
    let (home, mut window) = locked();
    unlock(&mut window, PASSPHRASE);
    window.button("Settings");
    window.wait_until(|window| window.has(Role::Button, "Change the passphrase…"));
    window.button("Change the passphrase…");
    type_into(&mut window, "Passphrase", "another one");
    for field in ["New passphrase", "The same once more"] {
        type_into(&mut window, field, "five words of green tea");
    }
    window.button("Change the passphrase");
    window.wait_until(|window| window.says("This passphrase does not open your visits"));
    type_into(&mut window, "Passphrase", "");
    window.keys(egui::Modifiers::COMMAND, Key::A);
    window.type_text(PASSPHRASE);
    window.button("Change the passphrase");
    window.wait_until(|window| window.says("From now on the new passphrase opens your visits"));
    let vault = Vault::of(&Folders::below(home.path()).visits);
    vault.unlock(&Passphrase::typed("five words of green tea")).unwrap();

    window.button("Remove the passphrase…");
    type_into(&mut window, "Passphrase", "five words of green tea");
    window.button("Remove the passphrase");
    window.wait_until(|window| window.has(Role::Button, "Set a passphrase…"));
    assert_eq!(sealing(home.path()), Sealing::Plain);
    assert!(all_end(home.path(), "json"), "{:?}", names(home.path()));
    assert!(!Window::open(home.path()).heading(LOCKED));
}

#[test]
fn without_the_passphrase_visits_are_put_aside_and_nothing_is_deleted() {
    let (home, mut window) = locked();
    let before = names(home.path());
    window.button("I do not know it any more…");
    assert!(window.heading("Without the passphrase they stay locked"));
    window.button("Try again");
    window.button("I do not know it any more…");
    window.button("Put them aside and begin anew");
    assert!(window.has(Role::Button, "Start: Sleep") && window.says("in the folder locked-1"));
    assert_eq!(names(home.path()), ["locked-1"]);

    // Moved back by hand.
    let folder = Folders::below(home.path()).visits;
    for name in &before {
        std::fs::rename(folder.join("locked-1").join(name), folder.join(name)).unwrap();
    }
    let mut window = Window::open(home.path());
    unlock(&mut window, PASSPHRASE);
    assert!(window.has(Role::Button, "Continue: Sleep"));
}

#[test]
fn what_a_kill_left_undone_is_done_after_the_passphrase() {
    let home = home();
    Vault::of(&Folders::below(home.path()).visits)
        .with_effort(Effort::LITTLE)
        .set(&Passphrase::typed(PASSPHRASE))
        .unwrap();
    assert!(!all_end(home.path(), "age"));
    let mut window = Window::open(home.path());
    unlock(&mut window, PASSPHRASE);
    window.wait_until(|_| all_end(home.path(), "age"));
    assert!(window.has(Role::Button, "Continue: Sleep"));
}

#[test]
fn names_of_files_are_not_kept_beside_sealed_visits() {
    let home = home();
    let recent = || std::fs::read_to_string(home.path().join("recent.ron")).unwrap();
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/nothing_to_report.json");
    let mut window = Window::open(home.path());
    window.open_file(&sheet);
    assert!(recent().contains("nothing_to_report"));
    window.button("Not now");
    set(&mut window, PASSPHRASE);
    assert!(window.says("nothing_to_report"), "as long as the window is open");
    assert!(!recent().contains("nothing_to_report"));
}
