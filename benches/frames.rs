//! How long one picture of the window takes, up to the triangles that the graphics card gets. See `benches/README.md`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot run has nothing to say")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/scenes/mod.rs"]
mod scenes;

use anteroom::files::{Library, shipped_text};
use anteroom::source::Source;
use anteroom::ui::{App, Dialogs};
use divan::Bencher;
use eframe::App as _;
use egui::accesskit::Role;
use egui::{Context, Event, RawInput, Rect, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use scenes::{LIGHT, SCENES};
use std::fmt::Write;

fn main() {
    divan::main();
}

/// Each screen.
#[divan::bench(args = SCENES.map(|scene| scene.name))]
fn screen(bencher: Bencher, name: &str) {
    let scene = SCENES.iter().find(|scene| scene.name == name).unwrap();
    let (_home, window) = scene.open(LIGHT);
    measure(bencher, window.harness.into_state(), LIGHT.size);
}

/// A section of so many questions with five answers each, and "I don't know", in rows.
#[divan::bench(args = [10, 60, 300])]
fn questions(bencher: Bencher, count: usize) {
    measure(bencher, long_section(count, "Choice([OPTIONS])"), LIGHT.size);
}

/// The same in a table.
#[divan::bench(args = [10, 60, 300])]
fn table(bencher: Bencher, count: usize) {
    measure(bencher, long_section(count, "Scale(\"often\")"), LIGHT.size);
}

/// Sixty of them in a window of 3840 by 2160 points.
#[divan::bench]
fn sixty_in_a_large_window(bencher: Bencher) {
    measure(bencher, long_section(60, "Choice([OPTIONS])"), Vec2::new(3840.0, 2160.0));
}

/// A letter typed into a text of so many lines, without a screen reader and with one.
#[divan::bench(args = [(300, false), (3000, false), (3000, true)])]
fn letter_in_the_editor(bencher: Bencher, (lines, with_screen_reader): (usize, bool)) {
    let place = egui::pos2(300.0, 300.0);
    let press = |pressed| {
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        Event::PointerButton { pos: place, button, pressed, modifiers }
    };
    // The keyboard comes to the text by a click.
    let first = [Event::PointerMoved(place), press(true), press(false)];
    let letters = "abcdefgh ".chars().cycle().map(|letter| Event::Text(letter.to_string()));
    let mut events = first.into_iter().chain(letters);
    let mut typed = move || events.next().expect("letters go round");
    measure_with(bencher, editor(lines), (LIGHT.size, with_screen_reader), &mut typed);
}

/// A picture of the editor in which nothing is typed.
#[divan::bench(args = [(3000, false), (3000, true)])]
fn editor_at_rest(bencher: Bencher, (lines, with_screen_reader): (usize, bool)) {
    measure_with(bencher, editor(lines), (LIGHT.size, with_screen_reader), &mut || Event::PointerGone);
}

/// What is done beside the window after each letter: everything that is wrong with a text of so many lines, with proofs.
#[divan::bench(args = [300, 3000])]
fn check_for_the_editor(bencher: Bencher, lines: usize) {
    let library = Library::shipped();
    let source = Source { name: "long.ron".to_owned(), text: long_text(lines) };
    bencher.bench(|| {
        let mut library = library.clone();
        let entry = library.add_source(&source, Some("long.ron".into()), None);
        (library.check(entry), library.form_of_entry(entry).is_ok())
    });
}

/// The same for the longest file that ships.
#[divan::bench]
fn check_a_shipped_file(bencher: Bencher) {
    let library = Library::shipped();
    let (name, text) = shipped_text("migraine").unwrap();
    let source = Source { name: name.to_owned(), text: text.to_owned() };
    bencher.bench(|| {
        let mut library = library.clone();
        let entry = library.add_source(&source, Some(name.into()), None);
        (library.check(entry), library.form_of_entry(entry).is_ok())
    });
}

/// A picture of the list of so many visits, with their scores; and of the first screen before them.
#[divan::bench(args = [(10_000, true), (10_000, false)])]
fn visits(bencher: Bencher, (count, is_list): (usize, bool)) {
    let home = tempfile::tempdir().unwrap();
    scenes::keep_visit(home.path(), (1, "2026-11-22"), "{}", false);
    let folder = home.path().join("visits");
    let first = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    for at in 1..count {
        std::fs::copy(&first, folder.join(format!("visit-20250101-000000-{at:06x}.json"))).unwrap();
    }
    let all = format!("All {count} visits");
    let mut window = common::Window::open(home.path());
    window.wait_until(|window| window.has(Role::Button, &all) && !window.says("Reading your visits"));
    if is_list {
        window.button(&all);
    }
    measure(bencher, window.harness.into_state(), LIGHT.size);
}

/// The editor on a text of so many lines, with the keyboard in its midst.
fn editor(lines: usize) -> App {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("long.ron");
    std::fs::write(&file, long_text(lines).replacen("minutes: 9", "minutes: nine", 1)).unwrap();
    let app = App::new(Library::shipped(), None, Dialogs::Own).unwrap();
    let mut harness = Harness::builder().with_size(LIGHT.size).with_max_steps(12).build_eframe(|creation| {
        App::set_up(&creation.egui_ctx);
        app
    });
    harness.state_mut().open_files(vec![file]);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Open in editor").click_accesskit();
    harness.run();
    harness.into_state()
}

/// A questionnaire of yes/no questions, one field a line, with a topic for every ten of them.
fn long_text(lines: usize) -> String {
    let (mut items, mut topics) = (String::new(), String::new());
    for at in 0..lines / 6 {
        writeln!(
            items,
            "        Item(\n            id: \"q{at}\",\n            ask: YesNo,\n            text: \"Did you have {at}?\",\n        ),"
        )
        .expect("it is written to memory");
        if at % 10 == 9 {
            let rule = (at - 9..=at).map(|item| format!("q{item}")).collect::<Vec<_>>().join(", ");
            writeln!(
                topics,
                "        Topic(\n            id: \"t{at}\",\n            title: \"Topic {at}\",\n            urgency: Routine,\n            \
                 evidence: Limited,\n            when: \"at least 3 of ({rule})\",\n            why: \"It may matter.\",\n            \
                 ask: \"Does it matter?\",\n        ),"
            )
            .expect("it is written to memory");
        }
    }
    format!(
        "Questionnaire(\n    format: 1,\n    id: \"long\",\n    version: \"1\",\n    title: \"Long\",\n    \
         about: \"Many questions.\",\n    minutes: 9,\n    sections: [Section(id: \"all\", title: \"All\", items: [\n\
         {items}    ])],\n    topics: [\n{topics}    ],\n)\n"
    )
}

/// Paints until all is in place, then again and again.
fn measure(bencher: Bencher, app: App, size: Vec2) {
    measure_with(bencher, app, (size, false), &mut || Event::PointerGone);
}

/// The same, with something that happens before each picture.
fn measure_with(bencher: Bencher, mut app: App, look: (Vec2, bool), happens: &mut dyn FnMut() -> Event) {
    let (size, with_screen_reader) = look;
    let ctx = Context::default();
    App::set_up(&ctx);
    if with_screen_reader {
        ctx.enable_accesskit();
    }
    let mut frame = eframe::Frame::_new_kittest();
    let screen = Some(Rect::from_min_size(egui::Pos2::ZERO, size));
    let mut paint = || {
        let input = RawInput { screen_rect: screen, events: vec![happens()], ..RawInput::default() };
        let output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), &mut frame);
            app.ui(ui, &mut frame);
        });
        ctx.tessellate(output.shapes, output.pixels_per_point).len()
    };
    for _ in 0..4 {
        paint();
    }
    bencher.bench_local(paint);
}

/// The program on the only section of a questionnaire of its own.
fn long_section(count: usize, ask: &str) -> App {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("long.ron"), questionnaire(count, ask)).unwrap();
    let mut library = Library::shipped();
    library.add_folder(home.path()).unwrap();
    let app = App::new(library, None, Dialogs::Own).unwrap();
    let mut harness = Harness::builder().with_size(LIGHT.size).with_max_steps(12).build_eframe(|creation| {
        App::set_up(&creation.egui_ctx);
        app
    });
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Start: Long").click_accesskit();
    harness.run();
    harness.into_state()
}

fn questionnaire(count: usize, ask: &str) -> String {
    let options = ["Never", "Seldom", "Sometimes", "Often", "Always"];
    let options =
        options.map(|words| format!("Option(id: \"{}\", text: \"{words}\")", words.to_lowercase())).join(", ");
    let ask = ask.replace("OPTIONS", &options);
    let mut items = String::new();
    for at in 0..count {
        writeln!(items, "Item(id: \"q{at}\", ask: {ask}, text: \"In the past month, how often did you have {at}?\"),")
            .expect("it is written to memory");
    }
    format!(
        "Questionnaire(format: 1, id: \"long\", version: \"1\", title: \"Long\", about: \"Many questions.\", minutes: 9,
    scales: [Scale(id: \"often\", options: [{options}])],
    sections: [Section(id: \"all\", title: \"All\", items: [{items}])])"
    )
}
