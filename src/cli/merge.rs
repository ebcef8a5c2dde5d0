//! `postil merge`: brings together what was changed in two places.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::merge::{Conflict, Kept, Step, Told, differences, resolve, without_base};
use crate::model::{Change, Level, Part, Project};
use crate::store::{self, Access, Home, Progress, Reason, project_of};

use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, take};

/// What `postil merge` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
With one folder: merges what lies in a project beside its files, the conflict copies that synchronising programs make \
and the versions that git leaves between its markers. What was merged goes into the state folder of the user.

With two: takes over into PROJECT what OTHER holds, the folder of a colleague's copy of it or a bundle (`postil bundle`): \
layers, entities, decisions and comments of its people, and articles that are not here. It is told before: how many \
annotations each person has here and there, how many of them are new, changed, or in conflict. A backup is made before. \
Articles of which the copy has another text are set apart.

With three: merges what THEIRS changed against BASE into OURS. All three are project folders, or all three are files of \
one kind; - for BASE says that there is none. A merged project goes into the new folder OUT, a merged file into OUT or \
to standard output.

Where both sides changed the same differently, both versions are kept: of an annotation, the other one stands beside it, \
marked unsure, with a note.

Examples:
  postil merge my-project
  postil merge my-project ana.postil --dry-run
  postil merge my-project copy-of-ben --cards theirs
  postil merge mailed-in-may my-project ana-s-project --output merged
  postil merge base.ron ours.ron theirs.ron --output merged.ron

Exit codes: 0 merged; 1 merged, and there is something to look at, or refused; 2 something cannot be read.")]
pub struct Args {
    /// A project folder; or PROJECT OTHER; or BASE OURS THEIRS
    #[arg(required = true, num_args = 1..=3, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Where the merged project or file goes
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    take: take::Options,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match &args.paths[..] {
        [project] if args.output.is_none() => merge_within(project, streams),
        [project, other] if args.output.is_none() => take::run(project, other, &args.take, streams),
        [base, ours, theirs] if ours.is_dir() => {
            let Some(output) = &args.output else {
                return Err(Failure::refused(
                    "Say with --output into which new folder the merged project goes.",
                ));
            };
            merge_projects([base, ours, theirs], output, streams)
        }
        [base, ours, theirs] => merge_files([base, ours, theirs], args.output.as_deref(), streams),
        _ => Err(Failure::refused(
            "Give one project folder, or PROJECT and OTHER, or BASE, OURS and THEIRS.",
        )),
    }
}

fn told() -> Told {
    Told {
        name: "Merge".to_owned(),
        other: "the other side".to_owned(),
    }
}

/// Prints what the two sides do not agree on. Says whether both versions of everything are where the merge went.
pub(super) fn tell(conflicts: &[Conflict], streams: &mut Streams<'_>) -> bool {
    for conflict in conflicts {
        streams.note(one_line(&conflict.message()));
    }
    conflicts
        .iter()
        .all(|conflict| conflict.kept != Kept::Apart)
}

fn outcome(conflicts: &[Conflict]) -> Outcome {
    if conflicts.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    }
}

/// Merges what lies in a project beside its files.
fn merge_within(root: &Path, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut opened = store::open(root, &Progress::default())?;
    if let Access::ReadOnly(why) = &opened.access {
        let root = root.display();
        return Err(Failure::refused(format!("{root} cannot be changed: {why}")));
    }
    let home = streams.state.as_ref().map(|state| Home::of(state, root));
    let Some(home) = home else {
        return Err(Failure::refused(
            "The system names no state folder, where what was merged could be kept.",
        ));
    };
    let others = core::mem::take(&mut opened.others);
    if !others.is_empty() {
        super::backup::before(Reason::BeforeMerge, root, &home, streams);
    }
    let mut conflicts = Vec::new();
    let mut refused = false;
    for other in &others {
        let told = Told {
            name: format!("Merge {}", other.file),
            other: if other.is_git {
                "the second version".to_owned()
            } else {
                format!("the copy {}", other.file)
            },
        };
        if let Err(why) = other.before_writing(root, &home) {
            streams.note(one_line(&format!("{} was left alone: {why}.", other.file)));
            refused = true;
            continue;
        }
        let merged = resolve(&opened.project, &other.steps, &told);
        let mut parts = merged.edit.parts();
        merged
            .edit
            .apply(&mut opened.project)
            .map_err(|error| Failure::refused(error.to_string()))?;
        if other.is_git {
            opened.locked.remove(&other.part);
            parts.push(other.part.clone());
        }
        let saved = store::save(root, &opened.project, &parts, &opened.locked);
        if let Err(failures) = saved {
            for failure in &failures {
                streams.note(one_line(&failure.to_string()));
            }
            refused = true;
            continue;
        }
        if let Err(why) = other.after_writing(root, &home) {
            let file = &other.file;
            streams.note(one_line(&format!(
                "{file} is merged and stays where it is: {why}."
            )));
        }
        let changes = count(merged.edit.changes.len(), "change", "changes");
        streams.line(one_line(&format!("{}: {changes}", other.file)))?;
        conflicts.extend(merged.conflicts);
    }
    if others.is_empty() {
        streams.line("There is nothing to merge.")?;
    }
    tell(&conflicts, streams);
    Ok(if refused {
        Outcome::Findings
    } else {
        outcome(&conflicts)
    })
}

fn merge_projects(
    [base, ours, theirs]: [&Path; 3],
    output: &Path,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let base = (base != Path::new("-"))
        .then(|| whole(base, streams))
        .transpose()?;
    let (ours, theirs) = (whole(ours, streams)?, whole(theirs, streams)?);
    let all = parts(base.as_ref().unwrap_or(&ours), &theirs);
    let steps = |base: Option<&Project>, ours: &Project, theirs: &Project| -> Vec<Step> {
        let steps = all.iter().flat_map(|part| match base {
            Some(base) => differences(part, base, theirs),
            None => without_base(part, ours, theirs),
        });
        steps.collect()
    };
    // Texts first: annotations are compared on the one text that both sides have then.
    let mut texts = steps(base.as_ref(), &ours, &theirs);
    texts.retain(|step| matches!(step.to, Change::Corrections(..)));
    let corrected = resolve(&ours, &texts, &told());
    let mut ours = ours;
    (corrected.edit.apply(&mut ours)).map_err(|error| Failure::refused(error.to_string()))?;
    let base = base.map(|base| base.with_texts_of(&ours));
    let theirs = theirs.with_texts_of(&ours);
    let mut merged = resolve(&ours, &steps(base.as_ref(), &ours, &theirs), &told());
    merged.conflicts.splice(0..0, corrected.conflicts);
    let mut project = ours;
    merged
        .edit
        .apply(&mut project)
        .map_err(|error| Failure::refused(error.to_string()))?;
    store::create(output, &project)?;
    tell(&merged.conflicts, streams);
    streams.line(format!(
        "{} taken over into {}.",
        count(
            corrected.edit.changes.len() + merged.edit.changes.len(),
            "change",
            "changes"
        ),
        output.display()
    ))?;
    Ok(outcome(&merged.conflicts))
}

/// A project of which everything could be read: what could not be would be missing in the merged one.
pub(super) fn whole(root: &Path, streams: &mut Streams<'_>) -> Result<Project, Failure> {
    let opened = store::open(root, &Progress::default())?;
    let errors: Vec<_> = opened
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error && finding.annotation.is_none())
        .collect();
    for finding in &errors {
        streams.note(one_line(&finding.to_string()));
    }
    if errors.is_empty() {
        Ok(opened.project)
    } else {
        let root = root.display();
        Err(Failure::Unreadable(format!(
            "{root} cannot be merged before all of it can be read."
        )))
    }
}

/// Every part that one of the projects has.
fn parts(base: &Project, theirs: &Project) -> Vec<Part> {
    let mut parts: Vec<Part> = [base, theirs]
        .into_iter()
        .flat_map(store::parts_of)
        .collect();
    parts.sort();
    parts.dedup();
    parts
}

fn merge_files(
    paths: [&Path; 3],
    output: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let [base, ours, theirs] = paths.map(|path| {
        if path == Path::new("-") {
            return Ok(None);
        }
        fs::read_to_string(path)
            .map(Some)
            .map_err(|error| Failure::Unreadable(format!("{}: {error}", path.display())))
    });
    let versions = [base?, ours?, theirs?];
    let texts = [0, 1, 2].map(|at| versions[at].as_deref());
    let place = [output, Some(paths[1]), Some(paths[2]), Some(paths[0])]
        .into_iter()
        .flatten()
        .filter_map(|path| std::path::absolute(path).ok())
        .find_map(|path| project_of(&path));
    let part = place
        .map(|(_, part)| part)
        .or_else(|| texts.into_iter().flatten().find_map(store::part_of_text));
    let Some(part) = part else {
        return Err(Failure::Unreadable(
            "These are no files of a project.".to_owned(),
        ));
    };
    let merged = store::merge_files(&part, texts, None, &told()).map_err(Failure::Unreadable)?;
    match output {
        Some(output) => fs::write(output, &merged.text)
            .map_err(|error| Failure::refused(format!("{}: {error}", output.display())))?,
        None => streams.out.write_all(merged.text.as_bytes())?,
    }
    tell(&merged.conflicts, streams);
    Ok(outcome(&merged.conflicts))
}
