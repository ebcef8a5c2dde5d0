//! `postil repeats`: which articles people label a second time, blind.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{AnnotatorId, ArticleId, Project, edits};
use crate::review::repeats::{Drawn, Lot, draw};

use super::lot::{LotArgs, Settling, people};
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count};

/// What `postil repeats` takes.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
#[command(after_help = "\
Of the articles with which somebody is done, some are labelled once more by the same person, who meets them among those that are \
still to do and does not see the first marks before the article is done again. The first layer stays as it is; the second one is a \
layer of an annotator who is nobody (“Ana II”), and in no count, export or comparison of people. How far somebody agrees with \
himself or herself: postil agreement PROJECT --repeats. A repeat that is done is opened again with: postil status PROJECT ARTICLE \
--reopen. The lot is drawn with a seed: the same seed gives the same. No article is repeated twice by one person.

Examples:
  postil repeats my-project --to Ana --share 10 --days 14 --dry-run
  postil repeats my-project --to Ana --to Ben --seed 7 --by date
  postil repeats my-project --list
  postil repeats my-project --clear --to Ana

JSON: an object of annotator ids, each with a list of article ids; with --list an array of {\"article\", \"person\", \"layer\", \"status\"}.")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Who labels articles a second time, by id or name; repeatable
    #[arg(long, value_name = "NAME", required_unless_present_any = ["list", "clear"])]
    to: Vec<String>,
    /// How many of a hundred articles with which the person is done
    #[arg(long, default_value_t = 10, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(1..=100))]
    share: u32,
    /// Only articles in which the person has changed no mark for so many days
    #[arg(long, default_value_t = 0)]
    days: u32,
    #[command(flatten)]
    lot: LotArgs,
    /// Take back what is to be repeated and was not begun; of everybody, or of those named by --to
    #[arg(long, conflicts_with = "list")]
    clear: bool,
    /// List what is repeated by whom, and how far that is
    #[arg(long)]
    list: bool,
    /// Tell what would be repeated, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Who settles this, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// A repeat, as it is listed.
#[derive(Serialize)]
struct Listed {
    article: ArticleId,
    person: AnnotatorId,
    layer: AnnotatorId,
    status: &'static str,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let is_told = args.dry_run || args.list;
    let named = args.annotator.as_deref();
    let settling = Settling::begin(&args.project, is_told, named, streams)?;
    let people = people(&settling.session, &args.to)?;
    let project = &settling.session.project;
    if args.list {
        return list(project, &people, args.json, streams);
    }
    let edit = if args.clear {
        let everybody = || project.people().cloned().collect();
        let of = if people.is_empty() {
            everybody()
        } else {
            people
        };
        edits::end_repeats(project, &of)
    } else {
        let wanted = args.lot.wanted(project)?;
        let lot = Lot {
            people: people.into_iter().collect(),
            share: args.share,
            days: args.days,
            strata: args.lot.strata(),
            seed: args.lot.seed,
        };
        let wanted: Vec<ArticleId> = wanted.into_iter().collect();
        let drawn = draw(project, &wanted, &lot, Timestamp::now());
        tell(project, &drawn, args.json, streams)?;
        edits::repeat(project, &drawn)
    };
    let would = format!("Would be done: {}.", edit.name);
    settling.end(&edit, &would, &format!("{}.", edit.name), streams)
}

fn list(
    project: &Project,
    people: &BTreeSet<AnnotatorId>,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<Outcome, Failure> {
    let repeats = project.repeats();
    let repeats = repeats.filter(|it| people.is_empty() || people.contains(&it.person));
    let listed: Vec<Listed> = repeats
        .map(|it| Listed {
            article: it.key.article,
            person: it.person,
            layer: it.key.annotator,
            status: it.status.in_tables(),
        })
        .collect();
    if json {
        streams.json(&listed)?;
        return Ok(Outcome::Done);
    }
    for it in &listed {
        let name = project.annotator_name(&it.person);
        streams.line(one_line(&format!("{}: {name}, {}", it.article, it.status)))?;
    }
    streams.note(count(listed.len(), "repeat", "repeats"));
    Ok(Outcome::Done)
}

fn tell(
    project: &Project,
    drawn: &Drawn,
    json: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    if json {
        return streams.json(drawn);
    }
    let mut by_article: BTreeMap<&ArticleId, Vec<&str>> = BTreeMap::new();
    for (person, articles) in drawn {
        let name = project.annotator_name(person);
        for id in articles {
            by_article.entry(id).or_default().push(name);
        }
    }
    for (id, names) in by_article {
        streams.line(one_line(&format!("{id}: {}", names.join(", "))))?;
    }
    for (person, articles) in drawn {
        let articles = count(articles.len(), "article", "articles");
        let name = project.annotator_name(person);
        streams.note(one_line(&format!("{name}: {articles}")));
    }
    Ok(())
}
