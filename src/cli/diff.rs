//! `postil diff`: what two people marked differently.

use core::sync::atomic::{AtomicBool, AtomicUsize};
use std::path::PathBuf;

use serde::Serialize;

use crate::model::{AnnotationId, ArticleId};
use crate::review::Study;
use crate::review::alignment::Class;
use crate::review::pairings::{Pairing, Which, pairings};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, agreement, count, resolve};

/// What `postil diff` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Marks of two people in articles that both are done with go together where they share most; a line tells what one is to the other:

  same        the same passage with the same tag (with --all)
  edges       the same tag, other edges
  tag         the same passage, another tag
  both        other edges and another tag
  first only  only the first person marked it
  second only only the second person marked it

Exit code 1 when nothing differs.

JSON: an array of {\"article\", \"class\", \"first\", \"second\", \"first_tag\", \"second_tag\", \"start\", \"end\", \"text\"}; places count code points, ends \
are exclusive.")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// The first person, by id or name
    first: String,
    /// The second person
    second: String,
    /// Only this article, by id or title
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only this tag
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// Marks that are the same, too
    #[arg(long)]
    all: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    class: &'static str,
    first: Option<&'a str>,
    second: Option<&'a str>,
    first_tag: Option<&'a str>,
    second_tag: Option<&'a str>,
    start: u32,
    end: u32,
    text: String,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let people = [args.first.clone(), args.second.clone()];
    let project = &session.seen(streams)?;
    let mut question = agreement::question(&session, project, &people, &args.tags)?;
    if let Some(name) = &args.article {
        let article = resolve::article(project, name)?;
        question.articles.insert(article.id.clone());
    }
    let go_on = AtomicBool::new(true);
    let study =
        Study::of(project, question, &AtomicUsize::new(0), &go_on).expect("nobody breaks it off");
    let which = Which {
        differing: !args.all,
        ..Which::default()
    };
    let found = pairings(project, &study, which);
    let tag = |at: Option<u32>| Some(study.tags[at? as usize].as_str());
    let line = |row: &'_ Pairing| -> Option<String> {
        let text = &project.articles.get(&row.article)?.text;
        let characters = text.as_str().chars();
        let passage = characters.skip(row.start as usize);
        Some(passage.take((row.end - row.start) as usize).collect())
    };
    if args.json {
        let lines = found.iter().map(|row| Line {
            article: row.article.as_str(),
            class: class_name(row.class),
            first: row.first.as_ref().map(AnnotationId::as_str),
            second: row.second.as_ref().map(AnnotationId::as_str),
            first_tag: tag(row.tags.0),
            second_tag: tag(row.tags.1),
            start: row.start,
            end: row.end,
            text: line(row).unwrap_or_default(),
        });
        streams.json(&lines.collect::<Vec<_>>())?;
    } else {
        let mut last: Option<&ArticleId> = None;
        for row in &found {
            if last != Some(&row.article) {
                streams.line(one_line(row.article.as_str()))?;
                last = Some(&row.article);
            }
            let tags = match (tag(row.tags.0), tag(row.tags.1)) {
                (Some(one), Some(other)) if one != other => format!("{one} | {other}"),
                (one, other) => one.or(other).unwrap_or_default().to_owned(),
            };
            let text = line(row).unwrap_or_default();
            streams.line(one_line(&format!(
                "  {:<11} {}-{}  {tags}  {text}",
                class_name(row.class),
                row.start,
                row.end
            )))?;
        }
        streams.note(format!(
            "{} in {}",
            count(found.len(), "row", "rows"),
            count(study.articles.len(), "article", "articles")
        ));
    }
    let differs = found.iter().any(|row| row.class != Class::Same);
    Ok(if differs {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Same => "same",
        Class::Edges => "edges",
        Class::Tag => "tag",
        Class::Both => "both",
        Class::OnlyFirst => "first only",
        Class::OnlySecond => "second only",
    }
}
