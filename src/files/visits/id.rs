//! Names of visits: when they were begun, and something that no other visit has.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A new id, `20261122-101530-7f3a9c`: the time in UTC, then six random signs.
#[must_use]
pub(super) fn new_id() -> String {
    let now = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S");
    // Each of these hashers begins with other random numbers.
    let random = RandomState::new().build_hasher().finish() & 0x00ff_ffff;
    format!("{now}-{random:06x}")
}

/// What a file in the folder of visits is, told by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It is being filled in.
    Draft,
    /// Its sheet was taken.
    Visit,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Draft, Self::Visit];

    fn prefix(&self) -> &'static str {
        match self {
            Self::Draft => "draft-",
            Self::Visit => "visit-",
        }
    }
}

/// The plain name of the file of a visit.
#[must_use]
pub(super) fn file_name(kind: &Kind, id: &str) -> String {
    format!("{}{id}.json", kind.prefix())
}

/// What a file with this plain name is, and the id of its visit; `None` for files that are no visits.
#[must_use]
pub(super) fn parse(name: &str) -> Option<(Kind, String)> {
    let stem = name.strip_suffix(".json")?;
    Kind::ALL.into_iter().find_map(|kind| {
        let id = stem.strip_prefix(kind.prefix())?;
        Some((kind, id.to_owned()))
    })
}

/// True for an id as [`new_id`] makes them. Files of format 1 had the name of what was begun instead.
#[must_use]
pub(super) fn has_time(id: &str) -> bool {
    let digits = |part: Option<&str>, length| {
        part.is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut parts = id.split('-');
    digits(parts.next(), 8) && digits(parts.next(), 6) && parts.next().is_some() && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_id_is_another_one_and_tells_its_time() {
        let ids: BTreeSet<String> = (0..500).map(|_| new_id()).collect();
        assert_eq!(ids.len(), 500);
        assert!(ids.iter().all(|id| has_time(id)));
        assert!(!has_time("checkup") && !has_time("2026-11-22"));
    }

    #[test]
    fn names_tell_what_a_file_is() {
        assert_eq!(parse("draft-x.json"), Some((Kind::Draft, "x".to_owned())));
        assert_eq!(parse("visit-x.json"), Some((Kind::Visit, "x".to_owned())));
        for other in ["draft-x", "x.json", "key.age", "damaged-1-visit-x.json", ".anteroom-1.tmp"] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
