//! What the keyboard does inside a question: one stop of the Tab key for each group, arrows inside, digits choose.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

/// The keys of the rows of a question, in order: digits, then letters.
#[must_use]
pub(super) fn key_of_row(row: usize) -> Option<char> {
    "123456789abcdefghijklmnopqrstuvwxyz".chars().nth(row)
}

/// Where the arrows, Home and End lead from the row that has the keyboard.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbours {
    /// Left, or the row before.
    pub(super) before: Option<Id>,
    /// Right, or the row after.
    pub(super) after: Option<Id>,
    /// What lies above in a grid.
    pub(super) above: Option<Id>,
    /// What lies below in a grid.
    pub(super) below: Option<Id>,
    /// The first of the group.
    pub(super) first: Option<Id>,
    /// The last of the group.
    pub(super) last: Option<Id>,
}

/// The row that has the keyboard.
#[must_use]
pub(super) fn focused_row(ui: &Ui, ids: &[Id]) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    ids.iter().position(|id| *id == focused)
}

/// Reads the arrows, Home and End for the row that has the keyboard, and moves it.
pub(super) fn arrows(ui: &Ui, id: Id, neighbours: Neighbours) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let ways = [
        (Key::ArrowLeft, neighbours.before),
        (Key::ArrowRight, neighbours.after),
        (Key::ArrowUp, neighbours.above),
        (Key::ArrowDown, neighbours.below),
        (Key::Home, neighbours.first),
        (Key::End, neighbours.last),
    ];
    for (key, to) in ways {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
            && let Some(to) = to
        {
            ui.memory_mut(|memory| memory.request_focus(to));
        }
    }
}

/// The digit or letter that was just typed, if any.
#[must_use]
pub(super) fn typed(ui: &Ui) -> Option<char> {
    ui.input(|input| {
        if input.modifiers.any() && !input.modifiers.shift_only() {
            return None;
        }
        let text = input.events.iter().find_map(|event| match event {
            Event::Text(text) => text.chars().next(),
            _ => None,
        });
        // Where no text comes with a key, its name must do.
        let key = || {
            input.events.iter().find_map(|event| match event {
                Event::Key { key, pressed: true, repeat: false, .. } => key.symbol_or_name().chars().next(),
                _ => None,
            })
        };
        text.or_else(|| key().filter(|_| one_letter_key(input))).map(|typed| typed.to_ascii_lowercase())
    })
}

fn one_letter_key(input: &egui::InputState) -> bool {
    input.events.iter().any(|event| match event {
        Event::Key { key, pressed: true, .. } => key.symbol_or_name().chars().count() == 1,
        _ => false,
    })
}

/// Arrows move the keyboard only where a group says so, never across the screen.
pub(super) fn still_arrows(ctx: &egui::Context) {
    let arrow = ctx.input(|input| {
        [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown].into_iter().any(|key| input.key_pressed(key))
    });
    if arrow {
        ctx.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
}
