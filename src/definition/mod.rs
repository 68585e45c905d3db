//! What a questionnaire file says, every value with its place in the text.
//!
//! RON is read by a tolerant reader of our own ([`parse`]), because the authors of questionnaires deserve all messages at
//! once, each at its place. Whatever is accepted here, the crate `ron` reads to the same values. [`read()`] then turns
//! values into a [`Definition`]: the file's shape, with names and rules still as they were typed.

mod value;
mod lexer;
mod brackets;
mod parser;
pub(crate) mod fields;
mod asking;
mod file;
mod insert;
mod layout;
mod read;
mod read_ask;
mod same_answers;
mod emergency;
mod starter;
mod template;
mod translation;

pub use asking::*;
pub use emergency::{Emergency, Region, read_emergency};
pub use fields::LostNames;
pub use file::*;
pub use insert::{Inserted, insert_examples, insert_template};
pub use layout::{lay_out, place_laid_out};
pub use parser::parse;
pub use read::read;
pub use starter::starter;
pub use template::Template;
pub use translation::{
    EMERGENCY_ID, Translatable, TranslatedText, Translation, is_english, is_language_tag, is_translation,
    read_translation, renamed_in_translation,
};
pub use value::{Group, Kind, Value};

/// A name as it was typed: an id or a reference to one.
pub type Name = crate::source::Spanned<String>;

/// Words for people, or a rule, as they were typed.
pub type Words = crate::source::Spanned<String>;
