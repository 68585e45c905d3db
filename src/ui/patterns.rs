//! The fills of bands: the same as on paper, so that no colour is needed to tell them apart.

use crate::output::pages::{Area, Pattern};
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Stroke, vec2};

/// So many times as far apart as on paper, and as thick.
const WIDE: f32 = 3.4;
const FINE: f32 = 1.5;

/// Fills an area of a page. The corner of the page lies at `origin`, and a point of it is `scale` points of the screen wide.
pub(super) fn fill(painter: &Painter, (origin, scale): (Pos2, f32), area: Area, pattern: Pattern, ink: Color32) {
    paint(painter, (origin, scale, scale), area, pattern, ink);
}

/// `pen` is what the width of lines and dots is multiplied with.
fn paint(painter: &Painter, (origin, scale, pen): (Pos2, f32, f32), area: Area, pattern: Pattern, ink: Color32) {
    let length = |points: f64| length(points) * scale;
    let place = |(x, y): (f64, f64)| origin + vec2(length(x), length(y));
    let rect = Rect::from_min_size(place((area.x, area.y)), vec2(length(area.width), length(area.height)));
    if pattern == Pattern::Solid {
        painter.rect_filled(rect, CornerRadius::ZERO, ink);
    }
    let inside = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let pen = self::length(pattern.pen()) * pen;
    for (from, to) in pattern.lines(area) {
        if pattern == Pattern::Dots {
            let mut x = from.0;
            while x <= to.0 {
                inside.circle_filled(place((x, from.1)), (pen / 2.0).max(0.5), ink);
                x += Pattern::DOT_STEP;
            }
        } else {
            inside.line_segment([place(from), place(to)], Stroke::new(pen.max(0.5), ink));
        }
    }
}

/// Fills a large stretch of the screen: wider apart than on paper and with a finer pen, so that what stands on it is seen.
pub(super) fn fill_widely(painter: &Painter, rect: Rect, pattern: Pattern, ink: Color32) {
    let area = |length: f32| f64::from(length / WIDE);
    let area = Area { x: 0.0, y: 0.0, width: area(rect.width()), height: area(rect.height()) };
    paint(painter, (rect.min, WIDE, FINE), area, pattern, ink);
}

#[expect(clippy::cast_possible_truncation, reason = "points of a page")]
fn length(points: f64) -> f32 {
    points as f32
}
