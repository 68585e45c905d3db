//! What a statement may come to, while some responses are open.

use crate::rule::Truth;

/// A set of truths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Truths(u8);

impl Truths {
    pub(super) const NONE: Self = Self(0);
    pub(super) const NO: Self = Self(1);
    pub(super) const UNKNOWN: Self = Self(2);
    pub(super) const YES: Self = Self(4);
    pub(super) const ALL: Self = Self(7);
    /// Anything but yes.
    pub(super) const NOT_YES: Self = Self(3);

    /// One truth.
    pub(super) fn one(truth: Truth) -> Self {
        match truth {
            Truth::No => Self::NO,
            Truth::Unknown => Self::UNKNOWN,
            Truth::Yes => Self::YES,
        }
    }

    /// Yes, no, or both, each only where it can be.
    #[expect(clippy::fn_params_excessive_bools, reason = "the two ways it can come out")]
    pub(super) fn either(can_be: bool, can_not: bool) -> Self {
        Self::NONE.with(Self::YES, can_be).with(Self::NO, can_not)
    }

    /// These and those, where a condition holds.
    pub(super) fn with(self, other: Self, condition: bool) -> Self {
        if condition { Self(self.0 | other.0) } else { self }
    }

    /// True if one of those is among these.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What "and" or "or" of one of these and one of those may come to.
    pub(super) fn join(self, other: Self, join: fn(Truth, Truth) -> Truth) -> Self {
        let each =
            |set: Self| [Truth::No, Truth::Unknown, Truth::Yes].into_iter().filter(move |it| set.has(Self::one(*it)));
        each(self)
            .fold(Self::NONE, |all, one| each(other).fold(all, |all, two| all.with(Self::one(join(one, two)), true)))
    }
}

impl std::ops::Not for Truths {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 & 2 | (self.0 & 1) << 2 | self.0 >> 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_truths_follow_kleene() {
        let open = Truths::either(true, true);
        assert_eq!(open.join(Truths::UNKNOWN, Truth::and), Truths::NO.with(Truths::UNKNOWN, true));
        assert_eq!(open.join(Truths::UNKNOWN, Truth::or), Truths::YES.with(Truths::UNKNOWN, true));
        assert_eq!(!Truths::NOT_YES, Truths::YES.with(Truths::UNKNOWN, true));
    }
}
