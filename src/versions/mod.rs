//! Two versions of a questionnaire → what changed in meaning, and which step of the version that calls for.
//!
//! What is written differently is found by looking (`shape`, `text`). What comes out differently is found by trying: the
//! worked examples of both files, what the proofs found, and all of these with one answer changed (`trial`). A rule that was
//! rewritten and for which nothing came out differently is left undecided, and said to be.

mod outcome;
mod shape;
mod text;
mod trial;

use crate::definition::Definition;
use crate::questionnaire::Form;
use crate::source::Source;
use std::collections::BTreeSet;
use text::Texts;

/// One version of a questionnaire, as far as it was understood.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// Its text.
    pub source: &'a Source,
    /// What it says.
    pub definition: &'a Definition,
    /// What was understood.
    pub form: &'a Form,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Something is gone that saved answers or other files may name.
    Removed,
    /// Something means something else.
    Changed,
    /// A rule was rewritten, and no answers were found for which it makes a difference.
    Undecided,
    /// Something is new.
    Added,
}

/// One change of meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// What changed, in words.
    pub words: String,
    /// Answers that show it, for what comes out differently.
    pub witness: Option<Witness>,
}

/// Answers for which two versions come to different results.
#[derive(Debug, Clone, PartialEq)]
pub struct Witness {
    /// The answers, as an example gives them.
    pub given: String,
    /// What came out before.
    pub before: String,
    /// What comes out now.
    pub now: String,
}

/// Everything that changed between two versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Changes of meaning, the gravest first.
    pub list: Vec<Change>,
    /// How many texts for people are worded differently.
    pub reworded: usize,
    /// How many sets of answers were tried.
    pub tried: usize,
    /// The version was counted up, or is another one.
    pub is_new_version: bool,
}

/// What the changes call for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Something was removed or means something else: a new version.
    NewVersion,
    /// Rules were rewritten, and whether that makes a difference is for the author to say.
    Perhaps,
    /// There is more than before, and all that there was is the same: the version may stay.
    Additions,
    /// Only words changed: the version may stay.
    Wording,
    /// Nothing changed that anyone would notice.
    Nothing,
}

impl Changes {
    /// What they call for.
    #[must_use]
    pub fn step(&self) -> Step {
        match self.list.iter().map(|change| change.kind).min() {
            Some(ChangeKind::Removed | ChangeKind::Changed) => Step::NewVersion,
            Some(ChangeKind::Undecided) => Step::Perhaps,
            Some(ChangeKind::Added) => Step::Additions,
            None if self.reworded > 0 => Step::Wording,
            None => Step::Nothing,
        }
    }

    /// True if a meaning changed and the version did not.
    #[must_use]
    pub fn lacks_new_version(&self) -> bool {
        self.step() == Step::NewVersion && !self.is_new_version
    }
}

/// What changed from one version to another, within a bounded number of trials.
#[must_use]
pub fn compare(old: Version, new: Version) -> Changes {
    let (old_texts, new_texts) = (Texts::of(old.source, old.definition), Texts::of(new.source, new.definition));
    let mut list = shape::changes(old.definition, new.definition);
    let rewritten = old_texts.rewritten(&new_texts);
    let mut tried = 0;
    if !list.is_empty() || !rewritten.is_empty() {
        let trial = trial::run(old, new, &rewritten.iter().flat_map(|rule| rule.spans.clone()).collect::<Vec<_>>());
        let shown: BTreeSet<&str> = trial.differences.iter().map(|it| it.owner.as_str()).collect();
        list.extend(rewritten.iter().filter(|rule| !shown.contains(rule.owner.as_str())).map(text::Rewritten::change));
        list.extend(trial.differences.iter().map(trial::Difference::change));
        tried = trial.tried;
    }
    list.sort_by_key(|change| change.kind);
    Changes {
        list,
        reworded: old_texts.reworded(&new_texts),
        tried,
        is_new_version: old.definition.version.value != new.definition.version.value,
    }
}

impl Change {
    fn new(kind: ChangeKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into(), witness: None }
    }
}
