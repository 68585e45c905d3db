//! Answers as rows: the whole row is the target, mark left, key right.

use super::buttons::pressed;
use super::keys::{self, Neighbours};
use super::layout::keep_in_view;
use super::marks;
use super::spoken;
use super::text::{self, BODY, HELP};
use super::theme::palette;
use egui::accesskit::Role;
use egui::{
    CornerRadius, CursorIcon, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The answer.
    pub(super) words: String,
    /// The key that chooses it.
    pub(super) key: Option<char>,
    /// "I don't know" and its like, in the lesser ink.
    pub(super) is_aside: bool,
}

/// All rows of one question.
#[derive(Debug, Clone)]
pub(super) struct Rows<'a> {
    /// The question's place in the form, for the names of the rows.
    pub(super) item: usize,
    /// The question, for screen readers.
    pub(super) name: &'a str,
    /// The rows.
    pub(super) list: &'a [Row],
    /// Which rows are chosen, bit by bit.
    pub(super) chosen: u128,
    /// True where several may be chosen.
    pub(super) many: bool,
}

/// The name of a row for the keyboard's focus.
#[must_use]
pub(super) fn row_id(item: usize, row: usize) -> Id {
    Id::unique(("answer", item, row))
}

/// The name of a group of answers, for what is said about it.
#[must_use]
pub(super) fn group_id(item: usize) -> Id {
    Id::unique(("answers", item))
}

impl Rows<'_> {
    fn is_chosen(&self, row: usize) -> bool {
        self.chosen & (1 << row) != 0
    }

    fn ids(&self) -> Vec<Id> {
        (0..self.list.len()).map(|row| row_id(self.item, row)).collect()
    }

    /// The row that the Tab key comes to.
    #[must_use]
    pub(super) fn entry(&self) -> Id {
        row_id(self.item, (0..self.list.len()).find(|row| self.is_chosen(*row)).unwrap_or_default())
    }

    /// Shows the rows; the row that was just pressed, by pointer or key.
    pub(super) fn show(&self, ui: &mut Ui) -> Option<usize> {
        let ids = self.ids();
        let mut pressed = None;
        if let Some(row) = keys::focused_row(ui, &ids) {
            pressed = keys::typed(ui).and_then(|typed| self.list.iter().position(|it| it.key == Some(typed)));
            if let Some(id) = pressed.and_then(|row| ids.get(row)) {
                ui.memory_mut(|memory| memory.request_focus(*id));
            }
            let before = row.checked_sub(1).and_then(|row| ids.get(row)).copied();
            let after = ids.get(row + 1).copied();
            if let Some(id) = ids.get(row) {
                let (first, last) = (ids.first().copied(), ids.last().copied());
                let neighbours = Neighbours { before, after, above: before, below: after, first, last };
                keys::arrows(ui, *id, neighbours);
            }
        }
        let stop = keys::focused_row(ui, &ids).and_then(|row| ids.get(row)).copied().unwrap_or_else(|| self.entry());
        let role = if self.many { Role::Group } else { Role::RadioGroup };
        let builder = UiBuilder::new().scope_id(group_id(self.item)).accessibility_role(role);
        let clicked = ui.scope_builder(builder.accessibility_label(self.name), |ui| self.paint(ui, &ids, stop)).inner;
        spoken::count(ui.ctx(), group_id(self.item), ids.len());
        pressed.or(clicked)
    }

    fn paint(&self, ui: &mut Ui, ids: &[Id], stop: Id) -> Option<usize> {
        let mut clicked = None;
        let mut shown: Vec<(Rect, bool, Response)> = Vec::new();
        for (at, (row, id)) in self.list.iter().zip(ids).enumerate() {
            let response = self.row(ui, at, row, (*id, *id == stop));
            if pressed(&response) {
                ui.memory_mut(|memory| memory.request_focus(*id));
                clicked = Some(at);
            }
            shown.push((response.rect, self.is_chosen(at), response));
        }
        let palette = palette(ui);
        let whole = shown.iter().fold(Rect::NOTHING, |whole, (rect, ..)| whole.union(*rect));
        ui.painter().rect_stroke(whole, CornerRadius::same(8), Stroke::new(1.0, palette.line), StrokeKind::Inside);
        for (rect, ..) in shown.iter().skip(1) {
            ui.painter().hline(rect.x_range().shrink(1.0), rect.top(), Stroke::new(1.0, palette.line));
        }
        for (rect, ..) in shown.iter().filter(|(_, chosen, _)| *chosen) {
            let stroke = Stroke::new(2.0, palette.accent);
            ui.painter().rect_stroke(*rect, corners(*rect, whole), stroke, StrokeKind::Inside);
        }
        for (rect, ..) in shown.iter().filter(|(.., response)| response.has_focus()) {
            marks::focus_ring(ui, *rect, 6);
        }
        clicked
    }

    fn row(&self, ui: &mut Ui, at: usize, row: &Row, (id, is_stop): (Id, bool)) -> Response {
        let palette = palette(ui);
        let chosen = self.is_chosen(at);
        let ink = if row.is_aside && !chosen { palette.ink2 } else { palette.ink };
        let hint = if row.key.is_some() { 42.0 } else { 0.0 };
        let width = ui.available_width();
        let words = text::galley(ui, &row.words, BODY.with_bold(chosen), ink, width - 52.0 - 16.0 - hint);
        let (_, rect) = ui.allocate_space(vec2(width, (words.size().y + 24.0).max(50.0)));
        let sense = if is_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense).on_hover_cursor(CursorIcon::PointingHand);
        let role = if self.many { Role::CheckBox } else { Role::RadioButton };
        response.widget_info(|| WidgetInfo::selected(role, true, chosen, &row.words));
        spoken::place(ui.ctx(), id, at);
        if let Some(key) = row.key {
            ui.ctx().accesskit_node_builder(id, |node| node.set_keyboard_shortcut(key.to_string()));
        }
        keep_in_view(&response, ui);
        let fill = if chosen {
            palette.tint
        } else if response.hovered() {
            palette.sunken
        } else {
            palette.surface
        };
        let (first, last) = (at == 0, at + 1 == self.list.len());
        let (top, bottom) = (if first { 8 } else { 0 }, if last { 8 } else { 0 });
        let corners = CornerRadius { nw: top, ne: top, sw: bottom, se: bottom };
        ui.painter().rect_filled(rect, corners, fill);
        let centre = pos2(rect.left() + 26.0, rect.center().y);
        if self.many {
            marks::tick_box(ui, centre, chosen);
        } else {
            marks::radio(ui, centre, 12.0, chosen);
        }
        ui.painter().galley(pos2(rect.left() + 52.0, rect.center().y - words.size().y / 2.0), words, ink);
        if let Some(key) = row.key {
            key_hint(ui, pos2(rect.right() - 30.0, rect.center().y), key, chosen);
        }
        response
    }
}

/// Round where the row lies at the edge of the group.
fn corners(rect: Rect, whole: Rect) -> CornerRadius {
    let round = |at_edge: bool| if at_edge { 8 } else { 0 };
    let (top, bottom) = (round(rect.top() <= whole.top() + 0.5), round(rect.bottom() >= whole.bottom() - 0.5));
    CornerRadius { nw: top, ne: top, sw: bottom, se: bottom }
}

/// A key in its little box.
pub(super) fn key_hint(ui: &Ui, centre: egui::Pos2, key: char, chosen: bool) {
    let palette = palette(ui);
    let rect = Rect::from_center_size(centre, vec2(26.0, 26.0));
    let stroke = Stroke::new(1.0, if chosen { palette.accent } else { palette.stroke });
    let ink = if chosen { palette.ink } else { palette.ink2 };
    ui.painter().rect(rect, CornerRadius::same(4), palette.surface, stroke, StrokeKind::Inside);
    let words = text::galley(ui, &key.to_uppercase().to_string(), HELP.with_bold(chosen), ink, f32::INFINITY);
    ui.painter().galley(centre - words.size() / 2.0, words, ink);
}

/// A single tick with words beside it, in a list. `name` is what screen readers say.
pub(super) fn tick(ui: &mut Ui, id: Id, chosen: bool, words: &str, name: &str) -> Response {
    let palette = palette(ui);
    let words = text::galley(ui, words, HELP, palette.ink, (ui.available_width() - 34.0).max(1.0));
    let (_, rect) = ui.allocate_space(vec2(34.0 + words.size().x, words.size().y.max(40.0)));
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, name));
    keep_in_view(&response, ui);
    let centre = pos2(rect.left() + 12.0, rect.center().y);
    marks::tick_box(ui, centre, chosen);
    ui.painter().galley(pos2(rect.left() + 34.0, rect.center().y - words.size().y / 2.0), words, palette.ink);
    if response.has_focus() {
        marks::focus_ring(ui, Rect::from_center_size(centre, vec2(24.0, 24.0)), 4);
    }
    response
}
