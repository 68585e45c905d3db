//! What the window is showing: a screen, what lies over it, the words at its foot.

use super::chooser::Chooser;
use super::editor::Question;
use super::opening::{Faulty, Rivals};
use super::passphrase::Task;
use super::printing::Printing;
use super::visits;
use crate::output::PdfOptions;
use crate::summary::Summary;
use egui::Id;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The screens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Screen {
    /// What can be filled in.
    Home,
    /// Questions.
    Answering,
    /// An emergency message about these topics.
    Emergency(Vec<usize>),
    /// The card of support.
    Card(usize),
    /// The end of a form that cannot go on.
    Stopped(usize),
    /// All answers.
    Review,
    /// The sheet.
    Sheet,
    /// The text of a questionnaire.
    Editor,
    /// All visits.
    Visits,
    /// The sheet of a visit that can only be looked at.
    OldSheet,
    /// The question for the passphrase.
    Locked,
}

/// What lies over the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Overlay {
    /// The settings.
    Settings,
    /// The list of keys.
    Keys,
    /// The question before a draft is deleted.
    StartAgain(String),
    /// The question before answers are lost that cannot be kept.
    Unkept,
    /// What is wrong with a file that was opened.
    Faulty(Faulty),
    /// The question before the answers that are kept give way to those of a file.
    Rivals(Rivals),
    /// The question on which printer to print.
    Printing(Printing),
    /// Our own chooser of a file.
    Chooser(Chooser),
    /// A question before a text could be lost.
    Editor(Question),
    /// A question before something is done with visits.
    Visits(visits::Question),
    /// What is needed to do something to the passphrase.
    Passphrase(Task),
    /// The question before locked visits are put aside.
    PutAside,
}

/// The words at the foot of the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Notice {
    /// What is said.
    pub(super) words: String,
    /// True for something that went wrong.
    pub(super) is_fault: bool,
    /// Tells it from the one before.
    pub(super) number: usize,
}

/// The button that takes the words at the foot away.
pub(super) fn close_notice() -> Id {
    Id::unique("close notice")
}

/// A sheet in its file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Saved {
    /// The file.
    pub(super) path: PathBuf,
    /// What it says.
    pub(super) summary: Summary,
    /// How it prints.
    pub(super) options: PdfOptions,
}

/// Messages that were met and need not come again while their reason lasts.
#[derive(Debug, Clone, Default)]
pub(super) struct Met {
    /// Emergency topics.
    pub(super) topics: BTreeSet<usize>,
    /// Cards.
    pub(super) cards: BTreeSet<usize>,
    /// The gate, until the person goes on.
    pub(super) gate: Option<usize>,
}
