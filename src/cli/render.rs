//! Messages drawn as the Rust compiler draws them.

use super::colours;
use crate::source::{Diagnostic, Fix, Severity, Source, Sources, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};
use serde_json::{Value, json};
use std::ops::Range;

/// Of longer stretches only the place is said: a file may be one line of megabytes.
const LONGEST_EXCERPT: usize = 20_000;

/// A change of more lines is not drawn.
const LONGEST_CHANGE: usize = 12;

/// All messages, a blank line between them.
pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let renderer = if colours() { Renderer::styled() } else { Renderer::plain() };
    let messages = diagnostics.iter().map(|diagnostic| one(diagnostic, sources, &renderer));
    messages.collect::<Vec<_>>().join("\n\n")
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let Some(source) = sources.get(diagnostic.span.source) else {
        return renderer.render(&[Group::with_title(title)]);
    };
    if source.text.is_empty() {
        return renderer.render(&[title
            .element(annotate_snippets::Origin::path(source.name.as_str()))
            .elements(help(diagnostic))]);
    }
    let here = |span: &Span| span.source == diagnostic.span.source;
    let spans: Vec<Span> = std::iter::once(diagnostic.span)
        .chain(diagnostic.related.iter().map(|label| label.span).filter(here))
        .collect();
    let window = Window::around(source, &spans);
    if window.bytes.len() > LONGEST_EXCERPT {
        let (line, column) = source.line_and_column(diagnostic.span.start);
        let origin = annotate_snippets::Origin::path(source.name.as_str()).line(line).char_column(column);
        return renderer.render(&[title.element(origin).elements(help(diagnostic))]);
    }
    let primary = AnnotationKind::Primary.span(window.place(diagnostic.span)).label(diagnostic.label.as_str());
    let related = diagnostic.related.iter().filter(|label| here(&label.span));
    let related =
        related.map(|label| AnnotationKind::Context.span(window.place(label.span)).label(label.text.as_str()));
    let snippet = window.snippet().annotation(primary).annotations(related);
    let mut groups = vec![title.element(snippet)];
    let words = diagnostic.help.as_deref().unwrap_or("change it like this");
    let is_long = |fix: &Fix| fix.replacement.lines().count() > LONGEST_CHANGE;
    if diagnostic.fix.as_ref().is_some_and(is_long) {
        groups.push(Group::with_title(Level::HELP.secondary_title(format!("{words}; `--fix` makes the change"))));
    } else if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| here(&fix.span)) {
        let patch = Patch::new(window.place(fix.span), fix.replacement.as_str());
        groups.push(Level::HELP.secondary_title(words).element(window.snippet().patch(patch)));
    } else if let Some(help) = &diagnostic.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help.as_str())));
    }
    for label in diagnostic.related.iter().filter(|label| !here(&label.span)) {
        if let Some(other) = sources.get(label.span.source) {
            let window = Window::around(other, &[label.span]);
            let mark = AnnotationKind::Primary.span(window.place(label.span)).label(label.text.as_str());
            groups.push(Level::NOTE.secondary_title("see also").element(window.snippet().annotation(mark)));
        }
    }
    renderer.render(&groups)
}

fn help(diagnostic: &Diagnostic) -> Vec<annotate_snippets::Message<'_>> {
    diagnostic.help.iter().map(|help| Level::HELP.message(help.as_str())).collect()
}

/// The lines of a text that a message is about: a file may be long, and is not drawn whole.
struct Window<'a> {
    source: &'a Source,
    bytes: Range<usize>,
}

impl<'a> Window<'a> {
    fn around(source: &'a Source, spans: &[Span]) -> Self {
        let first = spans.iter().map(|span| span.start as usize).min().unwrap_or_default();
        let last = spans.iter().map(|span| span.end as usize).max().unwrap_or_default().max(first);
        let before = source.text.get(..first).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let after = source.text.get(last..).unwrap_or_default();
        let end = last.min(source.text.len()) + after.find('\n').unwrap_or(after.len());
        Self { source, bytes: start..end }
    }

    fn snippet<T: Clone>(&self) -> Snippet<'a, T> {
        let text = self.source.text.get(self.bytes.clone()).unwrap_or_default();
        let start = u32::try_from(self.bytes.start).unwrap_or(u32::MAX);
        let (line, _) = self.source.line_and_column(start);
        Snippet::source(text).line_start(line).path(self.source.name.as_str())
    }

    fn place(&self, span: Span) -> Range<usize> {
        let inside = |byte: u32| (byte as usize).clamp(self.bytes.start, self.bytes.end) - self.bytes.start;
        inside(span.start)..inside(span.end)
    }
}

/// A message as JSON: where it is, and what the text would be with the fix.
pub(super) fn to_json(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let place = |span: Span| {
        sources.get(span.source).map_or(Value::Null, |source| {
            let ((line, column), (end_line, end_column)) =
                (source.line_and_column(span.start), source.line_and_column(span.end));
            json!({"file": source.name, "line": line, "column": column, "end_line": end_line, "end_column": end_column,
                   "start": span.start, "end": span.end})
        })
    };
    let related: Vec<Value> =
        diagnostic.related.iter().map(|label| json!({"place": place(label.span), "text": label.text})).collect();
    let fix = diagnostic.fix.as_ref().map(|fix| json!({"place": place(fix.span), "replacement": fix.replacement}));
    json!({
        "severity": diagnostic.severity_in_words(),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "place": place(diagnostic.span),
        "related": related,
        "fix": fix,
    })
}
