//! What the editor does with the name at the cursor: to where it is given, to where it is used, another name for it.

use super::action::Edit;
use super::checking::Check;
use super::elsewhere::{self, NewName};
use super::finding::select_all;
use super::inserting::heading;
use super::names::{self, Use};
use super::{Editor, pane};
use crate::ui::action::Action;
use crate::ui::buttons::{Button, Weight};
use crate::ui::fields::{self, Field};
use crate::ui::opening::file_name;
use crate::ui::text::{self, BODY};
use egui::{Context, Id, Key, Modifiers, Rect, Ui, UiBuilder, vec2};
use std::path::PathBuf;
use std::sync::Arc;

/// A name that is being changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Renaming {
    old: Use,
    new: String,
    /// The other files that speak of it and can be changed.
    files: Vec<PathBuf>,
    /// What else is to be known of files that speak of it, in words.
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
            let (files, elsewhere) = self.elsewhere(&old);
            select_all(ctx, field_id(), &old.name);
            self.renaming = Some(Renaming { new: old.name.clone(), old, files, elsewhere, fault: None });
            ctx.memory_mut(|memory| memory.request_focus(field_id()));
        }
    }

    /// The other files that speak of a name and can be changed, and what is to be told of all that do.
    fn elsewhere(&self, old: &Use) -> (Vec<PathBuf>, Option<String>) {
        let is_free = |name: &String| self.names().iter().all(|it| it.name != *name);
        let free = (1..).map(|number| format!("{}_{number}", old.name)).find(is_free).unwrap_or_default();
        let text = &self.document.text;
        let Some(after) = names::renamed(text, self.names(), old, &free) else { return (Vec::new(), None) };
        let name = self.new_name((old, &free), &after);
        let files: Vec<PathBuf> = name.changes().into_iter().map(|change| change.path).collect();
        let names: Vec<String> = files.iter().map(|path| file_name(path)).collect();
        let told = [
            (names, "Also used in", "."),
            (name.fixed(), "Also used by", ", which came with the program and cannot be changed."),
        ];
        let told = told.into_iter().filter(|(names, ..)| !names.is_empty());
        let told: Vec<String> =
            told.map(|(names, before, end)| format!("{before} {}{end}", names.join(", "))).collect();
        (files, Some(told.join(" ")).filter(|told| !told.is_empty()))
    }

    fn new_name<'n>(&'n self, (old, new): (&'n Use, &'n str), after: &'n str) -> NewName<'n> {
        let (library, path, before) = (&self.library, &self.document.path, &self.document.text);
        NewName { library, path, old, new, before, after }
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
    pub(super) fn rename_above(&mut self, ui: &mut Ui, rect: Rect, actions: &mut Vec<Action>) -> Rect {
        let Some(mut renaming) = self.renaming.take() else { return rect };
        let mut inside = ui.new_child(UiBuilder::new().id_salt("rename").max_rect(rect.shrink2(vec2(8.0, 8.0))));
        let (mut renames, mut stays) = (None, true);
        inside.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            let name = format!("New name for {}", renaming.old.name);
            heading(ui, &name);
            let is_wrong = renaming.fault.is_some();
            let field = Field { id: field_id(), name: &name, width: 220.0, lines: 1, kind: BODY, is_wrong };
            let response = field.show(ui, &mut renaming.new);
            let enter = response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let buttons: &[(&str, bool)] = match renaming.files.as_slice() {
                [] => &[("Rename", false)],
                _ => &[("Rename everywhere", true), ("Rename only here", false)],
            };
            for (at, (words, everywhere)) in buttons.iter().enumerate() {
                let is_wanted = Button::new(words, Weight::Quiet).low().show(ui).clicked() || (at == 0 && enter);
                renames = renames.or(is_wanted.then_some(*everywhere));
            }
            stays = !Button::new("Close", Weight::Quiet).low().named("Close rename").show(ui).clicked();
        });
        if let Some(elsewhere) = &renaming.elsewhere {
            text::whisper(&mut inside, elsewhere);
        }
        fields::fault_below(&mut inside, renaming.fault.as_deref());
        if let Some(everywhere) = renames {
            match self.rename(ui.ctx(), &renaming, everywhere) {
                Ok(others) => {
                    stays = false;
                    actions.extend((!others.is_empty()).then_some(Action::Edit(Edit::Renamed(others))));
                }
                Err(fault) => renaming.fault = Some(fault),
            }
        }
        if stays {
            self.renaming = Some(renaming);
        } else {
            ui.memory_mut(|memory| memory.request_focus(pane::id()));
        }
        rect.with_min_y(inside.min_rect().bottom() + 8.0)
    }

    /// Changes a name everywhere in the text, and if wanted in other files, if nothing breaks by it; the others that were
    /// changed.
    fn rename(&mut self, ctx: &Context, wish: &Renaming, everywhere: bool) -> Result<Vec<PathBuf>, String> {
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
        let others = if everywhere { self.rename_elsewhere(&self.new_name((old, new), &text))? } else { Vec::new() };
        let library = Arc::make_mut(&mut self.library);
        others.iter().for_each(|path| library.read_again(path));
        self.replace(ctx, text, self.pane.cursor);
        Ok(others)
    }

    /// Changes a name in the other files; those that were changed.
    fn rename_elsewhere(&self, name: &NewName) -> Result<Vec<PathBuf>, String> {
        if self.document.is_changed() || self.document.changed_on_disk().is_some() {
            return Err("Save the text first: the other files are changed on the disk at once.".to_owned());
        }
        let changes = name.changes();
        if let Some(change) = name.broken_by(&changes) {
            return Err(format!(
                "With this name something breaks in {}. Nothing was changed.",
                file_name(&change.path)
            ));
        }
        elsewhere::make(&changes)?;
        Ok(changes.into_iter().map(|change| change.path).collect())
    }
}
