//! The passphrase: what is typed of it, the questions about it, and its place among the settings.

use super::action::Action;
use super::buttons::{Button, Weight};
use super::dialogs::window;
use super::fields::{self, Field};
use super::layout::Columns;
use super::spoken;
use super::text::{self, BODY, PART, STRONG};
use crate::files::Passphrase;
use egui::accesskit::Live;
use egui::{Context, Id, Key, Ui};
use zeroize::Zeroizing;

/// What can be done to the passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Set the first one.
    Set,
    /// Set another one.
    Change,
    /// Do without.
    Remove,
}

/// A wish about the passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Ask what is needed for a task.
    Ask(Task),
    /// Do it with what was typed.
    Do(Task),
    /// Open the visits with what was typed.
    Unlock,
    /// Lock them.
    Lock,
    /// Ask whether to begin anew without the locked visits.
    AskToPutAside,
    /// Begin anew without them.
    PutAside,
}

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The passphrase as it is.
    Now,
    /// The one that it is to be.
    New,
    /// The same once more.
    Again,
}

impl Place {
    /// For the keyboard's focus.
    #[must_use]
    pub(super) fn id(self) -> Id {
        Id::unique(("passphrase", self as u8))
    }

    fn label(self) -> &'static str {
        match self {
            Self::Now => "Passphrase",
            Self::New => "New passphrase",
            Self::Again => "The same once more",
        }
    }
}

impl Task {
    fn places(self) -> &'static [Place] {
        match self {
            Self::Set => &[Place::New, Place::Again],
            Self::Change => &[Place::Now, Place::New, Place::Again],
            Self::Remove => &[Place::Now],
        }
    }

    /// Where the keyboard lies at first.
    #[must_use]
    pub(super) fn entry(self) -> Id {
        self.places().first().map_or(Id::NULL, |place| place.id())
    }

    fn button(self) -> &'static str {
        match self {
            Self::Set => "Set the passphrase",
            Self::Change => "Change the passphrase",
            Self::Remove => "Remove the passphrase",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Set => {
                "From then on your visits open with this passphrase only. Nobody can open them without it, not even the \
                 people who make Anteroom. If you forget it, your visits are lost to you: write it down, and keep the note \
                 in a safe place. Sheets that you saved as PDF stay as they are."
            }
            Self::Change => "Your visits stay as they are. From then on the new passphrase opens them.",
            Self::Remove => "From then on everybody who can use your account on this computer can read your visits.",
        }
    }
}

/// What was typed; wiped from memory as far as the window's own copies go.
#[derive(Default)]
pub(super) struct Typed {
    now: Zeroizing<String>,
    new: Zeroizing<String>,
    again: Zeroizing<String>,
    is_shown: bool,
    fault: Option<(Place, String)>,
}

impl Typed {
    /// The passphrase as it is.
    #[must_use]
    pub(super) fn known(&self) -> Passphrase {
        Passphrase::typed(&self.now)
    }

    /// The one that it is to be, or the field to mend.
    pub(super) fn chosen(&mut self) -> Result<Passphrase, Place> {
        let (new, again) = (Passphrase::typed(&self.new), Passphrase::typed(&self.again));
        if let Some(fault) = new.fault() {
            return Err(self.mark(Place::New, fault.to_owned()));
        }
        if new != again {
            return Err(self.mark(Place::Again, "This is not the same as above.".to_owned()));
        }
        Ok(new)
    }

    /// Says beside a field what is wrong; that field.
    pub(super) fn mark(&mut self, place: Place, words: String) -> Place {
        self.fault = Some((place, words));
        place
    }

    /// Forgets what was typed, also what the fields remember of it.
    pub(super) fn forget(&mut self, ctx: &Context) {
        *self = Self::default();
        for place in [Place::Now, Place::New, Place::Again] {
            ctx.data_mut(|data| data.remove::<egui::text_edit::TextEditState>(place.id()));
        }
    }

    /// A field with its name above it and what is wrong below it. True where Enter was pressed in it.
    pub(super) fn field(&mut self, ui: &mut Ui, place: Place) -> bool {
        spoken::hush(&text::say(ui, place.label(), STRONG));
        ui.add_space(4.0);
        let fault = self.fault.as_ref().filter(|(at, _)| *at == place).map(|(_, words)| words.clone());
        let (width, is_wrong) = (ui.available_width(), fault.is_some());
        let field = Field { id: place.id(), name: place.label(), width, lines: 1, kind: BODY, is_wrong };
        let words = match place {
            Place::Now => &mut self.now,
            Place::New => &mut self.new,
            Place::Again => &mut self.again,
        };
        let response = field.show_as(ui, words, !self.is_shown);
        if response.changed() {
            self.fault = None;
        }
        spoken::describe(ui.ctx(), place.id(), fault.as_deref().unwrap_or_default());
        fields::fault_below(ui, fault.as_deref());
        if let Some(hint) =
            Some(&self.new).filter(|_| place == Place::New).and_then(|new| Passphrase::typed(new).hint())
        {
            text::announce(&text::whisper(ui, hint), Live::Polite);
        }
        ui.add_space(16.0);
        response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// A button that shows what is typed, or hides it again.
    pub(super) fn show_button(&mut self, ui: &mut Ui) {
        if Button::new("Show what is typed", Weight::Secondary).low().chosen(self.is_shown).show(ui).clicked() {
            self.is_shown = !self.is_shown;
        }
    }
}

/// Asks for what a task needs. `work` says what is being done already.
pub(super) fn ask(ctx: &Context, task: Task, typed: &mut Typed, work: Option<&str>, actions: &mut Vec<Action>) {
    window(ctx, "passphrase", task.button(), |ui| {
        text::heading(ui, task.button(), PART, 2);
        ui.add_space(8.0);
        text::say(ui, task.words(), BODY);
        ui.add_space(20.0);
        let mut does = false;
        for place in task.places() {
            does |= typed.field(ui, *place);
        }
        typed.show_button(ui);
        ui.add_space(20.0);
        if let Some(work) = work {
            text::announce(&text::say(ui, work, BODY), Live::Polite);
            return;
        }
        ui.horizontal_wrapped(|ui| {
            does |= Button::new(task.button(), Weight::Primary).show(ui).clicked();
            if Button::new("Not now", Weight::Secondary).show(ui).clicked() {
                actions.push(Action::Close);
            }
        });
        if does {
            actions.push(Action::Passphrase(Wish::Do(task)));
        }
    });
}

/// What the settings offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offer {
    /// Nothing: visits are locked, or another window keeps them.
    Nothing,
    /// To set one.
    Set,
    /// To change or remove it.
    Change,
    /// These words about what is being done.
    Wait(String),
}

/// The passphrase among the settings.
pub(super) fn in_settings(ui: &mut Ui, columns: Columns, offer: &Offer, actions: &mut Vec<Action>) {
    let side = |ui: &mut Ui| {
        text::heading(ui, "Passphrase for your visits", STRONG, 2);
    };
    columns.block(ui, "passphrase", side, |ui| match offer {
        Offer::Nothing => {}
        Offer::Wait(words) => text::announce(&text::say(ui, words, BODY), Live::Polite),
        Offer::Set => {
            text::whisper(
                ui,
                "Your visits can be read by you alone, and by whoever can use your account on this computer.",
            );
            ui.add_space(8.0);
            button(ui, "Set a passphrase…", Wish::Ask(Task::Set), actions);
        }
        Offer::Change => {
            text::whisper(ui, "Your visits are sealed. They open with your passphrase only.");
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| {
                button(ui, "Change the passphrase…", Wish::Ask(Task::Change), actions);
                button(ui, "Remove the passphrase…", Wish::Ask(Task::Remove), actions);
            });
        }
    });
    ui.add_space(28.0);
}

fn button(ui: &mut Ui, words: &str, wish: Wish, actions: &mut Vec<Action>) {
    if Button::new(words, Weight::Secondary).show(ui).clicked() {
        actions.push(Action::Passphrase(wish));
    }
}
