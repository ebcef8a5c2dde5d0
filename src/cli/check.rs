//! `postil check`: everything that is wrong with a project.

use std::path::PathBuf;

use serde::Serialize;

use crate::model::{Finding, Level, Project};
use crate::store::{self, Progress};

use super::session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Checks every file, reference, offset and rule, and changes nothing. Errors contradict something; warnings are things \
that the codebook asks for and that are not there yet; notes are nothing wrong, but good to know, such as characters \
that turn the direction of text.

Examples:
  postil check my-project
  postil check my-project --errors-only && postil export my-project --format jsonl --output labels.jsonl

Exit codes: 0 clean or only notes, 1 findings, 2 the project cannot be read. With --errors-only warnings are no findings.

JSON: {\"project\", \"errors\", \"warnings\", \"notes\", \"findings\": [{\"level\", \"file\", \"line\"?, \"column\"?, \
\"article\"?, \"annotation\"?, \"message\"}]}")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Leave out warnings and notes: they are not listed and do not count
    #[arg(long)]
    errors_only: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    project: String,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: &'a [Finding],
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let user = streams.user.clone();
    let veil = |project: &Project| session::veil_of(project, user.as_deref());
    let mut findings = store::check_for(&args.project, veil, &Progress::default())?;
    if args.errors_only {
        findings.retain(|finding| finding.level == Level::Error);
    }
    let of = |level| findings.iter().filter(|it| it.level == level).count();
    let (errors, warnings) = (of(Level::Error), of(Level::Warning));
    let notes = of(Level::Note);
    if args.json {
        let report = Report {
            project: args.project.display().to_string(),
            errors,
            warnings,
            notes,
            findings: &findings,
        };
        streams.json(&report)?;
    } else {
        for finding in &findings {
            let level = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Note => "note",
            };
            streams.line(one_line(&format!("{level}: {finding}")))?;
        }
        let errors = count(errors, "error", "errors");
        if args.errors_only {
            streams.line(errors)?;
        } else {
            let warnings = count(warnings, "warning", "warnings");
            let notes = match notes {
                0 => String::new(),
                notes => format!(", {}", count(notes, "note", "notes")),
            };
            streams.line(format!("{errors}, {warnings}{notes}"))?;
        }
    }
    Ok(if findings.iter().all(|it| it.level == Level::Note) {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}
