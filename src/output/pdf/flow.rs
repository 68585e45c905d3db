//! Strips of content, and how they are dealt out to pages.

use super::layout::{Area, Bookmark, Ink, Mark, Page, Shape};

/// A stretch of content that is never split: a line of text, a row of a table, a score bar. Its marks count from its own
/// top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Strip {
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
    pub(super) above: Above,
    /// Stays on one page with the strip after it, if the whole chain fits a page.
    pub(super) keep: bool,
    /// Left out where the page has no room for it, or where that saves a page.
    pub(super) optional: bool,
    /// The table it is a row of; the table's head is repeated on each new page.
    pub(super) table: Option<usize>,
    /// The frame around it and its neighbours.
    pub(super) frame: Option<Frame>,
    /// What the outline calls this place.
    pub(super) bookmark: Option<String>,
    /// What page one calls this place when it refers to it.
    pub(super) anchor: Option<Anchor>,
}

/// Space and a rule above a strip; all of it goes at the top of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Above {
    pub(super) before: f64,
    pub(super) rule: Option<f64>,
    pub(super) after: f64,
}

impl Above {
    pub(super) fn space(before: f64) -> Self {
        Self { before, ..Self::default() }
    }

    fn total(self) -> f64 {
        self.before + self.after
    }
}

/// A line around several strips.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) id: usize,
    pub(super) thickness: f64,
    pub(super) padding: f64,
}

/// Later places that page one can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Emergencies,
    Prompt,
    Results,
    Topics,
    Questions,
    Gaps,
    Since,
}

/// The part of a page that strips may fill.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) left: f64,
    pub(super) width: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// Strips dealt out to pages.
#[derive(Debug, Default)]
pub(super) struct Dealt {
    pub(super) pages: Vec<Page>,
    pub(super) bookmarks: Vec<Bookmark>,
    /// Page index of each anchor.
    pub(super) anchors: Vec<(Anchor, usize)>,
}

/// The height of strips that follow each other on one page.
pub(super) fn height(strips: &[Strip]) -> f64 {
    let mut total = 0.0;
    let mut frame: Option<Frame> = None;
    for (index, strip) in strips.iter().enumerate() {
        if frame != strip.frame {
            total += frame.map_or(0.0, |frame| frame.padding) + strip.frame.map_or(0.0, |frame| frame.padding);
            frame = strip.frame;
        }
        total += strip.height + if index == 0 { 0.0 } else { strip.above.total() };
    }
    total + frame.map_or(0.0, |frame| frame.padding)
}

/// Deals strips out to pages. `heads` are the heads of the tables, by table.
pub(super) fn deal(strips: &[Strip], heads: &[Vec<Strip>], column: Column) -> Dealt {
    let mut dealer = Dealer { heads, column, dealt: Dealt::default(), y: column.top, at_top: true, frame: None };
    if strips.is_empty() {
        return dealer.dealt;
    }
    dealer.dealt.pages.push(Page::default());
    let mut rest = strips;
    while !rest.is_empty() {
        let length = rest.iter().position(|strip| !strip.keep).map_or(rest.len(), |last| last + 1);
        let (chain, after) = rest.split_at(length);
        dealer.chain(chain);
        rest = after;
    }
    dealer.close_frame();
    dealer.dealt
}

struct Dealer<'a> {
    heads: &'a [Vec<Strip>],
    column: Column,
    dealt: Dealt,
    y: f64,
    at_top: bool,
    /// The open frame and its top.
    frame: Option<(Frame, f64)>,
}

impl Dealer<'_> {
    fn chain(&mut self, chain: &[Strip]) {
        let Some(first) = chain.first() else { return };
        let whole = height(chain) + self.head_height(first);
        if first.optional && self.y + whole > self.column.bottom {
            return;
        }
        let fits_a_page = whole <= self.column.bottom - self.column.top;
        if fits_a_page
            && !self.at_top
            && self.y + first.above.total() + self.closing(first) + height(chain) > self.column.bottom
        {
            self.next_page(first);
        }
        for strip in chain {
            let needed = strip.above.total() + strip.height + strip.frame.map_or(0.0, |frame| frame.padding);
            if !fits_a_page && !self.at_top && self.y + needed > self.column.bottom {
                self.next_page(strip);
            }
            self.place(strip);
        }
    }

    /// The padding that a frame still needs below, if `next` leaves it.
    fn closing(&self, next: &Strip) -> f64 {
        self.frame.filter(|(frame, _)| next.frame != Some(*frame)).map_or(0.0, |(frame, _)| frame.padding)
    }

    fn head_height(&self, strip: &Strip) -> f64 {
        strip.table.and_then(|table| self.heads.get(table)).map_or(0.0, |head| height(head))
    }

    fn next_page(&mut self, next: &Strip) {
        self.close_frame();
        self.dealt.pages.push(Page::default());
        self.y = self.column.top;
        self.at_top = true;
        for strip in next.table.and_then(|table| self.heads.get(table)).cloned().unwrap_or_default() {
            let decoration = strip.marks.into_iter().map(|mark| Mark { element: None, ..mark }).collect();
            self.place(&Strip { marks: decoration, bookmark: None, anchor: None, ..strip });
        }
    }

    fn place(&mut self, strip: &Strip) {
        if self.frame.map(|(frame, _)| frame) != strip.frame {
            self.close_frame();
        }
        if !self.at_top {
            self.y += strip.above.before;
            if let Some(thickness) = strip.above.rule {
                let (left, right) = (self.column.left, self.column.left + self.column.width);
                self.push(Mark {
                    element: None,
                    shape: Shape::Line { from: (left, self.y), to: (right, self.y), thickness, ink: Ink::Black },
                });
            }
            self.y += strip.above.after;
        }
        if let (None, Some(frame)) = (self.frame, strip.frame) {
            self.frame = Some((frame, self.y));
            self.y += frame.padding;
        }
        let page = self.dealt.pages.len().saturating_sub(1);
        if let Some(title) = &strip.bookmark {
            self.dealt.bookmarks.push(Bookmark { title: title.clone(), page, y: self.y });
        }
        if let Some(anchor) = strip.anchor {
            self.dealt.anchors.push((anchor, page));
        }
        for mark in &strip.marks {
            self.push(Mark { element: mark.element, shape: moved(&mark.shape, self.column.left, self.y) });
        }
        self.y += strip.height;
        self.at_top = false;
    }

    fn close_frame(&mut self) {
        let Some((frame, top)) = self.frame.take() else {
            return;
        };
        self.y += frame.padding;
        let half = frame.thickness / 2.0;
        let area = Area {
            x: self.column.left + half,
            y: top + half,
            width: self.column.width - frame.thickness,
            height: self.y - top - frame.thickness,
        };
        self.push(Mark { element: None, shape: Shape::Frame { area, thickness: frame.thickness, radius: 3.0 } });
    }

    fn push(&mut self, mark: Mark) {
        if let Some(page) = self.dealt.pages.last_mut() {
            page.marks.push(mark);
        }
    }
}

/// A shape moved right and down.
pub(super) fn moved(shape: &Shape, right: f64, down: f64) -> Shape {
    let point = |(x, y): (f64, f64)| (x + right, y + down);
    let area = |area: Area| Area { x: area.x + right, y: area.y + down, ..area };
    match shape.clone() {
        Shape::Text(mut run) => {
            run.x += right;
            run.baseline += down;
            Shape::Text(run)
        }
        Shape::Line { from, to, thickness, ink } => Shape::Line { from: point(from), to: point(to), thickness, ink },
        Shape::Frame { area: place, thickness, radius } => Shape::Frame { area: area(place), thickness, radius },
        Shape::Fill { area: place, pattern } => Shape::Fill { area: area(place), pattern },
        Shape::Polygon(points) => Shape::Polygon(points.into_iter().map(point).collect()),
    }
}

#[cfg(test)]
mod tests;
