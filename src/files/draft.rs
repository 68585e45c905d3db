//! A questionnaire that was begun: written after every answer, so that nothing is lost.

use super::write::write_whole;
use crate::answers::{Answers, Ignored, ReadAnswers, response_to_json};
use crate::questionnaire::Form;
use serde::de::DeserializeSeed;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The format of the files written today.
const FORMAT: u32 = 1;

/// What lies on disk. Answers are in the batch format, by the id of the question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Counts up when the meaning of this file changes.
    pub format: u32,
    /// Id of what was begun on the home screen: a panel, or one questionnaire.
    pub started: String,
    /// Id of the form that the answers belong to.
    pub form: String,
    /// Ids of the parts that are filled in.
    pub parts: Vec<String>,
    /// The section that was open: `insomnia.past_month`.
    pub section: String,
    /// Sections that were gone through, by part and id.
    pub passed: Vec<String>,
    /// The day of the last change, `2026-11-22`.
    pub changed: String,
    /// Answers, and those that a changed questionnaire has no place for any more.
    pub answers: Map<String, Value>,
    /// Questions whose answers are left off the sheet, by id.
    pub left_off: Vec<String>,
    /// The person agreed that private answers are kept and printed.
    pub print_private: bool,
    /// Name as typed.
    pub name: String,
    /// Date of birth as typed.
    pub born: String,
    /// Topics taken off page one, by id.
    pub topics_off: BTreeSet<String>,
    /// Topics in the person's own order, by id.
    pub topic_order: Vec<String>,
    /// Own questions.
    pub own_questions: String,
    /// Own medicines.
    pub own_medicines: String,
    /// Own notes.
    pub own_notes: String,
}

impl Draft {
    /// Puts answers in, private ones only where the person agreed. Answers without a place are kept beside them.
    pub fn put_answers(&mut self, form: &Form, answers: &Answers, unfit: &Map<String, Value>) {
        self.format = FORMAT;
        self.answers.clone_from(unfit);
        for (at, item) in form.items.iter().enumerate().filter(|(_, item)| !item.private || self.print_private) {
            if let Some(value) = response_to_json(item, answers.get(at)) {
                self.answers.insert(item.id.clone(), value);
            }
        }
    }

    /// The answers for a form, the messages about those that no longer fit, and those answers as they lie on disk.
    #[must_use]
    pub fn take_answers(&self, form: &Form) -> (Answers, Vec<Ignored>, Map<String, Value>) {
        let mut answers = Answers::new(form);
        let mut ignored = Vec::new();
        let reader = ReadAnswers::new(form);
        let read = reader.into_answers(&mut answers, &mut ignored).deserialize(Value::Object(self.answers.clone()));
        if let Err(error) = read {
            ignored.push(Ignored { item: String::new(), reason: error.to_string() });
        }
        let unfit = self.answers.iter().filter(|(id, _)| ignored.iter().any(|it| it.item == **id));
        let unfit = unfit.map(|(id, value)| (id.clone(), value.clone())).collect();
        (answers, ignored, unfit)
    }

    fn path(folder: &Path, started: &str) -> PathBuf {
        let name: String = started.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        folder.join(format!("draft-{name}.json"))
    }

    /// The draft of what was begun under this id, if there is one that can be read.
    #[must_use]
    pub fn load(folder: &Path, started: &str) -> Option<Self> {
        let text = std::fs::read_to_string(Self::path(folder, started)).ok()?;
        Self::from_json(serde_json::from_str(&text).ok()?).filter(|draft| draft.started == started)
    }

    /// A draft as it lies on disk; `None` where it is none, or one of another format.
    pub(super) fn from_json(value: Value) -> Option<Self> {
        serde_json::from_value(value).ok().filter(|draft: &Self| draft.format == FORMAT)
    }

    /// Keeps the draft in a folder.
    ///
    /// # Errors
    /// Where it cannot be written; an older draft is then still there.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        write_whole(&Self::path(folder, &self.started), &text)
    }

    /// Deletes the draft of what was begun under this id.
    ///
    /// # Errors
    /// Where it is there and cannot be deleted.
    pub fn delete(folder: &Path, started: &str) -> io::Result<()> {
        match std::fs::remove_file(Self::path(folder, started)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Response;
    use crate::files::Library;

    fn form() -> Form {
        Library::shipped().form("insomnia").unwrap()
    }

    #[test]
    fn a_draft_comes_back_without_private_answers() {
        let (folder, form) = (tempfile::tempdir().unwrap(), form());
        let private = form.items.iter().position(|item| item.private).unwrap();
        let open = form.item("falling_asleep").unwrap();
        let mut answers = Answers::new(&form);
        answers.set(private, Response::Option(1));
        answers.set(open, Response::Option(2));
        let mut draft = Draft { started: "insomnia".to_owned(), ..Draft::default() };
        draft.put_answers(&form, &answers, &Map::new());
        draft.save(folder.path()).unwrap();
        let read = Draft::load(folder.path(), "insomnia").unwrap();
        assert_eq!(read, draft);
        let (back, ignored, _) = read.take_answers(&form);
        assert_eq!((back.get(open), back.get(private)), (&Response::Option(2), &Response::Blank));
        assert!(ignored.is_empty());

        draft.print_private = true;
        draft.put_answers(&form, &answers, &Map::new());
        assert_eq!(draft.take_answers(&form).0, answers);
    }

    #[test]
    fn answers_that_no_longer_fit_are_kept_and_named() {
        let form = form();
        let gone = Map::from_iter([("insomnia.gone".to_owned(), Value::from("yes"))]);
        let mut draft = Draft { started: "insomnia".to_owned(), ..Draft::default() };
        draft.put_answers(&form, &Answers::new(&form), &gone);
        let (answers, ignored, unfit) = draft.take_answers(&form);
        assert!(answers.is_blank());
        assert_eq!((ignored.len(), unfit), (1, gone));
    }

    #[test]
    fn a_deleted_draft_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft { format: FORMAT, started: "insomnia".to_owned(), ..Draft::default() };
        draft.save(folder.path()).unwrap();
        Draft::delete(folder.path(), "insomnia").unwrap();
        Draft::delete(folder.path(), "insomnia").unwrap();
        assert_eq!(Draft::load(folder.path(), "insomnia"), None);
    }
}
