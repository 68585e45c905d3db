//! The margin column beside the reading column, and the bars above and below.

use super::theme::palette;
use egui::style::ScrollAnimation;
use egui::{Frame, Id, Key, Margin, Modifiers, Panel, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

/// Width of the reading column.
pub(super) const COLUMN: f32 = 688.0;
const SIDE: f32 = 176.0;
const GAP: f32 = 32.0;
const EDGE: f32 = 16.0;

/// Where the columns are, for a window of this width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// Left edge of the margin column; none where there is no room for it.
    pub(super) side: Option<f32>,
    /// Left edge of the reading column.
    pub(super) left: f32,
    /// Width of the reading column.
    pub(super) width: f32,
}

impl Columns {
    /// The columns within what is available to `ui`.
    #[must_use]
    pub(super) fn of(ui: &Ui) -> Self {
        Self::within(ui.max_rect())
    }

    fn within(rect: Rect) -> Self {
        let whole = SIDE + GAP + COLUMN;
        if rect.width() >= 900.0 {
            let side = (rect.left() + (rect.width() - whole) / 2.0).round();
            return Self { side: Some(side), left: side + SIDE + GAP, width: COLUMN };
        }
        let width = (rect.width() - 2.0 * EDGE).min(COLUMN);
        Self { side: None, left: (rect.left() + (rect.width() - width) / 2.0).round(), width }
    }

    /// A stretch of the screen: side-heads in the margin, or above where there is none, beside the column.
    pub(super) fn block(self, ui: &mut Ui, salt: &str, side: impl FnOnce(&mut Ui), column: impl FnOnce(&mut Ui)) {
        let top = ui.cursor().top();
        let mut at = top;
        let mut bottom = top;
        let place = |left: f32, top: f32, width: f32| Rect::from_min_size(pos2(left, top), vec2(width, 10_000.0));
        let side_rect = self.side.map_or_else(|| place(self.left, top, self.width), |left| place(left, top, SIDE));
        let mut margin = ui.new_child(UiBuilder::new().id_salt((salt, "side")).max_rect(side_rect));
        side(&mut margin);
        if margin.min_rect().height() > 0.0 {
            bottom = margin.min_rect().bottom();
            if self.side.is_none() {
                at = bottom + 8.0;
            }
        }
        let mut reading =
            ui.new_child(UiBuilder::new().id_salt((salt, "column")).max_rect(place(self.left, at, self.width)));
        column(&mut reading);
        bottom = bottom.max(reading.min_rect().bottom());
        let taken = Rect::from_min_max(pos2(self.left, top), pos2(self.left + self.width, bottom));
        ui.advance_cursor_after_rect(taken);
    }

    /// A stretch of the screen without a side-head.
    pub(super) fn plain(self, ui: &mut Ui, salt: &str, column: impl FnOnce(&mut Ui)) {
        self.block(ui, salt, |_| (), column);
    }
}

/// A low window has lower bars.
fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 620.0
}

/// A window so low that its foot must not stand still: it comes after what is asked.
#[must_use]
pub(super) fn is_very_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 400.0
}

/// The bar at the top of a screen.
pub(super) fn bar(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let palette = palette(ui);
    let height = if is_low(ui) { 48.0 } else { 56.0 };
    let edge = if ui.available_width() < 440.0 { 8 } else { 24 };
    let frame = Frame::new().inner_margin(Margin::symmetric(edge, 0));
    let shown = Panel::top("bar").exact_size(height).show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(add);
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
}

/// How much room the foot of a screen takes.
#[must_use]
pub(super) fn footer_height(ui: &Ui) -> f32 {
    if is_low(ui) { 64.0 } else { 80.0 }
}

/// A screen with a foot: the middle scrolls, the foot stands still where the window is high enough for that. `with` is
/// what both write to.
pub(super) fn page<W>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    with: &mut W,
    add: impl FnOnce(&mut Ui, Columns, &mut W),
    foot: impl FnOnce(&mut Ui, &mut W),
) {
    if is_very_low(ui) {
        middle(ui, salt, |ui, columns| {
            add(ui, columns, with);
            footer(ui, |ui| foot(ui, with));
        });
        return;
    }
    let mut rect = ui.available_rect_before_wrap();
    rect.max.y -= footer_height(ui);
    middle_in(ui, salt, rect, |ui, columns| add(ui, columns, with));
    footer(ui, |ui| foot(ui, with));
}

/// What lies below the bar, with no foot; it scrolls.
pub(super) fn middle(ui: &mut Ui, salt: impl std::hash::Hash + std::fmt::Debug, add: impl FnOnce(&mut Ui, Columns)) {
    let rect = ui.available_rect_before_wrap();
    middle_in(ui, salt, rect, add);
}

fn middle_in(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    rect: Rect,
    add: impl FnOnce(&mut Ui, Columns),
) {
    scrolling(ui, Id::unique(salt), rect, |ui| {
        let columns = Columns::of(ui);
        add(ui, columns);
        ui.add_space(32.0);
    });
    ui.advance_cursor_after_rect(rect);
}

/// A stretch of the window that scrolls by itself.
pub(super) fn scrolling(ui: &mut Ui, id: Id, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let mut inside = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect));
    inside.shrink_clip_rect(rect);
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).animated(false).show(&mut inside, |ui| {
        turn_pages(ui, rect.height());
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// Page Up and Page Down scroll by what is seen, less a line: above all where the keyboard is.
pub(super) fn turn_pages(ui: &Ui, height: f32) {
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    let elsewhere = focused.is_some_and(|it| !ui.max_rect().x_range().contains(it.rect.center().x));
    if elsewhere || !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return;
    }
    let page = (height - 40.0).max(40.0);
    for (key, by) in [(Key::PageUp, page), (Key::PageDown, -page)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta_animation(vec2(0.0, by), ScrollAnimation::none());
        }
    }
}

/// The bar at the foot of a screen, in the reading column; shown after the middle, so that the Tab key comes to it last.
fn footer(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let palette = palette(ui);
    let mut rect = ui.available_rect_before_wrap();
    rect.max.y = rect.top() + footer_height(ui);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.line));
    let columns = Columns::within(rect);
    let top = rect.center().y - 24.0;
    let inside = Rect::from_min_size(pos2(columns.left, top), vec2(columns.width, 48.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inside).layout(layout), add);
    ui.advance_cursor_after_rect(rect);
}

/// A thin line across the column.
pub(super) fn divider(ui: &mut Ui) {
    let colour = palette(ui).line;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, colour));
}

/// Scrolls what has just got the keyboard into view, with room around it.
pub(super) fn keep_in_view(response: &egui::Response, ui: &Ui) {
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 72.0)), None);
    }
}
