//! Pages drawn on krilla's surfaces.

use crate::shape::Fonts;
use crate::tags::{self, Leaf};
use anteroom::output::pages::{Area, Face, Ink, Mark, Page, Pages, Pattern, Role, Segment, Shape, TextRun};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ContentTag};
use krilla::text::KrillaGlyph;
use krilla::{Document, SerializeSettings};
use std::collections::HashMap;

/// The glyphs of runs that were met before.
type Shaped<'a> = HashMap<(Face, &'a str), Vec<KrillaGlyph>>;

pub(crate) fn paint(pages: &Pages, fonts: &Fonts, tagged: bool) -> Vec<u8> {
    let mut document = Document::new_with(settings(tagged));
    let mut shaped = Shaped::new();
    let mut leaves: Vec<Leaf> = Vec::new();
    for page in &pages.pages {
        let mut sheet = document
            .start_page_with(PageSettings::from_wh(single(pages.width), single(pages.height)).expect("it has a size"));
        let mut painter = Painter { fonts, shaped: &mut shaped, surface: sheet.surface() };
        for group in page.marks.chunk_by(|left, right| left.element == right.element) {
            let element = group.first().and_then(|mark| mark.element);
            let tag = element.map_or(ContentTag::Artifact(Artifact::default()), |_| ContentTag::Other);
            let identifier = painter.surface.start_tagged(tag);
            group.iter().for_each(|mark| painter.mark(mark));
            painter.surface.end_tagged();
            leaves.extend(element.map(|element| (element, identifier)));
        }
        drop(painter);
        for (element, link) in links(pages, page) {
            leaves.push((element, sheet.add_tagged_annotation(link)));
        }
    }
    document.set_tag_tree(tags::tree(pages, leaves));
    document.set_outline(outline(pages));
    let today = DateTime::new(2026).month(11).day(22).hour(12).minute(0).second(0).utc_offset_hour(0);
    let metadata = Metadata::new().title(pages.title.clone()).language("en-GB".to_owned());
    document.set_metadata(metadata.creation_date(today.utc_offset_minute(0)));
    document.finish().expect("it keeps the rules")
}

fn settings(tagged: bool) -> SerializeSettings {
    let mut configuration = ConfigurationBuilder::new();
    if tagged {
        configuration =
            configuration.with_archival_validator(Archival::A3_A).with_accessibility_validator(Accessibility::UA1);
    }
    SerializeSettings {
        configuration: configuration.finish().expect("these go together"),
        enable_tagging: tagged,
        ..SerializeSettings::default()
    }
}

fn outline(pages: &Pages) -> Outline {
    let mut outline = Outline::new();
    for bookmark in &pages.bookmarks {
        let place = XyzDestination::new(bookmark.page, Point::from_xy(0.0, single(bookmark.y)));
        outline.push_child(OutlineNode::new(bookmark.title.clone(), place));
    }
    outline
}

/// The links on a page, each over the runs of its words.
fn links(pages: &Pages, page: &Page) -> Vec<(usize, Annotation)> {
    let mut links = Vec::new();
    for mark in &page.marks {
        let (Some(element), Shape::Text(run)) = (mark.element, &mark.shape) else { continue };
        let Role::Link { url } = &pages.elements[element].role else { continue };
        let (top, bottom) = (run.baseline - run.size, run.baseline + run.size * 0.3);
        let area = Rect::from_ltrb(single(run.x), single(top), single(run.x + run.width), single(bottom));
        let target = Target::Action(Action::from(LinkAction::new(url.clone())));
        let link = LinkAnnotation::new(area.expect("it has a size"), target);
        links.push((element, Annotation::new_link(link, Some(url.clone()))));
    }
    links
}

struct Painter<'a, 'p> {
    fonts: &'a Fonts,
    shaped: &'a mut Shaped<'p>,
    surface: Surface<'a>,
}

impl<'p> Painter<'_, 'p> {
    fn mark(&mut self, mark: &'p Mark) {
        match &mark.shape {
            Shape::Text(run) => self.text(run),
            Shape::Line { from, to, thickness, ink } => self.stroke(&line((*from, *to)), stroke(*thickness, *ink)),
            Shape::Frame { area, thickness, radius } => {
                self.stroke(&frame(*area, *radius), stroke(*thickness, Ink::Black));
            }
            Shape::Fill { area, pattern: Pattern::Solid } => self.fill(&frame(*area, 0.0)),
            Shape::Fill { area, pattern } => self.pattern(*area, *pattern),
            Shape::Polygon(points) => self.fill(&path(points, true)),
        }
    }

    fn text(&mut self, run: &'p TextRun) {
        let face = self.fonts.get(run.face);
        let glyphs = self.shaped.entry((run.face, &run.text)).or_insert_with(|| face.shape(&run.text));
        let start = Point::from_xy(single(run.x), single(run.baseline));
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill::default()));
        self.surface.draw_glyphs(start, glyphs, face.font.clone(), &run.text, single(run.size), false);
    }

    fn fill(&mut self, path: &Path) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill::default()));
        self.surface.draw_path(path);
    }

    fn stroke(&mut self, path: &Path, stroke: Stroke) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        self.surface.draw_path(path);
    }

    fn pattern(&mut self, area: Area, pattern: Pattern) {
        let mut thin = stroke(0.6, Ink::Black);
        if pattern == Pattern::Dots {
            let dash = StrokeDash { array: vec![0.0, single(Pattern::DOT_STEP)], offset: 0.0 };
            thin = Stroke { line_cap: LineCap::Round, dash: Some(dash), ..stroke(1.15, Ink::Black) };
        }
        for segment in pattern.lines(area) {
            self.stroke(&line(segment), thin.clone());
        }
    }
}

fn stroke(thickness: f64, ink: Ink) -> Stroke {
    let color = if ink == Ink::White { luma::Color::white() } else { luma::Color::black() };
    Stroke { paint: color.into(), width: single(thickness), ..Stroke::default() }
}

fn line((from, to): Segment) -> Path {
    path(&[from, to], false)
}

fn path(points: &[(f64, f64)], closed: bool) -> Path {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 { path.move_to(single(*x), single(*y)) } else { path.line_to(single(*x), single(*y)) }
    }
    if closed {
        path.close();
    }
    path.finish().expect("it has points")
}

/// A rectangle with round corners.
fn frame(area: Area, radius: f64) -> Path {
    let bend = radius * (1.0 - 0.552_284_75);
    let (left, top, right, bottom) = (area.x, area.y, area.x + area.width, area.y + area.height);
    let corners = [
        [(right - radius, top), (right - bend, top), (right, top + bend), (right, top + radius)],
        [(right, bottom - radius), (right, bottom - bend), (right - bend, bottom), (right - radius, bottom)],
        [(left + radius, bottom), (left + bend, bottom), (left, bottom - bend), (left, bottom - radius)],
        [(left, top + radius), (left, top + bend), (left + bend, top), (left + radius, top)],
    ];
    if radius == 0.0 {
        return path(&corners.map(|[start, ..]| start), true);
    }
    let mut path = PathBuilder::new();
    for (index, corner) in corners.into_iter().enumerate() {
        let [(x, y), (x1, y1), (x2, y2), (x3, y3)] = corner.map(|(x, y)| (single(x), single(y)));
        if index == 0 {
            path.move_to(x, y)
        } else {
            path.line_to(x, y)
        }
        path.cubic_to(x1, y1, x2, y2, x3, y3);
    }
    path.close();
    path.finish().expect("it has points")
}

fn single(length: f64) -> f32 {
    length as f32
}
