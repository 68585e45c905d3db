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

/// The folders in a folder that are not hidden, by name. Nothing where it cannot be read.
#[must_use]
pub fn folders_in(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir() && !is_hidden(path)).collect();
    folders.sort();
    folders
}

/// Where the person keeps documents, or else their home.
#[must_use]
pub fn documents() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().filter(|folder| folder.is_dir()).unwrap_or(folders.home_dir()).to_owned())
}
