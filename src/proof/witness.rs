//! Answers that show something.

use crate::answers::{Answers, Response};
use crate::questionnaire::Form;

/// A few answers to a form that may be long; everything else is blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    given: Vec<(usize, Response)>,
}

impl Witness {
    /// Of these answers those to some questions.
    pub(super) fn of(answers: &Answers, items: &[usize]) -> Self {
        let given = items.iter().map(|at| (*at, answers.get(*at).clone()));
        Self { given: given.filter(|(_, response)| *response != Response::Blank).collect() }
    }

    /// As the answers to a whole form.
    #[must_use]
    pub fn answers(&self, form: &Form) -> Answers {
        let mut answers = Answers::new(form);
        for (at, response) in &self.given {
            answers.set(*at, response.clone());
        }
        answers
    }
}
