//! Nothing moves by itself: once a screen is painted it asks for no other picture, also while words are typed into it.

#![expect(clippy::indexing_slicing, reason = "a test may end where something is missing")]

mod common;
mod scenes;

use common::Window;
use egui::accesskit::Role;
use egui::{Event, ViewportId};
use egui_kittest::kittest::Queryable;
use scenes::{DIM, LIGHT, SCENES};
use std::time::Duration;

#[test]
fn no_screen_asks_to_be_painted_again() {
    for scene in &SCENES {
        for look in [LIGHT, DIM] {
            let (_home, mut window) = scene.open(look);
            window.harness.remove_cursor();
            assert_still(&mut window, scene.name);
        }
    }
}

#[test]
fn no_field_blinks_while_it_has_the_keyboard() {
    let scene = SCENES.iter().find(|scene| scene.name == "sheet").unwrap();
    let (_home, mut window) = scene.open(LIGHT);
    let fields = window.harness.query_all_by_role(Role::TextInput).count()
        + window.harness.query_all_by_role(Role::MultilineTextInput).count();
    assert!(fields > 0, "the sheet has no field");
    let field = window.harness.query_all_by_role(Role::MultilineTextInput).next().unwrap();
    field.focus();
    window.harness.run();
    window.harness.event(Event::Text("Can I fly?".to_owned()));
    assert_still(&mut window, "the sheet with a field that has the keyboard");
    assert!(window.says("Can I fly?"));
}

/// After what has to be painted is painted, nothing is asked for, at once or later.
fn assert_still(window: &mut Window, screen: &str) {
    window.harness.run();
    let delay = window.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert_eq!(delay, Duration::MAX, "{screen}: {:?}", window.harness.ctx.repaint_causes());
    assert!(!window.harness.ctx.has_requested_repaint(), "{screen}: {:?}", window.harness.ctx.repaint_causes());
}
