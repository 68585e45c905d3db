//! What a rule says, with its names as they were typed.

use crate::definition::Name;
use crate::source::Span;

/// A rule or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    /// What it says.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub span: Span,
}

/// What a rule can say.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// All of them hold.
    And(Vec<Expression>),
    /// One of them holds.
    Or(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
    /// So many of them hold.
    Count(Amount, Vec<Expression>),
    /// Two things compared.
    Compare(Operand, Comparison, Operand),
    /// A number within two others, ends included.
    Between(Operand, Operand, Operand),
    /// One of these answers or states.
    In(Name, Vec<Name>),
    /// These are ticked.
    Has(Name, Has, Vec<Name>),
    /// Something about answers or topics themselves.
    Call(Function, Vec<Name>),
    /// The thing of that name says yes.
    Name(Name),
}

/// How many of a list must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Every one.
    All,
    /// One or more.
    Any,
    /// Not one.
    None,
    /// This many or more.
    AtLeast(u16),
    /// This many or fewer.
    AtMost(u16),
    /// Just this many.
    Exactly(u16),
}

/// How ticks are compared with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// One or more of them is ticked.
    Any,
    /// All of them are ticked.
    All,
    /// None of them is ticked.
    None,
}

/// Statements that look like a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// All were answered, even by "I don't know".
    Answered,
    /// All were answered with something known.
    Known,
    /// The question is asked at all.
    Asked,
    /// The topic is shown.
    Topic,
}

/// Something to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Operand {
    /// What it is.
    pub kind: OperandKind,
    /// Where it stands.
    pub span: Span,
}

/// What can be compared.
#[derive(Debug, Clone, PartialEq)]
pub enum OperandKind {
    /// A number as written.
    Number(f64),
    /// A question, score, finding, flag, answer, band, state or level.
    Name(String),
    /// The points of an answer.
    Points(Name),
    /// How many are ticked, exclusive answers aside.
    Count(Name),
    /// The least a score can be.
    Low(Name),
    /// The most a score can be.
    High(Name),
    /// All added up.
    Sum(Vec<Operand>),
    /// The least of them.
    Min(Vec<Operand>),
    /// The largest of them.
    Max(Vec<Operand>),
}

/// The comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}
