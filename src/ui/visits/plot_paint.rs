//! The plot of a score, painted: bands by their fills, a point or a bracket for each visit, its number in a box.

use super::plot::{Point, Series, short_day, value_in_words};
use super::words;
use crate::output::pages::Pattern;
use crate::output::{band_range, is_range, scale_value};
use crate::summary::{Scale, number_in_words};
use crate::ui::patterns;
use crate::ui::text::{self, HELP, HELP_BOLD};
use crate::ui::theme::{Palette, palette};
use egui::accesskit::Role;
use egui::{
    CornerRadius, Pos2, Rangef, Rect, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use egui_plot::{Plot, PlotPoint, PlotTransform};

const HEIGHT: f32 = 236.0;
/// Room for the numbers at the left, and for the names of the bands at the right.
const LEFT: f32 = 44.0;
const RIGHT: f32 = 156.0;
/// A visit takes at least so much of the width.
const STEP: f32 = 72.0;
/// Names of bands that stand closer than this are listed under the plot.
const LINE: f32 = 22.0;

/// Shows the plot in so much width. `salt` is the score.
pub(super) fn ui(ui: &mut Ui, salt: &str, name: &str, series: &Series) {
    let width = ui.available_width();
    let beside = if width >= 520.0 { RIGHT } else { 12.0 };
    let inner = width - LEFT - beside;
    let drawn = series.drawn(most(inner));
    let (from, to) = series.range();
    let builder = UiBuilder::new().id_salt(salt).accessibility_role(Role::Group);
    ui.scope_builder(builder.accessibility_label(format!("{name} at each visit")), |ui| {
        let (_, whole) = ui.allocate_space(vec2(width, HEIGHT + 32.0));
        let place = Rect::from_min_size(whole.min + vec2(LEFT, 8.0), vec2(inner, HEIGHT - 8.0));
        let mut inside = ui.new_child(UiBuilder::new().id_salt("plot").max_rect(place));
        let at = Places { to_screen: frame(&mut inside, salt, drawn.len(), (from, to)), place };
        let colours = palette(ui);
        at.bands(ui, &drawn, &colours);
        at.numbers(ui, series, &colours);
        let named = beside > LEFT && at.names(ui, series, &colours);
        at.points(ui, &drawn, &colours);
        at.days(ui, &drawn, &colours);
        at.read_out(ui, &drawn);
        if !named {
            legend(ui, series);
        }
    });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few visits")]
fn most(width: f32) -> usize {
    (width / STEP).max(1.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "a few visits")]
fn middle(at: usize) -> f64 {
    at as f64 + 0.5
}

/// The plot itself, with nothing in it: it says where values lie. It stands still.
fn frame(ui: &mut Ui, salt: &str, count: usize, (from, to): (f64, f64)) -> PlotTransform {
    let plot = Plot::new(salt).width(ui.available_width()).height(ui.available_height());
    let plot = plot.show_axes(false).show_grid(false).show_background(false).show_x(false).show_y(false);
    let plot = plot.allow_zoom(false).allow_drag(false).allow_scroll(false).allow_boxed_zoom(false);
    let plot = plot.allow_double_click_reset(false).allow_axis_zoom_drag(false).sense(Sense::hover());
    let room = (to - from) * 0.02;
    let shown = plot.auto_bounds(false).set_margin_fraction(vec2(0.0, 0.0)).show(ui, |plot| {
        plot.set_plot_bounds_x(0.0..=middle(count.max(1)) - 0.5);
        plot.set_plot_bounds_y(from - room..=to + room);
    });
    shown.transform
}

struct Places {
    to_screen: PlotTransform,
    place: Rect,
}

impl Places {
    fn x(&self, at: f64) -> f32 {
        self.to_screen.position_from_point(&PlotPoint::new(at, 0.0)).x
    }

    fn y(&self, value: f64) -> f32 {
        let y = self.to_screen.position_from_point(&PlotPoint::new(0.0, value)).y;
        y.clamp(self.place.top(), self.place.bottom())
    }

    /// The bands under each point: where they changed, they change half-way between two visits.
    fn bands(&self, ui: &Ui, drawn: &[(&Point, bool)], colours: &Palette) {
        let painter = ui.painter();
        painter.rect_filled(self.place, CornerRadius::ZERO, colours.surface);
        let mut at = 0;
        while let Some((point, _)) = drawn.get(at) {
            let same = drawn.iter().skip(at).take_while(|(other, _)| other.scale.bands == point.scale.bands).count();
            let left = self.x(middle(at) - 0.5);
            let right = self.x(middle(at + same) - 0.5);
            self.stretch(ui, &point.scale, Rangef::new(left, right), colours);
            at += same;
        }
        let edge = Stroke::new(1.0, colours.stroke);
        painter.rect_stroke(self.place, CornerRadius::ZERO, edge, StrokeKind::Inside);
    }

    fn stretch(&self, ui: &Ui, scale: &Scale, x: Rangef, colours: &Palette) {
        let mut bottom = self.place.bottom();
        for (at, band) in scale.bands.iter().enumerate() {
            let top =
                scale.bands.get(at + 1).map_or(self.place.top(), |next| self.y(f64::midpoint(band.to, next.from)));
            let rect = Rect::from_x_y_ranges(x, top..=bottom);
            patterns::fill_widely(ui.painter(), rect, Pattern::of_band(at), colours.stroke);
            ui.painter().hline(x, top, Stroke::new(1.0, colours.stroke));
            bottom = top;
        }
        ui.painter().vline(x.max, self.place.y_range(), Stroke::new(1.0, colours.stroke));
    }

    /// The values at the left at which a band begins, and the last one.
    fn numbers(&self, ui: &Ui, series: &Series, colours: &Palette) {
        let Some(scale) = series.newest() else { return };
        let last = scale.bands.last().filter(|band| !band.open).map(|band| band.to);
        let mut above = f32::INFINITY;
        for value in scale.bands.iter().map(|band| band.from).chain(last) {
            let words = text::galley(ui, &number_in_words(value), HELP, colours.ink2, LEFT);
            let y = self.y(value);
            if y + LINE <= above {
                let at = pos2(self.place.left() - 10.0 - words.size().x, y - words.size().y / 2.0);
                ui.painter().galley(at, words, colours.ink2);
                above = y;
            }
        }
    }

    /// The names of the bands at the right; false where there is no room for one of them.
    fn names(&self, ui: &Ui, series: &Series, colours: &Palette) -> bool {
        let Some(scale) = series.newest() else { return true };
        let mut middles = Vec::new();
        let mut bottom = self.place.bottom();
        for (at, band) in scale.bands.iter().enumerate() {
            let top =
                scale.bands.get(at + 1).map_or(self.place.top(), |next| self.y(f64::midpoint(band.to, next.from)));
            middles.push((f32::midpoint(top, bottom), band));
            bottom = top;
        }
        if middles.iter().zip(middles.iter().skip(1)).any(|((lower, _), (upper, _))| lower - upper < LINE) {
            return false;
        }
        for (y, band) in middles {
            let name = text::galley(ui, &band.name, HELP_BOLD, colours.ink, RIGHT);
            let range = text::galley(ui, &band_range(band), HELP, colours.ink2, RIGHT);
            let at = pos2(self.place.right() + 14.0, y - name.size().y / 2.0);
            let after = at + vec2(name.size().x + 6.0, 0.0);
            ui.painter().galley(at, name, colours.ink);
            ui.painter().galley(after, range, colours.ink2);
        }
        true
    }

    fn points(&self, ui: &Ui, drawn: &[(&Point, bool)], colours: &Palette) {
        let pen = Stroke::new(3.0, colours.accent);
        let height = |scale: &Scale| self.y(f64::midpoint(scale.low, scale.high));
        let place = |at: usize, point: &Point| pos2(self.x(middle(at)), height(&point.scale));
        for (at, ((before, _), (point, joined))) in drawn.iter().zip(drawn.iter().skip(1)).enumerate() {
            let ends = [place(at, before), place(at + 1, point)];
            if *joined && (is_range(&before.scale) || is_range(&point.scale)) {
                ui.painter().extend(Shape::dashed_line(&ends, pen, 8.0, 6.0));
            } else if *joined {
                ui.painter().line_segment(ends, pen);
            }
        }
        for (at, (point, _)) in drawn.iter().enumerate() {
            let centre = place(at, point);
            let top = if is_range(&point.scale) {
                self.bracket(ui, centre.x, &point.scale, pen)
            } else {
                let ground = Rect::from_center_size(centre, Vec2::splat(20.0));
                ui.painter().rect_filled(ground, CornerRadius::same(10), colours.surface);
                ui.painter().circle_filled(centre, 8.0, colours.accent);
                centre.y - 8.0
            };
            self.number(ui, pos2(centre.x, top), &scale_value(&point.scale), colours);
        }
    }

    /// Spans the values that are possible; its upper end.
    fn bracket(&self, ui: &Ui, x: f32, scale: &Scale, pen: Stroke) -> f32 {
        let (low, high) = (self.y(scale.low), self.y(scale.high));
        let ground = Rect::from_x_y_ranges(x - 10.0..=x + 10.0, high - 2.0..=low + 2.0);
        ui.painter().rect_filled(ground, CornerRadius::same(2), palette(ui).surface);
        ui.painter().vline(x, high..=low, pen);
        for y in [low, high] {
            ui.painter().hline(x - 8.0..=x + 8.0, y, pen);
        }
        high
    }

    /// A number in its box above a point, or below where there is no room.
    fn number(&self, ui: &Ui, under: Pos2, words: &str, colours: &Palette) {
        let words = text::galley(ui, words, HELP_BOLD, colours.ink, f32::INFINITY);
        let size = words.size() + vec2(14.0, 2.0);
        let above = under.y - 5.0 - size.y;
        let top = if above < self.place.top() { under.y + 21.0 } else { above };
        let rect = Rect::from_min_size(pos2(under.x - size.x / 2.0, top), size);
        let edge = Stroke::new(1.0, colours.stroke);
        ui.painter().rect(rect, CornerRadius::same(4), colours.surface, edge, StrokeKind::Inside);
        ui.painter().galley(rect.center() - words.size() / 2.0, words, colours.ink);
    }

    fn days(&self, ui: &Ui, drawn: &[(&Point, bool)], colours: &Palette) {
        let newest = drawn.last().map_or("", |(point, _)| point.day.as_str());
        for (at, (point, _)) in drawn.iter().enumerate() {
            let words = text::galley(ui, &short_day(&point.day, newest), HELP, colours.ink, f32::INFINITY);
            let at = pos2(self.x(middle(at)) - words.size().x / 2.0, self.place.bottom() + 8.0);
            ui.painter().galley(at, words, colours.ink);
        }
    }

    /// Lets a screen reader go from visit to visit.
    fn read_out(&self, ui: &Ui, drawn: &[(&Point, bool)]) {
        for (at, (point, _)) in drawn.iter().enumerate() {
            let rect = Rect::from_x_y_ranges(self.x(middle(at) - 0.5)..=self.x(middle(at) + 0.5), self.place.y_range());
            let said = ui.interact(rect, ui.scope_id().with(("point", at)), Sense::hover());
            let words = format!("{}: {}", words::day_in_words(&point.day), value_in_words(&point.scale));
            said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        }
    }
}

/// The names of the bands in words under the plot, lowest first.
fn legend(ui: &mut Ui, series: &Series) {
    let Some(scale) = series.newest().filter(|scale| !scale.bands.is_empty()) else { return };
    let bands: Vec<String> = scale.bands.iter().map(|band| format!("{} {}", band.name, band_range(band))).collect();
    text::whisper(ui, &format!("From below: {}.", bands.join(", ")));
}
