//! The printers of this computer, by CUPS: `lpstat` lists them, `lp` prints.

use super::helpers::Helpers;
use super::run::{Ended, run};
use super::settings::PaperSize;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The printers there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printers {
    /// Their names.
    pub names: Vec<String>,
    /// The one that is used unless another is chosen.
    pub usual: Option<String>,
}

/// What is printed, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// Name of the printer.
    pub printer: String,
    /// Name of the job in the printer's list.
    pub title: String,
    /// How many times.
    pub copies: u16,
    /// Size of the paper.
    pub paper: PaperSize,
    /// The PDF file.
    pub pdf: Vec<u8>,
}

/// Why nothing was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintFault {
    /// In words, and what can be done.
    pub words: String,
    /// What the printing system said itself; may be empty.
    pub said: String,
}

/// Parts of what `lp` and `lpstat` say, and what that means.
const MEANINGS: [(&str, &str); 10] = [
    ("does not exist", "This printer is not there any more. Please choose another one."),
    ("No default destination", "No printer is set up on this computer."),
    ("not accepting", "This printer takes nothing new at present. Please choose another one, or try again later."),
    ("Unsupported document-format", "This printer cannot print PDF files by itself."),
    ("Too many active jobs", "This printer has too much to do at present. Please try again later."),
    ("Unauthorized", "You are not allowed to print on this printer."),
    ("Forbidden", "You are not allowed to print on this printer."),
    ("not authorized", "You are not allowed to print on this printer."),
    ("scheduler", "The printing system of this computer is not running."),
    ("refused", "The printing system of this computer is not running."),
];

impl Helpers {
    /// Lists the printers. None is no fault.
    ///
    /// # Errors
    /// Where there is no printing system, or it does not answer.
    pub fn printers(&self) -> Result<Printers, PrintFault> {
        let listed = self.ask_lpstat("-e")?;
        let names: Vec<String> = listed.output.lines().map(|line| line.trim().to_owned()).collect();
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        if names.is_empty() {
            return Ok(Printers::default());
        }
        let usual = self.ask_lpstat("-d")?.output;
        let usual = usual.rsplit_once(": ").map(|(_, name)| name.trim().to_owned());
        Ok(Printers { usual: usual.filter(|name| names.contains(name)), names })
    }

    fn ask_lpstat(&self, what: &str) -> Result<Ended, PrintFault> {
        let mut command = Command::new(&self.lpstat);
        command.arg(what);
        run(command, Vec::new(), self.patience).map_err(|error| fault(&error, self.patience))
    }

    /// Prints. The file goes straight to the printing system and lies nowhere else.
    ///
    /// # Errors
    /// Where the printing system did not take it.
    pub fn print(&self, job: PrintJob) -> Result<(), PrintFault> {
        let mut command = Command::new(&self.lp);
        let media = match job.paper {
            PaperSize::A4 => "media=A4",
            PaperSize::Letter => "media=Letter",
        };
        let copies = job.copies.to_string();
        command.args(["-d", &job.printer, "-t", &job.title, "-n", &copies, "-o", media]);
        let ended = run(command, job.pdf, self.patience).map_err(|error| fault(&error, self.patience))?;
        if ended.well { Ok(()) } else { Err(refusal(&ended.errors)) }
    }
}

fn fault(error: &io::Error, patience: Duration) -> PrintFault {
    let words = match error.kind() {
        io::ErrorKind::NotFound => "There is no printing system on this computer.".to_owned(),
        io::ErrorKind::TimedOut => {
            format!("The printing system has not answered for {} seconds. Nothing was printed.", patience.as_secs())
        }
        _ => "The printing system cannot be used.".to_owned(),
    };
    let said = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::TimedOut => String::new(),
        _ => error.to_string(),
    };
    PrintFault { words, said }
}

fn refusal(said: &str) -> PrintFault {
    let meaning = MEANINGS.iter().find(|(part, _)| said.contains(part)).map(|(_, words)| *words);
    let words = meaning.unwrap_or("The printing system did not take the sheet.").to_owned();
    PrintFault { words, said: said.trim().to_owned() }
}

/// Prints a file as its own program on Windows does. Nobody has tried this yet.
///
/// # Errors
/// Where that cannot be started.
pub fn print_by_windows(file: &Path) -> io::Result<()> {
    let mut command = Command::new("powershell");
    command.args(["-NoProfile", "-Command", "Start-Process -Verb Print -FilePath $env:ANTEROOM_SHEET"]);
    command.env("ANTEROOM_SHEET", file);
    let ended = run(command, Vec::new(), Duration::from_secs(20))?;
    if ended.well { Ok(()) } else { Err(io::Error::other(ended.errors)) }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    /// Programs that do this in place of `lpstat` and `lp`.
    fn helpers(lpstat: &str, lp: &str) -> (TempDir, Helpers) {
        let folder = tempfile::tempdir().unwrap();
        for (name, script) in [("lpstat", lpstat), ("lp", lp)] {
            let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fake/program");
            std::os::unix::fs::symlink(program, folder.path().join(name)).unwrap();
            fs::write(folder.path().join(format!("{name}.sh")), script).unwrap();
        }
        let helpers = Helpers::in_folder(folder.path());
        (folder, helpers)
    }

    fn job() -> PrintJob {
        let pdf = b"%PDF-1.7 ".repeat(50_000);
        PrintJob { printer: "Attic".to_owned(), title: "A sheet".to_owned(), copies: 2, paper: PaperSize::Letter, pdf }
    }

    #[test]
    fn printers_are_listed_with_the_usual_one() {
        let listing = "[ $LC_ALL = C ] || exit 1\n\
             case $1 in -e) echo Attic; echo Office ;; -d) echo 'system default destination: Office' ;; esac";
        let printers = helpers(listing, "").1.printers().unwrap();
        assert_eq!(printers.names, ["Attic", "Office"]);
        assert_eq!(printers.usual.as_deref(), Some("Office"));
        let none = "case $1 in -e) echo Attic ;; -d) echo 'no system default destination' ;; esac";
        assert_eq!(helpers(none, "").1.printers().unwrap().usual, None);
        assert_eq!(helpers("echo 'lpstat: No destinations added.' >&2", "").1.printers(), Ok(Printers::default()));
    }

    #[test]
    fn the_sheet_comes_on_standard_input() {
        let (folder, helpers) = helpers("", "printf '%s\\n' \"$@\" >arguments; cat >sheet.pdf");
        helpers.print(job()).unwrap();
        let arguments = fs::read_to_string(folder.path().join("arguments")).unwrap();
        let arguments: Vec<&str> = arguments.lines().collect();
        assert_eq!(arguments, ["-d", "Attic", "-t", "A sheet", "-n", "2", "-o", "media=Letter"]);
        assert_eq!(fs::read(folder.path().join("sheet.pdf")).unwrap(), job().pdf);
    }

    #[test]
    fn what_lp_says_is_put_into_words_and_kept_beside() {
        let cases = [
            ("lp: Error - The printer or class does not exist.", "not there any more"),
            ("lp: Error - No default destination.", "No printer is set up"),
            ("lp: Destination \"Attic\" is not accepting jobs.", "takes nothing new"),
            ("lp: Error - scheduler not responding.", "not running"),
            ("lp: Forbidden", "not allowed"),
            ("lp: something new", "did not take the sheet"),
        ];
        for (said, words) in cases {
            let fault = helpers("", &format!("echo '{said}' >&2; exit 1")).1.print(job()).unwrap_err();
            assert!(fault.words.contains(words), "{fault:?}");
            assert_eq!(fault.said, said);
        }
    }

    #[test]
    fn a_printing_system_that_hangs_is_given_up() {
        let (_folder, helpers) = helpers("exec sleep 60", "exec sleep 60");
        let helpers = helpers.patient_for(Duration::from_millis(300));
        assert!(helpers.printers().unwrap_err().words.contains("has not answered"));
        assert!(helpers.print(job()).unwrap_err().words.contains("has not answered"));
    }

    #[test]
    fn a_child_that_keeps_the_outputs_open_holds_nobody_up() {
        let (_folder, helpers) = helpers("sleep 2 & echo Attic", "");
        let helpers = helpers.patient_for(Duration::from_millis(500));
        assert_eq!(helpers.printers(), Ok(Printers::default()));
    }

    #[test]
    fn without_a_printing_system_that_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let fault = Helpers::in_folder(folder.path()).printers().unwrap_err();
        assert_eq!(fault.words, "There is no printing system on this computer.");
    }
}
