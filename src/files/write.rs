//! Writing a file whole or not at all.

use super::private::make_folder;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// How the names of files begin and end that are being written.
pub(super) const TEMPORARY: (&str, &str) = (".anteroom-", ".tmp");

/// Writes a file so that at any moment either the old or the new content is there: a temporary file beside it, synced, then
/// renamed over it, and the folder synced.
///
/// # Errors
/// Whatever the system says, for example that the disk is full; the old file is then untouched.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    written_beside(folder, content)?.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Writes a file where there is none, whole or not at all.
///
/// # Errors
/// Whatever the system says, [`io::ErrorKind::AlreadyExists`] where there is one.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    written_beside(folder, content)?.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The folder that a file lies in, also where its path does not name one.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file with this content, which is safely on the disk.
fn written_beside(folder: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Waits until the names in a folder are on the disk.
///
/// # Errors
/// Whatever the system says.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Some systems cannot open a folder; there the rename is all that can be done.
    if let Ok(folder) = File::open(folder) {
        folder
            .sync_all()
            .or_else(|error| if error.kind() == io::ErrorKind::InvalidInput { Ok(()) } else { Err(error) })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_new_content_takes_the_place_of_the_old() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_takes_nobodys_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write_new(&path, b"one").unwrap();
        assert_eq!(write_new(&path, b"two").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
