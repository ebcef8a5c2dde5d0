//! What becomes of a change: history, journal, project folder; and what comes from there.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::app::jobs::drop_elsewhere;
use crate::app::notices::Notices;
use crate::model::merge::{Conflict, Merged};
use crate::model::{Committed, Edit, LayerKey, Part, Way};
use crate::query::recode::Made;
use crate::review::adjudication::amended;
use crate::say;
use crate::store::{self, Access, Deed, Desk, Locked, OtherVersion, Reanchored, Recovery, Saver};

use super::Workspace;

/// So many things that could not be merged are told one by one.
const TOLD: usize = 5;

impl Workspace {
    /// Begins to work at a desk: undo reaches back into earlier sessions, and what these left comes into the project.
    pub(super) fn sit_down(
        &mut self,
        desk: Desk,
        known: Locked,
        reanchored: &[Reanchored],
        ctx: &egui::Context,
        notices: &mut Notices,
    ) {
        if desk.is_taken() {
            self.access = self.taken();
        } else if let Some(trouble) = &desk.trouble {
            notices.warn(say!("workspace-no-journal", why = trouble));
        }
        let Desk {
            home,
            seat,
            session,
            recovery,
            merged,
            history,
            ..
        } = desk;
        let known = known.with_displaced(home.displaced());
        self.home = Some(home);
        self.seat = seat;
        self.start_saver(known, session, reanchored, ctx);
        for remark in &recovery.remarks {
            notices.warn(remark.clone());
        }
        self.bring_back(&recovery, merged, notices);
        self.history = history;
    }

    /// Files in which git left two versions may be written once these are together; and what will be merged is no finding.
    pub(super) fn unlock_unmerged(&mut self, others: &[OtherVersion]) {
        if self.is_read_only() {
            return;
        }
        for other in others {
            if other.is_git {
                self.locked.remove(&other.part);
            }
            self.findings.retain(|finding| finding.file != other.file);
        }
    }

    /// Takes in what earlier sessions left that had not reached the project folder.
    fn bring_back(&mut self, recovery: &Recovery, merged: Merged, notices: &mut Notices) {
        if recovery.steps.is_empty() {
            return;
        }
        let count = merged.edit.changes.len();
        if self.take_over(merged, notices) {
            notices.warn(say!("workspace-brought-back", count = count));
        }
        if !self.is_read_only() {
            for (session, through) in &recovery.covers {
                self.saver.covers(*session, *through);
            }
        }
    }

    /// Why an annotator whose seat is taken cannot work here.
    fn taken(&self) -> Access {
        let name = self.annotator_name();
        Access::ReadOnly(say!("workspace-taken", name = name))
    }

    /// Takes the seat of the annotator, as whom one works from now on.
    pub(super) fn change_seat(&mut self) {
        let Some(home) = &self.home else {
            return;
        };
        self.seat = None;
        let seat = home.take_seat(&store::RealDisk, &self.annotator);
        self.access = match &seat {
            Ok(None) => self.taken(),
            _ => self.folder_access.clone(),
        };
        self.seat = seat.ok().flatten();
    }

    pub(super) fn start_saver(
        &mut self,
        known: Locked,
        session: Option<store::Session>,
        reanchored: &[Reanchored],
        ctx: &egui::Context,
    ) {
        let ctx = ctx.clone();
        let wake = move || ctx.request_repaint();
        // The folder does not have what was moved along with a text that has changed.
        let mut base = self.project.clone();
        for layer in reanchored {
            let undone = layer.inverse.apply(&mut base);
            debug_assert!(undone.is_ok(), "the inverse of what was just applied fits");
        }
        let mut saver = Saver::start(self.root.clone(), known, &base, session, wake);
        if self.home.is_some() {
            saver.watch();
        }
        let idle = core::mem::replace(&mut self.saver, saver);
        // It has nothing to write, but its thread may be looking at a slow disk; nobody waits for that here.
        let _dropped_here_without_a_thread = std::thread::Builder::new()
            .name("postil-idle-saver".to_owned())
            .spawn(move || drop(idle));
        self.keep_moved(reanchored);
    }

    /// Has the layers of this annotator saved that were moved along with the texts of their articles. Those of others are
    /// theirs to save; and as long as a text is not known to be meant, its layers stay on disk as they are.
    fn keep_moved(&mut self, reanchored: &[Reanchored]) {
        for layer in reanchored {
            let parts = [
                Part::Article(layer.key.article.clone()),
                Part::Layer(layer.key.clone()),
            ];
            if *self.project.person_of(&layer.key.annotator) != self.annotator {
                continue;
            }
            if parts.iter().all(|part| self.why_locked(part).is_none()) {
                let (edit, inverse) = (layer.edit.clone(), layer.inverse.clone());
                self.record(Way::Merged, false, edit, inverse);
            } else {
                self.unkept.push(layer.key.clone());
            }
        }
    }

    /// Has the layers saved whose texts have been accepted meanwhile.
    fn keep_accepted(&mut self) {
        let unkept = core::mem::take(&mut self.unkept);
        let (waiting, accepted) = unkept
            .into_iter()
            .partition(|key| self.is_in_doubt(&key.article));
        self.unkept = waiting;
        let accepted: Vec<LayerKey> = accepted;
        // Their places are found again when the program stops before that, so the journal need not know.
        self.saver
            .request(&self.project, accepted.into_iter().map(Part::Layer));
    }

    pub(super) fn is_read_only(&self) -> bool {
        matches!(self.access, Access::ReadOnly(_))
    }

    /// The window is used again, or left: then others may have changed the folder, or look into it.
    pub fn turn(&self, is_used: bool) {
        if is_used {
            self.saver.look();
        } else {
            self.saver.publish_soon();
        }
    }

    /// Puts a merge in force, which is no step of undo. Says whether it changed anything.
    pub(super) fn take_over(&mut self, merged: Merged, notices: &mut Notices) -> bool {
        tell_conflicts(&merged.conflicts, notices);
        if merged.edit.is_empty() {
            return false;
        }
        match merged.edit.apply(&mut self.project) {
            Ok(inverse) if self.is_read_only() => {
                let edit = merged.edit;
                self.changed(&edit.parts(), &edit.changes);
                drop(inverse);
                true
            }
            Ok(inverse) => {
                self.record(Way::Merged, false, merged.edit, inverse);
                true
            }
            Err(error) => {
                notices.error(say!(
                    "workspace-not-done",
                    name = &merged.edit.name,
                    why = error.to_string(),
                ));
                false
            }
        }
    }

    /// Puts an edit in force, remembers it and has it saved. Says why when that cannot be.
    pub fn commit(&mut self, edit: Edit, notices: &mut Notices) -> bool {
        self.commit_run(edit, None, notices)
    }

    /// As [`Workspace::commit`]; edits with the same run key in a row are undone together.
    pub fn commit_run(&mut self, edit: Edit, run: Option<&str>, notices: &mut Notices) -> bool {
        if edit.is_empty() {
            return false;
        }
        let refused = edit
            .parts()
            .iter()
            .find_map(|part| self.why_unwritten(part))
            .or_else(|| self.why_in_doubt(&edit))
            .or_else(|| self.why_needed(&edit));
        if let Some(why) = refused {
            notices.warn(why);
            return false;
        }
        let mut edit = edit;
        // What is changed in the gold layer by hand is decided by who does it.
        let decided = amended(&self.project, &self.author(), &edit);
        edit.changes.extend(decided);
        // The first edit of a newcomer brings the newcomer into the project.
        let edit = self
            .project
            .welcoming(&self.annotator, &self.annotator_name(), edit);
        let name = edit.name.clone();
        match self
            .history
            .commit_run(&mut self.project, edit.clone(), run)
        {
            Ok(Committed { inverse, joins }) => {
                let gone = self.history.take_gone();
                if !gone.is_empty() {
                    drop_elsewhere(gone);
                }
                notices.say(done(&name));
                self.record(Way::Done, joins, edit, inverse);
                true
            }
            Err(error) => {
                notices.error(say!(
                    "workspace-not-done-unchanged",
                    name = name,
                    why = error.to_string(),
                ));
                false
            }
        }
    }

    /// Takes over a project to which an edit was applied on a thread. Says why when that cannot be; when the project has
    /// gone on since, the edit is out of date.
    pub fn take_made(&mut self, made: Made, notices: &mut Notices) -> bool {
        let refused = made.parts.iter().find_map(|part| self.why_unwritten(part));
        if let Some(why) = refused {
            notices.warn(why);
            return false;
        }
        if !self.project.is_untouched(&made.before) {
            notices.warn(crate::say!("recode-out-of-date"));
            return false;
        }
        let Made {
            before,
            edit,
            inverse,
            kept,
            parts,
            project,
        } = made;
        drop_elsewhere((core::mem::replace(&mut self.project, project), before));
        notices.say(done(&edit.name));
        self.history.take(kept.0, kept.1);
        drop_elsewhere(self.history.take_gone());
        self.record_in(&parts, Way::Done, false, edit, inverse);
        true
    }

    /// The layers that cannot be written.
    #[must_use]
    pub fn locked_layers(&self) -> BTreeSet<LayerKey> {
        let locked = self.locked.keys().filter_map(|part| match part {
            Part::Layer(key) => Some(key.clone()),
            _ => None,
        });
        locked.collect()
    }

    /// Has a change saved that was made, and brings what is shown up to date.
    pub(super) fn record(&mut self, way: Way, joins: bool, edit: Edit, inverse: Edit) {
        self.record_in(&edit.parts(), way, joins, edit, inverse);
    }

    /// As [`Self::record`] of a change of these parts.
    pub(super) fn record_in(
        &mut self,
        parts: &[Part],
        way: Way,
        joins: bool,
        edit: Edit,
        inverse: Edit,
    ) {
        self.changed(parts, &edit.changes);
        let deed = Deed {
            joins,
            ..Deed::new(&self.annotator, Timestamp::now(), way, edit, inverse)
        };
        self.saver.record_of(parts.to_vec(), deed, &self.project);
        if !self.unkept.is_empty() {
            self.keep_accepted();
        }
    }
}

/// That something was done: what it is called is what a person has it do.
fn done(name: &str) -> String {
    say!("history-done", name = name)
}

fn tell_conflicts(conflicts: &[Conflict], notices: &mut Notices) {
    for conflict in conflicts.iter().take(TOLD) {
        notices.warn(conflict.message());
    }
    if conflicts.len() > TOLD {
        let more = conflicts.len() - TOLD;
        notices.warn(say!("workspace-more-differences", count = more));
    }
}
