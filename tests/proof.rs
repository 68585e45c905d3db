//! What can come out of a file: every claim is held against the evaluation itself.

#![expect(clippy::indexing_slicing, reason = "every place comes from the form itself")]
#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use anteroom::answers::{Answers, Response};
use anteroom::evaluation::{Evaluation, FindingState, GateResult};
use anteroom::files::Library;
use anteroom::proof::{Subject, Verdict, survey};
use anteroom::questionnaire::{Ask, FindingKind, Form};

/// Everything in the shipped files can come out: there is a worked example for it, so there must be an answer without.
#[test]
fn witnesses_are_found_without_the_worked_examples() {
    let library = Library::shipped();
    for definition in library.definitions() {
        let form = library.form(&definition.id.value).unwrap();
        for claim in survey(definition, &form, &[]).claims {
            match &claim.verdict {
                Verdict::Possible(answers) => {
                    let evaluation = Evaluation::new(&form).of(answers);
                    assert!(comes_out(&form, &evaluation, claim.subject), "{:?} of {}", claim.subject, form.id);
                    let is_gate = matches!(claim.subject, Subject::Gate(_) | Subject::Contradiction(_));
                    let is_part = claim.subject == Subject::Alternative;
                    let open = evaluation.gate(answers) == GateResult::Open;
                    assert!(is_gate || is_part || open, "{:?} of {} stops the form", claim.subject, form.id);
                }
                // About a questionnaire that is not part of this one: the panel proves it.
                Verdict::Elsewhere => assert!(definition.order.len() < 4, "{:?}", claim.subject),
                verdict => panic!("{:?} of {}: {verdict:?}", claim.subject, form.id),
            }
        }
    }
}

/// Says from the evaluation alone whether something came out.
fn comes_out(form: &Form, evaluation: &Evaluation, subject: Subject) -> bool {
    match subject {
        Subject::Asked(at) => evaluation.is_asked(at),
        Subject::NotAsked(at) => !evaluation.is_asked(at),
        Subject::Holds(at) => evaluation.criterion(at).holds(),
        Subject::Fails(at) => !evaluation.criterion(at).holds(),
        Subject::Bound(at, is_most) => {
            let range = form.scores[at].range;
            evaluation.score(at).and_then(|score| score.total()) == Some(if is_most { range.1 } else { range.0 })
        }
        Subject::Band(at, band) => evaluation.score(at).and_then(|score| score.band) == Some(band),
        Subject::State(at, state) => evaluation.finding(at) == FindingState::State(state),
        Subject::Says(at, truth) => {
            assert!(matches!(form.findings[at].kind, FindingKind::YesNo { .. }));
            evaluation.finding(at) == FindingState::Truth(truth)
        }
        Subject::Level(at, level) => evaluation.flag(at) == Some(level),
        Subject::Shown(at) => evaluation.topic(at),
        Subject::NotShown(at) => !evaluation.topic(at),
        Subject::Card(at) => evaluation.card(at),
        Subject::Gate(at) => evaluation.truth(&form.gates[at].when).holds(),
        Subject::Contradiction(at) => evaluation.truth(&form.constraints[at].when).holds(),
        // Parts of rules have no result of their own.
        Subject::Rule | Subject::NotRule | Subject::Alternative => true,
    }
}

/// Random answers never bring out what was said never to come out.
#[test]
fn never_means_never() {
    let (library, mut claims) = (Library::shipped(), 0);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/faulty");
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let mut library = library.clone();
        let entry = library.add_file(&path);
        let (Some(survey), Ok(form)) = (library.check(entry).survey, library.form_of_entry(entry)) else { continue };
        let never: Vec<Subject> =
            survey.claims.iter().filter(|it| it.verdict == Verdict::Never).map(|it| it.subject).collect();
        claims += never.len();
        let mut evaluation = Evaluation::new(&form);
        for _ in 0..2_000 {
            let answers = any_answers(&form, &mut random);
            evaluation.run(&answers);
            if evaluation.gate(&answers) != GateResult::Open {
                continue;
            }
            for subject in
                never.iter().filter(|it| !matches!(it, Subject::Rule | Subject::NotRule | Subject::Alternative))
            {
                assert!(!comes_out(&form, &evaluation, *subject), "{subject:?} in {} for {answers:?}", path.display());
            }
        }
    }
    assert!(claims >= 15, "only {claims} claims to refute");
}

fn any_answers(form: &Form, random: &mut u64) -> Answers {
    let mut below = |limit: u64| {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        *random % limit
    };
    let mut answers = Answers::new(form);
    for (at, item) in form.items.iter().enumerate() {
        let response = match (below(6), &item.ask) {
            (0, _) => Response::Blank,
            (1, ask) if ask.offers_dont_know() => Response::DontKnow,
            (_, Ask::Choice { options, .. }) => Response::Option(u8::try_from(below(options.len() as u64)).unwrap()),
            (_, Ask::Choices { options, exclusive }) => Response::ticks(below(1 << options.len()), *exclusive),
            (_, Ask::Number { from, to, .. }) => {
                // Numbers of the corpus have small ranges.
                let step = (0..=below(50)).map(|_| 1.0).sum::<f64>() - 1.0;
                Response::Number((from + step).min(*to))
            }
            _ => Response::Blank,
        };
        answers.set(at, response);
    }
    answers
}
