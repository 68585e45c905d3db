//! The pages as words in reading order: what is drawn, and what stands for a figure.

use super::layout::{Area, Mark, Page, Pages, Role, Shape, TextRun};

/// A heading, a paragraph, an item or a row, as a screen reader comes to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The level of a heading, from 1.
    pub heading: Option<u8>,
    /// What it says.
    pub words: String,
    /// Where it stands on its page.
    pub area: Area,
}

impl Pages {
    /// All words.
    #[must_use]
    pub fn text(&self) -> String {
        self.words(self.pages.iter().flat_map(|page| &page.marks))
    }

    /// The passages of one of the pages. What is only decoration is left out.
    #[must_use]
    pub fn passages(&self, page: &Page) -> Vec<Passage> {
        let of_passage = |mark: &Mark| mark.element.map(|element| self.passage_of(element));
        let stretches = page.marks.chunk_by(|one, next| of_passage(one) == of_passage(next));
        let read = stretches.filter_map(|marks| {
            let element = marks.first().and_then(of_passage)?;
            let heading = match self.elements.get(element)?.role {
                Role::Heading(level) => Some(level),
                _ => None,
            };
            Some(Passage { heading, words: self.words(marks), area: around(marks)? })
        });
        read.filter(|passage| !passage.words.is_empty()).collect()
    }

    /// The outermost element around this one that is read in one go; itself where there is none.
    fn passage_of(&self, element: usize) -> usize {
        let parent = |at: &usize| self.elements.get(*at).and_then(|element| element.parent);
        let whole = |at: &usize| {
            let role = self.elements.get(*at).map(|element| &element.role);
            matches!(role, Some(Role::Heading(_) | Role::Paragraph | Role::Item | Role::Row | Role::Figure { .. }))
        };
        std::iter::successors(Some(element), parent).filter(whole).last().unwrap_or(element)
    }

    fn words<'m>(&self, marks: impl IntoIterator<Item = &'m Mark>) -> String {
        let mut words = String::new();
        let mut last_figure = None;
        let mut end = (0.0, 0.0);
        for mark in marks {
            let alt = mark.element.and_then(|index| match self.elements.get(index).map(|element| &element.role) {
                Some(Role::Figure { alt }) => Some((index, alt.as_str())),
                _ => None,
            });
            match (&mark.shape, alt) {
                (_, Some((index, alt))) if last_figure != Some(index) => {
                    last_figure = Some(index);
                    words.push(' ');
                    words.push_str(alt);
                }
                (Shape::Text(run), None) => {
                    let (x, baseline): (f64, f64) = end;
                    let goes_on = (run.x - x).abs() < 0.1 && (run.baseline - baseline).abs() < 0.1;
                    words.push_str(if goes_on { "" } else { " " });
                    words.push_str(&run.text);
                    end = (run.x + run.width, run.baseline);
                }
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where the text of some marks stands; nothing where there is none.
fn around(marks: &[Mark]) -> Option<Area> {
    let of_run = |mark: &Mark| match &mark.shape {
        Shape::Text(TextRun { x, baseline, width, size, .. }) => Some((*x, baseline - size, x + width, *baseline)),
        _ => None,
    };
    let runs = marks.iter().filter_map(of_run);
    let (left, top, right, bottom) = runs.reduce(|all, run| {
        let (left, top) = (f64::min(all.0, run.0), f64::min(all.1, run.1));
        (left, top, f64::max(all.2, run.2), f64::max(all.3, run.3))
    })?;
    Some(Area { x: left, y: top, width: right - left, height: bottom - top })
}
