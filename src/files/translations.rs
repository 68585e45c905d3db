//! Translations among the files of a library: what there is, what is wrong with them, and the library in a language.

use super::{Entry, Library, emergency_wording, folder_of};
use crate::definition::{Definition, EMERGENCY_ID, Emergency, Translatable, Translation, fields};
use crate::source::Diagnostic;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A language that there are translations into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag: `de`.
    pub tag: String,
    /// What it calls itself: "Deutsch".
    pub name: String,
}

impl Library {
    /// The languages that something here is translated into, by tag.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let mut languages: BTreeMap<&str, &str> = BTreeMap::new();
        for translation in self.entries.iter().filter_map(Entry::sound_translation) {
            languages.insert(&translation.language.value, translation.language_name());
        }
        languages.into_iter().map(|(tag, name)| Language { tag: tag.to_owned(), name: name.to_owned() }).collect()
    }

    /// The same library with everything in a language, as far as it is translated; as it was written where the tag is
    /// empty. Rules, numbers and ids are the same in every language.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Self {
        let mut library = self.clone();
        for definition in library.entries.iter_mut().filter_map(|entry| entry.definition.as_mut()) {
            if let Some(translation) = self.translation(&definition.id.value, tag) {
                *definition = definition.translated(translation);
            }
        }
        library
    }

    /// The emergency wording in a language, as far as it is translated.
    #[must_use]
    pub fn emergency_in_language(&self, wording: &Emergency, tag: &str) -> Emergency {
        self.translation(EMERGENCY_ID, tag)
            .map_or_else(|| wording.clone(), |translation| wording.translated(translation))
    }

    /// Of two translations of one file into one language the last one counts.
    fn translation(&self, of: &str, tag: &str) -> Option<&Translation> {
        let fits = |it: &&Translation| it.of.value == of && it.language.value == tag;
        self.entries.iter().rev().filter_map(Entry::sound_translation).find(fits)
    }

    /// A translation of a questionnaire, a panel or the emergency wording, with everything left to do; `None` where there
    /// is nothing of that id. `beside`: where the translation will lie.
    #[must_use]
    pub fn translation_to_fill_in(&self, of: &str, tag: &str, beside: &Path) -> Option<String> {
        self.original(of, Some(beside)).map(|original| original.to_fill_in(tag))
    }

    fn original(&self, id: &str, path: Option<&Path>) -> Option<Translatable> {
        if id == EMERGENCY_ID {
            return emergency_wording(path.map(folder_of)).0.map(|wording| wording.translatable());
        }
        self.definition(id).map(Definition::translatable)
    }

    fn definition(&self, id: &str) -> Option<&Definition> {
        self.definitions().into_iter().find(|definition| definition.id.value == id)
    }

    /// What is wrong with a translation beside what it translates; nothing for any other file.
    pub(super) fn check_translation(&self, entry: &Entry) -> Vec<Diagnostic> {
        let Some(translation) = &entry.translation else { return Vec::new() };
        let of = &translation.of;
        if self.definition(of).is_some_and(|definition| definition.lost.any()) {
            let message = format!("`{}` has faults, so its translation cannot be checked", of.value);
            return vec![Diagnostic::error("faulty_original", of.span, message).help("mend the questionnaire first")];
        }
        if let Some(original) = self.original(of, entry.path.as_deref()) {
            return translation.check(&original);
        }
        let diagnostic =
            Diagnostic::error("unknown_questionnaire", of.span, format!("there is no questionnaire `{}`", of.value));
        let definitions = self.definitions();
        let known = definitions.iter().map(|known| known.id.value.as_str()).chain([EMERGENCY_ID]);
        vec![match fields::nearest(of, known) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")).fix(of.span, format!("\"{near}\"")),
            None => diagnostic.help("its file must lie in the same folder"),
        }]
    }

    /// The translations of a questionnaire that lie beside its file.
    #[must_use]
    pub fn translations_beside(&self, id: &str, file: &Path) -> Vec<PathBuf> {
        let translations =
            self.entries.iter().filter(|entry| entry.translation.as_ref().is_some_and(|it| it.of.value == id));
        let paths = translations.filter_map(|entry| entry.path.clone());
        paths.filter(|path| folder_of(path) == folder_of(file)).collect()
    }

    /// Adds the translations among others of what was added from this place on.
    pub(super) fn add_translations(&mut self, from: usize, others: &Self) {
        let added = self.entries.get(from..).unwrap_or_default().iter().filter_map(|entry| entry.definition.as_ref());
        let ids: Vec<String> = added.map(|definition| definition.id.value.clone()).collect();
        let translates = |it: &Translation| ids.contains(&it.of.value);
        let found = others.entries.iter().filter(|entry| entry.translation.as_ref().is_some_and(translates));
        for path in found.filter_map(|entry| entry.path.as_deref()) {
            self.add_file(path);
        }
    }
}
