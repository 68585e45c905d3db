//! The answers that are still possible.

use crate::answers::Response;
use crate::questionnaire::Ask;

/// What the answer to a question may be: one thing where it is known, everything where it is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Possible {
    /// One of these answers.
    Options(u64),
    /// At least the ticks in `must`, at most those in `may`.
    Ticks {
        /// Certainly ticked.
        must: u64,
        /// Certainly or perhaps ticked.
        may: u64,
    },
    /// A number from here to there.
    Range(f64, f64),
    /// Texts and dates, which no rule can use.
    Free,
}

impl Possible {
    /// Everything that can be answered.
    #[must_use]
    pub fn all(ask: &Ask) -> Self {
        let bits = |count: usize| if count >= 64 { u64::MAX } else { (1 << count) - 1 };
        match ask {
            Ask::Choice { options, .. } => Self::Options(bits(options.len())),
            Ask::Choices { options, .. } => Self::Ticks { must: 0, may: bits(options.len()) },
            Ask::Number { from, to, .. } => Self::Range(*from, *to),
            Ask::Text { .. } | Ask::Date => Self::Free,
        }
    }

    /// What an answer leaves possible.
    #[must_use]
    pub fn after(response: &Response, ask: &Ask) -> Self {
        match response {
            Response::Option(place) => Self::Options(1 << place),
            Response::Ticks(bits) => Self::Ticks { must: *bits, may: *bits },
            Response::Number(number) => Self::Range(*number, *number),
            _ => Self::all(ask),
        }
    }
}
