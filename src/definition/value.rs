//! What a RON text says, before anyone asks what it means: every value with its place.

use crate::source::{Span, Spanned};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of value that a questionnaire file is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `"text"`.
    Text(String),
    /// `12`, `0.5`.
    Number(f64),
    /// `true`, `false`.
    Bool(bool),
    /// A bare word: `YesNo`, `Routine`, `fits`.
    Word(String),
    /// `[a, b]`.
    List(Vec<Value>),
    /// `Name(field: value)`, `Name(value)`, `(field: value)`.
    Group(Group),
    /// `{"key": value}`.
    Map(Vec<(Value, Value)>),
    /// Something that could not be read; its message has been given.
    Broken,
}

/// Values in round brackets, with or without a name before them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// The word before the bracket.
    pub name: Option<Spanned<String>>,
    /// `field: value`, in order.
    pub fields: Vec<(Spanned<String>, Value)>,
    /// Values without a field name, in order.
    pub items: Vec<Value>,
}

impl Value {
    /// What to call it in a message: "a text", "a number".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Text(_) => "a text in quotation marks".to_owned(),
            Kind::Number(_) => "a number".to_owned(),
            Kind::Bool(_) => "`true` or `false`".to_owned(),
            Kind::Word(word) => format!("the word `{word}`"),
            Kind::List(_) => "a list in `[ ]`".to_owned(),
            Kind::Group(Group { name: Some(name), .. }) => format!("`{}(…)`", name.value),
            Kind::Group(_) => "something in `( )`".to_owned(),
            Kind::Map(_) => "something in `{ }`".to_owned(),
            Kind::Broken => "something that could not be read".to_owned(),
        }
    }
}
