//! Keeping files so that only a passphrase opens them.
//!
//! Each file of the folder of visits lies there plain, as `NAME.json`, or sealed, as `NAME.json.age`. One key seals them
//! all. It lies beside them in `key.age`, sealed itself with the passphrase. Both are files of the public tool `age`:
//! `age -d key.age > key.txt` and `age -d -i key.txt NAME.json.age` open them without this program.
//!
//! # At no moment in part
//!
//! [`Sealing::of`] tells from the names of the key file which form files are to have, and so it is told right after a kill.
//! What has that form is always at least as new as what has the other one, because
//!
//! - the key file is there before the first file is sealed, gets another name before the first one is opened for good, and
//!   goes after the last one;
//! - whoever writes a file writes the form called for, waits until it is on the disk, and only then wipes the other one;
//! - the form called for changes only while no file has two.
//!
//! So a kill leaves files in both forms at most, and [`Vault::finish`] goes on where it happened: a file that is there in
//! the form called for, and opens, is the one to keep.

mod key;
mod passphrase;
mod turn;
mod vault;

pub use key::{Effort, Key, UnlockFault};
pub use passphrase::Passphrase;
pub use turn::Left;
pub use vault::{Sealing, Vault};
