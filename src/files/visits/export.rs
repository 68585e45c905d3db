//! Visits for other programs: as they lie on disk, or as a table.

use super::store::Visits;
use super::visit::{Given, Visit};
use csv::Writer;
use serde_json::Value;
use std::io;

/// How visits are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The files as they are: one of them by itself, several as a list.
    Json,
    /// A table with a row for each answer, for spreadsheets.
    Csv,
}

/// What is written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The whole file.
    pub content: Vec<u8>,
    /// How many visits are in it.
    pub count: usize,
    /// How many could not be read, and so are not.
    pub left_out: usize,
}

const HEAD: [&str; 7] = ["day", "visit", "questionnaire", "question id", "question", "answer ids", "answer"];

/// Spreadsheets take text for UTF-8 where this stands before it.
const MARK: &[u8] = b"\xef\xbb\xbf";

impl ExportFormat {
    /// How the name of such a file ends.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

impl Visits {
    /// The finished visits with these ids, or all of them, for another program.
    ///
    /// # Errors
    /// None that is known of.
    pub fn export(&self, ids: Option<&[String]>, format: ExportFormat) -> io::Result<Exported> {
        let ids = ids.map_or_else(|| self.finished_ids(), <[String]>::to_vec);
        let visits: Vec<(&String, Value)> = ids.iter().filter_map(|id| Some((id, self.finished(id).ok()?))).collect();
        let (count, left_out) = (visits.len(), ids.len() - visits.len());
        let content = match (format, visits.as_slice()) {
            (ExportFormat::Json, [(_, visit)]) => serde_json::to_vec_pretty(visit),
            (ExportFormat::Json, visits) => {
                serde_json::to_vec_pretty(&visits.iter().map(|(_, visit)| visit).collect::<Vec<_>>())
            }
            (ExportFormat::Csv, _) => return Ok(Exported { content: table(&visits)?, count, left_out }),
        };
        Ok(Exported { content: content.map_err(io::Error::other)?, count, left_out })
    }
}

fn table(visits: &[(&String, Value)]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(MARK.to_vec());
    writer.write_record(HEAD)?;
    for (id, value) in visits {
        let Ok(visit) = Visit::from_value(value.clone()) else { continue };
        for (question, given) in &visit.answers {
            let part = question.split('.').next().unwrap_or_default();
            let title = visit.questionnaires.iter().find(|mark| mark.id == part).map_or(part, |mark| &mark.title);
            let ids = ids(given);
            let row = [visit.day(), id, title, question, &given.asked, &ids, &given.shown];
            writer.write_record(row.map(harmless))?;
        }
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// The answer as the file has it: ids with a blank between them, a number, or words.
fn ids(given: &Given) -> String {
    match &given.answer {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// A spreadsheet works out what begins with these signs. With a quotation mark before it, it shows it.
fn harmless(cell: &str) -> String {
    let is_worked_out = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_number = cell.parse::<f64>().is_ok();
    if is_worked_out && !is_number { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::FileMark;
    use std::path::Path;

    fn kept(folder: &Path, notes: &str) -> (Visits, String) {
        let visits = Visits::in_folder(folder);
        let given = |answer: Value, asked: &str, shown: &str| Given {
            answer,
            asked: asked.to_owned(),
            shown: shown.to_owned(),
            ..Given::default()
        };
        let mark = FileMark { id: "tea".to_owned(), title: "Tea, and sleep".to_owned(), ..FileMark::default() };
        let mut visit = Visit {
            started: "tea".to_owned(),
            finished: Some("2026-11-22".to_owned()),
            questionnaires: vec![mark],
            answers: [
                ("tea.hours".to_owned(), given(5.into(), "How many?", "5 hours")),
                ("tea.kinds".to_owned(), given(serde_json::json!(["green", "mint"]), "Which?", "Green; mint")),
                ("tea.notes".to_owned(), given(notes.into(), "Else?", notes)),
            ]
            .into(),
            ..Visit::default()
        };
        visits.save(&mut visit).unwrap();
        (visits, visit.id)
    }

    #[test]
    fn a_table_has_a_row_for_each_answer_and_no_formula() {
        let folder = tempfile::tempdir().unwrap();
        let (visits, id) = kept(folder.path(), "=cmd()\n\"more\"");
        let exported = visits.export(None, ExportFormat::Csv).unwrap();
        let text = String::from_utf8(exported.content).unwrap();
        let rows = format!(
            "\u{feff}day,visit,questionnaire,question id,question,answer ids,answer\n\
             2026-11-22,{id},\"Tea, and sleep\",tea.hours,How many?,5,5 hours\n\
             2026-11-22,{id},\"Tea, and sleep\",tea.kinds,Which?,green mint,Green; mint\n\
             2026-11-22,{id},\"Tea, and sleep\",tea.notes,Else?,\"'=cmd()\n\"\"more\"\"\",\"'=cmd()\n\"\"more\"\"\"\n"
        );
        assert_eq!(text, rows);
        assert_eq!((exported.count, exported.left_out), (1, 0));
    }

    #[test]
    fn cells_that_spreadsheets_work_out_are_shown() {
        let cells = ["-5", "-x", "+1", "@a", "\tb", "tea", ""].map(harmless);
        assert_eq!(cells, ["-5", "'-x", "+1", "'@a", "'\tb", "tea", ""]);
    }

    #[test]
    fn files_are_exported_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (visits, one) = kept(folder.path(), "a");
        let value = |exported: Exported| serde_json::from_slice::<Value>(&exported.content).unwrap();
        let alone = value(visits.export(Some(std::slice::from_ref(&one)), ExportFormat::Json).unwrap());
        assert_eq!(alone["id"], one.as_str());
        let newer = r#"{"format": 9, "started": {"id": "tea"}, "mood": 1}"#;
        std::fs::write(folder.path().join("visit-20990101-000000-aaaaaa.json"), newer).unwrap();
        std::fs::write(folder.path().join("visit-20990101-000000-bbbbbb.json"), "{").unwrap();
        let exported = visits.export(None, ExportFormat::Json).unwrap();
        assert_eq!((exported.count, exported.left_out), (2, 1));
        assert_eq!(value(exported), serde_json::json!([serde_json::from_str::<Value>(newer).unwrap(), alone]));
    }
}
