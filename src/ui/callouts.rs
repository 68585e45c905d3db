//! Words on a coloured ground with a bar beside them, and words about a fault.

use super::marks;
use super::text::{self, HELP};
use super::theme::palette;
use egui::accesskit::Live;
use egui::{Color32, CornerRadius, Frame, Margin, Rect, Stroke, Ui, pos2, vec2};

fn callout<R>(ui: &mut Ui, colours: (Color32, Color32), bar: i8, add: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin { left: bar + 16, right: 16, top: 12, bottom: 12 };
    let frame = Frame::new().fill(colours.0).corner_radius(CornerRadius::same(6)).inner_margin(margin);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    let rect = shown.response.rect;
    let side = Rect::from_min_size(rect.min, vec2(f32::from(bar), rect.height()));
    ui.painter().rect_filled(side, CornerRadius::ZERO, colours.1);
    shown.inner
}

/// An explanation.
pub(super) fn info<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui);
    callout(ui, (palette.info, palette.info_bar), 4, add)
}

/// Something to raise within a day or two.
pub(super) fn soon<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui);
    callout(ui, (palette.soon, palette.soon_bar), 8, add)
}

/// What is wrong and how to mend it, with a mark, read out when it appears. It often appears in the midst of typing, so
/// it waits for its turn.
pub(super) fn fault(ui: &mut Ui, words: &str) {
    let colour = palette(ui).alarm;
    let left = ui.cursor().left();
    let top = ui.cursor().top();
    let width = ui.available_width() - 26.0;
    let column = Rect::from_min_size(pos2(left + 26.0, top), vec2(width, 10_000.0));
    let mut inside = ui.new_child(egui::UiBuilder::new().scope_id(ui.scope_id().with(words)).max_rect(column));
    let response = text::say_in(&mut inside, words, HELP, colour);
    text::announce(&response, Live::Polite);
    let mark = Rect::from_min_size(pos2(left + 1.0, top + 3.0), vec2(17.0, 15.0));
    marks::warning(ui.painter(), mark, Stroke::new(1.5, colour));
    let bottom = inside.min_rect().bottom();
    ui.advance_cursor_after_rect(Rect::from_min_max(pos2(left, top), pos2(left + 26.0 + width, bottom)));
}
