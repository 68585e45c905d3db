//! What changed since an earlier visit: a line on page one, and a table of then and now.

use super::compose::{Composer, Slot, Use, after_space, and_next, beside, table_rows, together};
use super::fit::Plan;
use super::flow::{Above, Anchor, Strip};
use super::later::{anchored, groups};
use super::layout::Role;
use super::lines::Span;
use crate::output::changes;
use crate::summary::{SinceLastTime, Summary};

/// The line on page one that points to the rest.
pub(super) fn pointer(composer: &mut Composer, summary: &Summary, plan: &Plan) -> Vec<Strip> {
    let Some(since) = summary.since_last_time.as_ref().filter(|_| plan.since > 0) else { return Vec::new() };
    let section = composer.element(None, Role::Section);
    let (when, what) = changes::pointer(since, plan.pages.since);
    let spans = [Span::bold(when), Span::regular(format!(" {what}"))];
    let slot = composer.full();
    let lines = composer.paragraph(&spans, Use::Body, slot, section);
    after_space(together(lines), Above::space(composer.style.quarters(2.0)))
}

/// The section on a later page.
pub(super) fn section(composer: &mut Composer, summary: &Summary) -> Vec<Strip> {
    let Some(since) = &summary.since_last_time else { return Vec::new() };
    let section = composer.element(None, Role::Section);
    let mut strips = composer.heading(changes::SINCE, None, section);
    for paragraph in changes::opening(since) {
        let slot = composer.full();
        let lines = composer.paragraph(&[Span::regular(paragraph)], Use::Body, slot, section);
        strips.extend(after_space(lines, Above::space(composer.style.quarters(1.0))));
    }
    strips.extend(table(composer, since, section));
    let gap = composer.style.quarters(3.0);
    strips.extend(after_space(groups(composer, &changes::groups(since), section), Above::space(gap)));
    anchored(strips, Anchor::Since)
}

fn table(composer: &mut Composer, since: &SinceLastTime, section: usize) -> Vec<Strip> {
    let rows = changes::rows(since);
    if rows.is_empty() {
        return Vec::new();
    }
    let table = composer.element(Some(section), Role::Table);
    let head = head(composer, table);
    let full = composer.full();
    let again = [Span::bold(changes::SINCE), Span::regular(", continued")];
    let mut again = composer.set(&again, Use::TopicTitle, full, None);
    again.extend(head.iter().cloned());
    let number = composer.table_id(again);
    let mut strips = and_next(after_space(head, Above::space(composer.style.quarters(2.0))));
    let rows: Vec<Vec<Strip>> = rows.iter().map(|content| row(composer, content, table)).collect();
    strips.extend(table_rows(rows, number, composer.style.quarters(0.5)));
    strips
}

fn head(composer: &mut Composer, table: usize) -> Vec<Strip> {
    let cells = [changes::WHAT, changes::THEN, changes::NOW].map(|words| vec![Span::regular(words)]);
    columns(composer, cells.map(|words| vec![words]), (Role::HeadCell, Use::Small), table)
}

fn row(composer: &mut Composer, content: &changes::Row, table: usize) -> Vec<Strip> {
    let lines = |lines: &[String]| lines.iter().map(|line| vec![Span::regular(line.clone())]).collect();
    let what = vec![vec![Span::bold(content.what.clone())]];
    columns(composer, [what, lines(&content.then), lines(&content.now)], (Role::Cell, Use::Body), table)
}

/// Three cells side by side, each with its lines.
fn columns(
    composer: &mut Composer,
    cells: [Vec<Vec<Span>>; 3],
    (role, usage): (Role, Use),
    table: usize,
) -> Vec<Strip> {
    let row = composer.element(Some(table), Role::Row);
    let third = (composer.style.width / 3.0).round();
    let mut x = 0.0;
    let [what, then, now] = cells.map(|lines| {
        let cell = composer.element(Some(row), role.clone());
        let slot = Slot::left(x, third - 12.0);
        x += third;
        lines.iter().flat_map(|line| composer.set(line, usage, slot, Some(cell))).collect()
    });
    beside(what, beside(then, now))
}
