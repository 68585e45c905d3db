//! The window without a display, for the tests of the window: widgets are found by role and name, as a screen reader
//! finds them.

#![allow(dead_code, reason = "each of these tests is a program of its own and uses what it needs")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may end where something is missing")]

use anteroom::files::{Effort, Folders, Helpers, Library};
use anteroom::ui::{App, Dialogs};
use egui::accesskit::{Role, Toggled};
use egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use egui_kittest::{Harness, Node};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

const SIZE: Vec2 = Vec2::new(1120.0, 860.0);

/// What is kept of the only visit in a home folder, begun or finished.
pub(crate) fn kept(home: &Path) -> serde_json::Value {
    let files: Vec<PathBuf> =
        std::fs::read_dir(home.join("visits")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    serde_json::from_slice(&std::fs::read(&files[0]).unwrap()).unwrap()
}

/// Its answers, as the batch format has them.
pub(crate) fn kept_answers(home: &Path) -> serde_json::Map<String, serde_json::Value> {
    let visit = kept(home);
    let answers = visit["answers"].as_object().unwrap();
    answers.iter().map(|(id, given)| (id.clone(), given["answer"].clone())).collect()
}

fn app(home: &Path, dialogs: Dialogs) -> App {
    let app = App::new(Library::shipped(), Some(Folders::below(home)), dialogs).unwrap();
    app.with_effort(Effort::LITTLE)
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The window of the program, with a file chooser that always gives [`pdf_in`] its home folder.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    width: f32,
}

impl Window {
    pub(crate) fn open(home: &Path) -> Self {
        Self::sized(home, SIZE)
    }

    pub(crate) fn sized(home: &Path, size: Vec2) -> Self {
        Self::of(app(home, Dialogs::Fixed(pdf_in(home))), size)
    }

    /// Without a dialog of the system.
    pub(crate) fn with_own_chooser(home: &Path) -> Self {
        Self::of(app(home, Dialogs::Own), SIZE)
    }

    /// With the questionnaires of the person's own folder.
    pub(crate) fn with_own_questionnaires(home: &Path) -> Self {
        Self::sized_with_own_questionnaires(home, SIZE)
    }

    /// The same in another size.
    pub(crate) fn sized_with_own_questionnaires(home: &Path, size: Vec2) -> Self {
        let folders = Folders::below(home);
        let mut library = Library::shipped();
        library.add_folder(&folders.questionnaires).unwrap();
        Self::of(App::new(library, Some(folders), Dialogs::Fixed(pdf_in(home))).unwrap(), size)
    }

    /// With other programs to print and to show files.
    pub(crate) fn with_helpers(home: &Path, helpers: Helpers) -> Self {
        Self::of(app(home, Dialogs::Fixed(pdf_in(home))).with_helpers(helpers), SIZE)
    }

    /// The same in a small window, with our own chooser.
    pub(crate) fn small(home: &Path, size: (f32, f32)) -> Self {
        Self::of(app(home, Dialogs::Own).with_helpers(Helpers::in_folder(home)), Vec2::from(size))
    }

    /// On another day than the usual one.
    pub(crate) fn on(app: App, today: fn() -> String) -> Self {
        Self::show(app.with_today(today), SIZE)
    }

    pub(crate) fn of(app: App, size: Vec2) -> Self {
        Self::show(app.with_today(|| "2026-11-22".to_owned()), size)
    }

    fn show(app: App, size: Vec2) -> Self {
        let harness = Harness::builder().with_size(size).with_max_steps(12).build_eframe(|creation| {
            App::set_up(&creation.egui_ctx);
            app
        });
        let mut window = Self { harness, width: size.x };
        window.harness.run();
        window
    }

    /// Lets news of errands come in, until this holds. They run on threads of their own.
    pub(crate) fn wait_until(&mut self, holds: impl Fn(&Self) -> bool) {
        for _ in 0..500 {
            self.harness.run();
            if holds(self) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        assert!(holds(self), "it never came");
    }

    /// As a file that is dropped, chosen, or named on the command line.
    pub(crate) fn open_file(&mut self, path: &Path) {
        self.harness.state_mut().open_files(vec![path.to_owned()]);
        self.harness.run();
    }

    /// Holds a file over the window, or takes it away again.
    pub(crate) fn hover_with_file(&mut self, hovers: bool) {
        let files = if hovers { vec![egui::HoveredFile::default()] } else { Vec::new() };
        self.harness.input_mut().hovered_files = files;
        // While a file is held over it, a window draws itself again and again.
        self.harness.run_steps(2);
    }

    /// Lets go of a file over the window.
    pub(crate) fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files = vec![Arc::new(Dropped(path.to_owned()))];
        self.harness.run();
    }

    pub(crate) fn press(&mut self, role: Role, name: &str) {
        self.harness.get_all_by_role_and_label(role, name).next().unwrap().click_accesskit();
        self.harness.run();
    }

    pub(crate) fn button(&mut self, name: &str) {
        self.press(Role::Button, name);
    }

    /// Chooses an answer of the question with this name.
    pub(crate) fn choose(&mut self, question: &str, answer: &str) {
        let group = self.harness.get_by_role_and_label(Role::RadioGroup, question);
        group.get_by_role_and_label(Role::RadioButton, answer).click_accesskit();
        self.harness.run();
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run();
    }

    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
    }

    pub(crate) fn has(&self, role: Role, name: &str) -> bool {
        self.harness.query_all_by_role_and_label(role, name).next().is_some()
    }

    pub(crate) fn heading(&self, name: &str) -> bool {
        self.has(Role::Heading, name)
    }

    pub(crate) fn says(&self, words: &str) -> bool {
        self.harness
            .query_all(egui_kittest::kittest::by().predicate(|node| {
                let says = |text: Option<String>| text.is_some_and(|text| text.contains(words));
                says(node.label()) || says(node.value())
            }))
            .next()
            .is_some()
    }

    pub(crate) fn questions_left(&self) -> usize {
        let progress = self.harness.get_by_role(Role::ProgressIndicator);
        let words = progress.accesskit_node().label().unwrap();
        words.split(' ').next().unwrap().parse().unwrap_or(0)
    }

    pub(crate) fn is_chosen(&self, role: Role, name: &str) -> bool {
        let node = self.harness.get_all_by_role_and_label(role, name).next().unwrap();
        node.accesskit_node().toggled() == Some(Toggled::True)
    }

    /// What has the keyboard.
    pub(crate) fn focus(&self) -> Option<Node<'_>> {
        let focused = egui_kittest::kittest::by().predicate(|node: &AccessKitNode<'_>| node.is_focused());
        self.harness.query_all(focused).last()
    }

    pub(crate) fn focused(&self) -> Option<String> {
        self.focus().and_then(|node| node.accesskit_node().label())
    }

    /// Everything that can be used lies within the width of the window.
    pub(crate) fn assert_nothing_is_cut_off(&self, place: &str) {
        let width = self.width;
        for node in self.harness.query_all(
            egui_kittest::kittest::by()
                .predicate(|node| node.raw_bounds().is_some() && (node.label().is_some() || node.value().is_some())),
        ) {
            let rect = node.rect();
            let name = node.accesskit_node().label().or(node.accesskit_node().value());
            assert!(
                rect.left() >= -0.5 && rect.right() <= width + 0.5,
                "{place}: {name:?} at {rect:?}, window {width}"
            );
        }
    }
}

pub(crate) fn pdf_in(home: &Path) -> PathBuf {
    home.join("sheet.pdf")
}

/// A home folder and a window on one questionnaire.
pub(crate) fn begun(title: &str) -> (TempDir, Window) {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::open(home.path());
    window.button(&format!("Start: {title}"));
    (home, window)
}

/// Leaves everything blank until this is asked.
pub(crate) fn skip_to(window: &mut Window, question: &str) {
    for _ in 0..30 {
        if window.heading(question) {
            return;
        }
        window.button("Skip these");
    }
    assert!(window.heading(question), "{question} is never asked");
}
