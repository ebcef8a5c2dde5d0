//! Merging the slots of one layer: its head, its annotations, and the links between them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::model::edits::{in_quotes, quoted};
use crate::model::{
    AnnotationId, Change, Detached, Layer, LayerHead, LayerKey, Slot, Status, Target, Where,
};
use crate::say;
use crate::text::Text;

use super::annotation::{Outcome, flagged, id_beside, merge as merge_states};
use super::fields::{Fields, Side, Three, listed};
use super::mark::{Mark, State};
use super::{Kept, Step, Work};

/// The layer to which a slot belongs.
pub(super) fn key_of(change: &Change) -> Option<&LayerKey> {
    match change {
        Change::LayerHead(key, _) | Change::Annotation(key, ..) | Change::Detached(key, ..) => {
            Some(key)
        }
        _ => None,
    }
}

/// Takes over the steps of one layer.
pub(super) fn merge(work: &mut Work<'_>, key: &LayerKey, steps: &[Step]) {
    let layer = work.project.layer(key).cloned();
    let mut merging = Merging {
        text: work
            .project
            .articles
            .get(&key.article)
            .map(|article| article.text.clone()),
        layer: layer.as_deref(),
        key,
        results: BTreeMap::new(),
    };
    for (id, (from, to)) in by_id(layer.as_deref(), steps) {
        merging.merge(work, &id, &from, to);
    }
    merging.mend_links(work);
    let changes = merging.changes();
    for step in steps {
        if let (Change::LayerHead(_, from), Change::LayerHead(_, to)) = (&step.from, &step.to) {
            merge_head(work, key, from, to);
        }
    }
    for change in changes {
        work.put(change);
    }
}

/// What stood under each id that the steps name, and what stands there at their end.
fn by_id(layer: Option<&Layer>, steps: &[Step]) -> BTreeMap<AnnotationId, (State, State)> {
    type Slots<'a> = (
        Option<(&'a Slot, &'a Slot)>,
        Option<(Option<&'a Detached>, Option<&'a Detached>)>,
    );
    let mut slots: BTreeMap<&AnnotationId, Slots<'_>> = BTreeMap::new();
    for step in steps {
        match (&step.from, &step.to) {
            (Change::Annotation(_, id, from), Change::Annotation(_, _, to)) => {
                slots.entry(id).or_default().0 = Some((from, to));
            }
            (Change::Detached(_, id, from), Change::Detached(_, _, to)) => {
                slots.entry(id).or_default().1 = Some((from.as_ref(), to.as_ref()));
            }
            _ => {}
        }
    }
    let states = slots.into_iter().map(|(id, (slot, lost))| {
        let now = layer.map_or(Slot::Absent, |layer| layer.slot(id));
        let lost_now = layer.and_then(|layer| layer.detached.get(id));
        // A slot that no step names is where it was.
        let (from, to) = slot.unwrap_or((&now, &now));
        let (lost_from, lost_to) = lost.unwrap_or((lost_now, lost_now));
        let states = (
            State::from_slots(from, lost_from),
            State::from_slots(to, lost_to),
        );
        (id.clone(), states)
    });
    states.collect()
}

/// A layer that is being merged.
struct Merging<'a> {
    key: &'a LayerKey,
    /// As it is in the project.
    layer: Option<&'a Layer>,
    /// `None` when the project does not have the article.
    text: Option<Text>,
    /// What is to stand under the ids that the merge touches.
    results: BTreeMap<AnnotationId, State>,
}

impl Merging<'_> {
    fn merge(&mut self, work: &mut Work<'_>, id: &AnnotationId, from: &State, to: State) {
        let ours = State::of(self.layer, id);
        let fitted = self.fitted(to);
        // Only the other side has touched it, as it is when a journal is brought back.
        if ours.is_same(from) {
            self.results.insert(id.clone(), fitted);
            return;
        }
        let book = &work.project.codebook;
        let result = match merge_states([from, &ours, &fitted], book, self.text.as_ref()) {
            Outcome::Agreed(state) => state,
            Outcome::Revived(state) => {
                let named = self.named(work, id, state.mark());
                let told = if ours.mark().is_some() {
                    let fact = say!("merge-annotation-kept", what = named, other = work.other);
                    (fact, say!("merge-became-kept").to_owned())
                } else {
                    let fact = say!("merge-annotation-back", what = named, other = work.other);
                    (fact, say!("merge-became-back").to_owned())
                };
                self.tell(work, id, [&ours, &fitted], Kept::InPlace, told);
                state
            }
            // What else somebody made of it is in the decisions, and is made anew when somebody decides again.
            Outcome::Clash { stays, .. } if work.project.is_gold(&self.key.annotator) => {
                State::Mark(stays)
            }
            Outcome::Clash {
                stays,
                beside,
                fields,
            } => {
                let other = id_beside(id, &beside, self.text.as_ref());
                let known = State::of(self.layer, &other);
                // What is there was kept by an earlier merge, and what is not there any more a person has removed.
                if matches!(known, State::Absent) && !self.results.contains_key(&other) {
                    let named = self.named(work, id, Some(&stays));
                    let fact = say!(
                        "merge-annotation-both",
                        what = named,
                        other = work.other,
                        fields = listed(&fields),
                    );
                    let outcome = say!("merge-became-beside", beside = other.to_string());
                    let kept = Kept::Beside(other.clone());
                    self.tell(work, id, [&ours, &fitted], kept, (fact, outcome));
                    let flagged = State::Mark(Box::new(flagged(*beside, id)));
                    self.results.insert(other, self.fitted(flagged));
                }
                State::Mark(stays)
            }
        };
        let result = self.fitted(result);
        self.results.insert(id.clone(), result);
    }

    fn fitted(&self, state: State) -> State {
        match (state, &self.text) {
            (State::Mark(mark), Some(text)) => State::Mark(Box::new(mark.fitted(text))),
            (state, _) => state,
        }
    }

    /// A link to what one side deleted goes, as it would have gone with the deletion.
    fn mend_links(&mut self, work: &mut Work<'_>) {
        let gone = |merging: &Self, id: &AnnotationId| {
            let was_there = State::of(merging.layer, id).mark().is_some();
            match merging.results.get(id) {
                Some(State::Mark(_)) => false,
                Some(State::Deleted(_)) => true,
                Some(State::Absent) => was_there,
                None => matches!(State::of(merging.layer, id), State::Deleted(_)),
            }
        };
        let newly_gone: BTreeSet<&AnnotationId> = self
            .results
            .iter()
            .filter(|(id, state)| {
                state.mark().is_none() && State::of(self.layer, id).mark().is_some()
            })
            .map(|(id, _)| id)
            .collect();
        let mut bereft: Vec<(AnnotationId, Mark)> = self
            .results
            .iter()
            .filter_map(|(id, state)| Some((id, state.mark()?)))
            .filter(|(_, mark)| !mark.links.is_empty())
            .map(|(id, mark)| (id.clone(), mark.clone()))
            .collect();
        if !newly_gone.is_empty() {
            let points_there = |links: &[crate::model::Link]| {
                links.iter().any(
                    |link| matches!(&link.to, Target::Annotation(to) if newly_gone.contains(to)),
                )
            };
            let layer = self.layer.into_iter();
            for layer in layer {
                let live = layer.annotations.iter();
                let live = live.filter(|(_, it)| points_there(&it.links));
                let live = live.map(|(id, it)| (id.clone(), Mark::from(it.as_ref())));
                let lost = layer.detached.iter();
                let lost = lost.filter(|(_, it)| points_there(&it.links));
                let lost = lost.map(|(id, it)| (id.clone(), Mark::from(it)));
                bereft.extend(
                    live.chain(lost)
                        .filter(|(id, _)| !self.results.contains_key(id)),
                );
            }
        }
        for (id, mut mark) in bereft {
            let (lost, kept) = mark.links.iter().cloned().partition::<Vec<_>, _>(
                |link| matches!(&link.to, Target::Annotation(to) if gone(self, to)),
            );
            if lost.is_empty() {
                continue;
            }
            mark.links = kept;
            let before = State::of(self.layer, &id);
            let after = State::Mark(Box::new(mark));
            if !after.is_same(&before) {
                let ends: Vec<String> = lost
                    .iter()
                    .filter_map(|link| match &link.to {
                        Target::Annotation(to) => {
                            let was = State::of(self.layer, to);
                            Some(self.named(work, to, was.mark()))
                        }
                        Target::Entity(_) => None,
                    })
                    .collect();
                let fact = say!(
                    "merge-annotation-link",
                    count = ends.len(),
                    what = self.named(work, &id, after.mark()),
                    ends = listed(&ends),
                );
                let told = (fact, String::new());
                self.tell(work, &id, [&before, &after], Kept::Apart, told);
            }
            self.results.insert(id, after);
        }
    }

    /// What is to be set so that the results are there.
    fn changes(self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (id, state) in self.results {
            if state.is_same(&State::of(self.layer, &id)) {
                continue;
            }
            let (slot, lost) = state.into_slots(&id);
            let was = self.layer.map_or(Slot::Absent, |layer| layer.slot(&id));
            if slot != was {
                changes.push(Change::Annotation(self.key.clone(), id.clone(), slot));
            }
            let lost_was = self.layer.and_then(|layer| layer.detached.get(&id));
            if lost.as_ref() != lost_was {
                changes.push(Change::Detached(self.key.clone(), id, lost));
            }
        }
        changes
    }

    fn tell(
        &self,
        work: &mut Work<'_>,
        id: &AnnotationId,
        [ours, theirs]: [&State; 2],
        kept: Kept,
        told: (String, String),
    ) {
        let change = |state: &State| match state.clone().into_slots(id) {
            (Slot::Absent, Some(lost)) => {
                Change::Detached(self.key.clone(), id.clone(), Some(lost))
            }
            (slot, _) => Change::Annotation(self.key.clone(), id.clone(), slot),
        };
        work.tell(change(ours), change(theirs), kept, told);
    }

    /// “Claim “the port will close””
    fn named(&self, work: &Work<'_>, id: &AnnotationId, mark: Option<&Mark>) -> String {
        let Some(mark) = mark else {
            return say!("merge-annotation", id = id.to_string());
        };
        let tag = work.project.codebook.tag_name(&mark.tag);
        match (&mark.place, &self.text) {
            (Where::Here(spans), Some(text)) if spans.fit(text).is_ok() => {
                format!("{tag} {}", quoted(text, spans))
            }
            (Where::Lost { spans, .. }, _) if !spans.is_empty() => {
                let text = if spans[0].text.is_empty() {
                    &spans[0].head
                } else {
                    &spans[0].text
                };
                format!("{tag} {}", in_quotes(text))
            }
            _ => format!("{tag} {id}"),
        }
    }
}

/// Takes over what the other side says of an article as a whole.
fn merge_head(work: &mut Work<'_>, key: &LayerKey, from: &LayerHead, to: &LayerHead) {
    let layer = work.project.layer(key);
    let ours = layer.map_or_else(LayerHead::default, |layer| layer.head.clone());
    if ours == *to || from == to {
        return;
    }
    let merged = if ours == *from {
        to.clone()
    } else {
        let three = Three {
            base: Some(from),
            ours: &ours,
            theirs: to,
        };
        blend_heads(work, key, three)
    };
    if merged != ours {
        work.put(Change::LayerHead(key.clone(), merged));
    }
}

fn blend_heads(work: &mut Work<'_>, key: &LayerKey, three: Three<'_, LayerHead>) -> LayerHead {
    let Three { base, ours, theirs } = three;
    let book = Arc::clone(&work.project.codebook);
    let before = base.cloned().unwrap_or_default();
    let mut fields = Fields::preferring(Side::Ours);
    let attributes = fields.map(
        Some(&before.attributes),
        &ours.attributes,
        &theirs.attributes,
        |id| {
            let mut all = book.article_attributes.iter();
            let field = all.find(|field| field.id == *id);
            field.map_or_else(|| id.to_string(), |field| field.name.clone())
        },
    );
    let mut note = Fields::text(three.map(|head| &head.note));
    // What is not in a field is in the note, unless it is there already; the same words on every computer.
    for (id, value) in &theirs.attributes {
        let is_base = before.attributes.get(id) == Some(value);
        let is_ours = attributes.get(id) == Some(value);
        let field = book.article_attributes.iter().find(|field| field.id == *id);
        let name = field.map_or(id.as_str(), |field| &field.name);
        let line = format!("{name}: also {}.", value.to_plain());
        if !is_base && !is_ours && !note.lines().any(|known| known == line) {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&line);
        }
    }
    if !fields.clashes.is_empty() && note != ours.note {
        let article = work.project.articles.get(&key.article);
        let title = article.map_or(key.article.as_str(), |it| it.meta.display_title());
        let fact = say!(
            "merge-head-both",
            title = title,
            other = work.other,
            fields = listed(&fields.clashes),
        );
        let change = |head: &LayerHead| Change::LayerHead(key.clone(), head.clone());
        let told = (fact, say!("merge-became-in-note"));
        work.tell(change(ours), change(theirs), Kept::InPlace, told);
    }
    LayerHead {
        status: status(before.status, ours.status, theirs.status),
        attributes,
        note,
        confirmed: confirmed(ours, theirs),
    }
}

/// What either side has looked at again, by the later look. That one takes such a look back is undo, not news.
fn confirmed(ours: &LayerHead, theirs: &LayerHead) -> BTreeMap<AnnotationId, Timestamp> {
    let mut all = ours.confirmed.clone();
    for (id, at) in &theirs.confirmed {
        let known = all.entry(id.clone()).or_insert(*at);
        *known = (*known).max(*at);
    }
    all
}

/// How far an article is when both sides have said so: further than before if both went on, else less far, so that
/// somebody looks again.
fn status(base: Status, ours: Status, theirs: Status) -> Status {
    if ours == theirs || theirs == base {
        ours
    } else if ours == base {
        theirs
    } else if base == Status::ToDo {
        ours.max(theirs)
    } else {
        ours.min(theirs)
    }
}
