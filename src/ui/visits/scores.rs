//! Scores over time: a tab for each, and each as a plot or as a table.

use super::plot::{Named, Series, can_be_joined, scores};
use super::{Past, plot_paint, table, words};
use crate::output::{band_range, is_range, scale_value};
use crate::summary::{Scale, number_in_words};
use crate::ui::buttons::{Button, Weight};
use crate::ui::text::{self, BODY, PART};
use egui::{Ui, vec2};

/// A table has so many rows at most; an export has all.
const MOST: usize = 200;

/// What is remembered of them.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The score that is looked at, by its id; the first where it is none.
    chosen: String,
    as_table: bool,
    /// What was worked out of the visits, and of which state of them.
    worked_out: Option<(u64, String, Vec<Named>, Series)>,
}

impl State {
    /// Shows them, under a heading of this level.
    pub(super) fn ui(&mut self, ui: &mut Ui, past: &Past, level: usize) {
        self.work_out(past);
        let Some((_, _, named, series)) = &self.worked_out else { return };
        let Some(chosen) = named.iter().find(|named| named.id == self.chosen).or(named.first()) else {
            text::heading(ui, "Scores", PART, level);
            text::say(ui, "None of these visits has a score.", BODY);
            return;
        };
        text::heading(ui, &chosen.name, PART, level);
        text::whisper(ui, &about(series));
        ui.add_space(8.0);
        let mut wanted = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            for score in named.iter().filter(|_| named.len() > 1) {
                let button = Button::new(&score.name, Weight::Secondary).low().chosen(score.id == chosen.id);
                if button.show(ui).clicked() {
                    wanted = Some(score.id.clone());
                }
            }
            if Button::new("As a table", Weight::Secondary).low().chosen(self.as_table).show(ui).clicked() {
                self.as_table = !self.as_table;
            }
        });
        ui.add_space(12.0);
        if self.as_table {
            show_table(ui, &chosen.name, series);
        } else {
            plot_paint::ui(ui, &chosen.id, &chosen.name, series);
        }
        if let Some(change) = series.change_in_words() {
            ui.add_space(8.0);
            text::whisper(ui, &change);
        }
        if let Some(wanted) = wanted {
            self.chosen = wanted;
            ui.ctx().request_repaint();
        }
    }

    /// Works them out again where visits came, went or changed, or another score is looked at.
    fn work_out(&mut self, past: &Past) {
        let is_now =
            |(number, chosen, ..): &(u64, String, Vec<Named>, Series)| *number == past.number && *chosen == self.chosen;
        if self.worked_out.as_ref().is_some_and(is_now) {
            return;
        }
        let named = scores(&past.visits);
        let chosen = named.iter().find(|named| named.id == self.chosen).or(named.first());
        let series = chosen.map(|chosen| Series::of(&past.visits, &chosen.id, MOST)).unwrap_or_default();
        self.worked_out = Some((past.number, self.chosen.clone(), named, series));
    }
}

/// What the numbers are, and what a bracket means.
fn about(series: &Series) -> String {
    let range = series.newest().and_then(|scale| Some((scale.bands.first()?, scale.bands.last()?)));
    let range = range.map(|(first, last)| {
        let to = if last.open { "more".to_owned() } else { number_in_words(last.to) };
        format!("{} to {to}. ", number_in_words(first.from))
    });
    let gap = series.points.iter().any(|point| is_range(&point.scale));
    let gap = if gap { " A bracket shows what is possible where an answer is missing." } else { "" };
    format!("{}Scores are our own and not validated.{gap}", range.unwrap_or_default())
}

fn show_table(ui: &mut Ui, name: &str, series: &Series) {
    let mut before: Option<&Scale> = None;
    let mut rows: Vec<[table::Cell; 4]> = Vec::new();
    for point in &series.points {
        let scale = &point.scale;
        let new_bands = before.is_none_or(|before| !can_be_joined(before, scale));
        before = Some(scale);
        let band = scale.band.and_then(|band| scale.bands.get(band));
        let band = band.map_or_else(String::new, |band| format!("{} ({})", band.name, band_range(band)));
        let answered = format!("{} of {}", scale.answered, scale.asked);
        let version = if new_bands { format!("{answered}, version {}", point.version) } else { answered };
        rows.push([
            (words::day_in_words(&point.day), false),
            (scale_value(scale), true),
            (if band.is_empty() { "In no one band".to_owned() } else { band }, false),
            (version, false),
        ]);
    }
    rows.reverse();
    table::ui(ui, &format!("{name}, as a table"), [3.0, 2.0, 3.0, 3.0], ["Visit", "Score", "Band", "Answered"], &rows);
    let shown = series.points.len();
    if shown < series.all {
        text::whisper(ui, &format!("These are the newest {shown} of {}. An export has all.", series.all));
    }
}
