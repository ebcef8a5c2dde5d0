//! `postil stats`: how much there is of what.

use std::path::PathBuf;

use crate::query::{Stats, stats};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil stats` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Characters are Unicode code points.

Examples:
  postil stats my-project
  postil stats my-project --json | jq '.tags[] | {id, annotations}'

JSON: {\"name\", \"characters\", \"annotations\", \"unsure\", \"detached\", \"links\", \
\"tags\": [{\"id\", \"name\", \"annotations\", \"characters\"}], \
\"annotators\": [{\"id\", \"name\", \"annotations\", \"articles\": {\"to_do\", \"in_progress\", \"done\"}}], \
\"articles\": [{\"id\", \"title\", \"source\", \"date\", \"characters\", \"annotations\", \"annotators\", \
\"status\": {ANNOTATOR: \"to do\" | \"in progress\" | \"done\"}}], \
\"entities\": [{\"id\", \"name\", \"entities\", \"members\": [{\"id\", \"name\"}]}]}")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let stats = stats(&session.seen(streams)?);
    if args.json {
        streams.json(&stats)?;
    } else {
        print(&stats, streams)?;
    }
    Ok(Outcome::Done)
}

fn print(stats: &Stats, streams: &mut Streams<'_>) -> Result<(), Failure> {
    streams.line(one_line(&stats.name))?;
    streams.line(format!(
        "{}, {}, {} ({} unsure, {} without a place), {}",
        count(stats.articles.len(), "article", "articles"),
        count(stats.characters, "character", "characters"),
        count(stats.annotations, "annotation", "annotations"),
        stats.unsure,
        stats.detached,
        count(stats.links, "link", "links")
    ))?;
    let tags = stats
        .tags
        .iter()
        .map(|tag| (tag.annotations, tag.name.clone()));
    table("Tags", tags, streams)?;
    let annotators = stats.annotators.iter().map(|annotator| {
        let articles = annotator.articles;
        let line = format!(
            "{} ({}): {} done, {} in progress, {} to do",
            annotator.name, annotator.id, articles.done, articles.in_progress, articles.to_do
        );
        (annotator.annotations, line)
    });
    table("Annotators", annotators, streams)?;
    let articles = stats.articles.iter().map(|article| {
        (
            article.annotations,
            format!("{}  {}", article.id, article.title),
        )
    });
    table("Articles", articles, streams)?;
    let entities = stats
        .entities
        .iter()
        .map(|kind| (kind.entities, kind.name.clone()));
    table("Entities", entities, streams)
}

/// A heading and lines with a number before each; nothing when there are no lines.
fn table(
    heading: &str,
    lines: impl Iterator<Item = (usize, String)>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        streams.line(format!("\n{heading}"))?;
    }
    for (number, line) in lines {
        streams.line(format!("{number:>8}  {}", one_line(&line)))?;
    }
    Ok(())
}
