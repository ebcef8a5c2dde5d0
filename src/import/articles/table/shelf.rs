//! Recipes of imports that were kept: a file each in the user's state folder, as the command line takes them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Recipe;
use crate::text::{folded, sha256_hex};

/// Their folder.
fn folder(state: &Path) -> PathBuf {
    state.join("recipes")
}

/// The file of a recipe: its name as far as files can have it, with some of its hash, so that no two names share one.
fn file_of(state: &Path, name: &str) -> PathBuf {
    let folded = folded(name.trim());
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let readable: String = words.join("-").chars().take(40).collect();
    let hash = sha256_hex(&folded);
    folder(state).join(format!("{readable}-{}.ron", &hash[..8]))
}

/// All that were kept, by name. A file that is none is left alone.
#[must_use]
pub fn load(state: &Path) -> Vec<Recipe> {
    let Ok(entries) = fs::read_dir(folder(state)) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut recipes: Vec<Recipe> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .filter_map(|path| Recipe::load(&path).ok())
        .collect();
    recipes.sort_by_cached_key(|recipe| folded(&recipe.name));
    recipes
}

/// Keeps a recipe, instead of one of the same name; where it lies then.
///
/// # Errors
/// What the system says.
pub fn keep(state: &Path, recipe: &Recipe) -> io::Result<PathBuf> {
    let file = file_of(state, &recipe.name);
    recipe.save(&file)?;
    Ok(file)
}

/// Removes a recipe.
///
/// # Errors
/// What the system says.
pub fn remove(state: &Path, name: &str) -> io::Result<()> {
    fs::remove_file(file_of(state, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipes_are_kept_by_name() {
        let state = tempfile::tempdir().unwrap();
        let recipe = |name: &str, column: &str| Recipe {
            name: name.to_owned(),
            columns: vec![column.to_owned()],
            ..Recipe::default()
        };
        let file = keep(state.path(), &recipe("Media Cloud", "a")).unwrap();
        assert_eq!(Recipe::load(&file).unwrap().name, "Media Cloud");
        keep(state.path(), &recipe("media cloud", "b")).unwrap();
        keep(state.path(), &recipe("日本", "c")).unwrap();
        fs::write(folder(state.path()).join("broken.ron"), "(").unwrap();
        let names: Vec<String> = load(state.path()).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["media cloud", "日本"]);
        remove(state.path(), "Media Cloud").unwrap();
        assert_eq!(load(state.path()).len(), 1);
    }
}
