//! Texts that were changed by chance, always the same ones: no panic, no hang, no place outside the text, and nothing
//! mended into something worse. `ANTEROOM_ROUNDS=100000` tries more of them than the usual few.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "../fuzz/properties.rs"]
mod properties;

use anteroom::definition::{read, starter};
use anteroom::source::{MOST_DIAGNOSTICS, Source, SourceId};
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

/// One text may take this long, also in a build that is not optimised.
const LONGEST: Duration = Duration::from_secs(20);

const RULES: [&str; 8] = [
    "all of (urge, worse_at_rest, relief in (full, part), not explained)",
    "at least 2 of (one_sided, throbbing, strength >= moderate)",
    "a has any of (b, c) and not known(d, e) or topic(f)",
    "attack_hours between 4 and 72",
    "max(a, points(b)) >= sum(1, low(c), 2.5)",
    "exactly 3 of (a, b, c, d)",
    "about_you.age = dont_know",
    "count(ticks) < -3",
];

/// What a change may put in.
const PIECES: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    " ",
    "'",
    "#",
    "r#\"",
    "-",
    ".",
    "0",
    "1e9",
    "99999999999999999999",
    "é",
    "眼",
    "\u{A0}",
    "\u{FEFF}",
    "“",
    "=",
    ">=",
    " and ",
    " not ",
    "of",
    "id: \"a\"",
    "Item(",
    "when: \"a\"",
    "Number(from: 0, to: 1)",
    "dont_know",
    "-1",
];

/// Random numbers that are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides.max(1) as u64).unwrap()
    }
}

/// One to four changes: a piece put in or a stretch left out, said twice, or put elsewhere.
fn changed(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(letters.len() + 1);
        let longest = [1, 4, 40][dice.roll(3)];
        let end = (at + 1 + dice.roll(longest)).min(letters.len());
        let stretch: Vec<char> = letters[at..end].to_vec();
        match dice.roll(5) {
            0 => drop(letters.splice(at..end, [])),
            1 => drop(letters.splice(at..at, stretch)),
            2 => {
                letters.splice(at..end, []);
                let to = dice.roll(letters.len() + 1);
                drop(letters.splice(to..to, stretch));
            }
            _ => drop(letters.splice(at..at, PIECES[dice.roll(PIECES.len())].chars())),
        }
    }
    letters.into_iter().collect()
}

/// What may stand between any two words without a change of meaning.
const GAPS: [&str; 9] =
    [" ", "  ", "\t", "\n", "\n\n\n", "\r\n", " // note, (\n", "/* note: \n */", "\n/* a /* b */ */\n"];

/// Twenty changes: a gap put in behind a sign or a line, or blanks left out.
fn shaken(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..20 {
        let at = dice.roll(text.len());
        let Some(rest) = text.get(at..) else { continue };
        let sign = rest.find(|sign: char| "()[]:,\n".contains(sign)).map(|sign| at + sign + 1);
        match (dice.roll(3), rest.find("    ").map(|blanks| at + blanks), sign) {
            (0, Some(blanks), _) => text.replace_range(blanks..blanks + 4, ""),
            (_, _, Some(sign)) => text.insert_str(sign, GAPS[dice.roll(GAPS.len())]),
            _ => {}
        }
    }
    text
}

/// Tries many changed texts, and shows those that do not stand it.
fn stand(bases: &[String], usual: usize, what: fn(&str)) {
    stand_changes(bases, usual, changed, what);
}

fn stand_changes(bases: &[String], usual: usize, change: fn(&str, &mut Dice) -> String, what: fn(&str)) {
    let rounds = std::env::var("ANTEROOM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut faults = Vec::new();
    for round in 0..rounds {
        let text = change(&bases[round % bases.len()], &mut dice);
        let began = Instant::now();
        if catch_unwind(|| what(&text)).is_err() || began.elapsed() > LONGEST {
            faults.push(format!("round {round}, {:?}:\n{text}", began.elapsed()));
        }
    }
    assert!(faults.is_empty(), "{} of {rounds}\n{}", faults.len(), faults.first().unwrap());
}

/// The starter, and the small files of the corpus of mistakes.
fn files() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faulty");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let faulty = paths.iter().step_by(9).map(|path| std::fs::read_to_string(path).unwrap());
    faulty.chain([starter("my_form")]).collect()
}

#[test]
fn the_reader_stands_any_text() {
    stand(&files(), 2_000, properties::reader);
}

/// What once took a time that grew with the square of the length, or gave as many messages as it is long.
#[test]
fn a_long_line_of_the_same_mistake_is_read_in_one_go() {
    let lines = [
        ("", "\""),
        ("", "„"),
        ("[", "\""),
        ("[", "a\", "),
        ("", "[)"),
        ("[", "(]"),
        ("", ")"),
        ("(", "a: "),
        ("((", ",b()"),
        ("Questionnaire(", "id: 1, "),
    ];
    for (before, mistake) in lines {
        let text = format!("{before}{}", mistake.repeat(100_000 / mistake.len()));
        let (_, diagnostics) = read(&Source { name: String::new(), text }, SourceId(0));
        // The signs, the brackets and the values each come to their end.
        assert!(diagnostics.len() <= 3 * MOST_DIAGNOSTICS, "{before}{mistake}: {} messages", diagnostics.len());
    }
}

#[test]
fn the_reader_of_rules_stands_any_rule() {
    stand(&RULES.map(str::to_owned), 20_000, properties::rule);
}

#[test]
fn to_check_stands_any_text() {
    stand(&files(), 150, properties::check);
    stand(&[starter("my_form")], 100, properties::check);
}

#[test]
fn to_mend_never_makes_it_worse() {
    stand(&files(), 100, properties::mend);
}

#[test]
fn to_lay_out_changes_nothing_else() {
    stand(&files(), 500, properties::layout);
    stand_changes(&files(), 500, shaken, properties::layout);
}

#[test]
fn files_of_the_person_are_read_or_set_aside() {
    const FORMAT_2: &str = r#"{"format": 2, "id": "", "started": "insomnia", "title": "Sleep", "begun": "2026-11-21",
        "changed": "2026-11-22", "gaps": 2, "questionnaires": [{"id": "insomnia", "version": "1.0.0", "fingerprint": "0f"}],
        "answers": {"insomnia.worry": {"answer": "a_lot", "asked": "How worried?", "shown": "A lot"},
        "insomnia.daytime": {"answer": ["tired"]}, "insomnia.gone": {"answer": 1.5}}, "unfit": {"a.b": {"answer": null}},
        "passed": ["insomnia.past_month"], "print_private": true, "results": {"scores": []}, "other": [{}]}"#;
    let visits = [include_str!("visits/format_1.json"), FORMAT_2].map(str::to_owned);
    stand(&visits, 400, |text| properties::visit(text.as_bytes()));
    let settings = [include_str!("settings/format_1.ron"), include_str!("settings/format_1_with_window.ron")];
    stand(&settings.map(str::to_owned), 400, |text| properties::settings(text.as_bytes()));
    let key =
        "age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 6\nDKIjZnjyDVyuRvvBhFiQeQlz8qvhxxBFHVB\n--- QUFB\nABC";
    stand(&[key.to_owned()], 200, |text| properties::key(text.as_bytes()));
}
