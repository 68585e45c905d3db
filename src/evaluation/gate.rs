//! Reasons to work nothing out: gates, numbers out of range, answers that contradict each other.

use super::run::Evaluation;
use crate::answers::Answers;

/// Whether results may be given.
#[derive(Debug, Clone, PartialEq)]
pub enum GateResult {
    /// They may.
    Open,
    /// The gate at that place is closed.
    Closed(usize),
    /// These answers must be mended first.
    Invalid(Vec<Fault>),
}

/// Answers that must be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The questions to look at again.
    pub items: Vec<usize>,
    /// What is wrong and how to mend it.
    pub text: String,
}

impl Evaluation<'_> {
    /// Says whether results may be given. Gates come before faults, and questions that are not asked never count.
    #[must_use]
    pub fn gate(&self, answers: &Answers) -> GateResult {
        if let Some(gate) = self.form.gates.iter().position(|gate| self.judge().rule(&gate.when).holds()) {
            return GateResult::Closed(gate);
        }
        let faults = self.faults(answers);
        if faults.is_empty() { GateResult::Open } else { GateResult::Invalid(faults) }
    }

    /// All answers that must be mended, numbers first.
    #[must_use]
    pub fn faults(&self, answers: &Answers) -> Vec<Fault> {
        let numbers = self.wrong_numbers.iter().filter_map(|at| {
            let text = answers.get(*at).fault(self.form.items.get(*at)?)?;
            Some(Fault { items: vec![*at], text })
        });
        let contradictions = self.form.constraints.iter().filter(|it| self.judge().rule(&it.when).holds());
        let contradictions = contradictions.map(|it| Fault { items: it.items.clone(), text: it.text.clone() });
        numbers.chain(contradictions).collect()
    }
}
