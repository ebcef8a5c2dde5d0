//! Damaged files of a project get their last good version back.

use std::path::{Path, PathBuf};

use super::dialogs::{DamagedFile, MendDialog};
use super::{Postil, Screen};
use crate::model::Project;
use crate::say;
use crate::store::{Home, Mending, Progress, StoreError};

impl Postil {
    /// Shows what can be put in the place of a file of the open project that a finding calls damaged.
    pub(super) fn ask_to_mend(&mut self, file: String, why: String) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let damaged = DamagedFile {
            root: workspace.root.clone(),
            project: workspace.present().clone(),
            home: self.home_of(&workspace.root),
            file,
            why,
        };
        self.dialog = Some(Box::new(MendDialog::new(damaged)));
    }

    /// The same for the file without which a project does not open.
    pub(super) fn ask_to_mend_project(&mut self, root: &Path, error: &StoreError) {
        let StoreError::Damaged { path, message, .. } = error else {
            return;
        };
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let damaged = DamagedFile {
            root: root.to_owned(),
            file: file.into_owned(),
            why: message.clone(),
            project: Project::default(),
            home: self.home_of(root),
        };
        self.dialog = Some(Box::new(MendDialog::new(damaged)));
    }

    fn home_of(&self, root: &Path) -> Option<Home> {
        let state = self.settings.state.as_ref()?;
        Some(Home::of(state, root))
    }

    /// Puts the last good version of a file in its place, and opens the project anew.
    pub(super) fn mend(&mut self, root: PathBuf, file: String, ctx: &egui::Context) {
        let Some(home) = self.home_of(&root) else {
            return;
        };
        let project = match &self.screen {
            Screen::Workspace(workspace) if workspace.root == root => workspace.present().clone(),
            _ => Project::default(),
        };
        self.jobs.start("job-mending", ctx, move |progress| {
            let mended = mend(&root, &home, &project, &file, progress);
            move |postil: &mut Self, ctx: &egui::Context| match mended {
                Ok(kept) => {
                    let kept = kept.display().to_string();
                    let said = say!("mend-done", file = file, kept = kept);
                    postil.open_project(root, ctx);
                    // Opening clears what was said before.
                    postil.remarks.push(said);
                }
                Err(why) => postil.notices.error(why),
            }
        });
    }
}

/// Where the damaged file is then; or why it stays, in words.
fn mend(
    root: &Path,
    home: &Home,
    project: &Project,
    file: &str,
    progress: &Progress,
) -> Result<PathBuf, String> {
    let found = Mending::look(root, home, project, file, progress);
    found
        .map_err(|error| error.to_string())?
        .ok_or_else(|| say!("mend-nothing").to_owned())?
        .carry_out(root, home)
}
