//! Undo and redo: unlimited, across articles, by name.

use super::{Edit, EditError, LayerKey, Part, Project};

/// One step that was taken and can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What was done.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
    /// Steps with the same key in a row count as one: the letters of a note.
    run: Option<String>,
}

/// What undo or redo has just done.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The edit that was applied.
    pub edit: Edit,
    /// What would take it back.
    pub reverse: Edit,
    /// Where it happened, when that is one layer.
    pub place: Option<LayerKey>,
}

/// Everything that was done since the project was opened, and what was undone of it.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Entry>,
    undone: Vec<Entry>,
}

impl History {
    /// Applies an edit and remembers it. What was undone before can no longer be redone.
    ///
    /// # Errors
    /// As [`Edit::apply`]; history and project are then as they were.
    pub fn commit(&mut self, project: &mut Project, edit: Edit) -> Result<(), EditError> {
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
    ) -> Result<(), EditError> {
        if edit.is_empty() {
            return Ok(());
        }
        let inverse = edit.apply(project)?;
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if run.is_some() && last.run.as_deref() == run => {
                // What sets the same slots again needs neither the letters before nor a further way back.
                if last.edit.sets_same_slots(&edit) {
                    last.edit = edit;
                } else {
                    last.inverse.changes.splice(0..0, inverse.changes);
                    last.edit.name = edit.name;
                    last.edit.changes.extend(edit.changes);
                }
            }
            _ => self.done.push(Entry {
                edit,
                inverse,
                run: run.map(str::to_owned),
            }),
        }
        Ok(())
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
        let Some(mut entry) = self.done.pop() else {
            return Ok(None);
        };
        if let Err(error) = entry.inverse.apply(project) {
            self.done.push(entry);
            return Err(error);
        }
        entry.run = None;
        let step = Step::of(&entry.inverse, &entry.edit);
        self.undone.push(entry);
        Ok(Some(step))
    }

    /// Does the last undone step again; `None` when there is none.
    ///
    /// # Errors
    /// As [`Edit::apply`]; nothing happens then.
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<Step>, EditError> {
        let Some(entry) = self.undone.pop() else {
            return Ok(None);
        };
        if let Err(error) = entry.edit.apply(project) {
            self.undone.push(entry);
            return Err(error);
        }
        let step = Step::of(&entry.edit, &entry.inverse);
        self.done.push(entry);
        Ok(Some(step))
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

impl Step {
    fn of(edit: &Edit, reverse: &Edit) -> Self {
        let mut places = edit.parts().into_iter().filter_map(|part| match part {
            Part::Layer(key) => Some(key),
            _ => None,
        });
        let place = places.next().filter(|_| places.next().is_none());
        Self {
            edit: edit.clone(),
            reverse: reverse.clone(),
            place,
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

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
