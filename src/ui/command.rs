//! What can be done from anywhere: one list for buttons, keys and the list of keys.

use super::action::{Action, Resize};
use egui::{Context, Event, Key, KeyboardShortcut, Modifiers, TextEdit};

/// Something that has a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// On to the next questions.
    Next,
    /// To the questions before.
    Back,
    /// Save the sheet.
    SavePdf,
    /// Print the sheet.
    Print,
    /// Open a file.
    OpenFile,
    /// Larger words; on the sheet, a larger page.
    Larger,
    /// Smaller words, or a smaller page.
    Smaller,
    /// Words of the usual size, or a page that fits.
    UsualSize,
    /// Dim the screen, or leave dim.
    Dim,
    /// List the keys.
    Keys,
    /// Close what lies over the screen.
    Close,
}

impl Command {
    /// All of them, in the order of the list of keys.
    pub(super) const ALL: [Self; 11] = [
        Self::Next,
        Self::Back,
        Self::OpenFile,
        Self::SavePdf,
        Self::Print,
        Self::Larger,
        Self::Smaller,
        Self::UsualSize,
        Self::Dim,
        Self::Keys,
        Self::Close,
    ];

    /// What it does, as on its button.
    #[must_use]
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Next => "Next",
            Self::Back => "Back",
            Self::SavePdf => "Save PDF…",
            Self::Print => "Print…",
            Self::OpenFile => "Open a file…",
            Self::Larger => "Larger words; on the sheet, a larger page",
            Self::Smaller => "Smaller words, or a smaller page",
            Self::UsualSize => "The usual size again",
            Self::Dim => "Dim the screen, or leave dim",
            Self::Keys => "Show the keys",
            Self::Close => "Close what lies over the screen",
        }
    }

    /// Its key in words.
    #[must_use]
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Next => "Enter",
            Self::Back => "Alt + Left",
            Self::SavePdf => "Ctrl + S",
            Self::Print => "Ctrl + P",
            Self::OpenFile => "Ctrl + O",
            Self::Larger => "Ctrl + Plus",
            Self::Smaller => "Ctrl + Minus",
            Self::UsualSize => "Ctrl + 0",
            Self::Dim => "F9",
            Self::Keys => "F1, ?",
            Self::Close => "Esc",
        }
    }

    fn shortcut(self) -> KeyboardShortcut {
        match self {
            Self::Next => KeyboardShortcut::new(Modifiers::NONE, Key::Enter),
            Self::Back => KeyboardShortcut::new(Modifiers::ALT, Key::ArrowLeft),
            Self::SavePdf => KeyboardShortcut::new(Modifiers::COMMAND, Key::S),
            Self::Print => KeyboardShortcut::new(Modifiers::COMMAND, Key::P),
            Self::OpenFile => KeyboardShortcut::new(Modifiers::COMMAND, Key::O),
            Self::Larger => KeyboardShortcut::new(Modifiers::COMMAND, Key::Plus),
            Self::Smaller => KeyboardShortcut::new(Modifiers::COMMAND, Key::Minus),
            Self::UsualSize => KeyboardShortcut::new(Modifiers::COMMAND, Key::Num0),
            Self::Dim => KeyboardShortcut::new(Modifiers::NONE, Key::F9),
            Self::Keys => KeyboardShortcut::new(Modifiers::NONE, Key::F1),
            Self::Close => KeyboardShortcut::new(Modifiers::NONE, Key::Escape),
        }
    }

    /// True if its key was just pressed; nothing else sees that key then.
    #[must_use]
    pub(super) fn pressed(self, ctx: &Context) -> bool {
        let is_pressed = |shortcut| ctx.input_mut(|input| input.consume_shortcut(&shortcut));
        // The sign for more stands on the key of the sign for equal.
        let other = KeyboardShortcut::new(Modifiers::COMMAND, Key::Equals);
        is_pressed(self.shortcut()) || (self == Self::Larger && is_pressed(other))
    }

    /// The wishes of the keys that work on every screen.
    #[must_use]
    pub(super) fn anywhere(ctx: &Context) -> Option<Action> {
        let keys = [
            (Self::Dim, Action::Dim),
            (Self::Keys, Action::ShowKeys),
            (Self::Larger, Action::Resize(Resize::Larger)),
            (Self::Smaller, Action::Resize(Resize::Smaller)),
            (Self::UsualSize, Action::Resize(Resize::Usual)),
        ];
        if asks(ctx) {
            return Some(Action::ShowKeys);
        }
        keys.into_iter().find_map(|(command, action)| command.pressed(ctx).then_some(action))
    }
}

/// True if a question mark was just typed, and not into a field.
fn asks(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    let in_field = focused.is_some_and(|id| TextEdit::load_state(ctx, id).is_some());
    !in_field && ctx.input(|input| input.events.iter().any(|event| *event == Event::Text("?".to_owned())))
}
