//! Where the person's own files lie.

use std::path::{Path, PathBuf};

/// The folders of this program on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Questionnaires of one's own.
    pub questionnaires: PathBuf,
    /// Answers begun and visits kept.
    pub visits: PathBuf,
    /// Settings.
    pub settings: PathBuf,
    /// The lock of the open window, and what is asked of it.
    pub instance: PathBuf,
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
            instance: folders.data_dir().join("instance"),
        })
    }

    /// All folders below one.
    #[must_use]
    pub fn below(home: &Path) -> Self {
        Self {
            questionnaires: home.join("questionnaires"),
            visits: home.join("visits"),
            settings: home.to_owned(),
            instance: home.join("instance"),
        }
    }
}

/// What lies in a folder and is not hidden, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The folders in it.
    pub folders: Vec<PathBuf>,
    /// The files with one of the endings that were asked for.
    pub files: Vec<PathBuf>,
}

impl Listing {
    /// Looks into a folder for files with one of these endings (`"pdf"`). Empty where it cannot be read.
    #[must_use]
    pub fn of(folder: &Path, endings: &[&str]) -> Self {
        let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let fits = |path: &Path| {
            let ending = path.extension().unwrap_or_default();
            path.is_file() && endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted))
        };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut shown: Vec<PathBuf> = entries.filter(|path| !name(path).starts_with('.')).collect();
        shown.sort_by_key(|path| name(path));
        let (folders, others): (Vec<PathBuf>, Vec<PathBuf>) = shown.into_iter().partition(|path| path.is_dir());
        Self { folders, files: others.into_iter().filter(|path| fits(path)).collect() }
    }
}

/// Where the person keeps documents, or else their home.
#[must_use]
pub fn documents() -> Option<PathBuf> {
    let folders = directories::UserDirs::new()?;
    Some(folders.document_dir().filter(|folder| folder.is_dir()).unwrap_or(folders.home_dir()).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_listed_by_name_without_what_is_hidden_or_does_not_fit() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b", "A", ".hidden"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in ["two.PDF", "One.ron", "notes.txt", ".three.ron"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let listing = Listing::of(folder.path(), &["ron", "pdf"]);
        assert_eq!(listing.folders, ["A", "b"].map(|name| folder.path().join(name)));
        assert_eq!(listing.files, ["One.ron", "two.PDF"].map(|name| folder.path().join(name)));
        assert_eq!(Listing::of(&folder.path().join("gone"), &[]), Listing::default());
    }
}
