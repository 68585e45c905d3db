//! Messages that stand alone on the screen: an emergency, the card of support, the end of a form.

use super::action::Action;
use super::buttons::{self, Button, Weight};
use super::filling::Filling;
use super::layout;
use super::marks;
use super::rows::{Row, Rows};
use super::spoken;
use super::text::{self, BODY, CALL, EMERGENCY, HELP, PART, SCREEN, STRONG, URGENT, URGENT_BOLD};
use super::theme::palette;
use super::top::{self, Left};
use crate::definition::{Emergency, Region, Urgency};
use crate::evaluation::Evaluation;
use crate::questionnaire::{Card, Topic};
use crate::summary::reason_in_words;
use egui::accesskit::{Live, Role};
use egui::{
    CornerRadius, Frame, Id, Key, Margin, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

/// Where the keyboard lies on such a screen: on the message, not on a button.
#[must_use]
pub(super) fn message_id() -> Id {
    Id::unique("message")
}

/// Everything that a message is made of.
pub(super) struct Message<'a> {
    /// What is being filled in.
    pub(super) filling: &'a Filling,
    /// What the answers mean.
    pub(super) evaluation: &'a Evaluation<'a>,
    /// Words and numbers.
    pub(super) wording: &'a Emergency,
    /// The chosen region, by id.
    pub(super) region: &'a str,
}

impl Message<'_> {
    fn region(&self) -> &Region {
        self.wording.region(self.region)
    }

    fn topics(&self, at: &[usize]) -> Vec<&Topic> {
        at.iter().filter_map(|at| self.filling.form.topics.get(*at)).collect()
    }

    /// The answers and signs that made a topic come up, in words.
    fn signs(&self, topics: &[&Topic]) -> Vec<String> {
        let mut signs: Vec<String> = Vec::new();
        for topic in topics {
            for reason in self.evaluation.reasons(&topic.when) {
                let words = reason_in_words(self.evaluation, &self.filling.answers, reason);
                if !words.is_empty() && !signs.contains(&words) {
                    signs.push(words);
                }
            }
        }
        signs
    }

    /// The emergency message, alone on the screen.
    pub(super) fn emergency(&self, ui: &mut Ui, topics: &[usize], actions: &mut Vec<Action>) {
        self.around(ui, "emergency", actions, |ui, actions| {
            let topics = self.topics(topics);
            message(ui, &self.said_of_emergency(), |ui| self.framed(ui, &topics, actions));
            ways_on(ui, actions);
        });
    }

    fn said_of_emergency(&self) -> Said {
        let Emergency { title, lead, call, also, .. } = self.wording;
        let region = self.region();
        let number = region.numbers().first().map(|number| format!(" {}: {number}.", number_for(region)));
        let what_to_do = format!("{call}{} {also}", number.unwrap_or_default());
        Said { title: format!("{title}. {lead}"), what_to_do }
    }

    fn framed(&self, ui: &mut Ui, topics: &[&Topic], actions: &mut Vec<Action>) {
        let palette = palette(ui);
        let edge = Stroke::new(4.0, palette.alarm);
        let frame = Frame::new().fill(palette.surface).corner_radius(CornerRadius::same(10)).stroke(edge);
        let shown = frame.show(ui, |ui| {
            self.head(ui);
            let pad = if ui.available_width() < 560.0 { 16 } else { 36 };
            Frame::new().inner_margin(Margin::symmetric(pad, 26)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.call(ui, actions);
                ui.add_space(24.0);
                layout::divider(ui);
                ui.add_space(18.0);
                self.why(ui, topics);
            });
        });
        ui.painter().rect_stroke(shown.response.rect, CornerRadius::same(10), edge, StrokeKind::Inside);
    }

    fn head(&self, ui: &mut Ui) {
        let palette = palette(ui);
        let corners = CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
        let frame =
            Frame::new().fill(palette.alarm_fill).corner_radius(corners).inner_margin(Margin::symmetric(36, 27));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                if ui.available_width() > 420.0 {
                    let (_, rect) = ui.allocate_space(vec2(64.0, 60.0));
                    marks::warning(ui.painter(), rect.shrink2(vec2(3.0, 5.0)), Stroke::new(4.0, palette.on_alarm));
                    ui.add_space(16.0);
                }
                ui.vertical(|ui| {
                    let title = text::say_in(ui, &self.wording.title, EMERGENCY, palette.on_alarm);
                    text::mark_heading(&title, &self.wording.title, 1);
                    text::say_in(ui, &self.wording.lead, text::QUESTION.with_bold(false), palette.on_alarm);
                });
            });
        });
    }

    fn call(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let palette = palette(ui);
        let width = ui.available_width();
        let pieces = [
            (self.wording.call.as_str(), URGENT_BOLD, palette.ink),
            (" ", URGENT, palette.ink),
            (self.wording.also.as_str(), URGENT, palette.ink),
        ];
        if width < 620.0 {
            text::say_pieces(ui, &pieces);
            ui.add_space(16.0);
            number(ui, self.region(), (width, Tone::Alarm), actions);
            return;
        }
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width(width - 268.0 - 32.0);
                // Three lines stand in the middle beside the number.
                ui.add_space(16.0);
                text::say_pieces(ui, &pieces);
            });
            ui.add_space(ui.available_width() - 268.0);
            number(ui, self.region(), (268.0, Tone::Alarm), actions);
        });
    }

    fn why(&self, ui: &mut Ui, topics: &[&Topic]) {
        let palette = palette(ui);
        text::say_in(ui, "You told us:", BODY, palette.ink2);
        for sign in self.signs(topics) {
            text::say(ui, &sign, STRONG);
        }
        for topic in topics {
            ui.add_space(12.0);
            text::say(ui, &topic.why, BODY);
        }
        ui.add_space(12.0);
        for topic in topics {
            let quoted = format!("“{}”", topic.ask);
            text::say_pieces(ui, &[("You can say: ", BODY, palette.ink), (&quoted, STRONG, palette.ink)]);
        }
    }

    /// The card of support, alone on the screen.
    pub(super) fn card(&self, ui: &mut Ui, card: usize, actions: &mut Vec<Action>) {
        let Some(words) = self.filling.form.cards.get(card) else { return };
        let urgent: Vec<&Topic> = self
            .filling
            .form
            .topics
            .iter()
            .enumerate()
            .filter(|(at, topic)| {
                topic.card == Some(card) && topic.urgency == Urgency::Emergency && self.evaluation.topic(*at)
            })
            .map(|(_, topic)| topic)
            .collect();
        self.around(ui, "card", actions, |ui, actions| {
            let said = Said { title: words.title.clone(), what_to_do: self.filled(&words.urgent) };
            message(ui, &said, |ui| {
                quiet_frame(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.card_words(ui, words, &urgent, actions);
                    if !words.consent.is_empty() {
                        self.consent(ui, words, actions);
                    }
                });
            });
            ways_on(ui, actions);
        });
    }

    fn card_words(&self, ui: &mut Ui, card: &Card, urgent: &[&Topic], actions: &mut Vec<Action>) {
        text::heading(ui, &card.title, SCREEN, 1);
        ui.add_space(12.0);
        let (first, rest) = card.text.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
        if let Some(first) = first {
            text::say(ui, &self.filled(first), BODY);
            ui.add_space(16.0);
        }
        if !card.urgent.is_empty() {
            text::say(ui, &self.filled(&card.urgent), URGENT_BOLD);
            ui.add_space(16.0);
        }
        if !urgent.is_empty() {
            let width = ui.available_width().min(320.0);
            number(ui, self.region(), (width, Tone::Calm), actions);
            ui.add_space(16.0);
        }
        for paragraph in rest {
            text::say(ui, &self.filled(paragraph), BODY);
            ui.add_space(12.0);
        }
        for topic in urgent {
            let ink = palette(ui).ink;
            let quoted = format!("“{}”", topic.ask);
            text::say_pieces(ui, &[("You can say: ", BODY, ink), (&quoted, STRONG, ink)]);
            ui.add_space(12.0);
        }
    }

    fn consent(&self, ui: &mut Ui, card: &Card, actions: &mut Vec<Action>) {
        ui.add_space(8.0);
        text::heading(ui, &card.consent, text::QUESTION, 2);
        ui.add_space(8.0);
        let rows = ["Yes", "No"].map(|words| Row { words: words.to_owned(), key: None, is_aside: false });
        let chosen = if self.filling.wishes.print_private { 0b01 } else { 0b10 };
        let rows = Rows { item: usize::MAX, name: &card.consent, list: &rows, chosen, many: false };
        if let Some(row) = rows.show(ui) {
            actions.push(Action::AgreePrivate(row == 0));
        }
        ui.add_space(8.0);
        text::whisper(ui, "Unless you say yes, it is neither printed nor kept on this computer.");
    }

    /// Words of a card with the region's numbers put in.
    fn filled(&self, words: &str) -> String {
        let region = self.region();
        words
            .replace("{emergency_number}", &region.emergency.join(" or "))
            .replace("{crisis_line}", &region.crisis_line)
    }

    /// The end of a form that cannot go on.
    pub(super) fn stopped(&self, ui: &mut Ui, gate: usize, actions: &mut Vec<Action>) {
        let Some(gate) = self.filling.form.gates.get(gate) else { return };
        self.around(ui, "stopped", actions, |ui, actions| {
            let title = "This form ends here";
            let said = Said { title: title.to_owned(), what_to_do: gate.text.clone() };
            message(ui, &said, |ui| {
                quiet_frame(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    text::heading(ui, title, SCREEN, 1);
                    ui.add_space(12.0);
                    text::say(ui, &gate.text, BODY);
                    ui.add_space(12.0);
                    text::say(ui, &self.wording.safety, BODY);
                });
            });
            ui.add_space(20.0);
            ui.horizontal_wrapped(|ui| {
                if Button::new("Change my answer", Weight::Secondary).show(ui).clicked() {
                    actions.push(Action::Change);
                }
                if Button::new("Back to the start", Weight::Secondary).show(ui).clicked() {
                    actions.push(Action::Leave);
                }
            });
        });
    }

    /// Bar, and a wide column in the middle. Enter does nothing here.
    fn around(&self, ui: &mut Ui, salt: &str, actions: &mut Vec<Action>, add: impl FnOnce(&mut Ui, &mut Vec<Action>)) {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        top::bar(ui, &Left::new("Not now", Action::Leave, &self.filling.title), actions);
        layout::middle(ui, salt, |ui, _| {
            let room = ui.max_rect();
            let width = (room.width() - 32.0).min(824.0);
            ui.add_space(if room.height() < 620.0 { 16.0 } else { 36.0 });
            let left = room.left() + (room.width() - width) / 2.0;
            let top = ui.cursor().top();
            let rect = Rect::from_min_size(egui::pos2(left, top), vec2(width, 10_000.0));
            let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect));
            add(&mut inside, actions);
            ui.advance_cursor_after_rect(inside.min_rect());
        });
    }
}

/// What a number to call is.
fn number_for(region: &Region) -> String {
    format!("Emergency number, {}", region.name)
}

/// How loud the number stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// In the colours of an emergency.
    Alarm,
    /// In the colours of an explanation.
    Calm,
}

/// The number to call, large.
fn number(ui: &mut Ui, region: &Region, (width, tone): (f32, Tone), actions: &mut Vec<Action>) {
    let palette = palette(ui);
    let (fill, edge) = match tone {
        Tone::Alarm => (palette.alarm_tint, palette.alarm),
        Tone::Calm => (palette.info, palette.info_bar),
    };
    let frame = Frame::new()
        .fill(fill)
        .corner_radius(CornerRadius::same(8))
        .stroke(Stroke::new(2.0, edge))
        .inner_margin(Margin::symmetric(12, 12));
    frame.show(ui, |ui| {
        ui.set_width(width - 28.0);
        ui.vertical_centered(|ui| {
            let numbers = region.numbers();
            if let Some(first) = numbers.first() {
                text::say(ui, &number_for(region), HELP);
                text::say(ui, first, CALL);
            } else {
                text::say(ui, "Call", HELP);
                text::say(ui, &region.emergency.join(" or "), PART);
                if buttons::link(ui, "Choose where you are", "Choose where you are, to see the number").clicked() {
                    actions.push(Action::OpenSettings);
                }
            }
            for other in numbers.iter().skip(1) {
                text::say(ui, &format!("or {other}"), HELP);
            }
        });
    });
}

/// What a message says at once: its title, and then what to do.
struct Said {
    title: String,
    what_to_do: String,
}

/// A message that has the keyboard and the screen reader as a whole.
fn message(ui: &mut Ui, said: &Said, add: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().scope_id(message_id()).sense(Sense::focusable_noninteractive());
    let response = ui.scope_builder(builder, add).response;
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &said.title));
    spoken::describe(ui.ctx(), message_id(), &said.what_to_do);
    text::announce(&response, Live::Assertive);
    if response.has_focus() {
        marks::focus_ring(ui, response.rect, 10);
    }
}

/// The ways on; the quiet one, which dismisses the message, comes last.
fn ways_on(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.add_space(20.0);
    let change = Button::new("Change my answer", Weight::Secondary);
    let go_on = Button::new("Go on with the questions", Weight::Quiet);
    let space = ui.available_width() - change.width(ui) - go_on.width(ui) - 16.0;
    let show = |ui: &mut Ui| {
        if change.show(ui).clicked() {
            actions.push(Action::Change);
        }
        ui.add_space(space.max(8.0));
        if go_on.show(ui).clicked() {
            actions.push(Action::GoOn);
        }
    };
    if space >= 8.0 {
        ui.horizontal(show);
    } else {
        show(ui);
    }
    ui.add_space(12.0);
    text::whisper(ui, "This program calls no one and sends nothing. What you answered stays on this computer.");
}

/// The frame of a message that is no emergency.
fn quiet_frame(ui: &Ui) -> Frame {
    let palette = palette(ui);
    let pad = if ui.available_width() < 560.0 { 16 } else { 36 };
    Frame::new()
        .fill(palette.surface)
        .corner_radius(CornerRadius::same(10))
        .stroke(Stroke::new(1.0, palette.stroke))
        .inner_margin(Margin::symmetric(pad, 28))
}
