//! Evaluation → the reading document, in order and in words.
//!
//! [`summarize`] says everything that the sheet says; [`output`](crate::output) only draws it.

mod document;
mod wishes;
mod words;
mod numbering;
mod record;
mod scales;
mod changes;
mod build;

pub use build::summarize;
pub use document::*;
pub use record::Record;
pub use wishes::{Earlier, Wishes};
pub use words::{
    Length, NO_SCORE, answer_in_words, date_in_words, fill_in, finding_in_words, number_in_words, reason_in_words,
    score_in_words, truth_in_words,
};
