//! The two bundled faces: which characters they hold, and shaping.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use harfrust::{
    BufferClusterLevel, Direction, Feature, FontRef, GlyphBuffer, GlyphInfo, GlyphPosition, ShapeOptions, ShapePlan,
    Shaper, ShaperData, Tag, UnicodeBuffer, script,
};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::raw::TableProvider;

use super::PdfError;
use super::borrowed::Borrowed;
use super::other_faces::OtherFaces;

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

/// A word with the spaces behind it, shaped.
pub(super) struct Word {
    pub(super) glyphs: Vec<Glyph>,
    /// How far the pen moves on, in font units.
    advance: i32,
}

/// So many words are remembered; then a face starts afresh.
const MOST_WORDS: usize = 20_000;
/// Longer words are shaped each time.
const LONGEST_WORD: usize = 64;

/// A face that was read once for the whole process.
pub(super) struct Font {
    units_per_em: f64,
    /// The characters it covers.
    characters: Charmap<'static>,
    shaper: Shaper<'static>,
    plan: ShapePlan,
    features: Vec<Feature>,
    /// Shaping a word takes fifty times as long as finding it here.
    words: Mutex<HashMap<Box<str>, Arc<Word>>>,
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
        let font = FontRef::new(face.bytes()).ok()?;
        let units_per_em = f64::from(font.head().ok()?.units_per_em().max(1));
        let shaper = data.get_or_init(|| ShaperData::new(&font)).shaper(&font).build();
        // Figures of one width line up in columns; without ligatures each glyph stands for its own characters.
        let features =
            [(b"tnum", 1), (b"liga", 0), (b"clig", 0)].map(|(tag, value)| Feature::new(Tag::new(tag), value, ..));
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &features);
        let characters = font.charmap();
        Some(Self { units_per_em, characters, shaper, plan, features: features.to_vec(), words: Mutex::default() })
    }

    pub(super) fn units_per_em(&self) -> f64 {
        self.units_per_em
    }

    pub(super) fn covers(&self, sign: char) -> bool {
        // Both faces have all of these, and most text is of nothing else.
        matches!(sign, ' '..='~') || self.characters.map(sign).is_some_and(|glyph| glyph.to_u32() != 0)
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
        let units: i32 = self.words(text).iter().map(|word| word.advance).sum();
        f64::from(units) / self.units_per_em()
    }

    /// Turns a line into glyphs, word by word.
    pub(super) fn words(&self, text: &str) -> Vec<Arc<Word>> {
        let mut known = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        let word = |text: &str| {
            if let Some(word) = known.get(text) {
                return Arc::clone(word);
            }
            let word = Arc::new(self.word(text));
            if text.len() <= LONGEST_WORD {
                if known.len() >= MOST_WORDS {
                    known.clear();
                }
                known.insert(text.into(), Arc::clone(&word));
            }
            word
        };
        text.split_inclusive(' ').map(word).collect()
    }

    fn word(&self, text: &str) -> Word {
        let shaped = self.run(text);
        let advance = shaped.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        Word { glyphs: glyphs(&shaped, text, false), advance }
    }

    /// Turns a line into glyphs.
    pub(super) fn shape(&self, text: &str) -> Vec<Glyph> {
        self.words(text).iter().flat_map(|word| word.glyphs.clone()).collect()
    }

    /// Turns signs between right-to-left words into glyphs: brackets face the other way.
    pub(super) fn shape_right_to_left(&self, text: &str) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::RightToLeft);
        buffer.set_script(script::LATIN);
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        glyphs(&self.shaper.shape(buffer, ShapeOptions::new().features(&self.features)), text, true)
    }
}

/// What was made of `text`, from left to right as it stands on paper. Where several glyphs stand for the same characters,
/// the one that is read first has them all.
pub(super) fn glyphs(shaped: &GlyphBuffer, text: &str, right_to_left: bool) -> Vec<Glyph> {
    let infos = shaped.glyph_infos();
    let mut starts: Vec<u32> = infos.iter().map(|info| info.cluster).collect();
    starts.sort_unstable();
    let characters = |from: u32| {
        let to = starts.get(starts.partition_point(|start| *start <= from)).copied();
        let to = to.and_then(|to| usize::try_from(to).ok()).unwrap_or(text.len());
        text.get(usize::try_from(from).unwrap_or_default()..to).unwrap_or_default()
    };
    let glyph = |(index, (info, position)): (usize, (&GlyphInfo, &GlyphPosition))| {
        let before = if right_to_left { Some(index + 1) } else { index.checked_sub(1) };
        let repeated = before.and_then(|before| infos.get(before)).is_some_and(|it| it.cluster == info.cluster);
        Glyph {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            text: if repeated { String::new() } else { characters(info.cluster).to_owned() },
        }
    };
    infos.iter().zip(shaped.glyph_positions()).enumerate().map(glyph).collect()
}

/// Text as it can be set: a character that no face shows stands as its number, "[U+4E2D]"; marks without a shape of
/// their own (soft hyphens, joiners, direction marks) go, unless a script that may need them is there.
pub(super) fn settable<'a>(fonts: &Fonts, borrowed: &Borrowed, face: Face, text: &'a str) -> Cow<'a, str> {
    let font = fonts.get(face);
    if text.chars().all(|sign| sign != '–' && !sign.is_control() && !is_invisible(sign) && font.covers(sign)) {
        return Cow::Borrowed(text);
    }
    let keeps_marks = !borrowed.is_empty() && text.chars().any(|sign| borrowed.place(face, sign).is_some());
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            // A range such as 137–152 stays on one line.
            '–' if out.ends_with(|before: char| before.is_ascii_digit()) => {
                out.push_str("–\u{2060}");
            }
            _ if is_line_end(sign) => out.push(' '),
            // Kept for the line breaks they allow or forbid; `shown` takes them out afterwards.
            '\u{200b}' | '\u{2060}' | '\u{a0}' | '\u{202f}' | '\u{2011}' => out.push(sign),
            '\u{ad}' | '\u{feff}' => {}
            _ if is_invisible(sign) => out.extend(keeps_marks.then_some(sign)),
            _ if font.covers(sign) || borrowed.place(face, sign).is_some() => out.push(sign),
            _ => out.extend(format!("[U+{:04X}]", u32::from(sign)).chars()),
        }
    }
    Cow::Owned(out)
}

/// What text is broken by before it comes here, and what stands as a space where it is not.
pub(super) fn is_line_end(sign: char) -> bool {
    matches!(sign, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A broken line as it is drawn and read out: one character for each kind of space and hyphen.
pub(super) fn shown(line: &str) -> Cow<'_, str> {
    if line.is_ascii() {
        return Cow::Borrowed(line);
    }
    let signs = line.chars().filter_map(|sign| match sign {
        '\u{a0}' | '\u{202f}' => Some(' '),
        '\u{2011}' => Some('-'),
        '\u{200b}' | '\u{2060}' => None,
        _ => Some(sign),
    });
    Cow::Owned(signs.collect())
}

/// Whether it has no shape of its own.
pub(super) fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The faces of a sheet, and how wide text is in them.
pub(super) struct Measure {
    pub(super) fonts: &'static Fonts,
    pub(super) borrowed: Borrowed,
}

impl Measure {
    /// Ready for a sheet with these words, which may take faces from `faces`.
    pub(super) fn new(words: &str, faces: &dyn OtherFaces) -> Result<Self, PdfError> {
        let fonts = Fonts::bundled()?;
        Ok(Self { fonts, borrowed: Borrowed::for_text(&fonts.regular, words, faces) })
    }

    /// The width of `text` at a size of 1.
    pub(super) fn width(&self, face: Face, text: &str) -> f64 {
        self.fonts.get(face).width(&shown(text))
    }
}

#[cfg(test)]
mod tests {
    use super::{Borrowed, Face, Fonts, Measure, settable, shown};
    use crate::output::pdf::other_faces::BundledOnly;

    fn set(face: Face, text: &str) -> String {
        settable(Fonts::bundled().unwrap(), &Borrowed::default(), face, text).into_owned()
    }

    #[test]
    fn a_missing_character_stands_as_its_number() {
        assert_eq!(set(Face::Regular, "Zoë 测"), "Zoë [U+6D4B]");
        assert_eq!(set(Face::Bold, "bell\u{7}"), "bell[U+0007]");
        let lacks_some = |text| Measure::new(text, &BundledOnly).unwrap().borrowed.lacks_some;
        assert!(lacks_some("🙂"));
        assert!(lacks_some("bell\u{7}"));
        assert!(!lacks_some("Ελληνικά, Кириллица, x\u{304}, ≥ ½ µ Ω\nmi\u{ad}graine"));
    }

    #[test]
    fn soft_hyphens_and_joiners_go_and_special_spaces_become_plain() {
        assert_eq!(set(Face::Regular, "mi\u{ad}graine\u{200d}"), "migraine");
        assert_eq!(shown(&set(Face::Regular, "10\u{a0}mg non\u{2011}stop")), "10 mg non-stop");
    }

    #[test]
    fn figures_have_one_width_and_pairs_are_kerned() {
        let measure = Measure::new("", &BundledOnly).unwrap();
        let one = measure.width(Face::Regular, "1");
        assert!((one - measure.width(Face::Regular, "8")).abs() < 1e-9);
        let apart = measure.width(Face::Regular, "T") + measure.width(Face::Regular, "o");
        assert!(measure.width(Face::Regular, "To") < apart);
    }

    #[test]
    fn each_glyph_knows_its_characters() {
        let font = Fonts::bundled().unwrap().get(Face::Regular);
        let glyphs = font.shape("office e\u{301} x\u{304}");
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(text, "office e\u{301} x\u{304}");
        assert!(glyphs.iter().all(|glyph| !glyph.text.is_empty()));
        let turned = font.shape_right_to_left("(a");
        assert_eq!(turned.iter().map(|glyph| glyph.text.as_str()).collect::<Vec<_>>(), ["a", "("]);
        assert_eq!(turned[1].id, font.shape(")").first().unwrap().id);
    }
}
