//! Edits that say which articles are labelled a second time; see [`Project::is_repeating`].

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnnotatorId, ArticleId, Change, Edit, Project, Status};
use crate::say;

/// Says which articles each of these people is to label a second time, beside those that are to be already. Who holds the
/// second layers of somebody is made with the first of them.
#[must_use]
pub fn repeat(project: &Project, to: &BTreeMap<AnnotatorId, BTreeSet<ArticleId>>) -> Edit {
    let mut rules = project.reviewing.rules.clone();
    let mut changes: Vec<Change> = Vec::new();
    let mut assigned: BTreeMap<&ArticleId, BTreeSet<AnnotatorId>> = BTreeMap::new();
    let mut made = project.clone();
    let mut count = 0;
    for (person, articles) in to.iter().filter(|(_, articles)| !articles.is_empty()) {
        let holder = project.second_of(person).cloned().unwrap_or_else(|| {
            let name = format!("{} II", project.annotator_name(person));
            let taken = |id: &AnnotatorId| made.annotators.contains_key(id);
            let holder = AnnotatorId::from_name(&name, taken);
            let welcome = made.welcome(&holder, &name);
            let applied = welcome.apply(&mut made);
            debug_assert!(applied.is_ok(), "an annotator can come");
            changes.extend(welcome.changes);
            rules.second.insert(holder.clone(), person.clone());
            holder
        });
        for id in articles {
            let known = || project.reviewing.assigned.get(id).cloned();
            let to = assigned
                .entry(id)
                .or_insert_with(|| known().unwrap_or_default());
            count += usize::from(to.insert(holder.clone()));
        }
    }
    if rules != project.reviewing.rules {
        changes.push(Change::ReviewRules(rules));
    }
    let assigned = assigned.into_iter();
    let assigned = assigned.map(|(id, to)| Change::Assigned(id.clone(), to));
    changes.extend(assigned.filter(|change| change.current(project) != *change));
    if count == 0 {
        changes.clear();
    }
    Edit::new(say!("repeats-edit", count = count), changes)
}

/// Takes back what these people are to label a second time and have not begun.
#[must_use]
pub fn end_repeats(project: &Project, people: &BTreeSet<AnnotatorId>) -> Edit {
    let mut assigned: BTreeMap<ArticleId, BTreeSet<AnnotatorId>> = BTreeMap::new();
    let mut count = 0;
    for repeat in project.repeats() {
        let is_begun = project
            .layer(&repeat.key)
            .is_some_and(|layer| repeat.status != Status::ToDo || !layer.annotations.is_empty());
        if is_begun || !people.contains(&repeat.person) {
            continue;
        }
        let id = &repeat.key.article;
        let known = || project.reviewing.assigned.get(id).cloned();
        let to = assigned
            .entry(id.clone())
            .or_insert_with(|| known().unwrap_or_default());
        count += usize::from(to.remove(&repeat.key.annotator));
    }
    let changes = assigned.into_iter();
    let changes = changes.map(|(id, to)| Change::Assigned(id, to));
    Edit::new(say!("repeats-edit-end", count = count), changes.collect())
}
