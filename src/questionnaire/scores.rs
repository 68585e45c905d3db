//! Scores: what is added up, the range, and bands without a gap or an overlap.

use super::asking::Ask;
use super::form::Band;
use crate::definition;
use crate::source::{Diagnostic, Span};

/// Checks bands against the range and each other, and puts them in order.
pub(super) fn bands(score: &definition::Score, whole_numbers: bool, diagnostics: &mut Vec<Diagnostic>) -> Vec<Band> {
    let mut bands: Vec<&definition::Band> = score.bands.iter().collect();
    bands.sort_by(|a, b| a.from.value.total_cmp(&b.from.value));
    let (low, high) = score.range.value;
    // Whole points leave no room between 5 and 6; where there are halves, a band must begin where the last one ends.
    let step = if whole_numbers { 1.0 } else { 0.0 };
    let mut reached: Option<(f64, Span)> = None;
    let backwards: Vec<&&definition::Band> = bands.iter().filter(|band| band.from.value > band.to.value).collect();
    for band in &backwards {
        let message = format!("the band `{}` ends before it begins", band.id.value);
        diagnostics.push(Diagnostic::error("band_order", band.span, message));
    }
    if !backwards.is_empty() {
        return Vec::new();
    }
    for band in &bands {
        let (from, to) = (band.from.value, band.to.value);
        let begins = reached.map_or(low, |(end, _)| end + step);
        if from > begins {
            let message = format!("no band holds {}", between(begins, from, step));
            let diagnostic = Diagnostic::error("band_gap", band.from.span, message).label("this band begins too late");
            diagnostics.push(match reached {
                Some((_, span)) => diagnostic.related(span, "the band before it ends here"),
                None => diagnostic.related(score.range.span, "the range begins here"),
            });
        } else if from < begins {
            let message = match reached {
                Some((end, _)) => format!("two bands hold {}", between(from, end.min(to) + step, step)),
                None => format!("this band begins below the range, which begins at {low}"),
            };
            let diagnostic = Diagnostic::error("band_overlap", band.from.span, message);
            let other = reached.map_or(score.range.span, |(_, span)| span);
            diagnostics.push(diagnostic.related(other, "see here"));
        }
        reached = Some((to, band.to.span));
    }
    if let Some((end, span)) = reached
        && (end - high).abs() > f64::EPSILON
    {
        let message = if end < high {
            format!("no band holds {}", between(end + step, high + step, step))
        } else {
            format!("the last band ends above the range, which ends at {high}")
        };
        diagnostics.push(Diagnostic::error("band_gap", span, message).related(score.range.span, "the range"));
    }
    let band = |band: &&definition::Band| Band {
        id: band.id.value.clone(),
        name: band.name.value.clone(),
        from: band.from.value,
        to: band.to.value,
    };
    bands.iter().map(band).collect()
}

/// "6", or "6 to 8".
fn between(from: f64, until: f64, step: f64) -> String {
    let last = until - step;
    if step == 0.0 || last <= from { format!("{from}") } else { format!("{from} to {last}") }
}

/// The least and most that the items can add up to.
pub(super) fn reach(asks: &[&Ask]) -> (f64, f64) {
    asks.iter().fold((0.0, 0.0), |(low, high), ask| {
        let (from, to) = item_reach(ask);
        (low + from, high + to)
    })
}

/// The least and most that one question counts.
fn item_reach(ask: &Ask) -> (f64, f64) {
    match ask {
        Ask::Number { from, to, .. } => (*from, *to),
        Ask::Choice { options, .. } => {
            let points = || options.iter().map(|option| option.points);
            (points().fold(f64::INFINITY, f64::min), points().fold(f64::NEG_INFINITY, f64::max))
        }
        _ => (0.0, 0.0),
    }
}

/// True if the declared range is what the items can add up to; else says so.
pub(super) fn check_range(score: &definition::Score, asks: &[&Ask], diagnostics: &mut Vec<Diagnostic>) -> bool {
    let (low, high) = reach(asks);
    let (from, to) = score.range.value;
    if (from - low).abs() < f64::EPSILON && (to - high).abs() < f64::EPSILON {
        return true;
    }
    let message = format!("these questions add up to {low} at least and {high} at most, not {from} and {to}");
    diagnostics.push(
        Diagnostic::error("score_range", score.range.span, message)
            .label(format!("write `({low}, {high})`"))
            .fix(score.range.span, format!("({low}, {high})")),
    );
    false
}

/// True if all points are whole numbers.
pub(super) fn whole(asks: &[&Ask]) -> bool {
    asks.iter().all(|ask| match ask {
        Ask::Choice { options, .. } => options.iter().all(|option| option.points.fract() == 0.0),
        Ask::Number { decimals, .. } => !decimals,
        _ => true,
    })
}
