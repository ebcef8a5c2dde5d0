//! What would come of changing many annotations, and the edit that does it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::model::edits::{self, Recode, Recoder, Unfit};
use crate::model::{
    Annotation, AnnotationId, Author, Change, Edit, EditError, LayerKey, Part, Project, Slot,
};
use crate::store::Progress;

use super::super::listing::{Chunk, Found};

/// What would come of it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The edit that does it.
    pub edit: Edit,
    /// What becomes of each annotation that is changed, as they were found.
    pub changed: Vec<Recoded>,
    /// What is left as it is, and why, by number.
    pub left: BTreeMap<Left, usize>,
}

/// An annotation before and after.
#[derive(Clone, Debug)]
pub struct Recoded {
    /// Its layer.
    pub chunk: Arc<Chunk>,
    /// As it is.
    pub before: Arc<Annotation>,
    /// As it becomes; none when it is deleted.
    pub after: Option<Arc<Annotation>>,
}

/// Why annotations are left as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Left {
    /// They are so already.
    Same,
    /// They are somebody else's: each layer has one writer.
    Others,
    /// Their file cannot be written.
    Locked,
    /// They have lost their place, and what becomes of them is to be decided first.
    Unplaced,
    /// It cannot be done with them.
    Unfit(Unfit),
}

/// Works out what would come of doing some things with annotations that were found, as the project has them now.
///
/// `None` when it was cancelled.
#[must_use]
pub fn plan(
    project: &Project,
    author: &Author,
    found: &[Found],
    deeds: &[Recode],
    is_locked: impl Fn(&LayerKey) -> bool,
    progress: &Progress,
) -> Option<Plan> {
    let total = found.iter().map(|found| found.marks.len()).sum();
    progress.total.store(total, Ordering::Relaxed);
    let recoder = Recoder::new(project, deeds);
    let mut plan = Plan {
        edit: Edit::new("", Vec::new()),
        changed: Vec::new(),
        left: BTreeMap::new(),
    };
    let mut deleted: BTreeMap<&LayerKey, BTreeSet<AnnotationId>> = BTreeMap::new();
    for found in found {
        if progress.cancel.load(Ordering::Relaxed) {
            return None;
        }
        progress
            .done
            .fetch_add(found.marks.len(), Ordering::Relaxed);
        let key = &found.chunk.key;
        let all = if project.is_work_of(key, &author.annotator) {
            is_locked(key).then_some(Left::Locked)
        } else {
            Some(Left::Others)
        };
        if let Some(why) = all {
            *plan.left.entry(why).or_default() += found.marks.len();
            continue;
        }
        for at in &found.marks {
            let Some(before) = found.chunk.current(project, *at as usize) else {
                continue;
            };
            if found.chunk.lost(&before.id).is_some() {
                *plan.left.entry(Left::Unplaced).or_default() += 1;
                continue;
            }
            match recoder.recode(&before) {
                Err(why) => *plan.left.entry(Left::Unfit(why)).or_default() += 1,
                Ok(Some(after)) if after == *before => {
                    *plan.left.entry(Left::Same).or_default() += 1;
                }
                Ok(after) => plan.take(found, before, after, author, &mut deleted),
            }
        }
    }
    for (key, ids) in deleted {
        // What points to them is loosened; what is changed besides comes before.
        let deleting = edits::delete_annotations(project, author, key, &ids);
        plan.edit.changes.extend(deleting.changes);
    }
    plan.edit.name = name(&plan, deeds);
    Some(plan)
}

impl Plan {
    fn take<'a>(
        &mut self,
        found: &'a Found,
        before: Arc<Annotation>,
        after: Option<Annotation>,
        author: &Author,
        deleted: &mut BTreeMap<&'a LayerKey, BTreeSet<AnnotationId>>,
    ) {
        let key = &found.chunk.key;
        let after = after.map(|mut after| {
            after.modified = author.at;
            Arc::new(after)
        });
        match &after {
            Some(after) => self.edit.changes.push(Change::Annotation(
                key.clone(),
                before.id.clone(),
                Slot::Present(Arc::clone(after)),
            )),
            None => drop(deleted.entry(key).or_default().insert(before.id.clone())),
        }
        self.changed.push(Recoded {
            chunk: Arc::clone(&found.chunk),
            before,
            after,
        });
    }

    /// How many are left as they are for a reason.
    #[must_use]
    pub fn left(&self, why: Left) -> usize {
        self.left.get(&why).copied().unwrap_or_default()
    }

    /// Applies the edit to a copy of the project, so that whoever draws only has to take it.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn apply(&self, project: &Project) -> Result<Made, EditError> {
        Made::of(project, self.edit.clone())
    }
}

/// An edit that has been applied to a copy of the project.
#[derive(Clone, Debug)]
pub struct Made {
    /// The project before it.
    pub before: Project,
    /// The edit.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
    /// Both once more, for the history: whoever draws has no time to copy them.
    pub kept: (Edit, Edit),
    /// What it changes.
    pub parts: Vec<Part>,
    /// The project after it.
    pub project: Project,
}

impl Made {
    /// Applies an edit to a copy of a project.
    ///
    /// # Errors
    /// As [`Edit::apply`].
    pub fn of(project: &Project, edit: Edit) -> Result<Self, EditError> {
        let mut then = project.clone();
        let inverse = edit.apply(&mut then)?;
        Ok(Self {
            before: project.clone(),
            kept: (edit.clone(), inverse.clone()),
            parts: edit.parts(),
            edit,
            inverse,
            project: then,
        })
    }
}

/// What the edit is called in the history.
fn name(plan: &Plan, deeds: &[Recode]) -> String {
    let count = plan.changed.len();
    let annotations = if count == 1 {
        "annotation"
    } else {
        "annotations"
    };
    let verb = match deeds {
        [Recode::Delete] => "Delete",
        [Recode::Tag(_)] => "Retag",
        _ => "Recode",
    };
    format!("{verb} {count} {annotations}")
}
