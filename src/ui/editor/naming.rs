//! What the editor does with the name at the cursor: to where it is given, to where it is used, another name for it.

use super::checking::Check;
use super::names::{self, Use};
use super::{Editor, pane};
use crate::definition::Definition;
use crate::ui::buttons::{Button, Weight};
use crate::ui::fields::{self, Field};
use crate::ui::text::{self, BODY};
use egui::{Context, Id, Key, Modifiers, Rect, Ui, UiBuilder, vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A name that is being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Renaming {
    old: Use,
    new: String,
    /// The other files that speak of it, in words.
    elsewhere: Option<String>,
    /// Why it cannot be.
    fault: Option<String>,
}

fn field_id() -> Id {
    Id::unique("new name")
}

impl Editor {
    /// The names of the text, where they are known of it as it is.
    fn names(&self) -> &[Use] {
        if self.problems_of == self.document.text { &self.names } else { &[] }
    }

    fn name_at_cursor(&self) -> Option<&Use> {
        names::at(self.names(), self.pane.cursor)
    }

    /// What is known of the name at the cursor, in words.
    pub(super) fn name_in_words(&self) -> Option<String> {
        let here = self.name_at_cursor()?;
        let name = &here.name;
        let places = self.names().iter().filter(|it| it.is_same(here));
        let (given, used): (Vec<&Use>, Vec<&Use>) = places.partition(|it| it.defines);
        let line = given.first().map(|it| pane::line_of(&self.document.text, it.range.start) + 1)?;
        let used = match used.len() {
            0 => "used nowhere".to_owned(),
            1 => "used in 1 place".to_owned(),
            count => format!("used in {count} places"),
        };
        Some(format!("{name}: from line {line}, {used}. F12, Shift + F12, F2"))
    }

    /// F12 leads to where the name is given, with Shift to the next place where it is used; F2 changes it.
    pub(super) fn name_by_key(&mut self, ctx: &Context) {
        let pressed = |modifiers, key| ctx.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::SHIFT, Key::F12) {
            self.go_to_name(|_| true);
        } else if pressed(Modifiers::NONE, Key::F12) {
            self.go_to_name(|it| it.defines);
        } else if pressed(Modifiers::NONE, Key::F2)
            && let Some(old) = self.name_at_cursor().cloned()
        {
            let elsewhere = self.elsewhere(&old);
            self.renaming = Some(Renaming { new: old.name.clone(), old, elsewhere, fault: None });
            ctx.memory_mut(|memory| memory.request_focus(field_id()));
        }
    }

    /// The other files that speak of a name, in words.
    fn elsewhere(&self, name: &Use) -> Option<String> {
        let others = self.library.entries.iter().filter_map(|entry| entry.definition.as_ref());
        let speaks = |other: &&Definition| {
            let text = self.library.sources.get(other.id.span.source).map_or("", |source| source.text.as_str());
            names::places_elsewhere(&self.document.text, name, text) > 0
        };
        // A file may have been read more than once.
        let ids: BTreeSet<&str> = others.filter(speaks).map(|other| other.id.as_str()).collect();
        let files = if ids.len() == 1 { "this questionnaire" } else { "these questionnaires" };
        let told = format!(
            "Also used by {files}, and not changed there: {}.",
            ids.iter().copied().collect::<Vec<_>>().join(", ")
        );
        (!ids.is_empty()).then_some(told)
    }

    /// To the next place of the name at the cursor that fits; around the end.
    fn go_to_name(&mut self, fits: impl Fn(&Use) -> bool) {
        let Some(here) = self.name_at_cursor().cloned() else { return };
        let places: Vec<&Use> = self.names().iter().filter(|it| it.is_same(&here) && fits(it)).collect();
        let next = places.iter().find(|it| it.range.start > here.range.start).or(places.first());
        if let Some(range) = next.map(|it| it.range.clone()) {
            self.pane.go_to(range);
        }
    }

    /// Shows the field for a new name, where that is wanted, above the text; the room that is left for the text.
    pub(super) fn rename_above(&mut self, ui: &mut Ui, rect: Rect) -> Rect {
        let Some(mut renaming) = self.renaming.take() else { return rect };
        let mut inside = ui.new_child(UiBuilder::new().id_salt("rename").max_rect(rect.shrink2(vec2(8.0, 8.0))));
        let (mut renames, mut stays) = (false, true);
        inside.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            let name = format!("New name for {}", renaming.old.name);
            text::whisper(ui, &name);
            let is_wrong = renaming.fault.is_some();
            let field = Field { id: field_id(), name: &name, width: 220.0, lines: 1, kind: BODY, is_wrong };
            let response = field.show(ui, &mut renaming.new);
            let enter = response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            renames = Button::new("Rename", Weight::Quiet).low().show(ui).clicked() || enter;
            stays = !Button::new("Close", Weight::Quiet).low().named("Close rename").show(ui).clicked();
        });
        if let Some(elsewhere) = &renaming.elsewhere {
            text::whisper(&mut inside, elsewhere);
        }
        fields::fault_below(&mut inside, renaming.fault.as_deref());
        if renames {
            renaming.fault = self.rename(ui.ctx(), &renaming).err();
            stays = renaming.fault.is_some();
        }
        if stays {
            self.renaming = Some(renaming);
        } else {
            ui.memory_mut(|memory| memory.request_focus(pane::id()));
        }
        rect.with_min_y(inside.min_rect().bottom() + 8.0)
    }

    /// Changes a name everywhere in the text, if nothing breaks by it.
    fn rename(&mut self, ctx: &Context, wish: &Renaming) -> Result<(), String> {
        let Renaming { old, new, .. } = wish;
        if self.problems_of != self.document.text || self.problems.iter().any(|problem| problem.is_error) {
            return Err("Mend the faults first: while there are any, not all its places are known.".to_owned());
        }
        let is_id = |c: char| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit();
        if !new.starts_with(|c: char| c.is_ascii_lowercase()) || !new.chars().all(is_id) {
            return Err("A name has small letters, digits and _, and begins with a letter.".to_owned());
        }
        let Some(text) = names::renamed(&self.document.text, self.names(), old, new) else {
            return Err(format!("{new} is the name of something else, and rules could not tell the two apart."));
        };
        let (library, path) = (Arc::clone(&self.library), self.document.path.clone());
        let report = Check { library, path, text: text.clone(), sheet: None }.run();
        if let Some(fault) = report.problems.iter().find(|problem| problem.is_error) {
            return Err(format!("With this name something breaks: {}", fault.in_words()));
        }
        self.replace(ctx, text, self.pane.cursor);
        Ok(())
    }
}
