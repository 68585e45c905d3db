//! The glyphs a sheet needs, cut out of the bundled faces.

use std::collections::{BTreeMap, HashMap};

use printpdf::{Codepoint, FontId, ParsedFont, PdfFont, TextItem};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::PdfError;
use super::fonts::{Face, Font, Fonts, Glyph};
use super::layout::{Pages, Shape};

/// A face cut down to the glyphs that are used.
pub(super) struct Embedded {
    pub(super) id: FontId,
    pub(super) font: PdfFont,
    face: Face,
    units_per_em: f64,
    new_ids: GlyphRemapper,
    /// Which glyph a character on its own stands for.
    by_character: BTreeMap<u32, u16>,
    /// Advance widths without kerning, by new glyph id.
    widths: BTreeMap<u16, u16>,
}

/// The glyphs of each run of text; equal runs are shaped once.
pub(super) type Shaped<'a> = HashMap<(Face, &'a str), Vec<Glyph>>;

/// The faces that `pages` use, and its runs as glyphs.
pub(super) fn embed(pages: &Pages) -> Result<(Vec<Embedded>, Shaped<'_>), PdfError> {
    let fonts = Fonts::bundled()?;
    let mut shaped = Shaped::new();
    let mut faces = Vec::new();
    for face in Face::ALL {
        let font = fonts.get(face);
        let mut subset = Subset::default();
        for mark in pages.pages.iter().flat_map(|page| &page.marks) {
            let Shape::Text(run) = &mark.shape else {
                continue;
            };
            if run.face == face {
                shaped.entry((face, run.text.as_str())).or_insert_with(|| {
                    let glyphs = font.shape(&run.text);
                    subset.add(font, &glyphs);
                    glyphs
                });
            }
        }
        if !subset.widths.is_empty() {
            faces.push(cut(face, font, subset)?);
        }
    }
    Ok((faces, shaped))
}

/// What a face is cut down to.
#[derive(Default)]
struct Subset {
    new_ids: GlyphRemapper,
    by_character: BTreeMap<u32, u16>,
    widths: BTreeMap<u16, u16>,
}

impl Subset {
    fn add(&mut self, font: &Font, glyphs: &[Glyph]) {
        for glyph in glyphs {
            let id = self.new_ids.remap(glyph.id);
            let width = font.parsed.get_glyph_width(glyph.id).unwrap_or_default();
            self.widths.insert(id, width);
            if let Some(sign) = only(&glyph.text) {
                self.by_character.entry(u32::from(sign)).or_insert(id);
            }
        }
    }
}

fn cut(face: Face, font: &Font, subset: Subset) -> Result<Embedded, PdfError> {
    let Subset { new_ids, by_character, widths } = subset;
    let bytes = subsetter::subset(face.bytes(), 0, &new_ids).map_err(|error| PdfError::Write(error.to_string()))?;
    let parsed = ParsedFont {
        font_name: Some(format!("{}+{}", tag(&bytes), face.name())),
        original_bytes: bytes,
        codepoint_to_glyph: by_character.clone(),
        glyph_widths: widths.clone(),
        font_index: 0,
        units_per_em: font.parsed.units_per_em,
        font_metrics: font.parsed.font_metrics.clone(),
        font_type: font.parsed.font_type,
        pdf_font_metrics: font.parsed.pdf_font_metrics.clone(),
    };
    Ok(Embedded {
        id: FontId(face.name().to_owned()),
        font: PdfFont::new(parsed),
        face,
        units_per_em: font.units_per_em(),
        new_ids,
        by_character,
        widths,
    })
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

impl Embedded {
    pub(super) fn is(&self, face: Face) -> bool {
        self.face == face
    }

    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em
    }

    /// The operands that show `glyphs` with their kerning.
    pub(super) fn show(&self, glyphs: &[Glyph]) -> Vec<Raised> {
        let mut stretches: Vec<Raised> = Vec::new();
        let mut pending = 0;
        for glyph in glyphs {
            if stretches.last().is_none_or(|stretch| stretch.height != glyph.y_offset) {
                stretches.push(Raised { height: glyph.y_offset, items: Vec::new() });
            }
            let Some(stretch) = stretches.last_mut() else {
                continue;
            };
            let id = self.new_ids.get(glyph.id).unwrap_or_default();
            self.shift(&mut stretch.items, pending + glyph.x_offset);
            self.push(&mut stretch.items, id, &glyph.text);
            let width = self.widths.get(&id).copied().map_or(0, i32::from);
            pending = glyph.advance - width - glyph.x_offset;
        }
        stretches
    }

    fn push(&self, items: &mut Vec<TextItem>, id: u16, text: &str) {
        match only(text).filter(|sign| self.by_character.get(&u32::from(*sign)) == Some(&id)) {
            Some(sign) => match items.last_mut() {
                Some(TextItem::Text(before)) => before.push(sign),
                _ => items.push(TextItem::Text(sign.to_string())),
            },
            None => items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(id, 0.0, text.to_owned())])),
        }
    }

    /// Moves the pen to the right by font units.
    fn shift(&self, items: &mut Vec<TextItem>, units: i32) {
        if units != 0 {
            items.push(TextItem::Offset(super::paint::single(-f64::from(units) * 1000.0 / self.units_per_em)));
        }
    }
}
