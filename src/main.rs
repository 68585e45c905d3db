//! Runs one command, or opens the window.

use anteroom::cli::Run;
use anteroom::files::{Folders, Library};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match anteroom::cli::run(std::env::args_os()) {
        Run::Window(files) => window(files),
        Run::Done(status) => status,
    }
}

fn window(files: Vec<PathBuf>) -> ExitCode {
    let folders = Folders::of_this_computer();
    let mut library = Library::shipped();
    if let Some(folders) = &folders {
        // A folder that cannot be read adds nothing; what ships can still be filled in.
        library.add_folder(&folders.questionnaires).ok();
    }
    match anteroom::ui::open(library, folders, files) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
            {
                eprintln!("anteroom: {error}");
            }
            ExitCode::FAILURE
        }
    }
}
