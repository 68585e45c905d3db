//! Runs one command, or opens the window.

use anteroom::cli::Run;
use anteroom::files::{Folders, Library, Start, no_memory_on_disk};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match anteroom::cli::run(std::env::args_os()) {
        Run::Window(files) => window(files),
        Run::Done(status) => status,
    }
}

fn window(files: Vec<PathBuf>) -> ExitCode {
    no_memory_on_disk();
    let folders = Folders::of_this_computer();
    let start = folders.as_ref().map_or(Start::Unknown, |folders| Start::look(&folders.instance, &files));
    if matches!(start, Start::Handed) {
        say("anteroom: it is open already; its window was asked to come to the front");
        return ExitCode::SUCCESS;
    }
    let mut library = Library::shipped();
    if let Some(folders) = &folders {
        // A folder that cannot be read adds nothing; what ships can still be filled in.
        library.add_folder(&folders.questionnaires).ok();
    }
    match anteroom::ui::open(library, folders, start, files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("anteroom: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A line for the terminal, if there is one: there is no window to say it in.
fn say(line: &str) {
    writeln!(io::stderr(), "{line}").ok();
}
