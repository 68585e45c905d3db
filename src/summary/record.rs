//! The answers on a sheet for another program, as one line of the batch format.

use super::document::FileMark;
use super::wishes::Wishes;
use crate::answers::{Answers, response_to_json};
use crate::evaluation::Evaluation;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What the sheet was made from, and nothing that is not on it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Day of the answers, `2026-11-22`; empty where unknown.
    pub day: String,
    /// Id of the panel or questionnaire.
    pub form: String,
    /// The questionnaires, in the versions that were used.
    pub questionnaires: Vec<FileMark>,
    /// The answers by the id of their question.
    pub answers: Map<String, Value>,
}

impl Record {
    /// The record of the answers that are printed.
    pub(super) fn of(evaluation: &Evaluation, printed: &Answers, wishes: &Wishes, files: Vec<FileMark>) -> Self {
        let form = evaluation.form();
        let asked = form.items.iter().enumerate().filter(|(at, _)| evaluation.is_asked(*at));
        let answers = asked.filter_map(|(at, item)| Some((item.id.clone(), response_to_json(item, printed.get(at))?)));
        Self { day: wishes.day.clone(), form: form.id.clone(), questionnaires: files, answers: answers.collect() }
    }
}
