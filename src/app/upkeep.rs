//! What is done for the safety of the open project from time to time, and before what changes much of it: backups, and
//! the journal kept short.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::jobs::JobId;
use super::workspace::Workspace;
use super::{Postil, Screen};
use crate::model::Settings;
use crate::say;
use crate::store::{self, BackupError, Backups, Made, Patrolled, Progress, Reason};

/// How long after one regular look the next one follows, while there are changes.
const INTERVAL: Duration = Duration::from_hours(1);

/// A folder that cannot be written is looked for so often.
const SEARCH: Duration = Duration::from_secs(2);
/// So many bytes of old backups are read again each time.
const PATROLLED: u64 = 64 << 20;
/// So many damaged files of backups are told one by one.
const LOST_TOLD: usize = 3;
/// The name of the job that merges.
const MERGING: &str = "job-merging";

/// What was done for the open project, and when the next thing is due.
#[derive(Debug, Default)]
pub(super) struct Upkeep {
    /// Which workspace this is about.
    workspace: Option<u64>,
    /// When a regular backup is to be looked to next.
    next: Option<Instant>,
    /// The revision of the project that was backed up last.
    revision: u64,
    /// The backup or the merge that is going on.
    job: Option<JobId>,
    /// Whether one was made for the merge that is to come.
    is_ready_to_merge: bool,
    /// Whether somebody asked for one, which waits until everything is in the project folder.
    is_wanted: bool,
    /// Whether it was said that they fail.
    is_told: bool,
    /// When the project's folder is to be looked for next, while it cannot be written.
    next_search: Option<Instant>,
}

/// All that a thread needs to back a project up.
#[derive(Clone, Debug)]
pub(super) struct Copyist {
    backups: Backups,
    root: PathBuf,
    about: Settings,
}

impl Copyist {
    /// That of a workspace; none without a state folder.
    pub(super) fn of(workspace: &Workspace) -> Option<Self> {
        Some(Self {
            backups: workspace.home.as_ref()?.backups(),
            root: workspace.root.clone(),
            about: workspace.present().settings.clone(),
        })
    }

    /// Backs the project up as it is on the disk.
    ///
    /// # Errors
    /// As [`Backups::make`].
    pub(super) fn make(&self, reason: Reason, progress: &Progress) -> Result<Made, BackupError> {
        self.backups.make(&self.root, &self.about, reason, progress)
    }
}

impl Upkeep {
    /// Begins anew for another workspace.
    fn turn_to(&mut self, workspace: u64) {
        if self.workspace != Some(workspace) {
            *self = Self {
                workspace: Some(workspace),
                ..Self::default()
            };
        }
    }

    /// Notes that the job of a workspace has ended; `false` when it is another one by now, which has nothing to do with it.
    fn end_job(&mut self, workspace: u64) -> bool {
        let is_same = self.workspace == Some(workspace);
        if is_same {
            self.job = None;
        }
        is_same
    }
}

impl Postil {
    /// Makes the backups that are due, in the background. Costs nothing while none is.
    pub(super) fn look_after_project(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &self.screen else {
            return;
        };
        self.upkeep.turn_to(workspace.number);
        let Some(copyist) = Copyist::of(workspace) else {
            return;
        };
        // What is being read is waited for, and nothing can be changed before it is there.
        if self.upkeep.job.is_some() || workspace.reading {
            return;
        }
        if self.upkeep.is_wanted {
            let number = workspace.number;
            self.make_wanted_backup(number, copyist, ctx);
            return;
        }
        let now = Instant::now();
        let first = self.upkeep.next.is_none();
        let is_due = self.upkeep.next.is_none_or(|next| now >= next);
        if !first && self.upkeep.revision == workspace.revision {
            return;
        }
        if !is_due {
            // The window may be left alone until then.
            if let Some(next) = self.upkeep.next {
                ctx.request_repaint_after(next.saturating_duration_since(now));
            }
            return;
        }
        self.upkeep.next = Some(now + INTERVAL);
        self.upkeep.revision = workspace.revision;
        let number = workspace.number;
        let days = self.settings.history_days;
        let home = workspace.home.clone().filter(|_| first);
        let job = self
            .jobs
            .start_quietly("job-backing-up", ctx, move |progress| {
                store::stand_back();
                if let Some(home) = home {
                    store::tidy(&home.shelf(), &store::RealDisk, days, Timestamp::now());
                    store::thin_displaced(&home.displaced(), days, Timestamp::now());
                }
                let due = copyist.backups.is_due(Timestamp::now());
                let made = due.then(|| copyist.make(Reason::Regular, progress));
                let found = copyist
                    .backups
                    .patrol(&copyist.root, PATROLLED, progress)
                    .unwrap_or_default();
                move |postil: &mut Self, _: &egui::Context| {
                    if postil.upkeep.end_job(number) {
                        postil.tell_backup(made.unwrap_or(Ok(Made::Unchanged(0))));
                    }
                    postil.tell_patrol(&found);
                }
            });
        self.upkeep.job = Some(job);
    }

    /// Backs the project up because somebody asks for it, once everything is in the project folder.
    pub(super) fn back_up(&mut self) {
        match &self.screen {
            Screen::Workspace(workspace) if workspace.home.is_some() => {
                workspace.saver.publish_soon();
                self.upkeep.is_wanted = true;
            }
            _ => self.notices.warn(no_place()),
        }
    }

    fn make_wanted_backup(&mut self, number: u64, copyist: Copyist, ctx: &egui::Context) {
        let status = self.workspace().map(|workspace| workspace.saver.status());
        // What cannot be written now is safe in the journal.
        if status.is_some_and(|status| status.pending > 0 && status.failed.is_empty()) {
            return;
        }
        self.upkeep.is_wanted = false;
        let job = self.jobs.start("job-backing-up", ctx, move |progress| {
            let made = copyist.make(Reason::ByHand, progress);
            move |postil: &mut Self, _: &egui::Context| {
                postil.upkeep.end_job(number);
                match made {
                    Ok(Made::New { left_out, .. }) => {
                        for file in left_out {
                            postil.notices.warn(say!("upkeep-left-out", file = file));
                        }
                        postil.notices.say(say!("upkeep-backed-up"));
                    }
                    Ok(Made::Unchanged(_)) => postil.notices.say(say!("upkeep-backed-up")),
                    Err(BackupError::Cancelled) => {
                        postil.notices.say(say!("upkeep-cancelled"));
                    }
                    Err(error) => {
                        let why = error.to_string();
                        postil.notices.error(say!("upkeep-no-backup", why = why));
                    }
                }
                if let Some(dialog) = &mut postil.dialog {
                    dialog.renew();
                }
            }
        });
        self.upkeep.job = Some(job);
    }

    /// Looks, while the project folder cannot be written, whether it has only got another name or place.
    pub(super) fn look_for_folder(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        if workspace.saver.status().failed.is_empty() {
            workspace.moved_to = None;
            return;
        }
        self.upkeep.turn_to(workspace.number);
        let now = Instant::now();
        if self.upkeep.next_search.is_some_and(|next| now < next) {
            return;
        }
        self.upkeep.next_search = Some(now + SEARCH);
        ctx.request_repaint_after(SEARCH);
        let (number, landmark) = (workspace.number, workspace.landmark.clone());
        self.jobs
            .start_quietly("Looking for the project folder", ctx, move |_| {
                let found = landmark.found();
                move |postil: &mut Self, _: &egui::Context| {
                    if let Screen::Workspace(workspace) = &mut postil.screen
                        && workspace.number == number
                    {
                        workspace.moved_to = found;
                    }
                }
            });
    }

    /// Opens the project where its folder is now. What is not in the folder comes back from the journal there.
    pub(super) fn follow_folder(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &self.screen else {
            return;
        };
        if let Some(place) = workspace.moved_to().cloned()
            && workspace.saver.status().is_safe()
        {
            self.keep_places();
            // Its seat and its journal are free before it is opened there.
            self.screen = Screen::Opening(place.clone());
            self.start_opening(place, ctx);
        }
    }

    /// Takes in what other programs wrote into the project folder: merged on a thread, after a backup.
    pub(super) fn take_in_changes(&mut self, ctx: &egui::Context) {
        let Screen::Workspace(workspace) = &mut self.screen else {
            return;
        };
        self.upkeep.turn_to(workspace.number);
        // What comes belongs into the project as it is. And a backup that is being made may have begun too early.
        if workspace.looks_back().is_some() || self.upkeep.job.is_some() {
            return;
        }
        let Some(merging) = workspace.arrivals(&mut self.notices) else {
            return;
        };
        // While somebody works on, it takes more than one attempt: the first one has made the backup, the next are quick.
        let is_ready = self.upkeep.is_ready_to_merge;
        let copyist = Copyist::of(workspace).filter(|_| !is_ready);
        let number = workspace.number;
        let job = self.jobs.start_quietly(MERGING, ctx, move |progress| {
            let made = copyist.map(|copyist| copyist.make(Reason::BeforeMerge, progress));
            let worked = merging.work();
            move |postil: &mut Self, _: &egui::Context| {
                if !postil.upkeep.end_job(number) {
                    return;
                }
                if let Some(made) = made {
                    postil.tell_backup(made);
                }
                // Whoever looks back meanwhile gets it on coming back.
                if let Screen::Workspace(workspace) = &mut postil.screen
                    && workspace.number == number
                    && workspace.looks_back().is_none()
                {
                    let is_taken = workspace.take_in(worked, &mut postil.notices);
                    postil.upkeep.is_ready_to_merge = !is_taken;
                }
            }
        });
        self.upkeep.job = Some(job);
    }

    /// Goes on after a job that broke off, if it was the one that looked after the open project. What it was to merge is set
    /// aside: it would break the next attempt off, too.
    pub(super) fn upkeep_broke_off(&mut self, job: JobId, name: &str) {
        if self.upkeep.job != Some(job) {
            return;
        }
        self.upkeep.job = None;
        if let Screen::Workspace(workspace) = &mut self.screen
            && name == MERGING
            && self.upkeep.workspace == Some(workspace.number)
        {
            workspace.set_arrivals_aside(&mut self.notices);
        }
    }

    /// Tells what was found damaged among old backups.
    fn tell_patrol(&mut self, found: &Patrolled) {
        if found.mended > 0 {
            self.notices
                .warn(say!("upkeep-mended", count = found.mended));
        }
        let lists = found.lists.iter().take(LOST_TOLD);
        for lost in lists.chain(found.lost.iter().take(LOST_TOLD)) {
            self.notices.warn(say!("upkeep-lost", what = lost));
        }
        if found.lost.len() > LOST_TOLD {
            let more = found.lost.len() - LOST_TOLD;
            self.notices.warn(say!("upkeep-lost-more", count = more));
        }
    }

    /// Says once that backups fail: those that nobody asked for are tried again anyhow.
    fn tell_backup(&mut self, made: Result<Made, BackupError>) {
        match made {
            Ok(Made::New { left_out, .. }) if !left_out.is_empty() && !self.upkeep.is_told => {
                self.upkeep.is_told = true;
                let files = left_out.join(" ");
                self.notices
                    .warn(say!("upkeep-left-out-all", files = files));
            }
            Err(error)
                if !matches!(error, BackupError::Busy | BackupError::Cancelled)
                    && !self.upkeep.is_told =>
            {
                self.upkeep.is_told = true;
                self.notices
                    .warn(say!("upkeep-no-backups", why = error.to_string()));
            }
            _ => {}
        }
    }

    /// Writes a copy of the project beside it as a backup has it, and opens it if that is wanted.
    pub(super) fn restore_backup(
        &mut self,
        number: u64,
        at: Timestamp,
        open: bool,
        ctx: &egui::Context,
    ) {
        let Some(copyist) = self.workspace().and_then(Copyist::of) else {
            self.notices.warn(no_place());
            return;
        };
        self.jobs.start("job-restoring", ctx, move |progress| {
            let restored = copyist.make(Reason::BeforeRestore, progress).and_then(|_| {
                let place = store::free_place(&copyist.root, at);
                copyist.backups.restore(number, &place, progress)
            });
            move |postil: &mut Self, ctx: &egui::Context| match restored {
                Ok(restored) => {
                    let path = restored.root.display().to_string();
                    postil.notices.say(say!("upkeep-copy-at", path = path));
                    if open {
                        postil.open_project(restored.root, ctx);
                    }
                    // Opening clears what was said before.
                    postil.remarks.extend(restored.remarks);
                }
                Err(BackupError::Cancelled) => {
                    postil.notices.say(say!("upkeep-restoring-cancelled"));
                }
                Err(error) => {
                    let why = error.to_string();
                    postil.notices.error(say!("upkeep-not-restored", why = why));
                }
            }
        });
    }
}

/// What is said where the system names no folder for the user's state.
fn no_place() -> &'static str {
    say!("upkeep-no-place")
}

#[cfg(test)]
mod tests;
