//! The sheet as a whole: page one fits, nothing is lost, the bytes repeat.

mod look;

use super::layout::{Pages, Shape};
use super::{BundledOnly, Paper, PdfOptions, lay_out, pdf};
use crate::output::{sample, text};
use crate::summary::Summary;

const LARGE: PdfOptions = PdfOptions { paper: Paper::A4, large_print: true, attach_answers: true };

fn pages(summary: &Summary) -> Pages {
    lay_out(summary, &PdfOptions::default(), &BundledOnly).unwrap()
}

fn page_text(pages: &Pages, index: usize) -> String {
    Pages { pages: vec![pages.pages[index].clone()], ..pages.clone() }.text()
}

#[test]
fn the_passages_say_all_that_is_no_decoration_and_none_is_long() {
    for summary in [sample::typical(), sample::emergency(), sample::incomplete()] {
        let mut pages = pages(&summary);
        for page in &mut pages.pages {
            page.marks.retain(|mark| mark.element.is_some());
        }
        let passages: Vec<_> = pages.pages.iter().flat_map(|page| pages.passages(page)).collect();
        let words: Vec<_> = passages.iter().map(|passage| passage.words.as_str()).collect();
        assert_eq!(words.join(" "), pages.text());
        assert_eq!(passages.iter().filter(|passage| passage.heading == Some(1)).count(), 1, "{words:#?}");
        let long: Vec<_> = words.iter().filter(|words| words.chars().count() > 1_000).collect();
        assert!(long.is_empty(), "{long:#?}");
    }
}

/// Words only: full stops and line ends after hyphens go.
fn plain(text: &str) -> String {
    let text = text.replace("- ", "-").replace(['.', ':', ';', '·'], " ");
    text.split_whitespace().filter(|word| !word.contains("___")).collect::<Vec<_>>().join(" ")
}

/// The sentences of the text form, without tick boxes and the lines under headings.
fn sentences(sheet: &str) -> Vec<String> {
    let lines: Vec<&str> = sheet.lines().collect();
    let paragraphs = lines.split(|line| line.is_empty() || line.starts_with("---") || line.starts_with("==="));
    let unmarked = |line: &&str| line.trim_start().trim_start_matches("[ ] ").trim_start_matches("- ").to_owned();
    let paragraphs = paragraphs.map(|lines| lines.iter().map(unmarked).collect::<Vec<_>>().join(" "));
    let sentences = paragraphs.flat_map(|text| text.replace("? ", "?. ").split(". ").map(plain).collect::<Vec<_>>());
    sentences.filter(|sentence| !sentence.is_empty()).collect()
}

#[test]
fn every_sentence_of_the_text_form_is_on_the_sheet() {
    for summary in
        [sample::typical(), sample::nothing_to_report(), sample::emergency(), sample::incomplete(), sample::stopped()]
    {
        let mut read_out = pages(&summary);
        for page in &mut read_out.pages {
            page.marks.retain(|mark| mark.element.is_some());
        }
        let paper = plain(&read_out.text()).replace("Question Answer ", "");
        for sentence in sentences(&text(&summary)) {
            // Where no topic fits page one, the first heading is that of all of them.
            if sentence != "Further topics" {
                assert!(paper.contains(&sentence), "`{sentence}` is not on the sheet:\n{paper}");
            }
        }
    }
}

#[test]
fn page_one_stands_alone_and_says_what_follows() {
    let sheet = pages(&sample::typical());
    let first = page_text(&sheet, 0);
    for phrase in [
        "Please raise this",
        "What the answers fit",
        "What I would like",
        "Keep safe",
        "all answers follow",
        "Page 1 of",
    ] {
        assert!(first.contains(phrase), "{phrase} in\n{first}");
    }
    assert!(first.matches("Self-reported; not a diagnosis").count() == 1);
    assert!(page_text(&sheet, 1).contains("Further topics"));
}

#[test]
fn a_score_without_an_answer_is_no_number() {
    let mut summary = sample::typical();
    let scale = &mut summary.results[0].scores[0];
    (scale.low, scale.high, scale.answered, scale.band) = (0.0, 20.0, 0, None);
    let sheet = pages(&summary);
    assert!(sheet.text().contains("Leg impact: not answered. Bands: Low 0–5"), "{}", sheet.text());
    let drawn: Vec<&str> = sheet.pages[0]
        .marks
        .iter()
        .filter_map(|mark| match &mark.shape {
            Shape::Text(run) => Some(run.text.as_str()),
            _ => None,
        })
        .collect();
    assert!(drawn.contains(&"not answered") && !drawn.contains(&"0–20"), "{drawn:?}");
    let marks =
        |sheet: &Pages| sheet.pages[0].marks.iter().filter(|mark| matches!(mark.shape, Shape::Polygon(_))).count();
    assert_eq!(marks(&sheet) + 1, marks(&pages(&sample::typical())), "nothing points at the scale");
}

#[test]
fn page_one_points_to_what_changed() {
    for options in [PdfOptions::default(), LARGE] {
        let sheet = lay_out(&sample::second_visit(), &options, &BundledOnly).unwrap();
        let first = page_text(&sheet, 0);
        assert!(first.contains("Since 22 August 2026: 1 new warning sign; Leg impact 12, was 15; "), "{first}");
        let (_, page) = first.split_once("More on page ").unwrap();
        let page: usize = page.split('.').next().unwrap().parse().unwrap();
        assert!(page_text(&sheet, page - 1).contains("Since last time Compared with the answers of"), "page {page}");
    }
}

#[test]
fn what_changed_is_a_table_that_goes_on_over_pages() {
    let sheet = lay_out(&sample::second_visit(), &LARGE, &BundledOnly).unwrap();
    let whole = sheet.text();
    for words in [
        "What Then Now Leg impact, of 20 15, High 12, High; lower by 3 ",
        "Restless legs pattern does not fit fits",
        "Fact 20 9 days a month. 2 nights a week. 4 days a month.",
        "Since last time, continued What Then Now Fact",
        "Headache was filled in now and not then.",
        "New warning signs A sign that is new. Warning signs not reported now A sign that is gone.",
        "New topics A topic that is new.",
        "Topics no longer here A topic that is gone.",
        "Answered now, open then An answer that is new.",
        "Answered then, open now An answer that is gone.",
    ] {
        assert!(whole.contains(words), "`{words}` is not in\n{whole}");
    }
    assert_inside(&sheet);
}

#[test]
fn page_one_fits_whatever_comes() {
    for options in [PdfOptions::default(), PdfOptions { paper: Paper::Letter, ..PdfOptions::default() }, LARGE] {
        let summary = Summary { since_last_time: sample::second_visit().since_last_time, ..sample::enormous() };
        let sheet = lay_out(&summary, &options, &BundledOnly).unwrap();
        let first = page_text(&sheet, 0);
        for phrase in ["Please get help now", "999", "Please raise this", "Keep safe", "thoughts of ending your life"] {
            assert!(first.contains(phrase), "{phrase} in\n{first}");
        }
        assert!(first.contains("topics and all answers follow."), "{first}");
        assert!(!first.contains("see page 99"), "{first}");
        assert_inside(&sheet);
    }
}

#[test]
fn the_safety_line_is_on_page_one_in_large_print_too() {
    for summary in [sample::typical(), sample::emergency(), sample::enormous()] {
        for paper in [Paper::A4, Paper::Letter] {
            let options = PdfOptions { paper, ..LARGE };
            let first = page_text(&lay_out(&summary, &options, &BundledOnly).unwrap(), 0);
            assert!(first.contains("Keep safe If you ever get"), "{first}");
        }
    }
}

#[test]
fn nothing_is_lost_when_page_one_is_full() {
    let summary = sample::enormous();
    let whole = pages(&summary).text();
    assert_eq!(whole.matches("Are my legs the reason I sleep badly").count(), 10);
    assert!(whole.contains("Question 40 in a few words"));
    assert!(whole.replace(' ', "").contains(&"w".repeat(300)));
    assert!(whole.contains("Question 119, as it was asked?"));
    assert_eq!(whole.matches("I get sleepy at the wheel").count(), 12);
}

#[test]
fn everything_stays_on_the_paper() {
    for summary in [
        sample::typical(),
        sample::emergency(),
        sample::incomplete(),
        sample::enormous(),
        sample::odd(),
        sample::stopped(),
    ] {
        assert_inside(&pages(&summary));
        assert_inside(&lay_out(&summary, &LARGE, &BundledOnly).unwrap());
    }
}

fn assert_inside(sheet: &Pages) {
    for (index, page) in sheet.pages.iter().enumerate() {
        for mark in &page.marks {
            if let Shape::Text(run) = &mark.shape {
                assert!(run.x >= 40.0 && run.x + run.width <= sheet.width - 40.0, "page {index}: {run:?}");
                assert!(run.baseline > 20.0 && run.baseline < sheet.height - 15.0, "page {index}: {run:?}");
            }
        }
    }
}

#[test]
fn type_is_never_smaller_than_ten_points() {
    for (options, least) in [(PdfOptions::default(), 10.0), (LARGE, 16.0)] {
        let sheet = lay_out(&sample::typical(), &options, &BundledOnly).unwrap();
        for mark in sheet.pages.iter().flat_map(|page| &page.marks) {
            if let Shape::Text(run) = &mark.shape {
                assert!(run.size >= least, "{run:?}");
            }
        }
    }
}

#[test]
fn heads_of_tables_are_repeated() {
    let sheet = pages(&sample::enormous());
    assert!(sheet.pages.iter().enumerate().any(|(index, _)| {
        page_text(&sheet, index).contains("A hundred and twenty rows, continued Question Answer")
    }));
}

#[test]
fn the_same_sheet_is_the_same_file() {
    let options = PdfOptions::default();
    let first = pdf(&sample::typical(), &options, &BundledOnly).unwrap();
    let other = pdf(&sample::emergency(), &options, &BundledOnly).unwrap();
    assert_eq!(first, pdf(&sample::typical(), &options, &BundledOnly).unwrap());
    assert_ne!(first, other);
    assert!(first.starts_with(b"%PDF-1.7"));
}

#[test]
fn foreign_characters_are_said_and_explained() {
    let mut summary = sample::typical();
    summary.own_questions = vec!["测 🙂".to_owned()];
    let words = pages(&summary).text();
    assert!(words.contains("[U+6D4B] [U+1F642]"));
    assert!(words.contains("cannot print"));
    assert!(!pages(&sample::typical()).text().contains("cannot print"));
}

/// Writes sheets to look at into the folder that `ANTEROOM_SHEETS` names.
#[test]
#[ignore = "writes files to look at"]
fn write_sheets() {
    let folder = std::path::PathBuf::from(std::env::var_os("ANTEROOM_SHEETS").expect("ANTEROOM_SHEETS names a folder"));
    let letter = PdfOptions { paper: Paper::Letter, ..PdfOptions::default() };
    let sheets = [
        ("typical", sample::typical(), PdfOptions::default()),
        ("nothing", sample::nothing_to_report(), PdfOptions::default()),
        ("enormous", sample::enormous(), PdfOptions::default()),
        ("emergency", sample::emergency(), PdfOptions::default()),
        ("incomplete", sample::incomplete(), PdfOptions::default()),
        ("odd", sample::odd(), PdfOptions::default()),
        ("urgent", sample::emergency(), LARGE),
        ("stopped", sample::stopped(), PdfOptions::default()),
        ("letter", sample::typical(), letter),
        ("large", sample::typical(), LARGE),
    ];
    for (name, summary, options) in sheets {
        std::fs::write(folder.join(format!("{name}.pdf")), pdf(&summary, &options, &BundledOnly).unwrap()).unwrap();
        std::fs::write(folder.join(format!("{name}.txt")), text(&summary)).unwrap();
    }
    let start = std::time::Instant::now();
    for _ in 0..50 {
        pdf(&sample::nothing_to_report(), &PdfOptions::default(), &BundledOnly).unwrap();
    }
    println!("{:?} a sheet", start.elapsed() / 50);
}
