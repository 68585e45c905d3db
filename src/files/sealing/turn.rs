//! Setting, changing and removing the passphrase of a folder.

use super::key::Key;
use super::passphrase::Passphrase;
use super::vault::{
    GOING_KEY, KEY, Opened, SEALED, Sealing, State, Vault, is_ours, locked, names_in, remove, set_aside,
};
use crate::files::private::{make_folder, wipe, write_over};
use crate::files::write::{sync_folder, write_new, write_whole};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::time::Duration;
use zeroize::Zeroizing;

/// After each file, whoever waits to save comes first.
const PAUSE: Duration = Duration::from_micros(100);

/// A file that could not get the form called for.
#[derive(Debug)]
pub struct Left {
    /// Its name on disk.
    pub file: String,
    /// Why; [`ErrorKind::InvalidData`] where it is damaged, or was sealed by another key.
    pub error: io::Error,
}

impl Vault {
    /// Sets a passphrase where there is none. Takes about a second. From then on files are written sealed;
    /// [`Vault::finish`] seals those that are there.
    ///
    /// # Errors
    /// Whatever the system says; then there is still none. [`ErrorKind::AlreadyExists`] where there is one.
    pub fn set(&self, passphrase: &Passphrase) -> io::Result<()> {
        let key = Key::new();
        let file = key.wrap(passphrase, self.effort)?;
        let mut state = self.state();
        if !matches!(*state, State::Plain) || Sealing::of(&self.folder)? != Sealing::Plain {
            return Err(io::Error::new(ErrorKind::AlreadyExists, "your visits have a passphrase already"));
        }
        let path = self.folder.join(KEY);
        if let Err(error) = write_new(&path, &file) {
            // Where only the folder could not be synced, it is there, and nothing is sealed with it yet.
            if error.kind() != ErrorKind::AlreadyExists {
                remove(&path).ok();
            }
            return Err(error);
        }
        *state = State::Open(Opened { key, file, sealing: Sealing::Sealed });
        Ok(())
    }

    /// Changes the passphrase. Takes about a second. The key stays the same, so that no other file changes; what the old
    /// passphrase opened is wiped.
    ///
    /// # Errors
    /// Whatever the system says; then the old one still holds. [`ErrorKind::PermissionDenied`] where it is locked or being
    /// removed.
    pub fn change(&self, passphrase: &Passphrase) -> io::Result<()> {
        let file = sealing_key(&mut self.state())?.key.wrap(passphrase, self.effort)?;
        let mut state = self.state();
        let opened = sealing_key(&mut state)?;
        let path = self.folder.join(KEY);
        let old = File::options().write(true).open(&path);
        if let Err(error) = write_whole(&path, &file) {
            // Where only the folder could not be synced, the new one is there.
            write_whole(&path, &opened.file).ok();
            return Err(error);
        }
        opened.file = file;
        if let Ok(old) = old {
            // It has no name any more. Where it cannot be written over, nothing more can be done.
            write_over(&old).ok();
        }
        Ok(())
    }

    /// Begins to remove the passphrase: seals what a kill left plain, then says on the disk that files are to be plain.
    /// [`Vault::finish`] opens them, and removes the key at last.
    ///
    /// # Errors
    /// Whatever the system says; then files are still sealed. [`ErrorKind::PermissionDenied`] where it is locked or being
    /// removed.
    pub fn remove(&self) -> io::Result<()> {
        sealing_key(&mut self.state())?;
        if let Some(left) = self.finish(&mut |_, _| ())?.into_iter().next() {
            return Err(left.error);
        }
        let mut state = self.state();
        let opened = sealing_key(&mut state)?;
        let (key, going) = (self.folder.join(KEY), self.folder.join(GOING_KEY));
        if going.try_exists()? {
            // Put there by hand: it may be the only one that opens something.
            set_aside(&self.folder, GOING_KEY)?;
        }
        fs::rename(&key, &going)?;
        if let Err(error) = sync_folder(&self.folder) {
            // Nothing may rely on the new name yet.
            fs::rename(&going, &key)?;
            return Err(error);
        }
        opened.sealing = Sealing::Unsealing;
        Ok(())
    }

    /// Gives all files the form called for, those first that a kill left in another one. `progress` is told how many of
    /// how many are done. May take minutes for thousands of files, and files can be read and written meanwhile.
    ///
    /// Those that could not be brought over come back; another call tries them again. Damaged ones do not hold up the
    /// removal of a passphrase, but the key is then kept under another name.
    ///
    /// # Errors
    /// Where it is locked, or the folder cannot be read.
    pub fn finish(&self, progress: &mut dyn FnMut(usize, usize)) -> io::Result<Vec<Left>> {
        let sealing = match &*self.state() {
            State::Plain => return Ok(Vec::new()),
            State::Locked => return Err(locked()),
            State::Open(opened) => opened.sealing,
        };
        let plain = |name: &String| if sealing == Sealing::Sealed { Some(name.clone()) } else { plain_name(name) };
        let files = names_in(&self.folder)?.filter_map(|name| plain(&name)).filter(|name| is_ours(name));
        let files: Vec<String> = files.collect();
        let mut left = Vec::new();
        for (done, name) in files.iter().enumerate() {
            progress(done, files.len());
            if let Err(error) = self.bring_over(name, sealing) {
                let file = if sealing == Sealing::Sealed { name.clone() } else { format!("{name}{SEALED}") };
                left.push(Left { file, error });
            }
            std::thread::sleep(PAUSE);
        }
        if sealing == Sealing::Unsealing && left.iter().all(|left| left.error.kind() == ErrorKind::InvalidData) {
            self.end_removal(left.is_empty())?;
        }
        progress(files.len(), files.len());
        Ok(left)
    }

    /// Puts everything that is sealed into a folder of its own, with its key, and begins anew without a passphrase; the name
    /// of that folder. Whoever finds the passphrase again can move the files back.
    ///
    /// # Errors
    /// Whatever the system says; what is not in the new folder is then where it was.
    pub fn put_aside(&self) -> io::Result<String> {
        let mut state = self.state();
        let mut names = (1..=u32::MAX).map(|number| format!("locked-{number}"));
        let name = names.find(|name| !self.folder.join(name).exists()).unwrap_or_default();
        let aside = self.folder.join(&name);
        make_folder(&aside)?;
        // The key is there before the first file is, and leaves after the last one.
        let keys = [KEY, GOING_KEY].map(|key| (self.folder.join(key), aside.join(key)));
        for (key, copy) in keys.iter().filter(|(key, _)| key.exists()) {
            write_whole(copy, &fs::read(key)?)?;
        }
        let sealed: Vec<String> =
            names_in(&self.folder)?.filter(|name| plain_name(name).is_some_and(|it| is_ours(&it))).collect();
        for file in sealed {
            fs::rename(self.folder.join(&file), aside.join(&file))?;
        }
        sync_folder(&aside)?;
        for (key, _) in &keys {
            remove(key)?;
        }
        *state = State::Plain;
        Ok(name)
    }

    /// Gives one file the form called for, if that has not changed.
    fn bring_over(&self, name: &str, sealing: Sealing) -> io::Result<()> {
        match &*self.state() {
            State::Open(opened) if opened.sealing == sealing => match sealing {
                Sealing::Sealed => self.seal_file(name, &opened.key),
                _ => self.open_file(name, &opened.key),
            },
            _ => Err(locked()),
        }
    }

    fn seal_file(&self, name: &str, key: &Key) -> io::Result<()> {
        let (plain, sealed) = (self.folder.join(name), self.sealed(name));
        let is_sealed = match fs::read(&sealed) {
            Ok(content) if key.open(&content).is_ok() => true,
            Ok(_) => {
                // Damaged, or of another key: never written over.
                set_aside(&self.folder, &format!("{name}{SEALED}"))?;
                false
            }
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        if !is_sealed {
            let content = match fs::read(&plain) {
                Ok(content) => Zeroizing::new(content),
                // It was deleted meanwhile.
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(error),
            };
            write_whole(&sealed, &key.seal(&content)?)?;
        }
        wipe(&plain)
    }

    fn open_file(&self, name: &str, key: &Key) -> io::Result<()> {
        let (plain, sealed) = (self.folder.join(name), self.sealed(name));
        if !plain.try_exists()? {
            let content = match fs::read(&sealed) {
                Ok(content) => key.open(&content)?,
                // It was deleted meanwhile.
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(error),
            };
            write_whole(&plain, &content)?;
        }
        remove(&sealed)
    }

    /// Removes the key once nothing is left that it opens. Where something is left that it does not open, it is kept under
    /// a name that no longer seals anything: what is damaged may yet be mended.
    fn end_removal(&self, nothing_left: bool) -> io::Result<()> {
        let mut state = self.state();
        let key = self.folder.join(GOING_KEY);
        if nothing_left {
            wipe(&key)?;
        } else {
            set_aside(&self.folder, GOING_KEY)?;
        }
        *state = State::Plain;
        Ok(())
    }
}

/// The key, where it is open and files are to be sealed.
fn sealing_key(state: &mut State) -> io::Result<&mut Opened> {
    match state {
        State::Open(opened) if opened.sealing == Sealing::Sealed => Ok(opened),
        _ => Err(locked()),
    }
}

/// The plain name of a sealed file.
fn plain_name(name: &str) -> Option<String> {
    name.strip_suffix(SEALED).map(str::to_owned)
}
