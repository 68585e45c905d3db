//! `anteroom summarize`.

use super::answers_file::{self, Record};
use super::arguments::{PaperSize, Summarize};
use super::{Done, Failure, Outcome, print, say};
use crate::definition::Emergency;
use crate::files::{Folders, emergency_wording, installed_fonts, write_whole};
use crate::output::{self, Paper, PdfOptions};
use crate::questionnaire::Form;
use crate::summary::{Earlier, Summary, Wishes, summarize};
use std::path::Path;

pub(super) fn run(arguments: &Summarize) -> Done {
    if arguments.output.is_none() && !arguments.text && !arguments.json {
        return Err(Failure::usage("say where the sheet should go: `-o sheet.pdf`, `--text` or `--json`"));
    }
    let (form, library) = answers_file::form_in(&arguments.which.panel, &arguments.language)?;
    let Record { answers, day, .. } = answers_file::record(&arguments.answers, &form)?;
    let earlier = earlier(arguments, &form)?;
    let evaluation = answers_file::evaluation(&form, &answers);
    let folders = Folders::of_this_computer();
    let (wording, faults) = emergency_wording(folders.as_ref().map(|folders| folders.questionnaires.as_path()));
    for (source, diagnostic) in faults {
        let (line, column) = source.line_and_column(diagnostic.span.start);
        say(&format!("anteroom: {}:{line}:{column}: {}; the shipped wording is used", source.name, diagnostic.message));
    }
    let wording = wording.ok_or_else(|| Failure::input("there is no emergency wording"))?;
    let wording = library.emergency_in_language(&wording, &arguments.language.language);
    check_region(&arguments.region, &wording)?;
    let wishes = Wishes {
        name: arguments.name.clone(),
        born: arguments.born.clone(),
        day: arguments.date.clone().or(known(day)).unwrap_or_else(|| jiff::Zoned::now().date().to_string()),
        region: arguments.region.clone(),
        own_medicines: arguments.medicines.join("\n"),
        own_questions: arguments.questions.join("\n"),
        own_notes: arguments.notes.clone(),
        print_private: arguments.include_private,
        earlier,
        ..Wishes::default()
    };
    let summary = summarize(&evaluation, &answers, &wording, &wishes);
    if let Some(stopped) = &summary.stopped {
        say(&format!("anteroom: nothing was worked out: {}", stopped.text.join(" ")));
    }
    if summary.emergency_call.as_ref().is_some_and(|call| call.numbers.is_empty()) && arguments.region.is_empty() {
        let regions = regions(&wording);
        say(&format!("anteroom: to print the number to call, say where you are with `--region`; there are {regions}"));
    }
    if arguments.text {
        print(&output::text(&summary))?;
    }
    if arguments.json {
        print(&output::json(&summary))?;
    }
    if let Some(path) = &arguments.output {
        let content = content(path, &summary, arguments)?;
        write_whole(path, &content)
            .map_err(|error| Failure::input(format!("{} cannot be written: {error}", path.display())))?;
    }
    Ok(if summary.stopped.is_some() { Outcome::Faulty } else { Outcome::Fine })
}

/// The earlier visit to compare with.
fn earlier(arguments: &Summarize, form: &Form) -> Result<Option<Earlier>, Failure> {
    let Some(path) = &arguments.earlier else { return Ok(None) };
    let Record { answers, day, questionnaires } = answers_file::record(path, form)?;
    Ok(Some(Earlier {
        day: arguments.earlier_date.clone().unwrap_or(day),
        taken: answers_file::taken(form, &answers),
        answers,
        files: questionnaires,
        print_private: arguments.include_private,
        ..Earlier::default()
    }))
}

fn known(day: String) -> Option<String> {
    (!day.is_empty()).then_some(day)
}

fn check_region(region: &str, wording: &Emergency) -> Result<(), Failure> {
    if region.is_empty() || wording.regions.iter().any(|known| known.id == region) {
        return Ok(());
    }
    Err(Failure::usage(format!("there is no region `{region}`; there are {}", regions(wording))))
}

fn regions(wording: &Emergency) -> String {
    let known: Vec<String> = wording.regions.iter().map(|region| format!("`{}`", region.id)).collect();
    known.join(", ")
}

fn content(path: &Path, summary: &Summary, arguments: &Summarize) -> Result<Vec<u8>, Failure> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pdf") => {
            let paper = match arguments.paper {
                PaperSize::A4 => Paper::A4,
                PaperSize::Letter => Paper::Letter,
            };
            let options =
                PdfOptions { paper, large_print: arguments.large_print, attach_answers: !arguments.no_attachment };
            output::pdf(summary, &options, installed_fonts())
                .map_err(|error| Failure::input(format!("the sheet could not be drawn: {error}")))
        }
        Some("txt") => Ok(output::text(summary).into_bytes()),
        Some("json") => Ok(output::json(summary).into_bytes()),
        _ => Err(Failure::usage(format!("{}: the name must end in .pdf, .txt or .json", path.display()))),
    }
}
