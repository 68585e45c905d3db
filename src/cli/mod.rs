//! The command line: one face over the engine, the window is the other.

mod arguments;
mod answers_file;
mod against;
mod check;
mod evaluate;
mod explain;
mod fmt;
mod list;
mod new;
mod render;
mod sheet;

use arguments::{Arguments, Command};
use clap::Parser;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Run {
    /// The window, with these files open in it.
    Window(Vec<PathBuf>),
    /// Nothing more: a command was run, and this is its exit status.
    Done(ExitCode),
}

/// What a command came to.
enum Outcome {
    /// All is well: 0.
    Fine,
    /// The input has faults, which have been told: 1.
    Faulty,
}

/// Why a command could not do what it was asked to do.
struct Failure {
    message: String,
    /// 1 where the input is at fault, 2 where the command was used in a way that cannot work.
    code: u8,
}

impl Failure {
    fn input(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 1 }
    }

    fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), code: 2 }
    }
}

type Done = Result<Outcome, Failure>;

/// Runs one command with the arguments of this process, program name first, unless they ask for the window.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Run {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = u8::from(error.use_stderr()) * 2;
            // Where not even the message can be written there is nobody to tell.
            error.print().ok();
            return Run::Done(ExitCode::from(code));
        }
    };
    let done = match arguments.command {
        None => return Run::Window(Vec::new()),
        Some(Command::Open(arguments)) => return Run::Window(arguments.files()),
        Some(Command::List(arguments)) => list::run(&arguments),
        Some(Command::New(arguments)) => new::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Fmt(arguments)) => fmt::run(&arguments),
        Some(Command::Summarize(arguments)) => sheet::run(&arguments),
        Some(Command::Evaluate(arguments)) => evaluate::run(&arguments),
        Some(Command::Explain(arguments)) => explain::run(&arguments),
    };
    Run::Done(match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Err(failure) => {
            say(&format!("anteroom: {}", failure.message));
            ExitCode::from(failure.code)
        }
    })
}

/// A line on standard error.
fn say(line: &str) {
    writeln!(io::stderr(), "{line}").ok();
}

/// Text on standard output. A reader that has gone away (`anteroom list | head -1`) is no fault.
fn print(text: &str) -> Result<(), Failure> {
    let written = io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::input(format!("the result cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// True where messages may be coloured.
fn colours() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
