//! The form that a command is about, and one set of answers from a file.

use super::arguments::Language;
use super::{Failure, render, say};
use crate::answers::{Answers, ReadAnswers, Response};
use crate::evaluation::Evaluation;
use crate::files::{Folders, Library, folder_of};
use crate::questionnaire::Form;
use crate::summary::FileMark;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Shipped questionnaires and the person's own. A folder that cannot be read is told and left out.
pub(super) fn library() -> Library {
    let mut library = Library::shipped();
    if let Some(folders) = Folders::of_this_computer()
        && let Err(error) = library.add_folder(&folders.questionnaires)
    {
        say(&format!(
            "anteroom: your own questionnaires cannot be read: {}: {error}",
            folders.questionnaires.display()
        ));
    }
    library
}

/// The form with that id, or of that file.
pub(super) fn form(which: &str) -> Result<Form, Failure> {
    form_in(which, &Language::default()).map(|(form, _)| form)
}

/// The same in a language, and the library that it is from.
pub(super) fn form_in(which: &str, language: &Language) -> Result<(Form, Library), Failure> {
    let mut library = library();
    let is_file = Path::new(which).extension().is_some() || which.contains(std::path::MAIN_SEPARATOR);
    let mut entry = None;
    if is_file {
        let path = Path::new(which);
        let cannot = |error| Failure::input(format!("{}: {error}", folder_of(path).display()));
        library.add_neighbours(path).map_err(cannot)?;
        entry = Some(library.add_file(path));
    }
    let library = in_language(library, &language.language)?;
    let form = entry.map_or_else(|| library.form(which), |entry| library.form_of_entry(entry));
    form.map_err(|diagnostics| {
        if diagnostics.is_empty() {
            let known: Vec<String> = library.listed().iter().map(|it| format!("`{}`", it.id.value)).collect();
            return Failure::usage(format!(
                "there is no questionnaire or panel `{which}`; there are {}",
                known.join(", ")
            ));
        }
        say(&render::render(&diagnostics, &library.sources));
        Failure::input(format!("`{which}` has faults and cannot be used"))
    })
    .map(|form| (form, library))
}

/// Everything in a language that something is translated into.
fn in_language(library: Library, tag: &str) -> Result<Library, Failure> {
    if tag.is_empty() {
        return Ok(library);
    }
    let languages = library.languages();
    if languages.iter().any(|language| language.tag == tag) {
        return Ok(library.in_language(tag));
    }
    let known: Vec<String> = languages.iter().map(|language| format!("`{}`", language.tag)).collect();
    Err(Failure::usage(if known.is_empty() {
        "there are no translations beside the questionnaires".to_owned()
    } else {
        format!("there is no translation into `{tag}`; there are {}", known.join(", "))
    }))
}

/// A file's text, or standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        return read.map(|_| bytes).map_err(|error| Failure::input(format!("standard input cannot be read: {error}")));
    }
    fs::read(path).map_err(|error| Failure::input(format!("{} cannot be read: {error}", path.display())))
}

/// What a file of answers says.
pub(super) struct Record {
    pub(super) answers: Answers,
    /// Their day, `2026-11-22`; empty where the file does not say.
    pub(super) day: String,
    /// The questionnaires as they were then; empty where the file does not say.
    pub(super) questionnaires: Vec<FileMark>,
}

/// One set of answers. What the form does not know is told on standard error.
pub(super) fn record(path: &Path, form: &Form) -> Result<Record, Failure> {
    let bytes = read(path)?;
    let fault = |error: serde_json::Error| Failure::input(format!("{}: {error}", path.display()));
    let value: Value = serde_json::from_slice(&bytes).map_err(fault)?;
    let Value::Object(mut object) = value else {
        return Err(Failure::input(format!("{}: expected an object such as {{\"answers\": {{…}}}}", path.display())));
    };
    let (map, mut about) = match object.remove("answers") {
        Some(map) => (map, object),
        None => (Value::Object(object), Map::new()),
    };
    let (mut answers, mut ignored) = (Answers::new(form), Vec::new());
    ReadAnswers::new(form).into_answers(&mut answers, &mut ignored).deserialize(map).map_err(fault)?;
    for it in &ignored {
        say(&format!("anteroom: {}: `{}` does not count: {}", path.display(), it.item, it.reason));
    }
    let day = about.get("day").and_then(Value::as_str).unwrap_or_default().to_owned();
    // Like every field but the answers, it may be missing or be something else.
    let questionnaires = about.remove("questionnaires").and_then(|marks| serde_json::from_value(marks).ok());
    Ok(Record { answers, day, questionnaires: questionnaires.unwrap_or_default() })
}

/// One set of answers, see [`record`].
pub(super) fn answers(path: &Path, form: &Form) -> Result<Answers, Failure> {
    record(path, form).map(|record| record.answers)
}

/// The parts that these answers fill in: a part of a panel without any answer counts as not taken.
pub(super) fn taken(form: &Form, answers: &Answers) -> BTreeSet<usize> {
    let has_answer = |part: usize| {
        let mut items = form.items.iter().enumerate().filter(|(_, item)| item.part == part);
        items.any(|(at, _)| *answers.get(at) != Response::Blank)
    };
    let needed = |part: usize| {
        form.parts.iter().enumerate().any(|(at, it)| !it.is_panel && has_answer(at) && it.asks_first.contains(&part))
    };
    let whole = answers.is_blank();
    let is_panel = |part: usize| form.parts.get(part).is_some_and(|part| part.is_panel);
    (0..form.parts.len()).filter(|part| whole || is_panel(*part) || has_answer(*part) || needed(*part)).collect()
}

/// The evaluation of these answers.
pub(super) fn evaluation<'f>(form: &'f Form, answers: &Answers) -> Evaluation<'f> {
    let taken = taken(form, answers);
    Evaluation::new(form).only(|part| taken.contains(&part)).of(answers)
}
