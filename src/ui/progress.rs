//! How far the person is: one segment a part, as wide as its questions. Words stand beside it. It is read out when it
//! appears, which is once a section, and not after each answer.

use super::text;
use super::theme::palette;
use egui::accesskit::{Live, Role};
use egui::{Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Shows segments of (questions, done); `words` say the same.
#[expect(clippy::cast_precision_loss, reason = "a few hundred questions at most")]
pub(super) fn segments(ui: &mut Ui, parts: &[(usize, usize)], words: &str) {
    let palette = palette(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 6.0));
    let id = ui.scope_id().with("progress");
    let appears = ui.ctx().read_response(id).is_none();
    let response = ui.interact(rect, id, egui::Sense::hover());
    let (all, done) = parts.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, words);
        info.value = Some(if all == 0 { 100.0 } else { done as f64 * 100.0 / all as f64 });
        info
    });
    if appears {
        text::announce(&response, Live::Polite);
    }
    let gap = 4.0;
    let room = rect.width() - gap * parts.len().saturating_sub(1) as f32;
    let mut left = rect.left();
    for (questions, done) in parts {
        let width = room * *questions as f32 / all.max(1) as f32;
        let segment = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let radius = CornerRadius::same(3);
        let stroke = Stroke::new(1.0, if *done > 0 { palette.accent } else { palette.stroke });
        ui.painter().rect(segment, radius, Color32::TRANSPARENT, stroke, StrokeKind::Inside);
        if *done > 0 {
            let share = *done as f32 / (*questions).max(1) as f32;
            let filled = Rect::from_min_size(segment.min, vec2(width * share, segment.height()));
            ui.painter().rect_filled(filled, radius, palette.accent);
        }
        left += width + gap;
    }
}
