//! What is said of visits in more than one place.

use super::past::Past;
use crate::files::{Head, VisitFault};
use crate::summary::date_in_words;
use crate::ui::keeping::fault_in_words;

/// "3 August 2026", and "day not known" for a visit that does not say.
#[must_use]
pub(super) fn day(head: &Head) -> String {
    day_in_words(&head.day)
}

/// The same of a day alone.
#[must_use]
pub(super) fn day_in_words(day: &str) -> String {
    if day.is_empty() { "Day not known".to_owned() } else { date_in_words(day) }
}

/// What tells a visit from others, for screen readers and questions: "3 August 2026, Sleep".
#[must_use]
pub(super) fn name(head: &Head) -> String {
    format!("{}, {}", day(head), head.title)
}

/// "3 gaps", and what else there is to know of a visit before it is opened.
#[must_use]
pub(super) fn state(head: &Head) -> String {
    match head.gaps {
        _ if head.is_newer() => "From a newer version".to_owned(),
        0 => "No gaps".to_owned(),
        1 => "1 gap".to_owned(),
        gaps => format!("{gaps} gaps"),
    }
}

/// "1 visit", "14 visits".
#[must_use]
pub(super) fn count(count: usize) -> String {
    if count == 1 { "1 visit".to_owned() } else { format!("{count} visits") }
}

/// How far reading has come; nothing where all is read.
#[must_use]
pub(super) fn progress(past: &Past) -> Option<String> {
    let (read, all) = (past.visits.len(), past.count());
    (past.left > 0).then(|| format!("Reading your visits: {read} of {all} so far"))
}

/// What is wrong with a file, and what can be done.
#[must_use]
pub(super) fn fault(name: &str, fault: VisitFault) -> String {
    let advice = match fault {
        VisitFault::Damaged => "If you have a copy of it, put it back into the folder under its old name.",
        VisitFault::Newer => "Open it with that version.",
        VisitFault::Locked | VisitFault::Unreadable => "",
    };
    format!("{} {advice}", fault_in_words(name, fault)).trim_end().to_owned()
}
