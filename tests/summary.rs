//! What the sheet says, where that is easily got wrong.

mod typical;

use anteroom::evaluation::Evaluation;
use anteroom::files::emergency_wording;
use anteroom::output::text;
use anteroom::summary::{AnswerKind, AnswerSection, Summary, Wishes, summarize};
use serde_json::{Map, Value};

/// The sheet of the typical person with other answers to some questions.
fn summary(changes: &Map<String, Value>, wishes: &Wishes) -> Summary {
    let form = typical::form();
    let answers = typical::answers(&form, changes);
    let wording = emergency_wording(None).0.expect("it ships");
    summarize(&Evaluation::new(&form).of(&answers), &answers, &wording, wishes)
}

#[test]
fn words_never_stand_in_the_place_of_an_emergency_number() {
    let sign = Value::from(vec!["weak_numb_bladder"]);
    let emergency = Map::from_iter([("restless_legs.leg_warnings".to_owned(), sign)]);
    for (region, name, numbers) in [("ie", "Ireland", vec!["112", "999"]), ("au", "", vec![]), ("", "", vec![])] {
        let wishes = Wishes { region: region.to_owned(), ..Wishes::default() };
        let call = summary(&emergency, &wishes).emergency_call.expect("it is an emergency");
        assert_eq!((call.region.as_str(), call.numbers), (name, numbers.into_iter().map(str::to_owned).collect()));
        assert!(call.call.starts_with("Call your local emergency number"), "{}", call.call);
    }
}

#[test]
fn a_score_without_an_answer_is_nowhere_a_number() {
    let open = ["bother", "sleep_spoiled", "tired", "mood", "sitting_still"];
    let changes = open.iter().map(|id| (format!("restless_legs.{id}"), Value::from("dont_know"))).collect();
    let sheet = text(&summary(&changes, &Wishes::default()));
    assert!(sheet.contains("Leg impact: not answered."), "{sheet}");
    assert!(!sheet.contains("0–20") && !sheet.contains("Leg impact not answered"), "{sheet}");
}

#[test]
fn what_was_not_asked_is_told_in_one_row_for_a_whole_section() {
    let no_headache = Map::from_iter([("migraine.headache".to_owned(), Value::from("no"))]);
    let summary = summary(&no_headache, &Wishes::default());
    let alone = |section: &&AnswerSection| section.rows.len() == 1;
    let merged = summary.answers.iter().filter(alone).filter(|section| section.rows[0].kind == AnswerKind::NotAsked);
    let questions: Vec<&str> = merged.map(|section| section.rows[0].question.as_str()).collect();
    assert!(questions.len() > 3 && questions.iter().any(|it| it.starts_with("The ")), "{questions:?}");
}

#[test]
fn ticked_medicines_never_look_like_all_of_them() {
    let wishes = Wishes { own_medicines: "Aspirin, 100 mg\n\nVitamin D".to_owned(), ..Wishes::default() };
    let facts = summary(&Map::new(), &wishes).person.facts;
    assert!(facts.iter().any(|fact| fact.contains("2 medicines in my own words")), "{facts:?}");
}
