//! The fonts that are installed on this computer, looked through only when a face is wanted.

use crate::output::pages::{Face, FaceFile};
use crate::output::{HanForms, OtherFaces, Wanted};
use fontdb::{Database, FaceInfo, Source, Stretch, Style};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The installed fonts.
///
/// Of the upright faces that have one of the wanted characters, the best one has at least half of them; is a sans serif;
/// is neither narrow nor wide nor of one width; has most of the characters; has the wanted forms of Han characters; is
/// closest in weight; and, among equals, comes first by family, name and file.
#[derive(Debug, Default)]
pub struct InstalledFonts {
    faces: OnceLock<Vec<Installed>>,
    /// The files that were read, by the ids of their faces.
    read: Mutex<BTreeMap<String, Arc<FaceFile>>>,
}

/// The fonts of this computer.
#[must_use]
pub fn installed_fonts() -> &'static InstalledFonts {
    static FONTS: OnceLock<InstalledFonts> = OnceLock::new();
    FONTS.get_or_init(InstalledFonts::default)
}

impl InstalledFonts {
    /// Only the fonts in a folder and the folders in it.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let mut faces = Database::new();
        faces.load_fonts_dir(folder);
        Self { faces: OnceLock::from(Installed::all(&faces)), read: Mutex::default() }
    }

    /// A face that was found before.
    #[must_use]
    pub fn found(&self, id: &str) -> Option<Arc<FaceFile>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn faces(&self) -> &[Installed] {
        self.faces.get_or_init(|| {
            let mut faces = Database::new();
            faces.load_system_fonts();
            Installed::all(&faces)
        })
    }

    /// Reads the file of a face, once.
    fn read(&self, face: &Installed) -> Option<Arc<FaceFile>> {
        let id = format!("{}#{}", face.path.display(), face.index);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = read.get(&id) {
            return Some(Arc::clone(file));
        }
        let bytes = Arc::new(std::fs::read(&face.path).ok()?);
        let file = Arc::new(FaceFile { id: id.clone(), name: face.name.clone(), bytes, index: face.index });
        read.insert(id, Arc::clone(&file));
        Some(file)
    }
}

impl OtherFaces for InstalledFonts {
    fn find(&self, wanted: &Wanted, usable: &dyn Fn(&FaceFile) -> bool) -> Option<Arc<FaceFile>> {
        let ranked = self.faces().iter().filter_map(|face| Some((face.rank(wanted)?, face)));
        let mut ranked: Vec<(Rank, &Installed)> = ranked.collect();
        ranked.sort_by(|(left, one), (right, other)| left.cmp(right).then_with(|| one.by_name(other)));
        ranked.into_iter().filter_map(|(_, face)| self.read(face)).find(|file| usable(file))
    }
}

/// An upright face and what it says of itself.
#[derive(Debug)]
struct Installed {
    path: PathBuf,
    index: u32,
    family: String,
    name: String,
    weight: u16,
    /// Of usual width, and not as on a typewriter.
    is_even: bool,
    kind: Kind,
    code_pages: u32,
    /// The characters it has, in order.
    characters: Vec<RangeInclusive<u32>>,
}

/// How sure it is that a face is a sans serif.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    SansByName,
    SansByClass,
    Other,
}

/// How well a face fits what is wanted: the lowest fits best.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    has_less_than_half: bool,
    kind: Kind,
    is_uneven: bool,
    lacks: usize,
    has_other_forms: bool,
    away_from_weight: u16,
}

impl Installed {
    fn all(faces: &Database) -> Vec<Self> {
        let upright = faces.faces().filter(|face| face.style == Style::Normal);
        upright.filter_map(|face| faces.with_face_data(face.id, |bytes, _| Self::read(face, bytes))?).collect()
    }

    /// `None` if it cannot be read.
    fn read(face: &FaceInfo, bytes: &[u8]) -> Option<Self> {
        let (Source::File(path) | Source::SharedFile(path, _)) = &face.source else { return None };
        let font = FontRef::from_index(bytes, face.index).ok()?;
        let table = font.os2().ok()?;
        let family = face.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
        // Kinds of serif in the classes of Panose; the first of those without any is 11.
        let is_sans = table.panose_10().get(1).is_some_and(|serif| (11..=15).contains(serif));
        let kind = match family.contains("Sans") {
            true => Kind::SansByName,
            false if is_sans => Kind::SansByClass,
            false => Kind::Other,
        };
        let mut characters: Vec<u32> = font.charmap().mappings().map(|(character, _)| character).collect();
        characters.sort_unstable();
        let ranges = characters.chunk_by(|one, next| next - one <= 1);
        Some(Self {
            path: path.clone(),
            index: face.index,
            family,
            name: face.post_script_name.clone(),
            weight: face.weight.0,
            is_even: face.stretch == Stretch::Normal && !face.monospaced,
            kind,
            code_pages: table.ul_code_page_range_1().unwrap_or_default(),
            characters: ranges.filter_map(|range| Some(*range.first()?..=*range.last()?)).collect(),
        })
    }

    fn has(&self, character: char) -> bool {
        let character = u32::from(character);
        let after = self.characters.partition_point(|range| *range.end() < character);
        self.characters.get(after).is_some_and(|range| range.contains(&character))
    }

    /// `None` if it has nothing of what is wanted.
    fn rank(&self, wanted: &Wanted) -> Option<Rank> {
        let has = wanted.signs.iter().filter(|sign| self.has(**sign)).count();
        let weight = match wanted.face {
            Face::Regular => 400,
            Face::Bold => 700,
        };
        (has > 0).then(|| Rank {
            has_less_than_half: has * 2 < wanted.signs.len(),
            kind: self.kind,
            is_uneven: !self.is_even,
            lacks: wanted.signs.len() - has,
            has_other_forms: wanted.han.is_some_and(|han| !is_made_for(han, &self.family, self.code_pages)),
            away_from_weight: self.weight.abs_diff(weight),
        })
    }

    fn by_name(&self, other: &Self) -> Ordering {
        let key = |face: &Self| (face.family.clone(), face.name.clone(), face.path.clone(), face.index);
        key(self).cmp(&key(other))
    }
}

/// Whether a family is made for a language: its name ends with a region, or else its code pages say so.
fn is_made_for(han: HanForms, family: &str, code_pages: u32) -> bool {
    let (region, code_page) = match han {
        HanForms::Japanese => ("JP", 1 << 17),
        HanForms::Chinese => ("SC", 1 << 18),
        HanForms::Korean => ("KR", 1 << 19),
    };
    let own = family.rsplit(' ').next().unwrap_or_default();
    if ["JP", "SC", "TC", "HK", "KR"].contains(&own) { own == region } else { code_pages & code_page != 0 }
}

#[cfg(test)]
mod tests {
    use super::{InstalledFonts, is_made_for};
    use crate::output::pages::Face;
    use crate::output::{HanForms, OtherFaces, Wanted};
    use std::collections::BTreeSet;
    use std::path::Path;

    fn bundled() -> InstalledFonts {
        InstalledFonts::in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts"))
    }

    #[test]
    fn the_weight_is_matched_and_a_file_is_read_once() {
        let fonts = bundled();
        let find = |text: &str, face| {
            let signs: BTreeSet<char> = text.chars().collect();
            fonts.find(&Wanted { signs: &signs, face, han: None }, &|_| true)
        };
        let regular = find("ab", Face::Regular).unwrap();
        assert_eq!(regular.name, "SourceSans3-Regular");
        assert_eq!(find("ab", Face::Bold).unwrap().name, "SourceSans3-Bold");
        assert_eq!(find("測", Face::Regular), None);
        assert_eq!(fonts.found(&regular.id), Some(regular));
        assert_eq!(fonts.found("somewhere/else.ttf#0"), None);
    }

    #[test]
    fn what_may_not_be_used_gives_way_to_the_next() {
        let signs = BTreeSet::from(['a']);
        let wanted = Wanted { signs: &signs, face: Face::Regular, han: None };
        let fonts = bundled();
        assert_eq!(fonts.find(&wanted, &|file| file.name.ends_with("Bold")).unwrap().name, "SourceSans3-Bold");
        assert_eq!(fonts.find(&wanted, &|_| false), None);
    }

    #[test]
    fn broken_files_and_other_files_are_no_fonts() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in
            [("a.ttc", &b"ttcf\0\x01\0\0\0\0\0\x02\0\0\x40\0\0\0\x80\0"[..]), ("b.otf", b""), ("c.ttf", b"OTTO")]
        {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let signs = BTreeSet::from(['a']);
        let wanted = Wanted { signs: &signs, face: Face::Regular, han: None };
        assert_eq!(InstalledFonts::in_folder(folder.path()).find(&wanted, &|_| true), None);
    }

    #[test]
    fn a_region_in_the_name_tells_more_than_the_code_pages() {
        let all = 1 << 17 | 1 << 18 | 1 << 19;
        assert!(is_made_for(HanForms::Japanese, "A Sans JP", all));
        assert!(!is_made_for(HanForms::Japanese, "A Sans HK", all));
        assert!(is_made_for(HanForms::Chinese, "A Sans", all));
        assert!(!is_made_for(HanForms::Korean, "A Gothic", 1 << 17));
    }
}
