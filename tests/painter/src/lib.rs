//! Draws what egui wants drawn into memory: no graphics card, no driver, and the same picture on every computer.
//!
//! This is a crate of its own so that it is optimised where the tests that use it are not, which makes it ten times as
//! fast.

mod png_file;
mod raster;

use egui::epaint::{ClippedPrimitive, Primitive};
use egui::{Context, FullOutput, TextureId};

/// A picture without transparency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Red, green, blue; row after row from the top.
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// What a window shows that is cleared to the fill of panels.
    ///
    /// # Panics
    /// Where anything but shapes and words is to be drawn, such as a photograph.
    #[must_use]
    pub fn of(ctx: &Context, output: &FullOutput) -> Self {
        let scale = output.pixels_per_point;
        let size = (ctx.content_rect().size() * scale).round();
        let (width, height) = (size.x as usize, size.y as usize);
        let [red, green, blue, _] = ctx.global_style().visuals.panel_fill.to_array();
        let mut picture = Self { width, height, pixels: vec![[red, green, blue]; width * height] };
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone is not general enough")]
        let glyphs = ctx.fonts(|fonts| fonts.image());
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { panic!("only shapes and words can be drawn") };
            assert_eq!(mesh.texture_id, TextureId::default(), "only shapes and words can be drawn");
            raster::draw(&mut picture, &mesh, &glyphs, (clip_rect, scale));
        }
        picture
    }

    /// The colour at a place.
    #[must_use]
    pub fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.pixels[y * self.width + x]
    }

    /// How many pixels differ by more than this in red, green or blue. All of them where the sizes differ.
    #[must_use]
    pub fn pixels_unlike(&self, other: &Self, tolerance: u8) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return self.pixels.len().max(other.pixels.len());
        }
        let unlike = |(one, two): &(&[u8; 3], &[u8; 3])| one.iter().zip(*two).any(|(a, b)| a.abs_diff(*b) > tolerance);
        self.pixels.iter().zip(&other.pixels).filter(unlike).count()
    }
}
