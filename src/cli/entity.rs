//! `postil entity`: an entry of the register.

use std::path::PathBuf;

use crate::import::entities::office;
use crate::model::{Entity, EntityId, Project, edits};

use super::entities::{self, Task};
use super::session::Session;
use super::{Failure, Outcome, Streams};

/// What `postil entity` takes.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Prints the id. With --id, an entity that is there already is changed: what is given replaces what it had.

Examples:
  postil entity my-project --name \"Davit Oren\" --kind person --alias Oren --alias \"Mr Oren\"
  postil entity import my-project people.csv --dry-run
  postil entity merge my-project davit-oren \"Prime Minister Oren\"
  postil entity unused my-project --delete
  postil entity my-project --name \"Davit Oren\" --kind person --held \"Prime Minister=2024-05-14..\""
)]
pub struct Args {
    /// Something with the register as a whole
    #[command(subcommand)]
    task: Option<Task>,
    /// Project folder
    #[arg(required = true)]
    project: Option<PathBuf>,
    /// Name on screen
    #[arg(long, required = true)]
    name: Option<String>,
    /// Type of entity, as the codebook has it
    #[arg(long, required = true)]
    kind: Option<String>,
    /// Another name by which texts call it
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// An office and when it was held; either date may be left out
    #[arg(long, value_name = "TITLE=FROM..TO")]
    held: Vec<String>,
    /// The entity that it is grouped under, by id or name
    #[arg(long)]
    group: Option<String>,
    /// Colour of its dot, as #rrggbb
    #[arg(long)]
    colour: Option<crate::model::Color>,
    /// A remark
    #[arg(long, default_value = "")]
    note: String,
    /// Id to give it; made from the name unless given
    #[arg(long)]
    id: Option<String>,
    /// Who adds it, by id or name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    if let Some(task) = &args.task {
        return entities::run(task, streams);
    }
    let (Some(project), Some(name), Some(kind)) = (&args.project, &args.name, &args.kind) else {
        return Err(Failure::refused("Give a project, --name and --kind."));
    };
    let name = name.trim();
    if name.is_empty() {
        return Err(Failure::refused("The name is empty. Give one with --name."));
    }
    let roles = args
        .held
        .iter()
        .map(|text| office(text).map_err(Failure::refused))
        .collect::<Result<Vec<_>, _>>()?;
    let mut session = Session::open(project, streams)?;
    let kind = entities::kind(&session.project, kind)?;
    let id = identifier(&session.project, args.id.as_deref(), name)?;
    let twin = session.project.register().into_iter().find(|known| {
        known.id != id && known.kind == kind && known.name.to_lowercase() == name.to_lowercase()
    });
    if let Some(twin) = twin
        && args.id.is_none()
    {
        return Err(Failure::refused(format!(
            "“{name}” is in the register already, as {}. Change it with --id {}, or give a namesake an id of its own.",
            twin.id, twin.id
        )));
    }
    let author = session.author(args.annotator.as_deref())?;
    let group = args.group.as_deref();
    let group = group
        .map(|name| entities::named(&session.project, name))
        .transpose()?
        .map(|group| group.id);
    if let Some(group) = &group
        && !session.project.may_group(&id, group)
    {
        return Err(Failure::refused(format!(
            "{group} is within {id} itself. Choose another group."
        )));
    }
    let known = session.project.entry(&id);
    let attributes = known
        .map(|known| known.attributes.clone())
        .unwrap_or_default();
    let entity = Entity {
        id: id.clone(),
        name: name.to_owned(),
        kind,
        color: args.colour.or(known.and_then(|known| known.color)),
        group: group.or(known.and_then(|known| known.group.clone())),
        merged_into: None,
        aliases: args
            .alias
            .iter()
            .map(|alias| alias.trim().to_owned())
            .collect(),
        attributes,
        roles,
        note: args.note.clone(),
        modified: author.at,
    };
    let edit = edits::put_entity(&session.project, &author, entity);
    session.commit(&author.annotator, &edit)?;
    session.save(streams)?;
    streams.line(id.as_str())?;
    Ok(Outcome::Done)
}

fn identifier(project: &Project, id: Option<&str>, name: &str) -> Result<EntityId, Failure> {
    match id {
        Some(id) => EntityId::new(id).map_err(|error| Failure::refused(format!("{error}."))),
        None => Ok(EntityId::from_name(name, |id| project.entry(id).is_some())),
    }
}
