//! Undo and redo. A step of very many changes is taken on a thread, like the edit that made it: it is applied to a copy of the
//! project there, and whatever is large is copied there too.

use std::sync::Arc;

use crate::app::jobs::drop_elsewhere;
use crate::app::making;
use crate::app::notices::Notices;
use crate::model::{Change, Edit, EditError, Part, Project, Step, Way};
use crate::say;

use super::{AT_ONCE, Workspace};

/// A step that takes longer than a frame, and the project to which it is to be applied.
#[derive(Debug)]
pub struct LongStep {
    before: Project,
    edit: Arc<Edit>,
    reverse: Arc<Edit>,
}

/// A long step that was taken on a copy of the project.
#[derive(Debug)]
pub struct Stepped {
    before: Project,
    /// None when it did not fit.
    then: Option<Project>,
    /// The step and its inverse once more, for the journal.
    deed: (Edit, Edit),
    parts: Vec<Part>,
}

impl LongStep {
    /// Takes it.
    #[must_use]
    pub fn take(self) -> Stepped {
        let mut then = self.before.clone();
        let is_taken = self.edit.apply(&mut then).is_ok();
        Stepped {
            before: self.before,
            then: is_taken.then_some(then),
            parts: self.edit.parts(),
            deed: (Edit::clone(&self.edit), Edit::clone(&self.reverse)),
        }
    }
}

impl Workspace {
    /// Takes the last step back and shows where.
    pub fn undo(&mut self, notices: &mut Notices) {
        if self.is_hidden_step(Way::Undone) {
            notices.say(say!("repeats-no-undo"));
            return;
        }
        let step = self.history.undo(&mut self.project);
        self.step(Way::Undone, step, notices);
    }

    /// Does the last undone step again and shows where.
    pub fn redo(&mut self, notices: &mut Notices) {
        if self.is_hidden_step(Way::Redone) {
            notices.say(say!("repeats-no-undo"));
            return;
        }
        let step = self.history.redo(&mut self.project);
        self.step(Way::Redone, step, notices);
    }

    fn next_step(&self, way: Way) -> Option<(&Arc<Edit>, &Arc<Edit>)> {
        match way {
            Way::Undone => self.history.next_undo(),
            Way::Redone => self.history.next_redo(),
            Way::Done | Way::Merged => None,
        }
    }

    /// Whether the next step would change what was marked the first time in an article that is being labelled a second time:
    /// nobody would see it.
    fn is_hidden_step(&self, way: Way) -> bool {
        let rules = &self.project.reviewing.rules;
        let step = self.next_step(way).filter(|_| !rules.second.is_empty());
        step.is_some_and(|(edit, _)| {
            edit.layers().any(|key| {
                key.annotator == self.annotator
                    && self.project.is_repeating(&key.article, &self.annotator)
            })
        })
    }

    /// The next step of undo or redo, when it takes longer than a frame.
    #[must_use]
    pub fn long_step(&self, way: Way) -> Option<LongStep> {
        if self.is_hidden_step(way) {
            return None;
        }
        let (edit, reverse) = self.next_step(way).filter(|(edit, _)| {
            // A correction is one change, and moves all annotations of its article.
            let is_of_text = |change: &Change| matches!(change, Change::Corrections(..));
            edit.changes.len() > AT_ONCE
                || edit.changes.iter().any(is_of_text) && !making::is_small(&self.project)
        })?;
        Some(LongStep {
            before: self.project.clone(),
            edit: Arc::clone(edit),
            reverse: Arc::clone(reverse),
        })
    }

    /// Takes over a project to which a long step was applied on a thread; takes the step here when that did not fit, to tell
    /// why. Nothing is done when the project has gone on since.
    pub fn take_step(&mut self, way: Way, stepped: Stepped, notices: &mut Notices) {
        if !self.project.is_untouched(&stepped.before) {
            // What was done meanwhile is the next step now, and nobody has asked to take that back.
            drop_elsewhere(stepped);
            notices.say(say!("history-went-on"));
            return;
        }
        let Stepped {
            before,
            then,
            deed: (edit, reverse),
            parts,
        } = stepped;
        let Some(then) = then else {
            match way {
                Way::Redone => self.redo(notices),
                _ => self.undo(notices),
            }
            return;
        };
        drop_elsewhere((core::mem::replace(&mut self.project, then), before));
        let step = match way {
            Way::Redone => self.history.redone(),
            _ => self.history.undone(),
        };
        let Some(step) = step else { return };
        say_step(way, &step, notices);
        self.record_in(&parts, way, false, edit, reverse);
        self.go_to_step(&step);
    }

    fn step(&mut self, way: Way, step: Result<Option<Step>, EditError>, notices: &mut Notices) {
        match step {
            Ok(Some(step)) => {
                say_step(way, &step, notices);
                let (edit, reverse) = (Edit::clone(&step.edit), Edit::clone(&step.reverse));
                self.record(way, false, edit, reverse);
                self.go_to_step(&step);
            }
            Ok(None) => {}
            Err(error) if way == Way::Undone => {
                notices.error(say!("workspace-not-undone", why = error.to_string()));
            }
            Err(error) => notices.error(say!("workspace-not-redone", why = error.to_string())),
        }
    }

    /// Shows where a step was taken, when that is one article and one's own layer of it.
    fn go_to_step(&mut self, step: &Step) {
        let place = step.place.as_ref();
        if let Some(key) = place.filter(|key| self.is_own(key)) {
            self.show_article(&key.article);
            self.show_step(step);
        }
    }
}

fn say_step(way: Way, step: &Step, notices: &mut Notices) {
    let name = &step.edit.name;
    notices.say(if way == Way::Undone {
        say!("history-undone", name = name)
    } else {
        say!("history-redone", name = name)
    });
}
