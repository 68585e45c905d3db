//! Small numbers for sources, given in the order in which the sheet refers to them.

use super::document::Source;
use crate::questionnaire::Form;

/// The sources referred to so far.
pub(super) struct Numbering<'f> {
    form: &'f Form,
    used: Vec<usize>,
}

impl<'f> Numbering<'f> {
    pub(super) fn new(form: &'f Form) -> Self {
        Self { form, used: Vec::new() }
    }

    /// The numbers of these sources; the same reference of two files has one number.
    pub(super) fn numbers(&mut self, sources: &[usize]) -> Vec<usize> {
        sources.iter().map(|source| self.number(*source)).collect()
    }

    fn number(&mut self, source: usize) -> usize {
        let cite = |at: usize| self.form.sources.get(at).map(|source| source.cite.as_str());
        let known = self.used.iter().position(|used| *used == source || cite(*used) == cite(source));
        known.unwrap_or_else(|| {
            self.used.push(source);
            self.used.len() - 1
        }) + 1
    }

    /// All sources with their numbers.
    pub(super) fn sources(&self) -> Vec<Source> {
        let sources = self.used.iter().filter_map(|at| self.form.sources.get(*at)).enumerate();
        sources
            .map(|(at, source)| Source { number: at + 1, cite: source.cite.clone(), doi: source.doi.clone() })
            .collect()
    }
}
