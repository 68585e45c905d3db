//! The folder of visits, whose files are plain or sealed.

use super::key::{Effort, Key, UnlockFault};
use super::passphrase::Passphrase;
use crate::files::private::wipe;
use crate::files::write::{sync_folder, write_new, write_whole};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// What keeps the key.
pub(super) const KEY: &str = "key.age";
/// Its name while files are opened for good.
pub(super) const GOING_KEY: &str = "key-being-removed.age";
/// What is added to the name of a file that is sealed.
pub(super) const SEALED: &str = ".age";
/// How the names of files begin that are set aside.
const ASIDE: &str = "damaged-";
/// A key file is never longer.
const LONGEST_KEY: u64 = 64 * 1024;

/// Which form the files of a folder are to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
    /// There is no passphrase.
    Plain,
    /// Files are sealed.
    Sealed,
    /// The passphrase is being removed: files are plain, and some may be sealed still.
    Unsealing,
}

impl Sealing {
    /// What the names in the folder say.
    ///
    /// # Errors
    /// Where that cannot be known.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let has = |name: &str| match folder.join(name).try_exists() {
            // A file stands where the folder should be: nothing is sealed in it.
            Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
            known => known,
        };
        Ok(if has(KEY)? {
            Self::Sealed
        } else if has(GOING_KEY)? {
            Self::Unsealing
        } else {
            Self::Plain
        })
    }

    fn key_file(self) -> &'static str {
        if self == Self::Unsealing { GOING_KEY } else { KEY }
    }
}

/// The files of a folder by their plain names, `NAME.json`, whichever form they have on disk. Any thread may use it.
///
/// Nothing of a folder with a passphrase can be read or written before [`Vault::unlock`]; that is
/// [`ErrorKind::PermissionDenied`].
#[derive(Debug)]
pub struct Vault {
    pub(super) folder: PathBuf,
    pub(super) effort: Effort,
    state: Mutex<State>,
}

/// What this program knows of the folder.
#[derive(Debug, Clone)]
pub(super) enum State {
    Plain,
    Locked,
    Open(Opened),
}

impl State {
    /// The form that files are to have; `None` where it is locked.
    fn sealing(&self) -> Option<Sealing> {
        match self {
            Self::Plain => Some(Sealing::Plain),
            Self::Open(opened) => Some(opened.sealing),
            Self::Locked => None,
        }
    }
}

/// The key, and what its file holds.
#[derive(Debug, Clone)]
pub(super) struct Opened {
    pub(super) key: Key,
    pub(super) file: Vec<u8>,
    pub(super) sealing: Sealing,
}

impl Vault {
    /// The files of this folder, which need not be there yet.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        // A folder that cannot be looked into is taken for locked: nothing is written there in plain by mistake.
        let is_plain = Sealing::of(folder).is_ok_and(|sealing| sealing == Sealing::Plain);
        let state = Mutex::new(if is_plain { State::Plain } else { State::Locked });
        Self { folder: folder.to_owned(), effort: Effort::default(), state }
    }

    /// With another effort for new passphrases.
    #[must_use]
    pub fn with_effort(self, effort: Effort) -> Self {
        Self { effort, ..self }
    }

    /// True where files can be read and written only after the passphrase was given.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(*self.state(), State::Locked)
    }

    /// The form that files are to have, as far as this program knows.
    ///
    /// # Errors
    /// Where it is locked, and the folder cannot be looked into.
    pub fn sealing(&self) -> io::Result<Sealing> {
        self.state().sealing().map_or_else(|| Sealing::of(&self.folder), Ok)
    }

    /// Opens the folder with its passphrase. Takes about a second, and should not hold up a window. Where a kill left work
    /// undone, [`Vault::finish`] does it afterwards.
    ///
    /// # Errors
    /// Why the passphrase does not open it.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<(), UnlockFault> {
        let sealing = Sealing::of(&self.folder).map_err(UnlockFault::Unreadable)?;
        if sealing == Sealing::Plain {
            *self.state() = State::Plain;
            return Ok(());
        }
        let mut file = Vec::new();
        let read = File::open(self.folder.join(sealing.key_file()));
        read.and_then(|from| from.take(LONGEST_KEY).read_to_end(&mut file)).map_err(UnlockFault::Unreadable)?;
        let key = Key::unwrap(&file, passphrase)?;
        *self.state() = State::Open(Opened { key, file, sealing });
        Ok(())
    }

    /// Forgets the key, if there is one.
    pub fn lock(&self) {
        let mut state = self.state();
        if matches!(*state, State::Open(_)) {
            *state = State::Locked;
        }
    }

    /// The plain names of all files, in order, each once. Files that were set aside are not among them. Needs no key.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn names(&self) -> io::Result<BTreeSet<String>> {
        self.plain_names(|name| !name.starts_with(ASIDE))
    }

    /// The plain names of the files that were set aside, in order, each once. Needs no key.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn names_aside(&self) -> io::Result<BTreeSet<String>> {
        self.plain_names(|name| name.starts_with(ASIDE))
    }

    fn plain_names(&self, wanted: impl Fn(&str) -> bool) -> io::Result<BTreeSet<String>> {
        let plain = |name: String| name.strip_suffix(SEALED).map(str::to_owned).unwrap_or(name);
        Ok(names_in(&self.folder)?.map(plain).filter(|name| is_ours(name) && wanted(name)).collect())
    }

    /// Gives a file another name, in whichever form it is there. A file that is not there is fine.
    ///
    /// # Errors
    /// Where it is there and cannot be renamed.
    pub fn rename(&self, name: &str, new: &str) -> io::Result<()> {
        let _state = self.state();
        for (from, to) in [(self.sealed(name), self.sealed(new)), (self.folder.join(name), self.folder.join(new))] {
            match fs::rename(from, to) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        sync_folder(&self.folder)
    }

    /// The content of a file, wiped from memory with the value.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidData`] where it is sealed and damaged.
    pub fn read(&self, name: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        // Not held while reading, so that whoever saves need not wait for whoever reads thousands of files.
        let state = self.state().clone();
        let read = self.read_in(&state, name);
        // Another thread may have set or removed the passphrase meanwhile.
        let now = self.state().clone();
        if read.is_err() && now.sealing() != state.sealing() { self.read_in(&now, name) } else { read }
    }

    fn read_in(&self, state: &State, name: &str) -> io::Result<Zeroizing<Vec<u8>>> {
        let plain = || fs::read(self.folder.join(name)).map(Zeroizing::new);
        let sealed = || {
            let content = fs::read(self.sealed(name))?;
            if let State::Open(opened) = state { opened.key.open(&content) } else { Err(other_key()) }
        };
        let sealed_first = match state.sealing() {
            Some(sealing) => sealing == Sealing::Sealed,
            None => return Err(locked()),
        };
        let first = || if sealed_first { sealed() } else { plain() };
        let second = || if sealed_first { plain() } else { sealed() };
        // It may get the first form between two looks, but never the second.
        first().or_else(|error| where_missing(error, second)).or_else(|error| where_missing(error, first))
    }

    /// Writes a file whole or not at all, in the form called for.
    ///
    /// # Errors
    /// Whatever the system says; what the file held before is then still there.
    pub fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let state = self.state();
        let plain = self.folder.join(name);
        match self.to_write(&state)? {
            Some((key, Sealing::Sealed)) => {
                write_whole(&self.sealed(name), &key.seal(content)?)?;
                wipe(&plain)
            }
            Some(_) => {
                write_whole(&plain, content)?;
                remove(&self.sealed(name))
            }
            // What is sealed here was sealed by another key, and is not ours to delete.
            None => write_whole(&plain, content),
        }
    }

    /// Deletes a file for good, as far as the disk allows. A file that is not there is fine.
    ///
    /// # Errors
    /// Where it is there and cannot be deleted.
    pub fn delete(&self, name: &str) -> io::Result<()> {
        let state = self.state();
        // What may be older goes first: a kill in between never brings that back.
        if let Some((_, Sealing::Sealed)) = self.to_write(&state)? {
            wipe(&self.folder.join(name))?;
            remove(&self.sealed(name))
        } else {
            remove(&self.sealed(name))?;
            wipe(&self.folder.join(name))
        }
    }

    /// Gives a damaged file another name beside its own; that name, as it is on disk.
    ///
    /// # Errors
    /// Where it cannot be renamed; it is then where it was.
    pub fn set_aside(&self, name: &str) -> io::Result<String> {
        let state = self.state();
        let is_sealed = match &*state {
            State::Locked => return Err(locked()),
            State::Plain => !self.folder.join(name).exists(),
            State::Open(opened) => opened.sealing == Sealing::Sealed && self.sealed(name).exists(),
        };
        let file = if is_sealed { format!("{name}{SEALED}") } else { name.to_owned() };
        set_aside(&self.folder, &file)
    }

    pub(super) fn sealed(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}{SEALED}"))
    }

    /// What is known of the folder. Held while anything is written, so that no thread writes one form while another one
    /// changes what is called for.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // It is only ever replaced as a whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key, if there is one, and the form to write. The names in the folder must still say what is known, because
    /// another program may have changed them; a key file that was lost is put back.
    fn to_write<'a>(&self, state: &'a State) -> io::Result<Option<(&'a Key, Sealing)>> {
        match (state, Sealing::of(&self.folder)?) {
            (State::Plain, Sealing::Plain) => Ok(None),
            (State::Open(opened), Sealing::Plain) => {
                write_new(&self.folder.join(opened.sealing.key_file()), &opened.file)?;
                Ok(Some((&opened.key, opened.sealing)))
            }
            (State::Open(opened), sealing) if sealing == opened.sealing => Ok(Some((&opened.key, sealing))),
            _ => Err(locked()),
        }
    }
}

/// Gives a file a name that says that it is damaged.
pub(super) fn set_aside(folder: &Path, file: &str) -> io::Result<String> {
    let mut names = (1..=u32::MAX).map(|number| format!("{ASIDE}{number}-{file}"));
    let free = names.find(|name| !folder.join(name).exists()).unwrap_or_default();
    fs::rename(folder.join(file), folder.join(&free))?;
    sync_folder(folder)?;
    Ok(free)
}

/// The names of the files in a folder; none where there is no folder.
pub(super) fn names_in(folder: &Path) -> io::Result<impl Iterator<Item = String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        entries => Some(entries?),
    };
    // A name that is no text is none of ours.
    Ok(entries.into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok()))
}

/// True for the plain names of files that are sealed where there is a passphrase.
pub(super) fn is_ours(name: &str) -> bool {
    name.strip_suffix(".json").is_some_and(|name| !name.starts_with('.'))
}

/// Looks elsewhere for a file that is not there.
fn where_missing<T>(error: io::Error, look: impl Fn() -> io::Result<T>) -> io::Result<T> {
    if error.kind() == ErrorKind::NotFound { look() } else { Err(error) }
}

/// Deletes a file that may be gone already, and waits until that is on the disk.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(crate::files::write::folder_of(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

pub(super) fn locked() -> io::Error {
    io::Error::new(ErrorKind::PermissionDenied, "your visits are locked with a passphrase")
}

fn other_key() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "it is sealed with a passphrase that was removed")
}
