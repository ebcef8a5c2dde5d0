//! `postil merge-driver` and `postil git-setup`: git merges the files of a project by what they say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::model::merge::Told;
use crate::store::{self, project_of};

use super::terminal::one_line;
use super::{Failure, Outcome, Streams, merge};

/// What `postil merge-driver` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Git calls this for each file that both sides changed, once postil git-setup has told it to. The merged file takes the \
place of OURS. A file that cannot be read by what it says is merged by lines, as git does it.

Exit codes: 0 merged; 1 there is something in the file to decide first.")]
pub struct DriverArgs {
    /// The common version (%O)
    base: PathBuf,
    /// Our version (%A), which becomes the merged one
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// The file's place in the repository (%P)
    path: PathBuf,
}

/// What `postil git-setup` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Writes into .git/config how files of the project are merged, for this clone of the repository; everybody who merges says \
it once. Which files that are stands in the project's .gitattributes. `git diff` names the annotation above each change, and \
with --color-words shows what changed in it.

Example:
  postil git-setup my-project")]
pub struct SetupArgs {
    /// Project folder, in a git repository
    project: PathBuf,
}

pub(super) fn drive(args: &DriverArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match drive_by_structure(args) {
        Ok(conflicts) => {
            let path = args.path.display();
            if !conflicts.is_empty() {
                streams.note(one_line(&format!("postil: {path}:")));
            }
            Ok(if merge::tell(&conflicts, streams) {
                Outcome::Done
            } else {
                Outcome::Findings
            })
        }
        Err(why) => {
            let path = args.path.display();
            streams.note(one_line(&format!(
                "postil: {path} is merged by lines: {why}"
            )));
            drive_by_lines(args)
        }
    }
}

fn drive_by_structure(args: &DriverArgs) -> Result<Vec<crate::model::merge::Conflict>, String> {
    let read = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let texts = [read(&args.base)?, read(&args.ours)?, read(&args.theirs)?];
    let place = project_of(&args.path);
    let codebook = place.as_ref().and_then(|(root, _)| {
        let text = fs::read_to_string(root.join("codebook.ron")).ok()?;
        store::codebook_from_ron(&text).ok()
    });
    let part = place
        .map(|(_, part)| part)
        .or_else(|| texts.iter().find_map(|text| store::part_of_text(text)))
        .ok_or("it is no file of a project.")?;
    let told = Told {
        name: "Merge".to_owned(),
        other: "the other branch".to_owned(),
    };
    let [base, ours, theirs] = [0, 1, 2].map(|at| Some(texts[at].as_str()));
    // Without a common version git gives an empty one.
    let base = base.filter(|text| !text.is_empty());
    let merged = store::merge_files(&part, [base, ours, theirs], codebook.as_ref(), &told)?;
    fs::write(&args.ours, merged.text)
        .map_err(|error| format!("{}: {error}", args.ours.display()))?;
    Ok(merged.conflicts)
}

/// What git itself would do.
fn drive_by_lines(args: &DriverArgs) -> Result<Outcome, Failure> {
    let labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
    let status = Command::new("git")
        .args(["merge-file", "--diff3"])
        .args(labels)
        .args([&args.ours, &args.base, &args.theirs])
        .status()
        .map_err(|error| Failure::refused(format!("git: {error}")))?;
    Ok(if status.success() {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

pub(super) fn set_up(args: &SetupArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let root = &args.project;
    if !root.join("project.ron").is_file() {
        let root = root.display();
        return Err(Failure::Unreadable(format!(
            "{root} is not a Postil project: there is no project.ron in it."
        )));
    }
    let told = "Git merges the files of this project by what they say, in this clone.";
    let others = " Commit .gitattributes, so that it is so in others.";
    let is_new = store::git::set_up(root)?;
    streams.line(format!("{told}{}", if is_new { others } else { "" }))?;
    Ok(Outcome::Done)
}
