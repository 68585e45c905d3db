//! `anteroom new`.

use super::arguments::New;
use super::{Done, Failure, Outcome, say};
use crate::definition::starter;
use crate::files::write_new;
use std::io;

pub(super) fn run(arguments: &New) -> Done {
    let path = &arguments.file;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    write_new(path, starter(&name).as_bytes()).map_err(|error| {
        Failure::input(match error.kind() {
            io::ErrorKind::AlreadyExists => {
                format!("there is a file {} already; it is left as it is", path.display())
            }
            _ => format!("{} cannot be written: {error}", path.display()),
        })
    })?;
    say(&format!("{0} is there to be changed; `anteroom check {0}` says whether it holds together", path.display()));
    Ok(Outcome::Fine)
}
