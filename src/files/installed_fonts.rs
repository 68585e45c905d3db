//! The fonts that are installed on this computer, looked through only when a face is wanted.

use crate::output::pages::{Face, FaceFile};
use crate::output::{HanForms, OtherFaces, Wanted};
use fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The installed fonts.
///
/// Of the upright faces that have one of the wanted characters, the best one has at least half of them; is a sans serif;
/// is neither narrow nor wide nor of one width; has most of the characters; has the wanted forms of Han characters; is
/// closest in weight; and, among equals, comes first by family, name and file.
#[derive(Debug, Default)]
pub struct InstalledFonts {
    faces: OnceLock<Database>,
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
        Self { faces: OnceLock::from(faces), read: Mutex::default() }
    }

    /// A face that was found before.
    #[must_use]
    pub fn found(&self, id: &str) -> Option<Arc<FaceFile>> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn faces(&self) -> &Database {
        self.faces.get_or_init(|| {
            let mut faces = Database::new();
            faces.load_system_fonts();
            faces
        })
    }

    /// Reads the file of a face, once.
    fn read(&self, face: &FaceInfo) -> Option<Arc<FaceFile>> {
        let path = path(face)?;
        let id = format!("{}#{}", path.display(), face.index);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = read.get(&id) {
            return Some(Arc::clone(file));
        }
        let shared = read.values().find(|file| file.id.strip_suffix(&format!("#{}", file.index)) == path.to_str());
        let bytes = match shared {
            Some(file) => Arc::clone(&file.bytes),
            None => Arc::new(std::fs::read(path).ok()?),
        };
        let file = FaceFile { id: id.clone(), name: face.post_script_name.clone(), bytes, index: face.index };
        let file = Arc::new(file);
        read.insert(id, Arc::clone(&file));
        Some(file)
    }
}

impl OtherFaces for InstalledFonts {
    fn find(&self, wanted: &Wanted, usable: &dyn Fn(&FaceFile) -> bool) -> Option<Arc<FaceFile>> {
        let faces = self.faces();
        let upright = faces.faces().filter(|face| face.style == Style::Normal);
        let mut ranked: Vec<(Rank, ID)> = upright
            .filter_map(|face| {
                let fitness = faces.with_face_data(face.id, |bytes, index| Fitness::of(bytes, index, wanted));
                Some((Rank::of(face, &fitness??, wanted), face.id))
            })
            .collect();
        ranked.sort();
        let mut files = ranked.into_iter().filter_map(|(_, id)| self.read(faces.face(id)?));
        files.find(|file| usable(file))
    }
}

fn path(face: &FaceInfo) -> Option<&Path> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    }
}

/// What a face has of what is wanted.
struct Fitness {
    has: usize,
    has_forms: bool,
    is_sans: bool,
}

impl Fitness {
    /// `None` if it has nothing of it, or cannot be read.
    fn of(bytes: &[u8], index: u32, wanted: &Wanted) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let charmap = font.charmap();
        let has = wanted.signs.iter().filter(|sign| charmap.map(**sign).is_some()).count();
        let table = font.os2().ok()?;
        let pages = table.ul_code_page_range_1().unwrap_or_default();
        let has_forms = wanted.han.is_none_or(|han| pages & code_pages(han) == code_pages(han));
        // Kinds of serif in the classes of Panose; the first of those without any is 11.
        let is_sans = table.panose_10().get(1).is_some_and(|serif| (11..=15).contains(serif));
        (has > 0).then_some(Self { has, has_forms, is_sans })
    }
}

/// The bit by which a font says that it is made for a language.
fn code_pages(han: HanForms) -> u32 {
    match han {
        HanForms::Japanese => 1 << 17,
        HanForms::Chinese => 1 << 18,
        HanForms::Korean => 1 << 19,
    }
}

/// A face's place among the others: the lowest is the best.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    has_less_than_half: bool,
    kind: u8,
    is_uneven: bool,
    lacks: usize,
    has_other_forms: bool,
    away_from_weight: u16,
    family: String,
    name: String,
    path: String,
    index: u32,
}

impl Rank {
    fn of(face: &FaceInfo, fitness: &Fitness, wanted: &Wanted) -> Self {
        let family = face.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
        let weight = match wanted.face {
            Face::Regular => 400,
            Face::Bold => 700,
        };
        let kind = match (family.contains("Sans"), fitness.is_sans) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        Self {
            has_less_than_half: fitness.has * 2 < wanted.signs.len(),
            kind,
            is_uneven: face.stretch != Stretch::Normal || face.monospaced,
            lacks: wanted.signs.len() - fitness.has,
            has_other_forms: !fitness.has_forms,
            away_from_weight: face.weight.0.abs_diff(weight),
            family,
            name: face.post_script_name.clone(),
            path: path(face).map(|path| path.display().to_string()).unwrap_or_default(),
            index: face.index,
        }
    }
}
