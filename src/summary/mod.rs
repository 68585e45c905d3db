//! Evaluation → the reading document, in order and in words.

mod document;

pub use document::*;
