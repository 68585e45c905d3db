//! What can come out of a file: every claim is held against the evaluation itself.

#![expect(clippy::indexing_slicing, reason = "every place comes from the form itself")]
#![expect(clippy::unwrap_used, reason = "a test may end where something is missing")]

use anteroom::answers::{Answers, Response};
use anteroom::evaluation::{Evaluation, FindingState, GateResult};
use anteroom::files::Library;
use anteroom::proof::{Subject, Verdict, survey};
use anteroom::questionnaire::{Ask, FindingKind, Form};
use anteroom::source::Source;

/// Everything in the shipped files can come out: there is a worked example for it, so there must be an answer without.
#[test]
fn witnesses_are_found_without_the_worked_examples() {
    let library = Library::shipped();
    for definition in library.definitions() {
        let form = library.form(&definition.id.value).unwrap();
        for claim in survey(definition, &form, &[]).claims {
            match &claim.verdict {
                Verdict::Possible(witness) => {
                    let answers = &witness.answers(&form);
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

/// On small forms with random rules, every answer is tried: what is said to be possible is, and what is said never to come
/// out never does.
#[test]
fn on_small_forms_every_claim_is_as_trying_everything_says() {
    let (mut random, mut never, mut possible) = (0x0123_4567_89AB_CDEF_u64, 0, 0);
    for _ in 0..150 {
        let mut library = Library::default();
        let text = small_form(&mut random);
        let entry = library.add_source(&Source { name: "small.ron".to_owned(), text: text.clone() }, None, None);
        let form = library.form_of_entry(entry).unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
        let definition = library.entries[entry].definition.as_ref().unwrap();
        let claims = survey(definition, &form, &[]).claims;
        let mut came = vec![false; claims.len()];
        let mut evaluation = Evaluation::new(&form);
        each_answers(&form, &mut |answers| {
            evaluation.run(answers);
            for (claim, came) in claims.iter().zip(&mut came) {
                *came |= comes_out(&form, &evaluation, claim.subject);
            }
        });
        for (claim, came) in claims.iter().zip(came).filter(|(claim, _)| has_a_result(claim.subject)) {
            match claim.verdict {
                Verdict::Never => never += 1,
                Verdict::Possible(_) => possible += 1,
                _ => panic!("{:?} is left open\n{text}", claim.subject),
            }
            assert_eq!(came, claim.verdict != Verdict::Never, "{:?}\n{text}", claim.subject);
        }
    }
    assert!(never > 100 && possible > 1_000, "{never} never, {possible} possible");
}

fn has_a_result(subject: Subject) -> bool {
    !matches!(subject, Subject::Rule | Subject::NotRule | Subject::Alternative)
}

fn small_form(random: &mut u64) -> String {
    let mut rule = |depth| random_rule(random, depth);
    format!(
        r#"Questionnaire(format: 1, id: "small", version: "1", title: "Small",
    sections: [Section(id: "all", title: "All", items: [
        Item(id: "yes", ask: YesNo, text: "Yes?"),
        Item(id: "one", ask: Choice([Option(id: "a", points: 0, text: "A"), Option(id: "b", points: 1, text: "B"),
            Option(id: "c", points: 3, text: "C")]), text: "Which?", show_when: "yes"),
        Item(id: "many", ask: Choices(options: [Option(id: "x", text: "X"), Option(id: "y", text: "Y"),
            Option(id: "none", text: "None")], exclusive: ["none"]), text: "Which ones?"),
        Item(id: "days", ask: Number(from: 0, to: 4, unit: "days"), text: "How many?", hide_when: "many has none"),
    ])],
    criteria: [Criterion(id: "block", name: "Block", when: "{}", fails_when: "{}")],
    scores: [Score(id: "sum", name: "Sum", sum: ["one"], range: (0, 3), only_when: "{}",
        bands: [Band(id: "low", name: "low", from: 0, to: 1), Band(id: "high", name: "high", from: 2, to: 3)])],
    findings: [Finding(id: "state", name: "State", states: [State(id: "first", when: "{}"), State(id: "second", when: "{}")],
        otherwise: State(id: "other")), Finding(id: "fits", name: "Fits", when: "{}")],
    topics: [Topic(id: "t", title: "T", urgency: Routine, evidence: Limited, why: "W.", ask: "A?",
        when: "block and {} or state = second and {}")],
)"#,
        rule(2),
        rule(1),
        rule(1),
        rule(2),
        rule(2),
        rule(2),
        rule(1),
        rule(1),
    )
}

fn random_rule(random: &mut u64, depth: usize) -> String {
    const STATEMENTS: [&str; 14] = [
        "yes",
        "not yes",
        "yes = dont_know",
        "one = a",
        "one >= b",
        "one in (a, c)",
        "many has x",
        "many has none",
        "count(many) >= 2",
        "days > 1",
        "days <= 2",
        "known(days)",
        "asked(one)",
        "points(one) < days",
    ];
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let dice = usize::try_from(*random >> 40).unwrap();
    if depth == 0 || dice % 4 == 0 {
        return STATEMENTS[dice / 4 % STATEMENTS.len()].to_owned();
    }
    let (one, other) = (random_rule(random, depth - 1), random_rule(random, depth - 1));
    match dice / 4 % 5 {
        0 | 1 => format!("({one} and {other})"),
        2 => format!("({one} or {other})"),
        3 => format!("not ({one} or {other})"),
        _ => format!("exactly 1 of ({one}, {other}, days = 3)"),
    }
}

/// Calls `visit` for every combination of responses of a small form.
fn each_answers(form: &Form, visit: &mut impl FnMut(&Answers)) {
    let responses: Vec<Vec<Response>> = form.items.iter().map(|item| all_responses(&item.ask)).collect();
    let mut places = vec![0; responses.len()];
    loop {
        let mut answers = Answers::new(form);
        for (at, (place, responses)) in places.iter().zip(&responses).enumerate() {
            answers.set(at, responses[*place].clone());
        }
        visit(&answers);
        let Some(next) = places.iter().zip(&responses).position(|(place, responses)| place + 1 < responses.len())
        else {
            return;
        };
        places[..next].fill(0);
        places[next] += 1;
    }
}

fn all_responses(ask: &Ask) -> Vec<Response> {
    let mut responses = vec![Response::Blank, Response::DontKnow];
    match ask {
        Ask::Choice { options, .. } => {
            responses.extend((0..options.len()).map(|at| Response::Option(u8::try_from(at).unwrap())));
        }
        Ask::Choices { options, exclusive } => {
            responses.extend((1..1 << options.len()).map(|bits| Response::ticks(bits, *exclusive)));
        }
        Ask::Number { .. } => responses.extend((0..=4).map(|number| Response::Number(f64::from(number)))),
        _ => {}
    }
    responses
}
