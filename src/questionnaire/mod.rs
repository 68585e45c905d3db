//! Definition → [`Form`]: every id resolved, every rule typed, or all that is wrong with it.
//!
//! A form is made of one root file and the questionnaires that it joins or asks first. [`assemble()`] is the only way to
//! get one, so that nothing later can meet a name that means nothing.

mod asking;
mod form;
mod rules;
mod names;
mod resolve;
mod quantities;
mod template;
mod asks;
mod scores;
mod order;
mod assemble;
mod words;

pub use asking::*;
pub use assemble::assemble;
pub use form::*;
pub use rules::{Quantity, Rule, RuleKind, Said};
pub use words::rule_in_words;
