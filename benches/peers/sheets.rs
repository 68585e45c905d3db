//! The two sheets that all are measured on, cut from a typical one and repeated from it.

use crate::sample::{form, sheet};
use anteroom::output::pages::Pages;
use anteroom::output::{BundledOnly, PdfOptions, lay_out};
use anteroom::summary::{Person, Summary};

pub(crate) const TWO_PAGES: &str = "two";
pub(crate) const LONG: &str = "long";

/// The sheet of that name.
pub(crate) fn by_name(name: &str) -> Summary {
    match name {
        TWO_PAGES => two_pages(),
        LONG => long(),
        _ => panic!("there is no sheet `{name}`, only `{TWO_PAGES}` and `{LONG}`"),
    }
}

/// How every sheet is printed.
pub(crate) fn options() -> PdfOptions {
    PdfOptions::default()
}

pub(crate) fn laid_out(summary: &Summary) -> Pages {
    lay_out(summary, &options(), &BundledOnly).expect("it can be laid out")
}

/// The typical sheet of somebody with a name.
fn typical() -> Summary {
    let mut summary = sheet(&form());
    let [name, born, answered] = ["A. Byrne", "1 May 1970", "22 November 2026"].map(str::to_owned);
    summary.person = Person { name, born, answered, ..summary.person };
    summary
}

/// Six topics, few answers, few sources: two pages, also where a program sets everything in one column.
fn two_pages() -> Summary {
    let mut summary = typical();
    for topic in &mut summary.topics {
        topic.notes.clear();
        topic.evidence_note.clear();
    }
    summary.topics.truncate(6);
    summary.further_topics.clear();
    summary.facts.clear();
    summary.answers.truncate(2);
    summary.sources.truncate(5);
    summary.files.truncate(1);
    summary
}

/// Everything over and over until it fills about two hundred pages.
fn long() -> Summary {
    let mut summary = typical();
    summary.results = repeated(&summary.results, 25);
    summary.further_topics = repeated(&summary.further_topics, 25);
    summary.facts = repeated(&summary.facts, 25);
    summary.answers = repeated(&summary.answers, 43);
    summary
}

fn repeated<T: Clone>(items: &[T], times: usize) -> Vec<T> {
    vec![items; times].concat()
}
