//! The order in which topics are printed.

use super::run::Evaluation;
use std::cmp::Reverse;

/// The topics that are shown, in the order of the sheet: emergencies, then what is prompt, then what is routine; among these
/// conditions read together, then treatment review, then the rest; else in the order of the files.
#[must_use]
pub fn topics_in_print_order(evaluation: &Evaluation) -> Vec<usize> {
    let mut topics: Vec<usize> = (0..evaluation.form.topics.len()).filter(|at| evaluation.topic(*at)).collect();
    topics.sort_by_key(|at| evaluation.form.topics.get(*at).map(|topic| (Reverse(topic.urgency), topic.group)));
    topics
}
