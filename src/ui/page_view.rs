//! The pages one below the other, and above them a bar to turn them and to look closer.

use super::buttons::{Button, Weight};
use super::layout;
use super::sheet;
use super::text::{self, HELP_BOLD};
use crate::output::pages::Pages;
use egui::accesskit::Live;
use egui::{Align, Id, Layout, Rect, ScrollArea, Ui, UiBuilder, vec2};

/// As wide as a page grows by itself.
const WIDEST: f32 = 1200.0;
/// Points of the screen for a point of paper, at 100 %.
const USUAL: f32 = 96.0 / 72.0;

/// How large the pages are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Zoom {
    /// As wide as there is room.
    #[default]
    Fit,
    /// As large as on paper.
    Usual,
    /// Half as large again.
    Large,
}

impl Zoom {
    const ALL: [(Self, &str, &str); 3] = [
        (Self::Fit, "Fit", "Fit the page to the window"),
        (Self::Usual, "100 %", "Page at 100 %"),
        (Self::Large, "150 %", "Page at 150 %"),
    ];

    /// One step larger.
    #[must_use]
    pub(super) fn larger(self) -> Self {
        if self == Self::Fit { Self::Usual } else { Self::Large }
    }

    /// One step smaller.
    #[must_use]
    pub(super) fn smaller(self) -> Self {
        if self == Self::Large { Self::Usual } else { Self::Fit }
    }

    fn width(self, pages: &Pages, room: f32) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "points of a page")]
        let usual = pages.width as f32 * USUAL;
        match self {
            Self::Fit => room.min(WIDEST),
            Self::Usual => usual,
            Self::Large => usual * 1.5,
        }
    }
}

/// What the view remembers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct View {
    /// How large.
    pub(super) zoom: Zoom,
    /// The page that is read, by place.
    page: usize,
    /// The page to turn to.
    turn_to: Option<usize>,
}

/// Shows the pages in a stretch of the window.
pub(super) fn ui(ui: &mut Ui, rect: Rect, pages: &Pages, view: &mut View) {
    let count = pages.pages.len();
    if layout::is_very_low(ui) {
        scrolled(ui, rect, pages, view, |ui, view| bar(ui, count, view));
        return;
    }
    let inside = rect.shrink2(vec2(edge(rect), 8.0));
    let mut top = ui.new_child(UiBuilder::new().id_salt("turn").max_rect(inside));
    bar(&mut top, count, view);
    let below = rect.with_min_y(top.min_rect().bottom() + 8.0);
    scrolled(ui, below, pages, view, |_, _| ());
}

/// The room at both sides.
fn edge(rect: Rect) -> f32 {
    if rect.width() < 500.0 { 16.0 } else { 24.0 }
}

fn scrolled(ui: &mut Ui, rect: Rect, pages: &Pages, view: &mut View, before: impl FnOnce(&mut Ui, &mut View)) {
    let edge = edge(rect);
    let id = Id::unique("sheet");
    let mut inside = ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect));
    inside.shrink_clip_rect(rect);
    let area = if view.zoom == Zoom::Fit { ScrollArea::vertical() } else { ScrollArea::both() };
    area.id_salt(id).auto_shrink([false, false]).animated(false).show(&mut inside, |ui| {
        let width = view.zoom.width(pages, ui.available_width() - 2.0 * edge);
        let whole = (width + 2.0 * edge).max(ui.available_width());
        ui.set_width(whole);
        layout::turn_pages(ui, rect.height());
        let left = ui.cursor().left() + (whole - width) / 2.0;
        let column = Rect::from_min_size(egui::pos2(left, ui.cursor().top()), vec2(width, 100_000.0));
        let mut column = ui.new_child(UiBuilder::new().id_salt("pages").max_rect(column));
        column.scope(|ui| {
            ui.set_max_width(rect.width() - 2.0 * edge);
            before(ui, view);
        });
        show_pages(&mut column, width, pages, view);
        let mut taken = column.min_rect();
        taken.max.x = taken.min.x.max(taken.max.x) + edge;
        ui.advance_cursor_after_rect(taken);
    });
}

fn show_pages(ui: &mut Ui, width: f32, pages: &Pages, view: &mut View) {
    let read_from = ui.clip_rect().top() + ui.clip_rect().height() * 0.4;
    let mut read = 0;
    for at in 0..pages.pages.len() {
        let rect = sheet::page(ui, pages, at, width);
        if rect.top() <= read_from {
            read = at;
        }
        if view.turn_to == Some(at) {
            ui.scroll_to_rect(rect, Some(Align::TOP));
        }
        ui.add_space(24.0);
    }
    if view.turn_to.take().is_some() || view.page != read {
        view.page = read;
        ui.ctx().request_repaint();
    }
}

fn bar(ui: &mut Ui, count: usize, view: &mut View) {
    let zooms = Zoom::ALL.map(|(zoom, words, name)| {
        (zoom, Button::new(words, Weight::Secondary).low().named(name).chosen(view.zoom == zoom))
    });
    let zooms_width: f32 = zooms.iter().map(|(_, button)| button.width(ui) + 4.0).sum();
    let turns = [("Previous", "Previous page", view.page.saturating_sub(1)), ("Next", "Next page", view.page + 1)].map(
        |(words, name, to)| (Button::new(words, Weight::Quiet).low().named(name), to.min(count.saturating_sub(1))),
    );
    let words = format!("Page {} of {count}", view.page + 1);
    let words_width = text::width(ui, &format!("Page {count} of {count}"), HELP_BOLD);
    let turns_width: f32 = turns.iter().map(|(button, _)| button.width(ui) + 4.0).sum();
    let apart = ui.available_width() - words_width - turns_width - zooms_width;
    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
    line(ui, |ui| {
        ui.scope(|ui| {
            ui.set_width(words_width);
            let said = text::say(ui, &words, HELP_BOLD);
            text::announce(&said, Live::Polite);
        });
        for (button, to) in turns {
            if button.show(ui).clicked() {
                view.turn_to = Some(to);
            }
        }
        if apart >= 0.0 {
            ui.add_space(apart);
            show_zooms(ui, zooms.clone(), view);
        }
    });
    if apart < 0.0 {
        line(ui, |ui| show_zooms(ui, zooms, view));
    }
}

fn line(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 40.0), Layout::left_to_right(Align::Center), add);
}

fn show_zooms(ui: &mut Ui, zooms: [(Zoom, Button); 3], view: &mut View) {
    for (zoom, button) in zooms {
        if button.show(ui).clicked() {
            view.zoom = zoom;
        }
    }
}
