//! Fields to type into: numbers, dates, words.

use super::callouts;
use super::layout::keep_in_view;
use super::marks;
use super::spoken;
use super::text::{self, BODY, HELP, PART, Type};
use super::theme::palette;
use egui::{CornerRadius, Frame, Id, Margin, Response, Stroke, StrokeKind, TextEdit, Ui};

/// The name of a question's field for the keyboard's focus.
#[must_use]
pub(super) fn field_id(item: usize) -> Id {
    Id::unique(("field", item))
}

/// A field before it is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'a> {
    /// For the keyboard's focus.
    pub(super) id: Id,
    /// For screen readers.
    pub(super) name: &'a str,
    /// How wide.
    pub(super) width: f32,
    /// How many lines; with one, Enter does not belong to it.
    pub(super) lines: u16,
    /// The letters.
    pub(super) kind: Type,
    /// What is wrong, if so.
    pub(super) is_wrong: bool,
}

impl Field<'_> {
    /// Shows it.
    pub(super) fn show(self, ui: &mut Ui, words: &mut String) -> Response {
        self.show_as(ui, words, false)
    }

    /// Shows it, with dots for its letters where they are a secret.
    pub(super) fn show_as(self, ui: &mut Ui, words: &mut String, is_secret: bool) -> Response {
        let palette = palette(ui);
        let edit = if self.lines > 1 { TextEdit::multiline(words) } else { TextEdit::singleline(words) };
        let edit = edit
            .id(self.id)
            .password(is_secret)
            .font(self.kind.font())
            .text_color(palette.ink)
            .frame(Frame::new().inner_margin(Margin::symmetric(16, if self.kind == PART { 9 } else { 12 })))
            .desired_rows(usize::from(self.lines))
            .desired_width(self.width)
            .char_limit(20_000);
        // The ground is painted first, the edge last.
        let ground = ui.painter().add(egui::Shape::Noop);
        let response = ui.add(edit).accessible_name(self.name);
        let rect = response.rect;
        let corners = CornerRadius::same(6);
        ui.painter().set(ground, egui::Shape::rect_filled(rect, corners, palette.surface));
        let edge = if self.is_wrong { palette.alarm } else { palette.stroke };
        if self.is_wrong {
            spoken::wrong(&response);
        }
        ui.painter().rect_stroke(rect, corners, Stroke::new(2.0, edge), StrokeKind::Inside);
        if response.has_focus() {
            marks::focus_ring(ui, rect, 6);
        }
        keep_in_view(&response, ui);
        response
    }
}

/// A field with its name above it, which is said as the name of the field. True when it was changed.
pub(super) fn labelled(ui: &mut Ui, label: &str, words: &mut String, lines: u16) -> bool {
    spoken::hush(&text::say(ui, label, text::STRONG));
    ui.add_space(4.0);
    let id = Id::unique(("labelled", label));
    let width = ui.available_width();
    let changed = Field { id, name: label, width, lines, kind: BODY, is_wrong: false }.show(ui, words).changed();
    ui.add_space(16.0);
    changed
}

/// A number with its unit and range, which the question says of the field. True when it was changed.
pub(super) fn number(ui: &mut Ui, item: usize, name: &str, words: &mut String, around: &NumberWords) -> bool {
    let width = around.width;
    let field = Field { id: field_id(item), name, width, lines: 1, kind: PART, is_wrong: around.fault.is_some() };
    let response = field.show(ui, words);
    ui.add_space(6.0);
    let palette = palette(ui);
    ui.allocate_ui_with_layout(
        egui::vec2(ui.available_width(), response.rect.height()),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            if !around.unit.is_empty() {
                spoken::hush(&text::say(ui, &around.unit, BODY));
                ui.add_space(16.0);
            }
            spoken::hush(&text::say_in(ui, &around.range, HELP, palette.ink2));
        },
    );
    response.changed()
}

/// The words around a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NumberWords {
    /// "nights".
    pub(super) unit: String,
    /// "0 to 7".
    pub(super) range: String,
    /// What is wrong and how to mend it.
    pub(super) fault: Option<String>,
    /// Width of the field.
    pub(super) width: f32,
}

impl NumberWords {
    /// For a range of numbers.
    #[must_use]
    pub(super) fn new((from, to): (f64, f64), unit: &str, fault: Option<String>) -> Self {
        let longest = format!("{from}").len().max(format!("{to}").len());
        #[expect(clippy::cast_precision_loss, reason = "a few digits")]
        let width = (longest as f32 * 13.0 + 60.0).max(96.0);
        Self { unit: unit.to_owned(), range: format!("{from} to {to}"), fault, width }
    }

    /// Range and unit as one phrase: "0 to 7 nights".
    #[must_use]
    pub(super) fn spoken(&self) -> String {
        format!("{} {}", self.range, self.unit).trim_end().to_owned()
    }
}

/// Shows what is wrong below a field, if anything.
pub(super) fn fault_below(ui: &mut Ui, fault: Option<&str>) {
    if let Some(fault) = fault {
        ui.add_space(8.0);
        callouts::fault(ui, fault);
    }
}
