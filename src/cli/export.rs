//! `postil export`: labelled data for other programs.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::export::{self, FORMATS, Options, Selection};

use super::session::Session;
use super::{Failure, Outcome, Streams, resolve};

/// What `postil export` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Format, one of those below
    #[arg(long)]
    format: String,
    /// File to write
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
}

fn help() -> String {
    let mut help = String::from("Formats:\n");
    for format in FORMATS {
        let _infallible = writeln!(help, "  {}: {}", format.id, format.about);
    }
    help + "
Ends of spans are exclusive, and each span stands beside the text that it covers. The output file is replaced only when \
all is written. In CSV, a cell that a spreadsheet would take for a formula begins with '; --raw turns that off. Excel \
needs --bom.

Examples:
  postil export my-project --format jsonl --output labels.jsonl
  postil export my-project --format csv --bom --output ana.csv --annotator Ana"
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
    };
    let report = export::export(&session.project, format, &selection, options, &args.output)
        .map_err(|error| Failure::refused(error.to_string()))?;
    for loss in &report.losses {
        streams.note(loss);
    }
    streams.line(format!(
        "Wrote {} annotations of {} articles to {}.",
        report.annotations,
        report.articles,
        args.output.display()
    ))?;
    Ok(Outcome::Done)
}
