//! Translations: every text can be translated and nothing else, and what was not made for the words that are there is not used.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end where something is missing")]

use anteroom::answers::Answers;
use anteroom::definition::{Definition, Translatable, Translation, read_translation};
use anteroom::evaluation::{Evaluation, check_examples, example_answers};
use anteroom::files::{Library, emergency_wording};
use anteroom::output::{self, BundledOnly, PdfOptions};
use anteroom::source::{Diagnostic, Source, SourceId};
use anteroom::summary::{Summary, Wishes, summarize};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SHIPPED: [&str; 6] = ["about_you", "restless_legs", "insomnia", "migraine", "checkup", "emergency"];

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.to_owned() }
}

fn original(id: &str) -> Translatable {
    let library = Library::shipped();
    let definition = library.definitions().into_iter().find(|it| it.id.value == id);
    definition.map_or_else(|| emergency_wording(None).0.unwrap().translatable(), Definition::translatable)
}

/// What is wrong with a translation, beside the shipped files.
fn check(text: &str) -> Vec<Diagnostic> {
    let mut library = Library::shipped();
    let entry = library.add_source(&source("a.de.ron", text), None, None);
    library.check(entry).diagnostics
}

/// A translation in which each text is done like this.
fn filled_in(id: &str, words: impl Fn(&str) -> String) -> String {
    let original = original(id);
    let mut texts = original.texts.iter().map(|(_, text)| words(text));
    let mut filled = String::new();
    for piece in original.to_fill_in("de").split_inclusive("\"\"") {
        match piece.strip_suffix("\"\"") {
            Some(before) => filled.extend([before, &format!("{:?}", texts.next().unwrap())]),
            None => filled.push_str(piece),
        }
    }
    filled
}

/// The shipped files, with all their texts in marks of another language.
fn marked() -> Library {
    let mut library = Library::shipped();
    for id in SHIPPED {
        let text = filled_in(id, |text| format!("«{text}»"));
        library.add_source(&source(&format!("{id}.de.ron"), &text), None, None);
    }
    library
}

#[test]
fn every_shipped_file_can_be_translated() {
    for id in SHIPPED {
        let text = original(id).to_fill_in("de");
        assert!(ron::from_str::<ron::Value>(&text).is_ok(), "{id}");
        assert_eq!(text.lines().find(|line| line.chars().count() > 120), None, "{id}");
        let messages = check(&text);
        assert_eq!(messages.iter().map(|it| it.code).collect::<Vec<_>>(), ["untranslated"], "{id}: {messages:#?}");
        let messages = check(&filled_in(id, |text| format!("«{text}»")));
        assert_eq!(messages, [], "{id}");
    }
}

#[test]
fn a_translation_changes_every_word_and_nothing_else() {
    let library = marked();
    let translated = library.in_language("de");
    assert_eq!(library.languages().iter().map(|it| it.tag.as_str()).collect::<Vec<_>>(), ["de"]);
    let (plain, form) = (library.form("checkup").unwrap(), translated.form("checkup").unwrap());
    assert_eq!(format!("{:?}", plain.rules()), format!("{:?}", form.rules()));
    assert_eq!(plain.steps, form.steps);
    assert!(form.items.iter().all(|item| item.text.starts_with('«') && item.short.starts_with('«')));
    assert!(
        form.topics.iter().all(|it| it.title.starts_with('«') && it.ask.starts_with('«') && it.why.starts_with('«'))
    );
    for definition in translated.definitions() {
        let form = translated.form(&definition.id.value).unwrap();
        assert_eq!(check_examples(definition, &form), [], "{}", definition.id.value);
    }
}

#[test]
fn a_sheet_is_in_the_language_of_its_questionnaires() {
    let library = marked().in_language("de");
    let panel = library.definitions().into_iter().find(|it| it.id.value == "checkup").unwrap();
    let form = library.form("checkup").unwrap();
    let answers: Answers = example_answers(panel, &form).0.into_iter().flatten().next().unwrap();
    let mut evaluation = Evaluation::new(&form);
    evaluation.run(&answers);
    let wording = library.emergency_in_language(&emergency_wording(None).0.unwrap(), "de");
    assert!(wording.title.starts_with('«') && wording.elsewhere.emergency[0].starts_with('«'));
    assert_eq!(wording.region("ie").emergency, ["112", "999"]);
    let summary = summarize(&evaluation, &answers, &wording, &Wishes::default());
    let text = output::text(&summary);
    assert!(text.contains("«If you ever"));
    assert_eq!(languages_of_pdf(&summary), ("mul".to_owned(), "<rdf:li>en-GB</rdf:li><rdf:li>de</rdf:li>".to_owned()));
    let english = Summary { languages: Vec::new(), ..summary };
    assert_eq!(languages_of_pdf(&english), ("en-GB".to_owned(), "<rdf:li>en-GB</rdf:li>".to_owned()));
    let from_file = original("about_you").texts;
    assert!(from_file.iter().any(|(_, words)| text.contains(&format!("«{words}»"))));
}

/// The language that a sheet names for all its words, and those that it lists.
fn languages_of_pdf(summary: &Summary) -> (String, String) {
    let bytes = output::pdf(summary, &PdfOptions::default(), &BundledOnly).unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let whole = document.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap();
    let whole = whole.iter().skip(2).filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (_, list) = text.split_once("<dc:language><rdf:Bag>").unwrap();
    (whole, list.split_once("</rdf:Bag>").unwrap().0.to_owned())
}

const TEA: &str = r#"Questionnaire(format: 1, id: "tea", version: "2", title: "Tea", sections: [Section(id: "tea", title: "Your tea",
    items: [Item(id: "late", ask: YesNo, text: "Late tea?"), Item(id: "cups", ask: Number(from: 0, to: 9), text: "Cups?")])],
    facts: [Fact(place: Bring, label: "Tea", text: "{cups} cups, late: {late}")])"#;

/// What a translation of the facts of [`TEA`] comes to: its messages, and the fact as it is shown.
fn fact(original: &str, translation: &str) -> (Vec<String>, String) {
    let texts = r#""title": ("Tea", "Tee"), "sections.tea.title": ("Your tea", "Ihr Tee"), "items.late.text": ("Late tea?", "Später Tee?"),
        "items.cups.text": ("Cups?", "Tassen?"), "facts.1.label": ("Tea", "Tee"),"#;
    let text = format!(
        "Translation(format: 1, of: \"tea\", version: \"2\", language: \"de\", texts: {{{texts} \"facts.1.text\": ({original:?}, {translation:?})}})"
    );
    let mut library = Library::default();
    library.add_source(&source("tea.ron", TEA), None, None);
    let entry = library.add_source(&source("tea.de.ron", &text), None, None);
    let messages = library.check(entry).diagnostics;
    let german = library.in_language("de");
    let fact = german.definitions()[0].facts[0].text.value.clone();
    (messages.into_iter().map(|it| format!("{} {}{}", it.code, it.message, it.label)).collect(), fact)
}

#[test]
fn places_for_answers_must_be_those_of_the_original() {
    const WORDS: &str = "{cups} cups, late: {late}";
    let good = "Spät: {late}, {cups} Tassen";
    assert_eq!(fact(WORDS, good), (vec![], good.to_owned()));
    let cases = [
        ("{cups} Tassen", "lost_place `{late}` of the original is missing here"),
        ("{cups} Tassen, {lat}", "unknown_place the original has no `{lat}`did you mean `{late}`?"),
        ("{cups} Tassen, {late}, {hours}", "unknown_place the original has no `{hours}`"),
    ];
    for (translation, message) in cases {
        assert_eq!(fact(WORDS, translation), (vec![message.to_owned()], WORDS.to_owned()));
    }
}

#[test]
fn words_that_were_made_for_others_are_not_shown() {
    let (messages, shown) = fact("{cups} cups", "{cups} Tassen");
    assert_eq!(messages, ["changed_text the original reads differently now"]);
    assert_eq!(shown, "{cups} cups, late: {late}");
    let (messages, shown) = fact("{cups} cups, late: {late}", " ");
    assert_eq!(messages, ["untranslated this text is not translated yet"]);
    assert_eq!(shown, "{cups} cups, late: {late}");
}

#[test]
fn what_has_only_a_number_is_known_by_its_words() {
    let of = |facts: &[&str]| {
        let facts: Vec<String> = facts.iter().map(|words| format!("Fact(place: Bring, text: \"{words}\")")).collect();
        let (head, _) = TEA.split_once("facts: [").unwrap();
        format!("{head}facts: [{}])", facts.join(", "))
    };
    let mut library = Library::default();
    library.add_source(&source("tea.ron", &of(&["one", "two", "two"])), None, None);
    let plain = library.translation_to_fill_in("tea", "de", Path::new("tea.de.ron")).unwrap();
    let german =
        plain.replace("(\"one\", \"\")", "(\"one\", \"eins\")").replace("(\"two\", \"\")", "(\"two\", \"zwei\")");
    for (facts, shown, moved) in [
        (&["new", "one", "two", "two"][..], &["new", "eins", "zwei", "zwei"][..], 2),
        (&["two"], &["zwei"], 1),
        (&["two", "one", "two"], &["zwei", "eins", "zwei"], 2),
    ] {
        let mut library = Library::default();
        library.add_source(&source("tea.ron", &of(facts)), None, None);
        let path = Path::new("tea.de.ron");
        let (mended, _) = library.mend(&source("tea.de.ron", &german), path);
        let entry = library.add_source(&source("tea.de.ron", &german), None, None);
        let messages = library.check(entry).diagnostics;
        assert_eq!(messages.iter().filter(|it| it.code == "moved_text").count(), moved, "{messages:#?}");
        let translated = library.in_language("de");
        let texts: Vec<&str> = translated.definitions()[0].facts.iter().map(|fact| fact.text.as_str()).collect();
        assert_eq!(texts, shown);
        let again = library.add_source(&source("tea.de.ron", &mended), None, None);
        let left = library.check(again).diagnostics;
        assert!(
            left.iter().all(|it| matches!(it.code, "untranslated" | "unknown_text") || it.fix.is_none()),
            "{left:#?}\n{mended}"
        );
    }
}

#[test]
fn a_broken_text_is_not_missing_as_well() {
    let whole = filled_in("emergency", |text| format!("«{text}»"));
    let broken = whole.replacen("\"lead\": (", "\"lead\": [", 1);
    assert!(check(&broken).iter().all(|it| it.code != "missing_text"), "{:#?}", check(&broken));
    let faulty =
        Translation::check(&read_translation(&source("", &broken), SourceId(0)).0.unwrap(), &original("emergency"));
    assert!(faulty.iter().all(|it| it.code != "missing_text"));
}

#[test]
fn what_a_newer_version_has_more_is_put_in_on_demand() {
    let library = Library::shipped();
    let old = filled_in("emergency", |text| format!("«{text}»"));
    let without = old
        .lines()
        .filter(|line| !line.contains("regions.us") && !line.contains("\"title\""))
        .collect::<Vec<_>>()
        .join("\n");
    let (mended, made) = library.mend(&source("emergency.de.ron", &without), Path::new("emergency.de.ron"));
    assert_eq!(made, 1);
    assert!(mended.contains("\"title\": (\"Please get help now\", \"\"),\n"), "{mended}");
    assert_eq!(check(&mended).iter().map(|it| it.code).collect::<Vec<_>>(), ["untranslated"]);
}

/// The program with its home in this folder, and run there.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
    command.args(arguments).current_dir(folder).env("ANTEROOM_HOME", folder.join("home")).env("NO_COLOR", "1");
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_translator_begins_with_everything_that_is_to_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| run(folder.path(), arguments);
    let made = run(&["new", "insomnia.pt-BR.ron", "--translate", "insomnia"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let checked = run(&["check", "insomnia.pt-BR.ron"]);
    assert!(checked.status.success() && said(&checked).contains("no errors, 1 note"), "{}", said(&checked));
    assert!(fs::read_to_string(folder.path().join("insomnia.pt-BR.ron")).unwrap().contains("language: \"pt-BR\""));
    for (arguments, reason) in [
        (["new", "insomnia.ron", "--translate", "insomnia"], "the name must say the language"),
        (["new", "insomnia.German.ron", "--translate", "insomnia"], "such as `insomnia.de.ron`"),
        (["new", "a.de.ron", "--translate", "insomnias"], "there is no questionnaire or panel `insomnias`"),
    ] {
        let refused = run(&arguments);
        assert!(refused.status.code() == Some(2) && said(&refused).contains(reason), "{}", said(&refused));
    }
}

#[test]
fn a_questionnaire_is_checked_with_the_translations_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("tea.ron", TEA);
    assert!(
        said(&run(folder.path(), &["new", "tea.de.ron", "--translate", "tea"])).contains("is there to be filled in")
    );
    let checked = run(folder.path(), &["check", "tea.ron", "tea.de.ron"]);
    assert!(said(&checked).contains("2 files checked"), "{}", said(&checked));
    write("tea.ron", &TEA.replace("\"late\"", "\"late_tea\"").replace("{late}", "{late_tea}"));
    let checked = run(folder.path(), &["check", "tea.ron"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(
        said(&checked).contains(" --> tea.de.ron:") && said(&checked).contains("did you mean `items.late_tea.text`?")
    );
    assert!(run(folder.path(), &["check", "tea.de.ron", "--fix"]).status.success());
    assert!(
        said(&run(folder.path(), &["check", "tea.ron"])).contains("2 files checked with 0 examples: no errors, 1 note")
    );
}

#[test]
fn sheets_and_reasons_are_in_a_language() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("home/questionnaires");
    fs::create_dir_all(&own).unwrap();
    for id in ["insomnia", "emergency"] {
        fs::write(own.join(format!("{id}.de.ron")), filled_in(id, |text| format!("«{text}»"))).unwrap();
    }
    let answers = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sheets/typical.json");
    let sheet = run(folder.path(), &["summarize", answers, "--text", "--language", "de"]);
    let text = said(&sheet);
    assert!(text.contains("«If you ever") && text.contains("\nRestless legs"), "{text}");
    let why = said(&run(folder.path(), &["explain", answers, "--panel", "insomnia", "--language", "de"]));
    assert!(why.contains('«'), "{why}");
    let unknown = run(folder.path(), &["summarize", answers, "--text", "--language", "fr"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("there is no translation into `fr`; there are `de`"), "{}", said(&unknown));
    // What is long is not drawn.
    let short = r#"Translation(format: 1, of: "insomnia", version: "1", language: "de", texts: {})"#;
    fs::write(folder.path().join("short.de.ron"), short).unwrap();
    let checked = said(&run(folder.path(), &["check", "short.de.ron"]));
    assert!(checked.contains("`--fix` makes the change") && checked.lines().count() < 12, "{checked}");
    let listed = run(folder.path(), &["list"]);
    assert!(listed.status.success() && !said(&listed).contains("cannot be read"), "{}", said(&listed));
}
