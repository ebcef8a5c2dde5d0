//! Recipes of imports, kept and removed.

use super::Postil;
use crate::import::articles::table::Recipe;
use crate::import::articles::table::shelf::{keep, remove};
use crate::say;

impl Postil {
    pub(super) fn keep_recipe(&mut self, recipe: &Recipe) {
        let Some(state) = &self.settings.state else {
            return;
        };
        match keep(state, recipe) {
            Ok(file) => {
                let path = file.display().to_string();
                self.notices
                    .say(say!("recipe-kept", name = &recipe.name, path = path));
            }
            Err(error) => self
                .notices
                .error(say!("recipe-not-kept", why = error.to_string())),
        }
    }

    pub(super) fn remove_recipe(&mut self, name: &str) {
        if let Some(state) = &self.settings.state
            && let Err(error) = remove(state, name)
        {
            self.notices
                .error(say!("recipe-not-kept", why = error.to_string()));
        }
    }
}
