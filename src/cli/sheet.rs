//! `anteroom summarize`.

use super::arguments::{PaperSize, Summarize};
use super::{Done, Failure, Outcome, answers_file, print, say};
use crate::files::{Folders, emergency_wording, installed_fonts, write_whole};
use crate::output::{self, Paper, PdfOptions};
use crate::summary::{Summary, Wishes, date_in_words, summarize};
use std::path::Path;

pub(super) fn run(arguments: &Summarize) -> Done {
    if arguments.output.is_none() && !arguments.text && !arguments.json {
        return Err(Failure::usage("say where the sheet should go: `-o sheet.pdf`, `--text` or `--json`"));
    }
    let form = answers_file::form(&arguments.which.panel)?;
    let answers = answers_file::answers(&arguments.answers, &form)?;
    let evaluation = answers_file::evaluation(&form, &answers);
    let folders = Folders::of_this_computer();
    let (wording, faults) = emergency_wording(folders.as_ref().map(|folders| folders.questionnaires.as_path()));
    for (source, diagnostic) in faults {
        let (line, column) = source.line_and_column(diagnostic.span.start);
        say(&format!("anteroom: {}:{line}:{column}: {}; the shipped wording is used", source.name, diagnostic.message));
    }
    let wording = wording.ok_or_else(|| Failure::input("there is no emergency wording"))?;
    let known_region =
        arguments.region.is_empty() || wording.regions.iter().any(|region| region.id == arguments.region);
    if !known_region {
        let known: Vec<String> = wording.regions.iter().map(|region| format!("`{}`", region.id)).collect();
        return Err(Failure::usage(format!(
            "there is no region `{}`; there are {}",
            arguments.region,
            known.join(", ")
        )));
    }
    let date = arguments.date.clone().unwrap_or_else(|| jiff::Zoned::now().date().to_string());
    let wishes = Wishes {
        name: arguments.name.clone(),
        born: arguments.born.clone(),
        answered: date_in_words(&date),
        region: arguments.region.clone(),
        own_medicines: arguments.medicines.join("\n"),
        own_questions: arguments.questions.join("\n"),
        own_notes: arguments.notes.clone(),
        print_private: arguments.include_private,
        ..Wishes::default()
    };
    let summary = summarize(&evaluation, &answers, &wording, &wishes);
    if let Some(stopped) = &summary.stopped {
        say(&format!("anteroom: nothing was worked out: {}", stopped.text.join(" ")));
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

fn content(path: &Path, summary: &Summary, arguments: &Summarize) -> Result<Vec<u8>, Failure> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pdf") => {
            let paper = match arguments.paper {
                PaperSize::A4 => Paper::A4,
                PaperSize::Letter => Paper::Letter,
            };
            let options = PdfOptions { paper, large_print: arguments.large_print };
            output::pdf(summary, &options, installed_fonts())
                .map_err(|error| Failure::input(format!("the sheet could not be drawn: {error}")))
        }
        Some("txt") => Ok(output::text(summary).into_bytes()),
        Some("json") => Ok(output::json(summary).into_bytes()),
        _ => Err(Failure::usage(format!("{}: the name must end in .pdf, .txt or .json", path.display()))),
    }
}
