//! A divider between two parts of the window: dragged by pointer, moved by arrows.

use crate::ui::marks;
use crate::ui::theme::palette;
use egui::accesskit::{Orientation, Role};
use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Sense, Stroke, Ui, WidgetInfo};
use std::ops::RangeInclusive;

/// How far an arrow moves it, as part of the whole.
const STEP: f32 = 0.05;
/// How wide a divider is to the pointer.
const GRIP: f32 = 16.0;
/// How much of the whole the first part may take.
const LIMITS: RangeInclusive<f32> = 0.2..=0.8;

/// Which way the parts lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Side by side.
    Across,
    /// One above the other.
    Down,
}

/// Splits a stretch of the window in two, the first taking `share` of it. Between them lies room for the divider.
#[must_use]
pub(super) fn parts(whole: Rect, way: Way, share: f32) -> (Rect, Rect) {
    let half = GRIP / 2.0;
    match way {
        Way::Across => {
            let x = (whole.left() + whole.width() * share).round();
            (whole.with_max_x(x - half), whole.with_min_x(x + half))
        }
        Way::Down => {
            let y = (whole.top() + whole.height() * share).round();
            (whole.with_max_y(y - half), whole.with_min_y(y + half))
        }
    }
}

/// Shows the divider, and moves it.
pub(super) fn divider(ui: &mut Ui, name: &str, whole: Rect, way: Way, share: &mut f32) {
    let rect = grip(whole, way, *share);
    let id = Id::unique(("divider", name));
    let icon = if way == Way::Across { CursorIcon::ResizeHorizontal } else { CursorIcon::ResizeVertical };
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(icon);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    let percent = f64::from((*share * 100.0).round());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_orientation(if way == Way::Across { Orientation::Vertical } else { Orientation::Horizontal });
        node.set_numeric_value(percent);
        node.set_min_numeric_value(f64::from(*LIMITS.start() * 100.0));
        node.set_max_numeric_value(f64::from(*LIMITS.end() * 100.0));
    });
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        *share = match way {
            Way::Across => (pointer.x - whole.left()) / whole.width(),
            Way::Down => (pointer.y - whole.top()) / whole.height(),
        };
    }
    if response.has_focus() {
        *share += STEP * arrows(ui, id, way);
    }
    *share = share.clamp(*LIMITS.start(), *LIMITS.end());
    let colour = if response.hovered() || response.dragged() { palette(ui).stroke } else { palette(ui).line };
    let stroke = Stroke::new(1.0, colour);
    let centre = rect.center();
    match way {
        Way::Across => ui.painter().vline(centre.x, rect.y_range(), stroke),
        Way::Down => ui.painter().hline(rect.x_range(), centre.y, stroke),
    };
    if response.has_focus() {
        marks::focus_ring(ui, rect.shrink(4.0), 4);
    }
}

fn grip(whole: Rect, way: Way, share: f32) -> Rect {
    let (before, after) = parts(whole, way, share);
    match way {
        Way::Across => Rect::from_min_max(before.right_top(), after.left_bottom()),
        Way::Down => Rect::from_min_max(before.left_bottom(), after.right_top()),
    }
}

/// -1, 0 or 1, as the arrow keys say.
fn arrows(ui: &Ui, id: Id, way: Way) -> f32 {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let (less, more) = match way {
        Way::Across => (Key::ArrowLeft, Key::ArrowRight),
        Way::Down => (Key::ArrowUp, Key::ArrowDown),
    };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    f32::from(i8::from(pressed(more)) - i8::from(pressed(less)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    #[test]
    fn the_parts_and_the_grip_fill_the_whole() {
        let whole = Rect::from_min_size(pos2(10.0, 20.0), vec2(1000.0, 500.0));
        for way in [Way::Across, Way::Down] {
            let (one, other) = parts(whole, way, 0.4);
            assert_eq!(one.union(grip(whole, way, 0.4)).union(other), whole);
            assert!(!one.intersects(other));
        }
    }
}
