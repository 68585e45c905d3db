//! A second visit: what the sheet says of the first one, and what it must never say. Each file in `tests/since` is a case:
//! the answers of `tests/sheets/typical.json`, changed for then and for now (`null` takes an answer back), and the words
//! that must and must not stand under "Since last time".

mod typical;

use anteroom::answers::{Answers, Response};
use anteroom::evaluation::Evaluation;
use anteroom::files::emergency_wording;
use anteroom::output::text;
use anteroom::questionnaire::Form;
use anteroom::summary::{Earlier, FileMark, Wishes, summarize};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Words that would judge a change, and words that no sheet says.
const NEVER: [&str; 7] =
    ["improve", "deteriorat", "significant", "you have", "positive", "diagnos", "no warning signs"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(rename = "about")]
    _about: String,
    then: Map<String, Value>,
    now: Map<String, Value>,
    /// Then nothing was answered at all.
    #[serde(default)]
    then_blank: bool,
    #[serde(default)]
    then_left_off: Vec<String>,
    #[serde(default)]
    now_left_off: Vec<String>,
    #[serde(default)]
    then_private: bool,
    #[serde(default)]
    now_private: bool,
    /// The versions of the questionnaires then.
    #[serde(default)]
    versions: BTreeMap<String, String>,
    says: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
}

fn taken(form: &Form, answers: &Answers) -> BTreeSet<usize> {
    let has_answer = |part| {
        let mut items = form.items.iter().enumerate();
        items.any(|(at, item)| item.part == part && *answers.get(at) != Response::Blank)
    };
    let parts = form.parts.iter().enumerate();
    parts.filter(|(at, part)| part.is_panel || has_answer(*at)).map(|(at, _)| at).collect()
}

fn places(form: &Form, ids: &[String]) -> BTreeSet<usize> {
    ids.iter().map(|id| form.item(id).expect("there is such a question")).collect()
}

/// The part of the sheet that is about the earlier visit, on one line.
fn since_last_time(form: &Form, case: &Case) -> String {
    let now = typical::answers(form, &case.now);
    let then = if case.then_blank { Answers::new(form) } else { typical::answers(form, &case.then) };
    let mark = |(id, version): (&String, &String)| FileMark {
        id: id.clone(),
        version: version.clone(),
        ..FileMark::default()
    };
    let wishes = Wishes {
        left_off: places(form, &case.now_left_off),
        print_private: case.now_private,
        earlier: Some(Earlier {
            day: "2026-08-22".to_owned(),
            taken: taken(form, &then),
            answers: then,
            files: case.versions.iter().map(mark).collect(),
            left_off: places(form, &case.then_left_off),
            print_private: case.then_private,
        }),
        ..Wishes::default()
    };
    let parts = taken(form, &now);
    let evaluation = Evaluation::new(form).only(|part| parts.contains(&part)).of(&now);
    let wording = emergency_wording(None).0.expect("it ships");
    let sheet = text(&summarize(&evaluation, &now, &wording, &wishes));
    let (_, after) =
        sheet.split_once("\nSince last time\n---------------\n").expect("the sheet speaks of the first visit");
    let (section, _) = after.split_once("\nAll answers\n").expect("all answers follow");
    section.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/since");
    let files = std::fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("it is listed").path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    files
}

#[test]
fn a_second_visit_says_what_changed_and_nothing_else() {
    let form = typical::form();
    let files = cases();
    assert!(files.len() >= 18, "only {} cases", files.len());
    let mut faults = Vec::new();
    for file in files {
        let case: Case = serde_json::from_str(&std::fs::read_to_string(&file).expect("it can be read"))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let said = since_last_time(&form, &case);
        let plain = said.to_lowercase();
        let missing =
            case.says.iter().filter(|words| !said.contains(*words)).map(|words| format!("does not say “{words}”"));
        let never = case.never.iter().filter(|words| said.contains(*words)).map(|words| format!("says “{words}”"));
        let judged = NEVER.iter().filter(|words| plain.contains(*words)).map(|words| format!("judges: “{words}”"));
        let found: Vec<String> = missing.chain(never).chain(judged).collect();
        if !found.is_empty() {
            faults.push(format!("{}: {}\n  {said}", file.display(), found.join(", ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
