//! The questionnaires that can be filled in: those that ship with the program, and the person's own.

use super::folder_of;
use crate::definition::{self, Definition, DefinitionKind, Emergency, Translation};
use crate::evaluation::{check_examples, example_answers};
use crate::proof::{Survey, survey};
use crate::questionnaire::{Form, assemble};
use crate::source::{Diagnostic, LARGEST_FILE, Source, SourceId, Sources, decode, sort_and_limit};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The files that ship, by name.
const SHIPPED: [(&str, &str); 5] = [
    ("about_you.ron", include_str!("../../questionnaires/about_you.ron")),
    ("restless_legs.ron", include_str!("../../questionnaires/restless_legs.ron")),
    ("insomnia.ron", include_str!("../../questionnaires/insomnia.ron")),
    ("migraine.ron", include_str!("../../questionnaires/migraine.ron")),
    ("checkup.ron", include_str!("../../questionnaires/checkup.ron")),
];
const EMERGENCY: (&str, &str) = ("emergency.ron", include_str!("../../questionnaires/emergency.ron"));

/// One questionnaire file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it lies; `None` for one that ships.
    pub path: Option<PathBuf>,
    /// What it says, as far as it could be read. The emergency wording and translations, which are no questionnaires, have
    /// none.
    pub definition: Option<Definition>,
    /// What a translation says, as far as it could be read.
    pub translation: Option<Translation>,
    /// What is wrong with its text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Entry {
    /// The translation, where it has no faults.
    #[must_use]
    pub fn sound_translation(&self) -> Option<&Translation> {
        self.translation.as_ref().filter(|_| !self.diagnostics.iter().any(Diagnostic::is_error))
    }

    /// True where neither a questionnaire nor a translation could be read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.definition.is_none() && self.sound_translation().is_none()
    }
}

/// What [`Library::check`] found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What is wrong, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// How many worked examples were run.
    pub examples: usize,
    /// What can come out of the file; `None` while it has errors.
    pub survey: Option<Survey>,
}

/// All questionnaire files, with their texts.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The texts that messages point into.
    pub sources: Sources,
    /// The files; of two with the same id only the last one added counts.
    pub entries: Vec<Entry>,
}

impl Library {
    /// The questionnaires that ship with the program.
    #[must_use]
    pub fn shipped() -> Self {
        let mut library = Self::default();
        for (name, text) in SHIPPED {
            let source = Source { name: name.to_owned(), text: text.to_owned() };
            library.add_source(&source, None, None);
        }
        library
    }

    /// Adds the `.ron` files of a folder. A folder that is not there adds nothing.
    ///
    /// # Errors
    /// Where the folder is there but cannot be read.
    pub fn add_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.add_files_of(folder, None)
    }

    fn add_files_of(&mut self, folder: &Path, but: Option<&OsStr>) -> io::Result<()> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
            .filter(|path| !is_emergency_wording(path) && (but.is_none() || path.file_name() != but))
            .collect();
        paths.sort();
        for path in paths {
            self.add_file(&path);
        }
        Ok(())
    }

    /// Adds the `.ron` files that lie beside a file, without that file itself.
    ///
    /// # Errors
    /// Where their folder is there but cannot be read.
    pub fn add_neighbours(&mut self, path: &Path) -> io::Result<()> {
        self.add_files_of(folder_of(path), path.file_name())
    }

    /// Adds one file, readable or not; its place among the entries.
    pub fn add_file(&mut self, path: &Path) -> usize {
        let id = self.sources.next_id();
        let (source, diagnostic) = read_text(path, id);
        self.add_source(&source, Some(path.to_owned()), diagnostic)
    }

    /// Adds one file, those beside it that it asks first or joins and that are not here yet, and their translations; its
    /// place among the entries.
    pub fn add_file_with_its_parts(&mut self, path: &Path) -> usize {
        let entry = self.add_file(path);
        let mut beside = Self::default();
        // A folder that cannot be listed adds no parts; the file itself then says what it lacks.
        beside.add_folder(path.parent().unwrap_or(Path::new("."))).ok();
        while let Some(part) = self.missing_part(entry, &beside) {
            self.add_file(&part);
        }
        self.add_translations(entry, &beside);
        entry
    }

    /// The file of a part that an entry or one of its parts needs, that is not here, and that is among the others.
    fn missing_part(&self, entry: usize, others: &Self) -> Option<PathBuf> {
        let is_here = |id: &str| self.definitions().iter().any(|definition| definition.id.value == id);
        let added = self.entries.get(entry..)?.iter().filter_map(|entry| entry.definition.as_ref());
        let missing: Vec<&str> =
            added.flat_map(|it| &it.order).map(|name| name.as_str()).filter(|id| !is_here(id)).collect();
        others.entries.iter().find_map(|other| {
            let id = other.definition.as_ref()?.id.value.as_str();
            other.path.clone().filter(|_| missing.contains(&id))
        })
    }

    /// Reads a file that was changed anew, in its place among the entries; adds it where it is not among them.
    pub fn read_again(&mut self, path: &Path) {
        let read = self.add_file(path);
        let known = self.entries.iter().take(read).position(|entry| entry.path.as_deref() == Some(path));
        if let Some(known) = known {
            self.entries.swap_remove(known);
        }
    }

    /// Adds a text as if it were the file at `path`; its place among the entries.
    pub fn add_source(&mut self, source: &Source, path: Option<PathBuf>, fault: Option<Diagnostic>) -> usize {
        let id = self.sources.add(source.name.clone(), source.text.clone());
        let unreadable = fault.as_ref().is_some_and(Diagnostic::is_error);
        let (mut definition, mut translation, mut faults) = (None, None, Vec::new());
        if unreadable {
            // Nothing more is known of it.
        } else if path.as_deref().is_some_and(is_emergency_wording) {
            faults = definition::read_emergency(source, id).1;
        } else if definition::is_translation(&source.text) {
            (translation, faults) = definition::read_translation(source, id);
        } else {
            (definition, faults) = definition::read(source, id);
        }
        let mut diagnostics: Vec<Diagnostic> = fault.into_iter().chain(faults).collect();
        sort_and_limit(&mut diagnostics);
        self.entries.push(Entry { path, definition, translation, diagnostics });
        self.entries.len() - 1
    }

    /// The definitions that count: of two with the same id the last one, in the order of their first mention.
    #[must_use]
    pub fn definitions(&self) -> Vec<&Definition> {
        let mut definitions: Vec<&Definition> = Vec::new();
        for definition in self.entries.iter().filter_map(|entry| entry.definition.as_ref()) {
            match definitions.iter_mut().find(|known| known.id.value == definition.id.value) {
                Some(known) => *known = definition,
                None => definitions.push(definition),
            }
        }
        definitions
    }

    /// The form of a panel or questionnaire, by its id.
    ///
    /// # Errors
    /// All messages about its files; none at all where there is no such id.
    pub fn form(&self, id: &str) -> Result<Form, Vec<Diagnostic>> {
        let definitions = self.definitions();
        let root = definitions.iter().find(|definition| definition.id.value == id).ok_or_else(Vec::new)?;
        self.assemble(root, &definitions)
    }

    /// The form of one file, whatever others have its id.
    ///
    /// # Errors
    /// All messages about it and the files that it needs.
    pub fn form_of_entry(&self, entry: usize) -> Result<Form, Vec<Diagnostic>> {
        let entry = self.entries.get(entry).ok_or_else(Vec::new)?;
        let root = entry.definition.as_ref().ok_or_else(|| entry.diagnostics.clone())?;
        let definitions: Vec<&Definition> = self
            .definitions()
            .into_iter()
            .map(|definition| if definition.id.value == root.id.value { root } else { definition })
            .collect();
        self.assemble(root, &definitions)
    }

    fn assemble(&self, root: &Definition, definitions: &[&Definition]) -> Result<Form, Vec<Diagnostic>> {
        let (form, meaning) = assemble(root, definitions);
        let mut ids = vec![root.id.value.as_str()];
        let mut at = 0;
        while let Some(id) = ids.get(at) {
            let definition = definitions.iter().find(|it| it.id.value == *id).unwrap_or(&root);
            let order: Vec<&str> = definition.order.iter().map(|name| name.value.as_str()).collect();
            ids.extend(order.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
            at += 1;
        }
        let of_form = |entry: &&Entry| {
            let definition = entry.definition.as_ref();
            definition.is_some_and(|it| {
                ids.contains(&it.id.value.as_str()) && definitions.iter().any(|used| used.id.span == it.id.span)
            })
        };
        let texts = self.entries.iter().filter(of_form).flat_map(|entry| entry.diagnostics.iter().cloned());
        let diagnostics: Vec<Diagnostic> = texts.chain(meaning).collect();
        match form {
            Some(form) if !diagnostics.iter().any(Diagnostic::is_error) => Ok(form),
            _ => Err(diagnostics),
        }
    }

    /// Everything that is wrong with one file: its text, its meaning, its worked examples. Messages about other files are
    /// left to their own check, unless this file cannot be understood without them.
    #[must_use]
    pub fn check(&self, entry: usize) -> Checked {
        let Some(found @ Entry { definition, diagnostics: own, .. }) = self.entries.get(entry) else {
            return Checked::default();
        };
        let Some(definition) = definition else {
            let mut diagnostics = own.clone();
            diagnostics.extend(self.check_translation(found));
            sort_and_limit(&mut diagnostics);
            return Checked { diagnostics, ..Checked::default() };
        };
        let mut checked = Checked::default();
        match self.form_of_entry(entry) {
            Ok(form) => {
                checked.examples = definition.examples.len();
                checked.diagnostics = own.iter().cloned().chain(check_examples(definition, &form)).collect();
                if !checked.diagnostics.iter().any(Diagnostic::is_error) {
                    let survey = survey(definition, &form, &example_answers(definition, &form).0);
                    checked.diagnostics.extend(survey.diagnostics.iter().cloned());
                    checked.survey = Some(survey);
                }
            }
            Err(diagnostics) => checked.diagnostics = of_source(diagnostics, definition.id.span.source),
        }
        sort_and_limit(&mut checked.diagnostics);
        checked
    }

    /// Panels first, then questionnaires, each in the order they were added.
    #[must_use]
    pub fn listed(&self) -> Vec<&Definition> {
        let mut definitions = self.definitions();
        definitions.sort_by_key(|definition| definition.kind != DefinitionKind::Panel);
        definitions
    }
}

/// The text of a file that ships, by the id of its questionnaire, and its name.
#[must_use]
pub fn shipped_text(id: &str) -> Option<(&'static str, &'static str)> {
    SHIPPED.into_iter().find(|(name, _)| name.strip_suffix(".ron") == Some(id))
}

fn is_emergency_wording(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == EMERGENCY.0)
}

fn of_source(diagnostics: Vec<Diagnostic>, source: SourceId) -> Vec<Diagnostic> {
    let (own, other): (Vec<Diagnostic>, Vec<Diagnostic>) =
        diagnostics.into_iter().partition(|it| it.span.source == source);
    if own.iter().any(Diagnostic::is_error) { own } else { own.into_iter().chain(other).collect() }
}

/// Reads a file as text, or says in one message why not.
#[must_use]
pub fn read_text(path: &Path, id: SourceId) -> (Source, Option<Diagnostic>) {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
    let real_size = || fs::metadata(path).map_or(0, |file| file.len());
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST_FILE => {
            let message =
                format!("this file has {} MB; a questionnaire has at most 32 MB", real_size() / (1024 * 1024));
            (
                Source { name, text: String::new() },
                Some(Diagnostic::error("too_large", crate::source::Span::new(id, 0, 0), message)),
            )
        }
        Ok(_) => decode(&name, bytes, id),
        Err(error) => {
            let message = format!("this file cannot be read: {}", describe(&error));
            (
                Source { name, text: String::new() },
                Some(Diagnostic::error("unreadable", crate::source::Span::new(id, 0, 0), message)),
            )
        }
    }
}

/// What went wrong with a file, in words.
pub(super) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you are not allowed to open it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

/// The emergency wording: the person's own file where it can be read, else the one that ships.
///
/// Messages about the person's own file come with it.
#[must_use]
pub fn emergency_wording(folder: Option<&Path>) -> (Option<Emergency>, Vec<(Source, Diagnostic)>) {
    let mut faults = Vec::new();
    if let Some(path) = folder.map(|folder| folder.join(EMERGENCY.0)).filter(|path| path.exists()) {
        let (source, fault) = read_text(&path, SourceId(0));
        let (emergency, diagnostics) = definition::read_emergency(&source, SourceId(0));
        if let (Some(emergency), None) = (emergency, &fault) {
            return (Some(emergency), faults);
        }
        faults.extend(fault.into_iter().chain(diagnostics).map(|diagnostic| (source.clone(), diagnostic)));
    }
    let source = Source { name: EMERGENCY.0.to_owned(), text: EMERGENCY.1.to_owned() };
    let (emergency, diagnostics) = definition::read_emergency(&source, SourceId(0));
    faults.extend(diagnostics.into_iter().map(|diagnostic| (source.clone(), diagnostic)));
    (emergency, faults)
}
