//! The newest visits on the first screen, and the way to all of them.

use super::past::Past;
use super::{Act, words};
use crate::files::Head;
use crate::ui::action::Action;
use crate::ui::buttons::{self, Button, Weight};
use crate::ui::callouts;
use crate::ui::layout::{self, Columns};
use crate::ui::text::{self, HELP, STRONG};
use crate::ui::theme::palette;
use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

/// So many of them stand there.
const NEWEST: usize = 3;
const ROW: f32 = 66.0;

/// Shows them; nothing where there are none.
pub(in crate::ui) fn show(ui: &mut Ui, columns: Columns, past: &Past, actions: &mut Vec<Action>) {
    let count = past.count();
    if count == 0 && past.faulty.is_empty() && past.fault.is_none() {
        return;
    }
    ui.add_space(44.0);
    let mut opens_all = false;
    let side = |ui: &mut Ui| {
        ui.add_space(if columns.side.is_some() { 8.0 } else { 0.0 });
        text::heading(ui, "Saved visits", STRONG, 2);
        text::whisper(ui, "Kept on this computer only");
        let all = format!("All {}", words::count(count));
        let all = if count > 1 { all.as_str() } else { "Visits" };
        opens_all = buttons::link(ui, all, all).clicked();
    };
    columns.block(ui, "saved visits", side, |ui| {
        if let Some(fault) = &past.fault {
            callouts::fault(ui, &format!("The folder of your visits cannot be read: {fault}."));
        }
        for at in 0..count.min(NEWEST) {
            match past.visits.get(at) {
                Some(head) => row(ui, head, actions),
                None => waiting(ui),
            }
            layout::divider(ui);
        }
        if let Some(progress) = words::progress(past) {
            text::whisper(ui, &progress);
        }
        if !past.faulty.is_empty() {
            text::whisper(ui, "Some files cannot be read. They are listed with all visits.");
        }
    });
    if opens_all {
        actions.push(Action::Visits(Act::List));
    }
}

/// Stands where a visit will be, so that nothing moves when it comes.
fn waiting(ui: &mut Ui) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    text::whisper(&mut ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(0.0, 8.0)))), "Being read");
}

fn row(ui: &mut Ui, head: &Head, actions: &mut Vec<Action>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let roomy = rect.width() >= 520.0;
    let name = format!("Open: {}", words::name(head));
    let open = Button::new("Open", Weight::Quiet).low().named(&name).id(egui::Id::unique(("open visit", &head.id)));
    let room = rect.width() - open.width(ui) - 8.0;
    let words_width = if roomy { room.min(420.0) } else { room };
    let place = Rect::from_min_size(pos2(rect.left(), rect.top() + 8.0), vec2(words_width, ROW));
    let mut inside = ui.new_child(UiBuilder::new().id_salt(("visit", &head.id)).max_rect(place));
    text::say(&mut inside, &words::day(head), STRONG);
    let (title, state) = (head.title.as_str(), words::state(head));
    let under = if roomy { title.to_owned() } else { format!("{title}, {state}") };
    let under = text::shortened(&inside, &under, HELP, words_width);
    text::whisper(&mut inside, &under);
    if roomy {
        let ink = palette(ui).ink2;
        let size = text::galley(ui, &state, HELP, ink, 180.0).size();
        let at = pos2(rect.right() - 252.0, rect.center().y - size.y / 2.0);
        ui.place(Rect::from_min_size(at, size), egui::Label::new(text::job(&[(&state, HELP, ink)])).wrap());
    }
    let place = rect.with_min_x(rect.right() - open.width(ui));
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().id_salt(("open", &head.id)).max_rect(place).layout(layout));
    if open.show(&mut inside).clicked() {
        actions.push(Action::Visits(Act::Open(head.id.clone())));
    }
}
