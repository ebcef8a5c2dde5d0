//! What other programs did to the project folder: merged on a thread, and taken in when the project is still the one that it
//! was merged with.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::app::notices::Notices;
use crate::app::syncing::Course;
use crate::model::merge::{self, Merged, Step, Told};
use crate::model::{Part, Project};
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
    /// Nothing of what broke off, which is a fault of this program.
    merged: Vec<Option<Merged>>,
}

impl Merging {
    /// Merges one after the other. Not for a thread that draws.
    #[must_use]
    pub fn work(self) -> Worked {
        let mut project = self.project;
        let merged = self.changes.iter().map(|(told, steps)| {
            let attempt = catch_unwind(AssertUnwindSafe(|| {
                let mut with = project.clone();
                let merged = merge::resolve(&with, steps, told);
                // One that does not fit is told when it is to be taken in; the next ones go without it there, too.
                let _inverse = merged.edit.apply(&mut with);
                (merged, with)
            }));
            let (merged, with) = attempt.ok()?;
            project = with;
            Some(merged)
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
        let is_plain = |event: &Event| !matches!(event, Event::Outside { .. } | Event::Other(_));
        let (plain, merges): (VecDeque<Event>, VecDeque<Event>) =
            self.arrived.drain(..).partition(is_plain);
        self.arrived = merges;
        for event in plain {
            self.tell(event, notices);
        }
        let changes = self.arrived.iter().filter_map(|event| {
            let steps = match event {
                Event::Outside { steps, .. } => steps,
                Event::Other(other) => &other.steps,
                _ => return None,
            };
            Some((self.told(event)?, steps.clone()))
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
            let Some(event) = self.arrived.pop_front() else {
                break;
            };
            let Some(merged) = merged else {
                self.set_aside(event, notices);
                continue;
            };
            match event {
                Event::Outside { part, file, .. } => {
                    let count = merged.edit.changes.len();
                    let is_pulled = self.is_pulled(&part);
                    if self.take_over(merged, notices) {
                        notices.say(if is_pulled {
                            say!("taken-in-synced", count = count, file = file)
                        } else {
                            say!("taken-in", count = count, file = file)
                        });
                    }
                    if let Some(sync) = &self.sync {
                        sync.is_taken_in(&part);
                    }
                    self.saver.taken_in(&self.project, part);
                }
                Event::Other(other) => self.bring_together(other, merged, notices),
                event => self.tell(event, notices),
            }
        }
        true
    }

    /// Leaves all that was to be merged where it is: merging it broke off, and it is not known at what.
    pub fn set_arrivals_aside(&mut self, notices: &mut Notices) {
        for event in core::mem::take(&mut self.arrived) {
            self.set_aside(event, notices);
        }
    }

    /// Leaves what was to be merged where it is, until the project is opened again. A part of which another program's version
    /// is not taken in is not written meanwhile.
    fn set_aside(&mut self, event: Event, notices: &mut Notices) {
        let (part, file) = match event {
            Event::Outside { part, file, .. } => (Some(part), file),
            Event::Other(other) => (other.is_git.then_some(other.part), other.file),
            event => return self.tell(event, notices),
        };
        notices.warn(say!("taken-in-not", file = file));
        if let Some(part) = part.filter(|_| !self.is_read_only()) {
            self.saver.set_aside(self.present(), part);
        }
    }

    /// Tells what needs no merging. What becomes of an article or a layer that was removed is asked.
    fn tell(&mut self, event: Event, notices: &mut Notices) {
        match event {
            Event::Revived(file) if self.rewriting.remove(&file) => {
                notices.say(say!("faults-written-again", file = &file));
            }
            Event::Revived(file) => {
                self.removed.retain(|_, missing| *missing != file);
                notices.warn(say!("outside-revived", file = file));
            }
            Event::Gone(part @ (Part::Article(_) | Part::Layer(_) | Part::Review(_)), file)
                if !self.is_read_only() =>
            {
                self.is_missing(part, file);
            }
            Event::Gone(part, file) if self.is_pulled(&part) => {
                notices.warn(say!("outside-gone-synced", file = file));
            }
            Event::Gone(_, file) => notices.warn(say!("outside-gone", file = file)),
            Event::Unreadable(file, why) => {
                notices.warn(say!("outside-unreadable", file = file, why = why));
            }
            Event::Outside { .. } | Event::Other(_) => {}
        }
    }

    /// Whether what changed in a part is what colleagues pushed, not another program's doing.
    pub(super) fn is_pulled(&self, part: &Part) -> bool {
        self.sync.as_ref().is_some_and(|it| it.has_pulled(part))
    }

    /// The last sync, if it has ended with something that can be chosen and that nobody has seen.
    pub(in crate::app) fn unseen_sync(&self) -> Option<Arc<Course>> {
        self.sync.clone().filter(|it| it.is_to_be_seen())
    }

    /// What the merge of an event is called; none when it needs no merging.
    fn told(&self, event: &Event) -> Option<Told> {
        match event {
            Event::Outside { part, file, .. } if self.is_pulled(part) => Some(Told {
                name: say!("edit-take-in-synced", file = file),
                other: say!("git-merge-other").to_owned(),
            }),
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
            Event::Revived(_) | Event::Gone(..) | Event::Unreadable(..) => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Settings};
    use crate::store::git;

    #[test]
    fn what_a_sync_brought_is_told_as_the_doing_of_colleagues() {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::for_a_test(folder.path());
        let mut notices = Notices::default();
        let mut take_in = |workspace: &mut Workspace, words: &str| {
            workspace.is_written_into(words);
            let worked = workspace.arrivals(&mut notices).unwrap().work();
            let name = worked.merged[0].as_ref().unwrap().edit.name.clone();
            assert!(workspace.take_in(worked, &mut notices));
            (notices.status.clone(), name)
        };
        let course = Arc::new(Course::default());
        let mut report = git::Report::default();
        let outcome = git::Outcome::Merged(git::Changes::of_files(&["guidelines.md"]), 0);
        let step = git::Step::Merge;
        report.done.push(git::Done { step, outcome });
        course.tell(&report, None);
        workspace.sync = Some(course);
        assert_eq!(
            take_in(&mut workspace, "Theirs.\n"),
            (
                "Synced: 1 change that colleagues made in guidelines.md".to_owned(),
                "Take in what colleagues changed in guidelines.md".to_owned()
            )
        );
        // What comes later is another program's doing, although the sync is told once more.
        workspace.sync.as_ref().unwrap().tell(&report, None);
        assert_eq!(
            take_in(&mut workspace, "Another's.\n").0,
            "Taken in: 1 change that another program made in guidelines.md"
        );
    }

    #[test]
    fn a_file_that_colleagues_removed_is_no_other_programs_doing() {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::for_a_test(folder.path());
        let mut notices = Notices::default();
        let course = Arc::new(Course::default());
        let mut report = git::Report::default();
        let outcome = git::Outcome::Merged(git::Changes::of_files(&["highlighters.ron"]), 0);
        let step = git::Step::Merge;
        report.done.push(git::Done { step, outcome });
        course.tell(&report, None);
        workspace.sync = Some(course);
        for (part, words) in [
            (Part::Highlighters, "Colleagues removed highlighters.ron"),
            (Part::Guidelines, "Another program removed guidelines.md"),
        ] {
            let file = crate::store::part_path(&part).display().to_string();
            workspace.arrived.push_back(Event::Gone(part, file));
            assert!(workspace.arrivals(&mut notices).is_none());
            let told = &notices.open.last().unwrap().text;
            assert!(told.starts_with(words), "{told}");
        }
    }

    #[test]
    fn of_several_files_only_the_one_whose_merge_breaks_off_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let mut workspace = Workspace::for_a_test(folder.path());
        let mut notices = Notices::default();
        let before = workspace.project.guidelines.to_string();
        workspace.is_written_into("Theirs.\n");
        let settings = workspace.project.settings.clone();
        let renamed = Settings {
            name: "Renamed".to_owned(),
            ..settings.clone()
        };
        let (from, to) = (Change::Settings(settings), Change::Settings(renamed));
        workspace.arrived.push_back(Event::Outside {
            part: Part::Settings,
            file: "project.ron".to_owned(),
            steps: vec![Step { from, to }],
        });
        let mut worked = workspace.arrivals(&mut notices).unwrap().work();
        assert!(worked.merged.iter().all(Option::is_some));
        worked.merged[0] = None;
        assert!(workspace.take_in(worked, &mut notices));
        assert_eq!(workspace.project.settings.name, "Renamed");
        assert_eq!(workspace.project.guidelines.as_ref(), before);
        let told = &notices.open.last().unwrap().text;
        assert!(told.starts_with("What stands in guidelines.md was not taken in."));
        let failed = workspace.saver.status().failed;
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0].part, Part::Guidelines);
        assert!(workspace.arrivals(&mut notices).is_none());
    }
}
