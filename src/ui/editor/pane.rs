//! The text with its line numbers, the line of the cursor, matching brackets, and what is wrong at its place.

use super::highlight::{Cache, Mark};
use super::problem::Problem;
use super::signs::brackets_at;
use crate::ui::layout;
use crate::ui::marks::focus_ring;
use crate::ui::text::{self, CODE};
use crate::ui::theme::{Palette, palette};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::text_selection::text_cursor_state::{byte_index_from_char_index, char_index_from_byte_index};
use egui::{
    Align, Context, CornerRadius, Event, Frame, Galley, Id, Margin, Pos2, Rect, ScrollArea, Shape, Stroke, StrokeKind,
    TextBuffer, TextEdit, Ui, UiBuilder, pos2, vec2,
};
use std::ops::Range;

/// What screen readers call it.
pub(super) const NAME: &str = "Questionnaire text";

/// Where the keyboard finds the text.
#[must_use]
pub(in crate::ui) fn id() -> Id {
    Id::unique("questionnaire text")
}

/// What the pane remembers.
#[derive(Debug, Clone, Default)]
pub(super) struct Pane {
    cache: Cache,
    /// The place of the cursor, in bytes.
    pub(super) cursor: usize,
    /// The place below the cursor on the screen.
    pub(super) below_cursor: Pos2,
    /// A stretch to select and bring into view, in bytes.
    go_to: Option<Range<usize>>,
    /// It had the keyboard in the last picture.
    had_keyboard: bool,
}

impl Pane {
    /// Selects a stretch, brings it into view and the keyboard to it.
    pub(super) fn go_to(&mut self, range: Range<usize>) {
        self.cursor = range.end;
        self.go_to = Some(range);
    }

    /// Shows the text in a stretch of the window. True when it was changed.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: Rect, text: &mut String, problems: &[Problem]) -> bool {
        let colours = palette(ui);
        ui.painter().rect_filled(rect, CornerRadius::ZERO, colours.surface);
        let scroll = Id::unique("text scrolls");
        let mut inside = ui.new_child(UiBuilder::new().scope_id(scroll).max_rect(rect));
        inside.shrink_clip_rect(rect);
        let area = ScrollArea::vertical().id_salt(scroll).auto_shrink([false, false]).animated(false);
        let shown = area.show(&mut inside, |ui| {
            layout::turn_pages(ui, rect.height());
            self.text(ui, rect, text, (problems, colours))
        });
        if ui.memory(|memory| memory.has_focus(id())) {
            focus_ring(ui, rect.shrink(5.0), 2);
        }
        shown.inner
    }

    fn text(&mut self, ui: &mut Ui, rect: Rect, text: &mut String, with: (&[Problem], Palette)) -> bool {
        let (problems, colours) = with;
        let lines = text.matches('\n').count() + 1;
        let gutter = gutter(ui, lines);
        let aim = self.go_to.take();
        if let Some(range) = &aim {
            select(ui.ctx(), text, range.clone());
        }
        let has_keyboard = ui.memory(|memory| memory.has_focus(id()));
        if has_keyboard && !self.had_keyboard {
            // What pressed a button elsewhere, or was typed into a field, is not typed here as well.
            ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Key { .. } | Event::Text(_))));
        }
        self.had_keyboard = has_keyboard;
        let ground = ui.painter().add(Shape::Noop);
        let marks = marks(problems);
        let cache = &mut self.cache;
        let mut layouter =
            |ui: &Ui, text: &dyn TextBuffer, width: f32| cache.galley(ui, text.as_str(), (&marks, colours), width);
        let output = TextEdit::multiline(text)
            .id(id())
            .font(CODE.font())
            .frame(Frame::new().inner_margin(Margin { left: gutter, right: 16, top: 8, bottom: 8 }))
            .desired_width(f32::INFINITY)
            .min_size(vec2(0.0, rect.height()))
            .cursor_at_end(false)
            .layouter(&mut layouter)
            .show(ui);
        let response = output.response.response.clone().accessible_name(NAME);
        let bytes = |cursor: CCursor| byte_index_from_char_index(text, cursor.index).0;
        if let Some(range) = output.state.cursor.char_range() {
            self.cursor = bytes(range.primary);
            let place = output.galley.pos_from_cursor(range.primary).translate(output.galley_pos.to_vec2());
            self.below_cursor = place.left_bottom();
        }
        if aim.is_some() {
            let place = cursor_rect(&output, text, self.cursor);
            ui.scroll_to_rect(place, Some(Align::Center));
        }
        let shown = Shown { ui, output: &output, text, colours, gutter: f32::from(gutter) };
        shown.ground(ground, self.cursor, problems);
        shown.brackets(self.cursor);
        let under = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.hovered());
        let under = under.map(|at| bytes(output.galley.cursor_from_pos(at - output.galley_pos)));
        if let Some(problem) = under.and_then(|place| problems.iter().find(|problem| problem.is_at(place))) {
            let words = problem.in_words();
            response.clone().on_hover_ui_at_pointer(|ui| {
                ui.set_max_width(420.0);
                text::say(ui, &words, text::HELP);
            });
        }
        response.changed()
    }
}

/// Puts the selection on a stretch of the text, and the keyboard into it.
fn select(ctx: &Context, text: &str, range: Range<usize>) {
    let mut state = TextEditState::load(ctx, id()).unwrap_or_default();
    state.cursor.set_char_range(Some(chars(text, range)));
    state.store(ctx, id());
    ctx.memory_mut(|memory| memory.request_focus(id()));
}

/// A stretch in bytes as egui has it.
fn chars(text: &str, range: Range<usize>) -> CCursorRange {
    let cursor = |byte: usize| CCursor::new(char_index_from_byte_index(text, byte.into()));
    CCursorRange::two(cursor(range.start), cursor(range.end))
}

/// Lets Ctrl+Z come back to the text as it was, where something else than the keyboard changed it.
pub(super) fn remember(ctx: &Context, before: &str, place: usize) {
    let mut state = TextEditState::load(ctx, id()).unwrap_or_default();
    let mut undoer = state.undoer();
    undoer.add_undo(&(chars(before, place..place), before.to_owned()));
    state.set_undoer(undoer);
    state.store(ctx, id());
}

/// Forgets what Ctrl+Z would come back to: another text is open.
pub(super) fn forget(ctx: &Context) {
    TextEditState::default().store(ctx, id());
}

/// What is underlined: no stretch over another.
fn marks(problems: &[Problem]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for problem in problems {
        let Some(range) = problem.range.clone() else { continue };
        let free = marks.last().map_or(0, |last| last.range.end);
        let range = range.start.max(free)..range.end;
        if !range.is_empty() {
            marks.push(Mark { range, is_error: problem.is_error });
        }
    }
    marks
}

/// Room for the numbers of so many lines.
fn gutter(ui: &Ui, lines: usize) -> i8 {
    let width = text::width(ui, &format!("{lines}0"), CODE) + 16.0;
    #[expect(clippy::cast_possible_truncation, reason = "a few digits")]
    let width = width as i8;
    width
}

fn cursor_rect(output: &TextEditOutput, text: &str, place: usize) -> Rect {
    let cursor = CCursor::new(char_index_from_byte_index(text, place.into()));
    output.galley.pos_from_cursor(cursor).translate(output.galley_pos.to_vec2())
}

/// The text as it lies on the screen.
struct Shown<'a> {
    ui: &'a Ui,
    output: &'a TextEditOutput,
    text: &'a str,
    colours: Palette,
    gutter: f32,
}

impl Shown<'_> {
    /// The grounds of lines, and their numbers.
    fn ground(&self, below: egui::layers::ShapeIdx, cursor: usize, problems: &[Problem]) {
        let own = line_of(self.text, cursor);
        let faulty: Vec<usize> =
            problems.iter().filter(|problem| problem.is_error).filter_map(|problem| problem.line).collect();
        let (mut grounds, galley) = (Vec::new(), &self.output.galley);
        let whole = self.output.response.response.rect;
        for (line, first, rows) in lines(galley) {
            let (top, bottom) = (self.output.galley_pos.y + rows.start, self.output.galley_pos.y + rows.end);
            let rect = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), bottom));
            if !self.ui.is_rect_visible(rect) {
                continue;
            }
            let is_faulty = faulty.contains(&line);
            let fill =
                if is_faulty { Some(self.colours.alarm_tint) } else { (line == own).then_some(self.colours.sunken) };
            grounds.extend(fill.map(|fill| Shape::rect_filled(rect, CornerRadius::ZERO, fill)));
            let colour = if is_faulty { self.colours.alarm } else { self.colours.ink2 };
            let number = text::galley(self.ui, &(line + 1).to_string(), CODE, colour, f32::INFINITY);
            let place = pos2(whole.left() + self.gutter - 12.0 - number.size().x, self.output.galley_pos.y + first);
            self.ui.painter().galley(place, number, colour);
        }
        self.ui.painter().set(below, grounds);
    }

    /// A frame around the bracket at the cursor, and around the one that belongs to it.
    fn brackets(&self, cursor: usize) {
        let has_keyboard = self.ui.memory(|memory| memory.has_focus(id()));
        let Some((one, other)) = has_keyboard.then(|| brackets_at(self.text, cursor)).flatten() else { return };
        for place in [one, other] {
            let rect = cursor_rect(self.output, self.text, place);
            let end = cursor_rect(self.output, self.text, place + 1);
            let frame = Rect::from_min_max(rect.min, end.max).expand2(vec2(1.0, -1.0));
            let stroke = Stroke::new(1.0, self.colours.stroke);
            self.ui.painter().rect_stroke(frame, CornerRadius::same(2), stroke, StrokeKind::Inside);
        }
    }
}

/// The line of a place, from 0.
#[must_use]
pub(super) fn line_of(text: &str, place: usize) -> usize {
    text.bytes().take(place).filter(|byte| *byte == b'\n').count()
}

/// Each line: its place among the lines, the top of its first row, and the room of all its rows.
fn lines(galley: &Galley) -> Vec<(usize, f32, Range<f32>)> {
    let mut lines: Vec<(usize, f32, Range<f32>)> = Vec::new();
    let mut begins = true;
    for row in &galley.rows {
        let rect = row.rect();
        match lines.last_mut().filter(|_| !begins) {
            Some((_, _, rows)) => rows.end = rect.bottom(),
            None => lines.push((lines.len(), rect.top(), rect.top()..rect.bottom())),
        }
        begins = row.ends_with_newline;
    }
    lines
}
