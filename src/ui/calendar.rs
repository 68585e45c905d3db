//! A month of days to pick one from, opened below a date's field. Arrows move by a day and a week, buttons by a month and
//! a year.

use super::buttons::{Button, Weight, pressed};
use super::keys::{self, Neighbours};
use super::layout::keep_in_view;
use super::marks;
use super::text::{self, BODY, HELP, STRONG};
use super::theme::palette;
use crate::summary::date_in_words;
use egui::accesskit::{Live, Role};
use egui::{CornerRadius, CursorIcon, Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo};
use egui::{pos2, vec2};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

const WEEK: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ROW: f32 = 44.0;

/// An open calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Calendar {
    /// The question's place in the form.
    pub(super) item: usize,
    /// The day that the keyboard comes to; its month is shown.
    day: Date,
}

/// The day of a question for the keyboard's focus.
fn day_id(item: usize, day: Date) -> Id {
    Id::unique(("day", item, day.to_string()))
}

/// A day as `2026-11-22` in words, with its weekday.
fn name(day: Date) -> String {
    let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).ok().and_then(|at| WEEKDAYS.get(at));
    format!("{}, {}", weekday.copied().unwrap_or_default(), date_in_words(&day.to_string()))
}

/// The day so far from another one, within the years that can be written with four digits.
fn moved(day: Date, by: Span) -> Option<Date> {
    day.checked_add(by).ok().filter(|day| day.year() >= 1000)
}

impl Calendar {
    /// Opens at a day, else at today, each as `2026-11-22`.
    #[must_use]
    pub(super) fn open(item: usize, day: &str, today: &str) -> Option<Self> {
        let day = day.parse().or_else(|_| today.parse()).ok()?;
        Some(Self { item, day })
    }

    /// Where the keyboard comes to.
    #[must_use]
    pub(super) fn entry(self) -> Id {
        day_id(self.item, self.day)
    }

    /// Shows the month; the day that was just picked, as `2026-11-22`. `chosen` is the answer as it is.
    pub(super) fn show(&mut self, ui: &mut Ui, chosen: &str) -> Option<String> {
        self.turn(ui);
        self.keyboard(ui);
        let month = self.month();
        let said = text::say(ui, &month, STRONG);
        text::announce(&said, Live::Polite);
        ui.add_space(4.0);
        let builder = UiBuilder::new().id_salt(("month", self.item)).accessibility_role(Role::RadioGroup);
        let name = format!("Days of {month}");
        ui.scope_builder(builder.accessibility_label(&name), |ui| self.days(ui, chosen.parse().ok())).inner
    }

    /// "November 2026".
    fn month(self) -> String {
        let words = date_in_words(&self.day.to_string());
        words.split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned())
    }

    fn go(&mut self, by: Span) {
        self.day = moved(self.day, by).unwrap_or(self.day);
    }

    fn turn(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            let turns = [
                ("Year before", (-1).year()),
                ("Month before", (-1).month()),
                ("Month after", 1.month()),
                ("Year after", 1.year()),
            ];
            for (words, by) in turns {
                if Button::new(words, Weight::Secondary).low().show(ui).clicked() {
                    self.go(by);
                }
            }
        });
        ui.add_space(8.0);
    }

    /// Moves the keyboard from day to day, over the edges of the month too.
    fn keyboard(&mut self, ui: &Ui) {
        let id = self.entry();
        if !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let day = self.day;
        let near = [(-1).day(), 1.day(), (-7).days(), 7.days()].map(|by| moved(day, by));
        let [before, after, above, below] = near.map(|day| day.map(|day| day_id(self.item, day)));
        let ends = [day.first_of_month(), day.last_of_month()];
        let [first, last] = ends.map(|day| Some(day_id(self.item, day)));
        keys::arrows(ui, id, Neighbours { before, after, above, below, first, last });
        let focused = ui.memory(egui::Memory::focused);
        let gone_to = |day: &Date| Some(day_id(self.item, *day)) == focused;
        if let Some(day) = near.into_iter().flatten().chain(ends).find(gone_to) {
            self.day = day;
        }
    }

    fn days(&self, ui: &mut Ui, chosen: Option<Date>) -> Option<String> {
        let column = (ui.available_width() / 7.0).floor().min(56.0);
        let first = self.day.first_of_month();
        #[expect(clippy::cast_precision_loss, reason = "a day of a month")]
        let cell = |at: usize, whole: Rect| {
            let corner = whole.min + vec2(column * (at % 7) as f32, ROW * (at / 7) as f32);
            Rect::from_min_size(corner, vec2(column, ROW))
        };
        let before = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
        let count = usize::try_from(first.days_in_month()).unwrap_or_default();
        let (_, heads) = ui.allocate_space(vec2(column * 7.0, 28.0));
        for (at, words) in WEEK.into_iter().enumerate() {
            let galley = text::galley(ui, words, HELP, palette(ui).ink2, f32::INFINITY);
            let middle = cell(at, heads).center().x;
            ui.painter().galley(pos2(middle - galley.size().x / 2.0, heads.top()), galley, palette(ui).ink2);
        }
        #[expect(clippy::cast_precision_loss, reason = "at most six weeks")]
        let height = (before + count).div_ceil(7) as f32 * ROW;
        let (_, whole) = ui.allocate_space(vec2(column * 7.0, height));
        let days = (0..count).filter_map(|at| Some((at, moved(first, i64::try_from(at).ok()?.days())?)));
        let mut picked = None;
        for (at, day) in days {
            if self.day(ui, cell(before + at, whole), day, chosen == Some(day)) {
                picked = Some(day.to_string());
            }
        }
        picked
    }

    fn day(&self, ui: &Ui, rect: Rect, day: Date, chosen: bool) -> bool {
        let id = day_id(self.item, day);
        let sense = if day == self.day { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense).on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name(day)));
        keep_in_view(&response, ui);
        let palette = palette(ui);
        let (fill, edge) = match (chosen, response.hovered()) {
            (true, _) => (palette.tint, Stroke::new(2.0, palette.accent)),
            (false, true) => (palette.sunken, Stroke::new(1.0, palette.line)),
            (false, false) => (palette.surface, Stroke::new(1.0, palette.line)),
        };
        let inside = rect.shrink(1.0);
        ui.painter().rect(inside, CornerRadius::same(4), fill, edge, StrokeKind::Inside);
        let words = text::galley(ui, &day.day().to_string(), BODY.with_bold(chosen), palette.ink, f32::INFINITY);
        ui.painter().galley(rect.center() - words.size() / 2.0, words, palette.ink);
        if response.has_focus() {
            marks::focus_ring(ui, inside.shrink(2.0), 4);
        }
        pressed(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_at_the_answer_else_at_today_and_stays_within_four_digits() {
        let calendar = Calendar::open(0, "2024-02-29", "2026-11-22").unwrap();
        assert_eq!(
            (calendar.month().as_str(), name(calendar.day).as_str()),
            ("February 2024", "Thursday, 29 February 2024")
        );
        let mut today = Calendar::open(0, "", "2026-11-22").unwrap();
        assert_eq!(today.month(), "November 2026");
        today.go((-1026).years());
        assert_eq!(today.month(), "November 1000");
        today.go((-1).years());
        assert_eq!(today.month(), "November 1000");
    }
}
