//! What a sync would do in a repository as it is; reads only.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::{AnnotatorId, Project};
use crate::say;
use crate::store::conflict::split;
use crate::store::{Progress, layout};

use super::changes::Changes;
use super::run::Git;
use super::setup;
use super::trouble::{GitError, without_password};

/// What of the folder belongs to a commit: all but files that are being written.
pub(super) const OURS: [&str; 2] = [".", ":(exclude)*.postil-new"];

/// The file in git's folder that tells a merge of ours from one that the user has begun: it holds what is merged.
pub(super) const OWN_MERGE: &str = "postil-merge";

/// Where work goes and comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// Its name in git.
    pub name: String,
    /// Its address, without names and passwords in it.
    pub address: String,
    /// The branch there.
    pub branch: String,
    /// Whether the branch here does not know it yet.
    pub is_new: bool,
}

/// Why there is nothing to be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// No branch is checked out, but a single commit.
    Detached,
    /// Git is in the middle of something that somebody else has begun, in its words.
    UnderWay(&'static str),
    /// Git is told to look past the project's folder.
    Ignored,
    /// These files hold two versions between git's markers.
    Markers(Vec<String>),
    /// There are several remotes, and none is the usual one.
    ManyRemotes(Vec<String>),
}

impl Obstacle {
    /// What to do about it, in a sentence or two.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Detached => say!("git-detached").to_owned(),
            Self::UnderWay(what) => say!("git-under-way", what = *what),
            Self::Ignored => say!("git-ignored").to_owned(),
            Self::Markers(files) => say!("git-markers", files = files.join(", ")),
            Self::ManyRemotes(names) => say!("git-many-remotes", names = names.join(", ")),
        }
    }
}

/// What a sync would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The folder of the work tree.
    pub top: PathBuf,
    /// The branch that is checked out; empty when none is.
    pub branch: String,
    /// Where it goes; none where there is no remote.
    pub remote: Option<Remote>,
    /// What would be committed.
    pub changes: Changes,
    /// The message of that commit.
    pub message: String,
    /// Name and address of its author, where git knows none.
    pub author: Option<(String, String)>,
    /// Whether git would be told first how files of the project are merged.
    pub sets_up: bool,
    /// Whether a merge that an earlier sync has begun would be brought to its end first.
    pub resumes: bool,
    /// Why nothing can be done.
    pub obstacle: Option<Obstacle>,
}

/// Where a repository is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The folder of the work tree.
    pub top: PathBuf,
    /// Git's own folder.
    pub own: PathBuf,
    /// The way from the top to the project, with `/` at its end; empty when they are the same.
    pub prefix: String,
}

/// Finds out where the repository is.
pub(super) fn place(git: &Git<'_>, root: &Path) -> Result<Place, GitError> {
    let said = git.ask(&[
        "rev-parse",
        "--show-toplevel",
        "--absolute-git-dir",
        "--show-prefix",
    ])?;
    let text = String::from_utf8_lossy(&said.out).into_owned();
    let mut lines = text.lines();
    let (top, own) = (lines.next(), lines.next());
    match (said.is_done(), top, own) {
        (true, Some(top), Some(own)) => Ok(Place {
            top: top.into(),
            own: root.join(own),
            prefix: lines.next().unwrap_or_default().to_owned(),
        }),
        (false, ..) if !said.messages.contains("not a git repository") => {
            Err(said.failure("rev-parse"))
        }
        _ => Err(GitError::NoRepository),
    }
}

/// Says what [`sync()`](super::sync()) would do for the project in `root` and this person, and changes nothing.
///
/// # Errors
/// When git is not there, the folder is in no repository, or something cannot be read.
pub fn plan(
    root: &Path,
    project: &Project,
    me: &str,
    progress: &Progress,
) -> Result<Plan, GitError> {
    let git = Git::at(root, progress);
    let place = place(&git, root)?;
    let branch = git.find(&["symbolic-ref", "-q", "--short", "HEAD"])?;
    let (resumes, under_way) = under_way(&place.own);
    let changes = changes(&git, &place)?;
    let (remote, many) = remote(&git, branch.as_deref())?;
    let markers = with_markers(root, &changes);
    let is_ignored = git.ask(&["check-ignore", "-q", layout::PROJECT])?.is_done();
    let obstacle = under_way
        .map(Obstacle::UnderWay)
        .or_else(|| branch.is_none().then_some(Obstacle::Detached))
        .or_else(|| is_ignored.then_some(Obstacle::Ignored))
        .or_else(|| (!resumes && !markers.is_empty()).then_some(Obstacle::Markers(markers)))
        .or_else(|| many.map(Obstacle::ManyRemotes));
    Ok(Plan {
        message: changes.message(project, me),
        author: author(&git, me)?,
        sets_up: !setup::is_set_up(&git, root)?,
        top: place.top,
        branch: branch.unwrap_or_default(),
        remote,
        changes,
        resumes,
        obstacle,
    })
}

/// What has changed in the project's folder since the last commit.
pub(super) fn changes(git: &Git<'_>, place: &Place) -> Result<Changes, GitError> {
    let status = [
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--",
    ];
    let said = git.must(&[&status[..], &OURS].concat())?;
    Ok(Changes::of_status(&said.items(), &place.prefix))
}

/// Whether a merge of ours is to be brought to its end; what else git is in the middle of.
fn under_way(own: &Path) -> (bool, Option<&'static str>) {
    const UNDER_WAY: [(&str, &str); 6] = [
        ("MERGE_HEAD", "merge"),
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
        ("BISECT_LOG", "bisect"),
    ];
    let read = |name: &str| fs::read_to_string(own.join(name)).unwrap_or_default();
    let merged = read("MERGE_HEAD");
    if !merged.trim().is_empty() && merged.trim() == read(OWN_MERGE).trim() {
        return (true, None);
    }
    let found = UNDER_WAY.iter().find(|(file, _)| own.join(file).exists());
    (false, found.map(|(_, what)| *what))
}

/// Files of the project in which git left two versions.
fn with_markers(root: &Path, changes: &Changes) -> Vec<String> {
    let files = changes.parts().map(layout::part_path);
    let has_markers = |file: &PathBuf| {
        let text = fs::read_to_string(root.join(file));
        text.is_ok_and(|text| split(&text).is_some())
    };
    files
        .filter(has_markers)
        .map(|it| layout::shown(&it))
        .collect()
}

/// Where the branch goes; or the names of the remotes of which none is the usual one.
fn remote(
    git: &Git<'_>,
    branch: Option<&str>,
) -> Result<(Option<Remote>, Option<Vec<String>>), GitError> {
    let Some(branch) = branch else {
        return Ok((None, None));
    };
    let setting = |key: String| git.find(&["config", "--get", &key]);
    let said = git.must(&["remote"])?;
    let names = String::from_utf8_lossy(&said.out).into_owned();
    let names: Vec<String> = names.lines().map(str::to_owned).collect();
    let is_one = |name: &String| name == "." || names.contains(name);
    let known = setting(format!("branch.{branch}.remote"))?.filter(is_one);
    let there = setting(format!("branch.{branch}.merge"))?.filter(|_| known.is_some());
    let usual = setting("remote.pushDefault".to_owned())?.filter(is_one);
    let origin = names.iter().find(|name| *name == "origin").cloned();
    let only = (names.len() == 1).then(|| names[0].clone());
    let Some(name) = known.or(usual).or(only).or(origin) else {
        return Ok((None, (!names.is_empty()).then_some(names)));
    };
    let address = git.find(&["remote", "get-url", &name])?;
    let is_new = there.is_none();
    let there = there.as_deref().unwrap_or(branch);
    let there = there.strip_prefix("refs/heads/").unwrap_or(there);
    let remote = Remote {
        address: without_password(&address.unwrap_or_default()),
        branch: there.to_owned(),
        name,
        is_new,
    };
    Ok((Some(remote), None))
}

/// Who is named as the author where git knows no name or no address; none when it knows both.
fn author(git: &Git<'_>, me: &str) -> Result<Option<(String, String)>, GitError> {
    let strict = git.clone().with("user.useConfigOnly=true".to_owned());
    let is_known = strict.ask(&["var", "GIT_AUTHOR_IDENT"])?.is_done()
        && strict.ask(&["var", "GIT_COMMITTER_IDENT"])?.is_done();
    if is_known {
        return Ok(None);
    }
    let known = |key| {
        let found = git.find(&["config", "--get", key])?;
        Ok::<_, GitError>(found.filter(|it| !it.is_empty()))
    };
    let id = AnnotatorId::from_name(me, |_| false);
    let name = known("user.name")?.unwrap_or_else(|| me.to_owned());
    let address = known("user.email")?.unwrap_or_else(|| format!("{id}@localhost"));
    Ok(Some((name, address)))
}
