//! Everything that is read from and written to disk.

mod folders;
mod library;
mod write;

pub use folders::Folders;
pub use library::{Checked, Entry, Library, emergency_wording, read_text};
pub use write::write_whole;
