//! Faces borrowed for one sheet: those found for the characters that the bundled faces lack, and shaping in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use harfrust::{
    BufferClusterLevel, BufferFlags, Direction, GlyphBuffer, Language, Script as ShapedScript, ShapeOptions,
    ShaperData, UnicodeBuffer,
};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider, Tag};
use unicode_script::{Script, UnicodeScript};

use super::fonts::{Face, Font, Glyph, glyphs, is_invisible, is_line_end};
use super::other_faces::{self, FaceFile, HanForms, OtherFaces, Wanted};

/// The borrowed faces of a sheet.
#[derive(Default)]
pub(super) struct Borrowed {
    faces: Vec<BorrowedFace>,
    by_sign: HashMap<(Face, char), usize>,
    /// No face has some of the sheet's characters.
    pub(super) lacks_some: bool,
}

/// One of them.
pub(super) struct BorrowedFace {
    pub(super) file: Arc<FaceFile>,
    data: ShaperData,
    units_per_em: f64,
    language: Option<Language>,
}

/// A piece of text to shape, and the letters beside it that it may join.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) script: Script,
    pub(super) right_to_left: bool,
}

impl Borrowed {
    /// The faces for what `bundled` lacks of `text`. They are looked for only if it lacks something.
    pub(super) fn for_text(bundled: &Font, text: &str, faces: &dyn OtherFaces) -> Self {
        let lacking = text.chars().filter(|sign| !is_line_end(*sign) && !is_invisible(*sign) && !bundled.covers(*sign));
        let lacking: BTreeSet<char> = lacking.collect();
        // What has no meaning of its own has no shape in any other face either.
        let (lacking, nameless): (BTreeSet<char>, BTreeSet<char>) =
            lacking.into_iter().partition(|sign| !sign.is_control() && !is_private(*sign));
        let mut borrowed = Self { lacks_some: !nameless.is_empty(), ..Self::default() };
        for (script, signs) in by_script(lacking) {
            let han = (script == Script::Han.short_name()).then(|| han_forms(text));
            for face in Face::ALL {
                let left = borrowed.find(faces, signs.clone(), (face, han));
                borrowed.lacks_some |= !left.is_empty();
            }
        }
        borrowed
    }

    /// Borrows faces until there are none for the characters; gives back those that are left.
    fn find(
        &mut self,
        faces: &dyn OtherFaces,
        mut signs: BTreeSet<char>,
        (face, han): (Face, Option<HanForms>),
    ) -> BTreeSet<char> {
        while !signs.is_empty() {
            let Some(file) = other_faces::find_face(faces, &Wanted { signs: &signs, face, han }) else { break };
            let Some(index) = self.add(&file, han) else { break };
            let Ok(font) = FontRef::from_index(&file.bytes, file.index) else { break };
            let charmap = font.charmap();
            let (has, lacks): (BTreeSet<char>, _) = signs.iter().partition(|sign| charmap.map(**sign).is_some());
            if has.is_empty() {
                break;
            }
            self.by_sign.extend(has.into_iter().map(|sign| ((face, sign), index)));
            signs = lacks;
        }
        signs
    }

    fn add(&mut self, file: &Arc<FaceFile>, han: Option<HanForms>) -> Option<usize> {
        let language = han.and_then(|han| Language::new(han.language()));
        let known = self.faces.iter().position(|face| face.file.id == file.id && face.language == language);
        if known.is_some() {
            return known;
        }
        let font = FontRef::from_index(&file.bytes, file.index).ok()?;
        let units_per_em = f64::from(font.head().ok()?.units_per_em().max(1));
        self.faces.push(BorrowedFace { file: Arc::clone(file), data: ShaperData::new(&font), units_per_em, language });
        Some(self.faces.len() - 1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The place of the face that shows `sign` beside the bundled `face`.
    pub(super) fn place(&self, face: Face, sign: char) -> Option<usize> {
        self.by_sign.get(&(face, sign)).copied()
    }

    /// All of them, by their places.
    pub(super) fn files(&self) -> Vec<Arc<FaceFile>> {
        self.faces.iter().map(|face| Arc::clone(&face.file)).collect()
    }

    pub(super) fn get(&self, place: usize) -> Option<&BorrowedFace> {
        self.faces.get(place)
    }
}

impl BorrowedFace {
    pub(super) fn covers(&self, sign: char) -> bool {
        let font = FontRef::from_index(&self.file.bytes, self.file.index);
        font.is_ok_and(|font| font.charmap().map(sign).is_some())
    }

    /// Turns a piece of text into glyphs, from left to right as they stand on paper.
    pub(super) fn shape(&self, piece: Piece) -> Vec<Glyph> {
        let Ok(font) = FontRef::from_index(&self.file.bytes, self.file.index) else { return Vec::new() };
        let shaped = self.run(&font, piece);
        glyphs(&shaped, piece.text, piece.right_to_left)
    }

    /// The width of a piece at a size of 1.
    pub(super) fn width(&self, piece: Piece) -> f64 {
        let Ok(font) = FontRef::from_index(&self.file.bytes, self.file.index) else { return 0.0 };
        let units: i32 = self.run(&font, piece).glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        f64::from(units) / self.units_per_em
    }

    fn run(&self, font: &FontRef, piece: Piece) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(piece.text);
        buffer.set_pre_context(piece.before);
        buffer.set_post_context(piece.after);
        buffer.set_direction(if piece.right_to_left { Direction::RightToLeft } else { Direction::LeftToRight });
        let tag = Tag::new_checked(piece.script.short_name().as_bytes()).unwrap_or_default();
        if let Some(script) = ShapedScript::from_iso15924_tag(tag) {
            buffer.set_script(script);
        }
        if let Some(language) = &self.language {
            buffer.set_language(language.clone());
        }
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        self.data.shaper(font).build().shape(buffer, ShapeOptions::new())
    }
}

/// Whether each font may show something else for it.
fn is_private(sign: char) -> bool {
    matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Characters by the short name of their script. What Japanese, Korean and Chinese are written with counts as Han: one
/// face has all of it. Marks that several scripts share go with one that is there.
fn by_script(signs: BTreeSet<char>) -> BTreeMap<&'static str, BTreeSet<char>> {
    let mut groups: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    let (shared, own): (Vec<char>, Vec<char>) =
        signs.into_iter().partition(|sign| matches!(script_of(*sign), Script::Common | Script::Inherited));
    for sign in own {
        groups.entry(script_of(sign).short_name()).or_default().insert(sign);
    }
    for sign in shared {
        let extension = sign.script_extension();
        let is_common = extension.is_common() || extension.is_inherited();
        let has = |name: &&str| Script::from_short_name(name).is_some_and(|script| extension.contains_script(script));
        let group = groups.keys().copied().find(|name| !is_common && has(name));
        groups.entry(group.unwrap_or(script_of(sign).short_name())).or_default().insert(sign);
    }
    groups
}

fn script_of(sign: char) -> Script {
    match (sign, sign.script()) {
        // East Asian punctuation, and wide forms of Latin letters.
        ('\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}', _)
        | (_, Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo) => Script::Han,
        (_, script) => script,
    }
}

/// Whose forms a text wants: those of the script that only one language has.
fn han_forms(text: &str) -> HanForms {
    let has = |scripts: [Script; 2]| text.chars().any(|sign| scripts.contains(&sign.script()));
    if has([Script::Hiragana, Script::Katakana]) {
        HanForms::Japanese
    } else if has([Script::Hangul, Script::Hangul]) {
        HanForms::Korean
    } else {
        HanForms::Chinese
    }
}

#[cfg(test)]
mod tests {
    use super::{HanForms, by_script, han_forms};

    #[test]
    fn east_asian_scripts_are_one_group_and_shared_marks_go_with_a_script() {
        let groups = by_script("山田さん、カナ한Ａשלוםนมب،\u{64b}🙂".chars().collect());
        let names: Vec<&str> = groups.keys().copied().collect();
        assert_eq!(names, ["Arab", "Hani", "Hebr", "Thai", "Zyyy"]);
        assert_eq!(groups["Hani"].iter().collect::<String>(), "、さんカナ山田한Ａ");
        assert_eq!(groups["Arab"].iter().collect::<String>(), "،ب\u{64b}");
    }

    #[test]
    fn kana_and_hangul_tell_whose_forms_are_wanted() {
        assert_eq!(han_forms("山田 花子、さくら"), HanForms::Japanese);
        assert_eq!(han_forms("金 민준"), HanForms::Korean);
        assert_eq!(han_forms("王小明"), HanForms::Chinese);
    }
}
