//! What the list of visits says of each: enough to list, compare and plot, without its answers.

use super::visit::{FORMAT, Visit, VisitFault};
use crate::summary::{FileMark, Scale};
use serde::{Deserialize, Serialize};

/// A score of a visit, as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreMark {
    /// Its id with its questionnaire: `insomnia.sleep_trouble`.
    pub id: String,
    /// The version of that questionnaire.
    pub version: String,
    /// The score, its range and its bands.
    pub scale: Scale,
}

/// A visit in a few words.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, from = "Stored")]
pub struct Head {
    /// Tells it from all others.
    pub id: String,
    /// Its format; see [`Head::is_newer`].
    pub format: u32,
    /// Id of what was begun on the home screen.
    pub started: String,
    /// Its name then.
    pub title: String,
    /// The day of the first answer, `2026-11-22`.
    pub begun: String,
    /// The day on which the sheet was taken; else that of the last change.
    pub day: String,
    /// How many questions that were asked have no known answer.
    pub gaps: usize,
    /// The parts that were filled in, in their versions.
    pub questionnaires: Vec<FileMark>,
    /// The scores as they were.
    pub scores: Vec<ScoreMark>,
}

impl Head {
    /// A visit in a few words.
    #[must_use]
    pub fn of(visit: &Visit) -> Self {
        Self {
            id: visit.id.clone(),
            format: visit.format,
            started: visit.started.clone(),
            title: visit.title.clone(),
            begun: visit.begun.clone(),
            day: visit.day().to_owned(),
            gaps: visit.gaps,
            questionnaires: visit.questionnaires.clone(),
            scores: visit.results.as_ref().map(|results| results.scores.clone()).unwrap_or_default(),
        }
    }

    /// True where a newer program wrote it: it can be looked at, and is never written.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.format > FORMAT
    }
}

/// Some of the visits, newest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heads {
    /// Those that can be listed.
    pub visits: Vec<Head>,
    /// Names of files that cannot be read, with the reason; damaged ones under the name they were set aside as.
    pub faulty: Vec<(String, VisitFault)>,
    /// How many files are still to be read.
    pub left: usize,
}

/// What lies on disk of a [`Head`].
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stored {
    id: String,
    format: u32,
    started: String,
    title: String,
    begun: String,
    changed: String,
    finished: Option<String>,
    gaps: usize,
    questionnaires: Vec<FileMark>,
    results: Option<StoredResults>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct StoredResults {
    scores: Vec<ScoreMark>,
}

impl From<Stored> for Head {
    fn from(stored: Stored) -> Self {
        Self {
            id: stored.id,
            format: stored.format,
            started: stored.started,
            title: stored.title,
            begun: stored.begun,
            day: stored.finished.unwrap_or(stored.changed),
            gaps: stored.gaps,
            questionnaires: stored.questionnaires,
            scores: stored.results.unwrap_or_default().scores,
        }
    }
}
