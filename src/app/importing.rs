//! Annotations of other programs, and copies of colleagues, into the open project.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::dialogs::{AnnotationImportDialog, MergeCopyDialog, Taking};
use super::picker::Ask;
use super::upkeep::Copyist;
use super::{Postil, Screen};
use crate::model::{AnnotatorId, Change, Part, Project};
use crate::query::recode::Made;
use crate::say;
use crate::store::{BUNDLE_ENDING, Bundled, Progress, Reason, write_bundle};

/// Titles of the questions where a copy, a bundle are, and where a bundle goes.
pub(super) const MERGE_COPY: &str = "title-merge-copy";
pub(super) const MERGE_BUNDLE: &str = "title-merge-bundle";
pub(super) const MAKE_BUNDLE: &str = "title-make-bundle";

impl Postil {
    /// Shows what would come of files of other programs.
    pub(super) fn show_annotation_import(&mut self) {
        if let Some(workspace) = self.workspace() {
            let dialog =
                AnnotationImportDialog::new(workspace.root.clone(), workspace.unread_articles());
            self.dialog = Some(Box::new(dialog));
        }
    }

    /// Shows what would come of a colleague's copy in a folder.
    pub(super) fn show_copy(&mut self, path: PathBuf) {
        if let Some(workspace) = self.workspace() {
            let (root, home) = (workspace.root.clone(), workspace.home.clone());
            self.dialog = Some(Box::new(MergeCopyDialog::new(path, root, home)));
        }
    }

    /// Shows what would come of a colleague's bundle.
    pub(super) fn show_bundle(&mut self, path: PathBuf) {
        if let Some(workspace) = self.workspace() {
            let (root, home) = (workspace.root.clone(), workspace.home.clone());
            self.dialog = Some(Box::new(MergeCopyDialog::of_bundle(path, root, home)));
        }
    }

    /// Asks where a bundle of one's own work goes.
    pub(super) fn ask_for_bundle(&mut self, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let ask = Ask::Save {
            title: MAKE_BUNDLE.to_owned(),
            name: format!("{}.{BUNDLE_ENDING}", workspace.annotator),
        };
        self.ask(ask, ctx);
    }

    /// Writes a bundle of what the annotator has made: layers, entities, decisions and comments, as they are now, whatever is
    /// looked at. What is not in it counts as taken away by whoever gets it, so all of it must have been read.
    pub(super) fn make_bundle(&mut self, path: PathBuf, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        if let Some(why) = workspace.why_own_is_unread() {
            let place = path.display().to_string();
            let told = say!("files-not-written", path = place, why = why);
            self.notices.error(told);
            return;
        }
        let (project, own) = (workspace.present().clone(), workspace.annotator.clone());
        self.jobs.start_to_the_end("job-bundling", ctx, move || {
            let written = write(&project, own, &path);
            move |postil: &mut Self, _: &egui::Context| {
                let place = path.display().to_string();
                match written {
                    Ok(made) => postil.notices.say(say!(
                        "bundle-made",
                        path = place,
                        annotations = made.annotations,
                        reviews = made.reviews
                    )),
                    Err(why) => {
                        let told = say!("files-not-written", path = place, why = why);
                        postil.notices.error(told);
                    }
                }
            }
        });
    }

    /// Takes over a project with what was imported, once the one before is backed up.
    pub(super) fn import_annotations(&mut self, made: Box<Made>, ctx: &egui::Context) {
        let make = move || Ok((*made, None));
        self.take_after_backup(make, Reason::BeforeImport, |_| (), ctx);
    }

    /// Takes over what a colleague's copy brings, once the project before is backed up, and keeps what was taken: by that the
    /// next copy is compared.
    pub(super) fn take_copy(&mut self, taking: Box<Taking>, ctx: &egui::Context) {
        let home = self.workspace().and_then(|it| it.home.clone());
        let taking = Arc::new(*taking);
        let taken = Arc::clone(&taking);
        let keep = move |postil: &mut Self| {
            let Some(home) = home else { return };
            let spawned = std::thread::Builder::new()
                .name("postil-keep-copy".to_owned())
                .spawn(move || home.keep_taken(&taken.ours, &taken.arrival));
            if let Err(error) = spawned {
                postil.notices.warn(error.to_string());
            }
        };
        let make = move || {
            let (made, came) = taking.made()?;
            Ok((made, Some(came)))
        };
        self.take_after_backup(make, Reason::BeforeMerge, keep, ctx);
    }

    /// Takes over what is made on a thread, and says what has come of it, if that is told beside it.
    fn take_after_backup(
        &mut self,
        make: impl FnOnce() -> Result<(Made, Option<String>), String> + Send + 'static,
        reason: Reason,
        after: impl FnOnce(&mut Self) + Send + 'static,
        ctx: &egui::Context,
    ) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let (copyist, root) = (Copyist::of(workspace), workspace.root.clone());
        let name = match reason {
            Reason::BeforeMerge => "job-merging",
            _ => "job-importing",
        };
        self.jobs.start_to_the_end(name, ctx, move || {
            let made_copy = copyist.map(|it| it.make(reason, &Progress::default()));
            let failed = made_copy.and_then(Result::err);
            let made = make();
            move |postil: &mut Self, _: &egui::Context| {
                if let Some(error) = failed {
                    let why = error.to_string();
                    let told = say!("files-no-backup-before-loading", why = why);
                    postil.notices.warn(told);
                }
                let Screen::Workspace(workspace) = &mut postil.screen else {
                    return;
                };
                if workspace.root != root {
                    postil.notices.warn(say!("files-other-project"));
                    return;
                }
                let (made, came) = match made {
                    Ok(made) => made,
                    Err(why) => {
                        postil.notices.error(why);
                        return;
                    }
                };
                let first = made.edit.changes.iter().find_map(|change| match change {
                    Change::Annotation(..) | Change::Article(..) => match change.part() {
                        Part::Layer(key) => Some(key.article),
                        Part::Article(id) => Some(id),
                        _ => None,
                    },
                    _ => None,
                });
                if !workspace.take_made(made, &mut postil.notices) {
                    return;
                }
                if let Some(came) = came {
                    postil.notices.say(came);
                }
                if let Some(first) = first {
                    workspace.list.filter.clear();
                    workspace.refresh();
                    workspace.show_article(&first);
                }
                after(postil);
            }
        });
    }
}

/// Writes a bundle beside its place and then puts it there.
fn write(project: &Project, own: AnnotatorId, path: &Path) -> Result<Bundled, String> {
    let mut bytes = Cursor::new(Vec::new());
    let people = BTreeSet::from([own]);
    let made = write_bundle(project, &people, false, Timestamp::now(), &mut bytes);
    let made = made.map_err(|error| error.to_string())?;
    let beside = path.with_extension(format!("{BUNDLE_ENDING}-new"));
    let written = std::fs::write(&beside, bytes.into_inner());
    let written = written.and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _there_may_be_none = std::fs::remove_file(&beside);
        error.to_string()
    })?;
    Ok(made)
}
