//! A score as it is drawn.

use super::document::{Band, Scale};
use crate::evaluation::ScoreState;
use crate::questionnaire::{self, Score};

impl Scale {
    /// The score with its bands, as far as it is known.
    #[must_use]
    pub fn of(score: &Score, state: ScoreState) -> Self {
        // A band that takes in more than half of the range has no natural end worth drawing.
        let (from, to) = score.range;
        let is_open =
            |band: &questionnaire::Band| (band.to - to).abs() < f64::EPSILON && band.to - band.from > (to - from) / 2.0;
        let band = |band: &questionnaire::Band| Band {
            name: band.name.clone(),
            from: band.from,
            to: band.to,
            open: is_open(band),
        };
        Self {
            name: score.name.clone(),
            unit: score.unit.clone(),
            low: state.low,
            high: state.high,
            answered: state.asked - state.unanswered,
            asked: state.asked,
            bands: score.bands.iter().map(band).collect(),
            band: state.band,
        }
    }
}
