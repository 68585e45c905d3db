//! One window for one person's files: what a later start asks for comes to the window that is open.

mod common;

use anteroom::files::Start;
use common::{Window, kept};
use egui::ViewportCommand;
use std::time::{Duration, Instant};

const TEA: &str = r#"Questionnaire(format: 1, id: "tea", version: "1", title: "Tea", about: "Late tea.", minutes: 1,
    sections: [Section(id: "tea", title: "Your tea", items: [Item(id: "late", ask: YesNo, text: "Do you drink tea?")])],
)"#;

#[test]
fn a_later_start_opens_its_file_in_the_open_window_and_brings_it_to_the_front() {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    let folder = home.path().join("instance");
    let start = Start::look(&folder, &[]);
    assert!(matches!(start, Start::First(_)), "{start:?}");
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().begin(start, &ctx);

    let file = home.path().join("tea.ron");
    std::fs::write(&file, TEA).unwrap();
    assert!(matches!(Start::look(&folder, &[file]), Start::Handed));
    let since = Instant::now();
    let mut commands = Vec::new();
    while !window.heading("Your tea") && since.elapsed() < Duration::from_secs(5) {
        window.harness.step();
        let output = window.harness.output();
        commands.extend(output.viewport_output.values().flat_map(|viewport| viewport.commands.clone()));
    }
    assert!(window.heading("Your tea"));
    assert!(commands.contains(&ViewportCommand::Focus) && commands.contains(&ViewportCommand::Minimized(false)));
}

#[test]
fn a_window_beside_another_shows_everything_and_keeps_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut first = Window::open(home.path());
    first.button("Start: Sleep");
    first.button("Skip these");
    first.button("Not now");
    let before = kept(home.path());

    let mut window = Window::open(home.path());
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().begin(Start::Beside, &ctx);
    window.harness.run();
    assert!(window.says("nothing you answer here is kept"));
    window.button("Close the message");
    window.button("Continue: Sleep");
    window.button("Skip these");
    assert!(window.says("another window of Anteroom has these files open"));
    window.button("Not now");
    assert!(window.heading("Your answers are not kept yet"));
    window.button("Go and lose them");
    assert!(window.has(egui::accesskit::Role::Button, "Continue: Sleep"));
    assert_eq!(kept(home.path()), before);
}

#[test]
fn settings_that_are_not_understood_are_told_once() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("settings.ron"), "(format: 7, theme: Sepia)").unwrap();
    let window = Window::open(home.path());
    assert!(window.says("was written by a newer version of Anteroom. It is kept as settings-aside-1.ron"));
    assert!(!Window::open(home.path()).says("settings-aside"));
    let kept = std::fs::read_to_string(home.path().join("settings-aside-1.ron")).unwrap();
    assert_eq!(kept, "(format: 7, theme: Sepia)");
}
