//! `postil mend`: damaged files get their last good version back.

use std::path::PathBuf;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::model::Project;
use crate::store::{self, Home, Mending, Progress, StoreError};

use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil mend` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A file that is cut off, empty or otherwise no file of its kind is replaced by its last good version: that of the newest backup \
on this computer, gone on with by what the journal says was done since. The damaged file is kept outside the project folder. A \
file that is whole, of a newer version of the program, or that may not be read stays as it is.

Close the project in the window first.

Examples:
  postil mend my-project --dry-run
  postil mend my-project
  postil mend my-project annotators/ana/layers/harbour-vote.ron

Exit codes: 0 nothing is damaged any more, 1 there is no good version of something, or with --dry-run something is damaged, 2 \
the project cannot be read.

JSON: [{\"file\", \"backup\"?, \"changes\"?, \"left_out\"?, \"kept\"?, \"refused\"?}]")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Files, relative to that; all that are damaged when none is given
    file: Vec<String>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What became of a file.
#[derive(Debug, Serialize)]
struct Line {
    file: String,
    /// When the backup was made that has the good version.
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<String>,
    /// How many changes the journal adds to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<usize>,
    /// How many changes of the journal do not fit and are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<usize>,
    /// Where the damaged file is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
    /// Why the file stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let state = streams.state.as_ref().ok_or_else(|| {
        Failure::refused("The system names no folder for the user's state, so there are no backups and no journal.")
    })?;
    let home = Home::of(state, &args.project);
    let mut lines = Vec::new();
    let mut project = Project::default();
    // Without it nothing else can be read.
    let opened = match store::open(&args.project, &Progress::default()) {
        Err(StoreError::Damaged { path, .. }) => {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            lines.push(mend(args, &home, &project, &file)?);
            store::open(&args.project, &Progress::default()).ok()
        }
        opened => Some(opened?),
    };
    if let Some(opened) = opened {
        project = opened.project;
        let damaged = opened.findings.iter().filter(|finding| {
            let part = store::unusable(finding);
            part.is_some_and(|part| opened.locked.get(&part).is_some())
        });
        let mut files: Vec<String> = damaged.map(|finding| finding.file.clone()).collect();
        files.dedup();
        if !args.file.is_empty() {
            files.clone_from(&args.file);
        }
        for file in files {
            lines.push(mend(args, &home, &project, &file)?);
        }
    }
    if args.json {
        streams.json(&lines)?;
    } else {
        for line in &lines {
            streams.line(one_line(&line.in_words(args.dry_run)))?;
        }
        if lines.is_empty() {
            streams.note("Nothing is damaged.");
        }
    }
    let is_left = |line: &Line| line.refused.is_some() || args.dry_run;
    Ok(if lines.iter().any(is_left) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn mend(args: &Args, home: &Home, project: &Project, file: &str) -> Result<Line, StoreError> {
    let progress = Progress::default();
    let found = Mending::look(&args.project, home, project, file, &progress)?;
    let mut line = Line {
        file: file.to_owned(),
        backup: None,
        changes: None,
        left_out: None,
        kept: None,
        refused: None,
    };
    let Some(mending) = found else {
        line.refused = Some("it is not damaged, or nothing here knows a good version".to_owned());
        return Ok(line);
    };
    line.backup = mending.at.map(|at| at.to_string());
    line.changes = Some(mending.changes);
    line.left_out = Some(mending.left_out).filter(|count| *count > 0);
    if !args.dry_run {
        match mending.carry_out(&args.project, home) {
            Ok(kept) => line.kept = Some(kept.display().to_string()),
            Err(why) => line.refused = Some(why),
        }
    }
    Ok(line)
}

impl Line {
    fn in_words(&self, is_dry: bool) -> String {
        if let Some(why) = &self.refused {
            return format!("{}: {why}", self.file);
        }
        let at = self.backup.as_ref().and_then(|at| at.parse().ok());
        let from = at.map_or_else(
            || "the journal".to_owned(),
            |at: jiff::Timestamp| {
                let at = at.to_zoned(TimeZone::system());
                format!("the backup of {}", at.strftime("%Y-%m-%d %H:%M"))
            },
        );
        let changes = count(
            self.changes.unwrap_or_default(),
            "later change",
            "later changes",
        );
        let left = self.left_out.map_or_else(String::new, |left| {
            let left = count(left, "change that does", "changes that do");
            format!(", without {left} not fit")
        });
        let would = if is_dry { "would come back" } else { "is back" };
        let kept = self.kept.as_ref();
        let kept = kept.map_or_else(String::new, |kept| format!("; the damaged file is {kept}"));
        format!(
            "{}: {would} from {from}, with {changes}{left}{kept}",
            self.file
        )
    }
}
