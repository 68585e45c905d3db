//! The two faces that ship, with which the window looks the same on every computer, and faces of the computer for the
//! characters that those two lack.

use crate::files::installed_fonts;
use crate::output::pages::{Face, FaceFile};
use crate::output::{Wanted, find_face};
use egui::{FallbackRequest, FontData, FontDefinitions, FontFamily, FontInsert, FontProvider};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The name of the bold family.
pub(super) const BOLD: &str = "bold";

/// Source Sans 3 in Regular and Bold.
#[must_use]
pub(super) fn definitions() -> FontDefinitions {
    let data = |face: Face| Arc::new(FontData::from_static(face.bytes()));
    let families = [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name(BOLD.into()), BOLD),
    ];
    FontDefinitions {
        font_data: BTreeMap::from([("regular".to_owned(), data(Face::Regular)), (BOLD.to_owned(), data(Face::Bold))]),
        families: families.into_iter().map(|(family, face)| (family, vec![face.to_owned()])).collect(),
    }
}

/// The family of a face that the sheet took from this computer.
#[must_use]
pub(super) fn family(face: &FaceFile) -> FontFamily {
    FontFamily::Name(face.id.as_str().into())
}

/// The faces of this computer.
pub(super) struct Installed;

impl FontProvider for Installed {
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        let FontFamily::Name(id) = family else { return Vec::new() };
        installed_fonts().found(id).iter().map(insert).collect()
    }

    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let is_bold = *request.family == FontFamily::Name(BOLD.into());
        let face = if is_bold { Face::Bold } else { Face::Regular };
        let signs: BTreeSet<char> = request.cluster.chars().take(1).collect();
        find_face(installed_fonts(), &Wanted { signs: &signs, face, han: None }).as_ref().map(insert)
    }
}

fn insert(face: &Arc<FaceFile>) -> FontInsert {
    FontInsert::new(&face.id, FontData::from_blob(Arc::<Vec<u8>>::clone(&face.bytes), face.index), Vec::new())
}
