//! Runs one command, or opens the window.

use anteroom::files::{Folders, Library};
use std::process::ExitCode;

fn main() -> ExitCode {
    anteroom::cli::run(std::env::args_os()).unwrap_or_else(window)
}

fn window() -> ExitCode {
    let folders = Folders::of_this_computer();
    let mut library = Library::shipped();
    if let Some(folders) = &folders {
        // A folder that cannot be read adds nothing; what ships can still be filled in.
        library.add_folder(&folders.questionnaires).ok();
    }
    match anteroom::ui::open(library, folders) {
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
