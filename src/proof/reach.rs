//! Numbers while some responses are open.

use super::truths::Truths;
use crate::rule::Comparison;

/// A number in rules is a range: a point where it is known, wider where an answer is missing. Here each end of that range
/// is only known to lie between two others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Reach {
    /// The lower end of the range lies from here to there.
    pub(super) low: (f64, f64),
    /// The upper end likewise.
    pub(super) high: (f64, f64),
    /// The range may be wider than a point.
    pub(super) open: bool,
    /// The number may be there.
    pub(super) present: bool,
    /// It may not be there.
    pub(super) absent: bool,
}

impl Reach {
    /// A number that is not there.
    pub(super) const NOWHERE: Self =
        Self { low: (0.0, 0.0), high: (0.0, 0.0), open: false, present: false, absent: true };

    /// A known number that lies somewhere between two others.
    pub(super) fn points(from: f64, to: f64) -> Self {
        Self { low: (from, to), high: (from, to), open: false, present: true, absent: false }
    }

    /// An unknown number between two others.
    pub(super) fn unknown(from: f64, to: f64) -> Self {
        Self { low: (from, from), high: (to, to), open: from < to, present: true, absent: false }
    }

    /// This or the other.
    pub(super) fn or(self, other: Self) -> Self {
        let hull = |a: (f64, f64), b: (f64, f64)| (a.0.min(b.0), a.1.max(b.1));
        let absent = self.absent || other.absent;
        match (self.present, other.present) {
            (true, true) => Self {
                low: hull(self.low, other.low),
                high: hull(self.high, other.high),
                open: self.open || other.open,
                present: true,
                absent,
            },
            (true, false) => Self { absent, ..self },
            (false, _) => Self { absent, ..other },
        }
    }

    /// The same, but perhaps or surely not there.
    pub(super) fn only_while(self, present: Truths) -> Self {
        let there = if present.has(Truths::YES) { self } else { Self::NOWHERE };
        if present.has(Truths::NOT_YES) { there.or(Self::NOWHERE) } else { there }
    }

    /// Both joined, each end by itself; one that is not there is left out.
    pub(super) fn fold(self, other: Self, join: fn(f64, f64) -> f64) -> Self {
        let both = if self.present && other.present {
            let ends = |a: (f64, f64), b: (f64, f64)| (join(a.0, b.0), join(a.1, b.1));
            Self {
                low: ends(self.low, other.low),
                high: ends(self.high, other.high),
                open: self.open || other.open,
                present: true,
                absent: false,
            }
        } else {
            Self { absent: false, ..Self::NOWHERE }
        };
        let alone = |one: Self, other: Self| match (one.present, other.absent) {
            (true, true) => Self { absent: false, ..one },
            _ => Self { absent: false, ..Self::NOWHERE },
        };
        let joined = both.or(alone(self, other)).or(alone(other, self));
        Self { absent: self.absent && other.absent, ..joined }
    }

    /// The ends of the range from the lowest to the highest.
    pub(super) fn ends(self) -> (f64, f64) {
        (self.low.0, self.high.1)
    }

    /// What a comparison may come to. About a number that is not there it is false.
    pub(super) fn compare(self, comparison: Comparison, other: Self) -> Truths {
        let truths = match comparison {
            Comparison::Equal => self.equal(other),
            Comparison::Unequal => !self.equal(other),
            Comparison::Less => self.less(other),
            Comparison::AtLeast => !self.less(other),
            Comparison::More => other.less(self),
            Comparison::AtMost => !other.less(self),
        };
        let present = self.present && other.present;
        Truths::NONE.with(truths, present).with(Truths::NO, self.absent || other.absent)
    }

    fn less(self, other: Self) -> Truths {
        let undecided = self.low.0 < other.high.1 && self.high.1 >= other.low.0;
        Truths::either(self.high.0 < other.low.1, self.low.1 >= other.high.0)
            .with(Truths::UNKNOWN, undecided && (self.open || other.open))
    }

    fn equal(self, other: Self) -> Truths {
        let meet = self.low.0 <= other.high.1 && other.low.0 <= self.high.1;
        let part = self.low.1 > other.high.0 || other.low.1 > self.high.0;
        Truths::either(meet, part).with(Truths::UNKNOWN, meet && (self.open || other.open))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_certain_only_where_they_are() {
        let seven = Reach::points(7.0, 7.0);
        assert_eq!(Reach::points(0.0, 6.0).compare(Comparison::Less, seven), Truths::YES);
        assert_eq!(Reach::unknown(0.0, 7.0).compare(Comparison::AtLeast, seven), Truths::UNKNOWN);
        let either = Truths::either(true, true);
        assert_eq!(Reach::points(0.0, 7.0).compare(Comparison::Equal, seven), either);
        assert_eq!(Reach::NOWHERE.compare(Comparison::Equal, seven), Truths::NO);
    }

    #[test]
    fn a_sum_leaves_out_what_is_not_there() {
        let perhaps = Reach::points(2.0, 3.0).or(Reach::NOWHERE);
        let sum = Reach::points(1.0, 1.0).fold(perhaps, |a, b| a + b);
        assert_eq!((sum.low, sum.high, sum.absent), ((1.0, 4.0), (1.0, 4.0), false));
    }
}
