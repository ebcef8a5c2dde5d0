//! What was chosen about an import, under a name: it is proposed when the same columns come again, and the command line
//! takes it from a file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use super::{COLUMN, Mapping, Table};
use crate::import::Options;
use crate::say;

/// Most bytes of a file with a recipe.
const LARGEST: u64 = 1 << 20;

/// Choices with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// What it is called.
    pub name: String,
    /// The columns of the tables that it is made for; empty for files without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// What is chosen, as `--option` takes it.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
}

/// Why a recipe cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RecipeError {
    /// The system does not give it.
    #[error("{}", say!("recipe-unreadable", file = .0.display().to_string(), why = .1.to_string()))]
    Unreadable(PathBuf, io::Error),
    /// It is no recipe.
    #[error("{}", say!("recipe-broken", file = .0.display().to_string(), why = .1))]
    Broken(PathBuf, String),
}

impl Recipe {
    /// What is chosen for a table, with what each of its columns holds.
    #[must_use]
    pub fn of(name: &str, table: &Table, mapping: &Mapping, options: &Options) -> Self {
        let mut all: BTreeMap<String, String> = options
            .iter()
            .filter(|(id, _)| !id.starts_with(COLUMN))
            .map(|(id, value)| (id.to_owned(), value.to_owned()))
            .collect();
        for column in &mapping.columns {
            all.insert(
                format!("{COLUMN}{}", column.name),
                column.role.id().to_owned(),
            );
        }
        Self {
            name: name.trim().to_owned(),
            columns: table.columns.clone(),
            options: all,
        }
    }

    /// Whether a table has the columns that it is made for, in whatever order.
    #[must_use]
    pub fn fits(&self, columns: &[String]) -> bool {
        let set = |names: &[String]| -> BTreeSet<String> { names.iter().cloned().collect() };
        !self.columns.is_empty() && set(&self.columns) == set(columns)
    }

    /// Takes over what it says.
    pub fn apply(&self, options: &mut Options) {
        for (id, value) in &self.options {
            options.set(id.clone(), value.clone());
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`RecipeError`] with the place where it is none.
    pub fn load(file: &Path) -> Result<Self, RecipeError> {
        let unreadable = |error| RecipeError::Unreadable(file.to_owned(), error);
        let size = fs::metadata(file).map_err(unreadable)?.len();
        if size > LARGEST {
            let why = say!("recipe-large").to_owned();
            return Err(RecipeError::Broken(file.to_owned(), why));
        }
        let text = fs::read_to_string(file).map_err(unreadable)?;
        ron::from_str(&text)
            .map_err(|error| RecipeError::Broken(file.to_owned(), error.to_string()))
    }

    /// Writes it beside, then in place of what the file was.
    ///
    /// # Errors
    /// What the system says.
    pub fn save(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let pretty = ron::ser::PrettyConfig::new().new_line("\n");
        let text = ron::ser::to_string_pretty(self, pretty).map_err(io::Error::other)?;
        let beside = file.with_extension("ron.new");
        fs::write(&beside, text + "\n")?;
        fs::rename(&beside, file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_written_and_read_and_fits_its_columns() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recipes/media-cloud.ron");
        let columns = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let recipe = Recipe {
            name: "Media Cloud".to_owned(),
            columns: columns(&["title", "publish_date"]),
            options: BTreeMap::from([("column.title".to_owned(), "title".to_owned())]),
        };
        recipe.save(&file).unwrap();
        assert_eq!(Recipe::load(&file).unwrap(), recipe);
        assert!(recipe.fits(&columns(&["publish_date", "title"])));
        assert!(!recipe.fits(&columns(&["title"])));
        assert!(!Recipe::default().fits(&[]));
        let mut options = Options::default();
        recipe.apply(&mut options);
        let chosen: Vec<_> = options.under(COLUMN).collect();
        assert_eq!(chosen, [("title", "title")]);
        fs::write(&file, "(name: \"x\", colour: 7)").unwrap();
        let error = Recipe::load(&file).unwrap_err().to_string();
        assert!(
            error.contains("media-cloud.ron") && error.contains("1:"),
            "{error}"
        );
        assert!(Recipe::load(&folder.path().join("gone.ron")).is_err());
    }
}
