//! What is painted by hand: marks, the door, the ring of the focus, fills of bands.

use super::theme::palette;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

/// The ring around what has the keyboard: 3 points wide, 2 points outside.
pub(super) fn focus_ring(ui: &Ui, rect: Rect, radius: u8) {
    let stroke = Stroke::new(3.0, palette(ui).focus);
    ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(radius + 3), stroke, StrokeKind::Outside);
}

/// The round mark of one answer out of several.
pub(super) fn radio(ui: &Ui, centre: Pos2, radius: f32, chosen: bool) {
    let palette = palette(ui);
    if chosen {
        ui.painter().circle_filled(centre, radius, palette.accent);
        ui.painter().circle_filled(centre, radius * 0.42, palette.on_accent);
    } else {
        ui.painter().circle(centre, radius - 2.0, palette.surface, Stroke::new(2.0, palette.stroke));
    }
}

/// The square mark of an answer that stands beside others.
pub(super) fn tick_box(ui: &Ui, centre: Pos2, chosen: bool) {
    let palette = palette(ui);
    let rect = Rect::from_center_size(centre, Vec2::splat(24.0));
    if chosen {
        ui.painter().rect_filled(rect, CornerRadius::same(4), palette.accent);
        let points = vec![centre + vec2(-6.0, 0.5), centre + vec2(-2.0, 4.5), centre + vec2(6.5, -5.0)];
        ui.painter().add(Shape::line(points, Stroke::new(3.0, palette.on_accent)));
    } else {
        let stroke = Stroke::new(2.0, palette.stroke);
        ui.painter().rect(rect, CornerRadius::same(4), palette.surface, stroke, StrokeKind::Inside);
    }
}

/// A triangle with an upright bar and a dot: a warning.
pub(super) fn warning(painter: &Painter, rect: Rect, stroke: Stroke) {
    let corners = vec![rect.center_top(), rect.right_bottom(), rect.left_bottom()];
    painter.add(Shape::closed_line(corners, stroke));
    let (x, height) = (rect.center().x, rect.height());
    let bar = Stroke::new(stroke.width * 1.4, stroke.color);
    painter.line_segment([pos2(x, rect.top() + height * 0.36), pos2(x, rect.top() + height * 0.66)], bar);
    painter.circle_filled(pos2(x, rect.top() + height * 0.82), stroke.width * 0.9, stroke.color);
}

/// The arched door, the only picture that stands for the program.
pub(super) fn door(painter: &Painter, left_bottom: Pos2, colour: Color32) {
    let stroke = Stroke::new(4.0, colour);
    let (left, right) = (left_bottom.x + 4.0, left_bottom.x + 18.0);
    let (bottom, spring) = (left_bottom.y - 2.0, left_bottom.y - 16.0);
    let (middle, radius) = (f32::midpoint(left, right), (right - left) / 2.0);
    let arch = (0_u8..=16).map(|step| {
        let angle = std::f32::consts::PI * (1.0 + f32::from(step) / 16.0);
        pos2(middle + radius * angle.cos(), spring + radius * angle.sin())
    });
    let mut points = vec![pos2(left, bottom)];
    points.extend(arch);
    points.push(pos2(right, bottom));
    painter.add(Shape::line(points, stroke));
    painter.hline(left - 4.0..=right + 4.0, bottom + 1.0, Stroke::new(2.0, colour));
}
