//! `anteroom check --against`: what changed in meaning since an earlier version.

use super::check::{File, counted};
use super::{Failure, print, render, say};
use crate::source::{Diagnostic, Source};
use crate::versions::{Change, ChangeKind, Changes, Step, Version, compare};
use serde_json::json;
use std::path::Path;

/// Says what changed from the file `old` to this one; true if the meaning changed and the version did not.
pub(super) fn tell(file: &mut File, path: &Path, old: &Path, as_json: bool) -> Result<bool, Failure> {
    let then = file.library.add_file(old);
    let forms = (file.library.form_of_entry(then), file.library.form_of_entry(file.entry));
    let (old_form, new_form) = match forms {
        (Ok(old_form), Ok(new_form)) => (old_form, new_form),
        (Err(faults), _) => return Err(faulty(old, &faults, file)),
        (_, Err(_)) => return Err(Failure::input(format!("{}: mend its errors first", path.display()))),
    };
    let version = |entry: usize| {
        let definition = file.library.entries.get(entry)?.definition.as_ref()?;
        Some((definition, file.library.sources.get(definition.id.span.source)?))
    };
    let Some(((old_definition, old_source), (definition, source))) = version(then).zip(version(file.entry)) else {
        return Err(Failure::input(format!("{} cannot be compared", path.display())));
    };
    if old_definition.id.value != definition.id.value {
        let (was, is) = (&old_definition.id.value, &definition.id.value);
        return Err(Failure::usage(format!("`{was}` and `{is}` are two questionnaires, not two versions of one")));
    }
    let changes = compare(
        Version { source: old_source, definition: old_definition, form: &old_form },
        Version { source, definition, form: &new_form },
    );
    if as_json { print_json(&changes, source) } else { print_text(&changes, path, old) }?;
    Ok(changes.lacks_new_version())
}

fn faulty(old: &Path, faults: &[Diagnostic], file: &File) -> Failure {
    say(&render::render(faults, &file.library.sources));
    Failure::input(format!("{} has faults, so nothing can be compared with it", old.display()))
}

fn print_text(changes: &Changes, path: &Path, old: &Path) -> Result<(), Failure> {
    let mut lines = vec![format!("{} since {}:", path.display(), old.display())];
    for change in &changes.list {
        lines.push(format!("  {:10} {}", kind_name(change.kind), change.words));
        if let Some(witness) = &change.witness {
            let given = if witness.given.is_empty() { "no answers at all" } else { &witness.given };
            lines.push(format!("             {}, and was {}, for: {given}", witness.now, witness.before));
        }
    }
    if changes.reworded > 0 {
        lines.push(format!("  {:10} {} worded differently", "wording", counted(changes.reworded, "text")));
    }
    if changes.tried > 0 {
        lines.push(format!("  {:10} {} in both versions", "tried", counted(changes.tried, "filled-in form")));
    }
    lines.push(advice(changes).to_owned());
    print(&format!("{}\n", lines.join("\n")))
}

/// The step that the changes call for, in words.
fn advice(changes: &Changes) -> &'static str {
    match (changes.step(), changes.is_new_version) {
        (Step::NewVersion, true) => "The meaning changed, and the version too: all is well.",
        (Step::NewVersion, false) => "The meaning changed, so the version must be counted up.",
        (Step::Perhaps, true) => "Rules were rewritten, and the version was counted up: all is well.",
        (Step::Perhaps, false) => {
            "Rules were rewritten. If one of them comes out differently for anybody, count the version up."
        }
        (Step::Additions, _) => "Only additions: what there was means the same, and the version may stay.",
        (Step::Wording, _) => "Only words changed: the version may stay.",
        (Step::Nothing, _) => "Nothing changed that anybody would notice.",
    }
}

fn print_json(changes: &Changes, source: &Source) -> Result<(), Failure> {
    for change in &changes.list {
        print(&format!("{}\n", change_json(change)))?;
    }
    let step = match changes.step() {
        Step::NewVersion => "new_version",
        Step::Perhaps => "perhaps",
        Step::Additions => "additions",
        Step::Wording => "wording",
        Step::Nothing => "nothing",
    };
    let line = json!({"file": source.name, "step": step, "is_new_version": changes.is_new_version,
        "reworded": changes.reworded, "tried": changes.tried, "advice": advice(changes)});
    print(&format!("{line}\n"))
}

fn change_json(change: &Change) -> serde_json::Value {
    let witness = change.witness.as_ref().map(|it| json!({"given": it.given, "before": it.before, "now": it.now}));
    json!({"change": kind_name(change.kind), "message": change.words, "witness": witness})
}

fn kind_name(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
        ChangeKind::Undecided => "undecided",
        ChangeKind::Added => "added",
    }
}
