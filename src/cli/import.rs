//! `postil import`: articles into a project.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::import::{FORMATS, admit, collect, read_file};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams};

/// What `postil import` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Files, or folders of files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Who loads them, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

fn help() -> String {
    let mut help =
        String::from("Formats, in any common encoding; folders are searched at any depth:\n");
    for format in FORMATS {
        let _infallible = writeln!(
            help,
            "  {} (.{}): {}",
            format.name,
            format.extensions.join(", ."),
            format.about
        );
    }
    help + "
Title, source, author, date and language are guessed and can be edited in the window. A text that is there already is \
skipped. Prints a line for each article that was added: its id, a tab, its title. A file that cannot be loaded is named, \
the others are loaded all the same, and the exit code is 1.

Examples:
  postil import my-project articles/
  postil import my-project 2026-03-01_Coast-Courier_harbour-vote.txt --annotator ana"
}

/// The endings of all formats, for people: `.txt, .text`.
fn endings() -> String {
    let all: Vec<String> = FORMATS
        .iter()
        .flat_map(|format| format.extensions)
        .map(|extension| format!(".{extension}"))
        .collect();
    all.join(", ")
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project, streams)?;
    let files = collect(&args.files);
    if files.is_empty() {
        return Err(Failure::refused(format!(
            "There is no article in these folders. Looked for files that end in {}.",
            endings()
        )));
    }
    let mut outcome = Outcome::Done;
    let mut drafts = Vec::new();
    for file in &files {
        match read_file(file) {
            Ok(draft) => {
                for remark in &draft.remarks {
                    streams.note(one_line(&format!("{}: {remark}", file.display())));
                }
                drafts.push(draft);
            }
            Err(error) => {
                streams.note(one_line(&format!("postil: {error}")));
                outcome = Outcome::Findings;
            }
        }
    }
    let author = session.author(args.annotator.as_deref())?;
    let admission = admit(&session.project, drafts, &author);
    for skipped in &admission.skipped {
        streams.note(one_line(&skipped.to_string()));
    }
    if admission.added.is_empty() {
        // An annotator who has brought nothing has not joined.
        return Ok(outcome);
    }
    session.commit(&admission.edit)?;
    let lines: Vec<String> = admission
        .added
        .iter()
        .map(|id| {
            let title = session.project.articles[id].meta.display_title();
            format!("{id}\t{}", one_line(title))
        })
        .collect();
    session.save()?;
    for line in lines {
        writeln!(streams.out, "{line}")?;
    }
    Ok(outcome)
}
