//! Answers → what they mean: what is asked, scores with their range, findings, flags, topics, each with its reason.
//!
//! One evaluator works over *sets of possible answers*: a known answer leaves one, a blank leaves all. So the same code
//! gives the result, says what is already certain, and gives the range of a score. It does no I/O, knows no clock and
//! never fails.

mod possible;
mod state;
mod judge;
mod run;
mod gate;
mod reasons;
mod order;
mod names;
mod examples;
mod expectations;

pub use examples::{check_examples, example_answers};
pub use gate::{Fault, GateResult};
pub use names::{level_name, urgency_name};
pub use order::topics_in_print_order;
pub use possible::Possible;
pub use reasons::Reason;
pub use run::Evaluation;
pub use state::{FindingState, ItemState, ScoreState};
