//! Buttons: one primary a screen, secondary, quiet ones that are only words, and links.

use super::layout::keep_in_view;
use super::marks::focus_ring;
use super::text::{self, HELP, HELP_BOLD, STRONG, Type};
use super::theme::palette;
use egui::accesskit::Role;
use egui::{Color32, CornerRadius, CursorIcon, Id, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Filled; one a screen.
    Primary,
    /// With an edge.
    Secondary,
    /// Words only.
    Quiet,
    /// Words only, in the colour of warnings, for deleting.
    Danger,
}

/// A button before it is shown.
#[derive(Debug, Clone)]
pub(super) struct Button<'a> {
    words: &'a str,
    name: Option<&'a str>,
    weight: Weight,
    key: Option<&'a str>,
    id: Option<Id>,
    height: f32,
    kind: Type,
    chosen: Option<bool>,
    is_flush: bool,
    is_stop: bool,
    least_width: f32,
}

impl<'a> Button<'a> {
    /// A button that says this.
    #[must_use]
    pub(super) fn new(words: &'a str, weight: Weight) -> Self {
        Self {
            words,
            name: None,
            weight,
            key: None,
            id: None,
            height: 48.0,
            kind: STRONG,
            chosen: None,
            is_flush: false,
            is_stop: true,
            least_width: 0.0,
        }
    }

    /// Longer words for screen readers.
    #[must_use]
    pub(super) fn named(self, name: &'a str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The key that does the same.
    #[must_use]
    pub(super) fn key(self, key: &'a str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// A fixed name for the keyboard's focus.
    #[must_use]
    pub(super) fn id(self, id: Id) -> Self {
        Self { id: Some(id), ..self }
    }

    /// Lower, for lists.
    #[must_use]
    pub(super) fn low(self) -> Self {
        Self { height: 40.0, kind: HELP_BOLD, ..self }
    }

    /// Not lower, but with the words of a list.
    #[must_use]
    pub(super) fn small(self) -> Self {
        Self { kind: HELP_BOLD, ..self }
    }

    /// As wide as those below and above it.
    #[must_use]
    pub(super) fn at_least(self, width: f32) -> Self {
        Self { least_width: width, ..self }
    }

    /// Without room around its words, to stand below others.
    #[must_use]
    pub(super) fn flush(self) -> Self {
        Self { is_flush: true, ..self }
    }

    /// Whether the Tab key comes to it.
    #[must_use]
    pub(super) fn stop(self, is_stop: bool) -> Self {
        Self { is_stop, ..self }
    }

    /// A button that stays down or up.
    #[must_use]
    pub(super) fn chosen(self, chosen: bool) -> Self {
        Self { chosen: Some(chosen), kind: self.kind.with_bold(chosen), ..self }
    }

    /// How wide it will be.
    #[must_use]
    pub(super) fn width(&self, ui: &Ui) -> f32 {
        let padding = match (self.weight, self.height < 48.0) {
            _ if self.is_flush => 0.0,
            (Weight::Quiet | Weight::Danger, _) => 8.0,
            (_, true) => 14.0,
            (_, false) => 22.0,
        };
        // As wide as in bold, so that nothing moves when it is chosen.
        let words = text::width(ui, self.words, self.kind.with_bold(true));
        let whole = words + 2.0 * padding + self.key.map_or(0.0, |key| text::width(ui, key, HELP) + 24.0);
        whole.max(self.least_width)
    }

    /// Shows it.
    pub(super) fn show(self, ui: &mut Ui) -> Response {
        let palette = palette(ui);
        let width = self.width(ui).min(ui.available_width().max(48.0));
        let (_, rect) = ui.allocate_space(vec2(width, self.height));
        let id = self.id.unwrap_or_else(|| ui.next_auto_id().with(self.words));
        let sense = if self.is_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense).on_hover_cursor(CursorIcon::PointingHand);
        let name = self.name.unwrap_or(self.words);
        response.widget_info(|| match self.chosen {
            Some(chosen) => WidgetInfo::selected(Role::CheckBox, true, chosen, name),
            None => WidgetInfo::labeled(Role::Button, true, name),
        });
        if let Some(key) = self.key {
            ui.ctx().accesskit_node_builder(id, |node| node.set_keyboard_shortcut(key));
        }
        keep_in_view(&response, ui);
        let chosen = self.chosen == Some(true);
        let hovered = response.hovered();
        let (fill, edge, ink) = match self.weight {
            Weight::Primary => (palette.primary, edge_of_primary(&palette), palette.on_primary),
            Weight::Secondary if chosen => (palette.tint, Stroke::new(2.0, palette.accent), palette.ink),
            Weight::Secondary => {
                let fill = if hovered { palette.sunken } else { palette.surface };
                (fill, Stroke::new(1.0, palette.stroke), palette.ink)
            }
            Weight::Quiet => (under(hovered, palette.sunken), Stroke::NONE, palette.accent),
            Weight::Danger => (under(hovered, palette.sunken), Stroke::NONE, palette.alarm),
        };
        ui.painter().rect(rect, CornerRadius::same(6), fill, edge, StrokeKind::Inside);
        self.paint_words(ui, rect, ink);
        if response.has_focus() {
            let room = if self.is_flush { 6.0 } else { 0.0 };
            focus_ring(ui, rect.expand2(vec2(room, -room / 3.0)), 6);
        }
        response
    }

    fn paint_words(&self, ui: &Ui, rect: egui::Rect, ink: Color32) {
        let words = text::galley(ui, self.words, self.kind, ink, f32::INFINITY);
        let key = self.key.map(|key| text::galley(ui, key, HELP, ink, f32::INFINITY));
        let key_width = key.as_ref().map_or(0.0, |key| key.size().x + 24.0);
        let left = rect.center().x - f32::midpoint(words.size().x, key_width);
        let top = rect.center().y - words.size().y / 2.0;
        let after = left + words.size().x + 12.0;
        ui.painter_at(rect).galley(egui::pos2(left, top), words, ink);
        if let Some(key) = key {
            let size = vec2(key.size().x + 12.0, 26.0);
            let hint = egui::Rect::from_min_size(egui::pos2(after, rect.center().y - 13.0), size);
            let stroke = Stroke::new(1.0, ink);
            ui.painter().rect_stroke(hint, CornerRadius::same(4), stroke, StrokeKind::Inside);
            ui.painter().galley(hint.center() - key.size() / 2.0, key, ink);
        }
    }
}

fn under(hovered: bool, colour: Color32) -> Color32 {
    if hovered { colour } else { Color32::TRANSPARENT }
}

/// In the dim theme the filled button is low, so its edge tells it.
fn edge_of_primary(palette: &super::theme::Palette) -> Stroke {
    if palette.dark && palette.primary != palette.accent { Stroke::new(1.0, palette.accent) } else { Stroke::NONE }
}

/// True where it was pressed. The second half of a double click is a slip of the hand, and does nothing.
pub(super) fn pressed(response: &Response) -> bool {
    response.clicked() && !response.double_clicked() && !response.triple_clicked()
}

/// Where the keyboard finds the link of this name. No two links on a screen have the same.
#[must_use]
pub(super) fn link_id(name: &str) -> Id {
    Id::unique(("link", name))
}

/// Underlined words that open something here. `name` is what screen readers say.
pub(super) fn link(ui: &mut Ui, words: &str, name: &str) -> Response {
    link_sensing(ui, words, name, Sense::click())
}

/// A link that the Tab key passes by, because a key does the same.
pub(super) fn link_beside_a_key(ui: &mut Ui, words: &str, name: &str) -> Response {
    link_sensing(ui, words, name, Sense::CLICK)
}

fn link_sensing(ui: &mut Ui, words: &str, name: &str, sense: Sense) -> Response {
    let palette = palette(ui);
    let galley = text::galley(ui, words, HELP, palette.accent, ui.available_width().max(48.0));
    let (_, rect) = ui.allocate_space(vec2(galley.size().x.ceil(), galley.size().y.max(40.0)));
    let response = ui.interact(rect, link_id(name), sense).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    keep_in_view(&response, ui);
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let stroke = Stroke::new(if response.hovered() { 2.0 } else { 1.0 }, palette.accent);
    for row in &galley.rows {
        let line = row.rect().translate(at.to_vec2());
        ui.painter().hline(line.x_range(), line.bottom() - 1.0, stroke);
    }
    ui.painter().galley(at, galley, palette.accent);
    if response.has_focus() {
        focus_ring(ui, rect.shrink2(vec2(-4.0, 4.0)), 4);
    }
    response
}
