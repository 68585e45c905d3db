//! The list of worked examples: whether each comes out as expected, and what came out instead.

use super::problems_list::fault_mark;
use crate::ui::layout::{self, keep_in_view};
use crate::ui::marks;
use crate::ui::spoken;
use crate::ui::text::{self, HELP, HELP_BOLD};
use crate::ui::theme::palette;
use egui::accesskit::Role;
use egui::{CornerRadius, CursorIcon, Id, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// A worked example, once it was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MadeUp {
    /// Who it is.
    pub(super) name: String,
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// What came out otherwise than expected, or is wrong with it.
    pub(super) faults: Vec<String>,
}

impl MadeUp {
    fn outcome(&self) -> String {
        if self.faults.is_empty() { "As expected.".to_owned() } else { self.faults.join(" ") }
    }
}

/// "Examples, 11 of 12": how many come out as expected.
#[must_use]
pub(super) fn title(examples: &[MadeUp]) -> String {
    let good = examples.iter().filter(|example| example.faults.is_empty()).count();
    if examples.is_empty() { "Examples".to_owned() } else { format!("Examples, {good} of {}", examples.len()) }
}

/// Shows the list in a stretch of the window; the place of the one that was pressed.
pub(super) fn ui(ui: &mut Ui, rect: Rect, examples: &[MadeUp], current: usize) -> Option<usize> {
    let mut pressed = None;
    layout::scrolling(ui, Id::unique("examples"), rect, |ui| {
        let column = Rect::from_min_max(ui.cursor().min + vec2(16.0, 8.0), pos2(ui.max_rect().right() - 16.0, 1e5));
        let list = UiBuilder::new().id_salt("list of examples").max_rect(column).accessibility_role(Role::List);
        let mut column = ui.new_child(list.accessibility_label("Examples"));
        if examples.is_empty() {
            text::whisper(&mut column, "There is none yet. A made-up person shows that a rule does what it should.");
        }
        for (at, example) in examples.iter().enumerate() {
            let row = UiBuilder::new().id_salt(("example", at)).accessibility_role(Role::ListItem);
            column.scope_builder(row, |ui| {
                pressed = row_of(ui, (at, example), at == current).then_some(at).or(pressed);
            });
        }
        ui.advance_cursor_after_rect(column.min_rect());
    });
    pressed
}

/// True where it was pressed.
fn row_of(ui: &mut Ui, (at, example): (usize, &MadeUp), is_current: bool) -> bool {
    let colours = palette(ui);
    let (min, width) = (ui.cursor().min, ui.available_width());
    let below = ui.painter().add(egui::Shape::Noop);
    let room = Rect::from_min_size(min + vec2(36.0, 8.0), vec2((width - 44.0).max(120.0), 1e4));
    let mut words = ui.new_child(UiBuilder::new().id_salt("words").max_rect(room));
    let outcome = example.outcome();
    let is_good = example.faults.is_empty();
    let colour = if is_good { colours.ink2 } else { colours.alarm };
    spoken::hush(&text::say(&mut words, &example.name, HELP_BOLD));
    spoken::hush(&text::say_in(&mut words, &outcome, HELP, colour));
    let row = Rect::from_min_size(min, vec2(width, words.min_rect().bottom() + 8.0 - min.y));
    let response = ui.interact(row, Id::unique(("example row", at)), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let name = format!("Example: {}. {outcome}", example.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    keep_in_view(&response, ui);
    if is_current || response.hovered() {
        let fill = if is_current { colours.tint } else { colours.sunken };
        ui.painter().set(below, egui::Shape::rect_filled(row, CornerRadius::same(6), fill));
    }
    if !is_good {
        fault_mark(ui, Rect::from_min_size(min + vec2(8.0, 11.0), vec2(18.0, 16.0)), colours.alarm);
    }
    if response.has_focus() {
        marks::focus_ring(ui, row.shrink(3.0), 6);
    }
    ui.advance_cursor_after_rect(row);
    response.clicked()
}
