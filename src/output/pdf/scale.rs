//! A score on its scale: number at the left, bar with its bands at the right.

use super::compose::{Align, Composer, Slot, Use, baseline, reach, run, shifted};
use super::flow::Strip;
use super::fonts::Face;
use super::layout::{Area, Ink, Mark, Pattern, Role, Shape, TextRun};
use super::lines::Span;
use crate::output::words;
use crate::summary::Scale;

/// Where a score stands: the column of its number and the column of its bar.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScoreSlots {
    pub(super) number: Slot,
    pub(super) bar: Slot,
}

/// Values of a scale as places along its bar.
struct Axis {
    x: f64,
    width: f64,
    from: f64,
    to: f64,
}

impl Axis {
    fn of(scale: &Scale, slot: Slot) -> Option<Self> {
        let first = scale.bands.first()?;
        let gap = scale.bands.get(1).map_or(0.0, |second| (second.from - first.to).max(0.0));
        let (from, to) = (first.from - gap / 2.0, scale.drawn_to() + gap / 2.0);
        (to > from).then_some(Self { x: slot.x, width: slot.width, from, to })
    }

    fn at(&self, value: f64) -> f64 {
        let part = (value - self.from) / (self.to - self.from);
        self.x + part.clamp(0.0, 1.0) * self.width
    }
}

/// The score as one strip.
pub(super) fn score(composer: &mut Composer, scale: &Scale, slots: ScoreSlots, parent: usize) -> Strip {
    let figure = composer.element(Some(parent), Role::Figure { alt: words::scale_sentence(scale) });
    let mut strip = number(composer, scale, slots.number, figure);
    let Some(axis) = Axis::of(scale, slots.bar) else {
        return strip;
    };
    let (thick, room) = composer.style.bar();
    let above = if composer.style.one_column() { strip.height } else { 0.0 };
    let bar = Area { x: slots.bar.x, y: above + room, width: slots.bar.width, height: thick };
    let mark = composer.style.mark();
    let mut shapes = bands(scale, &axis, bar);
    if words::is_range(scale) {
        shapes.extend(bracket(scale, &axis, bar, mark));
    } else if words::is_answered(scale) {
        shapes.extend(triangle(scale, &axis, bar, mark));
    }
    strip.marks.extend(shapes.into_iter().map(|shape| Mark { element: Some(figure), shape }));
    let (labels, height) = labels(composer, scale, &axis, figure);
    let under = bar.y + bar.height + composer.style.quarters(1.0);
    strip.marks.extend(shifted(labels, under));
    let quarter = composer.style.quarters(1.0);
    strip.height = (strip.height.max(under + height) / quarter).ceil() * quarter;
    strip
}

/// The number with its name and unit under it, or behind it in one column.
fn number(composer: &mut Composer, scale: &Scale, slot: Slot, figure: usize) -> Strip {
    // Words are no number, and stand in the type of words.
    let first = if words::is_answered(scale) { Use::Number } else { Use::TopicTitle };
    let number = composer.set(&[Span::bold(words::score(scale))], first, slot, Some(figure));
    let mut strip = Strip::default();
    append(&mut strip, number);
    if composer.style.one_column() {
        let wide = reach(std::slice::from_ref(&strip));
        let beside = Slot::left(wide + 10.0, slot.width - wide - 10.0);
        let name = [Span::bold(scale.name.clone()), Span::regular(format!(" {}", scale.unit))];
        let name = composer.set(&name, Use::Body, beside, Some(figure));
        let [(size, leading), (small, small_leading)] = [first, Use::Body].map(|usage| composer.style.of(usage));
        strip.height = baseline(size, leading) - baseline(small, small_leading);
        append(&mut strip, name);
        return strip;
    }
    for text in [&scale.name, &scale.unit] {
        let lines = composer.set(&[Span::regular(text.clone())], Use::Small, slot, Some(figure));
        append(&mut strip, lines);
    }
    strip
}

/// Adds lines under what a strip holds.
fn append(strip: &mut Strip, lines: Vec<Strip>) {
    for line in lines {
        strip.marks.extend(shifted(line.marks, strip.height));
        strip.height += line.height;
    }
}

fn bands(scale: &Scale, axis: &Axis, bar: Area) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let mut edges = vec![bar.x];
    for pair in scale.bands.windows(2) {
        if let [lower, upper] = pair {
            edges.push(axis.at(f64::midpoint(lower.to, upper.from)));
        }
    }
    let open = scale.bands.last().is_some_and(|band| band.open);
    let right = bar.x + bar.width;
    edges.push(right);
    for (index, pair) in edges.windows(2).enumerate() {
        if let [from, to] = pair {
            let area = Area { x: *from, width: to - from, ..bar };
            shapes.push(Shape::Fill { area, pattern: Pattern::of_band(index) });
        }
    }
    let line = |from, to| Shape::Line { from, to, thickness: 0.9, ink: Ink::Black };
    let bottom = bar.y + bar.height;
    shapes.push(line((bar.x - 0.45, bar.y), (right + 0.45, bar.y)));
    shapes.push(line((bar.x - 0.45, bottom), (right + 0.45, bottom)));
    let last = if open { edges.len() - 1 } else { edges.len() };
    shapes.extend(edges.iter().take(last).map(|x| line((*x, bar.y), (*x, bottom))));
    shapes
}

/// Points at a single value.
fn triangle(scale: &Scale, axis: &Axis, bar: Area, grow: f64) -> Vec<Shape> {
    let x = axis.at(scale.low);
    let tip = bar.y - 1.0;
    let stem = |thickness, ink| Shape::Line { from: (x, tip), to: (x, bar.y + bar.height), thickness, ink };
    let (side, top) = (5.2 * grow, tip - 9.2 * grow);
    vec![
        stem(5.0 * grow, Ink::White),
        stem(2.0 * grow, Ink::Black),
        Shape::Polygon(vec![(x - side, top), (x + side, top), (x, tip)]),
    ]
}

/// Spans the values that are possible.
fn bracket(scale: &Scale, axis: &Axis, bar: Area, grow: f64) -> Vec<Shape> {
    let (from, to) = (axis.at(scale.low), axis.at(scale.high));
    let (y, end) = (bar.y - 6.0 * grow, 3.6 * grow);
    let line = |from, to| Shape::Line { from, to, thickness: 2.0 * grow, ink: Ink::Black };
    vec![line((from, y), (to, y)), line((from, y - end), (from, y + end)), line((to, y - end), (to, y + end))]
}

/// Names and ranges under the bands, or in lines of their own where they do not fit.
fn labels(composer: &mut Composer, scale: &Scale, axis: &Axis, figure: usize) -> (Vec<Mark>, f64) {
    let (size, leading) = composer.style.of(Use::Small);
    let mut columns: Vec<(f64, [TextRun; 2])> = Vec::new();
    for (index, band) in scale.bands.iter().enumerate() {
        let face = if scale.band == Some(index) { Face::Bold } else { Face::Regular };
        let upper = run(&mut composer.measure, (0.0, baseline(size, leading)), size, face, &band.name);
        let lower =
            run(&mut composer.measure, (0.0, leading + baseline(size, leading)), size, face, &words::band_range(band));
        let middle = f64::midpoint(axis.at(band.from), axis.at(band.to));
        columns.push((middle, [upper, lower]));
    }
    let widths: Vec<f64> = columns.iter().map(|(_, [upper, lower])| upper.width.max(lower.width)).collect();
    let middles: Vec<f64> = columns.iter().map(|(middle, _)| *middle).collect();
    let Some(lefts) = spread(&middles, &widths, axis) else {
        return legend(composer, scale, axis, figure);
    };
    let mut marks = Vec::new();
    for (((_, texts), left), width) in columns.into_iter().zip(lefts).zip(widths) {
        for mut text in texts {
            text.x = left + (width - text.width) / 2.0;
            marks.push(Mark { element: Some(figure), shape: Shape::Text(text) });
        }
    }
    (marks, 2.0 * leading)
}

/// Left edges of labels around their middles, moved apart until they do not touch; `None` where they cannot all stand.
fn spread(middles: &[f64], widths: &[f64], axis: &Axis) -> Option<Vec<f64>> {
    const GAP: f64 = 5.0;
    // Labels may reach a little over the ends of the bar.
    const OVER: f64 = 3.0;
    let mut lefts = Vec::new();
    let mut free = axis.x - OVER;
    for (middle, width) in middles.iter().zip(widths) {
        let left = (middle - width / 2.0).max(free);
        free = left + width + GAP;
        lefts.push(left);
    }
    let mut limit = axis.x + axis.width;
    for (left, width) in lefts.iter_mut().zip(widths).rev() {
        *left = left.min(limit - width);
        limit = *left - GAP;
    }
    lefts.first().is_none_or(|first| *first >= axis.x - OVER - 0.01).then_some(lefts)
}

fn legend(composer: &mut Composer, scale: &Scale, axis: &Axis, figure: usize) -> (Vec<Mark>, f64) {
    let mut spans = Vec::new();
    for (index, band) in scale.bands.iter().enumerate() {
        let text = format!("{}\u{a0}{}", band.name.replace(' ', "\u{a0}"), words::band_range(band));
        spans.push(if scale.band == Some(index) { Span::bold(text) } else { Span::regular(text) });
        if index + 1 < scale.bands.len() {
            spans.push(Span::regular(" · "));
        }
    }
    let slot = Slot { x: axis.x, width: axis.width, align: Align::Left };
    let mut marks = Vec::new();
    let mut height = 0.0;
    for line in composer.set(&spans, Use::Small, slot, Some(figure)) {
        marks.extend(shifted(line.marks, height));
        height += line.height;
    }
    (marks, height)
}

#[cfg(test)]
mod tests {
    use super::{Axis, spread};

    const AXIS: Axis = Axis { x: 0.0, width: 100.0, from: -0.5, to: 20.5 };

    #[test]
    fn values_stand_in_the_middle_of_their_step() {
        assert!((AXIS.at(10.0) - 50.0).abs() < 1e-9);
        assert!((AXIS.at(99.0) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn labels_are_moved_apart_or_given_up() {
        let lefts = spread(&[10.0, 20.0, 90.0], &[20.0, 20.0, 20.0], &AXIS).unwrap();
        assert!(lefts[1] >= lefts[0] + 25.0);
        assert!(lefts[2] <= 80.0);
        assert!(spread(&[10.0, 20.0, 90.0], &[40.0, 40.0, 40.0], &AXIS).is_none());
    }
}
