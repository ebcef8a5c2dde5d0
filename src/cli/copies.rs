//! `postil copies`: articles that are nearly the same, and marks from one to the others.

use std::path::PathBuf;

use serde::Serialize;

use crate::model::{ArticleId, Author, Edit, LayerKey, Project};
use crate::query::{Copy, copies_of, copy_groups};
use crate::store::{Progress, Reason};

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What `postil copies` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Without --carry: prints the groups of articles that are nearly the same, as wire reports in several papers are: an article a \
line, id, tab, title, and an empty line after each group. Two articles are nearly the same when at least 60 % of the shorter one is \
in the longer one, by runs of four words.

With --carry: carries the marks of one annotator in that article over to its copies. Marks whose words and surroundings are the \
same there get their place; others wait without one, to be placed in the window. What was carried over before is left alone.

Examples:
  postil copies my-project
  postil copies my-project --carry harbour-vote --dry-run
  postil copies my-project --carry harbour-vote --to coast-courier-harbour-vote

JSON: {\"groups\": [{\"articles\": [ID…]}]}, or with --carry {\"copies\": [{\"article\", \"likeness\", \"placed\", \"waiting\", \
\"there\", \"links\"}]}; links are those that lead to marks that do not come along.")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Carry the marks of this article over to its copies; by id, title or file name
    #[arg(long, value_name = "ARTICLE")]
    carry: Option<String>,
    /// Only to this copy; repeat it for more
    #[arg(long, value_name = "ARTICLE", requires = "carry")]
    to: Vec<String>,
    /// Whose marks, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
    /// Say what would be done and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match &args.carry {
        None => groups(args, streams),
        Some(article) => carry(args, article, streams),
    }
}

fn title(project: &Project, id: &ArticleId) -> String {
    let article = project.articles.get(id);
    one_line(article.map_or("", |article| article.meta.display_title())).into_owned()
}

fn groups(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let session = Session::read(&args.project, streams)?;
    let groups = copy_groups(&session.project, &Progress::default()).unwrap_or_default();
    if args.json {
        streams.json(&serde_json::json!({ "groups": groups }))?;
        return Ok(Outcome::Done);
    }
    for group in &groups {
        for id in &group.articles {
            streams.line(format!("{id}\t{}", title(&session.project, id)))?;
        }
        streams.line("")?;
    }
    let articles: usize = groups.iter().map(|group| group.articles.len()).sum();
    streams.note(format!(
        "{} of {}.",
        count(groups.len(), "group", "groups"),
        count(articles, "article", "articles")
    ));
    Ok(Outcome::Done)
}

/// What is told of a copy to programs.
#[derive(Serialize)]
struct Told<'a> {
    article: &'a ArticleId,
    likeness: f64,
    placed: usize,
    waiting: usize,
    there: usize,
    links: usize,
}

fn carry(args: &Args, article: &str, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let mut session = Session::open(&args.project, streams)?;
    let article = resolve::article(&session.project, article)?.id.clone();
    let only: Vec<ArticleId> = args
        .to
        .iter()
        .map(|name| Ok(resolve::article(&session.project, name)?.id.clone()))
        .collect::<Result<_, Failure>>()?;
    let author = session.author(args.annotator.as_deref())?;
    let copies = find(&session.project, &article, &author);
    if let Some(stranger) = only
        .iter()
        .find(|id| copies.iter().all(|it| it.article != **id))
    {
        return Err(Failure::refused(format!(
            "{stranger} is no copy of {article}."
        )));
    }
    let chosen = copies
        .into_iter()
        .filter(|copy| only.is_empty() || only.contains(&copy.article));
    let chosen: Vec<Copy> = chosen.collect();
    tell(args, &session.project, &chosen, streams)?;
    let edit = chosen
        .into_iter()
        .map(|copy| copy.carried.edit)
        .filter(|edit| !edit.is_empty())
        .reduce(Edit::and);
    let Some(edit) = edit else {
        streams.note("There is nothing to carry over.");
        return Ok(Outcome::Done);
    };
    if args.dry_run {
        streams.note("Nothing was changed: this was a dry run.");
        return Ok(Outcome::Done);
    }
    session.back_up(Reason::BeforeImport, streams);
    session.commit(&author.annotator, &edit)?;
    session.save(streams)?;
    Ok(Outcome::Done)
}

fn find(project: &Project, article: &ArticleId, author: &Author) -> Vec<Copy> {
    let from = LayerKey {
        article: article.clone(),
        annotator: author.annotator.clone(),
    };
    let mut copies = Vec::new();
    copies_of(project, &from, author, &Progress::default(), |copy| {
        copies.push(copy);
    });
    copies
}

fn tell(
    args: &Args,
    project: &Project,
    copies: &[Copy],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    if args.json {
        let told = copies.iter().map(|copy| Told {
            article: &copy.article,
            likeness: copy.likeness,
            placed: copy.carried.placed,
            waiting: copy.carried.waiting,
            there: copy.carried.there,
            links: copy.carried.links,
        });
        let told: Vec<Told<'_>> = told.collect();
        return streams.json(&serde_json::json!({ "copies": told }));
    }
    for copy in copies {
        let carried = &copy.carried;
        streams.line(format!(
            "{}\t{}\t{:.0} % alike, {} placed, {} waiting, {} there already, {} without their target",
            copy.article,
            title(project, &copy.article),
            copy.likeness * 100.0,
            carried.placed,
            carried.waiting,
            carried.there,
            count(carried.links, "link", "links"),
        ))?;
    }
    Ok(())
}
