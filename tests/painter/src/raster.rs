//! Triangles into pixels, in whole numbers: an edge is on the same side of a pixel on every computer.

use crate::Picture;
use egui::epaint::{Mesh, Vertex};
use egui::{ColorImage, Pos2, Rect};

/// Parts of a pixel that a corner can lie on.
const PARTS: f32 = 256.0;

/// Draws the triangles of a mesh within a rectangle. Both are in points, of so many pixels each.
pub(crate) fn draw(picture: &mut Picture, mesh: &Mesh, glyphs: &ColorImage, (clip, scale): (Rect, f32)) {
    let bounds = Bounds::new(clip * scale, picture);
    for corners in mesh.indices.chunks_exact(3) {
        let corners = [corners[0], corners[1], corners[2]].map(|at| mesh.vertices[at as usize]);
        Triangle::new(corners, scale).draw(picture, glyphs, &bounds);
    }
}

/// Pixels from the first to before the second.
struct Bounds {
    x: (i64, i64),
    y: (i64, i64),
}

impl Bounds {
    fn new(clip: Rect, picture: &Picture) -> Self {
        let within = |from: f32, to: f32, most: usize| {
            let most = most as i64;
            ((from.round() as i64).clamp(0, most), (to.round() as i64).clamp(0, most))
        };
        Self {
            x: within(clip.left(), clip.right(), picture.width),
            y: within(clip.top(), clip.bottom(), picture.height),
        }
    }
}

/// A place in parts of a pixel.
type Place = (i64, i64);

struct Triangle {
    corners: [Vertex; 3],
    places: [Place; 3],
    /// Twice the area, never negative.
    area: i64,
}

impl Triangle {
    fn new(mut corners: [Vertex; 3], scale: f32) -> Self {
        let place = |at: Pos2| ((at.x * scale * PARTS).round() as i64, (at.y * scale * PARTS).round() as i64);
        let mut places = corners.map(|corner| place(corner.pos));
        let mut area = side(places[0], places[1], places[2]);
        if area < 0 {
            corners.swap(1, 2);
            places.swap(1, 2);
            area = -area;
        }
        Self { corners, places, area }
    }

    fn draw(&self, picture: &mut Picture, glyphs: &ColorImage, bounds: &Bounds) {
        if self.area == 0 {
            return;
        }
        let parts = PARTS as i64;
        let [a, b, c] = self.places;
        let range = |a: i64, b: i64, c: i64, (from, to): (i64, i64)| {
            (a.min(b).min(c).div_euclid(parts).max(from), (a.max(b).max(c).div_euclid(parts) + 1).min(to))
        };
        let (columns, rows) = (range(a.0, b.0, c.0, bounds.x), range(a.1, b.1, c.1, bounds.y));
        // An edge that lies on the middle of a pixel owns it only on its left and on its top.
        let owned = |from: Place, to: Place| i64::from(to.1 == from.1 && to.0 > from.0 || to.1 < from.1) - 1;
        let edges = [(b, c), (c, a), (a, b)].map(|(from, to)| (from, to, owned(from, to)));
        let is_flat =
            self.corners.iter().all(|corner| corner.color == self.corners[0].color && corner.uv == self.corners[0].uv);
        let flat = is_flat.then(|| self.colour([1, 0, 0], 1, glyphs));
        for y in rows.0..rows.1 {
            for x in columns.0..columns.1 {
                let middle = (x * parts + parts / 2, y * parts + parts / 2);
                let weights = edges.map(|(from, to, _)| side(from, to, middle));
                if edges.iter().zip(weights).any(|((.., owned), weight)| weight + owned < 0) {
                    continue;
                }
                let colour = flat.unwrap_or_else(|| self.colour(weights, self.area, glyphs));
                let pixel = &mut picture.pixels[y as usize * picture.width + x as usize];
                *pixel = over(colour, *pixel);
            }
        }
    }

    /// The colour where the corners have these weights out of the whole.
    fn colour(&self, weights: [i64; 3], whole: i64, glyphs: &ColorImage) -> [f32; 4] {
        let weights = weights.map(|weight| weight as f32 / whole as f32);
        let mixed = |part: &dyn Fn(&Vertex) -> f32| -> f32 {
            self.corners.iter().zip(weights).map(|(corner, weight)| part(corner) * weight).sum()
        };
        let glyph = sample(glyphs, mixed(&|corner| corner.uv.x), mixed(&|corner| corner.uv.y));
        std::array::from_fn(|at| mixed(&|corner| f32::from(corner.color.to_array()[at])) * glyph[at] / 255.0)
    }
}

/// Which side of a line a place lies on, and how far, as an area.
fn side(from: Place, to: Place, place: Place) -> i64 {
    (to.0 - from.0) * (place.1 - from.1) - (to.1 - from.1) * (place.0 - from.0)
}

/// Four neighbours, each by how near it is.
fn sample(image: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = image.size;
    let split = |at: f32, size: usize| {
        let at = (at * size as f32 - 0.5).clamp(0.0, (size - 1) as f32);
        (at as usize, (at as usize + 1).min(size - 1), at.fract())
    };
    let ((left, right, x), (top, bottom, y)) = (split(u, width), split(v, height));
    let texel = |x: usize, y: usize| image.pixels[y * width + x].to_array().map(f32::from);
    let mix = |one: [f32; 4], other: [f32; 4], share: f32| -> [f32; 4] {
        std::array::from_fn(|at| one[at] + (other[at] - one[at]) * share)
    };
    mix(mix(texel(left, top), texel(right, top), x), mix(texel(left, bottom), texel(right, bottom), x), y)
}

/// A colour that is multiplied by its own cover, over another.
fn over(colour: [f32; 4], below: [u8; 3]) -> [u8; 3] {
    let seen_through = 1.0 - colour[3] / 255.0;
    std::array::from_fn(|at| (colour[at] + f32::from(below[at]) * seen_through).round().clamp(0.0, 255.0) as u8)
}
