//! Faces that are not bundled: what is asked for, what comes back, and which of them a sheet may use.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider, Tag};
use subsetter::GlyphRemapper;

use super::fonts::Face;

/// A face in a font file.
#[derive(Clone, PartialEq, Eq)]
pub struct FaceFile {
    /// Tells it from all others on this computer; never printed.
    pub id: String,
    /// Its PostScript name.
    pub name: String,
    /// The whole file.
    pub bytes: Arc<Vec<u8>>,
    /// Its place in the file.
    pub index: u32,
}

impl fmt::Debug for FaceFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)
    }
}

/// Whose forms of the Han characters are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HanForms {
    /// Where the text also has Kana.
    Japanese,
    /// Where it has Hangul.
    Korean,
    /// Where it has neither.
    Chinese,
}

impl HanForms {
    /// Its language as fonts name it.
    pub(super) fn language(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::Korean => "ko",
            Self::Chinese => "zh",
        }
    }
}

/// What a face is wanted for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Characters of one script.
    pub signs: &'a BTreeSet<char>,
    /// Its weight.
    pub face: Face,
    /// Whose forms, where the characters are Han.
    pub han: Option<HanForms>,
}

/// A place to look for faces when the bundled ones lack a character.
pub trait OtherFaces {
    /// The best face for most of the characters that also passes `usable`. The same question has the same answer.
    fn find(&self, wanted: &Wanted, usable: &dyn Fn(&FaceFile) -> bool) -> Option<Arc<FaceFile>>;
}

/// No faces but the bundled ones.
#[derive(Debug, Clone, Copy)]
pub struct BundledOnly;

impl OtherFaces for BundledOnly {
    fn find(&self, _: &Wanted, _: &dyn Fn(&FaceFile) -> bool) -> Option<Arc<FaceFile>> {
        None
    }
}

/// The face for these characters, if there is one whose maker allows it to be put into a file and whose letters are
/// sound outlines.
pub fn find_face(faces: &dyn OtherFaces, wanted: &Wanted) -> Option<Arc<FaceFile>> {
    faces.find(wanted, &|file| usable(file, wanted.signs).is_some())
}

fn usable(file: &FaceFile, signs: &BTreeSet<char>) -> Option<()> {
    let font = FontRef::from_index(&file.bytes, file.index).ok()?;
    let is_picture = [b"CBDT", b"COLR", b"SVG ", b"sbix"].iter().any(|tag| font.table_data(Tag::new(tag)).is_some());
    let allowed = font.os2().is_ok_and(|table| may_be_embedded(table.fs_type()));
    if is_picture || !allowed {
        return None;
    }
    let charmap = font.charmap();
    let mut glyphs = GlyphRemapper::new();
    for glyph in signs.iter().filter_map(|sign| charmap.map(*sign)) {
        glyphs.remap(u16::try_from(glyph.to_u32()).ok()?);
    }
    subsetter::subset(&file.bytes, file.index, &glyphs).ok().map(|_| ())
}

/// What the licence bits of a font say: not "restricted" alone, and neither "no subsetting" nor "bitmaps only".
fn may_be_embedded(bits: u16) -> bool {
    bits & 0x000e != 0x0002 && bits & 0x0300 == 0
}

#[cfg(test)]
mod tests {
    use super::{FaceFile, may_be_embedded, usable};
    use crate::output::pdf::fonts::Face;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    fn bundled(change: impl Fn(&mut Vec<u8>)) -> FaceFile {
        let mut bytes = Face::Regular.bytes().to_vec();
        change(&mut bytes);
        FaceFile { id: "a".to_owned(), name: "A".to_owned(), bytes: Arc::new(bytes), index: 0 }
    }

    /// Where a table of the face begins.
    fn table(bytes: &[u8], tag: [u8; 4]) -> usize {
        let entry = bytes.chunks(4).position(|word| word == tag.as_slice()).unwrap() * 4;
        usize::try_from(u32::from_be_bytes(bytes[entry + 8..entry + 12].try_into().unwrap())).unwrap()
    }

    #[test]
    fn what_may_not_be_embedded_is_passed_over() {
        assert!([0x0000, 0x0004, 0x0008, 0x000c, 0x0006].into_iter().all(may_be_embedded));
        assert!(![0x0002, 0x0100, 0x0108, 0x0200, 0x0204].into_iter().any(may_be_embedded));
        let signs = BTreeSet::from(['a']);
        assert!(usable(&bundled(|_| ()), &signs).is_some());
        let restricted = bundled(|bytes| {
            let licence = table(bytes, *b"OS/2") + 8;
            bytes[licence + 1] = 2;
        });
        assert!(usable(&restricted, &signs).is_none());
    }

    #[test]
    fn broken_files_are_passed_over() {
        let signs = BTreeSet::from(['a']);
        assert!(usable(&bundled(Vec::clear), &signs).is_none());
        assert!(usable(&bundled(|bytes| bytes.truncate(2000)), &signs).is_none());
        let outside = FaceFile { index: 7, ..bundled(|_| ()) };
        assert!(usable(&outside, &signs).is_none());
        let outlines_lost = bundled(|bytes| {
            let outlines = table(bytes, *b"glyf");
            bytes.truncate(outlines);
        });
        assert!(usable(&outlines_lost, &signs).is_none());
        let a_picture = bundled(|bytes| {
            let entry = bytes.chunks(4).position(|word| word == b"GDEF").unwrap() * 4;
            bytes[entry..entry + 4].copy_from_slice(b"COLR");
        });
        assert!(usable(&a_picture, &signs).is_none());
    }
}
