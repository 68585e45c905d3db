//! The bar at the top: the way out at the left, the program's own matters at the right.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::command::Command;
use super::layout;
use super::marks;
use super::passphrase::Wish;
use super::text::{self, STRONG};
use super::theme::palette;
use egui::{Id, Stroke, Ui};

/// What stands at the left of the bar.
#[derive(Debug, Clone)]
pub(super) struct Left<'a> {
    words: &'a str,
    /// The same where there is little room.
    short: &'a str,
    action: Action,
    title: &'a str,
}

impl<'a> Left<'a> {
    /// A way out that says this, beside a title.
    #[must_use]
    pub(super) fn new(words: &'a str, action: Action, title: &'a str) -> Self {
        Self { words, short: words, action, title }
    }

    /// Says this instead where there is little room.
    #[must_use]
    pub(super) fn or_short(self, short: &'a str) -> Self {
        Self { short, ..self }
    }
}

/// The bar of a screen that can be left.
pub(super) fn bar(ui: &mut Ui, left: &Left, actions: &mut Vec<Action>) {
    layout::bar(ui, |ui| {
        let words = if is_narrow(ui) { left.short } else { left.words };
        if Button::new(words, Weight::Quiet).low().named(left.words).show(ui).clicked() {
            actions.push(left.action.clone());
        }
        ui.add_space(4.0);
        let (_, rect) = ui.allocate_space(egui::vec2(1.0, 24.0));
        ui.painter().vline(rect.center().x, rect.y_range(), Stroke::new(1.0, palette(ui).line));
        ui.add_space(8.0);
        let room = ui.available_width() - right_width(ui, false);
        let title = egui::Label::new(text::job(&[(left.title, STRONG, palette(ui).ink)])).truncate();
        if room > 60.0 {
            let width = text::width(ui, left.title, STRONG).min(room);
            ui.add_sized([width, 26.0], title);
        }
        right(ui, false, actions);
    });
}

/// The bar of the home screen.
pub(super) fn home_bar(ui: &mut Ui, actions: &mut Vec<Action>) {
    bar_of_anteroom(ui, true, actions);
}

/// The bar while visits are locked: nothing can be opened.
pub(super) fn locked_bar(ui: &mut Ui, actions: &mut Vec<Action>) {
    bar_of_anteroom(ui, false, actions);
}

fn bar_of_anteroom(ui: &mut Ui, is_home: bool, actions: &mut Vec<Action>) {
    layout::bar(ui, |ui| {
        let (_, rect) = ui.allocate_space(egui::vec2(24.0, 28.0));
        marks::door(ui.painter(), rect.left_bottom(), palette(ui).accent);
        ui.add_space(4.0);
        if ui.available_width() - right_width(ui, is_home) > text::width(ui, "Anteroom", STRONG) {
            text::say(ui, "Anteroom", STRONG);
        }
        right(ui, is_home, actions);
    });
}

fn is_narrow(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < 440.0
}

fn is_dim(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(Id::unique("is dim"))).unwrap_or_default()
}

/// Lets the bar say "Leave dim".
pub(super) fn set_dim(ctx: &egui::Context, dim: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("is dim"), dim));
}

fn can_be_locked(ui: &Ui) -> bool {
    ui.data(|data| data.get_temp(Id::unique("can be locked"))).unwrap_or_default()
}

/// Lets the bar offer to lock the visits.
pub(super) fn set_lock(ctx: &egui::Context, offered: bool) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("can be locked"), offered));
}

fn buttons(ui: &Ui, is_home: bool) -> Vec<(&'static str, Action)> {
    let narrow = is_narrow(ui);
    let dim = match (is_dim(ui), narrow) {
        (true, _) => "Leave dim",
        (false, true) => "Dim",
        (false, false) => "Dim the screen",
    };
    let open = if narrow { "Open…" } else { Command::OpenFile.label() };
    let open = is_home.then_some((open, Action::AskForFile));
    let lock = can_be_locked(ui).then_some(("Lock", Action::Passphrase(Wish::Lock)));
    [(dim, Action::Dim)].into_iter().chain(lock).chain(open).chain([("Settings", Action::OpenSettings)]).collect()
}

fn right_width(ui: &Ui, is_home: bool) -> f32 {
    let between = 2.0 * ui.spacing().item_spacing.x;
    let buttons = buttons(ui, is_home);
    let widths = buttons.iter().map(|(words, _)| Button::new(words, Weight::Quiet).low().width(ui) + between);
    // The last one stands as far from its edge as the words at the left stand from theirs.
    widths.sum::<f32>() - ui.spacing().item_spacing.x
}

fn right(ui: &mut Ui, is_home: bool, actions: &mut Vec<Action>) {
    ui.add_space((ui.available_width() - right_width(ui, is_home)).max(0.0));
    for (words, action) in buttons(ui, is_home) {
        ui.add_space(ui.spacing().item_spacing.x);
        if Button::new(words, Weight::Quiet).low().show(ui).clicked() {
            actions.push(action);
        }
    }
}
