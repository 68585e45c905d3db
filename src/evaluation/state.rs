//! What has been worked out so far.

use super::possible::Possible;
use crate::answers::Response;
use crate::definition::FlagLevel;
use crate::questionnaire::Said;
use crate::rule::Truth;

/// A question and its answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemState {
    /// Asked at all.
    pub asked: bool,
    /// Something was said, even "I don't know".
    pub answered: bool,
    /// Something known was said.
    pub known: bool,
    /// What was said instead of an answer.
    pub said: Option<Said>,
    /// What the answer may be.
    pub possible: Possible,
}

impl ItemState {
    pub(super) const NOTHING: Self =
        Self { asked: false, answered: false, known: false, said: None, possible: Possible::Free };

    pub(super) fn of(response: &Response, possible: Possible) -> Self {
        let said = match response {
            Response::DontKnow => Some(Said::DontKnow),
            Response::PreferNot => Some(Said::PreferNot),
            _ => None,
        };
        Self { asked: true, answered: *response != Response::Blank, known: response.is_known(), said, possible }
    }
}

/// A score as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreState {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
    /// How many of its questions were asked.
    pub asked: usize,
    /// How many of those have no known answer.
    pub unanswered: usize,
    /// The band that holds the whole range, if one does.
    pub band: Option<usize>,
}

impl ScoreState {
    /// True if any of its questions has a known answer, or none of them is asked.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.unanswered < self.asked || self.asked == 0
    }

    /// The sum, where every answer is known.
    #[must_use]
    pub fn total(&self) -> Option<f64> {
        (self.unanswered == 0).then_some(self.low)
    }
}

/// What a finding came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingState {
    /// It does not exist for these answers.
    Absent,
    /// The state at that place.
    State(usize),
    /// Yes, no or cannot be told.
    Truth(Truth),
    /// So many hold.
    Count(usize),
}

/// Everything that has been worked out, by place in the form.
#[derive(Debug, Clone)]
pub(super) struct States {
    pub(super) items: Vec<ItemState>,
    pub(super) criteria: Vec<Truth>,
    pub(super) scores: Vec<Option<ScoreState>>,
    pub(super) findings: Vec<FindingState>,
    pub(super) flags: Vec<Option<FlagLevel>>,
    pub(super) topics: Vec<bool>,
}
