//! Three-valued logic after Kleene.

/// What a statement comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold, whatever the open answers are.
    No,
    /// It cannot be told.
    Unknown,
    /// It holds, whatever the open answers are.
    Yes,
}

impl Truth {
    /// A statement that is certain either way.
    #[must_use]
    pub fn certain(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// A statement for which both can still come true, or only one of them.
    #[must_use]
    #[expect(clippy::fn_params_excessive_bools, reason = "the two ways it can still come out")]
    pub fn possible(can_hold: bool, can_fail: bool) -> Self {
        match (can_hold, can_fail) {
            (true, true) => Self::Unknown,
            (true, false) => Self::Yes,
            (false, _) => Self::No,
        }
    }

    /// True only if it holds.
    #[must_use]
    pub fn holds(self) -> bool {
        self == Self::Yes
    }

    /// The weaker of the two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// The stronger of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// As `true`, `false` or nothing.
    #[must_use]
    pub fn known(self) -> Option<bool> {
        match self {
            Self::Yes => Some(true),
            Self::No => Some(false),
            Self::Unknown => None,
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}
