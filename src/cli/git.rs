//! `postil merge-driver` and `postil git-setup`: git merges the files of a project by what they say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::model::merge::Told;
use crate::store::{self, project_of};

use super::terminal::one_line;
use super::{Failure, Outcome, Streams, merge};

/// What git calls the merge driver, in `.gitattributes` too.
const NAME: &str = "postil";

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
    let program = std::env::current_exe()
        .map_err(|error| Failure::refused(format!("The place of this program: {error}.")))?;
    let driver = format!("{} merge-driver %O %A %B %P", quoted(&program));
    let settings = [
        ("name", "Postil, by what the files say"),
        ("driver", &driver),
    ];
    for (key, value) in settings {
        let output = Command::new("git")
            .arg("-C")
            .arg(root)
            .args(["config", "--local", &format!("merge.{NAME}.{key}"), value])
            .output()
            .map_err(|error| Failure::refused(format!("git cannot be run: {error}.")))?;
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::refused(format!(
                "{} is in no git repository, or its settings cannot be written: {}",
                root.display(),
                why.trim()
            )));
        }
    }
    set_up_diff(root)?;
    let attributes = root.join(".gitattributes");
    let known = fs::read_to_string(&attributes).unwrap_or_default();
    if known.contains(&format!("merge={NAME}")) {
        streams.line("Git merges the files of this project by what they say, in this clone.")?;
        return Ok(Outcome::Done);
    }
    let mut text = known;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(store::GIT_ATTRIBUTES_TEXT);
    fs::write(&attributes, text)
        .map_err(|error| Failure::refused(format!("{}: {error}.", attributes.display())))?;
    streams.line("Git merges the files of this project by what they say, in this clone. Commit .gitattributes, so that it is so in others.")?;
    Ok(Outcome::Done)
}

/// Has git compare the files word by word (`git diff --color-words`), and name the annotation above each change.
fn set_up_diff(root: &Path) -> Result<(), Failure> {
    let git = |args: &[&str]| {
        let output = Command::new("git").arg("-C").arg(root).args(args).output();
        let output = output.map_err(|error| Failure::refused(format!("git: {error}.")))?;
        Ok::<_, Failure>(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let settings = [
        ("xfuncname", "^ *\\((id: \"[^\"]*\")"),
        ("wordRegex", "\"([^\"\\\\]|\\\\.)*\"|[^][ ,():]+|[][,():]"),
    ];
    for (key, value) in settings {
        git(&["config", "--local", &format!("diff.{NAME}.{key}"), value])?;
    }
    // In this clone alone: what others see of a change is theirs to say.
    let place = git(&["rev-parse", "--git-path", "info/attributes"])?;
    let place = root.join(place);
    let known = fs::read_to_string(&place).unwrap_or_default();
    let line = format!("*.ron diff={NAME}\n");
    if known.contains(line.trim()) {
        return Ok(());
    }
    if let Some(folder) = place.parent() {
        let _it_may_be_there = fs::create_dir_all(folder);
    }
    let gap = if known.is_empty() || known.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    fs::write(&place, format!("{known}{gap}{line}"))
        .map_err(|error| Failure::refused(format!("{}: {error}.", place.display())))
}

/// A path as a word for the shell that runs merge drivers.
fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', "'\\''"))
}
