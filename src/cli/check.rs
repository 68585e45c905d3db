//! `anteroom check`.

use super::arguments::Check;
use super::{Done, Failure, Outcome, against, answers_file, print, render, say};
use crate::definition::{Definition, insert_examples};
use crate::files::{Checked, Library, Watch, change_text, read_text};
use crate::proof::{Claim, Verdict};
use crate::questionnaire::Form;
use crate::source::{Severity, with_fixes};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(super) fn run(arguments: &Check) -> Done {
    if arguments.against.is_some() && arguments.files.len() > 1 {
        return Err(Failure::usage("`--against` compares one file with its earlier version"));
    }
    if arguments.watch {
        return watch(arguments);
    }
    check(arguments)
}

/// Checks again whenever a file is saved, until the program is ended.
fn watch(arguments: &Check) -> Done {
    let cannot = |error: std::io::Error| Failure::input(format!("the folder cannot be watched: {error}"));
    let mut watch = Watch::beside(&arguments.files).map_err(cannot)?;
    loop {
        // A fault is told and mended; it is no reason to stop.
        if let Err(failure) = check(arguments) {
            say(&format!("anteroom: {}", failure.message));
        }
        watch.wait().map_err(cannot)?;
        say(&format!("\n{:-<100}\n", format!("-- {} ", jiff::Zoned::now().strftime("%H:%M:%S"))));
    }
}

fn check(arguments: &Check) -> Done {
    let mut all = Counts::default();
    for path in &arguments.files {
        let made = if arguments.fix { fix(path)? } else { 0 };
        let mut file = File::check(path);
        if arguments.write_examples {
            let added = file.add_examples(path)?;
            say(&format!("{}: {} added, for you to confirm", path.display(), counted(added, "example")));
            file = File::check(path);
        }
        file.tell(arguments)?;
        if arguments.fix && !arguments.json {
            say(&format!("{}: {} made", path.display(), counted(made, "change")));
        }
        all.add(&file.checked);
        for path in file.translations(path).iter().filter(|path| !arguments.files.contains(path)) {
            let translation = File::check(path);
            translation.tell(arguments)?;
            all.add(&translation.checked);
        }
        if let Some(old) = &arguments.against {
            all.errors += usize::from(against::tell(&mut file, path, old, arguments.json)?);
        }
    }
    if !arguments.json {
        say(&all.verdict());
    }
    Ok(if all.errors == 0 { Outcome::Fine } else { Outcome::Faulty })
}

/// One file, checked together with those beside it.
pub(super) struct File {
    pub(super) library: Library,
    pub(super) entry: usize,
    checked: Checked,
}

impl File {
    fn check(path: &Path) -> Self {
        let mut library = library_beside(path);
        let entry = library.add_file(path);
        let checked = library.check(entry);
        Self { library, entry, checked }
    }

    fn text(&self) -> &str {
        let id = self.definition().map(|definition| definition.id.span.source);
        let id = id.or_else(|| self.checked.diagnostics.first().map(|diagnostic| diagnostic.span.source));
        id.and_then(|id| self.library.sources.get(id)).map_or("", |source| source.text.as_str())
    }

    /// The translations that lie beside it.
    fn translations(&self, path: &Path) -> BTreeSet<PathBuf> {
        let id = self.definition().map_or("", |definition| definition.id.as_str());
        let paths = self.library.translations_beside(id, path).into_iter();
        paths.map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)).collect()
    }

    fn definition(&self) -> Option<&Definition> {
        self.library.entries.get(self.entry)?.definition.as_ref()
    }

    /// What can come out and no worked example shows; parts of rules are left to those that their rules belong to.
    fn uncovered(&self) -> Option<(Form, Vec<&Claim>)> {
        let survey = self.checked.survey.as_ref()?;
        let form = self.library.form_of_entry(self.entry).ok()?;
        let claims = survey.claims.iter().filter(|claim| matches!(claim.verdict, Verdict::Possible(_))).collect();
        Some((form, claims))
    }

    fn tell(&self, arguments: &Check) -> Result<(), Failure> {
        if arguments.json {
            for diagnostic in &self.checked.diagnostics {
                print(&format!("{}\n", render::to_json(diagnostic, &self.library.sources)))?;
            }
            return Ok(());
        }
        if !self.checked.diagnostics.is_empty() {
            say(&render::render(&self.checked.diagnostics, &self.library.sources));
            say("");
        }
        match (self.uncovered(), self.definition()) {
            (Some((form, claims)), Some(definition)) if arguments.coverage => {
                self.tell_coverage(&form, definition, &claims)
            }
            _ => Ok(()),
        }
    }

    fn tell_coverage(&self, form: &Form, definition: &Definition, claims: &[&Claim]) -> Result<(), Failure> {
        let Some(survey) = &self.checked.survey else { return Ok(()) };
        for claim in claims {
            let place = self.library.sources.get(claim.span.source);
            let line = place.map_or(0, |source| source.line_and_column(claim.span.start).0);
            print(&format!("line {line}: no worked example shows that {}\n", self.words(form, claim)))?;
        }
        print(&self.examples(form, definition, claims))?;
        let shown = survey.claims.iter().filter(|claim| matches!(claim.verdict, Verdict::InExample(_))).count();
        print(&format!("{shown} of {} shown by worked examples\n", counted(survey.claims.len(), "outcome")))
    }

    /// Adds an example for everything that none shows; how many.
    fn add_examples(&self, path: &Path) -> Result<usize, Failure> {
        let Some(((form, claims), definition)) = self.uncovered().zip(self.definition()) else {
            return Err(Failure::input(format!("{}: mend its errors first", path.display())));
        };
        let examples = self.examples(&form, definition, &claims);
        if examples.is_empty() {
            return Ok(0);
        }
        let fix = insert_examples(self.text(), definition, &examples);
        let fix = fix.ok_or_else(|| Failure::input(format!("{}: there is no place for examples", path.display())))?;
        let (text, _) = with_fixes(self.text(), [&fix]);
        change_text(path, self.text(), &text).map_err(|error| cannot_change(path, &error))?;
        Ok(claims.len())
    }

    fn words(&self, form: &Form, claim: &Claim) -> String {
        let source = self.library.sources.get(claim.span.source);
        let rule = source.and_then(|source| source.text.get(claim.span.range())).unwrap_or_default();
        claim.in_words(form, rule)
    }

    /// An example for each claim, under names that no other example has.
    fn examples(&self, form: &Form, definition: &Definition, claims: &[&Claim]) -> String {
        let mut names: BTreeSet<String> = definition.examples.iter().map(|it| it.name.value.clone()).collect();
        let mut examples = String::new();
        for claim in claims {
            let words = self.words(form, claim).replace('`', "");
            let numbered = (2..).map(|number| format!("{words} ({number})"));
            let free = std::iter::once(words.clone()).chain(numbered).find(|name| !names.contains(name));
            let name = free.unwrap_or(words);
            examples.push_str(&claim.as_example(form, &definition.id.value, &name).unwrap_or_default());
            names.insert(name);
        }
        examples
    }
}

/// Makes the certain changes; how many were made.
fn fix(path: &Path) -> Result<usize, Failure> {
    let library = library_beside(path);
    let (source, fault) = read_text(path, library.sources.next_id());
    if fault.is_some_and(|fault| fault.is_error()) {
        return Ok(0);
    }
    let (text, made) = library.mend(&source, path);
    if made > 0 {
        change_text(path, &source.text, &text).map_err(|error| cannot_change(path, &error))?;
    }
    Ok(made)
}

/// What a file is checked together with.
fn library_beside(path: &Path) -> Library {
    let mut library = answers_file::library();
    // A folder that cannot be listed adds no neighbours; the file itself says what is wrong with it.
    library.add_neighbours(path).ok();
    library
}

fn cannot_change(path: &Path, error: &std::io::Error) -> Failure {
    Failure::input(format!("{} cannot be changed: {error}", path.display()))
}

/// What was found in all files.
#[derive(Default)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    examples: usize,
    outcomes: usize,
    uncovered: usize,
    undecided: usize,
}

impl Counts {
    fn add(&mut self, checked: &Checked) {
        self.files += 1;
        for diagnostic in &checked.diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
        self.examples += checked.examples;
        let claims = checked.survey.iter().flat_map(|survey| &survey.claims);
        for claim in claims {
            self.outcomes += 1;
            self.uncovered += usize::from(matches!(claim.verdict, Verdict::Possible(_)));
            self.undecided += usize::from(claim.verdict == Verdict::Undecided);
        }
    }

    fn verdict(&self) -> String {
        let errors = if self.errors == 0 { "no errors".to_owned() } else { counted(self.errors, "error") };
        let others = [(self.warnings, "warning"), (self.notes, "note")];
        let others = others.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| counted(number, what));
        let verdict = std::iter::once(errors).chain(others).collect::<Vec<_>>().join(", ");
        let checked = format!("{} checked with {}", counted(self.files, "file"), counted(self.examples, "example"));
        let outcomes = counted(self.outcomes, "outcome");
        let more = [
            (self.uncovered, format!("; {} of {outcomes} without an example: see --coverage", self.uncovered)),
            (self.undecided, format!("; {} not decided, as that would take too long", self.undecided)),
        ];
        let more: String = more.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words).collect();
        format!("{checked}: {verdict}{more}")
    }
}

pub(super) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
