//! Finding words in the text, and putting others in their place.

use crate::ui::buttons::{Button, Weight};
use crate::ui::fields::Field;
use crate::ui::text::{self, BODY};
use egui::accesskit::Live;
use egui::{Id, Key, Modifiers, Rect, Ui, UiBuilder, vec2};
use std::ops::Range;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Find {
    /// The words.
    pub(super) words: String,
    /// What takes their place; none where they are only looked for.
    pub(super) instead: Option<String>,
    /// The place that was found last.
    pub(super) found: Option<Range<usize>>,
}

/// What is wanted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// To the next place; the keyboard goes there too.
    Next,
    /// To the place before.
    Previous,
    /// Other words at the place found last, and on to the next.
    Replace,
    /// Other words at all places.
    ReplaceAll,
    /// Nothing more.
    Close,
}

/// Where the keyboard finds the words that are looked for.
#[must_use]
pub(super) fn field_id() -> Id {
    Id::unique("find")
}

impl Find {
    /// All places in a text; small letters and capitals are the same.
    #[must_use]
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let (text, words) = (text.to_ascii_lowercase(), self.words.to_ascii_lowercase());
        text.match_indices(&words).map(|(at, found)| at..at + found.len()).collect()
    }

    /// The place after the cursor, or before it; around the end.
    #[must_use]
    pub(super) fn next(&self, text: &str, cursor: usize, forward: bool) -> Option<Range<usize>> {
        let places = self.places(text);
        let found = if forward {
            places.iter().find(|place| place.end > cursor).or(places.first())
        } else {
            places.iter().rev().find(|place| place.end < cursor).or(places.last())
        };
        found.cloned()
    }

    /// The text with other words at these places.
    #[must_use]
    pub(super) fn replaced(&self, text: &str, places: &[Range<usize>]) -> String {
        let instead = self.instead.as_deref().unwrap_or_default();
        let mut changed = text.to_owned();
        for place in places.iter().rev() {
            changed.replace_range(place.clone(), instead);
        }
        changed
    }

    /// Shows the fields and buttons, so high as they need; what is wanted, and what room is left.
    pub(super) fn ui(&mut self, ui: &mut Ui, rect: Rect, text: &str) -> (Option<Wish>, Rect) {
        let inside = rect.shrink2(vec2(8.0, 8.0));
        let mut ui = ui.new_child(UiBuilder::new().id_salt("find").max_rect(inside));
        let mut wish = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            let width = (ui.available_width() - 60.0).clamp(120.0, 240.0);
            let field = |id, name| Field { id, name, width, lines: 1, kind: BODY, is_wrong: false };
            let response = field(field_id(), "Find").show(ui, &mut self.words);
            if response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                wish = Some(Wish::Next);
            }
            let count = self.places(text).len();
            let say = match count {
                _ if self.words.is_empty() => String::new(),
                0 => "Not found".to_owned(),
                1 => "1 place".to_owned(),
                count => format!("{count} places"),
            };
            if let Some(instead) = &mut self.instead {
                field(Id::unique("find instead"), "Put in its place").show(ui, instead);
            }
            let mut buttons = vec![("Next", "Next place", Wish::Next), ("Previous", "Previous place", Wish::Previous)];
            if self.instead.is_some() {
                buttons.extend([
                    ("Replace", "Replace here", Wish::Replace),
                    ("Replace all", "Replace all", Wish::ReplaceAll),
                ]);
            }
            buttons.push(("Close", "Close find", Wish::Close));
            for (words, name, this) in buttons {
                if Button::new(words, Weight::Quiet).low().named(name).show(ui).clicked() {
                    wish = Some(this);
                }
            }
            text::announce(&text::whisper(ui, &say), Live::Polite);
        });
        (wish, rect.with_min_y(ui.min_rect().bottom() + 8.0))
    }

    /// What the keys say.
    pub(super) fn keys(ui: &Ui) -> Option<Wish> {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::SHIFT, Key::F3) {
            Some(Wish::Previous)
        } else if pressed(Modifiers::NONE, Key::F3) {
            Some(Wish::Next)
        } else {
            pressed(Modifiers::NONE, Key::Escape).then_some(Wish::Close)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_around_the_end_and_replaced_at_once() {
        let find = Find { words: "Tea".to_owned(), instead: Some("tea é".to_owned()), found: None };
        let text = "tea é Tea teatime";
        let places = find.places(text);
        assert_eq!(places, [0..3, 7..10, 11..14]);
        assert_eq!(find.next(text, 3, true), Some(7..10));
        assert_eq!(find.next(text, 14, true), Some(0..3));
        assert_eq!(find.next(text, 3, false), Some(11..14));
        assert_eq!(find.next(text, 10, false), Some(0..3));
        assert_eq!(find.replaced(text, &places), "tea é é tea é tea étime");
        assert_eq!(Find::default().places(text), []);
    }
}
