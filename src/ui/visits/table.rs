//! A table of words: a head, and rows with a line between them.

use crate::ui::text::{self, BODY, HELP, Type};
use crate::ui::theme::palette;
use egui::accesskit::Role;
use egui::{Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// A cell, in bold or not.
pub(super) type Cell = (String, bool);

/// Shows a table whose columns share the width as `shares` say. Where it is narrow, a row stands in lines of its own.
pub(super) fn ui<const N: usize>(ui: &mut Ui, name: &str, shares: [f32; N], head: [&str; N], rows: &[[Cell; N]]) {
    let builder = UiBuilder::new().id_salt(name).accessibility_role(Role::Table).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        let ink = palette(ui).ink2;
        let line = palette(ui).stroke;
        let head = head.map(|words| (words.to_owned(), false));
        row(ui, shares, &head, (HELP, ink, line));
        let (ink, line) = (palette(ui).ink, palette(ui).line);
        for cells in rows {
            row(ui, shares, cells, (BODY, ink, line));
        }
    });
}

fn row<const N: usize>(ui: &mut Ui, shares: [f32; N], cells: &[Cell; N], look: (Type, egui::Color32, egui::Color32)) {
    let (kind, ink, line) = look;
    let (left, top, width) = (ui.cursor().left(), ui.cursor().top(), ui.available_width());
    let whole: f32 = shares.iter().sum();
    let builder = UiBuilder::new().accessibility_role(Role::Row);
    let bottom = ui
        .scope_builder(builder.max_rect(Rect::from_min_size(pos2(left, top), vec2(width, 10_000.0))), |ui| {
            let (mut x, mut bottom) = (left, top);
            for (share, (words, bold)) in shares.iter().zip(cells) {
                let room = width * share / whole;
                let place = Rect::from_min_size(pos2(x, top + 8.0), vec2((room - 12.0).max(40.0), 10_000.0));
                let mut inside = ui.new_child(UiBuilder::new().id_salt(x.to_bits()).max_rect(place));
                if !words.is_empty() {
                    text::say_in(&mut inside, words, kind.with_bold(*bold), ink);
                }
                bottom = bottom.max(inside.min_rect().bottom());
                x += room;
            }
            bottom + 8.0
        })
        .inner;
    let taken = Rect::from_min_max(pos2(left, top), pos2(left + width, bottom));
    ui.painter().hline(taken.x_range(), bottom, Stroke::new(1.0, line));
    ui.advance_cursor_after_rect(taken);
}
