//! Edits of the highlighters.

use crate::model::{Change, Edit, Highlighter, HighlighterId, Placed, Project};
use crate::say;

/// Adds a highlighter at the end, or changes the one with its id where it stands.
#[must_use]
pub fn put_highlighter(project: &Project, highlighter: Highlighter) -> Edit {
    let list = &project.highlighters;
    let at = list.iter().position(|known| known.id == highlighter.id);
    let name = &highlighter.name;
    let name = if at.is_some() {
        say!("highlighters-edit-change", name = name)
    } else {
        say!("highlighters-edit-add", name = name)
    };
    if at.is_some_and(|at| list[at] == highlighter) {
        return Edit::new(name, Vec::new());
    }
    Edit::new(name, vec![put(at.unwrap_or(list.len()), highlighter)])
}

/// Takes a highlighter out of the project.
#[must_use]
pub fn remove_highlighter(project: &Project, id: &HighlighterId) -> Edit {
    let known = project.highlighters.iter().find(|known| known.id == *id);
    let name = known.map_or(id.as_str(), |known| &known.name);
    let change = known.map(|_| Change::Highlighter(id.clone(), None));
    let name = say!("highlighters-edit-remove", name = name);
    Edit::new(name, change.into_iter().collect())
}

/// Moves a highlighter to another index of the list.
#[must_use]
pub fn move_highlighter(project: &Project, id: &HighlighterId, to: usize) -> Edit {
    let list = &project.highlighters;
    let at = list.iter().position(|known| known.id == *id);
    let Some(at) = at.filter(|at| *at != to) else {
        return Edit::new(
            say!("highlighters-edit-move", name = id.as_str()),
            Vec::new(),
        );
    };
    let name = say!("highlighters-edit-move", name = &list[at].name);
    Edit::new(name, vec![put(to, list[at].clone())])
}

fn put(at: usize, value: Highlighter) -> Change {
    Change::Highlighter(value.id.clone(), Some(Placed { at, value }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::random::highlighter;

    #[test]
    fn highlighters_are_put_moved_switched_and_removed_and_all_that_is_taken_back() {
        let mut project = Project::default();
        for id in ["one", "two", "three"] {
            let edit = put_highlighter(&project, highlighter(id, &[id]));
            edit.apply(&mut project).unwrap();
        }
        let before = project.clone();
        let two = HighlighterId::new("two").unwrap();
        let mut inverses = Vec::new();
        let mut done = |project: &mut Project, edit: Edit| {
            inverses.push(edit.apply(project).unwrap());
        };
        let ids = |project: &Project| -> Vec<String> {
            let list = project.highlighters.iter();
            list.map(|it| format!("{}{}", if it.off { "-" } else { "" }, it.id))
                .collect()
        };
        let edit = move_highlighter(&project, &two, 0);
        done(&mut project, edit);
        assert_eq!(ids(&project), ["two", "one", "three"]);
        let changed = Highlighter {
            off: true,
            ..highlighter("one", &["another"])
        };
        let edit = put_highlighter(&project, changed.clone());
        done(&mut project, edit);
        assert_eq!(ids(&project), ["two", "-one", "three"]);
        assert!(put_highlighter(&project, changed).is_empty());
        let edit = remove_highlighter(&project, &two);
        done(&mut project, edit);
        assert_eq!(ids(&project), ["-one", "three"]);
        assert!(remove_highlighter(&project, &two).is_empty());
        for inverse in inverses.iter().rev() {
            inverse.apply(&mut project).unwrap();
        }
        assert_eq!(project, before);
    }
}
