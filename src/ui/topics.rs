//! "What to talk about": topics to tick off and to move, each with its reason.

use super::action::Action;
use super::buttons::{Button, Weight, pressed};
use super::callouts;
use super::filling::Filling;
use super::handle::{self, Handled, Way};
use super::layout;
use super::spoken;
use super::summary::Pen;
use super::text::{self, BODY, PART, STRONG};
use super::theme::palette;
use super::why;
use crate::evaluation::{Evaluation, topics_in_print_order};
use crate::summary::{Summary, Topic, Wishes};
use egui::{Align, Id, Key, Layout, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};
use std::collections::BTreeSet;

/// So many topics are shown at first where page one only names them.
const LEAST_SHOWN: usize = 6;

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

/// How the list is looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    /// Topics whose "Why is this here?" is open, by id.
    pub(super) why: BTreeSet<String>,
    /// Shows those too that have no room on page one.
    all: bool,
    /// The topic that has buttons to be moved, by id.
    moving: Option<String>,
    /// The topic that was just moved, by id: it must be seen.
    moved: Option<String>,
    /// Where it came to, for screen readers.
    heard: String,
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
        text::whisper(ui, "Untick to take off page one. Drag the dots to move a topic, or press them.");
        spoken::aloud(ui, Id::unique("topic moved"), &pen.state.list.heard);
        ui.add_space(12.0);
        let first = self.shown_at_first(&topics, pen.wishes);
        let shown = if pen.state.list.all { topics.len() } else { first };
        let mut rows = Vec::new();
        let mut moved = None;
        let mut dragged = false;
        for (at, topic) in topics.iter().take(shown).enumerate() {
            layout::divider(ui);
            let top = ui.cursor().top();
            let handled = self.row(ui, topic, (at, topics.len()), pen);
            self.why(ui, topic, pen);
            let row =
                Rect::from_min_max(pos2(ui.min_rect().left(), top), pos2(ui.min_rect().right(), ui.cursor().top()));
            if pen.state.list.moved.take_if(|moved| *moved == topic.id).is_some() {
                ui.scroll_to_rect(row.expand(24.0), None);
            }
            rows.push(row);
            dragged |= handled.dragged;
            moved = moved.or(handled.way.map(|way| (at, way)));
        }
        layout::divider(ui);
        if dragged {
            handle::show_target(ui, &rows);
        }
        if let Some((at, way)) = moved {
            let to = match way {
                Way::Up => at.checked_sub(1),
                Way::Down => Some(at + 1).filter(|to| *to < topics.len()),
                Way::Dropped => handle::target(ui, &rows).map(|above| if above > at { above - 1 } else { above }),
            };
            move_to(&topics, (at, to), pen);
            pen.state.list.all |= to.is_some_and(|to| to >= shown);
        }
        more(ui, topics.len() - first, &mut pen.state.list);
    }

    /// How many topics are shown at first: as far as page one goes, with those that were taken off it.
    fn shown_at_first(&self, topics: &[&Topic], wishes: &Wishes) -> usize {
        let on_page_one =
            |topic: &&Topic| self.summary.topics.iter().take(self.on_page_one).any(|it| it.id == topic.id);
        let last = topics.iter().rposition(on_page_one).map_or(0, |at| at + 1);
        let off = topics.iter().skip(last).take_while(|topic| wishes.topics_off.contains(&topic.id)).count();
        if last == 0 { LEAST_SHOWN.min(topics.len()) } else { last + off }
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
        why::link(ui, topic, pen);
        self.why(ui, topic, pen);
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

    fn row(&self, ui: &mut Ui, topic: &Topic, place: (usize, usize), pen: &mut Pen) -> Handled {
        let width = ui.available_width();
        let beside = why::link_width(ui) + 24.0;
        let roomy = width - beside - handle::SIZE >= 250.0;
        let words_width = width - handle::SIZE - if roomy { beside } else { 0.0 };
        let off = pen.wishes.topics_off.contains(&topic.id);
        let mut handled = Handled::default();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui_with_layout(vec2(words_width, handle::SIZE), Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(words_width);
                if Self::tick(ui, topic, !off) {
                    if off {
                        pen.wishes.topics_off.remove(&topic.id);
                    } else {
                        pen.wishes.topics_off.insert(topic.id.clone());
                    }
                    pen.actions.push(Action::WishesChanged);
                }
            });
            if roomy {
                ui.add_space(8.0);
                why::link(ui, topic, pen);
                ui.add_space(16.0);
            }
            handled = handle::show(ui, &topic.id, &topic.title);
        });
        let below = Rect::from_min_size(ui.cursor().min + vec2(36.0, 0.0), vec2(width - 36.0, 10_000.0));
        let mut below = ui.new_child(UiBuilder::new().id_salt(("below", &topic.id)).max_rect(below));
        if !off && !self.summary.topics.iter().take(self.on_page_one).any(|it| it.id == topic.id) {
            text::whisper(&mut below, "In full on a later page: page one is full");
        }
        if !roomy {
            why::link(&mut below, topic, pen);
        }
        if handled.pressed {
            let moving = &mut pen.state.list.moving;
            *moving = Some(topic.id.clone()).filter(|id| moving.as_ref() != Some(id));
        }
        if pen.state.list.moving.as_ref() == Some(&topic.id) {
            handled.way = handled.way.or(handle::buttons(&mut below, &topic.title, place));
        }
        if below.min_rect().height() > 0.0 {
            ui.advance_cursor_after_rect(below.min_rect().expand2(vec2(0.0, 4.0)));
        }
        handled.way = handled.way.or_else(|| alt_arrows(ui, topic));
        handled
    }

    fn tick(ui: &mut Ui, topic: &Topic, on: bool) -> bool {
        let colours = palette(ui);
        let (kind, ink) = if on { (STRONG, colours.ink) } else { (BODY, colours.ink2) };
        let words = text::galley(ui, &topic.title, kind, ink, ui.available_width() - 40.0);
        let (_, rect) = ui.allocate_space(egui::vec2(ui.available_width(), (words.size().y + 12.0).max(48.0)));
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
        pressed(&response)
    }
}

/// Shows all topics, or only those of page one.
fn more(ui: &mut Ui, hidden: usize, list: &mut List) {
    let words = match hidden {
        0 => return,
        _ if list.all => "Show fewer topics".to_owned(),
        1 => "Show 1 more topic".to_owned(),
        hidden => format!("Show {hidden} more topics"),
    };
    ui.add_space(8.0);
    if pressed(&Button::new(&words, Weight::Quiet).low().flush().id(Id::unique("more topics")).show(ui)) {
        list.all = !list.all;
    }
}

/// Puts the topic at one place to another, in the person's own order.
fn move_to(topics: &[&Topic], (from, to): (usize, Option<usize>), pen: &mut Pen) {
    let Some(to) = to.filter(|to| *to != from) else { return };
    let mut order: Vec<String> = topics.iter().map(|topic| topic.id.clone()).collect();
    let id = order.remove(from);
    let to = to.min(order.len());
    order.insert(to, id.clone());
    let title = topics.get(from).map_or("", |topic| topic.title.as_str());
    pen.state.list.heard = format!("{title} is now {} of {}", to + 1, order.len());
    pen.wishes.topic_order = order;
    pen.state.list.moved = Some(id);
    pen.actions.push(Action::WishesChanged);
}

/// A move asked for by Alt with an arrow, from the box of the topic.
fn alt_arrows(ui: &Ui, topic: &Topic) -> Option<Way> {
    if !ui.memory(|memory| memory.has_focus(tick_id(&topic.id))) {
        return None;
    }
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    if key(Key::ArrowUp) { Some(Way::Up) } else { key(Key::ArrowDown).then_some(Way::Down) }
}
