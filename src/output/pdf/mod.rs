//! The printable sheet: [`lay_out`] sets a summary on [`Pages`], [`pdf`] paints those as a PDF file.

mod other_faces;
mod fonts;
mod borrowed;
mod paragraph;
mod mixed;
mod lines;
pub mod layout;
mod reading;
mod flow;
mod style;
mod compose;
mod scale;
mod topics;
mod fit;
mod urgent;
mod results;
mod head;
mod page_one;
mod answers;
mod later;
mod margins;
mod since;
mod sheet;
mod embed;
mod paint;
mod file;
mod tags;
mod attach;
mod inside;

use crate::summary::Summary;
use layout::Pages;

pub use inside::{Inside, answers_inside};
pub use other_faces::{BundledOnly, HanForms, OtherFaces, Wanted, find_face};
pub use reading::Passage;
pub use sheet::lay_out;

/// The size of the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Width and height in points.
    #[must_use]
    pub fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (595.28, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}

/// How the sheet is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PdfOptions {
    /// The size of the paper.
    pub paper: Paper,
    /// Type of 16 points instead of 10.5, in a layout of its own.
    pub large_print: bool,
    /// Puts the answers inside the file, for programs.
    pub attach_answers: bool,
}

/// Why no PDF could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// A bundled font cannot be read.
    Font,
    /// The file could not be put together.
    Write(String),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Font => formatter.write_str("cannot read the bundled font"),
            Self::Write(reason) => write!(formatter, "cannot write the PDF: {reason}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// The sheet as the bytes of a PDF file. The same summary and the same faces give the same bytes every time.
///
/// # Errors
///
/// If a bundled font cannot be read or cut down, which a complete installation rules out.
pub fn pdf(summary: &Summary, options: &PdfOptions, faces: &dyn OtherFaces) -> Result<Vec<u8>, PdfError> {
    let pages: Pages = lay_out(summary, options, faces)?;
    // A glyph may be broken that only shaping asked for. The sheet then does without other faces.
    paint::paint(&pages).or_else(|_| paint::paint(&lay_out(summary, options, &BundledOnly)?))
}

#[cfg(test)]
mod tests;
