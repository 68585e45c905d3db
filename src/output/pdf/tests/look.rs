//! How the sheet looks on every paper and in both sizes of print: nothing is left alone, cut off or out of its column.

use std::collections::BTreeMap;

use super::page_text;
use crate::output::pdf::layout::{Pages, Role, Shape, TextRun};
use crate::output::pdf::{BundledOnly, Paper, PdfOptions, lay_out};
use crate::output::{sample, words};
use crate::summary::Summary;

const LARGE_LETTER: PdfOptions = PdfOptions { paper: Paper::Letter, large_print: true, attach_answers: true };

/// A piece of text with its page and its element.
struct Piece<'a> {
    page: usize,
    element: Option<usize>,
    run: &'a TextRun,
}

fn pieces(sheet: &Pages) -> impl Iterator<Item = Piece<'_>> {
    let marks =
        sheet.pages.iter().enumerate().flat_map(|(page, marks)| marks.marks.iter().map(move |mark| (page, mark)));
    marks.filter_map(|(page, mark)| match &mark.shape {
        Shape::Text(run) => Some(Piece { page, element: mark.element, run }),
        _ => None,
    })
}

/// Every sample on every paper in both sizes of print.
fn for_all(check: impl Fn(&str, &Pages)) {
    let samples = [
        ("typical", sample::typical()),
        ("nothing", sample::nothing_to_report()),
        ("emergency", sample::emergency()),
        ("incomplete", sample::incomplete()),
        ("stopped", sample::stopped()),
        ("enormous", sample::enormous()),
        ("odd", sample::odd()),
        ("nothing but warning signs", Summary { results: Vec::new(), ..sample::nothing_to_report() }),
    ];
    for (name, summary) in samples {
        for paper in [Paper::A4, Paper::Letter] {
            for large_print in [false, true] {
                let sheet =
                    lay_out(&summary, &PdfOptions { paper, large_print, attach_answers: true }, &BundledOnly).unwrap();
                check(&format!("{name}, {paper:?}, large print: {large_print}"), &sheet);
            }
        }
    }
}

#[test]
fn page_one_refers_to_pages_that_there_are() {
    for_all(|name, sheet| {
        let first = page_text(sheet, 0);
        for (_, after) in first.match_indices(" page ").map(|(at, found)| first.split_at(at + found.len())) {
            let number: String = after.chars().take_while(char::is_ascii_digit).collect();
            let page = number.parse::<usize>().ok();
            assert!(page.is_none_or(|page| page > 1 && page <= sheet.pages.len()), "{name}: page {number}\n{first}");
        }
    });
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    for_all(|name, sheet| {
        // The lines of each element, by page.
        let mut lines: BTreeMap<usize, BTreeMap<usize, Vec<f64>>> = BTreeMap::new();
        for piece in pieces(sheet) {
            let Some(element) = piece.element else { continue };
            if sheet.elements[element].role == Role::Paragraph || sheet.elements[element].role == Role::Body {
                let lines = lines.entry(element).or_default().entry(piece.page).or_default();
                if lines.last().is_none_or(|line| (line - piece.run.baseline).abs() > 0.1) {
                    lines.push(piece.run.baseline);
                }
            }
        }
        for pages in lines.values().filter(|pages| pages.len() > 1) {
            for (page, lines) in pages {
                assert!(lines.len() > 1, "{name}: a single line on page {}", page + 1);
            }
        }
    });
}

#[test]
fn no_heading_ends_a_page() {
    for_all(|name, sheet| {
        for page in 0..sheet.pages.len() {
            // Under the heading of the notes there is room to write, and no text.
            let last = pieces(sheet).filter(|piece| piece.page == page && piece.run.text != words::VISIT);
            let role = last.filter_map(|piece| piece.element).last().map(|last| &sheet.elements[last].role);
            let heads = matches!(role, Some(Role::Heading(_) | Role::HeadCell | Role::Label));
            assert!(!heads, "{name}: {role:?} ends page {}", page + 1);
        }
    });
}

#[test]
fn a_topic_stays_with_its_question() {
    for_all(|name, sheet| {
        let mut titles = BTreeMap::new();
        let mut questions = 0;
        for piece in pieces(sheet) {
            let Some(element) = piece.element else { continue };
            let section = sheet.elements[element].parent;
            match sheet.elements[element].role {
                Role::Heading(3) => {
                    titles.insert(section, piece.page);
                }
                Role::Paragraph if piece.run.text.starts_with('“') => {
                    if let Some(page) = titles.get(&section) {
                        questions += 1;
                        assert_eq!(piece.page, *page, "{name}: `{}`", piece.run.text);
                    }
                }
                _ => {}
            }
        }
        assert!(
            questions > 0
                || name.starts_with("nothing")
                || name.starts_with("incomplete")
                || name.starts_with("stopped")
        );
    });
}

#[test]
fn answers_stand_in_one_column_in_large_print() {
    for paper in [Paper::A4, Paper::Letter] {
        let sheet =
            lay_out(&sample::enormous(), &PdfOptions { paper, large_print: true, attach_answers: true }, &BundledOnly)
                .unwrap();
        let mut answers = 0;
        for piece in pieces(&sheet) {
            let list = piece.element.and_then(|element| {
                let item = sheet.elements[element].parent?;
                Some(&sheet.elements[sheet.elements[item].parent?].role)
            });
            if list == Some(&Role::List { numbered: false }) {
                answers += 1;
                assert!(piece.run.x < sheet.width / 2.0, "{:?}", piece.run);
            }
        }
        assert!(answers >= 240, "{answers}");
        assert!(!sheet.elements.iter().any(|element| element.role == Role::Table));
    }
}

#[test]
fn large_print_tells_the_results_in_a_line_each_and_names_topics() {
    for paper in [Paper::A4, Paper::Letter] {
        let sheet =
            lay_out(&sample::typical(), &PdfOptions { paper, large_print: true, attach_answers: true }, &BundledOnly)
                .unwrap();
        let first = page_text(&sheet, 0);
        for phrase in [
            "Please raise this within a day or two Sleepy while driving",
            "Legs. Your answers fit the pattern of restless legs. Leg impact 12 of 20: High.",
            "Sleep trouble 17–21 of 28: Moderate.",
            "All in full on page 2.",
            "Restless legs and poor sleep together.",
            "Keep safe If you ever get",
            words::SELF_REPORTED,
        ] {
            assert!(first.contains(phrase), "{phrase} in\n{first}");
        }
    }
}

#[test]
fn the_safety_line_stays_with_a_long_name_beside_an_emergency() {
    let mut summary = sample::emergency();
    summary.person.name = "Maximiliane-Alexandra Friederike von und zu Hohenfels-Wolkenstein".to_owned();
    summary.person.born = "Wednesday, the twenty-fourth of September, 1948".to_owned();
    for (summary, region) in [(summary.clone(), "Ireland"), (summary, "")] {
        let first = page_text(&lay_out(&with_region(summary, region), &LARGE_LETTER, &BundledOnly).unwrap(), 0);
        for phrase in ["Hohenfels- Wolkenstein", "1948", "Please get help now", "999", "stiff neck", "Keep safe If you"]
        {
            assert!(first.contains(phrase), "{phrase} in\n{first}");
        }
    }
}

fn with_region(mut summary: Summary, region: &str) -> Summary {
    if let Some(call) = &mut summary.emergency_call {
        region.clone_into(&mut call.region);
    }
    summary
}

#[test]
fn what_an_emergency_leaves_no_room_for_follows_at_once() {
    let mut summary = sample::emergency();
    summary.emergencies = summary.emergencies.iter().cycle().take(4).cloned().collect();
    let sheet = lay_out(&summary, &LARGE_LETTER, &BundledOnly).unwrap();
    let first = page_text(&sheet, 0);
    for phrase in ["get help now. All in full on page 2.", "Keep safe If you ever get"] {
        assert!(first.contains(phrase), "{phrase} in\n{first}");
    }
    let second = page_text(&sheet, 1);
    assert!(second.contains(words::EMERGENCIES), "{second}");
    assert!(second.contains("Could it be something serious?"), "{second}");
}

#[test]
fn the_edges_of_a_page_are_never_cut_off() {
    let mut summary = sample::typical();
    summary.form_title = "A check-up of sleep, legs, head, heart and of much that somebody may ask about".to_owned();
    summary.person.name = "Maximiliane-Alexandra von und zu Hohenfels".to_owned();
    summary.person.born = "24 September 1948".to_owned();
    for paper in [Paper::A4, Paper::Letter] {
        for large_print in [false, true] {
            let sheet =
                lay_out(&summary, &PdfOptions { paper, large_print, attach_answers: true }, &BundledOnly).unwrap();
            for index in 0..sheet.pages.len() {
                let text = page_text(&sheet, index);
                let number = format!("Page {} of {}", index + 1, sheet.pages.len());
                for whole in [&summary.form_title, words::SELF_REPORTED, &number] {
                    assert!(text.contains(whole), "{whole} on page {}:\n{text}", index + 1);
                }
                assert!(index == 0 || text.contains(&format!("· {}", summary.person.born)), "{text}");
            }
        }
    }
}
