//! `postil adjudicate`: decides by a rule where people differ.

use std::path::PathBuf;

use serde::Serialize;

use crate::model::{ArticleId, Bulk};
use crate::review::adjudication::{Count, in_bulk, queue};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil adjudicate` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Rules:

  all-agree        cases in which all annotators marked the same
  majority         what more than half of them marked; where more than half marked nothing, nothing
  annotator:NAME   as this annotator has it; where this person marked nothing, nothing

Compared are all who are done with an article; as long as fewer than two are, all who have marked something. What becomes of a \
case is in the gold layer, and the decision in the files of whoever decides. What somebody has decided already, or has to \
look at again, stays as it is. It can be undone in one step.

Exit code 1 when nothing is to be decided.

Examples:
  postil adjudicate my-project --rule all-agree --dry-run
  postil adjudicate my-project --rule majority --article harbour-vote --annotator Rea
  postil export my-project --format jsonl --layer gold --output gold.jsonl")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// all-agree, majority or annotator:NAME
    #[arg(long, value_name = "RULE")]
    rule: String,
    /// Only this article, by id or title; repeatable
    #[arg(long, value_name = "ARTICLE")]
    article: Vec<String>,
    /// Tell what would be decided, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Who decides, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    taken: usize,
    nothing: usize,
    left: usize,
    decided: usize,
    open: usize,
    fields: usize,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = if args.dry_run {
        Session::read(&args.project, streams)?
    } else {
        Session::open(&args.project, streams)?
    };
    let rule = rule(&session, &args.rule)?;
    let author = session.author(args.annotator.as_deref())?;
    let project = &session.project;
    let articles: Vec<ArticleId> = if args.article.is_empty() {
        project.articles.keys().cloned().collect()
    } else {
        let named = args.article.iter();
        let named = named.map(|name| resolve::article(project, name).map(|it| it.id.clone()));
        named.collect::<Result<_, _>>()?
    };
    let bulked = in_bulk(project, &author, &articles, &rule)
        .map_err(|error| Failure::refused(error.to_string()))?;
    let total = bulked.total();
    if args.json {
        let lines = bulked.articles.iter().map(|(id, it)| Line {
            article: id.as_str(),
            taken: it.taken,
            nothing: it.nothing,
            left: it.left,
            decided: it.decided,
            open: it.open,
            fields: it.fields,
        });
        streams.json(&lines.collect::<Vec<_>>())?;
    } else {
        for (id, it) in &bulked.articles {
            streams.line(one_line(&format!("{id}: {}", told(*it))))?;
        }
        streams.note(format!("Together: {}.", told(total)));
    }
    if !total.is_any() {
        streams.note("Nothing is to be decided.");
        return Ok(Outcome::Findings);
    }
    if args.dry_run {
        streams.note("Nothing was changed.");
        return Ok(Outcome::Done);
    }
    session.commit(&author.annotator, &bulked.edit)?;
    session.save(streams)?;
    let left: usize = articles
        .iter()
        .map(|id| queue(&session.project, id).left())
        .sum();
    streams.note(format!(
        "{} left for a person.",
        count(left, "case is", "cases are")
    ));
    Ok(Outcome::Done)
}

fn rule(session: &Session, text: &str) -> Result<Bulk, Failure> {
    match text.split_once(':') {
        None if text == "all-agree" => Ok(Bulk::AllAgree),
        None if text == "majority" => Ok(Bulk::Majority),
        Some(("annotator", name)) if !name.trim().is_empty() => {
            session.known_annotator(name.trim()).map(Bulk::Annotator)
        }
        _ => Err(Failure::refused(format!(
            "There is no rule “{text}”. There are: all-agree, majority, annotator:NAME."
        ))),
    }
}

fn told(it: Count) -> String {
    let mut told = vec![
        count(it.taken, "mark taken", "marks taken"),
        format!("{} with nothing", count(it.nothing, "case", "cases")),
        format!("{} left", count(it.left, "case", "cases")),
    ];
    for (number, words) in [
        (it.decided, "decided before"),
        (it.open, "to look at again"),
        (it.fields, "article fields"),
    ] {
        if number > 0 {
            told.push(format!("{number} {words}"));
        }
    }
    told.join(", ")
}
