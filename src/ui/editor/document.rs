//! A text being edited, and how it lies on disk. No pixels here.

use super::super::opening::file_name;
use crate::files::{change_text, read_text, write_whole};
use crate::source::SourceId;
use std::io;
use std::path::{Path, PathBuf};

/// A questionnaire file, open in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// What stands in the editor; its lines end with `\n`.
    pub(super) text: String,
    /// What lay on disk when it was last read or written, as it is there.
    on_disk: String,
}

/// What became of a wish to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is on disk.
    Saved,
    /// Somebody else has changed the file since it was read; this is what it says now.
    ChangedMeanwhile(String),
}

impl Document {
    /// Reads a file.
    ///
    /// # Errors
    /// Why it cannot be edited, in words.
    pub(super) fn open(path: &Path) -> Result<Self, String> {
        let on_disk = read(path)?;
        Ok(Self { path: path.to_owned(), text: with_plain_ends(&on_disk), on_disk })
    }

    /// The name of its file.
    #[must_use]
    pub(super) fn name(&self) -> String {
        file_name(&self.path)
    }

    /// True where the editor has something that the disk has not.
    #[must_use]
    pub(super) fn is_changed(&self) -> bool {
        self.text != self.text_on_disk()
    }

    /// What was last read or written.
    #[must_use]
    pub(super) fn text_on_disk(&self) -> String {
        with_plain_ends(&self.on_disk)
    }

    /// What the file says now, if that is not what was read.
    #[must_use]
    pub(super) fn changed_on_disk(&self) -> Option<String> {
        read(&self.path).ok().filter(|now| *now != self.on_disk).map(|now| with_plain_ends(&now))
    }

    /// Writes the text. Line ends and a byte order mark stay as they are in the file.
    ///
    /// # Errors
    /// What the system says; the file is then as it was.
    pub(super) fn save(&mut self) -> io::Result<Kept> {
        let text =
            if has_carriage_returns(&self.on_disk) { self.text.replace('\n', "\r\n") } else { self.text.clone() };
        if !self.path.exists() {
            write_whole(&self.path, text.as_bytes())?;
        } else if let Some(theirs) = self.changed_on_disk() {
            return Ok(Kept::ChangedMeanwhile(theirs));
        } else {
            change_text(&self.path, &self.on_disk, &text)?;
        }
        self.on_disk = text;
        Ok(Kept::Saved)
    }

    /// Takes note of what the file says now, so that the next save replaces it.
    pub(super) fn accept_disk(&mut self) {
        if let Ok(now) = read(&self.path) {
            self.on_disk = now;
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    match read_text(path, SourceId::default()) {
        (_, Some(fault)) if fault.is_error() => Err(fault.message),
        (source, _) => Ok(source.text),
    }
}

/// True where every line ends as on Windows. Where some do and some do not, nothing is touched.
fn has_carriage_returns(text: &str) -> bool {
    text.contains("\r\n") && text.matches('\n').count() == text.matches("\r\n").count()
}

fn with_plain_ends(text: &str) -> String {
    if has_carriage_returns(text) { text.replace("\r\n", "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn line_ends_and_the_mark_before_the_text_stay_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let cases =
            [("a\nb", "a\nc"), ("a\r\nb", "a\r\nc"), ("\u{FEFF}a\r\nb", "\u{FEFF}a\r\nc"), ("a\r\n\nb", "a\r\n\nc")];
        for (before, after) in cases {
            fs::write(&path, before).unwrap();
            let mut document = Document::open(&path).unwrap();
            assert!(!document.is_changed());
            document.text = document.text.replace('b', "c");
            assert!(document.is_changed());
            assert_eq!(document.save().unwrap(), Kept::Saved);
            assert_eq!(fs::read_to_string(&path).unwrap(), after);
            assert!(!document.is_changed());
        }
    }

    #[test]
    fn what_somebody_else_wrote_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "old").unwrap();
        let mut document = Document::open(&path).unwrap();
        document.text = "mine".to_owned();
        fs::write(&path, "theirs").unwrap();
        assert_eq!(document.save().unwrap(), Kept::ChangedMeanwhile("theirs".to_owned()));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        document.accept_disk();
        assert_eq!(document.save().unwrap(), Kept::Saved);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        fs::remove_file(&path).unwrap();
        assert_eq!(document.save().unwrap(), Kept::Saved);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
