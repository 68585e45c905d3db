//! What the person wants on the sheet.

use super::document::FileMark;
use crate::answers::Answers;
use crate::questionnaire::Item;
use std::collections::BTreeSet;

/// The person holds the pen: what they typed, left off and chose.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wishes {
    /// Name as typed; may be empty.
    pub name: String,
    /// Date of birth as typed; may be empty.
    pub born: String,
    /// Day of the answers, `2026-11-22`; may be empty.
    pub day: String,
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
    /// An earlier visit to compare with.
    pub earlier: Option<Earlier>,
}

impl Wishes {
    /// True for a question whose answer stays off the sheet.
    pub(super) fn keep_back(&self, at: usize, item: &Item) -> bool {
        self.left_off.contains(&at) || (item.private && !self.print_private)
    }
}

/// Earlier answers to the same form.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Earlier {
    /// Their day, `2026-08-22`; empty where it is not known.
    pub day: String,
    /// The answers.
    pub answers: Answers,
    /// The parts that were filled in, by place in the form.
    pub taken: BTreeSet<usize>,
    /// The questionnaires as they were then, as far as that is known.
    pub files: Vec<FileMark>,
    /// Questions whose answers were left off then, by place in the form.
    pub left_off: BTreeSet<usize>,
    /// The person agreed that private answers of that visit may be printed.
    pub print_private: bool,
}

impl Earlier {
    /// True for a question whose answer stayed off the sheet then.
    pub(super) fn keep_back(&self, at: usize, item: &Item) -> bool {
        self.left_off.contains(&at) || (item.private && !self.print_private)
    }
}
