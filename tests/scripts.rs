//! Sheets in scripts that the bundled faces lack, with the fonts that are installed here. A script without a font is
//! left out: `tests/run` installs some for most.

use anteroom::answers::Answers;
use anteroom::evaluation::Evaluation;
use anteroom::files::{Library, emergency_wording, installed_fonts};
use anteroom::output::pages::{Face, FaceOf, Pages, Shape, TextRun};
use anteroom::output::{PdfOptions, Wanted, find_face, lay_out};
use anteroom::summary::{Wishes, summarize};

/// The name of a script, and words in it.
const SCRIPTS: [(&str, &str); 6] = [
    ("Arabic", "لا أستطيع النوم منذ 3 أشهر"),
    ("Devanagari", "क्षत्रिय को नींद नहीं आती"),
    ("Han", "山田花子"),
    ("Hebrew", "אני לא ישן כבר 3 חודשים"),
    ("Kana", "よるにあしがむずむずします"),
    ("Thai", "ฉันนอนไม่หลับมาสามเดือนแล้ว"),
];

fn has_font(words: &str) -> bool {
    let signs = words.chars().filter(|sign| !sign.is_ascii()).collect();
    [Face::Regular, Face::Bold]
        .into_iter()
        .all(|face| find_face(installed_fonts(), &Wanted { signs: &signs, face, han: None }).is_some())
}

fn sheet(words: &str) -> Pages {
    let form = Library::shipped().form("restless_legs").expect("it is shipped");
    let answers = Answers::new(&form);
    let evaluation = Evaluation::new(&form).of(&answers);
    let (wording, _) = emergency_wording(None);
    let own_notes = format!("{words} {words}\n{}", words.replace(' ', "").repeat(40));
    let wishes = Wishes { name: words.to_owned(), own_notes, ..Wishes::default() };
    let summary = summarize(&evaluation, &answers, &wording.expect("it is shipped"), &wishes);
    lay_out(&summary, &PdfOptions::default(), installed_fonts()).expect("it can be laid out")
}

fn runs(pages: &Pages) -> impl Iterator<Item = &TextRun> {
    pages.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    })
}

#[test]
fn words_in_many_scripts_are_set_whole_and_inside_the_page() {
    for (script, words) in SCRIPTS.iter().filter(|(_, words)| has_font(words)) {
        let pages = sheet(words);
        let text = pages.text();
        assert!(text.contains(words), "{script}: {text}");
        assert!(!text.contains("[U+"), "{script}: {text}");
        let borrowed = |run: &&TextRun| run.stretches.iter().any(|it| matches!(it.face, FaceOf::Other(_)));
        for run in runs(&pages).filter(borrowed) {
            assert!(run.width > 0.0 && run.x >= 43.9 && run.x + run.width <= pages.width - 43.9, "{script}: {run:?}");
        }
    }
}

#[test]
fn paragraphs_from_right_to_left_begin_at_the_right() {
    for (script, words) in
        SCRIPTS.iter().filter(|(script, words)| ["Arabic", "Hebrew"].contains(script) && has_font(words))
    {
        let pages = sheet(words);
        let twice = format!("{words} {words}");
        let run = runs(&pages).find(|run| run.text == twice).expect("the note is there");
        assert!((run.x + run.width - (pages.width - 44.0)).abs() < 0.1, "{script}: {run:?}");
        let figure = run.stretches.iter().find(|stretch| stretch.text.contains('3')).expect("it has a figure");
        let first = run.stretches.first().expect("it has words");
        assert!(!figure.right_to_left && first.right_to_left && figure.x < first.x, "{script}: {run:?}");
    }
}
