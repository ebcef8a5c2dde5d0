//! Committing, fetching, merging, pushing, one after the other, and what came of each.

use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use crate::model::{Part, Project};
use crate::say;
use crate::store::Progress;

use super::changes::Changes;
use super::plan::{self, OURS, OWN_MERGE, Place, Plan, Remote};
use super::resolve::{Disagreement, Resolved, resolve};
use super::run::{Git, Patience};
use super::setup;
use super::trouble::GitError;

/// So often what others pushed meanwhile is merged before it is given up.
const ATTEMPTS: usize = 3;

/// What a sync does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Telling git how files of the project are merged.
    SetUp,
    /// Keeping what is new here.
    Commit,
    /// Getting what others have pushed.
    Fetch,
    /// Bringing both together.
    Merge,
    /// Giving it to the others.
    Push,
}

impl Step {
    /// What it is called on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Commit => "commit",
            Self::Fetch => "fetch",
            Self::Merge => "merge",
            Self::Push => "push",
        }
    }

    /// What is being done, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SetUp => say!("git-doing-set-up"),
            Self::Commit => say!("git-doing-commit"),
            Self::Fetch => say!("git-doing-fetch"),
            Self::Merge => say!("git-doing-merge"),
            Self::Push => say!("git-doing-push"),
        }
    }
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Git has been told.
    SetUp,
    /// So many files were committed.
    Committed(usize),
    /// There was nothing new here.
    NothingNew,
    /// There is nowhere to push to.
    NoRemote,
    /// So many commits of others came.
    Fetched(usize),
    /// They were brought together: what changed here by that, and in how many files both sides met.
    Merged(Changes, usize),
    /// So many commits were pushed.
    Pushed(usize),
    /// The others have everything.
    NothingToPush,
    /// Somebody was faster: it is fetched again.
    Overtaken,
    /// It was not done.
    Failed(GitError),
}

/// A step with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was to be done.
    pub step: Step,
    /// What came of it.
    pub outcome: Outcome,
}

impl Done {
    /// What came of it, in a sentence.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.outcome {
            Outcome::SetUp => say!("git-done-set-up").to_owned(),
            Outcome::Committed(files) => say!("git-done-committed", count = *files),
            Outcome::NothingNew => say!("git-done-nothing-new").to_owned(),
            Outcome::NoRemote => say!("git-done-no-remote").to_owned(),
            Outcome::Fetched(0) => say!("git-done-nothing-fetched").to_owned(),
            Outcome::Fetched(commits) => say!("git-done-fetched", count = *commits),
            Outcome::Merged(changes, met) => {
                let what = changes.what().join(", ");
                let merged = if changes.is_empty() {
                    say!("git-done-merged-nothing").to_owned()
                } else {
                    say!("git-done-merged", what = what)
                };
                match met {
                    0 => merged,
                    met => format!("{merged} {}", say!("git-done-met", count = *met)),
                }
            }
            Outcome::Pushed(commits) => say!("git-done-pushed", count = *commits),
            Outcome::NothingToPush => say!("git-done-nothing-to-push").to_owned(),
            Outcome::Overtaken => say!("git-done-overtaken").to_owned(),
            Outcome::Failed(error) => error.to_string(),
        }
    }
}

/// What came of a sync.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The steps, in their order.
    pub done: Vec<Done>,
    /// What the sides do not agree on: both versions are there, or the other one is in what they committed and can be taken.
    pub conflicts: Vec<Disagreement>,
}

impl Report {
    /// What went wrong, if anything did.
    #[must_use]
    pub fn error(&self) -> Option<&GitError> {
        self.done.iter().find_map(|done| match &done.outcome {
            Outcome::Failed(error) => Some(error),
            _ => None,
        })
    }

    /// The parts of the project that changed here by what came from others, from this step of it on.
    pub fn pulled(&self, from: usize) -> impl Iterator<Item = &Part> {
        let merged = self
            .done
            .iter()
            .skip(from)
            .filter_map(|done| match &done.outcome {
                Outcome::Merged(changes, _) => Some(changes.parts()),
                _ => None,
            });
        merged.flatten()
    }

    /// Whether anything came from others.
    #[must_use]
    pub fn brought(&self) -> bool {
        let came = |done: &Done| match &done.outcome {
            Outcome::Merged(changes, _) => !changes.is_empty(),
            _ => false,
        };
        self.done.iter().any(came)
    }
}

/// Commits, fetches, merges and pushes. `told` is called with what was done so far, and with what is done next, whenever that
/// changes. Nobody else may write into the folder meanwhile. What was cancelled or failed leaves everything that is here
/// committed, or as it was.
pub fn sync(
    root: &Path,
    project: &Project,
    me: &str,
    progress: &Progress,
    told: &mut dyn FnMut(&Report, Option<Step>),
) -> Report {
    let mut run = Run {
        root,
        progress,
        report: Report::default(),
        step: Step::Commit,
        told,
    };
    if let Err(error) = run.all(project, me) {
        let step = run.step;
        run.note(step, Outcome::Failed(error));
    }
    (run.told)(&run.report, None);
    run.report
}

/// A sync that is going on.
struct Run<'a> {
    root: &'a Path,
    progress: &'a Progress,
    report: Report,
    step: Step,
    told: &'a mut dyn FnMut(&Report, Option<Step>),
}

impl Run<'_> {
    fn begin(&mut self, step: Step) -> Result<(), GitError> {
        self.step = step;
        (self.told)(&self.report, Some(step));
        if self.progress.cancel.load(Ordering::Relaxed) {
            return Err(GitError::Cancelled);
        }
        Ok(())
    }

    fn note(&mut self, step: Step, outcome: Outcome) {
        self.report.done.push(Done { step, outcome });
        self.progress.done.fetch_add(1, Ordering::Relaxed);
    }

    fn all(&mut self, project: &Project, me: &str) -> Result<(), GitError> {
        self.progress.total.fetch_add(5, Ordering::Relaxed);
        self.begin(Step::Commit)?;
        let plan = plan::plan(self.root, project, me, self.progress)?;
        if let Some(obstacle) = &plan.obstacle {
            return Err(GitError::File(obstacle.words()));
        }
        let mut git = Git::at(self.root, self.progress)
            // Files that both sides changed are left as they are here, to be merged by this program.
            .with("merge.postil.driver=false".to_owned());
        if let Some((name, address)) = &plan.author {
            git = git
                .with(format!("user.name={name}"))
                .with(format!("user.email={address}"));
        }
        let place = plan::place(&git, self.root)?;
        if plan.resumes {
            self.begin(Step::Merge)?;
            self.conclude(&git, &place)?;
        }
        if plan.sets_up {
            self.begin(Step::SetUp)?;
            setup::set_up(self.root)?;
            self.note(Step::SetUp, Outcome::SetUp);
        }
        self.begin(Step::Commit)?;
        self.commit(&git, &place, project, me)?;
        let Some(remote) = &plan.remote else {
            self.note(Step::Push, Outcome::NoRemote);
            return Ok(());
        };
        self.exchange(&git, &place, &plan, remote, (project, me))
    }

    /// Commits what is new in the project's folder.
    fn commit(
        &mut self,
        git: &Git<'_>,
        place: &Place,
        project: &Project,
        me: &str,
    ) -> Result<(), GitError> {
        let changes = plan::changes(git, place)?;
        if changes.is_empty() {
            self.note(Step::Commit, Outcome::NothingNew);
            return Ok(());
        }
        git.must(&[&["add", "--all", "--"][..], &OURS].concat())?;
        let message = changes.message(project, me);
        let commit = ["commit", "--quiet", "-m", &message, "--"];
        git.must(&[&commit[..], &OURS].concat())?;
        self.note(Step::Commit, Outcome::Committed(changes.count()));
        Ok(())
    }

    /// Fetches, merges and pushes, again when somebody else was faster.
    fn exchange(
        &mut self,
        git: &Git<'_>,
        place: &Place,
        plan: &Plan,
        remote: &Remote,
        (project, me): (&Project, &str),
    ) -> Result<(), GitError> {
        let mut is_new = remote.is_new;
        for attempt in 1..=ATTEMPTS {
            self.begin(Step::Fetch)?;
            let fetched = git.run(&["fetch", "--quiet", &remote.name], Patience::Line)?;
            if !fetched.is_done() {
                return Err(fetched.failure_on_the_line("fetch"));
            }
            let theirs = theirs(git, &plan.branch, remote)?;
            let new = match &theirs {
                Some(theirs) => count(git, &format!("HEAD..{theirs}"))?,
                None => 0,
            };
            self.note(Step::Fetch, Outcome::Fetched(new));
            if let Some(theirs) = theirs.as_ref().filter(|_| new > 0) {
                self.begin(Step::Merge)?;
                if !self.merge(git, place, theirs, remote)? {
                    // Something was written here after the commit.
                    self.begin(Step::Commit)?;
                    self.commit(git, place, project, me)?;
                    continue;
                }
            }
            self.begin(Step::Push)?;
            let range = theirs.map_or_else(|| "HEAD".to_owned(), |it| format!("{it}..HEAD"));
            let ours = count(git, &range)?;
            if ours == 0 && !is_new {
                self.note(Step::Push, Outcome::NothingToPush);
                return Ok(());
            }
            if push(git, remote, is_new)? {
                self.note(Step::Push, Outcome::Pushed(ours));
                return Ok(());
            }
            is_new = remote.is_new;
            if attempt < ATTEMPTS {
                self.note(Step::Push, Outcome::Overtaken);
            }
        }
        Err(GitError::Overtaken(ATTEMPTS))
    }

    /// Merges a commit of others. `false` when git refuses because something here is not committed.
    fn merge(
        &mut self,
        git: &Git<'_>,
        place: &Place,
        theirs: &str,
        remote: &Remote,
    ) -> Result<bool, GitError> {
        let before = head(git)?;
        let own = place.own.join(OWN_MERGE);
        fs::write(&own, format!("{theirs}\n")).map_err(|error| file_error(&own, &error))?;
        let message = say!(
            "git-merge-message",
            branch = &remote.branch,
            remote = &remote.name
        );
        let said = git.ask(&[
            "merge",
            "--quiet",
            "--ff",
            "--no-stat",
            "-X",
            "no-renames",
            "-m",
            &message,
            theirs,
        ])?;
        let resolved = if said.is_done() {
            Resolved::default()
        } else if place.own.join("MERGE_HEAD").exists() {
            self.finish(git, place)?
        } else {
            let _it_is_told_by_the_merge = fs::remove_file(&own);
            let is_changed = !plan::changes(git, place)?.is_empty();
            return if is_changed {
                Ok(false)
            } else {
                Err(said.failure("merge"))
            };
        };
        let _it_is_told_by_the_merge = fs::remove_file(&own);
        self.note_merge(git, before.as_deref(), resolved)?;
        Ok(true)
    }

    /// Brings a merge to its end that an earlier sync has begun.
    fn conclude(&mut self, git: &Git<'_>, place: &Place) -> Result<(), GitError> {
        let before = head(git)?;
        let resolved = self.finish(git, place)?;
        let _it_is_told_by_the_merge = fs::remove_file(place.own.join(OWN_MERGE));
        self.note_merge(git, before.as_deref(), resolved)
    }

    /// Merges the files in which both sides meet, and commits that; or takes the merge back.
    fn finish(&mut self, git: &Git<'_>, place: &Place) -> Result<Resolved, GitError> {
        let finished = resolve(git, self.root, place).and_then(|resolved| {
            git.must(&["commit", "--quiet", "--no-edit", "--cleanup=strip"])?;
            Ok(resolved)
        });
        if finished.is_err() {
            git.must(&["merge", "--abort"])?;
            let _it_is_told_by_the_merge = fs::remove_file(place.own.join(OWN_MERGE));
        }
        finished
    }

    fn note_merge(
        &mut self,
        git: &Git<'_>,
        before: Option<&str>,
        resolved: Resolved,
    ) -> Result<(), GitError> {
        let before = before.unwrap_or(EMPTY_TREE);
        let names = [
            "diff",
            "--name-status",
            "--no-renames",
            "--relative",
            "-z",
            before,
            "HEAD",
            "--",
            ".",
        ];
        let changes = Changes::of_names(&git.must(&names)?.items());
        self.report.conflicts.extend(resolved.conflicts);
        self.note(Step::Merge, Outcome::Merged(changes, resolved.files));
        Ok(())
    }
}

/// What git calls a tree without files.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

fn file_error(path: &Path, error: &std::io::Error) -> GitError {
    let why = crate::store::error::describe(error);
    GitError::File(format!("{}: {why}", path.display()))
}

/// The commit that is checked out; none before the first one.
fn head(git: &Git<'_>) -> Result<Option<String>, GitError> {
    git.find(&["rev-parse", "--verify", "-q", "HEAD"])
}

/// The last commit of the others, as it was fetched; none when their branch is not there yet.
fn theirs(git: &Git<'_>, branch: &str, remote: &Remote) -> Result<Option<String>, GitError> {
    let upstream = format!("{branch}@{{upstream}}");
    let tracked = format!("refs/remotes/{}/{}", remote.name, remote.branch);
    let known = (!remote.is_new).then_some(upstream);
    for name in known.into_iter().chain([tracked]) {
        let found = git.find(&["rev-parse", "--verify", "-q", &name])?;
        if let Some(found) = found.filter(|it| !it.is_empty()) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn count(git: &Git<'_>, range: &str) -> Result<usize, GitError> {
    let said = git.ask(&["rev-list", "--count", range])?;
    // Before the first commit there is nothing to count from.
    Ok(said.line().parse().unwrap_or_default())
}

/// Pushes. `false` when somebody else was faster.
fn push(git: &Git<'_>, remote: &Remote, is_new: bool) -> Result<bool, GitError> {
    let there = format!("HEAD:refs/heads/{}", remote.branch);
    let mut arguments = vec!["push", "--porcelain"];
    arguments.extend(is_new.then_some("--set-upstream"));
    arguments.extend([&*remote.name, &there]);
    let said = git.run(&arguments, Patience::Line)?;
    if said.is_done() {
        return Ok(true);
    }
    if is_overtaken(&String::from_utf8_lossy(&said.out)) {
        return Ok(false);
    }
    Err(said.failure_on_the_line("push"))
}

/// Whether what `git push --porcelain` tells of the branch is that it has gone on meanwhile.
fn is_overtaken(told: &str) -> bool {
    /// What the other side says when two come in the same moment.
    const AT_ONCE: [&str; 3] = [
        "cannot lock ref",
        "incorrect old value",
        "failed to update ref",
    ];
    told.lines().any(|line| {
        let refused = line.starts_with("!\t");
        refused && (line.contains("[rejected]") || AT_ONCE.iter().any(|why| line.contains(why)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_overtaken_is_told_from_who_is_not_let_in() {
        let overtaken = "To /bare\n!\tHEAD:refs/heads/main\t[rejected] (fetch first)\nDone\n";
        assert!(is_overtaken(overtaken));
        assert!(is_overtaken(
            "!\tHEAD:refs/heads/main\t[remote rejected] (cannot lock ref 'refs/heads/main': is at 1 but expected 2)"
        ));
        assert!(!is_overtaken(
            "!\tHEAD:refs/heads/main\t[remote rejected] (pre-receive hook declined)"
        ));
        assert!(!is_overtaken(
            "*\tHEAD:refs/heads/main\t[new branch]\nDone\n"
        ));
    }
}
