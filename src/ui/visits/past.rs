//! What is known of the visits that are kept: how many there are at once, and a few words of each as they are read beside
//! the window. No pixels here.

use crate::files::{Head, Heads, VisitFault, Visits};
use crate::ui::saving::in_words;
use egui::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

/// The finished visits.
#[derive(Debug, Default)]
pub(in crate::ui) struct Past {
    /// Those that were read, the newest first.
    pub(super) visits: Vec<Head>,
    /// Files that cannot be listed, with the reason.
    pub(super) faulty: Vec<(String, VisitFault)>,
    /// How many are still to be read.
    pub(super) left: usize,
    /// Why the folder cannot be looked into.
    pub(super) fault: Option<String>,
    /// Counts up with every change.
    pub(super) number: u64,
    /// The day on which each thing was last filled in, by its id.
    last: BTreeMap<String, String>,
    /// Those deleted while others were being read.
    gone: BTreeSet<String>,
    stage: Stage,
}

#[derive(Debug, Default)]
enum Stage {
    /// Nothing was looked for yet.
    #[default]
    Unread,
    /// They are being read.
    Reading(Receiver<Heads>),
    /// All were read.
    Read,
}

impl Past {
    /// How many there are, as far as is known.
    #[must_use]
    pub(in crate::ui) fn count(&self) -> usize {
        self.visits.len() + self.left
    }

    /// Nothing is known any more, and all is read again.
    pub(in crate::ui) fn forget(&mut self) {
        *self = Self { number: self.number + 1, ..Self::default() };
    }

    /// Begins to read where that was not done, and takes over what was read. While the visits are locked nothing is known.
    pub(in crate::ui) fn read_on(&mut self, visits: &Visits, ctx: &Context) {
        if visits.vault().is_locked() {
            if !matches!(self.stage, Stage::Unread) {
                self.forget();
            }
            return;
        }
        if matches!(self.stage, Stage::Unread) {
            self.begin(visits, ctx);
        }
        while let Stage::Reading(coming) = &self.stage {
            match coming.try_recv() {
                Ok(heads) => self.take(heads),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    (self.stage, self.left) = (Stage::Read, 0);
                    self.number += 1;
                }
            }
        }
    }

    fn begin(&mut self, visits: &Visits, ctx: &Context) {
        self.number += 1;
        self.stage = Stage::Read;
        self.faulty = visits.damaged().into_iter().map(|name| (name, VisitFault::Damaged)).collect();
        match visits.count() {
            Ok(0) => {}
            Ok(count) => {
                let (send, coming) = channel();
                let (visits, ctx) = (visits.clone(), ctx.clone());
                thread::spawn(move || {
                    visits.read_heads(|heads| {
                        // Where nobody listens any more, nothing more is read.
                        let is_heard = send.send(heads).is_ok();
                        ctx.request_repaint();
                        is_heard
                    });
                    drop(send);
                    ctx.request_repaint();
                });
                (self.left, self.stage) = (count, Stage::Reading(coming));
            }
            Err(error) => self.fault = Some(in_words(&error)),
        }
    }

    fn take(&mut self, heads: Heads) {
        self.number += 1;
        self.left = heads.left;
        self.faulty.extend(heads.faulty);
        for head in heads.visits {
            // What was kept or deleted meanwhile is newer than what was read.
            if let (Err(at), false) = (self.place(&head.id), self.gone.contains(&head.id)) {
                note_day(&mut self.last, &head);
                self.visits.insert(at, head);
            }
        }
    }

    /// Where a visit stands among those that were read, or would.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.visits.binary_search_by(|known| id.cmp(&known.id))
    }

    /// Takes over a visit that was just kept.
    pub(in crate::ui) fn put(&mut self, head: Head) {
        self.number += 1;
        note_day(&mut self.last, &head);
        match self.place(&head.id) {
            Ok(at) => self.visits.splice(at..=at, [head]).for_each(drop),
            Err(at) => self.visits.insert(at, head),
        }
    }

    /// Forgets visits that were deleted.
    pub(in crate::ui) fn remove(&mut self, ids: &[String]) {
        self.number += 1;
        self.visits.retain(|head| !ids.contains(&head.id));
        self.gone.extend(ids.iter().cloned());
        self.last.clear();
        for head in &self.visits {
            note_day(&mut self.last, head);
        }
    }

    /// The day on which something was last filled in.
    #[must_use]
    pub(in crate::ui) fn last_day(&self, started: &str) -> Option<&str> {
        self.last.get(started).map(String::as_str)
    }

    /// The newest visit before another one that is wanted; a visit without an id is the newest of all.
    #[must_use]
    pub(in crate::ui) fn before(&self, id: &str, is_wanted: impl Fn(&Head) -> bool) -> Option<&Head> {
        self.visits.iter().find(|head| (id.is_empty() || head.id.as_str() < id) && !head.is_newer() && is_wanted(head))
    }
}

fn note_day(last: &mut BTreeMap<String, String>, head: &Head) {
    let last = last.entry(head.started.clone()).or_default();
    if *last < head.day {
        last.clone_from(&head.day);
    }
}
