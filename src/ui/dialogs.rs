//! Asking for a file by the system's own dialog, and the frame of what lies over a screen.

use super::chooser::OPENABLE;
use super::layout;
use super::theme::palette;
use crate::files::ExportFormat;
use egui::{Context, CornerRadius, Frame, Id, Margin, Modal, Stroke, Ui};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// A dialog that is closed sooner than any hand could was never there.
const SOONEST: Duration = Duration::from_millis(400);

/// How to ask for a path.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Dialogs {
    /// By the system's dialog, or our own chooser where there is none.
    #[default]
    System,
    /// By our own chooser.
    Own,
    /// Not at all: always this path.
    Fixed(PathBuf),
}

/// What a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To open it.
    Open,
    /// To save the sheet, and what is done with it then.
    Save(After),
    /// To export visits.
    Export(ExportFormat),
}

impl Purpose {
    /// How the name of a file ends that is written.
    #[must_use]
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Export(format) => format.ending(),
            Self::Open | Self::Save(_) => "pdf",
        }
    }
}

/// What is done with the sheet once it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// Nothing more.
    Nothing,
    /// It is shown in the program that the person uses for PDF files.
    View,
    /// It is printed by that program; only on Windows.
    Print,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    /// This path.
    Path(PathBuf),
    /// The person thought better of it.
    Cancelled,
    /// There is no dialog on this system.
    NoDialog,
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = TaskContext::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

/// Asks the system for a file. What comes back waits for the answer: it is for a thread of its own.
pub(super) fn ask_system(
    frame: &eframe::Frame,
    purpose: Purpose,
    name: &str,
    folder: &Path,
) -> impl FnOnce() -> Chosen + Send + use<> {
    let mut dialog = rfd::AsyncFileDialog::new().set_directory(folder);
    if frame.winit_window().is_some() {
        dialog = dialog.set_parent(frame);
    }
    // Some systems want the dialog to be made here, on the thread of the window.
    let (open, save) = match purpose {
        Purpose::Open => {
            let dialog =
                dialog.add_filter("Questionnaires, answers, sheets", &OPENABLE).add_filter("All files", &["*"]);
            (Some(dialog.pick_file()), None)
        }
        Purpose::Save(_) | Purpose::Export(_) => {
            let ending = purpose.ending();
            (None, Some(dialog.set_file_name(name).add_filter(ending.to_uppercase(), &[ending]).save_file()))
        }
    };
    move || {
        let asked = Instant::now();
        let file = open.map_or_else(|| save.and_then(wait), wait);
        match file {
            Some(file) => Chosen::Path(file.path().to_owned()),
            None if asked.elapsed() < SOONEST => Chosen::NoDialog,
            None => Chosen::Cancelled,
        }
    }
}

/// Something over the screen, in the middle.
pub(super) fn window(ctx: &Context, id: &str, name: &str, add: impl FnOnce(&mut Ui)) {
    let room = ctx.content_rect();
    let width = (room.width() - 48.0).min(620.0);
    Modal::new(Id::unique(id)).frame(Frame::NONE).show(ctx, |ui| {
        let palette = palette(ui);
        let frame = Frame::new()
            .fill(palette.surface)
            .stroke(Stroke::new(1.0, palette.stroke))
            .corner_radius(CornerRadius::same(10))
            .inner_margin(Margin::same(24));
        frame.show(ui, |ui| {
            ui.set_width(width - 48.0);
            let builder = egui::UiBuilder::new().accessibility_role(egui::accesskit::Role::Dialog);
            ui.scope_builder(builder.accessibility_label(name), |ui| {
                let height = room.height() - 96.0;
                let area = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
                area.auto_shrink([false, true]).show(ui, |ui| {
                    layout::turn_pages(ui, height);
                    add(ui);
                });
                let dialog = ui.unique_id();
                ui.ctx().accesskit_node_builder(dialog, egui::accesskit::Node::set_modal);
            });
        });
    });
}
