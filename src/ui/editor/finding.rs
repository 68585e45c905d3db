//! How the editor finds and replaces.

use super::find::{Find, Wish, field_id};
use super::{Editor, Tab, pane};
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Context, Id, Key, Modifiers, Rect, Ui};

/// Selects all that stands in a field.
pub(super) fn select_all(ctx: &Context, field: Id, words: &str) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(words.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
}

impl Editor {
    /// Ctrl+F and Ctrl+H open what finds; its own keys work while it is open. The Escape key leads back to the text.
    pub(super) fn find_by_key(&mut self, ui: &Ui) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        let (find, replace) = (pressed(Key::F), pressed(Key::H));
        if find || replace {
            self.is_finding = true;
            self.tab = Tab::Text;
            self.find.instead = replace.then(|| self.find.instead.take().unwrap_or_default());
            ui.memory_mut(|memory| memory.request_focus(field_id()));
            // What is typed now takes the place of what was looked for the last time.
            select_all(ui.ctx(), field_id(), &self.find.words);
        }
        if let Some(wish) = Find::keys(ui) {
            self.find(ui.ctx(), wish);
        }
    }

    /// Shows what finds, where that is open, above the text; the room that is left for the text.
    pub(super) fn find_above(&mut self, ui: &mut Ui, rect: Rect) -> Rect {
        if !self.is_finding {
            return rect;
        }
        let (wish, below) = self.find.ui(ui, rect, &self.document.text);
        if let Some(wish) = wish {
            self.find(ui.ctx(), wish);
        }
        below
    }

    fn find(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Next => self.find_next(true),
            Wish::Previous => self.find_next(false),
            Wish::Replace => self.replace_found(ctx),
            Wish::ReplaceAll => {
                let places = self.find.places(&self.document.text);
                if !places.is_empty() {
                    let text = self.find.replaced(&self.document.text, &places);
                    self.replace(ctx, text, self.pane.cursor);
                }
            }
            Wish::Close => {
                self.is_finding = false;
                self.renaming = None;
                self.inserting = None;
                ctx.memory_mut(|memory| memory.request_focus(pane::id()));
            }
        }
    }

    fn find_next(&mut self, forward: bool) {
        self.find.found = self.find.next(&self.document.text, self.pane.cursor, forward);
        if let Some(found) = self.find.found.clone() {
            self.tab = Tab::Text;
            self.pane.go_to(found);
        }
    }

    /// Replaces what was found last, if it still stands there, and goes on to the next.
    fn replace_found(&mut self, ctx: &Context) {
        let still = self.find.found.take().filter(|found| self.find.places(&self.document.text).contains(found));
        if let Some(found) = still {
            let text = self.find.replaced(&self.document.text, std::slice::from_ref(&found));
            let end = found.start + self.find.instead.as_ref().map_or(0, String::len);
            self.replace(ctx, text, end);
        }
        self.find_next(true);
    }
}
