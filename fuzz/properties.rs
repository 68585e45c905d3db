//! What must hold for any text at all; tried by tests/sturdy.rs on texts made from ours, and by fuzz/ on any.

#![allow(dead_code, reason = "each target that is fuzzed tries one of them")]

use anteroom::definition::{lay_out, parse, place_laid_out, read, read_translation};
use anteroom::files::{Library, Passphrase, Settings, Vault, Visit, Visits};
use anteroom::rule;
use anteroom::source::{Diagnostic, Source, SourceId, Span, Spanned};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static SHIPPED: LazyLock<Library> = LazyLock::new(Library::shipped);

fn source(text: &str) -> Source {
    Source { name: "any.ron".to_owned(), text: text.to_owned() }
}

/// Every place that a message names is one that can be marked.
fn can_be_marked(diagnostics: &[Diagnostic], text: &str, id: SourceId) {
    for diagnostic in diagnostics {
        let fix = diagnostic.fix.iter().map(|fix| fix.span);
        let related = diagnostic.related.iter().map(|label| label.span);
        for span in std::iter::once(diagnostic.span).chain(fix).chain(related) {
            assert!(span.source != id || text.get(span.range()).is_some(), "{diagnostic:?}");
        }
        assert!(!diagnostic.message.is_empty());
    }
}

/// The readers: a value or a message, places that can be marked, and nothing accepted that is not plain RON.
pub(crate) fn reader(text: &str) {
    let (value, diagnostics) = parse(&source(text), SourceId(0));
    can_be_marked(&diagnostics, text, SourceId(0));
    assert!(value.is_some() || !diagnostics.is_empty());
    let (definition, diagnostics) = read(&source(text), SourceId(0));
    can_be_marked(&diagnostics, text, SourceId(0));
    let (translation, of_translation) = read_translation(&source(text), SourceId(0));
    can_be_marked(&of_translation, text, SourceId(0));
    let is_definition = definition.is_some() && diagnostics.is_empty();
    if is_definition || translation.is_some() && of_translation.is_empty() {
        let read = ron::from_str::<ron::Value>(text);
        assert!(read.is_ok(), "ron says {read:?}");
    }
}

/// The reader of rules: the rule stands between quotation marks, at the beginning of a text.
pub(crate) fn rule(rule: &str) {
    let text = format!("\"{rule}\"");
    let span = Span::new(SourceId(0), 0, text.len());
    if let Err(diagnostic) = rule::parse(&Spanned::new(rule.to_owned(), span), true) {
        can_be_marked(&[diagnostic], &text, SourceId(0));
    }
}

/// Everything that `check` does, beside the shipped files.
pub(crate) fn check(text: &str) {
    let mut library = SHIPPED.clone();
    let id = library.sources.next_id();
    let entry = library.add_source(&source(text), None, None);
    let checked = library.check(entry);
    can_be_marked(&checked.diagnostics, text, id);
    if let Some(survey) = checked.survey {
        assert!(survey.claims.iter().all(|claim| claim.span.source != id || text.get(claim.span.range()).is_some()));
    }
}

/// The changes that are made for certain: they never leave more errors.
pub(crate) fn mend(text: &str) {
    let (mended, made) = SHIPPED.mend(&source(text), Path::new("any.ron"));
    assert!(errors(&mended) <= errors(text), "{made} changes made it worse");
    assert!(made > 0 || mended == text);
}

fn errors(text: &str) -> usize {
    let mut library = SHIPPED.clone();
    let entry = library.add_source(&source(text), None, None);
    library.check(entry).diagnostics.iter().filter(|it| it.is_error()).count()
}

/// The house style: nothing but blanks, line breaks and commas is changed, the values stay, and to do it again changes
/// nothing. What cannot be read is refused.
pub(crate) fn layout(text: &str) {
    let Ok(laid_out) = lay_out(&source(text), SourceId(0)) else {
        assert!(!parse(&source(text), SourceId(0)).1.is_empty());
        return;
    };
    assert!(signs(text).eq(signs(&laid_out)), "{laid_out}");
    // Where nothing else tells it, the crate takes `( )` for an empty list, and `()` for no value.
    let values = |text: &str| format!("{:?}", ron::from_str::<ron::Value>(text).ok()).replace("Seq([])", "Unit");
    assert_eq!(values(text), values(&laid_out), "{laid_out}");
    let again = lay_out(&source(&laid_out), SourceId(0));
    assert_eq!(again.as_ref(), Ok(&laid_out));
    for (place, before) in (0..=text.len()).step_by(1 + text.len() / 8).filter_map(|at| Some((at, text.get(..at)?))) {
        let later = place_laid_out(text, &laid_out, place);
        let still_before = laid_out.get(..later).unwrap_or_default();
        assert!(signs(before).eq(signs(still_before)), "{place} became {later}");
    }
}

/// All signs that the layout leaves in their order; those of notes are among them.
fn signs(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, ',' | ':'))
}

/// Any bytes in a file of answers: read, or set aside, and in both cases still there as they were.
pub(crate) fn visit(bytes: &[u8]) {
    const ID: &str = "20260101-000000-aaaaaa";
    for name in [format!("draft-{ID}.json"), format!("visit-{ID}.json")] {
        let folder = tempfile::tempdir().expect("there is room");
        fs::write(folder.path().join(name), bytes).expect("there is room");
        let visits = Visits::in_folder(folder.path());
        let (drafts, loaded) = (visits.drafts(), visits.load(ID));
        visits.read_heads(|heads| heads.visits.len() + heads.faulty.len() <= 1);
        if let Ok(visit) = &loaded {
            let form = SHIPPED.form("checkup").expect("it is shipped");
            let (answers, unfit) = visit.take_answers(&form);
            assert!(
                visit.answers.keys().all(|id| form.items.iter().any(|item| item.id == *id) || unfit.contains_key(id))
            );
            Visit::default().put_answers(&form, &answers);
        }
        assert!(loaded.is_ok() || drafts.drafts.is_empty());
        assert_eq!(only_file(folder.path()), bytes);
    }
}

/// Any bytes as the settings: read, or set aside, and still there.
pub(crate) fn settings(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("settings.ron"), bytes).expect("there is room");
    let (settings, told) = Settings::load(folder.path());
    assert!(Settings::TEXT_PERCENT.contains(&settings.text_percent));
    assert_eq!(told.is_some(), !folder.path().join("settings.ron").exists());
    assert_eq!(only_file(folder.path()), bytes);
}

/// Any bytes as the file of the key: it opens nothing, that is told, and it stays as it is.
pub(crate) fn key(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("key.age"), bytes).expect("there is room");
    let vault = Vault::of(folder.path());
    let fault = vault.unlock(&Passphrase::typed("four words of tea")).expect_err("nobody sealed it");
    assert!(vault.is_locked() && !fault.to_string().is_empty());
    assert_eq!(only_file(folder.path()), bytes);
}

/// The content of the only file in a folder.
fn only_file(folder: &Path) -> Vec<u8> {
    let mut files = fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it is there").path());
    let file = files.next().expect("nothing is deleted");
    assert!(files.next().is_none());
    fs::read(file).expect("it can be read")
}
