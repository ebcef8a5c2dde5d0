//! `postil search`: the annotations that a filter finds, as the table in the window lists them.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use crate::model::{AnnotatorId, Project};
use crate::query::filter::{Filter, Wrong};
use crate::query::listing::{Filled, Found, Index, Leads, Row, look};
use crate::review::adjudication::called;
use crate::store::Progress;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil search` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A filter has words of the annotated text, and conditions such as tag:claim. All of them must be met; `or`, `not` or -, and \
brackets join them in other ways.

  tag: text: near: note: unsure id:            the annotation
  ATTRIBUTE: ROLE: entity: (or actor:)         what is filled in, and where links lead
  has: missing: linked:                        attributes, links, note, required
  is:                                          unplaced, placed, unsure
  by: created: changed:                        who, and when (by:me)
  article: source: author: language: date:     the article (date:2004-03..2004-06, date>2004, before:, after:)
  status:                                      how far the annotator is with it

: finds what is contained, = what is all; numbers and dates compare with < <= > >= and FROM..TO. Values with a comma \
between them are alternatives, * stands for anything, and names with blanks stand in quotation marks. The manual tells all \
of it: “Filters” in the Help menu.

Exit code 1 when nothing is found.

Examples:
  postil search my-project 'tag:stance polarity:oppose actor:\"Lavrov\" unsure'
  postil search my-project 'military -tag:claim (date:2004 or missing:source)' --json
  postil search my-project 'missing:required by:me'

JSON: an array of {\"article\", \"title\", \"source\", \"date\", \"annotator\", \"annotator_name\", \"annotation\", \"tag\", \
\"tag_name\", \"spans\": [[START, END]], \"lost\", \"left\", \"text\", \"right\", \"attributes\": [{\"attribute\", \"name\", \"value\"}], \
\"links\": [{\"role\", \"label\", \"annotation\" | \"entity\", \"name\"}], \"note\", \"unsure\", \"created\", \"modified\"}; \"lost\" says why an annotation \
has no place in the text, and is only there when it has none")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// What to look for; everything when empty
    #[arg(default_value = "", hide_default_value = true)]
    query: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Whom `me` means, by id or name; without it the user of the system
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let me = session.me(args.annotator.as_deref())?;
    // What may be seen hangs on who works here, whomever `me` means.
    let veil = session.veil()?;
    session.tell_blind(&veil, streams);
    let project = veil.over(&session.project);
    let viewer = session.me(None)?;
    if me != viewer {
        session.may_name(&me)?;
    }
    let filter = read(&project, &args.query, me.as_ref())?;
    let mut rows = Rows::default();
    for found in find(&project, &filter) {
        for at in &found.marks {
            let mark = &found.chunk.marks()[*at as usize];
            let mut row = Row::of(&project, &found.chunk, mark);
            let key = &found.chunk.key;
            if veil.hides_name(&key.annotator) {
                row.annotator_name = called(&project, &key.article, &key.annotator, &viewer);
                row.annotator.clone_from(&row.annotator_name);
            }
            rows.take(row, args.json, streams)?;
        }
    }
    if args.json {
        streams.json(&rows.kept)?;
    } else {
        streams.note(format!(
            "{} in {}",
            count(rows.count, "annotation", "annotations"),
            count(rows.articles, "article", "articles")
        ));
    }
    Ok(if rows.count == 0 {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Reads a filter; what is wrong with it is shown below it, at its place.
pub(super) fn read(
    project: &Project,
    query: &str,
    me: Option<&AnnotatorId>,
) -> Result<Filter, Failure> {
    Filter::read(query, project, me, &TimeZone::system())
        .map_err(|wrong: Wrong| refused(query, wrong.at.clone(), &wrong.words()))
}

/// A refusal that points at the characters that are meant.
pub(super) fn refused(line: &str, at: core::ops::Range<usize>, why: &str) -> Failure {
    // Whatever would be shown otherwise than it is written could not be pointed at.
    let shown = |part: &str| one_line(part).chars().count();
    let before = shown(&line[..at.start]);
    let width = shown(&line[at]).max(1);
    let line = one_line(line);
    let (blanks, signs) = (" ".repeat(before), "^".repeat(width));
    Failure::refused(format!("{why}\n  {line}\n  {blanks}{signs}"))
}

/// What a filter finds.
pub(super) fn find(project: &Project, filter: &Filter) -> Vec<Found> {
    let mut all = Vec::new();
    let (index, progress) = (Index::default(), Progress::default());
    let _what_is_kept_for_the_next_time =
        look(project, &index, None, filter, &progress, &mut |found| {
            all.push(found);
        });
    all
}

/// The rows as they are printed.
#[derive(Default)]
struct Rows {
    kept: Vec<Row>,
    count: usize,
    articles: usize,
    last: Option<String>,
}

impl Rows {
    fn take(&mut self, row: Row, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
        self.count += 1;
        if self.last.as_ref() != Some(&row.article) {
            self.articles += 1;
            self.last = Some(row.article.clone());
            if !json {
                let date = row.date.map(|date| format!(", {date}")).unwrap_or_default();
                streams.line(one_line(&format!("{}  {}{date}", row.article, row.title)))?;
            }
        }
        if json {
            self.kept.push(row);
            return Ok(());
        }
        streams.line(one_line(&line(&row)))
    }
}

/// An annotation in a line.
fn line(row: &Row) -> String {
    let mut parts = vec![format!("…{}[{}]{}…", row.left, row.text, row.right)];
    parts.extend([Filled::line(&row.attributes), Leads::line(&row.links)]);
    parts.extend((!row.note.is_empty()).then(|| format!("note: {}", row.note)));
    parts.extend(row.unsure.then(|| "unsure".to_owned()));
    parts.retain(|part| !part.is_empty());
    let said = parts.join(" · ");
    format!(
        "  {}  {}  {}  {said}",
        row.annotation, row.annotator, row.tag_name
    )
}
