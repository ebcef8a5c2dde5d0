//! `postil check`: everything that is wrong with a project.

use std::path::PathBuf;

use serde::Serialize;

use crate::model::{Finding, Level};
use crate::store;

use super::terminal::one_line;
use super::{Failure, Outcome, Streams};

/// What `postil check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Checks every file, reference, offset and rule, and changes nothing. Errors contradict something; warnings are things \
that the codebook asks for and that are not there yet.

Exit codes: 0 no errors, 1 errors (with --strict: warnings too), 2 the project cannot be read.

JSON: {\"project\", \"errors\", \"warnings\", \"findings\": [{\"level\", \"file\", \"line\"?, \"column\"?, \
\"article\"?, \"annotation\"?, \"message\"}]}")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Let warnings count
    #[arg(long)]
    strict: bool,
}

#[derive(Serialize)]
struct Report<'a> {
    project: String,
    errors: usize,
    warnings: usize,
    findings: &'a [Finding],
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let findings = store::check(&args.project)?;
    let count = |level| {
        findings
            .iter()
            .filter(|finding| finding.level == level)
            .count()
    };
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    if args.json {
        let report = Report {
            project: args.project.display().to_string(),
            errors,
            warnings,
            findings: &findings,
        };
        serde_json::to_writer_pretty(&mut *streams.out, &report)
            .map_err(|error| Failure::Output(error.into()))?;
        writeln!(streams.out)?;
    } else {
        for finding in &findings {
            let level = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            streams.line(one_line(&format!("{level}: {finding}")))?;
        }
        streams.line(format!("{errors} errors, {warnings} warnings"))?;
    }
    Ok(if errors > 0 || args.strict && warnings > 0 {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}
