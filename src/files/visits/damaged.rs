//! Files that cannot be read are set aside under another name, never deleted.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How the names of such files begin.
pub(super) const PREFIX: &str = "damaged-";

/// Gives a file a name of its own beside its old one; the new name.
///
/// # Errors
/// Where it cannot be renamed; it is then where it was.
pub(super) fn set_aside(path: &Path) -> io::Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names = (1..=u32::MAX).map(|number| format!("{PREFIX}{number}-{name}"));
    let free = names.map(|name| (path.with_file_name(&name), name)).find(|(path, _)| !path.exists());
    let (new, name): (PathBuf, String) = free.unwrap_or_default();
    fs::rename(path, new)?;
    Ok(name)
}
