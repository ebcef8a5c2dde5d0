//! `postil assign`: who annotates which article.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::model::{AnnotatorId, ArticleId, edits};
use crate::review::assignment::{Lot, draw};

use super::lot::{LotArgs, Settling, people};
use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil assign` takes.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(after_help = "\
Articles that are assigned already stay as they are, unless --anew is given. The lot is drawn with a seed: the same seed gives \
the same. It is in the project's own file, reviewing.ron.

Examples:
  postil assign my-project --to Ana --to Ben --to Cem --overlap 20 --dry-run
  postil assign my-project --to Ana --to Ben --overlap 100 --articles 'source:Courier' --anew
  postil assign my-project --list")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Who annotates, by id or name; repeatable
    #[arg(long, value_name = "NAME", required_unless_present_any = ["list", "clear"])]
    to: Vec<String>,
    /// How many of a hundred articles several people annotate
    #[arg(long, default_value_t = 20, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(0..=100))]
    overlap: u32,
    /// How many people annotate each of these; 0 for all
    #[arg(long, default_value_t = 2, value_name = "PEOPLE")]
    each: usize,
    #[command(flatten)]
    lot: LotArgs,
    /// Draw anew who annotates articles that are assigned already
    #[arg(long)]
    anew: bool,
    /// Take all assignments back
    #[arg(long, conflicts_with_all = ["to", "list"])]
    clear: bool,
    /// List who annotates what
    #[arg(long, conflicts_with = "to")]
    list: bool,
    /// Tell what would be assigned, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON: an object of article ids, each with a list of annotator ids
    #[arg(long)]
    json: bool,
    /// Who assigns, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

type Assigned = BTreeMap<ArticleId, BTreeSet<AnnotatorId>>;

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let is_told = args.dry_run || args.list;
    let named = args.annotator.as_deref();
    let settling = Settling::begin(&args.project, is_told, named, streams)?;
    let session = &settling.session;
    let project = &session.project;
    // Repeats are assigned to nobody; `postil repeats` has them.
    let known = project.reviewing.assigned.keys();
    let known = known.map(|id| (id.clone(), project.assigned_to(id).cloned().collect()));
    let mut known: Assigned = known.collect();
    known.retain(|_, people| !people.is_empty());
    if args.list {
        tell(session, &known, args.json, streams)?;
        return Ok(Outcome::Done);
    }
    let drawn = if args.clear {
        let none = known.keys().map(|id| (id.clone(), BTreeSet::new()));
        none.collect()
    } else {
        drawn(args, session)?
    };
    tell(session, &drawn, args.json, streams)?;
    let edit = edits::assign(project, &drawn);
    let number = count(edit.changes.len(), "article", "articles");
    let would = format!("{number} would be assigned.");
    settling.end(&edit, &would, &format!("{number} assigned."), streams)
}

fn drawn(args: &Args, session: &Session) -> Result<Assigned, Failure> {
    let project = &session.project;
    let people = people(session, &args.to)?;
    let wanted = args.lot.wanted(project)?;
    let is_new = |id: &ArticleId| args.anew || project.assigned_to(id).next().is_none();
    let articles: Vec<ArticleId> = wanted.into_iter().filter(is_new).collect();
    let lot = Lot {
        each: if args.each == 0 {
            people.len()
        } else {
            args.each
        },
        people: people.into_iter().collect(),
        overlap: args.overlap,
        strata: args.lot.strata(),
        seed: args.lot.seed,
    };
    Ok(draw(project, &articles, &lot))
}

fn tell(
    session: &Session,
    assigned: &Assigned,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    if json {
        return streams.json(assigned);
    }
    let project = &session.project;
    let mut loads: BTreeMap<&AnnotatorId, usize> = BTreeMap::new();
    for (id, people) in assigned {
        let names: Vec<&str> = people.iter().map(|it| project.annotator_name(it)).collect();
        streams.line(one_line(&format!("{id}: {}", names.join(", "))))?;
        for person in people {
            *loads.entry(person).or_default() += 1;
        }
    }
    for (person, load) in loads {
        let articles = count(load, "article", "articles");
        let name = project.annotator_name(person);
        streams.note(one_line(&format!("{name}: {articles}")));
    }
    Ok(())
}
