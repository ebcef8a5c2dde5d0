//! `postil entity`: an entry of the register.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::{Entity, EntityId, HeldRole, Project, edits};

use super::session::Session;
use super::{Failure, Outcome, Streams, resolve};

/// What `postil entity` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Prints the id. With --id, an entity that is there already is changed: what is given replaces what it had.

Examples:
  postil entity my-project --name \"Davit Oren\" --kind person --alias Oren --alias \"Mr Oren\"
  postil entity my-project --name \"Davit Oren\" --kind person --held \"Prime Minister=2024-05-14..\"")]
pub struct Args {
    /// Project folder
    project: PathBuf,
    /// Name on screen
    #[arg(long)]
    name: String,
    /// Type of entity, as the codebook has it
    #[arg(long)]
    kind: String,
    /// Another name by which texts call it
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// An office and when it was held; either date may be left out
    #[arg(long, value_name = "TITLE=FROM..TO")]
    held: Vec<String>,
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
    let name = args.name.trim();
    if name.is_empty() {
        return Err(Failure::refused("The name is empty. Give one with --name."));
    }
    let roles = args
        .held
        .iter()
        .map(|text| held(text))
        .collect::<Result<Vec<_>, _>>()?;
    let mut session = Session::open(&args.project, streams)?;
    let types = &session.project.codebook.entity_types;
    let kind = resolve::pick(types, &args.kind, |kind| [kind.id.as_str(), &kind.name])
        .map(|kind| kind.id.clone())
        .ok_or_else(|| {
            let ids = resolve::list(types.iter().map(|kind| kind.id.as_str()));
            Failure::refused(format!(
                "There is no entity type “{}”. The codebook has: {ids}.",
                args.kind
            ))
        })?;
    let id = identifier(&session.project, args)?;
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
    let attributes = session
        .project
        .entity(&id)
        .map(|known| known.attributes.clone())
        .unwrap_or_default();
    let entity = Entity {
        id: id.clone(),
        name: name.to_owned(),
        kind,
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

fn identifier(project: &Project, args: &Args) -> Result<EntityId, Failure> {
    match &args.id {
        Some(id) => EntityId::new(id).map_err(|error| Failure::refused(format!("{error}."))),
        None => Ok(EntityId::from_name(&args.name, |id| {
            project.entity(id).is_some()
        })),
    }
}

/// `Prime Minister=2024-05-14..`, either date may be missing.
fn held(text: &str) -> Result<HeldRole, Failure> {
    let wrong = || {
        Failure::refused(format!(
            "“{text}” is no office: write TITLE=FROM..TO with dates such as 2024-05-14, or TITLE alone."
        ))
    };
    let (title, dates) = text.rsplit_once('=').unwrap_or((text, ".."));
    let (from, to) = dates.split_once("..").ok_or_else(wrong)?;
    let date = |text: &str| -> Result<Option<Date>, Failure> {
        match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| wrong()),
        }
    };
    let role = HeldRole {
        title: title.trim().to_owned(),
        from: date(from)?,
        to: date(to)?,
    };
    if role.title.is_empty() {
        Err(wrong())
    } else {
        Ok(role)
    }
}
