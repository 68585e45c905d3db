//! The order in which topics are printed.

use super::run::Evaluation;
use crate::questionnaire::Form;
use std::cmp::Reverse;

/// The topics that are shown, in the order of the sheet: emergencies, then what is prompt, then what is routine; among these
/// conditions read together, then treatment review, then the rest; else in the order of the files.
pub fn topics_in_print_order<'e>(evaluation: &'e Evaluation) -> impl Iterator<Item = usize> + 'e {
    evaluation.print_order.iter().copied().filter(|at| evaluation.topic(*at))
}

/// All topics of a form in the order of the sheet.
pub(super) fn print_order(form: &Form) -> Vec<usize> {
    let mut topics: Vec<usize> = (0..form.topics.len()).collect();
    topics.sort_by_key(|at| form.topics.get(*at).map(|topic| (Reverse(topic.urgency), topic.group)));
    topics
}
