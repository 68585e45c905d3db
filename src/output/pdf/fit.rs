//! How much page one holds. What does not fit moves on in a fixed order of importance.

use super::compose::Composer;
use super::flow::{self, Anchor, Dealt};
use super::page_one;
use crate::output::words;
use crate::summary::Summary;

/// How many of each kind stand on page one; the rest follows on later pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    pub(super) prompt: usize,
    pub(super) results: usize,
    pub(super) topics: usize,
    /// Topics of later pages that page one names.
    pub(super) titles: usize,
    pub(super) questions: usize,
    pub(super) gaps: usize,
    /// Nothing but what is urgent and the safety line; the last resort.
    pub(super) bare: bool,
    pub(super) pages: PageNumbers,
}

/// Page numbers that page one refers to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageNumbers {
    pub(super) prompt: usize,
    pub(super) results: usize,
    pub(super) topics: usize,
    pub(super) questions: usize,
    pub(super) gaps: usize,
}

/// Kinds in the order in which they give way, and how many of each stay for now.
const STEPS: [(Kind, usize); 10] = [
    (Kind::Topics, 3),
    (Kind::Gaps, 8),
    (Kind::Questions, 3),
    (Kind::Topics, 0),
    (Kind::Gaps, 0),
    (Kind::Questions, 0),
    (Kind::Results, 1),
    (Kind::Prompt, 1),
    (Kind::Results, 0),
    (Kind::Prompt, 0),
];

#[derive(Debug, Clone, Copy)]
enum Kind {
    Prompt,
    Results,
    Topics,
    Titles,
    Questions,
    Gaps,
}

impl Plan {
    /// Everything on page one. Page numbers are not known yet; 99 is as wide as they get.
    fn everything(summary: &Summary) -> Self {
        Self {
            prompt: summary.prompt.len(),
            results: summary.results.len(),
            topics: summary.topics.len(),
            titles: 0,
            questions: summary.own_questions.len(),
            gaps: summary.not_answered.len(),
            bare: false,
            pages: PageNumbers { prompt: 99, results: 99, topics: 99, questions: 99, gaps: 99 },
        }
    }

    /// As much as fits a page of `room` points. Returns the fullest plan when nothing helps.
    pub(super) fn fitting(composer: &mut Composer, summary: &Summary, room: f64) -> Self {
        let mut plan = Self::everything(summary);
        let elements = composer.elements.len();
        let mut fits = |plan: &Self| {
            let height = flow::height(&page_one::strips(composer, summary, plan));
            composer.elements.truncate(elements);
            height <= room
        };
        if summary.stopped.is_some() {
            return plan;
        }
        if fits(&plan) {
            plan.grow(Kind::Titles, summary.further_topics.len(), &mut fits);
            return plan;
        }
        for (kind, floor) in STEPS {
            let most = *plan.count(kind);
            if floor >= most {
                continue;
            }
            *plan.count(kind) = floor;
            if fits(&plan) {
                plan.grow(kind, most, &mut fits);
                break;
            }
        }
        if !fits(&plan) {
            plan.bare = true;
            return plan;
        }
        // Room that a later step freed goes back to what is most worth having.
        for kind in [Kind::Prompt, Kind::Results, Kind::Topics, Kind::Questions, Kind::Gaps] {
            let most = *Self::everything(summary).count(kind);
            plan.grow(kind, most, &mut fits);
        }
        let further = words::further(summary, plan.topics).len();
        plan.grow(Kind::Titles, further, &mut fits);
        plan
    }

    /// Raises one count as far as it fits.
    fn grow(&mut self, kind: Kind, most: usize, fits: &mut impl FnMut(&Self) -> bool) {
        let (mut good, mut bad) = (*self.count(kind), most + 1);
        while good + 1 < bad {
            let middle = usize::midpoint(good, bad);
            *self.count(kind) = middle;
            if fits(self) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        *self.count(kind) = good;
    }

    fn count(&mut self, kind: Kind) -> &mut usize {
        match kind {
            Kind::Prompt => &mut self.prompt,
            Kind::Results => &mut self.results,
            Kind::Topics => &mut self.topics,
            Kind::Titles => &mut self.titles,
            Kind::Questions => &mut self.questions,
            Kind::Gaps => &mut self.gaps,
        }
    }

    /// Fills in where the rest stands, once the later pages are laid out after `before` pages.
    pub(super) fn refer_to(&mut self, later: &Dealt, before: usize) {
        for (anchor, page) in &later.anchors {
            let page = before + page + 1;
            match anchor {
                Anchor::Prompt => self.pages.prompt = page,
                Anchor::Results => self.pages.results = page,
                Anchor::Topics => self.pages.topics = page,
                Anchor::Questions => self.pages.questions = page,
                Anchor::Gaps => self.pages.gaps = page,
            }
        }
    }
}
