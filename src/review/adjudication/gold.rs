//! What becomes of marks in the gold layer.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::model::edits::whole_seconds;
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Author, Basis, Bulk, Change, Color,
    Decision, DecisionId, DecisionRef, Edit, LayerKey, Link, Made, MarkRef, Project, ReviewKey,
    ReviewRules, Slot, Target, Verdict,
};

use super::decide::{Piece, Ruling};
use super::queue::{Case, in_force};

/// The name of the annotator who holds the gold layers, also for their id.
const NAME: &str = "Gold";
/// The colour of their lane.
const COLOR: Color = Color([0xb8, 0x86, 0x0b]);

/// The id of the gold annotation that is made of these marks: the same on every computer, so that two reviewers who decide the
/// same make one annotation of it. Of several of the same marks, each has a number.
#[must_use]
pub fn gold_id<'a>(
    article: &ArticleId,
    sources: impl IntoIterator<Item = &'a MarkRef>,
    number: usize,
) -> AnnotationId {
    AnnotationId::of_hash(&hashed("gold", article, sources, number))
}

fn hashed<'a>(
    what: &str,
    article: &ArticleId,
    sources: impl IntoIterator<Item = &'a MarkRef>,
    number: usize,
) -> [u8; 32] {
    let sources: BTreeSet<&MarkRef> = sources.into_iter().collect();
    let mut hash = Sha256::new();
    hash.update(format!("{what} {article} {number}"));
    for source in sources {
        hash.update(format!("\n{} {}", source.by, source.id));
    }
    hash.finalize().into()
}

/// Links of marks that were chosen; none when nobody chose.
type Chosen = Option<Vec<(MarkRef, Link)>>;

/// Decisions that are being made about one article, and what they do to the gold layer.
pub(super) struct Making<'a> {
    project: &'a Project,
    author: &'a Author,
    article: &'a Article,
    key: LayerKey,
    /// Set-up that the first decision needs, and then the decisions.
    changes: Vec<Change>,
    /// Decisions in force but those that are made anew.
    others: Vec<(DecisionRef, Arc<Decision>)>,
    /// The gold annotation of each mark, of all decisions.
    counterpart: HashMap<MarkRef, AnnotationId>,
    /// The marks about which something is decided now.
    fresh: BTreeSet<MarkRef>,
    /// Gold annotations as they will be; `None` for those that go.
    gold: BTreeMap<AnnotationId, Option<Annotation>>,
    /// What became of the marks of gold annotations that go.
    gone: HashMap<AnnotationId, Vec<MarkRef>>,
    /// Of each new gold annotation, the marks of which it was made, and which of their links it has, when not all.
    sources: Vec<(AnnotationId, Vec<MarkRef>, Chosen)>,
}

impl<'a> Making<'a> {
    pub fn new(project: &'a Project, author: &'a Author, article: &'a Article) -> Self {
        let mut changes = Vec::new();
        let rules = &project.reviewing.rules;
        let annotator = rules.gold.clone().unwrap_or_else(|| {
            AnnotatorId::from_name(NAME, |id| project.annotators.contains_key(id))
        });
        if !project.annotators.contains_key(&annotator) {
            let named = Some((NAME.to_owned(), COLOR));
            changes.push(Change::Annotator(annotator.clone(), named));
        }
        if rules.gold.is_none() {
            changes.push(Change::ReviewRules(ReviewRules {
                gold: Some(annotator.clone()),
                ..rules.clone()
            }));
        }
        let others = in_force(project, &article.id);
        Self {
            key: LayerKey {
                article: article.id.clone(),
                annotator,
            },
            project,
            author,
            article,
            changes,
            others,
            counterpart: HashMap::new(),
            fresh: BTreeSet::new(),
            gold: BTreeMap::new(),
            gone: HashMap::new(),
            sources: Vec::new(),
        }
    }

    /// Decides a case: these pieces are what becomes of it.
    pub fn decide(
        &mut self,
        case: &Case,
        ruling: &Ruling,
        bulk: Option<&Bulk>,
        pieces: Vec<Piece>,
    ) {
        let mut basis: Vec<Basis> = case
            .marks
            .iter()
            .map(|mark| mark.basis(&self.article.text))
            .collect();
        basis.sort();
        if basis.is_empty() {
            // Nothing is left of the marks; that there were some stays said.
            let before = case.decisions.iter();
            basis = before.flat_map(|(_, it)| it.case.clone()).collect();
        }
        let places: HashMap<MarkRef, usize> = basis
            .iter()
            .enumerate()
            .map(|(at, basis)| (basis.mark(), at))
            .collect();
        let mut made: Vec<Made> = Vec::new();
        for piece in pieces {
            let number = made.len();
            let id = gold_id(
                &self.article.id,
                &piece.sources,
                if piece.is_own { 0 } else { number },
            );
            let mut from: Vec<usize> = piece
                .sources
                .iter()
                .filter_map(|source| places.get(source).copied())
                .collect();
            from.sort_unstable();
            if from.len() == basis.len() {
                from.clear();
            }
            self.put(&id, piece);
            made.push(Made { id, from });
        }
        self.replace(case, &made);
        let own = |reference: &DecisionRef| reference.by == self.author.annotator;
        let (own, theirs): (Vec<_>, Vec<_>) = case
            .decisions
            .iter()
            .map(|(reference, _)| reference.clone())
            .partition(|reference| own(reference));
        let id = own.first().map_or_else(
            || {
                let marks: Vec<MarkRef> = basis.iter().map(Basis::mark).collect();
                self.new_id(&marks)
            },
            |reference| reference.id.clone(),
        );
        let mut instead_of = theirs;
        for (_, before) in &case.decisions {
            instead_of.extend(before.instead_of.iter().cloned());
        }
        instead_of.retain(|reference| reference.by != self.author.annotator);
        instead_of.sort();
        instead_of.dedup();
        let decision = Decision {
            id: id.clone(),
            verdict: ruling.verdict.clone(),
            reason: ruling.reason.clone(),
            words: ruling.words.clone(),
            bulk: bulk.cloned(),
            gold: made,
            instead_of,
            at: whole_seconds(self.author.at),
            case: basis,
        };
        self.fresh.extend(decision.case.iter().map(Basis::mark));
        note_counterparts(&mut self.counterpart, &decision);
        let key = ReviewKey {
            article: self.article.id.clone(),
            reviewer: self.author.annotator.clone(),
        };
        for before in own.iter().skip(1) {
            self.changes
                .push(Change::Decision(key.clone(), before.id.clone(), None));
        }
        self.changes
            .push(Change::Decision(key, id, Some(Arc::new(decision))));
    }

    /// The id of a new decision about these marks, in place of which no other one was made: somebody may have decided after an
    /// earlier one of the same reviewer.
    fn new_id(&self, marks: &[MarkRef]) -> DecisionId {
        let reviews = || self.project.reviews_of(&self.article.id);
        let is_replaced = |id: &DecisionId| {
            let decisions = reviews().flat_map(|(_, review)| review.decisions.values());
            let mut replaced = decisions.flat_map(|it| &it.instead_of);
            replaced.any(|it| it.by == self.author.annotator && it.id == *id)
        };
        let numbered = |number| {
            let hash = hashed("decision", &self.article.id, marks, number);
            DecisionId::of_hash(&hash)
        };
        // As many as there are decisions, and one more, are enough.
        let most = reviews().map(|(_, it)| it.decisions.len()).sum::<usize>();
        (0..=most)
            .map(numbered)
            .find(|id| !is_replaced(id))
            .unwrap_or_else(|| numbered(0))
    }

    fn put(&mut self, id: &AnnotationId, piece: Piece) {
        let at = whole_seconds(self.author.at);
        let Piece {
            sources,
            tag,
            spans,
            attributes,
            links,
            of_marks,
            is_own: _,
        } = piece;
        let before = self.now(id);
        let annotation = Annotation {
            id: id.clone(),
            tag,
            spans,
            attributes,
            links,
            note: before
                .as_ref()
                .map_or_else(String::new, |it| it.note.clone()),
            unsure: false,
            created: before.map_or(at, |it| it.created),
            modified: at,
        };
        self.gold.insert(id.clone(), Some(annotation));
        self.sources.push((id.clone(), sources, of_marks));
    }

    /// What the decisions about a case made before, and make no more, goes.
    fn replace(&mut self, case: &Case, made: &[Made]) {
        for (reference, before) in &case.decisions {
            self.others.retain(|(known, _)| known != reference);
            for old in &before.gold {
                let stays = made.iter().any(|made| made.id == old.id);
                if !stays && self.now(&old.id).is_some() {
                    let marks = before.sources(old).map(Basis::mark).collect();
                    self.gone.insert(old.id.clone(), marks);
                    self.gold.insert(old.id.clone(), None);
                }
            }
        }
    }

    /// A gold annotation with what was done so far.
    fn now(&self, id: &AnnotationId) -> Option<Annotation> {
        if let Some(made) = self.gold.get(id) {
            return made.clone();
        }
        let layer = self.project.layer(&self.key)?;
        Some(Annotation::clone(layer.annotations.get(id)?))
    }

    /// Which layer is the gold one.
    pub fn key(&self) -> &LayerKey {
        &self.key
    }

    /// All changes, with links between gold annotations.
    pub fn finish(mut self) -> Vec<Change> {
        for (_, decision) in &self.others {
            note_counterparts(&mut self.counterpart, decision);
        }
        self.link_new();
        self.link_old();
        self.let_go();
        let layer = self.project.layer(&self.key);
        let mut changes = self.changes;
        for (id, made) in self.gold {
            let before = layer.map_or(Slot::Absent, |layer| layer.slot(&id));
            let to = match (&before, made) {
                (Slot::Present(before), Some(made)) if says_the_same(before, &made) => continue,
                (Slot::Absent | Slot::Deleted(_), None) => continue,
                (_, Some(made)) => Slot::Present(Arc::new(made)),
                (_, None) => Slot::Deleted(whole_seconds(self.author.at)),
            };
            changes.push(Change::Annotation(self.key.clone(), id, to));
        }
        changes
    }

    fn mark(&self, mark: &MarkRef) -> Option<Arc<Annotation>> {
        let key = LayerKey {
            article: self.article.id.clone(),
            annotator: mark.by.clone(),
        };
        let layer = self.project.layer(&key)?;
        layer.annotations.get(&mark.id).cloned()
    }

    /// Gold annotations that are made now get the links of their marks, to what became of the far ends.
    fn link_new(&mut self) {
        for (id, sources, chosen) in core::mem::take(&mut self.sources) {
            for (source, link) in chosen.iter().flatten() {
                self.link(&id, source, link, |_| true);
            }
            for source in sources.iter().filter(|_| chosen.is_none()) {
                let Some(mark) = self.mark(source) else {
                    continue;
                };
                for link in &mark.links {
                    self.link(&id, source, link, |_| true);
                }
            }
        }
    }

    /// Gold annotations of before get links to what is made now.
    fn link_old(&mut self) {
        let fresh = core::mem::take(&mut self.fresh);
        for (_, decision) in self.others.clone() {
            for made in &decision.gold {
                for basis in decision.sources(made) {
                    let source = basis.mark();
                    let Some(mark) = self.mark(&source).filter(|it| !it.links.is_empty()) else {
                        continue;
                    };
                    for link in &mark.links {
                        self.link(&made.id, &source, link, |to| fresh.contains(to));
                    }
                }
            }
        }
    }

    /// Gives a gold annotation a link of one of its marks, if its far end is one of those that are asked for and it has none
    /// such.
    fn link(
        &mut self,
        id: &AnnotationId,
        source: &MarkRef,
        link: &Link,
        is_asked: impl Fn(&MarkRef) -> bool,
    ) {
        let to = match &link.to {
            Target::Entity(entity) => {
                // An entity is no mark, and was there from the beginning.
                if !is_asked(source) {
                    return;
                }
                Target::Entity(entity.clone())
            }
            Target::Annotation(end) => {
                let end = MarkRef {
                    by: source.by.clone(),
                    id: end.clone(),
                };
                match self.counterpart.get(&end).filter(|_| is_asked(&end)) {
                    Some(made) if made != id => Target::Annotation(made.clone()),
                    _ => return,
                }
            }
        };
        let Some(mut annotation) = self.now(id) else {
            return;
        };
        let role = self.project.codebook.role(&link.role);
        let is_full = role.is_some_and(|role| !role.many)
            && annotation.links.iter().any(|it| it.role == link.role);
        let role = link.role.clone();
        let new = Link { role, to };
        if !is_full && !annotation.links.contains(&new) {
            annotation.links.push(new);
            annotation.modified = whole_seconds(self.author.at);
            self.gold.insert(id.clone(), Some(annotation));
        }
    }

    /// Links to gold annotations that go lead to what became of their marks, or go too.
    fn let_go(&mut self) {
        if self.gone.is_empty() {
            return;
        }
        let layer = self.project.layer(&self.key);
        let before = layer.into_iter().flat_map(|layer| layer.annotations.keys());
        let ids: BTreeSet<AnnotationId> = before.chain(self.gold.keys()).cloned().collect();
        for id in ids {
            let Some(mut annotation) = self.now(&id) else {
                continue;
            };
            let old = annotation.links.clone();
            let mut links: Vec<Link> = Vec::with_capacity(old.len());
            for link in &old {
                let kept = match &link.to {
                    Target::Annotation(to) if self.gone.contains_key(to) => {
                        let mut marks = self.gone[to].iter();
                        let heir = marks.find_map(|mark| self.counterpart.get(mark));
                        heir.filter(|heir| **heir != id).map(|heir| Link {
                            role: link.role.clone(),
                            to: Target::Annotation(heir.clone()),
                        })
                    }
                    _ => Some(link.clone()),
                };
                links.extend(kept.filter(|kept| !links.contains(kept)));
            }
            if links != old {
                annotation.links = links;
                annotation.modified = whole_seconds(self.author.at);
                self.gold.insert(id, Some(annotation));
            }
        }
    }
}

/// The decisions that gold annotations need which an edit changes by hand: from then on they are this reviewer's own, made of the
/// same marks. Nothing for annotations that no decision made.
#[must_use]
pub fn amended(project: &Project, author: &Author, edit: &Edit) -> Vec<Change> {
    let changed = edit.changes.iter().filter_map(|change| match change {
        Change::Annotation(key, id, Slot::Present(_)) if project.is_gold(&key.annotator) => {
            Some((&key.article, id))
        }
        _ => None,
    });
    let changed: BTreeSet<(&ArticleId, &AnnotationId)> = changed.collect();
    let is_decided = |change: &Change| matches!(change, Change::Decision(..));
    if changed.is_empty() || edit.changes.iter().any(is_decided) {
        return Vec::new();
    }
    let mut changes = Vec::new();
    let articles: BTreeSet<&ArticleId> = changed.iter().map(|(article, _)| *article).collect();
    for id in articles {
        let Some(article) = project.articles.get(id) else {
            continue;
        };
        let making = Making::new(project, author, article);
        let key = ReviewKey {
            article: id.clone(),
            reviewer: author.annotator.clone(),
        };
        for (reference, before) in &making.others {
            let is_meant = |made: &Made| changed.contains(&(id, &made.id));
            if !before.gold.iter().any(is_meant) {
                continue;
            }
            let is_own = reference.by == author.annotator;
            let mut decision = Decision {
                verdict: Verdict::Edited,
                bulk: None,
                at: whole_seconds(author.at),
                ..Decision::clone(before)
            };
            if !is_own {
                let marks: Vec<MarkRef> = before.case.iter().map(Basis::mark).collect();
                decision.id = making.new_id(&marks);
                decision.instead_of.retain(|it| it.by != author.annotator);
                decision.instead_of.push(reference.clone());
                decision.instead_of.sort();
                decision.instead_of.dedup();
            }
            let id = decision.id.clone();
            changes.push(Change::Decision(key.clone(), id, Some(Arc::new(decision))));
        }
    }
    changes
}

/// Notes what became of the marks of a decision: what was made of each, or else what was made instead of it.
fn note_counterparts(counterpart: &mut HashMap<MarkRef, AnnotationId>, decision: &Decision) {
    let Some(first) = decision.gold.first() else {
        return;
    };
    for basis in &decision.case {
        let own = decision.made_of(&basis.by, &basis.id);
        let known = counterpart.entry(basis.mark());
        known.or_insert_with(|| own.unwrap_or(&first.id).clone());
    }
}

/// Whether two annotations say the same, whenever they were made.
fn says_the_same(one: &Annotation, other: &Annotation) -> bool {
    *one == Annotation {
        created: one.created,
        modified: one.modified,
        ..other.clone()
    }
}
