//! Drafts of format 1: answers without their words, and the parts by their ids alone.

use super::visit::{FORMAT, Given, Visit};
use crate::summary::FileMark;
use serde_json::{Map, Value};

/// What to know of a draft of format 1 as a visit of today; `None` where it is none.
pub(super) fn read(mut value: Value) -> Option<Visit> {
    let object = value.as_object_mut()?;
    let answers: Map<String, Value> = taken(object, "answers")?;
    let parts: Vec<String> = taken(object, "parts")?;
    object.insert("format".to_owned(), FORMAT.into());
    let mut visit: Visit = serde_json::from_value(value).ok()?;
    let given = |answer| Given { answer, ..Given::default() };
    visit.answers = answers.into_iter().map(|(id, answer)| (id, given(answer))).collect();
    visit.questionnaires = parts.into_iter().map(|id| FileMark { id, ..FileMark::default() }).collect();
    visit.begun.clone_from(&visit.changed);
    Some(visit)
}

/// Takes a field out; as at first where it is not there, `None` where it is something else.
fn taken<T: Default + serde::de::DeserializeOwned>(object: &mut Map<String, Value>, field: &str) -> Option<T> {
    object.remove(field).map_or_else(|| Some(T::default()), |value| serde_json::from_value(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_draft_of_format_1_is_read() {
        let text = include_str!("../../../tests/visits/format_1.json");
        let visit = read(serde_json::from_str(text).unwrap()).unwrap();
        assert_eq!((visit.format, visit.started.as_str(), visit.form.as_str()), (FORMAT, "insomnia", "checkup"));
        assert_eq!((visit.begun.as_str(), visit.changed.as_str(), visit.finished), ("2026-11-21", "2026-11-21", None));
        assert_eq!(visit.section, "insomnia.past_month");
        assert_eq!(visit.answers["insomnia.worry"].answer, "a_lot");
        assert_eq!(visit.answers.len(), 4);
        assert_eq!(
            visit.questionnaires.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(),
            ["about_you", "insomnia"]
        );
        assert!(visit.print_private && visit.topics_off.contains("sleep_diary"));
        assert_eq!((visit.name.as_str(), visit.own_questions.as_str()), ("A. Byrne", "Can I drive?"));
        assert!(visit.unknown.is_empty(), "{:?}", visit.unknown);
    }
}
