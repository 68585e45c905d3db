//! Everything that is read from and written to disk.

mod edit;
mod folders;
mod helpers;
mod installed_fonts;
mod instance;
mod library;
mod mend;
mod opened;
mod printers;
mod private;
mod recent;
mod run;
mod sealing;
mod settings;
mod translations;
mod unsaved;
mod visits;
mod watch;
mod write;

pub use edit::change_text;
pub use folders::{Folders, Listing, documents};
pub use helpers::Helpers;
pub use installed_fonts::{InstalledFonts, installed_fonts};
pub use instance::{Instance, Listening, Start};
pub use library::{Checked, Entry, Library, emergency_wording, read_text, shipped_text};
pub use opened::{Opened, look_into};
pub use printers::{PrintFault, PrintJob, Printers, print_by_windows};
pub use private::{no_memory_on_disk, tidy};
pub use recent::RecentFiles;
pub use sealing::{Effort, Key, Left, Passphrase, Sealing, UnlockFault, Vault};
pub use settings::{PaperSize, Place, Settings, Theme};
pub use translations::Language;
pub use unsaved::Unsaved;
pub use visits::{Drafts, ExportFormat, Exported, Given, Head, Heads, Results, ScoreMark, Visit, VisitFault, Visits};
pub use watch::Watch;
pub use write::{folder_of, write_new, write_whole};
