//! How often entities are used: counted in the frame where that is little work, on a thread where it is much.

use crate::app::dialogs::Awaited;
use crate::model::Project;
use crate::query::Uses;
use crate::store::Progress;

/// Most layers that are compared and counted between two frames; a few milliseconds.
const LAYERS_AT_ONCE: usize = 2000;
/// Most layers of which the annotations are looked at between two frames.
const CHANGED_AT_ONCE: usize = 40;

/// The uses of all entities, as of a revision of the project.
#[derive(Debug, Default)]
pub struct Counts {
    uses: Option<std::sync::Arc<Uses>>,
    revision: Option<u64>,
    counting: Option<(u64, Awaited<Option<Uses>>)>,
    /// Tells one count from the next.
    pub number: u64,
}

impl Counts {
    /// Brings the counts up to date, or has a thread do it.
    pub fn update(&mut self, project: &Project, revision: u64, ctx: &egui::Context) {
        if let Some((of, counting)) = &mut self.counting
            && let Some(found) = counting.take()
        {
            let of = *of;
            self.counting = None;
            if let Some(uses) = found {
                self.take(uses, of);
            }
        }
        if self.revision == Some(revision) || self.counting.is_some() {
            return;
        }
        let empty = Uses::default();
        let before = self.uses.as_deref().unwrap_or(&empty);
        let is_little = project.layers.len() <= LAYERS_AT_ONCE
            && before.changed_since(project) <= CHANGED_AT_ONCE;
        if is_little {
            let uses = Uses::count(project, Some(before), &Progress::default());
            self.take(uses.unwrap_or_default(), revision);
        } else {
            let (project, before) = (project.clone(), self.uses.clone());
            let work =
                move |progress: &Progress| Uses::count(&project, before.as_deref(), progress);
            self.counting = Some((revision, Awaited::start("uses", ctx, work)));
        }
    }

    fn take(&mut self, uses: Uses, revision: u64) {
        self.uses = Some(std::sync::Arc::new(uses));
        self.revision = Some(revision);
        self.number += 1;
    }

    /// What was counted last; nothing before the first count has ended.
    #[must_use]
    pub fn get(&self) -> Option<&Uses> {
        self.uses.as_deref()
    }

    /// Whether these are the counts of the project as it is.
    #[must_use]
    pub fn is_current(&self, revision: u64) -> bool {
        self.revision == Some(revision)
    }
}
