//! Where the window stands: noted while it is open, given back to it at the next start, and always on a screen there is.

use crate::files::Place;
use egui::{Context, Pos2, Rect, Vec2, ViewportBuilder, ViewportCommand, pos2, vec2};

/// The size of the first window ever.
const FIRST: (u16, u16) = (1120, 860);

/// Every screen of the program is made for this size and more.
const LEAST: Vec2 = vec2(640.0, 480.0);

/// A window of this place.
pub(super) fn viewport(place: Option<Place>) -> ViewportBuilder {
    let builder = ViewportBuilder::default().with_min_inner_size(LEAST).with_inner_size(size(place));
    match corner(place) {
        Some(corner) => builder.with_position(corner),
        None => builder,
    }
}

/// Before the first picture, while all has its usual size: the window fills the screen again, or comes back to a screen
/// where none is left at the old place.
pub(super) fn take_up(creation: &eframe::CreationContext, place: Option<Place>) {
    let ctx = &creation.egui_ctx;
    if place.is_some_and(|place| place.maximised) {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
    let Some((window, corner)) = creation.winit_window().zip(corner(place)) else { return };
    let scale = window.scale_factor();
    let screens = window.available_monitors().map(|screen| {
        let (corner, size) = (screen.position().to_logical::<f32>(scale), screen.size().to_logical::<f32>(scale));
        Rect::from_min_size(pos2(corner.x, corner.y), vec2(size.width, size.height))
    });
    let wanted = Rect::from_min_size(corner, size(place));
    let fitted = on_a_screen(wanted, &screens.collect::<Vec<_>>());
    if fitted != wanted {
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(fitted.size()));
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(fitted.min));
    }
}

/// The place of the window now. One that fills the screen, or is put away, keeps the place `before`.
pub(super) fn of_window(ctx: &Context, before: Option<Place>) -> Option<Place> {
    let zoom = ctx.zoom_factor();
    ctx.input(|input| {
        let window = input.viewport();
        if window.minimized == Some(true) || window.fullscreen == Some(true) {
            return before;
        }
        let size = input.viewport_rect().size() * zoom;
        let position = window.outer_rect.map(|rect| rect.min * zoom);
        let now = Place {
            position: position.map(|corner| (whole(corner.x), whole(corner.y))),
            size: (whole(size.x).unsigned_abs(), whole(size.y).unsigned_abs()),
            maximised: false,
        };
        let fills = window.maximized == Some(true);
        let free = Place { position: None, size: FIRST, maximised: false };
        Some(if fills { Place { maximised: true, ..before.unwrap_or(free) } } else { now })
    })
}

/// The window moved, and made smaller where it must be, so that it lies on the screen that it shares most with, or else on
/// the first one.
fn on_a_screen(window: Rect, screens: &[Rect]) -> Rect {
    let shared = |screen: &Rect| {
        let part = screen.intersect(window);
        if part.is_positive() { part.area() } else { 0.0 }
    };
    // Of equal ones the last is taken, so the first comes last.
    let Some(screen) = screens.iter().rev().max_by(|one, other| shared(one).total_cmp(&shared(other))) else {
        return window;
    };
    let size = window.size().min(screen.size());
    Rect::from_min_size(window.min.clamp(screen.min, screen.max - size), size)
}

fn size(place: Option<Place>) -> Vec2 {
    let (width, height) = place.map_or(FIRST, |place| place.size);
    vec2(f32::from(width), f32::from(height)).max(LEAST)
}

fn corner(place: Option<Place>) -> Option<Pos2> {
    place?.position.map(|(left, top)| pos2(f32::from(left), f32::from(top)))
}

#[expect(clippy::cast_possible_truncation, reason = "no screen is that wide, and the cast stops at the ends")]
fn whole(points: f32) -> i16 {
    points.round() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(left, top), vec2(width, height))
    }

    #[test]
    fn a_window_comes_back_to_a_screen_there_is() {
        let one = [rect(0.0, 0.0, 1920.0, 1080.0)];
        let two = [rect(0.0, 0.0, 1920.0, 1080.0), rect(1920.0, 0.0, 2560.0, 1440.0)];
        let left = [rect(0.0, 0.0, 1920.0, 1080.0), rect(-1280.0, 0.0, 1280.0, 1024.0)];
        let small = [rect(0.0, 0.0, 1366.0, 768.0)];
        let second = rect(2400.0, 100.0, 1120.0, 860.0);
        let cases = [
            ("stays", rect(100.0, 50.0, 1120.0, 860.0), &one[..], rect(100.0, 50.0, 1120.0, 860.0)),
            ("stays on the second screen", second, &two[..], second),
            ("the second screen is gone", second, &one[..], rect(800.0, 100.0, 1120.0, 860.0)),
            ("a screen on the left", rect(-1200.0, 10.0, 900.0, 700.0), &left[..], rect(-1200.0, 10.0, 900.0, 700.0)),
            ("that screen is gone", rect(-1200.0, 10.0, 900.0, 700.0), &one[..], rect(0.0, 10.0, 900.0, 700.0)),
            ("far off", rect(30000.0, -30000.0, 700.0, 500.0), &two[..], rect(1220.0, 0.0, 700.0, 500.0)),
            ("too large", rect(-50.0, -50.0, 3000.0, 2000.0), &small[..], rect(0.0, 0.0, 1366.0, 768.0)),
            ("half outside", rect(1000.0, 600.0, 1120.0, 700.0), &one[..], rect(800.0, 380.0, 1120.0, 700.0)),
            ("nothing is known", second, &[], second),
        ];
        for (name, window, screens, expected) in cases {
            assert_eq!(on_a_screen(window, screens), expected, "{name}");
        }
    }

    /// What is noted of a window of this size in points, the text in its double size.
    fn noted(window: egui::ViewportInfo, before: Option<Place>) -> Option<Place> {
        let ctx = Context::default();
        ctx.set_zoom_factor(2.0);
        let screen_rect = Some(rect(0.0, 0.0, 400.0, 300.0));
        let viewports = std::iter::once((egui::ViewportId::ROOT, window)).collect();
        let input = egui::RawInput { screen_rect, viewports, ..egui::RawInput::default() };
        let mut place = None;
        // The size of text counts from the second picture on.
        for _ in 0..2 {
            let mut output = ctx.run_ui(input.clone(), |ui| place = of_window(ui.ctx(), before));
            output.textures_delta.clear();
        }
        place
    }

    #[test]
    fn the_place_is_noted_whatever_the_size_of_text() {
        let known = egui::ViewportInfo { outer_rect: Some(rect(10.0, 5.0, 404.0, 330.0)), ..Default::default() };
        let place = Place { position: Some((20, 10)), size: (800, 600), maximised: false };
        assert_eq!(noted(known.clone(), None), Some(place));
        let unknown = egui::ViewportInfo::default();
        assert_eq!(noted(unknown, Some(place)), Some(Place { position: None, ..place }));
        let maximised = egui::ViewportInfo { maximized: Some(true), ..known.clone() };
        assert_eq!(noted(maximised, Some(place)), Some(Place { maximised: true, ..place }));
        let minimised = egui::ViewportInfo { minimized: Some(true), ..known };
        assert_eq!(noted(minimised, Some(place)), Some(place));
    }
}
