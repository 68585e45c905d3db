//! The text of a questionnaire that is being changed and not saved yet: kept beside the drafts, so that nothing is lost.

use super::write::write_whole;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A text that waits to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsaved {
    /// The file that it belongs to.
    pub file: PathBuf,
    /// The text.
    pub text: String,
}

impl Unsaved {
    /// Where the unsaved text of a file is kept.
    fn path(folder: &Path, file: &Path) -> PathBuf {
        let name = Sha256::digest(file.to_string_lossy().as_bytes());
        let name = name.iter().take(8).fold(0_u64, |name, byte| name << 8 | u64::from(*byte));
        folder.join(format!("text-{name:016x}.unsaved"))
    }

    /// The unsaved text of a file, if there is one.
    #[must_use]
    pub fn load(folder: &Path, file: &Path) -> Option<Self> {
        let kept: Self = serde_json::from_str(&fs::read_to_string(Self::path(folder, file)).ok()?).ok()?;
        Some(kept).filter(|kept| kept.file == file)
    }

    /// Keeps it in a folder.
    ///
    /// # Errors
    /// Where it cannot be written; an older one is then still there.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let kept = serde_json::to_vec(self).map_err(io::Error::other)?;
        write_whole(&Self::path(folder, &self.file), &kept)
    }

    /// Deletes the unsaved text of a file.
    ///
    /// # Errors
    /// Where it is there and cannot be deleted.
    pub fn delete(folder: &Path, file: &Path) -> io::Result<()> {
        match fs::remove_file(Self::path(folder, file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_has_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (Path::new("/a/tea.ron"), Path::new("/b/tea.ron"));
        let kept = Unsaved { file: one.to_owned(), text: "\"é\"\n".to_owned() };
        kept.save(folder.path()).unwrap();
        assert_eq!(Unsaved::load(folder.path(), one), Some(kept));
        assert_eq!(Unsaved::load(folder.path(), other), None);
        Unsaved::delete(folder.path(), one).unwrap();
        Unsaved::delete(folder.path(), one).unwrap();
        assert_eq!(Unsaved::load(folder.path(), one), None);
    }
}
