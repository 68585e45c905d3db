//! All answers as asked, a table for each section: the answer beside its question, or under it in one column.

use super::compose::{Composer, Slot, Use, after_space, and_next, beside, table_rows, together};
use super::flow::{Above, Strip};
use super::layout::Role;
use super::lines::Span;
use crate::output::words;
use crate::summary::{AnswerRow, AnswerSection};

/// All answers, section by section.
pub(super) fn answers(composer: &mut Composer, sections: &[AnswerSection]) -> Vec<Strip> {
    if sections.is_empty() {
        return Vec::new();
    }
    let part = composer.element(None, Role::Section);
    let mut strips = composer.heading(words::ANSWERS, None, part);
    for (index, section) in sections.iter().enumerate() {
        let above = Above::space(composer.style.quarters(if index == 0 { 1.0 } else { 3.0 }));
        strips.extend(after_space(section_strips(composer, section, part), above));
    }
    strips
}

/// A section under its title, which is repeated on each new page.
fn section_strips(composer: &mut Composer, section: &AnswerSection, parent: usize) -> Vec<Strip> {
    let part = composer.element(Some(parent), Role::Section);
    let heading = composer.element(Some(part), Role::Heading(3));
    let title = words::section_title(section);
    let full = composer.full();
    let caption = composer.set(&[Span::bold(title.clone())], Use::TopicTitle, full, Some(heading));
    let mut again = composer.set(&[Span::bold(title), Span::regular(", continued")], Use::TopicTitle, full, None);
    let mut strips = and_next(together(caption));
    let one_column = composer.style.one_column();
    let table = composer.element(Some(part), if one_column { Role::List { numbered: false } } else { Role::Table });
    if !one_column {
        let head = cells(composer, [words::QUESTION, words::ANSWER], &Role::HeadCell, table);
        again.extend(head.iter().cloned());
        strips.extend(and_next(after_space(head, Above::space(2.0))));
    }
    let head = composer.table_id(again);
    let mut rows: Vec<Vec<Strip>> = section.rows.iter().map(|answer| row(composer, answer, table)).collect();
    // A title and one row at the foot of a page look like a section of one question.
    if let [first, _, ..] = rows.as_mut_slice() {
        *first = and_next(std::mem::take(first));
    }
    let gap = composer.style.quarters(if one_column { 1.0 } else { 0.5 });
    strips.extend(table_rows(rows, head, gap));
    strips
}

fn row(composer: &mut Composer, row: &AnswerRow, table: usize) -> Vec<Strip> {
    if composer.style.one_column() {
        question_over_answer(composer, row, table)
    } else {
        cells(composer, [&row.question, words::answer(row)], &Role::Cell, table)
    }
}

/// The answer under its question, bold and set in.
fn question_over_answer(composer: &mut Composer, row: &AnswerRow, list: usize) -> Vec<Strip> {
    let item = composer.element(Some(list), Role::Item);
    let label = composer.element(Some(item), Role::Label);
    let body = composer.element(Some(item), Role::Body);
    let indent = composer.style.beside_tick_box();
    let full = composer.full();
    let question = composer.lines(&[Span::regular(row.question.clone())], Use::Body, full, label);
    let slot = Slot::left(indent, full.width - indent);
    let answer = composer.lines(&[Span::bold(words::answer(row))], Use::Body, slot, body);
    let mut strips = and_next(together(question));
    strips.extend(answer);
    strips
}

fn cells(composer: &mut Composer, texts: [&str; 2], role: &Role, table: usize) -> Vec<Strip> {
    let row = composer.element(Some(table), Role::Row);
    let width = composer.style.width;
    let split = (width * 0.66).round();
    let usage = if *role == Role::HeadCell { Use::Small } else { Use::Body };
    let mut cell = |text: &str, slot| {
        let cell = composer.element(Some(row), role.clone());
        composer.set(&[Span::regular(text)], usage, slot, Some(cell))
    };
    let [question, answer] = texts;
    let question = cell(question, Slot::left(0.0, split - 14.0));
    beside(question, cell(answer, Slot::left(split, width - split)))
}
