//! The folder of visits.

use super::heads::{Head, Heads};
use super::id::{self, Kind};
use super::visit::{FORMAT, Visit, VisitFault};
use crate::files::sealing::Vault;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A visit is hardly ever longer. Memory that need not grow leaves no copies of answers behind.
const ROOM: usize = 256 * 1024;

/// So many visits are read before they are told of.
const AT_ONCE: usize = 100;

/// The visits in a folder. Any thread may use it.
#[derive(Debug, Clone)]
pub struct Visits {
    vault: Arc<Vault>,
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
        Self::of(Vault::of(folder))
    }

    /// The visits in a folder with or without a passphrase.
    #[must_use]
    pub fn of(vault: Vault) -> Self {
        Self { vault: Arc::new(vault), may_write: true }
    }

    /// What locks and unlocks them.
    #[must_use]
    pub fn vault(&self) -> &Arc<Vault> {
        &self.vault
    }

    /// The same, to look at only: nothing is written, renamed or deleted.
    #[must_use]
    pub fn to_look_at(self) -> Self {
        Self { may_write: false, ..self }
    }

    /// False where they can only be looked at.
    #[must_use]
    pub fn may_write(&self) -> bool {
        self.may_write
    }

    /// Puts the folder in order: files get today's names, and a draft whose visit is there too has done its work. To be
    /// called where no other window has these files open.
    pub fn tidy(&self) {
        let (drafts, finished) = self.drafts_and_visits();
        for id in drafts.into_iter().filter(|_| self.may_write) {
            let name = id::file_name(&Kind::Draft, &id);
            // What cannot be done now is done at the next start; until then the files are found as they are.
            if finished.contains(&id) {
                self.vault.delete(&name).ok();
            } else if !id::has_time(&id) {
                self.vault.rename(&name, &id::file_name(&Kind::Draft, &id::new_id())).ok();
            }
        }
    }

    /// Everything that is being filled in. Damaged files are set aside.
    #[must_use]
    pub fn drafts(&self) -> Drafts {
        let mut found = Drafts::default();
        let (drafts, finished) = self.drafts_and_visits();
        for id in drafts.into_iter().filter(|id| !finished.contains(id)) {
            let name = id::file_name(&Kind::Draft, &id);
            match self.read_visit(&name) {
                Ok(visit) if visit.format > FORMAT => found.faulty.push((name, VisitFault::Newer)),
                Ok(visit) => found.drafts.push(Visit { id, ..visit }),
                Err(fault) => found.faulty.push((self.aside(name, fault), fault)),
            }
        }
        found
    }

    /// The visit with this id, finished or not. One of a newer program can be looked at, see [`Visit::format`].
    ///
    /// # Errors
    /// Why it cannot be read. A damaged one is set aside.
    pub fn load(&self, id: &str) -> Result<Visit, VisitFault> {
        let is_finished = self.ids(&Kind::Visit).iter().any(|visit| visit == id);
        let name = id::file_name(if is_finished { &Kind::Visit } else { &Kind::Draft }, id);
        match self.read_visit(&name) {
            Ok(visit) => Ok(Visit { id: id.to_owned(), ..visit }),
            Err(fault) => {
                self.aside(name, fault);
                Err(fault)
            }
        }
    }

    /// How many visits are finished. Only names are read, and no key is needed.
    ///
    /// # Errors
    /// Where the folder is there and cannot be read.
    pub fn count(&self) -> io::Result<usize> {
        let names = self.vault.names()?;
        Ok(names.iter().filter(|name| id::parse(name).is_some_and(|(kind, _)| kind == Kind::Visit)).count())
    }

    /// The names of damaged files that were set aside, in order. Needs no key.
    #[must_use]
    pub fn damaged(&self) -> Vec<String> {
        self.vault.names_aside().unwrap_or_default().into_iter().collect()
    }

    /// Reads all finished visits, newest first, and tells of them some at a time, for as long as anybody listens. Damaged
    /// files are set aside.
    pub fn read_heads(&self, mut tell: impl FnMut(Heads) -> bool) {
        let ids = self.ids(&Kind::Visit);
        let mut left = ids.len();
        for some in ids.chunks(AT_ONCE) {
            left -= some.len();
            let mut heads = Heads { left, ..Heads::default() };
            for id in some {
                let name = id::file_name(&Kind::Visit, id);
                match self.read_head(&name) {
                    Ok(head) => heads.visits.push(Head { id: id.clone(), ..head }),
                    Err(fault) => heads.faulty.push((self.aside(name, fault), fault)),
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
        let mut content = Zeroizing::new(Vec::with_capacity(ROOM));
        serde_json::to_writer_pretty(&mut *content, visit).map_err(io::Error::other)?;
        self.vault.write(&id::file_name(&kind, &visit.id), &content)?;
        if kind == Kind::Visit {
            self.vault.delete(&id::file_name(&Kind::Draft, &visit.id))?;
        }
        Ok(())
    }

    /// Deletes a visit for good, finished or not.
    ///
    /// # Errors
    /// Where it is there and cannot be deleted.
    pub fn delete(&self, id: &str) -> io::Result<()> {
        self.check_writing()?;
        self.vault.delete(&id::file_name(&Kind::Draft, id))?;
        self.vault.delete(&id::file_name(&Kind::Visit, id))
    }

    /// Deletes for good all visits, all that is being filled in, and all files that were set aside.
    ///
    /// # Errors
    /// The first that cannot be deleted; the others are deleted.
    pub fn delete_all(&self) -> io::Result<()> {
        self.check_writing()?;
        let mut names = self.vault.names()?;
        names.retain(|name| id::parse(name).is_some());
        names.append(&mut self.vault.names_aside()?);
        let deleted: Vec<io::Result<()>> = names.iter().map(|name| self.vault.delete(name)).collect();
        deleted.into_iter().collect()
    }

    fn check_writing(&self) -> io::Result<()> {
        let words = "another window of Anteroom has these files open";
        if self.may_write { Ok(()) } else { Err(io::Error::other(words)) }
    }

    /// The ids of all finished visits, newest first. Only names are read.
    pub(super) fn finished_ids(&self) -> Vec<String> {
        self.ids(&Kind::Visit)
    }

    /// The ids of all files of a kind, newest first.
    fn ids(&self, kind: &Kind) -> Vec<String> {
        let names = self.vault.names().unwrap_or_default();
        let parsed = names.iter().filter_map(|name| id::parse(name));
        newest_first(parsed.filter(|(of, _)| of == kind).map(|(_, id)| id).collect())
    }

    /// The ids of all drafts, newest first, and those of all visits, from one look into the folder.
    fn drafts_and_visits(&self) -> (Vec<String>, BTreeSet<String>) {
        let (mut drafts, mut visits) = (Vec::new(), BTreeSet::new());
        for (kind, id) in self.vault.names().unwrap_or_default().iter().filter_map(|name| id::parse(name)) {
            match kind {
                Kind::Draft => drafts.push(id),
                Kind::Visit => _ = visits.insert(id),
            }
        }
        (newest_first(drafts), visits)
    }

    fn read_visit(&self, name: &str) -> Result<Visit, VisitFault> {
        self.read::<Value>(name).and_then(Visit::from_value)
    }

    /// What the list says of a file. One of a newer format may look like nothing that is known here.
    fn read_head(&self, name: &str) -> Result<Head, VisitFault> {
        let content = self.content(name)?;
        let head =
            serde_json::from_slice::<Head>(&content).ok().filter(|head| head.format > 0 && !head.started.is_empty());
        head.ok_or_else(|| match serde_json::from_slice::<Value>(&content) {
            Ok(value) => Visit::from_value(value).err().unwrap_or(VisitFault::Damaged),
            Err(_) => VisitFault::Damaged,
        })
    }

    /// What lies in the file of a finished visit, whatever its format.
    ///
    /// # Errors
    /// Why it cannot be read. Nothing is set aside.
    pub(super) fn finished(&self, id: &str) -> Result<Value, VisitFault> {
        self.read(&id::file_name(&Kind::Visit, id))
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Result<T, VisitFault> {
        serde_json::from_slice(&self.content(name)?).or(Err(VisitFault::Damaged))
    }

    fn content(&self, name: &str) -> Result<Zeroizing<Vec<u8>>, VisitFault> {
        self.vault.read(name).map_err(|error| match error.kind() {
            ErrorKind::InvalidData => VisitFault::Damaged,
            _ if self.vault.is_locked() => VisitFault::Locked,
            _ => VisitFault::Unreadable,
        })
    }

    /// Sets a damaged file aside; the name under which it lies now.
    fn aside(&self, name: String, fault: VisitFault) -> String {
        let set_aside = self.may_write && fault == VisitFault::Damaged;
        set_aside.then(|| self.vault.set_aside(&name).ok()).flatten().unwrap_or(name)
    }
}

/// Ids in order; those without a time are older than all others.
fn newest_first(mut ids: Vec<String>) -> Vec<String> {
    ids.sort_by_cached_key(|id| Reverse((id::has_time(id), id.clone())));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn visits() -> (tempfile::TempDir, Visits) {
        let folder = tempfile::tempdir().unwrap();
        let visits = Visits::in_folder(folder.path());
        (folder, visits)
    }

    fn begun(started: &str) -> Visit {
        Visit { started: started.to_owned(), begun: "2026-11-21".to_owned(), ..Visit::default() }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
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
        assert_eq!(visits.count().unwrap(), 0);
        visit.finished = Some("2026-11-22".to_owned());
        visits.save(&mut visit).unwrap();
        assert_eq!(names(folder.path()), [format!("visit-{}.json", visit.id)]);
        assert_eq!(visits.drafts(), Drafts::default());
        assert_eq!((visits.count().unwrap(), visits.load(&visit.id)), (1, Ok(visit.clone())));
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
        let name = "draft-20270101-000000-aaaaaa.json";
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        assert_eq!(visits.drafts().faulty, [(name.to_owned(), VisitFault::Newer)]);
        let mut visit = visits.load("20270101-000000-aaaaaa").unwrap();
        assert_eq!((visit.format, visit.title.as_str()), (3, "Sleep"));
        assert!(visits.save(&mut visit).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }

    #[test]
    fn the_list_leaves_alone_what_it_does_not_know_and_sets_aside_what_is_damaged() {
        let (folder, visits) = visits();
        let newer = r#"{"format": 3, "started": {"id": "insomnia"}}"#;
        fs::write(folder.path().join("visit-20270101-000000-aaaaaa.json"), newer).unwrap();
        fs::write(folder.path().join("visit-20260101-000000-bbbbbb.json"), "{}").unwrap();
        let listed = heads(&visits);
        assert_eq!(listed.visits, []);
        let newer = ("visit-20270101-000000-aaaaaa.json".to_owned(), VisitFault::Newer);
        let damaged = "damaged-1-visit-20260101-000000-bbbbbb.json";
        assert_eq!(listed.faulty, [newer, (damaged.to_owned(), VisitFault::Damaged)]);
        assert_eq!(visits.damaged(), [damaged]);
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
