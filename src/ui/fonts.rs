//! The two faces that ship, and no others: the window looks the same on every computer.

use egui::{FontData, FontDefinitions, FontFamily};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the bold family.
pub(super) const BOLD: &str = "bold";

const REGULAR_FACE: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf");
const BOLD_FACE: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Bold.ttf");

/// Source Sans 3 in Regular and Bold.
#[must_use]
pub(super) fn definitions() -> FontDefinitions {
    let face = |bytes| Arc::new(FontData::from_static(bytes));
    let families = [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name(BOLD.into()), BOLD),
    ];
    FontDefinitions {
        font_data: BTreeMap::from([("regular".to_owned(), face(REGULAR_FACE)), (BOLD.to_owned(), face(BOLD_FACE))]),
        families: families.into_iter().map(|(family, face)| (family, vec![face.to_owned()])).collect(),
    }
}
