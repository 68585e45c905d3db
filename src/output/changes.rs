//! The words of "Since last time". Text and PDF both take them from here.

use super::words::{is_range, number, score, stop};
use crate::summary::{Change, FactGroup, Scale, ScoreChange, SinceLastTime};

pub(super) const SINCE: &str = "Since last time";
pub(super) const WHAT: &str = "What";
pub(super) const THEN: &str = "Then";
pub(super) const NOW: &str = "Now";
const SAME: &str = "Nothing reads differently in what was compared: scores, patterns, facts, warning signs and topics.";
const NO_MEASURE: &str = "Scores are our own and not validated, so nobody can say from them how much a change matters.";
const NOTHING: &str = "–";
/// So many scores are named on page one.
const NAMED: usize = 3;

/// A row of the table: what it is about, and the lines of both visits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub what: String,
    /// What the earlier visit says.
    pub then: Vec<String>,
    /// What this one says.
    pub now: Vec<String>,
}

/// What stands under the heading.
#[must_use]
pub fn opening(since: &SinceLastTime) -> Vec<String> {
    let day = (!since.day.is_empty()).then(|| format!("Compared with the answers of {}.", since.day));
    let same = since.same.then(|| SAME.to_owned());
    let measure = (!since.same && !since.scores.is_empty()).then(|| NO_MEASURE.to_owned());
    let about = [day, same, measure].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let not_compared = since.not_compared.join(" ");
    [about, not_compared].into_iter().filter(|paragraph| !paragraph.is_empty()).collect()
}

/// Scores, patterns and facts, then and now.
#[must_use]
pub fn rows(since: &SinceLastTime) -> Vec<Row> {
    if since.same {
        return Vec::new();
    }
    let patterns = since.patterns.iter().map(|change| row(change, str::to_owned));
    let facts = since.facts.iter().map(|change| row(change, stop));
    since.scores.iter().map(score_row).chain(patterns).chain(facts).collect()
}

fn row(change: &Change, say: impl Fn(&str) -> String) -> Row {
    let lines = |lines: &[String]| match lines {
        [] => vec![NOTHING.to_owned()],
        lines => lines.iter().map(|line| say(line)).collect(),
    };
    Row { what: change.label.clone(), then: lines(&change.then), now: lines(&change.now) }
}

fn score_row(change: &ScoreChange) -> Row {
    let what = if change.unit.is_empty() { change.name.clone() } else { format!("{}, {}", change.name, change.unit) };
    let now = cell(change.now.as_ref());
    let now = difference(change).map_or_else(|| now.clone(), |difference| format!("{now}; {difference}"));
    Row { what, then: vec![cell(change.then.as_ref())], now: vec![now] }
}

/// "12, High", or "17–21, Moderate; 6 of 7 answered".
fn cell(scale: Option<&Scale>) -> String {
    let Some(scale) = scale else { return NOTHING.to_owned() };
    let band = scale.band.and_then(|band| scale.bands.get(band)).map(|band| format!(", {}", band.name));
    let gap = is_range(scale).then(|| format!("; {} of {} answered", scale.answered, scale.asked));
    format!("{}{}{}", score(scale), band.unwrap_or_default(), gap.unwrap_or_default())
}

/// How far the number moved; nothing is said of a range.
fn difference(change: &ScoreChange) -> Option<String> {
    let (then, now) = (change.then.as_ref()?, change.now.as_ref()?);
    if is_range(then) || is_range(now) {
        return None;
    }
    let by = now.low - then.low;
    Some(match by {
        by if by.abs() < f64::EPSILON => "the same".to_owned(),
        by if by < 0.0 => format!("lower by {}", number(-by)),
        by => format!("higher by {}", number(by)),
    })
}

/// What came and what went, under its label.
#[must_use]
pub fn groups(since: &SinceLastTime) -> Vec<FactGroup> {
    let lists = [
        ("New warning signs", &since.signs.new),
        ("Warning signs not reported now", &since.signs.gone),
        ("New topics", &since.topics.new),
        ("Topics no longer here", &since.topics.gone),
        ("Answered now, open then", &since.answers.new),
        ("Answered then, open now", &since.answers.gone),
    ];
    let filled = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
    filled.map(|(label, lines)| FactGroup { label: label.to_owned(), lines: lines.clone() }).collect()
}

/// The line on page one: "Since 22 August 2026: Leg impact 12, was 15. More on page 3."
pub(super) fn pointer(since: &SinceLastTime, page: usize) -> (String, String) {
    let when = if since.day.is_empty() { SINCE } else { &format!("Since {}", since.day) };
    let moved = since.scores.iter().filter(|change| change.then != change.now);
    let named = moved.filter_map(|change| {
        let (then, now) = (change.then.as_ref()?, change.now.as_ref()?);
        Some(format!("{} {}, was {}", change.name, score(now), score(then)))
    });
    let signs = match since.signs.new.len() {
        0 => None,
        1 => Some("1 new warning sign".to_owned()),
        many => Some(format!("{many} new warning signs")),
    };
    let parts: Vec<String> = signs.into_iter().chain(named.take(NAMED)).collect();
    let rest = if since.same {
        format!("nothing reads differently. See page {page}.")
    } else if parts.is_empty() {
        format!("see page {page}.")
    } else {
        format!("{}. More on page {page}.", parts.join("; "))
    };
    (format!("{when}:"), rest)
}
