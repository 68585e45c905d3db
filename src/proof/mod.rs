//! What can come out of a form at all: for each state, band, level, topic and rule of a file either answers that make it
//! so, or the certainty that there are none, or, where telling would take too long, neither.
//!
//! The search narrows down sets of responses that are still open (`domain`). For each set `outlook` says what may come
//! out: more than can, never less. So a goal that is out of reach there is out of reach for all of the set; and where one
//! response each is left, the evaluation itself decides. No claim rests on the outlook alone but "never".

mod truths;
mod witness;
mod domain;
mod reach;
mod outlook;
mod judge;
mod search;
mod goals;
mod report;
mod example;
mod look;

pub use example::given;
pub use goals::Subject;
pub(crate) use look::{items_below, numbers_compared};
pub use witness::Witness;

use crate::answers::Answers;
use crate::definition::Definition;
use crate::evaluation::Evaluation;
use crate::questionnaire::Form;
use crate::source::{Diagnostic, Span};
use goals::Goal;
use search::{Found, Search};

/// Whether something can come out.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It does in this worked example, by place in the file.
    InExample(usize),
    /// It does for these answers, which no worked example gives.
    Possible(Witness),
    /// It never does.
    Never,
    /// Telling would take too long.
    Undecided,
    /// It rests on a questionnaire that is not part of the form.
    Elsewhere,
}

/// Something that should be able to come out, and whether it can.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What.
    pub subject: Subject,
    /// Where it stands in the file.
    pub span: Span,
    /// Whether it can.
    pub verdict: Verdict,
}

/// What was found out about a file.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// One claim for each goal, in the order of the file's kinds of things.
    pub claims: Vec<Claim>,
    /// What is probably not meant: what can never come out, and rules that always hold.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds out what can come out of a file, within a bounded number of steps. `examples` are the answers of its worked
/// examples, in order.
#[must_use]
pub fn survey(definition: &Definition, form: &Form, examples: &[Option<Answers>]) -> Survey {
    let goals = goals::goals(definition, form);
    let mut verdicts: Vec<Option<Verdict>> = vec![None; goals.len()];
    let mut evaluation = Evaluation::new(form);
    for (at, answers) in examples.iter().enumerate() {
        let Some(answers) = answers else { continue };
        evaluation.run(answers);
        for (goal, verdict) in goals.iter().zip(&mut verdicts).filter(|(_, verdict)| verdict.is_none()) {
            if is_reached(goal, &evaluation) {
                *verdict = Some(Verdict::InExample(at));
            }
        }
    }
    let mut search = Search::new(form);
    let claims = goals.iter().zip(verdicts).map(|(goal, verdict)| Claim {
        subject: goal.subject,
        span: goal.span,
        verdict: verdict.unwrap_or_else(|| match search.find(&goal.wanted()) {
            Found::Answers(witness) => Verdict::Possible(witness),
            Found::Nothing => Verdict::Never,
            Found::Undecided => Verdict::Undecided,
            Found::Elsewhere => Verdict::Elsewhere,
        }),
    });
    let claims: Vec<Claim> = claims.collect();
    let diagnostics = report::diagnostics(form, &goals, &claims, &mut search);
    Survey { claims, diagnostics }
}

fn is_reached(goal: &Goal, evaluation: &Evaluation) -> bool {
    goal.wanted().iter().all(|(rule, truths)| truths.has(truths::Truths::one(evaluation.truth(rule))))
}
