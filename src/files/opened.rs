//! A file that the person opens: what it is, told by what is in it.

use super::library::describe;
use super::visits::{FORMAT, Given, Visit, VisitFault};
use crate::output::{Inside, answers_inside};
use crate::source::LARGEST_FILE;
use crate::summary::FileMark;
use serde_json::{Deserializer, Map, Value};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What can be opened, in words.
const WHAT_CAN_BE_OPENED: &str =
    "What can be opened: a questionnaire (.ron), saved answers (.json), and a sheet that was made here (.pdf)";

/// What a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// A questionnaire, to be read by the library.
    Questionnaire,
    /// Saved answers. Where `started` is blank, the file does not say what they were begun as.
    Answers(Box<Visit>),
}

/// Looks into a file.
///
/// # Errors
/// Why it cannot be opened, in whole sentences without the last full stop.
pub fn look_into(path: &Path) -> Result<Opened, String> {
    let bytes = read(path)?;
    let named = |ending: &str| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(ending));
    if named("ron") {
        return Ok(Opened::Questionnaire);
    }
    if bytes.starts_with(b"%PDF-") {
        return sheet(&bytes).map(|draft| Opened::Answers(Box::new(draft)));
    }
    let is_object = text_of(&bytes).trim_ascii_start().starts_with(b"{");
    if is_object {
        answers(text_of(&bytes)).map(|draft| Opened::Answers(Box::new(draft)))
    } else {
        Err(WHAT_CAN_BE_OPENED.to_owned())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let in_words = |error: &io::Error| format!("It cannot be read: {}", describe(error));
    let about = fs::metadata(path).map_err(|error| in_words(&error))?;
    if about.is_dir() {
        return Err("It is a folder. Please choose a file in it".to_owned());
    }
    // Others, such as a pipe, may never end.
    if !about.is_file() {
        return Err(WHAT_CAN_BE_OPENED.to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| in_words(&error))?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|error| in_words(&error))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(format!("It is larger than {} MB. {WHAT_CAN_BE_OPENED}", LARGEST_FILE / (1024 * 1024)));
    }
    Ok(bytes)
}

/// Without the mark that some programs put before text.
fn text_of(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn sheet(bytes: &[u8]) -> Result<Visit, String> {
    match answers_inside(bytes, usize::try_from(LARGEST_FILE).unwrap_or(usize::MAX)) {
        Inside::Answers(content) => answers(&content),
        Inside::NoAnswers => Err("This sheet has no answers inside that can be read, so there is nothing to open. \
             Your PDF program can show it"
            .to_owned()),
        Inside::NotOurs => Err("It is a PDF of another program, or was changed by one. \
             Only a sheet that was made here has answers to open"
            .to_owned()),
    }
}

/// Saved answers: a draft, one line of the batch format, or the answers alone.
fn answers(text: &[u8]) -> Result<Visit, String> {
    let mut objects = Deserializer::from_slice(text).into_iter::<Map<String, Value>>();
    let first = objects.next().unwrap_or_else(|| Ok(Map::new()));
    let mut object = first.map_err(|error| format!("It is not whole: {error}"))?;
    if objects.next().is_some() {
        return Err("It holds more than one set of answers. Only one can be opened".to_owned());
    }
    if object.contains_key("started") && object.contains_key("format") {
        return match Visit::from_value(Value::Object(object)) {
            Ok(visit) if visit.format <= FORMAT => Ok(Visit { id: String::new(), ..visit }),
            Ok(_) | Err(VisitFault::Newer) => {
                Err("It was saved by a newer version of this program, and cannot be read here".to_owned())
            }
            Err(_) => Err("It is damaged, and cannot be read".to_owned()),
        };
    }
    let (answers, about) = match object.remove("answers") {
        Some(Value::Object(answers)) => (answers, object),
        Some(_) => return Err("Its “answers” are not what answers look like. Nothing can be opened from it".to_owned()),
        None => (object, Map::new()),
    };
    let text = |name: &str| about.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let parts = about.get("questionnaires").and_then(Value::as_array).into_iter().flatten();
    let mark = |part: &Value| serde_json::from_value::<FileMark>(part.clone()).ok();
    let questionnaires = parts.filter_map(mark).filter(|mark| !mark.id.is_empty()).collect();
    let given = |answer: Value| match serde_json::from_value(answer.clone()) {
        Ok(given) if answer.get("answer").is_some() => given,
        _ => Given { answer, ..Given::default() },
    };
    let answers = answers.into_iter().map(|(id, answer)| (id, given(answer))).collect();
    Ok(Visit { form: text("form"), changed: text("day"), questionnaires, answers, ..Visit::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;
    use tempfile::TempDir;

    fn file(name: &str, content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        (folder, path)
    }

    fn opened(name: &str, content: impl AsRef<[u8]>) -> Result<Opened, String> {
        let (_folder, path) = file(name, content);
        look_into(&path)
    }

    fn visit(content: &str) -> Visit {
        match opened("answers.json", content) {
            Ok(Opened::Answers(visit)) => *visit,
            other => panic!("{content}: {other:?}"),
        }
    }

    #[test]
    fn answers_come_in_the_batch_format_alone_and_as_a_draft() {
        let answers = Map::from_iter([("insomnia.worry".to_owned(), Value::from("a_lot"))]);
        let batch = visit(
            r#"{"id": 7, "day": "2026-11-22", "questionnaires": [{"id": "insomnia"}], "answers": {"insomnia.worry": "a_lot"}}"#,
        );
        assert_eq!((&batch.plain_answers(), batch.changed.as_str()), (&answers, "2026-11-22"));
        assert_eq!(batch.questionnaires.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(), ["insomnia"]);
        assert_eq!(visit("\u{feff} {\"insomnia.worry\": \"a_lot\"}\n").plain_answers(), answers);
        let kept =
            visit(r#"{"format": 1, "started": "insomnia", "name": "A", "answers": {"insomnia.worry": "a_lot"}}"#);
        assert_eq!((kept.started.as_str(), kept.name.as_str(), &kept.plain_answers()), ("insomnia", "A", &answers));
    }

    #[test]
    fn what_cannot_be_opened_is_said() {
        let cases: [(&str, &[u8], &str); 8] = [
            ("notes.txt", b"Dear doctor", "What can be opened"),
            ("empty.json", b"", "What can be opened"),
            ("picture.png", &[0x89, 0x50, 0x4e, 0x47, 0, 255], "What can be opened"),
            ("half.json", b"{\"answers\": {\"a\": ", "It is not whole"),
            ("list.json", b"{\"answers\": [1]}", "not what answers look like"),
            ("many.json", b"{\"answers\": {}}\n{\"answers\": {}}\n", "more than one set"),
            ("new.json", b"{\"format\": 99, \"started\": \"insomnia\"}", "newer version"),
            ("other.pdf", b"%PDF-1.4\nhello", "a PDF of another program"),
        ];
        for (name, content, said) in cases {
            let fault = opened(name, content).unwrap_err();
            assert!(fault.contains(said), "{name}: {fault}");
        }
        let (folder, path) = file("a.json", "{}");
        assert!(look_into(&path.with_extension("gone")).unwrap_err().contains("there is no such file"));
        assert!(look_into(folder.path()).unwrap_err().contains("It is a folder"));
    }

    #[test]
    fn a_huge_file_is_not_read_whole() {
        let (_folder, path) = file("huge.json", "{");
        File::options().write(true).open(&path).unwrap().set_len(3 << 30).unwrap();
        assert!(look_into(&path).unwrap_err().contains("larger than 32 MB"));
    }
}
