//! `postil entity import`, `merge`, `unused`: the register as a whole.

use std::fs;
use std::path::PathBuf;

use crate::import::entities::{Choices, Sheet, plan};
use crate::model::{AnnotatorId, Entity, EntityTypeId, LayerKey, Project, edits};
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
    Import {
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
    },
    /// Make two entities one: names, offices, attributes and your uses of the first go to the second
    Merge {
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
    },
    /// List the entities that nothing names
    Unused {
        /// Project folder
        project: PathBuf,
        /// Delete those that you alone have written
        #[arg(long)]
        delete: bool,
        /// Who deletes them, by id or name
        #[arg(long, value_name = "NAME")]
        annotator: Option<String>,
    },
}

pub(super) fn run(task: &Task, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    match task {
        Task::Import {
            project,
            file,
            kind: without,
            update,
            dry_run,
            annotator,
        } => {
            let bytes = fs::read(file).map_err(|error| {
                Failure::refused(format!("{} cannot be read: {error}.", file.display()))
            })?;
            let sheet = Sheet::read(&bytes)
                .map_err(|why| Failure::refused(one_line(&format!("{}: {why}", file.display()))))?;
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
        Task::Merge {
            project,
            from,
            into,
            dry_run,
            annotator,
        } => {
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
            let edit =
                edits::merge_entities(&session.project, &author, &from.id, &into.id, &layers);
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
        Task::Unused {
            project,
            delete,
            annotator,
        } => {
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
    }
}

/// Whether nobody but this annotator wrote an entity.
fn is_alone(project: &Project, annotator: &AnnotatorId, entity: &Entity) -> bool {
    project.versions(&entity.id).all(|(by, _)| by == annotator)
}

fn named(project: &Project, name: &str) -> Result<Entity, Failure> {
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
