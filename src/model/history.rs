//! Undo and redo: unlimited, across articles, across restarts, by name.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Edit, EditError, LayerKey, Project};

/// How a change of a project came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// Somebody did it.
    Done,
    /// It was taken back.
    Undone,
    /// It was done again.
    Redone,
    /// Another program or a colleague had done it, or it came back after a crash: no step of undo.
    Merged,
}

/// What [`History::commit_run`] did.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// What takes the edit back.
    pub inverse: Edit,
    /// Whether it became one step with the edit before it.
    pub joins: bool,
}

/// A change of the past, for [`History::restore`].
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// How it came about.
    pub way: Way,
    /// Whether it was one step with the change before it.
    pub joins: bool,
    /// What was done.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
}

/// One step that was taken and can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What was done.
    pub edit: Arc<Edit>,
    /// What takes it back.
    pub inverse: Arc<Edit>,
    /// Steps with the same key in a row count as one: the letters of a note.
    run: Option<String>,
}

/// What undo or redo has just done.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The edit that was applied.
    pub edit: Arc<Edit>,
    /// What would take it back.
    pub reverse: Arc<Edit>,
    /// Where it happened, when that is one layer.
    pub place: Option<LayerKey>,
}

/// Everything that was done since the project was opened, and what was undone of it.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Entry>,
    undone: Vec<Entry>,
    /// What can no longer be redone.
    gone: Vec<Entry>,
}

impl History {
    /// Applies an edit and remembers it. What was undone before can no longer be redone.
    ///
    /// # Errors
    /// As [`Edit::apply`]; history and project are then as they were.
    pub fn commit(&mut self, project: &mut Project, edit: Edit) -> Result<Committed, EditError> {
        self.commit_run(project, edit, None)
    }

    /// As [`History::commit`], but joins the edit to the last one when both bear the same run key.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn commit_run(
        &mut self,
        project: &mut Project,
        edit: Edit,
        run: Option<&str>,
    ) -> Result<Committed, EditError> {
        if edit.is_empty() {
            return Ok(Committed {
                inverse: edit,
                joins: false,
            });
        }
        let inverse = edit.apply(project)?;
        let joins =
            matches!(self.done.last(), Some(last) if run.is_some() && last.run.as_deref() == run);
        self.push(edit, inverse.clone(), joins);
        if let Some(last) = self.done.last_mut() {
            last.run = run.map(str::to_owned);
        }
        Ok(Committed { inverse, joins })
    }

    /// Remembers an edit that was applied to a copy of the project, which has taken the project's place.
    pub fn take(&mut self, edit: Edit, inverse: Edit) {
        self.end_run();
        self.push(edit, inverse, false);
    }

    /// Remembers what was done; as a part of the last step when it joins that.
    fn push(&mut self, edit: Edit, inverse: Edit, joins: bool) {
        self.gone.append(&mut self.undone);
        match self.done.last_mut() {
            // What sets the same slots again needs neither the letters before nor a further way back.
            Some(last) if joins && last.edit.sets_same_slots(&edit) => last.edit = Arc::new(edit),
            Some(last) if joins => {
                let before = Arc::make_mut(&mut last.inverse);
                before.changes.splice(0..0, inverse.changes);
                let known = Arc::make_mut(&mut last.edit);
                known.name = edit.name;
                known.changes.extend(edit.changes);
            }
            _ => self.done.push(Entry {
                edit: Arc::new(edit),
                inverse: Arc::new(inverse),
                run: None,
            }),
        }
    }

    /// Gives away what can no longer be redone, to be dropped where nobody waits for it: it may be large.
    #[must_use]
    pub fn take_gone(&mut self) -> Vec<Entry> {
        core::mem::take(&mut self.gone)
    }

    /// What was done in earlier runs of the program, oldest first, so that it can be undone. It reaches back as far as
    /// everything is as it was left then: where somebody else has changed something since, undo ends.
    #[must_use]
    pub fn restore(past: impl IntoIterator<Item = Past>, project: &Project) -> Self {
        let mut history = Self::default();
        for step in past {
            match step.way {
                Way::Done => history.push(step.edit, step.inverse, step.joins),
                Way::Undone => history.undone.extend(history.done.pop()),
                Way::Redone => history.done.extend(history.undone.pop()),
                Way::Merged => {}
            }
        }
        keep_valid(&mut history.done, project, |entry| {
            (&*entry.edit, &*entry.inverse)
        });
        keep_valid(&mut history.undone, project, |entry| {
            (&*entry.inverse, &*entry.edit)
        });
        history
    }

    /// Ends a run: the next edit is a step of its own whatever its key.
    pub fn end_run(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.run = None;
        }
    }

    /// Takes the last step back; `None` when there is none.
    ///
    /// # Errors
    /// As [`Edit::apply`], when the project was changed past the history; nothing happens then.
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<Step>, EditError> {
        if let Some((edit, _)) = self.next_undo() {
            edit.apply(project)?;
        }
        Ok(self.undone())
    }

    /// Does the last undone step again; `None` when there is none.
    ///
    /// # Errors
    /// As [`Edit::apply`]; nothing happens then.
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<Step>, EditError> {
        if let Some((edit, _)) = self.next_redo() {
            edit.apply(project)?;
        }
        Ok(self.redone())
    }

    /// The edit that undo applies next, and what would take that back.
    #[must_use]
    pub fn next_undo(&self) -> Option<(&Arc<Edit>, &Arc<Edit>)> {
        self.done.last().map(|entry| (&entry.inverse, &entry.edit))
    }

    /// The edit that redo applies next, and what would take that back.
    #[must_use]
    pub fn next_redo(&self) -> Option<(&Arc<Edit>, &Arc<Edit>)> {
        self.undone
            .last()
            .map(|entry| (&entry.edit, &entry.inverse))
    }

    /// Notes that [the next edit of undo](Self::next_undo) was applied: to the project, or to a copy that takes its place.
    pub fn undone(&mut self) -> Option<Step> {
        let mut entry = self.done.pop()?;
        entry.run = None;
        let step = Step::of(&entry.inverse, &entry.edit);
        self.undone.push(entry);
        Some(step)
    }

    /// Notes that [the next edit of redo](Self::next_redo) was applied.
    pub fn redone(&mut self) -> Option<Step> {
        let entry = self.undone.pop()?;
        let step = Step::of(&entry.edit, &entry.inverse);
        self.done.push(entry);
        Some(step)
    }

    /// What undo would take back, newest first.
    pub fn undoable(&self) -> impl Iterator<Item = &str> {
        self.done.iter().rev().map(|entry| entry.edit.name.as_str())
    }

    /// What redo would do again, next first.
    pub fn redoable(&self) -> impl Iterator<Item = &str> {
        self.undone
            .iter()
            .rev()
            .map(|entry| entry.edit.name.as_str())
    }
}

/// Keeps the steps at the end of the list that can be taken one after the other, each from the state that the last one
/// left.
fn keep_valid(steps: &mut Vec<Entry>, project: &Project, sides: impl Fn(&Entry) -> (&Edit, &Edit)) {
    let mut then = project.clone();
    let valid = steps.iter().rev().take_while(|entry| {
        let (there, back) = sides(entry);
        there.is_in_force(&then) && back.apply(&mut then).is_ok()
    });
    let valid = valid.count();
    steps.drain(..steps.len() - valid);
}

impl Step {
    fn of(edit: &Arc<Edit>, reverse: &Arc<Edit>) -> Self {
        Self {
            edit: Arc::clone(edit),
            reverse: Arc::clone(reverse),
            place: edit.only_layer(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::{edits_for, projects};
    use crate::model::{Change, Settings};
    use proptest::prelude::*;

    fn rename(name: &str) -> Edit {
        let settings = Settings {
            name: name.to_owned(),
            ..Settings::default()
        };
        Edit::new(
            format!("Rename to {name}"),
            vec![Change::Settings(settings)],
        )
    }

    #[test]
    fn undo_and_redo_name_what_they_do() {
        let (mut project, mut history) = (Project::default(), History::default());
        history.commit(&mut project, rename("a")).unwrap();
        history.commit(&mut project, rename("b")).unwrap();
        assert_eq!(history.undoable().next(), Some("Rename to b"));
        history.undo(&mut project).unwrap().unwrap();
        assert_eq!(project.settings.name, "a");
        assert_eq!(history.redoable().next(), Some("Rename to b"));
        history.redo(&mut project).unwrap().unwrap();
        assert_eq!(project.settings.name, "b");
        history.undo(&mut project).unwrap();
        history.commit(&mut project, rename("c")).unwrap();
        assert_eq!(history.redoable().next(), None);
    }

    #[test]
    fn a_run_is_one_step() {
        let (mut project, mut history) = (Project::default(), History::default());
        for name in ["n", "no", "not"] {
            history
                .commit_run(&mut project, rename(name), Some("note"))
                .unwrap();
        }
        history.end_run();
        history
            .commit_run(&mut project, rename("note"), Some("note"))
            .unwrap();
        history.undo(&mut project).unwrap();
        assert_eq!(project.settings.name, "not");
        history.undo(&mut project).unwrap();
        assert_eq!(project.settings.name, "");
        assert!(history.undo(&mut project).unwrap().is_none());
        history.redo(&mut project).unwrap();
        assert_eq!(project.settings.name, "not");
    }

    #[test]
    fn undo_reaches_back_to_what_somebody_else_has_changed() {
        let (mut project, mut history) = (Project::default(), History::default());
        let mut past = Vec::new();
        for name in ["a", "b", "c"] {
            let edit = rename(name);
            let Committed { inverse, joins } = history.commit(&mut project, edit.clone()).unwrap();
            past.push(Past {
                way: Way::Done,
                joins,
                edit,
                inverse,
            });
        }
        let mut restored = History::restore(past.clone(), &project);
        assert_eq!(restored.undoable().count(), 3);
        restored.undo(&mut project).unwrap();
        assert_eq!(project.settings.name, "b");

        let undone = Past {
            way: Way::Undone,
            joins: false,
            edit: past[2].inverse.clone(),
            inverse: past[2].edit.clone(),
        };
        past.push(undone);
        let restored = History::restore(past.clone(), &project);
        assert_eq!(restored.undoable().count(), 2);
        assert_eq!(restored.redoable().next(), Some("Rename to c"));

        rename("theirs").apply(&mut project).unwrap();
        let restored = History::restore(past, &project);
        assert_eq!(restored.undoable().count(), 0);
        assert_eq!(restored.redoable().count(), 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn what_is_restored_is_what_there_was(
            (project, edits) in projects().prop_flat_map(|project| {
                let edits = edits_for(&project);
                (Just(project), edits)
            }),
            ways in proptest::collection::vec(0..4u8, 20),
        ) {
            let mut changed = project.clone();
            let (mut history, mut past) = (History::default(), Vec::new());
            let mut edits = edits.into_iter();
            for way in ways {
                let step = match way {
                    0 => history.undo(&mut changed).unwrap().map(|step| (Way::Undone, Edit::clone(&step.edit), Edit::clone(&step.reverse), false)),
                    1 => history.redo(&mut changed).unwrap().map(|step| (Way::Redone, Edit::clone(&step.edit), Edit::clone(&step.reverse), false)),
                    _ => edits.next().and_then(|edit| {
                        let is_correction = matches!(edit.changes[..], [Change::Corrections(..)]);
                        let run = (way == 2 && !is_correction).then_some("run");
                        let done = history.commit_run(&mut changed, edit.clone(), run).ok()?;
                        Some((Way::Done, edit, done.inverse, done.joins))
                    }),
                };
                past.extend(step.map(|(way, edit, inverse, joins)| Past { way, joins, edit, inverse }));
            }
            let mut restored = History::restore(past, &changed);
            prop_assert!(restored.undoable().eq(history.undoable()));
            prop_assert!(restored.redoable().eq(history.redoable()));
            let mut again = changed.clone();
            while history.undo(&mut changed).unwrap().is_some() {}
            while restored.undo(&mut again).unwrap().is_some() {}
            prop_assert_eq!(again, changed);
        }

        #[test]
        fn undoing_and_redoing_everything_is_identity(
            (project, edits) in projects().prop_flat_map(|project| {
                let edits = edits_for(&project);
                (Just(project), edits)
            }),
            run in any::<bool>(),
        ) {
            let mut changed = project.clone();
            let mut history = History::default();
            for edit in edits {
                let _refused = history.commit_run(&mut changed, edit, run.then_some("run"));
            }
            let end = changed.clone();
            while history.undo(&mut changed).unwrap().is_some() {}
            prop_assert_eq!(&changed, &project);
            while history.redo(&mut changed).unwrap().is_some() {}
            prop_assert_eq!(&changed, &end);
        }
    }
}
