//! What the person wants on the sheet.

use std::collections::BTreeSet;

/// The person holds the pen: what they typed, left off and chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Name as typed; may be empty.
    pub name: String,
    /// Date of birth as typed; may be empty.
    pub born: String,
    /// Day of the answers in words; may be empty.
    pub answered: String,
    /// Region for emergency numbers, as in the emergency wording; empty for none.
    pub region: String,
    /// Questions whose answers are left off, by place in the form.
    pub left_off: BTreeSet<usize>,
    /// Topics taken off page one, by id.
    pub topics_off: BTreeSet<String>,
    /// Topics in the person's own order, by id; others follow in print order.
    pub topic_order: Vec<String>,
    /// Own questions, one a line.
    pub own_questions: String,
    /// Own medicines, one a line.
    pub own_medicines: String,
    /// Own notes.
    pub own_notes: String,
    /// The person agreed that private answers and what follows from them may be printed.
    pub print_private: bool,
}
