//! The command line: one file a subcommand, with the same code below it as the window.
//!
//! # Exit codes
//!
//! | code | meaning |
//! |---|---|
//! | 0 | done; for `check`: clean |
//! | 1 | refused or partly done, and nothing is lost; for `check`: findings (with `--errors-only` errors alone) |
//! | 2 | the command line is wrong, or the project cannot be read |
//!
//! Results go to standard output, messages to standard error. Control characters of foreign text are shown as escapes.
//!
//! # JSON
//!
//! `check --json` prints `{"project": PATH, "errors": N, "warnings": N, "notes": N, "findings": [{"level": "error" | "warning" |
//! "note", "file": PATH, "line"?: N, "column"?: N, "article"?: ID, "annotation"?: ID, "message": TEXT}]}`.
//! `stats --json` prints a [`Stats`](crate::query::Stats), `search --json` an array of [`Row`](crate::query::listing::Row)s. `export --format jsonl` is described in the manual.
//! Fields may be added; none will change its meaning.

mod accept_text;
mod adjudicate;
mod agreement;
mod annotate;
mod assign;
mod backup;
mod bundle;
mod check;
mod codebook;
mod copies;
mod correct;
mod diff;
mod entities;
mod entity;
mod export;
mod find;
mod formats;
mod git;
mod import;
mod lot;
mod mend;
mod merge;
mod new;
mod past;
mod recode;
mod repeats;
mod resolve;
mod review;
mod search;
mod session;
mod stats;
mod status;
mod sync;
mod take;
mod terminal;
#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::store::{StoreError, state_folder, user_name};

/// Label news articles by hand.
///
/// Without a subcommand the window opens, with the given project or with the welcome page.
#[derive(Debug, Parser)]
#[command(name = "postil", version, about, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct Cli {
    /// The project folder to open in the window
    pub project: Option<PathBuf>,
    /// Log how long starting takes
    #[arg(long)]
    pub timings: bool,
    /// What to do without a window
    #[command(subcommand)]
    pub task: Option<Task>,
}

const EXAMPLES: &str = "\
Examples:
  postil                                  open the window
  postil my-project                       open a project in the window
  postil new my-project --name \"Harbour debate\"
  postil import my-project articles/ extra.txt
  postil check my-project --errors-only && postil export my-project --format jsonl --output out.jsonl

Exit codes: 0 done; 1 refused, partly done, or findings; 2 the project cannot be read, or wrong usage.
Who annotates: --annotator, else $POSTIL_ANNOTATOR, else your user name. Whoever is new joins the project.
By that name it is also decided what a blind round hides from you.";

/// What the program can do without a window.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Read a PDF from standard input: the program calls this itself, so that a PDF can do it no harm
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    ReadPdf,
    /// Something with a project.
    #[command(flatten)]
    Command(Command),
    /// Measure how fast Postil is on this machine
    #[command(
        after_help = "Makes projects of 10 and 100 megabytes and one of 100,000 articles in a temporary folder; takes some minutes.\n\
The JSON output is an array of {\"name\", \"unit\", \"median\", \"p99\", \"budget\", \"met\"}."
    )]
    Bench {
        /// Print JSON instead of a table
        #[arg(long)]
        json: bool,
        /// Measure on one project alone: article, linked, many, entities, mark-all, table, very-large, changed-text, merge, journal, agreement, reviewing, export or documents
        #[arg(
            long,
            value_name = "PROJECT",
            default_value = "",
            hide_default_value = true
        )]
        only: String,
    },
}

/// What can be done with a project without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new project in a new or empty folder
    New(new::Args),
    /// Load articles into a project
    Import(import::Args),
    /// Check every file, reference, offset and rule of a project
    Check(check::Args),
    /// Count what a project holds
    Stats(stats::Args),
    /// Tell how far people agree
    Agreement(agreement::Args),
    /// List what two people marked differently
    Diff(diff::Args),
    /// List where words or a regular expression stand in the articles
    Find(find::Args),
    /// List the annotations that a filter finds
    Search(search::Args),
    /// Change all annotations that a filter finds in the same way
    Recode(recode::Args),
    /// Write the labelled data for other programs
    Export(export::Args),
    /// List the formats that can be written and read, what is left out by each, and their options
    Formats(formats::Args),
    /// Mark a passage of an article
    Annotate(annotate::Args),
    /// Show how the text of an article was changed outside, and accept it
    AcceptText(accept_text::Args),
    /// Print the codebook or change it: rename, merge, split, delete and more
    Codebook(Box<codebook::Args>),
    /// Find articles that are nearly the same, and carry marks over to copies
    Copies(copies::Args),
    /// Correct the text of an article; its annotations come along
    Correct(correct::Args),
    /// Say how far you are with an article
    Status(status::Args),
    /// Add an entity to the register or change one; import, merge and tidy them
    Entity(Box<entity::Args>),
    /// Bring together what was changed in two places
    Merge(Box<merge::Args>),
    /// Put what somebody made into one file that can be mailed
    Bundle(bundle::Args),
    /// Say who annotates which article
    Assign(assign::Args),
    /// Have articles labelled a second time, blind, by those who have done them
    Repeats(repeats::Args),
    /// Decide by a rule where people differ; the result is the gold layer
    Adjudicate(adjudicate::Args),
    /// List what was decided, where gold annotations came from, and comments
    Review(review::Args),
    /// Merge a file of a project; git calls this
    MergeDriver(git::DriverArgs),
    /// Have git merge the files of a project by what they say
    GitSetup(git::SetupArgs),
    /// Commit what is new in a project, and exchange it with others through git
    Sync(sync::Args),
    /// Say what was done to a project on this computer
    History(past::HistoryArgs),
    /// List what was deleted on this computer, and bring it back
    Trash(past::TrashArgs),
    /// Put the last good version of damaged files back
    Mend(mend::Args),
    /// List, make and restore backups of a project
    Backup(backup::Args),
}

/// Where a command writes: results and messages.
pub(crate) struct Streams<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Messages for people.
    pub err: &'a mut dyn Write,
    /// The user's state folder, in which the journals are; none in a test without one.
    pub state: Option<PathBuf>,
    /// The name of who works here, by the environment; none when that does not say.
    pub user: Option<String>,
}

impl Streams<'_> {
    /// A message for people; that nobody reads it is no reason to fail.
    fn note(&mut self, message: impl AsRef<str>) {
        let _unread = writeln!(self.err, "{}", terminal::escape(message.as_ref()));
    }

    /// A result for programs, in which foreign text cannot play tricks on the terminal either.
    fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(value).map_err(|e| Failure::Output(e.into()))?;
        writeln!(self.out, "{}", terminal::json(&json)).map_err(Failure::from)
    }

    /// One line of the result, in which foreign text cannot play tricks on the terminal.
    fn line(&mut self, text: impl AsRef<str>) -> Result<(), Failure> {
        writeln!(self.out, "{}", terminal::escape(text.as_ref())).map_err(Failure::from)
    }
}

/// A number with its word: “1 error”, “2 errors”.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How a command ended without failing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done.
    Done,
    /// There are findings, or some of several things could not be done.
    Findings,
}

/// Why a command failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It was refused; nothing was changed.
    Refused(String),
    /// The project cannot be read.
    Unreadable(String),
    /// Nobody reads the output any more, as with `| head`.
    Output(io::Error),
}

impl Failure {
    fn refused(message: impl Into<String>) -> Self {
        Self::Refused(message.into())
    }

    fn code(&self) -> u8 {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Refused(_) | Self::Output(_) => 1,
            Self::Unreadable(_) => 2,
        }
    }

    fn message(&self) -> Option<String> {
        match self {
            Self::Refused(message) | Self::Unreadable(message) => Some(message.clone()),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Self::Output(error) => Some(format!("The output could not be written: {error}.")),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Occupied(_) | StoreError::Write(_) => Self::Refused(error.to_string()),
            _ => Self::Unreadable(error.to_string()),
        }
    }
}

/// Reads the command line. Help and what is wrong with it are printed, and then there is an exit code instead.
///
/// # Errors
/// The exit code, when there is nothing more to do.
pub fn parse() -> Result<Cli, ExitCode> {
    Cli::try_parse().map_err(|error| {
        if error.use_stderr() {
            // It repeats what was typed, which may be the name of a file that somebody sent.
            complain(error.render().to_string().trim_end());
        } else {
            let _nobody_reads_it = error.print();
        }
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// Prints a message to standard error, in which nothing is obeyed by a terminal.
pub fn complain(message: &str) {
    let _nobody_reads_it = writeln!(io::stderr(), "{}", terminal::escape(message));
}

/// Does what a subcommand says, on the standard streams.
#[must_use]
pub fn run(command: &Command) -> ExitCode {
    // Not locked for the whole run: threads that read files may want to log.
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let code = run_on(
        command,
        &mut Streams {
            out: &mut out,
            err: &mut err,
            state: state_folder(),
            user: user_name(),
        },
    );
    ExitCode::from(code)
}

/// Does what a subcommand says and returns the exit code.
pub(crate) fn run_on(command: &Command, streams: &mut Streams<'_>) -> u8 {
    let result = match command {
        Command::New(args) => new::run(args, streams),
        Command::Import(args) => import::run(args, streams),
        Command::Check(args) => check::run(args, streams),
        Command::Stats(args) => stats::run(args, streams),
        Command::Agreement(args) => agreement::run(args, streams),
        Command::Diff(args) => diff::run(args, streams),
        Command::Find(args) => find::run(args, streams),
        Command::Search(args) => search::run(args, streams),
        Command::Recode(args) => recode::run(args, streams),
        Command::Export(args) => export::run(args, streams),
        Command::Formats(args) => formats::run(args, streams),
        Command::Annotate(args) => annotate::run(args, streams),
        Command::AcceptText(args) => accept_text::run(args, streams),
        Command::Codebook(args) => codebook::run(args, streams),
        Command::Copies(args) => copies::run(args, streams),
        Command::Correct(args) => correct::run(args, streams),
        Command::Status(args) => status::run(args, streams),
        Command::Entity(args) => entity::run(args, streams),
        Command::Merge(args) => merge::run(args, streams),
        Command::Bundle(args) => bundle::run(args, streams),
        Command::Assign(args) => assign::run(args, streams),
        Command::Repeats(args) => repeats::run(args, streams),
        Command::Adjudicate(args) => adjudicate::run(args, streams),
        Command::Review(args) => review::run(args, streams),
        Command::MergeDriver(args) => git::drive(args, streams),
        Command::GitSetup(args) => git::set_up(args, streams),
        Command::Sync(args) => sync::run(args, streams),
        Command::History(args) => past::history(args, streams),
        Command::Trash(args) => past::trash(args, streams),
        Command::Mend(args) => mend::run(args, streams),
        Command::Backup(args) => backup::run(args, streams),
    };
    let result = result.and_then(|outcome| {
        streams.out.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Findings) => 1,
        Err(failure) => {
            if let Some(message) = failure.message() {
                streams.note(format!("postil: {message}"));
            }
            failure.code()
        }
    }
}
