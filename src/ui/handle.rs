//! The handle that moves a topic: dragged by pointer, or pressed for buttons; with the keyboard on it, arrows move.

use super::buttons::{Button, Weight, pressed};
use super::layout;
use super::marks;
use super::text;
use super::theme::palette;
use egui::accesskit::Role;
use egui::{
    CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, PointerButton, Rect, Sense, Stroke, Ui, WidgetInfo,
};
use egui::{pos2, vec2};

/// How wide and high a handle is.
pub(super) const SIZE: f32 = 48.0;

/// Which way something is moved in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the place before.
    Up,
    /// To the place after.
    Down,
    /// To where the pointer let go.
    Dropped,
}

/// What was done with a handle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Handled {
    /// It was pressed: the buttons are wanted, or no longer.
    pub(super) pressed: bool,
    /// It is being dragged.
    pub(super) dragged: bool,
    /// A move is wanted.
    pub(super) way: Option<Way>,
}

/// The handle of what has this name.
#[must_use]
pub(super) fn id(of: &str) -> Id {
    Id::unique(("handle", of))
}

/// Shows the handle.
pub(super) fn show(ui: &mut Ui, of: &str, title: &str) -> Handled {
    let (_, rect) = ui.allocate_space(vec2(SIZE, SIZE));
    let id = id(of);
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Grab);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Move: {title}")));
    layout::keep_in_view(&response, ui);
    let colours = palette(ui);
    if response.hovered() || response.dragged() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), colours.sunken);
    }
    for (row, column) in (0_u8..6).map(|at| (f32::from(at / 2), f32::from(at % 2))) {
        let dot = rect.center() + vec2((column - 0.5) * 9.0, (row - 1.0) * 8.0);
        ui.painter().circle_filled(dot, 2.2, colours.stroke);
    }
    if response.has_focus() {
        marks::focus_ring(ui, rect.shrink(4.0), 6);
    }
    let way = if response.drag_stopped_by(PointerButton::Primary) { Some(Way::Dropped) } else { arrows(ui, id) };
    Handled { pressed: pressed(&response), dragged: response.dragged(), way }
}

fn arrows(ui: &Ui, id: Id) -> Option<Way> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if key(Key::ArrowUp) { Some(Way::Up) } else { key(Key::ArrowDown).then_some(Way::Down) }
}

/// The buttons for those who do not drag: large, with the place in words.
pub(super) fn buttons(ui: &mut Ui, title: &str, (at, count): (usize, usize)) -> Option<Way> {
    let mut way = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        for (words, this) in [("Up", Way::Up), ("Down", Way::Down)] {
            let name = format!("{words}: {title}");
            // The button goes with its topic, and the keyboard with the button.
            if Button::new(words, Weight::Secondary).named(&name).id(Id::unique(&name)).show(ui).clicked() {
                way = Some(this);
            }
        }
        let words = format!("Place {} of {count}", at + 1);
        text::whisper(ui, &words);
    });
    way
}

/// The place in a list of rows above which the pointer would let go; nothing where it lies beside the list.
#[must_use]
pub(super) fn target(ui: &Ui, rows: &[Rect]) -> Option<usize> {
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    let whole = rows.iter().fold(Rect::NOTHING, |whole, row| whole.union(*row)).expand(SIZE);
    let above = rows.iter().filter(|row| row.center().y < pointer.y).count();
    whole.contains(pointer).then_some(above)
}

/// Shows where a dragged row would come to lie, and scrolls at the edges of the list.
pub(super) fn show_target(ui: &Ui, rows: &[Rect]) {
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let Some(target) = target(ui, rows) else { return };
    let at = rows.get(target).map(Rect::top).or(rows.last().map(Rect::bottom));
    if let (Some(y), Some(first)) = (at, rows.first()) {
        let stroke = Stroke::new(4.0, palette(ui).accent);
        ui.painter().line_segment([pos2(first.left(), y), pos2(first.right(), y)], stroke);
    }
    let (seen, pointer) = (ui.clip_rect(), ui.input(|input| input.pointer.latest_pos()));
    let way = pointer.map_or(0.0, |pointer| match pointer.y {
        y if y < seen.top() + 40.0 => 6.0,
        y if y > seen.bottom() - 40.0 => -6.0,
        _ => 0.0,
    });
    if way != 0.0 {
        ui.scroll_with_delta(vec2(0.0, way));
        ui.ctx().request_repaint();
    }
}
