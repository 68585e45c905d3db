//! Everything that is read from and written to disk.

mod draft;
mod edit;
mod folders;
mod helpers;
mod installed_fonts;
mod instance;
mod library;
mod mend;
mod opened;
mod printers;
mod recent;
mod run;
mod settings;
mod translations;
mod unsaved;
mod watch;
mod write;

pub use draft::Draft;
pub use edit::change_text;
pub use folders::{Folders, Listing, documents};
pub use helpers::Helpers;
pub use installed_fonts::{InstalledFonts, installed_fonts};
pub use instance::{Instance, Listening, Start};
pub use library::{Checked, Entry, Library, emergency_wording, read_text, shipped_text};
pub use opened::{Opened, look_into};
pub use printers::{PrintFault, PrintJob, Printers, print_by_windows};
pub use recent::RecentFiles;
pub use settings::{PaperSize, Place, Settings, Theme};
pub use translations::Language;
pub use unsaved::Unsaved;
pub use watch::Watch;
pub use write::{folder_of, write_new, write_whole};
