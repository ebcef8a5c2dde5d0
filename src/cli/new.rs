//! `postil new`: a new project.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::import::{DEFAULT_PRESET, preset, presets};
use crate::model::{AnnotationId, AnnotatorId};
use crate::store;

use super::{Failure, Outcome, Streams, resolve};

/// What `postil new` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = help())]
pub struct Args {
    /// Folder to make; it must be new or empty
    dir: PathBuf,
    /// Name of the project on screen
    #[arg(long)]
    name: String,
    /// Codebook to start with
    #[arg(long, value_name = "PRESET", default_value = DEFAULT_PRESET)]
    preset: String,
    /// An annotator to begin with, by name
    #[arg(long, value_name = "NAME")]
    annotator: Option<String>,
}

fn help() -> String {
    let mut help = String::from("Presets:\n");
    for preset in presets() {
        let _infallible = writeln!(help, "  {}: {}", preset.id, (preset.description)());
    }
    help + "
Examples:
  postil new harbour --name \"Harbour debate\"
  postil new harbour --name \"Harbour debate\" --preset attribution --annotator \"Ana Núñez\""
}

pub(super) fn run(args: &Args, streams: &mut Streams<'_>) -> Result<Outcome, Failure> {
    let Some(preset) = preset(&args.preset) else {
        let ids = resolve::list(presets().iter().map(|preset| preset.id));
        return Err(Failure::refused(format!(
            "There is no preset “{}”. There are: {ids}.",
            args.preset
        )));
    };
    if args.name.trim().is_empty() {
        return Err(Failure::refused(
            "The name is empty. Give the project a name with --name.",
        ));
    }
    let mut project = preset.start(args.name.trim());
    project.settings.id = AnnotationId::fresh().to_string();
    if let Some(name) = args
        .annotator
        .as_deref()
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let welcome = project.welcome(&AnnotatorId::from_name(name, |_| false), name);
        welcome
            .apply(&mut project)
            .map_err(|error| Failure::refused(error.to_string()))?;
    }
    store::create(&args.dir, &project)?;
    streams.line(format!(
        "Made {} with the preset {} ({} tags).",
        args.dir.display(),
        preset.id,
        preset.codebook.tags.len()
    ))?;
    Ok(Outcome::Done)
}
