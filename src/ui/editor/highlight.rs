//! The text in its colours, with what is wrong underlined, laid out anew only when something changed.

use super::signs::{Kind, stretches};
use crate::ui::text::CODE;
use crate::ui::theme::Palette;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Stroke, Ui};
use std::ops::Range;
use std::sync::Arc;

/// A stretch that is underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// True for a fault.
    pub(super) is_error: bool,
}

/// The text as it was last laid out, and from what.
#[derive(Debug, Clone, Default)]
pub(super) struct Cache {
    of: Option<(String, Vec<Mark>, Palette)>,
    job: LayoutJob,
}

impl Cache {
    /// The text laid out, at most so wide.
    pub(super) fn galley(
        &mut self,
        ui: &Ui,
        text: &str,
        (marks, palette): (&[Mark], Palette),
        width: f32,
    ) -> Arc<Galley> {
        let is_same = |(of, with, colours): &(String, Vec<Mark>, Palette)| {
            of == text && with.as_slice() == marks && *colours == palette
        };
        if !self.of.as_ref().is_some_and(is_same) {
            self.job = job(text, marks, palette);
            self.of = Some((text.to_owned(), marks.to_vec(), palette));
        }
        self.job.wrap.max_width = width;
        let job = self.job.clone();
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

fn job(text: &str, marks: &[Mark], palette: Palette) -> LayoutJob {
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    let mut marks = marks.iter().peekable();
    for (range, kind) in stretches(text) {
        let plain = format(colour(kind, palette));
        let mut at = range.start;
        while at < range.end {
            while marks.next_if(|mark| mark.range.end <= at).is_some() {}
            let mark = marks.peek().filter(|mark| mark.range.start < range.end);
            let (end, format) = match mark {
                Some(mark) if mark.range.start <= at => (mark.range.end, underlined(&plain, mark, palette)),
                Some(mark) => (mark.range.start, plain.clone()),
                None => (range.end, plain.clone()),
            };
            let end = ceil(text, end.min(range.end));
            job.append(text.get(at..end).unwrap_or_default(), 0.0, format);
            at = end;
        }
    }
    job
}

/// The next place between two signs: marks lie on an older text for a moment.
fn ceil(text: &str, place: usize) -> usize {
    (place..text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(text.len())
}

fn format(colour: Color32) -> TextFormat {
    CODE.format(colour)
}

fn underlined(plain: &TextFormat, mark: &Mark, palette: Palette) -> TextFormat {
    let colour = if mark.is_error { palette.alarm } else { palette.soon_bar };
    TextFormat { underline: Stroke::new(2.0, colour), ..plain.clone() }
}

fn colour(kind: Kind, palette: Palette) -> Color32 {
    match kind {
        Kind::Plain | Kind::Word | Kind::Number => palette.ink,
        Kind::Note => palette.ink2,
        Kind::Text => palette.info_bar,
        Kind::Name => palette.accent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Theme;
    use crate::ui::theme;

    #[test]
    fn what_is_wrong_is_underlined_and_nothing_is_lost() {
        let palette = theme::of(Theme::Light, false);
        let mark = |range, is_error| Mark { range, is_error };
        let text = "Item(é: \"x y\") // z";
        let cases: [&[Mark]; 4] = [
            &[],
            &[mark(0..4, true)],
            &[mark(2..11, true), mark(5..6, false), mark(13..14, false)],
            &[mark(6..7, true), mark(15..99, false), mark(200..300, true)],
        ];
        for marks in cases {
            let job = job(text, marks, palette);
            assert_eq!(job.text, text);
            let covered: usize =
                job.sections.iter().map(|section| section.byte_range.end.0 - section.byte_range.start.0).sum();
            assert_eq!(covered, text.len());
            let marked = job.sections.iter().filter(|section| section.format.underline != Stroke::NONE).count();
            assert_eq!(marked > 0, !marks.is_empty());
        }
    }
}
