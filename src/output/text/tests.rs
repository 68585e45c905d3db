use super::{text, wrap};
use crate::output::sample;

/// Finds each phrase after the one before it.
fn in_order(sheet: &str, phrases: &[&str]) {
    let flat = sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut from = 0;
    for phrase in phrases {
        let at = flat
            .get(from..)
            .and_then(|rest| rest.find(phrase))
            .unwrap_or_else(|| panic!("`{phrase}` missing or out of order in\n{sheet}"));
        from += at + phrase.len();
    }
}

#[test]
fn the_typical_sheet_says_everything_in_order() {
    in_order(
        &text(&sample::typical()),
        &[
            "Sleep, legs and head check-up",
            "Self-reported; not a diagnosis",
            "My answers, for my appointment",
            "Name: ____",
            "Answered 22 November 2026",
            "Aged 35 to 49",
            "Please raise this within a day or two",
            "Ask: “I get sleepy at the wheel.",
            "What the answers fit",
            "Scores are our own and not validated.",
            "Leg impact: 12 of 20, in the band “High”.",
            "6 of 7 answered, so a range.",
            "Sleep trouble: 17–21 of 28, in the band “Moderate”.",
            "[ ] Restless legs and poor sleep together.",
            "evidence moderate · 1, 2",
            "“Are my legs the reason I sleep badly?",
            "My question",
            "Not answered",
            "Skipped: Rested after sleep; Migraine in the family.",
            "I don’t know: Loud snoring.",
            "Left out by choice",
            "2 answers.",
            "Keep safe",
            "Further topics",
            "More about the topics on page one",
            "Facts to bring",
            "My notes",
            "All answers",
            "Not asked",
            "Sources",
            "https://doi.org/10.1016/j.mayocp.2020.12.026",
            "Questionnaires used",
            "restless-legs, version 1.0, fingerprint",
        ],
    );
}

#[test]
fn a_second_visit_says_then_and_now() {
    in_order(
        &text(&sample::second_visit()),
        &[
            "Facts to bring",
            "Since last time",
            "Compared with the answers of 22 August 2026.",
            "Leg impact, of 20. Then: 15, High. Now: 12, High; lower by 3.",
            "Sleep trouble, of 28. Then: 20–24, Moderate; 6 of 7 answered. Now: 17–21, Moderate; 6 of 7 answered. Days",
            "Restless legs pattern. Then: does not fit. Now: fits.",
            "Fact 20. Then: 9 days a month. 2 nights a week. Now: 4 days a month.",
            "New warning signs. A sign that is new.",
            "All answers",
            "Sources",
        ],
    );
}

#[test]
fn empty_sections_vanish() {
    let sheet = text(&sample::nothing_to_report());
    for absent in ["Please raise", "What I would like", "Further topics", "Not answered", "Left out", "My question"] {
        assert!(!sheet.contains(absent), "{absent} in\n{sheet}");
    }
    assert!(sheet.contains("You did not report the warning signs we asked about."));
}

#[test]
fn a_stopped_sheet_holds_nothing_but_the_reason_and_the_safety_line() {
    let sheet = text(&sample::stopped());
    in_order(&sheet, &["These questions are for adults", "Keep safe", "If you ever get"]);
    assert!(!sheet.contains("What the answers fit"));
}

#[test]
fn a_score_without_an_answer_is_no_number() {
    let mut summary = sample::typical();
    let scale = &mut summary.results[0].scores[0];
    (scale.low, scale.high, scale.answered, scale.band) = (0.0, 20.0, 0, None);
    let sheet = text(&summary);
    assert!(sheet.contains("Leg impact: not answered. Bands: Low 0–5"), "{sheet}");
    assert!(!sheet.contains("0–20") && !sheet.contains("0 of 5"), "{sheet}");
}

#[test]
fn without_a_number_to_call_the_sentence_stands_alone() {
    let mut summary = sample::emergency();
    let call = summary.emergency_call.as_mut().unwrap();
    call.region.clear();
    call.numbers.clear();
    in_order(&text(&summary), &["Call the emergency number or go to", "department. Do not drive yourself."]);
}

#[test]
fn an_emergency_comes_first() {
    in_order(&text(&sample::emergency()), &["Please get help now", "999", "112", "Ask:", "What the answers fit"]);
}

#[test]
fn no_line_is_wider_than_78_columns() {
    for summary in [sample::typical(), sample::enormous(), sample::emergency()] {
        for line in text(&summary).lines() {
            assert!(line.chars().count() <= 78, "{line}");
        }
    }
}

#[test]
fn wrapping_cuts_long_words_and_drops_soft_hyphens() {
    assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
    assert_eq!(wrap("mi\u{ad}graine", 20), ["migraine"]);
    assert_eq!(wrap("first\nsecond", 20), ["first", "second"]);
}
