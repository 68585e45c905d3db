//! Words in the sizes of the design.

use super::fonts;
use super::theme::palette;
use egui::accesskit::{Live, Role};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontFamily, FontId, Galley, Label, Response, TextStyle, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A size, the height of its line, and a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    /// Height of the letters.
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) line: f32,
    /// Bold or regular.
    pub(super) bold: bool,
    /// All letters of one width.
    is_code: bool,
}

const fn regular(size: f32, line: f32) -> Type {
    Type { size, line, bold: false, is_code: false }
}

const fn bold(size: f32, line: f32) -> Type {
    Type { size, line, bold: true, is_code: false }
}

/// The number to call.
pub(super) const CALL: Type = bold(50.0, 56.0);
/// Title of an emergency.
pub(super) const EMERGENCY: Type = bold(36.0, 42.0);
/// Title of a screen.
pub(super) const SCREEN: Type = bold(32.0, 38.0);
/// Title of a part of a screen, and a number being typed.
pub(super) const PART: Type = bold(24.0, 30.0);
/// A question.
pub(super) const QUESTION: Type = bold(20.0, 27.0);
/// What to do in an emergency.
pub(super) const URGENT: Type = regular(22.0, 31.0);
/// The same in bold.
pub(super) const URGENT_BOLD: Type = bold(22.0, 31.0);
/// Text, answers, buttons.
pub(super) const BODY: Type = regular(18.0, 26.0);
/// The same in bold.
pub(super) const STRONG: Type = bold(18.0, 26.0);
/// Help and side words.
pub(super) const HELP: Type = regular(16.0, 22.0);
/// The same in bold.
pub(super) const HELP_BOLD: Type = bold(16.0, 22.0);
/// The text of a questionnaire in the editor.
pub(super) const CODE: Type = Type { is_code: true, ..regular(15.0, 22.0) };

impl Type {
    /// Its face and size.
    #[must_use]
    pub(super) fn font(self) -> FontId {
        let family = match self {
            Self { is_code: true, .. } => FontFamily::Monospace,
            Self { bold: true, .. } => FontFamily::Name(fonts::BOLD.into()),
            _ => FontFamily::Proportional,
        };
        FontId::new(self.size, family)
    }

    /// The same size in bold, or not.
    #[must_use]
    pub(super) fn with_bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// How it looks in this colour.
    #[must_use]
    pub(super) fn format(self, colour: Color32) -> TextFormat {
        TextFormat { font_id: self.font(), color: colour, line_height: Some(self.line), ..TextFormat::default() }
    }
}

/// The sizes that egui's own widgets use.
#[must_use]
pub(super) fn egui_styles() -> BTreeMap<TextStyle, FontId> {
    BTreeMap::from([
        (TextStyle::Small, HELP.font()),
        (TextStyle::Body, BODY.font()),
        (TextStyle::Monospace, CODE.font()),
        (TextStyle::Button, BODY.font()),
        (TextStyle::Heading, SCREEN.font()),
    ])
}

/// Pieces of words in different types as one paragraph.
#[must_use]
pub(super) fn job(pieces: &[(&str, Type, Color32)]) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (words, kind, colour) in pieces {
        job.append(words, 0.0, kind.format(*colour));
    }
    job
}

/// Words laid out to be painted by hand, at most so wide.
#[must_use]
pub(super) fn galley(ui: &Ui, words: &str, kind: Type, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = job(&[(words, kind, colour)]);
    job.wrap = TextWrapping::wrap_at_width(width.max(1.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// How wide words are on one line.
#[must_use]
pub(super) fn width(ui: &Ui, words: &str, kind: Type) -> f32 {
    galley(ui, words, kind, Color32::TRANSPARENT, f32::INFINITY).size().x.ceil()
}

/// Words on one line, at most so wide: where they are longer, their middle is left out.
#[must_use]
pub(super) fn shortened(ui: &Ui, words: &str, kind: Type, most: f32) -> String {
    if width(ui, words, kind) <= most {
        return words.to_owned();
    }
    let letters: Vec<char> = words.chars().collect();
    let kept = |count: usize| -> String {
        let (before, after) = (letters.iter().take(count.div_ceil(2)), letters.iter().rev().take(count / 2));
        before.copied().chain(['…']).chain(after.rev().copied()).collect()
    };
    // As many letters as there is room for, found by halving.
    let (mut fits, mut too_many) = (0, letters.len());
    while too_many - fits > 1 {
        let count = usize::midpoint(fits, too_many);
        if width(ui, &kept(count), kind) <= most { fits = count } else { too_many = count }
    }
    kept(fits)
}

/// Says something.
pub(super) fn say(ui: &mut Ui, words: &str, kind: Type) -> Response {
    let ink = palette(ui).ink;
    say_in(ui, words, kind, ink)
}

/// Says something of less weight.
pub(super) fn whisper(ui: &mut Ui, words: &str) -> Response {
    let ink = palette(ui).ink2;
    say_in(ui, words, HELP, ink)
}

/// Says something in a colour.
pub(super) fn say_in(ui: &mut Ui, words: &str, kind: Type, colour: Color32) -> Response {
    ui.add(Label::new(job(&[(words, kind, colour)])).wrap())
}

/// Says pieces in different types as one paragraph.
pub(super) fn say_pieces(ui: &mut Ui, pieces: &[(&str, Type, Color32)]) -> Response {
    ui.add(Label::new(job(pieces)).wrap())
}

/// A heading, known as one to screen readers. The first of a screen is said when the screen appears.
pub(super) fn heading(ui: &mut Ui, words: &str, kind: Type, level: usize) -> Response {
    let response = say(ui, words, kind);
    mark_heading(&response, words, level);
    if level == 1 {
        announce(&response, Live::Polite);
    }
    response
}

/// Makes a heading of words already said.
pub(super) fn mark_heading(response: &Response, words: &str, level: usize) {
    let words = words.to_owned();
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(words);
        node.set_level(level);
    });
}

/// Has screen readers read out these words when they change.
pub(super) fn announce(response: &Response, live: Live) {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_live(live));
}
