//! How long one picture of the window takes, up to the triangles that the graphics card gets. See `benches/README.md`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot run has nothing to say")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/scenes/mod.rs"]
mod scenes;

use anteroom::files::Library;
use anteroom::ui::{App, Dialogs};
use divan::Bencher;
use eframe::App as _;
use egui::accesskit::Role;
use egui::{Context, RawInput, Rect, Vec2};
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

/// Paints until all is in place, then again and again.
fn measure(bencher: Bencher, mut app: App, size: Vec2) {
    let ctx = Context::default();
    App::set_up(&ctx);
    let mut frame = eframe::Frame::_new_kittest();
    let screen = Some(Rect::from_min_size(egui::Pos2::ZERO, size));
    let mut paint = || {
        let input = RawInput { screen_rect: screen, ..RawInput::default() };
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
