//! `postil export`: labelled data for other programs.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::export::{self, ExportError, FORMATS, Options, Selection};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil export` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Format, one of those below
    #[arg(long)]
    format: String,
    /// File to write, outside the project folder; - for standard output
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
    /// Only this annotator's work, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// CSV: begin with a byte order mark
    #[arg(long)]
    bom: bool,
    /// CSV: leave cells that look like formulas as they are
    #[arg(long)]
    raw: bool,
    /// Take the texts as they were loaded, without what was corrected since
    #[arg(long)]
    as_loaded: bool,
}

fn help() -> String {
    let mut help = String::from("Formats:\n");
    for format in FORMATS {
        let _infallible = writeln!(help, "  {}: {}", format.id, (format.about)());
    }
    help + "
Ends of spans are exclusive, and each span stands beside the text that it covers. The output file is replaced only when \
all is written. What the format cannot carry is told on standard error. When files of the project could not be read, the \
rest is written, they are named, and the exit code is 1. In CSV, a cell that a spreadsheet would take for a formula begins with '; --raw turns that off. Excel \
needs --bom.

Examples:
  postil export my-project --format jsonl --output labels.jsonl
  postil export my-project --format csv --bom --output ana.csv --annotator Ana
  postil export my-project --format jsonl --output - | jq '.annotations[].tag'"
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let Some(format) = export::format(&args.format) else {
        let ids = resolve::list(FORMATS.iter().map(|format| format.id));
        return Err(Failure::refused(format!(
            "There is no format “{}”. There are: {ids}.",
            args.format
        )));
    };
    let session = Session::read(&args.project, streams)?;
    let selection = match &args.annotator {
        Some(name) => Selection::of(session.known_annotator(name)?),
        None => Selection::default(),
    };
    let options = Options {
        byte_order_mark: args.bom,
        raw_cells: args.raw,
        as_loaded: args.as_loaded,
    };
    let to_stream = args.output == Path::new("-");
    let report = if to_stream {
        export::write(&session.project, format, &selection, options, streams.out)?
    } else {
        export::export(&session.project, format, &selection, options, &args.output).map_err(
            |error| match error {
                // A pipe that nobody reads is no failure.
                ExportError::Stream { source, .. }
                    if source.kind() == io::ErrorKind::BrokenPipe =>
                {
                    Failure::Output(source)
                }
                error => Failure::refused(error.to_string()),
            },
        )?
    };
    for loss in &report.losses {
        streams.note(loss);
    }
    let what = match report.entities {
        Some(entities) => format!("Wrote {}", count(entities, "entity", "entities")),
        None => format!(
            "Wrote {} of {}",
            count(report.annotations, "annotation", "annotations"),
            count(report.articles, "article", "articles")
        ),
    };
    if to_stream {
        streams.note(format!("{what}."));
    } else {
        let place = args.output.display().to_string();
        streams.line(format!("{what} to {}.", one_line(&place)))?;
    }
    let unread = session.unread_files();
    if !unread.is_empty() {
        let names: Vec<&str> = unread.iter().copied().collect();
        let words = if names.len() == 1 {
            "what is in it"
        } else {
            "what is in them"
        };
        streams.note(one_line(&format!(
            "postil: {} could not be read, and {words} is missing from the export: {}",
            count(names.len(), "file", "files"),
            names.join(", ")
        )));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Done)
}
