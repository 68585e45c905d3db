//! What can be typed after `anteroom`.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Screening questionnaires in plain files, and a sheet of paper to take to the appointment.
///
/// Without a command the window opens. Nothing ever leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "anteroom", version, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  anteroom                                          open the window
  anteroom open my_form.ron                         open it with a file
  anteroom list                                     see which questionnaires there are
  anteroom new my_form.ron                          begin a questionnaire of your own
  anteroom check my_form.ron                        see what is wrong with a file, and how to mend it
  anteroom fmt my_form.ron                          lay a file out in the house style
  anteroom summarize answers.json -o sheet.pdf      make the sheet from saved answers
  anteroom explain answers.json                     see why each result came out as it did
  anteroom evaluate --panel checkup forms.ndjson    results of many forms, one JSON object a line

Exit status: 0 all is well, 1 the input has faults, 2 wrong use.
An anteroom is the quiet room before the appointment. This program prepares a conversation; it never diagnoses.";

#[expect(clippy::large_enum_variant, reason = "there is one, and it lives as long as the program")]
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open the window with a questionnaire, saved answers or a sheet
    Open(Open),
    /// List the questionnaires that can be filled in
    List(List),
    /// Begin a questionnaire of your own
    New(New),
    /// Say what is wrong with questionnaire files, where, and how to mend it
    Check(Check),
    /// Lay questionnaire files out in the house style
    Fmt(Fmt),
    /// Make the sheet from a file of answers
    Summarize(Summarize),
    /// Work out the results of many forms, one JSON object a line
    Evaluate(Evaluate),
    /// Say for one set of answers why each result came out as it did
    Explain(Explain),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  anteroom open my_form.ron
  anteroom open sheet.pdf

A questionnaire can be filled in until the window is closed. Answers are read from files as `anteroom evaluate` takes
them, and from a sheet that holds its answers.")]
pub(super) struct Open {
    /// Questionnaires (.ron), saved answers (.json) or sheets made here (.pdf); none for the window alone
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Open {
    /// The files by their whole paths, as a window that was opened elsewhere needs them.
    pub(super) fn files(self) -> Vec<PathBuf> {
        self.files.into_iter().map(|file| std::path::absolute(&file).unwrap_or(file)).collect()
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  anteroom new my_form.ron
  anteroom check my_form.ron
  anteroom new insomnia.de.ron --translate insomnia

The file is a small questionnaire that holds together, with notes on what each part of it is for; or all texts of another
one, each with a place for its translation. The name of such a file says the language: `insomnia.de.ron`, `insomnia.pt-BR.ron`.")]
pub(super) struct New {
    /// The file to write; there must be none of that name
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Write a translation of this questionnaire, panel, or `emergency` for the emergency wording, to be filled in
    #[arg(long, value_name = "ID")]
    pub(super) translate: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// As JSON, for other programs
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
#[command(after_help = "\
Examples:
  anteroom check my_form.ron
  anteroom check questionnaires/*.ron --json
  anteroom check my_form.ron --fix
  anteroom check my_form.ron --coverage
  anteroom check my_form.ron --watch
  anteroom check my_form.ron --against old/my_form.ron

A file that speaks of other questionnaires is checked together with those that lie beside it, your own and the shipped ones.
Its translations beside it are checked too; `--fix` changes only the files that are named.")]
pub(super) struct Check {
    /// Questionnaires, panels or translations
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// As JSON, one object for each message, for other programs
    #[arg(long)]
    pub(super) json: bool,
    /// Make the changes that mend something for certain, and no others
    #[arg(long)]
    pub(super) fix: bool,
    /// List what no worked example shows, each with an example that does
    #[arg(long)]
    pub(super) coverage: bool,
    /// Say what changed in meaning since an earlier version of the file, and whether that calls for a new version
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "coverage", "write_examples"])]
    pub(super) against: Option<PathBuf>,
    /// Check again whenever the file, or one beside it, is saved, until Ctrl+C
    #[arg(long, conflicts_with_all = ["fix", "json", "write_examples"])]
    pub(super) watch: bool,
    /// Add those examples to the file, with what came out as the expectation, for you to confirm
    #[arg(long)]
    pub(super) write_examples: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  anteroom fmt my_form.ron
  anteroom fmt questionnaires/*.ron --check
  anteroom fmt - < my_form.ron

Blanks, line breaks and commas are put right; notes, names and texts stay as they are. A file that cannot be read is told
of and left alone. Where a line ends is your choice, as long as it has room in 120 characters. Two blanks before a field
make a column of it.")]
pub(super) struct Fmt {
    /// Questionnaire or panel files; `-` reads standard input and writes standard output
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Change nothing, and name the files that are laid out otherwise; exit status 1 if there are any
    #[arg(long)]
    pub(super) check: bool,
}

/// In which language the words of questionnaires are shown.
#[derive(Debug, Default, Args)]
pub(super) struct Language {
    /// Tag of a language that there is a translation into, such as `de`; what is not translated stays as it is
    #[arg(long, value_name = "TAG", default_value = "")]
    pub(super) language: String,
}

/// Which panel or questionnaire the answers belong to.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// Id of a panel or questionnaire, or its file
    #[arg(long, visible_alias = "questionnaire", value_name = "ID or FILE", default_value = "checkup")]
    pub(super) panel: String,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
#[command(after_help = "\
Examples:
  anteroom summarize answers.json -o sheet.pdf
  anteroom summarize answers.json --text
  anteroom summarize answers.json -o sheet.pdf --name \"A. Byrne\" --region ie --paper letter
  anteroom summarize now.json -o sheet.pdf --earlier then.json --earlier-date 2026-08-22
  anteroom summarize answers.json -o sheet.pdf --medicine \"Iron, 100 mg\" --question \"May I drink tea with it?\"

The answers are one JSON object, {\"answers\": {\"restless_legs.urge\": \"yes\", …}}, as in `anteroom evaluate`.
A part of the panel without any answer counts as not filled in, and the sheet says so.")]
pub(super) struct Summarize {
    /// Answers as JSON; `-` reads standard input
    pub(super) answers: PathBuf,
    #[command(flatten)]
    pub(super) which: Which,
    #[command(flatten)]
    pub(super) language: Language,
    /// Where to write the sheet: a name that ends in .pdf, .txt or .json
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Print the sheet as plain text
    #[arg(long, conflicts_with = "json")]
    pub(super) text: bool,
    /// Print the sheet as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Name for the top of the sheet
    #[arg(long, default_value = "")]
    pub(super) name: String,
    /// Date of birth for the top of the sheet, as you want it to read
    #[arg(long, default_value = "")]
    pub(super) born: String,
    /// A medicine to list, in your own words; once for each
    #[arg(long = "medicine", value_name = "WORDS")]
    pub(super) medicines: Vec<String>,
    /// A question of your own to ask; once for each
    #[arg(long = "question", value_name = "WORDS")]
    pub(super) questions: Vec<String>,
    /// Notes of your own; each line is a paragraph
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub(super) notes: String,
    /// Day of the answers, such as 2026-11-22; where left out, the day that their file says, or today
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// Answers of an earlier visit: the sheet then says what changed since
    #[arg(long, value_name = "FILE")]
    pub(super) earlier: Option<PathBuf>,
    /// Day of the earlier answers, such as 2026-08-22, where their file does not say it
    #[arg(long, value_name = "DATE", requires = "earlier")]
    pub(super) earlier_date: Option<String>,
    /// Region for emergency numbers, such as ie, gb, us
    #[arg(long, default_value = "")]
    pub(super) region: String,
    /// Size of the paper
    #[arg(long, value_enum, default_value_t = PaperSize::A4)]
    pub(super) paper: PaperSize,
    /// 16 point type
    #[arg(long)]
    pub(super) large_print: bool,
    /// Leave the answers out of the PDF file: without this, programs find them inside it as answers.json
    #[arg(long)]
    pub(super) no_attachment: bool,
    /// Print private answers, and what follows from them, too
    #[arg(long)]
    pub(super) include_private: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum PaperSize {
    A4,
    Letter,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  anteroom evaluate --panel checkup forms.ndjson > results.ndjson
  zcat forms.ndjson.gz | anteroom evaluate --panel my_form.ron

In:  {\"id\": \"A1\", \"answers\": {\"restless_legs.urge\": \"yes\", \"about_you.medicines\": [\"none\"], \"migraine.headache_days\": 5}}
Out: {\"id\": \"A1\", \"gate\": \"ok\", \"results\": {…}, \"flags\": {…}, \"topics\": […], \"urgency\": \"routine\"}
A line that cannot be read gives {\"id\": …, \"error\": \"…\"} in its place and exit status 1 at the end; nothing stops.")]
pub(super) struct Evaluate {
    /// Answers, one JSON object a line; standard input where left out
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) which: Which,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  anteroom explain answers.json
  anteroom explain answers.json --only iron_tests")]
pub(super) struct Explain {
    /// Answers as JSON; `-` reads standard input
    pub(super) answers: PathBuf,
    #[command(flatten)]
    pub(super) which: Which,
    #[command(flatten)]
    pub(super) language: Language,
    /// Only the finding, score, flag or topic of this name
    #[arg(long, value_name = "NAME")]
    pub(super) only: Option<String>,
}
