//! `postil entity import`, `merge`, `split`, `unused`: the register as a whole.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::import::entities::{Choices, Sheet, plan};
use crate::model::{AnnotatorId, Entity, EntityId, EntityTypeId, LayerKey, Project, Use, edits};
use crate::query::Uses;

use super::session::Session;
use super::terminal::one_line;
use super::{Failure, Outcome, Streams, count, resolve};

/// What can be done with the register as a whole.
#[derive(Debug, clap::Subcommand)]
pub enum Task {
    /// Add the entities of a CSV file
    ///
    /// The first row names the columns: name, type, aliases (with ; between them), note, id, group, colour, offices, and
    /// attributes of the codebook by id or name. Broken rows are told, the others come in.
    Import(ImportArgs),
    /// Make two entities one: names, offices, attributes and your uses of the first go to the second
    Merge(MergeArgs),
    /// Make two entities of one: names of it, and your uses in some articles, go to a new one
    Split(SplitArgs),
    /// List the entities that nothing names
    Unused(UnusedArgs),
}

/// What `postil entity import` takes.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// Project folder
    project: PathBuf,
    /// The table: CSV with commas, semicolons or tabs
    file: PathBuf,
    /// Type of the rows that name none
    #[arg(long)]
    kind: Option<String>,
    /// Let entities that are there take over what the table says, instead of leaving them as they are
    #[arg(long)]
    update: bool,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Who adds them, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// What `postil entity merge` takes.
#[derive(Debug, clap::Args)]
pub struct MergeArgs {
    /// Project folder
    project: PathBuf,
    /// The one that goes, by id or name
    from: String,
    /// The one that stays, by id or name
    into: String,
    /// Say what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Who merges them, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// What `postil entity split` takes.
#[derive(Debug, clap::Args)]
pub struct SplitArgs {
    /// Project folder
    project: PathBuf,
    /// The one that is split, by id or name
    from: String,
    /// Name of the new one
    name: String,
    /// Another name that goes along
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// An article in which your uses go along, by id or title
    #[arg(long = "in", value_name = "ARTICLE")]
    articles: Vec<String>,
    /// Who splits it, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

/// What `postil entity unused` takes.
#[derive(Debug, clap::Args)]
pub struct UnusedArgs {
    /// Project folder
    project: PathBuf,
    /// Delete those that you alone have written
    #[arg(long)]
    delete: bool,
    /// Who deletes them, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(task: &Task, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match task {
        Task::Import(args) => import(args, streams),
        Task::Merge(args) => merge(args, streams),
        Task::Split(args) => split(args, streams),
        Task::Unused(args) => unused(args, streams),
    }
}

fn import(args: &ImportArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let ImportArgs {
        project,
        file,
        kind: without,
        update,
        dry_run,
        annotator,
    } = args;
    let sheet = Sheet::open(file).map_err(|why| Failure::refused(one_line(&why)))?;
    let mut session = Session::open(project, streams)?;
    let without = without.as_deref();
    let choices = Choices {
        kind: without
            .map(|name| kind(&session.project, name))
            .transpose()?,
        update: *update,
    };
    for remark in &sheet.remarks {
        streams.note(one_line(&format!("{}: {remark}", file.display())));
    }
    let columns = sheet.columns(&session.project.codebook);
    let author = session.author(annotator.as_deref())?;
    let plan = plan(&session.project, &author, &sheet, &columns, &choices);
    for (row, why) in plan.broken() {
        let place = format!("{}:{}", file.display(), row.line);
        streams.note(one_line(&format!("{place}: {why}")));
    }
    streams.line(plan.summary())?;
    if !dry_run && !plan.edit.is_empty() {
        session.commit(&author.annotator, &plan.edit)?;
        session.save(streams)?;
    }
    let is_whole = plan.broken().next().is_none();
    Ok(if is_whole {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

fn merge(args: &MergeArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let MergeArgs {
        project,
        from,
        into,
        dry_run,
        annotator,
    } = args;
    let mut session = Session::open(project, streams)?;
    let author = session.author(annotator.as_deref())?;
    let (from, into) = (
        named(&session.project, from)?,
        named(&session.project, into)?,
    );
    if from.id == into.id {
        return Err(Failure::refused(format!(
            "{} and {} are one entity already.",
            from.name, into.name
        )));
    }
    let uses = Uses::of(&session.project);
    let layers: Vec<LayerKey> = uses.layers(&from.id).cloned().collect();
    let edit = edits::merge_entities(&session.project, &author, &from.id, &into.id, &layers);
    let tally = uses.tally(&from.id);
    streams.line(format!(
        "{}: {} in {}.",
        edit.name,
        count(tally.uses, "use", "uses"),
        count(tally.articles, "article", "articles")
    ))?;
    if !dry_run {
        session.commit(&author.annotator, &edit)?;
        session.save(streams)?;
    }
    Ok(Outcome::Done)
}

fn split(args: &SplitArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let SplitArgs {
        project,
        from,
        name,
        alias,
        articles,
        annotator,
    } = args;
    let mut session = Session::open(project, streams)?;
    let author = session.author(annotator.as_deref())?;
    let project = &session.project;
    let from = named(project, from)?;
    let articles = articles
        .iter()
        .map(|name| Ok(&resolve::article(project, name)?.id))
        .collect::<Result<Vec<_>, Failure>>()?;
    let uses = Uses::of(project);
    let by = Some(&author.annotator);
    let uses = uses.places(project, &from.id, by, usize::MAX).into_iter();
    let uses = uses.filter(|it| articles.contains(&&it.layer.article));
    let uses: BTreeSet<Use> = uses.collect();
    let id = EntityId::from_name(name, |id| project.entry(id).is_some());
    let new = Entity {
        aliases: alias.clone(),
        group: from.group.clone(),
        ..Entity::new(id.clone(), name.trim(), from.kind.clone(), author.at)
    };
    if new.name.is_empty() {
        return Err(Failure::refused("The name of the new entity is empty."));
    }
    let edit = edits::split_entity(project, &author, &from.id, new, &uses);
    session.commit(&author.annotator, &edit)?;
    session.save(streams)?;
    streams.line(id.as_str())?;
    Ok(Outcome::Done)
}

fn unused(args: &UnusedArgs, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let UnusedArgs {
        project,
        delete,
        annotator,
    } = args;
    let mut session = if *delete {
        Session::open(project, streams)?
    } else {
        Session::read(project, streams)?
    };
    let uses = Uses::of(&session.project);
    let register = session.project.register();
    let unused = register.iter().filter(|it| uses.is_unused(&it.id));
    let unused: Vec<Entity> = unused.map(|it| (*it).clone()).collect();
    for entity in &unused {
        writeln!(streams.out, "{}\t{}", entity.id, one_line(&entity.name))?;
    }
    if *delete && !unused.is_empty() {
        let author = session.author(annotator.as_deref())?;
        let is_own = |it: &&Entity| is_alone(&session.project, &author.annotator, it);
        let own: Vec<&Entity> = unused.iter().filter(is_own).collect();
        let ids = own.iter().map(|it| &it.id);
        let edit = edits::remove_entities(&session.project, &author, ids);
        let others = match unused.len() - own.len() {
            0 => String::new(),
            left => format!(" {left} stay, as colleagues wrote them too."),
        };
        streams.note(format!(
            "Deleted {}.{others}",
            count(own.len(), "entity", "entities")
        ));
        if !edit.is_empty() {
            session.commit(&author.annotator, &edit)?;
            session.save(streams)?;
        }
    }
    Ok(Outcome::Done)
}

/// Whether nobody but this annotator wrote an entity.
fn is_alone(project: &Project, annotator: &AnnotatorId, entity: &Entity) -> bool {
    project.versions(&entity.id).all(|(by, _)| by == annotator)
}

pub(super) fn named(project: &Project, name: &str) -> Result<Entity, Failure> {
    resolve::entity(project, name, |_| true)?
        .cloned()
        .ok_or_else(|| {
            Failure::refused(format!(
                "“{name}” is not in the register; `postil stats --json` lists the entities."
            ))
        })
}

/// The entity type that a name means.
pub(super) fn kind(project: &Project, name: &str) -> Result<EntityTypeId, Failure> {
    let types = &project.codebook.entity_types;
    resolve::pick(types, name, |kind| [kind.id.as_str(), &kind.name])
        .map(|kind| kind.id.clone())
        .ok_or_else(|| {
            let ids = resolve::list(types.iter().map(|kind| kind.id.as_str()));
            Failure::refused(format!(
                "There is no entity type “{name}”. The codebook has: {ids}."
            ))
        })
}
