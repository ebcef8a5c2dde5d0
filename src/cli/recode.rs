//! `postil recode`: the same change of all annotations that a filter finds.

use std::path::PathBuf;

use crate::model::edits::{Recode, Unfit};
use crate::model::{AnnotatorId, Part};
use crate::query::filter::Names;
use crate::query::listing::{Change, Row, What};
use crate::query::recode::{Left, Plan, Recoded, plan, read_deeds};
use crate::store::Progress;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, search};

/// What `postil recode` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What is to be set, one after the other:

  ATTRIBUTE=VALUE      set a field (several options of one: VALUE,VALUE)
  -ATTRIBUTE           clear it
  ROLE=ENTITY          link to an entity of the register, by id or name
  -ROLE, -ROLE=ENTITY  take the links of a role away, or those to an entity
  tag=TAG              give another tag
  replace=OLD,NEW      name another entity in fields and links
  unsure, -unsure      doubt, or not
  note=\"TEXT\", -note   write a note, or take it away
  delete               delete; stands alone

A value with blanks or a comma of its own stands in quotation marks.

Only your own annotations are changed: each layer has one writer. How many others were found is said.
Exit code 1 when nothing is to be changed.

Examples:
  postil recode my-project 'tag:stance polarity:oppose' --set 'polarity=against -unsure' --dry-run
  postil recode my-project 'actor:\"The Minister\"' --set 'replace=\"the-minister\",\"Davit Oren\"'
  postil recode my-project 'tag:claim missing:issue' --set 'issue=\"Harbour fees\"'")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Which annotations; see `postil search --help`
    query: String,
    /// What is to be done with them
    #[arg(long, required = true, value_name = "WHAT")]
    set: Vec<String>,
    /// Print what would become of each, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Whose annotations, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = if args.dry_run {
        Session::read(&args.project, streams)?
    } else {
        Session::open(&args.project, streams)?
    };
    let author = session.author(args.annotator.as_deref())?;
    let filter = search::read(&session.project, &args.query, Some(&author.annotator))?;
    let (mut deeds, names) = (Vec::new(), Names::of(&session.project));
    for line in &args.set {
        let read = read_deeds(&session.project, &names, line);
        deeds.extend(read.map_err(|wrong| search::refused(line, wrong.at, &wrong.why))?);
    }
    if deeds.len() > 1 && deeds.contains(&Recode::Delete) {
        return Err(Failure::refused(
            "“delete” stands alone: what is deleted cannot be changed as well.",
        ));
    }
    if deeds.is_empty() {
        return Err(Failure::refused(
            "There is nothing to do. Say what with --set.",
        ));
    }
    let found = search::find(&session.project, &filter);
    let plan = plan(
        &session.project,
        &author,
        &found,
        &deeds,
        |key| session.is_locked(&Part::Layer(key.clone())),
        &Progress::default(),
    );
    let plan = plan.ok_or_else(|| Failure::refused("It was cancelled."))?;
    if args.dry_run {
        for recoded in &plan.changed {
            streams.line(one_line(&line(&session, recoded)))?;
        }
    }
    if plan.edit.is_empty() {
        tell_left(&plan, streams);
        streams.note("Nothing is to be changed.");
        return Ok(Outcome::Findings);
    }
    let changed = count(plan.changed.len(), "annotation", "annotations");
    if args.dry_run {
        streams.note(format!("{changed} would be changed."));
    } else {
        commit(&mut session, &author.annotator, &plan, streams)?;
        streams.note(format!("{changed} changed."));
    }
    tell_left(&plan, streams);
    Ok(Outcome::Done)
}

fn commit(
    session: &mut Session,
    by: &AnnotatorId,
    plan: &Plan,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    session.commit(by, &plan.edit)?;
    session.save(streams)
}

/// How many were found that stay as they are.
fn tell_left(plan: &Plan, streams: &mut Streams<'_>) {
    for (why, number) in &plan.left {
        let number = count(*number, "annotation", "annotations");
        streams.note(match why {
            Left::Same => format!("{number} so already."),
            Left::Others => format!("{number} of others, which only they can change."),
            Left::Unplaced => {
                format!("{number} without a place in the text, to be decided on first.")
            }
            Left::Locked => format!("{number} in files that cannot be written."),
            Left::Unfit(Unfit::NoField) => {
                format!("{number} of tags that do not have such an attribute.")
            }
            Left::Unfit(Unfit::NoLink) => {
                format!("{number} of tags from which no such link can start.")
            }
        });
    }
}

/// What becomes of an annotation.
fn line(session: &Session, recoded: &Recoded) -> String {
    let row = |annotation: &_| Row::of(&session.project, &recoded.chunk, annotation);
    let before = row(&recoded.before);
    let what = match &recoded.after {
        None => "deleted".to_owned(),
        Some(after) => {
            let changes = row(after).changes(&before).into_iter();
            changes.map(told).collect::<Vec<_>>().join("; ")
        }
    };
    format!(
        "{}  {}  [{}]  {what}",
        before.article, before.annotation, before.text
    )
}

/// “polarity: oppose → against”.
fn told(change: Change) -> String {
    let name = match change.what {
        What::Tag => "tag".to_owned(),
        What::Attribute(name) => name,
        What::Links => "links".to_owned(),
        What::Unsure => "unsure".to_owned(),
        What::Note => "note".to_owned(),
    };
    let shown = |text: String| {
        if text.is_empty() {
            "–".to_owned()
        } else {
            text
        }
    };
    format!("{name}: {} → {}", shown(change.before), shown(change.after))
}
