//! A score over time: which visits have it, and what is drawn of each. No pixels here.

use super::words;
use crate::files::{Head, ScoreMark};
use crate::output::{is_answered, is_range, scale_value};
use crate::summary::{Band, Scale};

/// A score that some of the visits have.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// Its id with its questionnaire.
    pub(super) id: String,
    /// Its name at the newest visit that has it.
    pub(super) name: String,
}

/// The scores of these visits, which come the newest first, in the order in which the newest has them.
#[must_use]
pub(super) fn scores(visits: &[Head]) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for mark in visits.iter().flat_map(|head| &head.scores) {
        if !found.iter().any(|known| known.id == mark.id) {
            found.push(Named { id: mark.id.clone(), name: mark.scale.name.clone() });
        }
    }
    found
}

/// A score at one visit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    /// The day, `2026-11-22`.
    pub(super) day: String,
    /// The version of its questionnaire.
    pub(super) version: String,
    /// The score as it was.
    pub(super) scale: Scale,
}

/// A score at the newest visits that have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Series {
    /// The oldest first.
    pub(super) points: Vec<Point>,
    /// How many visits have it in all.
    pub(super) all: usize,
}

impl Series {
    /// The score with this id, at so many of these visits at most.
    #[must_use]
    pub(super) fn of(visits: &[Head], id: &str, most: usize) -> Self {
        let has = |head: &Head| head.scores.iter().any(|mark| mark.id == id);
        let mark = |head: &Head| {
            let ScoreMark { version, scale, .. } = head.scores.iter().find(|mark| mark.id == id)?.clone();
            Some(Point { day: head.day.clone(), version, scale })
        };
        let mut points: Vec<Point> = visits.iter().filter_map(mark).take(most).collect();
        points.reverse();
        Self { points, all: visits.iter().filter(|head| has(head)).count() }
    }

    /// What the score is measured by now.
    #[must_use]
    pub(super) fn newest(&self) -> Option<&Scale> {
        self.points.last().map(|point| &point.scale)
    }

    /// The last so many points, with whether each is joined to the one before it.
    #[must_use]
    pub(super) fn drawn(&self, most: usize) -> Vec<(&Point, bool)> {
        let points: Vec<&Point> = self.points.iter().filter(|point| is_answered(&point.scale)).collect();
        let left_out = points.len().saturating_sub(most);
        let mut before: Option<&Point> = None;
        let joined = points.into_iter().skip(left_out).map(|point| {
            let joins = before.is_some_and(|before| can_be_joined(&before.scale, &point.scale));
            before = Some(point);
            (point, joins)
        });
        joined.collect()
    }

    /// The least and the greatest value that any of the points can have.
    #[must_use]
    pub(super) fn range(&self) -> (f64, f64) {
        let low = |scale: &Scale| scale.bands.first().map_or(scale.low, |band| band.from);
        let high = |scale: &Scale| if scale.bands.is_empty() { scale.high } else { scale.drawn_to() };
        let scales = || self.points.iter().map(|point| &point.scale);
        let from = scales().map(low).fold(f64::INFINITY, f64::min);
        let to = scales().map(high).fold(f64::NEG_INFINITY, f64::max);
        if from < to { (from, to) } else { (0.0, 1.0) }
    }

    /// Said where some of the points cannot be compared.
    #[must_use]
    pub(super) fn change_in_words(&self) -> Option<String> {
        let mut pairs = self.points.iter().zip(self.points.iter().skip(1));
        let (before, after) = pairs.rfind(|(before, after)| !can_be_joined(&before.scale, &after.scale))?;
        Some(format!(
            "The bands of this score changed between {} (version {}) and {} (version {}). These visits are not joined, and \
             not compared.",
            words::day_in_words(&before.day),
            before.version,
            words::day_in_words(&after.day),
            after.version
        ))
    }
}

/// True where two values mean the same: their scales have the same bands.
#[must_use]
pub(super) fn can_be_joined(one: &Scale, other: &Scale) -> bool {
    let same = |one: &Band, other: &Band| (one.from, one.to, &one.name) == (other.from, other.to, &other.name);
    one.bands.len() == other.bands.len() && one.bands.iter().zip(&other.bands).all(|(one, other)| same(one, other))
}

/// "17–21, Moderate, 6 of 7 answered".
#[must_use]
pub(super) fn value_in_words(scale: &Scale) -> String {
    let band = scale.band.and_then(|band| scale.bands.get(band)).map(|band| format!(", {}", band.name));
    let gap = is_range(scale).then(|| format!(", {} of {} answered", scale.answered, scale.asked));
    format!("{}{}{}", scale_value(scale), band.unwrap_or_default(), gap.unwrap_or_default())
}

/// "3 Aug", or "3 Aug 25" where another year is meant.
#[must_use]
pub(super) fn short_day(day: &str, newest: &str) -> String {
    let words = words::day_in_words(day);
    let mut parts = words.split(' ');
    let (Some(day_of_month), Some(month), Some(year)) = (parts.next(), parts.next(), parts.next()) else {
        return words;
    };
    if year.parse::<u32>().is_err() {
        return words;
    }
    let month: String = month.chars().take(3).collect();
    let year = (!newest.starts_with(year)).then(|| year.chars().skip(2).collect::<String>());
    year.map_or_else(|| format!("{day_of_month} {month}"), |year| format!("{day_of_month} {month} ’{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(low: f64, high: f64, last: f64) -> Scale {
        let band = |name: &str, from, to| Band { name: name.to_owned(), from, to, open: false };
        let bands = vec![band("low", 0.0, 7.0), band("high", 8.0, last)];
        Scale { name: "Trouble".to_owned(), low, high, answered: 6, asked: 7, bands, ..Scale::default() }
    }

    fn head(id: &str, day: &str, scale: Scale) -> Head {
        let mark = ScoreMark { id: "sleep.trouble".to_owned(), version: "1".to_owned(), scale };
        Head { id: id.to_owned(), day: day.to_owned(), scores: vec![mark], ..Head::default() }
    }

    #[test]
    fn points_come_oldest_first_and_are_joined_where_bands_are_the_same() {
        let visits = [
            head("3", "2026-11-22", scale(17.0, 21.0, 28.0)),
            head("2", "2026-08-03", scale(19.0, 19.0, 28.0)),
            head("1", "2025-05-11", scale(9.0, 9.0, 20.0)),
        ];
        assert_eq!(scores(&visits).len(), 1);
        let series = Series::of(&visits, "sleep.trouble", 9);
        let drawn = series.drawn(9);
        assert_eq!(
            drawn.iter().map(|(point, _)| point.day.as_str()).collect::<Vec<_>>(),
            ["2025-05-11", "2026-08-03", "2026-11-22"]
        );
        assert_eq!(drawn.iter().map(|(_, joined)| *joined).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!((series.range(), series.all), ((0.0, 28.0), 3));
        assert!(series.change_in_words().unwrap().contains("11 May 2025"));
        assert_eq!(Series::of(&visits, "sleep.trouble", 2).change_in_words(), None);
        assert_eq!(series.drawn(1).len(), 1);
        assert_eq!(value_in_words(&visits[0].scores[0].scale), "17–21, 6 of 7 answered");
    }

    #[test]
    fn days_are_short_and_other_years_are_named() {
        assert_eq!(short_day("2026-08-03", "2026-11-22"), "3 Aug");
        assert_eq!(short_day("2025-08-03", "2026-11-22"), "3 Aug ’25");
        assert_eq!(short_day("", "2026-11-22"), "Day not known");
    }
}
