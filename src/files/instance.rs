//! One window for one person's files: a later start of the program hands over to the first one, and ends.
//!
//! The first start holds a lock, which the system takes back however the program ends. A start that finds it held leaves
//! a request beside it, a small file with the paths to open. The first one is told of it by the system, and takes it away.

use super::private::make_folder;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// A window that is just being opened answers within this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it is looked whether a request was taken.
const PAUSE: Duration = Duration::from_millis(20);

/// A request that is older was left by a start that did not live to see it taken.
const OLDEST: Duration = Duration::from_mins(1);

/// What a start of the program finds.
#[derive(Debug)]
pub enum Start {
    /// There is no other window.
    First(Instance),
    /// The open window took the request: nothing is left to do here.
    Handed,
    /// Another window is open, and does not answer.
    Beside,
    /// Whether there is one cannot be known, because nothing can be written here.
    Unknown,
}

/// The right to be the only window, held until it is dropped or the program ends.
#[derive(Debug)]
pub struct Instance {
    folder: PathBuf,
    _lock: File,
}

/// As long as this lives, requests are heard.
#[derive(Debug)]
pub struct Listening {
    _watcher: RecommendedWatcher,
}

impl Start {
    /// Looks for an open window whose lock lies in the folder. If there is one, it is asked to come to the front and to open
    /// these files.
    #[must_use]
    pub fn look(folder: &Path, files: &[PathBuf]) -> Self {
        Self::look_for(folder, files, PATIENCE).unwrap_or(Self::Unknown)
    }

    fn look_for(folder: &Path, files: &[PathBuf], patience: Duration) -> io::Result<Self> {
        make_folder(folder)?;
        if let Some(instance) = Instance::claim(folder)? {
            return Ok(Self::First(instance));
        }
        // It is deleted when this function ends, if nobody has taken it.
        let mut request = tempfile::Builder::new().prefix("request-").suffix(".json").tempfile_in(folder)?;
        let paths: Vec<&std::ffi::OsStr> = files.iter().map(|path| path.as_os_str()).collect();
        request.write_all(&serde_json::to_vec(&paths)?)?;
        for _ in 0..=patience.as_millis() / PAUSE.as_millis() {
            if !request.path().exists() {
                return Ok(Self::Handed);
            }
            if let Some(instance) = Instance::claim(folder)? {
                return Ok(Self::First(instance));
            }
            thread::sleep(PAUSE);
        }
        Ok(Self::Beside)
    }
}

impl Instance {
    /// Takes the lock, if nobody holds it.
    fn claim(folder: &Path) -> io::Result<Option<Self>> {
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { folder: folder.to_owned(), _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Tells of every request, with its files, on a thread of its own. `None` where the system cannot watch the folder.
    #[must_use]
    pub fn listen(&self, mut tell: impl FnMut(Vec<PathBuf>) + Send + 'static) -> Option<Listening> {
        let (send, changes) = channel();
        let watch = move |event: notify::Result<notify::Event>| {
            // To look for requests is an event as well, and must not lead to the next look.
            let is_change =
                |event: notify::Event| event.kind.is_create() || event.kind.is_modify() || event.need_rescan();
            if event.is_ok_and(is_change) {
                send.send(()).ok();
            }
        };
        let mut watcher = notify::recommended_watcher(watch).ok()?;
        watcher.watch(&self.folder, RecursiveMode::NonRecursive).ok()?;
        let folder = self.folder.clone();
        thread::spawn(move || {
            take_requests(&folder, &mut tell);
            while changes.recv().is_ok() {
                take_requests(&folder, &mut tell);
            }
        });
        Some(Listening { _watcher: watcher })
    }
}

/// Takes away the requests that lie in the folder, and tells of those that somebody waits for.
fn take_requests(folder: &Path, tell: &mut impl FnMut(Vec<PathBuf>)) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let is_old = |file: &fs::Metadata| {
            file.modified().is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age > OLDEST))
        };
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        if fs::metadata(&path).is_ok_and(|file| is_old(&file)) {
            fs::remove_file(&path).ok();
        } else if let Some(files) = read_request(&path)
            && fs::remove_file(&path).is_ok()
        {
            tell(files);
        }
    }
}

/// The files of a request; `None` where it is not yet written to its end.
fn read_request(path: &Path) -> Option<Vec<PathBuf>> {
    let paths: Vec<OsString> = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    Some(paths.into_iter().map(PathBuf::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::Receiver;

    const SHORT: Duration = Duration::from_millis(100);

    fn first(folder: &Path) -> Instance {
        match Start::look(folder, &[]) {
            Start::First(instance) => instance,
            other => panic!("{other:?}"),
        }
    }

    fn listening(instance: &Instance) -> (Listening, Receiver<Vec<PathBuf>>) {
        let (send, requests) = channel();
        (instance.listen(move |files| send.send(files).unwrap()).unwrap(), requests)
    }

    fn names(folder: &Path) -> Vec<OsString> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn a_later_start_hands_its_files_over() {
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path());
        let (_listening, requests) = listening(&instance);
        let files = vec![PathBuf::from("/home/kim/Überblick 1.ron"), PathBuf::from("/tmp/a\nb.json")];
        assert!(matches!(Start::look(folder.path(), &files), Start::Handed));
        assert_eq!(requests.recv().unwrap(), files);
        assert!(matches!(Start::look(folder.path(), &[]), Start::Handed));
        assert_eq!(requests.recv().unwrap(), Vec::<PathBuf>::new());
        assert_eq!(names(folder.path()), ["lock"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_handed_over() {
        use std::os::unix::ffi::OsStringExt;
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path());
        let (_listening, requests) = listening(&instance);
        let files = vec![PathBuf::from(OsString::from_vec(vec![b'/', 0xff, b'a']))];
        assert!(matches!(Start::look(folder.path(), &files), Start::Handed));
        assert_eq!(requests.recv().unwrap(), files);
    }

    #[test]
    fn a_request_is_heard_though_it_came_before_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path());
        let path = folder.path().to_owned();
        let later = thread::spawn(move || Start::look(&path, &[PathBuf::from("/a.ron")]));
        while names(folder.path()).len() < 2 {
            thread::sleep(PAUSE);
        }
        let (_listening, requests) = listening(&instance);
        assert_eq!(requests.recv().unwrap(), [PathBuf::from("/a.ron")]);
        assert!(matches!(later.join().unwrap(), Start::Handed));
    }

    #[test]
    fn a_window_that_does_not_answer_is_told_from_one_that_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path());
        assert!(matches!(Start::look_for(folder.path(), &[], SHORT), Ok(Start::Beside)));
        assert_eq!(names(folder.path()), ["lock"]);
        drop(instance);
        first(folder.path());
    }

    #[test]
    fn what_nobody_waits_for_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("request-old.json");
        let file = File::create(&old).unwrap();
        (&file).write_all(b"[]").unwrap();
        file.set_modified(std::time::SystemTime::now() - OLDEST * 2).unwrap();
        take_requests(folder.path(), &mut |files| panic!("{files:?}"));
        assert_eq!(names(folder.path()), Vec::<OsString>::new());
    }

    #[test]
    fn other_folders_have_other_windows() {
        let folder = tempfile::tempdir().unwrap();
        let _one = first(&folder.path().join("one"));
        first(&folder.path().join("two"));
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_known() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(matches!(Start::look(&folder.path().join("file"), &[]), Start::Unknown));
    }
}
