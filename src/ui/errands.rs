//! What is done beside the window, each on a thread of its own, and how the news of it comes back.

use super::dialogs::{Chosen, Purpose};
use super::editor::Report;
use crate::files::{PrintFault, Printers};
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
        let (send, ctx) = (self.send.clone(), ctx.clone());
        thread::spawn(move || {
            // Where nobody waits any more, the window is closed.
            send.send(errand()).ok();
            ctx.request_repaint();
        });
    }

    /// What has come back since it was last asked for.
    pub(super) fn news(&self) -> Vec<News> {
        self.receive.try_iter().collect()
    }
}
