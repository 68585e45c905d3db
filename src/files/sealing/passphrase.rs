//! What a person types to open their visits.

use std::fmt;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A passphrase as it was typed, with blanks at its ends; wiped from memory with it.
///
/// Letters with marks are composed (Unicode's form C): `é` is one sign whether a keyboard gave it as one or as two. That
/// is what keyboards of most systems give, and so what the public tool `age` gets when it is typed there.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The fewest signs of a new one.
    pub const SHORTEST: usize = 8;

    /// What was typed.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        // Composed text is at most three times as long; a string that grew would leave copies of itself behind.
        let mut composed = Zeroizing::new(String::with_capacity(text.len() * 3));
        composed.extend(text.nfc());
        Self(composed)
    }

    /// Why it cannot be taken as a new one, for the person.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        let is_short = self.0.chars().count() < Self::SHORTEST;
        is_short.then_some(
            "A passphrase needs at least 8 letters or other signs. Four words that do not belong together are good, and \
             easy to keep in mind.",
        )
    }

    /// What to mind about it, for the person.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        let has_blank = self.0.starts_with(char::is_whitespace) || self.0.ends_with(char::is_whitespace);
        has_blank.then_some("It begins or ends with a space. The space is part of it.")
    }

    /// Its signs.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl Eq for Passphrase {}

/// Says nothing of it.
impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_marks_are_one_sign_however_they_are_typed() {
        assert_eq!(Passphrase::typed("Cafe\u{301} noir"), Passphrase::typed("Caf\u{e9} noir"));
        assert_ne!(Passphrase::typed("Cafe noir"), Passphrase::typed("Caf\u{e9} noir"));
    }

    #[test]
    fn blanks_at_the_ends_count_and_are_told() {
        let (with, without) = (Passphrase::typed(" tea and rain "), Passphrase::typed("tea and rain"));
        assert_ne!(with, without);
        assert!(with.hint().is_some() && without.hint().is_none());
    }

    #[test]
    fn a_short_one_is_refused() {
        for (typed, is_refused) in [("", true), ("1234567", true), ("12345678", false), ("眼眼眼眼眼眼眼眼", false)]
        {
            assert_eq!(Passphrase::typed(typed).fault().is_some(), is_refused, "{typed}");
        }
    }

    #[test]
    fn it_is_not_to_be_seen_in_messages() {
        assert_eq!(format!("{:?}", Passphrase::typed("tea and rain")), "Passphrase");
    }
}
