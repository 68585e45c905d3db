//! How long the engine takes: reading, checking, evaluating, drawing. See `benches/README.md`.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a bench that cannot run has nothing to say"
)]

mod sample;

use anteroom::definition;
use anteroom::evaluation::{Evaluation, check_examples};
use anteroom::files::Library;
use anteroom::output::{BundledOnly, PdfOptions, lay_out, pdf};
use anteroom::questionnaire::{Form, assemble};
use anteroom::source::{Source, SourceId};
use anteroom::summary::Summary;
use divan::{Bencher, black_box};
use sample::{form, sheet, typical};
use std::fmt::Write;

fn main() {
    divan::main();
}

const SHIPPED: [&str; 5] = ["about_you", "restless_legs", "insomnia", "migraine", "checkup"];

/// Reads, resolves and types all shipped files, without their examples.
#[divan::bench]
fn shipped_files_read() -> Form {
    Library::shipped().form("checkup").expect("the shipped files have no faults")
}

/// The same for each file, and runs its worked examples, as `anteroom check` does.
#[divan::bench]
fn shipped_files_check() -> usize {
    let library = Library::shipped();
    let check = |id: &&str| {
        let form = library.form(id).expect("the shipped files have no faults");
        let definitions = library.definitions();
        let definition = definitions.iter().find(|it| it.id.value == *id).expect("it ships");
        check_examples(definition, &form).len()
    };
    SHIPPED.iter().map(check).sum()
}

/// Everything that `anteroom check` does for each shipped file: read, examples, and the proofs of what can come out.
#[divan::bench]
fn shipped_files_proofs() -> usize {
    let library = Library::shipped();
    (0..library.entries.len()).map(|entry| library.check(entry).diagnostics.len()).sum()
}

/// A questionnaire of so many questions, each with its rule, in sections of ten.
fn long_file(items: usize) -> String {
    let mut text =
        String::from("Questionnaire(format: 1, id: \"long\", version: \"1\", title: \"Long\",\n    sections: [\n");
    for section in 0..items / 10 {
        writeln!(text, "        Section(id: \"s{section}\", title: \"Section {section}\", items: [").unwrap();
        for item in section * 10..section * 10 + 10 {
            let rule = if item % 10 == 0 {
                String::new()
            } else {
                format!(" show_when: \"q{} = yes or n{} >= 3\",", item - 1, section)
            };
            writeln!(
                text,
                "            Item(id: \"q{item}\", ask: YesNo, text: \"Does question number {item} fit you at present?\", \
                 help: \"Think of the past month.\",{rule}),"
            )
            .unwrap();
        }
        writeln!(text, "            Item(id: \"n{section}\", ask: Number(from: 0, to: 7, unit: \"days\"), text: \"How many days?\"),").unwrap();
        writeln!(text, "        ]),").unwrap();
    }
    text.push_str("    ],\n)\n");
    text
}

/// Read, resolve and type a long file.
#[divan::bench(args = [100, 1_000, 10_000])]
fn long_file_check(bencher: Bencher, items: usize) {
    let source = Source { name: "long.ron".to_owned(), text: long_file(items) };
    bencher.bench(|| {
        let (definition, faults) = definition::read(black_box(&source), SourceId(0));
        assert!(faults.is_empty());
        let (form, faults) = assemble(&definition.expect("it can be read"), &[]);
        assert!(faults.is_empty());
        form
    });
}

/// The same, and what can come out of it.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn long_file_proofs(bencher: Bencher, items: usize) {
    let mut library = Library::default();
    let source = Source { name: "long.ron".to_owned(), text: long_file(items) };
    let entry = library.add_source(&source, None, None);
    bencher.bench(|| library.check(entry).survey.expect("it has no errors").claims.len());
}

/// Only read the same file.
#[divan::bench(args = [100, 1_000, 10_000])]
fn long_file_read(bencher: Bencher, items: usize) {
    let source = Source { name: "long.ron".to_owned(), text: long_file(items) };
    bencher.bench(|| definition::read(black_box(&source), SourceId(0)));
}

/// The crate `ron` reading the same file as values.
#[divan::bench(args = [100, 1_000, 10_000])]
fn long_file_crate_ron(bencher: Bencher, items: usize) {
    let text = long_file(items);
    bencher.bench(|| ron::from_str::<ron::Value>(black_box(&text)).expect("ron reads it"));
}

/// One evaluation of the whole panel.
#[divan::bench]
fn panel_evaluation(bencher: Bencher) {
    let form = form();
    let answers = typical(&form);
    let mut evaluation = Evaluation::new(&form);
    bencher.bench_local(|| evaluation.run(black_box(&answers)));
}

/// The words of the sheet.
#[divan::bench]
fn panel_summary(bencher: Bencher) {
    let form = form();
    bencher.bench(|| sheet(&form));
}

/// The whole sheet as PDF, all answers and sources included.
#[divan::bench]
fn whole_sheet_pdf(bencher: Bencher) {
    let summary = sheet(&form());
    bencher.bench(|| pdf(black_box(&summary), &PdfOptions::default(), &BundledOnly).expect("it can be drawn"));
}

/// A sheet of three pages: without the list of all answers, further topics and facts to bring.
fn short_sheet() -> Summary {
    let mut summary = sheet(&form());
    summary.answers.clear();
    summary.further_topics.clear();
    summary.facts.clear();
    summary
}

#[divan::bench]
fn short_sheet_pdf(bencher: Bencher) {
    let summary = short_sheet();
    bencher.bench(|| pdf(black_box(&summary), &PdfOptions::default(), &BundledOnly).expect("it can be drawn"));
}

/// Only its layout.
#[divan::bench]
fn short_sheet_layout(bencher: Bencher) {
    let summary = short_sheet();
    bencher.bench(|| lay_out(black_box(&summary), &PdfOptions::default(), &BundledOnly));
}
