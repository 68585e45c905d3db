//! Visits that only a passphrase opens: round trips, what a kill leaves, damage, and the public tool `age`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use anteroom::files::{Effort, Passphrase, Sealing, UnlockFault, Vault};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const NAMES: [&str; 3] = ["draft-1.json", "visit-2.json", "visit-3.json"];

fn passphrase() -> Passphrase {
    Passphrase::typed("four words of tea")
}

fn vault(folder: &Path) -> Vault {
    Vault::of(folder).with_effort(Effort::LITTLE)
}

/// The same folder after another start of the program.
fn reopened(folder: &Path) -> Vault {
    let vault = vault(folder);
    vault.unlock(&passphrase()).unwrap();
    vault
}

/// A folder with three plain files, each of which holds its own name.
fn three() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    for name in NAMES {
        vault.write(name, name.as_bytes()).unwrap();
    }
    (folder, vault)
}

fn three_sealed() -> (TempDir, Vault) {
    let (folder, vault) = three();
    vault.set(&passphrase()).unwrap();
    finish(&vault);
    (folder, vault)
}

fn finish(vault: &Vault) {
    let left = vault.finish(&mut |_, _| ()).unwrap();
    assert!(left.is_empty(), "{left:?}");
}

/// What is on disk, by name.
fn on_disk(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

fn names(folder: &Path) -> Vec<String> {
    on_disk(folder).into_keys().collect()
}

/// Every file says its name.
fn all_are_there(vault: &Vault) {
    assert_eq!(vault.names().unwrap().into_iter().collect::<Vec<_>>(), NAMES);
    for name in NAMES {
        assert_eq!(**vault.read(name).unwrap(), *name.as_bytes(), "{name}");
    }
}

/// Sealed names with the key, and nothing in plain.
fn all_are_sealed(folder: &Path) {
    assert_eq!(names(folder), ["draft-1.json.age", "key.age", "visit-2.json.age", "visit-3.json.age"]);
}

#[test]
fn files_are_sealed_opened_and_plain_again() {
    let (folder, vault) = three();
    all_are_there(&vault);
    let mut told = Vec::new();
    vault.set(&passphrase()).unwrap();
    all_are_there(&vault);
    vault.finish(&mut |done, of| told.push((done, of))).unwrap();
    assert_eq!(told, [(0, 3), (1, 3), (2, 3), (3, 3)]);
    all_are_sealed(folder.path());
    all_are_there(&vault);
    assert_eq!(vault.sealing().unwrap(), Sealing::Sealed);
    let content = on_disk(folder.path());
    assert!(content.values().all(|content| content.starts_with(b"age-encryption.org/v1\n")));

    let later = reopened(folder.path());
    later.remove().unwrap();
    assert_eq!(Sealing::of(folder.path()).unwrap(), Sealing::Unsealing);
    all_are_there(&later);
    finish(&later);
    assert_eq!(names(folder.path()), NAMES);
    assert_eq!(Sealing::of(folder.path()).unwrap(), Sealing::Plain);
    all_are_there(&later);
    all_are_there(&self::vault(folder.path()));
}

#[test]
fn nothing_is_read_or_written_before_the_passphrase() {
    let (folder, vault) = three_sealed();
    let before = on_disk(folder.path());
    vault.lock();
    for vault in [vault, self::vault(folder.path())] {
        assert!(vault.is_locked());
        let locked = [
            vault.read(NAMES[0]).map(drop),
            vault.write(NAMES[0], b"{}"),
            vault.write("draft-9.json", b"{}"),
            vault.delete(NAMES[0]),
            vault.set_aside(NAMES[0]).map(drop),
            vault.finish(&mut |_, _| ()).map(drop),
            vault.change(&passphrase()),
            vault.remove(),
        ];
        for (at, result) in locked.into_iter().enumerate() {
            assert_eq!(result.unwrap_err().kind(), ErrorKind::PermissionDenied, "{at}");
        }
        assert_eq!(vault.set(&passphrase()).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(vault.names().unwrap().len(), 3, "names need no key");
        assert!(matches!(vault.unlock(&Passphrase::typed("four words of teA")), Err(UnlockFault::WrongPassphrase)));
        assert!(vault.is_locked());
        assert_eq!(on_disk(folder.path()), before);
        vault.unlock(&passphrase()).unwrap();
        all_are_there(&vault);
    }
}

#[test]
fn the_passphrase_is_changed_and_no_other_file_is() {
    let (folder, vault) = three_sealed();
    let before = on_disk(folder.path());
    vault.change(&Passphrase::typed("five words of green tea")).unwrap();
    let mut after = on_disk(folder.path());
    assert_ne!(after.insert("key.age".to_owned(), before["key.age"].clone()).unwrap(), before["key.age"]);
    assert_eq!(after, before);
    let later = self::vault(folder.path());
    assert!(matches!(later.unlock(&passphrase()), Err(UnlockFault::WrongPassphrase)));
    later.unlock(&Passphrase::typed("five words of green tea")).unwrap();
    all_are_there(&later);
}

#[test]
fn a_deleted_file_is_gone_in_both_forms() {
    let (folder, vault) = three_sealed();
    // As a kill leaves it.
    fs::write(folder.path().join(NAMES[0]), "older").unwrap();
    vault.delete(NAMES[0]).unwrap();
    vault.delete(NAMES[0]).unwrap();
    assert_eq!(vault.read(NAMES[0]).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(names(folder.path()), ["key.age", "visit-2.json.age", "visit-3.json.age"]);
}

/// What can lie on disk of one file while it gets its other form.
const FORMS: [&[&str]; 3] = [&["plain"], &["plain", "sealed"], &["sealed"]];

/// Every combination of forms for three files, below a key file of this name.
fn every_state(key_file: &str) -> Vec<(TempDir, usize)> {
    let (folder, _) = three_sealed();
    let sealed = on_disk(folder.path());
    let state = |number: usize| {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(key_file), &sealed["key.age"]).unwrap();
        for (at, name) in NAMES.into_iter().enumerate() {
            for form in FORMS[number / 3_usize.pow(u32::try_from(at).unwrap()) % 3] {
                match *form {
                    "plain" => fs::write(folder.path().join(name), name).unwrap(),
                    _ => fs::write(folder.path().join(format!("{name}.age")), &sealed[&format!("{name}.age")]).unwrap(),
                }
            }
        }
        (folder, number)
    };
    (0..27).map(state).collect()
}

#[test]
fn what_a_kill_left_while_sealing_is_brought_to_its_end() {
    for (folder, number) in every_state("key.age") {
        assert!(vault(folder.path()).is_locked());
        let vault = reopened(folder.path());
        all_are_there(&vault);
        if number % 2 == 0 {
            // Saved before it was brought to its end: what was saved counts.
            vault.write(NAMES[0], b"newer").unwrap();
            vault.write(NAMES[0], NAMES[0].as_bytes()).unwrap();
        }
        finish(&vault);
        all_are_sealed(folder.path());
        all_are_there(&vault);
        all_are_there(&reopened(folder.path()));
    }
}

#[test]
fn what_a_kill_left_while_opening_for_good_is_brought_to_its_end() {
    for (folder, _) in every_state("key-being-removed.age") {
        let vault = reopened(folder.path());
        assert_eq!(vault.sealing().unwrap(), Sealing::Unsealing);
        all_are_there(&vault);
        assert!(vault.change(&passphrase()).is_err() && vault.remove().is_err());
        finish(&vault);
        assert_eq!(names(folder.path()), NAMES);
        all_are_there(&vault);
    }
}

#[test]
fn what_was_saved_last_counts_where_a_file_has_two_forms() {
    // The form called for is written first; then comes the kill, before the other one is wiped.
    let (folder, vault) = three_sealed();
    fs::write(folder.path().join(NAMES[0]), "older").unwrap();
    let later = reopened(folder.path());
    finish(&later);
    all_are_sealed(folder.path());
    all_are_there(&later);

    let older = on_disk(folder.path())["draft-1.json.age"].clone();
    vault.remove().unwrap();
    vault.write(NAMES[0], b"newer").unwrap();
    fs::write(folder.path().join("draft-1.json.age"), older).unwrap();
    let later = reopened(folder.path());
    assert_eq!(**later.read(NAMES[0]).unwrap(), *b"newer");
    finish(&later);
    assert_eq!(**later.read(NAMES[0]).unwrap(), *b"newer");
    assert_eq!(names(folder.path()), NAMES);
}

#[test]
fn a_damaged_sealed_file_never_replaces_a_whole_plain_one() {
    let (folder, vault) = three();
    vault.set(&passphrase()).unwrap();
    fs::write(folder.path().join("draft-1.json.age"), "age-encryption.org/v1\n-> X25519 other\n").unwrap();
    finish(&vault);
    all_are_there(&vault);
    assert!(names(folder.path()).contains(&"damaged-1-draft-1.json.age".to_owned()));
}

#[test]
fn a_damaged_file_costs_only_itself() {
    let (folder, vault) = three_sealed();
    let path = folder.path().join("draft-1.json.age");
    let mut damaged = fs::read(&path).unwrap();
    *damaged.last_mut().unwrap() ^= 1;
    fs::write(&path, &damaged).unwrap();
    assert_eq!(vault.read(NAMES[0]).unwrap_err().kind(), ErrorKind::InvalidData);
    assert_eq!(**vault.read(NAMES[1]).unwrap(), *NAMES[1].as_bytes());

    // To remove the passphrase keeps the key for it, under a name that calls for nothing.
    vault.remove().unwrap();
    let left = vault.finish(&mut |_, _| ()).unwrap();
    assert_eq!((left.len(), left[0].file.as_str()), (1, "draft-1.json.age"));
    let kept = ["damaged-1-key-being-removed.age", "draft-1.json.age", "visit-2.json", "visit-3.json"];
    assert_eq!(names(folder.path()), kept);
    let later = self::vault(folder.path());
    assert_eq!(later.read(NAMES[0]).unwrap_err().kind(), ErrorKind::InvalidData);
    assert_eq!(later.set_aside(NAMES[0]).unwrap(), "damaged-1-draft-1.json.age");
    assert_eq!(later.names().unwrap().len(), 2);
}

#[test]
fn a_damaged_key_file_is_told_and_changes_nothing() {
    let (folder, _) = three_sealed();
    let path = folder.path().join("key.age");
    let whole = fs::read(&path).unwrap();
    let noise = vec![0xFF; 100_000];
    for damaged in [&whole[..whole.len() - 1], &whole[..20], b"", b"AGE-SECRET-KEY-1", &noise] {
        fs::write(&path, damaged).unwrap();
        let vault = vault(folder.path());
        assert!(vault.is_locked());
        let fault = vault.unlock(&passphrase()).unwrap_err();
        assert!(matches!(fault, UnlockFault::Damaged), "{fault:?}");
        assert!(fault.to_string().contains("key.age"));
    }
    fs::write(&path, whole).unwrap();
    all_are_there(&reopened(folder.path()));
}

#[test]
fn a_folder_that_went_away_gets_its_key_back_before_anything_is_written() {
    let (folder, vault) = three_sealed();
    let key = on_disk(folder.path())["key.age"].clone();
    fs::remove_dir_all(folder.path()).unwrap();
    vault.write(NAMES[0], NAMES[0].as_bytes()).unwrap();
    assert_eq!(names(folder.path()), ["draft-1.json.age", "key.age"]);
    assert_eq!(on_disk(folder.path())["key.age"], key);
    assert_eq!(**reopened(folder.path()).read(NAMES[0]).unwrap(), *NAMES[0].as_bytes());
}

#[test]
fn nothing_is_written_in_plain_beside_a_key_that_another_program_put_there() {
    let (folder, vault) = three();
    self::vault(folder.path()).set(&passphrase()).unwrap();
    assert_eq!(vault.write(NAMES[0], b"{}").unwrap_err().kind(), ErrorKind::PermissionDenied);
}

#[test]
fn a_file_is_saved_while_others_are_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let vault = vault(folder.path());
    for number in 0..40 {
        vault.write(&format!("visit-{number:02}.json"), b"{}").unwrap();
    }
    let numbers = ["0".to_owned()].into_iter().chain((1..200).map(|number| number.to_string()));
    vault.set(&passphrase()).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| finish(&vault));
        scope.spawn(|| vault.delete("visit-20.json").unwrap());
        for number in numbers.take(60) {
            vault.write("visit-39.json", number.as_bytes()).unwrap();
            assert_eq!(**vault.read("visit-39.json").unwrap(), *number.as_bytes());
        }
    });
    finish(&vault);
    assert_eq!(**vault.read("visit-39.json").unwrap(), *b"59");
    assert!(names(folder.path()).iter().all(|name| name.contains(".age") && !name.contains("20")));
    assert_eq!(names(folder.path()).len(), 40);
}

// ------------------------------------------------------------------------------------------------ the public tool `age`

/// True where the tools are here. `tests/run` installs them.
#[expect(clippy::print_stdout, reason = "whoever reads the output should know what was not tested")]
fn has_age() -> bool {
    let is_here = |tool: &str| Command::new(tool).arg("--version").stderr(Stdio::null()).output().is_ok();
    let here = is_here("age") && is_here("age-keygen") && is_here("python3");
    if !here {
        println!("skipped: this needs the package age, and python3");
    }
    here
}

/// Runs `age` on a terminal of its own, where it asks for the passphrase; the answers are typed there.
fn age_on_a_terminal(folder: &Path, arguments: &[&str], typed: &str) {
    const TYPIST: &str = "
import os, pty, sys
typed, command = sys.argv[1].encode() + b'\\n', sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
said, answered = b'', 0
try:
    while True:
        said += os.read(terminal, 1024)
        if said.count(b'assphrase') > answered and said.rstrip().endswith(b':'):
            answered = said.count(b'assphrase')
            os.write(terminal, typed)
except OSError:
    pass
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(said)
sys.exit(status)
";
    let mut command = Command::new("python3");
    let output = command.args(["-c", TYPIST, typed, "age"]).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_public_tool_age_opens_our_files() {
    if !has_age() {
        return;
    }
    // Composed and not: what is typed on a terminal is what counts there.
    for typed in ["four words of tea", "thé vert à Genève", " tea  and rain "] {
        let (folder, vault) = three();
        vault.set(&Passphrase::typed(typed)).unwrap();
        finish(&vault);
        age_on_a_terminal(folder.path(), &["-d", "-o", "key.txt", "key.age"], typed);
        let open = |name: &str| {
            let file = format!("{name}.age");
            Command::new("age").args(["-d", "-i", "key.txt", &file]).current_dir(folder.path()).output().unwrap().stdout
        };
        for name in NAMES {
            assert_eq!(open(name), name.as_bytes());
        }
        let public = Command::new("age-keygen").args(["-y", "key.txt"]).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8(public.stdout).unwrap();
        assert!(
            fs::read_to_string(folder.path().join("key.txt"))
                .unwrap()
                .contains(&format!("public key: {}", said.trim()))
        );
    }
}

#[test]
fn we_open_what_the_public_tool_age_made() {
    if !has_age() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let in_folder = |tool: &str, arguments: &[&str]| {
        let output = Command::new(tool).args(arguments).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{tool} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    in_folder("age-keygen", &["-o", "key.txt"]);
    let public = in_folder("age-keygen", &["-y", "key.txt"]);
    age_on_a_terminal(folder.path(), &["-p", "-o", "key.age", "key.txt"], "four words of tea");
    for name in NAMES {
        fs::write(folder.path().join("content"), name).unwrap();
        in_folder("age", &["-r", public.trim(), "-o", &format!("{name}.age"), "content"]);
    }
    all_are_there(&reopened(folder.path()));
}
