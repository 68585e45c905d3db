//! Summaries for tests: a typical one, and those that are hard to lay out.

mod parts;

use crate::summary::{AnswerKind, AnswerRow, EmergencyCall, FactGroup, Gap, Person, Stopped, Summary};
use parts::{
    SAFETY, answers, bands, drowsy_driving, files, further_topics, record, results, routine_topics, row, section,
    since_last_time, sources, strings, topic,
};

/// Legs fit, insomnia with a gap, migraine; ten topics and a prompt one.
pub(crate) fn typical() -> Summary {
    Summary {
        form_title: "Sleep, legs and head check-up".to_owned(),
        languages: Vec::new(),
        person: Person {
            name: String::new(),
            born: String::new(),
            answered: "22 November 2026".to_owned(),
            facts: strings(&[
                "Aged 35 to 49",
                "Medicines: amitriptyline or similar; triptan 6 days, ibuprofen 5 days, 9 days a month in all",
            ]),
        },
        stopped: None,
        emergencies: Vec::new(),
        emergency_call: None,
        prompt: vec![drowsy_driving()],
        warnings: strings(&["Head and leg warning signs: you did not report the other ones we asked about."]),
        results: results(),
        topics: routine_topics(),
        further_topics: further_topics(),
        own_questions: strings(&["Can I do anything about my legs on a long journey?"]),
        not_answered: vec![
            Gap { label: "Rested after sleep".to_owned(), kind: AnswerKind::Skipped },
            Gap { label: "Migraine in the family".to_owned(), kind: AnswerKind::Skipped },
            Gap { label: "Loud snoring".to_owned(), kind: AnswerKind::DontKnow },
        ],
        not_taken: Vec::new(),
        left_out: 2,
        safety: SAFETY.to_owned(),
        facts: vec![
            FactGroup {
                label: "Iron".to_owned(),
                lines: strings(&["Last ferritin test: not known", "Heavy periods: no"]),
            },
            FactGroup {
                label: "Headache tablets".to_owned(),
                lines: strings(&["Triptan on 6 days a month", "Ibuprofen on 5 days a month", "9 days a month in all"]),
            },
        ],
        own_notes: "Started in spring after the second pregnancy.\nWorse on long car journeys and in the cinema."
            .to_owned(),
        answers: answers(),
        since_last_time: None,
        sources: sources(),
        files: files(),
        record: Some(record()),
    }
}

/// The typical sheet of somebody who was there before.
pub(crate) fn second_visit() -> Summary {
    Summary { since_last_time: Some(since_last_time()), ..typical() }
}

/// A sheet without topics.
pub(crate) fn nothing_to_report() -> Summary {
    let mut summary = typical();
    summary.person.name = "Zoë Müller-Ångström".to_owned();
    summary.person.born = "1 March 1986".to_owned();
    summary.person.facts = strings(&["Aged 35 to 49", "Medicines: none ticked"]);
    summary.prompt.clear();
    summary.warnings = strings(&["You did not report the warning signs we asked about."]);
    for (result, pattern) in summary.results.iter_mut().zip([
        "Your answers do not fit the pattern of restless legs.",
        "Your answers do not fit the pattern of insomnia.",
        "Your answers do not fit the pattern of migraine.",
    ]) {
        result.patterns = strings(&[pattern]);
        result.facts.clear();
        for score in &mut result.scores {
            (score.low, score.high, score.band, score.answered) = (2.0, 2.0, Some(0), score.asked);
        }
    }
    summary.topics.clear();
    summary.further_topics.clear();
    summary.own_questions.clear();
    summary.not_answered.clear();
    summary.left_out = 0;
    summary.facts.clear();
    summary.own_notes.clear();
    summary.sources.clear();
    summary
}

/// An emergency answer with everything else.
pub(crate) fn emergency() -> Summary {
    let mut summary = typical();
    let mut head = topic(
        "Headache warning sign: get help now",
        "Sudden severe headache: yes",
        "Some sudden or unusual headaches can be a sign of bleeding, infection, eye disease or a pregnancy problem that \
         needs care at once.",
        "I have this headache with these signs. Could it be something serious?",
        &[12],
    );
    head.signs = strings(&["A sudden headache that was at its worst within a minute or so", "Fever with a stiff neck"]);
    head.evidence = "Expert".to_owned();
    head.evidence_note = "guideline lists; little outcome data".to_owned();
    summary.emergencies = vec![head];
    summary.emergency_call = Some(EmergencyCall {
        title: "Please get help now".to_owned(),
        lead: "Your answer is a warning sign that needs care at once.".to_owned(),
        call: "Call the emergency number or go to the nearest emergency department.".to_owned(),
        also: "Do not drive yourself. Show this sheet to whoever helps you.".to_owned(),
        region: "United Kingdom".to_owned(),
        numbers: strings(&["999", "112"]),
    });
    summary
}

/// Most questions skipped, one part not taken.
pub(crate) fn incomplete() -> Summary {
    let mut summary = nothing_to_report();
    summary.results.truncate(2);
    for result in &mut summary.results {
        result.patterns = vec![format!("{}: too few answers to say whether they fit a pattern.", result.name)];
        for score in &mut result.scores {
            (score.low, score.high, score.band, score.answered) =
                (0.0, score.bands.last().map_or(0.0, |band| band.to), None, 1);
        }
    }
    summary.warnings = strings(&["Warning signs were not fully checked."]);
    summary.not_answered = (1..=40)
        .map(|number| Gap {
            label: format!("Question {number} in a few words"),
            kind: if number % 3 == 0 { AnswerKind::DontKnow } else { AnswerKind::Skipped },
        })
        .collect();
    summary.not_taken = strings(&["Headache"]);
    for section in &mut summary.answers {
        for row in &mut section.rows {
            row.answer.clear();
            row.kind = AnswerKind::Skipped;
        }
    }
    summary
}

/// A person under 18.
pub(crate) fn stopped() -> Summary {
    let mut summary = typical();
    summary.stopped = Some(Stopped {
        title: "These questions are for adults".to_owned(),
        text: strings(&[
            "Nothing was worked out from the answers, because the questions were made for people of 18 or over.",
            "Please talk with a parent or someone you trust, and with your doctor. You can bring this sheet.",
        ]),
    });
    summary
}

/// More than any sheet will hold: 60 topics, a note of 2,000 characters, a word of 300 letters, 40 open questions.
pub(crate) fn enormous() -> Summary {
    let mut summary = emergency();
    summary.prompt = (0..12).map(|_| drowsy_driving()).collect();
    summary.topics = routine_topics().into_iter().cycle().take(60).collect();
    if let Some(first) = summary.topics.first_mut() {
        first.notes = vec!["A long note that goes on. ".repeat(80)];
    }
    summary.own_questions = vec!["w".repeat(300), "Why does it hurt? ".repeat(60)];
    summary.not_answered = incomplete().not_answered;
    summary.own_notes = "Everything that came to my mind, and more. ".repeat(50);
    summary.not_taken = strings(&["Headache"]);
    let long: Vec<AnswerRow> =
        (0..120).map(|number| row(&format!("Question {number}, as it was asked?"), "Yes")).collect();
    summary.answers.push(section("Long", "A hundred and twenty rows", long));
    summary
}

/// Names, scales and characters that do not keep to what is usual.
pub(crate) fn odd() -> Summary {
    let mut summary = emergency();
    summary.person.name = "Maximiliane-Alexandra von und zu Hohenfels-Wolkenstein 测".to_owned();
    summary.person.born = "the first of March, 1986".to_owned();
    if let Some(call) = &mut summary.emergency_call {
        call.region.clear();
        call.numbers.clear();
    }
    summary.results.truncate(2);
    if let [legs, sleep] = summary.results.as_mut_slice() {
        legs.scores.extend(sleep.scores.clone());
        sleep.scores.truncate(1);
        if let Some(scale) = sleep.scores.first_mut() {
            scale.name = "A name of a score that is long".to_owned();
            scale.bands = bands(&[
                ("Not at all", 0.0, 1.0),
                ("Now and then", 2.0, 4.0),
                ("Moderately severe", 5.0, 16.0),
                ("Severe and lasting", 17.0, 24.0),
                ("Very severe", 25.0, 28.0),
            ]);
            scale.band = Some(3);
        }
    }
    let mut unscored = nothing_to_report().results;
    unscored.truncate(1);
    for result in &mut unscored {
        result.name = "Without a score".to_owned();
        result.scores.clear();
    }
    summary.results.extend(unscored);
    for topic in &mut summary.topics {
        topic.title =
            format!("{}, with a title that goes on for longer than a line of the sheet can hold", topic.title);
    }
    summary
}
