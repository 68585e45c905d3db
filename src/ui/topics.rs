//! "What to talk about": topics to tick off and to move, each with its reason.

use super::action::Action;
use super::buttons::{self, Button, Weight};
use super::callouts;
use super::filling::Filling;
use super::layout;
use super::summary::Pen;
use super::text::{self, BODY, HELP, HELP_BOLD, PART, STRONG};
use super::theme::palette;
use crate::evaluation::{Evaluation, Reason, topics_in_print_order};
use crate::questionnaire::rule_in_words;
use crate::summary::{Summary, Topic, Wishes};
use egui::{Id, Key, Modifiers, Ui};

/// What the list is made from.
pub(super) struct Topics<'a> {
    /// What was filled in.
    pub(super) filling: &'a Filling,
    /// What the answers mean.
    pub(super) evaluation: &'a Evaluation<'a>,
    /// The sheet in words.
    pub(super) summary: &'a Summary,
    /// How many of its topics stand on page one in full.
    pub(super) on_page_one: usize,
}

/// Which way a topic is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// The box of a topic, for the keyboard's focus.
#[must_use]
pub(super) fn tick_id(topic: &str) -> Id {
    Id::unique(("topic", topic))
}

impl Topics<'_> {
    /// Shows the list.
    pub(super) fn ui(&self, ui: &mut Ui, pen: &mut Pen) {
        text::heading(ui, "What to talk about", PART, 1);
        if let Some(stopped) = &self.summary.stopped {
            ui.add_space(8.0);
            text::say(ui, &stopped.title, STRONG);
            for paragraph in &stopped.text {
                text::say(ui, paragraph, BODY);
            }
            return;
        }
        self.urgent(ui, pen);
        let topics = self.in_order(pen.wishes);
        if topics.is_empty() {
            ui.add_space(8.0);
            text::say(ui, "No topic came up from these answers. You can still write down your own questions.", BODY);
            return;
        }
        text::whisper(ui, "Untick to take off page one. Alt with Up or Down, or the buttons, to move.");
        ui.add_space(12.0);
        let mut moved = None;
        for (at, topic) in topics.iter().enumerate() {
            layout::divider(ui);
            let way = self.row(ui, topic, pen).or_else(|| moves(ui, topic));
            moved = moved.or(way.map(|way| (at, way)));
            if pen.state.why.contains(&topic.id) {
                self.why(ui, topic, pen);
                ui.add_space(8.0);
            }
        }
        layout::divider(ui);
        if let Some((at, way)) = moved {
            shift(&topics, at, way, pen.wishes);
            pen.actions.push(Action::WishesChanged);
        }
    }

    /// Emergency and same-day topics, which always go on the sheet.
    fn urgent(&self, ui: &mut Ui, pen: &mut Pen) {
        if let Some(call) = &self.summary.emergency_call {
            ui.add_space(8.0);
            let colour = palette(ui).alarm;
            text::say_in(ui, &call.title, PART, colour);
            text::say(ui, &format!("{} {}", call.call, call.also), BODY);
            for topic in &self.summary.emergencies {
                self.fixed(ui, topic, pen);
            }
        }
        if !self.summary.prompt.is_empty() {
            ui.add_space(8.0);
            callouts::soon(ui, |ui| {
                text::say(ui, "Please raise this within a day or two", STRONG);
                for topic in &self.summary.prompt {
                    self.fixed(ui, topic, pen);
                }
            });
        }
        ui.add_space(12.0);
    }

    fn fixed(&self, ui: &mut Ui, topic: &Topic, pen: &mut Pen) {
        text::say(ui, &topic.title, BODY);
        Self::why_link(ui, topic, pen);
        if pen.state.why.contains(&topic.id) {
            self.why(ui, topic, pen);
        }
    }

    /// Routine topics: in the person's own order, then as they print.
    fn in_order(&self, wishes: &Wishes) -> Vec<&Topic> {
        let print_order: Vec<&str> = topics_in_print_order(self.evaluation)
            .filter_map(|at| self.filling.form.topics.get(at).map(|topic| topic.id.as_str()))
            .collect();
        let mut topics: Vec<&Topic> = self.summary.topics.iter().chain(&self.summary.further_topics).collect();
        topics.sort_by_key(|topic| {
            let own = wishes.topic_order.iter().position(|id| *id == topic.id);
            let printed = print_order.iter().position(|id| *id == topic.id);
            (own.unwrap_or(usize::MAX), printed.unwrap_or(usize::MAX))
        });
        topics
    }

    fn row(&self, ui: &mut Ui, topic: &Topic, pen: &mut Pen) -> Option<Way> {
        let mut way = None;
        let off = pen.wishes.topics_off.contains(&topic.id);
        let on_page_one = self.summary.topics.iter().take(self.on_page_one).any(|it| it.id == topic.id);
        let links = text::width(ui, "Why is this here?", HELP)
            + Button::new("Up", Weight::Quiet).low().width(ui)
            + Button::new("Down", Weight::Quiet).low().width(ui)
            + 40.0;
        let width = ui.available_width();
        let roomy = width - links >= 200.0;
        let mut show_links = |ui: &mut Ui, pen: &mut Pen| {
            Self::why_link(ui, topic, pen);
            for (words, this) in [("Up", Way::Up), ("Down", Way::Down)] {
                let name = format!("{words}: {}", topic.title);
                if Button::new(words, Weight::Quiet).low().named(&name).show(ui).clicked() {
                    way = Some(this);
                }
            }
        };
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let words_width = if roomy { width - links } else { width };
            ui.allocate_ui_with_layout(
                egui::vec2(words_width, 40.0),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_width(words_width);
                    if Self::tick(ui, topic, !off) {
                        if off {
                            pen.wishes.topics_off.remove(&topic.id);
                        } else {
                            pen.wishes.topics_off.insert(topic.id.clone());
                        }
                        pen.actions.push(Action::WishesChanged);
                    }
                },
            );
            if roomy {
                show_links(ui, pen);
            }
        });
        if !off && !on_page_one {
            ui.horizontal(|ui| {
                ui.add_space(36.0);
                text::whisper(ui, "In full on a later page: page one is full");
            });
        }
        if !roomy {
            ui.horizontal(|ui| {
                ui.add_space(36.0);
                show_links(ui, pen);
            });
        }
        ui.add_space(4.0);
        way
    }

    fn tick(ui: &mut Ui, topic: &Topic, on: bool) -> bool {
        let colours = palette(ui);
        let (kind, ink) = if on { (STRONG, colours.ink) } else { (BODY, colours.ink2) };
        let words = text::galley(ui, &topic.title, kind, ink, ui.available_width() - 40.0);
        let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), words.size().y.max(40.0)));
        let response = ui.interact(rect, tick_id(&topic.id), egui::Sense::click());
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::CheckBox, true, on, &topic.title));
        layout::keep_in_view(&response, ui);
        let centre = egui::pos2(rect.left() + 12.0, rect.center().y);
        super::marks::tick_box(ui, centre, on);
        ui.painter().galley(egui::pos2(rect.left() + 36.0, rect.center().y - words.size().y / 2.0), words, ink);
        if response.has_focus() {
            let around = egui::Rect::from_center_size(centre, egui::vec2(24.0, 24.0));
            super::marks::focus_ring(ui, around, 4);
        }
        buttons::pressed(&response)
    }

    /// The first answer that a list of reasons comes down to.
    fn first_answer(&self, reasons: &[Reason]) -> Option<usize> {
        reasons.iter().find_map(|reason| match reason {
            Reason::Answer(item) | Reason::Ticks { item, .. } => Some(*item),
            Reason::Finding(finding) => self.first_answer(&self.evaluation.reasons_for_finding(*finding)),
            Reason::Score(score) => self.filling.form.scores.get(*score)?.sum.first().copied(),
            Reason::Flag(flag) => {
                let raised = self.evaluation.flag(*flag);
                let levels = &self.filling.form.flags.get(*flag)?.levels;
                let (_, rule) = levels.iter().find(|(level, _)| Some(*level) == raised)?;
                self.first_answer(&self.evaluation.reasons(rule))
            }
        })
    }

    fn why_link(ui: &mut Ui, topic: &Topic, pen: &mut Pen) {
        let name = format!("Why is this here? {}", topic.title);
        if buttons::pressed(&buttons::link(ui, "Why is this here?", &name)) && !pen.state.why.remove(&topic.id) {
            pen.state.why.insert(topic.id.clone());
        }
    }

    fn why(&self, ui: &mut Ui, topic: &Topic, pen: &mut Pen) {
        let definition = self.filling.form.topics.iter().find(|it| it.id == topic.id);
        let first_answer = definition.and_then(|topic| self.first_answer(&self.evaluation.reasons(&topic.when)));
        callouts::info(ui, |ui| {
            text::say(ui, "Why is this here?", HELP_BOLD);
            text::say(ui, &topic.why, HELP);
            let ink = palette(ui).ink;
            if !topic.because.is_empty() {
                let because = topic.because.join("; ");
                text::say_pieces(ui, &[("You told us: ", HELP, ink), (&because, HELP_BOLD, ink)]);
            }
            if let Some(definition) = definition {
                let rule = rule_in_words(&definition.when, &self.filling.form);
                text::say(ui, &format!("Rule: {rule}."), HELP);
            }
            let note =
                if topic.evidence_note.is_empty() { String::new() } else { format!(" ({})", topic.evidence_note) };
            text::say(ui, &format!("Evidence: {}{note}.", topic.evidence), HELP);
            for source in self.summary.sources.iter().filter(|source| topic.sources.contains(&source.number)) {
                text::whisper(ui, &source.cite);
            }
            ui.horizontal(|ui| {
                if let Some(item) = first_answer {
                    if buttons::link(ui, "Go to these answers", &format!("Go to the answers: {}", topic.title))
                        .clicked()
                    {
                        pen.state.left_at = Some(topic.id.clone());
                        pen.actions.push(Action::ShowItem(item));
                    }
                    ui.add_space(16.0);
                }
                if buttons::link(ui, "Close", &format!("Close: why is this here? {}", topic.title)).clicked() {
                    pen.state.why.remove(&topic.id);
                }
            });
        });
    }
}

/// Puts the topic at a place one place up or down, in the person's own order.
fn shift(topics: &[&Topic], at: usize, way: Way, wishes: &mut Wishes) {
    let mut order: Vec<String> = topics.iter().map(|topic| topic.id.clone()).collect();
    let to = match way {
        Way::Up => at.checked_sub(1),
        Way::Down => Some(at + 1).filter(|to| *to < order.len()),
    };
    if let Some(to) = to {
        order.swap(at, to);
        wishes.topic_order = order;
    }
}

/// A move asked for by Alt with an arrow.
fn moves(ui: &Ui, topic: &Topic) -> Option<Way> {
    if !ui.memory(|memory| memory.has_focus(tick_id(&topic.id))) {
        return None;
    }
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    if key(Key::ArrowUp) { Some(Way::Up) } else { key(Key::ArrowDown).then_some(Way::Down) }
}
