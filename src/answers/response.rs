//! One answer, and all of them.

use crate::questionnaire::{Ask, Form, Item};
use zeroize::Zeroize;

/// What was said to one question.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Response {
    /// Nothing.
    #[default]
    Blank,
    /// "I don't know".
    DontKnow,
    /// "I would rather not say".
    PreferNot,
    /// One answer, by its place among the options.
    Option(u8),
    /// Ticks, bit by bit. Never empty and never an exclusive answer with another one, see [`Response::ticks`].
    Ticks(u64),
    /// A number as typed, perhaps out of its range.
    Number(f64),
    /// Free words.
    Text(String),
    /// A date as `2026-11-22`.
    Date(String),
}

impl Response {
    /// Ticks as they count: nothing ticked is a blank, and an exclusive answer gives way to others.
    #[must_use]
    pub fn ticks(bits: u64, exclusive: u64) -> Self {
        let others = bits & !exclusive;
        match (bits, others) {
            (0, _) => Self::Blank,
            (bits, 0) => Self::Ticks(bits),
            (_, others) => Self::Ticks(others),
        }
    }

    /// True for an answer that says something.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Blank | Self::DontKnow | Self::PreferNot)
    }

    /// What is wrong with a number, in words that say how to mend it; `None` where all is well.
    #[must_use]
    pub fn fault(&self, item: &Item) -> Option<String> {
        let (Self::Number(number), Ask::Number { from, to, decimals, unit, .. }) = (self, &item.ask) else {
            return None;
        };
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        if !number.is_finite() || number < from || number > to {
            return Some(format!("Please give a number from {from} to {to}{unit}."));
        }
        (!decimals && number.fract() != 0.0).then(|| format!("Please give a whole number from {from} to {to}{unit}."))
    }
}

/// The answers to all questions of a form, by place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    responses: Vec<Response>,
}

impl Answers {
    /// No answers yet.
    #[must_use]
    pub fn new(form: &Form) -> Self {
        Self { responses: vec![Response::Blank; form.items.len()] }
    }

    /// The answer to the question at that place.
    #[must_use]
    pub fn get(&self, item: usize) -> &Response {
        self.responses.get(item).unwrap_or(&Response::Blank)
    }

    /// Gives an answer, or takes it back with [`Response::Blank`]. A place that the form does not have is left alone.
    pub fn set(&mut self, item: usize, response: Response) {
        if let Some(place) = self.responses.get_mut(item) {
            *place = response;
        }
    }

    /// Takes back everything, keeping the memory for the next form of a batch.
    pub fn clear(&mut self) {
        self.responses.fill(Response::Blank);
    }

    /// True if nothing was said at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.responses.iter().all(|response| *response == Response::Blank)
    }
}

/// Words and dates do not stay in memory.
impl Drop for Answers {
    fn drop(&mut self) {
        for response in &mut self.responses {
            if let Response::Text(words) | Response::Date(words) = response {
                words.zeroize();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exclusive_answer_gives_way() {
        assert_eq!(Response::ticks(0, 0b100), Response::Blank);
        assert_eq!(Response::ticks(0b100, 0b100), Response::Ticks(0b100));
        assert_eq!(Response::ticks(0b101, 0b100), Response::Ticks(0b001));
    }
}
