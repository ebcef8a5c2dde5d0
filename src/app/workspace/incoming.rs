//! What other programs did to the project folder: merged on a thread, and taken in when the project is still the one that it
//! was merged with.

use std::collections::VecDeque;

use crate::app::notices::Notices;
use crate::model::Project;
use crate::model::merge::{self, Merged, Step, Told};
use crate::say;
use crate::store::{Event, OtherVersion};

use super::Workspace;

/// Changes of others, to be merged on a thread into the project as it was when they were asked for.
pub struct Merging {
    workspace: u64,
    revision: u64,
    project: Project,
    changes: Vec<(Told, Vec<Step>)>,
}

/// What came of that.
pub struct Worked {
    workspace: u64,
    revision: u64,
    merged: Vec<Merged>,
}

impl Merging {
    /// Merges one after the other. Not for a thread that draws.
    #[must_use]
    pub fn work(self) -> Worked {
        let mut project = self.project;
        let merged = self.changes.iter().map(|(told, steps)| {
            let merged = merge::resolve(&project, steps, told);
            // One that does not fit is told when it is to be taken in; the next ones go without it there, too.
            let _inverse = merged.edit.apply(&mut project);
            merged
        });
        Worked {
            workspace: self.workspace,
            revision: self.revision,
            merged: merged.collect(),
        }
    }
}

impl Workspace {
    /// Tells what other programs did that needs no merging; what has to be merged, if anything.
    pub fn arrivals(&mut self, notices: &mut Notices) -> Option<Merging> {
        self.arrived.extend(self.saver.take_events());
        if self.arrived.is_empty() {
            return None;
        }
        let is_plain = |event: &Event| told(event).is_none();
        let (plain, merges): (VecDeque<Event>, VecDeque<Event>) =
            self.arrived.drain(..).partition(is_plain);
        self.arrived = merges;
        for event in plain {
            tell(event, notices);
        }
        let changes = self.arrived.iter().filter_map(|event| {
            let steps = match event {
                Event::Outside { steps, .. } => steps,
                Event::Other(other) => &other.steps,
                _ => return None,
            };
            Some((told(event)?, steps.clone()))
        });
        let changes: Vec<(Told, Vec<Step>)> = changes.collect();
        (!changes.is_empty()).then(|| Merging {
            workspace: self.number,
            revision: self.revision,
            project: self.project.clone(),
            changes,
        })
    }

    /// Takes in what was merged, if the project is still the one for which that was worked out; else `false`, and it is to be
    /// merged again.
    pub fn take_in(&mut self, worked: Worked, notices: &mut Notices) -> bool {
        if (worked.workspace, worked.revision) != (self.number, self.revision) {
            return false;
        }
        for merged in worked.merged {
            match self.arrived.pop_front() {
                Some(Event::Outside { part, file, .. }) => {
                    let count = merged.edit.changes.len();
                    if self.take_over(merged, notices) {
                        notices.say(say!("taken-in", count = count, file = file));
                    }
                    self.saver.taken_in(&self.project, part);
                }
                Some(Event::Other(other)) => self.bring_together(other, merged, notices),
                _ => break,
            }
        }
        true
    }

    /// Leaves what was to be merged where it is, until the project is opened again: merging it broke off. Parts of which
    /// another program's version is not taken in are not written meanwhile.
    pub fn set_arrivals_aside(&mut self, notices: &mut Notices) {
        for event in core::mem::take(&mut self.arrived) {
            let (part, file) = match event {
                Event::Outside { part, file, .. } => (Some(part), file),
                Event::Other(other) => (other.is_git.then_some(other.part), other.file),
                event => {
                    tell(event, notices);
                    continue;
                }
            };
            notices.warn(say!("taken-in-not", file = file));
            if let Some(part) = part.filter(|_| !self.is_read_only()) {
                self.saver.set_aside(self.present(), part);
            }
        }
    }

    /// Takes in what another version of one of the project's files holds.
    fn bring_together(&mut self, other: OtherVersion, merged: Merged, notices: &mut Notices) {
        let file = &other.file;
        let count = merged.edit.changes.len();
        self.take_over(merged, notices);
        notices.say(if other.is_git {
            say!("merged-git", count = count, file = file)
        } else {
            say!("merged-copy", count = count, file = file)
        });
        if !self.is_read_only() {
            self.saver.brought(&self.project, other);
        }
    }
}

/// What the merge of an event is called; none when it needs no merging.
fn told(event: &Event) -> Option<Told> {
    match event {
        Event::Outside { file, .. } => Some(Told {
            name: say!("edit-take-in", file = file),
            other: say!("other-program").to_owned(),
        }),
        Event::Other(OtherVersion { file, is_git, .. }) => Some(Told {
            name: say!("edit-merge-file", file = file),
            other: if *is_git {
                say!("other-git").to_owned()
            } else {
                say!("other-copy", file = file)
            },
        }),
        Event::Revived(_) | Event::Gone(_) | Event::Unreadable(..) => None,
    }
}

fn tell(event: Event, notices: &mut Notices) {
    match event {
        Event::Revived(file) => notices.warn(say!("outside-revived", file = file)),
        Event::Gone(file) => notices.warn(say!("outside-gone", file = file)),
        Event::Unreadable(file, why) => {
            notices.warn(say!("outside-unreadable", file = file, why = why));
        }
        Event::Outside { .. } | Event::Other(_) => {}
    }
}
