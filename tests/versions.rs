//! What changed in meaning between two versions of a questionnaire: the starter, and the starter with one thing changed.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end where something is missing")]

use anteroom::definition::starter;
use anteroom::files::Library;
use anteroom::source::Source;
use anteroom::versions::{ChangeKind, Changes, Step, Version, compare};
use std::path::PathBuf;

fn changes(old: &str, new: &str) -> Changes {
    let mut library = Library::shipped();
    let entries = [old, new].map(|text| {
        let source = Source { name: "my_form.ron".into(), text: text.into() };
        library.add_source(&source, Some(PathBuf::from("my_form.ron")), None)
    });
    let forms = entries.map(|entry| library.form_of_entry(entry).expect("both versions are sound"));
    let version = |at: usize| {
        let definition = library.entries[entries[at]].definition.as_ref().unwrap();
        let source = library.sources.get(definition.id.span.source).unwrap();
        Version { source, definition, form: &forms[at] }
    };
    compare(version(0), version(1))
}

/// The starter with these words in place of those; every one of them must be there.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(starter("my_form"), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

/// What is done to the file, and what is said of it.
type Case<'a> = (&'a [(&'a str, &'a str)], Step, &'a [&'a str]);

const CASES: &[Case] = &[
    (&[], Step::Nothing, &[]),
    (&[("// asked until", "// Asked until"), ("hours < 4", "hours  <\n 4")], Step::Nothing, &[]),
    (&[("short: \"Dry eyes\"", "short: \"Dry eye\"")], Step::Wording, &[]),
    (
        &[
            ("id: \"often\",     text: \"Often\",     points: 2", "id: \"often\", text: \"Often\", points: 3"),
            ("(0, 4)", "(0, 6)"),
            ("to: 4)", "to: 6)"),
        ],
        Step::NewVersion,
        &[
            "changed: the answer `often` of the scale `how_often` counts 3, and counted 2",
            "changed: the score `strain` ranges from 0 to 6, and ranged from 0 to 4",
            "changed: the band `high` in the score `strain` goes from 2 to 6, and went from 2 to 4",
            "changed: the score `strain` comes out differently: 0 to 4, now 0 to 6",
        ],
    ),
    (
        &[("id: \"far\", ", "id: \"away\", "), ("distance: far", "distance: away")],
        Step::NewVersion,
        &[
            "removed: the answer `far` of the question `distance` is gone",
            "added: the answer `away` of the question `distance` is new",
        ],
    ),
    (
        &[("hours >= 4", "hours >= 5")],
        Step::NewVersion,
        &[
            "changed: the finding `pattern` comes out differently: fits, now open",
            "changed: the topic `eye_test` comes out differently: shown, now not shown",
        ],
    ),
    (
        &[("when: \"pattern = fits\"", "when: \"pattern in (fits)\"")],
        Step::Perhaps,
        &[
            "undecided: a rule of the topic `eye_test` was rewritten; no answers were found for which it comes out differently",
        ],
    ),
    (
        &[("from: 0, to: 24,", "from: 0, to: 20,")],
        Step::NewVersion,
        &["changed: the question `hours` takes numbers from 0 to 20, and took 0 to 24"],
    ),
    (
        &[("exclusive: [\"none\"]", "exclusive: [\"none\", \"drops\"]")],
        Step::NewVersion,
        &["changed: the answer `drops` of the question `helps` now stands alone"],
    ),
    (
        &[("urgency: Routine", "urgency: Prompt")],
        Step::NewVersion,
        &["changed: the topic `eye_test` is Prompt, and was Routine"],
    ),
    (
        &[("Date, text", "Text(lines: 1), text")],
        Step::NewVersion,
        &["changed: the question `tested` has the kind of answer `Text`, and had `Date`"],
    ),
    (
        &[(
            "Option(id: \"none\",   text: \"None of these\"),",
            "Option(id: \"rest\", text: \"Rest\"), Option(id: \"none\", text: \"None of these\"),",
        )],
        Step::Additions,
        &["added: the answer `rest` of the question `helps` is new"],
    ),
    (
        &[("when: \"helps has breaks\"", "when: \"helps has drops\"")],
        Step::NewVersion,
        &["changed: a note of the topic `eye_test` has another rule"],
    ),
    (
        &[("id: \"not_fit\"", "id: \"other\""), ("pattern: not_fit", "pattern: other")],
        Step::NewVersion,
        &[
            "removed: the state `not_fit` of the finding `pattern` is gone",
            "changed: the finding `pattern` comes out differently: not_fit, now other",
            "added: the state `other` of the finding `pattern` is new",
        ],
    ),
];

#[test]
fn one_edit_is_told_as_what_it_means() {
    let old = starter("my_form");
    let mut faults = Vec::new();
    for (edits, step, expected) in CASES {
        let changes = changes(&old, &edited(edits));
        let said: Vec<String> = changes
            .list
            .iter()
            .map(|it| {
                let kind = format!("{:?}", it.kind).to_lowercase();
                let shown = it.witness.as_ref().map(|it| format!(": {}, now {}", it.before, it.now));
                format!("{kind}: {}{}", it.words, shown.unwrap_or_default())
            })
            .collect();
        if changes.step() != *step || said != *expected {
            faults.push(format!("{edits:?}\n{:?}: {said:#?}", changes.step()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_changed_meaning_calls_for_a_new_version() {
    let old = starter("my_form");
    let change = ("hours >= 4", "hours >= 5");
    assert!(changes(&old, &edited(&[change])).lacks_new_version());
    assert!(!changes(&old, &edited(&[change, ("version: \"1\"", "version: \"2\"")])).lacks_new_version());
    assert!(!changes(&old, &edited(&[("short: \"Dry eyes\"", "short: \"Dry eye\"")])).lacks_new_version());
}

/// A witness holds no answer that makes no difference, and is written as an example would be.
#[test]
fn a_witness_is_an_example_that_fails() {
    let new = edited(&[("hours >= 4", "hours >= 5"), ("hours < 4", "hours < 5")]);
    let changes = changes(&starter("my_form"), &new);
    let witness = changes.list.iter().find(|it| it.words.starts_with("the topic")).unwrap().witness.clone().unwrap();
    assert_eq!(witness.given, "hours: 4, dry: often");
    let example = format!("Example(name: \"x\", given: ({}), expect: (topics: [])),\n    ],\n)", witness.given);
    let (all_before, _) = new.rsplit_once("    ],\n)").unwrap();
    let mut library = Library::default();
    let source = Source { name: "my_form.ron".into(), text: format!("{all_before}{example}") };
    let entry = library.add_source(&source, None, None);
    assert!(library.check(entry).diagnostics.is_empty(), "{:#?}", library.check(entry).diagnostics);
}

#[test]
fn the_gravest_change_comes_first() {
    assert!(ChangeKind::Removed < ChangeKind::Changed && ChangeKind::Undecided < ChangeKind::Added);
}
