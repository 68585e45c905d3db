//! What screen readers are told beyond names: descriptions, places in a group, what is open, what is left unsaid.

use super::text;
use egui::accesskit::{Invalid, Live, Node, Role};
use egui::{Context, Id, Rect, Response, Sense, Ui, Vec2, WidgetInfo};

/// Says more about a control after its name: help, unit, range, what is wrong.
pub(super) fn describe(ctx: &Context, id: Id, words: &str) {
    // Asking for the node of something that is not shown would make one.
    if !words.is_empty() && ctx.has_accesskit_node(id) {
        ctx.accesskit_node_builder(id, |node| node.set_description(words));
    }
}

/// Says of an answer which one of its group it is; the first is 0.
pub(super) fn place(ctx: &Context, id: Id, place: usize) {
    ctx.accesskit_node_builder(id, |node| node.set_position_in_set(place));
}

/// Says of a group how many answers it has.
pub(super) fn count(ctx: &Context, group: Id, count: usize) {
    ctx.accesskit_node_builder(group, |node| node.set_size_of_set(count));
}

/// Says of a field that what stands in it must be mended.
pub(super) fn wrong(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_invalid(Invalid::True));
}

/// Says of a link whether what it opens is open, and then what that says.
pub(super) fn opens(link: &Response, open: bool, words: &str) {
    link.ctx.accesskit_node_builder(link.id, |node| node.set_expanded(open));
    if open {
        describe(&link.ctx, link.id, words);
    }
}

/// Leaves out words that are only for the eye, since something else says them.
pub(super) fn hush(response: &Response) {
    response.ctx.accesskit_node_builder(response.id, Node::set_hidden);
}

/// Words that are only for the ear and are read out when they change, for what the eye sees by itself.
pub(super) fn aloud(ui: &Ui, id: Id, words: &str) {
    if words.is_empty() {
        return;
    }
    let place = Rect::from_min_size(ui.cursor().min, Vec2::ZERO);
    let heard = ui.interact(place, id, Sense::hover());
    heard.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    text::announce(&heard, Live::Polite);
}
