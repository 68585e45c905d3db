//! Topics, results, answers and sources that the samples are made of.

use crate::summary::{
    AnswerKind, AnswerRow, AnswerSection, Band, Change, FileMark, Moved, QuestionnaireResult, Record, Scale,
    ScoreChange, SinceLastTime, Source, Topic,
};

pub(super) const SAFETY: &str = "If you ever get a sudden severe headache, weakness, trouble speaking, fever with a stiff neck, or \
                      thoughts of ending your life, get emergency help, whatever this sheet says.";

pub(super) fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(super) fn topic(title: &str, because: &str, why: &str, ask: &str, sources: &[usize]) -> Topic {
    Topic {
        id: title.to_lowercase().replace(' ', "-"),
        title: title.to_owned(),
        why: why.to_owned(),
        because: because.split("; ").map(str::to_owned).collect(),
        signs: Vec::new(),
        ask: ask.to_owned(),
        notes: Vec::new(),
        evidence: "Moderate".to_owned(),
        evidence_note: String::new(),
        sources: sources.to_vec(),
    }
}

pub(super) fn bands(bands: &[(&str, f64, f64)]) -> Vec<Band> {
    bands.iter().map(|(name, from, to)| Band { name: (*name).to_owned(), from: *from, to: *to, open: false }).collect()
}

pub(super) fn results() -> Vec<QuestionnaireResult> {
    let mut lost =
        bands(&[("Little", 0.0, 5.0), ("Some", 6.0, 10.0), ("A lot", 11.0, 20.0), ("Very high", 21.0, 30.0)]);
    if let Some(last) = lost.last_mut() {
        last.open = true;
    }
    vec![
        QuestionnaireResult {
            name: "Legs".to_owned(),
            patterns: strings(&["Your answers fit the pattern of restless legs."]),
            facts: strings(&["On 4 or 5 days a week, for a year or more."]),
            scores: vec![Scale {
                name: "Leg impact".to_owned(),
                unit: "of 20".to_owned(),
                low: 12.0,
                high: 12.0,
                answered: 5,
                asked: 5,
                bands: bands(&[
                    ("Low", 0.0, 5.0),
                    ("Moderate", 6.0, 10.0),
                    ("High", 11.0, 15.0),
                    ("Very high", 16.0, 20.0),
                ]),
                band: Some(2),
            }],
        },
        QuestionnaireResult {
            name: "Sleep".to_owned(),
            patterns: strings(&["Your answers fit the pattern of long-lasting insomnia."]),
            facts: strings(&["On 5 nights a week, for 3 months or more."]),
            scores: vec![Scale {
                name: "Sleep trouble".to_owned(),
                unit: "of 28".to_owned(),
                low: 17.0,
                high: 21.0,
                answered: 6,
                asked: 7,
                bands: bands(&[("Low", 0.0, 7.0), ("Mild", 8.0, 14.0), ("Moderate", 15.0, 21.0), ("High", 22.0, 28.0)]),
                band: Some(2),
            }],
        },
        QuestionnaireResult {
            name: "Headache".to_owned(),
            patterns: strings(&["Your answers fit the pattern of migraine without aura."]),
            facts: strings(&["Headache on 12 days a month, migraine on 9."]),
            scores: vec![Scale {
                name: "Days lost".to_owned(),
                unit: "in 3 months".to_owned(),
                low: 14.0,
                high: 14.0,
                answered: 3,
                asked: 3,
                bands: lost,
                band: Some(2),
            }],
        },
    ]
}

pub(super) fn routine_topics() -> Vec<Topic> {
    let mut topics = vec![
        topic(
            "Restless legs and poor sleep together",
            "Restless legs pattern: fits; Sleep trouble on 5 nights a week",
            "Legs that are restless on many nights often go with poor sleep.",
            "Are my legs the reason I sleep badly? Should we treat the legs first?",
            &[1, 2],
        ),
        topic(
            "Restless legs and migraine together",
            "Restless legs pattern: fits; Migraine pattern: fits",
            "Between 1 in 6 and 1 in 5 people with migraine also have restless legs, and medicines for one can affect the other.",
            "I have both. Can we plan treatment that suits both?",
            &[3, 4],
        ),
        topic(
            "Iron blood tests for restless legs",
            "Restless legs pattern: fits; Last ferritin test: longer ago or never",
            "Low iron stores are linked with restless legs and can be treated.",
            "Can we check my ferritin and transferrin saturation, as a morning test?",
            &[5, 6],
        ),
        topic(
            "Medicines that can make restless legs worse",
            "Medicines: amitriptyline or similar",
            "Some medicines can stir up the legs. Do not stop or change it because of this sheet.",
            "Could one of my medicines be making my legs worse? Is there another choice?",
            &[5, 7],
        ),
        topic(
            "Treatment to prevent migraine",
            "Headache on 12 days a month; 14 lost days in 3 months",
            "If headaches are frequent or cost you many days, a daily or monthly preventive may be offered.",
            "Would a preventive treatment suit me? Which ones would not upset my sleep or legs?",
            &[8],
        ),
        topic(
            "CBT-I, the first treatment for long-lasting insomnia",
            "Insomnia pattern: long-lasting",
            "A short course that changes sleep habits and thoughts works better in the long run than sleeping tablets.",
            "How can I get CBT for insomnia, in person or online?",
            &[9],
        ),
    ];
    if let Some(iron) = topics.get_mut(2) {
        iron.notes = strings(&["Nobody needs extra iron before a test: too much iron can harm and can hide bleeding."]);
        iron.evidence = "Strong".to_owned();
        iron.evidence_note = "strong for testing, moderate for the thresholds".to_owned();
    }
    topics
}

pub(super) fn further_topics() -> Vec<Topic> {
    let mut topics = vec![
        topic(
            "Headache tablets on many days",
            "Triptan on 6 days a month; Ibuprofen on 5 days a month",
            "Using headache tablets on many days a month can itself keep headaches going.",
            "Could my tablets be part of the problem? How can I cut down safely?",
            &[10],
        ),
        topic(
            "Poor sleep and migraine",
            "Migraine pattern: fits; Insomnia pattern: long-lasting",
            "Poor sleep and migraine are linked both ways, and better sleep may mean fewer attacks.",
            "Could treating my sleep help my migraine?",
            &[11],
        ),
        topic(
            "Signs of sleep apnoea",
            "Breathing pauses seen by others: yes",
            "Snoring, breathing pauses, sleepiness or high blood pressure can point to sleep apnoea.",
            "Could I have sleep apnoea? Do I need a test?",
            &[12],
        ),
        topic(
            "Treatments you may have read about",
            "Restless legs pattern: fits; Migraine pattern: fits",
            "Ketamine, Botox for legs, magnesium and zinc are talked about online, but proof is thin.",
            "What is known about this treatment, its risks and its cost?",
            &[13],
        ),
    ];
    if let Some(tablets) = topics.first_mut() {
        tablets.notes =
            strings(&["Do not stop or change a tablet because of this sheet.", "A diary for four weeks helps."]);
        tablets.evidence = "Strong".to_owned();
        tablets.evidence_note = "the thresholds are expert opinion".to_owned();
    }
    topics
}

pub(super) fn drowsy_driving() -> Topic {
    let mut driving = topic(
        "Sleepy while driving or using machines",
        "Sleepy at the wheel in the past month: yes",
        "Sleepiness at the wheel can cause a crash, and most of its causes can be treated.",
        "I get sleepy at the wheel. What could be causing it, and when is it safe to drive?",
        &[12],
    );
    driving.signs = strings(&["Sleepy at the wheel or with machines in the past month"]);
    driving.notes = strings(&["Please do not drive when you feel sleepy."]);
    driving.evidence = "Expert".to_owned();
    driving
}

pub(super) fn row(question: &str, answer: &str) -> AnswerRow {
    AnswerRow { question: question.to_owned(), answer: answer.to_owned(), kind: AnswerKind::Given }
}

pub(super) fn gap_row(question: &str, kind: AnswerKind) -> AnswerRow {
    AnswerRow { question: question.to_owned(), answer: String::new(), kind }
}

pub(super) fn section(questionnaire: &str, title: &str, rows: Vec<AnswerRow>) -> AnswerSection {
    AnswerSection { questionnaire: questionnaire.to_owned(), title: title.to_owned(), rows }
}

pub(super) fn answers() -> Vec<AnswerSection> {
    vec![
        section(
            "About you",
            "",
            vec![
                row("How old are you?", "35 to 49"),
                row("Which of these medicines do you take now?", "Amitriptyline or similar"),
                gap_row("Are you pregnant, or were you in the past 12 weeks?", AnswerKind::NotAsked),
            ],
        ),
        section(
            "Restless legs",
            "The feeling",
            vec![
                row(
                    "Do you have, or have you had, an urge to move your legs, with or without uncomfortable feelings in them?",
                    "Yes",
                ),
                row("Does the urge begin or get worse when you rest or sit still?", "Yes"),
                row(
                    "Does moving, such as walking or stretching, help while you keep moving?",
                    "Yes, completely or partly",
                ),
                row("Is it only, or mostly, in the evening or at night?", "Yes"),
                row("Could it be only cramp, sitting badly, or swelling?", "No"),
            ],
        ),
        section(
            "Restless legs",
            "How often and how much",
            vec![
                row("On how many days a week?", "4 or 5"),
                row("For how long has it been like this?", "A year or more"),
                row("How much does it trouble your sleep?", "A lot"),
                gap_row("When was your last ferritin test?", AnswerKind::DontKnow),
            ],
        ),
        section(
            "Sleep",
            "Your nights",
            vec![
                row("How hard is it to fall asleep?", "Very hard"),
                row("How often do you wake in the night?", "Most nights"),
                gap_row("Do you feel rested after sleep?", AnswerKind::Skipped),
                gap_row("Do others say that you snore loudly?", AnswerKind::DontKnow),
                gap_row("Question left off by choice", AnswerKind::LeftOff),
                row("Sleepy at the wheel or with machines in the past month?", "Yes, once or twice"),
            ],
        ),
        section(
            "Headache",
            "Your headaches",
            vec![
                row("On how many days in the past month did you have a headache?", "12 days"),
                row("Of these, how many were migraine days?", "9 days"),
                row("How long does one last without treatment?", "4 to 72 hours"),
                gap_row("Does anyone in your family have migraine?", AnswerKind::Skipped),
            ],
        ),
    ]
}

pub(super) fn sources() -> Vec<Source> {
    let cites = [
        (
            "Silber MH et al. 2021. The management of restless legs syndrome: an updated algorithm. Mayo Clin Proc 96:1921–1937.",
            "10.1016/j.mayocp.2020.12.026",
        ),
        (
            "Broman JE, Mallon L, Hetta J 2008. Restless legs syndrome and its relationship with insomnia symptoms. Psychiatry Clin Neurosci 62:472–475.",
            "10.1111/j.1440-1819.2008.01825.x",
        ),
        ("Yang X et al. 2018. Neurol Sci 39:1927–1934.", "10.1007/s10072-018-3527-7"),
        ("Meta-analysis 2019. Sleep Med.", "10.1016/j.sleep.2019.01.027"),
        ("Winkelman JW et al. 2025. AASM guideline, RLS and PLMD. J Clin Sleep Med 21:137–152.", "10.5664/jcsm.11390"),
        ("Allen RP et al. 2018. IRLSSG iron guideline. Sleep Med 41:27–44.", "10.1016/j.sleep.2017.11.1126"),
        ("Medicines that worsen restless legs: patient and clinician summary pages.", ""),
        ("Ailani J et al. 2021. AHS consensus statement. Headache 61:1021–1039.", "10.1111/head.14153"),
        ("Qaseem A et al. 2016. ACP guideline. Ann Intern Med 165:125–133.", "10.7326/M15-2175"),
        ("NICE CG150. Headaches in over 12s.", ""),
        ("Sleep and migraine: review.", ""),
        ("Kapur VK et al. 2017. J Clin Sleep Med 13:479–504.", "10.5664/jcsm.6506"),
        ("Mittal SO et al. 2018. Toxins 10:401.", "10.3390/toxins10100401"),
    ];
    cites
        .iter()
        .enumerate()
        .map(|(index, (cite, doi))| Source {
            number: index + 1,
            cite: (*cite).to_owned(),
            doi: (!doi.is_empty()).then(|| (*doi).to_owned()),
        })
        .collect()
}

pub(super) fn files() -> Vec<FileMark> {
    ["Restless legs", "Sleep", "Headache"]
        .iter()
        .map(|title| FileMark {
            title: (*title).to_owned(),
            id: title.to_lowercase().replace(' ', "-"),
            version: "1.0".to_owned(),
            fingerprint: "3f9a1c0b77d2".to_owned(),
        })
        .collect()
}

/// What changed since an earlier visit: a score that moved, one that is a range, facts by the dozen, and all lists.
pub(super) fn since_last_time() -> SinceLastTime {
    let scales: Vec<Scale> = results().into_iter().flat_map(|result| result.scores).collect();
    let change = |now: &Scale| {
        let then = Scale { low: now.low + 3.0, high: now.high + 3.0, ..now.clone() };
        ScoreChange { name: now.name.clone(), unit: now.unit.clone(), then: Some(then), now: Some(now.clone()) }
    };
    let moved = |words: &str| Moved {
        new: strings(&[&format!("{words} that is new")]),
        gone: strings(&[&format!("{words} that is gone")]),
    };
    let fact = |number| Change {
        label: format!("Fact {number}"),
        then: strings(&["9 days a month", "2 nights a week"]),
        now: strings(&["4 days a month"]),
    };
    SinceLastTime {
        day: "22 August 2026".to_owned(),
        not_compared: strings(&["Headache was filled in now and not then."]),
        same: false,
        scores: scales.iter().map(change).collect(),
        patterns: vec![Change {
            label: "Restless legs pattern".to_owned(),
            then: strings(&["does not fit"]),
            now: strings(&["fits"]),
        }],
        facts: (1..=20).map(fact).collect(),
        signs: moved("A sign"),
        topics: moved("A topic"),
        answers: moved("An answer"),
    }
}

/// A few answers for another program.
pub(super) fn record() -> Record {
    let answers = [("about_you.age", "age_35_49"), ("restless_legs.urge", "yes")];
    Record {
        day: "2026-11-22".to_owned(),
        form: "checkup".to_owned(),
        questionnaires: files(),
        answers: answers.into_iter().map(|(id, answer)| (id.to_owned(), answer.into())).collect(),
    }
}
