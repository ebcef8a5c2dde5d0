//! Exchanging the open project's work with others through git: on a thread, while nobody here writes into the folder.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::dialogs::{SyncDialog, written};
use super::upkeep::Copyist;
use super::{Postil, Screen, Workspace};
use crate::model::Part;
use crate::say;
use crate::store::git::{self, Report, Step};
use crate::store::{BackupError, Reason};

/// The job that does it.
pub(super) const SYNCING: &str = "job-syncing";

/// How long is waited until the saver has written what it has in hand.
const HANDS: Duration = Duration::from_secs(10);
/// So many disagreements are told one by one where nobody looks at the dialog.
const TOLD: usize = 5;

/// How far a sync is, for those who watch it.
#[derive(Debug, Default)]
pub struct Course(Mutex<Now>);

/// How far it is now.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// What has been done.
    pub report: Report,
    /// What is being done.
    pub step: Option<Step>,
    /// Why it was not even begun, if so.
    pub refused: Option<String>,
    /// Whether it has ended.
    pub is_over: bool,
    /// Whether a dialog shows it.
    is_watched: bool,
    /// Whether a dialog has shown how it ended.
    is_seen: bool,
    /// The parts of the project that it changed in the folder, until they are taken into the open project.
    pulled: BTreeSet<Part>,
}

impl Course {
    fn state(&self) -> MutexGuard<'_, Now> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far it is.
    #[must_use]
    pub fn now(&self) -> Now {
        self.state().clone()
    }

    /// Notes whether a dialog shows it.
    pub fn watch(&self, is_watched: bool) {
        self.state().is_watched = is_watched;
    }

    /// Notes what has been done and what comes next.
    pub fn tell(&self, report: &Report, step: Option<Step>) {
        let mut now = self.state();
        let known = now.report.done.len();
        now.pulled.extend(report.pulled(known).cloned());
        now.report = report.clone();
        now.step = step;
    }

    /// Notes that somebody has seen how it ended.
    pub fn see(&self) {
        self.state().is_seen = true;
    }

    /// Whether it has ended with something that can be chosen, and nobody has seen that.
    #[must_use]
    pub fn is_to_be_seen(&self) -> bool {
        let now = self.state();
        let can_choose = now.report.conflicts.iter().any(|it| it.other.is_some());
        now.is_over && !now.is_seen && can_choose
    }

    /// Whether what changed in a part of the project in the folder is what came by this.
    #[must_use]
    pub fn has_pulled(&self, part: &Part) -> bool {
        self.state().pulled.contains(part)
    }

    /// Notes that a part is as it came: what changes in it from now on is somebody else's doing.
    pub fn is_taken_in(&self, part: &Part) {
        self.state().pulled.remove(part);
    }

    /// Notes that it has ended; why it was not even begun, if so.
    pub fn end(&self, refused: Option<String>) {
        let mut now = self.state();
        now.step = None;
        now.refused = refused;
        now.is_over = true;
    }
}

impl Postil {
    /// Shows what a sync would do, or the one that is going on, or what of the last one nobody has chosen yet.
    pub(super) fn show_sync(&mut self) {
        let unseen = self.workspace().and_then(Workspace::unseen_sync);
        if let Some(course) = self.syncing.clone().or(unseen) {
            self.dialog = Some(Box::new(SyncDialog::of_course(course)));
        } else if let Some(workspace) = self.workspace() {
            let (root, gate) = (workspace.root.clone(), workspace.saver.gate());
            let me = workspace.annotator_name();
            self.dialog = Some(Box::new(SyncDialog::new(root, gate, me)));
        }
    }

    /// Syncs on a thread: everything into the folder, a backup, then git, with the folder to itself.
    pub(super) fn start_sync(&mut self, course: Arc<Course>, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let copyist = Copyist::of(workspace);
        let (root, gate) = (workspace.root.clone(), workspace.saver.gate());
        let (project, me) = (workspace.present().clone(), workspace.annotator_name());
        let number = workspace.number;
        self.syncing = Some(Arc::clone(&course));
        if let Screen::Workspace(workspace) = &mut self.screen {
            workspace.sync = Some(Arc::clone(&course));
        }
        let wake = ctx.clone();
        self.jobs.start(SYNCING, ctx, move |progress| {
            let ready = written(&gate).and_then(|()| {
                let made = copyist.map(|it| it.make(Reason::BeforeMerge, progress));
                match made {
                    Some(Err(error)) if !matches!(error, BackupError::Busy) => {
                        Err(say!("sync-no-backup", why = error.to_string()))
                    }
                    _ => Ok(()),
                }
            });
            if ready.is_ok() {
                let kept_out = gate.keep_out(HANDS);
                git::sync(&root, &project, &me, progress, &mut |report, step| {
                    course.tell(report, step);
                    wake.request_repaint();
                });
                drop(kept_out);
            }
            course.end(ready.err());
            move |postil: &mut Self, _: &egui::Context| postil.synced(number, &course)
        });
    }

    /// Takes notice of what came of a sync.
    fn synced(&mut self, number: u64, course: &Course) {
        self.syncing = None;
        if let Screen::Workspace(workspace) = &self.screen
            && workspace.number == number
        {
            // The system may not have told of all that has changed.
            workspace.saver.look();
        }
        let now = course.now();
        let last = now.report.done.last().map(git::Done::words);
        let failed = now.refused.or_else(|| {
            let error = now.report.error();
            error.map(ToString::to_string)
        });
        match (failed, last) {
            (Some(why), _) if !now.is_watched => self.notices.error(why),
            (Some(_), _) => self.notices.say(say!("sync-failed")),
            (None, last) => {
                let what = last.unwrap_or_default();
                self.notices.say(say!("sync-done-quietly", what = what));
            }
        }
        if !now.is_watched {
            let conflicts = &now.report.conflicts;
            for conflict in conflicts.iter().take(TOLD) {
                self.notices.warn(match &conflict.other {
                    Some(_) => format!("{} {}", conflict.words, say!("sync-choose-later")),
                    None => conflict.words.clone(),
                });
            }
            if conflicts.len() > TOLD {
                let more = conflicts.len() - TOLD;
                self.notices
                    .warn(say!("sync-more-disagreements", count = more));
            }
        }
    }

    /// Ends the sync that is going on, as soon as that leaves nothing half done.
    pub(super) fn stop_sync(&self) {
        self.jobs.cancel(SYNCING);
    }

    /// A sync that broke off is over for those who watch it.
    pub(super) fn sync_broke_off(&mut self, name: &str) {
        if name == SYNCING
            && let Some(course) = self.syncing.take()
        {
            course.end(Some(say!("sync-failed").to_owned()));
        }
    }

    /// Looks, off the interface thread, whether the open project lies in a git repository.
    pub(super) fn look_for_repository(&mut self, ctx: &egui::Context) {
        let Some(workspace) = self.workspace() else {
            return;
        };
        let (number, root) = (workspace.number, workspace.root.clone());
        self.jobs.start_quietly("job-repository", ctx, move |_| {
            let is_there = git::is_in_repository(&root);
            move |postil: &mut Self, _: &egui::Context| {
                if let Screen::Workspace(workspace) = &mut postil.screen
                    && workspace.number == number
                {
                    workspace.in_repository = is_there;
                }
            }
        });
    }
}
