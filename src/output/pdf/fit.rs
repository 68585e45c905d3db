//! How much page one holds. What does not fit moves on in a fixed order of importance.
//!
//! # What matters most
//!
//! Page one is read by two people: by a clinician with a minute, and by whoever helps in an emergency. Whatever the
//! paper, the type and the answers, it holds the title, whose sheet it is, what to do in an emergency and whom to call,
//! and the safety line. The rest has its place by what is lost if nobody turns the page:
//!
//! | | normal print | large print |
//! | --- | --- | --- |
//! | 1 | signs of an emergency, then its reason and question | the same |
//! | 2 | titles of what to raise within a day or two | the same |
//! | 3 | warning signs that were asked about and not reported | signposts: where the rest stands |
//! | 4 | signposts: where the rest stands | a line for each result |
//! | 5 | facts: age, medicines | warning signs not reported |
//! | 6 | a line for each result | what to raise within a day or two, in full |
//! | 7 | what to raise within a day or two, in full | what changed since last time |
//! | 8 | results with their scales | titles of the first topics, then facts: age, medicines |
//! | 9 | what changed since last time | own questions, gaps, more titles |
//! | 10 | own questions, gaps, topics in full | results with their scales, topics in full |
//! | 11 | titles of topics that follow | |
//!
//! Normal print has room for nearly all of it on most sheets, so what is long gives way piece by piece. On a page of
//! large print there are thirty lines. It is a cover: it says in a line what can be said in a line, and later pages say
//! it in full. Scales stand there all together or not at all, so that no result looks weightier than another.

use super::compose::Composer;
use super::flow::{self, Anchor, Dealt};
use super::page_one;
use crate::output::words;
use crate::summary::Summary;

/// How many of each kind stand on page one; the rest follows on later pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    /// Emergency topics in full.
    pub(super) emergencies: usize,
    /// Emergency topics whose signs are named; of the others it is the title alone.
    pub(super) signs: usize,
    pub(super) prompt: usize,
    /// Topics within a day or two that are only named.
    pub(super) prompt_titles: usize,
    pub(super) warnings: usize,
    pub(super) facts: usize,
    /// Results with their scales.
    pub(super) results: usize,
    /// Results in a line each, after those in full.
    pub(super) lines: usize,
    pub(super) topics: usize,
    /// Topics of later pages that page one names.
    pub(super) titles: usize,
    pub(super) questions: usize,
    pub(super) gaps: usize,
    /// The line that points to what changed since an earlier visit: one or none.
    pub(super) since: usize,
    /// Nothing but what is urgent and the safety line; the last resort.
    pub(super) bare: bool,
    pub(super) pages: PageNumbers,
}

/// Page numbers that page one refers to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageNumbers {
    pub(super) emergencies: usize,
    pub(super) prompt: usize,
    pub(super) results: usize,
    pub(super) topics: usize,
    pub(super) questions: usize,
    pub(super) gaps: usize,
    pub(super) since: usize,
}

/// At most so many open questions are named on page one: a longer list is read by nobody.
const MOST_GAPS: usize = 24;

/// In large print so many titles of topics are worth more than the scales.
const TITLES: usize = 5;

/// What gives way, and what gets room back.
struct Order {
    /// Kinds in the order in which they give way, and how many of each stay for now.
    gives_way: &'static [(Kind, usize)],
    /// Kinds that get the room back that a later step freed, the most worth having first.
    regains: &'static [Kind],
}

const NORMAL: Order = Order {
    gives_way: &[
        (Kind::Topics, 3),
        (Kind::Gaps, 8),
        (Kind::Questions, 3),
        (Kind::Topics, 0),
        (Kind::Gaps, 0),
        (Kind::Questions, 0),
        (Kind::Since, 0),
        (Kind::Results, 1),
        (Kind::Results, 0),
        (Kind::Prompt, 1),
        (Kind::Prompt, 0),
        (Kind::Lines, 0),
        (Kind::Facts, 0),
    ],
    regains: &[
        Kind::Facts,
        Kind::Lines,
        Kind::Prompt,
        Kind::Results,
        Kind::Since,
        Kind::Topics,
        Kind::Questions,
        Kind::Gaps,
    ],
};

const LARGE: Order = Order {
    gives_way: &[
        (Kind::Topics, 0),
        (Kind::Gaps, 0),
        (Kind::Results, 0),
        (Kind::Questions, 3),
        (Kind::Questions, 0),
        (Kind::Since, 0),
        (Kind::Facts, 0),
        (Kind::Titles, 0),
        (Kind::Prompt, 1),
        (Kind::Prompt, 0),
        (Kind::Warnings, 0),
        (Kind::Lines, 0),
    ],
    regains: &[
        Kind::Lines,
        Kind::Warnings,
        Kind::Prompt,
        Kind::Since,
        Kind::Titles,
        Kind::Facts,
        Kind::Questions,
        Kind::Gaps,
    ],
};

/// What gives way on a page that holds nothing but what is urgent.
const BARE: Order = Order {
    gives_way: &[(Kind::Warnings, 0), (Kind::PromptTitles, 0), (Kind::Emergencies, 0), (Kind::Signs, 0)],
    regains: &[Kind::Signs, Kind::Emergencies, Kind::PromptTitles, Kind::Warnings],
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Emergencies,
    Signs,
    Prompt,
    PromptTitles,
    Warnings,
    Facts,
    Results,
    Lines,
    Topics,
    Titles,
    Questions,
    Since,
    Gaps,
}

impl Plan {
    /// Everything on page one. Page numbers are not known yet; 99 is as wide as they get.
    fn everything(summary: &Summary, large: bool) -> Self {
        Self {
            emergencies: summary.emergencies.len(),
            signs: summary.emergencies.len(),
            prompt: summary.prompt.len(),
            prompt_titles: summary.prompt.len(),
            warnings: summary.warnings.len(),
            facts: summary.person.facts.len(),
            results: summary.results.len(),
            lines: summary.results.len(),
            topics: summary.topics.len(),
            titles: if large { TITLES } else { 0 },
            questions: summary.own_questions.len(),
            gaps: summary.not_answered.len().min(MOST_GAPS),
            since: usize::from(summary.since_last_time.is_some()),
            bare: false,
            pages: PageNumbers {
                emergencies: 99,
                prompt: 99,
                results: 99,
                topics: 99,
                questions: 99,
                gaps: 99,
                since: 99,
            },
        }
    }

    /// As much as fits a page of `room` points. Returns the fullest plan when nothing helps.
    pub(super) fn fitting(composer: &mut Composer, summary: &Summary, room: f64) -> Self {
        let large = composer.style.large;
        let most = Self::everything(summary, large);
        let mut plan = most.clone();
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
        let order = if large { LARGE } else { NORMAL };
        if plan.make_room(&order, &most, &mut fits) {
            plan.grow(Kind::Titles, words::further(summary, plan.topics).len(), &mut fits);
        } else {
            plan.bare = true;
            plan.make_room(&BARE, &most, &mut fits);
        }
        plan
    }

    /// Lowers one kind after the other until all fits, then gives back what room there is. Tells whether it fits.
    fn make_room(&mut self, order: &Order, most: &Self, fits: &mut impl FnMut(&Self) -> bool) -> bool {
        for (kind, floor) in order.gives_way {
            let before = *self.count(*kind);
            if *floor >= before {
                continue;
            }
            *self.count(*kind) = *floor;
            if fits(self) {
                if order.regains.contains(kind) {
                    self.grow(*kind, before, fits);
                }
                break;
            }
        }
        if !fits(self) {
            return false;
        }
        for kind in order.regains {
            let most = *most.clone().count(*kind);
            self.grow(*kind, most, fits);
        }
        true
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
            Kind::Emergencies => &mut self.emergencies,
            Kind::Signs => &mut self.signs,
            Kind::Prompt => &mut self.prompt,
            Kind::PromptTitles => &mut self.prompt_titles,
            Kind::Warnings => &mut self.warnings,
            Kind::Facts => &mut self.facts,
            Kind::Results => &mut self.results,
            Kind::Lines => &mut self.lines,
            Kind::Topics => &mut self.topics,
            Kind::Titles => &mut self.titles,
            Kind::Questions => &mut self.questions,
            Kind::Since => &mut self.since,
            Kind::Gaps => &mut self.gaps,
        }
    }

    /// Fills in where the rest stands, once the later pages are laid out after `before` pages.
    pub(super) fn refer_to(&mut self, later: &Dealt, before: usize) {
        for (anchor, page) in &later.anchors {
            let page = before + page + 1;
            match anchor {
                Anchor::Emergencies => self.pages.emergencies = page,
                Anchor::Prompt => self.pages.prompt = page,
                Anchor::Results => self.pages.results = page,
                Anchor::Topics => self.pages.topics = page,
                Anchor::Questions => self.pages.questions = page,
                Anchor::Gaps => self.pages.gaps = page,
                Anchor::Since => self.pages.since = page,
            }
        }
    }
}
