//! The folder of visits.

use super::damaged;
use super::heads::{Head, Heads};
use super::id::{self, Kind};
use super::visit::{FORMAT, Visit, VisitFault};
use crate::files::write::write_whole;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// So many visits are read before they are told of.
const AT_ONCE: usize = 100;

/// The visits in a folder.
#[derive(Debug, Clone)]
pub struct Visits {
    folder: PathBuf,
    may_write: bool,
}

/// What is being filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drafts {
    /// The newest first.
    pub drafts: Vec<Visit>,
    /// Names of files that cannot be read, with the reason; damaged ones under the name they were set aside as.
    pub faulty: Vec<(String, VisitFault)>,
}

impl Drafts {
    /// What was begun under this id, if it can be gone on with.
    #[must_use]
    pub fn of(&self, started: &str) -> Option<&Visit> {
        self.drafts.iter().find(|draft| draft.started == started)
    }
}

impl Visits {
    /// The visits in this folder, which need not be there yet.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), may_write: true }
    }

    /// The same, to look at only: nothing is written, renamed or deleted.
    #[must_use]
    pub fn to_look_at(self) -> Self {
        Self { may_write: false, ..self }
    }

    /// Puts the folder in order: files get today's names, and a draft whose visit is there too has done its work. To be
    /// called where no other window has these files open.
    pub fn tidy(&self) {
        let files = self.files();
        let finished: BTreeSet<&String> =
            files.iter().filter(|(kind, _, _)| *kind == Kind::Visit).map(|(_, id, _)| id).collect();
        for (_, id, path) in files.iter().filter(|(kind, _, _)| *kind == Kind::Draft && self.may_write) {
            if finished.contains(id) {
                fs::remove_file(path).ok();
            } else if !id::has_time(id) {
                // It is found under its old name too.
                fs::rename(path, path.with_file_name(id::file_name(&Kind::Draft, &id::new_id()))).ok();
            }
        }
    }

    /// Everything that is being filled in. Damaged files are set aside.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        let mut found = Drafts::default();
        let mut files = self.files();
        files.retain(|(kind, _, _)| *kind == Kind::Draft);
        files.sort_by_key(|(_, id, _)| std::cmp::Reverse((id::has_time(id), id.clone())));
        for (_, id, path) in files {
            match Self::read_visit(&path) {
                Ok(visit) if visit.format > FORMAT => found.faulty.push((name_of(&path), VisitFault::Newer)),
                Ok(visit) => found.drafts.push(Visit { id, ..visit }),
                Err(fault) => found.faulty.push((self.aside(&path, fault), fault)),
            }
        }
        found
    }

    /// The visit with this id, finished or not. One of a newer program can be looked at, see [`Visit::format`].
    ///
    /// # Errors
    /// Why it cannot be read. A damaged one is set aside.
    pub fn load(&self, id: &str) -> Result<Visit, VisitFault> {
        let path = self.path(&Kind::Visit, id);
        let path = if path.exists() { path } else { self.path(&Kind::Draft, id) };
        let visit = Self::read_visit(&path);
        if let Err(fault) = &visit {
            self.aside(&path, *fault);
        }
        Ok(Visit { id: id.to_owned(), ..visit? })
    }

    /// How many visits are finished. Only names are read.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files().iter().filter(|(kind, _, _)| *kind == Kind::Visit).count()
    }

    /// Reads all finished visits, newest first, and tells of them some at a time, for as long as anybody listens. Damaged
    /// files are set aside.
    pub fn read_heads(&self, mut tell: impl FnMut(Heads) -> bool) {
        let mut files = self.files();
        files.retain(|(kind, _, _)| *kind == Kind::Visit);
        files.sort_by(|(_, one, _), (_, other, _)| other.cmp(one));
        let mut left = files.len();
        for some in files.chunks(AT_ONCE) {
            left -= some.len();
            let mut heads = Heads { left, ..Heads::default() };
            for (_, id, path) in some {
                match Self::read::<Head>(path) {
                    Ok(head) => heads.visits.push(Head { id: id.clone(), ..head }),
                    Err(fault) => heads.faulty.push((self.aside(path, fault), fault)),
                }
            }
            if !tell(heads) {
                return;
            }
        }
    }

    /// Keeps a visit; one that was never kept gets its id.
    ///
    /// # Errors
    /// Where it cannot be written; what was kept of it before is then still there.
    pub fn save(&self, visit: &mut Visit) -> io::Result<()> {
        self.check_writing()?;
        if visit.format > FORMAT {
            return Err(io::Error::other("it was written by a newer version of Anteroom"));
        }
        if visit.id.is_empty() {
            visit.id = id::new_id();
        }
        visit.format = FORMAT;
        let kind = if visit.finished.is_some() { Kind::Visit } else { Kind::Draft };
        let content = serde_json::to_vec_pretty(visit).map_err(io::Error::other)?;
        write_whole(&self.path(&kind, &visit.id), &content)?;
        if kind == Kind::Visit {
            remove(&self.path(&Kind::Draft, &visit.id))?;
        }
        Ok(())
    }

    /// Deletes a visit, finished or not.
    ///
    /// # Errors
    /// Where it is there and cannot be deleted.
    pub fn delete(&self, id: &str) -> io::Result<()> {
        self.check_writing()?;
        remove(&self.path(&Kind::Draft, id))?;
        remove(&self.path(&Kind::Visit, id))
    }

    /// Deletes all visits, all that is being filled in, and all files that were set aside.
    ///
    /// # Errors
    /// The first that cannot be deleted; the others are deleted.
    pub fn delete_all(&self) -> io::Result<()> {
        self.check_writing()?;
        let is_ours = |path: &PathBuf| id::parse(path).is_some() || name_of(path).starts_with(damaged::PREFIX);
        let deleted: Vec<io::Result<()>> = paths(&self.folder).filter(is_ours).map(|path| remove(&path)).collect();
        deleted.into_iter().collect()
    }

    fn check_writing(&self) -> io::Result<()> {
        let words = "another window of Anteroom has these files open";
        if self.may_write { Ok(()) } else { Err(io::Error::other(words)) }
    }

    fn path(&self, kind: &Kind, id: &str) -> PathBuf {
        self.folder.join(id::file_name(kind, id))
    }

    /// All files that are visits by their names.
    fn files(&self) -> Vec<(Kind, String, PathBuf)> {
        let parsed = |path: PathBuf| id::parse(&path).map(|(kind, id)| (kind, id, path));
        paths(&self.folder).filter_map(parsed).collect()
    }

    fn read_visit(path: &Path) -> Result<Visit, VisitFault> {
        Self::read::<Value>(path).and_then(Visit::from_value)
    }

    fn read<T: DeserializeOwned>(path: &Path) -> Result<T, VisitFault> {
        let content = fs::read(path).or(Err(VisitFault::Unreadable))?;
        serde_json::from_slice(&content).or(Err(VisitFault::Damaged))
    }

    /// Sets a damaged file aside; the name under which it lies now.
    fn aside(&self, path: &Path, fault: VisitFault) -> String {
        let set_aside = self.may_write && fault == VisitFault::Damaged;
        let name = set_aside.then(|| damaged::set_aside(path).ok()).flatten();
        name.unwrap_or_else(|| name_of(path))
    }
}

fn paths(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Deletes a file that may be gone already.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visits() -> (tempfile::TempDir, Visits) {
        let folder = tempfile::tempdir().unwrap();
        let visits = Visits::in_folder(folder.path());
        (folder, visits)
    }

    fn begun(started: &str) -> Visit {
        Visit { started: started.to_owned(), begun: "2026-11-21".to_owned(), ..Visit::default() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = paths(folder).map(|path| name_of(&path)).collect();
        names.sort();
        names
    }

    fn heads(visits: &Visits) -> Heads {
        let mut all = Heads::default();
        visits.read_heads(|some| {
            all.visits.extend(some.visits);
            all.faulty.extend(some.faulty);
            true
        });
        all
    }

    #[test]
    fn a_draft_becomes_a_visit_and_is_one_file_all_the_time() {
        let (folder, visits) = visits();
        let mut visit = begun("insomnia");
        visits.save(&mut visit).unwrap();
        visits.save(&mut visit).unwrap();
        assert_eq!(names(folder.path()), [format!("draft-{}.json", visit.id)]);
        assert_eq!(visits.drafts().of("insomnia"), Some(&visit));
        assert_eq!(visits.count(), 0);
        visit.finished = Some("2026-11-22".to_owned());
        visits.save(&mut visit).unwrap();
        assert_eq!(names(folder.path()), [format!("visit-{}.json", visit.id)]);
        assert_eq!(visits.drafts(), Drafts::default());
        assert_eq!((visits.count(), visits.load(&visit.id)), (1, Ok(visit.clone())));
        let head = heads(&visits).visits.remove(0);
        assert_eq!((head.id, head.started.as_str(), head.day.as_str()), (visit.id.clone(), "insomnia", "2026-11-22"));
        visits.delete(&visit.id).unwrap();
        visits.delete(&visit.id).unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_costs_only_itself() {
        let (folder, visits) = visits();
        let mut good = begun("insomnia");
        visits.save(&mut good).unwrap();
        let mut finished = Visit { finished: Some(String::new()), ..begun("migraine") };
        visits.save(&mut finished).unwrap();
        for name in ["draft-20260101-000000-aaaaaa.json", "visit-20260101-000000-bbbbbb.json"] {
            fs::write(folder.path().join(name), "{\"format\": 2, \"star").unwrap();
        }
        let drafts = visits.drafts();
        assert_eq!(drafts.drafts, [good]);
        let aside = "damaged-1-draft-20260101-000000-aaaaaa.json";
        assert_eq!(drafts.faulty, [(aside.to_owned(), VisitFault::Damaged)]);
        assert_eq!(fs::read(folder.path().join(aside)).unwrap(), b"{\"format\": 2, \"star");
        let listed = heads(&visits);
        assert_eq!((listed.visits.len(), listed.faulty.len()), (1, 1));
        assert_eq!(heads(&visits).faulty, []);
        assert_eq!(names(folder.path()).len(), 4);
        visits.delete_all().unwrap();
        assert_eq!(names(folder.path()), [""; 0]);
    }

    #[test]
    fn what_a_newer_program_wrote_is_looked_at_and_left_alone() {
        let (folder, visits) = visits();
        let text = r#"{"format": 3, "started": "insomnia", "title": "Sleep", "changed": "2027-01-01"}"#;
        let path = folder.path().join("draft-20270101-000000-aaaaaa.json");
        fs::write(&path, text).unwrap();
        assert_eq!(visits.drafts().faulty, [(name_of(&path), VisitFault::Newer)]);
        let mut visit = visits.load("20270101-000000-aaaaaa").unwrap();
        assert_eq!((visit.format, visit.title.as_str()), (3, "Sleep"));
        assert!(visits.save(&mut visit).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn a_window_that_only_looks_changes_nothing() {
        let (folder, visits) = visits();
        fs::write(folder.path().join("draft-a.json"), "{").unwrap();
        fs::write(folder.path().join("visit-b.json"), "{").unwrap();
        let looking = visits.to_look_at();
        assert_eq!((looking.drafts().faulty.len(), heads(&looking).faulty.len()), (1, 1));
        looking.tidy();
        assert!(looking.save(&mut begun("insomnia")).is_err());
        assert!(looking.delete("a").is_err() && looking.delete_all().is_err());
        assert_eq!(names(folder.path()), ["draft-a.json", "visit-b.json"]);
    }

    #[test]
    fn the_folder_is_put_in_order_at_the_start() {
        let (folder, visits) = visits();
        let mut visit = Visit { finished: Some(String::new()), ..begun("insomnia") };
        visits.save(&mut visit).unwrap();
        fs::write(folder.path().join(format!("draft-{}.json", visit.id)), "{\"format\": 2, \"started\": \"insomnia\"}")
            .unwrap();
        fs::write(folder.path().join("draft-checkup.json"), "{\"format\": 1, \"started\": \"checkup\"}").unwrap();
        assert!(visits.drafts().of("checkup").is_some());
        visits.tidy();
        let drafts = visits.drafts().drafts;
        assert_eq!(drafts.iter().map(|draft| draft.started.as_str()).collect::<Vec<_>>(), ["checkup"]);
        assert!(drafts.iter().all(|draft| id::has_time(&draft.id)));
    }
}
