//! What becomes of marks in the gold layer.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::model::edits::whole_seconds;
use crate::model::{
    Annotation, AnnotationId, AnnotatorId, Article, ArticleId, Author, Basis, Bulk, Change, Color,
    Decision, DecisionId, DecisionRef, Edit, LayerKey, Link, Made, MarkRef, Overruled, Project,
    ReviewKey, ReviewRules, Slot, Verdict, in_force,
};

use super::case::CaseMark;
use super::decide::{Piece, Ruling};
use super::links::left_out;
use super::queue::Case;

/// The name of the annotator who holds the gold layers, also for their id.
const NAME: &str = "Gold";
/// The colour of their lane.
const COLOR: Color = Color([0xb8, 0x86, 0x0b]);

/// The id of the gold annotation that is made of these marks and says this: the same on every computer, so that two reviewers
/// who decide the same make one annotation of it, and two who decide otherwise do not have two versions of one.
pub(super) fn gold_id(article: &ArticleId, piece: &Piece) -> AnnotationId {
    let spans = piece.spans.iter();
    let spans = spans.map(|span| format!("{}-{}", span.start.index(), span.end.index()));
    let values = piece.attributes.iter();
    let values = values.map(|(id, value)| format!("{id}={}", value.to_plain()));
    let says: Vec<String> = spans.chain(values).collect();
    let says = format!("{} {}", piece.tag, says.join("\0"));
    AnnotationId::of_hash(&hashed("gold", article, &piece.sources, &says))
}

fn hashed<'a>(
    what: &str,
    article: &ArticleId,
    sources: impl IntoIterator<Item = &'a MarkRef>,
    says: &str,
) -> [u8; 32] {
    let sources: BTreeSet<&MarkRef> = sources.into_iter().collect();
    let mut hash = Sha256::new();
    hash.update(format!("{what} {article} {says}"));
    for source in sources {
        hash.update(format!("\n{} {}", source.by, source.id));
    }
    hash.finalize().into()
}

/// Links of marks that were chosen; none when nobody chose.
pub(super) type Chosen = Option<Vec<(MarkRef, Link)>>;

/// Decisions that are being made about one article, and what they do to the gold layer.
pub(super) struct Making<'a> {
    pub(super) project: &'a Project,
    pub(super) author: &'a Author,
    article: &'a Article,
    pub(super) key: LayerKey,
    /// Set-up that the first decision needs, and then the decisions.
    changes: Vec<Change>,
    /// Decisions in force but those that are made anew.
    pub(super) others: BTreeMap<DecisionRef, Arc<Decision>>,
    /// Which of these are about a mark.
    about: HashMap<MarkRef, Vec<DecisionRef>>,
    /// The author's decisions in whose place others were made, as far as somebody knows.
    overruled: BTreeSet<DecisionId>,
    /// Ids that a new decision of the author cannot have: these, and those of all that the author has made.
    taken: BTreeSet<DecisionId>,
    /// The gold annotation of each mark, of all decisions.
    pub(super) counterpart: HashMap<MarkRef, AnnotationId>,
    /// The marks about which something is decided now.
    pub(super) fresh: BTreeSet<MarkRef>,
    /// Gold annotations as they will be; `None` for those that go.
    pub(super) gold: BTreeMap<AnnotationId, Option<Annotation>>,
    /// What became of the marks of gold annotations that go.
    pub(super) gone: HashMap<AnnotationId, Vec<MarkRef>>,
    /// Of each new gold annotation, the marks of which it was made, and which of their links it has, when not all.
    pub(super) sources: Vec<(AnnotationId, Vec<MarkRef>, Chosen)>,
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
        let reviews = || project.reviews_of(&article.id);
        let decisions = reviews().flat_map(|(_, review)| review.decisions.values());
        let overruled: BTreeSet<DecisionId> = decisions
            .flat_map(|decision| &decision.instead_of)
            .filter(|reference| reference.by == author.annotator)
            .map(|reference| reference.id.clone())
            .collect();
        let own = reviews().filter(|(key, _)| key.reviewer == author.annotator);
        let own = own.flat_map(|(_, review)| review.decisions.keys().cloned());
        let own: BTreeSet<DecisionId> = own.collect();
        let mut making = Self {
            key: LayerKey {
                article: article.id.clone(),
                annotator,
            },
            project,
            author,
            article,
            changes,
            others: BTreeMap::new(),
            about: HashMap::new(),
            taken: overruled.union(&own).cloned().collect(),
            overruled,
            counterpart: HashMap::new(),
            fresh: BTreeSet::new(),
            gold: BTreeMap::new(),
            gone: HashMap::new(),
            sources: Vec::new(),
        };
        for (reference, decision) in in_force(project, &article.id) {
            making.keep(reference, decision);
        }
        making
    }

    /// Leaves a decision in force.
    fn keep(&mut self, reference: DecisionRef, decision: Arc<Decision>) {
        for basis in &decision.case {
            let about = self.about.entry(basis.mark()).or_default();
            about.push(reference.clone());
        }
        self.others.insert(reference, decision);
    }

    /// Takes out the decisions in force about a case, whatever was in force when that was looked at.
    fn take(&mut self, case: &Case) -> Vec<(DecisionRef, Arc<Decision>)> {
        let marks: Vec<MarkRef> = if case.marks.is_empty() {
            let decisions = case.decisions.iter();
            let basis = decisions.flat_map(|(_, decision)| &decision.case);
            let marks = basis.map(Basis::mark);
            marks.filter(|mark| self.mark(mark).is_none()).collect()
        } else {
            case.marks.iter().map(CaseMark::mark).collect()
        };
        let found = marks.iter().filter_map(|mark| self.about.get(mark));
        let found: BTreeSet<DecisionRef> = found.flatten().cloned().collect();
        let mut taken = Vec::with_capacity(found.len());
        for reference in found {
            taken.extend(self.others.remove_entry(&reference));
        }
        taken
    }

    /// Decides a case: these pieces are what becomes of it.
    pub fn decide(
        &mut self,
        case: &Case,
        ruling: &Ruling,
        bulk: Option<&Bulk>,
        pieces: Vec<Piece>,
    ) {
        let before = self.take(case);
        let marks = case.marks.iter();
        let mut basis: Vec<Basis> = marks.map(|mark| mark.basis(&self.article.text)).collect();
        if basis.is_empty() {
            // Nothing is left of the marks; that there were some stays said.
            basis = before.iter().flat_map(|(_, it)| it.case.clone()).collect();
        }
        basis.sort();
        basis.dedup_by_key(|basis| basis.mark());
        let places: HashMap<MarkRef, usize> = basis
            .iter()
            .enumerate()
            .map(|(at, basis)| (basis.mark(), at))
            .collect();
        let made = if ruling.verdict == Verdict::Stands {
            self.standing(&before, &places)
        } else {
            self.make(pieces, &places)
        };
        let mut own: Vec<DecisionId> = Vec::new();
        let mut instead_of: BTreeSet<Overruled> = BTreeSet::new();
        for (reference, decision) in &before {
            let rest = self.leave_rest(reference, decision, &places);
            instead_of.extend(decision.instead_of.iter().cloned());
            if reference.by != self.author.annotator {
                instead_of.insert(Overruled::of(reference, decision));
            } else if rest.as_ref() != Some(&reference.id) {
                own.push(reference.id.clone());
            }
        }
        for (_, decision) in &before {
            self.replace(decision, &made);
        }
        instead_of.retain(|reference| reference.by != self.author.annotator);
        // Made anew, it keeps its name, unless somebody has overruled it by that.
        let free = own.iter().position(|id| !self.overruled.contains(id));
        let id = match free {
            Some(at) => own.remove(at),
            None => self.fresh_id(&basis),
        };
        for before in own {
            let key = self.review_key();
            self.changes.push(Change::Decision(key, before, None));
        }
        let decision = Decision {
            id,
            verdict: ruling.verdict.clone(),
            reason: ruling.reason.clone(),
            words: ruling.words.clone(),
            bulk: bulk.cloned(),
            gold: made,
            instead_of: instead_of.into_iter().collect(),
            without: left_out(case, ruling),
            at: whole_seconds(self.author.at),
            case: basis,
        };
        self.fresh.extend(decision.case.iter().map(Basis::mark));
        note_counterparts(&mut self.counterpart, &decision);
        self.write(&Arc::new(decision));
    }

    /// Makes gold annotations of pieces.
    fn make(&mut self, pieces: Vec<Piece>, places: &HashMap<MarkRef, usize>) -> Vec<Made> {
        let mut made: Vec<Made> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let id = gold_id(&self.article.id, &piece);
            if made.iter().any(|known| known.id == id) {
                continue;
            }
            let from = from(places, piece.sources.iter());
            self.put(&id, piece);
            made.push(Made { id, from });
        }
        made
    }

    /// The gold annotations that decisions have made, as they are.
    fn standing(
        &self,
        before: &[(DecisionRef, Arc<Decision>)],
        places: &HashMap<MarkRef, usize>,
    ) -> Vec<Made> {
        let mut made: Vec<Made> = Vec::new();
        for (_, decision) in before {
            for old in &decision.gold {
                if made.iter().all(|known| known.id != old.id) && self.now(&old.id).is_some() {
                    let sources: Vec<MarkRef> = decision.sources(old).map(Basis::mark).collect();
                    let (id, from) = (old.id.clone(), from(places, &sources));
                    made.push(Made { id, from });
                }
            }
        }
        made
    }

    /// Of a decision on marks that no longer belong together, what is not decided now stays in force as one of the author's; its
    /// name is given back. Somebody has to look at it, too, so it does not stand on what its marks say now.
    fn leave_rest(
        &mut self,
        reference: &DecisionRef,
        decision: &Decision,
        places: &HashMap<MarkRef, usize>,
    ) -> Option<DecisionId> {
        let is_elsewhere = |basis: &&Basis| !places.contains_key(&basis.mark());
        let mut others = decision.case.iter().filter(is_elsewhere);
        others.find(|basis| self.mark(&basis.mark()).is_some())?;
        let case = decision.case.iter().filter(is_elsewhere);
        let case: Vec<Basis> = case
            .map(|basis| match self.mark(&basis.mark()) {
                Some(_) => Basis {
                    said: String::new(),
                    ..basis.clone()
                },
                None => basis.clone(),
            })
            .collect();
        let marks = case.iter().enumerate();
        let here: HashMap<MarkRef, usize> = marks.map(|(at, it)| (it.mark(), at)).collect();
        let gold = decision.gold.iter();
        let gold = gold.filter(|made| decision.sources(made).any(|it| is_elsewhere(&it)));
        let gold = gold.map(|made| {
            let sources: Vec<MarkRef> = decision.sources(made).map(Basis::mark).collect();
            let (id, from) = (made.id.clone(), from(&here, &sources));
            Made { id, from }
        });
        let gold: Vec<Made> = gold.collect();
        let is_own = reference.by == self.author.annotator;
        let mut instead_of: BTreeSet<Overruled> = decision.instead_of.iter().cloned().collect();
        instead_of.insert(Overruled::of(reference, decision));
        instead_of.retain(|reference| reference.by != self.author.annotator);
        let id = if is_own && !self.overruled.contains(&reference.id) {
            reference.id.clone()
        } else {
            self.fresh_id(&case)
        };
        let rest = Arc::new(Decision {
            id: id.clone(),
            case,
            gold,
            instead_of: instead_of.into_iter().collect(),
            ..decision.clone()
        });
        self.write(&rest);
        let by = self.author.annotator.clone();
        self.keep(DecisionRef { by, id: id.clone() }, rest);
        Some(id)
    }

    /// An id for a decision about these marks: the same on every computer, as long as there is no such decision.
    fn fresh_id(&mut self, basis: &[Basis]) -> DecisionId {
        let marks: Vec<MarkRef> = basis.iter().map(Basis::mark).collect();
        let mut ids = (0..).map(|number: u32| {
            let number = number.to_string();
            DecisionId::of_hash(&hashed("decision", &self.article.id, &marks, &number))
        });
        let id = ids.find(|id| !self.taken.contains(id));
        let id = id.expect("there are more numbers than decisions");
        self.taken.insert(id.clone());
        id
    }

    fn write(&mut self, decision: &Arc<Decision>) {
        let (key, id) = (self.review_key(), decision.id.clone());
        let decision = Some(Arc::clone(decision));
        self.changes.push(Change::Decision(key, id, decision));
    }

    fn review_key(&self) -> ReviewKey {
        ReviewKey {
            article: self.article.id.clone(),
            reviewer: self.author.annotator.clone(),
        }
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

    /// What a decision made before, and nobody makes any more, goes.
    fn replace(&mut self, before: &Decision, made: &[Made]) {
        for old in &before.gold {
            let is_made = |gold: &[Made]| gold.iter().any(|made| made.id == old.id);
            let mut others = self.others.values();
            let stays = is_made(made) || others.any(|other| is_made(&other.gold));
            if !stays && self.now(&old.id).is_some() {
                let marks = before.sources(old).map(Basis::mark).collect();
                self.gone.insert(old.id.clone(), marks);
                self.gold.insert(old.id.clone(), None);
            }
        }
    }

    /// A gold annotation with what was done so far.
    pub(super) fn now(&self, id: &AnnotationId) -> Option<Annotation> {
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
        for decision in self.others.values() {
            note_counterparts(&mut self.counterpart, decision);
        }
        self.settle_links();
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

    pub(super) fn mark(&self, mark: &MarkRef) -> Option<Arc<Annotation>> {
        let key = LayerKey {
            article: self.article.id.clone(),
            annotator: mark.by.clone(),
        };
        let layer = self.project.layer(&key)?;
        layer.annotations.get(&mark.id).cloned()
    }
}

/// Which of these places the sources have; none when they have all.
fn from<'a>(
    places: &HashMap<MarkRef, usize>,
    sources: impl IntoIterator<Item = &'a MarkRef>,
) -> Vec<usize> {
    let places_of = sources.into_iter();
    let places_of = places_of.filter_map(|source| places.get(source).copied());
    let from: BTreeSet<usize> = places_of.collect();
    if from.len() == places.len() {
        return Vec::new();
    }
    from.into_iter().collect()
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
        let mut making = Making::new(project, author, article);
        making.changes.clear();
        for (reference, before) in making.others.clone() {
            let is_meant = |made: &Made| changed.contains(&(id, &made.id));
            if !before.gold.iter().any(is_meant) {
                continue;
            }
            let mut decision = Decision {
                verdict: Verdict::Edited,
                bulk: None,
                at: whole_seconds(author.at),
                ..Decision::clone(&before)
            };
            if reference.by != author.annotator {
                decision.id = making.fresh_id(&before.case);
                decision.instead_of.retain(|it| it.by != author.annotator);
                decision.instead_of.push(Overruled::of(&reference, &before));
                decision.instead_of.sort();
                decision.instead_of.dedup();
            }
            making.write(&Arc::new(decision));
        }
        changes.append(&mut making.changes);
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
