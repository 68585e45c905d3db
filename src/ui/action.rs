//! What a screen asks for. Everything that reaches beyond the screen itself goes through here and is done in one place.

use super::dialogs::After;
use super::editor::Edit;
use super::passphrase::Wish;
use super::visits::Act;
use crate::answers::Response;
use crate::files::Settings;
use std::path::PathBuf;

/// How the size of words, or of the page, is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resize {
    /// A step up.
    Larger,
    /// A step down.
    Smaller,
    /// As at first.
    Usual,
}

/// One wish of the person.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// Begin a panel or questionnaire, or go on with its draft.
    Open(String),
    /// Ask whether a draft may be deleted.
    AskToStartAgain(String),
    /// Delete the draft and begin again.
    StartAgain(String),
    /// Give an answer, or take it back.
    Answer(usize, Response),
    /// Go on; by key first to the next question without an answer.
    Next {
        /// True for the Enter key.
        by_key: bool,
    },
    /// Go on and leave the open questions of this section.
    Skip,
    /// To the section before.
    Back,
    /// To the home screen; everything is kept.
    Leave,
    /// To the home screen, though the answers cannot be kept.
    LeaveUnkept,
    /// The sheet is all that was wanted: keep the visit, and to the home screen.
    Finish,
    /// To a question: in its section while questions are asked, else among all answers, open to be changed.
    ShowItem(usize),
    /// Close the question that is open among all answers.
    DoneChanging,
    /// To all answers.
    Review,
    /// To the sheet.
    Sheet,
    /// On, after a message.
    GoOn,
    /// Back to the answer that led to a message.
    Change,
    /// Leave an answer off the sheet, or put it back.
    LeaveOff(usize, bool),
    /// Delete the answers that do not fit any more.
    ForgetUnfit,
    /// Agree, or no longer, that private answers are kept and printed.
    AgreePrivate(bool),
    /// What the person wants on the sheet was changed.
    WishesChanged,
    /// Save the sheet as PDF, asking where.
    SavePdf,
    /// Save the sheet as PDF there.
    SaveTo(PathBuf, After),
    /// Show the sheet in the program for PDF files.
    ShowPdf,
    /// Ask on which printer the sheet is to be printed.
    Print,
    /// Print the sheet on this printer, so many times.
    PrintOn(String, u16),
    /// Ask which file to open.
    AskForFile,
    /// Take a file off the list of the last ones.
    Forget(PathBuf),
    /// Take all files off it.
    ForgetAll,
    /// Open a questionnaire, saved answers or a sheet.
    OpenFile(PathBuf),
    /// Open saved answers in place of those that are kept.
    ReplaceWith(PathBuf),
    /// Put the sheet on the clipboard as text.
    CopyText,
    /// Something about the text of a questionnaire.
    Edit(Edit),
    /// Something about visits.
    Visits(Act),
    /// Dim the screen, or leave dim.
    Dim,
    /// Larger or smaller words; on the sheet, a larger or smaller page.
    Resize(Resize),
    /// Open the settings.
    OpenSettings,
    /// Take over new settings.
    Set(Settings),
    /// List the keys.
    ShowKeys,
    /// Something about the passphrase.
    Passphrase(Wish),
    /// Close what lies over the screen.
    Close,
    /// Take the message at the foot away.
    CloseNotice,
}
