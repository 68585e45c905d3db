//! A typical sheet, for every bench.

use anteroom::answers::{Answers, ReadAnswers};
use anteroom::evaluation::Evaluation;
use anteroom::files::{Library, emergency_wording};
use anteroom::questionnaire::Form;
use anteroom::summary::{Summary, Wishes, summarize};
use serde::de::DeserializeSeed;

pub(crate) fn form() -> Form {
    Library::shipped().form("checkup").expect("the shipped files have no faults")
}

pub(crate) fn typical(form: &Form) -> Answers {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/sheets/typical.json")).expect("it is JSON");
    let (mut answers, mut ignored) = (Answers::new(form), Vec::new());
    let reader = ReadAnswers::new(form);
    reader.into_answers(&mut answers, &mut ignored).deserialize(&file["answers"]).expect("they are answers");
    assert!(ignored.is_empty());
    answers
}

pub(crate) fn sheet(form: &Form) -> Summary {
    let answers = typical(form);
    let (wording, _) = emergency_wording(None);
    summarize(&Evaluation::new(form).of(&answers), &answers, &wording.expect("it ships"), &Wishes::default())
}
