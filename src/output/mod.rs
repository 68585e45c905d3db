//! A [`Summary`](crate::summary::Summary) as text, PDF and JSON. Leaves: nothing below names them.
//!
//! - [`text`](text()) gives the sheet as plain text, 78 columns wide.
//! - [`pdf`](pdf()) gives the printable sheet. It is laid out in [`pages`] first, which know nothing of PDF, so the
//!   same pages can be drawn on the screen.
//! - [`json`](json()) gives the summary for another program.
//! - [`batch`] gives the results of many forms, one JSON object a line.
//!
//! All of them say the same sentences in the same order; the few words that are not in the summary (headings, "Skipped",
//! "and 7 more") stand in `words`.

mod words;
pub mod changes;
mod text;
mod json;
mod pdf;
pub mod batch;
#[cfg(test)]
mod sample;

pub use json::json;
pub use pdf::layout as pages;
pub use pdf::{
    BundledOnly, HanForms, Inside, OtherFaces, Paper, Passage, PdfError, PdfOptions, Wanted, answers_inside, find_face,
    lay_out, pdf,
};
pub use text::text;
pub use words::{band_range, is_answered, is_range, score as scale_value};
