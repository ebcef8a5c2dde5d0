//! Columns, recipes and the names of files on the command line.

use crate::cli::Failure;
use crate::import::Options;
use crate::import::articles::names::{NAMES, Pattern};
use crate::import::articles::table::{self, COLUMN, Mapping, Recipe, Role};
use crate::import::articles::{Given, bytes_of, find_format};
use crate::import::collect;
use crate::store::Progress;

use super::Args;

/// What is chosen before any option is looked at: what the recipe says, and the names of the files.
pub(super) fn begin(args: &Args) -> Result<Options, Failure> {
    let mut options = Options::default();
    if let Some(file) = &args.recipe {
        let recipe = Recipe::load(file).map_err(|error| Failure::refused(error.to_string()))?;
        for (name, value) in &recipe.options {
            if is_column(name) {
                choose_column(&mut options, name, value)?;
            } else if name == NAMES.id {
                choose_names(&mut options, value)?;
            } else {
                options.choose(name, value).map_err(Failure::refused)?;
            }
        }
    }
    if let Some(pattern) = &args.names {
        choose_names(&mut options, pattern)?;
    }
    Ok(options)
}

fn choose_names(options: &mut Options, pattern: &str) -> Result<(), Failure> {
    if let Err(wrong) = Pattern::parse(pattern) {
        let at = pattern.floor_char_boundary(wrong.at);
        let place = pattern[..at].chars().count();
        return Err(Failure::refused(format!(
            "The pattern of the names is wrong at character {}: {}\n  {pattern}\n  {}^",
            place + 1,
            wrong.why,
            " ".repeat(place)
        )));
    }
    options.set(NAMES.id, pattern);
    Ok(())
}

/// Whether an option says what a column holds.
pub(super) fn is_column(name: &str) -> bool {
    name.starts_with(COLUMN)
}

/// Takes what a column holds.
pub(super) fn choose_column(options: &mut Options, name: &str, role: &str) -> Result<(), Failure> {
    if Role::named(role).is_none() {
        let roles = Role::ALL.map(Role::id).join(", ");
        return Err(Failure::refused(format!(
            "A column holds one of these: {roles}. “{role}” is none of them."
        )));
    }
    options.set(name, role);
    Ok(())
}

/// Writes a recipe of what is chosen and of the first table of the files, when that was asked for.
pub(super) fn save(args: &Args, options: &Options) -> Result<(), Failure> {
    let Some(file) = &args.save_recipe else {
        return Ok(());
    };
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let progress = Progress::default();
    let first = collect(&args.files).into_iter().find_map(|path| {
        let bytes = bytes_of(&path).ok()?;
        let given = Given {
            name: &path.file_name()?.to_string_lossy(),
            bytes: &bytes,
            options,
            progress: &progress,
        };
        let kind = table::kind(find_format(&given, None).ok()?.id)?;
        table::open(kind, &given).ok()
    });
    let table = first.ok_or_else(|| {
        Failure::refused(
            "There is no table among the files: a recipe is made of what its columns hold."
                .to_owned(),
        )
    })?;
    let mapping = Mapping::of(&table, options);
    let recipe = Recipe::of(&name, &table, &mapping, options);
    recipe
        .save(file)
        .map_err(|error| Failure::refused(format!("The recipe could not be written: {error}.")))
}
