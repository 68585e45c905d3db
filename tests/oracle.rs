//! Files stay plain RON: whatever our own reader takes without a word, the crate `ron` reads too, and to the same values.
#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use anteroom::definition::{Group, Kind, Value, parse};
use anteroom::source::{Source, SourceId};
use ron::Value as Oracle;
use std::fs;
use std::path::{Path, PathBuf};

/// So many texts are made from the sample.
const MUTATIONS: usize = 3000;

/// What a mutation may put in.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "(", ")", "[", "]", "{", "}", ",", ":", "\"", "\\", "/", "//", "/*", "*/", "\n", "\r\n", "\r", " ", "\t", "'", "#",
    "r\"", "r#\"", "\"#", "-", "+", ".", "..", "_", "0", "7", "1e", "e9", "0x1F", "0b1", "1u8", "1.0f32", "300i8",
    "99999999999999999999", "1__0", "x", "é", "\u{A0}", "\u{2009}", "\u{FEFF}", "“", "’", "=", ";", "!", "\\u{41}",
    "\\u{D800}", "\\x41", "\\u0041", "b\"a\"", "Some(1)", "None", "inf", "NaN", "NaNf64", "#![enable(implicit_some)]",
    "true", "a: 1", "0.1",
];

#[test]
fn files_that_are_accepted_mean_the_same_to_ron() {
    let mut compared = 0;
    for path in ron_files(Path::new(env!("CARGO_MANIFEST_DIR"))) {
        let text = fs::read_to_string(&path).expect("it is text");
        if let Some(ours) = ours(&text) {
            compared += 1;
            assert_eq!(disagreement(&ours, &text), None, "{}", path.display());
        }
    }
    assert!(compared >= 7, "only {compared} files were accepted");
}

#[test]
fn what_ron_reads_otherwise_has_a_message() {
    for text in [
        "None",
        "Some(1)",
        "inf",
        "[NaNf64]",
        "true(1)",
        "[1._0]",
        "[+_4]",
        "0x10",
        "'c'",
        "[1..=3]",
        "b\"bytes\"",
        "r#word",
        "\"\\u{+41}\"",
        "\"\\u{00000041}\"",
        "\"\\x41\"",
        "\"one \\\r two\"",
        "#![enable(implicit_some)] 1",
    ] {
        assert_eq!(ours(text), None, "{text}");
    }
}

#[test]
fn mutated_texts_that_are_accepted_mean_the_same_to_ron() {
    let sample = include_str!("data/every_sign.ron");
    assert!(ours(sample).is_some(), "the sample is not accepted any more");
    let about_you = include_str!("../questionnaires/about_you.ron");
    let (mut accepted, mut faults) = (0, Vec::new());
    let mut compare = |name: String, text: &str| {
        let Some(ours) = ours(text) else { return };
        accepted += 1;
        let Some(fault) = disagreement(&ours, text) else { return };
        let is_known = |line: &&str| sample.contains(line) || about_you.contains(line);
        let changed: Vec<&str> = text.lines().filter(|line| !is_known(line)).collect();
        faults.push(format!("{name}: {fault}\n{}", changed.join("\n")));
    };
    let lines: Vec<&str> = sample.lines().collect();
    for seed in 0..MUTATIONS {
        let mut dice = Dice::new(seed as u64);
        // One line of the sample in a list of its own, or all of it.
        let base = match dice.roll(3) {
            0 => format!("[{}]", lines[dice.roll(lines.len())].trim_end_matches(',')),
            1 => (*dice.pick(&PIECES)).to_owned(),
            _ => sample.to_owned(),
        };
        let text = mutated(&base, &mut dice);
        compare(format!("seed {seed}"), &text);
    }
    for seed in 0..MUTATIONS / 40 {
        compare(format!("about_you, seed {seed}"), &mutated(about_you, &mut Dice::new(seed as u64)));
    }
    assert!(faults.is_empty(), "{} disagreements\n{}", faults.len(), faults.join("\n"));
    assert!(
        accepted > MUTATIONS / 10,
        "only {accepted} texts were accepted: they are mutated too much to say anything"
    );
}

/// The value that our reader takes from a text without any message.
fn ours(text: &str) -> Option<Value> {
    let source = Source { name: "text".to_owned(), text: text.to_owned() };
    let (value, diagnostics) = parse(&source, SourceId(0));
    value.filter(|value| diagnostics.is_empty() && reads_as_one_kind(value))
}

/// How `ron` differs over a text that we accept.
fn disagreement(ours: &Value, text: &str) -> Option<String> {
    match ron::from_str::<Oracle>(text) {
        Ok(theirs) => differ(ours, &theirs),
        Err(error) => Some(format!("ron says {error}")),
    }
}

/// False for a group with fields of the same name or with some named values and some not, and for a map with a key twice:
/// those have their message where the fields are read.
fn reads_as_one_kind(value: &Value) -> bool {
    match &value.kind {
        Kind::Group(Group { fields, items, .. }) => {
            let unique = fields
                .iter()
                .enumerate()
                .all(|(at, (name, _))| fields[..at].iter().all(|(it, _)| it.value != name.value));
            unique
                && (fields.is_empty() || items.is_empty())
                && fields.iter().map(|(_, value)| value).chain(items).all(reads_as_one_kind)
        }
        Kind::List(values) => values.iter().all(reads_as_one_kind),
        Kind::Map(pairs) => {
            let text = |key: &Value| if let Kind::Text(text) = &key.kind { Some(text.clone()) } else { None };
            let is_new = |at: usize| pairs[..at].iter().all(|(key, _)| text(key) != text(&pairs[at].0));
            (0..pairs.len()).all(is_new)
                && pairs.iter().all(|(key, value)| reads_as_one_kind(key) && reads_as_one_kind(value))
        }
        _ => true,
    }
}

/// Where two readings part. `ron` forgets bare words and the names of groups, and an empty group can be one of three things.
fn differ(ours: &Value, theirs: &Oracle) -> Option<String> {
    let same = match (&ours.kind, theirs) {
        (Kind::Text(a), Oracle::String(b)) => a == b,
        (Kind::Bool(a), Oracle::Bool(b)) => a == b,
        (Kind::Number(a), Oracle::Number(b)) => same_number(*a, *b),
        (Kind::Word(_), Oracle::Unit) => true,
        (Kind::List(a), Oracle::Seq(b)) => return differ_in_order(a, b),
        (Kind::Group(group), Oracle::Map(map)) if group.items.is_empty() => {
            if group.fields.len() != map.len() {
                return Some(format!("{} fields, ron has {}", group.fields.len(), map.len()));
            }
            return group.fields.iter().find_map(|(name, value)| match map.get(&Oracle::String(name.value.clone())) {
                Some(theirs) => differ(value, theirs),
                None => Some(format!("ron has no field {}", name.value)),
            });
        }
        (Kind::Group(group), Oracle::Seq(values)) if group.fields.is_empty() => {
            return differ_in_order(&group.items, values);
        }
        (Kind::Group(group), Oracle::Unit) => group.fields.is_empty() && group.items.is_empty(),
        (Kind::Map(pairs), Oracle::Map(map)) => {
            return pairs.iter().find_map(|(key, value)| {
                let found = map.iter().find(|(theirs, _)| differ(key, theirs).is_none());
                found.map_or_else(|| Some(format!("ron has no key {key:?}")), |(_, theirs)| differ(value, theirs))
            });
        }
        _ => false,
    };
    (!same).then(|| format!("{:?} is to ron {theirs:?}", ours.kind))
}

fn differ_in_order(ours: &[Value], theirs: &[Oracle]) -> Option<String> {
    if ours.len() != theirs.len() {
        return Some(format!("{} values, ron has {}", ours.len(), theirs.len()));
    }
    ours.iter().zip(theirs).find_map(|(ours, theirs)| differ(ours, theirs))
}

#[expect(clippy::cast_possible_truncation, reason = "ron keeps a number as short as it can")]
fn same_number(ours: f64, theirs: ron::Number) -> bool {
    match theirs {
        ron::Number::F32(theirs) => (ours as f32).to_bits() == theirs.get().to_bits(),
        theirs => (ours - theirs.into_f64()).abs() < f64::EPSILON,
    }
}

/// All questionnaire files of the project, faulty ones too.
fn ron_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && name != "target" {
            files.extend(ron_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "ron") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// One to three small changes: a piece put in, a stretch left out, said twice or put elsewhere.
fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(3) {
        let at = dice.roll(letters.len() + 1);
        let end = (at + dice.roll(4)).min(letters.len());
        let stretch: Vec<char> = letters[at..end].to_vec();
        match dice.roll(5) {
            0 => drop(letters.splice(at..end, [])),
            1 => drop(letters.splice(at..at, stretch)),
            2 => {
                let to = dice.roll(letters.len() + 1);
                drop(letters.splice(to..to, stretch));
            }
            _ => drop(letters.splice(at..at, dice.pick(&PIECES).chars())),
        }
    }
    letters.into_iter().collect()
}

/// Random numbers that are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// From 0 to one less than `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides.max(1) as u64).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}
