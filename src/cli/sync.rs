//! `postil sync`: commits what is new in a project, and exchanges it with others through git.

use std::path::PathBuf;

use serde::Serialize;

use crate::store::git::{self, Changes, Done, GitError, Outcome as Came, Plan, Report};
use crate::store::{Progress, Reason};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil sync` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Commits what lies in the project's folder and nothing else, with a message that says what it is; fetches what others have \
pushed; merges it annotation by annotation, after a backup; and pushes. When somebody else was faster, it fetches and merges \
again, three times at most. What cannot be merged so is told, the merge is taken back, and what is here stays committed.

Git is the one that is installed, with its settings and hooks; it asks for nothing, neither passwords nor messages. The \
branch goes where git says, or to the only remote under its own name. Without a remote everything is committed, and that \
is all. Where git knows no name, the commit names the annotator.

JSON: {\"repository\", \"branch\", \"remote\"?: {\"name\", \"address\", \"branch\", \"new\"}, \"changes\": {\"new\", \"changed\", \"deleted\", \"about\"}, \
\"message\", \"obstacle\"?, \"steps\": [{\"step\": \"set-up\" | \"commit\" | \"fetch\" | \"merge\" | \"push\", \"done\", \"said\"}], \"conflicts\": [TEXT]}; \
steps is empty after a dry run.

Examples:
  postil sync my-project --dry-run
  postil sync my-project

Exit codes: 0 everything is exchanged; 1 not everything, or there is something to look at; 2 the project cannot be read, or git \
or the repository is not there.")]
pub struct Args {
    /// Project folder, in a git repository
    project: PathBuf,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Who commits, where git knows no name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// What is printed as JSON.
#[derive(Serialize)]
struct Output {
    repository: String,
    branch: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remote: Option<RemoteLine>,
    changes: ChangesLine,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    obstacle: Option<String>,
    steps: Vec<StepLine>,
    conflicts: Vec<String>,
}

#[derive(Serialize)]
struct RemoteLine {
    name: String,
    address: String,
    branch: String,
    new: bool,
}

#[derive(Serialize)]
struct ChangesLine {
    new: usize,
    changed: usize,
    deleted: usize,
    about: Vec<String>,
}

#[derive(Serialize)]
struct StepLine {
    step: &'static str,
    done: bool,
    said: String,
}

impl From<&Changes> for ChangesLine {
    fn from(changes: &Changes) -> Self {
        Self {
            new: changes.added,
            changed: changes.changed,
            deleted: changes.deleted,
            about: changes.what(),
        }
    }
}

impl From<&Done> for StepLine {
    fn from(done: &Done) -> Self {
        Self {
            step: done.step.id(),
            done: !matches!(done.outcome, Came::Failed(_)),
            said: done.words(),
        }
    }
}

impl Output {
    fn of(plan: &Plan, report: &Report) -> Self {
        Self {
            repository: plan.top.display().to_string(),
            branch: plan.branch.clone(),
            remote: plan.remote.as_ref().map(|remote| RemoteLine {
                name: remote.name.clone(),
                address: remote.address.clone(),
                branch: remote.branch.clone(),
                new: remote.is_new,
            }),
            changes: (&plan.changes).into(),
            message: plan.message.clone(),
            obstacle: plan.obstacle.as_ref().map(git::Obstacle::words),
            steps: report.done.iter().map(StepLine::from).collect(),
            conflicts: report.conflicts.clone(),
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        match error {
            GitError::NotInstalled | GitError::NoRepository => Self::Unreadable(error.to_string()),
            error => Self::refused(error.to_string()),
        }
    }
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let root = &args.project;
    let mut session = if args.dry_run {
        Session::read(root, streams)?
    } else {
        Session::open(root, streams)?
    };
    let me = session.worker(args.annotator.as_deref())?;
    let me = session.project.annotator_name(&me).to_owned();
    let progress = Progress::default();
    if !args.dry_run {
        // What a window left in the journal goes along.
        session.save(streams)?;
    }
    let plan = git::plan(root, &session.project, &me, &progress)?;
    if args.dry_run || plan.obstacle.is_some() {
        return tell_plan(&plan, args.json, streams);
    }
    session.back_up(Reason::BeforeMerge, streams);
    let mut told = 0;
    let report = {
        let mut tell = |report: &Report| {
            let new = report.done.iter().skip(told);
            let new: Vec<&Done> = new.collect();
            told += new.len();
            if args.json {
                return;
            }
            for done in new {
                if !matches!(done.outcome, Came::Failed(_)) {
                    // Whoever listens no more hears it at the end.
                    let _nobody_listens = streams.line(done.words());
                }
            }
        };
        git::sync(root, &session.project, &me, &progress, &mut |report, _| {
            tell(report);
        })
    };
    if args.json {
        streams.json(&Output::of(&plan, &report))?;
    } else {
        for conflict in &report.conflicts {
            streams.note(one_line(conflict));
        }
    }
    match report.error() {
        Some(error) => {
            streams.note(format!("postil: {error}"));
            Ok(Outcome::Findings)
        }
        None if report.conflicts.is_empty() => Ok(Outcome::Done),
        None => Ok(Outcome::Findings),
    }
}

fn tell_plan(plan: &Plan, json: bool, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if json {
        streams.json(&Output::of(plan, &Report::default()))?;
    } else {
        let branch = &plan.branch;
        let to = plan.remote.as_ref().map_or_else(
            || "there is no remote: nothing would be pushed".to_owned(),
            |it| format!("to {} of {} ({})", it.branch, it.name, it.address),
        );
        streams.line(one_line(&format!("branch {branch}, {to}")))?;
        let changes = &plan.changes;
        streams.line(format!(
            "to be committed: {}, {} changed, {} deleted",
            count(changes.added, "new file", "new files"),
            changes.changed,
            changes.deleted
        ))?;
        if !changes.is_empty() {
            streams.line(&plan.message)?;
        }
    }
    match &plan.obstacle {
        Some(obstacle) => Err(Failure::refused(obstacle.words())),
        None => Ok(Outcome::Done),
    }
}
