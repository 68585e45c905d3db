//! What is asked: sections, questions, kinds of answer.

use super::{Name, Words};
use crate::source::Spanned;

/// A shared answer list.
#[derive(Debug, Clone)]
pub struct Scale {
    /// Its name.
    pub id: Name,
    /// The answers in order.
    pub options: Vec<AnswerOption>,
}

/// One answer to choose.
#[derive(Debug, Clone)]
pub struct AnswerOption {
    /// Its name.
    pub id: Name,
    /// Its words.
    pub text: Words,
    /// Shorter words for the sheet.
    pub short: Option<Words>,
    /// What it counts in a score.
    pub points: Option<Spanned<f64>>,
}

/// Questions asked together.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name.
    pub id: Name,
    /// Its title.
    pub title: Words,
    /// A line under the title.
    pub about: Option<Words>,
    /// Asked only once this rule holds.
    pub show_when: Option<Words>,
    /// Asked until this rule holds.
    pub hide_when: Option<Words>,
    /// The questions.
    pub items: Vec<Item>,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name.
    pub id: Name,
    /// The kind of answer.
    pub ask: Spanned<Ask>,
    /// The question.
    pub text: Words,
    /// A few words for lists.
    pub short: Option<Words>,
    /// A line under the question.
    pub help: Option<Words>,
    /// Why it is asked.
    pub why: Option<Words>,
    /// Asked only once this rule holds.
    pub show_when: Option<Words>,
    /// Asked until this rule holds.
    pub hide_when: Option<Words>,
    /// Offers "I would rather not say".
    pub prefer_not: bool,
    /// Nothing about it is printed unless the person agrees.
    pub private: bool,
}

/// The kinds of answer.
#[derive(Debug, Clone)]
pub enum Ask {
    /// `yes` or `no`.
    YesNo,
    /// One of these.
    Choice(Vec<AnswerOption>),
    /// Any number of these; the named ones stand alone.
    Choices(Vec<AnswerOption>, Vec<Name>),
    /// One answer of a shared scale.
    Scale(Name),
    /// A number.
    Number(NumberAsk),
    /// Free words, in a box of this many lines.
    Text(u16),
    /// A date.
    Date,
}

/// A number question.
#[derive(Debug, Clone)]
pub struct NumberAsk {
    /// The least it can be.
    pub from: f64,
    /// The most it can be.
    pub to: f64,
    /// Stands beside the number.
    pub unit: Option<Words>,
    /// Not only whole numbers.
    pub decimals: bool,
}
