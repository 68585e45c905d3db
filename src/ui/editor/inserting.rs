//! How the editor puts in something new: a question, a score, a topic and so on.

use super::{Editor, Tab, pane};
use crate::definition::{Template, insert_template};
use crate::ui::buttons::{Button, Weight};
use crate::ui::callouts;
use crate::ui::text;
use egui::{Align, Context, Id, Key, Layout, Modifiers, Rect, Ui, UiBuilder, vec2};

/// Where the keyboard finds the first of the things that can be put in.
fn first_id() -> Id {
    Id::unique("insert first")
}

/// The choice of what to put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inserting {
    /// It could not be put in.
    failed: bool,
}

impl Editor {
    /// Ctrl+I opens the choice.
    pub(super) fn insert_by_key(&mut self, ctx: &Context) {
        if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::I)) {
            self.begin_to_insert(ctx);
        }
    }

    pub(super) fn begin_to_insert(&mut self, ctx: &Context) {
        self.tab = Tab::Text;
        self.inserting = Some(Inserting::default());
        ctx.memory_mut(|memory| memory.request_focus(first_id()));
    }

    /// Shows the choice, where it is open, above the text; the room that is left for the text.
    pub(super) fn insert_above(&mut self, ui: &mut Ui, rect: Rect) -> Rect {
        let Some(inserting) = self.inserting.clone() else { return rect };
        let mut inside = ui.new_child(UiBuilder::new().id_salt("insert").max_rect(rect.shrink2(vec2(8.0, 8.0))));
        let mut chosen = None;
        let mut closes = false;
        inside.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (at, template) in Template::ALL.into_iter().enumerate() {
                match template {
                    Template::YesNo => heading(ui, "Insert a question:"),
                    Template::Section => {
                        ui.end_row();
                        heading(ui, "Insert another thing:");
                    }
                    _ => {}
                }
                let name = format!("Insert: {}", template.label());
                let button = Button::new(template.label(), Weight::Quiet).low().named(&name);
                let button = if at == 0 { button.id(first_id()) } else { button };
                chosen = chosen.or(button.show(ui).clicked().then_some(template));
            }
            closes = Button::new("Close", Weight::Secondary).low().named("Close insert").show(ui).clicked();
        });
        if inserting.failed {
            let words = "Nothing could be put in: the brackets are not in order, or a panel has no such thing.";
            callouts::fault(&mut inside, words);
        }
        if let Some(template) = chosen {
            self.insert(ui.ctx(), template);
        } else if closes {
            self.inserting = None;
            ui.memory_mut(|memory| memory.request_focus(pane::id()));
        }
        rect.with_min_y(inside.min_rect().bottom() + 8.0)
    }

    /// Puts something new near the cursor, and selects what is to be filled in first.
    fn insert(&mut self, ctx: &Context, template: Template) {
        match insert_template(&self.document.text, self.pane.cursor, template) {
            Some(inserted) => {
                self.inserting = None;
                self.replace(ctx, inserted.text, 0);
                self.pane.go_to(inserted.fill_in);
            }
            None => self.inserting = Some(Inserting { failed: true }),
        }
    }
}

/// Words before buttons, as high as they are.
pub(super) fn heading(ui: &mut Ui, words: &str) {
    let size = vec2(text::width(ui, words, text::HELP) + 4.0, 40.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| text::whisper(ui, words));
}
