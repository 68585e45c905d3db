//! The little language of rules: a line that a clinician can read aloud → what it says.
//!
//! Names are still as they were typed; [`questionnaire`](crate::questionnaire) finds out what they mean. [`Truth`] is what
//! a rule comes to: it holds, it does not, or it cannot be told.

mod truth;
mod expression;
mod lexer;
mod slips;
mod parser;

pub use expression::{Amount, Comparison, Expression, ExpressionKind, Function, Has, Operand, OperandKind};
pub use parser::parse;
pub use truth::Truth;
