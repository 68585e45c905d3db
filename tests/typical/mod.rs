//! The person of `tests/sheets/typical.json`, for tests that change an answer or two.

use anteroom::answers::{Answers, ReadAnswers};
use anteroom::files::Library;
use anteroom::questionnaire::Form;
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

/// The check-up panel.
pub(crate) fn form() -> Form {
    Library::shipped().form("checkup").expect("the panel is sound")
}

/// Their answers with these changes; `null` takes an answer back.
pub(crate) fn answers(form: &Form, changes: &Map<String, Value>) -> Answers {
    let mut typical: Value = serde_json::from_str(include_str!("../sheets/typical.json")).expect("it is JSON");
    let map = typical.get_mut("answers").and_then(Value::as_object_mut).expect("it holds answers");
    map.extend(changes.clone());
    read(form, typical)
}

/// The answers of an object in the batch format, all of which the form must know.
pub(crate) fn read(form: &Form, mut object: Value) -> Answers {
    let (mut answers, mut ignored) = (Answers::new(form), Vec::new());
    let map = object.get_mut("answers").expect("it holds answers").take();
    ReadAnswers::new(form).into_answers(&mut answers, &mut ignored).deserialize(map).expect("they can be read");
    assert!(ignored.is_empty(), "{ignored:?}");
    answers
}
