//! Going through the annotations that have lost their place, and deciding on each.

use core::ops::Bound;

use crate::app::notices::Notices;
use crate::app::placing::{Placing, proposals};
use crate::app::reader::Selection;
use crate::app::workspace::Workspace;
use crate::model::{AnnotationId, ArticleId, Detached, LayerKey, Spans, edits};
use crate::say;

impl Workspace {
    /// How many annotations of the open layer have no place.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.layer().map_or(0, |layer| layer.detached.len())
    }

    /// How many of them wait for a decision: nobody has said that they stay without one.
    #[must_use]
    pub fn undecided(&self) -> usize {
        let lost = self
            .layer()
            .into_iter()
            .flat_map(|layer| layer.detached.values());
        lost.filter(|lost| !lost.kept).count()
    }

    /// The annotation without a place that is being decided on.
    #[must_use]
    pub fn placing(&self) -> Option<&Detached> {
        let id = &self.open.as_ref()?.placing.as_ref()?.id;
        self.layer()?.detached.get(id)
    }

    /// Begins with the first annotation without a place that waits for a decision; leaves off when that was begun.
    pub fn begin_placing(&mut self, notices: &mut Notices) {
        let begun = self.open.as_mut().and_then(|open| open.placing.take());
        match (begun, self.next_undecided(None)) {
            (Some(_), _) => {}
            (None, Some(id)) => self.place(id),
            (None, None) => self.step_placing(true, notices),
        }
    }

    /// The first annotation of the layer behind this one that waits for a decision, or else the first of all.
    fn next_undecided(&self, behind: Option<&AnnotationId>) -> Option<AnnotationId> {
        let lost = &self.layer()?.detached;
        let undecided = |id: &AnnotationId| !lost[id].kept && Some(id) != behind;
        let later = lost.keys().find(|id| undecided(id) && Some(*id) > behind);
        later
            .or_else(|| lost.keys().find(|id| undecided(id)))
            .cloned()
    }

    /// Goes to the next annotation without a place or to the one before: in this article, and then in the others.
    pub fn step_placing(&mut self, forward: bool, notices: &mut Notices) {
        let Some(key) = self.key() else { return };
        let now = self.open.as_ref().and_then(|open| open.placing.as_ref());
        let now = now.map(|placing| placing.id.clone());
        let here = beside(self, &key, now.as_ref(), forward).map(|id| (key.article.clone(), id));
        let Some((article, id)) = here.or_else(|| self.lost_elsewhere(&key, forward)) else {
            notices.say(match (now, forward) {
                (None, _) => say!("act-all-placed"),
                (_, true) => say!("act-last-lost"),
                (_, false) => say!("act-first-lost"),
            });
            return;
        };
        self.show_article(&article);
        self.place(id);
    }

    /// The first annotation without a place in an article that comes later, or the last in one before.
    fn lost_elsewhere(&self, key: &LayerKey, forward: bool) -> Option<(ArticleId, AnnotationId)> {
        let ours = |(other, _): &(&LayerKey, _)| other.annotator == key.annotator;
        let found = |(other, layer): (&LayerKey, &std::sync::Arc<crate::model::Layer>)| {
            let mut ids = layer.detached.keys();
            let id = if forward { ids.next() } else { ids.next_back() };
            Some((other.article.clone(), id?.clone()))
        };
        let layers = &self.project.layers;
        if forward {
            let later = (Bound::Excluded(key.clone()), Bound::Unbounded);
            layers.range(later).filter(ours).find_map(found)
        } else {
            let earlier = ..key.clone();
            layers.range(earlier).rev().filter(ours).find_map(found)
        }
    }

    /// Begins to decide on one annotation of the open article that has lost its place.
    pub fn place(&mut self, id: AnnotationId) {
        if let Some(open) = &mut self.open {
            open.placing = Some(Placing {
                id,
                number: 0,
                count: 0,
                proposals: Vec::new(),
                revision: u64::MAX,
            });
        }
        self.refresh_placing();
    }

    /// Brings what is proposed up to date with the project; on to the next one when this one has been decided on.
    pub fn refresh_placing(&mut self) {
        let (Some(key), Some(text)) = (self.key(), self.text()) else {
            return;
        };
        let revision = self.revision;
        let Some(placing) = self.open.as_ref().and_then(|open| open.placing.clone()) else {
            return;
        };
        if placing.revision == revision {
            return;
        }
        let layer = self.project.layer(&key).cloned().unwrap_or_default();
        let mut later = layer.detached.range(placing.id.clone()..);
        let next = later.next().or_else(|| layer.detached.iter().next());
        let placing = next.map(|(id, lost)| Placing {
            id: id.clone(),
            number: layer.detached.range(..=id.clone()).count(),
            count: layer.detached.len(),
            proposals: proposals(&text, lost),
            revision,
        });
        if let Some(open) = &mut self.open {
            open.placing = placing;
        }
    }

    /// Shows in the text where the annotation may stand.
    pub fn show_proposal(&mut self, at: usize) {
        let Some(open) = &mut self.open else { return };
        let spans = open.placing.as_ref().and_then(|it| it.proposals.get(at));
        if let Some(spans) = spans.cloned() {
            open.reader.reveal(spans.hull());
            open.reader.select(Selection::of(spans.hull()));
        }
    }

    /// Puts the annotation into the place that is proposed with this number, from 0.
    pub fn take_proposal(&mut self, at: usize, notices: &mut Notices) {
        let open = self.open.as_ref();
        let placing = open.and_then(|open| open.placing.as_ref());
        match placing.and_then(|placing| placing.proposals.get(at)) {
            Some(spans) => {
                let spans = spans.clone();
                self.attach(spans, notices);
            }
            None => notices.say(say!("act-no-proposal")),
        }
    }

    /// Puts the annotation where text is selected.
    pub fn place_at_selection(&mut self, notices: &mut Notices) {
        if let Some(spans) = self.selected().and_then(|span| Spans::one(span).ok()) {
            self.attach(spans, notices);
        }
    }

    fn attach(&mut self, spans: Spans, notices: &mut Notices) {
        let (Some(key), Some(lost)) = (self.key(), self.placing()) else {
            return;
        };
        let id = lost.id.clone();
        let edit = edits::reattach(&self.project, &self.author(), &key, &id, spans);
        if self.commit(edit, notices) {
            self.choose(Some(id));
            self.refresh_placing();
        }
    }

    /// Notes that the annotation stays without a place, and goes on to the next one that waits for a decision.
    pub fn keep_lost(&mut self, notices: &mut Notices) {
        let (Some(key), Some(lost)) = (self.key(), self.placing()) else {
            return;
        };
        let id = lost.id.clone();
        let edit = edits::keep_detached(&self.project, &self.author(), &key, &id);
        if !edit.is_empty() && !self.commit(edit, notices) {
            return;
        }
        match self.next_undecided(Some(&id)) {
            Some(next) => self.place(next),
            None => {
                if let Some(open) = &mut self.open {
                    open.placing = None;
                }
            }
        }
    }

    /// Deletes the annotation without a place.
    pub fn delete_lost(&mut self, notices: &mut Notices) {
        let (Some(key), Some(lost)) = (self.key(), self.placing()) else {
            return;
        };
        let edit = edits::remove_detached(&self.author(), &key, &lost.id.clone());
        self.commit(edit, notices);
        self.refresh_placing();
    }
}

/// The annotation without a place after another one of a layer, or before it; the first when there is no other.
fn beside(
    workspace: &Workspace,
    key: &LayerKey,
    now: Option<&AnnotationId>,
    forward: bool,
) -> Option<AnnotationId> {
    let lost = &workspace.project.layer(key)?.detached;
    let found = match now {
        None => lost.keys().next(),
        Some(id) if forward => {
            let mut later = lost.range((Bound::Excluded(id.clone()), Bound::Unbounded));
            later.next().map(|(id, _)| id)
        }
        Some(id) => lost.range(..id.clone()).next_back().map(|(id, _)| id),
    };
    found.cloned()
}
