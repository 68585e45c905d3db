//! What the person said: answers by question, kept apart from "I don't know", "I would rather not say" and nothing at all.

mod json;
mod response;

pub use json::{Ignored, ReadAnswers, response_to_json};
pub use response::{Answers, Response};
