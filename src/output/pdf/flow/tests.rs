use super::{Above, Column, Strip, deal};
use crate::output::pdf::layout::{Ink, Mark, Shape};

const COLUMN: Column = Column { left: 0.0, width: 100.0, top: 0.0, bottom: 100.0 };

fn strip(keep: bool) -> Strip {
    let shape = Shape::Line { from: (0.0, 0.0), to: (1.0, 0.0), thickness: 1.0, ink: Ink::Black };
    Strip { height: 30.0, marks: vec![Mark { element: Some(0), shape }], keep, ..Strip::default() }
}

fn counts(strips: &[Strip], heads: &[Vec<Strip>]) -> Vec<usize> {
    deal(strips, heads, COLUMN).pages.iter().map(|page| page.marks.len()).collect()
}

#[test]
fn a_heading_goes_on_with_its_text() {
    assert_eq!(counts(&[strip(false), strip(false), strip(true), strip(false)], &[]), [2, 2]);
}

#[test]
fn a_chain_longer_than_a_page_is_split_where_it_must() {
    assert_eq!(counts(&[strip(true), strip(true), strip(true), strip(true), strip(false)], &[]), [3, 2]);
}

#[test]
fn heads_are_repeated_and_not_read_out_again() {
    let row = Strip { table: Some(0), ..strip(false) };
    let dealt = deal(&[row.clone(), row.clone(), row.clone(), row], &[vec![strip(false)]], COLUMN);
    assert_eq!(dealt.pages.iter().map(|page| page.marks.len()).collect::<Vec<_>>(), [3, 2]);
    assert!(dealt.pages[1].marks[0].element.is_none());
}

#[test]
fn space_goes_at_the_top_of_a_page() {
    let spaced = Strip { above: Above { before: 8.0, rule: Some(1.0), after: 8.0 }, ..strip(false) };
    assert_eq!(counts(&[spaced.clone(), spaced.clone(), spaced], &[]), [3, 1]);
}
