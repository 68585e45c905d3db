//! The glyphs a sheet needs, cut out of the bundled faces.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use printpdf::{Codepoint, FontId, FontMetrics, ParsedFont, PdfFont, PdfFontMetricsStub, TextItem};
use sha2::{Digest, Sha256};
use skrifa::FontRef;
use skrifa::raw::TableProvider;
use subsetter::GlyphRemapper;
use unicode_segmentation::UnicodeSegmentation;

use super::PdfError;
use super::fonts::{Face, Fonts, Glyph, Word};
use super::layout::{FaceOf, Pages, Shape, Stretch, TextRun};
use super::other_faces::FaceFile;

/// A face cut down to the glyphs that are used.
pub(super) struct Embedded {
    pub(super) id: FontId,
    pub(super) font: PdfFont,
    pub(super) face: FaceOf,
    units_per_em: f64,
    new_ids: GlyphRemapper,
    /// By new glyph id.
    glyphs: Vec<CutGlyph>,
}

/// A glyph as the file has it.
struct CutGlyph {
    /// What it is read as.
    meaning: String,
    /// The character that stands for it.
    character: Option<char>,
    /// Its width without kerning in whole thousandths of the size.
    width: f64,
}

/// The words of each run of text in a bundled face.
pub(super) type Shaped<'a> = HashMap<(Face, &'a str), Vec<Arc<Word>>>;

/// The faces that `pages` use, and its runs as glyphs.
pub(super) fn embed(pages: &Pages) -> Result<(Vec<Embedded>, Shaped<'_>), PdfError> {
    let fonts = Fonts::bundled()?;
    let mut shaped = Shaped::new();
    let mut subsets: BTreeMap<FaceOf, Subset> = BTreeMap::new();
    let mut seen = HashSet::new();
    for run in runs(pages).filter(|run| run.stretches.is_empty()) {
        shaped.entry((run.face, run.text.as_str())).or_insert_with(|| {
            let words = fonts.get(run.face).words(&run.text);
            let subset = subsets.entry(FaceOf::Bundled(run.face)).or_default();
            for word in words.iter().filter(|word| seen.insert(Arc::as_ptr(word))) {
                subset.add(&word.glyphs, false);
            }
            words
        });
    }
    for stretch in runs(pages).flat_map(|run| &run.stretches) {
        subsets.entry(stretch.face).or_default().add(&stretch.glyphs, stretch.right_to_left);
    }
    let cut_down = |(face, subset)| match face {
        FaceOf::Bundled(bundled) => {
            cut(face, &Source { bytes: bundled.bytes(), index: 0, name: bundled.name() }, subset)
        }
        FaceOf::Other(place) => {
            let FaceFile { bytes, index, name, .. } = pages.other_faces.get(place).ok_or(PdfError::Font)?.as_ref();
            cut(face, &Source { bytes, index: *index, name }, subset)
        }
    };
    let faces = subsets.into_iter().map(cut_down).collect::<Result<_, _>>()?;
    Ok((faces, shaped))
}

fn runs(pages: &Pages) -> impl Iterator<Item = &TextRun> {
    pages.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    })
}

/// What a face is cut down to.
#[derive(Default)]
struct Subset {
    new_ids: GlyphRemapper,
    old_ids: BTreeMap<u16, u16>,
    by_character: BTreeMap<u32, u16>,
    meanings: BTreeMap<u16, String>,
}

impl Subset {
    /// Adds glyphs. From right to left, a bracket's glyph is that of its counterpart, so it says little of characters.
    fn add(&mut self, glyphs: &[Glyph], right_to_left: bool) {
        for glyph in glyphs {
            let id = self.new_ids.remap(glyph.id);
            self.old_ids.insert(id, glyph.id);
            if let Some(sign) = only(&glyph.text).filter(|_| !right_to_left) {
                self.by_character.entry(u32::from(sign)).or_insert(id);
            }
            if !glyph.text.is_empty() {
                self.meanings.entry(id).or_insert_with(|| glyph.text.clone());
            }
        }
    }
}

/// The file a face is cut out of.
struct Source<'a> {
    bytes: &'a [u8],
    index: u32,
    name: &'a str,
}

fn cut(face: FaceOf, source: &Source, subset: Subset) -> Result<Embedded, PdfError> {
    let bytes = subsetter::subset(source.bytes, source.index, &subset.new_ids)
        .map_err(|error| PdfError::Write(error.to_string()))?;
    let letters = |sign: &char| sign.is_ascii_alphanumeric() || *sign == '-';
    let name = format!("{}+{}", tag(&bytes), source.name.chars().filter(letters).collect::<String>());
    let parsed = parsed(source, &subset, bytes, name).ok_or(PdfError::Font)?;
    let units_per_em = f64::from(parsed.units_per_em.max(1));
    let id = match face {
        FaceOf::Bundled(face) => face.name().to_owned(),
        FaceOf::Other(place) => format!("Other-{place}"),
    };
    let glyphs = cut_glyphs(&subset, &parsed);
    Ok(Embedded { id: FontId(id), font: PdfFont::new(parsed), face, units_per_em, new_ids: subset.new_ids, glyphs })
}

fn cut_glyphs(subset: &Subset, parsed: &ParsedFont) -> Vec<CutGlyph> {
    let units_per_em = f64::from(parsed.units_per_em.max(1));
    let glyph = |id: u16| {
        let meaning = subset.meanings.get(&id).map_or(NO_MEANING, String::as_str).to_owned();
        let character = only(&meaning).filter(|sign| subset.by_character.get(&u32::from(*sign)) == Some(&id));
        let width = parsed.glyph_widths.get(&id).copied().unwrap_or_default();
        CutGlyph { meaning, character, width: (f64::from(width) * 1000.0 / units_per_em).trunc() }
    };
    (0..subset.new_ids.num_gids()).map(glyph).collect()
}

/// The cut-down face as printpdf knows it, with the measures of the whole one.
fn parsed(source: &Source, subset: &Subset, bytes: Vec<u8>, name: String) -> Option<ParsedFont> {
    let font = FontRef::from_index(source.bytes, source.index).ok()?;
    let (head, hhea, hmtx) = (font.head().ok()?, font.hhea().ok()?, font.hmtx().ok()?);
    let width = |(new, old): (&u16, &u16)| Some((*new, hmtx.advance((*old).into())?));
    let widths = subset.old_ids.iter().filter_map(width).collect();
    let metrics = FontMetrics { ascent: hhea.ascender().to_i16(), descent: hhea.descender().to_i16() };
    let (by_character, units) = (subset.by_character.clone(), head.units_per_em());
    let mut parsed = ParsedFont::with_glyph_data(bytes, 0, Some(name), by_character, widths, units, metrics);
    parsed.pdf_font_metrics = PdfFontMetricsStub {
        units_per_em: units,
        x_min: head.x_min(),
        y_min: head.y_min(),
        x_max: head.x_max(),
        y_max: head.y_max(),
        caret_slope_rise: hhea.caret_slope_rise(),
        caret_slope_run: hhea.caret_slope_run(),
        us_weight_class: font.os2().map_or(0, |table| table.us_weight_class()),
    };
    Some(parsed)
}

/// Six capitals that stand for the set of glyphs.
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The character, if it is a single one.
fn only(text: &str) -> Option<char> {
    let mut signs = text.chars();
    signs.next().filter(|_| signs.next().is_none())
}

/// A stretch of a line at one height above the base line, in font units.
pub(super) struct Raised {
    pub(super) height: i32,
    pub(super) items: Vec<TextItem>,
}

/// Glyphs at their places that are read together.
pub(super) struct Group<'a> {
    pub(super) glyphs: Vec<(f64, &'a Glyph)>,
    /// The characters, unless the glyphs tell them.
    pub(super) read_as: Option<&'a str>,
}

impl Embedded {
    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em
    }

    /// The groups of a stretch, from left to right: all of it where that is how it is read, else each character as people
    /// know it, for a reader turns the line around.
    pub(super) fn groups<'a>(&self, stretch: &'a Stretch) -> Vec<Group<'a>> {
        let mut placed = self.placed(&stretch.glyphs);
        let mut ends: Vec<usize> = vec![stretch.text.len()];
        if stretch.right_to_left {
            placed.reverse();
            ends = stretch.text.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).collect();
        }
        let mut groups: Vec<Group> = Vec::new();
        let (mut start, mut at, mut glyphs) = (0, 0, Vec::new());
        let mut placed = placed.into_iter().peekable();
        while let Some((x, glyph)) = placed.next() {
            at += glyph.text.len();
            glyphs.push((x, glyph));
            let is_last = placed.peek().is_none();
            let goes_on = placed.peek().is_some_and(|(_, next)| next.text.is_empty());
            if !is_last && (goes_on || ends.binary_search(&at).is_err()) {
                continue;
            }
            let end = if is_last { stretch.text.len() } else { at };
            let group = self.group(std::mem::take(&mut glyphs), stretch.text.get(start..end).unwrap_or_default());
            match groups.last_mut().filter(|before| before.read_as.is_none() && group.read_as.is_none()) {
                Some(before) => before.glyphs.extend(group.glyphs),
                None => groups.push(group),
            }
            start = end;
        }
        if stretch.right_to_left {
            groups.reverse();
            for group in &mut groups {
                group.glyphs.reverse();
            }
        }
        groups
    }

    /// Glyphs in the order in which they are read. They tell what they are read as, if each is one character, is read as
    /// that in all of the file, and stands on the line.
    fn group<'a>(&self, glyphs: Vec<(f64, &'a Glyph)>, text: &'a str) -> Group<'a> {
        let meanings = glyphs.iter().map(|(_, glyph)| {
            let meaning = &self.cut(glyph).1?.meaning;
            (*meaning == glyph.text && only(meaning).is_some() && glyph.y_offset == 0).then_some(meaning.as_str())
        });
        let tells = meanings.collect::<Option<String>>().as_deref() == Some(text);
        Group { glyphs, read_as: (!tells).then_some(text) }
    }

    /// Glyphs with their places in thousandths of the size.
    pub(super) fn placed<'a>(&self, glyphs: impl IntoIterator<Item = &'a Glyph>) -> Vec<(f64, &'a Glyph)> {
        let mut reach = 0.0;
        let place = |glyph: &'a Glyph| {
            let x = reach;
            reach += self.thousandths(glyph.advance);
            (x, glyph)
        };
        glyphs.into_iter().map(place).collect()
    }

    fn thousandths(&self, units: i32) -> f64 {
        f64::from(units) * 1000.0 / self.units_per_em
    }

    /// The operands that show glyphs at their places, with the pen where it was left.
    pub(super) fn show(&self, glyphs: &[(f64, &Glyph)], pen: &mut f64) -> Vec<Raised> {
        let mut stretches: Vec<Raised> = Vec::new();
        for (x, glyph) in glyphs {
            if stretches.last().is_none_or(|stretch| stretch.height != glyph.y_offset) {
                stretches.push(Raised { height: glyph.y_offset, items: Vec::new() });
            }
            let Some(stretch) = stretches.last_mut() else {
                continue;
            };
            let (id, cut) = self.cut(glyph);
            let place = x + self.thousandths(glyph.x_offset);
            // What nobody sees waits until it adds up.
            if (place - *pen).abs() >= 0.5 {
                stretch.items.push(TextItem::Offset(super::paint::single(*pen - place)));
                *pen = place;
            }
            show(&mut stretch.items, id, cut);
            *pen += cut.map_or(0.0, |cut| cut.width);
        }
        stretches
    }

    /// The new id of a glyph, and what the file has of it.
    fn cut(&self, glyph: &Glyph) -> (u16, Option<&CutGlyph>) {
        let id = self.new_ids.get(glyph.id).unwrap_or_default();
        (id, self.glyphs.get(usize::from(id)))
    }
}

/// Adds a glyph to operands, by its character if it has one.
fn show(items: &mut Vec<TextItem>, id: u16, cut: Option<&CutGlyph>) {
    let Some(sign) = cut.and_then(|cut| cut.character) else {
        let meaning = cut.map_or(NO_MEANING, |cut| cut.meaning.as_str()).to_owned();
        items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(id, 0.0, meaning)]));
        return;
    };
    match items.last_mut() {
        Some(TextItem::Text(before)) => before.push(sign),
        _ => items.push(TextItem::Text(sign.to_string())),
    }
}

/// What a glyph is read as that is a part of others: every glyph must be read as something.
const NO_MEANING: &str = "\u{200b}";
