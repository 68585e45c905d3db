//! What could be meant by the letters before the cursor.

use super::names::Use;
use super::signs::{Kind, stretches};
use crate::definition::starter;
use crate::ui::spoken;
use crate::ui::text::{self, CODE};
use crate::ui::theme::palette;
use egui::accesskit::Role;
use egui::{
    Area, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, Pos2, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};
use std::collections::BTreeSet;
use std::ops::Range;

/// At most so many words are offered.
const MOST: usize = 8;
/// What rules are made of beside names.
const RULE_WORDS: [&str; 20] = [
    "all of", "and", "answered", "any of", "asked", "at least", "at most", "between", "count", "exactly", "has",
    "high", "in", "known", "low", "none of", "not", "or", "points", "topic",
];

/// The words that a text is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Names of questions and results, ids of answers, bands, states, scales and sources.
    ids: BTreeSet<String>,
    /// Names of fields, and what stands before brackets.
    words: BTreeSet<String>,
}

impl Known {
    /// The words of a text, and those of the questionnaire that a new author begins with.
    #[must_use]
    pub(super) fn of(text: &str, names: &[Use]) -> Self {
        let mut known = Self::default();
        for text in [text, &starter("")] {
            let is_word = |kind: Kind| matches!(kind, Kind::Name | Kind::Word);
            let words = stretches(text).into_iter().filter(|(_, kind)| is_word(*kind));
            known.words.extend(words.filter_map(|(range, _)| text.get(range)).map(str::to_owned));
        }
        known.ids.extend(names.iter().filter(|it| it.defines).map(|it| it.name.clone()));
        let ids =
            text.match_indices("id: \"").filter_map(|(at, start)| text.get(at + start.len()..)?.split('"').next());
        known.ids.extend(ids.map(str::to_owned));
        known
    }
}

/// Words that are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// The letters that they take the place of.
    pub(super) range: Range<usize>,
    words: Vec<String>,
    chosen: usize,
}

/// Where the words stand that could be meant at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between fields and brackets.
    Plain,
    /// In a rule.
    Rule,
    /// In a list of ids.
    List,
    /// In what a made-up person answers, or what is expected of it.
    Example,
}

impl Offer {
    /// What could be meant by the letters before a place; nothing inside words for people.
    #[must_use]
    pub(super) fn at(text: &str, place: usize, known: &Known) -> Option<Self> {
        let before = text.get(..place)?;
        let letters = before.len() - before.trim_end_matches(|c: char| c == '_' || c.is_ascii_alphanumeric()).len();
        let typed = before.get(place - letters..).filter(|typed| typed.len() >= 2)?;
        let candidates: Vec<&str> = match place_of(text, place - letters)? {
            Place::Plain => known.words.iter().map(String::as_str).collect(),
            Place::Example => known.ids.union(&known.words).map(String::as_str).collect(),
            Place::List => known.ids.iter().map(String::as_str).collect(),
            Place::Rule => known.ids.iter().map(String::as_str).chain(RULE_WORDS).collect(),
        };
        let fits = candidates.into_iter().filter(|word| word.starts_with(typed) && *word != typed);
        let words: Vec<String> = fits.take(MOST).map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self { range: place - letters..place, words, chosen: 0 })
    }

    /// The word that is chosen.
    #[must_use]
    pub(super) fn word(&self) -> &str {
        self.words.get(self.chosen).map_or("", String::as_str)
    }

    /// Reads the keys before the text does: arrows choose, Enter takes. True where it is taken, nothing where the list
    /// is closed.
    pub(super) fn keys(&mut self, ui: &Ui) -> Option<bool> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let count = self.words.len();
        if pressed(Key::ArrowDown) {
            self.chosen = (self.chosen + 1) % count;
        } else if pressed(Key::ArrowUp) {
            self.chosen = (self.chosen + count - 1) % count;
        } else if pressed(Key::Escape) {
            return None;
        }
        Some(pressed(Key::Enter))
    }

    /// Shows the list below the cursor. True where a word was clicked.
    pub(super) fn ui(&mut self, ui: &Ui, below: Pos2) -> bool {
        let colours = palette(ui);
        let area = Area::new(Id::unique("offer")).order(Order::Foreground).fixed_pos(below).constrain(true);
        let frame = Frame::new().fill(colours.surface).stroke(Stroke::new(1.0, colours.stroke));
        let shown = area.show(ui.ctx(), |ui| {
            let list = UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label("What could be meant");
            frame
                .corner_radius(CornerRadius::same(6))
                .inner_margin(Margin::same(4))
                .show(ui, |ui| ui.scope_builder(list, |ui| self.rows(ui)).inner)
        });
        shown.inner.inner
    }

    fn rows(&mut self, ui: &mut Ui) -> bool {
        let width = self.words.iter().map(|word| text::width(ui, word, CODE)).fold(160.0, f32::max) + 24.0;
        let mut clicked = None;
        for (at, word) in self.words.iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(vec2(width, 40.0), Sense::CLICK);
            let chosen = at == self.chosen;
            response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, word));
            spoken::place(ui.ctx(), response.id, at);
            let colours = palette(ui);
            if chosen || response.hovered() {
                let fill = if chosen { colours.tint } else { colours.sunken };
                ui.painter().rect_filled(rect, CornerRadius::same(4), fill);
            }
            let words = text::galley(ui, word, CODE, colours.ink, f32::INFINITY);
            ui.painter().galley(rect.left_center() + vec2(12.0, -words.size().y / 2.0), words, colours.ink);
            clicked = clicked.or(response.clicked().then_some(at));
        }
        self.chosen = clicked.unwrap_or(self.chosen);
        clicked.is_some()
    }
}

/// Where a place lies; nothing in notes and in words for people.
fn place_of(text: &str, place: usize) -> Option<Place> {
    let stretches = stretches(text);
    let at = stretches.partition_point(|(range, _)| range.end <= place);
    let (range, kind) = stretches.get(at)?;
    match kind {
        Kind::Note | Kind::Number => None,
        Kind::Text if range.start < place => {
            let before = text.get(..range.start)?.trim_end();
            if before.ends_with("when:") {
                Some(Place::Rule)
            } else {
                before.ends_with(['[', ',']).then_some(Place::List)
            }
        }
        _ => Some(if in_example(text.get(..place)?) { Place::Example } else { Place::Plain }),
    }
}

/// True behind `given:` and `expect:`, as long as nothing else begins.
fn in_example(before: &str) -> bool {
    let start = before.rfind("given:").max(before.rfind("expect:"));
    let rest = start.and_then(|start| before.get(start..)).map(str::as_bytes);
    let begins = |pair: &[u8]| matches!(pair, [letter, b'('] if letter.is_ascii_alphabetic());
    rest.is_some_and(|rest| !rest.windows(2).any(begins))
}

#[cfg(test)]
mod tests {
    use super::super::names::names;
    use super::*;

    #[test]
    fn what_is_offered_depends_on_the_place() {
        let text =
            "Item(id: \"late_tea\", ask: YesNo, text: \"la\", show_when: \"la\"), Score(sum: [\"la\"], mi) // la";
        let known = Known::of(text, &names(text));
        let offered = |part: &str| {
            let place = text.find(part).unwrap() + part.len();
            Offer::at(text, place, &known).map(|offer| offer.words)
        };
        let late = Some(vec!["late_tea".to_owned()]);
        assert_eq!(offered("text: \"la"), None);
        assert_eq!(offered("when: \"la"), late);
        assert_eq!(offered("[\"la"), late);
        assert_eq!(offered("// la"), None);
        assert_eq!(offered("], mi"), Some(vec!["minutes".to_owned()]));
        assert_eq!(offered("Score(su"), Some(vec!["sum".to_owned()]));
        assert_eq!(offered("Score(s"), None, "one letter is too little");
        let after = |end: &str| {
            let text = format!("Item(id: \"late_tea\"), {end}");
            Offer::at(&text, text.len(), &Known::of(&text, &names(&text))).map(|offer| offer.words)
        };
        assert_eq!(after("Example(given: (late"), late);
        assert_eq!(after("Example(given: (other: (late: yes)), expect: (late"), late);
        assert_eq!(after("Example(given: (other: yes)), Item(late"), None);
    }
}
