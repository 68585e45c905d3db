//! The summary for another program.

use crate::summary::{Record, Summary};

/// The summary as pretty JSON, with the field names of [`Summary`] and a line end at the end.
///
/// A number that JSON cannot hold (an infinite score) is written as `null`.
#[must_use]
pub fn json(summary: &Summary) -> String {
    serde_json::to_string_pretty(summary)
        .map_or_else(|error| format!("{{\"error\": \"{error}\"}}\n"), |text| text + "\n")
}

/// The answers on the sheet as one line of the batch format.
pub(super) fn record(record: &Record) -> String {
    serde_json::to_string(record).map_or_else(|error| format!("{{\"error\": \"{error}\"}}\n"), |text| text + "\n")
}

#[cfg(test)]
mod tests {
    use super::json;
    use crate::output::sample;

    #[test]
    fn a_sheet_comes_back_from_json() {
        let mut summary = sample::typical();
        summary.results[1].scores[0].high = f64::INFINITY;
        let back: crate::summary::Summary = serde_json::from_str(&json(&summary)).unwrap();
        assert_eq!(back, summary);
    }

    #[test]
    fn keeps_the_sentences_and_names_the_kinds() {
        let value: serde_json::Value = serde_json::from_str(&json(&sample::typical())).unwrap();
        assert_eq!(value["form_title"], "Sleep, legs and head check-up");
        assert_eq!(value["not_answered"][0]["kind"], "skipped");
        assert_eq!(value["results"][1]["scores"][0]["high"], 21.0);
    }
}
