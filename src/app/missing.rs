//! What is missing or broken in one's own annotations, as the window knows it: worked out between two frames where that is
//! little work, on a thread where it is much.

use std::sync::Arc;

use super::dialogs::Awaited;
use crate::model::{AnnotatorId, ArticleId, Project};
use crate::query::{Gaps, OfLayer};
use crate::store::Progress;

/// Most annotations that are looked at between two frames; a few milliseconds.
const AT_ONCE: usize = 1000;

/// What is missing or broken, as of a revision of the project.
#[derive(Debug, Default)]
pub struct Missing {
    gaps: Arc<Gaps>,
    /// What of it is in the article that is open.
    here: Option<(ArticleId, Arc<OfLayer>)>,
    revision: Option<u64>,
    looking: Option<(u64, Awaited<Option<Gaps>>)>,
}

impl Missing {
    /// Brings it up to date, or has a thread do it.
    pub fn update(
        &mut self,
        project: &Project,
        whose: &AnnotatorId,
        open: Option<&ArticleId>,
        revision: u64,
        ctx: &egui::Context,
    ) {
        self.look(project, whose, revision, ctx);
        if self.here.as_ref().map(|(of, _)| of) != open {
            let told = open.and_then(|it| Some((it.clone(), self.gaps.told(project, it)?)));
            self.here = told.or_else(|| Some((open?.clone(), Arc::default())));
        }
    }

    fn look(&mut self, project: &Project, whose: &AnnotatorId, revision: u64, ctx: &egui::Context) {
        if let Some((of, looking)) = &mut self.looking
            && let Some(found) = looking.take()
        {
            let of = *of;
            self.looking = None;
            if let Some(gaps) = found {
                self.take(gaps, of);
            }
        }
        if self.revision == Some(revision) || self.looking.is_some() {
            return;
        }
        if self.gaps.takes_more(AT_ONCE, project, whose) {
            let (project, whose) = (project.clone(), whose.clone());
            let before = Arc::clone(&self.gaps);
            let work =
                move |progress: &Progress| Gaps::of(&project, &whose, Some(&before), progress);
            self.looking = Some((revision, Awaited::start("missing", ctx, work)));
        } else {
            let gaps = Gaps::of(project, whose, Some(&self.gaps), &Progress::default());
            self.take(gaps.unwrap_or_default(), revision);
        }
    }

    fn take(&mut self, gaps: Gaps, revision: u64) {
        super::jobs::drop_elsewhere(core::mem::replace(&mut self.gaps, Arc::new(gaps)));
        self.revision = Some(revision);
        self.here = None;
    }

    /// What is missing or broken in the open article, which is this one. It is not known yet when another one was open at the
    /// last [`update`](Self::update), as while the past is looked at.
    #[must_use]
    pub fn here(&self, article: &ArticleId) -> Option<&OfLayer> {
        let here = self.here.as_ref().filter(|(of, _)| of == article);
        here.map(|(_, found)| found.as_ref())
    }

    /// What was found last.
    #[must_use]
    pub fn gaps(&self) -> &Arc<Gaps> {
        &self.gaps
    }

    /// Whether that is what the project is as of this revision.
    #[must_use]
    pub fn is_current(&self, revision: u64) -> bool {
        self.revision == Some(revision)
    }
}
