//! Saved answers as something to fill in: which questionnaire or panel they belong to. No pixels here.

use super::filling::Filling;
use super::home;
use crate::answers::Response;
use crate::files::{Library, Visit};
use std::cmp::Reverse;

/// Saved answers in the form that they belong to, of those that can be begun. `None` where they fit nowhere.
#[must_use]
pub(super) fn filling_of<'a>(
    saved: &Visit,
    library: &Library,
    begun_as: impl Iterator<Item = &'a str>,
) -> Option<Filling> {
    if let Ok(form) = home::form_for(library, &saved.started) {
        return Some(Filling::reopen(saved, form));
    }
    let fillings = begun_as.filter_map(|id| {
        let draft = Visit { started: id.to_owned(), ..saved.clone() };
        Some(Filling::reopen(&draft, home::form_for(library, id).ok()?))
    });
    let mut filling = fillings
        .filter(|filling| answered(filling) > 0)
        .min_by_key(|filling| (Reverse(answered(filling) + parts(filling, saved)), items(filling).count()))?;
    // They were gone through before they were saved: what is blank was skipped.
    filling.passed = (0..filling.form.sections.len()).collect();
    Some(filling)
}

/// The questions of what is filled in, by place.
fn items(filling: &Filling) -> impl Iterator<Item = usize> {
    let is_taken = |part: usize| filling.taken.get(part).copied().unwrap_or_default();
    filling.form.items.iter().enumerate().filter(move |(_, item)| is_taken(item.part)).map(|(at, _)| at)
}

fn answered(filling: &Filling) -> usize {
    items(filling).filter(|at| *filling.answers.get(*at) != Response::Blank).count()
}

/// How many of the questionnaires that the file names are filled in.
fn parts(filling: &Filling, saved: &Visit) -> usize {
    let taken = filling.form.parts.iter().zip(&filling.taken).filter(|(_, taken)| **taken);
    taken.filter(|(part, _)| saved.questionnaires.iter().any(|saved| saved.id == part.id)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Drafts, Given};
    use crate::summary::FileMark;

    fn started(answers: &[(&str, &str)], parts: &[&str]) -> Option<String> {
        let library = Library::shipped();
        let entries = home::entries(&library, &Drafts::default());
        let given = |answer: &str| Given { answer: answer.into(), ..Given::default() };
        let answers = answers.iter().map(|(id, answer)| ((*id).to_owned(), given(answer)));
        let mark = |part: &&str| FileMark { id: (*part).to_owned(), ..FileMark::default() };
        let questionnaires = parts.iter().map(mark).collect();
        let saved = Visit { answers: answers.collect(), questionnaires, ..Visit::default() };
        filling_of(&saved, &library, entries.iter().map(|entry| entry.id.as_str())).map(|filling| filling.started)
    }

    #[test]
    fn answers_open_in_the_smallest_form_that_takes_most_of_them() {
        let (age, legs, sleep) =
            (("about_you.age", "age_50_64"), ("restless_legs.urge", "yes"), ("insomnia.worry", "a_lot"));
        assert_eq!(started(&[age, legs], &[]).as_deref(), Some("restless_legs"));
        assert_eq!(started(&[age, sleep], &[]).as_deref(), Some("insomnia"));
        assert_eq!(started(&[age, legs, sleep], &[]).as_deref(), Some("checkup"));
        assert_eq!(started(&[sleep], &["restless_legs", "insomnia", "migraine"]).as_deref(), Some("checkup"));
        assert_eq!(started(&[("insomnia.gone", "yes"), ("elsewhere", "no")], &[]), None);
        assert_eq!(started(&[], &["insomnia"]), None);
    }
}
