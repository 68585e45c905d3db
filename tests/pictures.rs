//! What the window looks like: screens are drawn into memory and compared with their pictures in `tests/pictures`.
//!
//! A test that fails says where the new picture lies. Look at it beside the old one; if it is better,
//! `ANTEROOM_ACCEPT=1 cargo test --test pictures` makes it the one to compare with.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

mod common;
mod scenes;

use painter::Picture;
use scenes::{CONTRAST, DARK, DIM, LARGE, LIGHT, Look, NARROW, SCENES};
use std::fs;
use std::path::{Path, PathBuf};

/// The screens that have pictures, and how they are looked at.
const DRAWN: [(&str, &[Look]); 14] = [
    ("home", &[LIGHT, DARK, DIM, NARROW]),
    ("answering", &[LIGHT, DARK, DIM, CONTRAST, NARROW, LARGE]),
    ("grid", &[LIGHT, DIM]),
    ("emergency", &[LIGHT, DIM, CONTRAST, NARROW]),
    ("review", &[LIGHT, DARK]),
    ("sheet", &[LIGHT, DIM, NARROW]),
    ("editor", &[LIGHT, DIM, NARROW]),
    ("visits", &[LIGHT, DIM, NARROW]),
    ("visits-table", &[LIGHT]),
    ("old-sheet", &[LIGHT]),
    ("settings", &[LIGHT, CONTRAST]),
    ("passphrase", &[LIGHT]),
    ("locked", &[LIGHT, DIM, NARROW]),
    ("keys", &[LIGHT]),
];

/// A pixel may differ by so much in red, green or blue: nothing that an eye could see, should a letter be rounded
/// otherwise on another processor.
const TOLERANCE: u8 = 3;

#[test]
fn home() {
    compare("home");
}

#[test]
fn answering() {
    compare("answering");
}

#[test]
fn grid() {
    compare("grid");
}

#[test]
fn emergency() {
    compare("emergency");
}

#[test]
fn review() {
    compare("review");
}

#[test]
fn sheet() {
    compare("sheet");
}

#[test]
fn editor() {
    compare("editor");
}

#[test]
fn visits() {
    compare("visits");
    compare("visits-table");
    compare("old-sheet");
}

#[test]
fn settings_and_keys() {
    compare("settings");
    compare("keys");
}

#[test]
fn passphrase() {
    compare("passphrase");
    compare("locked");
}

#[test]
fn no_picture_is_left_over() {
    for entry in fs::read_dir(folder()).unwrap() {
        let file = entry.unwrap().path();
        let is_drawn = DRAWN.iter().any(|(screen, looks)| looks.iter().any(|look| kept(screen, look) == file));
        assert!(is_drawn, "{} is compared with nothing", file.display());
    }
}

#[test]
fn two_triangles_cover_each_pixel_between_them_once() {
    let ctx = egui::Context::default();
    let area = egui::Rect::from_min_max(egui::pos2(3.0, 2.0), egui::pos2(13.0, 9.0));
    ctx.all_styles_mut(|style| style.visuals.panel_fill = egui::Color32::BLACK);
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let mut mesh = egui::Mesh::default();
        mesh.add_colored_rect(area, egui::Color32::from_rgba_premultiplied(100, 50, 0, 100));
        ui.painter().add(egui::Shape::mesh(mesh));
    });
    output.textures_delta.clear();
    let picture = Picture::of(&ctx, &output);
    for (x, y) in (0..16).flat_map(|x| (0..12).map(move |y| (x, y))) {
        let inside = (3..13).contains(&x) && (2..9).contains(&y);
        assert_eq!(picture.at(x, y), if inside { [100, 50, 0] } else { [0, 0, 0] }, "at {x}, {y}");
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures")
}

fn kept(screen: &str, look: &Look) -> PathBuf {
    folder().join(format!("{screen}-{}.png", look.name))
}

/// Draws a screen in all its looks, and compares.
fn compare(screen: &str) {
    let scene = SCENES.iter().find(|scene| scene.name == screen).unwrap();
    let (_, looks) = DRAWN.iter().find(|(name, _)| *name == screen).unwrap();
    let changed: Vec<String> = looks.iter().filter_map(|look| change(scene, look)).collect();
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// What became of the picture of a screen; nothing where it is as it was, or is accepted as it is.
fn change(scene: &scenes::Scene, look: &Look) -> Option<String> {
    let (_home, window) = scene.open(*look);
    let picture = Picture::of(&window.harness.ctx, window.harness.output()).in_few_colours();
    let kept = kept(scene.name, look);
    let before = fs::read(&kept).ok().and_then(|file| Picture::from_png(&file));
    let unlike = before.map_or(picture.pixels.len(), |before| picture.pixels_unlike(&before, TOLERANCE));
    if unlike == 0 {
        return None;
    }
    if std::env::var_os("ANTEROOM_ACCEPT").is_some() {
        fs::write(&kept, picture.to_png()).unwrap();
        return None;
    }
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(kept.file_name().unwrap());
    fs::write(&new, picture.to_png()).unwrap();
    Some(format!(
        "{unlike} pixels are not as in {}; the new picture is {}. `ANTEROOM_ACCEPT=1 cargo test --test pictures` \
         accepts it.",
        kept.display(),
        new.display()
    ))
}
