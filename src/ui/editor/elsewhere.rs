//! A name that is changed in other files too: in translations, and in questionnaires that speak of it.

use super::names::{Use, places_elsewhere};
use crate::definition::{Translatable, is_translation, read, read_translation, renamed_in_translation};
use crate::files::{Library, change_text, read_text};
use crate::source::{Source, SourceId, with_fixes};
use crate::ui::opening::file_name;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Another name for something of a text.
pub(super) struct NewName<'a> {
    /// The other files.
    pub(super) library: &'a Library,
    /// The file of the text.
    pub(super) path: &'a Path,
    /// The name that is changed.
    pub(super) old: &'a Use,
    /// Its new name.
    pub(super) new: &'a str,
    /// The text with the old name.
    pub(super) before: &'a str,
    /// The text with the new one.
    pub(super) after: &'a str,
}

/// A file that is to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) path: PathBuf,
    before: String,
    after: String,
}

impl NewName<'_> {
    /// What has to be changed in the other files, as they are on the disk now.
    #[must_use]
    pub(super) fn changes(&self) -> Vec<Change> {
        let paths = self.library.entries.iter().filter_map(|entry| entry.path.as_deref());
        let paths: BTreeSet<&Path> = paths.filter(|path| *path != self.path).collect();
        paths.into_iter().filter_map(|path| self.change(path)).collect()
    }

    fn change(&self, path: &Path) -> Option<Change> {
        let (Source { text: before, .. }, fault) = read_text(path, SourceId::default());
        if fault.is_some_and(|fault| fault.is_error()) {
            return None;
        }
        let after = if is_translation(&before) { self.in_translation(&before)? } else { self.in_rules(&before) };
        (after != before).then(|| Change { path: path.to_owned(), before, after })
    }

    fn in_rules(&self, other: &str) -> String {
        let mut changed = other.to_owned();
        for place in places_elsewhere(self.before, self.old, other).into_iter().rev() {
            changed.replace_range(place, self.new);
        }
        changed
    }

    /// Nothing for a translation of something else, and where no translation speaks of such names.
    fn in_translation(&self, other: &str) -> Option<String> {
        let (before, after) = (texts_of(self.before)?, texts_of(self.after)?);
        let translation = read_translation(&source(other), SourceId::default()).0?;
        let key = changed_key(&before, &after).filter(|_| translation.of.value == before.id)?;
        Some(with_fixes(other, &renamed_in_translation(other, &key, self.new)).0)
    }

    /// The first file that would have more faults than it has.
    #[must_use]
    pub(super) fn broken_by<'c>(&self, changes: &'c [Change]) -> Option<&'c Change> {
        let faults = |own: &str, path: &Path, text: &str| {
            let mut library = self.library.clone();
            library.add_source(&source(own), Some(self.path.to_owned()), None);
            let entry = library.add_source(&source(text), Some(path.to_owned()), None);
            library.check(entry).diagnostics.iter().filter(|fault| fault.is_error()).count()
        };
        changes.iter().find(|it| faults(self.after, &it.path, &it.after) > faults(self.before, &it.path, &it.before))
    }

    /// Ids of questionnaires that came with the program and speak of the name: they cannot be changed.
    #[must_use]
    pub(super) fn fixed(&self) -> Vec<String> {
        let is_fixed = |source: SourceId| {
            let own = |it: &&crate::files::Entry| it.definition.as_ref().is_some_and(|it| it.id.span.source == source);
            self.library.entries.iter().find(own).is_some_and(|entry| entry.path.is_none())
        };
        let definitions = self.library.definitions().into_iter().filter(|it| is_fixed(it.id.span.source));
        let speaks = definitions.filter(|it| {
            let text = self.library.sources.get(it.id.span.source).map_or("", |source| source.text.as_str());
            !places_elsewhere(self.before, self.old, text).is_empty()
        });
        speaks.map(|it| it.id.value.clone()).collect()
    }
}

fn source(text: &str) -> Source {
    Source { name: String::new(), text: text.to_owned() }
}

fn texts_of(text: &str) -> Option<Translatable> {
    read(&source(text), SourceId::default()).0.map(|definition| definition.translatable())
}

/// The key of what has another name after than before: `items.late`, or `items.kind.green` for an answer.
fn changed_key(before: &Translatable, after: &Translatable) -> Option<String> {
    let ((before, _), (after, _)) = before.texts.iter().zip(&after.texts).find(|(one, other)| one.0 != other.0)?;
    let same = before.split('.').zip(after.split('.')).take_while(|(one, other)| one == other).count();
    Some(before.split('.').take(same + 1).collect::<Vec<_>>().join("."))
}

/// Makes all changes, each file whole or not at all.
///
/// # Errors
/// Why one of them could not be made, in words; then those before it are taken back.
pub(super) fn make(changes: &[Change]) -> Result<(), String> {
    for (at, change) in changes.iter().enumerate() {
        let Err(error) = change_text(&change.path, &change.before, &change.after) else { continue };
        let made = changes.iter().take(at);
        let stay = made.filter(|it| change_text(&it.path, &it.after, &it.before).is_err());
        let stay: Vec<String> =
            stay.map(|it| format!(" {} has the new name all the same.", file_name(&it.path))).collect();
        let nothing = if stay.is_empty() { " Nothing was changed." } else { "" };
        return Err(format!("{} cannot be changed: {error}.{nothing}{}", file_name(&change.path), stay.concat()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::names::{names, renamed};
    use super::*;
    use std::fs;

    const TEA: &str = r#"Questionnaire(format: 1, id: "tea", version: "1", title: "Tea", sections: [Section(id: "tea",
        title: "Tea", items: [Item(id: "late", ask: Choice([Option(id: "no", text: "No"), Option(id: "some", text: "Some")]),
        text: "Late?"), Item(id: "cups", ask: Number(from: 0, to: 9), text: "Cups?", show_when: "late = some")])])"#;
    const GERMAN: &str = r#"Translation(format: 1, of: "tea", version: "1", language: "de", texts: {
        "items.late.text": ("Late?", "Spät?"), // late
        "items.late.some.text": ("Some", "Etwas"), })"#;
    const BOTH: &str = r#"Panel(format: 1, id: "both", version: "1", title: "Both", order: ["tea"],
        criteria: [Criterion(id: "late", name: "late", when: "tea.late = some")])"#;

    /// The files after a name was changed: the questionnaire, its translation, and a panel that joins it.
    fn renamed_to(old: &str, new: &str, before_writing: impl Fn(&Path)) -> (Result<(), String>, [String; 2]) {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["tea.ron", "tea.de.ron", "both.ron"].map(|name| folder.path().join(name));
        for (path, text) in paths.iter().zip([TEA, GERMAN, BOTH]) {
            fs::write(path, text).unwrap();
        }
        let mut library = Library::default();
        library.add_folder(folder.path()).unwrap();
        let all = names(TEA);
        let old = all.iter().find(|it| it.name == old && it.defines).unwrap();
        let after = renamed(TEA, &all, old, new).unwrap();
        let name = NewName { library: &library, path: &paths[0], old, new, before: TEA, after: &after };
        let changes = name.changes();
        assert_eq!(name.broken_by(&changes), None);
        before_writing(folder.path());
        let made = make(&changes);
        (made, [&paths[1], &paths[2]].map(|path| fs::read_to_string(path).unwrap()))
    }

    #[test]
    fn a_name_is_changed_in_translations_and_where_others_speak_of_it() {
        let (made, [german, both]) = renamed_to("late", "evening", |_| ());
        assert_eq!(made, Ok(()));
        assert_eq!(german, GERMAN.replace("items.late", "items.evening"));
        assert_eq!(both, BOTH.replace("tea.late", "tea.evening"));
        let (_, [german, both]) = renamed_to("some", "a_little", |_| ());
        assert_eq!(german, GERMAN.replace("late.some", "late.a_little"));
        assert_eq!(both, BOTH.replace("= some", "= a_little"));
        assert_eq!(renamed_to("cups", "mugs", |_| ()).1, [GERMAN, BOTH].map(str::to_owned));
    }

    #[test]
    fn nothing_is_changed_where_one_file_was_changed_meanwhile() {
        let theirs = format!("{GERMAN} ");
        let (made, [german, both]) =
            renamed_to("late", "evening", |folder| fs::write(folder.join("tea.de.ron"), &theirs).unwrap());
        assert_eq!(
            made.unwrap_err(),
            "tea.de.ron cannot be changed: the file was changed meanwhile. Nothing was changed."
        );
        assert_eq!((german.as_str(), both.as_str()), (theirs.as_str(), BOTH));
    }

    #[test]
    fn a_file_that_would_break_is_named() {
        let change = Change { path: "both.ron".into(), before: BOTH.to_owned(), after: BOTH.replace("some", "none") };
        let all = names(TEA);
        let library = Library::default();
        let (old, path) = (&all[0], Path::new("tea.ron"));
        let name = NewName { library: &library, path, old, new: "x", before: TEA, after: TEA };
        assert_eq!(name.broken_by(std::slice::from_ref(&change)), Some(&change));
    }
}
