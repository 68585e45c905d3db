//! Where the person's own files lie.

use std::path::PathBuf;

/// The folders of this program on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Questionnaires of one's own.
    pub questionnaires: PathBuf,
    /// Answers begun and visits kept.
    pub visits: PathBuf,
    /// Settings.
    pub settings: PathBuf,
}

impl Folders {
    /// The usual folders of this system, or those below the folder that the environment variable `ANTEROOM_HOME` names.
    /// `None` where the system knows no home folder.
    #[must_use]
    pub fn of_this_computer() -> Option<Self> {
        if let Some(home) = std::env::var_os("ANTEROOM_HOME").filter(|home| !home.is_empty()) {
            return Some(Self::below(&PathBuf::from(home)));
        }
        let folders = directories::ProjectDirs::from("", "", "anteroom")?;
        Some(Self {
            questionnaires: folders.data_dir().join("questionnaires"),
            visits: folders.data_dir().join("visits"),
            settings: folders.config_dir().to_owned(),
        })
    }

    /// All folders below one.
    #[must_use]
    pub fn below(home: &std::path::Path) -> Self {
        Self { questionnaires: home.join("questionnaires"), visits: home.join("visits"), settings: home.to_owned() }
    }
}
