//! Edits that look at all annotations: made between two frames where that is little work, on a thread where it is much.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::model::{Edit, Project};
use crate::query::recode::Made;
use crate::say;

use super::dialogs::Action;
use super::jobs::drop_elsewhere;
use super::{Postil, Screen};

/// Most annotations that are looked at between two frames; a few milliseconds.
const AT_ONCE: usize = 2000;
/// So often an edit is made again because the project has gone on meanwhile.
const TRIES: usize = 4;
/// What the work is called while it is done.
const CHANGING: &str = "job-changing";

/// Makes an edit of a project, or says why there is nothing to be done.
type Maker = dyn Fn(&Project) -> Result<Edit, String> + Send + Sync;

/// An edit that is yet to be made, of whatever the project is then.
#[derive(Clone)]
pub struct Making(Arc<Maker>);

impl core::fmt::Debug for Making {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Making")
    }
}

impl Making {
    /// An edit that this makes.
    pub fn new(make: impl Fn(&Project) -> Edit + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |project| Ok(make(project))))
    }

    /// An edit that this makes, or says why there is nothing to be done.
    pub fn trying(make: impl Fn(&Project) -> Result<Edit, String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }
}

/// Whether all annotations of a project can be looked at between two frames.
#[must_use]
pub fn is_small(project: &Project) -> bool {
    let layers = project.layers.values();
    layers.map(|it| it.annotations.len()).sum::<usize>() <= AT_ONCE
}

impl Postil {
    /// Has an edit made and puts it in force.
    pub(super) fn make(&mut self, making: Making, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &self.screen else {
            return;
        };
        if is_small(&workspace.project) {
            let edit = (making.0)(&workspace.project);
            self.put_in_force(edit, ctx);
        } else if self.jobs.is_running(CHANGING) {
            // Two at a time would make each other out of date.
            self.makings.push_back(making);
        } else {
            self.make_elsewhere(making, TRIES, ctx);
        }
    }

    fn put_in_force(&mut self, edit: Result<Edit, String>, ctx: &egui::Context) {
        match edit {
            Ok(edit) => self.act(Action::Commit(edit), ctx),
            Err(why) => self.notices.say(why),
        }
    }

    /// Has the next edit made that waited for another one.
    fn make_next(&mut self, ctx: &egui::Context) {
        if let Some(making) = self.makings.pop_front() {
            self.make(making, ctx);
        }
    }

    fn make_elsewhere(&mut self, making: Making, tries: usize, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &self.screen else {
            return;
        };
        let (project, number) = (workspace.project.clone(), workspace.number);
        self.jobs.start(CHANGING, ctx, move |progress| {
            progress.total.store(2, Ordering::Relaxed);
            let edit = (making.0)(&project);
            progress.done.store(1, Ordering::Relaxed);
            let is_wanted = || !progress.cancel.load(Ordering::Relaxed);
            // What is nothing, or does not fit, is told as any other edit.
            let made = match edit {
                Ok(edit) if !edit.is_empty() && is_wanted() => {
                    Made::of(&project, edit.clone()).map_err(|_| Ok(edit))
                }
                edit => Err(edit),
            };
            drop(project);
            let is_wanted = is_wanted();
            move |postil: &mut Self, ctx: &egui::Context| {
                let workspace = postil.workspace().filter(|it| it.number == number);
                let Some(workspace) = workspace else {
                    postil.makings.clear();
                    drop_elsewhere(made);
                    return;
                };
                match made {
                    _ if !is_wanted => {
                        drop_elsewhere(made);
                        postil.notices.say(say!("making-cancelled"));
                    }
                    Ok(made) if tries > 0 && !workspace.project.is_untouched(&made.before) => {
                        drop_elsewhere(made);
                        return postil.make_elsewhere(making, tries - 1, ctx);
                    }
                    Ok(made) => postil.act(Action::Take(Box::new(made)), ctx),
                    Err(edit) => postil.put_in_force(edit, ctx),
                }
                postil.make_next(ctx);
            }
        });
    }
}
