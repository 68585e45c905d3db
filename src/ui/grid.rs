//! Questions that share a scale, side by side: the scale once as heads, one line a question.

use super::keys::{self, Neighbours, key_of_row};
use super::layout::keep_in_view;
use super::marks;
use super::rows::{group_id, row_id};
use super::spoken;
use super::text::{self, BODY, HELP};
use super::theme::palette;
use egui::accesskit::Role;
use egui::{CornerRadius, CursorIcon, Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// One question of a grid.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Its place in the form.
    pub(super) item: usize,
    /// The question in full, for screen readers.
    pub(super) name: &'a str,
    /// What stands at the left.
    pub(super) words: String,
    /// The column that is chosen.
    pub(super) chosen: Option<usize>,
}

/// The heads of the columns; the last one is "I don't know".
pub(super) const LEAST_WIDTH: f32 = 656.0;

struct Shape {
    whole: Rect,
    label: f32,
    column: f32,
}

impl Shape {
    #[expect(clippy::cast_precision_loss, reason = "at most 65 columns")]
    fn cell(&self, row: Rect, column: usize) -> Rect {
        let left = row.left() + self.label + self.column * column as f32;
        Rect::from_min_max(pos2(left, row.top()), pos2(left + self.column, row.bottom()))
    }
}

/// True where a grid of so many columns has room.
#[must_use]
pub(super) fn has_room(width: f32, columns: usize) -> bool {
    width >= LEAST_WIDTH && columns <= 6
}

/// Shows the grid; the question and the column that were just pressed.
pub(super) fn show(ui: &mut Ui, heads: &[&str], lines: &[Line]) -> Option<(usize, usize)> {
    let width = ui.available_width();
    #[expect(clippy::cast_precision_loss, reason = "at most 65 columns")]
    let column = ((width * 0.68) / heads.len() as f32).floor();
    #[expect(clippy::cast_precision_loss, reason = "at most 65 columns")]
    let label = width - column * heads.len() as f32;
    let mut shape = Shape { whole: Rect::NOTHING, label, column };
    paint_heads(ui, heads, &shape);
    let mut pressed = None;
    let mut rings = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let around = (at.checked_sub(1).and_then(|at| lines.get(at)), lines.get(at + 1));
        let builder = UiBuilder::new().scope_id(group_id(line.item)).accessibility_role(Role::RadioGroup);
        let row = ui
            .scope_builder(builder.accessibility_label(line.name), |ui| show_line(ui, heads, line, &mut shape, around));
        spoken::count(ui.ctx(), group_id(line.item), heads.len());
        pressed = pressed.or(row.inner.0.map(|column| (line.item, column)));
        rings.extend(row.inner.1);
    }
    let colours = palette(ui);
    let corners = CornerRadius::same(8);
    ui.painter().rect_stroke(shape.whole, corners, Stroke::new(1.0, colours.line), StrokeKind::Inside);
    let aside = shape.cell(shape.whole, heads.len().saturating_sub(1)).left();
    ui.painter().vline(aside, shape.whole.y_range(), Stroke::new(1.0, colours.line));
    for ring in rings {
        marks::focus_ring(ui, ring, 4);
    }
    pressed
}

fn paint_heads(ui: &mut Ui, heads: &[&str], shape: &Shape) {
    let palette = palette(ui);
    let ink = |at: usize| if at + 1 == heads.len() { palette.ink2 } else { palette.ink };
    let galleys: Vec<_> =
        heads.iter().enumerate().map(|(at, head)| text::galley(ui, head, HELP, ink(at), shape.column - 6.0)).collect();
    let height = galleys.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + 8.0;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    for (at, galley) in galleys.into_iter().enumerate() {
        let cell = shape.cell(rect, at);
        let mut job = (*galley.job).clone();
        job.halign = egui::Align::Center;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(pos2(cell.center().x, rect.bottom() - 8.0 - galley.size().y), galley, ink(at));
    }
}

type Around<'a> = (Option<&'a Line<'a>>, Option<&'a Line<'a>>);

/// One question: the column that was pressed, and where the ring goes.
fn show_line(
    ui: &mut Ui,
    heads: &[&str],
    line: &Line,
    shape: &mut Shape,
    around: Around,
) -> (Option<usize>, Option<Rect>) {
    let ids: Vec<Id> = (0..heads.len()).map(|column| row_id(line.item, column)).collect();
    let pressed = keyboard(ui, &ids, heads.len(), around);
    let focused = keys::focused_row(ui, &ids);
    let stop = focused.or(line.chosen).unwrap_or_default();
    let palette = palette(ui);
    let words = text::galley(ui, &line.words, BODY.with_bold(focused.is_some()), palette.ink, shape.label - 24.0);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), (words.size().y + 12.0).max(58.0)));
    ui.painter().rect_filled(rect, corners(shape.whole), palette.surface);
    if shape.whole.is_positive() {
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    }
    shape.whole = shape.whole.union(rect);
    ui.painter().galley(pos2(rect.left() + 16.0, rect.center().y - words.size().y / 2.0), words, palette.ink);
    let (mut clicked, mut ring) = (None, None);
    for (column, (head, id)) in heads.iter().zip(&ids).enumerate() {
        let cell = shape.cell(rect, column);
        let sense = if column == stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(cell, *id, sense).on_hover_cursor(CursorIcon::PointingHand);
        let chosen = line.chosen == Some(column);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, head));
        spoken::place(ui.ctx(), *id, column);
        keep_in_view(&response, ui);
        let inside = cell.shrink2(vec2(0.5, 1.0));
        if chosen {
            ui.painter().rect_filled(inside, CornerRadius::ZERO, palette.tint);
        } else if response.hovered() {
            ui.painter().rect_filled(inside, CornerRadius::ZERO, palette.sunken);
        }
        let key = key_of(column, heads.len()).filter(|_| focused.is_some());
        paint_mark(ui, cell, chosen, key);
        if response.clicked() {
            ui.memory_mut(|memory| memory.request_focus(*id));
            clicked = Some(column);
        }
        if response.has_focus() {
            ring = Some(cell.shrink(5.0));
        }
    }
    (pressed.or(clicked), ring)
}

fn corners(above: Rect) -> CornerRadius {
    if above.is_positive() { CornerRadius { nw: 0, ne: 0, sw: 8, se: 8 } } else { CornerRadius::same(8) }
}

fn key_of(column: usize, columns: usize) -> Option<char> {
    if column + 1 == columns { Some('0') } else { key_of_row(column) }
}

fn keyboard(ui: &Ui, ids: &[Id], columns: usize, (above, below): Around) -> Option<usize> {
    let column = keys::focused_row(ui, ids)?;
    let pressed = keys::typed(ui).and_then(|typed| (0..columns).find(|at| key_of(*at, columns) == Some(typed)));
    if let Some(id) = pressed.and_then(|column| ids.get(column)) {
        ui.memory_mut(|memory| memory.request_focus(*id));
    }
    let to = |line: Option<&Line>| line.map(|line| row_id(line.item, column));
    let neighbours = Neighbours {
        before: column.checked_sub(1).and_then(|column| ids.get(column)).copied(),
        after: ids.get(column + 1).copied(),
        above: to(above),
        below: to(below),
        first: ids.first().copied(),
        last: ids.last().copied(),
    };
    keys::arrows(ui, *ids.get(column)?, neighbours);
    pressed
}

fn paint_mark(ui: &Ui, cell: Rect, chosen: bool, key: Option<char>) {
    let palette = palette(ui);
    match key.filter(|_| !chosen) {
        Some(key) => {
            ui.painter().circle(cell.center(), 16.0, palette.surface, Stroke::new(2.0, palette.stroke));
            let galley = text::galley(ui, &key.to_string(), HELP, palette.ink2, f32::INFINITY);
            ui.painter().galley(cell.center() - galley.size() / 2.0, galley, palette.ink2);
        }
        None => marks::radio(ui, cell.center(), 12.0, chosen),
    }
}

/// What all questions begin with, word by word; nothing where that is too little to stand alone.
#[must_use]
pub(super) fn common_beginning<'t>(texts: &[&'t str]) -> Option<(&'t str, Vec<String>)> {
    let first = texts.first()?;
    let mut end = 0;
    for (at, _) in first.match_indices(' ') {
        let beginning = first.get(..=at)?;
        if texts.iter().all(|text| text.starts_with(beginning) && text.len() > beginning.len()) {
            end = at;
        }
    }
    let head = first.get(..end)?;
    if head.split(' ').count() < 5 {
        return None;
    }
    let rest: Vec<String> =
        texts.iter().filter_map(|text| text.get(end + 1..)).map(|rest| format!("… {rest}")).collect();
    let short = rest.iter().all(|words| words.chars().count() <= 70);
    (rest.len() == texts.len() && short).then_some((head, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_questions_share_is_said_once() {
        let texts = [
            "Over the last month, how much trouble with your knees?",
            "Over the last month, how much trouble with your back?",
        ];
        let (head, rest) = common_beginning(&texts).unwrap();
        assert_eq!(head, "Over the last month, how much trouble with your");
        assert_eq!(rest, ["… knees?", "… back?"]);
        assert_eq!(common_beginning(&["How are you?", "How is it?"]), None);
        assert_eq!(common_beginning(&[]), None);
    }
}
