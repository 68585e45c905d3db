//! What is done beside the window, each on a thread of its own, and how the news of it comes back.

use super::app::App;
use super::dialogs::{Chosen, Purpose};
use super::editor::Report;
use super::locking::TaskFault;
use super::passphrase::Task;
use super::state::Screen;
use crate::files::{Left, PrintFault, Printers, UnlockFault};
use egui::Context;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// What an errand came to.
#[derive(Debug)]
pub(super) enum News {
    /// The system's dialog was closed.
    Chosen(Purpose, Chosen),
    /// The printers are known.
    Printers(Result<Printers, PrintFault>),
    /// A sheet was sent to the printer, and these words say so.
    Printed(Result<String, PrintFault>),
    /// The sheet was handed to another program; what went wrong, if anything did.
    Handed(PathBuf, Result<(), String>),
    /// Everything that is kept of visits was to be deleted.
    Deleted(Result<(), String>),
    /// Visits were exported to this file: how many, and how many could not be read.
    Exported(PathBuf, Result<(usize, usize), String>),
    /// The visits are open, or why not.
    Unlocked(Result<(), UnlockFault>),
    /// Something was done to the passphrase.
    Passphrase(Task, Result<(), TaskFault>),
    /// So many of so many files have the form that they are to have.
    BroughtOver(usize, usize),
    /// All have it, but for these.
    AllBroughtOver(io::Result<Vec<Left>>),
    /// A text was checked, and kept until it is saved.
    Checked(Box<Report>, io::Result<()>),
}

/// The errands that are under way.
#[derive(Debug)]
pub(super) struct Errands {
    send: Sender<News>,
    receive: Receiver<News>,
}

impl Default for Errands {
    fn default() -> Self {
        let (send, receive) = channel();
        Self { send, receive }
    }
}

impl Errands {
    /// Runs an errand. The window keeps working, and is woken when there is news.
    pub(super) fn run(&self, ctx: &Context, errand: impl FnOnce() -> News + Send + 'static) {
        self.run_telling(ctx, |_| errand());
    }

    /// Runs an errand that tells of what it does on its way.
    pub(super) fn run_telling(&self, ctx: &Context, errand: impl FnOnce(&dyn Fn(News)) -> News + Send + 'static) {
        let (send, ctx) = (self.send.clone(), ctx.clone());
        thread::spawn(move || {
            let tell = |news| {
                // Where nobody waits any more, the window is closed.
                send.send(news).ok();
                ctx.request_repaint();
            };
            tell(errand(&tell));
        });
    }

    /// What has come back since it was last asked for.
    pub(super) fn news(&self) -> Vec<News> {
        self.receive.try_iter().collect()
    }
}

impl App {
    /// Does what the news of errands ask for.
    pub(super) fn hear(&mut self, ctx: &Context) {
        for news in self.errands.news() {
            match news {
                // Asked for before the visits were locked.
                News::Chosen(..) | News::Printers(_) if self.screen == Screen::Locked => {}
                News::Unlocked(outcome) => self.hear_unlocked(outcome, ctx),
                News::Passphrase(task, outcome) => self.hear_passphrase(task, outcome, ctx),
                News::BroughtOver(done, of) => self.hear_brought_over(done, of),
                News::AllBroughtOver(left) => self.hear_all_brought_over(left),
                News::Chosen(purpose, chosen) => self.hear_choice(purpose, chosen, ctx),
                News::Printers(printers) => self.hear_printers(printers),
                News::Printed(outcome) => self.hear_printed(outcome),
                News::Checked(report, kept) => self.hear_check(*report, kept),
                News::Handed(path, outcome) => self.hear_handed(&path, outcome),
                News::Deleted(outcome) => self.hear_deleted(outcome),
                News::Exported(path, outcome) => self.hear_exported(&path, outcome),
            }
        }
    }
}
