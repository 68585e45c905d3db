//! Waits until questionnaires are saved.
//!
//! Folders are watched, not files: many editors save by putting a new file in the place of the old one, and a watch on the
//! file would stay with the old one.

use super::private::make_folder;
use crate::source::LARGEST_FILE;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// To save a file takes several steps. They are over when nothing more was heard for so long.
const QUIET: Duration = Duration::from_millis(120);

/// Hears of questionnaires that are saved, come or go in some folders.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
    changes: Receiver<()>,
    /// What is in the files, in short.
    contents: BTreeMap<PathBuf, u64>,
}

impl Watch {
    /// Watches the folders that these files lie in, from now on.
    ///
    /// # Errors
    /// Where a folder is not there, or the system cannot watch it.
    pub fn beside(files: &[PathBuf]) -> io::Result<Self> {
        Self::of(files.iter().map(|file| super::folder_of(file).to_owned()).collect())
    }

    /// Watches one folder from now on, which is made if it is not there.
    ///
    /// # Errors
    /// Where it cannot be made, or the system cannot watch it.
    pub fn folder(folder: &Path) -> io::Result<Self> {
        make_folder(folder)?;
        Self::of(BTreeSet::from([folder.to_owned()]))
    }

    fn of(folders: BTreeSet<PathBuf>) -> io::Result<Self> {
        let (send, changes) = channel();
        let tell = move |event: notify::Result<notify::Event>| {
            // To read a file is an event as well, and must not lead to the next reading.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                send.send(()).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(tell).map_err(io::Error::other)?;
        for folder in &folders {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
        }
        let contents = contents(&folders)?;
        Ok(Self { _watcher: watcher, folders, changes, contents })
    }

    /// Waits until something else is in the files than when this was last called, or since the watch began.
    ///
    /// # Errors
    /// Where a folder is gone: the system tells nothing more of it.
    pub fn wait(&mut self) -> io::Result<()> {
        loop {
            self.changes.recv().map_err(io::Error::other)?;
            while self.changes.recv_timeout(QUIET).is_ok() {}
            let now = contents(&self.folders)?;
            if now != self.contents {
                self.contents = now;
                return Ok(());
            }
        }
    }
}

fn contents(folders: &BTreeSet<PathBuf>) -> io::Result<BTreeMap<PathBuf, u64>> {
    let mut contents = BTreeMap::new();
    for folder in folders {
        for path in fs::read_dir(folder)?.flatten().map(|entry| entry.path()) {
            if path.extension().is_some_and(|ending| ending == "ron") {
                let content = in_short(&path);
                contents.insert(path, content);
            }
        }
    }
    Ok(contents)
}

/// A file that cannot be read is as good as empty.
fn in_short(path: &Path) -> u64 {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)).ok();
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::thread;

    const LONG: Duration = Duration::from_secs(5);

    #[test]
    fn each_way_to_save_is_heard_once() {
        let folder = tempfile::tempdir().unwrap();
        let (file, beside) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        fs::write(&file, "0").unwrap();
        let mut watch = Watch::beside(std::slice::from_ref(&file)).unwrap();
        let (send, heard) = mpsc::channel();
        thread::spawn(move || {
            while watch.wait().is_ok() {
                send.send(()).unwrap();
            }
        });
        let in_place: &dyn Fn() = &|| fs::write(&file, "in place").unwrap();
        let by_renaming = || {
            fs::write(folder.path().join("a.tmp"), "renamed").unwrap();
            fs::rename(folder.path().join("a.tmp"), &file).unwrap();
        };
        let as_a_neighbour = || fs::write(&beside, "new").unwrap();
        let in_many_steps = || (0..20).for_each(|step| fs::write(&file, step.to_string()).unwrap());
        let by_deleting = || fs::remove_file(&beside).unwrap();
        for save in [in_place, &by_renaming, &as_a_neighbour, &in_many_steps, &by_deleting] {
            save();
            heard.recv_timeout(LONG).unwrap();
        }
        // Neither what was saved as it was nor other files, nor reading.
        fs::write(&file, "19").unwrap();
        fs::write(folder.path().join("notes.txt"), "").unwrap();
        fs::read(&file).unwrap();
        assert!(heard.recv_timeout(QUIET * 4).is_err());
        drop(folder);
        assert_eq!(heard.recv_timeout(LONG), Err(mpsc::RecvTimeoutError::Disconnected));
    }

    #[test]
    fn a_folder_that_is_not_there_cannot_be_watched() {
        assert!(Watch::beside(&[PathBuf::from("/no/such/folder/a.ron")]).is_err());
    }
}
