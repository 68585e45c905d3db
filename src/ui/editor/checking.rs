//! Checking a text beside the window: what is wrong with it, the form it makes, and a sheet of one of its examples.

use super::complete::Known;
use super::examples_list::MadeUp;
use super::names::{Use, names};
use super::problem::{Problem, problems, sentence};
use crate::definition::{Emergency, Example};
use crate::evaluation::{Evaluation, example_answers};
use crate::files::{Library, installed_fonts};
use crate::output::pages::Pages;
use crate::output::{PdfOptions, lay_out};
use crate::questionnaire::{Form, rule_in_words};
use crate::source::{Diagnostic, Source, SourceId};
use crate::summary::{Wishes, summarize};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// A text to check, and what it needs.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Check {
    /// The other questionnaires.
    pub(super) library: Arc<Library>,
    /// Its file.
    pub(super) path: PathBuf,
    /// The text.
    pub(super) text: String,
    /// The sheet that is wanted, if any.
    pub(super) sheet: Option<SheetOf>,
}

/// Which sheet is wanted.
#[derive(Debug, Clone)]
pub(super) struct SheetOf {
    /// Of which worked example, by place.
    pub(super) example: usize,
    /// The words for emergencies.
    pub(super) wording: Emergency,
    /// What else stands on it.
    pub(super) wishes: Wishes,
    /// How it prints.
    pub(super) options: PdfOptions,
}

/// What was found.
#[derive(Debug)]
pub(in crate::ui) struct Report {
    /// The text that was checked.
    pub(super) text: String,
    /// What is wrong with it, in its order.
    pub(super) problems: Vec<Problem>,
    /// The names that rules speak of.
    pub(super) names: Vec<Use>,
    /// Its rules, each with what it says in words.
    pub(super) rules: Vec<(Range<usize>, String)>,
    /// The words that it is made of.
    pub(super) known: Known,
    /// The form, where it has no errors.
    pub(super) form: Option<Form>,
    /// Its worked examples, and how they came out.
    pub(super) examples: Vec<MadeUp>,
    /// The pages of the sheet that was wanted.
    pub(super) sheet: Option<Result<Pages, String>>,
}

impl Check {
    /// Does it. This may take a while.
    #[must_use]
    pub(in crate::ui) fn run(self) -> Report {
        let mut library = (*self.library).clone();
        let source = Source { name: self.path.display().to_string(), text: self.text };
        let id = library.sources.next_id();
        let entry = library.add_source(&source, Some(self.path), None);
        let checked = library.check(entry);
        let problems = problems(&checked.diagnostics, &library, id);
        let form = library.form_of_entry(entry).ok();
        let definition = library.entries.get(entry).and_then(|entry| entry.definition.as_ref());
        let examples = definition.into_iter().flat_map(|it| &it.examples);
        let examples = examples.map(|example| made_up(example, &checked.diagnostics)).collect();
        let sheet = self.sheet.zip(form.as_ref()).zip(definition).and_then(|((sheet, form), definition)| {
            let answers = example_answers(definition, form).0.into_iter().nth(sheet.example).flatten()?;
            let mut evaluation = Evaluation::new(form);
            evaluation.run(&answers);
            let summary = summarize(&evaluation, &answers, &sheet.wording, &sheet.wishes);
            Some(lay_out(&summary, &sheet.options, installed_fonts()).map_err(|error| error.to_string()))
        });
        let names = names(&source.text);
        let rules = form.as_ref().map(|form| rules(form, id)).unwrap_or_default();
        let known = Known::of(&source.text, &names);
        Report { known, names, rules, text: source.text, problems, form, examples, sheet }
    }
}

/// An example with what was found in it.
fn made_up(example: &Example, found: &[Diagnostic]) -> MadeUp {
    let here = found.iter().filter(|it| it.is_error() && example.span.encloses(it.span));
    MadeUp {
        name: example.name.value.clone(),
        range: example.span.range(),
        faults: here.map(|fault| sentence(&fault.message)).collect(),
    }
}

/// The rules of one text, in words.
fn rules(form: &Form, source: SourceId) -> Vec<(Range<usize>, String)> {
    let own = form.rules().into_iter().filter(|rule| rule.span.source == source);
    own.map(|rule| (rule.span.range(), rule_in_words(rule, form))).collect()
}
