//! The guide for authors says what is so: its files are sound, and its lists of fields and words are those of the program.

#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use anteroom::definition::{read, read_emergency, read_translation};
use anteroom::files::Library;
use anteroom::proof::Verdict;
use anteroom::rule;
use anteroom::source::{Diagnostic, Source, SourceId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

const GUIDE: &str = include_str!("../questionnaires/README.md");

/// The blocks of the guide that are whole files.
fn whole_files() -> Vec<&'static str> {
    let blocks = GUIDE.split("```ron\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    blocks.filter(|block| block.starts_with("Questionnaire(")).collect()
}

#[test]
fn every_whole_file_holds_together() {
    let files = whole_files();
    assert_eq!(files.len(), 6);
    for (at, text) in files.iter().enumerate() {
        let mut library = Library::default();
        let source = Source { name: format!("file {at}"), text: (*text).to_owned() };
        let entry = library.add_source(&source, None, None);
        let checked = library.check(entry);
        assert!(checked.diagnostics.is_empty(), "file {at}: {:#?}", checked.diagnostics);
        assert!(text.lines().all(|line| line.len() <= 120) || at == 0, "file {at} is too wide");
        if at + 1 == files.len() {
            let survey = checked.survey.unwrap();
            assert!(survey.claims.iter().all(|claim| matches!(claim.verdict, Verdict::InExample(_))));
        }
    }
}

/// The translation is one of the last whole file: all that is wrong with it is what it does not show.
#[test]
fn the_translation_fits_the_questionnaire() {
    let (_, text) = GUIDE.split_once("```ron\nTranslation(").unwrap();
    let text = format!("Translation({}", text.split_once("```").unwrap().0);
    let mut library = Library::default();
    let source = |text: &str| Source { name: String::new(), text: text.to_owned() };
    library.add_source(&source(whole_files().last().unwrap()), None, None);
    let entry = library.add_source(&source(&text), None, None);
    let codes: Vec<&str> = library.check(entry).diagnostics.iter().map(|it| it.code).collect();
    assert_eq!(codes, ["missing_text"]);
    assert_eq!(library.in_language("de").form("neck").unwrap().title, "Ein steifer Nacken");
}

/// Every step of the guide goes on from the one before it.
#[test]
fn every_step_keeps_the_questions_of_the_last_files() {
    let files = whole_files();
    for pair in files[3..].windows(2) {
        let questions =
            |text: &'static str| -> Vec<&str> { text.lines().filter(|line| line.contains("Item(")).collect() };
        assert_eq!(questions(pair[0]), questions(pair[1]));
    }
}

/// A file in which everything has a field that there is not: the messages name those that there are.
const STRANGE: &str = r#"Questionnaire(qqqqqqqq: 1, format: 1, id: "a", version: "1", title: "A",
    sources: [Source(qqqqqqqq: 1)], scales: [Scale(qqqqqqqq: 1, options: [Option(qqqqqqqq: 1)])],
    sections: [Section(qqqqqqqq: 1, items: [Item(qqqqqqqq: 1, ask: Number(qqqqqqqq: 1)),
        Item(ask: Choices(qqqqqqqq: 1)), Item(ask: Text(qqqqqqqq: 1))])],
    gates: [Gate(qqqqqqqq: 1)], constraints: [Constraint(qqqqqqqq: 1)], criteria: [Criterion(qqqqqqqq: 1)],
    scores: [Score(qqqqqqqq: 1, bands: [Band(qqqqqqqq: 1)])],
    findings: [Finding(qqqqqqqq: 1, states: [State(qqqqqqqq: 1)], otherwise: State(id: "x"))],
    flags: [Flag(qqqqqqqq: 1, levels: [Level(qqqqqqqq: 1)])], facts: [Fact(qqqqqqqq: 1)],
    topics: [Topic(qqqqqqqq: 1, notes: [Note(qqqqqqqq: 1)])], cards: [Card(qqqqqqqq: 1)], examples: [Example(qqqqqqqq: 1)],
)"#;
const STRANGE_PANEL: &str = r"Panel(qqqqqqqq: 1)";
const STRANGE_TRANSLATION: &str = r"Translation(qqqqqqqq: 1)";
const STRANGE_WORDING: &str = r"Emergency(qqqqqqqq: 1, regions: [Region(qqqqqqqq: 1)])";

/// The fields of everything, as the program knows them.
fn fields() -> BTreeMap<String, BTreeSet<String>> {
    let source = |text: &str| Source { name: String::new(), text: text.to_owned() };
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for text in [STRANGE, STRANGE_PANEL] {
        diagnostics.extend(read(&source(text), SourceId(0)).1);
    }
    diagnostics.extend(read_emergency(&source(STRANGE_WORDING), SourceId(0)).1);
    diagnostics.extend(read_translation(&source(STRANGE_TRANSLATION), SourceId(0)).1);
    let named = diagnostics.iter().filter(|it| it.message.ends_with("has no field `qqqqqqqq`")).map(|it| {
        let fields = words(it.help.as_deref().unwrap());
        (words(&it.message).into_iter().find(|word| word != "qqqqqqqq").unwrap(), fields)
    });
    named.collect()
}

/// The words between backticks.
fn words(text: &str) -> BTreeSet<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// `Name(field, field)` in the guide, and the table of the questionnaire.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let is_name = |word: &&str| !word.is_empty() && word.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_');
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for code in words(GUIDE) {
        let Some((name, rest)) = code.split_once('(') else { continue };
        let fields: Vec<&str> = rest.trim_end_matches(')').split(',').map(str::trim).collect();
        if name.starts_with(|first: char| first.is_ascii_uppercase()) && fields.iter().all(is_name) {
            documented.entry(name.to_owned()).or_default().extend(fields.into_iter().map(str::to_owned));
        }
    }
    let table = section("## Questionnaire").lines().filter(|line| line.starts_with("| `"));
    let first_column = table.filter_map(|line| line.split('|').nth(1)).flat_map(words);
    documented.insert("Questionnaire".to_owned(), first_column.collect());
    documented
}

fn section(heading: &str) -> &'static str {
    let (_, after) = GUIDE.split_once(&format!("\n{heading}\n")).unwrap();
    after.split_once("\n## ").map_or(after, |(section, _)| section)
}

#[test]
fn the_guide_names_every_field_and_no_other() {
    let (fields, documented) = (fields(), documented());
    // One place in the code opens both a questionnaire and a panel.
    let code = [
        include_str!("../src/definition/read.rs"),
        include_str!("../src/definition/read_ask.rs"),
        include_str!("../src/definition/emergency.rs"),
        include_str!("../src/definition/translation.rs"),
    ];
    let opened: usize = code.iter().map(|code| code.matches("Fields::open(").count()).sum();
    assert_eq!(fields.len(), opened + 1, "{:?}", fields.keys());
    for (name, fields) in &fields {
        assert_eq!(Some(fields), documented.get(name), "{name}");
    }
    let unknown: Vec<&String> = documented.keys().filter(|name| !fields.contains_key(*name)).collect();
    assert!(unknown.is_empty(), "the program knows nothing of {unknown:?}");
}

/// Every word that the reader of rules looks for stands in the guide, and every line of its first block can be read.
#[test]
fn the_guide_names_every_word_of_the_rules() {
    let rules = section("## Rules");
    let (code, _) = include_str!("../src/rule/parser.rs").split_once("#[cfg(test)]").unwrap();
    let literals = code.split('"').skip(1).step_by(2);
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(|sign| sign.is_ascii_lowercase());
    let known: BTreeSet<&str> = literals.filter(is_word).collect();
    assert!(known.len() >= 24, "{known:?}");
    let shown: BTreeSet<&str> = rules.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_').collect();
    let missing: Vec<&&str> = known.iter().filter(|word| !shown.contains(*word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for sign in ["=", "!=", "<", "<=", ">", ">="] {
        assert!(rules.contains(sign), "{sign}");
    }
    let block = rules.split("```").nth(1).unwrap().trim_start_matches("text\n");
    for line in block.lines() {
        let read = rule::parse(&Spanned::new(line.to_owned(), Span::default()), true);
        assert!(read.is_ok(), "{line}: {read:?}");
    }
}

#[test]
fn the_guide_names_every_word_that_stands_without_quotation_marks() {
    let wrong = r#"Questionnaire(format: 1, id: "a", version: "1", title: "A",
        sections: [Section(id: "s", title: "S", items: [Item(id: "i", text: "I", ask: Qqqqqqqq)])],
        flags: [Flag(id: "f", text: "F", levels: [Level(at: Qqqqqqqq, when: "i")])],
        facts: [Fact(place: Qqqqqqqq, text: "F")],
        topics: [Topic(id: "t", title: "T", urgency: Qqqqqqqq, evidence: Qqqqqqqq, group: Qqqqqqqq, when: "i", why: "", ask: "")])"#;
    let source = Source { name: String::new(), text: wrong.to_owned() };
    let diagnostics = read(&source, SourceId(0)).1;
    let lists = diagnostics.iter().filter(|it| it.code == "unknown_word").flat_map(|it| {
        let help = it.help.as_deref().unwrap_or_default();
        words(&it.message).into_iter().chain(words(help)).filter(|word| word.chars().all(char::is_alphabetic))
    });
    let known: BTreeSet<String> = lists.filter(|word| !word.contains("Qqqqqqqq")).collect();
    assert!(known.len() >= 17, "{known:?}");
    let guide = words(GUIDE);
    let missing: Vec<&String> = known.iter().filter(|word| !guide.contains(*word)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
