//! The only window: it comes to the front when the program is started once more, and opens what that start was given.

use super::app::App;
use crate::files::{Instance, Listening, Start, Visits, tidy};
use egui::{Context, UserAttentionType, ViewportCommand};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// The lock of the window, and the ear for later starts.
pub(super) struct Only {
    _instance: Instance,
    _listening: Option<Listening>,
    requests: Receiver<Vec<PathBuf>>,
}

impl App {
    /// Puts the person's folders in order and listens to later starts, where this is the first one. Where another window is
    /// open that does not answer, this one only looks, and says so.
    pub fn begin(&mut self, start: Start, ctx: &Context) {
        match start {
            Start::First(instance) => {
                if let Some(folders) = &self.folders {
                    tidy(&instance, folders);
                }
                if let Some(visits) = &self.visits {
                    // What is listed stays the same: only names change, and what was not listed goes.
                    visits.tidy();
                }
                let (send, requests) = channel();
                let ctx = ctx.clone();
                let listening = instance.listen(move |files| {
                    // Where nobody hears it any more, the window is closed.
                    send.send(files).ok();
                    ctx.request_repaint();
                });
                self.only = Some(Only { _instance: instance, _listening: listening, requests });
            }
            Start::Beside => {
                self.visits = self.visits.take().map(Visits::to_look_at);
                let words = "Anteroom is open in another window already. In this one you can look at everything, but \
                             nothing you answer here is kept.";
                self.tell(words.to_owned(), true);
            }
            Start::Handed | Start::Unknown => {}
        }
    }

    /// Comes to the front with the files of later starts.
    pub(super) fn hear_later_starts(&mut self, ctx: &Context) {
        let files: Vec<Vec<PathBuf>> = self.only.iter().flat_map(|only| only.requests.try_iter()).collect();
        for files in files {
            self.open_files(files);
            come_to_the_front(ctx);
        }
    }
}

fn come_to_the_front(ctx: &Context) {
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    if std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty()) {
        // There no program comes to the front by itself; it can only ask to be looked at.
        ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Informational));
    }
}
