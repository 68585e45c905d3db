//! A page as it will print, drawn from the same layout as the PDF.

use super::fonts;
use super::patterns;
use super::theme::palette;
use crate::output::Passage;
use crate::output::pages::{Area, Face, FaceOf, Ink, Page, Pages, Shape as Drawn, TextRun};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Shows the page at a place, so wide.
pub(super) fn page(ui: &mut Ui, pages: &Pages, at: usize, width: f32) -> Rect {
    let palette = palette(ui);
    let (scale, height) = (width / length(pages.width), width * length(pages.height / pages.width));
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let Some(page) = pages.pages.get(at) else { return rect };
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, palette.page);
        let sheet = Sheet {
            pages,
            painter: ui.painter_at(rect),
            origin: rect.min,
            scale,
            ink: palette.page_ink,
            paper: palette.page,
        };
        sheet.draw(ui, page);
        ui.painter().rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.0, palette.stroke), StrokeKind::Inside);
    }
    read_out(ui, (pages, page), &format!("Page {} of {}", at + 1, pages.pages.len()), rect);
    rect
}

/// Lets a screen reader go through a page passage by passage, if there is one.
fn read_out(ui: &mut Ui, (pages, page): (&Pages, &Page), title: &str, rect: Rect) {
    let id = ui.scope_id().with(title);
    let builder = UiBuilder::new().scope_id(id).max_rect(rect).accessibility_role(Role::Document);
    let document = ui.new_child(builder.accessibility_label(title));
    if !ui.ctx().has_accesskit_node(id) {
        return;
    }
    let scale = rect.width() / length(pages.width);
    for (at, Passage { heading, words, area }) in pages.passages(page).iter().enumerate() {
        let place = rect.min + vec2(length(area.x), length(area.y)) * scale;
        let place = Rect::from_min_size(place, vec2(length(area.width), length(area.height)) * scale);
        let passage = document.interact(place, id.with(at), egui::Sense::hover());
        passage.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        if let Some(level) = heading {
            // The screen has a heading above those of the pages.
            super::text::mark_heading(&passage, words, usize::from(*level) + 1);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "points of a page")]
fn length(points: f64) -> f32 {
    points as f32
}

struct Sheet<'a> {
    pages: &'a Pages,
    painter: Painter,
    origin: Pos2,
    scale: f32,
    ink: Color32,
    paper: Color32,
}

impl Sheet<'_> {
    fn length(&self, points: f64) -> f32 {
        length(points) * self.scale
    }

    fn place(&self, (x, y): (f64, f64)) -> Pos2 {
        self.origin + vec2(self.length(x), self.length(y))
    }

    fn rect(&self, area: Area) -> Rect {
        Rect::from_min_size(self.place((area.x, area.y)), vec2(self.length(area.width), self.length(area.height)))
    }

    fn stroke(&self, thickness: f64) -> Stroke {
        Stroke::new(self.length(thickness).max(0.5), self.ink)
    }

    fn draw(&self, ui: &Ui, page: &Page) {
        for mark in &page.marks {
            match &mark.shape {
                Drawn::Text(run) => self.text(ui, run),
                Drawn::Line { from, to, thickness, ink } => {
                    let colour = if *ink == Ink::White { self.paper } else { self.ink };
                    let stroke = Stroke { color: colour, ..self.stroke(*thickness) };
                    self.painter.line_segment([self.place(*from), self.place(*to)], stroke);
                }
                Drawn::Frame { area, thickness, radius } => {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small radius")]
                    let corners = CornerRadius::same(self.length(*radius).round().clamp(0.0, 64.0) as u8);
                    self.painter.rect_stroke(self.rect(*area), corners, self.stroke(*thickness), StrokeKind::Middle);
                }
                Drawn::Fill { area, pattern } => {
                    patterns::fill(&self.painter, (self.origin, self.scale), *area, *pattern, self.ink);
                }
                Drawn::Polygon(points) => {
                    let points: Vec<Pos2> = points.iter().map(|point| self.place(*point)).collect();
                    self.painter.add(Shape::convex_polygon(points, self.ink, Stroke::NONE));
                }
            }
        }
    }

    /// A run of text, in the faces it has on paper.
    fn text(&self, ui: &Ui, run: &TextRun) {
        let family = text_family(FaceOf::Bundled(run.face), self.pages);
        if run.stretches.is_empty() {
            self.letters(ui, (run.x, run.baseline), run.size, (&run.text, family));
            return;
        }
        for stretch in &run.stretches {
            let turned = stretch.right_to_left && matches!(stretch.face, FaceOf::Bundled(_));
            let words = if turned { mirrored(&stretch.text) } else { stretch.text.clone() };
            let family = text_family(stretch.face, self.pages);
            self.letters(ui, (run.x + stretch.x, run.baseline), run.size, (&words, family));
        }
    }

    /// Words in one face. egui shapes them by their script.
    fn letters(&self, ui: &Ui, place: (f64, f64), size: f64, (words, family): (&str, FontFamily)) {
        let size = self.length(size);
        let format = TextFormat { font_id: FontId::new(size, family), color: self.ink, ..TextFormat::default() };
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(LayoutJob::single_section(words.to_owned(), format)));
        let base = galley.rows.first().and_then(|row| row.glyphs.first()).map_or(size, |glyph| glyph.pos.y);
        let at = self.place(place) - vec2(0.0, base);
        self.painter.galley(pos2(at.x, at.y), galley, self.ink);
    }
}

/// Signs from right to left as egui draws them from left to right.
fn mirrored(words: &str) -> String {
    let pairs = ["()", "[]", "{}", "<>", "«»", "‹›"];
    let turn = |sign: char| {
        let pair = pairs.iter().find(|pair| pair.contains(sign));
        pair.and_then(|pair| pair.chars().find(|other| *other != sign)).unwrap_or(sign)
    };
    words.chars().rev().map(turn).collect()
}

fn text_family(face: FaceOf, pages: &Pages) -> FontFamily {
    match face {
        FaceOf::Bundled(Face::Regular) => FontFamily::Proportional,
        FaceOf::Bundled(Face::Bold) => FontFamily::Name(fonts::BOLD.into()),
        FaceOf::Other(place) => {
            pages.other_faces.get(place).map_or(FontFamily::Proportional, |face| fonts::family(face))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mirrored;

    #[test]
    fn brackets_face_the_other_way_from_right_to_left() {
        assert_eq!(mirrored("( "), " )");
        assert_eq!(mirrored("?»"), "«?");
    }
}
