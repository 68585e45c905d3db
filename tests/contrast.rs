//! Words and marks stand out from what lies under them, on every screen, in every theme: WCAG 2, 4.5 to 1 for words and
//! 3 to 1 for marks and edges.
//!
//! What the window gives to be painted is read, not pixels: the colour of a letter, and the last fill before it at its
//! place.

#![expect(clippy::indexing_slicing, reason = "a test may end where something is missing")]

mod common;
mod scenes;

use common::Window;
use egui::accesskit::Role;
use egui::epaint::{ClippedShape, ColorMode, Shape, TextShape};
use egui::{Color32, Pos2, Rect, Stroke, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use scenes::{CONTRAST, DARK, DIM, LIGHT, Look, SCENES};
use std::collections::BTreeMap;

/// Dividers and edges of cards, which say nothing that spacing does not say.
const DIVIDERS: [u32; 3] = [0xC2_C9_BE, 0x35_40_3E, 0x3B_33_2A];

#[test]
fn in_the_light_theme() {
    every_screen_can_be_read(LIGHT);
}

#[test]
fn in_the_dark_theme() {
    every_screen_can_be_read(DARK);
}

#[test]
fn in_the_dim_theme() {
    every_screen_can_be_read(DIM);
}

#[test]
fn in_the_theme_of_high_contrast() {
    every_screen_can_be_read(CONTRAST);
}

fn every_screen_can_be_read(look: Look) {
    let mut pairs = Pairs::default();
    for scene in &SCENES {
        let (_home, mut window) = scene.open(look);
        pairs.look_at(&window, scene.name);
        for place in one_of_each_kind(&window) {
            window.harness.hover_at(place);
            window.harness.run();
            pairs.look_at(&window, scene.name);
        }
    }
    assert!(pairs.0.len() > 12, "only {} pairs were seen", pairs.0.len());
    let faint: Vec<String> = pairs.0.iter().filter_map(|(pair, example)| pair.fault(example)).collect();
    assert!(faint.is_empty(), "in the theme {}:\n{}", look.name, faint.join("\n"));
}

/// Places to put the pointer on: the first of each role, chosen and not.
fn one_of_each_kind(window: &Window) -> Vec<Pos2> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let screen = window.harness.ctx.content_rect();
    let roles = [Role::Button, Role::RadioButton, Role::CheckBox, Role::TextInput, Role::Tab];
    let mut places = Vec::new();
    for role in roles {
        for node in window.harness.query_all_by_role(role) {
            let kind = format!("{role:?} {:?}", node.accesskit_node().toggled());
            let times = seen.entry(kind).or_default();
            if *times < 1 && screen.contains_rect(node.rect()) {
                *times += 1;
                places.push(node.rect().center());
            }
        }
    }
    places
}

/// Two colours, one upon the other.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    is_words: bool,
    upper: [u8; 3],
    lower: [u8; 3],
}

impl Pair {
    fn fault(&self, example: &str) -> Option<String> {
        let ratio = contrast(self.upper, self.lower);
        let least = if self.is_words { 4.5 } else { 3.0 };
        let hex = |[red, green, blue]: [u8; 3]| format!("{red:02X}{green:02X}{blue:02X}");
        let (upper, lower) = (hex(self.upper), hex(self.lower));
        (ratio < least).then(|| format!("{upper} on {lower} has {ratio:.2}, not {least}: {example}"))
    }
}

/// All pairs that were seen, each with where.
#[derive(Default)]
struct Pairs(BTreeMap<Pair, String>);

impl Pairs {
    fn look_at(&mut self, window: &Window, screen: &str) {
        // The window is cleared to this.
        let cleared = window.harness.ctx.global_style().visuals.panel_fill;
        let mut shapes = vec![(Rect::EVERYTHING, Shape::rect_filled(Rect::EVERYTHING, 0.0, cleared))];
        for ClippedShape { clip_rect, shape, .. } in &window.harness.output().shapes {
            flatten(shape, *clip_rect, &mut shapes);
        }
        for (at, (clip, shape)) in shapes.iter().enumerate() {
            let (before, after) = (&shapes[..at], &shapes[at + 1..]);
            for Seen { place, colour, beside, what } in seen(shape) {
                let is_hidden = after.iter().any(|(clip, shape)| fill_at(shape, *clip, place).is_some());
                if clip.contains(place) && !is_hidden {
                    let lower = opaque(ground(before, place));
                    let upper = opaque(ground(before, place).blend(colour));
                    let better = beside.filter(|beside| contrast(upper, *beside) > contrast(upper, lower));
                    let is_words = matches!(shape, Shape::Text(_));
                    let pair = Pair { is_words, upper, lower: better.unwrap_or(lower) };
                    self.0.entry(pair).or_insert_with(|| format!("{what} ({screen})"));
                }
            }
        }
    }
}

/// Something that must stand out.
struct Seen {
    place: Pos2,
    colour: Color32,
    /// What it encloses: an edge may stand out from either side.
    beside: Option<[u8; 3]>,
    what: String,
}

/// What must stand out in a shape: letters, edges, ticks and round marks. Fills of rectangles are grounds; single lines
/// are dividers and underlines, and what is drawn on the page of paper.
fn seen(shape: &Shape) -> Vec<Seen> {
    match shape {
        Shape::Text(text) => letters(text),
        Shape::Rect(rect) => {
            let beside = (rect.fill.a() == 255).then_some(opaque(rect.fill));
            let what = format!("edge of {:?}", rect.rect);
            edge(
                rect.stroke,
                Seen { place: rect.rect.left_center() - vec2(1.0, 0.0), colour: rect.stroke.color, beside, what },
            )
        }
        Shape::Circle(circle) => {
            let stroke = if circle.stroke.width > 0.0 { circle.stroke } else { Stroke::new(1.0, circle.fill) };
            let what = format!("round mark at {:?}", circle.center);
            edge(stroke, Seen { place: circle.center, colour: stroke.color, beside: None, what })
        }
        Shape::Path(path) => {
            let ColorMode::Solid(colour) = path.stroke.color else { return Vec::new() };
            let place = path.points.first().copied().unwrap_or_default();
            let seen = Seen { place, colour, beside: None, what: format!("line at {place:?}") };
            edge(Stroke::new(path.stroke.width, colour), seen)
        }
        _ => Vec::new(),
    }
}

/// Nothing where there is no edge, or one that only divides.
fn edge(stroke: Stroke, seen: Seen) -> Vec<Seen> {
    let [red, green, blue] = opaque(stroke.color);
    let is_divider = DIVIDERS.contains(&u32::from_be_bytes([0, red, green, blue]));
    let is_there = stroke.width > 0.0 && stroke.color.a() > 0 && !is_divider;
    is_there.then_some(seen).into_iter().collect()
}

/// The first letter of each stretch of one colour, in each row.
fn letters(text: &TextShape) -> Vec<Seen> {
    let mut letters = Vec::new();
    for row in &text.galley.rows {
        let mut last = None;
        let words: String = row.row.glyphs.iter().map(|glyph| glyph.chr).collect();
        for glyph in row.row.glyphs.iter().filter(|glyph| !glyph.uv_rect.is_nothing()) {
            let own = row.row.visuals.mesh.vertices[glyph.first_vertex as usize].color;
            let own = if own == Color32::PLACEHOLDER { text.fallback_color } else { own };
            let colour = text.override_text_color.unwrap_or(own).gamma_multiply(text.opacity_factor);
            if last.replace(colour) == Some(colour) {
                continue;
            }
            let middle = glyph.pos + vec2(glyph.advance_width / 2.0, -glyph.font_ascent / 3.0);
            let place = text.pos + row.pos.to_vec2() + middle.to_vec2();
            letters.push(Seen { place, colour, beside: None, what: format!("“{words}”") });
        }
    }
    letters
}

fn flatten(shape: &Shape, clip: Rect, into: &mut Vec<(Rect, Shape)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| flatten(shape, clip, into)),
        Shape::Noop => {}
        _ => into.push((clip, shape.clone())),
    }
}

/// The colour that a shape puts at a place.
fn fill_at(shape: &Shape, clip: Rect, place: Pos2) -> Option<Color32> {
    let fill = match shape {
        Shape::Rect(rect) if rect.rect.contains(place) => rect.fill,
        Shape::Circle(circle) if circle.center.distance(place) < circle.radius => circle.fill,
        _ => return None,
    };
    (clip.contains(place) && fill.a() > 0).then_some(fill)
}

/// What all shapes together put at a place.
fn ground(shapes: &[(Rect, Shape)], place: Pos2) -> Color32 {
    let fills = shapes.iter().filter_map(|(clip, shape)| fill_at(shape, *clip, place));
    fills.fold(Color32::BLACK, Color32::blend)
}

fn opaque(colour: Color32) -> [u8; 3] {
    [colour.r(), colour.g(), colour.b()]
}

/// From 1, where two colours are alike, to 21.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
