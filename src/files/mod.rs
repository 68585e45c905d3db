//! Everything that is read from and written to disk.

mod draft;
mod folders;
mod installed_fonts;
mod library;
mod opened;
mod settings;
mod write;

pub use draft::Draft;
pub use folders::{Folders, documents, folders_in};
pub use installed_fonts::{InstalledFonts, installed_fonts};
pub use library::{Checked, Entry, Library, emergency_wording, read_text};
pub use opened::{Opened, look_into};
pub use settings::{PaperSize, Settings, Theme};
pub use write::write_whole;
