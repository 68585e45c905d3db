//! What fails or stops in the middle: each call that changes something on disk fails once, or from then on, or is the last
//! one before the program is killed. Afterwards everything that was kept is there, whole.
//!
//! `strace` makes the calls fail, in a child that does the work and says what it has done. So the calls are those that the
//! program really makes. `tests/run` installs it; where it may not be used, that is said.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "the child tells what it has done, and what was not tested is to be known")]
#![cfg(target_os = "linux")]

use anteroom::files::{Effort, Folders, Passphrase, Sealing, Start, Vault, Visit, VisitFault, Visits, tidy};
use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Calls that change something, or open it to be changed.
const CALLS: [&str; 13] = [
    "openat",
    "write",
    "fsync",
    "fdatasync",
    "ftruncate",
    "mkdir",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "link",
    "chmod",
];

/// Where the child finds its folder, and what it is to do.
const HOME: &str = "ANTEROOM_FAULTS_HOME";
const WORK: &str = "ANTEROOM_FAULTS_WORK";

/// What the child says begins so.
const SAYS: &str = "~ ";

// ------------------------------------------------------------------------------------------------------------ the child

fn say(words: &str) {
    // Where every write fails, so does this one.
    writeln!(std::io::stdout(), "{SAYS}{words}").ok();
}

#[test]
#[ignore = "the child of the other tests"]
fn work() {
    let (Some(home), Some(work)) = (std::env::var_os(HOME), std::env::var_os(WORK)) else { return };
    let folder = Folders::below(Path::new(&home)).visits;
    match work.to_str().unwrap() {
        "save" => save(&folder),
        "seal" => seal(&folder),
        "fill" => fill(&folder),
        other => panic!("{other}"),
    }
}

/// Makes so many calls that no other thread comes to the numbers of those that follow, and marks where they begin.
fn begin() {
    for _ in 0..200 {
        let mut nowhere = fs::File::options().write(true).open("/dev/null").unwrap();
        nowhere.write_all(b"~").unwrap();
    }
}

/// Keeps a draft three times, and finishes it. After a failure what was kept before is there, or what was to be kept.
fn save(folder: &Path) {
    let visits = Visits::in_folder(folder);
    let mut visit = visits.drafts().drafts.into_iter().next().unwrap();
    let mut kept = visit.own_notes.clone();
    begin();
    for round in 1..=4 {
        visit.own_notes = round.to_string();
        visit.finished = (round == 4).then(|| "2026-11-22".to_owned());
        let saved = visits.save(&mut visit);
        // It may be this look that fails; that it cannot be read now does not make it damaged.
        let there = [visits.load(&visit.id), visits.load(&visit.id)];
        assert!(there.iter().all(|there| there.is_ok() || *there == Err(VisitFault::Unreadable)), "{there:?}");
        let there = there.into_iter().find_map(Result::ok).map_or_else(|| kept.clone(), |visit| visit.own_notes);
        match saved {
            Ok(()) => say(&format!("kept {round}")),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                assert!(there == kept || there == visit.own_notes, "{there} instead of {kept}: {error}");
                say(&format!("not kept {round}: {error}"));
            }
        }
        kept = there;
    }
}

/// Sets a passphrase, changes it and removes it. What fails is tried again.
fn seal(folder: &Path) {
    begin();
    let vault = Vault::of(folder).with_effort(Effort::LITTLE);
    let again = |what: &str, step: &dyn Fn() -> std::io::Result<()>| {
        let failed = (0..3).find_map(|_| step().inspect_err(|error| say(&format!("not {what}: {error}"))).ok());
        failed.unwrap();
        say(what);
    };
    let finish = || vault.finish(&mut |_, _| ())?.into_iter().next().map_or(Ok(()), |left| Err(left.error));
    again("set", &|| vault.set(&first()));
    again("sealed", &finish);
    again("changed", &|| vault.change(&second()));
    again("going", &|| vault.remove());
    again("plain", &finish);
}

/// Keeps more and more, until the disk is full; then makes room, and keeps something again.
fn fill(folder: &Path) {
    let visits = Visits::in_folder(folder);
    let mut visit = Visit { started: "insomnia".to_owned(), ..Visit::default() };
    visits.save(&mut visit).unwrap();
    let mut others = Vec::new();
    let error = loop {
        let notes = "tea ".repeat(1000);
        let mut other = Visit { started: "migraine".to_owned(), own_notes: notes, ..Visit::default() };
        match visits.save(&mut other) {
            Ok(()) => others.push(other),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::StorageFull, "{error}");
    let whole = visit.clone();
    visit.own_notes = "rain ".repeat(1000);
    assert_eq!(visits.save(&mut visit).unwrap_err().kind(), ErrorKind::StorageFull);
    assert_eq!(visits.load(&visit.id), Ok(whole));
    assert_eq!(visits.drafts().faulty, []);
    for other in others.into_iter().skip(2) {
        visits.delete(&other.id).unwrap();
    }
    visits.save(&mut visit).unwrap();
    assert_eq!(visits.load(&visit.id), Ok(visit));
    say("kept");
}

fn first() -> Passphrase {
    Passphrase::typed("four words of tea")
}

fn second() -> Passphrase {
    Passphrase::typed("five words of green tea")
}

// ----------------------------------------------------------------------------------------------------------- the parent

/// One call of the child: its name, and that it is the so-and-so-many-th of that name in its thread.
#[derive(Debug, Clone, PartialEq)]
struct Call {
    name: String,
    number: usize,
}

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    Once(&'static str),
    FromThenOn(&'static str),
    Kill,
}

/// Runs the child below strace.
fn run(home: &Path, work: &str, fault: Option<(&Call, Fault)>) -> Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-y", "-o"]).arg(home.join("calls"));
    command.args(["-e", &format!("trace={}", CALLS.join(","))]);
    if let Some((Call { name, number }, fault)) = fault {
        let what = match fault {
            Fault::Once(error) => format!("error={error}:when={number}"),
            Fault::FromThenOn(error) => format!("error={error}:when={number}+"),
            Fault::Kill => format!("signal=SIGKILL:when={number}"),
        };
        command.args(["-e", &format!("inject={name}:{what}")]);
    }
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "work", "--ignored", "--nocapture", "--test-threads", "1"]);
    command.env(HOME, home).env(WORK, work).output().unwrap()
}

/// The calls of the last run that name something in the folder of visits.
fn calls(home: &Path) -> Vec<Call> {
    let folder = Folders::below(home).visits.display().to_string();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let trace = fs::read_to_string(home.join("calls")).unwrap();
    let mut calls = Vec::new();
    let begin = trace.rfind("</dev/null>").unwrap();
    for (at, line) in trace.lines().scan(0, |end, line| Some((std::mem::replace(end, *end + line.len() + 1), line))) {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let Some((name, arguments)) = rest.trim_start().split_once('(') else { continue };
        let count = counts.entry((process, name)).or_default();
        *count += 1;
        if at > begin && arguments.contains(&folder) {
            calls.push(Call { name: name.to_owned(), number: *count });
        }
    }
    calls
}

/// What the child said.
fn said(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().filter_map(|line| Some(line.split_once(SAYS)?.1.to_owned())).collect()
}

/// True where strace may look on. Some containers forbid it.
fn may_trace() -> bool {
    let traced = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    let may = traced.is_ok_and(|output| output.status.success());
    if !may {
        println!("skipped: this needs strace, and the right to use it");
    }
    may
}

/// Lets each call of the work fail in each of these ways, in a folder of its own, and looks at what is left.
fn each(work: &str, faults: &[Fault], prepare: fn(&Path), look: fn(&Path, Fault, &[String])) {
    if !may_trace() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    prepare(home.path());
    let output = run(home.path(), work, None);
    assert!(output.status.success(), "{output:?}");
    let all: Vec<(Call, Fault)> = calls(home.path())
        .into_iter()
        .flat_map(|call| faults.iter().map(move |fault| (call.clone(), *fault)))
        .collect();
    assert!(all.len() > 20 * faults.len(), "{all:?}");
    let (next, injected) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((call, fault)) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let home = tempfile::tempdir().unwrap();
                    prepare(home.path());
                    let output = run(home.path(), work, Some((call, *fault)));
                    let said = said(&output);
                    let place = format!("{call:?} {fault:?} {said:?}");
                    assert!(*fault == Fault::Kill || output.status.success(), "{place} {output:?}");
                    assert!(*fault != Fault::Kill || !output.status.success(), "{place}: it was not killed");
                    let trace = fs::read_to_string(home.path().join("calls")).unwrap();
                    injected
                        .fetch_add(usize::from(trace.contains("INJECTED") || *fault == Fault::Kill), Ordering::Relaxed);
                    println!("{place}");
                    look(home.path(), *fault, &said);
                }
            });
        }
    });
    assert_eq!(injected.into_inner(), all.len());
    println!("{} faults", all.len());
}

/// Starts as the window does, which takes away what was left half written.
fn start(home: &Path) -> PathBuf {
    let folders = Folders::below(home);
    let Start::First(instance) = Start::look(&folders.instance, &[]) else { panic!("it is the first") };
    tidy(&instance, &folders);
    folders.visits
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn a_draft(home: &Path) {
    let mut visit = Visit { started: "insomnia".to_owned(), own_notes: "0".to_owned(), ..Visit::default() };
    Visits::in_folder(&Folders::below(home).visits).save(&mut visit).unwrap();
}

/// What was kept last is there, or what was to be kept next; whole, and nothing else.
fn the_visit_is_there(home: &Path, fault: Fault, said: &[String]) {
    let folder = start(home);
    let visits = Visits::in_folder(&folder);
    visits.tidy();
    let names = names(&folder);
    assert_eq!(names.len(), 1, "{names:?} {said:?}");
    let is_visit = names[0].starts_with("visit-");
    let id = names[0].split_once('-').unwrap().1.strip_suffix(".json").unwrap();
    let visit = visits.load(id).unwrap();
    let there: u32 = visit.own_notes.parse().unwrap();
    let kept = said.iter().filter_map(|words| words.strip_prefix("kept ")?.parse().ok()).max().unwrap_or(0);
    assert!(there >= kept && (there == 4) == is_visit, "{there} {names:?} {said:?}");
    assert!(fault != Fault::Kill || there <= kept + 1, "{there} {said:?}");
    // What fails once is kept the next time.
    let failed = said.iter().filter(|words| words.starts_with("not kept")).count();
    assert!(!matches!(fault, Fault::Once(_)) || failed <= 1, "{said:?}");
}

const FILES: [&str; 2] = ["draft-1.json", "visit-2.json"];

fn two_files(home: &Path) {
    let vault = Vault::of(&Folders::below(home).visits);
    for name in FILES {
        vault.write(name, name.as_bytes()).unwrap();
    }
}

/// Both files are there and say their names, and have the form called for once the start has gone on with it.
fn both_files_are_there(home: &Path, _: Fault, said: &[String]) {
    let folder = start(home);
    let vault = Vault::of(&folder);
    let has = |words: &str| said.iter().any(|said| said == words);
    let sealing = Sealing::of(&folder).unwrap();
    assert!(sealing != Sealing::Plain || !has("set") || has("going"), "{sealing:?} {said:?}");
    if vault.is_locked() {
        let (by_first, by_second) = (vault.unlock(&first()).is_ok(), vault.unlock(&second()).is_ok());
        assert!(by_first != by_second && (!has("changed") || by_second) && (has("sealed") || by_first), "{said:?}");
    }
    let all_are_there = || FILES.iter().all(|name| vault.read(name).is_ok_and(|content| *content == name.as_bytes()));
    assert!(all_are_there(), "{:?} {said:?}", names(&folder));
    assert!(vault.finish(&mut |_, _| ()).unwrap().is_empty());
    assert!(all_are_there());
    match sealing {
        Sealing::Sealed => assert_eq!(names(&folder), ["draft-1.json.age", "key.age", "visit-2.json.age"]),
        Sealing::Plain | Sealing::Unsealing => assert_eq!(names(&folder), FILES),
    }
}

#[test]
fn a_visit_is_kept_whole_whichever_call_fails() {
    let faults =
        [Fault::Once("ENOSPC"), Fault::Once("EIO"), Fault::Once("EROFS"), Fault::FromThenOn("ENOSPC"), Fault::Kill];
    each("save", &faults, a_draft, the_visit_is_there);
}

#[test]
fn files_are_sealed_and_opened_whole_whichever_call_fails() {
    each("seal", &[Fault::Once("EIO"), Fault::Kill], two_files, both_files_are_there);
}

#[test]
fn a_full_disk_costs_nothing_that_was_kept() {
    let home = tempfile::tempdir().unwrap();
    let may = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none"]).arg(home.path()).output();
    if !may.is_ok_and(|output| output.status.success()) {
        println!("skipped: no disk of its own can be had here (unshare)");
        return;
    }
    let script = "mount -t tmpfs -o size=256k none \"$1\" && shift && exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", script, "sh"]).arg(home.path()).arg(std::env::current_exe().unwrap());
    command.args(["--exact", "work", "--ignored", "--nocapture", "--test-threads", "1"]);
    let output = command.env(HOME, home.path()).env(WORK, "fill").output().unwrap();
    assert_eq!(said(&output), ["kept"], "{output:?}");
}
