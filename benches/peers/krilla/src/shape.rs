//! Runs of text as glyphs, with the features of type that our own sheet has.

use anteroom::output::pages::Face;
use harfrust::{Direction, Feature, FontRef, ShapeOptions, ShapePlan, Shaper, ShaperData, Tag, UnicodeBuffer, script};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::sync::OnceLock;

/// Both faces.
pub(crate) struct Fonts([Typeface; 2]);

/// A face that is read once for all sheets.
pub(crate) struct Typeface {
    pub(crate) font: Font,
    shaper: Shaper<'static>,
    plan: ShapePlan,
    features: [Feature; 3],
    units_per_em: f32,
}

impl Fonts {
    pub(crate) fn read() -> Self {
        static DATA: [OnceLock<ShaperData>; 2] = [OnceLock::new(), OnceLock::new()];
        let [regular, bold] = &DATA;
        Self([Typeface::read(Face::Regular, regular), Typeface::read(Face::Bold, bold)])
    }

    pub(crate) fn get(&self, face: Face) -> &Typeface {
        let Self([regular, bold]) = self;
        match face {
            Face::Regular => regular,
            Face::Bold => bold,
        }
    }
}

impl Typeface {
    fn read(face: Face, data: &'static OnceLock<ShaperData>) -> Self {
        let read = FontRef::new(face.bytes()).expect("it is a font");
        let shaper = data.get_or_init(|| ShaperData::new(&read)).shaper(&read).build();
        let features = [(b"tnum", 1), (b"liga", 0), (b"clig", 0)].map(|(tag, on)| Feature::new(Tag::new(tag), on, ..));
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &features);
        let font = Font::new(face.bytes().into(), 0).expect("it is a font");
        Self { units_per_em: font.units_per_em(), font, shaper, plan, features }
    }

    pub(crate) fn shape(&self, text: &str) -> Vec<KrillaGlyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaped = self.shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)).features(&self.features));
        let infos = shaped.glyph_infos();
        let clusters: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        let units = |value: i32| value as f32 / self.units_per_em;
        let glyph = |(index, place): (usize, &harfrust::GlyphPosition)| {
            let from = clusters[index];
            let to = clusters[index..].iter().find(|cluster| **cluster > from).copied().unwrap_or(text.len());
            let id = GlyphId::new(infos[index].glyph_id);
            let (right, up) = (units(place.x_offset), units(place.y_offset));
            KrillaGlyph::new(id, units(place.x_advance), right, up, 0.0, from..to, None)
        };
        shaped.glyph_positions().iter().enumerate().map(glyph).collect()
    }
}
