//! `postil history` and `postil trash`: what was done to a project on this computer, and what was deleted in it.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::query::{self, Lost};
use crate::say;
use crate::store::{Home, Progress, Shelf};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil history` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints what was done on this computer, newest first; below each, what was changed from what to what.

JSON: [{\"at\", \"by\", \"name\", \"changes\": [TEXT], \"articles\": [ID], \"annotations\": [ID]}]

Examples:
  postil history my-project | head
  postil history my-project --find \"harbour vote\"")]
pub struct HistoryArgs {
    /// Project folder
    project: PathBuf,
    /// Only what says this
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What `postil trash` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without --back: lists what was deleted on this computer and is still gone, newest first, with a number for each. Numbers \
change with what is deleted and brought back.

Examples:
  postil trash my-project
  postil trash my-project --back 3 --annotator ana")]
pub struct TrashArgs {
    /// Project folder
    project: PathBuf,
    /// Whose trash, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Bring back what has this number
    #[arg(long, value_name = "NUMBER")]
    back: Option<usize>,
}

/// A deed in the JSON output.
#[derive(Serialize)]
struct Line {
    at: String,
    by: String,
    name: String,
    changes: Vec<String>,
    articles: Vec<String>,
    annotations: Vec<String>,
}

fn shelf(project: &std::path::Path, streams: &Streams<'_>) -> Result<Shelf, Failure> {
    let state = streams.state.as_ref().ok_or_else(|| {
        Failure::refused("The system names no folder for the user's state, so there is no journal.")
    })?;
    Ok(Home::of(state, project).shelf())
}

pub(super) fn history(args: &HistoryArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let shelf = shelf(&args.project, streams)?;
    let session = Session::read(&args.project, streams)?;
    let veil = session.veil()?;
    let history = query::history(&session.project, &veil, &shelf, &Progress::default())?;
    let words = args.find.as_deref().unwrap_or_default().to_lowercase();
    let entries = history.entries.into_iter().filter(|it| it.says(&words));
    if args.json {
        let lines: Vec<Line> = entries
            .map(|entry| Line {
                at: entry.at.to_string(),
                by: if veil.hides_name(&entry.by) {
                    entry.who
                } else {
                    entry.by.to_string()
                },
                name: entry.name,
                changes: entry.lines,
                articles: entry.articles.iter().map(ToString::to_string).collect(),
                annotations: entry.annotations.iter().map(ToString::to_string).collect(),
            })
            .collect();
        serde_json::to_writer_pretty(&mut *streams.out, &lines)
            .map_err(|error| Failure::Output(error.into()))?;
        writeln!(streams.out)?;
    } else {
        for entry in entries {
            let head = format!("{}  {}  {}", time(entry.at), entry.who, entry.name);
            streams.line(one_line(&head))?;
            for line in &entry.lines {
                streams.line(format!("    {}", one_line(line)))?;
            }
        }
    }
    if history.hidden > 0 {
        streams.note(say!("history-hidden", count = history.hidden));
    }
    for remark in &history.reach.remarks {
        streams.note(one_line(&format!("postil: {remark}")));
    }
    Ok(Outcome::Done)
}

pub(super) fn trash(args: &TrashArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let shelf = shelf(&args.project, streams)?;
    let mut session = Session::open(&args.project, streams)?;
    let author = session.author(args.annotator.as_deref())?;
    let project = &session.project;
    let found = query::trash(project, &author.annotator, &shelf, &Progress::default())?;
    let lost: Vec<Lost> = found
        .lost
        .into_iter()
        .filter(|lost| lost.is_gone(project))
        .collect();
    let Some(number) = args.back else {
        for (number, lost) in core::iter::zip(1.., &lost) {
            let line = format!(
                "{number:>4}  {}  {}  {}",
                time(lost.at),
                lost.who,
                lost.words
            );
            streams.line(one_line(&line))?;
        }
        for remark in &found.reach.remarks {
            streams.note(one_line(&format!("postil: {remark}")));
        }
        return Ok(Outcome::Done);
    };
    let chosen = number.checked_sub(1).and_then(|at| lost.get(at));
    let Some(chosen) = chosen else {
        let there = count(lost.len(), "thing", "things");
        return Err(Failure::refused(format!(
            "There is no number {number} in the trash; it holds {there}."
        )));
    };
    let back = query::bring_back(project, &author, chosen)
        .map_err(|why| Failure::refused(format!("{} stays in the trash: {why}.", chosen.words)))?;
    session.commit(&author.annotator, &back.edit)?;
    session.save(streams)?;
    streams.line(one_line(&chosen.words))?;
    for remark in &back.remarks {
        streams.note(one_line(&format!("postil: {remark}")));
    }
    Ok(Outcome::Done)
}

fn time(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::system());
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
