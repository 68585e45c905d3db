//! Pages as operations on PDF pages.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, Greyscale, Line, LineCapStyle, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, Rect, TextMatrix, WindingOrder,
};

use super::PdfError;
use super::embed::{Embedded, Group, Shaped, embed};
use super::file;
use super::layout::{Area, FaceOf, Ink, Mark, Page, Pages, Pattern, Role, Segment, Shape, TextRun};

/// What a marked stretch of a page belongs to; its place in the list is its number on that page.
pub(super) type Marked = Vec<usize>;

/// Paints the pages as a PDF file.
pub(super) fn paint(pages: &Pages) -> Result<Vec<u8>, PdfError> {
    let (faces, shaped) = embed(pages)?;
    let mut document = PdfDocument::new(&pages.title);
    for face in &faces {
        document.resources.fonts.map.insert(face.id.clone(), face.font.clone());
    }
    let mut marked = Vec::new();
    for page in &pages.pages {
        let mut painter =
            Painter { pages, faces: &faces, shaped: &shaped, ops: Vec::new(), marked: Vec::new(), text: None };
        painter.page(page);
        let size = Rect::from_wh(Pt(single(pages.width)), Pt(single(pages.height)));
        let mut sheet = PdfPage::new(Mm(0.0), Mm(0.0), painter.ops);
        (sheet.media_box, sheet.trim_box, sheet.crop_box) = (size.clone(), size.clone(), size);
        document.pages.push(sheet);
        marked.push(painter.marked);
    }
    let options = PdfSaveOptions { subset_fonts: false, image_optimization: None, ..PdfSaveOptions::default() };
    let written = document.to_lopdf_document(&options, &mut Vec::new());
    file::finish(written, pages, &marked)
}

/// A length as printpdf takes it, to a thousandth of a point.
#[expect(clippy::cast_possible_truncation, reason = "lengths on a page are small and rounded")]
pub(super) fn single(length: f64) -> f32 {
    ((length * 1000.0).round() / 1000.0) as f32
}

struct Painter<'a> {
    pages: &'a Pages,
    faces: &'a [Embedded],
    shaped: &'a Shaped<'a>,
    ops: Vec<Op>,
    marked: Marked,
    /// Face and size of the text that is being shown.
    text: Option<(FaceOf, f64)>,
}

impl<'a> Painter<'a> {
    fn page(&mut self, page: &Page) {
        for group in page.marks.chunk_by(|left, right| left.element == right.element) {
            self.begin(group.first().and_then(|mark| mark.element));
            for mark in group {
                self.shape(mark);
            }
            self.end_text();
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn begin(&mut self, element: Option<usize>) {
        let role = element.and_then(|index| self.pages.elements.get(index).map(|element| (index, &element.role)));
        let Some((index, role)) = role else {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        };
        let number = i64::try_from(self.marked.len()).unwrap_or_default();
        self.marked.push(index);
        let properties = DictItem::Dict { map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag(role).to_owned(), properties });
    }

    fn shape(&mut self, mark: &Mark) {
        if !matches!(mark.shape, Shape::Text(_)) {
            self.end_text();
        }
        match &mark.shape {
            Shape::Text(run) => self.text(run),
            Shape::Line { from, to, thickness, ink } => {
                if *ink == Ink::White {
                    self.ops.push(Op::SaveGraphicsState);
                    self.ops.push(Op::SetOutlineColor { col: Color::Greyscale(Greyscale::new(1.0, None)) });
                }
                self.line((*from, *to), *thickness);
                if *ink == Ink::White {
                    self.ops.push(Op::RestoreGraphicsState);
                }
            }
            Shape::Frame { area, thickness, radius } => self.frame(*area, *thickness, *radius),
            Shape::Fill { area, pattern } => self.fill(*area, *pattern),
            Shape::Polygon(points) => {
                let points = points.iter().map(|point| self.point(*point, false)).collect();
                self.polygon(points, PaintMode::Fill);
            }
        }
    }

    fn text(&mut self, run: &TextRun) {
        if run.stretches.is_empty() {
            let Some(face) = self.face(FaceOf::Bundled(run.face)) else { return };
            let words = self.shaped.get(&(run.face, run.text.as_str())).map(Vec::as_slice).unwrap_or_default();
            let glyphs = words.iter().flat_map(|word| &word.glyphs);
            self.groups(face, vec![Group { glyphs: face.placed(glyphs), read_as: None }], run, 0.0);
        }
        for stretch in &run.stretches {
            if let Some(face) = self.face(stretch.face) {
                self.groups(face, face.groups(stretch), run, stretch.x);
            }
        }
    }

    fn face(&self, wanted: FaceOf) -> Option<&'a Embedded> {
        self.faces.iter().find(|face| face.face == wanted)
    }

    /// Groups of glyphs, `x` from the start of their run.
    fn groups(&mut self, face: &Embedded, groups: Vec<Group>, run: &TextRun, x: f64) {
        let at = self.point((run.x + x, run.baseline), false).p;
        self.begin_text(face, run.size);
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(at.x, at.y) });
        let mut pen = 0.0;
        for group in groups {
            self.ops.extend(group.read_as.map(read_as));
            for stretch in face.show(&group.glyphs, &mut pen) {
                if stretch.height != 0 {
                    let raised = f64::from(stretch.height) / face.units_per_em() * run.size;
                    self.ops.push(Op::SetLineOffset { multiplier: single(raised) });
                }
                self.ops.push(Op::ShowText { items: stretch.items });
                if stretch.height != 0 {
                    self.ops.push(Op::SetLineOffset { multiplier: 0.0 });
                }
            }
            self.ops.extend(group.read_as.map(|_| Op::EndMarkedContent));
        }
    }

    /// Runs that follow each other are shown in one go.
    fn begin_text(&mut self, face: &Embedded, size: f64) {
        if self.text.is_none() {
            self.ops.push(Op::StartTextSection);
        }
        if self.text != Some((face.face, size)) {
            let font = PdfFontHandle::External(face.id.clone());
            self.ops.push(Op::SetFont { font, size: Pt(single(size)) });
            self.text = Some((face.face, size));
        }
    }

    fn end_text(&mut self) {
        self.ops.extend(self.text.take().map(|_| Op::EndTextSection));
    }

    /// A point counted from the bottom, as PDF does.
    fn point(&self, (x, y): (f64, f64), bezier: bool) -> LinePoint {
        LinePoint { p: Point { x: Pt(single(x)), y: Pt(single(self.pages.height - y)) }, bezier }
    }

    fn line(&mut self, (from, to): Segment, thickness: f64) {
        let points = vec![self.point(from, false), self.point(to, false)];
        self.ops.push(Op::SetOutlineThickness { pt: Pt(single(thickness)) });
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn frame(&mut self, area: Area, thickness: f64, radius: f64) {
        // How far a curve's control points lie from the corner for a quarter of a circle.
        let bend = radius * (1.0 - 0.552_284_75);
        let (left, top, right, bottom) = (area.x, area.y, area.x + area.width, area.y + area.height);
        let corners: [[(f64, f64); 4]; 4] = [
            [(right - radius, top), (right - bend, top), (right, top + bend), (right, top + radius)],
            [(right, bottom - radius), (right, bottom - bend), (right - bend, bottom), (right - radius, bottom)],
            [(left + radius, bottom), (left + bend, bottom), (left, bottom - bend), (left, bottom - radius)],
            [(left, top + radius), (left, top + bend), (left + bend, top), (left + radius, top)],
        ];
        let mut points = Vec::new();
        for [start, first, second, end] in corners {
            points.push(self.point(start, false));
            if radius > 0.0 {
                points.extend([self.point(first, true), self.point(second, true), self.point(end, false)]);
            }
        }
        self.ops.push(Op::SetOutlineThickness { pt: Pt(single(thickness)) });
        self.polygon(points, PaintMode::Stroke);
    }

    fn polygon(&mut self, points: Vec<LinePoint>, mode: PaintMode) {
        let polygon = Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn fill(&mut self, area: Area, pattern: Pattern) {
        if pattern == Pattern::Solid {
            let (left, top, right, bottom) = (area.x, area.y, area.x + area.width, area.y + area.height);
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
            let points = corners.iter().map(|corner| self.point(*corner, false)).collect();
            self.polygon(points, PaintMode::Fill);
            return;
        }
        let lines = pattern.lines(area);
        if lines.is_empty() {
            return;
        }
        self.ops.push(Op::SaveGraphicsState);
        if pattern == Pattern::Dots {
            self.ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
            let dash = LineDashPattern::new(0.0, &[0.0, single(Pattern::DOT_STEP)]);
            self.ops.push(Op::SetLineDashPattern { dash });
        }
        for segment in lines {
            self.line(segment, pattern.pen());
        }
        self.ops.push(Op::RestoreGraphicsState);
    }
}

/// Begins a stretch that is read as `text`, whatever its glyphs are.
fn read_as(text: &str) -> Op {
    let mut data = vec![0xfe, 0xff];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
}

/// The name of a role in PDF.
pub(super) fn tag(role: &Role) -> &'static str {
    match role {
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::Figure { .. } => "Figure",
        Role::Link { .. } => "Link",
    }
}
