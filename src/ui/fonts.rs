//! The faces that ship, with which the window looks the same on every computer, and faces of the computer for the
//! characters that those lack.

use crate::files::installed_fonts;
use crate::output::pages::{Face, FaceFile};
use crate::output::{Wanted, find_face};
use egui::{FallbackRequest, FontData, FontDefinitions, FontFamily, FontInsert, FontProvider};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The name of the bold family.
pub(super) const BOLD: &str = "bold";

/// Letters of one width, for the text of a questionnaire. It is on no sheet.
const CODE: &[u8] = include_bytes!("../../assets/fonts/SourceCodePro-Regular.ttf");

/// Source Sans 3 in Regular and Bold, and Source Code Pro.
#[must_use]
pub(super) fn definitions() -> FontDefinitions {
    let data = |bytes: &'static [u8]| Arc::new(FontData::from_static(bytes));
    let faces = [("regular", Face::Regular.bytes()), (BOLD, Face::Bold.bytes()), ("code", CODE)];
    let families = [
        (FontFamily::Proportional, vec!["regular"]),
        (FontFamily::Monospace, vec!["code", "regular"]),
        (FontFamily::Name(BOLD.into()), vec![BOLD]),
    ];
    let named = |faces: Vec<&str>| faces.into_iter().map(str::to_owned).collect();
    FontDefinitions {
        font_data: faces.into_iter().map(|(name, bytes)| (name.to_owned(), data(bytes))).collect(),
        families: families.into_iter().map(|(family, faces)| (family, named(faces))).collect(),
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
