//! The names of the register, for proposals and for whom a line names: made anew when the register has changed, of a large
//! one on a thread.

use std::sync::Arc;

use crate::app::dialogs::Awaited;
use crate::app::jobs::drop_elsewhere;
use crate::model::Project;
use crate::query::filter::Names;

/// The names of so many entities are made between two frames; a few milliseconds.
const AT_ONCE: usize = 1000;

/// The names as they are known.
#[derive(Debug, Default)]
pub struct KnownNames {
    names: Arc<Names>,
    making: Option<Awaited<Names>>,
}

impl KnownNames {
    /// Brings them up to date, or has a thread do it. Whether they are.
    pub fn update(&mut self, project: &Project, ctx: &egui::Context) -> bool {
        if let Some(names) = self.making.as_mut().and_then(Awaited::take) {
            self.making = None;
            drop_elsewhere(core::mem::replace(&mut self.names, Arc::new(names)));
        }
        if self.names.is_current(project) {
            return true;
        }
        if entities(project) <= AT_ONCE {
            self.names = Arc::new(Names::of(project));
            return true;
        }
        if self.making.is_none() {
            let project = project.clone();
            self.making = Some(Awaited::start("names", ctx, move |_| Names::of(&project)));
        }
        false
    }

    /// As they were last.
    #[must_use]
    pub fn get(&self) -> &Names {
        &self.names
    }
}

/// How many entities there are, each annotator's copies counted.
#[must_use]
pub fn entities(project: &Project) -> usize {
    let annotators = project.annotators.values();
    annotators.map(|annotator| annotator.entities.len()).sum()
}
