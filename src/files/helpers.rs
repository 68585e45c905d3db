//! The programs of this computer that print files and show them.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Which programs are called, and how long they are waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helpers {
    /// Prints what comes on its standard input.
    pub(super) lp: PathBuf,
    /// Lists the printers.
    pub(super) lpstat: PathBuf,
    /// Shows a file; where there is none, whatever the desktop uses for such files.
    viewer: Option<PathBuf>,
    /// How long printing may take to answer.
    pub(super) patience: Duration,
}

impl Default for Helpers {
    fn default() -> Self {
        Self { lp: "lp".into(), lpstat: "lpstat".into(), viewer: None, patience: Duration::from_secs(20) }
    }
}

impl Helpers {
    /// The programs `lp`, `lpstat` and `viewer` of a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let viewer = Some(folder.join("viewer"));
        Self { lp: folder.join("lp"), lpstat: folder.join("lpstat"), viewer, ..Self::default() }
    }

    /// With another time to wait.
    #[must_use]
    pub fn patient_for(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Opens a file in the program that the person uses for such files. May take a moment, and goes on without us.
    ///
    /// # Errors
    /// Where no program could be started for it.
    pub fn view(&self, file: &Path) -> io::Result<()> {
        match &self.viewer {
            None => open::that_detached(file),
            Some(viewer) => open::with_detached(file, viewer.display().to_string()),
        }
    }
}
