//! A new line begins below the one before it, and further in behind an opening bracket.

use super::pane;
use egui::{Event, Key, Ui};

/// A step to the right.
const STEP: &str = "    ";

/// Lets the Enter key in the text make a new line with what it begins with.
pub(super) fn by_key(ui: &Ui, text: &str, cursor: usize) {
    let in_text = ui.memory(|memory| memory.has_focus(pane::id()));
    if !in_text {
        return;
    }
    ui.input_mut(|input| {
        for event in &mut input.events {
            if matches!(event, Event::Key { key: Key::Enter, pressed: true, modifiers, .. } if modifiers.is_none()) {
                *event = Event::Paste(format!("\n{}", beginning(text, cursor)));
            }
        }
    });
}

/// What a new line at this place begins with.
fn beginning(text: &str, place: usize) -> String {
    let before = text.get(..place).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let blanks: String = line.chars().take_while(|sign| matches!(sign, ' ' | '\t')).collect();
    let opens = line.trim_end().ends_with(['(', '[', '{']);
    format!("{blanks}{}", if opens { STEP } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_begins_where_the_line_before_does_or_a_step_further_in() {
        let begins = |text: &str| beginning(text, text.len());
        assert_eq!(begins("a\n  b,"), "  ");
        assert_eq!(begins("    items: ["), "        ");
        assert_eq!(begins("Questionnaire( "), STEP);
        assert_eq!(begins("\tx"), "\t");
        assert_eq!(begins(""), "");
        assert_eq!(beginning("    ab", 2), "  ", "before the first word");
    }
}
