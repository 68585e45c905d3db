//! The program is killed at any moment, again and again, and nothing that was confirmed is lost.
//!
//! A child does what a person does, and says what is confirmed: an answer once it is shown as chosen, a file once it is
//! kept. It is killed after a random time, and then everything is looked over, as at the next start, which goes on in the
//! same folders. `ANTEROOM_ROUNDS=1000` kills each kind of child so often; usually it is less.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it says how much was tried, by chance")]
#![cfg(unix)]

mod common;

use anteroom::files::{Effort, Folders, Passphrase, Sealing, Start, Vault, Visit, Visits, tidy};
use common::Window;
use egui::accesskit::Role;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// Where the child finds its folders, what it is to do, and where its dice begin.
const HOME: &str = "ANTEROOM_CRASH_HOME";
const WORK: &str = "ANTEROOM_CRASH_WORK";
const SEED: &str = "ANTEROOM_CRASH_SEED";

/// What the child says begins so.
const SAYS: &str = "~ ";
/// The child is no longer left alone than this after it began.
const LONGEST: Duration = Duration::from_mins(5);

/// Random numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides.max(1) as u64).unwrap()
    }
}

// ------------------------------------------------------------------------------------------------------------ the child

fn say(words: &str) {
    println!("{SAYS}{words}");
}

#[test]
#[ignore = "the child of the other tests"]
fn work() {
    let (Some(home), Ok(work)) = (std::env::var_os(HOME), std::env::var(WORK)) else { return };
    let dice = Dice::of(std::env::var(SEED).unwrap().parse().unwrap());
    let home = Path::new(&home);
    match work.as_str() {
        "answer" => answer(home, dice),
        "keep" => keep(home, dice),
        "seal" => seal(home, dice),
        other => panic!("{other}"),
    }
}

/// Gives answers in the real window.
fn answer(home: &Path, mut dice: Dice) {
    let mut window = Window::open(home);
    let start = Start::look(&Folders::below(home).instance, &[]);
    assert!(matches!(start, Start::First(_)), "{start:?}");
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().begin(start, &ctx);
    window.harness.run();
    let has_begun = window.has(Role::Button, "Continue: Sleep");
    window.button(if has_begun { "Continue: Sleep" } else { "Start: Sleep" });
    say("began");
    loop {
        if dice.roll(12) == 0 {
            window.button("Not now");
            window.button("Continue: Sleep");
        }
        let (question, answer) = any_answer(&window, &mut dice);
        say(&format!("gives\t{question}\t{answer}"));
        window.choose(&question, &answer);
        let group = window.harness.get_by_role_and_label(Role::RadioGroup, &question);
        let radio = group.get_by_role_and_label(Role::RadioButton, &answer);
        if radio.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True) {
            say(&format!("gave\t{question}\t{answer}"));
        }
    }
}

/// A question on the screen, and one of its answers. That for children would end the questionnaire.
fn any_answer(window: &Window, dice: &mut Dice) -> (String, String) {
    let name = |node: &AccessKitNode<'_>| node.label().unwrap_or_default();
    let groups: Vec<_> = window.harness.get_all_by_role(Role::RadioGroup).collect();
    let group = &groups[dice.roll(groups.len())];
    let answers: Vec<String> =
        group.get_all_by_role(Role::RadioButton).map(|node| name(&node.accesskit_node())).collect();
    let answers: Vec<&String> = answers.iter().filter(|answer| *answer != "Under 18").collect();
    (name(&group.accesskit_node()), answers[dice.roll(answers.len())].clone())
}

/// Begins visits, finishes them and deletes them.
fn keep(home: &Path, mut dice: Dice) {
    let visits = Visits::in_folder(&start(home));
    visits.tidy();
    say("began");
    for round in 0.. {
        let mut visit = visit(&format!("round {round}"));
        visits.save(&mut visit).unwrap();
        let id = visit.id.clone();
        say(&format!("kept\t{id}"));
        if dice.roll(3) > 0 {
            visit.finished = Some("2026-11-22".to_owned());
            visits.save(&mut visit).unwrap();
            say(&format!("finished\t{id}"));
        }
        if dice.roll(5) > 0 {
            say(&format!("deletes\t{id}"));
            visits.delete(&id).unwrap();
            say(&format!("deleted\t{id}"));
        }
    }
}

/// Sets, changes and removes the passphrase, and goes on with what the last child left undone.
fn seal(home: &Path, mut dice: Dice) {
    let vault = Vault::of(&start(home)).with_effort(Effort::LITTLE);
    unlock(&vault);
    let finish = || assert!(vault.finish(&mut |_, _| ()).unwrap().is_empty());
    say("began");
    finish();
    loop {
        let passphrase = dice.roll(PASSPHRASES.len());
        if vault.sealing().unwrap() == Sealing::Plain {
            say(&format!("sets\t{passphrase}"));
            vault.set(&Passphrase::typed(PASSPHRASES[passphrase])).unwrap();
            say(&format!("set\t{passphrase}"));
            finish();
        } else if dice.roll(3) > 0 {
            say(&format!("sets\t{passphrase}"));
            vault.change(&Passphrase::typed(PASSPHRASES[passphrase])).unwrap();
            say(&format!("set\t{passphrase}"));
        } else {
            say("removes");
            vault.remove().unwrap();
            finish();
            say("removed");
        }
        vault.write("draft-again.json", br#"{"format": 2, "started": "insomnia", "own_notes": "again"}"#).unwrap();
    }
}

const PASSPHRASES: [&str; 3] = ["four words of tea", "five words of green tea", "six words of very green tea"];

/// Opens it with the passphrase that fits, and says which.
fn unlock(vault: &Vault) -> Option<usize> {
    let fits = |at: &usize| vault.unlock(&Passphrase::typed(PASSPHRASES[*at])).is_ok();
    let fitting = vault.is_locked().then(|| (0..PASSPHRASES.len()).find(fits).unwrap());
    assert!(!vault.is_locked());
    fitting
}

fn visit(notes: &str) -> Visit {
    Visit { started: "insomnia".to_owned(), own_notes: notes.to_owned(), ..Visit::default() }
}

/// Starts as the window does, which takes away what was left half written.
fn start(home: &Path) -> PathBuf {
    let folders = Folders::below(home);
    let start = Start::look(&folders.instance, &[]);
    let Start::First(instance) = start else { panic!("{start:?}") };
    tidy(&instance, &folders);
    folders.visits
}

// ----------------------------------------------------------------------------------------------------------- the parent

/// Runs the child, kills it so long after it began, and gives back what it said.
fn killed(home: &Path, work: &str, seed: u64, after: Duration) -> Vec<Vec<String>> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "work", "--ignored", "--nocapture", "--test-threads", "1"]);
    command.env(HOME, home).env(WORK, work).env(SEED, seed.to_string());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (began, begins) = channel();
    let output = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || {
        let said = output.lines().map_while(Result::ok);
        let said = said.filter_map(|line| Some(line.split_once(SAYS)?.1.to_owned()));
        said.inspect(|_| began.send(()).unwrap_or_default()).collect::<Vec<String>>()
    });
    if begins.recv_timeout(LONGEST).is_ok() {
        thread::sleep(after);
    }
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = reader.join().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.signal() == Some(9) && !said.is_empty(), "it ended by itself: {said:?} {errors}");
    said.iter().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// Kills children of one kind, some at a time in folders of their own, and looks at what each leaves.
fn kill<Known: Default>(
    work: &str,
    usual: u64,
    longest: Duration,
    prepare: fn(&Path),
    look: fn(&Path, &[Vec<String>], &mut Known),
) {
    let rounds = std::env::var("ANTEROOM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual);
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    thread::scope(|scope| {
        for first in 0..threads {
            scope.spawn(move || {
                let (home, mut known) = (tempfile::tempdir().unwrap(), Known::default());
                prepare(home.path());
                let mut confirmed = 0;
                for round in (first..rounds).step_by(usize::try_from(threads).unwrap()) {
                    let after = longest.mul_f64(Dice::of(round + 1).roll(1000) as f64 / 1000.0);
                    let said = killed(home.path(), work, round, after);
                    confirmed += said.len();
                    look(home.path(), &said, &mut known);
                    let names = names(&Folders::below(home.path()).visits);
                    assert!(!names.iter().any(|name| name.starts_with(".anteroom-")), "round {round}: {names:?}");
                }
                println!("{work}: one of {threads} hands, {rounds} kills in all, was told {confirmed} lines");
            });
        }
    });
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A part of what a child said; empty where there is none.
fn field(line: &[String], at: usize) -> &str {
    line.get(at).map(String::as_str).unwrap_or_default()
}

#[test]
fn every_answer_that_was_shown_as_chosen_is_there() {
    type Known = BTreeMap<String, String>;
    kill(
        "answer",
        60,
        Duration::from_millis(1500),
        |_| (),
        |home, said, confirmed: &mut Known| {
            let visits = Visits::in_folder(&start(home));
            visits.tidy();
            let drafts = visits.drafts();
            assert_eq!(drafts.faulty, []);
            let mut about_to = None;
            for line in said {
                match field(line, 0) {
                    "gives" => about_to = Some((field(line, 1).to_owned(), field(line, 2).to_owned())),
                    "gave" => {
                        confirmed.insert(field(line, 1).to_owned(), field(line, 2).to_owned());
                        about_to = None;
                    }
                    _ => {}
                }
            }
            let draft = drafts.of("insomnia").cloned().unwrap_or_default();
            let there = |question: &str| {
                draft.answers.values().find(|given| given.asked == question).map(|it| it.shown.clone())
            };
            if let Some((question, answer)) = about_to
                && there(&question).as_ref() == Some(&answer)
            {
                confirmed.insert(question, answer);
            }
            for (question, answer) in confirmed.iter() {
                assert_eq!(there(question).as_ref(), Some(answer), "{question} {said:?}");
            }
        },
    );
}

#[test]
fn every_visit_that_was_kept_is_there_and_every_deleted_one_is_gone() {
    type Known = BTreeMap<String, &'static str>;
    kill(
        "keep",
        120,
        Duration::from_millis(250),
        |_| (),
        |home, said, known: &mut Known| {
            let visits = Visits::in_folder(&start(home));
            visits.tidy();
            for line in said.iter().filter(|line| line.len() == 2) {
                let now =
                    ["kept", "finished", "deletes", "deleted"].into_iter().find(|it| *it == field(line, 0)).unwrap();
                known.insert(field(line, 1).to_owned(), now);
            }
            let finished: BTreeSet<&str> =
                known.iter().filter(|(_, now)| **now == "finished").map(|(id, _)| id.as_str()).collect();
            for (id, now) in known.iter() {
                match (*now, visits.load(id)) {
                    ("kept" | "finished", Ok(visit)) => {
                        assert!(visit.own_notes.starts_with("round "));
                        assert!(visit.finished.is_some() || !finished.contains(id.as_str()), "{id} {said:?}");
                    }
                    ("deletes", _) | ("deleted", Err(_)) => {}
                    (now, there) => panic!("{id} was {now}, and is {there:?}: {said:?}"),
                }
            }
            // What was about to be deleted may be there or not; from now on that is known.
            known.retain(|_, now| *now != "deletes");
            let mut faulty = visits.drafts().faulty;
            visits.read_heads(|heads| {
                faulty.extend(heads.faulty);
                true
            });
            assert_eq!(faulty, []);
            if known.len() > MOST_KNOWN {
                visits.delete_all().unwrap();
                assert_eq!(names(&Folders::below(home).visits), [""; 0]);
                known.clear();
            }
        },
    );
}

/// When so many visits were kept, they are all deleted.
const MOST_KNOWN: usize = 200;

/// How many visits are there while the passphrase changes.
const VISITS: usize = 30;

fn thirty_visits(home: &Path) {
    let visits = Visits::in_folder(&Folders::below(home).visits);
    for number in 0..VISITS {
        let mut visit = visit(&number.to_string());
        visit.finished = (number % 5 > 0).then(|| "2026-11-22".to_owned());
        visits.save(&mut visit).unwrap();
    }
}

#[test]
fn every_visit_is_there_and_opens_whatever_was_done_to_the_passphrase() {
    kill("seal", 120, Duration::from_millis(400), thirty_visits, |home, said, fits: &mut Option<usize>| {
        let folder = start(home);
        let vault = Vault::of(&folder).with_effort(Effort::LITTLE);
        let sealing = Sealing::of(&folder).unwrap();
        // What may be the passphrase now: the last one that was confirmed, or what was being done then.
        let mut may_fit = BTreeSet::from([*fits]);
        for line in said {
            let passphrase = field(line, 1).parse().ok();
            match field(line, 0) {
                "sets" => drop(may_fit.insert(passphrase)),
                "set" => may_fit = BTreeSet::from([passphrase]),
                "removes" => drop(may_fit.insert(None)),
                "removed" => may_fit = BTreeSet::from([None]),
                _ => {}
            }
        }
        *fits = unlock(&vault);
        assert!(may_fit.contains(fits), "{fits:?} of {may_fit:?}, {sealing:?}: {said:?}");
        let visits = Visits::of(vault);
        all_are_there(&visits);
        assert!(visits.vault().finish(&mut |_, _| ()).unwrap().is_empty());
        all_are_there(&visits);
        let ending = if sealing == Sealing::Sealed { ".age" } else { ".json" };
        let names = names(&folder);
        assert!(names.iter().all(|name| name.ends_with(ending)), "{sealing:?} {names:?}");
        if sealing == Sealing::Unsealing {
            *fits = None;
        }
    });
}

fn all_are_there(visits: &Visits) {
    let mut notes: BTreeSet<String> = visits.drafts().drafts.into_iter().map(|draft| draft.own_notes).collect();
    visits.read_heads(|heads| {
        assert_eq!(heads.faulty, []);
        notes.extend(heads.visits.iter().map(|head| visits.load(&head.id).unwrap().own_notes));
        true
    });
    notes.remove("again");
    assert_eq!(notes, (0..VISITS).map(|number| number.to_string()).collect());
}
