//! Changing the text of a file that somebody wrote, and nothing else about it.

use super::write::write_whole;
use std::fs;
use std::io;
use std::path::Path;

/// The mark that some editors put before a text.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Puts `new` in place of the text `old` of a file, as [`super::read_text`] read it. A byte order mark stays.
///
/// # Errors
/// Where the file cannot be read or written, or is no longer as it was read; then it is left as it is.
pub fn change_text(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let now = fs::read_to_string(path)?;
    let (mark, text) = match now.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => (BYTE_ORDER_MARK, text),
        None => ("", now.as_str()),
    };
    if text != old {
        return Err(io::Error::other("the file was changed meanwhile"));
    }
    write_whole(path, format!("{mark}{new}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_text_that_was_read_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "\u{FEFF}a\r\nb").unwrap();
        change_text(&path, "a\r\nb", "a\r\nc").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "\u{FEFF}a\r\nc");
        assert!(change_text(&path, "a\r\nb", "x").is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "\u{FEFF}a\r\nc");
    }
}
