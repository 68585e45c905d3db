//! What screen readers are told beyond names: descriptions, places in a group, what is open, what is left unsaid.

use egui::accesskit::{Invalid, Node};
use egui::{Context, Id, Response};

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
