//! The list of visits: only the rows in view are laid out, however many there are.

use super::{Act, Past, Question, State, words};
use crate::files::Head;
use crate::ui::action::Action;
use crate::ui::buttons::{Button, Weight};
use crate::ui::callouts;
use crate::ui::keys::{self, Neighbours};
use crate::ui::marks;
use crate::ui::spoken;
use crate::ui::text::{self, BODY, HELP, PART};
use crate::ui::theme::palette;
use egui::accesskit::{Live, Role};
use egui::{
    Align, CornerRadius, CursorIcon, Id, Layout, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Height of a row.
const ROW: f32 = 64.0;

/// What the list shows.
pub(super) struct List<'a> {
    pub(super) past: &'a Past,
    pub(super) may_delete: bool,
}

/// Where the keyboard finds a row.
#[must_use]
pub(super) fn row_id(at: usize) -> Id {
    Id::unique(("visit", at))
}

/// What is said where there is no visit to list.
pub(super) fn nothing(ui: &mut Ui, past: &Past) {
    if let Some(fault) = &past.fault {
        callouts::fault(ui, &format!("The folder of your visits cannot be read: {fault}."));
    } else {
        let words = "No visit is kept yet. A visit is kept here once you save or print its sheet, or choose “Finish” \
                     beside it.";
        text::say(ui, words, BODY);
    }
    faulty(ui, past);
}

/// Files that cannot be listed, and what can be done about them.
fn faulty(ui: &mut Ui, past: &Past) {
    if past.faulty.is_empty() {
        return;
    }
    ui.add_space(16.0);
    text::heading(ui, "Files that cannot be read", BODY.with_bold(true), 2);
    for (name, fault) in &past.faulty {
        text::whisper(ui, &words::fault(name, *fault));
        ui.add_space(4.0);
    }
}

impl List<'_> {
    /// Shows it in a stretch of the window.
    pub(super) fn ui(&self, ui: &mut Ui, rect: Rect, state: &mut State, actions: &mut Vec<Action>) {
        let mut inside = ui.new_child(UiBuilder::new().id_salt("list of visits").max_rect(rect));
        inside.shrink_clip_rect(rect.expand(8.0));
        let ui = &mut inside;
        text::heading(ui, "Saved visits", PART, 1);
        text::whisper(ui, "Tick two to compare them.");
        if let Some(progress) = words::progress(self.past) {
            text::whisper(ui, &progress);
        }
        ui.add_space(12.0);
        let below = self.height_below();
        let most = (ui.available_height() - below).max(ROW * 1.5);
        self.rows(ui, most, state, actions);
        ui.add_space(12.0);
        self.buttons(ui, state, actions);
        ui.add_space(4.0);
        let faults = ScrollArea::vertical().id_salt("beside the list").auto_shrink([false, true]);
        faults.show(ui, |ui| {
            text::whisper(ui, "Deleting removes the answers from this computer for good.");
            faulty(ui, self.past);
        });
    }

    /// What the buttons and the words under the list take.
    fn height_below(&self) -> f32 {
        if self.past.faulty.is_empty() { 116.0 } else { 240.0 }
    }

    fn rows(&self, ui: &mut Ui, most: f32, state: &mut State, actions: &mut Vec<Action>) {
        let visits = &self.past.visits;
        state.row = state.row.min(visits.len().saturating_sub(1));
        self.keyboard(ui, state);
        let builder = UiBuilder::new().accessibility_role(Role::Group).accessibility_label("Saved visits");
        ui.scope_builder(builder, |ui| {
            let area = ScrollArea::vertical().id_salt("visits").max_height(most).auto_shrink([false, true]);
            area.animated(false).show_viewport(ui, |ui, seen| {
                let whole = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), rows_high(visits.len())));
                ui.advance_cursor_after_rect(whole);
                let colours = palette(ui);
                let edge = Stroke::new(1.0, colours.line);
                ui.painter().rect(whole, CornerRadius::same(8), colours.surface, edge, StrokeKind::Inside);
                let place = |at: usize| {
                    let top = whole.top() + rows_high(at);
                    Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), ROW))
                };
                let (first, last) = (row_at(seen.top()), row_at(seen.bottom()));
                let in_view = (first..=last).filter(|at| *at < visits.len());
                // The row with the keyboard is always there, or the keyboard would be lost with it.
                let current = (!(first..=last).contains(&state.row)).then_some(state.row);
                for at in in_view.clone().skip(1) {
                    ui.painter().hline(whole.x_range(), place(at).top(), edge);
                }
                for at in in_view.chain(current) {
                    if let Some(head) = visits.get(at) {
                        self.row(ui, (at, head, place(at)), state, actions);
                    }
                }
                if std::mem::take(&mut state.reveals_row) {
                    ui.scroll_to_rect(place(state.row), None);
                }
            });
        });
    }

    /// Arrows, Home and End move among the rows.
    fn keyboard(&self, ui: &Ui, state: &mut State) {
        let (here, end) = (state.row, self.past.visits.len().saturating_sub(1));
        if !ui.memory(|memory| memory.has_focus(row_id(here))) {
            return;
        }
        let places = [here.saturating_sub(1), (here + 1).min(end), 0, end];
        let [before, after, first, last] = places.map(|at| Some(row_id(at)));
        keys::arrows(ui, row_id(here), Neighbours { before, after, above: before, below: after, first, last });
        let now = ui.memory(egui::Memory::focused);
        if let Some(at) = places.into_iter().find(|at| *at != here && Some(row_id(*at)) == now) {
            (state.row, state.reveals_row) = (at, true);
        }
    }

    fn row(&self, ui: &mut Ui, (at, head, rect): (usize, &Head, Rect), state: &mut State, actions: &mut Vec<Action>) {
        let is_stop = at == state.row;
        let ticked = state.ticked.contains(&head.id);
        let id = row_id(at);
        let name = format!("Open: {}", words::name(head));
        let open = Button::new("Open", Weight::Quiet).low().named(&name).stop(is_stop);
        let open = open.id(Id::unique(("open visit", &head.id)));
        let (body, right) = rect.split_left_right_at_x(rect.right() - open.width(ui) - 4.0);
        let sense = if is_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(body, id, sense).on_hover_cursor(CursorIcon::PointingHand);
        let spoken_name = format!("{}, {}", words::name(head), words::state(head));
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, &spoken_name));
        spoken::place(ui.ctx(), id, at);
        if response.clicked() {
            state.tick(&head.id);
            state.row = at;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.paint(ui, (at, head), (rect, body), (ticked, &response));
        let layout = Layout::left_to_right(Align::Center);
        let mut inside = ui.new_child(UiBuilder::new().id_salt(("open", at)).max_rect(right).layout(layout));
        if open.show(&mut inside).clicked() {
            actions.push(Action::Visits(Act::Open(head.id.clone())));
        }
    }

    fn paint(
        &self,
        ui: &Ui,
        (at, head): (usize, &Head),
        (rect, body): (Rect, Rect),
        (ticked, response): (bool, &Response),
    ) {
        let palette = palette(ui);
        let fill = match (ticked, response.hovered()) {
            (true, _) => palette.tint,
            (false, true) => palette.sunken,
            (false, false) => palette.surface,
        };
        let round = |at_edge: bool| if at_edge { 8 } else { 0 };
        let (top, bottom) = (round(at == 0), round(at + 1 == self.past.visits.len()));
        let corners = CornerRadius { nw: top, ne: top, sw: bottom, se: bottom };
        let inside = if ticked { rect } else { rect.shrink(1.0) };
        ui.painter().rect_filled(inside, corners, fill);
        if ticked {
            ui.painter().rect_stroke(rect, corners, Stroke::new(2.0, palette.accent), StrokeKind::Inside);
        }
        marks::tick_box(ui, pos2(body.left() + 24.0, body.center().y), ticked);
        let (left, room) = (body.left() + 48.0, body.width() - 52.0);
        let date = text::galley(ui, &words::day(head), BODY.with_bold(ticked), palette.ink, f32::INFINITY);
        let state = text::galley(ui, &words::state(head), HELP, palette.ink2, f32::INFINITY);
        let title = text::shortened(ui, &head.title, HELP, room);
        let title = text::galley(ui, &title, HELP, palette.ink2, f32::INFINITY);
        let y = rect.center().y - f32::midpoint(date.size().y, title.size().y);
        let (width, height) = (date.size().x, date.size().y);
        let painter = ui.painter().with_clip_rect(body.intersect(ui.clip_rect()));
        painter.galley(pos2(left, y), date, palette.ink);
        painter.galley(pos2(left + width + 10.0, y + 2.0), state, palette.ink2);
        painter.galley(pos2(left, y + height), title, palette.ink2);
        if response.has_focus() {
            marks::focus_ring(ui, rect.shrink(4.0), 4);
        }
    }

    fn buttons(&self, ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
        let ticked: Vec<Head> =
            self.past.visits.iter().filter(|head| state.ticked.contains(&head.id)).cloned().collect();
        let words = match ticked.len() {
            0 => "None is ticked".to_owned(),
            1 => "1 is ticked".to_owned(),
            many => format!("{many} are ticked"),
        };
        ui.horizontal(|ui| {
            if Button::new("Export…", Weight::Secondary).low().show(ui).clicked() {
                actions.push(Action::Visits(Act::Ask(Question::export(&ticked, self.past))));
            }
            if self.may_delete && Button::new("Delete…", Weight::Danger).low().show(ui).clicked() {
                actions.push(Action::Visits(Act::Ask(Question::delete(&ticked, self.past))));
            }
            let said = text::whisper(ui, &words);
            text::announce(&said, Live::Polite);
        });
    }
}

#[expect(clippy::cast_precision_loss, reason = "as many rows as there are visits")]
fn rows_high(rows: usize) -> f32 {
    rows as f32 * ROW
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list, at least 0")]
fn row_at(y: f32) -> usize {
    (y / ROW).max(0.0) as usize
}
