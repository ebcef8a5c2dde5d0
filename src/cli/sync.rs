//! `postil sync`: commits what is new in a project, and exchanges it with others through git.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::model::merge::{Told, resolve};
use crate::model::{Edit, Project, Veil};
use crate::query::differing;
use crate::store::git::{
    self, Changes, Disagreement, Done, GitError, OtherSide, Outcome as Came, Plan, Report,
};
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

Where both sides changed the same differently, that is told: of annotations and texts both versions are there; where there is \
room for one only, as for the colour of a tag, what was here stays, and what the others have is told, too. With --theirs it is \
taken instead.

Git is the one that is installed, with its settings and hooks; it asks for nothing, neither passwords nor messages. The \
branch goes where git says, or to the only remote under its own name. Without a remote everything is committed, and that \
is all. Where git knows no name, the commit names the annotator.

JSON: {\"repository\", \"branch\", \"remote\"?: {\"name\", \"address\", \"branch\", \"new\"}, \"changes\": {\"new\", \"changed\", \"deleted\", \"about\"}, \
\"message\", \"obstacle\"?, \"steps\": [{\"step\": \"set-up\" | \"commit\" | \"fetch\" | \"merge\" | \"push\", \"done\", \"said\"}], \"conflicts\": [TEXT]}; \
steps is empty after a dry run.

Examples:
  postil sync my-project --dry-run
  postil sync my-project
  postil sync my-project --theirs

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
    /// Where both sides changed one value of the codebook, of the settings, or of what is known of an article or a person: take
    /// theirs, and sync again
    #[arg(long)]
    theirs: bool,
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
    fn of(plan: &Plan, report: &Report, conflicts: Vec<String>) -> Self {
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
            conflicts,
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
    let worker = session.worker(args.annotator.as_deref())?;
    let me = session.project.annotator_name(&worker).to_owned();
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
    let mut report = synced(root, &session.project, &me, args.json, streams);
    let veil = session.veil()?;
    let tell = |found: &Disagreement| told(&session.project, &veil, found);
    let mut conflicts: Vec<String> = report.conflicts.iter().map(tell).collect();
    let can_be_taken = report.conflicts.iter().any(|it| it.other.is_some());
    if args.theirs && can_be_taken && report.error().is_none() {
        let mut after = Session::open(root, streams)?;
        let (others, left) = core::mem::take(&mut report.conflicts)
            .into_iter()
            .partition::<Vec<_>, _>(|it| it.other.is_some());
        for other in others.iter().filter_map(|it| it.other.as_deref()) {
            let edit = taking(&after.project, other);
            if !edit.is_empty() {
                after.commit(&worker, &edit)?;
            }
        }
        after.save(streams)?;
        let again = synced(root, &after.project, &me, args.json, streams);
        conflicts.extend(again.conflicts.iter().map(tell));
        report.done.extend(again.done);
        report.conflicts = left;
        report.conflicts.extend(again.conflicts);
    }
    if args.json {
        streams.json(&Output::of(&plan, &report, conflicts))?;
    } else {
        for conflict in &conflicts {
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

/// Syncs, and prints each step as it is done.
fn synced(
    root: &Path,
    project: &Project,
    me: &str,
    json: bool,
    streams: &mut Streams<'_>,
) -> Report {
    let mut told = 0;
    let mut tell = |report: &Report| {
        let new: Vec<&Done> = report.done.iter().skip(told).collect();
        told += new.len();
        if json {
            return;
        }
        for done in new {
            if !matches!(done.outcome, Came::Failed(_)) {
                // Whoever listens no more hears it at the end.
                let _nobody_listens = streams.line(done.words());
            }
        }
    };
    let progress = Progress::default();
    git::sync(root, project, me, &progress, &mut |report, _| tell(report))
}

/// What the sides do not agree on, with what the others have where that is not in the project.
fn told(project: &Project, veil: &Veil, found: &Disagreement) -> String {
    let Some(other) = &found.other else {
        return found.words.clone();
    };
    let lines = differing(project, veil, &other.step.from, &other.step.to);
    format!("{} Here → there: {}", found.words, lines.join("; "))
}

/// What takes the version of the others into the project.
fn taking(project: &Project, other: &OtherSide) -> Edit {
    let told = Told {
        name: "Take the version of the others".to_owned(),
        other: "a colleague, through git".to_owned(),
    };
    resolve(project, core::slice::from_ref(&other.step), &told).edit
}

fn tell_plan(plan: &Plan, json: bool, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if json {
        streams.json(&Output::of(plan, &Report::default(), Vec::new()))?;
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
