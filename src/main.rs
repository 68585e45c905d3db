//! Runs one command, or opens the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    anteroom::cli::run(std::env::args_os()).unwrap_or(ExitCode::SUCCESS)
}
