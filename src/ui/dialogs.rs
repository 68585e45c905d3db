//! Asking where to save: the system's own dialog, or ours where there is none.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::callouts;
use super::fields::Field;
use super::layout;
use super::text::{self, BODY, HELP, PART};
use super::theme::palette;
use egui::{Context, CornerRadius, Frame, Id, Margin, Modal, Stroke, Ui};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
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

/// Asks the system where to save, on a thread of its own. The window keeps working.
#[must_use]
pub(super) fn ask_system(ctx: &Context, frame: &eframe::Frame, name: &str, folder: Option<&Path>) -> Receiver<Chosen> {
    let mut dialog = rfd::AsyncFileDialog::new().set_file_name(name).add_filter("PDF", &["pdf"]);
    if frame.winit_window().is_some() {
        dialog = dialog.set_parent(frame);
    }
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let future = dialog.save_file();
    let (send, receive) = channel();
    let ctx = ctx.clone();
    thread::spawn(move || {
        let asked = Instant::now();
        let chosen = match wait(future) {
            Some(file) => Chosen::Path(file.path().to_owned()),
            None if asked.elapsed() < SOONEST => Chosen::NoDialog,
            None => Chosen::Cancelled,
        };
        // Where nobody waits any more, the window is closed.
        send.send(chosen).ok();
        ctx.request_repaint();
    });
    receive
}

/// Our own chooser: a name, and the folders to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chooser {
    /// What is typed: the whole path.
    pub(super) path: String,
    /// The question whether to write over a file was put.
    pub(super) asks_to_replace: bool,
}

impl Chooser {
    /// A chooser that begins in a folder.
    #[must_use]
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        Self { path: folder.join(name).display().to_string(), asks_to_replace: false }
    }

    /// Where the keyboard lies at first.
    #[must_use]
    pub(super) fn field() -> Id {
        Id::unique("where to save")
    }

    fn folder(&self) -> PathBuf {
        Path::new(&self.path).parent().map(Path::to_owned).unwrap_or_default()
    }

    fn go_to(&mut self, folder: &Path) {
        let name = Path::new(&self.path).file_name().map(ToOwned::to_owned).unwrap_or_default();
        self.path = folder.join(name).display().to_string();
        self.asks_to_replace = false;
    }

    /// Shows it over the screen.
    pub(super) fn ui(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        window(ctx, "chooser", "Where to save", |ui| {
            text::heading(ui, "Where to save the sheet", PART, 2);
            ui.add_space(12.0);
            let width = ui.available_width() - 12.0;
            let name = "File, with its folders";
            text::say(ui, name, HELP);
            ui.add_space(6.0);
            let field = Field { id: Self::field(), name, width, lines: 1, kind: BODY, is_wrong: false };
            let typed = field.show(ui, &mut self.path);
            if typed.changed() {
                self.asks_to_replace = false;
            }
            if typed.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
                typed.request_focus();
                self.save(actions);
            }
            ui.add_space(12.0);
            self.folders(ui);
            ui.add_space(12.0);
            if self.asks_to_replace {
                callouts::fault(ui, "There is a file of this name already. Save again to write over it.");
                ui.add_space(12.0);
            }
            ui.horizontal(|ui| {
                let words = if self.asks_to_replace { "Write over it" } else { "Save" };
                if Button::new(words, Weight::Primary).show(ui).clicked() {
                    self.save(actions);
                }
                if Button::new("Do not save", Weight::Quiet).show(ui).clicked() {
                    actions.push(Action::Close);
                }
            });
        });
    }

    fn save(&mut self, actions: &mut Vec<Action>) {
        let mut path = PathBuf::from(self.path.trim());
        if path.extension().is_none() {
            path.set_extension("pdf");
        }
        if path.exists() && !self.asks_to_replace {
            self.asks_to_replace = true;
        } else {
            actions.push(Action::SaveTo(path));
        }
    }

    fn folders(&mut self, ui: &mut Ui) {
        let folder = self.folder();
        text::whisper(ui, &format!("Folders in {}", folder.display()));
        let mut to = None;
        egui::ScrollArea::vertical().id_salt("folders").max_height(200.0).show(ui, |ui| {
            if let Some(parent) = folder.parent()
                && Button::new("Up to the folder around it", Weight::Quiet).low().show(ui).clicked()
            {
                to = Some(parent.to_owned());
            }
            for inner in folders_in(&folder) {
                let name = inner.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if Button::new(&name, Weight::Quiet).low().show(ui).clicked() {
                    to = Some(inner);
                }
            }
        });
        if let Some(to) = to {
            self.go_to(&to);
        }
    }
}

fn folders_in(folder: &Path) -> Vec<PathBuf> {
    crate::files::Listing::of(folder, &[]).folders
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
