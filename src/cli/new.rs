//! `anteroom new`.

use super::arguments::New;
use super::{Done, Failure, Outcome, answers_file, say};
use crate::definition::{is_language_tag, starter};
use crate::files::write_new;
use std::io;
use std::path::Path;

pub(super) fn run(arguments: &New) -> Done {
    let path = &arguments.file;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let text = match &arguments.translate {
        Some(id) => translation(id, &name, path)?,
        None => starter(&name),
    };
    write_new(path, text.as_bytes()).map_err(|error| {
        Failure::input(match error.kind() {
            io::ErrorKind::AlreadyExists => {
                format!("there is a file {} already; it is left as it is", path.display())
            }
            _ => format!("{} cannot be written: {error}", path.display()),
        })
    })?;
    let (what, tells) = match arguments.translate {
        Some(_) => ("filled in", "what is left to do"),
        None => ("changed", "whether it holds together"),
    };
    say(&format!("{0} is there to be {what}; `anteroom check {0}` says {tells}", path.display()));
    Ok(Outcome::Fine)
}

/// All texts of a questionnaire, to be translated into the language of the file's name: `insomnia.de`.
fn translation(id: &str, name: &str, path: &Path) -> Result<String, Failure> {
    let tag = name.rsplit_once('.').map(|(_, tag)| tag).filter(|tag| is_language_tag(tag));
    let tag = tag.ok_or_else(|| {
        Failure::usage(format!("the name must say the language that it is translated into, such as `{id}.de.ron`"))
    })?;
    let mut library = answers_file::library();
    // A folder that cannot be listed adds no neighbours; then only the other questionnaires can be translated.
    library.add_neighbours(path).ok();
    library.translation_to_fill_in(id, tag, path).ok_or_else(|| {
        let known: Vec<String> = library.listed().iter().map(|it| format!("`{}`", it.id.value)).collect();
        Failure::usage(format!(
            "there is no questionnaire or panel `{id}`; there are {}, and `emergency` for the emergency wording",
            known.join(", ")
        ))
    })
}
