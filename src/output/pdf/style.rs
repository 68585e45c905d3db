//! The two layouts of the sheet: all that differs between normal and large print stands here.
//!
//! Normal print (10.5 points) is for a clinician with a minute: two columns where two things belong together, a number
//! beside its scale, an answer beside its question. Large print (16 points) is for somebody who cannot read small type. It
//! is no enlargement: everything stands in one column, because a narrow column of large type holds three words a line, and
//! because eyes that see little at a time lose the way from one column to the next.
//!
//! # The grid
//!
//! Lines of text are 13.5 points apart (22 in large print). Every distance downwards is a number of quarters of that, so
//! that blocks are whole and half lines high and their rules fall at even distances. Only what is set small, and is not
//! read as running text, keeps to itself: scales, sources, the edges of the page.
//!
//! # Lines
//!
//! Lines are ragged at the right. Justified lines of this length would need hyphens to be even, and a sheet that is read
//! in a hurry, or with poor sight, is read by the shapes of words; so English is never hyphenated. Words with a hyphen of
//! their own may part there. A word is cut only where it is wider than a line by itself.

/// The uses of type on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Use {
    Title,
    Heading,
    TopicTitle,
    /// What stands beside or above a few lines: "Keep safe".
    Label,
    Body,
    Small,
    Number,
    EmergencyTitle,
    EmergencyNumber,
}

/// One of the two layouts, on paper of a width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) large: bool,
    /// Width of the text.
    pub(super) width: f64,
}

impl Style {
    /// Size and line height.
    pub(super) fn of(&self, usage: Use) -> (f64, f64) {
        let (normal, large) = match usage {
            Use::Title => ((20.0, 27.0), (26.0, 30.25)),
            Use::Heading => ((13.0, 16.875), (20.0, 27.5)),
            Use::TopicTitle => ((11.0, 13.5), (17.5, 22.0)),
            Use::Label => ((10.5, 13.5), (17.5, 22.0)),
            Use::Body => ((10.5, 13.5), (16.0, 22.0)),
            Use::Small => ((10.0, 12.0), (16.0, 20.5)),
            Use::Number => ((18.0, 18.0), (28.0, 33.0)),
            Use::EmergencyTitle => ((18.0, 23.625), (26.0, 33.0)),
            Use::EmergencyNumber => ((28.0, 33.75), (36.0, 44.0)),
        };
        self.pick(normal, large)
    }

    /// A distance downwards, in quarters of a line of running text.
    pub(super) fn quarters(&self, count: f64) -> f64 {
        self.of(Use::Body).1 / 4.0 * count
    }

    /// On either side of the rule between one group of lines and the next.
    pub(super) fn between_groups(&self) -> f64 {
        self.quarters(self.pick(1.0, 1.5))
    }

    /// Above a block of its own.
    pub(super) fn above_block(&self) -> f64 {
        self.quarters(self.pick(3.0, 2.5))
    }

    /// Above a paragraph that changes the subject within a group.
    pub(super) fn above_paragraph(&self) -> f64 {
        self.quarters(self.pick(0.0, 1.0))
    }

    /// A distance across that grows with the type.
    pub(super) fn scaled(&self, distance: f64) -> f64 {
        self.pick(distance, distance * 1.45)
    }

    /// Whether everything stands in one column: answers under their questions, scales under their numbers.
    pub(super) fn one_column(&self) -> bool {
        self.large
    }

    /// The side of a box to tick: 8 millimetres in large print.
    pub(super) fn tick_box(&self) -> f64 {
        self.pick(11.0, 22.7)
    }

    /// Where the text beside a box to tick begins.
    pub(super) fn beside_tick_box(&self) -> f64 {
        self.pick(21.0, 34.0)
    }

    /// Height of a scale's bar and of the room above it for the mark that points at it.
    pub(super) fn bar(&self) -> (f64, f64) {
        self.pick((13.0, 13.5), (24.0, 16.5))
    }

    /// How much larger than in normal print the marks at a scale are drawn.
    pub(super) fn mark(&self) -> f64 {
        self.pick(1.0, 1.5)
    }

    /// Height of a line to write on.
    pub(super) fn writing_line(&self) -> f64 {
        self.pick(23.625, 38.5)
    }

    /// Up to this height a topic with all its notes stays on one page, though the page before it ends early.
    pub(super) fn kept_whole(&self) -> f64 {
        self.pick(320.0, 300.0)
    }

    /// From the top of the page: the base line of its first line, the rule under that, and the first line of text.
    pub(super) fn top(&self) -> (f64, f64, f64) {
        self.pick((34.0, 43.5, 49.0), (36.0, 45.0, 52.0))
    }

    /// From the bottom of the page: the last line of text, the rule under it, and the base line of the last line.
    pub(super) fn bottom(&self) -> (f64, f64, f64) {
        self.pick((44.0, 37.0, 23.0), (50.0, 45.0, 25.0))
    }

    fn pick<T>(&self, normal: T, large: T) -> T {
        if self.large { large } else { normal }
    }
}
