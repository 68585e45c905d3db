//! The answers that travel inside the PDF: those on the sheet and no others, and our own commands read them.

mod typical;

use anteroom::answers::{Answers, Response};
use anteroom::evaluation::Evaluation;
use anteroom::files::emergency_wording;
use anteroom::output::batch::Batch;
use anteroom::output::{BundledOnly, Inside, PdfOptions, answers_inside, lay_out, pdf};
use anteroom::questionnaire::Form;
use anteroom::summary::{Summary, Wishes, summarize};
use serde_json::{Map, Value};
use typical::{form, read};

const INSIDE: PdfOptions = PdfOptions { paper: anteroom::output::Paper::A4, large_print: false, attach_answers: true };
/// The most that anything inside may unpack to.
const MOST: usize = 1 << 20;
const LINE: &str = "has these answers inside it";

/// The typical person, who was also asked about dark thoughts.
fn answers(form: &Form) -> Answers {
    let mut answers = typical::answers(form, &Map::new());
    answers.set(form.item("insomnia.dark_thoughts").expect("it is asked"), Response::Option(1));
    answers
}

fn summary(form: &Form, answers: &Answers, wishes: &Wishes) -> Summary {
    let wording = emergency_wording(None).0.expect("it ships");
    summarize(&Evaluation::new(form).of(answers), answers, &wording, wishes)
}

fn attached(summary: &Summary, options: PdfOptions) -> Option<String> {
    let pages = lay_out(summary, &options, &BundledOnly).expect("it can be laid out");
    assert_eq!(pages.attachment.is_some(), pages.text().contains(LINE), "the last page says what is inside");
    pages.attachment.map(|attachment| attachment.content)
}

#[test]
fn what_is_left_off_or_private_is_not_inside() {
    let form = form();
    let ferritin = form.item("about_you.ferritin").expect("it is asked");
    let mut wishes = Wishes { day: "2026-11-22".to_owned(), left_off: [ferritin].into(), ..Wishes::default() };
    let answers = answers(&form);
    let inside = attached(&summary(&form, &answers, &wishes), INSIDE).expect("there are answers");
    assert!(inside.contains("about_you.age") && inside.contains("\"day\":\"2026-11-22\""), "{inside}");
    for word in ["ferritin", "dark_thoughts", "left_off"] {
        assert!(!inside.contains(word), "{word} in {inside}");
    }
    wishes.left_off.clear();
    wishes.print_private = true;
    let inside = attached(&summary(&form, &answers, &wishes), INSIDE).expect("there are answers");
    assert!(inside.contains("\"about_you.ferritin\":48") && inside.contains("dark_thoughts"), "{inside}");
}

#[test]
fn an_answer_that_is_no_longer_asked_for_is_not_inside() {
    let form = form();
    let mut answers = answers(&form);
    answers.set(form.item("migraine.headache_days").expect("there is this question"), Response::Number(9.0));
    let inside = attached(&summary(&form, &answers, &Wishes::default()), INSIDE).expect("there are answers");
    assert!(!inside.contains("headache_days"), "{inside}");
}

#[test]
fn nothing_is_inside_where_nothing_was_worked_out_or_nobody_wants_it() {
    let form = form();
    let mut answers = answers(&form);
    let without = PdfOptions { attach_answers: false, ..INSIDE };
    assert_eq!(attached(&summary(&form, &answers, &Wishes::default()), without), None);
    answers.set(form.item("about_you.age").expect("it is asked"), Response::Option(0));
    let stopped = summary(&form, &answers, &Wishes::default());
    assert!(stopped.stopped.is_some());
    assert_eq!(attached(&stopped, INSIDE), None);
}

#[test]
fn what_is_inside_gives_the_same_sheet_again() {
    let form = form();
    let before = summary(&form, &answers(&form), &Wishes::default());
    let inside = attached(&before, INSIDE).expect("there are answers");
    let again = summary(&form, &read(&form, serde_json::from_str(&inside).expect("it is JSON")), &Wishes::default());
    assert_eq!(before, again);

    let mut results = Vec::new();
    let line = inside.strip_suffix('\n').expect("it is a line");
    assert!(!line.contains('\n') && Batch::new(&form).line(line, &mut results));
    let results: Value = serde_json::from_slice(&results).expect("the results are JSON");
    assert_eq!((results.get("gate"), results.get("ignored")), (Some(&Value::from("ok")), None));
}

#[test]
fn the_file_is_the_same_every_time() {
    let form = form();
    let summary = summary(&form, &answers(&form), &Wishes { day: "2026-11-22".to_owned(), ..Wishes::default() });
    let file = pdf(&summary, &INSIDE, &BundledOnly).expect("it can be written");
    assert_eq!(file, pdf(&summary, &INSIDE, &BundledOnly).expect("it can be written"));
    assert_ne!(
        file,
        pdf(&summary, &PdfOptions { attach_answers: false, ..INSIDE }, &BundledOnly).expect("it can be written")
    );
}

/// A damaged sheet is read or refused, and never ends the program.
#[test]
fn a_damaged_file_gives_answers_or_none() {
    let form = form();
    let summary = summary(&form, &answers(&form), &Wishes::default());
    let whole = pdf(&summary, &INSIDE, &BundledOnly).expect("it can be written");
    let inside = answers_inside(&whole, MOST);
    assert!(matches!(&inside, Inside::Answers(content) if content.starts_with(b"{")));
    assert_eq!(answers_inside(&whole, 1000), Inside::NoAnswers, "nothing is unpacked to more than is allowed");
    let mut place = 1;
    for damage in 0..40_usize {
        let mut file = whole.clone();
        for _ in 0..=damage % 4 {
            place = place * 48_271 % 2_147_483_647;
            let at = place % file.len();
            if let Some(byte) = file.get_mut(at) {
                *byte = byte.wrapping_add(u8::try_from(damage).unwrap_or_default() | 1);
            }
        }
        if damage % 5 == 0 {
            file.truncate(place % whole.len());
        }
        if let Inside::Answers(content) = answers_inside(&file, MOST) {
            assert!(content.len() <= MOST, "damage {damage}");
        }
    }
}
