//! The list of what is wrong: a row leads to its place, a button mends it.

use super::problem::Problem;
use crate::ui::buttons::{Button, Weight};
use crate::ui::layout::{self, keep_in_view};
use crate::ui::marks;
use crate::ui::spoken;
use crate::ui::text::{self, HELP, HELP_BOLD, STRONG};
use crate::ui::theme::palette;
use egui::accesskit::{Live, Role};
use egui::{CornerRadius, CursorIcon, Id, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// What was done with the list, by place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Go to its place.
    GoTo(usize),
    /// Mend it.
    Fix(usize),
}

/// "1 fault, 2 to check".
#[must_use]
pub(super) fn count_in_words(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error).count();
    let checks = problems.len() - errors;
    let faults = if errors == 1 { "1 fault".to_owned() } else { format!("{errors} faults") };
    match (errors, checks) {
        (0, 0) => "No problems".to_owned(),
        (_, 0) => faults,
        (0, _) => format!("{checks} to check"),
        _ => format!("{faults}, {checks} to check"),
    }
}

/// Shows the list in a stretch of the window. `cursor` is where the keyboard is in the text.
pub(super) fn ui(ui: &mut Ui, rect: Rect, problems: &[Problem], (cursor, say): (usize, &str)) -> Option<Pressed> {
    let mut pressed = None;
    layout::scrolling(ui, Id::unique("problems"), rect, |ui| {
        let left = if ui.available_width() < 500.0 { 8.0 } else { 24.0 };
        let column = Rect::from_min_max(ui.cursor().min + vec2(left, 8.0), pos2(ui.max_rect().right() - left, 1e5));
        let mut column = ui.new_child(UiBuilder::new().id_salt("list of problems").max_rect(column));
        column.horizontal(|ui| {
            text::heading(ui, "Problems", STRONG, 2);
            ui.add_space(8.0);
            text::announce(&text::whisper(ui, say), Live::Polite);
        });
        column.add_space(4.0);
        let list = UiBuilder::new().accessibility_role(Role::List).accessibility_label("Problems");
        column.scope_builder(list, |ui| {
            for (at, problem) in problems.iter().enumerate() {
                let row = UiBuilder::new().id_salt(("problem", at)).accessibility_role(Role::ListItem);
                ui.scope_builder(row, |ui| pressed = row_of(ui, at, problem, problem.is_at(cursor)).or(pressed));
            }
        });
        ui.advance_cursor_after_rect(column.min_rect());
    });
    pressed
}

fn row_of(ui: &mut Ui, at: usize, problem: &Problem, is_here: bool) -> Option<Pressed> {
    let colours = palette(ui);
    let (top, left, width) = (ui.cursor().top(), ui.cursor().left(), ui.available_width());
    let fix = problem.fix_in_words();
    let fix = fix.as_deref().map(|words| Button::new(words, Weight::Secondary).low());
    let fix_width = fix.as_ref().map_or(0.0, |fix| fix.width(ui) + 12.0);
    let below = ui.painter().add(egui::Shape::Noop);
    // Words first, as many lines as they need.
    let words_left = left + 36.0;
    let words_width = (width - 48.0 - fix_width).max(120.0);
    let room = Rect::from_min_size(pos2(words_left, top + 9.0), vec2(words_width, 1e4));
    let mut words = ui.new_child(UiBuilder::new().id_salt("words").max_rect(room));
    let said = format!("{}, {}", problem.kind(), problem.place);
    let pieces =
        [(said.as_str(), HELP_BOLD, colours.ink), ("  ", HELP, colours.ink2), (&problem.in_words(), HELP, colours.ink)];
    spoken::hush(&text::say_pieces(&mut words, &pieces));
    let bottom = (words.min_rect().bottom() + 9.0).max(top + 40.0);
    let row = Rect::from_min_max(pos2(left, top), pos2(left + width, bottom));
    let target = row.with_max_x(row.right() - fix_width);
    let id = row_id(at);
    let response = ui.interact(target, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    let name = format!("{}, {}: {}", problem.kind(), problem.place, problem.in_words());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    keep_in_view(&response, ui);
    let fill = if is_here { colours.tint } else { colours.sunken };
    if is_here || response.hovered() {
        ui.painter().set(below, egui::Shape::rect_filled(row, CornerRadius::same(6), fill));
    }
    let mark = Rect::from_min_size(pos2(left + 8.0, top + 11.0), vec2(18.0, 16.0));
    let colour = if problem.is_error { colours.alarm } else { colours.soon_bar };
    if problem.is_error {
        fault_mark(ui, mark, colour);
    } else {
        marks::warning(ui.painter(), mark, Stroke::new(1.5, colour));
    }
    if response.has_focus() {
        marks::focus_ring(ui, target.shrink(3.0), 6);
    }
    let mut pressed = response.clicked().then_some(Pressed::GoTo(at));
    if let Some(fix) = fix {
        let place = Rect::from_min_max(pos2(row.right() - fix_width + 12.0, row.center().y - 20.0), row.max);
        let mut inside = ui.new_child(UiBuilder::new().id_salt("fix").max_rect(place));
        if fix.id(row_id(at).with("fix")).show(&mut inside).clicked() {
            pressed = Some(Pressed::Fix(at));
        }
    }
    ui.advance_cursor_after_rect(row);
    pressed
}

fn row_id(at: usize) -> Id {
    Id::unique(("problem row", at))
}

/// A round mark with a cross.
pub(super) fn fault_mark(ui: &Ui, rect: Rect, colour: egui::Color32) {
    let centre = rect.center();
    ui.painter().circle_stroke(centre, 8.0, Stroke::new(1.5, colour));
    for way in [vec2(3.0, 3.0), vec2(3.0, -3.0)] {
        ui.painter().line_segment([centre - way, centre + way], Stroke::new(1.5, colour));
    }
}
