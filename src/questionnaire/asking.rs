//! What is asked: sections, questions, kinds of answer.

use super::rules::Rule;

/// Questions asked together.
#[derive(Debug, Clone)]
pub struct Section {
    /// Which part.
    pub part: usize,
    /// Its id within the part.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A line under the title; may be empty.
    pub about: String,
    /// Its questions, as places in [`Form::items`](super::Form::items).
    pub items: std::ops::Range<usize>,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Item {
    /// Which part.
    pub part: usize,
    /// Which section.
    pub section: usize,
    /// Id with the part before it: `insomnia.worry`.
    pub id: String,
    /// The kind of answer.
    pub ask: Ask,
    /// The question.
    pub text: String,
    /// The question in a few words.
    pub short: String,
    /// A line under the question; may be empty.
    pub help: String,
    /// Why it is asked; may be empty.
    pub why: String,
    /// Asked only while all of these hold…
    pub show_when: Vec<Rule>,
    /// …and none of these does.
    pub hide_when: Vec<Rule>,
    /// Offers "I would rather not say".
    pub prefer_not: bool,
    /// Nothing about it is printed unless the person agrees.
    pub private: bool,
}

/// The kinds of answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// One of these. `scale` names the shared list, if it is one.
    Choice {
        /// The answers in order; 1 to 64.
        options: Vec<AnswerOption>,
        /// True for a yes/no question: a rule may use its bare name.
        yes_no: bool,
        /// The shared scale, with its part, for grids.
        scale: Option<String>,
    },
    /// Any number of these.
    Choices {
        /// The answers in order; 1 to 64.
        options: Vec<AnswerOption>,
        /// Bit by bit, those that stand alone.
        exclusive: u64,
    },
    /// A number.
    Number {
        /// The least it can be.
        from: f64,
        /// The most it can be.
        to: f64,
        /// Stands beside it; may be empty.
        unit: String,
        /// Stands beside a single one: "day a month".
        unit_of_one: String,
        /// Not only whole numbers.
        decimals: bool,
    },
    /// Free words, in a box of so many lines.
    Text {
        /// 1 to 40.
        lines: u16,
    },
    /// A date.
    Date,
}

impl Ask {
    /// The answers to choose from; none for numbers, texts and dates.
    #[must_use]
    pub fn options(&self) -> &[AnswerOption] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } => options,
            _ => &[],
        }
    }

    /// True where "I don't know" is offered.
    #[must_use]
    pub fn offers_dont_know(&self) -> bool {
        !matches!(self, Self::Text { .. } | Self::Date)
    }
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerOption {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Its words on the sheet.
    pub short: String,
    /// What it counts in a score; 0 where the file does not say.
    pub points: f64,
}
