//! What the editor asks of the rest of the program.

use std::path::PathBuf;

/// One wish of somebody who edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui) enum Edit {
    /// Edit a file.
    Open(PathBuf),
    /// Edit a copy of the questionnaire of this id.
    Copy(String),
    /// Edit a new questionnaire.
    New,
    /// Save the text.
    Save,
    /// Save it over what somebody else wrote meanwhile.
    KeepMine,
    /// Take what somebody else wrote.
    TakeTheirs,
    /// Take up the changes of the last time.
    TakeUpUnsaved,
    /// Delete them.
    DropUnsaved,
    /// Save the text, in which a name was changed, after these other files were changed and saved with it.
    Renamed(Vec<PathBuf>),
    /// Leave the editor, if nothing is unsaved.
    Leave,
    /// Leave it without saving.
    LeaveUnsaved,
    /// Save and leave.
    SaveAndLeave,
}
