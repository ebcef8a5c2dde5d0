//! `postil backup`: what a project was, kept on this computer, and copies of it.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::store::{self, Backup, BackupError, Backups, Home, Made, Progress, Reason};

use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil backup` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

/// What can be done with backups.
#[derive(Debug, clap::Subcommand)]
enum What {
    /// List the backups of a project, newest first
    #[command(
        after_help = "Prints a line for each: number, time, what it holds, why it was made. Works for a project folder that is gone, too.

JSON: [{\"number\", \"at\", \"reason\"?, \"project\"?, \"files\"?, \"bytes\"?, \"damage\"?}]"
    )]
    List {
        /// Project folder
        project: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Back a project up now
    Make {
        /// Project folder
        project: PathBuf,
    },
    /// Write a copy of the project as a backup has it; the project itself stays as it is
    #[command(after_help = "\
Examples:
  postil backup list my-project
  postil backup restore my-project 12
  postil backup restore my-project 12 --to my-project-before-the-merge")]
    Restore {
        /// Project folder
        project: PathBuf,
        /// Number of the backup
        number: u64,
        /// Folder for the copy, new or empty; beside the project when none is given
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
}

/// A backup in the JSON output.
#[derive(Serialize)]
struct Line {
    number: u64,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    damage: Option<String>,
}

impl From<Backup> for Line {
    fn from(backup: Backup) -> Self {
        let (about, damage) = match backup.about {
            Ok(about) => (Some(about), None),
            Err(damage) => (None, Some(damage)),
        };
        Self {
            number: backup.number,
            at: backup.at.to_string(),
            reason: about.as_ref().map(|about| about.reason.words()),
            files: about.as_ref().map(|about| about.files),
            bytes: about.as_ref().map(|about| about.bytes),
            project: about.map(|about| about.project),
            damage,
        }
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        Self::refused(error.to_string())
    }
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match &args.what {
        What::List { project, json } => list(&backups_of(project, streams)?, *json, streams),
        What::Make { project } => make(project, streams),
        What::Restore {
            project,
            number,
            to,
        } => restore(project, *number, to.as_deref(), streams),
    }
}

fn backups_of(project: &Path, streams: &Streams<'_>) -> Result<Backups, Failure> {
    let state = streams.state.as_ref().ok_or_else(|| {
        Failure::refused(
            "The system names no folder for the user's state, so there are no backups.",
        )
    })?;
    Ok(Home::of(state, project).backups())
}

fn list(backups: &Backups, json: bool, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let list = backups.list();
    if json {
        let lines: Vec<Line> = list.into_iter().map(Line::from).collect();
        serde_json::to_writer_pretty(&mut *streams.out, &lines)
            .map_err(|error| Failure::Output(error.into()))?;
        writeln!(streams.out)?;
        return Ok(Outcome::Done);
    }
    if list.is_empty() {
        streams.note("There is no backup of this project yet.");
    }
    for backup in list {
        let at = backup.at.to_zoned(TimeZone::system());
        let about = match &backup.about {
            Ok(about) => format!(
                "{}, {} kB, {}",
                count(about.files, "file", "files"),
                about.bytes.div_ceil(1000),
                about.reason.words()
            ),
            Err(damage) => format!("damaged: {damage}"),
        };
        let at = at.strftime("%Y-%m-%d %H:%M");
        streams.line(one_line(&format!("{:>6}  {at}  {about}", backup.number)))?;
    }
    Ok(Outcome::Done)
}

fn make(project: &Path, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let about = about(project)?;
    let made = backups_of(project, streams)?.make(
        project,
        &about,
        Reason::ByHand,
        &Progress::default(),
    )?;
    let (number, left_out) = match made {
        Made::New {
            number, left_out, ..
        } => (number, left_out),
        Made::Unchanged(number) => (number, Vec::new()),
    };
    streams.line(format!("{number}"))?;
    for file in &left_out {
        streams.note(one_line(&format!("postil: not in the backup: {file}")));
    }
    Ok(if left_out.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

/// What the project says of itself.
fn about(project: &Path) -> Result<crate::model::Settings, Failure> {
    let opened = store::open_articles(project, store::Cache::default(), &Progress::default())?;
    Ok(opened.project.settings)
}

fn restore(
    project: &Path,
    number: u64,
    to: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let backups = backups_of(project, streams)?;
    let backup = backups.list().into_iter().find(|it| it.number == number);
    let Some(backup) = backup else {
        return Err(BackupError::Missing(number).into());
    };
    if let Ok(about) = about(project) {
        backups.make(project, &about, Reason::BeforeRestore, &Progress::default())?;
    }
    let place = to.map_or_else(|| store::free_place(project, backup.at), Path::to_owned);
    let restored = backups.restore(number, &place, &Progress::default())?;
    streams.line(one_line(&restored.root.display().to_string()))?;
    for remark in &restored.remarks {
        streams.note(one_line(&format!("postil: {remark}")));
    }
    Ok(if restored.remarks.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

/// Backs a project up before much of it is changed. That it cannot be is told, and keeps nobody from going on.
pub(super) fn before(reason: Reason, project: &Path, home: &Home, streams: &mut Streams<'_>) {
    let backups = home.backups();
    let made = about(project).and_then(|about| {
        let made = backups.make(project, &about, reason, &Progress::default());
        made.map_err(Failure::from)
    });
    if let Some(message) = made.err().and_then(|failure| failure.message()) {
        streams.note(one_line(&format!("postil: No backup was made. {message}")));
    }
}
