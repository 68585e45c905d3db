//! Keeping files from other people of this computer, and leaving nothing of them behind.

use super::folders::Folders;
use super::instance::Instance;
use super::write::{TEMPORARY, sync_folder};
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A command in a terminal may be writing a questionnaire just now; what is older than this was left behind.
const OLDEST: Duration = Duration::from_mins(10);

/// Makes a folder, with those above it, that only its owner can look into. One that is there stays as it is.
///
/// # Errors
/// Where it cannot be made.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Puts the person's folders in order when the program starts: takes away what a start that was killed left half written,
/// and keeps other people of this computer out. The instance stands for its being the only window that is open.
pub fn tidy(_only_window: &Instance, folders: &Folders) {
    for folder in [&folders.visits, &folders.settings, &folders.instance] {
        // Where that is not allowed, the folder is somebody else's, or on a disk that knows no owners.
        keep_to_owner(folder).ok();
        sweep(folder, Duration::ZERO);
    }
    sweep(&folders.questionnaires, OLDEST);
}

/// Keeps the system from writing the program's memory to disk should it crash.
///
/// A limit of one byte stops that also where the dump goes to a program: a limit of none stops files only (core(5)). That
/// the process cannot be looked into at all (`PR_SET_DUMPABLE`) would stop it as well, but then the desktop no longer knows
/// who asks it for a file dialog.
pub fn no_memory_on_disk() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let most = getrlimit(Resource::Core).maximum.map_or(1, |most| most.min(1));
        // To lower it is always allowed.
        setrlimit(Resource::Core, Rlimit { current: Some(most), maximum: Some(most) }).ok();
    }
}

/// Makes a folder and the files in it readable by their owner alone.
///
/// # Errors
/// The first that is not allowed.
#[cfg(unix)]
fn keep_to_owner(folder: &Path) -> io::Result<()> {
    tighten(folder)?;
    for entry in fs::read_dir(folder)?.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())) {
        tighten(&entry.path())?;
    }
    Ok(())
}

/// Other systems keep a person's folders to that person by themselves.
#[cfg(not(unix))]
fn keep_to_owner(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Takes away what others may do with a file or folder.
#[cfg(unix)]
fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = fs::metadata(path)?.permissions();
    let mode = permissions.mode();
    if mode & 0o077 != 0 {
        permissions.set_mode(mode & !0o077);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

/// Wipes the temporary files of a folder that are at least so old.
fn sweep(folder: &Path, age: Duration) {
    let is_old = |path: &PathBuf| {
        let modified = fs::metadata(path).and_then(|file| file.modified());
        // A clock that was set back makes a file look as if it came from the future.
        modified.is_ok_and(|modified| age.is_zero() || modified.elapsed().is_ok_and(|elapsed| elapsed >= age))
    };
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in paths.filter(|path| is_temporary(path) && is_old(path)) {
        // What cannot be taken away now is tried again at the next start.
        erase(&path).ok();
    }
}

/// True for the names of files that are being written or wiped.
fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(TEMPORARY.0) && name.ends_with(TEMPORARY.1)
}

/// Deletes a file so that it is not to be found on the disk again, as far as that can be done: it is written over first.
/// A magnetic disk then holds nothing of it. An SSD, and a file system that never writes in place (btrfs, ZFS) or keeps
/// snapshots, may keep the old blocks until they are used anew; only a disk that is encrypted as a whole hides those.
///
/// It loses its name before its content, so that under its name it is never there in part. A file that is gone already is
/// fine.
///
/// # Errors
/// Where it is there and cannot be deleted.
pub(super) fn wipe(path: &Path) -> io::Result<()> {
    let folder = super::write::folder_of(path);
    let mut names = tempfile::Builder::new();
    let moved = names.prefix(TEMPORARY.0).suffix(TEMPORARY.1).make_in(folder, |aside| fs::rename(path, aside));
    match moved {
        Ok(aside) => {
            erase(&aside.into_temp_path().keep()?)?;
            sync_folder(folder)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Writes over a file and deletes it.
fn erase(path: &Path) -> io::Result<()> {
    // Where it cannot be written over, to delete it is what is left.
    if let Ok(file) = File::options().write(true).open(path) {
        write_over(&file).ok();
    }
    fs::remove_file(path)
}

/// Writes zeros over a file's content, and waits until they are on the disk.
///
/// # Errors
/// Where that cannot be done.
pub(super) fn write_over(mut file: &File) -> io::Result<()> {
    const ZEROS: [u8; 4096] = [0; 4096];
    let mut left = file.metadata()?.len();
    while left > 0 {
        let some = ZEROS.get(..usize::try_from(left).unwrap_or(usize::MAX)).unwrap_or(&ZEROS);
        file.write_all(some)?;
        left -= some.len() as u64;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Start;
    use crate::files::write::write_whole;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_kill_left_half_written_goes_at_the_next_start() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::below(home.path());
        write_whole(&folders.visits.join("draft-a.json"), b"{}").unwrap();
        make_folder(&folders.questionnaires).unwrap();
        let left = |folder: &Path, name: &str| fs::write(folder.join(name), "{").unwrap();
        left(&folders.visits, ".anteroom-1a2B3c.tmp");
        left(&folders.settings, ".anteroom-x.tmp");
        left(&folders.questionnaires, ".anteroom-new.tmp");
        left(&folders.questionnaires, ".anteroom-old.tmp");
        let old = File::options().write(true).open(folders.questionnaires.join(".anteroom-old.tmp")).unwrap();
        old.set_modified(std::time::SystemTime::now() - OLDEST * 2).unwrap();
        for name in [".anteroom-x", "b.tmp", "anteroom-x.tmp"] {
            left(&folders.visits, name);
        }
        let Start::First(instance) = Start::look(&folders.instance, &[]) else { panic!("it is the first") };
        tidy(&instance, &folders);
        assert_eq!(names(&folders.visits), [".anteroom-x", "anteroom-x.tmp", "b.tmp", "draft-a.json"]);
        assert_eq!(names(&folders.questionnaires), [".anteroom-new.tmp"]);
        assert_eq!(names(&folders.settings), ["instance", "questionnaires", "visits"]);
    }

    #[cfg(unix)]
    #[test]
    fn folders_and_files_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folders = Folders::below(&home.path().join("a/b"));
        let file = folders.visits.join("draft-a.json");
        write_whole(&file, b"{}").unwrap();
        for folder in [&home.path().join("a"), &folders.settings, &folders.visits] {
            assert_eq!(mode(folder), 0o700, "{folder:?}");
        }
        assert_eq!(mode(&file), 0o600);

        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        fs::set_permissions(&folders.visits, fs::Permissions::from_mode(0o755)).unwrap();
        let Start::First(instance) = Start::look(&folders.instance, &[]) else { panic!("it is the first") };
        tidy(&instance, &folders);
        assert_eq!((mode(&folders.visits), mode(&file)), (0o700, 0o600));
        assert_eq!((mode(&folders.instance), mode(&folders.instance.join("lock"))), (0o700, 0o600));
    }

    #[test]
    fn a_wiped_file_is_written_over_and_gone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft-a.json");
        let content = "tea ".repeat(3000);
        fs::write(&path, &content).unwrap();
        // A file that is open is still there without a name.
        let mut seen = File::open(&path).unwrap();
        wipe(&path).unwrap();
        let mut left = Vec::new();
        io::Read::read_to_end(&mut seen, &mut left).unwrap();
        assert_eq!(left, vec![0; content.len()]);
        assert_eq!(names(folder.path()), [""; 0]);
        wipe(&path).unwrap();
    }
}
