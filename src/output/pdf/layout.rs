//! Pages as plain data: text runs, rules, boxes and fills at their places, each with a role for a screen reader.
//!
//! Nothing here knows of PDF. Distances are in points from the top left corner of the page; the PDF is painted from this,
//! and the screen can draw the same pages.

use std::sync::Arc;

pub use super::fonts::Face;
pub use super::mixed::{FaceOf, Stretch};
pub use super::other_faces::FaceFile;

/// The whole laid-out sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Pages {
    /// Title of the document.
    pub title: String,
    /// Tags of the languages of its words, English first.
    pub languages: Vec<String>,
    /// Width of every page.
    pub width: f64,
    /// Height of every page.
    pub height: f64,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What the marks mean, parents before their children; marks and elements name them by index.
    pub elements: Vec<Element>,
    /// Places to jump to, in order.
    pub bookmarks: Vec<Bookmark>,
    /// Faces for what the bundled ones lack; stretches name them by index.
    pub other_faces: Vec<Arc<FaceFile>>,
    /// How many of the routine topics stand on page one in full.
    pub topics_on_page_one: usize,
    /// A file that travels with the pages.
    pub attachment: Option<Attachment>,
}

/// A file that travels with the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called.
    pub name: String,
    /// What it is, in words.
    pub about: String,
    /// Its kind: `application/json`.
    pub kind: String,
    /// The day it is from, `2026-11-22`; empty where unknown.
    pub day: String,
    /// What it says.
    pub content: String,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// What is on it, in reading order; later marks are drawn over earlier ones.
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Index of what it belongs to; `None` for decoration, headers and footers, which are not read out.
    pub element: Option<usize>,
    /// What is drawn.
    pub shape: Shape,
}

/// The shapes of the sheet. All of them are black, unless they say otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A piece of a line of text.
    Text(TextRun),
    /// A straight line.
    Line {
        /// Start.
        from: (f64, f64),
        /// End.
        to: (f64, f64),
        /// Width of the line.
        thickness: f64,
        /// White lines part black ones.
        ink: Ink,
    },
    /// The outline of a rectangle.
    Frame {
        /// Its outer edge, along the middle of the line.
        area: Area,
        /// Width of the line.
        thickness: f64,
        /// Radius of the corners.
        radius: f64,
    },
    /// A filled rectangle.
    Fill {
        /// Its place.
        area: Area,
        /// How it is filled.
        pattern: Pattern,
    },
    /// A filled polygon.
    Polygon(Vec<(f64, f64)>),
}

/// A piece of a line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// Left end.
    pub x: f64,
    /// Base line.
    pub baseline: f64,
    /// Size of the type.
    pub size: f64,
    /// Regular or bold.
    pub face: Face,
    /// How far the run reaches to the right.
    pub width: f64,
    /// The characters, in the order in which they are read.
    pub text: String,
    /// How it is drawn, unless it is in its bundled face from left to right.
    pub stretches: Vec<Stretch>,
}

/// Black or white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Black.
    Black,
    /// White.
    White,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Fills that a photocopier keeps apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// Nothing.
    Blank,
    /// Rows of dots.
    Dots,
    /// Slanting lines.
    Stripes,
    /// Lines slanting both ways.
    Crosshatch,
    /// Upright lines close together.
    Dense,
    /// Black.
    Solid,
}

impl Pattern {
    /// The fill of the band at `index`, the lowest band first.
    #[must_use]
    pub fn of_band(index: usize) -> Self {
        match index {
            0 => Self::Blank,
            1 => Self::Dots,
            2 => Self::Stripes,
            3 => Self::Crosshatch,
            4 => Self::Dense,
            _ => Self::Solid,
        }
    }

    /// The lines that make up the fill, already cut to `area`. Dots are rows to be drawn with [`Pattern::DOT_STEP`].
    #[must_use]
    pub fn lines(self, area: Area) -> Vec<Segment> {
        match self {
            Self::Blank | Self::Solid => Vec::new(),
            Self::Dots => rows_of_dots(area),
            Self::Stripes => slanting(area, 3.4, false),
            Self::Crosshatch => slanting(area, 3.2, false).into_iter().chain(slanting(area, 3.2, true)).collect(),
            Self::Dense => steps(area.x, area.width, 2.2).map(|x| ((x, area.y), (x, area.y + area.height))).collect(),
        }
    }

    /// How wide the lines are, and the dots: on a fax, every band has more ink than the one before it.
    #[must_use]
    pub fn pen(self) -> f64 {
        match self {
            Self::Dots => 1.8,
            Self::Stripes => 0.7,
            Self::Dense => 1.4,
            Self::Blank | Self::Crosshatch | Self::Solid => 0.6,
        }
    }

    /// From one dot to the next.
    pub const DOT_STEP: f64 = 6.8;
}

/// A line from one point to another.
pub type Segment = ((f64, f64), (f64, f64));

/// Places `step` apart, half a step in from both ends.
fn steps(from: f64, length: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = from + step / 2.0;
    std::iter::successors(Some(first), move |at| Some(at + step)).take_while(move |at| *at < from + length)
}

fn rows_of_dots(area: Area) -> Vec<Segment> {
    let step = Pattern::DOT_STEP / 2.0;
    steps(area.y, area.height, step * 1.5)
        .enumerate()
        .map(|(row, y)| {
            let shift = if row % 2 == 0 { step * 0.6 } else { step * 1.6 };
            ((area.x + shift, y), (area.x + area.width - step * 0.4, y))
        })
        .filter(|((from, _), (to, _))| to > from)
        .collect()
}

fn slanting(area: Area, step: f64, falling: bool) -> Vec<Segment> {
    let Area { x, y, width, height } = area;
    steps(x - height, width + height, step)
        .filter_map(|start| {
            // The line rises from (start, bottom) to (start + height, top); cut it to the sides.
            let (left, right) = (start.max(x), (start + height).min(x + width));
            let climb = |at: f64| {
                if falling { y + (at - start) } else { y + height - (at - start) }
            };
            (right > left).then(|| ((left, climb(left)), (right, climb(right))))
        })
        .collect()
}

/// A part of the sheet as a screen reader knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// What it is part of.
    pub parent: Option<usize>,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// A part of the sheet with a heading.
    Section,
    /// A heading of a level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list, numbered or with other labels.
    List {
        /// Whether its labels count.
        numbered: bool,
    },
    /// An item of a list.
    Item,
    /// The number or sign before an item.
    Label,
    /// The rest of an item.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The head of a column.
    HeadCell,
    /// A cell.
    Cell,
    /// A drawing, with the words that stand for it.
    Figure {
        /// What a screen reader says instead.
        alt: String,
    },
    /// A link.
    Link {
        /// Where it leads.
        url: String,
    },
}

/// A place to jump to.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// What it is called.
    pub title: String,
    /// Index of its page.
    pub page: usize,
    /// Where on the page.
    pub y: f64,
}

#[cfg(test)]
mod tests {
    use super::{Area, Pattern};

    #[test]
    fn every_fill_stays_in_its_area() {
        let area = Area { x: 10.0, y: 20.0, width: 33.0, height: 12.0 };
        for index in 0..6 {
            for (from, to) in Pattern::of_band(index).lines(area) {
                for (x, y) in [from, to] {
                    assert!((10.0 - 1e-9..=43.0 + 1e-9).contains(&x), "{index}: {x}");
                    assert!((20.0 - 1e-9..=32.0 + 1e-9).contains(&y), "{index}: {y}");
                }
            }
        }
    }
}
