//! The screens of the window as the person of `tests/sheets/typical.json` comes to them, for tests that look at all of
//! them.

#![allow(dead_code, reason = "each of these tests is a program of its own and uses what it needs")]
#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use crate::common::Window;
use anteroom::evaluation::Evaluation;
use anteroom::files::{Given, Library, Results, Settings, Theme, Visit, Visits, emergency_wording};
use anteroom::questionnaire::Part;
use anteroom::summary::{FileMark, Wishes, summarize};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// A screen, and the way to it.
pub(crate) struct Scene {
    /// Its name.
    pub(crate) name: &'static str,
    /// The section that was left open, and what differs from the typical answers; `null` takes an answer back.
    draft: Option<(&'static str, &'static str)>,
    walk: fn(&mut Window),
}

/// Skipped, and not known.
const GAPS: &str = r#"{"insomnia.rested": null, "insomnia.snoring": "dont_know"}"#;

/// The sections where something is left blank then.
const ALL_WITH_GAPS: [&str; 3] = ["about_you.iron", "insomnia.these_days", "insomnia.bad_night"];

/// Half-way through the questions about sleep.
const HALF_WAY: &str = r#"{"insomnia.minutes_to_sleep": null, "insomnia.minutes_awake": null,
    "insomnia.body_clock": null, "insomnia.snoring": null, "insomnia.breathing_pauses": null, "insomnia.dozing": null,
    "insomnia.low_mood": null, "insomnia.anxious": null, "migraine.headache": null}"#;

/// All screens.
pub(crate) const SCENES: [Scene; 22] = [
    Scene { name: "first", draft: None, walk: |_| () },
    Scene { name: "home", draft: Some(("insomnia.how_often_and_long", HALF_WAY)), walk: |_| () },
    Scene {
        name: "answering",
        draft: Some(("insomnia.how_often_and_long", HALF_WAY)),
        walk: |window| {
            go_on(window);
            window.button("Why we ask: How long it has gone on");
            window.key(Key::Tab);
        },
    },
    Scene {
        name: "grid",
        draft: Some(("insomnia.past_month", r#"{"insomnia.early_waking": null, "migraine.headache": null}"#)),
        walk: go_on,
    },
    Scene {
        name: "ticks",
        draft: Some(("about_you.health", r#"{"about_you.conditions": ["hypertension", "diabetes"]}"#)),
        walk: go_on,
    },
    Scene {
        name: "fault",
        draft: Some(("insomnia.how_often_and_long", r#"{"insomnia.nights_per_week": null}"#)),
        walk: |window| {
            go_on(window);
            window.type_text("9");
        },
    },
    Scene {
        name: "emergency",
        draft: Some((
            "migraine.warning_signs",
            r#"{"migraine.headache": "yes", "migraine.warnings_now": ["thunderclap"]}"#,
        )),
        walk: go_on,
    },
    Scene {
        name: "card",
        draft: Some(("insomnia.last_question", r#"{"insomnia.dark_thoughts": "yes"}"#)),
        walk: go_on,
    },
    Scene { name: "stopped", draft: Some(("about_you.person", r#"{"about_you.age": "under_18"}"#)), walk: go_on },
    Scene { name: "review", draft: Some(("", GAPS)), walk: go_on },
    Scene { name: "sheet", draft: Some(("", GAPS)), walk: see_sheet },
    Scene {
        name: "saved",
        draft: Some(("", GAPS)),
        walk: |window| {
            see_sheet(window);
            window.keys(Modifiers::COMMAND, Key::S);
        },
    },
    Scene { name: "editor", draft: None, walk: edit },
    Scene { name: "visits", draft: None, walk: see_visits },
    Scene {
        name: "visits-table",
        draft: None,
        walk: |window| {
            see_visits(window);
            window.press(Role::CheckBox, "As a table");
        },
    },
    Scene {
        name: "delete visits",
        draft: None,
        walk: |window| {
            see_visits(window);
            window.button("Delete…");
        },
    },
    Scene {
        name: "old-sheet",
        draft: None,
        walk: |window| {
            see_visits(window);
            window.button("Open: 11 May 2026, Sleep, legs and head check-up");
        },
    },
    Scene { name: "settings", draft: None, walk: |window| window.button("Settings") },
    Scene { name: "passphrase", draft: None, walk: ask_for_passphrase },
    Scene { name: "locked", draft: None, walk: lock },
    Scene { name: "keys", draft: None, walk: |window| window.key(Key::F1) },
    Scene {
        name: "start again",
        draft: Some(("insomnia.past_month", "{}")),
        walk: |window| window.button("Start again: Sleep, legs and head check-up"),
    },
];

/// How the window is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Its name.
    pub(crate) name: &'static str,
    pub(crate) theme: Theme,
    /// In points at 100 %.
    pub(crate) size: Vec2,
    pub(crate) text_percent: u16,
}

const fn look(name: &'static str, theme: Theme) -> Look {
    Look { name, theme, size: Vec2::new(1120.0, 860.0), text_percent: 100 }
}

pub(crate) const LIGHT: Look = look("light", Theme::Light);
pub(crate) const DARK: Look = look("dark", Theme::Dark);
pub(crate) const DIM: Look = look("dim", Theme::Dim);
pub(crate) const CONTRAST: Look = look("contrast", Theme::Contrast);
pub(crate) const NARROW: Look = Look { name: "narrow", size: Vec2::new(640.0, 480.0), ..LIGHT };
pub(crate) const LARGE: Look = Look { name: "large", text_percent: 200, ..LIGHT };

impl Scene {
    /// The window on this screen. It needs its home folder.
    pub(crate) fn open(&self, look: Look) -> (TempDir, Window) {
        let home = tempfile::tempdir().unwrap();
        let settings = Settings {
            theme: look.theme,
            text_percent: look.text_percent,
            region: "ie".to_owned(),
            ..Settings::default()
        };
        settings.save(home.path()).unwrap();
        if let Some((section, changes)) = self.draft {
            keep_draft(home.path(), section, changes);
        }
        if VISITS_FOR.contains(&self.name) {
            keep_visits(home.path());
        }
        let mut window = Window::sized(home.path(), look.size);
        (self.walk)(&mut window);
        (home, window)
    }
}

/// The scenes before which there were visits.
const VISITS_FOR: [&str; 5] = ["home", "visits", "visits-table", "delete visits", "old-sheet"];

/// Four visits to the check-up: the day, and what differs from the typical answers. At the second one the questionnaires
/// had other texts.
const VISITS: [(&str, &str); 4] = [
    ("2026-02-02", r#"{"restless_legs.bother": "extremely", "restless_legs.sleep_spoiled": "a_lot"}"#),
    (
        "2026-05-11",
        r#"{"restless_legs.bother": "extremely", "restless_legs.sleep_spoiled": "extremely",
        "restless_legs.tired": "a_lot", "insomnia.nights_per_week": 7}"#,
    ),
    (
        "2026-08-03",
        r#"{"restless_legs.sleep_spoiled": "a_lot", "insomnia.nights_per_week": 6,
        "migraine.migraine_days": 7}"#,
    ),
    ("2026-11-22", r#"{"insomnia.rested": null, "insomnia.snoring": "dont_know", "restless_legs.mood": null}"#),
];

/// Keeps some visits, as the program does.
pub(crate) fn keep_visits(home: &Path) {
    for (at, (day, changes)) in VISITS.iter().enumerate() {
        keep_visit(home, (at + 1, day), changes, *day == "2026-05-11");
    }
}

/// Keeps a finished visit to the check-up. `number` orders those of a test.
pub(crate) fn keep_visit(home: &Path, (number, day): (usize, &str), changes: &str, other_text: bool) {
    let form = Library::shipped().form("checkup").unwrap();
    let (wording, _) = emergency_wording(None);
    let mut visit = Visit { answers: typical_answers(changes), print_private: true, ..Visit::default() };
    let answers = visit.take_answers(&form).0;
    visit.put_answers(&form, &answers);
    let evaluation = Evaluation::new(&form).of(&answers);
    let wishes = Wishes { day: day.to_owned(), region: "ie".to_owned(), print_private: true, ..Wishes::default() };
    let sheet = summarize(&evaluation, &answers, &wording.unwrap(), &wishes);
    let mark = |part: &Part| FileMark {
        title: part.title.clone(),
        id: part.id.clone(),
        version: part.version.clone(),
        fingerprint: if other_text { "0".repeat(64) } else { part.fingerprint.clone() },
    };
    let mut visit = Visit {
        id: format!("2026{number:02}01-120000-{number:06x}"),
        started: "checkup".to_owned(),
        title: form.title.clone(),
        form: form.id.clone(),
        language: "en".to_owned(),
        questionnaires: form.parts.iter().map(mark).collect(),
        begun: day.to_owned(),
        changed: day.to_owned(),
        finished: Some(day.to_owned()),
        gaps: sheet.not_answered.len(),
        results: Some(Results::of(&evaluation, &answers, true, sheet)),
        ..visit
    };
    Visits::in_folder(&home.join("visits")).save(&mut visit).unwrap();
}

/// To the list of visits, once they are read.
fn see_visits(window: &mut Window) {
    window.wait_until(|window| window.has(Role::Button, "All 4 visits") && !window.says("Reading your visits"));
    window.button("All 4 visits");
}

/// The questionnaire about restless legs, with a slip.
fn edit(window: &mut Window) {
    window.button("Write or change questionnaires…");
    window.button("Edit a copy: Restless legs");
    let text = include_str!("../../questionnaires/restless_legs.ron").replacen("known(", "knwon(", 1);
    window.wait_until(|window| window.says("No problems") || window.says("Problems (0)"));
    window.keys(Modifiers::COMMAND, Key::A);
    window.harness.event(egui::Event::Paste(text));
    window.wait_until(|window| window.says("1 fault") || window.says("Problems (1)"));
    window.key(Key::F8);
}

fn ask_for_passphrase(window: &mut Window) {
    window.button("Settings");
    window.button("Set a passphrase…");
    window.type_text("tea");
    window.key(Key::Enter);
}

fn lock(window: &mut Window) {
    window.button("Settings");
    window.button("Set a passphrase…");
    window.type_text("four words of tea");
    window.key(Key::Tab);
    window.type_text("four words of tea");
    window.key(Key::Enter);
    window.wait_until(|window| window.has(Role::Button, "Change the passphrase…"));
    window.button("Close");
    window.button("Close the message");
    window.button("Lock");
    window.type_text("four words of rain");
    window.key(Key::Enter);
    window.wait_until(|window| window.says("This passphrase does not open your visits"));
}

fn go_on(window: &mut Window) {
    window.press(Role::Button, "Continue: Sleep, legs and head check-up");
}

fn see_sheet(window: &mut Window) {
    go_on(window);
    window.button("See your sheet");
}

/// Writes a draft of the check-up. Without a section, all were gone through.
fn keep_draft(home: &Path, section: &str, changes: &str) {
    let gone_through: &[&str] = if section.is_empty() { &ALL_WITH_GAPS } else { &[] };
    let mut draft = Visit {
        started: "checkup".to_owned(),
        form: "checkup".to_owned(),
        section: section.to_owned(),
        passed: gone_through.iter().map(|&section| section.to_owned()).collect(),
        changed: "2026-11-21".to_owned(),
        answers: typical_answers(changes),
        print_private: true,
        ..Visit::default()
    };
    Visits::in_folder(&home.join("visits")).save(&mut draft).unwrap();
}

/// The typical answers, with these in their place; `null` takes an answer back.
fn typical_answers(changes: &str) -> BTreeMap<String, Given> {
    let mut typical: Value = serde_json::from_str(include_str!("../sheets/typical.json")).unwrap();
    let answers = typical.get_mut("answers").and_then(Value::as_object_mut).unwrap();
    answers.extend(serde_json::from_str::<Map<String, Value>>(changes).unwrap());
    let given = |(id, answer): (&String, &Value)| (id.clone(), Given { answer: answer.clone(), ..Given::default() });
    answers.iter().map(given).collect()
}
