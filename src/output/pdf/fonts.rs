//! The two bundled faces: which characters they hold, and shaping.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use harfrust::{
    BufferClusterLevel, Direction, Feature, FontRef, GlyphBuffer, ShapeOptions, ShapePlan, Shaper, ShaperData, Tag,
    UnicodeBuffer, script,
};
use printpdf::ParsedFont;

use super::PdfError;

/// Regular or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// Running text.
    Regular,
    /// Headings, questions to ask, the person's own band.
    Bold,
}

impl Face {
    /// Both faces.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// The whole font file.
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
            Self::Bold => include_bytes!("../../../assets/fonts/SourceSans3-Bold.ttf"),
        }
    }

    /// The face's PostScript name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "SourceSans3-Regular",
            Self::Bold => "SourceSans3-Bold",
        }
    }
}

/// One glyph of a shaped line, with its distances in font units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u16,
    /// How far the pen moves on, kerning included.
    pub(super) advance: i32,
    pub(super) x_offset: i32,
    pub(super) y_offset: i32,
    /// The characters it stands for.
    pub(super) text: String,
}

/// A face that was read once for the whole process.
pub(super) struct Font {
    /// The whole face as printpdf reads it: metrics, widths and the characters it covers.
    pub(super) parsed: ParsedFont,
    shaper: Shaper<'static>,
    plan: ShapePlan,
    features: Vec<Feature>,
}

/// Both faces.
pub(super) struct Fonts {
    regular: Font,
    bold: Font,
}

impl Fonts {
    /// The bundled faces; read on the first call.
    pub(super) fn bundled() -> Result<&'static Self, PdfError> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        static DATA: [OnceLock<ShaperData>; 2] = [OnceLock::new(), OnceLock::new()];
        let [regular, bold] = &DATA;
        FONTS
            .get_or_init(|| {
                Some(Self { regular: Font::read(Face::Regular, regular)?, bold: Font::read(Face::Bold, bold)? })
            })
            .as_ref()
            .ok_or(PdfError::Font)
    }

    pub(super) fn get(&self, face: Face) -> &Font {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }
}

impl Font {
    fn read(face: Face, data: &'static OnceLock<ShaperData>) -> Option<Self> {
        let parsed = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new())?;
        let font = FontRef::new(face.bytes()).ok()?;
        let shaper = data.get_or_init(|| ShaperData::new(&font)).shaper(&font).build();
        // Figures of one width line up in columns; without ligatures each glyph stands for its own characters.
        let features =
            [(b"tnum", 1), (b"liga", 0), (b"clig", 0)].map(|(tag, value)| Feature::new(Tag::new(tag), value, ..));
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &features);
        Some(Self { parsed, shaper, plan, features: features.to_vec() })
    }

    pub(super) fn units_per_em(&self) -> f64 {
        f64::from(self.parsed.units_per_em.max(1))
    }

    fn covers(&self, sign: char) -> bool {
        self.parsed.lookup_glyph_index(u32::from(sign)).is_some_and(|glyph| glyph != 0)
    }

    fn run(&self, text: &str) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        self.shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)).features(&self.features))
    }

    /// The width of a line at a size of 1.
    fn width(&self, text: &str) -> f64 {
        let shaped = self.run(text);
        let units: i32 = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        f64::from(units) / self.units_per_em()
    }

    /// Turns a line into glyphs.
    pub(super) fn shape(&self, text: &str) -> Vec<Glyph> {
        let shaped = self.run(text);
        let mut glyphs = Vec::with_capacity(shaped.len());
        let infos = shaped.glyph_infos();
        for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
            let from = usize::try_from(info.cluster).unwrap_or_default();
            let repeated =
                index.checked_sub(1).and_then(|before| infos.get(before)).is_some_and(|b| b.cluster == info.cluster);
            let to = infos.iter().skip(index).map(|later| later.cluster).find(|cluster| *cluster > info.cluster);
            let to = to.and_then(|to| usize::try_from(to).ok()).unwrap_or(text.len());
            glyphs.push(Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or_default(),
                advance: position.x_advance,
                x_offset: position.x_offset,
                y_offset: position.y_offset,
                text: if repeated { String::new() } else { text.get(from..to).unwrap_or_default().to_owned() },
            });
        }
        glyphs
    }
}

/// Text as it can be set: a character that the face lacks stands as its number, "[U+4E2D]"; marks without a shape of
/// their own (soft hyphens, joiners, direction marks) go.
pub(super) fn settable<'a>(fonts: &Fonts, face: Face, text: &'a str) -> Cow<'a, str> {
    let font = fonts.get(face);
    if text.chars().all(|sign| sign != '–' && !sign.is_control() && !is_invisible(sign) && font.covers(sign)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            // A range such as 137–152 stays on one line.
            '–' if out.ends_with(|before: char| before.is_ascii_digit()) => {
                out.push_str("–\u{2060}");
            }
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            // Kept for the line breaks they allow or forbid; `shown` takes them out afterwards.
            '\u{200b}' | '\u{2060}' | '\u{a0}' | '\u{202f}' | '\u{2011}' => out.push(sign),
            _ if is_invisible(sign) => {}
            _ if font.covers(sign) => out.push(sign),
            _ => out.extend(format!("[U+{:04X}]", u32::from(sign)).chars()),
        }
    }
    Cow::Owned(out)
}

/// Whether `text` holds a character that stands as its number on paper.
pub(super) fn has_missing(fonts: &Fonts, text: &str) -> bool {
    settable(fonts, Face::Regular, text).matches("[U+").count() > text.matches("[U+").count()
}

/// A broken line as it is drawn and read out: one character for each kind of space and hyphen.
pub(super) fn shown(line: &str) -> String {
    line.chars()
        .filter_map(|sign| match sign {
            '\u{a0}' | '\u{202f}' => Some(' '),
            '\u{2011}' => Some('-'),
            '\u{200b}' | '\u{2060}' => None,
            _ => Some(sign),
        })
        .collect()
}

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Widths of pieces of text, remembered.
pub(super) struct Measure {
    pub(super) fonts: &'static Fonts,
    known: HashMap<(Face, String), f64>,
}

impl Measure {
    pub(super) fn new() -> Result<Self, PdfError> {
        Ok(Self { fonts: Fonts::bundled()?, known: HashMap::new() })
    }

    /// The width of `text` at a size of 1.
    pub(super) fn width(&mut self, face: Face, text: &str) -> f64 {
        let key = (face, text.to_owned());
        if let Some(width) = self.known.get(&key) {
            return *width;
        }
        let width = self.fonts.get(face).width(&shown(text));
        self.known.insert(key, width);
        width
    }
}

#[cfg(test)]
mod tests {
    use super::{Face, Fonts, Measure, has_missing, settable, shown};

    #[test]
    fn a_missing_character_stands_as_its_number() {
        let fonts = Fonts::bundled().unwrap();
        assert_eq!(settable(fonts, Face::Regular, "Zoë 测"), "Zoë [U+6D4B]");
        assert_eq!(settable(fonts, Face::Bold, "bell\u{7}"), "bell[U+0007]");
        assert!(has_missing(fonts, "🙂"));
        assert!(!has_missing(fonts, "Ελληνικά, Кириллица, x\u{304}, ≥ ½ µ Ω"));
    }

    #[test]
    fn soft_hyphens_and_joiners_go_and_special_spaces_become_plain() {
        let fonts = Fonts::bundled().unwrap();
        assert_eq!(settable(fonts, Face::Regular, "mi\u{ad}graine\u{200d}"), "migraine");
        assert_eq!(shown(&settable(fonts, Face::Regular, "10\u{a0}mg non\u{2011}stop")), "10 mg non-stop");
    }

    #[test]
    fn figures_have_one_width_and_pairs_are_kerned() {
        let mut measure = Measure::new().unwrap();
        let one = measure.width(Face::Regular, "1");
        assert!((one - measure.width(Face::Regular, "8")).abs() < 1e-9);
        let apart = measure.width(Face::Regular, "T") + measure.width(Face::Regular, "o");
        assert!(measure.width(Face::Regular, "To") < apart);
    }

    #[test]
    fn each_glyph_knows_its_characters() {
        let glyphs = Fonts::bundled().unwrap().get(Face::Regular).shape("office e\u{301} x\u{304}");
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, "office e\u{301} x\u{304}");
        assert!(glyphs.iter().all(|glyph| !glyph.text.is_empty()));
    }
}
