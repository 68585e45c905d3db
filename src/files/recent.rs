//! The files that were opened and saved last.

use super::write::write_whole;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

const FILE: &str = "recent.ron";
/// The format of the file written today.
const FORMAT: u32 = 1;
/// How many are remembered.
const MOST: usize = 8;

/// The last files, the latest first, as they lie on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFiles {
    /// Counts up when the meaning of this file changes.
    pub format: u32,
    /// Their whole paths.
    pub files: Vec<PathBuf>,
}

impl Default for RecentFiles {
    fn default() -> Self {
        Self { format: FORMAT, files: Vec::new() }
    }
}

impl RecentFiles {
    /// The list of a folder; an empty one where there is none or it cannot be read.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let mut recent = ron::from_str(&text).ok().filter(|it: &Self| it.format == FORMAT).unwrap_or_default();
        recent.files.truncate(MOST);
        recent
    }

    /// Keeps the list in a folder.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
        write_whole(&folder.join(FILE), text.as_bytes())
    }

    /// Puts a file first. A path that is not Unicode cannot be kept as text, and is left out.
    pub fn add(&mut self, file: &Path) {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        if file.to_str().is_some() {
            self.forget(&file);
            self.files.insert(0, file);
            self.files.truncate(MOST);
        }
    }

    /// Takes a file off the list.
    pub fn forget(&mut self, file: &Path) {
        self.files.retain(|known| known != file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_eight_come_back_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut recent = RecentFiles::load(folder.path());
        assert_eq!(recent, RecentFiles::default());
        let path = |number: usize| folder.path().join(format!("{number}.ron"));
        for number in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 5] {
            recent.add(&path(number));
        }
        recent.save(folder.path()).unwrap();
        let back = RecentFiles::load(folder.path());
        assert_eq!(back.files, [5, 9, 8, 7, 6, 4, 3, 2].map(path));
        recent.forget(&path(9));
        assert_eq!(recent.files.len(), 7);
    }

    #[test]
    fn a_list_of_another_version_or_none_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["(format: 2, files: [\"/a\"])", "something", ""] {
            std::fs::write(folder.path().join(FILE), text).unwrap();
            assert_eq!(RecentFiles::load(folder.path()), RecentFiles::default());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_does_not_spoil_the_list() {
        use std::os::unix::ffi::OsStrExt;
        let mut recent = RecentFiles::default();
        recent.add(Path::new("/a.ron"));
        recent.add(Path::new(std::ffi::OsStr::from_bytes(b"/\xff.ron")));
        assert_eq!(recent.files, [Path::new("/a.ron")]);
    }
}
